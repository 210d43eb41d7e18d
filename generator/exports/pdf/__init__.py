"""PDF: a document is data for a Typst template, never text glued into one."""
