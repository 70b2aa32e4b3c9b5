"""Article -> the tree of narrated elements, in reading order, for media overlays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from publish.epub.parts import Group, Mark, Node
from publish.i18n.front_back_matter import Line
from publish.model.article import (
    Aside,
    Block,
    Break,
    Code,
    Figure,
    List,
    ListItem,
    Note,
    Paragraph,
    Quote,
    Section,
    Sentence,
    Table,
)
from publish.model.walk import plain


def section_nodes(section: Section) -> tuple[Node, ...]:
    """The narrated elements of a section and its subsections.

    The id of a section or block itself is one that may be heard: words said of
    the whole, such as "Table", light up the whole.
    """
    return (
        Mark(section.id, required=False),
        *_sentences(section.heading),
        *_blocks(section.blocks),
        *(node for inner in section.sections for node in section_nodes(inner)),
    )


def furniture_nodes(lines: Iterable[Line]) -> tuple[Node, ...]:
    """The lines of a title page or closing page; a narration may be made without them."""
    return tuple(Mark(line.id, required=False) for line in lines)


def _blocks(blocks: Iterable[Block]) -> Iterator[Node]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[Node]:
    own = Mark(block.id, required=False)
    match block:
        case Paragraph():
            yield own
            yield from _sentences(block.sentences)
        case List():
            yield Group(block.id, (own, *(node for item in block.items for node in _item(item))), "list")
        case Quote():
            yield own
            yield from _blocks(block.blocks)
            yield from _sentences(block.attribution)
        case Figure():
            if not block.decorative:
                yield _figure(block)
        case Table():
            yield _table(block)
        case Code():
            yield Mark(block.id, required=_has_words(block.text))
        case Aside():
            yield Group(block.id, (own, *_sentences(block.heading), *_blocks(block.blocks)), "aside")
        case Note():
            yield Group(block.id, (own, *_blocks(block.blocks)), "footnote")
        case Break():
            pass
        case _:
            assert_never(block)


def _item(item: ListItem) -> Iterator[Node]:
    yield from _sentences(item.term)
    own = Mark(item.id, required=False)
    yield Group(item.id, (own, *_sentences(item.sentences), *_blocks(item.blocks)), "list-item")


def _figure(figure: Figure) -> Group:
    # Where the caption says all that the alt text says, hearing the caption is hearing both.
    needed = bool(figure.alt_lead if figure.caption else figure.alt)
    children = (
        Mark(figure.id, required=False),
        Mark(figure.image_id, required=needed),
        *_sentences(figure.caption),
        *_sentences(figure.credit, required=False),
    )
    return Group(figure.id, children, "figure")


def _table(table: Table) -> Group:
    rows = (
        Mark(
            row.id,
            any(_has_words(plain(s.inlines)) for cell in row.cells for s in cell.sentences),
            "table-row",
        )
        for row in (*table.header, *table.rows)
    )
    return Group(table.id, (Mark(table.id, required=False), *_sentences(table.caption), *rows), "table")


def _sentences(sentences: Iterable[Sentence], required: bool = True) -> Iterator[Mark]:
    return (Mark(s.id, required and _has_words(plain(s.inlines))) for s in sentences)


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)
