"""Telephone numbers, postcodes, street addresses, roads, and names with figures in English: M25, G7, F-16."""

from __future__ import annotations

import re

from publish.model.text import lazy_pattern
from publish.speech.english.addresses import state_name
from publish.speech.english.numbers import cardinal, digits, pairs, plural, year
from publish.speech.english.vocabulary import WORDS, English, word_list
from publish.speech.rule import DIGITS, Rule, after, alone, any_of, before, mentions, rule


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
    groups = re.findall(r"[0-9]+", text.replace("(0)", ""))
    spoken = [digits(group, zero) for group in groups]
    if len(groups) == 4 and groups[0] == "1" and re.fullmatch("[89]00", groups[1]):
        spoken[1] = _freephone(groups[1])
    return plus + ", ".join(spoken)


def _word_telephone(match: re.Match[str], english: English) -> str:
    """1-800-GO-2-HAUL."""
    words = [digits(match["one"])] if match["one"] else []
    words.append(_freephone(match["area"]))
    for run in re.findall(r"[0-9]+|[A-Za-z]+", match["rest"]):
        words.append(digits(run) if run[0] in DIGITS else run)
    return ", ".join(words)


def _short_telephone(match: re.Match[str], english: English) -> str:
    return match["lead"] + ", ".join(digits(group) for group in match["number"].split())


_CALLED = lazy_pattern(
    r"(?i)\b(?:emergenc\w+|dial\w*|helpline|ring|police on)\b|\bcall (?:\+?[0-9( ]{6,}|oh |plus )"
)


def _emergency(match: re.Match[str], english: English) -> str | None:
    """999 by itself or where a call is spoken of: "dial 101, or 999 in an emergency"."""
    called = re.search(r"\b(?:or|on|to|call(?:ed|ing)?) $", before(match)) and mentions(match, _CALLED)
    return digits(match[0]) if called or alone(match) else None


def _book_number(match: re.Match[str], english: English) -> str:
    """ISBN 0-456-01060-2."""
    groups = [digits(group) if group != "X" else group for group in re.findall(r"[0-9]+|X", match["number"])]
    return match["lead"] + ", ".join(groups)


def _internet_number(match: re.Match[str], english: English) -> str:
    return " dot ".join(digits(part) for part in match[0].split("."))


TELEPHONE_RULES: tuple[Rule[English], ...] = (
    rule("I", r"(?P<lead>\bISB?S?N:? )(?P<number>[0-9][0-9 -]{6,15}[0-9X])(?!\w)", _book_number),
    rule(  # the helplines that Europe has in common
        ("116",),
        r"(?P<lead>)(?<![\w.,$£€-])(?P<number>116 ?(?:000|006|111|117|123))(?![\w,.]?[0-9]| ?"
        r"[a-z]+s\b(?<! is))",
        lambda match, english: ", ".join(digits(part) for part in ("116", match["number"][-3:])),
    ),
    rule("19", r"(?<![\w.,-])(?:911|999|112)(?![\w-]|[.,][0-9])", _emergency),
    rule(
        "-",
        r"(?<![\w+])(?:(?P<one>1)[- ])?(?P<area>8[0-9]{2})-(?P<rest>(?:"
        r"[0-9]{1,4}-|[A-Z]+-){0,6}[A-Z]+[A-Z0-9-]*)(?!\w)",
        _word_telephone,
    ),
    rule(
        "+",
        r"(?<!\w)\+[0-9]{1,3}[ -]?(?:\(0?[0-9]{0,4}\)[ -]?)?(?:[0-9]{2,5}"
        r"[ -]){1,4}[0-9]{2,8}(?!\w)|(?<!\w)\+[0-9]{10,13}(?!\w)",
        _telephone,
    ),
    rule(
        DIGITS,
        r"(?<![\w.,/$£€-])(?:1[-. ])?\(?[0-9]{3}(?:\)[-. ]?|[-. ])\s?[0-9]{3}[-. ][0-9]{4}(?:-"
        r"[0-9]{1,4})?(?![\w/])",
        _telephone,
    ),
    rule(
        "0",
        r"(?<![\w.,/$£€+-])(?<![0-9] )\(?0[0-9]{2,4}\)?[ -](?:[0-9]{2,4}"
        r"[ -])?[0-9]{2,4}[ -]?[0-9]{0,4}(?![\w/:]|[.,][0-9])",
        _telephone,
    ),
    rule("0", r"(?<![\w.,/$£€+-])0[0-9]{9,10}(?![\w.])", _telephone),
    rule("-", r"(?<![\w.-])[0-9]{3}-[0-9]{2}-[0-9]{4}(?![\w-])", _telephone),
    rule("-", r"(?<![\w.-])[2-9][0-9]{2}-[0-9]{4}(?![\w-])", _telephone),
    rule(".", r"(?<![\w.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![\w]|\.[0-9])", _internet_number),
    rule(
        DIGITS,
        r"(?P<lead>\b(?:[Tt]ext \w{1,12} to|(?i:call|called|calling|calls|dial|dialled|dialling"
        r"|ring|rang|phone|NHS|text|texting)) )(?P<number>999|111|101|112"
        r"|911|119|105|988|[0-9]{5}|116 [0-9]{3})(?![\w,.]?[0-9])",
        _short_telephone,
    ),
    rule(
        "19",
        r"(?P<lead>)(?<![\w.,$£€-])(?P<number>999|111|101|112|911)"
        r"(?= (?:calls?|callers?|operators?|service|helpline|number|phone|line|emergency)\b)",
        _short_telephone,
    ),
    rule("T", r"\bTel\.?:(?= )", lambda match, english: "Telephone:"),
)


