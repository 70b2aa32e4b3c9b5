"""The words of one language: from `words/<language>.toml`, else from CLDR and the few that `floor.toml` adds.

Where a language has no file of its own, numbers, per cent, currencies, units and dates are still said
in it, so that no voice is handed figures that it reads in English or one by one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

from publish.i18n.locales import locale_of
from publish.speech.marks import FOREIGN_THOUSANDS, with_capitals
from publish.speech.rule import after, before
from publish.system import data

TABLES: dict[str, dict[str, Any]] = data.table("publish.speech.multilingual", "floor.toml")
_TOKEN = re.compile(r"'(?P<literal>[^']*)'|(?P<field>[dMLy])(?P=field)*|(?P<era>G+)|(?P<other>.)")
_FIELDS = {"d": "{day}", "M": "{month}", "L": "{month}", "y": "{year}"}
_CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}


def _by_cldr(lang: str) -> dict[str, Any]:
    """The table of `Words` for a language of `TABLES`."""
    locale = locale_of(lang)
    symbols = locale.number_symbols.get("latn", {})
    long = locale.date_formats["long"].pattern
    own = TABLES[lang]
    of_day = locale.datetime_skeletons.get("MMMMd")
    short = _date_pattern(of_day.pattern if of_day else "d MMMM")
    cldr = {
        "decimal": symbols.get("decimal", "."),
        "space_groups": symbols.get("group") in ("\u00a0", "\u202f"),
        "order": "ymd" if long.find("M") < long.find("d") and long.find("y") < long.find("M") else "dmy",
        "to": "–",
        "at": "@",
        "dot": ".",
        "fraction": "{n} / {d}",
        "date": {"pattern": f"{short} / {_date_pattern(long)}"} | own.get("date", {}),
        "time": {"hour": "{h}", "minute": "{h} {m}", "second": "{h} {m} {s}"},
    }
    units = _native_units(lang) | own.get("units", {})
    signs = _signs(locale, own.get("currencies", {}) | own.get("units", {})) | own.get("signs", {})
    forms = {key: tuple(own[key]) for key in ("days", "months", "ordinals") if key in own}
    cldr |= {key: own[key] for key in cldr if key in own and key != "date"}
    scales = _scales(locale) | own.get("scales", {})
    return own | cldr | {"signs": signs, "units": units, "scales": scales} | forms


def _date_pattern(written: str) -> str:
    """ "d MMMM y" -> "{day} {month} {year}"; a literal of one letter is an abbreviation, and left out."""
    spoken = ""
    for token in _TOKEN.finditer(written):
        if token["field"]:
            spoken += _FIELDS[token["field"]]
        elif token["literal"]:
            spoken += token["literal"] if len(token["literal"]) > 1 else ""
        elif token["other"]:
            spoken += token["other"] if token["other"] in "’'" else " "
    return re.sub(" {2,}", " ", spoken).strip()


def _signs(locale: Any, own: dict[str, str]) -> dict[str, str]:
    """Coins and per cent, where their signs stand by themselves; other signs are left to the voice."""
    from babel.units import format_unit

    named = {sign: str(locale.currencies.get(code, sign)) for sign, code in _CURRENCIES.items()}
    named["%"] = _without_number(format_unit(5, "concentr-percent", "long", locale=locale))
    forms = {
        sign: re.sub(" [mfn]$", "", forms).replace("{0}", "").split("|")[-1].strip()
        for sign, forms in own.items()
    }
    return {sign: forms.get(sign, name) for sign, name in named.items()}


_MEASURED = (
    "length-kilometer length-meter length-centimeter length-millimeter mass-kilogram mass-tonne volume-liter"
    " speed-kilometer-per-hour area-square-kilometer area-square-meter area-hectare power-megawatt"
).split()


def _native_units(lang: str) -> dict[str, str]:
    """The signs of units in the script of a language, such as "км" and "χλμ": sign -> CLDR's name.

    A sign of one letter is left out: "2019 г." is a year.
    """
    from babel.units import format_unit

    signs = {
        _without_number(format_unit(5, unit, "short", locale=locale_of(lang))): unit for unit in _MEASURED
    }
    return {sign: unit for sign, unit in signs.items() if 1 < len(sign) < 8 and not sign.isascii()}


def _scales(locale: Any) -> dict[str, str]:
    """A million and a thousand million in every form that CLDR has, each said as it is written."""
    words = set()
    for pattern in locale.compact_decimal_formats.get("long", {}).values():
        for power, forms in pattern.items():
            if int(power) in (10**6, 10**9):
                words.add(re.sub("[0#']", "", forms.pattern.partition(";")[0]).strip())
    return {word: word for word in words if len(word) > 2}


def _without_number(pattern: str) -> str:
    return pattern.replace("5", "").strip()


_CATEGORIES = ("zero", "one", "two", "few", "many", "other")

_CLDR = data.table("publish.speech.multilingual", "cldr.toml")

Forms = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted thing: plural category -> pattern with `{0}` for the number words, and its gender."""

    patterns: Mapping[str, str]
    gender: str = ""

    def counted(self, category: str, words: str) -> str:
        return self.patterns.get(category, self.patterns["other"]).replace("{0}", words)


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """One language's file of words; the comment at the head of `words/ru.toml` names every key."""

    lang: str
    decimal: str
    minus: str
    point: str
    to: str
    at: str
    dot: str
    fraction: str
    glue: str = " "
    digit_glue: str = " "
    order: str = "dmy"
    joined: str = ""
    space_groups: bool = False
    digits: str = "number"
    whole: str = ""
    genitive_after: str = ""
    genitive_span: str = ""
    genitive_forms: Forms = ("few", "many")
    compound: Mapping[str, str] = field(default_factory=dict)
    telephone: str = ""
    parts: Forms = ()
    half: Mapping[str, str] = field(default_factory=dict)
    genders: tuple[Forms, ...] = ()
    case_endings: tuple[Forms, ...] = ()
    accusative: Mapping[str, str] = field(default_factory=dict)
    feminine: str = ""
    virile: str = ""
    numbers: Mapping[str, str] = field(default_factory=dict)
    cases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    nouns: Mapping[str, str] = field(default_factory=dict)
    ordinals: Forms = ()
    months: Forms = ()
    days: Forms = ()
    spelling: Mapping[str, str] = field(default_factory=dict)
    suffixes: Mapping[str, str] = field(default_factory=dict)
    date: Mapping[str, str] = field(default_factory=dict)
    before_dates: Mapping[str, str] = field(default_factory=dict)
    years: Mapping[str, str] = field(default_factory=dict)
    time: Mapping[str, str] = field(default_factory=dict)
    currencies: Mapping[str, str] = field(default_factory=dict)
    cents: Mapping[str, str] = field(default_factory=dict)
    scales: Mapping[str, str] = field(default_factory=dict)
    joins: Mapping[str, str] = field(default_factory=dict)
    early: Mapping[str, str] = field(default_factory=dict)
    late: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    signs: Mapping[str, str] = field(default_factory=dict)
    fractions: Mapping[str, str] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    centuries: Mapping[str, str] = field(default_factory=dict)
    counting: Mapping[str, str] = field(default_factory=dict)

    def category(self, number: Decimal) -> str:
        """The CLDR plural category of a number in this language."""
        if self.lang == "he" and number % 1:  # CLDR has 0,25 as one
            return "other"
        return str(locale_of(self.lang).plural_form(abs(number)))

    def noun(self, forms: str) -> Noun:
        """ "час|часа|часов m": forms in the order of CLDR's categories, and a gender (m, f or n)."""
        text, _, gender = forms.rpartition(" ")
        if gender not in ("m", "f", "n"):
            text, gender = forms, ""
        parts = text.split("|")
        has = [name for name in _CATEGORIES if name in (*locale_of(self.lang).plural_form.tags, "other")]
        names = has if len(parts) == len(has) else ["one", "other"] if len(parts) == 2 else ["other"]
        patterns = dict(zip(names, (_pattern(part, self.glue) for part in parts), strict=True))
        return Noun(patterns, gender)


