"""Words of a language without a file of its own: from CLDR, and the few that `floor.toml` adds.

Numbers, per cent, currencies, units and dates are then said in the language, so
that no voice is handed figures that it reads in English or one by one.
"""

from __future__ import annotations

import re
from typing import Any

from publish.i18n.locales import locale_of
from publish.system import data

TABLES: dict[str, dict[str, Any]] = data.table("publish.speech.multilingual", "floor.toml")
_TOKEN = re.compile(r"'(?P<literal>[^']*)'|(?P<field>[dMLy])(?P=field)*|(?P<era>G+)|(?P<other>.)")
_FIELDS = {"d": "{day}", "M": "{month}", "L": "{month}", "y": "{year}"}
_CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}


def table(lang: str) -> dict[str, Any]:
    """The table of `words.Words` for a language of `TABLES`."""
    locale = locale_of(lang)
    symbols = locale.number_symbols.get("latn", {})
    long = locale.date_formats["long"].pattern
    own = TABLES[lang]
    of_day = locale.datetime_skeletons.get("MMMMd")
    short = _pattern(of_day.pattern if of_day else "d MMMM")
    cldr = {
        "decimal": symbols.get("decimal", "."),
        "space_groups": symbols.get("group") in ("\u00a0", "\u202f"),
        "order": "ymd" if long.find("M") < long.find("d") and long.find("y") < long.find("M") else "dmy",
        "to": "–",
        "at": "@",
        "dot": ".",
        "fraction": "{n} / {d}",
        "date": {"pattern": f"{short} / {_pattern(long)}"} | own.get("date", {}),
        "time": {"hour": "{h}", "minute": "{h} {m}", "second": "{h} {m} {s}"},
    }
    units = _native_units(lang) | own.get("units", {})
    signs = _signs(locale, own.get("currencies", {}) | own.get("units", {})) | own.get("signs", {})
    forms = {key: tuple(own[key]) for key in ("days", "months", "ordinals") if key in own}
    cldr |= {key: own[key] for key in cldr if key in own and key != "date"}
    scales = _scales(locale) | own.get("scales", {})
    return own | cldr | {"signs": signs, "units": units, "scales": scales} | forms


def _pattern(written: str) -> str:
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