def road_number(number: str, english: English) -> str:
    """A thirty eight, A three oh three, B four one zero zero; in America "A three oh three" is no road."""
    if len(number) < 3:
        return cardinal(number, english)
    if not english.british:
        return pairs(number, english)
    return digits(number, "oh" if len(number) == 3 else "zero")


def _road(match: re.Match[str], english: English) -> str:
    motorway = f" {english.letters('M')}" if match["motorway"] else ""
    glue = "-" if english.british and match["letter"] == "A" else " "
    return f"{match['letter']}{glue}{road_number(match['number'], english)}{motorway}"


def _postcode(match: re.Match[str], english: English) -> str:
    def say(part: str) -> str:
        runs = re.findall(r"[A-Z]+|[0-9]+", part)
        return "-".join(
            cardinal(r, english).replace(" ", "-") if r[0] in DIGITS else "-".join(r) for r in runs
        )

    return f"{say(match['out'])}, {say(match['inward'])}"


_AS_WORDS = word_list("capitals_as_words")


def _letters(run: str, english: English) -> str:
    if not english.british or len(run) < 2 or len(run) > 3 or not run.isupper() or run in _AS_WORDS:
        return run
    return english.letters(run)


_LEAD = lazy_pattern(r"^(?!ISO$)[A-Z]{1,3}$")  # what a model's number follows (D850); ISO9001 is a number


def _serial(match: re.Match[str], english: English) -> str | None:
    """G7, MI5, 4G, 25d08A, W2s, covid19: letters as they are, figures as numbers."""
    words = []
    for figures in re.finditer(r"[0-9]+|[^\W\d_]+", match[0]):
        run = figures[0]
        if run[0] not in DIGITS:
            words.append(_letters(run, english))
        elif run[0] == "0" or len(run) > 4:
            words.append(digits(run))
        elif re.fullmatch(r"19[0-9]{2}|20[0-9]{2}", run):
            words.append(year(int(run), english))
        elif (len(run) == 3 and english.british) or (
            len(run) > 2 and _LEAD.search(match[0][: figures.start()])
        ):
            words.append(pairs(run, english))
        else:
            words.append(cardinal(run, english))
    return " ".join(words)


def _carbon(match: re.Match[str], english: English) -> str:
    return f"C-O two{' equivalent' if match['same'] else ''}"


def _wireless(match: re.Match[str], english: English) -> str:
    """802.11ac, the standard of wireless networks."""
    kind = " " + "-".join(match["kind"]).upper() if match["kind"] else ""
    return f"eight oh two dot eleven{kind}"


def _video(match: re.Match[str], english: English) -> str:
    """H.264, as moving pictures are coded."""
    return f"H {digits(match['number'])}"


_AIRCRAFT = lazy_pattern(
    r"(?i)\b(?:airbus|boeing|jets?|planes?|aircraft|airlin\w+|flights?|pilots?|runway|passengers?)\b"
)


