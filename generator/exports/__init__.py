"""Exports: what leaves the site in other forms than pages; never writes a file by itself."""
