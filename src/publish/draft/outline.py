"""A flat list of drafts with headings -> a tree of sections."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from publish.draft.model import AsideDraft, BlockDraft, BreakDraft, HeadingDraft, NoteDraft, ParagraphDraft
from publish.model.text import weight
from publish.model.walk import plain

_UNDER_EVERY_HEADING = 99
_LONGEST = 130  # letters, as `weight` counts them, of a heading that is a sentence


@dataclass(slots=True)
class SectionDraft:
    """A section while it is filled. `resumes` names the one that it goes on with after a box."""

    heading: HeadingDraft | None
    blocks: list[BlockDraft] = field(default_factory=list)
    sections: list[SectionDraft] = field(default_factory=list)
    resumes: str = ""


def outline(stream: Iterable[BlockDraft]) -> list[SectionDraft]:
    """The top-level sections of a stream.

    A level that is skipped is closed up, so a section is never more than one
    step inside another. A box that is a section of its own stands where the page
    has it: the section that it interrupts holds it, and goes on after it in a
    section without heading; where nothing goes on, the box follows that section
    instead. Before the first heading nothing holds it: there the box and what
    goes on are sections of the article. Where a single heading stands over all
    others, as a second title, they are sections beside it.
    """
    growing = _Outline()
    for draft in stream:
        if isinstance(draft, HeadingDraft):
            growing.head(draft)
        elif isinstance(draft, AsideDraft) and draft.own_section and plain(draft.heading).strip():
            growing.box(draft)
        else:
            growing.add(draft)
    growing.close(0)
    return _beside(growing.roots)


def _beside(roots: list[SectionDraft]) -> list[SectionDraft]:
    """The sections of a single one with a heading stand beside it, where there are several."""
    headed = [section for section in roots if section.heading is not None]
    inner = headed[0].sections if len(headed) == 1 and roots[-1] is headed[0] else []
    if len(inner) < 2 or any(section.heading is None for section in inner):
        return roots
    headed[0].sections = []
    return [*roots, *inner]


def _is_text(words: str) -> bool:
    """Whether a heading is a whole sentence of running text: long, not numbered, and of a sentence's shape.

    It ends as one does, before a note's mark or closing quotation marks too, or has clauses. Without a full
    stop it is none where most words begin with capitals, as those of titles do.
    """
    words = _NOTE.sub("", words).rstrip("\"'”’»“」』 ")
    if weight(words) <= _LONGEST or _NUMBERED.match(words):
        return False
    if words[-1] in ".…。":
        return True
    long = [word for word in words.split() if len(word) > 3 and word[0].isalpha()]
    if sum(word[0].isupper() for word in long) > _TITLE * len(long):
        return False
    return words[-1] in _ENDS or (not _OF_TITLES.search(words) and bool(_CLAUSE.search(words[:500])))


_TITLE = 0.75  # of the words of a title begin with capitals, short ones aside
_ENDS = "!?！？؟।॥۔።։។။"
_NOTE = re.compile(r"(?<=[.!?…。！？।؟\"'”’»」』])\s?(?:\[?\d{1,3}\]?|[*†‡¹²³⁰⁴-⁹]{1,3})$")
_NUMBERED = re.compile(r"\d+(?:\.\d+)*(?:[.)]|\s+[A-ZÀ-Þ])|\d+(?:\.\d+)+\s")
_OF_TITLES = re.compile(r"[:：()（）–—|]")
# A comma between clauses: five words, then one of those that join, and four more; or three clauses of a
# script without spaces.
_CLAUSE = re.compile(
    r"(?<!\S)(?:[^\s,،;]++ ){4}[^\s,،;]++[,،;] [^\W\d_A-ZÀ-Þ]{1,4}(?: [^\s,،;]++){4}"
    r"|[^，、；\s]{6}[，、；][^，、；\s]{6,80}[，、；][^，、；\s]{6}"
)


class _Outline:
    """Sections as they grow: `roots`, and those that are open, each with the level of its heading."""

    def __init__(self) -> None:
        self.roots: list[SectionDraft] = []
        self._open: list[tuple[int, SectionDraft]] = []
        self._interrupted = False

    def head(self, draft: HeadingDraft) -> None:
        words = plain(draft.inlines).strip()
        if not words:
            return
        if _is_text(words):
            self.add(ParagraphDraft(draft.inlines, draft.lang))
            return
        self.close(draft.level)
        self._begin(draft.level, SectionDraft(draft))

    def box(self, draft: AsideDraft) -> None:
        while self._open and self._open[-1][0] == _UNDER_EVERY_HEADING:
            self._open.pop()
        self._siblings().append(_box(draft))
        self._interrupted = True

    def add(self, draft: BlockDraft) -> None:
        if self._interrupted and isinstance(draft, NoteDraft | BreakDraft):
            if isinstance(draft, NoteDraft):  # its place is settled by its mark
                self._siblings()[-1].blocks.append(draft)
            return
        if self._interrupted or not self._open:
            heading = self._open[-1][1].heading if self._open else None
            resumed = plain(heading.inlines) if heading else "introduction" if self.roots else ""
            self._begin(_UNDER_EVERY_HEADING, SectionDraft(None, resumes=resumed))
        self._open[-1][1].blocks.append(draft)

    def close(self, level: int) -> None:
        """End the sections down to a heading of that level; a box at the end of one follows it."""
        while self._open and self._open[-1][0] >= level:
            _, ended = self._open.pop()
            if self._interrupted:
                self._siblings().append(ended.sections.pop())

    def _begin(self, level: int, section: SectionDraft) -> None:
        self._siblings().append(section)
        self._open.append((level, section))
        self._interrupted = False

    def _siblings(self) -> list[SectionDraft]:
        return self._open[-1][1].sections if self._open else self.roots


def _box(draft: AsideDraft) -> SectionDraft:
    heading = HeadingDraft(2, draft.heading, (), draft.lang)
    inner = outline(draft.blocks)
    section = SectionDraft(heading)
    for part in inner:
        if part.heading is None and not part.resumes:
            section.blocks += part.blocks
            section.sections += part.sections
        else:
            section.sections.append(part)
    return section
