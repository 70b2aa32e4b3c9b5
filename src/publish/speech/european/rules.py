"""The rules that French, German, Spanish, Italian and Portuguese share; each grammar brings the words."""

from __future__ import annotations

import re
from functools import lru_cache

from publish.i18n.locales import locale_of
from publish.speech.european.grammar import Grammar, Noun
from publish.speech.european.shorthand import dates_and_times, fraction, position, shorthand, zone
from publish.speech.marks import FILE, HELPLINE, HOSTS, ascii_figures, is_grouped, roman
from publish.speech.rule import (
    DIGITS,
    Rule,
    after,
    alone,
    any_of,
    apply_all,
    before,
    mentions,
    replacement,
    rule,
)
from publish.system import data

_GROUP = "[.\u00a0\u2009\u202f'’]"
NUMBER = (
    rf"[0-9]{{1,3}}(?:{_GROUP}[0-9]{{3}}){{1,8}}(?![0-9])(?:,[0-9]++)?"
    r"|[0-9]{1,3}(?:,[0-9]{3}){1,8}\.[0-9]++|[0-9]{1,3}(?:,[0-9]{3}){2,8}(?![0-9])|[0-9]++(?:[.,][0-9]++)?"
)
_SIGN = r"(?P<sign>(?<![\w)%°])[-−–+])?"
_DASH = r"[ ]?[-–—][ ]?"
_FRACTION = (
    r"(?<![\w.,/])(?P<sign>(?<![\w)%])[-−])?(?:(?P<whole>[0-9]{1,3})[ \u00a0])?"
    r"(?P<first>[0-9]{1,4})/(?P<last>[1-9][0-9]{0,2}(?:\.000)+|[0-9]{1,4})"
)
_BEGIN = r"(?<![\w.,])"
_SYMBOLS: dict[str, str] = data.table("publish.speech.multilingual", "cldr.toml")["currencies"]
_MONEY_SIGN = rf"mex\$|[Rr]s\.?(?= ?[0-9])|{any_of(_SYMBOLS)}"
_SIGN_OF = {"euro": "€", "Euro": "€", "EUR": "€", "GBP": "£", "JPY": "¥"}
_CODES = (
    "AED AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF ILS INR JPY KRW KWD MXN NOK NZD PEN PLN"
    " QAR RON RUB SAR SEK SGD THB TRY TWD UAH USD ZAR ARS BOB BOP CRC CUP DOP GTQ HNL NIO PYG TTD UYU VES"
).replace(" ", "|")
_ISO = _SYMBOLS | {"kr": "SEK", "r$": "BRL", "mex$": "MXN", "Rs": "INR", "rs": "INR"}
_CODE = rf"{any_of(_SYMBOLS)}|r\$|kr|fr|(?i:{_CODES})|Euros?\b|euros?\b"


def _lead(match: re.Match[str], grammar: Grammar) -> str:
    return {"-": f"{grammar.minus} ", "−": f"{grammar.minus} ", "–": f"{grammar.minus} ", "+": "plus "}.get(
        match["sign"] or "", ""
    ).replace("plus", grammar.signs.get("+", "plus"))


# --- amounts ---------------------------------------------------------------


def _in_case(match: re.Match[str], grammar: Grammar, counted: str, gender: str) -> str:
    """The sign of an amount, and the amount as the words around it ask for."""
    return _lead(match, grammar) + (counted if match["last"] else grammar.in_case(match, counted, gender))


def _of(grammar: Grammar, noun: str) -> str:
    return grammar.of_vowel if noun[0] in "aeiouhéAEIOU" else grammar.of