def _airbus(match: re.Match[str], english: English) -> str | None:
    """An Airbus A380 is an A three eighty; the road of that number is not."""
    if not mentions(match, _AIRCRAFT):
        return None
    glue = "-" if english.british else " "
    return f"A{glue}{pairs(match['number'], english)}{' ' + match['kind'] if match['kind'] else ''}"


def _model(match: re.Match[str], english: English) -> str:
    """F-150, Blink-182, S-400: a name with a number of three figures; i7-9700K, RTX 4090."""
    letter = f" {match['letter']}" if match["letter"] else ""
    return f"{match['lead']}{pairs(match['number'], english)}{letter}"


def _catalogued(match: re.Match[str], english: English) -> str:
    """CVE-2024-3094: a list's initials, a year, and a number figure by figure."""
    return f"{match['name']} {year(int(match['year']), english)}, {digits(match['number'])}"


def _seats(match: re.Match[str], english: English) -> str:
    first, last = cardinal(match["first"], english), cardinal(match["last"], english)
    return f"{first} {match['a']} to {last} {match['b']}"


def _docketed(match: re.Match[str], english: English) -> str:
    """Case 22-506, No. 23-939."""
    lead = match["lead"].replace("No.", "number")
    return f"{lead}{cardinal(match['year'], english)}, {digits(match['number'])}"


def _logged(match: re.Match[str], english: English) -> str:
    """Crime ref 4125/22: the number of a case and its year."""
    return f"{match['lead']}{digits(match['number'])}, {cardinal(match['year'], english)}"


def _many(match: re.Match[str], english: English) -> str:
    """F-16s, 747s, 404s, No. 2s, the 49ers: a number that is a name, in the plural."""
    number = match["number"]
    words = pairs(number, english) if len(number) == 3 else cardinal(number, english)
    if match["ending"] == "ers":
        return words + ("rs" if words.endswith("e") else "ers")
    return plural(words)


def _is_name(match: re.Match[str]) -> bool:
    """Whether a number with s is a name: 10s and 80s are seconds and years."""
    if match["ending"] == "ers" or len(match["number"]) == 3:
        return True
    return bool(re.search(r"(?:[A-Z]-|\b[Nn]os?\.? ?)$", before(match, 6)))


def _jet(match: re.Match[str], english: English) -> str:
    variant = f" {cardinal(match['variant'], english)}" if match["variant"] else ""
    return f"{match['lead']} {pairs(match['number'], english)}{variant}"


# --- postal addresses ------------------------------------------------------

STREETS: dict[str, str] = WORDS["streets"]
_STREET_WORDS = any_of({*STREETS, *STREETS.values(), "Way", "Close", "Mews"})
_COMPASS: dict[str, str] = WORDS["compass"]


def _street(match: re.Match[str], english: English) -> str | None:
    number = match["number"]
    if not match["name"] and not match["compass"] and re.match(r" [A-Z]", after(match)):
        return None
    if re.search(r"\b[Nn]os?\.? $", before(match, 5)):
        return None  # No. 10 Downing Street
    whole = english.british and len(number) < 4
    spoken = cardinal(number, english) if whole else pairs(number, english)
    compass = f"{_COMPASS[match['compass']]} " if match["compass"] else ""
    kind = STREETS.get(match["kind"].capitalize(), match["kind"])
    stop = match["stop"] or ""
    if match["end"]:
        stop = f" {_COMPASS[match['end']]}"
    elif stop and not re.match(r"\s+[A-Z]|$", after(match)):
        stop = ""
    return f"{spoken} {compass}{match['name'] or ''}{kind}{stop}"


def _state(match: re.Match[str], english: English) -> str | None:
    name = state_name(match["state"])
    if not name or _is_person(match, english):
        return None
    zip_code = f" {digits(match['zip'])}" if match["zip"] else ""
    return f"{match['lead']}{name}{zip_code}"