def _pattern(form: str, glue: str) -> str:
    """A form with `{0}` where the number stands; "=" before it leaves the number out."""
    if form.startswith("="):
        return form[1:]
    return form if "{0}" in form else f"{{0}}{glue}{form}"


@lru_cache(maxsize=64)
def words_of(lang: str) -> Words:
    """The words of a language of `LANGUAGES` or `FLOOR`."""
    if lang in TABLES:
        return Words(lang=lang, **_by_cldr(lang))
    table = data.table("publish.speech.multilingual", f"words/{lang}.toml")
    for key in ("parts", "ordinals", "days", "genitive_forms"):
        if key in table:
            table[key] = tuple(table[key])
    for key in ("genders", "case_endings"):
        table[key] = tuple(map(tuple, table.get(key, ())))
    return Words(lang=lang, **table)


_OF_CLDR = re.compile("[a-z]+(?:-[a-z]+)+(?: [mfn])?")


@lru_cache(maxsize=64)
def units_of(words: Words) -> dict[str, Noun]:
    """Sign -> how so much of a unit is said: the file's own names, else CLDR's."""
    own = {sign: forms for sign, forms in words.units.items() if not _OF_CLDR.fullmatch(forms)}
    named = _CLDR["units"] | {sign: forms for sign, forms in words.units.items() if sign not in own}
    units = {sign: noun for sign, unit in named.items() if (noun := _cldr_unit(words, unit))}
    units |= {sign: words.noun(forms) for sign, forms in own.items() if forms}
    return with_capitals({sign: noun for sign, noun in units.items() if own.get(sign) != ""})


