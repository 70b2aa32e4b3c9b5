"""EPUB 3.3 books: written, looked at, judged."""

from publish.epub.book import Book, IssueBook
from publish.epub.certify import certify
from publish.epub.display import Shown, display
from publish.epub.inspect import inspect
from publish.epub.judges import Finding, Judgement, judge
from publish.epub.verdict import Verdict, check_book
from publish.epub.write import (
    write_issue,
    write_read_aloud,
    write_read_aloud_into,
    write_text_edition,
)

__all__ = [
    "Book",
    "Finding",
    "IssueBook",
    "Judgement",
    "Shown",
    "Verdict",
    "certify",
    "check_book",
    "display",
    "inspect",
    "judge",
    "write_issue",
    "write_read_aloud",
    "write_read_aloud_into",
    "write_text_edition",
]
