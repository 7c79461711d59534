"""The office's mailbox on a server (IMAP, RFC 9051): what waits there is stored here and then moved aside."""