def _coin(match: re.Match[str], grammar: Grammar) -> tuple[Noun, Noun | None] | None:
    """The names of a sum's currency; None where the letters are no currency."""
    sign = (
        match["currency"].removesuffix("s")
        if match["currency"][0] in "eE" and len(match["currency"]) > 3
        else match["currency"]
    )
    glued = match.string[match.end("currency") : match.end("currency") + 1].isdigit()
    if sign.isalpha() and glued and not alone(match):  # COP30 is a conference
        return None
    if sign.isalpha() and sign.islower() and len(sign) == 3 and not (alone(match) or sign in ("eur", "usd")):
        return None
    sign = sign.upper() if len(sign) == 3 and sign.isascii() else sign
    names = grammar.currencies.get(_SIGN_OF.get(sign, sign))
    return names or _named(grammar, sign)


def _money(match: re.Match[str], grammar: Grammar) -> str | None:
    names = _coin(match, grammar)
    if not names:
        return None
    big, small = names
    scale, last = match["scale"], match["last"]
    number = last or match["first"]
    words = f"{grammar.number(match['first'], big.gender)} {grammar.to} " if last else ""
    if scale:
        noun = grammar.scales[scale.strip()]
        of = "" if noun.one in _THOUSANDS else _of(grammar, big.many)
        return _in_case(match, grammar, f"{words}{grammar.counted(number, noun)} {of}{big.many}", noun.gender)
    if re.fullmatch(rf"[$£][1-9][0-9]{{0,2}}\{grammar.decimal}[0-9]{{3}}", match[0][-len(number) - 1 :]):
        number = number.replace(
            grammar.decimal, ""
        )  # $2,200 as English writes it; 1,799 € is a price of fuel
    return _in_case(match, grammar, words + _sum(grammar, number, big, small), big.gender)


def _sum(grammar: Grammar, number: str, big: Noun, small: Noun | None) -> str:
    """A sum in its coin and hundredths of it, where it has both."""
    whole, cents = grammar.parts(number)
    if whole == "0" and len(cents) == 1:
        cents += "0"
    if len(cents) != 2 or small is None:
        return _round_sum(grammar, number, whole, cents, big)
    if whole == "0":
        return grammar.counted(str(int(cents)), small)
    head = _round_sum(grammar, whole, whole, "", big)
    if not int(cents):
        return head
    tail = grammar.counted(str(int(cents)), small) if grammar.cents_named else grammar.cardinal(int(cents))
    return f"{head}{grammar.money_joint}{tail}"


_THOUSANDS = ("mil", "mila")


def _round_sum(grammar: Grammar, text: str, whole: str, cents: str, noun: Noun) -> str:
    """un milhão de reais, 1 000 000 d'euros: a whole number of millions takes a preposition."""
    if grammar.of and not cents and len(whole) < 16 and int(whole) and int(whole) % 10**6 == 0:
        return f"{grammar.number(text)} {_of(grammar, noun.many)}{noun.many}"
    return grammar.counted(text, noun)


@lru_cache(maxsize=512)
def _currency(code: str, currency: str) -> tuple[str, str]:
    """The names of one and of many of a currency, from CLDR."""
    from babel.numbers import get_currency_name

    one, many = (str(get_currency_name(currency, count, locale=locale_of(code))) for count in (1, 2))
    return one, many


def _named(grammar: Grammar, currency: str) -> tuple[Noun, None] | None:
    code = _ISO.get(currency.rstrip("."), currency.upper())
    one, many = _currency(grammar.code, code)
    if one == code:
        return None
    feminine = re.match(r"(?!lempira|córdoba)(?:\w+a|couronne|roupie|livre)\b", one) and grammar.code != "de"
    return Noun(one, many, "f" if feminine else "m"), None


def _scaled(match: re.Match[str], grammar: Grammar) -> str:
    noun, text = grammar.scales[match["scale"].strip()], match["first"]
    if noun.one == "mil" and not grammar.parts(text)[1]:  # 22 mil famílias: vinte e duas mil famílias
        return f"{_lead(match, grammar)}{grammar.number(text, _counted_gender(match, grammar) or 'm')} mil"
    return _in_case(match, grammar, grammar.counted(text, noun), noun.gender)


