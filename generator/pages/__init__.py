"""Pages: what a record reads like in a browser, and the frame around it."""
