"""Numbers in words: from CLDR's spell-out rules, num2words, or the language's own module.

CLDR's rules know genders and cases, num2words ordinals where CLDR has none
(Polish, Ukrainian, Hungarian). Chinese, Japanese, Korean, Vietnamese and Arabic
count in ways that both get wrong; `counting` holds them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from publish.speech.multilingual import counting
from publish.speech.multilingual.words import Words

LIMIT = 18  # figures; a longer number is said figure by figure


def cardinal(words: Words, figures: str | int, gender: str = "") -> str:
    """A whole number in words; a very long one, or one that begins with 0, figure by figure."""
    text = str(figures)
    if len(text) > LIMIT or (len(text) > 1 and text[0] == "0"):
        return digit_by_digit(words, text)
    return _cardinal(words.lang, int(text), words.numbers.get(gender) or words.numbers.get("", ""))


def digit_by_digit(words: Words, figures: str) -> str:
    rule = words.numbers.get("digit") or words.numbers.get("", "")
    return words.digit_glue.join(_cardinal(words.lang, int(figure), rule) for figure in figures)


def ordinal(words: Words, number: int, variant: str = "") -> str:
    """An ordinal; `variant` is an ending of CLDR's rule names, such as "feminine" or "masculine-genitive"."""
    if 0 < number <= len(words.ordinals):
        return _inflected(words.ordinals[number - 1], words.lang, variant)
    rule = words.numbers.get("ordinal", "")
    if words.ordinals and not rule:
        return cardinal(words, number)
    if rule == "num2words":
        return _num2words_ordinal(words.lang, number, variant)
    return _spelt(words.lang, number, f"spellout-ordinal-{variant}" if variant else rule)


def year(words: Words, number: int, variant: str = "") -> str:
    """A year: an ordinal in languages that say so, "nineteen hundred and …" in those that do."""
    if variant:
        return ordinal(words, number, variant)
    rule = words.numbers.get("year")
    if rule == "hundreds" and 1100 <= number < 2000:
        rest = f" {cardinal(words, number % 100)}" if number % 100 else ""
        return f"{cardinal(words, number // 100)} {words.signs['hundred']}{rest}"
    if rule and words.lang == "sv" and 2010 <= number < 2100:
        return _spelt(words.lang, 20, rule) + _spelt(words.lang, number % 100, rule)
    if rule and (1100 <= number < 2000 or (words.lang == "sv" and 1000 <= number < 2100)):
        return _spelt(words.lang, number, rule)
    return cardinal(words, number)


def templated(words: Words, template: str, count: int) -> str:
    """A number by a template of `suffixes`: "masculine", "den {0}|masculine", "{0}번째|native"."""
    shape, _, variant = template.rpartition("|")
    if variant in ("cardinal", "f", "n"):
        said = cardinal(words, count, variant if variant != "cardinal" else "")
    elif variant == "year":
        said = year(words, count)
    elif variant == "digits":
        said = digit_by_digit(words, str(count))
    elif variant == "native":
        said = counting.korean_native(count)
    else:
        said = ordinal(words, count, "" if variant == "ordinal" else variant)
    return shape.replace("{0}", said) if shape else said


@lru_cache(maxsize=4096)
def _cardinal(lang: str, number: int, rule: str) -> str:
    own = counting.COUNTERS.get(lang)
    if own:
        return own(number)
    if rule == "num2words":
        from num2words import num2words  # type: ignore[import-untyped]

        return _clear(str(num2words(number, lang=lang)), lang)
    return _spelt(lang, number, rule or "spellout-numbering")


# CLDR leaves whole hundreds above one as cardinals in its ordinals: 1500 is "тысяча пятисотый".
_RUSSIAN_STEMS = {
    "двести": "двух",
    "триста": "трёх",
    "четыреста": "четырёх",
    "пятьсот": "пяти",
    "шестьсот": "шести",
    "семьсот": "семи",
    "восемьсот": "восьми",
    "девятьсот": "девяти",
}
_RUSSIAN_HUNDRED = re.compile(rf"(?:{'|'.join(_RUSSIAN_STEMS)})$")


@lru_cache(maxsize=2048)
def _spelt(lang: str, number: int, rule: str) -> str:
    said = str(_engine(lang).format_number(number, ruleset_names=[rule]).text)
    said = re.sub(r" {2,}", " ", said.replace("ʼ", "'").replace("\u00ad", ""))
    for written, becomes in counting.SHORTER.get(lang, ()):
        said = re.sub(written, becomes, said)
    if lang == "ru" and "genitive" in rule:  # более тысячи
        said = re.sub(r"^одной (?=тысячи)", "", said)
    if lang == "ru" and "ordinal" in rule:
        said = _RUSSIAN_HUNDRED.sub(lambda last: _RUSSIAN_STEMS[last[0]] + _spelt(lang, 100, rule), said)
        said = said.removeprefix("одна ")
    return said


@lru_cache(maxsize=32)
def _engine(lang: str) -> Any:
    from unicode_rbnf import RbnfEngine

    return RbnfEngine.for_language({"nb": "no", "nn": "no"}.get(lang, lang))


@lru_cache(maxsize=2048)
def _num2words_ordinal(lang: str, number: int, variant: str) -> str:
    from num2words import num2words

    return _inflected(str(num2words(number, lang=lang, to="ordinal")), lang, variant).removeprefix("одна ")


def _clear(said: str, lang: str) -> str:
    """Hungarian announcers say kettő before a thousand: két is heard as hét, seven."""
    return re.sub(r"két(?=ezer|milli)", "kettő", said) if lang == "hu" else said


def _inflected(said: str, lang: str, variant: str) -> str:
    if lang == "hu":
        said = _clear(said.replace("kétik", "kettedik"), lang)
    for written, becomes in counting.ORDINAL_ENDINGS.get(lang, {}).get(variant, ()):
        said = re.sub(written, becomes, said)
    return said
