"""EPUB 3.3 books: writing them; `check/` holds what inspects them."""

from publish.epub.book import Book, IssueBook
from publish.epub.write import write_issue, write_read_aloud, write_read_aloud_into, write_text_edition

__all__ = [
    "Book",
    "IssueBook",
    "write_issue",
    "write_read_aloud",
    "write_read_aloud_into",
    "write_text_edition",
]