def _percent(match: re.Match[str], grammar: Grammar) -> str:
    words = grammar.number(match["first"], "n" if grammar.code == "de" and not match["last"] else "")
    if match["last"]:
        words += f" {grammar.to} {grammar.number(match['last'])}"
    return _in_case(match, grammar, f"{words} {grammar.percent}", "n")


_NEVER_GLUED = frozenset("sAVW")  # 80s is a decade, 2A a class


def _measure(match: re.Match[str], grammar: Grammar) -> str | None:
    noun = grammar.units[match["unit"]]
    if match["unit"] in _NEVER_GLUED and match.string[match.start("unit") - 1].isdigit():
        return None
    words = _lead(match, grammar)
    if match["scale"]:
        amount = grammar.counted(match["last"] or match["first"], grammar.scales[match["scale"].strip()])
        first = f"{grammar.number(match['first'])} {grammar.to} " if match["last"] else ""
        of = "" if grammar.scales[match["scale"].strip()].one in _THOUSANDS else _of(grammar, noun.many)
        return f"{words}{first}{amount} {of}{noun.many}"
    if match["last"]:
        return f"{words}{grammar.number(match['first'])} {grammar.to} {grammar.counted(match['last'], noun)}"
    return _in_case(match, grammar, grammar.counted(match["first"], noun), noun.gender)


def _per(match: re.Match[str], grammar: Grammar) -> str | None:
    """12 €/m², 250 hab./km², 3 €/Monat, 6 l/100 km: so much for each; 12/A is a house."""
    unit = match["unit"]
    counted = _COUNTED.search(before(match, 24))
    if not counted or f"{counted['sign']}/{unit}" in grammar.units:
        return None
    if unit and unit.isupper() and len(unit) > 1:  # 100 Minuten/SMS
        return f", {unit}"
    if unit is None:
        return f" {grammar.signs['/100']} "
    if len(unit) == 1 and (unit.isupper() or unit not in grammar.units):
        return None if counted["sign"] else f"\u2009{unit}"
    return f" {grammar.per} {grammar.units[unit].one if unit in grammar.units else unit}"


_COUNTED = re.compile(
    r"[0-9][ \u00a0\u202f]?(?P<sign>(?:[kmM](?:io|rd)?\.? ?)?[€$£]|[^\W\d_]{1,12}[²³23]?\.?|%)?$"
    r"|[€$£][ \u00a0]?[0-9.,]+$"
)


# --- figures ---------------------------------------------------------------


_SETS = re.compile(r"[0-9][-–][0-9],? $"), re.compile(r",? [0-9][-–][0-9](?![0-9])")


def _range(match: re.Match[str], grammar: Grammar) -> str:
    first, last = match["first"], match["last"]
    if len(first) == len(last) == 1 and (_SETS[0].search(before(match)) or _SETS[1].match(after(match))):
        return f"{grammar.number(first)} {grammar.number(last)}"
    falls = re.fullmatch("[0-9]{3,4} [0-9]{3,4}", f"{first} {last}") and int(first) > int(last)
    if falls or before(match, 7) == "Boeing ":  # Boeing 737-400, Boeing 737-800
        return f"{grammar.number(first)} {grammar.number(last)}"
    if (
        grammar.language == "es"
        and alone(match)
        and re.fullmatch("[0-9]{4}-[0-9]{4}", match[0])
        and last > "2100"
    ):
        return " ".join(grammar.cardinal(figure) for figure in first + last)  # a telephone of Central America
    if re.fullmatch(r"1[0-9]{3}|20[0-9]{2}", first) and re.fullmatch(r"[0-9]{4}", last):
        return f"{grammar.year(int(first))} {grammar.to} {grammar.year(int(last))}"
    return f"{grammar.number(first)} {grammar.to} {grammar.number(last)}"


