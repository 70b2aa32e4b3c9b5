"""Amounts and money in English: 5bn, 100m people, £5m, 40€, $1.50, £1 2s 6d, 5%; what describes a noun."""

from __future__ import annotations

import re

from publish.model.text import lazy_pattern
from publish.speech.english.numbers import NUMBER, VULGAR, cardinal, decimal, fraction
from publish.speech.english.vocabulary import CURRENCIES, PER, SCALES, English, per_name, word_list
from publish.speech.rule import DIGITS, Rule, after, any_of, before, mentions, rule

DASH = r"[ ]?[-–—‒−][ ]?"
SIGN = r"(?P<sign>(?<![\w)%°])[-−–+±~])?"


SIGNS = {"-": "minus ", "−": "minus ", "–": "minus ", "+": "plus ", "±": "plus or minus ", "~": "about "}
PER_NAMES = any_of(PER)

PLUS = r"(?P<plus>\+(?!\w))?"

FUNCTION_WORDS = word_list("function_words")
THINGS = word_list("things")
_BEFORE_THING = lazy_pattern(
    r"(?i)(?:\b(?P<a>an?|another|every|each)\s(?:(?!(?:of|for|at|to|with|by|from|in|on|and|or|is|was"
    r"|worth|about|than|as|costs?|just|only|over|under|around) )[a-z][\w-]*\s){0,2}|(?:\b"
    r"(?:the|this|that|times|his|her|their|its|our|my|your|new)|['’]s)\s(?:[a-z][\w-]*\s)?)"
    r"(?:[-+~−–]|minus |plus |about |[0-9,.]+ to )?$"
)
# "an additional $150 million based on sales": what follows says more of the amount.
_PARTICIPLE = lazy_pattern(
    r" [a-z]+(?:ed|ing) (?:on|upon|by|to|for|from|in|of|at|with|over|under|as|through)\b"
)
_NEXT_WORD = lazy_pattern(r"[ -]([a-z][a-z'’]*|[0-9]+-[a-z])")


def attributive(match: re.Match[str]) -> bool:
    """Whether an amount describes the noun after it: "a £20 note" is a twenty pound note."""
    rest = after(match, 30)
    following = _NEXT_WORD.match(rest)
    if not following:
        return bool(
            re.match(r" [A-Z][\w-]* [A-Za-z]", rest)
            and re.search(r"\b(?:an?|the) (?:[a-z]+ )?$", before(match, 24))
        )
    word = following[1]
    if rest[0] == "-":
        return True
    if word in THINGS:
        return True
    if _PARTICIPLE.match(rest):
        return False
    lead = _BEFORE_THING.search(before(match, 40))
    if not lead or word in FUNCTION_WORDS:
        return False
    return bool(lead["a"]) or not word.endswith(("ed", "ly"))


def falls(match: re.Match[str], first: str, last: str | None) -> bool:
    """Whether a spaced dash stands between a number and a smaller one, no range: "£12,000 – £360"."""
    if not last or not re.search(r"[0-9a-z%] [-–—‒−] ", match[0]):
        return False
    return float(last.replace(",", "")) < float(first.replace(",", ""))


_VERBS = word_list("verbs_in_s")


def before_plural(match: re.Match[str]) -> bool:
    """Whether a plural noun follows: 300W dryers are three hundred watt dryers."""
    following = re.match(r" ([a-z]{2,}[^s'’\W]s)\b(?!['’])", after(match, 30))
    if before(match, 1) == "(" and re.match(r" [a-z]+\)", after(match, 30)):  # 18g fat (7g saturates)
        return False
    return following is not None and following[1] not in FUNCTION_WORDS | _VERBS


def per(text: str | None, english: English) -> str:
    if not text:
        return ""
    text = text.strip()
    known = {
        "pw": "week",
        "pcm": "calendar month",
        "pa": "year",
        "p.a.": "year",
        "pp": "person",
        "pn": "night",
        "ppn": "person per night",
        "pppn": "person per night",
    }
    return f" per {known.get(text) or per_name(text.lstrip('/'), english)}"


def plus(match: re.Match[str]) -> str:
    return " plus" if match["plus"] else ""


# --- large round numbers: 5bn, 300k, 100m people, which is no length ------

