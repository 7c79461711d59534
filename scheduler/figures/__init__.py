"""The last weeks in numbers, and the pictures of them (pure)."""
