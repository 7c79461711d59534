"""Japanese byte codes as Windows and telephones write them; what mails and tables share of reading letters."""
