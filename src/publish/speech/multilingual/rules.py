"""The rules that every language of `words/` shares; each file brings the words."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache, partial

from publish.speech.marks import FILE, HELPLINE, HOSTS, ascii_figures, is_grouped, roman
from publish.speech.multilingual import dates
from publish.speech.multilingual.numbers import cardinal, digit_by_digit, number, ordinal, templated, year
from publish.speech.multilingual.words import (
    SPACES,
    Noun,
    Words,
    case_shown,
    currencies_of,
    gender_shown,
    parts,
    pattern_of,
    units_of,
    value,
    words_of,
)
from publish.speech.rule import DIGITS, Rule, after, any_of, apply_all, before, mentions, replacement, rule

_SPACE = f"[ {SPACES}]?"
_JOINT = "\u2060"  # between a figure and its ending, until both are words
_DASHES = "-–—~〜～"
_DASH = f"[ ]?[{_DASHES}][ ]?"
_JOINED = frozenset({"zh", "ja", "ko"})  # scripts that set no space round a figure
_ARABIC_PREFIXES = "وبلفك"  # written together with the number after them
_MILLION = Decimal(10**6)


def say(words: Words, text: str) -> str:
    """The spoken form of a text: every figure and sign in the words of its language."""
    if words.lang in ("ru", "uk", "bg", "be", "sr", "mk"):  # centuries typed with Cyrillic letters
        text = _CYRILLIC_ROMAN.sub(lambda numeral: numeral[0].translate(_LATIN), text)
    spoken = apply_all(rules_of(words.lang), ascii_figures(text, words.decimal), words)
    if words.joined:
        spoken = _ENDING.sub(partial(_joined, words), spoken)
    return spoken.replace(_JOINT, "")


_CYRILLIC_ROMAN = re.compile(r"(?<![\w-])[ІХIVX]{2,8}(?!\w)")
_LATIN = str.maketrans("ІХ", "IX")
_ENDING = re.compile(rf"(?<![^\W\d_])(?P<stem>[^\W\d_]*+){_JOINT}(?P<ending>[^\W\d_]*)")


def _joined(words: Words, match: re.Match[str]) -> str:
    """A stem and its ending as one word: hárman, órában, fontot, by the file's table `joins`."""
    both = f"{match['stem']}-{match['ending']}"
    for pattern, becomes in words.joins.items():
        both = re.sub(pattern, becomes, both)
    return both.replace("-", "", 1)


def _letters(words: Words) -> str:
    """The letters that may not touch a number: in scripts without spaces only the Latin ones."""
    return "A-Za-z0-9" if words.lang in _JOINED or words.lang == "ar" else r"\w"


def _letters_after(words: Words) -> str:
    return "A-Za-z0-9" if words.lang in _JOINED else r"\w"


def _spaced(match: re.Match[str], spoken: str, words: Words) -> str:
    """Words with a space where they would touch others."""
    if words.lang in _JOINED:
        return spoken
    previous = before(match, 1)
    lead = " " if previous.isalnum() and not (words.lang == "ar" and previous in _ARABIC_PREFIXES) else ""
    return f"{lead}{spoken}{' ' if after(match, 1).isalnum() else ''}"


def _minus(match: re.Match[str], words: Words) -> str:
    sign = match["sign"] or ""
    return {"": "", "+": words.signs.get("+", "")}.get(sign, words.minus) + (words.glue if sign else "")


def _to(words: Words) -> str:
    return f"{words.glue}{words.to}{words.glue}"


# --- words that begin with a number: 15-летний, 5-річний, 15-letni, 15letý -
#
# The table `compound` of a file: `shape` is the pattern of the rest of the word, `rule` the form of the
# number to begin from, every other key a pattern in that form and what it becomes.

_OPTIONS = ("shape", "rule")


def compounds(words: Words) -> tuple[Rule[Words], ...]:
    """The rule for numbers that are the first part of a word, where the language's file has the table."""
    if not words.compound:
        return ()
    shape = rf"(?<![\w.,])(?P<number>[1-9][0-9]{{0,3}})(?P<rest>{words.compound['shape']})(?!\w)"
    return (rule(DIGITS, shape, _compound),)


