"""Money, measures, percentages and large round numbers in English."""

from __future__ import annotations

import re

from publish.speech.english.dialect import English
from publish.speech.english.numbers import cardinal, decimal
from publish.speech.english.units import CURRENCIES, PER, SCALES, UNITS, per_name, unit_name
from publish.speech.rule import DIGITS, Rule, after, before

NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]++)(?:\.[0-9]++)?|\.[0-9]++"
DASH = r"[ ]?[-–—‒−][ ]?"
_SIGN = r"(?P<sign>(?<![\w)%°])[-−–+±~])?"


def _any_of(names: object) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))  # type: ignore[call-overload]


_SIGNS = {"-": "minus ", "−": "minus ", "–": "minus ", "+": "plus ", "±": "plus or minus ", "~": "about "}
_CURRENCY = _any_of(CURRENCIES.keys() - {"R", "Rs"}) + (
    r"|Rs\.?|R(?=[0-9][0-9,.]{0,12}[ ]?(?:bn|m|tn|trn|million|billion|trillion)\b|[0-9]{4}|[0-9]{1,3},[0-9]{3})"
)
_CODE = "USD|GBP|EUR|JPY|CNY|RMB|INR|CHF|AUD|CAD|SEK|NOK|DKK|ZAR"
_SCALE = r"[ -]?(?:thousand|million|billion|trillion|lakh|crore)\b|[ ]?(?:bn|tn|trn|mln|mn|m|BN|Bn)(?!\w)|[kKmMbBtT](?!\w)|[ ][KMB](?!\w)"
_PER = _any_of(PER)

_FUNCTION_WORDS = frozenset(
    """for to in of and or but on at by from with as is was were are be been has have had will would could should
    may might can that which who whom than per a an the if when while after before since until because so not more
    less each it he she they we you i its his her their this these those there over under between into out up down
    off about against via plus during through across around then also both even only just now again later earlier
    ago today yesterday tomorrow last next worth compared versus all some any no nor yet still once do does did
    every either apart away above below ahead behind left across towards afterwards besides upwards downwards backwards always
    perhaps thus sometimes does across plus this yours ours hers theirs""".split()
)
_THINGS = frozenset(
    """note notes coin coins bill bills voucher vouchers run race walk ride route radius stretch journey zone limit
    wall fence drop wave waves pool tunnel queue race sprint hurdles freestyle backstroke butterfly relay final
    dash medley breaststroke tailback exclusion swim""".split()
)
_BEFORE_THING = re.compile(
    r"(?i)(?:\b(?P<a>an?|another|every|each)\s(?:[a-z][\w-]*\s){0,2}|(?:\b(?:the|this|that|his|her|their|its|our|my|your|new)|['’]s)\s(?:[a-z][\w-]*\s)?)"
    r"(?:[-+~−–]|minus |plus |about |[0-9,.]+ to )?$"
)
_NEXT_WORD = re.compile(r"[ -]([a-z][a-z'’]*)")


def attributive(match: re.Match[str]) -> bool:
    """Whether an amount describes the noun after it: "a £20 note" is a twenty pound note."""
    rest = after(match, 30)
    following = _NEXT_WORD.match(rest)
    if not following:
        return False
    word = following[1]
    if rest[0] == "-":
        return True
    if word in _THINGS:
        return True
    lead = _BEFORE_THING.search(before(match, 40))
    if not lead or word in _FUNCTION_WORDS:
        return False
    return bool(lead["a"]) or not word.endswith(("ed", "ly"))


def before_plural(match: re.Match[str]) -> bool:
    """Whether a plural noun follows: 300W dryers are three hundred watt dryers."""
    following = re.match(r" ([a-z]{3,}[^s'’\W]s)\b(?!['’])", after(match, 30))
    return bool(following) and following[1] not in _FUNCTION_WORDS  # type: ignore[index]


# --- money -----------------------------------------------------------------


def money(currency: str, number: str, scale: str, english: English, one: bool) -> str:
    """An amount of money; `one` asks for the singular, as before a noun."""
    big, bigs, small, smalls = CURRENCIES[currency.rstrip(".")]
    if not english.british:
        big, bigs = big.replace("rouble", "ruble"), bigs.replace("rouble", "ruble")
    if scale:
        return f"{decimal(number, english)} {SCALES[scale.strip(' -')]} {big if one else bigs}"
    whole, _, fraction = number.replace(",", "").partition(".")
    if len(fraction) > 2:
        fraction = fraction.rstrip("0")
    if len(fraction) > 2 or (fraction and big in ("yen", "won")):
        return f"{decimal(number, english)} {big if one else bigs}"
    units, cents = whole.lstrip("0"), int(fraction.ljust(2, "0")) if fraction else 0
    cents_words = f"{cardinal(cents, english)} {small if cents == 1 else smalls}"
    if cents and not units:
        return cents_words
    words = f"{cardinal(units or 0, english)} {big if one or units == '1' else bigs}"
    if not cents:
        return words
    if not english.british:
        return f"{words} {cents_words}"
    return f"{words} {cardinal(cents, english)}" if cents > 9 else f"{words} and {cents_words}"