# After these two letters stand for something else than a state: a degree, an agency of pictures.
_DEGREES = frozenset({"MD", "MA", "PA", "MS", "DO"})
_PERSON_BEFORE = lazy_pattern(
    r"\b(?:says?|said|by|[Dd]r\.?|[Dd]octor|with|and|author) (?:[A-Z][\w'’.-]* ){1,3}$"
)
_PERSON_AFTER = lazy_pattern(
    r", (?:Ph\.?D|MPH|MSc?|MBA|RN|FACP|who\b|whose\b|an?\b|the\b|\w+ (?:author|director|professor|chief)\b"
    r"|(?:director|professor|chief|chair\w*|president|medical|associate|assistant)\b)| (?:Images|Media"
    r"|Wire|Photos?)\b"
)
_PLACE_BEFORE = lazy_pattern(r"\b(?:in|at|from|of|near|to|outside|around) (?:[A-Z][\w'’.-]* ){0,3}$")


def _is_person(match: re.Match[str], english: English) -> bool:
    """Whether a name and MD or PA are a doctor or an agency: "says Eric Biondi, MD, who runs"."""
    lead = before(match, 60)
    if match["zip"] or match["state"] not in _DEGREES or _PLACE_BEFORE.search(lead):
        return False
    return english.british or bool(_PERSON_BEFORE.search(lead) or _PERSON_AFTER.match(after(match)))


def _berth(match: re.Match[str], english: English) -> str:
    """Runway 27L, Gate 5C, seat 12A: a place's number and letter, which is no unit."""
    return f"{match['lead']}{cardinal(match['number'], english)} {match['letter']}"


