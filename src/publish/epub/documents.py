"""Article -> content documents: cover, title page, sections, colophon; the style sheet of the book."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import resources
from io import BytesIO
from typing import assert_never

from publish.accessibility import luminance
from publish.epub.book import Document, Group, Mark, Node
from publish.i18n import catalogue
from publish.i18n.catalogue import Line, closing, opening
from publish.model.article import (
    Article,
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
from publish.model.walk import parts, plain, text_of
from publish.render import Setting, render_sentences, section_body
from publish.render.xhtml import attributes, element, empty, escape


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


STYLESHEET = "style.css"


def stylesheet(narrated: bool, colour: str = "") -> bytes:
    """The stylesheet of a book: rules in its own `colour`, in a narrated one what is being heard."""
    names = (STYLESHEET, "heard.css") if narrated else (STYLESHEET,)
    sheets = [resources.files("publish.epub").joinpath(name).read_bytes() for name in names]
    if colour:
        sheets.append(f"{_COLOURED} {{\n  border-color: {colour};\n}}\n".encode())
    return b"\n".join(sheets)


_COLOURED = ".opening,\n.caption,\nblockquote,\nhr"
"""What has a rule in the book's colour. No letters: a reader's own night may be any grey."""


def page(title: str, lang: str, body: str, body_class: str = "") -> bytes:
    """A whole content document. `body` is source."""
    language = {"lang": lang, "xml:lang": lang, "dir": catalogue.direction(lang)}
    spaces = {"xmlns": "http://www.w3.org/1999/xhtml", "xmlns:epub": "http://www.idpf.org/2007/ops"}
    head = element("title", escape(title)) + empty(
        "link", {"rel": "stylesheet", "type": "text/css", "href": STYLESHEET}
    )
    inner = f"\n{element('head', head)}\n{element('body', body, {'class': body_class})}\n"
    html = element("html", inner, spaces, language)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n{html}\n'.encode("utf-8", "ignore")


def cover_document(title: str, lang: str, alt: str, picture: str) -> Document:
    """The cover on a page of its own."""
    image = empty("img", {"src": picture, "alt": alt, "role": "doc-cover"})
    body = element("div", image, {"class": "cover"})
    label = f"{catalogue.word('cover', lang)} – {title}"
    return Document("cover.xhtml", label, page(label, lang, body, "cover-page"))


def title_document(article: Article, name: str, level: int = 1) -> Document:
    """The opening of an article without text, on a page of its own."""
    label = f"{catalogue.word('title_page', article.lang)} – {article.title}"
    body = opening_section(article, level)
    return Document(name, label, page(label, article.lang, body), furniture_nodes(opening(article)))


def opening_section(article: Article, level: int) -> str:
    """The lines that open the narration, which stand above the text; `level` is that of the title."""
    return element("section", _title_lines(article, opening(article), level), _OPENING)


_OPENING = {"id": "opening", "class": "opening"}


def _title_lines(article: Article, lines: tuple[Line, ...], level: int) -> str:
    setting = Setting(article.lang, epub=True)
    standfirst = render_sentences(article.standfirst, setting)
    parts: list[str] = []
    for line in lines:
        own = {"id": line.id, "class": line.kind}
        match line.kind:
            case "title":
                parts.append(element(f"h{level}", escape(line.text), {"id": line.id}))
            case "standfirst":
                if standfirst:
                    parts.append(element("p", standfirst, {"class": "standfirst", "role": "doc-subtitle"}))
                standfirst = ""
            case "published":
                when = escape(line.text)
                if not article.modified[:10] > article.published[:10]:
                    when = element("time", when, {"datetime": _day(article.published)})
                parts.append(element("p", when, own))
            case _:
                parts.append(element("p", escape(line.text), own))
    return "\n" + "\n".join(parts) + "\n"


def _day(iso: str) -> str:
    match = re.match(r"\d{4}-\d\d-\d\d", iso)
    return match[0] if match else ""


def section_names(article: Article, prefix: str = "") -> dict[str, str]:
    """The document of each top-level section, by the section's id."""
    return {
        section.id: f"{prefix}{index:02}-{_file_stem(section.id)}.xhtml"
        for index, section in enumerate(article.sections, 1)
    }