def _cldr_unit(words: Words, unit: str) -> Noun | None:
    from babel.units import UnknownUnitError, format_unit

    unit, _, gender = unit.partition(" ")
    patterns: dict[str, str] = {}
    try:
        for number in (0, 1, 2, 3, 5, 11, 100, 1.5):
            shown = format_unit(number, unit, "long", locale=locale_of(words.lang))
            digits = str(number).replace(".", words.decimal)
            pattern = shown.replace(digits, "{0}") if digits in shown else shown
            if unit in pattern or "/" in pattern:
                return None
            patterns.setdefault(words.category(Decimal(str(number))), _closed(pattern, words.glue))
    except UnknownUnitError:
        return None
    patterns.setdefault("other", patterns[next(iter(patterns))])
    return Noun(patterns, gender)


def _closed(pattern: str, glue: str) -> str:
    """CLDR writes a space between a figure and a Chinese or Japanese word, and none before a Bengali one."""
    return re.sub(r"\{0\}(?=[^\W\d_])", "{0} ", pattern) if glue else pattern.replace(" ", "")


@lru_cache(maxsize=64)
def currencies_of(words: Words) -> dict[str, Noun]:
    """Symbol or ISO 4217 code -> how so much of it is said."""
    from babel.numbers import get_currency_name

    def named(code: str) -> Noun:
        patterns = {}
        for number in (0, 1, 2, 3, 5, 11, 100, Decimal("1.5")):
            name = get_currency_name(code, number, locale=locale_of(words.lang))
            patterns[words.category(Decimal(number))] = f"{{0}}{words.glue}{name}"
        patterns.setdefault("other", next(iter(patterns.values())))
        return Noun(patterns)

    table = {code: named(code) for code in _CLDR["codes"].split()}
    table |= {symbol: table[code] for symbol, code in _CLDR["currencies"].items() if code in table}
    return table | {symbol: words.noun(forms) for symbol, forms in words.currencies.items()}


@lru_cache(maxsize=64)
def months_of(lang: str) -> dict[str, int]:
    """A month's name in running text, wide or short, in small letters -> its number."""
    named = {name: number for number, name in enumerate(words_of(lang).months, 1)}
    locale = locale_of(lang)
    for context in ("stand-alone", "format"):
        for width in ("abbreviated", "wide"):
            for number, name in locale.months[context][width].items():
                if not name.strip(".").isdigit():
                    named[str(name).lower().rstrip(".")] = number
                    if lang == "ru":  # 03-фев-2002, where CLDR shortens to "февр."
                        named.setdefault(str(name).lower()[:3], number)
    return named


def month_name(lang: str, number: int) -> str:
    """A month as a date says it: the genitive where a language has one."""
    if months := words_of(lang).months:
        return months[number - 1]
    return str(locale_of(lang).months["format"]["wide"][number])


# --- a number as a language writes it ---

SPACES = "\u00a0\u2009\u202f"


def pattern_of(words: Words) -> str:
    """A regular expression for a number as this language writes it: groups, then a decimal part."""
    other = "." if words.decimal == "," else ","
    plain = " " if words.space_groups else ""
    group = f"[{re.escape(other)}'’{SPACES}{plain}]"
    lakh = r"[0-9]{1,2}(?:,[0-9]{2}){1,8},[0-9]{3}(?![0-9])(?:\.[0-9]++)?|" if words.lang == "hi" else ""
    mark = re.escape(words.decimal)
    return (
        rf"{lakh}[1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}}){{1,8}}(?![0-9]|{group}[0-9])(?:{mark}[0-9]++)?"
        r"|[0-9]++(?:[.,][0-9]++)?"
    )


