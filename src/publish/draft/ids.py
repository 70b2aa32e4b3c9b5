"""Ids of sections, blocks and sentences: unique in the article, stable for the same content."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from publish.model.canonical import pieces

# Ids of the lines before and after the article, and of pages: see i18n/front_back_matter.py.
RESERVED = frozenset(
    "publisher title byline published standfirst about source rights voice "
    "cover contents nav toc landmarks introduction notes".split()
)
LETTERS = {
    "ParagraphDraft": "p",
    "ListDraft": "l",
    "QuoteDraft": "q",
    "FigureDraft": "f",
    "TableDraft": "t",
    "CodeDraft": "c",
    "AsideDraft": "a",
    "NoteDraft": "n",
    "BreakDraft": "b",
}

_PART = re.compile(r"-([a-z]+)(\d+)$")  # how the ids of sentences end; no section's does


class Ids:
    """Gives out ids; one that is taken gets "-2", "-3" …"""

    def __init__(self) -> None:
        self._taken = set(RESERVED)
        self._last: dict[str, int] = {}
        self._introduction = False

    def block(self, draft: object) -> str:
        """The letter of the draft's kind and eight hex digits of its content's SHA-256."""
        digest = hashlib.sha256(b"".join(pieces(draft))).hexdigest()
        return self._free(LETTERS[type(draft).__name__] + digest[:8])

    def section(self, heading: str) -> str:
        """A slug of the heading; "introduction" for a first section without one."""
        if not heading and not self._introduction:
            self._introduction = True
            return "introduction"
        return self._free(_PART.sub(r"-\1-\2", slug(heading)))

    def _free(self, wanted: str) -> str:
        n = self._last.get(wanted, 1)
        chosen = wanted if n == 1 else f"{wanted}-{n}"
        while chosen in self._taken:
            n += 1
            chosen = f"{wanted}-{n}"
        self._taken.add(chosen)
        self._last[wanted] = n
        return chosen


def slug(heading: str) -> str:
    """Letters and digits of ASCII with hyphens; headings in other scripts get a name from their digest."""
    flat = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", flat).strip("-")[:60].rstrip("-")
    letters = sum(character.isalpha() for character in heading)
    if len(name.replace("-", "")) * 2 < letters or not name:
        return "s" + hashlib.sha256(heading.encode("utf-8", "backslashreplace")).hexdigest()[:8]
    return name if name[0].isalpha() else f"s-{name}"
