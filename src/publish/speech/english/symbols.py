"""Signs that stand for words in English."""

from __future__ import annotations

import re

from publish.speech.english.dialect import English
from publish.speech.english.numbers import cardinal
from publish.speech.rule import Rule, after, before

_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξπρστυφχψωΔΩΣΠ",
        (
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda"
            " mu nu xi pi rho sigma tau upsilon phi chi "
            "psi omega Delta Omega Sigma Pi"
        ).split(),
        strict=True,
    )
)
_SPACED = {
    "=": "equals",
    "≠": "is not equal to",
    "≈": "is about",
    "±": "plus or minus",
    "×": "times",
    "÷": "divided by",
    "≥": "at least",
    "≤": "at most",
    "√": "the square root of",
    "∞": "infinity",
    "→": "to",
    "⇒": "to",
    "%": "percent",
    "£": "pounds",
    "€": "euros",
    "$": "dollar",
    "¥": "yen",
    "§": "section",
    "©": "copyright",
    "°": "degrees",
    "@": "at",
    "#": "hash",
}


def _silent(match: re.Match[str], english: English) -> str:
    """Bullets and the marks of notes."""
    return ""


def _ampersand(match: re.Match[str], english: English) -> str:
    left, right = match["left"], match["right"]
    return f"{left}{'' if left in '([' else ' '}and {right}"


def _spaced(match: re.Match[str], english: English) -> str:
    """A sign as a word, with spaces where it touches other words."""
    lead = "" if before(match, 1) in ("", " ", "(", "“", "‘", '"', "'") else " "
    tail = "" if after(match, 1) in ("", " ", ",", ".", ";", ":", ")", "?", "!") else " "
    word = "per cent" if match[0] == "%" and english.british else _SPACED[match[0]]
    return lead + word + tail


def _plus(match: re.Match[str], english: English) -> str:
    lead = "" if before(match, 1) in ("", " ", "(") else " "
    return f"{lead}plus{' ' if after(match, 1).isalnum() else ''}"


def _degree(match: re.Match[str], english: English) -> str:
    """The unit of a column: "July (°C)"."""
    return f"degrees {'Celsius' if match['unit'] == 'C' else 'Fahrenheit'}"


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_LOW = "₀₁₂₃₄₅₆₇₈₉"


def _formula(match: re.Match[str], english: English) -> str:
    """H₂SO₄, CO₂, x₁: letters and the numbers below the line."""
    parts = re.findall(rf"[{_LOW}]+|[^{_LOW}]+", match[0])
    said = [
        cardinal(part.translate(_LOWERED), english) if part[0] in _LOW else _symbols(part, english)
        for part in parts
    ]
    return " ".join(said)


def _symbols(text: str, english: English) -> str:
    """The symbols of a formula letter by letter; a word with a mark below it stays a word."""
    return english.letters(text) if text.isupper() and len(text) < 5 else text


def _charge(match: re.Match[str], english: English) -> str:
    """Ca²⁺, Cl⁻."""
    count = f" {cardinal(match['count'].translate(_RAISED), english)}" if match["count"] else ""
    return f"{count} {'plus' if match['sign'] == '⁺' else 'minus'}"


def _power(match: re.Match[str], english: English) -> str:
    """x², 10^6; a raised figure after a word is a note's mark and silent."""
    power = match["raised"].translate(_RAISED).lstrip("^")
    if re.search(r"[^\W\d_]{3}$", before(match, 3)) and not re.match(r"[⁻^]", match[0]):
        return ""
    words = {"2": " squared", "3": " cubed"}.get(power, f" to the power of {power}")
    return words + (" " if after(match, 1).isalnum() else "")


def _times(match: re.Match[str], english: English) -> str:
    return " times "


_JOINED = re.compile(r"\w+(?:/\w+)+")
_LINE = 200  # characters: no longer text is a few joined words, and to read it at each sign would take long


def _slash(match: re.Match[str], english: English) -> str:
    """Between words a pause; the sign is said only where it is all that joins the words of a text.

    Capitals are closed up, as they are said: I/O, A/C; TCP/IP and HIV/Aids are two words.
    """
    lead, rest = before(match), after(match)
    if re.search(r"(?<![A-Za-z])[A-Z]$", lead) and re.match(r"[A-Z](?![A-Za-z])", rest):
        return "-"
    if match.string == "and/or":
        return "/"
    if (len(match.string) < _LINE and _JOINED.fullmatch(match.string)) or re.search(r"(?<!\w)[ru]$", lead):
        return " slash "
    capitals = re.search(r"(?<!\w)[A-Z]{1,6}$", lead) and re.match(r"(?:[A-Z]{1,6}|Aids)(?!\w)", rest)
    closed = capitals or re.match(r"(?:or|stop)\b", rest) or re.search(r"(?<!\w)f$", lead)
    return " " if closed else ", "


