"""English numbers: cardinals, ordinals, years, decimals, fractions; and the rules for plain figures."""

from __future__ import annotations

import re
import unicodedata
from math import gcd

from publish.model.text import lazy_pattern
from publish.speech.english.vocabulary import WORDS, English
from publish.speech.rule import DIGITS, Rule, after, before, rule

ONES: list[str] = WORDS["ones"].split()
TENS: list[str] = WORDS["tens"].split()
SCALES: list[str] = ["", *WORDS["powers"].split()]
_ORDINALS: dict[str, str] = WORDS["ordinals"]
NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]++)(?:\.[0-9]++)?|\.[0-9]++"
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


# --- fractions -------------------------------------------------------------

_FIXED: dict[str, str] = WORDS["spoken_dates"]
VULGAR = {sign: tuple(unicodedata.normalize("NFKC", sign).split("\u2044")) for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"}
_RATED = lazy_pattern(
    r"(?i)\b(?:rat(?:ed?|ing)|scor(?:e|ed|es|ing)|gave|give|marks?|got|wins?|won|answered)\b[^.;]{0,24}$"
)


_COUNTED = lazy_pattern(r"\s(?:people|men|women|children|[a-z]{4,}s)\b")
_ODDS = lazy_pattern(
    r"(?i)\b(?:(?:won|winner|backed|off|returned|drifted|shortened) (?:at|to)|odds|priced"
    r"|betting|bookmakers?)\b[^.;]{0,20}$|\b(?:winners?|runners?|favou?rites?|outsiders?)\b[^.;]{0,30} at $"
)
_ODDS_AFTER = lazy_pattern(r"(?i)\s(?:favourite|favorite|shot|outsider|joint favourite|on\b|against\b)")


_ONE_OR_OTHER = lazy_pattern(
    r"(?i)\b(?:aged?|ages|years?|yrs?|rows?|pages?|sizes?|grades?|classes|weeks?|stages?) $"
)


def _is_no_part(top: int, bottom: int) -> bool:
    """Whether one number over a smaller one is no fraction: 120/80, 19/11, 14/4, which would be
    written shorter."""
    return top >= 60 or bottom > 10 or gcd(top, bottom) > 1


_OF = lazy_pattern(r" of (?:an?|the|all|one)\b|ths?\b")
_METRE = lazy_pattern(r" (?:time(?: signature)?|feel|beat|metre|meter|rhythm|groove|swing)\b")


def _neighbours(match: re.Match[str], english: English) -> str | None:
    """Aged 10/11, the 24/25 intake: one number or the next, which would be a strange fraction."""
    top, bottom = match["top"], match["bottom"]
    if int(bottom) != int(top) + 1:
        return None
    if _ONE_OR_OTHER.search(before(match)):
        return f"{cardinal(top, english)} or {cardinal(bottom, english)}"
    if int(top) > 12 and bottom not in ("16", "32", "64", "100") and not _OF.match(after(match)):
        return f"{cardinal(top, english)} {cardinal(bottom, english)}"
    return None


_HEAT = lazy_pattern(r"°[CF]\)?:? ?$")


def _fraction(match: re.Match[str], english: English) -> str | None:
    top, bottom, whole = match["top"], match["bottom"], match["whole"]
    text = f"{top}/{bottom}"
    if not whole and text in _FIXED and (text != "7/7" or english.british) and not match["suffix"]:
        return _FIXED[text]
    if not whole and int(top) <= 10 == int(bottom) and not match["suffix"] and not _OF.match(after(match)):
        return f"{cardinal(top, english)} out of ten"
    if _HEAT.search(before(match)):
        return f"{cardinal(top, english)} over {cardinal(bottom, english)}"
    if bottom[0] == "0" and len(bottom) > 1:
        return f"{cardinal(top, english)} {digits(bottom, english.spelt('oh', 'zero'))}"
    if not whole and re.match(r" stars?\b", after(match)):
        return f"{cardinal(top, english)} out of {cardinal(bottom, english)}"
    if not whole and _METRE.match(after(match)):
        return f"{cardinal(top, english)} {cardinal(bottom, english)}"
    if not whole and (
        top == bottom == "10" or (bottom in ("5", "10", "20", "100") and _RATED.search(before(match)))
    ):
        return f"{cardinal(top, english)} out of {cardinal(bottom, english)}"
    if (
        not whole
        and int(top) < int(bottom)
        and bottom in ("10", "20", "100")
        and _COUNTED.match(after(match))
    ):
        return f"{cardinal(top, english)} out of {cardinal(bottom, english)}"
    if not whole and int(top) + int(bottom) == 100:
        return f"{cardinal(top, english)} {cardinal(bottom, english)}"
    if not whole and (_ODDS.search(before(match)) or _ODDS_AFTER.match(after(match))):
        return f"{cardinal(top, english)} to {cardinal(bottom, english)}"
    if not whole and int(top) > int(bottom) and _is_no_part(int(top), int(bottom)):
        return f"{cardinal(top, english)} over {cardinal(bottom, english)}"
    if not whole and not match["suffix"] and (pair := _neighbours(match, english)):
        return pair
    words = fraction(top, bottom, english)
    if whole:
        one = "a" if english.british and top == "1" and bottom in ("2", "4") else cardinal(top, english)
        return f"{cardinal(whole, english)} and {one} {words.removeprefix(cardinal(top, english)).strip()}"
    return words


def _rated(match: re.Match[str], english: English) -> str:
    """4.5/5."""
    return f"{decimal(match['top'], english)} out of {cardinal(match['bottom'], english)}"


def _calibre(match: re.Match[str], english: English) -> str:
    """A .45-calibre gun, a .22 rifle."""
    return cardinal(match["number"], english)


def _version(match: re.Match[str], english: English) -> str:
    """10.15.7, 1.234.567 as continental writers group figures."""
    parts = match[0].split(".")
    if all(len(part) == 3 for part in parts[1:]) and parts[0][0] != "0":
        return cardinal("".join(parts), english)
    return " point ".join(
        digits(part) if part[0] == "0" or len(part) > 2 else cardinal(part, english) for part in parts
    )


def _vulgar(match: re.Match[str], english: English) -> str:
    top, bottom = VULGAR[match["sign"]]
    part = fraction(top, bottom, english)
    if match["whole"]:
        if top == "1":
            part = "a" + part.removeprefix("one")
        return f"{cardinal(match['whole'], english)} and {part}"
    return part.removeprefix("one ") if bottom == "2" else part


# --- ordinals and plain numbers --------------------------------------------


def _ordinal(match: re.Match[str], english: English) -> str | None:
    number, suffix = match["number"].replace(",", ""), match["suffix"].lower()
    right = (
        "th" if number[-2:] in ("11", "12", "13") else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")
    )
    if suffix == right:
        return ordinal(number, english)
    if len(number) > 2:
        return f"{digits(number)} {suffix}"
    if english.british and suffix == "st":
        return None
    return f"{cardinal(number, english)} {suffix}"


# What a number and a hyphen measure: "no 5-star hotels", "No 18-year-old"; "No 10-backed" is an address.
_MEASURED = lazy_pattern(
    r"[0-9]+(?:\.[0-9]+)?[-–](?:years?|stars?|foot|feet|inch|hours?|days?|weeks?|months?|minutes?|seconds?"
    r"|miles?|metres?|meters?|points?|man|woman|person|people|seat\w*|pages?|parts?|bed\w*|stor[ey]\w*"
    r"|pieces?|strong|litres?|liters?|tonnes?|tons?|pounds?|acres?|game|match|goal|run|term|step|word|digit"
    r"|wheel\w*|door|speed|lane|car|team|room|fold|course|karat|carat|watt|volt|gallon|kilo\w*|year|yr|ft|in"
    r"|km|kg|mm|cm|m|mph)\b"
)
_NONE_OF = lazy_pattern(
    r"[0-9]+ (?:of (?:them|us|you|these|those|the|its|his|her|their|our)|other|more|such)\b"
)
_NONE_BEFORE = lazy_pattern(
    r"(?:^|\b(?i:are|were|is|was|be|been|being|have|has|had|with|there|find|found|see|saw|need|needs"
    r"|want|get|got|of|that|and|but|or|if|than|so|because|contains?|contained|says|said) )$"
)
_MANY = lazy_pattern(r"[0-9]+[A-Z]? (?!across\b|his\b|is\b|was\b|has\b|as\b|always\b)[a-z]{2,}[^s\W]s\b")


def _is_none(match: re.Match[str]) -> bool:
    """Whether "no" denies: no 3 of them agree, no 5-star hotels, there are no 12 apostles."""
    if match[0].strip() not in ("no", "No"):
        return False
    rest = after(match)
    if _MEASURED.match(rest) or _NONE_OF.match(rest):
        return True
    return match[0][0] == "n" and bool(_NONE_BEFORE.search(before(match, 24)) and _MANY.match(rest))


def _numbered(match: re.Match[str], english: English) -> str | None:
    """No. 10, Nos 1-3, #1."""
    if _is_none(match):
        return None
    many = match[0].lower().startswith("nos")
    capital = "Number" if match[0][0] in "N№" and not before(match).strip() else "number"
    return f"{capital}{'s' if many else ''} "


def _long_number(match: re.Match[str], english: English) -> str:
    """No 92220: a long number of a thing figure by figure."""
    return f"number {digits(match['number'], english.spelt('oh', 'zero'))}"


def _aged(match: re.Match[str], english: English) -> str:
    """under-21s, over 65s, U18s, U21."""
    many = bool(match["many"])
    words = below_hundred(int(match["number"]))
    lead = {"u": "under "}.get(match["lead"].lower(), match["lead"])
    if lead == "under ":
        lead = "Under " if not before(match).strip() else lead
    return f"{lead}{plural(words) if many else words}"


def _times(match: re.Match[str], english: English) -> str:
    lead = f"{decimal(match['first'], english)} to " if match["first"] else ""
    about = "about " if match["sign"] else ""
    return f"{about}{lead}{decimal(match['number'], english)} times"


def _number(match: re.Match[str], english: English) -> str | None:
    text = match["number"]
    sign = match["sign"] or ""
    lead = {
        "-": "minus ",
        "−": "minus ",
        "–": "minus ",
        "+": "plus ",
        "±": "plus or minus ",
        "~": "about ",
    }.get(sign, "")
    plus = " plus" if match["plus"] else ""
    whole = text.replace(",", "").partition(".")[0]
    if "." not in text and ((len(whole) > 1 and whole[0] == "0") or (len(whole) > 9 and "," not in text)):
        return f"{lead}{digits(text)}{plus}"
    return f"{lead}{decimal(text, english)}{plus}"


def _glued_number(match: re.Match[str], english: English) -> str | None:
    """A number that touches letters, set apart from them."""
    lead = " " if before(match, 1).isalnum() else ""
    tail = " " if after(match, 1).isalnum() else ""
    return f"{lead}{_number(match, english)}{tail}"


def _grouped(match: re.Match[str], english: English) -> str:
    return re.sub(r"[ \u00a0\u2009\u202f]", ",", match[0])


# 50 000 and, with the narrow spaces of typesetters, 12 345: commas instead.
GROUP_RULES: tuple[Rule[English], ...] = (
    rule(
        "\u00a0\u2009\u202f",
        r"(?<![\w.,])[1-9][0-9]{0,2}(?:[\u00a0\u2009\u202f][0-9]{3})+(?![0-9])",
        _grouped,
    ),
    rule(
        " ",
        r"(?<![0-9][ .,])(?<![0-9])[1-9][0-9]{0,2}(?: [0-9]{3}){0,3} 000(?! ?[0-9])"
        r"|(?<![0-9][ .,])(?<![\w.,+(-])[1-9][0-9]{0,2}(?: [0-9]{3}){2,3}(?![ ,.-]?[0-9])",
        _grouped,
    ),
)

FRACTION_RULES: tuple[Rule[English], ...] = (
    rule("/", r"(?<![\w.,/$£€-])(?P<top>[0-9]{1,2}\.[0-9])/(?P<bottom>5|10)(?![\w/]|[.,][0-9])", _rated),
    rule(
        ".",
        r"(?<![\w.,])\.(?P<number>[0-9]{2})(?=[- ](?:calib|rifle|pistol|revolver|handgun|gun|Special"
        r"|Magnum|round))",
        _calibre,
    ),
    rule(".", r"(?<![\w.,])[0-9]{1,3}(?:\.[0-9]{1,3}){2,}(?![\w]|[.,][0-9])", _version),
    rule(
        "/",
        r"(?<=[a-z]-)(?P<fixed>9/11|7/7|26/11)(?![\w/]|[.,][0-9])",
        lambda match, english: _FIXED[match["fixed"]],
    ),
    rule(
        "-–",
        r"(?<![\w.,$£€-])9[-–]11(?: (?=(?:attacks?|terror\w*|commission|memorial|hijack\w*|museum|conspira\w+"
        r"|survivors?|victims?|families|plot|first responders?)\b)"
        r"|(?<=\b[Aa]fter 9.11)(?![\w%-]|[.,][0-9]|\s?[ap]\.?m\b| [a-z]+s\b(?<! was)(?<! has)(?<! is))"
        r"|(?<=\b[Ss]ince 9.11)(?![\w%-]|[.,][0-9]| [a-z]+s\b(?<! was)(?<! has)(?<! is)))",
        lambda match, english: "nine eleven" + match[0][4:],
    ),
    rule(
        "/⁄",
        r"(?<![\w.,/$£€-])(?:(?P<whole>[0-9]{1,6})[ -])?(?P<top>[0-9]{1,6})[/⁄](?P<bottom>[0-9]{1,6})"
        r"(?P<suffix>(?i:st|nd|rd|th)(?i:s)?)?(?![\w/]|[.,][0-9]|-[0-9])",
        _fraction,
    ),
    rule(
        "".join(VULGAR),
        rf"(?:(?<![\w.,])(?P<whole>[0-9]{{1,3}}(?:,[0-9]{{3}})+"
        rf"|[0-9]{{1,9}})[ ]?)?(?P<sign>[{''.join(VULGAR)}])",
        _vulgar,
    ),
)

RULES: tuple[Rule[English], ...] = (
    rule(  # 18-34s
        "s",
        r"(?<![\w.,/-])(?P<first>[1-9][0-9])[-–](?P<last>[1-9][0-9])s(?![\w-])",
        lambda match, english: (
            f"{cardinal(match['first'], english)} to {plural(below_hundred(int(match['last'])))}"
        ),
    ),
    rule(
        DIGITS,
        r"(?i)(?P<lead>\bu|\b(?:under|over)[- ])-?(?P<number>[1-9][0-9])"
        r"(?P<many>['’]?s)?(?![\w%]|[.,][0-9]|-[0-9])",
        _aged,
    ),
    rule(
        "sdtSDT",
        r"(?<![\w.,])(?P<number>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?P<suffix>(?i:st|nd|rd|th))(?![^\W_])",
        _ordinal,
    ),
    rule(DIGITS, r"(?<!\w)[Nn]o\.? ?(?P<number>[0-9]{5,9})(?![\w,.]?[0-9])", _long_number),
    rule(
        DIGITS,
        r"(?<!\w)(?:(?:(?:No|no|Nos|nos)\.? ?|NO\. ?|№ ?|#)(?=[0-9])(?!\w*[#@])|[Nn]o\. (?="
        r"[A-Z]{1,3}-?[0-9]))",
        _numbered,
    ),
)

TIMES_RULES: tuple[Rule[English], ...] = (
    rule(
        "xX×",
        rf"(?<![\w.,])(?P<sign>~)?(?:(?P<first>{NUMBER})[xX×]?[-–])?"
        rf"(?P<number>{NUMBER})[xX×](?![\w]| ?[0-9+=*/]| [-−–+=])",
        _times,
    ),
)


NUMBER_RULES: tuple[Rule[English], ...] = (
    rule("(", r"(?<=\w)\((?=[0-9])", lambda match, english: " ("),
    rule(",", r"(?<=[0-9]),(?=[0-9]{1,2}(?![0-9]))", lambda match, english: ", "),
    rule(".", r"(?<=[0-9])\.(?=x(?!\w))", lambda match, english: " point "),
    rule(
        DIGITS,
        rf"(?<![\w.,])(?P<sign>(?<![\w)\]])[-−–+±~])?(?P<number>{NUMBER})(?P<plus>\+(?![\w]))?(?![^\W\d_])",
        _number,
    ),
    rule(DIGITS, rf"(?P<sign>)(?P<number>{NUMBER})(?P<plus>)", _glued_number),
)
