"""One article -> the documents, navigation and pictures of its book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from publish.epub.book import Book
from publish.epub.documents import (
    about_document,
    addresses,
    cover_document,
    section_document,
    section_names,
    title_document,
)
from publish.epub.nav import Navigation, figure_entries, line_entry, section_entries, table_entries
from publish.epub.package import File
from publish.epub.parts import Document, Landmark
from publish.errors import BookError
from publish.i18n import catalogue
from publish.i18n.front_back_matter import closing, opening
from publish.model.article import Article
from publish.model.walk import figures
from publish.render import Setting

COVER = "images/cover.jpg"
TITLE_PAGE = "title.xhtml"


@dataclass(frozen=True, slots=True)
class Assembly:
    """A book before it is packaged: its documents in the order of the spine, and what they show.

    `article` gives the package its title, language and dates.
    """

    article: Article
    cover: bytes
    navigation: Navigation
    documents: tuple[Document, ...]
    pictures: tuple[File, ...]


def assemble(book: Book, narrated: bool) -> Assembly:
    """The book of one article."""
    article = book.article
    names = section_names(article)
    about = about_document(article, "about.xhtml", narrated)
    title = title_document(article, TITLE_PAGE)
    cover = cover_document(article.title, article.lang, _cover_alt(article), COVER)
    sections = section_documents(book, names, Setting(article.lang, epub=True))
    first = next(iter(names.values()), TITLE_PAGE)
    heads = [line for line in opening(article) if line.kind == "title"]
    last = closing(article, narrated)[:1] if about else ()
    navigation = Navigation(
        title=article.title,
        lang=article.lang,
        entries=(
            *(line_entry(line, TITLE_PAGE, article.lang) for line in heads),
            *section_entries(article, names),
            *(line_entry(line, "about.xhtml", article.lang) for line in last),
        ),
        landmarks=landmarks(article.lang, first),
        figures=figure_entries(article, names),
        tables=table_entries(article, names),
    )
    documents = (cover, title, *sections, *((about,) if about else ()))
    return Assembly(article, book.cover.data, navigation, documents, tuple(pictures(book, "images/")))


def section_documents(book: Book, names: Mapping[str, str], setting: Setting) -> tuple[Document, ...]:
    """A document for each top-level section."""
    article = book.article
    own = replace(setting, article_lang=article.lang, documents=addresses(article, names))
    return tuple(
        section_document(article, section, names[section.id], replace(own, here=names[section.id]))
        for section in article.sections
    )


def landmarks(lang: str, body: str) -> tuple[Landmark, ...]:
    """The landmarks of a book whose text begins in `body`; the contents, outside the spine, can be none."""
    return (
        Landmark("cover", catalogue.word("cover", lang), "cover.xhtml"),
        Landmark("titlepage", catalogue.word("title_page", lang), TITLE_PAGE),
        Landmark("bodymatter", catalogue.word("introduction", lang), body),
    )


def pictures(book: Book, folder: str) -> Iterator[File]:
    """The pictures that the article shows. Raises BookError for one that is not there."""
    for name in sorted({figure.image.name for figure in figures(book.article)} - {""}):
        picture = book.pictures.get(name)
        if picture is None:
            raise BookError(
                f"{book.article.slug}: the picture {name} is missing", "resolve the pictures again"
            )
        yield File(folder + name, picture.media_type, picture.data)


def _cover_alt(article: Article) -> str:
    parts = [f"{catalogue.word('cover', article.lang)}: {article.title}", article.publisher]
    return ". ".join(part for part in parts if part) + "."
