"""Pictures: fetched, verified by content, made into what EPUB 3.3 allows, named by their bytes."""

from publish.images.resolve import Resolved, resolve

__all__ = ["Resolved", "resolve"]
