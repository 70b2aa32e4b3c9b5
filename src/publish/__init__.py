"""publish: turn an article into a book you can read and hear."""

__version__ = "0.1.0"
