"""Marks, figures of other scripts, Roman numerals and emoji -> what the grammars read.

eSpeak NG reads out a bullet as "opsommingsteken", an upright line as "kreska
pionowa", angle quotes as "francuski cudzysłów" and every letter of an address,
and at a hyphen between spaces it does not pause.

The package `emoji` (BSD, plain Python, kept with each Unicode release) carries
CLDR's short names; it is loaded only for a text that holds an emoji. In any
other language the emoji stays, since eSpeak NG has names of its own.
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TypeVar

from publish.model.text import base_language, lazy_pattern

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
# 34,000 beside a decimal comma: thousands as English writes them, since no measure ends in three noughts.
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


_MARKS = frozenset("•▪■●►▶◆◦|¦/_-–*[<>#®™«»&:¹²³⁰⁴⁵⁶⁷⁸⁹\u00ad\u200b\u200e\u200f\ufeff")
_DOTS = re.escape("•▪■●►▶◆◦|¦")
_ENTITY = re.compile(r"&(?:#[0-9]{2,5}|#x[0-9a-fA-F]{2,5}|[a-z]{2,8});")
_ADDRESS = re.compile(
    rf"(?i)\b(?:https?://(?:www[0-9]?\.)?|www\.|(?<![\w@.-])(?=(?:[a-z0-9-]++\.){{1,4}}(?:{HOSTS})/))"
    r"(?P<host>[\w-]+(?:\.[\w-]+)+)[^\s<>\"«»“”]*"
)
_SLASHED = re.compile(r"(?<!\S)[^\s/.:@]+(?:/[^\s/.:@]+)+(?=[.,;:!?)\"'”’»]*(?:\s|$))")
# A price or a count for each unit or time: 42/m², 3 €/Monat, 250 hab./km².
_RATE = re.compile(
    r"/(?:[kcm]?m[²³23]|[kmµ]?g|h|l|mois|an|jour|mes|año|mese|mês|ano|dia|Monat|Jahr|Tag)(?!\w)"
)
_PRICE = re.compile(r"[0-9.,]*[€$£%]|[€$£][0-9]")
_OR = re.compile(
    r"(?i)\b(und/oder|et/ou|y/o|e/ou?|en/of|och/eller|og/eller|i/lub|a/nebo|ja/tai|és/vagy|și/sau|ve/veya)\b"
)
# Pattern and what it becomes, in order.
_RULES = (
    (re.compile("[\u00ad\u200b\u200e\u200f\ufeff®™]"), ""),
    (re.compile(r"(?<=[\w.,;:!?)\]”\"’%])\[(?:[0-9]{1,3}|[a-z])\]"), ""),
    (re.compile(r"(?<=[^\W\d_]{3})[¹²³⁰⁴-⁹]+(?!\w)"), ""),
    (re.compile(rf"^\s*[{_DOTS}]+\s*|(?:(?<!\s)\s+)?[{_DOTS}]+\s*$"), ""),
    (re.compile(rf"(?<=[.,;:!?–—(])\s*[{_DOTS}]+\s*"), " "),
    (re.compile(rf"(?:(?<!\s)\s+)?[{_DOTS}]+\s*"), ", "),
    (re.compile(r"(?<=[^\s\d]) -{1,3} (?=\S)|(?<=\S) -{1,3} (?=[^\s\d])"), " – "),
    (re.compile(r"(?<=[^\W\d_.,])(?<!\bC) ?/ (?=\w)|(?<=\w) /(?=[^\W\d_])"), ", "),
    (re.compile(r"(?<!\S)/ ?(?=[^\W\d_]|,)"), ""),
    (re.compile(r"(?<=\w) [#>»›]+(?=\.?\s*$)"), ""),
    (re.compile(r"(?<=\w)_+(?=\w)"), " "),
    (re.compile(r"(?<!\w)_+|_+(?!\w)"), ""),
    (re.compile(r"(?<=[a-zäöüß])[*:_](?=in(?:nen)?\b)"), "-"),  # Beamt*innen
)


def without_marks(text: str, has_grammar: bool) -> str:
    """The text with what stands for a pause as one, and without what stands for nothing.

    A language whose grammar we have says addresses itself and keeps its quotes.
    """
    if _MARKS.isdisjoint(text):
        return text
    text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    if has_grammar:
        text = _ADDRESS.sub(lambda address: f"https://{_host(address)}", text)
    else:
        text = _ADDRESS.sub(_host, text).replace("«", '"').replace("»", '"')
    text = _SLASHED.sub(_parted, _OR.sub(lambda pair: pair[0].replace("/", " "), text))
    for pattern, spoken in _RULES:
        text = pattern.sub(spoken, text)
    return text


def _parted(match: re.Match[str]) -> str:
    """Words with a pause where a solidus parts them; km/h, 3/4, 200mg/ml and single letters stay."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    counted = re.search(r"[0-9][ \u00a0]$|[€$£]\s?[0-9.,]*$", before) or _PRICE.match(match[0])
    if counted or _RATE.search(match[0]) or re.match(r"[0-9.,]+[^\W\d_]{1,3}/[^\W\d_]{1,3}$", match[0]):
        return match[0]
    return re.sub(r"(?<=[^\W\d_]{2}|[0-9]{2})/(?=[^\W\d_]{2})", ", ", match[0])


def _host(match: re.Match[str]) -> str:
    """The name of the site; a stop after an address ends its sentence."""
    address = match[0].rstrip(".,;:!?)")
    return match["host"].rstrip(".") + match[0][len(address) :]


_RATING = re.compile("(?:⭐\ufe0f?){3,}")  # left to the grammar as the stars of a rating
_SIGNS = frozenset("©®™‼⁉ℹ↔↕↖↗↘↙↩↪⌨")


def named(text: str, lang: str) -> str:
    """The text with each emoji by name; several of the same kind in a row are named once.

    A name is set off by a comma, so that it is not heard as part of the sentence.
    """
    import emoji

    base = base_language(lang)
    if base not in emoji.LANGUAGES:
        return text
    if base == "en":
        text = _RATING.sub(lambda match: "★" * match[0].count("⭐"), text)
    spoken, end, last = "", 0, ""
    for emoji_found in emoji.emoji_list(text):
        sign, between = emoji_found["emoji"], text[end : emoji_found["match_start"]]
        if sign.rstrip("\ufe0f") in _SIGNS:
            continue
        end = emoji_found["match_end"]
        if between.strip(" \ufe0f") or sign != last:
            spoken = _followed(spoken, between).rstrip()
            spoken += _pause(spoken) + _name(sign, base)
        last = sign
    return _followed(spoken, text[end:])


def _pause(lead: str) -> str:
    if not lead:
        return ""
    return " " if lead[-1] in ".,;:!?…–—(" else ", "


def _followed(lead: str, following: str) -> str:
    following = following.removeprefix("\ufe0f")
    if lead and following.lstrip(" ")[:1].isalnum():
        return f"{lead}, {following.lstrip(' ')}"
    apart = lead and following and not following[0].isspace() and following[0] not in ".,;:!?)…"
    return f"{lead} {following}" if apart else lead + following


def _name(sign: str, base: str) -> str:
    import emoji

    name = emoji.demojize(sign, language=base, delimiters=("", ""))
    name = name.replace("_", " ").replace("’", "'").strip()
    return re.sub(r" (?=(?:medium-)?(?:light|medium|dark) skin tone$)", ", ", name)
