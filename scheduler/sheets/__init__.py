"""Lists and sheets that staff work with: review list, telephone list, day sheet (pure)."""
