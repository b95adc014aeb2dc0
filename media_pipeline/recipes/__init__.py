"""What is made of originals: named, versioned, rebuilt at will."""
