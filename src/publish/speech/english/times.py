"""Times of day and lengths of time in English: 10.30am, 1430 GMT, 9-5pm, 2:04:35; ratios such as 16:9."""

from __future__ import annotations

import re

from publish.model.text import lazy_pattern
from publish.speech.english.numbers import below_hundred, cardinal, digits
from publish.speech.english.vocabulary import English
from publish.speech.rule import DIGITS, Rule, after, before, rule

_HALF = r"(?P<half>[ap])\.?[ ]?m\b\.?"
_ZONE = (
    r"(?:[ ]?(?P<zone>(?i:e\.?s\.?t|e\.?d\.?t|p\.?s\.?t|p\.?d\.?t|c\.?s\.?t|c\.?d\.?t|gmt|bst|utc|cet)\b))?"
)


def half_day(letter: str | None, english: English) -> str:
    """ " AM", or " A-M", which every voice says as two letters."""
    return " " + english.letters(f"{letter.upper()}M") if letter else ""


def clock(hour: int, minute: int | None, english: English, half: str | None = None) -> str:
    """A time of day. Whole hours are o'clock up to twelve; later ones are hundreds."""
    words = below_hundred(hour)
    if minute:
        words += f" oh {below_hundred(minute)}" if minute < 10 else f" {below_hundred(minute)}"
    elif minute == 0 and not half:
        if hour == 0:
            return "midnight"
        words += " o'clock" if hour <= 12 or not english.british else " hundred"
    return words + half_day(half, english)


def _zone(match: re.Match[str]) -> str:
    return f" {match['zone'].replace('.', '').upper()}" if match["zone"] else ""


def _valid(hour: int, minute: int) -> bool:
    return hour <= 24 and minute < 60


def _clock(match: re.Match[str], english: English) -> str | None:
    hour, minute = int(match["hour"]), int(match["minute"])
    if not _valid(hour, minute) or (match["half"] and hour > 12):
        return None
    return clock(hour, minute, english, match["half"]) + _zone(match)


def _hour_only(match: re.Match[str], english: English) -> str | None:
    """5pm, 12 noon, 5-6pm, 9.30-11am."""
    hour, last = int(match["hour"]), int(match["last"] or 1)
    minute, last_minute = int(match["minute"] or 0), int(match["last_minute"] or 0)
    if hour > 12 or last > 12 or not (_valid(hour, minute) and _valid(last, last_minute)):
        return None
    if not match["last"]:
        return clock(hour, minute or None, english, match["half"]) + _zone(match)
    first = clock(hour, minute or None, english)
    return f"{first} to {clock(last, last_minute or None, english, match['half'])}{_zone(match)}"


def _plural(count: int, unit: str) -> str:
    return unit if count == 1 else unit + "s"


def _length(match: re.Match[str], english: English) -> str | None:
    """14:10:30 and 2:04:35: hours, minutes and seconds."""
    parts = [int(match[name]) for name in ("hour", "minute", "second")]
    if not (parts[1] < 60 and parts[2] < 60):
        return None
    words = [
        f"{cardinal(n, english)} {_plural(n, u)}"
        for n, u in zip(parts, ("hour", "minute", "second"), strict=True)
    ]
    if match["part"]:
        words[2] = f"{cardinal(parts[2], english)} point {digits(match['part'])} seconds"
    return f"{words[0]} {words[1]} and {words[2]}{half_day(match['half'], english)}{_zone(match)}"


def _race(match: re.Match[str], english: English) -> str | None:
    """3:59.4: minutes and seconds, as in a race."""
    minutes, seconds = int(match["minute"]), int(match["second"])
    if seconds >= 60:
        return None
    words = f"{cardinal(minutes, english)} {_plural(minutes, 'minute')}"
    return f"{words} {cardinal(seconds, english)} point {digits(match['part'])} seconds"


def _hundred_hours(match: re.Match[str], english: English) -> str | None:
    """1430 GMT, 0900 BST."""
    hour, minute = int(match["hour"]), int(match["minute"])
    if not _valid(hour, minute):
        return None
    zone = "hours" if match["zone"] == "hrs" else match["zone"]
    return f"{_hundreds(hour, minute)} {zone}"