_IRREGULAR = word_list("plurals_without_s")
_NOT_COUNTED = word_list("measured")
_METRE_BEFORE = lazy_pattern(
    r"(?i)\b(?:within|deep|wide|tall|high|height|depth|width|length|distance|waves?|jump(?:ed)?|leap|swam"
    r"|swim|ran|walls?|metres|river|water|altitude|measur\w+|freestyle|sprint|['’]s|apart|thick|throw|threw"
    r"|cleared)\s(?:\w+\s){0,3}$"
)
_MOVED = lazy_pattern(
    r"(?i)\b(?:walk|ran|run|swam|swim|cycl|climb|drove|driv|fell|dug|dig|laid|crawl"
    r"|march|sail)\w* [\w ]{0,20}$"
)
_NEAR = lazy_pattern(r"(?i)\b(?:within|to within|inside) (?:just |about |around |only |some )?$")
_MILLION_BEFORE = lazy_pattern(
    r"(?i)\b(?:population|sales|profits?|loss(?:es)?|votes|viewers|audience|subscribers|users|followers|cost"
    r"|costs|worth|fined?|spent|spend|totall?ing|raised|paid|revenue|sold|downloads|jobs|budget|debts?|deal"
    r"|streams|lost|loses|owes?|owed|saved?|views|members|households|peak(?:ed|ing)?)\s(?:\w+\s){0,4}$"
)


# What is measured in metres: "12m of drying space". Of other things there are millions.
_STUFF = lazy_pattern(
    r" of (?:the |its |his |her |their )?(?:[a-z-]+ ){0,2}?(?:space|rope|cables?|wires?|water|snow|fabric"
    r"|cloth|pipes?|piping|fenc\w+|tracks?|roads?|path|walls?|climb\w*|ascent|shoreline|coast\w*|frontage"
    r"|beach|tunnels?|hedges?|tape|string|thread|yarn|ribbon|hose|tubing|netting|line|sand|mud|rock|depth"
    r"|height|visibility|altitude)\b"
)


# "5m-6m units, up from 3.2m": what the text counts elsewhere is counted here.
_FROM = lazy_pattern(r"\b(?:up|down) from (?:about |around |some |just )?$")
_SO_MANY = lazy_pattern(
    r"[0-9]m (?:units|people|homes|jobs|users|viewers|passengers|visitors|customers|households|doses"
    r"|cars|copies|votes|subscribers|patients|children|barrels|tonnes|visits|downloads|members|shares)\b"
)


def is_million(match: re.Match[str], number: str) -> bool:
    """Whether the m of 100m is a million: it counts people or things, and does not measure."""
    following = re.match(
        r"[ -](?:(?:new|more|extra|other|additional|young|older|UK|British)\s)?([A-Za-z]+)", after(match)
    )
    word = following[1].lower() if following else ""
    lead = before(match)
    if word == "light" and re.match(r"[ -]light[ -]years?\b", after(match)):
        return True
    if word == "strong" and after(match, 1) == "-":
        return True
    if word in _NOT_COUNTED or word in THINGS:
        return False
    if _FROM.search(lead) and not _METRE_BEFORE.search(lead) and mentions(match, _SO_MANY):
        return True
    if word in _IRREGULAR or (len(word) > 3 and word.endswith("s") and after(match)[:1] == " "):
        return True
    if re.search(r"(?i)\b(?:an?|the|this|that)\s$", lead) and word and word not in FUNCTION_WORDS:
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
            "total",
            "target",
        )
    if word == "of":
        return not _NEAR.search(lead) and not _MOVED.search(lead) and not _STUFF.match(after(match))
    return bool(_MILLION_BEFORE.search(lead)) and not _METRE_BEFORE.search(lead)


_COUNTED = lazy_pattern(
    r" (?!(?:and|or|at|in|on|with|for|to|is|was|as) )(?:of|people|men|women|children"
    r"|(?:[a-z]+ )?[a-z]{2,}s)\b"
)
"""What follows a round number that counts something."""


def _scaled(match: re.Match[str], english: English) -> str | None:
    """5bn, 300k, 1.5-2m people."""
    scale = match["scale"]
    if match[0] == "3M" and not _COUNTED.match(after(match)):
        return "three M"
    if "," not in match["first"] and len(match["first"].partition(".")[0]) > 3 and scale in "kKmM":
        return None  # a Radeon 5300M
    if scale in ("m", "M") and not is_million(match, match["first"]) and scale == "m":
        return None
    if scale in ("k", "K") and (
        re.match(
            r" (?:run|race|runner|walk|TV|screen|video|resolution|display|monitor|stream|camera|film|movie"
            r"|picture|footage|visual|graphic|game|HDR|UHD|Ultra)",
            after(match),
        )
        or (match[0] in ("4K", "4k", "5K", "8K", "8k", "10K") and not _COUNTED.match(after(match)))
    ):
        return f"{decimal(match['first'], english)} K"
    words = decimal(match["first"], english)
    if match["last"]:
        words += f" to {decimal(match['last'], english)}"
    return f"{SIGNS.get(match['sign'] or '', '')}{words} {SCALES[scale]}{plus(match)}"


AMOUNT_RULES: tuple[Rule[English], ...] = (
    rule(
        "btkKmMn",
        rf"(?<![\w.,/]){SIGN}(?P<first>{NUMBER})(?:{DASH}(?P<last>{NUMBER}))?"
        rf"(?P<scale>bn|tn|trn|mn|mln|k|K|m|M){PLUS}(?!\w|[²³])",
        _scaled,
    ),
)


