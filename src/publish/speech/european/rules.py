"""The rules that French, German, Spanish, Italian and Portuguese share; each tongue brings the words."""

from __future__ import annotations

import re
from functools import lru_cache

from publish.speech.european.dates import dates_and_times
from publish.speech.european.fractions import fraction
from publish.speech.european.tongue import Noun, Tongue
from publish.speech.rule import DIGITS, Rule, after, apply_all, before

_GROUP = "[.\u00a0\u2009\u202f'’]"
NUMBER = (
    rf"[0-9]{{1,3}}(?:{_GROUP}[0-9]{{3}}){{1,8}}(?![0-9])(?:,[0-9]++)?"
    r"|[0-9]{1,3}(?:,[0-9]{3}){1,8}\.[0-9]++|[0-9]{1,3}(?:,[0-9]{3}){2,8}(?![0-9])"
    r"|[0-9]++(?:[.,][0-9]++)?"
)
_SIGN = r"(?P<sign>(?<![\w)%°])[-−–+])?"
_DASH = r"[ ]?[-–—][ ]?"
_FRACTION = (
    r"(?<![\w.,/])(?P<sign>(?<![\w)%])[-−])?(?:(?P<whole>[0-9]{1,3})[ \u00a0])?"
    r"(?P<first>[0-9]{1,4})/(?P<last>[0-9]{1,4})"
)
_BEGIN = r"(?<![\w.,])"
_MONEY_SIGN = r"US\$|R\$|[£€$¥₩₹₽₺₴]"
_ISO = {"₩": "KRW", "₹": "INR", "₽": "RUB", "₺": "TRY", "₴": "UAH", "zł": "PLN", "kr": "SEK", "r$": "BRL"}
_CODES = "JPY|CNY|CAD|AUD|MXN|BRL|ARS|CLP|COP|PEN|UYU|CRC|HNL|SEK|NOK|DKK|PLN|CZK|HUF|RUB|TRY|INR|KRW|ILS|ZAR"
_CODE = rf"US\$|R\$|r\$|€|£|\$|¥|₩|₹|₽|₺|₴|zł|kr|USD|EUR|eur|GBP|CHF|{_CODES}|Euros?\b|euros?\b"


def _lead(match: re.Match[str], tongue: Tongue) -> str:
    return {"-": f"{tongue.minus} ", "−": f"{tongue.minus} ", "–": f"{tongue.minus} ", "+": "plus "}.get(
        match["sign"] or "", ""
    ).replace("plus", tongue.signs.get("+", "plus"))


# --- amounts ---------------------------------------------------------------


def _of(tongue: Tongue, noun: str) -> str:
    return tongue.of_vowel if noun[0] in "aeiouhéAEIOU" else tongue.of


def _money(match: re.Match[str], tongue: Tongue) -> str | None:
    sign = (
        match["currency"].removesuffix("s")
        if match["currency"][0] in "eE" and len(match["currency"]) > 3
        else match["currency"]
    )
    names = tongue.currencies.get(
        {"euro": "€", "Euro": "€", "EUR": "€", "eur": "€", "GBP": "£"}.get(sign, sign)
    )
    if not names:
        names = _named(tongue, sign)
    big, small = names
    scale, last = match["scale"], match["last"]
    words = _lead(match, tongue)
    if last:
        words += f"{tongue.number(match['first'], big.gender)} {tongue.to} "
    number = last or match["first"]
    if scale:
        noun = tongue.scales[scale.strip()]
        of = "" if noun.one == "mil" else _of(tongue, big.many)
        return f"{words}{tongue.counted(number, noun)} {of}{big.many}"
    whole, cents = tongue.parts(number)
    if len(cents) != 2 or small is None:
        return words + _round_sum(tongue, number, whole, cents, big)
    if whole == "0":
        return words + tongue.counted(str(int(cents)), small)
    head = _round_sum(tongue, whole, whole, "", big)
    if not int(cents):
        return words + head
    tail = tongue.counted(str(int(cents)), small) if tongue.cents_named else tongue.cardinal(int(cents))
    return f"{words}{head}{tongue.money_joint}{tail}"


def _round_sum(tongue: Tongue, text: str, whole: str, cents: str, noun: Noun) -> str:
    """un milhão de reais, 1 000 000 d'euros: a whole number of millions takes a preposition."""
    if tongue.of and not cents and len(whole) < 16 and int(whole) and int(whole) % 10**6 == 0:
        return f"{tongue.number(text)} {_of(tongue, noun.many)}{noun.many}"
    return tongue.counted(text, noun)


