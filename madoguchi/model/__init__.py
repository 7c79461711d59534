"""The nouns of the trade as frozen values: no clock, no file, no network, no database."""