_CURRENCY = any_of(CURRENCIES.keys() - {"R", "Rs", "N"}) + (
    r"|Rs\.?|R(?=[0-9][0-9,.]{0,12}[ ]?(?:bn|m|tn|trn|million|billion|trillion)\b"
    r"|[0-9]{4}|[0-9]{1,3},[0-9]{3})"
    r"|N(?=[0-9][0-9,.]{0,12}[ ]?(?:bn|m|tn|trn|million|billion|trillion)\b|[0-9]{1,3},[0-9]{3})"
)
_CODE = "USD|GBP|EUR|JPY|CNY|RMB|INR|CHF|AUD|CAD|SEK|NOK|DKK|ZAR"
_SCALE = (
    r"[ -]?(?:thousand|million|billion|trillion|lakh|crore)\b"
    r"|[ ]?(?:bn|tn|trn|mln|mn|m|BN|Bn)(?!\w)|[kKmMbBtT](?!\w)|[ ][KMB](?!\w)"
)
_PER_PART = rf"(?:(?P<per>/(?:{PER_NAMES})(?![\w/])|[ ]?(?:pw|pcm|p\.a\.|pa|pppn|pp|ppn|pn)(?!\w)))?"


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
    cents_words = f"{cardinal(cents, english)} {small if cents == 1 or (one and units) else smalls}"
    if cents and not units:
        return cents_words
    words = f"{cardinal(units or 0, english)} {big if one or units == '1' else bigs}"
    if not cents:
        return words
    if not english.british:
        return f"{words} {cents_words}"
    return f"{words} {cardinal(cents, english)}" if cents > 9 else f"{words} and {cents_words}"


def _money(match: re.Match[str], english: English) -> str | None:
    currency, first, second = match["currency"], match["first"], match["second"]
    if (
        currency == "R"
        and re.fullmatch("[0-9]{4}", first)
        and not re.search(r"\b[a-z]+ $", before(match, 20))
    ):
        return None  # a Nighthawk R6700
    if match["american"]:
        currency = "US$"
    one = not match["per"] and (
        (match["scale"] or "")[:1] == "-" or attributive(match) or bool(_DEAL.match(after(match)))
    )
    scale, last_scale = match["scale"] or "", match["last_scale"] or ""
    lead = SIGNS.get(match["sign"] or match["sign2"] or "", "")
    if second is None:
        words = money(currency, first, scale, english, one)
    elif (
        (scale or last_scale) == last_scale
        and not (falls(match, first, second) and not last_scale)
        and ("." not in first + second or last_scale)
    ):
        words = f"{decimal(first, english)} to {money(currency, second, last_scale, english, one)}"
    else:
        until = money(currency, second, last_scale, english, one)
        joint = " – " if falls(match, first, second) and scale == last_scale else " to "
        words = f"{money(currency, first, scale, english, one)}{joint}{until}"
    return lead + words + per(match["per"], english) + plus(match)


_DEAL = lazy_pattern(
    r" (?:deals?|fees?|contracts?|bids?|schemes?|projects?|funds?|packages?|plans?|grants?|fines?|bonds?"
    r"|penalt(?:y|ies)|awards?|prizes?|rewards?|bonus(?:es)?|rebates?|verdicts?|settlements?|budgets?"
    r"|campaigns?|bills?\b(?! of)|takeovers?|transfers?|mansion|striker|midfielder|winger|man|loans?"
    r"|investments?|revamp|makeover|jackpots?|lawsuits?|discounts?|tickets?)\b"
)


def _money_after(match: re.Match[str], english: English) -> str:
    """40€, 5m EUR, 1.4 billion yuan in signs."""
    lead = SIGNS.get(match["sign"] or "", "")
    return lead + money(match["currency"], match["first"], match["scale"] or "", english, attributive(match))


def _pence(match: re.Match[str], english: English) -> str | None:
    number = match["first"]
    if number in ("480", "576", "720", "1080", "1440", "2160", "4320"):
        return None
    small = "cents" if match["unit"] == "¢" else "pence"
    one = {"cents": "cent", "pence": "penny"}[small]
    words = f"{decimal(number, english)} {one if number == '1' else small}"
    if match["last"]:
        words = f"{decimal(number, english)} to {decimal(match['last'], english)} {small}"
    words += per(match["per"], english)
    return SIGNS.get(match["sign"] or "", "") + words


def _cents(match: re.Match[str], english: English) -> str | None:
    """It cost 99c: cents where money is spoken of."""
    if not mentions(match, _MONEY_TALK):
        return None
    return f"{cardinal(match['first'], english)} cent{'' if match['first'] == '1' else 's'}"


