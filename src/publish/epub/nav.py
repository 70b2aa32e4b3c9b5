"""The table of contents: the navigation document, and the NCX for EPUB 2 readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from publish.epub.book import Entry, Group, Landmark, Mark, walk_entries
from publish.epub.documents import page
from publish.i18n import catalogue
from publish.i18n.catalogue import Line
from publish.model.article import Article, Block, Figure, Section, Sentence, Table
from publish.model.walk import blocks, resumptions, text_of
from publish.render.xhtml import attributes, element, escape

_LONG = 90  # characters of a label in a list of pictures or tables


def section_entries(article: Article, names: Mapping[str, str]) -> tuple[Entry, ...]:
    """The headed sections, and those that go on after a box. The first is reached through the title."""
    resumed = {
        id: catalogue.word("continued", article.lang, heading=title)
        for id, (title, _) in resumptions(article).items()
    }
    return tuple(
        entry
        for section in article.sections
        for entry in _entries(section, names[section.id], article.lang, resumed)
    )


def _entries(section: Section, name: str, lang: str, resumed: Mapping[str, str]) -> Iterator[Entry]:
    inner = tuple(entry for child in section.sections for entry in _entries(child, name, lang, resumed))
    if not section.heading:
        if section.id in resumed:
            yield Entry(resumed[section.id], f"{name}#{section.id}", lang)
        yield from inner
        return
    label, language = text_of(section.heading), section.heading[0].lang or lang
    yield Entry(label, f"{name}#{section.id}", language, _ids(section.heading), inner)


def line_entry(line: Line, name: str, lang: str) -> Entry:
    """An entry whose words are a line of furniture."""
    return Entry(line.text, f"{name}#{line.id}", lang, (line.id,))


def figure_entries(article: Article, names: Mapping[str, str]) -> tuple[Entry, ...]:
    """The pictures that have words."""
    return tuple(
        entry
        for block, name in _placed(article, names)
        if isinstance(block, Figure) and not block.decorative
        for entry in _figure_entry(block, name, article.lang)
    )


def _figure_entry(figure: Figure, name: str, lang: str) -> Iterator[Entry]:
    where, language = f"{name}#{figure.id}", figure.lang or lang
    if figure.caption:
        yield _captioned(figure.caption, where, language)
    elif figure.alt:
        yield Entry(figure.alt, where, language, (figure.image_id,))


def table_entries(article: Article, names: Mapping[str, str]) -> tuple[Entry, ...]:
    """The tables that have captions."""
    return tuple(
        _captioned(block.caption, f"{name}#{block.id}", block.lang or article.lang)
        for block, name in _placed(article, names)
        if isinstance(block, Table) and block.caption
    )


def _captioned(caption: tuple[Sentence, ...], where: str, lang: str) -> Entry:
    """An entry for a caption: of a long one its first sentence."""
    shown = caption if len(text_of(caption)) <= _LONG else caption[:1]
    return Entry(text_of(shown), where, lang, _ids(shown))


def _placed(article: Article, names: Mapping[str, str]) -> Iterator[tuple[Block, str]]:
    for section in article.sections:
        for block in blocks((section,)):
            yield block, names[section.id]


def _ids(sentences: Iterable[Sentence]) -> tuple[str, ...]:
    return tuple(sentence.id for sentence in sentences)


_FEWEST = 3  # a list of pictures or tables is worth its place from three on


@dataclass(frozen=True, slots=True)
class Navigation:
    """All the ways into a book."""

    title: str
    lang: str
    entries: tuple[Entry, ...]
    landmarks: tuple[Landmark, ...]
    figures: tuple[Entry, ...] = ()
    tables: tuple[Entry, ...] = ()

    def lists(self) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
        """The lists that are shown, by their EPUB type."""
        long_enough = (("loi", self.figures), ("lot", self.tables))
        return (("toc", self.entries), *((kind, list) for kind, list in long_enough if len(list) >= _FEWEST))


_LABELS = {"toc": "contents", "loi": "illustrations", "lot": "tables"}


def nav_document(navigation: Navigation) -> bytes:
    """The navigation document. The lists are named rather than headed, so that all its text is heard."""
    lang = navigation.lang
    parts = [_nav(kind, entries, lang) for kind, entries in navigation.lists()]
    parts.append(_landmarks(navigation))
    label = f"{catalogue.word('contents', lang)} – {navigation.title}"
    return page(label, lang, "\n".join(parts), "contents-page")


def _nav(kind: str, entries: tuple[Entry, ...], lang: str) -> str:
    label = catalogue.word(_LABELS[kind], lang)
    named = {"epub:type": kind, "id": kind, "aria-label": label}
    if kind == "toc":
        return element("nav", _list(entries, kind, lang, ""), named, {"role": "doc-toc"})
    # Lists other than the contents must have a heading (EPUB 3.3, navigation document).
    heading = element("h2", escape(label), {"hidden": "hidden"})
    return element("nav", heading + _list(entries, kind, lang, ""), named)


def _list(entries: tuple[Entry, ...], kind: str, lang: str, path: str) -> str:
    items = []
    for index, entry in enumerate(entries, 1):
        own = f"{path}-{index}"
        link = {"id": f"{kind}{own}", "href": entry.href, **_language(entry.lang, lang)}
        children = _list(entry.children, kind, lang, own) if entry.children else ""
        items.append(element("li", element("a", escape(entry.label), link) + children))
    return element("ol", "\n".join(items))


def _language(lang: str, around: str) -> dict[str, str | None]:
    if lang == around:
        return {}
    return {"lang": lang, "xml:lang": lang, "dir": catalogue.direction(lang)}


def _landmarks(navigation: Navigation) -> str:
    items = (
        element("li", element("a", escape(mark.label), {"epub:type": mark.type, "href": mark.href}))
        for mark in navigation.landmarks
    )
    return element("nav", element("ol", "".join(items)), {"epub:type": "landmarks", "hidden": "hidden"})


def nav_nodes(navigation: Navigation) -> tuple[Group, ...]:
    """The narrated elements of the navigation document: every label, list by list."""
    return tuple(
        Group(kind, tuple(Mark(id) for id in label_ids(entries, kind)))
        for kind, entries in navigation.lists()
    )


def label_ids(entries: tuple[Entry, ...], kind: str, path: str = "") -> tuple[str, ...]:
    """The element ids of the labels, in order."""
    ids: list[str] = []
    for index, entry in enumerate(entries, 1):
        own = f"{path}-{index}"
        ids += [f"{kind}{own}", *label_ids(entry.children, kind, own)]
    return tuple(ids)


def ncx_document(navigation: Navigation, identifier: str) -> bytes:
    """The NCX: the same tree for old readers. `dtb:uid` equals the package's identifier."""
    depth = _depth(navigation.entries)
    numbers = {id(entry): index for index, entry in enumerate(walk_entries(navigation.entries), 1)}
    metas = "".join(
        f"<meta{attributes({'name': f'dtb:{name}', 'content': value})}/>"
        for name, value in (
            ("uid", identifier),
            ("depth", str(depth)),
            ("totalPageCount", "0"),
            ("maxPageNumber", "0"),
        )
    )
    title = element("docTitle", element("text", escape(navigation.title)))
    points = "".join(_point(entry, numbers) for entry in navigation.entries)
    root = {
        "xmlns": "http://www.daisy.org/z3986/2005/ncx/",
        "version": "2005-1",
        "xml:lang": navigation.lang,
        "dir": catalogue.direction(navigation.lang),
    }
    body = element("head", metas) + title + element("navMap", points)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{element("ncx", body, root)}\n'.encode()


def _point(entry: Entry, numbers: dict[int, int]) -> str:
    number = str(numbers[id(entry)])
    label = element("navLabel", element("text", escape(entry.label)))
    content = f"<content{attributes({'src': entry.href})}/>"
    children = "".join(_point(child, numbers) for child in entry.children)
    return element("navPoint", label + content + children, {"id": f"p{number}", "playOrder": number})


def _depth(entries: tuple[Entry, ...]) -> int:
    return max((1 + _depth(entry.children) for entry in entries), default=0)