def _hundreds(hour: int, minute: int) -> str:
    """0630: "oh six thirty"; 1400: "fourteen hundred"."""
    head = f"oh {below_hundred(hour)}" if 0 < hour < 10 else below_hundred(hour)
    return head + (" hundred" if not minute else (" oh " if minute < 10 else " ") + below_hundred(minute))


_SCALE = lazy_pattern(r"(?i)\b(?:scale|ratio)(?: of)? $")


def _scale(match: re.Match[str], english: English) -> str | None:
    """1:50 scale, a ratio of 1:12: not a time of day."""
    if _SCALE.search(before(match)) or re.match(r"(?i)[ -](?:scale|ratio|replica)", after(match)):
        return _ratio(match, english)
    return None


def _degree(match: re.Match[str], english: English) -> str:
    """A 2:1 degree, a 2:2 in history."""
    return f"{cardinal(match['first'], english)} {cardinal(match['second'], english)}"


def _ratio(match: re.Match[str], english: English) -> str:
    """16:9, 2:1, 1:20, 1:50,000, and 50:50 as it is said."""
    if len(match["second"]) == 2 and match["second"][0] == "0" and int(match["first"]) > 23:  # 36:02
        return f"{cardinal(match['first'], english)} oh {cardinal(match['second'], english)}"
    if match["first"] == match["second"] == "50":
        return f"{cardinal(match['first'], english)} {cardinal(match['second'], english)}"
    return f"{cardinal(match['first'], english)} to {cardinal(match['second'], english)}"


def _span(match: re.Match[str], english: English) -> str:
    first = match["first"]
    if re.match(r"[0-9:. ]+[ap]\.?m\b", after(match), re.IGNORECASE):
        first = re.sub(r"[:.]00$", "", first)
    return f"{first} to "


def _dotted_surely(match: re.Match[str], english: English) -> str | None:
    """12.42 CET, 7.30 for 8pm, the 3.40 at Kempton: what follows shows that it is a time."""
    hour, minute = int(match["hour"]), int(match["minute"])
    if not _valid(hour, minute):
        return None
    zone = f" {match['zone']}" if match["zone"] else ""
    return match["lead"] + clock(hour, minute, english) + zone


def _dotted(match: re.Match[str], english: English) -> str | None:
    """at 9.30: a time only in British writing and after a preposition."""
    hour, minute = int(match["hour"]), int(match["minute"])
    if not (english.british and _valid(hour, minute) and hour > 0):
        return None
    if re.search(r"(?i)\b(?:stood|stands|valued|priced|sold|traded|opened|closed)\s\w+\s$", before(match)):
        return None
    return match["lead"] + clock(hour, minute, english)


_RATIO = (
    r"(?<![\w.,:])(?P<first>[0-9]{1,3}):(?P<second>[0-9]{1,3}(?:[,\u202f][0-9]{3})+|[0-9]{1,7})"
    r"(?![\w:]|[.,][0-9])"
)