def _compound(match: re.Match[str], words: Words) -> str:
    spoken = cardinal(words, match["number"], words.compound["rule"])
    for pattern, becomes in words.compound.items():
        if pattern not in _OPTIONS:
            spoken = re.sub(pattern, becomes, spoken)
    return spoken.replace(" ", "") + match["rest"].lstrip("-‑")


# --- amounts ---------------------------------------------------------------


def _counted(words: Words, noun: Noun, text: str) -> str:
    text = re.sub(r"^0+(?=[0-9])", "", text)
    return noun.counted(words.category(value(words, text)), number(words, text, noun.gender))


def _governed(match: re.Match[str], words: Words, text: str) -> bool:
    """Whether a number stands behind a word that takes the genitive: более 50, около 35 000."""
    if not words.genitive_after or (parts(words, text)[1] and not words.parts):
        return False
    if words.lang == "ar" and match.groupdict().keys() & {"unit", "currency", "scale"}:
        return False
    lead = before(match, 16)
    if words.genitive_span and re.search(rf"(?i)\b(?:{words.genitive_span}) $", lead):
        return bool(_SPAN.match(after(match, 40)))
    return bool(re.search(rf"(?i)\b(?:{words.genitive_after}) $", lead))


_SPAN = re.compile(r"[^.;:!?]{0,20} (?:до|do) ")  # с 10 % до 15 %


def _in_genitive(words: Words, noun: Noun, text: str) -> str:
    """Более пятидесяти процентов, около одного километра: CLDR's "many" is a genitive plural."""
    has_decimals = bool(parts(words, text)[1])
    if has_decimals and not words.parts:
        return _counted(words, noun, text)
    gender = "f-genitive" if noun.gender == "f" else "genitive"
    spoken = number(words, text, gender)
    if has_decimals:  # до двух целых пяти десятых процента, до полутора процентов
        return noun.counted("many" if spoken == words.half.get(gender) else "other", spoken)
    one_form, many_form = words.genitive_forms
    return noun.counted(one_form if words.category(value(words, text)) == "one" else many_form, spoken)


def _amount(match: re.Match[str], words: Words, noun: Noun) -> str:
    """A number, or a range of two, and what is counted."""
    if not match["last"] and _governed(match, words, match["first"]):
        return _minus(match, words) + _in_genitive(words, noun, match["first"])
    if not match["last"]:
        return _minus(match, words) + _counted(words, noun, match["first"])
    if _governed(match, words, match["last"]):
        gender = "f-genitive" if noun.gender == "f" else "genitive"
        both = _to(words).join(number(words, match[name], gender) for name in ("first", "last"))
        return _minus(match, words) + noun.counted(words.genitive_forms[1], both)
    both = _to(words).join(number(words, match[name], noun.gender) for name in ("first", "last"))
    return _minus(match, words) + noun.counted(words.category(value(words, match["last"])), both)


def _scaled_amount(match: re.Match[str], words: Words, noun: Noun) -> str:
    """3,2 млн л: so many millions of something."""
    amount = _amount(match, words, words.noun(words.scales[match["scale"].strip()]))
    return _spaced(match, noun.counted(words.category(_MILLION), amount), words)


def _measure(match: re.Match[str], words: Words) -> str | None:
    noun = units_of(words)[match["unit"]]
    if match["unit"] == "A" and match.string[match.start("unit") - 1].isdigit():  # a house
        return None
    if match["scale"]:
        return _scaled_amount(match, words, noun)
    return _spaced(match, _amount(match, words, noun), words)


def _money(match: re.Match[str], words: Words) -> str:
    noun = currencies_of(words)[match["currency"]]
    if match["scale"]:
        return _scaled_amount(match, words, noun)
    cents = words.cents.get(match["currency"], "")
    whole, fraction = parts(words, match["last"] or match["first"])
    if words.decimal == "," and not match["last"] and _ENGLISH_SUM.fullmatch(match[0].lstrip("-−–+")):
        whole, fraction = whole + fraction, ""  # $2,200 as English writes it
        return _spaced(match, _minus(match, words) + _counted(words, noun, whole), words)
    if not cents or match["last"] or not fraction or len(fraction) > 2:
        return _spaced(match, _amount(match, words, noun), words)
    small = _counted(words, words.noun(cents), fraction.ljust(2, "0"))
    big = _counted(words, noun, whole)
    both = f"{big}{words.signs.get('cents', words.glue)}{small}"
    spoken = big if not int(fraction) else small if not int(whole) else both
    return _spaced(match, _minus(match, words) + spoken, words)


