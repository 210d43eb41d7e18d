"""What a record is: reading it, its keys, the library of all records, and the rules they keep."""
