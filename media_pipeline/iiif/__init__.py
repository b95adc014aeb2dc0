"""The IIIF Image API 3.0 and 2.1.1, level 2, served from pyramids that the recipe `zoom` made."""