def _each(match: re.Match[str], words: Words) -> str | None:
    """20 kr/kg: so much for each."""
    if "per" not in words.signs:
        return None
    unit = units_of(words)[match["unit"]].counted("one", "").strip()
    for written, becomes in words.accusative.items():  # за тонну
        unit = re.sub(written, becomes, unit)
    per = words.signs["per"]
    return f"{match['sum']} {per.replace('{unit}', unit) if '{unit}' in per else f'{per} {unit}'}"


def _per_hundred(match: re.Match[str], words: Words) -> str | None:
    """5,8 l/100 km."""
    joint = words.signs.get("/100") or words.signs.get("per")
    return f"{match['unit']} {joint} " if joint else None


_ENGLISH_SUM = re.compile(r"(?:US)?[$£][1-9][0-9]{0,2},[0-9]{3}")


def _scaled(match: re.Match[str], words: Words) -> str:
    return _spaced(match, _amount(match, words, words.noun(words.scales[match["scale"].strip()])), words)


def _part_of_unit(match: re.Match[str], words: Words) -> str | None:
    """3/4 km."""
    spoken = _fraction(match, words)
    return spoken and units_of(words)[match["unit"]].counted("other", spoken)


# --- ordinals, fractions, plain figures ------------------------------------


def _suffixed(match: re.Match[str], words: Words) -> str:
    return _spaced(match, templated(words, words.suffixes[match["suffix"]], int(match["number"])), words)


def _roman(template: str) -> Callable[[re.Match[str], Words], str | None]:
    def spell(match: re.Match[str], words: Words) -> str | None:
        count = roman(match["numeral"].upper())
        return match.groupdict().get("lead", "") + templated(words, template, count) if count else None

    return spell


def _fraction(match: re.Match[str], words: Words) -> str | None:
    """1/2, 3 2/3: by name where the file has one, else by its pattern."""
    upper, lower = match["first"], match["last"]
    if re.fullmatch("(?:19|20)[0-9]{2}", upper) and int(lower) % 100 == (int(upper) + 1) % 100:  # a season
        return _spaced(match, f"{cardinal(words, upper)}{words.glue}{cardinal(words, lower)}", words)
    genitive = words.fractions.get(f"genitive {upper}/{lower}")
    if genitive and _governed(match, words, upper):
        return _spaced(match, genitive, words)
    if f"{upper}/{lower}" in words.fractions:
        spoken = words.fractions[f"{upper}/{lower}"]
    elif f"/{lower}" in words.fractions:
        spoken = words.noun(words.fractions[f"/{lower}"]).counted(
            words.category(Decimal(upper)), cardinal(words, upper, "" if words.lang == "ar" else "f")
        )
    else:
        spoken = _plain_fraction(words, upper, lower)
    whole = f"{cardinal(words, match['whole'])}{words.signs.get('and', words.glue)}" if match["whole"] else ""
    if whole and words.parts and "and" not in words.signs:  # одна целая одна вторая
        noun = words.noun(words.whole)
        count = cardinal(words, match["whole"], noun.gender)
        whole = noun.counted(words.category(Decimal(match["whole"])), count) + words.glue
    return _spaced(match, _minus(match, words) + whole + spoken, words)


def _plain_fraction(words: Words, upper: str, lower: str) -> str:
    named = "{o}" in words.fraction and 1 < int(lower) < 10**6
    if "{o}" in words.fraction and not named:
        return f"{cardinal(words, upper)} / {cardinal(words, lower)}"
    spoken = words.fraction.replace("{n}", cardinal(words, upper, "f" if named else ""))
    if not named:
        return spoken.replace("{d}", cardinal(words, lower))
    variant = words.numbers["denominator-one" if upper == "1" else "denominator"]
    return spoken.replace("{o}", ordinal(words, int(lower), variant))


_GOALS = 200
"""Numbers below this that fall, such as 3-1, are a score: a range rises."""


_SET = re.compile(r"([0-9]{1,3})[-–]([0-9]{1,3})(?![0-9])")


_TEAMS = re.compile(r"(?:^| )[A-ZÅÄÖØÆÇŞİ][\w.]{1,17}[–-][A-ZÅÄÖØÆÇŞİ][\w.]{1,17} $")


