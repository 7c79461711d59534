"""Sending: how letters leave the house, one by one, and what becomes of those that do not."""
