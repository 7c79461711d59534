"""The mailbox on a server: what is fetched from it, and what announces new mail (RFC 9051)."""
