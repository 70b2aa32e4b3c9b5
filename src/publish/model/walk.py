"""Walks over the model: its text, sentences, blocks and inlines, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, assert_never

from publish.model.article import (
    Abbreviation,
    Article,
    Aside,
    Block,
    Break,
    Code,
    CodeSpan,
    Emphasis,
    Figure,
    Foreign,
    Inline,
    LineBreak,
    Link,
    List,
    Marker,
    Math,
    Nesting,
    Note,
    NoteRef,
    Paragraph,
    Quote,
    Section,
    Sentence,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)


def plain(inlines: Iterable[Inline]) -> str:
    """The visible text of inlines. A line break is a space; a note's mark is left out."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text) | CodeSpan(text):
                parts.append(text)
            case Emphasis() | Strong() | Superscript() | Subscript() | Abbreviation() | Link() | Foreign():
                parts.append(plain(inline.children))
            case Math():
                parts.append(inline.spoken)
            case LineBreak():
                parts.append(" ")
            case NoteRef():
                pass
            case _:
                assert_never(inline)
    return "".join(parts)


def nested_inlines(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Inlines and the inlines inside them, in reading order."""
    for inline in inlines:
        yield inline
        if isinstance(inline, Nesting):
            yield from nested_inlines(inline.children)


def map_inlines(
    inlines: Iterable[Inline], change: Callable[[Inline], tuple[Inline, ...]]
) -> tuple[Inline, ...]:
    """Inlines with each exchanged for what `change` gives for it, the innermost first."""
    changed: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Nesting):
            inline = replace(inline, children=map_inlines(inline.children, change))
        changed += change(inline)
    return tuple(changed)


def text_of(sentences: Iterable[Sentence]) -> str:
    """The visible text of sentences with the white space between them."""
    return "".join(plain(s.inlines) + s.tail for s in sentences).strip()


def block_text(block: Block) -> str:
    """A block's visible text in order; parts stand on lines of their own, table cells after tabs."""
    return "\n".join(line for line in _lines(block) if line)


def numbers(block: List) -> Iterator[int]:
    """The number of each item of a list."""
    number = block.start - 1
    for item in block.items:
        number = number + 1 if item.number is None else item.number
        yield number


def labels(block: List) -> tuple[str, ...]:
    """What stands before each item of an ordered list, without the full stop: "3", "c", "iv"."""
    return tuple(_label(number, block.marker) for number in numbers(block))


def _label(number: int, marker: Marker) -> str:
    """A number as HTML's counter styles write it; they have no letters for zero and below."""
    if marker in "aA" and number > 0:
        letters = ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord(marker) + rest) + letters
        return letters
    if marker in "iI" and 0 < number < 4000:
        numeral = "".join(digits[int(digit)] for digits, digit in zip(_ROMAN, f"{number:04}", strict=True))
        return numeral if marker == "I" else numeral.lower()
    return str(number)


_ROMAN = tuple(
    ("", one, one * 2, one * 3, one + five, five, five + one, five + one * 2, five + one * 3, one + ten)
    for one, five, ten in (("M", "", ""), ("C", "D", "M"), ("X", "L", "C"), ("I", "V", "X"))
)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield text_of(block.sentences)
        case List():
            for item in block.items:
                yield text_of(item.term)
                yield text_of(item.sentences)
                yield from map(block_text, item.blocks)
        case Quote():
            yield from map(block_text, block.blocks)
            yield text_of(block.attribution)
        case Figure():
            yield text_of(block.caption)
            yield text_of(block.credit)
        case Table():
            yield text_of(block.caption)
            for row in (*block.header, *block.rows):
                yield "\t".join(text_of(cell.sentences) for cell in row.cells)
        case Code():
            yield block.text
        case Aside():
            yield text_of(block.heading)
            yield from map(block_text, block.blocks)
        case Note():
            yield from map(block_text, block.blocks)
        case Break():
            pass
        case _:
            assert_never(block)


def article_text(article: Article) -> str:
    """The body's visible text: headings, blocks and captions, one a line, in order."""

    def lines(section: Section) -> Iterator[str]:
        yield text_of(section.heading)
        yield from map(block_text, section.blocks)
        for inner in section.sections:
            yield from lines(inner)

    return "\n".join(line for section in article.sections for line in lines(section) if line)


def is_named(section: Section, names: Iterable[str]) -> bool:
    """Whether one of the names is a section's id, or its heading in whatever capitals."""
    heading = " ".join(text_of(section.heading).split()).casefold()
    return any(name == section.id or " ".join(name.split()).casefold() == heading for name in names if name)


def sections(parents: Iterable[Section]) -> Iterator[Section]:
    """Sections and the sections inside them, depth first."""
    for section in parents:
        yield section
        yield from sections(section.sections)


def resumptions(article: Article) -> dict[str, tuple[str, Section | None]]:
    """By the id of each section that goes on after a box: the title that it continues, and the box."""
    result: dict[str, tuple[str, Section | None]] = {}

    def look(children: tuple[Section, ...], title: str) -> None:
        for before, section in zip((None, *children), children, strict=False):
            if section.resumed:
                result[section.id] = title, before
            look(section.sections, text_of(section.heading) or title)

    look(article.sections, article.title)
    return result


def blocks(parents: Iterable[Section]) -> Iterator[Block]:
    """Every block of the sections, those inside other blocks included, in reading order."""
    for section in sections(parents):
        yield from nested(section.blocks)


def nested(children: Iterable[Block]) -> Iterator[Block]:
    """Blocks and the blocks inside them, in reading order."""
    for block in children:
        yield block
        match block:
            case List():
                for item in block.items:
                    yield from nested(item.blocks)
            case Quote() | Aside() | Note():
                yield from nested(block.blocks)
            case Paragraph() | Figure() | Table() | Code() | Break():
                pass
            case _:
                assert_never(block)


def map_blocks(article: Article, change: Callable[[Block], Block | None]) -> Article:
    """The article with each block exchanged for what `change` gives for it, the innermost first.

    Blocks are met in reading order of their ends; None takes a block out.
    """

    def section(old: Section) -> Section:
        return replace(old, blocks=mapped(old.blocks), sections=tuple(map(section, old.sections)))

    def mapped(blocks: Iterable[Block]) -> tuple[Block, ...]:
        changed = (change(_with_inner(block, mapped)) for block in blocks)
        return tuple(block for block in changed if block is not None)

    return replace(article, sections=tuple(map(section, article.sections)))


def _with_inner(block: Block, mapped: Callable[[Iterable[Block]], tuple[Block, ...]]) -> Block:
    match block:
        case List():
            return replace(
                block, items=tuple(replace(item, blocks=mapped(item.blocks)) for item in block.items)
            )
        case Quote() | Aside() | Note():
            return replace(block, blocks=mapped(block.blocks))
        case Paragraph() | Figure() | Table() | Code() | Break():
            return block
        case _:
            assert_never(block)


def parts(value: object) -> Iterator[Any]:
    """Every dataclass anywhere in a value of the model, itself included, whatever its fields are called."""
    if isinstance(value, tuple):
        for item in value:
            yield from parts(item)
    elif is_dataclass(value):
        yield value
        for field in fields(value):
            yield from parts(getattr(value, field.name))


def figures(article: Article) -> tuple[Figure, ...]:
    """Every figure of the article, in reading order."""
    return tuple(block for block in blocks(article.sections) if isinstance(block, Figure))
