"""Money and percentages in English: £5m, 40€, $1.50, 20p, £1 2s 6d, 5%."""

from __future__ import annotations

import re

from publish.model.text import lazy_pattern
from publish.speech.english.amounts import (
    DASH,
    PER_NAMES,
    PLUS,
    SIGN,
    SIGNS,
    attributive,
    falls,
    per,
    plus,
)
from publish.speech.english.numbers import NUMBER, VULGAR, cardinal, decimal, fraction
from publish.speech.english.vocabulary import CURRENCIES, SCALES, English
from publish.speech.rule import DIGITS, Rule, after, any_of, before, mentions, rule

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
