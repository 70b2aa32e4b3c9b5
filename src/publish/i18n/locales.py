"""Babel's locales, each with data of its own."""

from __future__ import annotations

import copy
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


@cache
def locale_of(tag: str) -> Locale:
    """Babel's locale for a BCP 47 tag or a CLDR name such as "sr_Latn"; `UnknownLocaleError` or `ValueError`.

    Babel shares what a language inherits with all others, and writes into it what an alias stands for:
    once the months of Hebrew have been read, those of Swedish are Hebrew too. A copy ends that.
    """
    from babel import Locale, localedata

    locale = Locale.parse(tag, sep="-" if "-" in tag else "_")
    data = localedata.load(str(locale))
    for name in _INHERITED:
        if name in data:
            data[name] = copy.deepcopy(data[name])
    return locale


_INHERITED = (
    "months",
    "days",
    "eras",
    "date_formats",
    "unit_patterns",
    "number_symbols",
    "currency_names_plural",
    "compact_decimal_formats",
)
