"""Article -> table of contents, list of illustrations, list of tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from publish.epub.parts import Entry
from publish.i18n import catalogue
from publish.i18n.front_back_matter import Line
from publish.model.article import Article, Block, Figure, Section, Sentence, Table
from publish.model.walk import blocks, resumptions, text_of

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
