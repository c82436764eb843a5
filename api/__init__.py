"""HTTP, pages, command line, settings and use cases. Nothing is decided here."""
