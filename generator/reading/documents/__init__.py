"""Documents: the record once more, in the order of the papers that municipalities write."""
