"""Web and e-mail addresses, handles, hashtags; abbreviated names of counties and states, in English."""

from __future__ import annotations

import html
import re

from publish.model.text import lazy_pattern
from publish.speech.english.numbers import cardinal, digits
from publish.speech.english.vocabulary import WORDS, English, word_list
from publish.speech.rule import DIGITS, Rule, after, alone, before, mentions, rule

_TLDS = "|".join(WORDS["top_level_domains"].split())
_LETTERS = word_list("address_letters")
_VOWEL = lazy_pattern(r"[aeiouyAEIOUY]")
_DIGIT_RUN = lazy_pattern(r"[0-9]+|[^0-9]+")


def _label(text: str, english: English, whole_numbers: bool = False) -> str:
    """A part of an address: words as they are, initials as letters, figures one by one."""
    words = []
    for run in _DIGIT_RUN.findall(text):
        if run[0] in DIGITS:
            words.append(cardinal(run, english) if whole_numbers and run[0] != "0" else digits(run))
        elif run.lower() == "jpg":
            words.append("JPEG")
        elif run.lower() in _LETTERS or (len(run) < 6 and run.isalpha() and not _VOWEL.search(run)):
            words.append(run.upper())
        else:
            words.append(_unjoined(run))
    return " ".join(words)


def _unjoined(text: str) -> str:
    """CBSSports and LinkedIn with spaces where a new word begins."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})", " ", text)


_MARKS = {
    ".": "dot",
    "/": "slash",
    "-": "dash",
    "_": "underscore",
    "@": "at",
    ":": "colon",
    "?": "question mark",
    "=": "equals",
    "&": "and",
    "#": "hash",
    "%": "percent",
    "+": "plus",
    "~": "tilde",
}
_CODE_PIECE = lazy_pattern(r"[0-9]+|[^\W\d_]+|\S")
_PIECE = lazy_pattern(r"[A-Za-z0-9]+|[^\W_]+|.", re.DOTALL)


def _whole(text: str, english: English) -> str:
    """Every part of an address said."""
    pieces = _PIECE.findall(text)
    words = []
    for index, piece in enumerate(pieces):
        if piece in _MARKS:
            words.append(_MARKS[piece])
        elif piece[0].isalnum():
            number = piece.isascii() and piece.isdigit() and index + 1 == len(pieces) and len(piece) > 3
            words.append(_label(piece, english, whole_numbers=number))
    return " ".join(words)


def literal(text: str, english: English) -> str:
    """Code as one reads it out: words, signs by name, short numbers whole and long ones by figures."""
    words = []
    for piece in _CODE_PIECE.findall(text):
        if piece[0] in DIGITS:
            words.append(cardinal(piece, english) if len(piece) < 3 and piece[0] != "0" else digits(piece))
        elif piece[0].isalpha():
            words.append(piece.upper() if len(piece) == 1 else _label(piece, english))
        else:
            words.append(_MARKS.get(piece, ""))
    return " ".join(filter(None, words))


# A path that means nothing to a listener, as shortened addresses have: hFciHO5Qc7, 3xYz9.
_OPAQUE = lazy_pattern(
    r"/(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*(?:[0-9]|[a-z][A-Z]{2}|[A-Z]{2}[a-z]))[\w-]{4,}/?$"
    r"|/[a-z]+[0-9]+[a-z]+[0-9a-z]*$|/[0-9]+[a-z]+[0-9]*[a-z]*$|\b(?:t\.co|bit\.ly|ow\.ly|buff\.ly"
    r"|pic\.twitter\.com)/"
)


def _address(match: re.Match[str], english: English) -> str | None:
    """A web address: in full where it is all there is, else its site and a short path."""
    text, tail = match[0], ""
    lead = " " if re.search(r"[\w.,;:!?]$", before(match)) else ""
    while text[-1] in ".,;:!?)'\"’”":
        text, tail = text[:-1], text[-1] + tail
    if alone(match) and not _OPAQUE.search(text):
        return lead + _whole(text, english) + tail
    bare = re.sub(r"(?i)^(?:https?|ftp)://", "", text)
    bare = re.sub(r"(?i)^www\.", "", bare)
    host, _, path = re.split(r"[?#]", bare, maxsplit=1)[0].partition("/")
    path = path.rstrip("/")
    short = path if re.fullmatch(r"[A-Za-z0-9-]{1,24}", path) and not _OPAQUE.search(f"/{path}") else ""
    return lead + _whole(f"{host}/{short}" if short else host, english) + tail


def _email(match: re.Match[str], english: English) -> str:
    return _whole(match[0], english)


def _dotted(match: re.Match[str], english: English) -> str | None:
    """bbc.co.uk, nvidia.com/x, image.jpg: words joined by dots."""
    if match["tld"] is None and not (alone(match) or match["file"]):
        return None
    text = match[0].lower() if match[0].isupper() else match[0]
    return _whole(text.partition("/")[0] if _OPAQUE.search(text) else text, english)


def _handle(match: re.Match[str], english: English) -> str:
    name = _unjoined(match["name"]).replace("_", " underscore ")
    return _set_off(match) + "at " + _spaced_digits(name)


def _spaced_digits(text: str) -> str:
    return " ".join(
        digits(run) if run[0] in DIGITS else run.strip() for run in _DIGIT_RUN.findall(text)
    ).strip()


def _hashtag(match: re.Match[str], english: English) -> str:
    name = match["name"].replace("_", " ")
    name = re.sub(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    return f"{_set_off(match)}hashtag {name}"


def _set_off(match: re.Match[str]) -> str:
    """A comma between one tag or handle and the next, instead of the space."""
    if not match["gap"]:
        return ""
    return ", " if re.search(r"[@#]\w+$", before(match)) else match["gap"]


def _entity(match: re.Match[str], english: English) -> str | None:
    """&amp;#039; and &amp;mdash; that a page shows to its readers: the characters they stand for."""
    meant = html.unescape(match[0])
    return None if meant == match[0] else meant


