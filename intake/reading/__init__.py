"""The reading of one Japanese wish text: ranked slots, or doubts that say what to ask."""