def _ratio(match: re.Match[str], grammar: Grammar) -> str:
    joint = grammar.signs.get(":", grammar.to)
    return f"{grammar.cardinal(match['first'])} {joint} {grammar.cardinal(match['last'])}"


def _fraction(match: re.Match[str], grammar: Grammar) -> str | None:
    upper, lower = match["first"], match["last"].replace(".", "")
    whole = f"{grammar.cardinal(match['whole'])}{grammar.mixed}" if match["whole"] else ""
    minus = f"{grammar.minus} " if match["sign"] else ""
    if f"{upper}/{lower}" in grammar.fractions:
        part = grammar.fractions[f"{upper}/{lower}"]
        return minus + whole + (part.removeprefix("un ") if whole and part == "un demi" else part)
    if len(upper) == 4 and int(lower) % 100 == (int(upper) + 1) % 100:  # a season: 2023/24
        return f"{grammar.year(int(upper))} {grammar.cardinal(lower)}"
    of_a_year = re.fullmatch("(?:19|20)[0-9]{2}", upper)
    if of_a_year and int(lower) < int(upper):  # an act: (UE) 2016/679
        return f"{grammar.year(int(upper))}, {grammar.cardinal(lower)}"
    if (upper, lower) in (("24", "7"), ("9", "11")):  # the day of 2001 is no fraction
        return f"{grammar.cardinal(upper)} {grammar.cardinal(lower)}"
    improper = len(upper) == len(lower) == 1 and alone(match)  # 4/2: vier Halbe
    if (0 < int(upper) < int(lower) and len(upper) < 3) or (improper and upper > "0" and lower > "1"):
        return minus + whole + fraction(grammar, upper, lower)
    return f"{whole}{grammar.cardinal(upper)} {grammar.signs['/']} {grammar.cardinal(lower)}"


def _part_of_unit(match: re.Match[str], grammar: Grammar) -> str | None:
    """3 3/5 m: tres y tres quintos de metro, drei drei Fünftel Meter."""
    spoken, noun = _fraction(match, grammar), grammar.units[match["unit"]]
    if spoken is None or not 0 < int(match["first"]) < int(match["last"]):
        return None
    if noun.gender == "f" and match["whole"]:
        whole = grammar.cardinal(match["whole"])
        spoken = grammar.agree(whole, "f") + spoken.removeprefix(whole)
    half = f"{match['first']}/{match['last']}" == "1/2" and grammar.half.get(noun.gender)
    if (
        half
        and not match["whole"]
        and grammar.language != "fr"
        and not (grammar.capital_nouns and alone(match))
    ):
        return f"{half} {noun.one}"  # medio kilogramo, ein halber Liter
    if half and match["whole"] and not grammar.capital_nouns:  # una y media milla, due chilometri e mezzo
        counted, *of = grammar.counted(match["whole"], noun).split(" por ")
        return " por ".join([f"{counted}{grammar.mixed}{half}", *of])
    return f"{spoken} {grammar.of}{noun.one}"


def _half_more(match: re.Match[str], grammar: Grammar) -> str | None:
    """1 1/2 horas: una hora y media; 1/2 litro: medio litro."""
    noun, count = match["noun"], match["whole"]
    gender = noun_gender(noun, grammar) or "m"
    if gender not in grammar.half:
        return None
    if not count:  # French says "un demi"
        return None if grammar.language == "fr" else f"{grammar.half[gender]} {noun}"
    if count == "1":
        noun = (
            noun[:-1] + {"e": "a", "i": "o"}.get(noun[-1], noun[-1])
            if grammar.code == "it"
            else noun.removesuffix("s")
        )
    return f"{grammar.agree(grammar.cardinal(count), gender)} {noun}{grammar.mixed}{grammar.half[gender]}"


def _version(match: re.Match[str], grammar: Grammar) -> str | None:
    """2.3.1, 193.1.89.60: each number, with the dots between them."""
    parts = match[0].split(".")
    if is_grouped(parts):
        return None
    return f" {grammar.dot} ".join(grammar.cardinal(part) for part in parts)