def _star(match: re.Match[str], english: English) -> str:
    return f"{match['grade']} star"


_OPERATORS = {
    "+": "plus",
    "-": "minus",
    "−": "minus",
    "*": "times",
    "×": "times",
    "/": "divided by",
    "÷": "divided by",
}
_TERM = r"(?:[A-Za-z]|[0-9]++(?:\.[0-9]++)?[a-z]?)"


def _equation(match: re.Match[str], english: English) -> str | None:
    """y=x-1, 2*4=8, 6/3=2: signs between single letters and numbers, one of them an equals sign."""
    if "=" not in match[0]:
        return None
    names = _OPERATORS | {"=": "equals"}
    terms = re.sub(r"(?<=[0-9])(?=[a-z])", " ", match[0])
    return re.sub(r" ?([-+−*×÷/=]) ?", lambda sign: f" {names[sign[1]]} ", terms).strip()


def _stars(match: re.Match[str], english: English) -> str:
    """★★★★☆."""
    full, whole = match[0].count("★"), len(match[0])
    if whole < 2:
        return ""
    if whole == 2:
        return "two stars"
    return f"{cardinal(full, english)} out of {cardinal(max(whole, 5), english)} stars"


def _less(match: re.Match[str], english: English) -> str:
    lead = " " if re.search(r"\w$", before(match, 1)) else match[0].partition(match["sign"])[0]
    return lead + {"<": "less than", ">": "more than"}[match["sign"]] + " "


_COMPARED = {
    "<=": "is at most",
    ">=": "is at least",
    "!=": "is not equal to",
    "==": "equals",
    "=>": "to",
    "->": "to",
    "&&": "and",
}


def _compared(match: re.Match[str], english: English) -> str:
    """if (a <= b && c != d): the signs of code that a page shows."""
    return f" {_COMPARED[match['sign']]} "


def _language(match: re.Match[str], english: English) -> str:
    """C++ and C#."""
    return {"++": "C plus plus", "#": "C sharp"}[match["sign"]]


def _greek(match: re.Match[str], english: English) -> str:
    return _GREEK[match[0]]


def _asterisk(match: re.Match[str], english: English) -> str:
    """135* in cricket; elsewhere the mark of a note."""
    cricket = re.search(
        r"(?i)\b(?:wickets?|innings|overs|batter|batsman|stumps|century|runs|made|hit)\b", match.string
    )
    return " not out" if cricket else ""


_COIN = {"£": "pound", "$": "dollar", "€": "euro", "¥": "yen"}


def _exchange(match: re.Match[str], english: English) -> str:
    """The £/$ rate."""
    return f"{_COIN[match['first']]} {_COIN[match['last']]}"


def _coin(match: re.Match[str], english: English) -> str:
    """The £ fell against the $: a currency, no sum."""
    return _COIN[match["sign"]]


def _map_scale(match: re.Match[str], english: English) -> str:
    """1:50,000."""
    return f"one to {cardinal(match['last'].replace(',', ''), english)}"


def _ticker(match: re.Match[str], english: English) -> str:
    """BP.L, AAPL.O: a share and the letters of its exchange."""
    return f"{match['share']} dot {match['market']}"


def _graded(match: re.Match[str], english: English) -> str:
    """(4*), a 5* hotel."""
    count = cardinal(match["count"], english)
    return f"{count}-star" if match["noun"] else f"{count} star{'' if match['count'] == '1' else 's'}"


_MARKETS = "L|O|N|OQ|PA|DE|AS|MI|MC|SW|HK|AX|TO|NS|BO|SS|SZ|KS|ST|HE|OL|BR|LS"