def _money(match: re.Match[str], english: English) -> str:
    currency, first, second = match["currency"], match["first"], match["second"]
    one = not match["per"] and ((match["scale"] or "")[:1] == "-" or attributive(match))
    scale, last_scale = match["scale"] or "", match["last_scale"] or ""
    lead = _SIGNS.get(match["sign"] or match["sign2"] or "", "")
    if second is None:
        words = money(currency, first, scale, english, one)
    elif (scale or last_scale) == last_scale and ("." not in first + second or last_scale):
        words = f"{decimal(first, english)} to {money(currency, second, last_scale, english, one)}"
    else:
        words = f"{money(currency, first, scale, english, one)} to {money(currency, second, last_scale, english, one)}"
    return lead + words + _per(match["per"], english) + _plus(match)


def _per(text: str | None, english: English) -> str:
    if not text:
        return ""
    known = {"pw": "week", "pcm": "calendar month", "pa": "year", "p.a.": "year"}
    return f" per {known.get(text) or per_name(text.lstrip('/'), english)}"


def _plus(match: re.Match[str]) -> str:
    return " plus" if match["plus"] else ""


def _money_after(match: re.Match[str], english: English) -> str:
    """40€, 5m EUR, 1.4 billion yuan in signs."""
    lead = _SIGNS.get(match["sign"] or "", "")
    return lead + money(match["currency"], match["first"], match["scale"] or "", english, attributive(match))


def _pence(match: re.Match[str], english: English) -> str | None:
    number = match["first"]
    if number in ("480", "576", "720", "1080", "2160"):
        return None
    small = "cents" if match["unit"] == "¢" else "pence"
    one = {"cents": "cent", "pence": "penny"}[small]
    words = f"{decimal(number, english)} {one if number == '1' else small}"
    if match["last"]:
        words = f"{decimal(number, english)} to {decimal(match['last'], english)} {small}"
    return _SIGNS.get(match["sign"] or "", "") + words


# --- percentages -----------------------------------------------------------


def _percent(match: re.Match[str], english: English) -> str:
    words = decimal(match["first"], english)
    if match["last"]:
        words += f" to {decimal(match['last'], english)}"
    points = match["unit"] == "‰"
    name = "per thousand" if points else english.spelt("per cent", "percent")
    return f"{_SIGNS.get(match['sign'] or '', '')}{words} {name}{_plus(match)}"


# --- scales and metres -----------------------------------------------------

_IRREGULAR = frozenset("people men women children police staff users fans".split())
_NOT_COUNTED = frozenset(
    """across his its as has was is this thus less class access series always metres freestyle hurdles final butterfly
    backstroke breaststroke high wide deep long tall thick away apart below above from relay race sprint""".split()
)
_METRE_BEFORE = re.compile(
    r"(?i)\b(?:within|deep|wide|tall|high|height|depth|width|length|distance|waves?|jump(?:ed)?|leap|swam|swim|ran|"
    r"walls?|metres|river|water|altitude|measur\w+|freestyle|sprint|['’]s|apart|thick|throw|threw|cleared)\s(?:\w+\s){0,3}$"
)
_MILLION_BEFORE = re.compile(
    r"(?i)\b(?:population|sales|profits?|loss(?:es)?|votes|viewers|audience|subscribers|users|followers|cost|costs|"
    r"worth|fined?|spent|spend|totall?ing|raised|paid|revenue|sold|downloads|jobs|budget|debts?|deal|streams|"
    r"views|members|households|peak(?:ed|ing)?)\s(?:\w+\s){0,4}$"
)


def is_million(match: re.Match[str], number: str) -> bool:
    """Whether the m of 100m is a million: it counts people or things, and does not measure."""
    following = re.match(
        r"[ -](?:(?:new|more|extra|other|additional|young|older|UK|British)\s)?([A-Za-z]+)", after(match)
    )
    word = following[1].lower() if following else ""
    if word in _NOT_COUNTED or word in _THINGS:
        return False
    if word in _IRREGULAR or (len(word) > 3 and word.endswith("s") and after(match)[:1] == " "):
        return True
    lead = before(match)
    if re.search(r"(?i)\b(?:an?|the|this|that)\s$", lead) and word and word not in _FUNCTION_WORDS:
        return word in (
            "increase",
            "loss",
            "fall",
            "rise",
            "drop",
            "shortfall",
            "gap",
            "fine",
            "viewer",
            "strong",
        )
    if word == "of":
        return True
    return bool(_MILLION_BEFORE.search(lead)) and not _METRE_BEFORE.search(lead)