def _of_a_short_year(match: re.Match[str], grammar: Grammar) -> str:
    """Lei 14.133/21, legge 194/78: the number of an act and the last two figures of its year."""
    short = match["year"]
    year = grammar.cardinal(2000 + int(short) if short[0] == "0" else short)
    of = "dell'" if grammar.language == "it" and year[0] in "ou" else f"{grammar.of_year} "
    return f"{match['lead']}{grammar.number(match['number'])} {of}{year}"


def _of_a_year(match: re.Match[str], grammar: Grammar) -> str:
    """Ley 39/2015, d.l. 18/2020: the number of an act and its year; 05/2024 is a month."""
    number, year = match["number"], grammar.year(int(match["year"]))
    if number[0] == "0" and 1 <= int(number) <= 12:
        return f"{grammar.months[int(number) - 1]}{grammar.date_link}{year}"
    return f"{grammar.number(number)} {grammar.of_year} {year}"


def _minus_between(match: re.Match[str], grammar: Grammar) -> str | None:
    return f" {grammar.minus} " if mentions(match, _EQUATION) else None


_EQUATION = re.compile("=")


def _coded(match: re.Match[str], grammar: Grammar) -> str:
    """A-6, BR-101, 23-F: a letter and a number, without the hyphen that a voice may read out."""
    return match[0].replace("-", " ")


def _numeral(match: re.Match[str], grammar: Grammar) -> str | None:
    """II Guerra Mundial, Título VIII: an ordinal before a capitalised noun, else a number."""
    value = roman(match["numeral"])
    noun = re.match(r"[ \u00a0]([A-ZÀ-Ý][^\W\d_]{2,})", after(match)) or (
        grammar.language in ("it", "es", "pt")
        and _THE.search(before(match, 6))
        and re.match(r"[ \u00a0]([a-zà-ý]{5,})", after(match))
    )
    if not value or (grammar.language == "de" and not noun):
        return grammar.cardinal(value) if value else None
    if not noun or grammar.language == "fr":
        return grammar.cardinal(value)
    return grammar.ordinal(grammar, value, "ª" if noun_gender(noun[1].lower(), grammar) == "f" else "º")


_THE = re.compile(r"(?i)\b(?:il|l[oa]|d?el|[dn][oa]|nella|della|alla|al|ao?|o|à) $")


def _year(match: re.Match[str], grammar: Grammar) -> str | None:
    return grammar.year(int(match[0])) if grammar.years else None


def noun_gender(word: str, grammar: Grammar) -> str:
    """The gender that a counted noun most likely has, by its ending; "" where nothing hangs on it."""
    if word in grammar.not_counted:
        return ""
    if word in grammar.feminine:
        return "f"
    return next((gender for gender, ending in grammar.genders if ending.search(word)), "")


def _counted_gender(match: re.Match[str], grammar: Grammar) -> str:
    """The gender of what a number counts, by the word behind it, else by an article before it."""
    following = re.match(r"[ \u00a0\u202f]([^\W\d_]{3,})", after(match))
    noun = following[1] if following and following[1].islower() != grammar.capital_nouns else ""
    if grammar.capital_nouns and _NUMBERED.search(before(match, 24)):  # Satz 1 Grundgesetz
        noun = ""
    gender = noun_gender(noun, grammar) if len(noun) > 3 or noun in grammar.short_nouns else ""
    if not gender and grammar.feminine_before and noun not in grammar.not_counted:
        gender = "f" if re.search(rf"(?i)\b(?:{grammar.feminine_before}) $", before(match, 16)) else ""
    return gender


_NUMBERED = re.compile(r"\b(?!Nach|Seit|Noch|Etwa|Rund|Fast)[A-ZÄÖÜ]\w{3,} $")


