"""Passes that are killed at any moment, while mail comes and letters go, and what is left of them."""
