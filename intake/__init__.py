"""Outside -> BookingRequest: phone logs, mail, the reading of Japanese requests."""
