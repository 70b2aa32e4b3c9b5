"""Marks that are seen and not said in English: bullets, notes, lines between words, stars for letters."""

from __future__ import annotations

import re

from publish.speech.english.dialect import English
from publish.speech.english.numbers import cardinal
from publish.speech.rule import Rule, after, before, mentions

_PAUSE = ", "
_SEPARATORS = "|•‡▪■●►▶◆◦‣·¦"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"


_LINE = str.maketrans(_RAISED, "0123456789")
# Elements of which newspapers name an isotope: ¹⁴C.
_ELEMENTS = dict(
    pair.split(":")
    for pair in (
        "Ar:argon Be:beryllium C:carbon Cl:chlorine Co:cobalt Cs:caesium F:fluorine Fe:iron H:hydrogen "
        "He:helium"
        " I:iodine K:potassium Kr:krypton Mo:molybdenum N:nitrogen O:oxygen P:phosphorus Pb:lead Po:polonium"
        " Pu:plutonium Ra:radium Rb:rubidium Rn:radon S:sulphur Sr:strontium Tc:technetium Th:thorium "
        "U:uranium"
        " Xe:xenon"
    ).split()
)


def _silent(match: re.Match[str], english: English) -> str:
    return ""


def _pause(match: re.Match[str], english: English) -> str:
    return " " if before(match, 1) in tuple(".,;:!?") else _PAUSE


_SUM = re.compile(r"=|[0-9] ?[x×*+] ?[$£€]?[0-9]")


def _divided(match: re.Match[str], english: English) -> str:
    """A solidus set apart: a pause between words, a division in a sum."""
    sum_ = match["bracket"] or mentions(match, _SUM)
    return " divided by " if sum_ and re.match(r"[(0-9]", after(match)) else _pause(match, english)


def _space(match: re.Match[str], english: English) -> str:
    return " "


def _first_group(match: re.Match[str], english: English) -> str:
    return match[1]


def _separator(match: re.Match[str], english: English) -> str:
    """A bullet or an upright line: a pause between words, nothing at either end."""
    lead, rest = before(match, 2).rstrip(), after(match, 2).lstrip()
    if not lead or not rest or (not rest[0].isalnum() and rest[0] not in "([“\"'‘£$€"):
        return " " if lead and rest and rest[0].isalnum() else ""
    return " " if lead[-1] in ".,;:!?–—(" else _PAUSE


def _dash(match: re.Match[str], english: English) -> str:
    """A hyphen set apart is a dash, at which voices pause."""
    return "—" if match[0][0] == "-" else " – "


_ENDINGS = ("ing", "ers", "er", "ed")


def _bleep(match: re.Match[str], english: English) -> str | None:
    """f*** and b****y: a word of which the page hides the letters."""
    word = match[0]
    if re.fullmatch(r"[A-E]\*\*", word):
        return None
    ending = next((end for end in _ENDINGS if word.endswith(end)), "")
    if not ending and len(word) == 7 and word[0] in "fF":
        ending = "ing"
    return "bleep" + ending


def _starred(match: re.Match[str], english: English) -> str:
    """A 4* hotel, CCI*** as riders are ranked."""
    if match["count"]:
        return f"{cardinal(match['count'], english)}-star"
    return f"{match['rank']} {cardinal(len(match['stars']), english)}-star"


