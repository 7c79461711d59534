"""The leaflet: one sheet to print, and its PDF."""