def _scaled(match: re.Match[str], english: English) -> str | None:
    """5bn, 300k, 1.5-2m people."""
    scale = match["scale"]
    if match[0] == "3M" and re.match(r"['’]s| (?:[Cc]ompany|Co|Corp|said)\b", after(match)):
        return "three M"
    if scale in ("m", "M") and not is_million(match, match["first"]) and scale == "m":
        return None
    if scale in ("k", "K") and re.match(
        r" (?:run|race|runner|walk|TV|screen|video|resolution)", after(match)
    ):
        return f"{decimal(match['first'], english)} K"
    words = decimal(match["first"], english)
    if match["last"]:
        words += f" to {decimal(match['last'], english)}"
    return f"{_SIGNS.get(match['sign'] or '', '')}{words} {SCALES[scale]}{_plus(match)}"


# --- measures --------------------------------------------------------------

# Units that may stand apart from their number, and those that are only read when joined to it.
_JOINED = frozenset("C F h in s t V W J st AU mb MP kt nm pp K min bp db MW º °".split())
_UNIT_APART = _any_of(unit for unit in UNITS if unit not in _JOINED - {"min", "°", "MW"})
_UNIT = _any_of(unit for unit in UNITS if unit != "s") + r"|(?<=\.[0-9])s|(?<=\.[0-9]{2})s"


def _measure(match: re.Match[str], english: English) -> str | None:
    unit, first, last = match["unit"] or match["apart"], match["first"], match["last"]
    number = float((last or first).replace(",", ""))
    if unit == "st" and not (english.british and 2 <= number <= 50):
        return None
    if unit in ("C", "F") and (number > (60 if unit == "C" else 150) or re.match(r"[ ]?[A-Z]", after(match))):
        return None
    negative = _SIGNS.get(match["sign"] or "", "")
    words = decimal(first, english)
    if last:
        words += f" to {decimal(last, english)}"
    one = attributive(match) or before_plural(match) or (first == "1" and not last)
    name = unit_name(UNITS[unit], (one and not unit.startswith("°")) or first == "1", english)
    if unit in ("C", "F", "°C", "°F", "ºC", "ºF", "℃", "℉") and first != "1":
        name = unit_name(UNITS[unit], False, english)
    if unit.endswith(".") and re.match(r"$|[\"'”’)]*\s+[A-Z]", after(match)):
        name += "."
    glue = "-" if match["glue"] == "-" and after(match, 1) == "-" else " "
    return f"{negative}{words}{glue}{name}{_per(match['per'], english)}"


def _compound(match: re.Match[str], english: English) -> str:
    """6ft 2in, 12st 4lb, 2h 30m, 5'10": the small unit follows the large one."""
    big = {"'": "ft", "′": "ft", "’": "ft"}.get(match["big"], match["big"])
    small = {'"': "in", "″": "in", "”": "in", "''": "in", None: {"ft": "in", "st": "lb"}.get(big, "min")}.get(
        match["small"], match["small"]
    )
    if small == "m":
        small = "min"
    first, last = match["first"], match["last"]
    one = attributive(match)
    head = f"{decimal(first, english)} {unit_name(UNITS[big], one or first == '1', english)}"
    return f"{head} {decimal(last, english)} {unit_name(UNITS[small], one or last == '1', english)}"


def _per_unit(match: re.Match[str], english: English) -> str:
    """per kWh, p/kWh: a unit without a number of its own."""
    return f"per {per_name(match['unit'], english)}"


def _per_only(match: re.Match[str], english: English) -> str:
    return f"{decimal(match['first'], english)} per {per_name(match['unit'], english)}"


def _dimensions(match: re.Match[str], english: English) -> str | None:
    """3m x 4m, 60x63x113.5cm, 4x4. American tables of serial numbers keep "2x8" as letters."""
    sides = _SIDE.findall(match[0])
    if not (any(unit for _, unit in sides) or english.british or len(sides) > 2):
        return None
    one = attributive(match)

    def side(number: str, unit: str) -> str:
        name = f" {unit_name(UNITS[unit], one or number == '1', english)}" if unit else ""
        return decimal(number, english) + name

    joint = " times " if re.match(r" ?=", after(match)) else " by "
    return joint.join(side(number, unit) for number, unit in sides)


_SIDE = re.compile(r"([0-9]++(?:\.[0-9]++)?)[ ]?(mm|cm|m|km|ft|in)?")


def _one_unit(match: re.Match[str], english: English) -> str:
    """2 kg-3 kg: the unit once."""
    return f"{match['first']}-{match['last']}{match['gap']}{match['unit']}"


