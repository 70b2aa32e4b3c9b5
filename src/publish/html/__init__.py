"""A page's HTML to a Draft: parsing, metadata, main content, pictures, blocks."""
