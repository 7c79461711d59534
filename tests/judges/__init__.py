"""Independent judges of our calendars: none of them shares a line of code with what wrote the file."""
