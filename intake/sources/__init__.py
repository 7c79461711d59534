"""Where items come from: the inbox folder and a Maildir; and where they go when they are taken, the archive."""