def _is_score(match: re.Match[str]) -> bool:
    """Whether figures with a dash between them are a score: 3-1, and 3-6 in "6-4, 3-6, 7-5"."""
    pairs = [(match["first"], match["last"])]
    if _TEAMS.search(before(match, 40)) and max(map(len, pairs[0])) < 3:
        return True
    if re.match(", [0-9]", after(match, 3)) or re.search("[0-9], $", before(match, 3)):
        pairs += _SET.findall(before(match, 9)) + _SET.findall(after(match, 9))
    return all(map(str.isdigit, pairs[0])) and any(
        int(last) <= int(first) < _GOALS for first, last in pairs if len(last) < 4
    )


def _range(match: re.Match[str], words: Words) -> str:
    first, last = (match[name] for name in ("first", "last"))
    if "score" in words.signs and match[0][len(first)] != " " and _is_score(match):
        joint = f"{words.glue}{words.signs['score']}{words.glue}" if words.signs["score"] else words.glue
        return _spaced(match, joint.join(cardinal(words, goals) for goals in (first, last)), words)
    case = "genitive" if _governed(match, words, last) else ""
    if not case and words.case_endings:  # 1–2 минутки, на 200–250 градусах
        case = case_shown(match, words, last) or gender_shown(match, words, last)
    spoken = [
        number(words, text, case)
        if case or not re.fullmatch(r"1[0-9]{3}|20[0-9]{2}", text)
        else year(words, int(text))
        for text in (match["first"], match["last"])
    ]
    if case == "f" and re.search(r"(?i)\b(?:на|за|по|через) $", before(match, 8)):
        spoken[0] = re.sub("одна$", "одну", spoken[0])
    return _spaced(match, _to(words).join(spoken), words)


def _map_scale(match: re.Match[str], words: Words) -> str:
    """1:50 000: a scale, and no time of day."""
    last = cardinal(words, re.sub("[^0-9]", "", match["last"]), "ratio" if "ratio" in words.numbers else "")
    joint = words.signs.get("ratio") or words.signs.get(":", words.to)
    return f"{cardinal(words, 1)} {joint} {last}"


def _version(match: re.Match[str], words: Words) -> str | None:
    """2.0.1: each number and the dots between them; 1.234.567 is one number."""
    return None if is_grouped(match[0].split(".")) else _dotted(match, words)


def _ratio(match: re.Match[str], words: Words) -> str:
    joint = words.signs.get(":", "")
    joint = joint if not words.glue else f" {joint} " if joint else " "
    return _spaced(match, joint.join(cardinal(words, match[name]) for name in ("first", "last")), words)


def _dotted(match: re.Match[str], words: Words) -> str:
    """193.1.89.60, a version: each number and the dots between them."""
    joint = f"{words.glue}{words.dot}{words.glue}"
    four = match[0].count(".") == 3 and words.lang == "hi"  # an address of the net, figure by figure
    say = digit_by_digit if four else cardinal
    return _spaced(match, joint.join(say(words, part) for part in match[0].split(".")), words)


def _number(match: re.Match[str], words: Words) -> str:
    text = match["first"]
    if match["sign"] in ("-", "−"):
        text = re.sub("^0+(?=[0-9])", "", text)
    spoken_as_year = words.numbers.get("year", "").startswith("spellout")
    if spoken_as_year and re.fullmatch(r"1[1-9][0-9]{2}", text) and not match["sign"]:
        return _spaced(match, year(words, int(text)), words)
    gender = case_shown(match, words, text) or gender_shown(match, words, text)
    if _governed(match, words, text):
        feminine = re.match(r"[ \u00a0][^\W\d_]+[ыи]\b" if words.lang == "ru" else "(?!)", after(match))
        gender = "f-genitive" if feminine or (gender == "f" and words.lang != "ru") else "genitive"
    spoken = number(words, text, gender)
    if gender == "f" and re.match(r"[ \u00a0][^\W\d_]+[ую]\b", after(match)):  # через одну неделю
        spoken = re.sub("одна$", "одну", spoken)
    if words.lang == "hu" and re.match(
        r" (?!és\b|vagy\b|meg\b|–)[^\W\d_A-Z]{2}", after(match)
    ):  # két gyermek
        spoken = re.sub("kettő$", "két", spoken)
    return _spaced(match, _minus(match, words) + spoken, words)


