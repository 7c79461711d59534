"""Who wrote a mail about a booking that exists, and whether what it asks may be carried out (see docs/intake.md)."""
