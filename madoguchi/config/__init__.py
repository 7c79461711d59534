"""`office.toml` as a validated value, and the secrets that never stand in it."""