def _paper_number(match: re.Match[str], english: English) -> str:
    """doi:10.1016/0962-6298(93)90012-V: that there is one, which is all that an ear can use."""
    if match["bare"]:
        return f"a {english.letters('DOI')}"
    return english.letters("DOI") if match["doi"] else match["kind"]


RULES: tuple[Rule[English], ...] = (
    rule(
        "<",
        r"<(?P<address>[^<>\s]{1,80}@[^<>\s]{1,80}|(?:https?|ftp)://[^<>\s]{1,500})>",
        lambda match, english: match["address"],
    ),
    rule(("&",), r"&(?:#[0-9]{2,5}|#x[0-9a-fA-F]{2,5}|[a-z]{2,8});", _entity),
    rule(
        ("10.", "code:", "Xiv:"),
        r"(?i)(?:(?P<doi>\bdoi:? ?(?:https?://(?:dx\.)?doi\.org/)?10\.[0-9]{4,9}/)"
        r"|(?<![\w./])(?P<bare>10\.[0-9]{4,9}/)(?=\S*[a-z0-9]{4})|\b(?P<kind>Bibcode|arXiv): ?)"
        r"[^\s<>\"”]*[^\s<>\"”.,;)]",
        _paper_number,
    ),
    rule(":", r"(?i)\b(?:https?|ftp|file)://[^\s<>\"“”]++", _address),
    rule(
        "@",
        r"(?<![\w.+-])[A-Za-z0-9_+-]++(?:\.[A-Za-z0-9_+-]++)*+@(?:[A-Za-z0-9-]++\.)+"
        r"[A-Za-z]{2,}(?:/[\w/-]+)?",
        _email,
    ),
    rule(".", r"(?i)\bwww\.[^\s<>\"“”]++", _address),
    rule(
        ("_", "-"),
        r"(?<![\w@./-])[A-Za-z0-9]++(?:[_-][A-Za-z0-9]++)++\.(?:jpe?g|png|gif|pdf|docx?|xlsx?|txt"
        r"|csv|zip|mp3|mp4|html?|py|js)(?![\w@])",
        lambda match, english: literal(match[0], english),
    ),
    rule(
        ".",
        rf"(?<![\w@./])(?<!\w-)(?:[A-Za-z0-9][A-Za-z0-9-]*+\.)+(?:(?P<tld>{_TLDS}|COM|ORG|NET|CO\.UK)\b"
        rf"(?:/[^\s<>\"“”,;)]*[^\s<>\"“”,;.)!?])?"
        r"|(?P<file>jpe?g|png|gif|pdf|docx?|xlsx?|txt|csv|zip|mp3|mp4|html?"
        r"|py|js)\b|[a-z]{2,4}(?=$|\s))(?![\w@])",
        _dotted,
    ),
    rule("@", r"(?P<gap>(?<=\w)[ ]|(?<![\w@]))\.?@(?P<name>[A-Za-z_]\w*+)", _handle),
    rule("#", r"(?<![#&])(?P<gap>[ ]|(?<!\w))#(?P<name>[A-Za-z]\w*+)(?!#)", _hashtag),
)


