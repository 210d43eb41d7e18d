"""Records -> the search index, and queries -> records."""
