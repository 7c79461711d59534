"""The rules that the linter holds a calendar to, from bytes to components and methods."""
