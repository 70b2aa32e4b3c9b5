"""Written numbers of one language: their patterns, their parts and their words."""

from __future__ import annotations

import re
from decimal import Decimal

from publish.speech.multilingual.numerals import cardinal, digit_by_digit
from publish.speech.multilingual.words import Words
from publish.speech.rule import DIGITS, Rule

SPACES = "\u00a0\u2009\u202f"


def pattern_of(words: Words) -> str:
    """A regular expression for a number as this language writes it: groups, then a decimal part."""
    other = "." if words.decimal == "," else ","
    plain = " " if words.space_groups else ""
    group = f"[{re.escape(other)}'’{SPACES}{plain}]"
    lakh = r"[0-9]{1,2}(?:,[0-9]{2}){1,8},[0-9]{3}(?![0-9])(?:\.[0-9]++)?|" if words.lang == "hi" else ""
    mark = re.escape(words.decimal)
    return (
        rf"{lakh}[1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}}){{1,8}}(?![0-9]|{group}[0-9])(?:{mark}[0-9]++)?"
        r"|[0-9]++(?:[.,][0-9]++)?"
    )


def parts(words: Words, text: str) -> tuple[str, str]:
    """The figures before and after the decimal mark, without marks between groups."""
    text = re.sub(rf"[ '’{SPACES}]", "", text)
    other = "." if words.decimal == "," else ","
    grouped = rf"[1-9][0-9]{{0,2}}(?:{re.escape(other)}[0-9]{{3}})+(?:{re.escape(words.decimal)}[0-9]+)?"
    if re.fullmatch(grouped, text) or re.fullmatch(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?", text):
        text = text.replace(other, "")
    whole, _, fraction = text.replace(",", ".").partition(".")
    return whole or "0", fraction.replace(".", "")


def value(words: Words, text: str) -> Decimal:
    """A written number as a decimal; its decimals count, since a plural may hang on them."""
    whole, fraction = parts(words, text)
    return Decimal(f"{whole[:40]}.{fraction[:20]}" if fraction else whole[:40])


def number(words: Words, text: str, gender: str = "") -> str:
    """A written number in words, fitted to a gender (m, f, n) where the language has them."""
    whole, fraction = parts(words, text)
    if not fraction:
        return cardinal(words, whole, gender)
    if words.parts and len(fraction) <= len(words.parts) and int(fraction):
        return _in_parts(words, whole, fraction)
    if words.digits == "each" or len(fraction) > 3:
        tail = digit_by_digit(words, fraction)
    else:
        zeros = fraction[: len(fraction) - len(fraction.lstrip("0"))]
        rest = fraction[len(zeros) :]
        pieces = (digit_by_digit(words, zeros), cardinal(words, rest) if rest else "")
        tail = " ".join(piece for piece in pieces if piece)
    if words.whole:  # jedenáct celých pět
        noun = words.noun(words.whole)
        head = noun.counted(words.category(Decimal(whole[:40])), cardinal(words, whole, noun.gender))
        return f"{head}{words.glue}{tail}"
    point = words.glue.join(part for part in (cardinal(words, whole, gender), words.point) if part)
    return f"{point}{words.digit_glue}{tail}" if words.lang != "ko" else f"{cardinal(words, whole)}점{tail}"


def _in_parts(words: Words, whole: str, fraction: str) -> str:
    """две целых пять десятых: tenths, hundredths and so on by name."""
    kept = fraction
    noun = words.noun(words.parts[len(kept) - 1])
    tail = noun.counted(words.category(Decimal(int(kept))), cardinal(words, str(int(kept)), noun.gender))
    head = words.noun(words.whole)
    count = Decimal(whole[:40])
    return f"{head.counted(words.category(count), cardinal(words, whole, head.gender))}{words.point}{tail}"


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
    return (Rule(DIGITS, re.compile(shape), _compound),)


def _compound(match: re.Match[str], words: Words) -> str:
    said = cardinal(words, match["number"], words.compound["rule"])
    for pattern, becomes in words.compound.items():
        if pattern not in _OPTIONS:
            said = re.sub(pattern, becomes, said)
    return said.replace(" ", "") + match["rest"].lstrip("-‑")
