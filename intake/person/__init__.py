"""Who writes or calls, and for whom, read from words that stand under no label."""
