"""What the reader makes of a small page, in short lines that a test can name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publish.draft.page import Page, Reading
from publish.html.read import read
from publish.model.article import (
    Abbreviation,
    Aside,
    Block,
    Break,
    Cell,
    Code,
    CodeSpan,
    Emphasis,
    Figure,
    Foreign,
    Inline,
    LineBreak,
    Link,
    List,
    Math,
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
from publish.model.walk import labels

_LINE = "The council met on Tuesday evening to talk of the roads that the river has closed, and heard {}."
BEFORE = "".join(f"<p>{_LINE.format(who)}</p>" for who in ("the farmers", "two engineers", "the school"))
AFTER = "".join(f"<p>{_LINE.format(who)}</p>" for who in ("the mayor", "the insurers", "a hydrologist"))


def reading(body: str, head: str = "", attributes: str = 'lang="en"', after: str = "") -> Reading:
    """The reading of a page whose article has `body` between paragraphs of running text, and `after` last."""
    top = (
        f"<!DOCTYPE html><html {attributes}><head><title>Roads shut</title>{head}</head><body><main><article>"
    )
    text = f"{top}<h1>Roads shut</h1>{BEFORE}{body}{AFTER}{after}</article></main></body></html>"
    return read(Page("roads", "roads.html", text, "https://valley.example/news/roads"))


def shown(body: str, head: str = "", attributes: str = 'lang="en"', after: str = "") -> list[str]:
    """The lines for what `body` became, without those for the running text round it."""
    article = reading(body, head, attributes, after).article
    lines = [line for section in article.sections for line in _section(section, 1)]
    return [line for line in lines if "The council met" not in line and line != "# "]


def codes(body: str, head: str = "") -> list[str]:
    """The codes of the problems that were met."""
    return [problem.code for problem in reading(body, head).problems]


def _section(section: Section, level: int) -> Iterator[str]:
    yield f"{'#' * level} {said(section.heading)}"
    yield from _blocks(section.blocks)
    for inner in section.sections:
        yield from _section(inner, level + 1)


def _blocks(blocks: Iterable[Block], indent: str = "") -> Iterator[str]:
    for block in blocks:
        lang = getattr(block, "lang", "")
        for line in _block(block):
            yield indent + line + (f" @{lang}" if lang and not line.startswith(" ") else "")


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield said(block.sentences)
        case List():
            for label, item in zip(labels(block), block.items, strict=True):
                mark = {"ordered": f"{label}.", "unordered": "*", "definition": ":"}[block.style]
                term = f"{said(item.term)} = " if item.term else ""
                yield f"{mark} {term}{said(item.sentences)}"
                yield from _blocks(item.blocks, "  ")
        case Quote():
            yield f"quote{f' by {by}' if (by := said(block.attribution)) else ''}:"
            yield from _blocks(block.blocks, "  ")
        case Figure():
            yield f"figure {block.image.src} [{block.alt}] ({said(block.caption)}) ({said(block.credit)})"
        case Table():
            yield f"table ({said(block.caption)})"
            for row in (*block.header, *block.rows):
                cells = (
                    f"{'!' if c.scope else ''}{said(c.sentences)}{f'@{c.lang}' if c.lang else ''}"
                    for c in row.cells
                )
                yield "  " + " | ".join(cells)
        case Code():
            yield f"code {block.text!r}"
        case Aside():
            yield f"aside {said(block.heading)}:"
            yield from _blocks(block.blocks, "  ")
        case Note():
            yield f"note {block.label} ({len(block.refs)}):"
            yield from _blocks(block.blocks, "  ")
        case Break():
            yield "---"


def _cell(cell: Cell) -> str:
    return f"{'!' if cell.scope else ''}{said(cell.sentences)}{f'@{cell.lang}' if cell.lang else ''}"


def said(sentences: Iterable[Sentence]) -> str:
    """The words of sentences with their marks."""
    return "".join(_inlines(sentence.inlines) + sentence.tail for sentence in sentences)


def _inlines(inlines: Iterable[Inline]) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text
        case Emphasis(children):
            return f"/{_inlines(children)}/"
        case Strong(children):
            return f"*{_inlines(children)}*"
        case Superscript(children):
            return f"^{_inlines(children)}"
        case Subscript(children):
            return f"_{_inlines(children)}"
        case Abbreviation(title, children):
            return f"{_inlines(children)}={title}"
        case Link(href, children):
            return f"<{_inlines(children)}>({href})"
        case CodeSpan(text):
            return f"`{text}`"
        case NoteRef():
            return f"[{inline.label}]"
        case Foreign(lang, children):
            return f"{{{lang} {_inlines(children)}}}"
        case Math():
            return f"${inline.spoken}$"
        case LineBreak():
            return " / "
