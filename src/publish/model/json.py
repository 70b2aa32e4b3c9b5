"""Articles and scripts as JSON, and articles as readable text: what `publish read` and `publish script` show.

The JSON shape is a contract with other programs; fields may be added, none
renamed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, assert_never

from publish.model.article import (
    Article,
    Aside,
    Block,
    Break,
    Code,
    Figure,
    LineBreak,
    List,
    ListItem,
    Note,
    Paragraph,
    Quote,
    Row,
    Section,
    Sentence,
    Table,
    Text,
)
from publish.model.narration import Script
from publish.model.problem import Problem
from publish.model.text import shortened
from publish.model.walk import (
    article_text,
    block_text,
    figures,
    labels,
    map_inlines,
    numbers,
    plain,
    text_of,
)

Json = dict[str, Any]


def article_json(article: Article, problems: Iterable[Problem] = (), left_out: Iterable[str] = ()) -> Json:
    """The shape of `publish read --json`. Unknown dates are null."""
    standfirst = text_of(article.standfirst)
    return {
        "slug": article.slug,
        "title": article.title,
        "standfirst": standfirst,
        "language": article.lang,
        "bylines": list(article.bylines),
        "published": article.published or None,
        "modified": article.modified or None,
        "publisher": article.publisher,
        "url": article.url,
        "description": article.description,
        "rights": article.rights,
        "subjects": list(article.subjects),
        "sections": _sections(article),
        "images": [_picture(figure) for figure in figures(article)],
        "text": "\n".join(part for part in (standfirst, article_text(article)) if part),
        "problems": [problem_json(problem) for problem in problems],
        "left_out": list(left_out),
    }


def _sections(article: Article) -> list[Json]:
    """The sections; the standfirst opens the first as a block of its own: they hold all visible text."""
    shapes = [_section(section, 2) for section in article.sections]
    standfirst = text_of(article.standfirst)
    if standfirst and shapes:
        opening = {"id": "standfirst", "kind": "paragraph", "role": "standfirst", "text": standfirst}
        shapes[0]["blocks"].insert(0, opening)
    return shapes


def problem_json(problem: Problem) -> Json:
    """A problem as every JSON output shows it: its fields by their names."""
    return asdict(problem)


def _section(section: Section, level: int) -> Json:
    """`level` counts as in HTML: the article's title is 1, a top-level section 2."""
    return {
        "id": section.id,
        "heading": text_of(section.heading),
        "level": level,
        "blocks": [_block(block) for block in section.blocks],
        "sections": [_section(inner, level + 1) for inner in section.sections],
    }


def _block(block: Block) -> Json:
    shape: Json = {"id": block.id, "kind": type(block).__name__.lower(), "text": _lined(block)}
    if block.lang:
        shape["lang"] = block.lang
    match block:
        case Figure():
            shape |= _picture(block)
        case List():
            shape |= {
                "ordered": block.style == "ordered",
                "style": block.style,
                "items": [_item(item) for item in block.items],
            }
            if block.style == "ordered" and (
                block.marker != "1" or [*numbers(block)] != [*range(1, len(block.items) + 1)]
            ):
                shape["labels"] = list(labels(block))
        case Table():
            shape |= {
                "caption": text_of(block.caption),
                "header": _cells(block.header[-1]) if block.header else [],
                "headers": [_cells(row) for row in block.header],
                "rows": [_cells(row) for row in block.rows],
            }
        case Quote():
            shape["attribution"] = text_of(block.attribution)
        case Aside():
            shape["heading"] = text_of(block.heading)
            shape["blocks"] = [_block(inner) for inner in block.blocks]
        case Note():
            shape |= {"label": block.label, "refs": list(block.refs)}
        case Code():
            shape["language"] = block.language
        case Paragraph() | Break():
            pass
        case _:
            assert_never(block)
    return shape


def _lined(block: Block) -> str:
    """A block's visible text; paragraphs and quotations keep the lines of verse."""
    match block:
        case Paragraph():
            return "".join(_lines(sentence) + sentence.tail for sentence in block.sentences).strip()
        case Quote():
            return "\n".join(filter(None, [*map(_lined, block.blocks), text_of(block.attribution)]))
    return block_text(block)


def _lines(sentence: Sentence) -> str:
    return plain(
        map_inlines(sentence.inlines, lambda part: (Text("\n"),) if part == LineBreak() else (part,))
    )


def _picture(figure: Figure) -> Json:
    return {
        "src": figure.image.src,
        "alt": figure.alt,
        "alt_source": figure.alt_source,
        "caption": text_of(figure.caption),
        "credit": text_of(figure.credit),
    }


def _item(item: ListItem) -> str:
    parts = (text_of(item.term), text_of(item.sentences), *(block_text(block) for block in item.blocks))
    return "\n".join(part for part in parts if part)


def _cells(row: Row) -> list[str]:
    return [text_of(cell.sentences) for cell in row.cells]


# --- readable text ----------------------------------------------------------


def article_plain(article: Article) -> str:
    """The article as a person reads it in a terminal: head, headings with hashes, pictures in brackets."""
    head = [article.title, text_of(article.standfirst)]
    facts = (", ".join(article.bylines), article.published, article.publisher, article.url)
    head.append(" · ".join(part for part in facts if part))
    parts = [part for part in head if part]
    for section in article.sections:
        parts += _section_lines(section, 2)
    return "\n\n".join(parts) + "\n"


def _section_lines(section: Section, level: int) -> list[str]:
    heading = text_of(section.heading)
    lines = [f"{'#' * level} {heading}"] if heading else ["* * *"] if section.resumed else []
    lines += [text for text in map(_plain, section.blocks) if text]
    for inner in section.sections:
        lines += _section_lines(inner, level + 1)
    return lines


def _plain(block: Block) -> str:
    match block:
        case Figure():
            credit = text_of(block.credit)
            shown = text_of(block.caption) or block.alt or "no description"
            return f"[Image: {shown}{f' ({credit})' if credit else ''}]\n{shortened(block.image.src, 120)}"
        case List():
            return "\n".join(
                f"{f'{label}.' if block.style == 'ordered' else '-'} {_indent(_item(item))}"
                for label, item in zip(labels(block), block.items, strict=True)
            )
        case Quote():
            quoted = "\n".join(_plain(inner) for inner in block.blocks)
            said_by = text_of(block.attribution)
            return "\n".join(
                f"> {line}" for line in [*quoted.split("\n"), *([f"— {said_by}"] if said_by else [])]
            )
        case Aside():
            inner = "\n\n".join((text_of(block.heading), *map(_plain, block.blocks))).strip()
            return "\n".join(f"| {line}" for line in inner.split("\n"))
        case Note():
            return f"[{block.label}] {block_text(block)}"
        case Break():
            return "* * *"
        case Code():
            return "\n".join(f"    {line}" for line in block.text.split("\n"))
        case Paragraph() | Table():
            return _lined(block)
        case _:
            assert_never(block)


def _indent(text: str) -> str:
    return text.replace("\n", "\n  ")


def script_json(script: Script) -> dict[str, Any]:
    """A script as plain values; `pause` in seconds."""
    return {
        "slug": script.slug,
        "language": script.lang,
        "utterances": [
            {
                "id": utterance.id,
                "block": utterance.block_id,
                "section": utterance.section_id,
                "role": utterance.role,
                "text": utterance.text,
                "spoken": utterance.spoken,
                "pause": utterance.pause,
                "lang": utterance.lang,
                "voice": utterance.voice,
                "pace": utterance.pace,
            }
            for utterance in script.utterances
        ],
    }
