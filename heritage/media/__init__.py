"""Files of things: what each shows, in whose words, and when it may be seen."""