@lru_cache(maxsize=512)
def _currency(code: str, currency: str) -> tuple[str, str]:
    """The names of one and of many of a currency, from CLDR."""
    from babel.numbers import get_currency_name

    one, many = (str(get_currency_name(currency, count, locale=code)) for count in (1, 2))
    return one, many


def _named(tongue: Tongue, currency: str) -> tuple[Noun, None]:
    code = _ISO.get(currency, currency.upper())
    one, many = _currency(tongue.code, code)
    feminine = re.match(r"(?:\w+a|couronne|roupie|livre|Krone)\b", one) and tongue.code != "de"
    return Noun(one, many, "f" if feminine else "m"), None


def _scaled(match: re.Match[str], tongue: Tongue) -> str:
    return _lead(match, tongue) + tongue.counted(match["first"], tongue.scales[match["scale"].strip()])


def _percent(match: re.Match[str], tongue: Tongue) -> str:
    words = tongue.number(match["first"], "n" if tongue.code == "de" and not match["last"] else "")
    if match["last"]:
        words += f" {tongue.to} {tongue.number(match['last'])}"
    return f"{_lead(match, tongue)}{words} {tongue.percent}"


def _measure(match: re.Match[str], tongue: Tongue) -> str:
    noun = tongue.units[match["unit"]]
    words = _lead(match, tongue)
    if match["last"]:
        return f"{words}{tongue.number(match['first'])} {tongue.to} {tongue.counted(match['last'], noun)}"
    return words + tongue.counted(match["first"], noun)


# --- figures ---------------------------------------------------------------


_SETS = re.compile(r"[0-9][-–][0-9],? $"), re.compile(r",? [0-9][-–][0-9](?![0-9])")


def _range(match: re.Match[str], tongue: Tongue) -> str:
    first, last = match["first"], match["last"]
    if len(first) == len(last) == 1 and (_SETS[0].search(before(match)) or _SETS[1].match(after(match))):
        return f"{tongue.number(first)} {tongue.number(last)}"
    if re.fullmatch(r"1[0-9]{3}|20[0-9]{2}", first) and re.fullmatch(r"[0-9]{4}", last):
        return f"{tongue.year(int(first))} {tongue.to} {tongue.year(int(last))}"
    return f"{tongue.number(first)} {tongue.to} {tongue.number(last)}"


def _ratio(match: re.Match[str], tongue: Tongue) -> str:
    joint = tongue.signs.get(":", tongue.to)
    return f"{tongue.cardinal(match['first'])} {joint} {tongue.cardinal(match['last'])}"


def _fraction(match: re.Match[str], tongue: Tongue) -> str | None:
    upper, lower = match["first"], match["last"]
    whole = f"{tongue.cardinal(match['whole'])}{tongue.mixed}" if match["whole"] else ""
    minus = f"{tongue.minus} " if match["sign"] else ""
    if f"{upper}/{lower}" in tongue.fractions:
        return minus + whole + tongue.fractions[f"{upper}/{lower}"]
    if len(upper) == 4 and int(lower) % 100 == (int(upper) + 1) % 100:  # a season: 2023/24
        return f"{tongue.year(int(upper))} {tongue.cardinal(lower)}"
    if (upper, lower) == ("24", "7"):
        return f"{tongue.cardinal(upper)} {tongue.cardinal(lower)}"
    if 0 < int(upper) < int(lower) and len(upper) < 3:
        return minus + whole + fraction(tongue, upper, lower)
    return f"{whole}{tongue.cardinal(upper)} {tongue.signs['/']} {tongue.cardinal(lower)}"


def _part_of_unit(match: re.Match[str], tongue: Tongue) -> str | None:
    """3 3/5 m: tres y tres quintos de metro, drei drei Fünftel Meter."""
    said = _fraction(match, tongue)
    if said is None or not 0 < int(match["first"]) < int(match["last"]):
        return None
    return f"{said} {tongue.of}{tongue.units[match['unit']].one}"


def _year(match: re.Match[str], tongue: Tongue) -> str | None:
    return tongue.year(int(match[0])) if tongue.years else None


def _gender(word: str, tongue: Tongue) -> str:
    """The gender that a counted noun most likely has, by its ending; "" where nothing hangs on it."""
    language = tongue.language
    if word in tongue.not_counted or language not in ("es", "pt"):
        return ""
    if word in tongue.feminine:
        return "f"
    feminine = r"(?:as?|dades|ções|ciones|dad|ión)$" if language == "es" else r"(?:as?|dades?|ções|ção|ens)$"
    if re.search(feminine, word) and not re.search(r"(?:emas?|istas?|amas?|omens)$", word):
        return "f"
    return "m" if language == "es" and word.endswith("s") else ""


