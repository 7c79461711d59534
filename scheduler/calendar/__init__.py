"""Bookings and free times as iCalendar bytes: invitations, cancellations and feeds, and a linter (pure)."""