def _number(match: re.Match[str], grammar: Grammar) -> str:
    gender = _counted_gender(match, grammar)
    words = grammar.number(match["first"], gender)
    if gender and grammar.declined:
        words = grammar.declined(words, gender, before(match, 32), after(match).lstrip(" \u00a0\u202f"))
    lead = " " if before(match, 1).isalnum() else ""
    tail = " " if after(match, 1).isalnum() else ""
    return f"{lead}{_lead(match, grammar)}{words}{tail}"


# --- addresses and signs ---------------------------------------------------


def _net(match: re.Match[str], grammar: Grammar) -> str:
    text = re.sub(r"(?i)^(?:https?://)?(?:www[0-9]?\.)?", "", match[0])
    if "@" not in text:
        text = text.partition("/")[0]
    text = text.rstrip(".,;:!?)")
    end = match[0][len(match[0].rstrip(".,;:!?)")) :]
    text = _CODE_LETTERS.sub(lambda letters: " ".join(letters[0]), text)
    if grammar.language == "de":  # Punkt d e; es and it are words at home
        text = re.sub(r"(?<=\.)[a-z](?=[a-z]$)", r"\g<0> ", text)
    text = re.sub("[0-9]+", lambda run: f" {' '.join(grammar.cardinal(figure) for figure in run[0])} ", text)
    text = _NO_VOWEL.sub(lambda letters: " ".join(letters[0]), text)
    text = text.replace("@", f" {grammar.at} ").replace(".", f" {grammar.dot} ")
    text = text.replace("-", f" {grammar.signs['address-']} ").replace("_", f" {grammar.signs['address_']} ")
    return re.sub(" {2,}", " ", text).strip() + end


_CODE_LETTERS = re.compile(r"(?<![^\W_])[^\W\d_]{2}(?=[0-9])|(?<=[0-9])[^\W\d_]{2}(?![^\W_])")  # ab3, 4cd
_NO_VOWEL = re.compile(r"(?i)(?<![^\W\d_])[b-df-hj-np-tv-xz]{2,}(?![^\W\d_])")  # bbc, br


def _telephone(match: re.Match[str], grammar: Grammar) -> str:
    """Figure by figure, in the groups as written; French says pairs as numbers."""
    groups = re.findall("[0-9]+", match["number"])
    plus = f"{grammar.signs['+']} " if match["number"][0] == "+" else ""

    def spell(group: str) -> str:
        if grammar.code.startswith("fr") and len(group) == 2:
            return (
                f"{grammar.cardinal(0)} {grammar.cardinal(group[1])}"
                if group[0] == "0"
                else grammar.cardinal(group)
            )
        return " ".join(grammar.cardinal(figure) for figure in group)

    spoken = [spell(group) for group in groups]
    if plus and len(groups[0]) == 2 and grammar.language in ("de", "es"):
        spoken[0] = grammar.cardinal(groups[0])  # the country's code: plus neunundvierzig
    return match["lead"] + plus + ", ".join(spoken)


def _sign(match: re.Match[str], grammar: Grammar) -> str:
    lead = "" if before(match, 1) in ("", *" \u00a0([«“„") else " "
    tail = "" if after(match, 1) in ("", *" \u00a0,.;:!?)]»”") else " "
    return lead + grammar.signs[match[0]] + tail


_NETS: tuple[Rule[Grammar], ...] = (
    rule("@", r"(?<![\w.+-])[\w+-]++(?:\.[\w+-]++)*+@(?:[A-Za-z0-9-]++\.)+[A-Za-z]{2,}", _net),
    rule("@", r"(?<![\w.@])@[A-Za-z][\w-]*(?:\.[\w-]+)*", _net),
    rule(":.", r"(?i)\b(?:https?://|www\.)[^\s<>\"«»“”]++", _net),
    rule(
        ".",
        rf"(?<![\w@.])(?:[a-z0-9-]++\.)+(?:{HOSTS})\b(?:/\S*)?",
        _net,
    ),
    rule(".", FILE, _net),
)


