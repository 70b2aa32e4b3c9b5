"""Every word that the project itself shows or says: `words/<language>.toml`, one file a language.

Everything else a reader sees or hears is the article's own. A language without
a file gets English words; `language` gives the tag to mark and speak them with.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from publish.i18n import formats

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
    wanted = base(lang)
    wanted = wanted if wanted in languages() else _SAME.get(wanted, wanted)
    return wanted if wanted in languages() else DEFAULT


def fallback(lang: str) -> str:
    """The language of our words where it is not that of the text, to mark them with; else ""."""
    return DEFAULT if language(lang) == DEFAULT != base(lang) else ""


@cache
def table(lang: str) -> dict[str, Any]:
    """The file of one of `languages()`: the player's words, then the tables book, lines, summary, embeds."""
    return tomllib.loads((resources.files("publish.i18n") / "words" / f"{lang}.toml").read_text("utf-8"))


def base(lang: str) -> str:
    """The primary language of a BCP 47 tag: "en" for "en-GB"."""
    return lang.replace("_", "-").split("-")[0].lower()


def three_letters(lang: str) -> str:
    """The code of ISO 639-2/T for the language of a BCP 47 tag, "" where it has none."""
    primary = base(lang)
    return primary if len(primary) == 3 else _iso_639_2().get(primary, "")


@cache
def _iso_639_2() -> dict[str, str]:
    return tomllib.loads(resources.files("publish.i18n").joinpath("iso_639_2.toml").read_text("utf-8"))


def direction(lang: str) -> str:
    """ "rtl" or "ltr"."""
    return "rtl" if base(lang) in RTL else "ltr"


def word(key: str, lang: str, **values: str) -> str:
    """A word of the book or the script in `lang`, or in English where the language has no file."""
    return str(table(language(lang))["book"][key]).format(**values)


def lines(count: int, lang: str) -> str:
    """A number of lines in the plural form that CLDR gives the language: "1 line", "5 lines"."""
    own = language(lang)
    forms = table(own)["lines"]
    category = str(formats.locale(own).plural_form(count))
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
    if base(lang) in ("ja", "zh"):
        return "、"
    return "، " if base(lang) in RTL - {"he", "iw", "yi"} else ", "


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
