"""EPUB 3.3 books: writing them; `check/` holds what inspects them."""

from publish.epub.book import Book, Heard, IssueBook
from publish.epub.write import (
    first_page,
    write_issue,
    write_read_aloud,
    write_read_aloud_into,
    write_text_edition,
)

__all__ = [
    "Book",
    "Heard",
    "IssueBook",
    "first_page",
    "write_issue",
    "write_read_aloud",
    "write_read_aloud_into",
    "write_text_edition",
]
