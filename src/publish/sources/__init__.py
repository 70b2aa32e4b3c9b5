"""A source (file, address, folder, archive) to a Page."""
