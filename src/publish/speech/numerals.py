"""Figures of other scripts, Roman numerals and fraction signs -> the figures that the grammars read."""

from __future__ import annotations

import re
import unicodedata
from typing import TypeVar

from publish.model.text import lazy_pattern

Name = TypeVar("Name")

_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
# A telephone number that is the same in all of Europe (decision 2007/116/EC); "116 123 people" is a count.
HELPLINE = r"116[ \u00a0\u202f](?:006|111|117|123)(?![ \u00a0]?[^\W\d_])"
# The last part of a site's name, where it is read as an address.
HOSTS = (
    "com|org|net|info|io|tv|edu|gov|int|app|eu|ru|pl|ua|nl|se|dk|no|fi|cz|hu|jp|cn|kr|in|vn|id|tr|il|sa|ae|eg"
    "|uk|us|ca|ie|es|fr|de|it|pt|br|at|ch|be|lu|sk|si|hr|rs|ro|bg|gr|lt|lv|ee|by|kz|mx|ar|cl|co|pe|uy|au|nz"
    "|th|hk|tw|sg"
)
# 34,000 where a comma is the decimal mark: thousands as English writes them; nobody measures to 0.001 and writes 0.
FOREIGN_THOUSANDS = r"[1-9][0-9]{1,2}(?:,[0-9]{3})*,000"
# The name of a file: report.pdf.
FILE = (
    r"(?<![\w@./\\])[A-Za-z0-9가-힣_-]++"
    r"\.(?i:pdf|csv|jpe?g|png|gif|docx?|xlsx?|pptx?|txt|zip|mp[34]|html?|exe)(?!\w)"
)
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def roman(text: str) -> int:
    """The value of a well-formed roman numeral, 0 for anything else."""
    if not text or not _ROMAN.fullmatch(text):
        return 0
    total = 0
    for mark, following in zip(text, [*text[1:], "I"], strict=True):
        value = _VALUES[mark]
        total += -value if value < _VALUES[following] else value
    return total


# Units that are often written with the wrong capitals: KG, Km/h, khz.
_CAPITALS = ("km", "kg", "cm", "ml", "km/h", "kW", "kWh", "mV", "Hz", "kHz", "MHz", "GHz")


def with_capitals(units: dict[str, Name]) -> dict[str, Name]:
    """A table of units by sign, and the same by signs with other capitals; mV never as MV."""
    variants = {
        written: units[sign]
        for sign in _CAPITALS
        if sign in units
        for written in (sign.lower(), *((sign.upper(), sign.capitalize()) if sign[0] != "m" else ()))
    }
    return variants | units


def is_grouped(parts: list[str]) -> bool:
    """Whether figures with dots between them are one number, 2.000.000.000, and not 192.168.100.200."""
    thousands = all(len(part) == 3 for part in parts[1:])
    return thousands and (len(parts) != 4 or any(part[0] == "0" or int(part) > 255 for part in parts[1:]))


_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_WIDE = str.maketrans("．，％－＋：／￥＄（）～", ".,%-+:/¥$()~")
_VULGAR = re.compile("([0-9])?([¼-¾⅐-⅞])")
_RAISED = lazy_pattern(r"(?<=[A-Z])[ᵃ-ᵛˡ-ˣʰ-ʸ]+(?![^\W_])")
_WAVE = re.compile(r"(?<=[\d%°％])[ ]?[~∼〜][ ]?(?=\d)")
_MINUS = re.compile(r"(?<=\d)−(?=\d)")


def wave_ranges(text: str) -> str:
    """20∼30 and 20−30 as 20–30."""
    if text.isascii() and "~" not in text:
        return text
    if "−" in text and "=" not in text:
        text = _MINUS.sub("–", text)
    return _WAVE.sub("–", text)


def plain_figures(text: str) -> str:
    """1½ as 1 1/2, 20∼30 as 20–30, Mᵐᵉ as Mme: one way to write them, for every grammar."""
    if not text.isascii() or "~" in text:
        text = wave_ranges(_VULGAR.sub(_solidus, text))
        text = _RAISED.sub(lambda ending: unicodedata.normalize("NFKC", ending[0]), text)
    return text


def _solidus(match: re.Match[str]) -> str:
    written = unicodedata.normalize("NFKC", match[2]).replace("\u2044", "/")
    return f"{match[1]} {written}" if match[1] else written


def ascii_figures(text: str, decimal: str) -> str:
    """Native and full-width figures (٣٬٦٠٠, ३६००, ３．２９) as 0 to 9, the marks between them too."""
    if text.isascii():
        return text
    text = re.sub(r"(?<=\d)٫(?=\d)", decimal, text)
    text = re.sub(r"(?<=\d)٬(?=\d)", "." if decimal == "," else ",", text).replace("٪", "%")
    text = re.sub(
        r"(?<=\d)[．：／](?=\d)|(?<=\d)，(?=\d{3}(?!\d))|[％－＋](?=\d)|(?<=\d)％",
        lambda mark: mark[0].translate(_WIDE),
        text,
    )
    return _FOREIGN_DIGIT.sub(lambda figure: str(unicodedata.digit(figure[0])), text)
