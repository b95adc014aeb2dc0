"""The woven bands of the peoples, as drafts and as the tiles made from them."""
