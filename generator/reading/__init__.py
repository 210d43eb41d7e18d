"""Reading: a record as ordered, typed blocks with Korean text, the same for pages and for documents."""
