"""The store: what has come in, what was decided and what is to be told, in one database."""