def _number(match: re.Match[str], tongue: Tongue) -> str:
    following = re.match(r"[ \u00a0]([^\W\d_]{4,})", after(match))
    gender = _gender(following[1], tongue) if following and following[1].islower() else ""
    words = tongue.number(match["first"], gender)
    lead = " " if before(match, 1).isalnum() else ""
    tail = " " if after(match, 1).isalnum() else ""
    return f"{lead}{_lead(match, tongue)}{words}{tail}"


# --- addresses and signs ---------------------------------------------------


def _net(match: re.Match[str], tongue: Tongue) -> str:
    text = re.sub(r"(?i)^(?:https?://)?(?:www\.)?", "", match[0])
    if "@" not in text:
        text = text.partition("/")[0]
    text = text.rstrip(".,;:!?)")
    end = match[0][len(match[0].rstrip(".,;:!?)")) :]
    text = re.sub("[0-9]+", lambda run: f" {' '.join(tongue.cardinal(figure) for figure in run[0])} ", text)
    text = text.replace("@", f" {tongue.at} ").replace(".", f" {tongue.dot} ")
    return re.sub(" {2,}", " ", text).strip() + end


def _telephone(match: re.Match[str], tongue: Tongue) -> str:
    """Figure by figure, in the groups as written; French says pairs as numbers."""
    groups = re.findall("[0-9]+", match["number"])
    plus = f"{tongue.signs['+']} " if match["number"][0] == "+" else ""

    def said(group: str) -> str:
        if tongue.code.startswith("fr") and len(group) == 2:
            return (
                f"{tongue.cardinal(0)} {tongue.cardinal(group[1])}"
                if group[0] == "0"
                else tongue.cardinal(group)
            )
        return " ".join(tongue.cardinal(figure) for figure in group)

    return match["lead"] + plus + ", ".join(said(group) for group in groups)


def _by(match: re.Match[str], tongue: Tongue) -> str:
    """4x4, 3 x 5 m: the sign that the letter stands for."""
    return " × "


def _sign(match: re.Match[str], tongue: Tongue) -> str:
    lead = "" if before(match, 1) in ("", " ", "\u00a0") else " "
    tail = "" if after(match, 1) in ("", " ", "\u00a0", ",", ".") else " "
    return lead + tongue.signs[match[0]] + tail


def _abbreviation(pattern: str, words: str) -> Rule[Tongue]:
    return Rule(
        "", re.compile(pattern), lambda match, tongue: match.expand(words) if "\\" in words else words
    )


def _names(names: object) -> str:
    return "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n)))  # type: ignore[call-overload]


