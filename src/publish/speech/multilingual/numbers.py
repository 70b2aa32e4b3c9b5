"""Numbers in words: from CLDR's spell-out rules, num2words, or the language's own module.

CLDR's rules know genders and cases, num2words ordinals where CLDR has none
(Polish, Ukrainian, Hungarian). Chinese, Japanese, Korean, Vietnamese and Arabic
count in ways that both get wrong; they have functions of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from publish.speech.multilingual.words import Words, parts, words_of
from publish.system import data

_WORDS: dict[str, Any] = data.table("publish.speech.multilingual", "counting.toml")
_HAN = "零一二三四五六七八九"
_HANGUL = "영일이삼사오육칠팔구"


def chinese(number: int) -> str:
    """二千零二十四: a zero where places are empty, 十 without 一 at the beginning, 两 before 千 and 亿."""
    if number < 10:
        return _HAN[number]
    spoken, gap = "", False
    for power, unit in ((12, "万亿"), (8, "亿"), (4, "万"), (0, "")):
        group = number // 10**power % 10**4
        if not group:
            gap = gap or bool(spoken)
            continue
        if spoken and (gap or group < 1000):
            spoken += "零"
        spoken += _chinese_group(group, not spoken) + unit
        gap = False
    return spoken


def _chinese_group(group: int, first: bool) -> str:
    if first and 10 <= group < 20:
        return "十" + (_HAN[group % 10] if group % 10 else "")
    spoken = ""
    for power, unit in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
        figure = group // 10**power % 10
        if figure:
            if spoken and group % 10 ** (power + 1) < 10**power * 10 and spoken[-1] == "#":
                spoken = spoken[:-1] + "零"
            spoken += ("两" if figure == 2 and power == 3 else _HAN[figure]) + unit
        elif spoken and spoken[-1] != "#":
            spoken += "#"
    return spoken.rstrip("#").replace("#", "")


def japanese(number: int) -> str:
    """千九百, 一千万: 一 before 千 only where 万 or more follows."""
    if number == 0:
        return "零"
    spoken = ""
    for power, unit in ((16, "京"), (12, "兆"), (8, "億"), (4, "万"), (0, "")):
        group = number // 10**power % 10**4
        for place, name in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
            figure = group // 10**place % 10
            if figure:
                one = place and figure == 1 and not (place == 3 and unit and group // 1000 == 1)
                spoken += ("" if one else _HAN[figure]) + name
        spoken += unit if group else ""
    return spoken


def korean(number: int) -> str:
    """이천이십사, 만: 일 is left out before 십, 백, 천 and before 만 at the beginning."""
    if number == 0:
        return _HANGUL[0]
    spoken = ""
    for power, unit in ((16, "경"), (12, "조"), (8, "억"), (4, "만"), (0, "")):
        group = number // 10**power % 10**4
        if not group:
            continue
        if unit == "만" and group == 1 and not spoken:
            spoken += unit
            continue
        for place, name in ((3, "천"), (2, "백"), (1, "십"), (0, "")):
            figure = group // 10**place % 10
            if figure:
                spoken += ("" if place and figure == 1 else _HANGUL[figure]) + name
        spoken += unit
    return spoken


_NATIVE_ONES: list[str] = _WORDS["korean_ones"]
_NATIVE_TENS: list[str] = _WORDS["korean_tens"]


def korean_native(number: int) -> str:
    """네, 스무, 서른두: the numbers before a counter, to ninety-nine; beyond it the Chinese ones."""
    if not 0 < number < 100:
        return korean(number)
    return "스무" if number == 20 else _NATIVE_TENS[number // 10] + _NATIVE_ONES[number % 10]


_LARGER: dict[str, dict[str, int]] = _WORDS["larger"]
_VIETNAMESE: list[str] = _WORDS["vietnamese_ones"]


def vietnamese(number: int) -> str:
    """hai mươi mốt, một trăm linh năm, một tỷ linh một."""
    if number < 1000:
        return _vietnamese_hundreds(number)
    for power, unit in ((9, "tỷ"), (6, "triệu"), (3, "nghìn")):
        if number >= 10**power:
            head, rest = divmod(number, 10**power)
            spoken = f"{vietnamese(head)} {unit}"
            if not rest:
                return spoken
            return f"{spoken} linh {vietnamese(rest)}" if rest < 10 else f"{spoken} {vietnamese(rest)}"
    raise AssertionError(number)


def _vietnamese_hundreds(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    spoken = [f"{_VIETNAMESE[hundreds]} trăm"] if hundreds else []
    tens, ones = divmod(rest, 10)
    if tens == 0:
        if ones or not hundreds:
            spoken.append(("linh " if hundreds else "") + _VIETNAMESE[ones])
        return " ".join(spoken)
    spoken.append("mười" if tens == 1 else f"{_VIETNAMESE[tens]} mươi")
    if ones:
        special = {5: "lăm"} | ({1: "mốt", 4: "tư"} if tens > 1 else {})
        spoken.append(special.get(ones, _VIETNAMESE[ones]))
    return " ".join(spoken)


_ARABIC_SMALL: list[str] = _WORDS["arabic_small"]
_ARABIC_SMALL_FEMININE: list[str] = _WORDS["arabic_small_feminine"]
_ARABIC_TENS: list[str] = _WORDS["arabic_tens"]
_ARABIC_HUNDREDS: list[str] = _WORDS["arabic_hundreds"]
_ARABIC_SCALES = (
    (9, "مليار", "ملياران", "مليارات"),
    (6, "مليون", "مليونان", "ملايين"),
    (3, "ألف", "ألفان", "آلاف"),
)


def arabic(number: int, feminine: bool = False) -> str:
    """The forms of counting, joined by و: ثلاثة آلاف وستة; `feminine` those before a feminine noun."""
    names = _ARABIC_SMALL_FEMININE if feminine else _ARABIC_SMALL
    if number == 0:
        return names[0]
    spoken = []
    for power, one, two, few in _ARABIC_SCALES:
        count = number // 10**power % (10**9 if power == 9 else 1000)
        if not count:
            continue
        if count in (1, 2):
            spoken.append((one, two)[count - 1])
        else:
            spoken.append(f"{arabic(count)} {few if 3 <= count % 100 <= 10 else one}")
    rest = number % 1000
    if rest >= 100:
        spoken.append(_ARABIC_HUNDREDS[rest // 100 - 1])
    small = rest % 100
    if 0 < small < 20:
        spoken.append(names[small])
    elif small:
        ones = f"{'إحدى' if feminine and small % 10 == 1 else names[small % 10]} و" if small % 10 else ""
        spoken.append(ones + _ARABIC_TENS[small // 10 - 2])
    return " و".join(spoken)


COUNTERS: dict[str, Callable[[int], str]] = {
    "zh": chinese,
    "ja": japanese,
    "ko": korean,
    "vi": vietnamese,
}


def by_table(table: Mapping[str, str], number: int) -> str:
    """A number by a table `counting`: the small numbers, the tens, and the scales as "word:power of ten"."""
    small = table["small"].split()
    if number < len(small):
        return small[number]
    for scale in table["scales"].split():
        word, power = scale.split(":")
        head, rest = divmod(number, 10 ** int(power))
        if head:
            return f"{by_table(table, head)} {word}" + (f" {by_table(table, rest)}" if rest else "")
    tens, ones = divmod(number, 10)
    name = table["tens"].split()[tens - 1]
    if not ones:
        return name
    return f"{table['ten_and'] if tens == 1 and 'ten_and' in table else name} {small[ones]}"


_ENDINGS: dict[str, dict[str, dict[str, str]]] = _WORDS["endings"]
_ENDINGS |= dict.fromkeys(("bs", "sr_Latn"), _ENDINGS["hr"])
_SHORTER: dict[str, dict[str, str]] = _WORDS["shorter"]

LIMIT = 18  # figures; a longer number is said figure by figure


def cardinal(words: Words, figures: str | int, gender: str = "") -> str:
    """A whole number in words; a very long one, or one that begins with 0, figure by figure."""
    text = str(figures)
    if len(text) > LIMIT or (len(text) > 1 and text[0] == "0"):
        return digit_by_digit(words, text)
    case = gender.removeprefix("f-")
    if endings := words.cases.get(case):
        return _declined(cardinal(words, text, "f" if gender.startswith("f-") else ""), endings)
    return _cardinal(words.lang, int(text), words.numbers.get(gender) or words.numbers.get("", ""))


def _declined(spoken: str, endings: Mapping[str, str]) -> str:
    """Number words in another case or spelling, by a table of endings and what they become."""
    for written, becomes in endings.items():
        spoken = re.sub(written, becomes, spoken)
    return spoken


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
    if rule == "cardinal":
        return _inflected(cardinal(words, number), words.lang, "suffix")
    if rule == "num2words":
        return _num2words_ordinal(words.lang, number, variant)
    if rule and variant in _ENDINGS.get(words.lang, {}):
        head, tail = (number - number % 100, number % 100) if number > 100 else (0, 0)
        lead = f"{cardinal(words, head)} " if tail else ""  # CLDR joins Serbian thousands wrongly
        if words.lang == "ar":
            rule = f"spellout-ordinal-{variant}"
        return lead + _inflected(_spelt(words.lang, tail or number, rule), words.lang, variant)
    return _spelt(words.lang, number, f"spellout-ordinal-{variant}" if variant else rule)


def year(words: Words, number: int, variant: str = "") -> str:
    """A year: an ordinal in languages that say so, "nineteen hundred and …" in those that do."""
    if variant in words.cases:
        return cardinal(words, number, variant)
    if variant:
        return ordinal(words, number, variant)
    rule = words.numbers.get("year")
    if rule == "hundreds" and (1100 <= number < 2000 or (words.lang == "hi" and 2100 <= number < 3000)):
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
        spoken = cardinal(words, count, variant if variant != "cardinal" else "")
    elif variant == "year":
        spoken = year(words, count)
    elif variant == "digits":
        spoken = digit_by_digit(words, str(count))
    elif variant in words.numbers and variant not in ("ordinal", "year"):
        spoken = cardinal(words, count, variant)
    elif variant == "native":
        spoken = korean_native(count)
    else:
        spoken = ordinal(words, count, "" if variant == "ordinal" else variant)
    return shape.replace("{0}", spoken) if shape else spoken


@lru_cache(maxsize=4096)
def _cardinal(lang: str, number: int, rule: str) -> str:
    if lang == "ar":
        return arabic(number, rule == "feminine")
    if own := COUNTERS.get(lang):
        return own(number)
    if counting := words_of(lang).counting:
        return by_table(counting, number)
    for word, power in _LARGER.get(lang, {}).items():  # where CLDR's scales end
        head, rest = divmod(number, 10**power)
        if head:
            tail = f" {_cardinal(lang, rest, rule)}" if rest else ""
            return f"{_cardinal(lang, head, rule)} {word}{tail}"
    if rule == "num2words":
        from num2words import num2words  # type: ignore[import-untyped]

        try:
            return _clear(str(num2words(number, lang=lang)), lang)
        except (NotImplementedError, OverflowError, LookupError, TypeError, ValueError):  # beyond its scales
            return " ".join(_cardinal(lang, int(figure), rule) for figure in str(number))
    return _spelt(lang, number, rule or "spellout-numbering")


# CLDR leaves whole hundreds above one as cardinals in its ordinals: 1500 is "тысяча пятисотый".
_RUSSIAN_STEMS: dict[str, str] = _WORDS["russian_stems"]
_RUSSIAN_HUNDRED = re.compile(rf"(?:{'|'.join(_RUSSIAN_STEMS)})$")


_MARKS = str.maketrans({"ʼ": "'", "\u00ad": None, "\u200b": None, "‘": None})


@lru_cache(maxsize=2048)
def _spelt(lang: str, number: int, rule: str) -> str:
    from unicode_rbnf.engine import NoRuleForNumberError

    try:
        spoken = str(_engine(lang).format_number(number, ruleset_names=[rule]).text)
    except NoRuleForNumberError:
        return " ".join(_spelt(lang, int(figure), rule) for figure in str(number))
    spoken = re.sub(r" {2,}", " ", spoken.translate(_MARKS))
    spoken = _declined(spoken, _SHORTER.get(lang, {}))
    if lang == "ru" and "genitive" in rule:  # более тысячи
        spoken = re.sub(r"^одной (?=тысячи)", "", spoken)
    if lang == "ru" and "ordinal" in rule:
        spoken = _RUSSIAN_HUNDRED.sub(lambda last: _RUSSIAN_STEMS[last[0]] + _spelt(lang, 100, rule), spoken)
        spoken = spoken.removeprefix("одна ")
    return spoken


@lru_cache(maxsize=32)
def _engine(lang: str) -> Any:
    from unicode_rbnf import RbnfEngine

    return RbnfEngine.for_language({"nb": "no", "nn": "no", "bs": "sr_Latn"}.get(lang, lang))


@lru_cache(maxsize=2048)
def _num2words_ordinal(lang: str, number: int, variant: str) -> str:
    from num2words import num2words

    return _inflected(str(num2words(number, lang=lang, to="ordinal")), lang, variant).removeprefix("одна ")


def _clear(spoken: str, lang: str) -> str:
    """Hungarian announcers say kettő before a thousand: két is heard as hét, seven."""
    return re.sub(r"két(?=ezer|milli)", "kettő", spoken) if lang == "hu" else spoken


def _inflected(spoken: str, lang: str, variant: str) -> str:
    if lang == "hu":
        spoken = _clear(spoken.replace("kétik", "kettedik"), lang)
    return _declined(spoken, _ENDINGS.get(lang, {}).get(variant, {}))


# --- numbers as they are written ---


def number(words: Words, text: str, gender: str = "") -> str:
    """A written number in words, fitted to a gender (m, f, n) where the language has them."""
    whole, fraction = parts(words, text)
    if not fraction:
        return cardinal(words, whole, gender)
    if fraction == "5" and gender in words.half:  # полтора миллиона, dwie i pół godziny
        if whole == "1":
            return words.half[gender]
        if "and" in words.half:
            return f"{cardinal(words, whole, gender)} {words.half['and']}"
    if words.parts and len(fraction) <= len(words.parts):
        return _in_parts(words, whole, fraction, "genitive" in gender)
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


def _in_parts(words: Words, whole: str, fraction: str, genitive: bool = False) -> str:
    """две целых пять десятых, двух целых пяти десятых: tenths, hundredths and so on by name."""
    spoken = []
    for count, forms in ((whole[:40], words.whole), (str(int(fraction)), words.parts[len(fraction) - 1])):
        noun = words.noun(forms)
        category = words.category(Decimal(count))
        if genitive:
            counted = noun.counted(
                "many", cardinal(words, count, f"{noun.gender}-genitive" if int(count) else "")
            )
            counted = re.sub("ых$", "ой", counted) if category == "one" else counted
        else:
            counted = noun.counted(category, cardinal(words, count, noun.gender))
        spoken.append(counted)
    return words.point.join(spoken)