_PER_PART = rf"(?:(?P<per>/(?:{_PER})(?![\w/])|[ ]?(?:pw|pcm|p\.a\.|pa)(?!\w)))?"
_PLUS = r"(?P<plus>\+(?!\w))?"

RULES: tuple[Rule[English], ...] = (
    Rule(
        DIGITS,
        re.compile(
            rf"(?<![\w$]){_SIGN}(?:(?P<currency>{_CURRENCY})[ ]?)(?P<sign2>[-−–])?(?P<first>{NUMBER})(?P<scale>{_SCALE})?"
            rf"(?:{DASH}(?:(?:{_CURRENCY})[ ]?)?(?P<second>{NUMBER})(?P<last_scale>{_SCALE})?(?![\w/%-]))?{_PER_PART}{_PLUS}(?![0-9])"
        ),
        _money,
    ),
    Rule(
        DIGITS,
        re.compile(
            rf"(?<![\w.,]){_SIGN}(?P<first>{NUMBER})(?P<scale>{_SCALE})?[ ]?(?P<currency>[£€$₹₽₩]|(?:{_CODE})\b)(?![\w$])"
        ),
        _money_after,
    ),
    Rule(
        "p¢",
        re.compile(
            rf"(?<![\w.,:]){_SIGN}(?P<first>[0-9]{{1,4}}(?:\.[0-9]+)?)(?:p?{DASH}(?P<last>[0-9]{{1,3}}(?:\.[0-9]+)?))?"
            r"(?P<unit>p|¢)(?![\w&'’.]*\w)"
        ),
        _pence,
    ),
    Rule(
        "%‰p",
        re.compile(
            rf"(?<![\w.,]){_SIGN}(?P<first>{NUMBER})(?:[ ]?[%‰]?{DASH}(?P<last>{NUMBER}))?"
            rf"(?P<unit>[ ]?%|‰|pct?\b){_PLUS}"
        ),
        _percent,
    ),
    Rule(
        "ftsl'’′hr",
        re.compile(
            r"(?<![\w.,$£€])(?P<first>[0-9]{1,3})(?:"
            r"(?P<big>(?<=[0-9])(?:ft|st|lb|lbs|h|hr|hrs))[ -]?(?P<last>[0-9]{1,2}(?:\.[0-9]+)?)"
            r"(?P<small>in|lbs?|oz|mins?|m(?![a-z]))?(?![\w,:]|\.[0-9]|[ ]?(?:ft|per|%)))"
        ),
        _compound,
    ),
    Rule(
        "'′’",
        re.compile(
            r"(?<![\w.,$£€])(?P<first>[0-9])(?P<big>['’′])[ ]?(?P<last>[0-9]{1,2}(?:\.[0-9])?)(?P<small>\"|″|”|'')"
        ),
        _compound,
    ),
    Rule(
        "x×",
        re.compile(
            r"(?<![\w.,])[0-9]++(?:\.[0-9]++)?[ ]?(?:mm|cm|m|km|ft|in)?"
            r"(?:[ ]?[x×][ ]?[0-9]++(?:\.[0-9]++)?(?:[ ]?(?:mm|cm|m|km|ft|in)(?!\w))?){1,3}(?!\w)"
        ),
        _dimensions,
    ),
    Rule(
        "-–",
        re.compile(
            rf"(?<![\w.,])(?P<first>{NUMBER})(?P<gap>[ ]?)(?P<unit>{_UNIT}){DASH}(?P<last>{NUMBER})[ ]?(?P=unit)(?![\w/²³])"
        ),
        _one_unit,
    ),
    Rule(
        "btkKmMn",
        re.compile(
            rf"(?<![\w.,]){_SIGN}(?P<first>{NUMBER})(?:{DASH}(?P<last>{NUMBER}))?(?P<scale>bn|tn|trn|mn|mln|k|K|m|M){_PLUS}(?!\w|[²³])"
        ),
        _scaled,
    ),
    Rule(
        DIGITS,
        re.compile(
            rf"(?<![\w.,]){_SIGN}(?P<first>{NUMBER})(?:{DASH}(?P<last>{NUMBER}))?"
            rf"(?:(?P<unit>{_UNIT})|(?P<glue>[ -])(?P<apart>{_UNIT_APART}))(?P<per>/(?:{_PER}))?(?![\w/²³]|['’]\w)"
        ),
        _measure,
    ),
    Rule(
        "",
        re.compile(
            r"\bper (?P<unit>kWh|kwh|kW/h|MWh|kg|km|km2|km²|sq ft|sq m|sq km|ml|ha|hr|yr|m2|m²)(?!\w)"
        ),
        _per_unit,
    ),
    Rule("/", re.compile(rf"(?<![\w.,/])(?P<first>{NUMBER})/(?P<unit>{_PER})(?![\w/-])"), _per_only),
)
