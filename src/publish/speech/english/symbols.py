"""Signs in English that stand for words, and marks that are seen and not said."""

from __future__ import annotations

import re

from publish.model.text import lazy_pattern
from publish.speech.english.numbers import cardinal
from publish.speech.english.vocabulary import WORDS, English, per_name
from publish.speech.rule import Rule, after, before, mentions, rule

_PAUSE = ", "
_SEPARATORS = "|•‡▪■●►▶◆◦‣·¦"
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
# Elements of which newspapers name an isotope: ¹⁴C.
_ELEMENTS: dict[str, str] = WORDS["elements"]


def _silent(match: re.Match[str], english: English) -> str:
    return ""


def _pause(match: re.Match[str], english: English) -> str:
    return " " if before(match, 1) in tuple(".,;:!?") else _PAUSE


_SUM = lazy_pattern(r"=|[0-9] ?[x×*+] ?[$£€]?[0-9]")


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


MARK_RULES: tuple[Rule[English], ...] = (
    # Marks of direction and breaking that have no sound.
    rule("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", "[\u00ad\u200b-\u200f\u2060\ufeff]+", _silent),
    # Times that touch their neighbours, as live pages set them: "15:36KEY EVENT", "5 hours ago07:06".
    rule(
        ":",
        r"(?<=[0-9]:[0-9]{2})(?=[A-Z]{2}|[A-Z][a-z])(?!(?:[AP]M|GMT|UTC|[A-Z]{1,3}ST|[A-Z]{1,3}T)\b)",
        _pause,
    ),
    rule(":", r"(?<=[a-z])(?=[0-2][0-9]:[0-5][0-9](?![0-9:]))", _pause),
    rule(",", r"(?<=[a-z]),(?=[0-9]{4}(?![0-9]))", _pause),
    # What an editor put in: "idea[s]", "[T]he".
    rule("[", r"(?<=[a-z])\[(s|d|ed|es|ing|ly|n|r|['’]s)\](?!\()", _first_group),
    rule("[", r"(?<!\w)\[([A-Za-z])\](?=[a-z])", _first_group),
    # Marks of notes in brackets, as encyclopaedias set them: "revenues,[196] but".
    rule(
        "[",
        r"(?<=[\w.,;:!?)\]”\"’%])\[(?:[0-9]{1,3}(?:[-–,][0-9]{1,3})*|[a-z]|note [0-9]{1,3}"
        rf"|citation needed|edit|[{_SUPERSCRIPTS}]+)\]",
        _silent,
    ),
    # The number of a note that stands against the end of a sentence ("factories.12 While") or apart, raised.
    rule(".", r"(?<=[a-z]{3}\.)(?<!vol\.)(?<!fig\.)(?<!art\.)[0-9]{1,3}(?=\s+[A-Z“\"]|$)", _silent),
    rule("*†‡", r" ?\([*†‡]+\)", _silent),
    rule(
        _SUPERSCRIPTS,
        rf"(?<![\w)⁻⁺])(?P<mass>[{_SUPERSCRIPTS}]{{1,3}})(?P<element>{'|'.join(_ELEMENTS)})(?![\w])",
        lambda match, english: f"{_ELEMENTS[match['element']]} {match['mass'].translate(_RAISED)}",
    ),
    rule(_SUPERSCRIPTS, rf"(?<![\w)⁻⁺])[{_SUPERSCRIPTS}]+[ ]?", _silent),
    rule(
        "*",
        r"(?<![\w*])(?:[A-Za-z]{1,2}\*{2,}[a-z]{0,4}|[A-Za-z]{3,8}\*{2,}[a-z]{1,4}"
        r"|(?:[A-Za-z]\*[a-z]{2,3}|[A-Za-z]{2}\*[a-z]{1,2})(?:ing|ed|ers?|s)?)(?![\w*])",
        _bleep,
    ),
    rule(
        "*",
        r"(?<![\w.*])(?:(?P<count>[1-5])\*(?=[ -](?:hotels?|resorts?|rat(?:ing|ed)|reviews?|luxury"
        r"|restaurants?|accommodation|propert|spa\b|hygiene|general))|(?P<rank>CC[IN]O?)"
        r"(?P<stars>\*{1,5}))(?![\w*])",
        _starred,
    ),
    rule((" v ", " v. "), r"(?<=[\w%)] )v\.?(?= [£$€0-9])", lambda match, english: "versus"),
    # The mark of whole shillings or rupees: 10,000/-.
    rule("/", r"(?<=[0-9])(m?)/-(?![\w/])", lambda match, english: " million" if match[1] else ""),
    # The codes by which an agency marks what it quotes: "the S&P 500 .SPX", "the euro EUR=", "crude CLc1".
    rule(
        (" .", "= ", "=RR", "c1 "),
        r"(?<=[A-Za-z0-9]) (?:\.[A-Z][A-Z0-9]{2,12}|[A-Z]{3}=|[A-Z]{2}[0-9]{1,2}YT=RR|[A-Z]{2,4}c1)(?= )",
        _silent,
    ),
    rule("×✕✖", r"^\s*[×✕✖]\s*\.?$", _silent),
    # The sign at the end of a heading or a link: "Status #.", "Read more >".
    rule("#¶>»›", r"(?<=\w[.!?]) ?[#¶]\.?(?=\s*$)|(?<=\w) (?:[#¶]|[>»›]+)(?=\.?\s*$)", _silent),
    rule("›»>", r"(?<=[a-z]) ?[›»>] (?=[A-Z][a-z])", _pause),
    rule(_SEPARATORS, rf"[ ]?[{re.escape(_SEPARATORS)}]+[ ]?", _separator),
    rule(
        "/",
        r"(?:(?<=[A-Za-zÀ-ɏ.\]’”'\"])|(?P<bracket>(?<=[0-9]\)))|(?<=\)))(?: ?/ | /)(?=[A-Za-zÀ-ɏ0-9(\[“\"‘'])"
        r"|(?<=[0-9]) / (?=[A-Za-z])",
        _divided,
    ),
    rule("/", r"(?<!\S)/ ?(?=[A-Z])", _silent),
    rule(("--", " - "), r"(?<=[^\s\d]) -{1,3} (?=\S)|(?<=\S) -{1,3} (?=[^\s\d])|(?<=\w)--(?=\w)", _dash),
    rule("_", r"(?<=[^\W_])_+(?=[^\W_])", _space),
    rule("_", r"_+", _silent),
    rule("c", r"\bc\.? ?(?=[£$€][0-9])", lambda match, english: "circa "),
)
"""Run after addresses, in which most of these marks are said."""


