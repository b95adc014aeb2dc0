"""Files on the public site: who may see which, and how their bytes are handed out."""