RULES: tuple[Rule[English], ...] = (
    # Marks of direction and breaking that have no sound.
    Rule(
        "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff",
        re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+"),
        _silent,
    ),
    # Times that touch their neighbours, as live pages set them: "15:36KEY EVENT", "5 hours ago07:06".
    Rule(
        ":",
        re.compile(
            r"(?<=[0-9]:[0-9]{2})(?=[A-Z]{2}|[A-Z][a-z])(?!(?:[AP]M|GMT|UTC|[A-Z]{1,3}ST|[A-Z]{1,3}T)\b)"
        ),
        _pause,
    ),
    Rule(":", re.compile(r"(?<=[a-z])(?=[0-2][0-9]:[0-5][0-9](?![0-9:]))"), _pause),
    Rule(",", re.compile(r"(?<=[a-z]),(?=[0-9]{4}(?![0-9]))"), _pause),
    # What an editor put in: "idea[s]", "[T]he".
    Rule("[", re.compile(r"(?<=[a-z])\[(s|d|ed|es|ing|ly|n|r|['’]s)\](?!\()"), _first_group),
    Rule("[", re.compile(r"(?<!\w)\[([A-Za-z])\](?=[a-z])"), _first_group),
    # Marks of notes in brackets, as encyclopaedias set them: "revenues,[196] but".
    Rule(
        "[",
        re.compile(
            r"(?<=[\w.,;:!?)\]”\"’%])\[(?:[0-9]{1,3}(?:[-–,][0-9]{1,3})*|[a-z]|note [0-9]{1,3}"
            rf"|citation needed|edit|[{_RAISED}]+)\]"
        ),
        _silent,
    ),
    # The number of a note that stands against the end of a sentence ("factories.12 While") or apart, raised.
    Rule(
        ".", re.compile(r"(?<=[a-z]{3}\.)(?<!vol\.)(?<!fig\.)(?<!art\.)[0-9]{1,3}(?=\s+[A-Z“\"]|$)"), _silent
    ),
    Rule("*†‡", re.compile(r" ?\([*†‡]+\)"), _silent),
    Rule(
        _RAISED,
        re.compile(rf"(?<![\w)⁻⁺])(?P<mass>[{_RAISED}]{{1,3}})(?P<element>{'|'.join(_ELEMENTS)})(?![\w])"),
        lambda match, english: f"{_ELEMENTS[match['element']]} {match['mass'].translate(_LINE)}",
    ),
    Rule(_RAISED, re.compile(rf"(?<![\w)⁻⁺])[{_RAISED}]+[ ]?"), _silent),
    Rule(
        "*",
        re.compile(
            r"(?<![\w*])(?:[A-Za-z]{1,2}\*{2,}[a-z]{0,4}|[A-Za-z]{3,8}\*{2,}[a-z]{1,4}"
            r"|(?:[A-Za-z]\*[a-z]{2,3}|[A-Za-z]{2}\*[a-z]{1,2})(?:ing|ed|ers?|s)?)(?![\w*])"
        ),
        _bleep,
    ),
    Rule(
        "*",
        re.compile(
            r"(?<![\w.*])(?:(?P<count>[1-5])\*(?=[ -](?:hotels?|resorts?|rat(?:ing|ed)|reviews?|luxury"
            r"|restaurants?|accommodation|propert|spa\b|hygiene|general))|(?P<rank>CC[IN]O?)"
            r"(?P<stars>\*{1,5}))(?![\w*])"
        ),
        _starred,
    ),
    Rule(
        (" v ", " v. "),
        re.compile(r"(?<=[\w%)] )v\.?(?= [£$€0-9])"),
        lambda match, english: "versus",
    ),
    # The mark of whole shillings or rupees: 10,000/-.
    Rule(
        "/", re.compile(r"(?<=[0-9])(m?)/-(?![\w/])"), lambda match, english: " million" if match[1] else ""
    ),
    # The codes by which an agency marks what it quotes: "the S&P 500 .SPX", "the euro EUR=", "crude CLc1".
    Rule(
        (" .", "= ", "=RR", "c1 "),
        re.compile(
            r"(?<=[A-Za-z0-9]) (?:\.[A-Z][A-Z0-9]{2,12}|[A-Z]{3}=|[A-Z]{2}[0-9]{1,2}YT=RR|[A-Z]{2,4}c1)(?= )"
        ),
        _silent,
    ),
    Rule("×✕✖", re.compile(r"^\s*[×✕✖]\s*\.?$"), _silent),
    # The sign at the end of a heading or a link: "Status #.", "Read more >".
    Rule("#¶>»›", re.compile(r"(?<=\w[.!?]) ?[#¶]\.?(?=\s*$)|(?<=\w) (?:[#¶]|[>»›]+)(?=\.?\s*$)"), _silent),
    Rule("›»>", re.compile(r"(?<=[a-z]) ?[›»>] (?=[A-Z][a-z])"), _pause),
    Rule(_SEPARATORS, re.compile(rf"[ ]?[{re.escape(_SEPARATORS)}]+[ ]?"), _separator),
    Rule(
        "/",
        re.compile(
            r"(?:(?<=[A-Za-zÀ-ɏ.\]’”'\"])|(?P<bracket>(?<=[0-9]\)))|(?<=\)))"
            r"(?: ?/ | /)(?=[A-Za-zÀ-ɏ0-9(\[“\"‘'])"
            r"|(?<=[0-9]) / (?=[A-Za-z])"
        ),
        _divided,
    ),
    Rule("/", re.compile(r"(?<!\S)/ ?(?=[A-Z])"), _silent),
    Rule(
        ("--", " - "),
        re.compile(r"(?<=[^\s\d]) -{1,3} (?=\S)|(?<=\S) -{1,3} (?=[^\s\d])|(?<=\w)--(?=\w)"),
        _dash,
    ),
    Rule("_", re.compile(r"(?<=[^\W_])_+(?=[^\W_])"), _space),
    Rule("_", re.compile(r"_+"), _silent),
    Rule("c", re.compile(r"\bc\.? ?(?=[£$€][0-9])"), lambda match, english: "circa "),
)
"""Run after addresses, in which most of these marks are said."""
