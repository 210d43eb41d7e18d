"""What is made again, what is kept, and how a site appears at once; nothing else writes the site."""
