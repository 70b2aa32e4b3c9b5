"""Mending headings into a tree: a flat stream of drafts becomes sections inside sections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from publish.model.walk import plain
from publish.reader.draft import AsideDraft, BlockDraft, HeadingDraft

_UNDER_EVERY_HEADING = 99


@dataclass(slots=True)
class SectionDraft:
    """A section while it is filled."""

    heading: HeadingDraft | None
    blocks: list[BlockDraft] = field(default_factory=list)
    sections: list[SectionDraft] = field(default_factory=list)


def outline(stream: Iterable[BlockDraft]) -> list[SectionDraft]:
    """The top-level sections of a stream.

    A level that is skipped is closed up, so a section is never more than one
    step inside another. Only the first section may lack a heading. A box that
    is a section of its own comes after the top-level section it stood in:
    the text round it runs on, as it does in print.
    """
    roots: list[SectionDraft] = []
    boxes: list[SectionDraft] = []
    open_: list[tuple[int, SectionDraft]] = []
    for draft in stream:
        if isinstance(draft, HeadingDraft) and plain(draft.inlines).strip():
            while open_ and open_[-1][0] >= draft.level:
                open_.pop()
            if not open_:
                roots += boxes
                boxes = []
            section = SectionDraft(draft)
            (open_[-1][1].sections if open_ else roots).append(section)
            open_.append((draft.level, section))
        elif isinstance(draft, HeadingDraft):
            continue
        elif isinstance(draft, AsideDraft) and draft.own_section and plain(draft.heading).strip():
            boxes.append(_box(draft))
        else:
            if not open_:
                first = SectionDraft(None)
                roots.append(first)
                open_.append((_UNDER_EVERY_HEADING, first))
            open_[-1][1].blocks.append(draft)
    return roots + boxes


def _box(draft: AsideDraft) -> SectionDraft:
    heading = HeadingDraft(2, draft.heading, (), draft.lang)
    inner = outline(draft.blocks)
    section = SectionDraft(heading)
    for part in inner:
        if part.heading is None:
            section.blocks += part.blocks
            section.sections += part.sections
        else:
            section.sections.append(part)
    return section
