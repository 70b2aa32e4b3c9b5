"""The lines before and after an article in a book, with the ids of their elements.

The title page and the narration's opening show and say the same lines, the
closing page and the narration's end likewise; both take them from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from publish.i18n import catalogue
from publish.model.article import Article
from publish.model.walk import plain


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the id of its element, what it is, its words, and their language if not the article's."""

    id: str
    kind: Literal[
        "publisher", "title", "standfirst", "byline", "published", "heading", "source", "rights", "voice"
    ]
    text: str
    lang: str = ""


def opening(article: Article) -> tuple[Line, ...]:
    """The lines of the title page, in reading order."""
    own = [article.publisher] == list(article.bylines)  # "BBC News ... By BBC News"
    lines = [
        Line("publisher", "publisher", article.publisher),
        Line("title", "title", article.title),
        *(Line(s.id, "standfirst", plain(s.inlines).strip()) for s in article.standfirst),
        Line("byline", "byline", "" if own else catalogue.byline(article.bylines, article.lang)),
        Line("published", "published", date_line(article)),
    ]
    return tuple(line for line in lines if line.text)


def closing(article: Article, narrated: bool) -> tuple[Line, ...]:
    """The lines of the page about this edition; `narrated` adds that the voice is synthetic.

    The opening has the date, so that the source is named here without it, as the link to the page.
    """
    lang = catalogue.fallback(article.lang)
    lines = [
        Line("about", "heading", catalogue.word("about", article.lang), lang),
        Line(
            "source",
            "source",
            f"{catalogue.word('source', article.lang)}: {article.publisher}." if article.publisher else "",
        ),
        Line("rights", "rights", article.rights),
        Line("voice", "voice", catalogue.word("synthetic", article.lang) if narrated else "", lang),
    ]
    return tuple(line for line in lines if line.text)


def date_line(article: Article) -> str:
    """When the article was published, and when it was changed on a later day, as it is shown."""
    when, changed = (long_date(iso, article.lang) for iso in (article.published, article.modified))
    later = changed and article.modified[:10] > article.published[:10]
    lines = (("published", when), ("updated", changed if later else ""))
    return ". ".join(f"{catalogue.word(key, article.lang)} {day}" for key, day in lines if day)


def long_date(iso: str, lang: str) -> str:
    """An ISO 8601 date in the long form of a language: "21 February 2023". "" for no or a broken date."""
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        day: date = datetime.fromisoformat(iso).date()
        locale = Locale.parse(lang, sep="-")
    except UnknownLocaleError:
        return iso[:10]
    except ValueError:
        return ""
    first_in_french = day.day == 1 and catalogue.base(lang) == "fr"  # "1er mai"; CLDR writes "1 mai"
    return format_date(day, "long", locale=locale).replace("1", "1er", int(first_in_french))