RULES: tuple[Rule[English], ...] = (
    rule(
        DIGITS,
        r"(?P<lead>\b(?:[Rr]unway|[Gg]ate|[Ss]eats?|[Rr]ow|[Rr]oom|[Pp]latform|[Bb]ay|[Ff]lat|[Uu]nit"
        r"|[Aa]partment) )(?P<number>[0-9]{1,3})(?P<letter>[A-Z])(?![\w.-]?\w)",
        _berth,
    ),
    rule(
        DIGITS,
        r"(?<![\w.])(?P<out>(?:[A-Z]{1,2}[0-9][0-9A-Z]?)) (?P<inward>[0-9][ABD-HJLNP-UW-Z]{2})(?!\w)",
        _postcode,
    ),
    rule("A", r"(?<![\w.])A(?P<number>3[0-9]0|220)(?:-?(?P<kind>neo|XLR|F))?(?![\w.]?[0-9A-Za-z(])", _airbus),
    rule(
        DIGITS,
        r"(?<![\w.])(?P<letter>[ABM])(?P<number>[0-9]{1,4})(?P<motorway>\(M\))?(?![\w.]?[0-9A-Za-z(]"
        r"|,[0-9]{3})",
        _road,
    ),
    rule(("802.11",), r"(?<![\w.])802\.11(?P<kind>[a-z]{0,2})(?!\w)", _wireless),
    rule(("H.26",), r"\bH\.(?P<number>26[1-6])(?!\w)", _video),
    rule(
        ("Road ", "Road, "),
        r"(?<=Road )(?P<number>[0-9]{2,4})[ ]?(?P<side>[NSEW])(?!\w)",
        lambda match, english: f"{cardinal(match['number'], english)} {_COMPASS[match['side']]}",
    ),
    rule("2₂", r"\bCO[2₂](?P<same>e)?(?!\w)", _carbon),
    rule(
        "-",
        r"(?<![\w.-])(?P<lead>(?!Top|Pre|Post|Under|Over|Sub|Non|Euro)[A-Z][A-Za-z]{0,8}-)"
        r"(?P<number>[0-9]{3})(?P<letter>)(?![\w%]|[.,:-]?[0-9])",
        _model,
    ),
    rule(
        DIGITS,
        r"(?P<lead>\bi[3579]-|\b(?:GTX|RTX|RX"
        r"|Arc) )(?P<number>[0-9]{4})(?P<letter>[A-Z]{1,2})?(?![\w-]|[.,][0-9])",
        _model,
    ),
    rule(
        "-",
        r"(?<![\w-])(?P<name>[A-Z]{2,8})-(?P<year>(?:19|20)[0-9]{2})-(?P<number>[0-9]{2,8})(?![\w-])",
        _catalogued,
    ),
    rule(  # a digest or an identifier that no ear can hold is named
        DIGITS,
        r"(?<![\w-])(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?=[0-9]*+[a-f])(?=[a-f]*+[0-9])"
        r"[0-9a-f]{14,200})(?![\w-])",
        lambda match, english: "a long code",
    ),
    rule(
        "-–",
        r"(?P<lead>\b(?i:grades?|bands?|categor(?:y|ies)|groups?|levels?|blocks?) [A-H])[-–](?=[A-H](?!\w))",
        lambda match, english: f"{match['lead']} to ",
    ),
    rule(  # 19-CV-1234
        "-",
        r"(?<![\w-])(?P<year>[0-9]{1,2})-(?P<name>[A-Z]{1,4})-(?P<number>[0-9]{2,7})(?![\w-])",
        lambda match, english: (
            f"{cardinal(match['year'], english)} {match['name']} {digits(match['number'])}"
        ),
    ),
    rule(  # A-10293
        "-",
        r"(?P<no>\b[Nn]o\.? )?(?<![\w.-])(?P<name>[A-Z]{1,4})-(?P<number>[0-9]{5,12})(?![\w-]|[.,][0-9])",
        lambda match, english: f"{'number ' if match['no'] else ''}{match['name']} {digits(match['number'])}",
    ),
    rule(  # seats 12A-12C
        "-–",
        r"(?<![\w.,-])(?P<first>[0-9]{1,3})(?P<a>[A-L])[-–](?P<last>[0-9]{1,3})(?P<b>[A-L])(?![\w-])",
        _seats,
    ),
    rule(
        "-",
        r"(?P<lead>\b(?i:case|docket|claim|file|ref\.?|reference|order|bill|appeal)s?(?: (?:no\.?|number))? "
        r"|\bNo\. )(?P<year>[0-9]{2})-(?P<number>[0-9]{2,6})(?![\w-]|[.,][0-9])",
        _docketed,
    ),
    rule(
        "/",
        r"(?P<lead>\b(?i:ref\.?|reference|crime|incident|log)(?: (?:no\.?|number))?:? )"
        r"(?P<number>[0-9]{2,6})/(?P<year>[0-9]{2})(?![\w/-]|[.,][0-9])",
        _logged,
    ),
    rule(
        DIGITS,
        r"(?P<lead>\b(?:[Ff]light|[Ff]orm|[Tt]rain|[Bb]us|Unit|Locker|[Ll]ocomotive) )(?P<number>"
        r"[1-9][0-9]{3})(?P<letter>)(?![\w-]|[.,][0-9])",
        _model,
    ),
    rule(
        "s",
        r"(?<![\w.,$£€/])(?<![0-9][-–])(?P<number>[0-9]{1,3})(?P<ending>ers|s)(?![\w-]|['’]\w)",
        lambda match, english: _many(match, english) if _is_name(match) else None,
    ),
    rule(
        DIGITS,
        r"(?P<lead>\b(?:Boeing|Airbus|Class|Room|Flight|flight|Highway|Route|Interstate|Suite|Channel|Studio"
        r"|Apartment|Bus)) (?P<number>[0-9]{3})(?:-(?P<variant>[0-9]{1,3}))?(?![\w%]|[.,-]?[0-9])",
        _jet,
    ),
    rule(
        DIGITS,
        rf"(?<![\w.,])(?P<number>[1-9][0-9]{{0,4}})(?P<suffix>)\s(?:(?P<compass>[NSEW]|[NS][EW])\.? )?"
        rf"(?P<name>(?:(?:[A-Z][a-z'’]+|[0-9]{{1,2}}(?:st|nd|rd|th)) ){{0,3}}?)"
        rf"(?P<kind>{_STREET_WORDS}|(?<=[a-z] )(?:st|rd|ave|blvd|hwy|expy|pkwy|dr|ln))\b(?P<stop>\.)?"
        r"(?: (?P<end>[NS][EW]|[NSEW])\b\.?)?",
        _street,
    ),
    rule(
        "",
        r"(?P<lead>\b[A-Z][a-z]+, )(?P<state>[A-Z]{2})(?:,? (?P<zip>[0-9]{5})(?:-[0-9]{4})?)?(?![\w-])",
        _state,
    ),
)

SERIAL_RULES: tuple[Rule[English], ...] = (
    rule(DIGITS, r"(?<![\w.,])(?=[0-9]*+[^\W\d_])(?=[^\W\d_]*+[0-9])[^\W_]++(?![.,]?[0-9])", _serial),
)
