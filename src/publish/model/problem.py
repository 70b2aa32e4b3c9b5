"""Problems: findings in content, each with a stable code.

A code is never used again for something else. Errors stop an article;
warnings stop it only under --strict; notes only inform.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding: `where` is file:line or an id, `help` what to do about it."""

    code: str
    severity: Severity
    where: str
    message: str
    help: str = ""

    def __str__(self) -> str:
        ending = f"; {self.help}" if self.help else ""
        return f"{self.code} {self.where} {self.message}{ending}"


# code -> (severity, what it means). One table for the whole project; the documentation prints it.
CODES: dict[str, tuple[Severity, str]] = {
    "READ-001": ("error", "the page holds no article text"),
    "READ-002": ("warning", "the page has no title; the file name is used"),
    "READ-003": ("note", "a pull quote repeated the text and was left out"),
    "READ-004": ("warning", "the page shows only the part of the article that is open to all"),
    "READ-005": ("note", "a box that repeats or advertises was left out"),
    "READ-010": ("note", "the publisher keeps the article for subscribers"),
    "READ-011": ("note", "the page names another character encoding than the one it is in"),
    "READ-012": ("note", "what a shortcode of WordPress shows is not in the export"),
    "READ-013": ("warning", "more than a third of the main part of the page was left out"),
    "READ-014": ("warning", "the article goes on on other pages, which were not read"),
    "READ-015": ("note", "the page holds another article, which was not read"),
    "A11Y-001": ("warning", "alt text says nothing"),
    "A11Y-002": ("note", "alt text is very long"),
    "A11Y-003": ("warning", "an image has neither caption nor alt text"),
    "A11Y-004": ("note", "a long article has no headings"),
    "A11Y-005": ("note", "a link's words do not say where it leads"),
    "A11Y-007": ("warning", "a table has no header cells"),
    "A11Y-008": ("warning", "the article's words look like another language than its own"),
    "A11Y-009": ("note", "two sections side by side have the same heading"),
    "A11Y-014": ("note", "words in another script are not marked as another language"),
    "TEXT-001": ("warning", "the article has very few words"),
    "TEXT-002": ("warning", "a paragraph comes twice"),
    "TEXT-003": ("warning", "characters were lost or mistaken"),
    "META-001": ("note", "no author is known"),
    "META-002": ("note", "no date is known"),
    "META-003": ("note", "the article was changed before it was published"),
    "META-004": ("warning", "a key at the top of the article looks misspelt"),
    "META-005": ("warning", "the settings name a picture, section or passage that the article does not have"),
    "META-006": ("warning", "the cover cannot show the title"),
    "IMG-001": ("warning", "a picture could not be loaded"),
    "IMG-002": ("warning", "a file is not a picture of a known kind"),
    "IMG-003": ("warning", "a picture is broken or unsafe"),
    "IMG-004": ("warning", "a picture has too many pixels"),
    "IMG-005": ("warning", "an article has more pictures than are taken"),
    "IMG-006": ("note", "unsafe parts of an SVG picture were left out"),
    "IMG-007": ("note", "a moving picture became a still one"),
    "IMG-008": ("note", "a spacer of a few pixels was left out"),
    "WEB-001": ("note", "site.url is not set, so the feed works on this machine only"),
    "BOOK-001": ("error", "a file is no readable EPUB"),
    "BOOK-002": ("error", "a document of a book is not well-formed"),
    "BOOK-010": ("warning", "a picture of a book has no text alternative"),
    "BOOK-011": ("warning", "a text alternative says nothing of its picture"),
    "BOOK-012": ("warning", "a caption is read twice"),
    "BOOK-013": ("warning", "a table of a book has no header cells"),
    "BOOK-014": ("warning", "header cells do not say what they head"),
    "BOOK-015": ("warning", "the levels of a book's headings jump"),
    "BOOK-016": ("warning", "a document of a book does not say its language"),
    "BOOK-017": ("warning", "documents of a book have no titles of their own"),
    "BOOK-018": ("warning", "a note's mark cannot be told, or nothing leads back to it"),
    "BOOK-019": ("warning", "a book fights a reader's night mode"),
    "BOOK-020": ("error", "clips of a media overlay overlap"),
    "BOOK-021": ("error", "a clip reaches past the end of its audio"),
    "BOOK-022": ("error", "a stated duration is wrong"),
    "BOOK-023": ("error", "an element is lit up twice"),
    "BOOK-024": ("error", "a media overlay names what does not exist"),
    "BOOK-025": ("warning", "visible words are never heard"),
    "BOOK-026": ("warning", "words are heard in another order than they stand"),
    "BOOK-027": ("warning", "a media overlay does not type what can be skipped or left"),
    "BOOK-028": ("warning", "the contents cannot be listened to"),
    "BOOK-029": ("warning", "what is being heard cannot be told apart"),
    "BOOK-030": ("warning", "an MP3 of a book has a variable rate"),
    "BOOK-031": ("note", "a whole section is left out of the narration"),
    "BOOK-040": ("warning", "accessibility metadata are missing"),
    "BOOK-041": ("error", "a feature is claimed that is not there"),
    "BOOK-042": ("note", "a feature is there that is not claimed"),
    "BOOK-043": ("warning", "a feature is claimed in words out of use"),
    "BOOK-044": ("error", "modes are said to be enough that are not"),
    "BOOK-045": ("error", "stated hazards contradict each other"),
    "BOOK-046": ("error", "a picture flashes though no flashing is claimed"),
    "BOOK-047": ("error", "a conformance claim is malformed or has no certifier"),
}


def problem(code: str, where: str, message: str, help: str = "") -> Problem:
    """A problem with the severity its code has in `CODES`."""
    return Problem(code, CODES[code][0], where, message, help)


@dataclass(frozen=True, slots=True)
class Group:
    """The problems of one code, in their order: those to show first, and the others."""

    shown: tuple[Problem, ...]
    others: tuple[Problem, ...] = ()


def grouped(problems: Iterable[Problem], most: int = 3) -> tuple[Group, ...]:
    """Problems by code, in the order of first appearance; of more than `most` the first are shown."""
    codes: dict[str, list[Problem]] = {}
    for problem in problems:
        codes.setdefault(problem.code, []).append(problem)
    return tuple(Group(tuple(same[:most]), tuple(same[most:])) for same in codes.values())
