"""Addresses of the net, telephone numbers, roads, postcodes and other strings of letters and figures."""

from __future__ import annotations

import re

from publish.speech.english.dialect import English
from publish.speech.english.numbers import cardinal, digits, pairs, year
from publish.speech.rule import DIGITS, Rule, after, alone

_TLDS = (
    "com|org|net|uk|gov|edu|mil|int|info|biz|io|ai|app|dev|tv|me|co|eu|us|ca|au|nz|ie|de|fr|es|it|nl|be|ch|at|se|no|"
    "dk|fi|pl|pt|gr|cz|ru|ua|in|jp|cn|kr|br|mx|ar|za|ng|ke|il|ae|tr|scot|wales|london|news|online|site|shop|blog|xyz"
)
_LETTERS = frozenset(
    "bbc nhs itv uk us eu tv io ai www http https ftp pdf html xml css php sql cnn nbc abc cbs mit nyu ucl lse rspca "
    "nspcc tfl mp gp ac de fr es nl be ch se dk fi pl pt gr cz ru ua jp cn kr br mx za ng ke il ae tr ie nz au ca sm".split()
)
_VOWEL = re.compile(r"[aeiouyAEIOUY]")
_DIGIT_RUN = re.compile(r"[0-9]+|[^0-9]+")


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
            words.append(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", run))
    return " ".join(words)


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
_PIECE = re.compile(r"[A-Za-z0-9]+|[^\W_]+|.", re.DOTALL)


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


def _address(match: re.Match[str], english: English) -> str | None:
    """A web address: in full where it is all there is, else its site and a short path."""
    text = match[0]
    tail = ""
    while text[-1] in ".,;:!?)'\"’”":
        text, tail = text[:-1], text[-1] + tail
    if alone(match):
        return _whole(text, english) + tail
    bare = re.sub(r"(?i)^(?:https?|ftp)://", "", text)
    bare = re.sub(r"(?i)^www\.", "", bare)
    host, _, path = bare.partition("/")
    path = path.rstrip("/")
    short = path if re.fullmatch(r"[A-Za-z0-9-]{1,24}", path) else ""
    return _whole(f"{host}/{short}" if short else host, english) + tail


def _email(match: re.Match[str], english: English) -> str:
    return _whole(match[0], english)


def _dotted(match: re.Match[str], english: English) -> str | None:
    """bbc.co.uk, nvidia.com/x, image.jpg: words joined by dots."""
    if match["tld"] is None and not (alone(match) or match["file"]):
        return None
    return _whole(match[0], english)


def _handle(match: re.Match[str], english: English) -> str:
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", match["name"]).replace("_", " underscore ")
    return "at " + _spaced_digits(name)


def _spaced_digits(text: str) -> str:
    return " ".join(
        digits(run) if run[0] in DIGITS else run.strip() for run in _DIGIT_RUN.findall(text)
    ).strip()


def _hashtag(match: re.Match[str], english: English) -> str:
    name = match["name"].replace("_", " ")
    name = re.sub(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    return f"hashtag {name}"


# --- telephones ------------------------------------------------------------


def _figures(text: str) -> str:
    return ", ".join(digits(group) for group in re.findall(r"[0-9]+", text))


def _freephone(text: str) -> str:
    if re.fullmatch(r"[1-9]00", text):
        return f"{digits(text[0])} hundred"
    return digits(text)


def _telephone(match: re.Match[str], english: English) -> str:
    text = match[0]
    plus = "plus " if text.lstrip("(")[0] == "+" else ""
    zero = "oh" if english.british else "zero"
    return plus + ", ".join(digits(group, zero) for group in re.findall(r"[0-9]+", text.replace("(0)", "")))


def _word_telephone(match: re.Match[str], english: English) -> str:
    """1-800-GO-2-HAUL."""
    words = [digits(match["one"])] if match["one"] else []
    words.append(_freephone(match["area"]))
    for run in re.findall(r"[0-9]+|[A-Za-z]+", match["rest"]):
        words.append(digits(run) if run[0] in DIGITS else run)
    return ", ".join(words)


def _short_telephone(match: re.Match[str], english: English) -> str:
    return f"{match['lead']}{digits(match['number'])}"


def _emergency(match: re.Match[str], english: English) -> str | None:
    return digits(match[0]) if alone(match) else None


def _internet_number(match: re.Match[str], english: English) -> str:
    return " dot ".join(digits(part) for part in match[0].split("."))


# --- roads, postcodes, names with figures ----------------------------------


def road_number(number: str, english: English) -> str:
    """A thirty eight, A three oh three, B four one zero zero."""
    if len(number) < 3:
        return cardinal(number, english)
    return digits(number, "oh" if len(number) == 3 else "zero")


def _road(match: re.Match[str], english: English) -> str:
    motorway = f" {english.letters('M')}" if match["motorway"] else ""
    glue = "-" if english.british and match["letter"] == "A" else " "
    return f"{match['letter']}{glue}{road_number(match['number'], english)}{motorway}"


def _postcode(match: re.Match[str], english: English) -> str:
    def said(part: str) -> str:
        runs = re.findall(r"[A-Z]+|[0-9]+", part)
        return "-".join(
            cardinal(r, english).replace(" ", "-") if r[0] in DIGITS else "-".join(r) for r in runs
        )

    return f"{said(match['out'])}, {said(match['inward'])}"


_AS_WORDS = frozenset("COP RAM SIM GIF JPEG COVID ISO LIGO BERT SWAT TED SPF PAL".split())


def _letters(run: str, english: English) -> str:
    if not english.british or len(run) < 2 or len(run) > 3 or not run.isupper() or run in _AS_WORDS:
        return run
    return english.letters(run)


def _serial(match: re.Match[str], english: English) -> str | None:
    """G7, MI5, 4G, 25d08A, W2s, covid19: letters as they are, figures as numbers."""
    words = []
    for run in re.findall(r"[0-9]+|[^\W\d_]+", match[0]):
        if run[0] not in DIGITS:
            words.append(_letters(run, english))
        elif run[0] == "0" or len(run) > 4:
            words.append(digits(run))
        elif re.fullmatch(r"19[0-9]{2}|20[0-9]{2}", run):
            words.append(year(int(run), english))
        elif len(run) == 3 and english.british:
            words.append(pairs(run, english))
        else:
            words.append(cardinal(run, english))
    return " ".join(words)


def _carbon(match: re.Match[str], english: English) -> str:
    return f"C-O two{' equivalent' if match['same'] else ''}"


def _jet(match: re.Match[str], english: English) -> str:
    return f"{match['lead']} {pairs(match['number'], english)}"


# --- postal addresses ------------------------------------------------------

STREETS = {
    "St": "Street",
    "Rd": "Road",
    "Ave": "Avenue",
    "Av": "Avenue",
    "Blvd": "Boulevard",
    "Dr": "Drive",
    "Ln": "Lane",
    "Ct": "Court",
    "Pl": "Place",
    "Sq": "Square",
    "Hwy": "Highway",
    "Expy": "Expressway",
    "Pkwy": "Parkway",
    "Ter": "Terrace",
    "Cres": "Crescent",
    "Gdns": "Gardens",
    "Cir": "Circle",
    "Fwy": "Freeway",
}
_STREET_WORDS = "|".join(
    sorted({*STREETS, *STREETS.values(), "Way", "Close", "Mews"}, key=lambda w: (-len(w), w))
)
_COMPASS = {
    "N": "North",
    "S": "South",
    "E": "East",
    "W": "West",
    "NE": "Northeast",
    "NW": "Northwest",
    "SE": "Southeast",
    "SW": "Southwest",
}
STATES = dict(
    pair.split(":")
    for pair in (
        "AL:Alabama AK:Alaska AZ:Arizona AR:Arkansas CA:California CO:Colorado CT:Connecticut DE:Delaware FL:Florida "
        "GA:Georgia HI:Hawaii ID:Idaho IL:Illinois IN:Indiana IA:Iowa KS:Kansas KY:Kentucky LA:Louisiana ME:Maine "
        "MD:Maryland MA:Massachusetts MI:Michigan MN:Minnesota MS:Mississippi MO:Missouri MT:Montana NE:Nebraska "
        "NV:Nevada NH:New_Hampshire NJ:New_Jersey NM:New_Mexico NY:New_York NC:North_Carolina ND:North_Dakota OH:Ohio "
        "OK:Oklahoma OR:Oregon PA:Pennsylvania RI:Rhode_Island SC:South_Carolina SD:South_Dakota TN:Tennessee TX:Texas "
        "UT:Utah VT:Vermont VA:Virginia WA:Washington WV:West_Virginia WI:Wisconsin WY:Wyoming DC:D_C"
    ).split()
)


def _street(match: re.Match[str], english: English) -> str | None:
    number = match["number"]
    if english.british and len(number) < 4:
        said = cardinal(number, english)
    elif english.british:
        said = digits(number)
    else:
        said = pairs(number, english)
    compass = f"{_COMPASS[match['compass']]} " if match["compass"] else ""
    kind = STREETS.get(match["kind"], match["kind"])
    stop = match["stop"] or ""
    if stop and not re.match(r"\s+[A-Z]|$", after(match)):
        stop = ""
    return f"{said} {compass}{match['name'] or ''}{kind}{stop}"


def _state(match: re.Match[str], english: English) -> str | None:
    name = STATES.get(match["state"])
    if not name:
        return None
    zip_code = f" {digits(match['zip'])}" if match["zip"] else ""
    return f"{match['lead']}{name.replace('_', ' ')}{zip_code}"


_ATOM = r"[A-Za-z0-9!#$%&'*+=?^_`{|}~-]++"

ADDRESS_RULES: tuple[Rule[English], ...] = (
    Rule(":", re.compile(r"(?i)\b(?:https?|ftp|file)://[^\s<>\"“”]++"), _address),
    Rule(
        "@",
        re.compile(
            r"(?<![\w.+-])[A-Za-z0-9_+-]++(?:\.[A-Za-z0-9_+-]++)*+@(?:[A-Za-z0-9-]++\.)+[A-Za-z]{2,}(?:/[\w/-]+)?"
        ),
        _email,
    ),
    Rule(".", re.compile(r"(?i)\bwww\.[^\s<>\"“”]++"), _address),
    Rule(
        ".",
        re.compile(
            rf"(?<![\w@./])(?:[A-Za-z0-9][A-Za-z0-9-]*+\.)+(?:(?P<tld>{_TLDS})\b(?:/[^\s<>\"“”,;)]*[^\s<>\"“”,;.)!?])?"
            r"|(?P<file>jpe?g|png|gif|pdf|docx?|xlsx?|txt|csv|zip|mp3|mp4|html?|py|js)\b|[a-z]{2,4}(?=$|\s))(?![\w@])"
        ),
        _dotted,
    ),
    Rule("@", re.compile(r"(?<![\w@])@(?P<name>[A-Za-z_]\w*+)"), _handle),
    Rule("#", re.compile(r"(?<![\w#&])#(?P<name>[A-Za-z]\w*+)(?!#)"), _hashtag),
)

RULES: tuple[Rule[English], ...] = (
    Rule("19", re.compile(r"(?<![\w.,-])(?:911|999)(?![\w.,-])"), _emergency),
    Rule(
        "-",
        re.compile(
            r"(?<![\w+])(?:(?P<one>1)[- ])?(?P<area>8[0-9]{2})-(?P<rest>(?:[0-9]{1,4}-|[A-Z]+-)*[A-Z]+[A-Z0-9-]*)(?!\w)"
        ),
        _word_telephone,
    ),
    Rule(
        "+",
        re.compile(
            r"(?<!\w)\+[0-9]{1,3}[ -]?(?:\(0?[0-9]{0,4}\)[ -]?)?(?:[0-9]{2,5}[ -]){1,4}[0-9]{2,8}(?!\w)|(?<!\w)\+[0-9]{10,13}(?!\w)"
        ),
        _telephone,
    ),
    Rule(
        DIGITS,
        re.compile(
            r"(?<![\w.,/$£€-])(?:1[-. ])?\(?[0-9]{3}\)?[-. ]\s?[0-9]{3}[-. ][0-9]{4}(?:-[0-9]{1,4})?(?![\w/])"
        ),
        _telephone,
    ),
    Rule(
        "0",
        re.compile(
            r"(?<![\w.,/$£€+-])(?<![0-9] )\(?0[0-9]{2,4}\)?[ -](?:[0-9]{2,4}[ -])?[0-9]{2,4}[ -]?[0-9]{0,4}(?![\w/:]|[.,][0-9])"
        ),
        _telephone,
    ),
    Rule("0", re.compile(r"(?<![\w.,/$£€+-])0[0-9]{9,10}(?![\w.])"), _telephone),
    Rule("-", re.compile(r"(?<![\w.-])[0-9]{3}-[0-9]{2}-[0-9]{4}(?![\w-])"), _telephone),
    Rule("-", re.compile(r"(?<![\w.-])[2-9][0-9]{2}-[0-9]{4}(?![\w-])"), _telephone),
    Rule(".", re.compile(r"(?<![\w.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![\w]|\.[0-9])"), _internet_number),
    Rule(
        "019",
        re.compile(
            r"(?P<lead>\b(?i:call|called|calling|calls|dial|dialled|dialling|ring|rang|phone|NHS|text|texting) )(?P<number>999|111|101|112|911|119|105|988|[0-9]{5})(?![\w,.]?[0-9])"
        ),
        _short_telephone,
    ),
    Rule(
        DIGITS,
        re.compile(
            r"(?<![\w.])(?P<out>(?:[A-Z]{1,2}[0-9][0-9A-Z]?)) (?P<inward>[0-9][ABD-HJLNP-UW-Z]{2})(?!\w)"
        ),
        _postcode,
    ),
    Rule(
        DIGITS,
        re.compile(
            r"(?<![\w.])(?P<letter>[ABM])(?P<number>[0-9]{1,4})(?P<motorway>\(M\))?(?![\w.]?[0-9A-Za-z(])"
        ),
        _road,
    ),
    Rule("2", re.compile(r"\bCO[2₂](?P<same>e)?(?!\w)"), _carbon),
    Rule(
        DIGITS,
        re.compile(
            r"(?P<lead>\b(?:Boeing|Airbus|Class|Room|Flight|flight|Highway|Route|Interstate|Suite|Channel|Studio|Apartment|Bus)) (?P<number>[0-9]{3})(?![\w%]|[.,-]?[0-9])"
        ),
        _jet,
    ),
    Rule(
        DIGITS,
        re.compile(
            rf"(?<![\w.,])(?P<number>[1-9][0-9]{{0,4}})(?P<suffix>)\s(?:(?P<compass>[NSEW]|[NS][EW])\.? )?"
            rf"(?P<name>(?:(?:[A-Z][a-z'’]+|[0-9]{{1,2}}(?:st|nd|rd|th)) ){{0,3}}?)(?P<kind>{_STREET_WORDS})\b(?P<stop>\.)?"
        ),
        _street,
    ),
    Rule(
        "",
        re.compile(
            r"(?P<lead>\b[A-Z][a-z]+, )(?P<state>[A-Z]{2})(?: (?P<zip>[0-9]{5})(?:-[0-9]{4})?)?(?![\w-])"
        ),
        _state,
    ),
)

SERIAL_RULES: tuple[Rule[English], ...] = (
    Rule(
        DIGITS,
        re.compile(r"(?<![\w.,])(?=[0-9]*+[^\W\d_])(?=[^\W\d_]*+[0-9])[^\W_]++(?![.,]?[0-9])"),
        _serial,
    ),
)