STATES: dict[str, str] = WORDS["states"]

# What newspapers write for the states whose names they shorten, without its stops.
_NEWSPAPER: dict[str, str] = WORDS["newspaper_states"]
_STATE = (
    r"(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev"
    r"|N\. ?H|N\. ?J|N\. ?M|N\. ?Y|N\. ?C|N\. ?D|Okla|Ore|Pa|R\. ?I|S\. ?C|S\. ?D|Tenn|Tex|Vt|Va|Wash"
    r"|W\. ?Va|Wis|Wyo)\."
)
_FULL = "|".join(sorted({*STATES.values()} - {"D C"}))
_PARTIES = {"D": "Democrat", "R": "Republican", "I": "independent"}

_LAWMAKER = lazy_pattern(
    r"\b(?:Rep|Sen|Gov|Representative|Senator|[Ll]awmaker|Democrat|Republican|[Ll]egislat)"
)

_COUNTIES = "|".join(WORDS["counties"].split())
_SHIRES: dict[str, str] = WORDS["shires"]


def state_name(code: str) -> str | None:
    """The name behind a postal code or a newspaper's abbreviation."""
    if code in STATES.values():
        return code
    bare = re.sub(r"[. ]", "", code)
    return STATES.get(_NEWSPAPER.get(bare, bare))


def _member(match: re.Match[str], english: English) -> str | None:
    """(D-N.Y.), R-TX, (R-Texas), D-Missoula: a member of a legislature by party and place."""
    name = match["town"] or state_name(match["state"])
    if match["town"] and (english.british or not mentions(match, _LAWMAKER)):
        return None
    return f"{_PARTIES[match['party']]}, {name}" if name else None


def _in_state(match: re.Match[str], english: English) -> str:
    """Scranton, Pa., and Dover, Del."""
    stop = "" if match["ends"] is None else "."
    return f"{match['lead']}{state_name(match['state'])}{stop}"


def _shire(match: re.Match[str], english: English) -> str | None:
    stop = "." if match["stop"] and match["ends"] is not None else ""
    return match["lead"] + _SHIRES[match["name"]] + stop if english.british else None


_QUARTERS = {"N": "North", "S": "South", "E": "East", "W": "West"}
_QUARTERED = (
    "Korea|Africa|Sudan|Carolina|Dakota|Virginia|Yorks(?:hire)?|Sussex|London|Wales|Devon|Somerset|Midlands"
    "|Ireland|Macedonia|America|Glamorgan|Ayrshire|Lanarkshire|Lothian|Riding|Bank|Timor|Ossetia|Kivu"
)


def _quartered(match: re.Match[str], english: English) -> str:
    """N. Ireland, S. Korea, W Yorks."""
    if match["quarter"] == "N" and after(match).startswith("Ireland"):
        return "Northern "
    return _QUARTERS[match["quarter"]] + " "


PLACE_RULES: tuple[Rule[English], ...] = (
    rule("NSEW", rf"\b(?P<quarter>[NSEW])\.? (?=(?:{_QUARTERED})\b)", _quartered),
    rule(
        "DRI",
        rf"\b(?P<party>[DRI])-(?:(?P<state>{_STATE}|[A-Z]{{2}}\b|(?:{_FULL})\b)"
        r"|(?<=[(, ].-)(?P<town>[A-Z][a-z]{3,}(?: [A-Z][a-z]+)?)(?=[,)]))(?!\w)",
        _member,
    ),
    rule(
        ",",
        rf"(?P<lead>\b[A-Z][\w'’-]+, )(?P<state>{_STATE})(?P<ends>(?=[\"”’)]*\s*$|[\"”’)]*\s+[A-Z]))?(?!\w)",
        _in_state,
    ),
    rule(
        ".",
        rf"(?P<lead>\b(?:to|in|from|across) )(?P<state>(?!Va\b|La\b|Pa\b){_STATE})"
        r"(?:(?P<ends>(?=[\"”’)]*\s*$))|(?=[,;]? [a-z]|[,;]))",
        _in_state,
    ),
    rule("C", rf"\bCo\.? (?=(?:{_COUNTIES})\b)", lambda match, english: "County "),
    rule(
        "BCDGHLNOSWY",
        rf"(?P<lead>\b[A-Z][\w'’-]+, |\b(?:North|South|East|West) )(?P<name>{'|'.join(_SHIRES)})\b"
        r"(?:(?P<stop>\.)(?P<ends>(?=[\"”’)]*\s*$|[\"”’)]*\s+[A-Z]))?)?(?!\w)",
        _shire,
    ),
)
