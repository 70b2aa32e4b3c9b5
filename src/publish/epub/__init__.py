"""EPUB 3.3 books. What writes them is here; `inspect`, `display`, `judges` and `verdict` look at them."""

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
