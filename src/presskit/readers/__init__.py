"""Readers: bytes to parts of the model, and everything there is to say about them."""
