"""Every word that the project itself shows or says: `words/<language>.toml`, one file a language.

Everything else a reader sees or hears is the article's own. A language without
a file gets English words; `language` gives the tag to mark and speak them with.
Numbers, lengths and dates are written by Babel. The title page and the narration's
opening show and say the same lines, the closing page and the narration's end
likewise: `opening` and `closing`, with the ids of their elements.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

from publish.i18n.locales import locale_of
from publish.model.article import Article
from publish.model.text import base_language
from publish.model.walk import plain
from publish.system import data

if TYPE_CHECKING:
    from babel import Locale

MEGABYTE = 1_000_000


@cache
def locale(lang: str) -> Locale:
    """Babel's locale for a BCP 47 tag, English where it has none."""
    from babel import UnknownLocaleError

    for tag in (lang, lang.split("-")[0]):
        try:
            return locale_of(tag)
        except (UnknownLocaleError, ValueError):
            continue
    return locale_of("en")


def format_number(value: float, lang: str) -> str:
    """A number with the separators of the language."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=locale(lang))


def format_minutes(seconds: float, lang: str) -> str:
    """A length in whole minutes, at least one: "12 minutes"."""
    from babel.units import format_unit

    return format_unit(max(1, round(seconds / 60)), "duration-minute", "long", locale=locale(lang))


def language_name(tag: str, lang: str) -> str:
    """The name of language `tag` in language `lang`."""
    names = locale(lang).languages
    return names.get(tag.replace("-", "_")) or names.get(tag.split("-")[0].lower()) or tag


def format_size(length_bytes: int, words: dict[str, str], lang: str) -> str:
    """A file's size: "5.4 MB", "38 kB"."""
    if length_bytes >= MEGABYTE:
        return words["size"].format(n=format_number(round(length_bytes / MEGABYTE, 1), lang))
    return words["size_small"].format(n=format_number(max(1, round(length_bytes / 1000)), lang))


DEFAULT = "en"
RTL = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"})
_SAME = {"no": "nb", "nn": "nb", "iw": "he", "in": "id"}
_ATTACHED = frozenset({"و", "ו"})  # "and" in Arabic and Hebrew: written together with the next word


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a file, as primary subtags."""
    folder = resources.files("publish.i18n") / "words"
    return tuple(sorted(file.name[:-5] for file in folder.iterdir() if file.name.endswith(".toml")))


def language(lang: str) -> str:
    """The language of our words for text in `lang`: its own where it has a file, else English."""
    wanted = base_language(lang)
    wanted = wanted if wanted in languages() else _SAME.get(wanted, wanted)
    return wanted if wanted in languages() else DEFAULT


def fallback(lang: str) -> str:
    """The language of our words where it is not that of the text, to mark them with; else ""."""
    return DEFAULT if language(lang) == DEFAULT != base_language(lang) else ""


@cache
def table(lang: str) -> dict[str, Any]:
    """The file of one of `languages()`: the player's words, then the tables book, lines, summary, embeds."""
    return data.table("publish.i18n", f"words/{lang}.toml")


def three_letters(lang: str) -> str:
    """The code of ISO 639-2/T for the language of a BCP 47 tag, "" where it has none."""
    primary = base_language(lang)
    return primary if len(primary) == 3 else _iso_639_2().get(primary, "")


@cache
def _iso_639_2() -> dict[str, str]:
    return data.table("publish.i18n", "iso_639_2.toml")


def direction(lang: str) -> str:
    """ "rtl" or "ltr"."""
    return "rtl" if base_language(lang) in RTL else "ltr"


def word(key: str, lang: str, **values: str) -> str:
    """A word of the book or the script in `lang`, or in English where the language has no file."""
    return str(table(language(lang))["book"][key]).format(**values)


def lines(count: int, lang: str) -> str:
    """A number of lines in the plural form that CLDR gives the language: "1 line", "5 lines"."""
    own = language(lang)
    forms = table(own)["lines"]
    category = str(locale(own).plural_form(count))
    return str(forms.get(category, forms["other"])).format(count=count)


def names(people: tuple[str, ...], lang: str) -> str:
    """Several names as one phrase: "A, B and C"."""
    if len(people) < 2:
        return "".join(people)
    glue = word("and", lang)
    if glue in _ATTACHED:
        glue = f" {glue}"
    elif language(lang) not in ("ja", "zh"):
        glue = f" {glue} "
    return comma(lang).join(people[:-1]) + glue + people[-1]


def comma(lang: str) -> str:
    """What stands between the parts of a line: a comma as the script writes it."""
    if base_language(lang) in ("ja", "zh"):
        return "、"
    return "، " if base_language(lang) in RTL - {"he", "iw", "yi"} else ", "


def byline(people: tuple[str, ...], lang: str) -> str:
    """The line that names the authors, as it is shown and said."""
    return word("by", lang, names=names(people, lang)) if people else ""


def own_locale(lang: str) -> str:
    """The language tag by which numbers and dates of ours are written on a page in `lang`."""
    return fallback(lang) or lang


@cache
def interface_words(lang: str) -> dict[str, str]:
    """The words of the player and the shelf in one of `languages()`, by their keys."""
    return {key: text for key, text in table(lang).items() if isinstance(text, str)}


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
    own = [_bare(article.publisher)] == [*map(_bare, article.bylines)]  # "BBC News ... By BBC News"
    lines = [
        Line("publisher", "publisher", article.publisher),
        Line("title", "title", article.title),
        *(Line(s.id, "standfirst", plain(s.inlines).strip()) for s in article.standfirst),
        Line("byline", "byline", "" if own else byline(article.bylines, article.lang)),
        Line("published", "published", date_line(article)),
    ]
    return tuple(line for line in lines if line.text)


def _bare(name: str) -> str:
    """The letters and digits of a name, without case and accents: of "Página|12" and "pagina 12" the same."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", name).casefold()))


def closing(article: Article, narrated: bool) -> tuple[Line, ...]:
    """The lines of the page about this edition; `narrated` adds that the voice is synthetic.

    The opening has the date, so that the source is named here without it, as the link to the page.
    """
    lang = fallback(article.lang)
    lines = [
        Line("about", "heading", word("about", article.lang), lang),
        Line(
            "source",
            "source",
            f"{word('source', article.lang)}: {article.publisher}." if article.publisher else "",
        ),
        Line("rights", "rights", article.rights),
        Line("voice", "voice", word("synthetic", article.lang) if narrated else "", lang),
    ]
    return tuple(line for line in lines if line.text)


def date_line(article: Article) -> str:
    """When the article was published, and when it was changed on a later day, as it is shown."""
    when, changed = (long_date(iso, article.lang) for iso in (article.published, article.modified))
    later = changed and article.modified[:10] > article.published[:10]
    lines = (("published", when), ("updated", changed if later else ""))
    return ". ".join(f"{word(key, article.lang)} {day}" for key, day in lines if day)


def long_date(iso: str, lang: str) -> str:
    """An ISO 8601 date in the long form of a language: "21 February 2023". "" for no or a broken date."""
    from babel import UnknownLocaleError
    from babel.dates import format_date

    try:
        day: date = datetime.fromisoformat(iso).date()
        locale = locale_of(lang)
    except UnknownLocaleError:
        return iso[:10]
    except ValueError:
        return ""
    first_in_french = day.day == 1 and base_language(lang) == "fr"  # "1er mai"; CLDR writes "1 mai"
    return format_date(day, "long", locale=locale).replace("1", "1er", int(first_in_french))
