"""Scores, ranges and other pairs of numbers in English: won 5-0, 10-15 people, voted 5-4."""

from __future__ import annotations

import re

from publish.model.text import lazy_pattern
from publish.speech.english.numbers import NUMBER, cardinal, decimal
from publish.speech.english.vocabulary import English
from publish.speech.rule import Rule, after, alone, before, mentions, rule

_SCORE_BEFORE = lazy_pattern(
    r"(?i)\b(?:w[io]n(?:s|ning)?|beat(?:s|ing|en)?|lost|los(?:e|es|ing|s)|defeat\w*|victor\w+|dr[ae]wn?|draws"
    r"|drawing|led|leads?|leading|trail\w*|ahead|level|scor(?:e|es|ed|ing|eline)|final|aggregate|finish\w*"
    r"|ended|thrash\w*|hammer\w*|edged?|triumph\w*|seal\w*|tied?|thump\w*|crush\w*|overcame|past|match|sets?|HT|FT|half-?time|full-?time"
    r"|game|it was|made it|rout\w*|stunn\w*|held|clinch\w*|run out|ran out)\b[^.;:]{0,48}$"
)
_SCORE_NEAR = lazy_pattern(r"(?i)\b(?:up|down|went|at|was)\s$")
_SCORE_AFTER = lazy_pattern(
    r"(?i)\s(?:home |away |league |cup |aggregate |penalty |opening |comfortable )?(?:win|victory|defeat|loss"
    r"|draw|lead|thrashing|advantage|triumph|deficit|scoreline|hammering|rout|reverse|result|down|up|ahead"
    r"|win over|on aggregate|on penalties|at half|at the break|after extra|shootout|shoot-out|stalemate"
    r"|tie)\b"
)
_VOTE = lazy_pattern(r"(?i)\b(?:vot\w+|ruled|ruling|decision|majority|split|odds)\b[^.;]{0,30}$")
_VOTE_AFTER = lazy_pattern(
    r"(?i)\s(?:ruling|decision|vote|majority|shot|outsider|(?:jt |joint |co-)?fav(?:ou?rite)?"
    r"|odds|chance|split)\b"
)
_CRICKET = lazy_pattern(
    r"(?i)\b(?:wickets?|innings|overs|bowled|bowler|batter|batsman|stumps"
    r"|declared|not out|Test match|ov|wkts?|the Ashes|all out|run chase)\b|[0-9]\*(?!\w)"
)
# A range of things that are counted, whatever the words before it say: "will set within 24-48 hours".
_COUNTED = lazy_pattern(
    r"(?i)\s(?:hours?|hrs|minutes?|mins|seconds?|days?|weeks?|months?|years?|people|men|women|children|times"
    r"|per ?cent|percent|percentage|degrees?|miles?|metres?|meters?|feet|inches|pounds?|dollars?|million"
    r"|billion|thousand)\b"
)
# The wins and losses of a team over a season, as Americans write them: "At 4-7, including 2-6 in the AFC".
_RECORD = lazy_pattern(
    r"\b(?:[Aa]re|[Ii]s|[Ww]as|[Ww]ere|[Aa]t|[Ww]ent|[Gg]oes|go|to|of|now|started|start|record|including"
    r"|and|an?|the) $|\($"
)
_LEAGUE = lazy_pattern(
    r"\b(?:AFC|NFC|NFL|NBA|NHL|MLB|NCAA|SEC|Big Ten|ACC|[Cc]onference|[Pp]layoffs?|[Ss]tandings"
    r"|[Ss]eason|skid|streak|[Oo]vertime|[Qq]uarterback|[Gg]oaltender|[Hh]ost|improved|dropped|fell)\b"
)
_RACING = lazy_pattern(
    r"(?i)\b(?:odds|bookmakers?|bookies|favou?rite|fav|jockey|hurdle|racecourse|Kempton|Cheltenham|Ascot"
    r"|Aintree|Newmarket|Sandown|Haydock|Goodwood|Doncaster|each-way|ante-post|furlongs?|nap|punters?|sent "
    r"off|backed)\b"
)
_SETS = lazy_pattern(r"^(?:\s\([0-9]+[-–][0-9]+\))?, [0-9]-[0-9]|^ [0-9]-[0-9]")
_TEAM = lazy_pattern(
    r"\b(?!(?:Page|Pages|Chapter|Verses?|Section|Ages?|Aged|From|Between|Monday|Tuesday|Wednesday|Thursday"
    r"|Friday|Saturday|Sunday|Rows?|Lines?|Steps?|Grades?|Years?|Levels?|Rooms?|Channels?|Figures?|Items?"
    r"|Under)\b)[A-Z][\w'’]+\s$"
)

_TENNIS = lazy_pattern(r"(?i)\b(?:sets?|tennis|wimbledon|tie-?break)\b")


def _cricket(match: re.Match[str], first: int, last: int) -> bool:
    """250-6 is a total for wickets; took 5-32, wickets for runs."""
    if first <= 10 < last and _TOOK.search(before(match, 30)):
        return True
    if not mentions(match, _CRICKET):
        return False
    return last <= 10 < first or (first <= 10 and bool(_BOWLED.search(before(match, 30))))


_TOOK = lazy_pattern(r"(?i)\b(?:took|takes|taking|claimed|figures of|bowled) $")
_BOWLED = lazy_pattern(
    r"(?i)\b(?:took|takes|taking|claimed|returned|figures of|finished with|ended with|bowled)\s$"
)


