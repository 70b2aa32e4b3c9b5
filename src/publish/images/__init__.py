"""Pictures: fetched, verified, converted to what EPUB 3.3 allows, named by their content."""

from publish.images.resolve import Resolved, resolve

__all__ = ["Resolved", "resolve"]
