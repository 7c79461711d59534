"""What stands on the pages, from the words of the office to HTML: names filled in, Markdown, readings, phrases, the mail form."""