# --- addresses, telephones, signs ------------------------------------------


def _address(match: re.Match[str], words: Words) -> str:
    """The name of a site or a mailbox, with its dots in words; letters by name where the file spells them."""
    text = re.sub(r"(?i)^(?:https?://)?(?:www[0-9]?\.)?", "", match[0])
    if "@" not in text:
        text = text.partition("/")[0]
    spoken = []
    for part in re.findall(r"[A-Za-z]+|[0-9]|[가-힣]+|[^A-Za-z0-9가-힣]", text):
        if part.isdigit():
            spoken.append(cardinal(words, part))
        elif part.isalpha():
            spoken.append(_label(words, part))
        else:
            spoken.append({"@": words.at, ".": words.dot}.get(part) or words.signs.get(f"address{part}", " "))
    return re.sub(" {2,}", " ", " ".join(spoken)).strip()


def _label(words: Words, part: str) -> str:
    """A part of an address as a word or by its letters: every word, or codes alone, as the file has it."""
    is_code = bool(_NO_VOWEL.fullmatch(part)) or (len(part) == 2 and "com" not in words.spelling)
    if part.isascii() and words.spelling and (is_code or "com" in words.spelling):
        return _spelt(words, part.lower())
    return " ".join(part) if _NO_VOWEL.fullmatch(part) else part


_NO_VOWEL = re.compile("(?i)[b-df-hj-np-tv-xz]{2,}")  # bbc


def _spelt(words: Words, part: str) -> str:
    letters = (words.spelling.get(letter, letter) for letter in part)
    return words.spelling.get(part) or ("" if words.lang == "ko" else " ").join(letters)


def _telephone(match: re.Match[str], words: Words) -> str:
    groups = re.findall("[0-9]+", match["number"])
    plus = f"{words.signs.get('phone') or words.signs.get('+', '')} " if "+" in match["number"] else ""
    say = cardinal if words.telephone == "groups" else digit_by_digit
    return _spaced(match, plus + " ".join(say(words, group) for group in groups), words)


def _in_equation(match: re.Match[str], words: Words) -> str | None:
    """5 - 3 = 2, 10 : 2 = 5."""
    if match["sign"] != "÷" and not mentions(match, _EQUATION):
        return None
    spoken = words.signs.get("subtract", words.minus) if match["sign"] in "-–−" else words.signs["÷"]
    return f"{words.glue}{spoken}{words.glue}"


_EQUATION = re.compile("=")


def _sign(match: re.Match[str], words: Words) -> str:
    spoken = words.at if match[0] == "@" else words.signs[match[0]]
    if not words.glue:
        return spoken
    lead = "" if before(match, 1) in ("", *" \u00a0([«“„") else " "
    return lead + spoken + ("" if after(match, 1) in ("", " ", "\u00a0", ",", ".") else " ")


# --- the rules in their order ----------------------------------------------


@lru_cache(maxsize=64)
def rules_of(lang: str) -> tuple[Rule[Words], ...]:
    """All rules of a language, the most specific first."""
    words = words_of(lang)
    numerals = (
        rule("IVXLCDMivxlcdm", pattern, _roman(template)) for pattern, template in words.centuries.items()
    )
    return (
        *(replacement(pattern, becomes) for pattern, becomes in words.early.items()),
        *((rule(".", dates.HOURS, dates.hours),) if "." in words.time.get("mark", "") else ()),
        *_addresses(words),
        *_endings(words),
        *compounds(words),
        *dates.rules(words),
        *numerals,
        *_ordinals(words),
        *(_abbreviation(pattern, becomes) for pattern, becomes in words.abbreviations.items()),
        *_amounts(words),
        *_plain(words),
        *(replacement(pattern, becomes) for pattern, becomes in words.late.items()),
    )


_SMALL = re.compile(r"\\b(?P<letter>[^\W\d_A-Z])(?=[^\W\d_]+(?:\\.| |$))(?P<rest>.*)")


