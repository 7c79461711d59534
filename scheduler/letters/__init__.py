"""What people are told about their bookings: letters as finished mail, and the words for the telephone (pure)."""