def _file_stem(id: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", id.lower()).strip("-")[:40].strip("-") or "section"


def addresses(article: Article, names: Mapping[str, str]) -> dict[str, str]:
    """The document in which each id of the article lives."""
    return {
        part.id: names[section.id]
        for section in article.sections
        for part in parts(section)
        if isinstance(getattr(part, "id", None), str)
    }


def section_document(
    article: Article, section: Section, name: str, setting: Setting, title_level: int = 0
) -> Document:
    """One top-level section, with a `title_level` under the article's opening."""
    title = text_of(section.heading)
    label = f"{title} – {article.title}" if title else _untitled(article, section)
    body, nodes = section_body(article, section, setting), section_nodes(section)
    if title_level:
        body = f"{opening_section(article, title_level)}\n{body}"
        nodes = (*furniture_nodes(opening(article)), *nodes)
    return Document(name, label, page(label, article.lang, body), nodes)


def _untitled(article: Article, section: Section) -> str:
    """The title of a document without heading: the article's, numbered where it goes on after a box."""
    parts = [other.id for other in article.sections if not other.heading]
    number = parts.index(section.id) + 1
    return article.title if number == 1 else f"{article.title} ({number})"


def about_document(article: Article, name: str, narrated: bool, level: int = 2) -> Document | None:
    """The closing page: where the article comes from, its rights, its voice."""
    lines = closing(article, narrated)
    if len(lines) < 2:
        return None
    heading = lines[0].text
    body = element(
        "section",
        _about_lines(article, lines, level),
        {"id": "closing", "epub:type": "colophon", "role": "doc-colophon", "aria-labelledby": lines[0].id},
    )
    label = f"{heading} – {article.title}"
    return Document(name, label, page(label, article.lang, body, "about-page"), furniture_nodes(lines))


def _about_lines(article: Article, lines: Iterable[Line], level: int) -> str:
    parts = []
    for line in lines:
        text = escape(line.text)
        if line.kind == "source" and article.url:
            text = f"<a{attributes({'href': article.url})}>{text}</a>"
        name = f"h{level}" if line.kind == "heading" else "p"
        own = {"id": line.id, "class": "" if line.kind == "heading" else line.kind}
        parts.append(element(name, text, own | {"lang": line.lang, "xml:lang": line.lang}))
    return "\n" + "\n".join(parts) + "\n"


# --- the colour of a book's rules ---------------------------------------------

_SIDE = 48
_HUES = 24
_GREY = 48
"""From least to greatest part of red, green and blue: less than this is no colour."""
_LEAST = _SIDE * _SIDE // 50
_LIGHT = 178
"""The wanted luminance in thousandths: 4.6:1 to white, 4.56:1 to black."""


@lru_cache(maxsize=4)
def accent(cover: bytes) -> str:
    """The one colour of a book's rules, as CSS; "" for a cover in greys or one that cannot be read.

    A hue that is frequent and strong in the upper half of the cover, where the article's picture is, at the
    one brightness that differs by 4.5:1 from white and from black alike, so that it holds by day and by
    night (WCAG 2.2, 1.4.3: the two ratios to a colour multiply to 21).
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(cover)) as image:
            image.draft("RGB", (8 * _SIDE, 8 * _SIDE))
            upper = image.convert("RGB").crop((0, 0, image.width, image.height // 2))
            small = upper.resize((_SIDE, _SIDE), Image.Resampling.BOX)
    except (UnidentifiedImageError, OSError, ValueError):
        return ""
    hues: dict[int, list[tuple[int, int, int]]] = {}
    data = small.tobytes()
    for red, green, blue in zip(data[::3], data[1::3], data[2::3], strict=True):
        if max(red, green, blue) - min(red, green, blue) >= _GREY:
            hues.setdefault(_hue(red, green, blue), []).append((red, green, blue))
    strong = [(sum(max(p) - min(p) for p in pixels), hue) for hue, pixels in hues.items()]
    if not strong or len(hues[max(strong)[1]]) < _LEAST:
        return ""
    pixels = sorted(hues[max(strong)[1]], key=lambda p: (max(p) - min(p), p))
    pixels = pixels[len(pixels) * 3 // 4 :]  # the strongest: a mean of all would be mud
    return "#{:02x}{:02x}{:02x}".format(*_lit([sum(p[part] for p in pixels) for part in range(3)]))


def _hue(red: int, green: int, blue: int) -> int:
    """The hue in steps round the circle of colours."""
    top, low = max(red, green, blue), min(red, green, blue)
    sixth = _HUES // 6
    if top == red:
        return sixth * (green - blue) // (top - low) % _HUES
    if top == green:
        return 2 * sixth + sixth * (blue - red) // (top - low)
    return 4 * sixth + sixth * (red - green) // (top - low)


def _lit(parts: list[int]) -> tuple[int, int, int]:
    """A colour of the same hue with the wanted luminance; half of the grey in it is taken out."""
    pure = [part - min(parts) // 2 for part in parts]
    red, green, blue = (part * 255 // max(pure) for part in pure)
    darker = ((red * n // 255, green * n // 255, blue * n // 255) for n in range(256))
    paler = (
        (red + (255 - red) * n // 255, green + (255 - green) * n // 255, blue + (255 - blue) * n // 255)
        for n in range(256)
    )
    return min(
        (*darker, *paler),
        key=lambda mix: abs(round(1000 * luminance(*(part / 255 for part in mix))) - _LIGHT),
    )