_GREEK: dict[str, str] = WORDS["greek"]
_SPACED: dict[str, str] = WORDS["signs"]


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


_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_LOW = "₀₁₂₃₄₅₆₇₈₉"


def _formula(match: re.Match[str], english: English) -> str:
    """H₂SO₄, CO₂, x₁: letters and the numbers below the line."""
    parts = re.findall(rf"[{_LOW}]+|[^{_LOW}]+", match[0])
    spoken = [
        cardinal(part.translate(_LOWERED), english) if part[0] in _LOW else _symbols(part, english)
        for part in parts
    ]
    return " ".join(spoken)


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


_JOINED = lazy_pattern(r"\w+(?:/\w+)+")
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


_OPERATORS: dict[str, str] = WORDS["operators"]
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


_COMPARED: dict[str, str] = WORDS["code_signs"]


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
        r"(?i)\b(?:wickets?|innings|overs|batter|batsman|stumps|century|runs|made|hit|balls|declared)\b",
        match.string,
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
    rule("£$€¥", r"(?<!\w)(?P<first>[£$€¥])[/-](?P<last>[£$€¥])(?![\w.])", _exchange),
    rule(
        "£$€¥",
        r"(?:(?<=\b[Tt]he )|(?<=\bv )|(?<=\bvs )|(?<=\b[Aa] )|(?<=\bweak )|(?<=\bstrong ))"
        r"(?P<sign>[£$€¥])(?=\s(?![0-9])|$|[,.;:)](?!\w)|['’]s\b)",
        _coin,
    ),
    rule(":", r"(?<![\w.,:])1:(?P<last>[0-9]{1,3}(?:,[0-9]{3})+)(?![\w:]|[.,][0-9])", _map_scale),
    rule(
        ":",
        r"(?P<amount>\b[0-9]+(?:\.[0-9]+)? ?(?:ml|cl|mg|kg|oz|cm|mm|g)):(?=[0-9])",
        lambda match, english: f"{match['amount']} to ",
    ),
    rule(  # cells/mL
        "/",
        r"(?<=[a-z]{4})/(?P<unit>mL|ml|dL|L|kg|km²|km2|m²|m2|m³|ha)(?![\w/²³])",
        lambda match, english: f" per {per_name(match['unit'], english)}",
    ),
    rule("°", r"(?<=[0-9]°)[ ]?[-–][ ]?(?=[-−][0-9]+°)", lambda match, english: " to "),
    rule(".", rf"(?<![\w.])(?P<share>[A-Z]{{2,5}})\.(?P<market>{_MARKETS})(?![\w.])", _ticker),
    rule("*", r"(?<![\w.])(?P<count>[1-5])\*(?:(?P<noun>(?= (?!not\b)[a-z]{3}))|(?=\)))", _graded),
    rule("=", rf"(?<![\w.,)]){_TERM}(?: ?[-+−*×÷/=] ?{_TERM})++(?![\w(]|[.,][0-9])", _equation),
    rule("★", r"(?<![\w.])(?P<count>[1-5]) ?★(?!★)", lambda m, e: f"{cardinal(m['count'], e)}-star"),
    rule("★", "★+☆*", _stars),
    rule("*", r"(?<=[0-9]) ?\* ?(?=[0-9])", _times),
    rule("&", r"(?P<left>\b[A-Za-z]) ?& ?(?P<right>[A-Za-z]\b)", _ampersand),
    rule("*", r"\b(?P<grade>[A-C])\*(?!\w)", _star),
    rule("<>", r"(?:(?<![\w>])|(?<=\b[a-zA-Z])) ?(?P<sign>[<>]) ?(?=[£$€]?\.?[0-9])", _less),
    rule(tuple(_COMPARED), r"(?<=[\w)\]]) ?(?P<sign><=|>=|!=|==|=>|->|&&) ?(?=[\w(-])", _compared),
    rule("C", r"\bC(?P<sign>\+\+|#)(?!\w)", _language),
)

