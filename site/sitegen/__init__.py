"""The generator of the public site: words, terms and free slots in, releases of static pages out."""