EARLY_RULES: tuple[Rule[English], ...] = (
    Rule("£$€¥", re.compile(r"(?<!\w)(?P<first>[£$€¥])[/-](?P<last>[£$€¥])(?![\w.])"), _exchange),
    Rule(
        "£$€¥",
        re.compile(
            r"(?:(?<=\b[Tt]he )|(?<=\bv )|(?<=\bvs )|(?<=\b[Aa] )|(?<=\bweak )|(?<=\bstrong ))"
            r"(?P<sign>[£$€¥])(?=\s(?![0-9])|$|[,.;:)](?!\w)|['’]s\b)"
        ),
        _coin,
    ),
    Rule(":", re.compile(r"(?<![\w.,:])1:(?P<last>[0-9]{1,3}(?:,[0-9]{3})+)(?![\w:]|[.,][0-9])"), _map_scale),
    Rule(
        ":",
        re.compile(r"(?P<amount>\b[0-9]+(?:\.[0-9]+)? ?(?:ml|cl|mg|kg|oz|cm|mm|g)):(?=[0-9])"),
        lambda match, english: f"{match['amount']} to ",
    ),
    Rule("°", re.compile(r"(?<=[0-9]°)[ ]?[-–][ ]?(?=[-−][0-9]+°)"), lambda match, english: " to "),
    Rule(".", re.compile(rf"(?<![\w.])(?P<share>[A-Z]{{2,5}})\.(?P<market>{_MARKETS})(?![\w.])"), _ticker),
    Rule(
        "*", re.compile(r"(?<![\w.])(?P<count>[1-5])\*(?:(?P<noun>(?= (?!not\b)[a-z]{3}))|(?=\)))"), _graded
    ),
    Rule("=", re.compile(rf"(?<![\w.,)]){_TERM}(?: ?[-+−*×÷/=] ?{_TERM})++(?![\w(]|[.,][0-9])"), _equation),
    Rule(
        "★", re.compile(r"(?<![\w.])(?P<count>[1-5]) ?★(?!★)"), lambda m, e: f"{cardinal(m['count'], e)}-star"
    ),
    Rule("★", re.compile("★+☆*"), _stars),
    Rule("*", re.compile(r"(?<=[0-9]) ?\* ?(?=[0-9])"), _times),
    Rule("&", re.compile(r"(?P<left>\b[A-Za-z]) ?& ?(?P<right>[A-Za-z]\b)"), _ampersand),
    Rule("*", re.compile(r"\b(?P<grade>[A-C])\*(?!\w)"), _star),
    Rule("<>", re.compile(r"(?:(?<![\w>])|(?<=\b[a-zA-Z])) ?(?P<sign>[<>]) ?(?=[£$€]?\.?[0-9])"), _less),
    Rule(
        tuple(_COMPARED),
        re.compile(r"(?<=[\w)\]]) ?(?P<sign><=|>=|!=|==|=>|->|&&) ?(?=[\w(-])"),
        _compared,
    ),
    Rule("C", re.compile(r"\bC(?P<sign>\+\+|#)(?!\w)"), _language),
)

POWER_RULES: tuple[Rule[English], ...] = (
    Rule(
        "⁺⁻",
        re.compile(r"(?:(?<=[A-Z])|(?<=[A-Z][a-z])|(?<=[₀-₉]))(?P<count>[²³⁴])?(?P<sign>[⁺⁻])(?![⁰¹²³⁴-⁹])"),
        _charge,
    ),
    Rule(_LOW, re.compile(rf"(?<!\w)(?:[A-Za-z]+[{_LOW}]+)+(?:[A-Z][a-z]?)*(?!\w)|[{_LOW}]+"), _formula),
    Rule("⁰¹²³⁴⁵⁶⁷⁸⁹^", re.compile(r"(?<=\w)(?P<raised>\^-?[0-9]{1,4}|⁻?[⁰¹²³⁴-⁹]+)(?![0-9])"), _power),
)

RULES: tuple[Rule[English], ...] = (
    Rule("*", re.compile(r"(?<=\w)\*(?![\w*])"), _asterisk),
    Rule("*•†‡▪■●►▶◆", re.compile(r"(?<!\w)[*•†‡▪■●►▶◆]+[ ]?|[*†‡]+(?!\w)"), _silent),
    Rule("&", re.compile(r"(?P<left>\S) ?& ?(?P<right>\S)"), _ampersand),
    Rule(
        "+",
        re.compile(r"(?<=[\w)]) ?\+ ?(?=[\w(])|(?<!\S)\+(?=\s)"),
        lambda m, e: " plus " if m[0].strip() else None,
    ),
    Rule("+", re.compile(r"\+(?!\w)|\+(?=[A-Za-z])"), _plus),
    Rule("/", re.compile(r"(?<=[^\W\d_])/(?=[^\W\d_])|(?<=\bf)/(?=[0-9])|(?<=[)\]”’])/(?=[A-Za-z])"), _slash),
    Rule("°", re.compile(r"(?<![0-9])°[ ]?(?P<unit>[CF])\b"), _degree),
    Rule("".join(_SPACED), re.compile(f"[{re.escape(''.join(_SPACED))}]"), _spaced),
    Rule("".join(_GREEK), re.compile(rf"(?<![^\W\d_])[{''.join(_GREEK)}](?![^\W\d_])"), _greek),
)
