"""BookingRequest -> Booking -> .ics: opening hours, assignment, life cycle, invitations, feeds, outbox."""
