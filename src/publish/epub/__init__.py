"""EPUB 3.3 books: written, looked at, judged."""

from publish.epub.book import Book, IssueBook
from publish.epub.write import first_picture, write_issue, write_read_aloud, write_text_edition

__all__ = [
    "Book",
    "IssueBook",
    "first_picture",
    "write_issue",
    "write_read_aloud",
    "write_text_edition",
]