_MONEY_TALK = lazy_pattern(r"[$€]\s?[0-9]|(?i:\b(?:costs?|price[ds]?|paid|cents?|dollars?|euros?|shares?)\b)")


def _percent(match: re.Match[str], english: English) -> str:
    points = match["unit"] == "‰"
    name = "per thousand" if points else english.spelt("per cent", "percent")
    words = decimal(match["first"], english)
    if falls(match, match["first"], match["last"]):
        words += f" {name} – {decimal(match['last'], english)}"
    elif match["last"]:
        words += f" to {decimal(match['last'], english)}"
    return f"{SIGNS.get(match['sign'] or '', '')}{words} {name}{plus(match)}"


def _old_money(match: re.Match[str], english: English) -> str:
    """£61,331 9s 2d: pounds, shillings and old pence."""
    words = [money("£", match["pounds"], "", english, one=False)]
    for number, one, many in (
        (match["shillings"], "shilling", "shillings"),
        (match["pence"], "penny", "pence"),
    ):
        if number:
            words.append(f"{cardinal(number, english)} {one if number == '1' else many}")
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _old_coins(match: re.Match[str], english: English) -> str:
    """3s 6d."""
    shillings = f"{cardinal(match['shillings'], english)} shilling{'' if match['shillings'] == '1' else 's'}"
    return (
        f"{shillings} and {cardinal(match['pence'], english)} {'penny' if match['pence'] == '1' else 'pence'}"
    )


def _half(match: re.Match[str], english: English) -> str:
    """1,204½p, £2½m, £1½."""
    top, bottom = VULGAR[match["sign"]]
    part = fraction(top, bottom, english)
    part = "a" + part.removeprefix("one") if top == "1" else part
    number = f"{cardinal(match['whole'], english)} and {part}"
    if not match["currency"]:
        return f"{number} pence"
    scale = f" {SCALES[match['scale']]}" if match["scale"] else ""
    one, many = CURRENCIES[match["currency"]][:2]
    return f"{number}{scale} {one if attributive(match) else many}"


RULES: tuple[Rule[English], ...] = (
    rule(
        "".join(VULGAR),
        rf"(?<![\w.,])(?P<currency>[£€$])?(?P<whole>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]++)(?P<sign>"
        rf"[{''.join(VULGAR)}])(?P<scale>(?(currency)(?:bn|tn|m|k)?|(?=p)))(?(currency)|p)(?!\w)",
        _half,
    ),
    rule("d", r"(?<![\w.,£])(?P<shillings>1?[0-9])s\.?[ ](?P<pence>1[01]|[0-9])d\b", _old_coins),
    rule(
        "£",
        r"£(?P<pounds>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]++)[ ](?P<shillings>1?[0-9])s\.?"
        r"(?:[ ](?P<pence>1[01]|[0-9])d)?(?!\w)",
        _old_money,
    ),
    rule(
        DIGITS,
        rf"(?<![\w$]){SIGN}(?:(?P<currency>{_CURRENCY})[ ]?)(?P<sign2>[-−–])?"
        rf"(?P<first>{NUMBER})(?P<scale>{_SCALE})?"
        rf"(?:{DASH}(?:(?:{_CURRENCY})[ ]?)?(?P<second>{NUMBER})(?P<last_scale>{_SCALE})?"
        rf"(?![\w/%-]))?(?:(?<=\w) (?:dollars?|pounds?|euros?)\b"
        rf"|(?P<american> USD?\b(?! [A-Z])))?{_PER_PART}{PLUS}(?![0-9])",
        _money,
    ),
    rule(
        DIGITS,
        rf"(?<![\w.,]){SIGN}(?P<first>{NUMBER})(?P<scale>{_SCALE})?[ ]?(?P<currency>"
        rf"[£€$₹₽₩]|(?:{_CODE})\b)(?![\w$])",
        _money_after,
    ),
    rule(
        "p¢",
        rf"(?<![\w.,:]){SIGN}(?P<first>(?:[0-9]{{1,4}}|[0-9]{{1,3}},[0-9]{{3}})(?:\.[0-9]+)?)(?:p?{DASH}"
        rf"(?P<last>[0-9]{{1,3}}(?:\.[0-9]+)?))?(?P<unit>p|¢){_PER_PART}(?![\w&'’.]*\w)",
        _pence,
    ),
    rule("c", r"(?<![\w.,:])(?P<first>[0-9]{1,2}(?:\.[0-9])?)c(?![\w&'’.]*\w)", _cents),
    rule(
        "%‰p",
        rf"(?<![\w.,]){SIGN}(?P<first>{NUMBER})(?:[ ]?[%‰]?{DASH}(?P<last>{NUMBER}))?"
        rf"(?P<unit>[ ]?%|‰|pct?\b){PLUS}",
        _percent,
    ),
)
