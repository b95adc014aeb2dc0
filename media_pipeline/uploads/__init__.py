"""Files sent in pieces over bad lines: the tus protocol 1.0 (https://tus.io/protocols/resumable-upload)."""