RULES: tuple[Rule[English], ...] = (
    rule(":", _RATIO, _scale),
    rule(":", r"(?<![\w.,:])(?P<first>2):(?P<second>[12])(?= (?:degree|honours|in [a-z]+|from)\b)", _degree),
    rule(
        ".",
        r"(?P<lead>(?<![\w.,:$£€])|\bthe )(?P<hour>[0-9]{1,2})\.(?P<minute>[0-5][0-9])"
        r"(?: (?P<zone>GMT|BST|UTC|CET|CEST|AEST|EST|EDT)\b|(?= (?:for"
        r"|to) [0-9]{1,2}(?:\.[0-5][0-9])? ?[ap]m\b)|(?<=the [0-9]\.[0-9]{2})(?= at [A-Z]))",
        _dotted_surely,
    ),
    rule(
        ":.",
        r"(?i)(?<![\w.,:])(?P<first>[0-9]{1,2}(?:[:.][0-5][0-9])? ?(?:[ap]\.?m\b\.?)?) ?[-–—] ?"
        r"(?=[0-9]{1,2}:[0-5][0-9](?![0-9:]))",
        _span,
    ),
    rule(
        DIGITS,
        r"(?i)(?<![\w.,:])(?P<first>[0-9]{1,2}(?:[:.][0-5][0-9])? ?[ap]\.?m\b\.?) ?[-–—] ?"
        r"(?=[0-9]{1,2}(?:[:.][0-5][0-9])? ?[ap]\.?m\b|(?:noon|midday|midnight|late|dusk|dawn|close)\b)",
        _span,
    ),
    rule(
        ("noon", "midnight", "midday", "dawn", "dusk", "Noon", "Midnight", "Midday"),
        r"(?i)\b(?P<first>noon|midday|midnight|dawn) ?[-–—] ?(?=[0-9]{1,2}(?:[:.][0-5][0-9])?(?!\w"
        r"| ?[ap]\.?m)|[0-9]{1,2}(?:[:.][0-5][0-9])? ?[ap]\.?m\b|dusk\b|late\b|midnight\b)",
        _span,
    ),
    Rule(
        ":",
        re.compile(
            r"(?<![\w.,:])(?P<hour>[0-9]{1,3}):(?P<minute>[0-9]{2}):(?P<second>"
            r"[0-9]{2})(?:\.(?P<part>[0-9]{1,3}))?"
            rf"(?![0-9:])(?:[ ]?{_HALF})?{_ZONE}",
            re.IGNORECASE,
        ),
        _length,
    ),
    rule(":", r"(?<![\w.,:])(?P<minute>[0-9]{1,2}):(?P<second>[0-9]{2})\.(?P<part>[0-9]{1,3})(?!\w)", _race),
    rule(
        ":.",
        rf"(?i)(?<![\w.,:£$€])(?P<hour>[0-9]{{1,2}})[:.](?P<minute>[0-9]{{2}})[ ]?{_HALF}{_ZONE}(?!\w)",
        _clock,
    ),
    rule(
        ":",
        rf"(?<![\w.,:])(?P<hour>[0-9]{{1,2}}):(?P<minute>[0-9]{{2}})(?![0-9:])(?P<half>)?{_ZONE}(?!\w)",
        _clock,
    ),
    rule(
        DIGITS,
        r"(?i)(?<![\w.,:£$€])(?P<hour>[0-9]{1,2})(?:[.:](?P<minute>[0-5][0-9]))?"
        r"(?: ?[-–—] ?(?P<last>[0-9]{1,2})(?:[.:](?P<last_minute>[0-5][0-9]))?)?"
        rf"[ ]?{_HALF}{_ZONE}(?!\w)",
        _hour_only,
    ),
    rule(
        DIGITS,
        r"(?<![\w.,:])(?P<hour>[0-2][0-9])(?P<minute>[0-5][0-9]) ?(?P<zone>GMT"
        r"|BST|UTC|CET|CEST|EST|EDT|ET|PT|hrs)\b",
        _hundred_hours,
    ),
    rule(
        "0",
        r"(?P<lead>\b(?:at|by|until|from|before|after) )(?P<hour>0[0-9])(?P<minute>[0-5][0-9])(?!"
        r"[\w-]|[.,: ][0-9])",
        lambda match, english: match["lead"] + _hundreds(int(match["hour"]), int(match["minute"])),
    ),
    rule(
        ".",
        r"(?P<lead>\b(?:at|until|till|from|by|around|about|before|after) "
        r")(?P<hour>[0-9]{1,2})\.(?P<minute>[0-5][0-9])(?![\w%°]|[.,]?[0-9]| (?:per|million|billion|trillion"
        r"|points?|seconds|metres|miles|degrees|times)\b)",
        _dotted,
    ),
    rule(
        ".",
        r"(?P<lead>\b[Tt]he )(?P<hour>[0-9]{1,2})\.(?P<minute>[0-5][0-9])"
        r"(?= (?:from|to|train|service|departure|express|bus|flight|ferry"
        r"|(?:is|was|has been) (?:not |still |now )?(?:running|cancelled|canceled|late|delayed|on time))\b)",
        _dotted,
    ),
    rule(":", _RATIO, _ratio),
)
