"""The last look before publishing: nothing of any stored person may stand in any byte of the site."""