POWER_RULES: tuple[Rule[English], ...] = (
    rule(
        "⁺⁻",
        r"(?:(?<=[A-Z])|(?<=[A-Z][a-z])|(?<=[₀-₉]))(?P<count>[²³⁴])?(?P<sign>[⁺⁻])(?![⁰¹²³⁴-⁹])",
        _charge,
    ),
    rule(_LOW, rf"(?<!\w)(?:[A-Za-z]+[{_LOW}]+)+(?:[A-Z][a-z]?)*(?!\w)|[{_LOW}]+", _formula),
    rule("⁰¹²³⁴⁵⁶⁷⁸⁹^", r"(?<=\w)(?P<raised>\^-?[0-9]{1,4}|⁻?[⁰¹²³⁴-⁹]+)(?![0-9])", _power),
)

RULES: tuple[Rule[English], ...] = (
    rule("*", r"(?<=\w)\*(?![\w*])", _asterisk),
    rule("*•†‡▪■●►▶◆", r"(?<!\w)[*•†‡▪■●►▶◆]+[ ]?|[*†‡]+(?!\w)", _silent),
    rule("&", r"(?P<left>\S) ?& ?(?P<right>\S)", _ampersand),
    rule("+", r"(?<=[\w)]) ?\+ ?(?=[\w(])|(?<!\S)\+(?=\s)", lambda m, e: " plus " if m[0].strip() else None),
    rule("+", r"\+(?!\w)|\+(?=[A-Za-z])", _plus),
    rule("/", r"(?<=[^\W\d_])/(?=[^\W\d_])|(?<=\bf)/(?=[0-9])|(?<=[)\]”’])/(?=[A-Za-z])", _slash),
    rule("°", r"(?<![0-9])°[ ]?(?P<unit>[CF])\b", _degree),
    rule("".join(_SPACED), f"[{re.escape(''.join(_SPACED))}]", _spaced),
    rule("".join(_GREEK), rf"(?<![^\W\d_])[{''.join(_GREEK)}](?![^\W\d_])", _greek),
)
