"""How facts of the office are said to people, in each of the three languages that letters and pages are written in."""