def _abbreviation(pattern: str, becomes: str) -> Rule[Words]:
    """An abbreviation's words, with a capital too where it begins a sentence: "Ca. 30", "Bkz. s. 5"."""
    small = _SMALL.fullmatch(pattern)
    if not small:
        return replacement(pattern, becomes)
    letter, begin = small["letter"], r"(?:^|(?<=[.!?:(«“\"] )|(?<=[(«“\"]))"

    def say(match: re.Match[str], words: Words) -> str:
        spoken = match.expand(becomes)
        return spoken if match[0].startswith(letter) else spoken[:1].upper() + spoken[1:]

    return rule("", rf"(?:\b{letter}|{begin}{letter.upper()}){small['rest']}", say)


def _addresses(words: Words) -> tuple[Rule[Words], ...]:
    domain = r"(?:[A-Za-z0-9-]++\.)+[A-Za-z]{2,}"
    phone = (
        r"(?P<number>\+[ ]?\(?[0-9]{1,3}\)?(?:[ \u00a0./()-]{1,3}[0-9]{1,12}){1,5}"
        r"|\(?[0-9]{3}\)?[-. ]{1,2}[0-9]{3}[-. ][0-9]{4}|0[0-9]{2,6}-[0-9]{4,8}|[0-9]{4}(?:-[0-9]{4}){3}"
        r"|0[0-9]{2,4}\.[0-9]{6,8}"
        r"|(?=[0-9](?:[- /]{0,2}[0-9]){8,11}(?![0-9]|[- ][0-9]))"
        r"0[0-9]{1,3}[-/ ]{1,2}[0-9]{2,8}(?:[- ][0-9]{2,4}){0,4}"
        rf"|{'1[568][0-9]{2}-[0-9]{4}(?!년)' if words.lang == 'ko' else HELPLINE}"
        r"|[0-9](?:[- ]?\([0-9]{3,5}\)|[- ][0-9]{3})[- ]?[0-9]{2,3}(?:-[0-9]{2}){2}|[0-9]{3}(?:-[0-9]{2}){2})"
    )
    end = f"(?![{_letters(words)}-]|[.,][0-9])"
    hosts = (
        rule("@", rf"(?<![\w.+-])[A-Za-z0-9_+-]++(?:\.[A-Za-z0-9_+-]++)*+@{domain}", _address),
        rule(".", rf"(?<![\w@.])(?:[a-z0-9-]++\.)+(?:{HOSTS})\b(?:/\S*)?", _address),
        rule(".", FILE, _address),
    )
    return (
        *(hosts if words.dot != "." else ()),  # without a word for the dot the voice reads the address
        rule("+-.6", rf"(?<![\w.,+(-]){phone}{end}", _telephone),
        rule(".", rf"(?<![\w.,])[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{3}}{end}", _version),
        *(() if words.lang in _JOINED else (rule(":", _SCALE, _map_scale),)),
    )


_SCALE = r"(?<![\w.,:])1 ?: ?(?P<last>[0-9]{1,3}(?:[ .,\u00a0\u202f][0-9]{3})+|[0-9]{3,7})(?![\w:]|[.,][0-9])"


def _ordinals(words: Words) -> tuple[Rule[Words], ...]:
    if not words.suffixes:
        return ()
    suffix = rf"(?P<suffix>{any_of(words.suffixes)})"
    begin = rf"(?<![{_letters(words)}.,])"
    return (rule(DIGITS, rf"{begin}(?P<number>[0-9]{{1,15}}){suffix}(?!\w)", _suffixed),)


def _endings(words: Words) -> tuple[Rule[Words], ...]:
    """1997-ben, 5 km-re, 2006'da, 1990:n: the ending joins the word before it."""
    if not words.joined:
        return ()
    signs = any_of([*units_of(words), *currencies_of(words)])
    scales = any_of(words.scales) or "(?!)"
    counted = rf"(?P<before>[0-9](?:(?:{_SPACE}(?:{scales}))?{_SPACE}(?:{signs}))?)"
    shape = rf"{counted}{words.joined}(?=[^\W\d_]{{1,8}}(?!\w))"
    return (rule(DIGITS, shape, lambda match, words: match["before"] + _JOINT),)


_SHORTENED = r"(?:(?<=[a-z]{2})\.(?=,| [a-zà-ÿ]))?"
"""The stop of a unit that is written as an abbreviation, where the sentence goes on: 12 min. forsinket."""