def parts(words: Words, text: str) -> tuple[str, str]:
    """The figures before and after the decimal mark, without marks between groups."""
    text = re.sub(rf"[ '’{SPACES}]", "", text)
    other = "." if words.decimal == "," else ","
    grouped = rf"[1-9][0-9]{{0,2}}(?:{re.escape(other)}[0-9]{{3}})+(?:{re.escape(words.decimal)}[0-9]+)?"
    if re.fullmatch(grouped, text) or re.fullmatch(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?", text):
        text = text.replace(other, "")
    elif words.decimal == "," and re.fullmatch(FOREIGN_THOUSANDS, text):
        text = text.replace(",", "")
    whole, _, fraction = text.replace(",", ".").partition(".")
    return whole or "0", fraction.replace(".", "")


def value(words: Words, text: str) -> Decimal:
    """A written number as a decimal; its decimals count, since a plural may hang on them."""
    whole, fraction = parts(words, text)
    return Decimal(f"{whole[:40]}.{fraction[:20]}" if fraction else whole[:40])


# --- the gender and the case that the noun behind a number shows -----------


def gender_shown(match: re.Match[str], words: Words, text: str) -> str:
    """The gender of the noun after the number `text`, where its last figure and the noun's ending show it."""
    following = re.match(r"[ \u00a0]([^\W\d_]{3,})", after(match))
    if not following or (len(text) > 1 and text[-2] == "1" and words.lang not in ("he", "ar")):
        return ""
    if words.feminine and re.fullmatch(words.feminine, following[1]):
        return "f"
    if words.virile and words.lang == "he" and re.fullmatch(words.virile, following[1]):
        return "m"
    if words.lang == "ar" and not (text.isdigit() and int(text[-2:]) > 10):  # خمسة أجهزة, خمس عشرة امرأة
        return ""
    for figure, ending, gender in words.genders:
        if text.endswith(figure) and re.search(ending, following[1]):
            dative = following[1][-1] in "ую" and re.search(r"(?i)\b(?:ко?|по|до) $", before(match, 8))
            return "" if dative else gender
    return ""


_ONLY_OBLIQUE = re.compile(
    r"(?:ов|ев|ей|[аи]ций|[а-я]тий|аний)$|^(?:лет|человек|тысяч|женщин|мужчин|недель|минут|секунд|суток|тонн|стран"
    r"|книг|школ|машин|квартир|ракет|команд|групп|мест|писем|ночей|сторон|точек|попыток|девушек|девочек)$"
)
_ONE_OBLIQUE = {"ru": (r"(?i)\b(?:во?|на|об?|при) $", r"[ие]$", r"и$")}
"""Before one: what takes the locative, the endings of its nouns, and those of feminine ones."""


def case_shown(match: re.Match[str], words: Words, text: str) -> str:
    """The case of the number `text` before a noun whose ending shows it: к 10 людям, с 2 детьми."""
    following = re.match(r"[ \u00a0]([^\W\d_]{3,})", after(match))
    if following and (one := _ONE_OBLIQUE.get(words.lang)) and re.fullmatch("(?:[0-9]*[02-9])?1", text):
        lead, ending, feminine = one
        if re.search(ending, following[1]) and re.search(lead, before(match, 16)):
            return "f-locative" if re.search(feminine, following[1]) else "locative"
    if following and words.nouns and len(text) < 4:  # viidestä prosentista, kuudeksi vuodeksi
        return next((case for case, noun in words.nouns.items() if re.fullmatch(noun, following[1])), "")
    if not following or not words.case_endings or len(text) > 6:
        return ""
    few = words.lang == "ru" and re.fullmatch(r"(?:[0-9]*[02-9])?[234]", text)
    if few and _ONLY_OBLIQUE.search(following[1]):  # видел 3 друзей, мужчина 82 лет
        return "genitive"
    if (
        words.lang == "pl" and words.virile and len(text) < 4 and re.fullmatch(words.virile, following[1])
    ):  # 5 policjantów
        return "" if text == "1" else "genitive"
    for case, ending, lead in words.case_endings:
        if re.search(ending, following[1]) and re.search(lead, before(match, 16)):
            return case
    return ""
