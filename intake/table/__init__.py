"""Bytes of a CSV -> a table of text: encoding, rows and columns, each by rules and never by guessing."""
