"""What the generator asks of the pages that it has made, and what it advises the office."""
