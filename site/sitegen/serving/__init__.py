"""A small server for the site and the feeds, and the preview of what is being written."""