def _is_score(match: re.Match[str]) -> bool:
    lead, rest = before(match), after(match)
    if _SCORE_AFTER.match(rest) or _SCORE_BEFORE.search(lead):
        return True
    if _TEAM.search(lead) and re.match(r"\s[A-Z][a-z]", rest):
        return True
    descending = int(match["first"]) >= int(match["last"])
    return bool(_SCORE_NEAR.search(lead)) and descending


def _score(match: re.Match[str], english: English) -> str:
    first, last = match["first"], match["last"]
    games = max(int(first), int(last))
    sets = 5 < games < 8 and bool(
        _SETS.match(after(match))
        or re.search(r"[0-9]-[0-9](?: ?\([0-9]+[-–][0-9]+\))?,? (?:and )?$", before(match))
    )
    tennis = sets or mentions(match, _TENNIS)
    zero = "love" if tennis else english.spelt("nil", "zero")
    if int(first) >= 20 or int(last) >= 20:
        zero = english.spelt("nil", "zero") if min(int(first), int(last)) == 0 else zero
    if first == last and not tennis and english.british and int(first) < 20:
        return "nil nil" if int(first) == 0 else f"{cardinal(first, english)} all"

    def side(number: str) -> str:
        return zero if int(number) == 0 else cardinal(number, english)

    joint = " to " if min(int(first), int(last)) >= 100 else " "
    return f"{side(first)}{joint}{side(last)}"


def _is_record(match: re.Match[str]) -> bool:
    return max(int(match["first"]), int(match["last"])) < 83 and bool(
        _RECORD.search(before(match)) and mentions(match, _LEAGUE)
    )


def _hyphenated(match: re.Match[str], english: English) -> str | None:
    """won 5-0, 10-15 people, voted 5-4, 145-3."""
    first, last = match["first"].replace(",", ""), match["last"].replace(",", "")
    spaced = " " in match["dash"]
    if len(first) > 9 or len(last) > 9 or (spaced and int(first) >= int(last) and not _is_score(match)):
        return None
    spoken = f"{cardinal(first, english)} to {cardinal(last, english)}"
    if int(first) + int(last) == 100 and re.match(r" (?:split|mix|share|chance)\b", after(match)):
        return f"{cardinal(first, english)} {cardinal(last, english)}"
    if _VOTE.search(before(match)) or _VOTE_AFTER.match(after(match)):
        return spoken
    if (int(first) < int(last) and _COUNTED.match(after(match))) or (
        mentions(match, _RACING) and re.search(r"\b(?:at|of|an?|from|price[d]?) $", before(match))
    ):
        return spoken
    if not english.british and len(first) < 3 and len(last) < 3 and not spaced and _is_record(match):
        return f"{cardinal(first, english)} and {cardinal(last, english)}"
    if _cricket(match, int(first), int(last)):
        return f"{cardinal(first, english)} for {cardinal(last, english)}"
    if re.search(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s$", before(match, 12)):
        return spoken
    if len(first) < 4 and len(last) < 4 and _is_score(match):
        return _score(match, english)
    if (first, last) == ("9", "5") and re.match(r"(?i) (?:job|work|hours|shift|routine)|$", after(match)):
        return spoken
    if first == last == "50":
        return "fifty fifty"
    if alone(match) and not english.british:
        if int(first) > int(last):
            return f"{cardinal(first, english)} {cardinal(last, english)}"
        return f"{cardinal(first, english)} - {cardinal(last, english)}"
    if int(first) < int(last) or len(first) > 2:
        return (
            spoken
            if int(last) or english.british
            else f"{cardinal(first, english)} {cardinal(last, english)}"
        )
    return _score(match, english)


def _declared(match: re.Match[str], english: English) -> str:
    """326/7 dec."""
    return f"{cardinal(match['first'], english)} for {cardinal(match['last'], english)} declared"


def _number_range(match: re.Match[str], english: English) -> str:
    return f"{decimal(match['first'], english)} to {decimal(match['last'], english)}"


def _formation(match: re.Match[str], english: English) -> str:
    return " ".join(cardinal(part, english) for part in re.findall(r"[0-9]+", match[0]))


def _sum(match: re.Match[str], english: English) -> str:
    return f"{decimal(match['first'], english)} minus {decimal(match['last'], english)}"


# Before fractions, which are written alike.
EARLY_RULES: tuple[Rule[English], ...] = (
    rule("/-", r"(?<![\w.,/-])(?P<first>[0-9]{2,3})[/-](?P<last>[0-9])(?: dec\b\.?|d(?![\w-]))", _declared),
)

RULES: tuple[Rule[English], ...] = (
    rule("-–", r"(?<![\w.,/-])[0-9](?:[-–][0-9]){2,4}(?![\w/-]|[.,][0-9])", _formation),
    rule(
        "-",
        r"(?<=\b(?:to|is|at|of) )[0-9]{1,2}-[0-9]{1,2}-[0-9]{1,2}(?![\w/-]|[.,][0-9])"
        r"|(?<=\b(?:are|was) )[0-9]{1,2}-[0-9]{1,2}-[0-9]{1,2}(?![\w/-]|[.,][0-9])",
        _formation,
    ),
    rule("-–", r"(?<![\w.,/])(?P<first>[0-9]++)[ ]?[-–−][ ]?(?P<last>[0-9]++)(?=[ ]?=)", _sum),
    rule(
        "-–—",
        r"(?<![\w.,/$£€-])(?P<first>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]++)(?P<dash>"
        r"[-–—‑]| [-–] )(?P<last>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]++)(?![\w/]|[.,][0-9]|-[0-9])",
        _hyphenated,
    ),
    rule(
        "-–",
        rf"(?<![\w.,/$£€-])(?P<first>{NUMBER})[-–](?P<last>{NUMBER})(?![\w/]|[.,][0-9]|-[0-9])",
        _number_range,
    ),
)
