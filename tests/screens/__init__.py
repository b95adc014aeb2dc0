"""Tools that look at every page as visitors do: pictures of all of them, and audits."""
