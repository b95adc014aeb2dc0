"""What a file is: found by its bytes and by reading it to its end, or refused with a reason."""