def build(tongue: Tongue, first: tuple[Rule[Tongue], ...]) -> tuple[Rule[Tongue], ...]:
    """All rules of a tongue: its own `first`, then those that it shares."""
    units, scales = _names(tongue.units), _names(tongue.scales)
    signs = "".join(sign for sign in tongue.signs if sign not in "/:+")
    return (
        Rule(
            "@", re.compile(r"(?<![\w.+-])[\w+-]++(?:\.[\w+-]++)*+@(?:[A-Za-z0-9-]++\.)+[A-Za-z]{2,}"), _net
        ),
        Rule(":.", re.compile(r"(?i)\b(?:https?://|www\.)[^\s<>\"«»“”]++"), _net),
        Rule(
            ".",
            re.compile(
                r"(?<![\w@.])(?:[a-z0-9-]++\.)+(?:com|org|net|fr|de|es|it|pt"
                r"|br|eu|at|ch|be|info|io|tv)\b(?:/\S*)?"
            ),
            _net,
        ),
        *(_abbreviation(pattern, words) for pattern, words in tongue.abbreviations),
        Rule(
            DIGITS,
            re.compile(
                r"(?P<lead>\b(?i:t[eé]l|t[eé]l[eé]phone|tel[eé]fono?|telefone)\b\.?[ \u00a0]?:?[ \u00a0]?)"
                r"(?P<number>\+?[0-9](?:[ \u00a0\u202f./()-]{0,2}[0-9]){5,14})(?![\w.,]?[0-9])"
            ),
            _telephone,
        ),
        Rule(
            "-+",
            re.compile(
                r"(?<![\w.,+(-])(?P<lead>)(?P<number>\+[0-9]{1,3}(?:[ \u00a0\u202f.()-]{1,3}[0-9]{2,5}){2,5}"
                r"|\([0-9]{2,4}\)[ -]?[0-9]{3,5}[ -][0-9]{4}|[0-9]{3}-[0-9]{3}-[0-9]{4}|[0-9]{3}-[0-9]{4})"
                r"(?![\w-]|[.,][0-9])"
            ),
            _telephone,
        ),
        *first,
        Rule("x", re.compile(r"(?<=[0-9]) ?x ?(?=[0-9])"), _by),
        Rule(
            ":",
            re.compile(
                r"(?P<lead>\b(?:scala|scale|escala|échelle|Maßstab|Massstab|rapporto|ratio|rapport"
                r"|proporción|proporção|Verhältnis) (?:di |de |von )?)"
                r"(?P<first>[0-9]{1,3}):(?P<last>[0-9]{1,5})(?![\w:])"
            ),
            lambda match, tongue: match["lead"] + _ratio(match, tongue),
        ),
        *dates_and_times(tongue),
        Rule(
            "€$£¥ER₩₹₽₺₴",
            re.compile(
                rf"{_BEGIN}{_SIGN}(?P<currency>{_MONEY_SIGN})[ \u00a0\u202f]?"
                rf"(?P<first>{NUMBER})(?:{_DASH}(?P<last>{NUMBER}))?"
                rf"(?P<scale>[ \u00a0\u202f]?(?:{scales})(?!\w))?"
            ),
            _money,
        ),
        Rule(
            DIGITS,
            re.compile(
                rf"{_BEGIN}{_SIGN}(?P<first>{NUMBER})(?:{_DASH}(?P<last>{NUMBER}))?"
                rf"(?P<scale>[ \u00a0\u202f]?(?:{scales}))?"
                rf"[ \u00a0\u202f]?(?P<currency>{_CODE})(?!\w)"
            ),
            _money,
        ),
        Rule(
            "%",
            re.compile(
                rf"{_BEGIN}{_SIGN}(?P<first>{NUMBER})(?:[ \u00a0\u202f]?%?{_DASH}"
                rf"(?P<last>{NUMBER}))?[ \u00a0\u202f]?%"
            ),
            _percent,
        ),
        Rule(
            "/",
            re.compile(rf"{_FRACTION}[ \u00a0\u202f]?(?P<unit>{units})(?![\w/²³'’])"),
            _part_of_unit,
        ),
        Rule(
            DIGITS,
            re.compile(
                rf"{_BEGIN}{_SIGN}(?P<first>{NUMBER})(?:{_DASH}(?P<last>{NUMBER}))?"
                rf"[ \u00a0\u202f]?(?P<unit>{units})(?![\w/²³'’])"
            ),
            _measure,
        ),
        Rule(
            DIGITS,
            re.compile(rf"{_BEGIN}{_SIGN}(?P<first>{NUMBER})[ \u00a0\u202f]?(?P<scale>{scales})(?!\w)"),
            _scaled,
        ),
        Rule(
            "/",
            re.compile(_FRACTION + r"(?![\w/]|[.,][0-9])"),
            _fraction,
        ),
        Rule(":", re.compile(r"(?<![\w.,:])(?P<first>[0-9]{1,3}):(?P<last>[0-9]{1,3})(?![\w:])"), _ratio),
        Rule(
            "-–",
            re.compile(
                rf"(?<![\w.,/-])(?P<first>{NUMBER})[ ]?[-–][ ]?(?P<last>{NUMBER})(?![\w/-]|[.,][0-9])"
            ),
            _range,
        ),
        Rule(DIGITS, re.compile(r"(?<![\w.,])(?:1[1-9][0-9]{2})(?![\w]|[.,][0-9])"), _year),
        Rule(DIGITS, re.compile(rf"{_SIGN}(?P<first>{NUMBER})"), _number),
        Rule(signs, re.compile(f"[{re.escape(signs)}]"), _sign),
    )


def say(rules: tuple[Rule[Tongue], ...], tongue: Tongue, text: str) -> str:
    if tongue.space_groups:
        text = re.sub(
            r"(?<![\w.,])(?<![0-9] )([1-9][0-9]{0,2})((?: [0-9]{3}){1,8})(?![ ]?[0-9])", _closed, text
        )
    return apply_all(rules, text, tongue)


def _closed(match: re.Match[str]) -> str:
    return match[0].replace(" ", "\u202f")