def _amounts(words: Words) -> tuple[Rule[Words], ...]:
    """Money, measures and scales, each with a sign, a range or a fraction before it."""
    letters, number = _letters(words), pattern_of(words)
    begin, end = rf"(?<![{letters}.,/])", rf"(?![{_letters_after(words)}]|[²³])"
    many = rf"(?P<sign>(?<![{letters})%°])[-−–+])?(?P<first>{number})(?:{_DASH}(?P<last>{number}))?"
    word_end = "" if words.lang in _JOINED else r"(?!\w)"
    scale = rf"{_SPACE}(?:{any_of(words.scales)}){word_end}" if words.scales else "(?!)"
    scaled = f"(?P<scale>{scale})?"
    money, units = any_of(currencies_of(words)), any_of(units_of(words)) or "(?!)"
    between = rf"(?<=[0-9])(?P<unit>{_SPACE}(?:{units}|{money}|{any_of(words.scales) or '(?!)'})){_DASH}"
    fraction = r"(?P<sign>[-−–])?(?P<whole>(?!))?(?P<first>[0-9]{1,6})/(?P<last>[0-9]{1,6})"
    rules = [
        rule(_DASHES, rf"{between}(?=(?:{money})?[0-9])", lambda match, words: match["unit"] + _to(words)),
        rule("/", rf"(?<=[0-9])(?P<sum>(?:{scale})?{_SPACE}(?:{money}))/(?P<unit>{units}){end}", _each),
        rule("/", rf"(?<=[0-9])(?P<unit>{_SPACE}(?:{units}))/(?=100 ?(?:km|км)\b)", _per_hundred),
        rule("/", rf"(?<!\w)(?P<sum>(?:{money}){_SPACE}[0-9][0-9.,]*+)/(?P<unit>{units}){end}", _each),
        rule(DIGITS, rf"{begin}(?<![0-9][ \u00a0])(?P<currency>{money}){_SPACE}{many}{scaled}", _money),
        rule(DIGITS, rf"{begin}{many}{scaled}{_SPACE}(?P<currency>{money}){end}", _money),
        rule("%", rf"{begin}(?P<unit>%){_SPACE}{many}(?P<scale>(?!))?", _measure),
        rule("/", rf"{begin}{fraction}{_SPACE}(?P<unit>{units}){end}", _part_of_unit),
        rule(DIGITS, rf"{begin}{many}{scaled}{_SPACE}(?P<unit>{units}){end}{_SHORTENED}", _measure),
        rule(DIGITS, rf"{begin}{many}(?P<scale>{scale})", _scaled),
    ]
    return tuple(rules if words.scales else rules[:-1])


def _plain(words: Words) -> tuple[Rule[Words], ...]:
    """Fractions, ratios, ranges and numbers, then the signs that are left."""
    letters, number = _letters(words), pattern_of(words)
    begin, end = rf"(?<![{letters}.,])", rf"(?![{_letters_after(words)}/-]|[.,][0-9])"
    sign = rf"(?P<sign>(?<![{letters})%°])[-−–+])?"
    whole = "(?:(?P<whole>[0-9]{1,6})[ 又])?"
    fraction = rf"{begin}(?<!/){sign}{whole}(?P<first>[0-9]{{1,18}})/(?P<last>[0-9]{{1,6}}){end}"
    ratio = r"(?<![\w.,:])(?P<first>[0-9]{1,4}):(?P<last>[0-9]{1,4})(?![\w:])"
    signs = "".join(re.escape(mark) for mark in words.signs if len(mark) == 1 and mark not in ":÷<>")
    return (
        rule("<>", r"[<>](?=[ ]?[-−]?[0-9])", _sign),
        rule("xх", r"(?<=[0-9])[ ]?[xх][ ]?(?=[0-9])", lambda match, words: "×"),
        rule("-–−:÷", r"(?<=[0-9])[ ]?(?P<sign>[:÷−]|(?<= )[-–](?= ))[ ]?(?=[0-9])", _in_equation),
        rule("/", fraction, _fraction),
        rule("/", r"(?<=[0-9])/(?=[0-9])", lambda match, words: ", "),
        rule(".", rf"{begin}[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{2}}{end}", _version),
        rule(":", ratio, _ratio),
        rule(_DASHES, rf"{begin}(?<![-–/])(?P<first>{number}){_DASH}(?P<last>{number}){end}", _range),
        rule(DIGITS, rf"{sign}(?P<first>{number})", _number),
        rule("", rf"[{signs}]|(?<![\w.])@(?=\w)", _sign),
    )