def build(grammar: Grammar, first: tuple[Rule[Grammar], ...]) -> tuple[Rule[Grammar], ...]:
    """All rules of a grammar: its own `first`, then those that it shares."""
    units, scales = any_of(grammar.units), any_of(grammar.scales)
    coins = "|".join((_CODE, *(sign for sign in grammar.currencies if len(sign) > 2 and sign.islower())))
    signs = "".join(sign for sign in grammar.signs if len(sign) == 1 and sign not in "/:÷<>")
    return (
        *_NETS,
        *(replacement(pattern, words) for pattern, words in grammar.abbreviations),
        rule(
            DIGITS,
            r"(?P<lead>\b(?i:t[eé]l|t[eé]l[eé]phone|tel[eé]fono?|telefone|numero verde|cep)\b"
            r"\.?[ \u00a0]?:?[ \u00a0]?)"
            r"(?P<number>\(?\+?[0-9](?:[ \u00a0\u202f./()-]{0,3}[0-9]){5,14})(?![\w.,]?[0-9])",
            _telephone,
        ),
        rule(
            "-+06",
            r"(?<![\w.,+(-])(?P<lead>)(?P<number>\+[0-9]{1,3}(?:[ \u00a0\u202f.()/-]{1,3}[0-9]{1,8}){2,5}"
            rf"|{HELPLINE}"
            r"|\+[1-9][0-9]{0,2}[ \u00a0][0-9]{6,11}|\+[1-9][0-9]{9,13}"
            r"|\([0-9]{2,4}\)[ -]?[0-9]{3,5}[ -][0-9]{4}|(?:1[ -])?[0-9]{3}[ \u202f-][0-9]{3}-[0-9]{4}"
            r"|[0-9]{3}-[0-9]{4}"
            r"|[0-9]{2,3}(?:-[0-9]{2,3}){3}|0[0-9]{1,4}[ /-][0-9]{5,8}|0[0-9]{2,3} [0-9]{3} [0-9]{3,4})"
            r"(?![\w-]|[.,][0-9]| [0-9])",
            _telephone,
        ),
        rule(
            "€",
            r"(?<![\w.,])(?P<first>[0-9]{1,3})[ ]?k€",
            lambda match, grammar: f"{match['first']}\u202f000 €",
        ),
        position(grammar),
        zone(),
        *first,
        *shorthand(grammar, units),
        *dates_and_times(grammar),
        rule(".", r"(?<![\w.,])[0-9]{1,3}(?:\.[0-9]{1,3}){2,3}(?!\w|[.,][0-9])", _version),
        rule(
            "/",
            r"(?<![\w.,/-])(?!(?:19|20)[0-9]{2}/)(?P<number>[0-9]{1,3}\.[0-9]{3}|[0-9]{1,5})/"
            r"(?P<year>(?:19|20)[0-9]{2})(?![\w/-]|[.,][0-9])",
            _of_a_year,
        ),
        rule(
            "/",
            r"(?P<lead>\b(?:(?:[Ll]e[iy]|[Ll]egge|[Dd]ecret[oi])(?: [^\W\d_]{4,12}){0,2}|MP|PEC|PL)"
            r"(?: número)? )"
            r"(?P<number>[0-9]{1,3}\.[0-9]{3}|[0-9]{1,5})/(?P<year>[0-9]{2})(?![\w/-]|[.,][0-9])",
            _of_a_short_year,
        ),
        rule("-–−", r"(?<=[0-9]) [-–−] (?=[0-9])", _minus_between),
        rule(
            "IVX",
            r"(?<![\w.'’-])(?P<numeral>(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3}))(?![\w'’]|-[^\W\d_])",
            _numeral,
        ),
        rule("/", rf"[ ]?/[ ]?(?:(?P<unit>{units}|[^\W\d_]{{1,12}})(?![\w/²³])|(?=100 ?km\b))", _per),
        rule(
            DIGITS,
            rf"{_BEGIN}{_SIGN}(?P<currency>{_MONEY_SIGN}|(?i:{_CODES}))[ \u00a0\u202f]?"
            rf"(?P<first>{NUMBER})(?:{_DASH}(?P<last>{NUMBER}))?"
            rf"(?P<scale>[ \u00a0\u202f]?(?:{scales})(?!\w))?",
            _money,
        ),
        rule(
            DIGITS,
            rf"{_BEGIN}{_SIGN}(?P<first>{NUMBER})(?:{_DASH}(?P<last>{NUMBER}))?"
            rf"(?P<scale>[ \u00a0\u202f]?(?:{scales}))?[ \u00a0\u202f]?(?P<currency>{coins})(?!\w)",
            _money,
        ),
        rule(
            "%",
            rf"{_BEGIN}{_SIGN}(?P<first>{NUMBER})(?:[ \u00a0\u202f]?%?{_DASH}"
            rf"(?P<last>{NUMBER}))?[ \u00a0\u202f]?%",
            _percent,
        ),
        rule("/", rf"{_FRACTION}[ \u00a0\u202f]?(?P<unit>{units})(?![\w/²³'’])", _part_of_unit),
        rule(
            DIGITS,
            rf"{_BEGIN}{_SIGN}(?P<first>{NUMBER})(?:{_DASH}(?P<last>{NUMBER}))?"
            rf"(?P<scale>[ \u00a0\u202f](?:{scales})(?=[ \u00a0\u202f]))?"
            rf"[ \u00a0\u202f]?(?P<unit>{units})(?![\w/²³'’])",
            _measure,
        ),
        rule(
            DIGITS,
            rf"{_BEGIN}{_SIGN}(?P<first>{NUMBER})[ \u00a0\u202f]?(?P<scale>{scales})(?!\w)(?P<last>)",
            _scaled,
        ),
        rule(
            "/",
            r"(?<![\w.,/])(?<![0-9] )(?:(?P<whole>[0-9]{1,3}) )?1/2 "
            r"(?P<noun>(?!de[lis]|dos|das|des)[a-zà-ÿ]{3,})",
            _half_more,
        ),
        rule("/", _FRACTION + r"(?![\w/]|[.,][0-9])", _fraction),
        rule("/", r"(?<=[0-9])/(?=[0-9])", lambda match, grammar: ", "),
        rule(":", r"(?<![\w.,:])(?P<first>[0-9]{1,3}):(?P<last>[0-9]{1,3})(?![\w:])", _ratio),
        rule(
            "-–",
            rf"(?<![\w.,/-])(?P<first>{NUMBER})[ ]?[-–][ ]?(?P<last>{NUMBER})(?![\w/-]|[.,][0-9])",
            _range,
        ),
        rule("-", r"\b[A-Z]{1,5}-(?=[0-9])|(?<![\w.,-])[0-9]{1,3}-[A-Z](?!\w)", _coded),
        rule(DIGITS, r"(?<![\w.,])(?:1[1-9][0-9]{2})(?![\w]|[.,][0-9])", _year),
        rule(DIGITS, rf"{_SIGN}(?P<first>{NUMBER})", _number),
        rule(signs, f"[{re.escape(signs)}]", _sign),
    )


def say(rules: tuple[Rule[Grammar], ...], grammar: Grammar, text: str) -> str:
    text = ascii_figures(text, grammar.decimal)
    if grammar.space_groups:
        text = re.sub(
            r"(?<![\w.,])(?<![0-9] )([1-9][0-9]{0,2})((?: [0-9]{3}){1,8})(?![ ]?[0-9])", _closed, text
        )
    return apply_all(rules, text, grammar)


def _closed(match: re.Match[str]) -> str:
    return match[0].replace(" ", "\u202f")
