"""English number words: cardinals, ordinals, years, digits, decimals, fractions."""

from __future__ import annotations

from publish.speech.english.dialect import English

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = (
    " thousand million billion trillion quadrillion quintillion sextillion"
    " septillion octillion nonillion decillion"
).split(" ")
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
LONGEST = 3 * len(SCALES)  # digits; a longer number is said digit by digit


def cardinal(number: int | str, english: English) -> str:
    """A whole number in words; commas are allowed. Very long ones are said digit by digit."""
    digits_only = str(number).replace(",", "").replace("\u202f", "").replace("\u00a0", "").replace(" ", "")
    digits_only = digits_only.lstrip("0") or "0"
    if len(digits_only) > LONGEST:
        return digits(digits_only)
    value = int(digits_only)
    if value == 0:
        return "zero"
    groups: list[int] = []
    while value:
        value, group = divmod(value, 1000)
        groups.append(group)
    words = [
        f"{_hundreds(group, english)} {SCALES[power]}".rstrip()
        for power, group in reversed(list(enumerate(groups)))
        if group
    ]
    if english.british and len(words) > 1 and 0 < groups[0] < 100:
        words[-1] = "and " + words[-1]
    return " ".join(words)


def _hundreds(value: int, english: English) -> str:
    hundreds, rest = divmod(value, 100)
    if not hundreds:
        return below_hundred(rest)
    head = f"{ONES[hundreds]} hundred"
    return f"{head}{english.joint}{below_hundred(rest)}" if rest else head


def below_hundred(value: int) -> str:
    if value < 20:
        return ONES[value]
    tens, ones = divmod(value, 10)
    return f"{TENS[tens]} {ONES[ones]}" if ones else TENS[tens]


def ordinal(number: int | str, english: English) -> str:
    """ "twenty first" for 21."""
    head, _, last = cardinal(number, english).rpartition(" ")
    if last in _ORDINALS:
        last = _ORDINALS[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    else:
        last += "th"
    return f"{head} {last}" if head else last


def digits(text: str, zero: str = "zero") -> str:
    """Each figure of `text` by itself; anything else is left out."""
    return " ".join(zero if c == "0" else ONES[int(c)] for c in text if "0" <= c <= "9")


def year(value: int, english: English) -> str:
    """A year as it is said: "nineteen oh six", "two thousand and five", "twenty twelve"."""
    century, rest = divmod(value, 100)
    if value < 100 or value % 1000 == 0 or 2000 <= value < 2010 or value >= 10000:
        return cardinal(value, english)
    head = below_hundred(century)
    if rest == 0:
        return f"{head} hundred"
    return f"{head} oh {ONES[rest]}" if rest < 10 else f"{head} {below_hundred(rest)}"


def pairs(text: str, english: English) -> str:
    """A house or model number as it is said: "twenty seven eighty eight", "one twenty three"."""
    if text[:1] == "0" or len(text) > 4 or len(text) < 3:
        return digits(text) if len(text) > 2 or text[:1] == "0" else cardinal(text, english)
    if int(text) % 1000 == 0 or (len(text) == 3 and text.endswith("00")):
        return cardinal(text, english)
    return year(int(text), english)


def decimal(text: str, english: English) -> str:
    """A written number with or without commas, point and sign."""
    sign = "minus " if text[:1] in "-−–" else ""
    whole, _, fraction = text.lstrip("-−–+").partition(".")
    words = cardinal(whole, english) + " " if whole else ""
    return sign + (f"{words}point {digits(fraction)}" if fraction else words.strip())


def plural(word: str) -> str:
    """ "quarters", "halves", "sixties"."""
    if word.endswith("half"):
        return word[:-1] + "ves"
    if word.endswith("y"):
        return word[:-1] + "ies"
    if word.endswith(("x", "s", "sh", "ch")):
        return word + "es"
    return word + "s"


def fraction(top: str, bottom: str, english: English) -> str:
    """ "three quarters", "thirty one thirty seconds"."""
    below = bottom.lstrip("0") or "0"
    if below == "0":
        return f"{cardinal(top, english)} over zero"
    if below == "1":
        return f"{cardinal(top, english)} over one"
    part = {"2": "half", "4": "quarter"}.get(below) or ordinal(below, english)
    one = (top.lstrip("0") or "0") == "1"
    return f"{cardinal(top, english)} {part if one else plural(part)}"
