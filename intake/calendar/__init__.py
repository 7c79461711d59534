"""What calendars say in mails: answers to our invitations, and invitations of others (RFC 5546)."""
