"""The public site in a real browser; a package, so that pytest stops the browser when the last of these tests is done."""
