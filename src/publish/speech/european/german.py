"""German: ordinals that agree with their nouns, dates, clocks, measures, rulers."""

from __future__ import annotations

import re

from publish.speech.european.grammar import Grammar, grammar_of, rulers
from publish.speech.european.rules import build, noun_gender
from publish.speech.marks import roman
from publish.speech.rule import Rule, after, alone, any_of, before, rule

_SHORT = r"|Jänner|Jan\.|Feb\.|M(?:är|rz)\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Okt\.|Nov\.|Dez\."
_WEAK_N = re.compile(
    r"(?i)(?:\b(?:dem|den|des|am|im|vom|zum|beim|bis zum|ab|seit|meinem|seinem"
    r"|ihrem|einem|jedem|diesem|meinen|seinen|ihren|zur|der zweiten)|\b\w+tag"
    r"|\b(?:am|ab|seit|bis|vom|zum) [a-z]{3,10}tag(?:abend|morgen|mittag)?,|ag, den)\s$"
)


_DATIVE_DER = re.compile(r"(?i)\b(?:in|aus|von|mit|bei|nach|seit|zu|an|auf|während|wegen|trotz|außer) der\s$")


def _agree(words: str, gender: str) -> str:
    if words == "eins":
        return "eine" if gender == "f" else "ein"
    return words[:-1] if words.endswith("eins") and gender else words


def _declined(words: str, gender: str, lead: str, noun: str) -> str:
    """mit einer Stimme, von einem Kind, für einen Euro, einen Meter hoch: a one in the case it stands in."""
    if words not in ("ein", "eine"):
        return words
    if _DATIVE.search(lead) or _AT_A_HEIGHT.search(f"{lead}|{noun}"):
        return "einer" if gender == "f" else "einem"
    is_accusative = _ACCUSATIVE.search(lead) or _EXTENT.match(noun)
    return "einen" if gender == "m" and is_accusative else words


_ABOUT = (
    r"(?:(?:nur|rund|etwa|knapp|genau|gerade|jeweils|je|gut|mindestens|höchstens|lediglich|bloß|fast|circa|zirka"
    r"|ca\.|noch|schon|wieder|bis|zu|einmal) ){0,2}"
)
_DATIVE = re.compile(
    rf"(?i)\b(?:mit|von|nach|bei|aus|seit|zu|außer|ab|unter|vor|in|an|binnen|zwischen) {_ABOUT}"
    r"(?:1 [^\W\d_]+ und )?$"
)
_ACCUSATIVE = re.compile(
    r"(?i)\b(?:für|um|ohne|gegen|durch|über|auf|pro|kost(?:en|ete?n?)|zahl(?:en|te?n?)|bezahl(?:en|te?n?)"
    r"|bekomm(?:en|t)|bekam(?:en)?|erh(?:ält|alten|ielte?n?)|spend(?:en|ete?n?)|verdien(?:en|te?n?)"
    r"|verlang(?:en|te?n?)|beträgt|betrug|dauer(?:n|te?n?)|misst|maß|fehl(?:en|te?n?)|gibt|gab|hatt?e?)"
    rf" {_ABOUT}$"
)
_AT_A_HEIGHT = re.compile(r"(?i)\bauf \|[^\W\d_]+ (?:Höhe|Länge|Breite|Tiefe|Entfernung|Abstand|Distanz)\b")
# What is so much high, long or late: einen Meter hoch, einen Tag später.
_EXTENT = re.compile(
    r"[^\W\d_]+ (?:hoh|hoch|lang|breit|tief|groß|weit|entfernt|dick|stark|alt|spät|früh|zuvor|danach|vorher)"
)
# What stands before an ordinal and its noun, without the capital: "ihr 5. Kind", "beim 1. Versuch".
_DETERMINER = (
    r"(?:d(?:er|ie|as|em|en|es)|(?:[mds]?ein|kein|ihr|unser|eu(?:er|r))(?:e[mnrs]?)?|(?:dies|jed|jen|welch)e[mnrs]?"
    r"|am|im|vom|zu[mr]|beim|ins|ans)"
)
_DETERMINED = re.compile(rf"(?i)\b(?P<word>{_DETERMINER}) (?:[0-9]{{1,4}}\.?,? (?:und |oder |bis )?)*$")
_BARE_DATIVE = re.compile(r"(?i)\b(?:in|aus|von|mit|bei|nach|seit|zu|an|auf|ab|vor) $")
_NOUN = re.compile(r"\.? (?:(?:und|oder|bis) [0-9]{1,4}\. )?(?P<noun>[A-ZÄÖÜ][^\W\d_]+)")


def _before_named(grammar: Grammar, number: int, lead: str, rest: str) -> str:
    """The ordinal before a noun, with the ending that the word before it and the noun's gender ask for."""
    stem = grammar.nth(number).removesuffix("e")
    named = _NOUN.match(rest)
    gender = noun_gender(named["noun"], grammar) if named else "m"
    strong = {"f": "e", "n": "es"}.get(gender, "er")
    if not (determined := _DETERMINED.search(lead)):
        if _BARE_DATIVE.search(lead) and named:
            return stem + ("er" if gender == "f" else "em")
        return stem + strong
    word = determined["word"].lower()
    if word in ("ein", "kein", "mein", "dein", "sein", "ihr", "unser", "euer"):
        return stem + strong
    if word in ("die", "das") or re.fullmatch(
        r"jeder|.*(?:ein|ihr|unser|eur|dies|jed|jen|welch)e|(?:jed|dies|jen)es", word
    ):
        return stem + "e"
    if word in ("der", "dieser", "jener", "welcher"):
        return stem + ("en" if gender == "f" or _DATIVE_DER.search(lead) else "e")
    return stem + "en"


def _nth(grammar: Grammar, number: int, lead: str) -> str:
    """An ordinal with the ending that the word before it asks for: "am dritten", "der dritte"."""
    stem = grammar.nth(number).removesuffix("e")
    if _WEAK_N.search(lead) or _DATIVE_DER.search(lead):
        return stem + "en"
    if re.search(r"(?i)\b(?:der|die|das|diese[rs]?|jede[rs]?|eine|seine|ihre|meine)\s$", lead):
        return stem + "e"
    return stem + ("en" if re.search(r"(?i)\b(?:bis|und|oder|zum|auf den)\s$", lead) else "er")


def _date(grammar: Grammar, day: int, month: int, year: str, lead: str) -> str:
    return f"{_nth(grammar, day, lead)} {grammar.months[month - 1]} {grammar.year(int(year))}"


def _clock(grammar: Grammar, hour: int, minute: int | None, formal: bool = False) -> str:
    words = f"{_agree(grammar.cardinal(hour), 'm')} Uhr"
    return f"{words} {grammar.cardinal(minute)}" if minute else words


def _day(match: re.Match[str], grammar: Grammar) -> str | None:
    """3. Oktober 2024."""
    number = int(match["number"])
    if not 1 <= number <= 31:
        return None
    month = match["month"]
    if month[-1] == ".":
        short = month[:3].lower().replace("mrz", "mär")
        month = next(name for name in grammar.months if name[:3].lower() == short)
    return f"{_nth(grammar, number, before(match, 24))} {month}"


def _days(match: re.Match[str], grammar: Grammar) -> str | None:
    """5.-10. Mai, vom 5. – 10. Mai: both days with the ending that the word before them asks for."""
    first, last = (_nth(grammar, int(match[name]), before(match, 16)) for name in ("first", "last"))
    return f"{first} {grammar.to} {last}"


def _alone(match: re.Match[str], grammar: Grammar) -> str | None:
    """1. and nothing else: the first of a list."""
    return grammar.nth(int(match["number"])).removesuffix("e") + "er" if alone(match) else None


def _placed(match: re.Match[str], grammar: Grammar) -> str:
    """Er wurde 3., sie 2.: before a comma a stop ends no sentence."""
    return _nth(grammar, int(match["number"]), before(match, 16))


def _after_article(match: re.Match[str], grammar: Grammar) -> str:
    """zum 45. Präsidenten, ihr 5. Kind, der 3. und 4. Tag; "am 3." at the end."""
    number = int(match["number"].replace(".", ""))
    return _before_named(grammar, number, before(match, 40), after(match, 40)) if number else match[0]


def _before_noun(match: re.Match[str], grammar: Grammar) -> str | None:
    """der 2. Weltkrieg, im 20. Jahrhundert; a number that ends a sentence stays one."""
    number = int(match["number"])
    if not 0 < number < 200:
        return None
    if re.search(r"[.!?:] $|^$", before(match, 16)) and re.match(r"\.? [a-zäöü]", after(match)):
        return grammar.nth(number).removesuffix("e") + "ens"  # 2. ich würde …: zweitens
    if _NOUN.match(after(match)):
        return _before_named(grammar, number, before(match, 40), after(match, 40))
    return _nth(grammar, number, before(match, 16))


def _short_date(match: re.Match[str], grammar: Grammar) -> str | None:
    """am 12.3., (12.3.): a day and a month."""
    day, month = int(match["day"]), int(match["month"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    ends = "" if match["end"] is None else "."
    return f"{_nth(grammar, day, before(match, 24))} {grammar.months[month - 1]}{ends}"


def _docket(match: re.Match[str], grammar: Grammar) -> str:
    """2 BvR 508/21, 6 B 2457/24: the number of a case and its year."""
    senate, number, year = match.group("senate", "number", "year")
    return (
        f"{grammar.cardinal(senate)} {match['kind']} {grammar.cardinal(number)} aus {grammar.cardinal(year)}"
    )


def _club(match: re.Match[str], grammar: Grammar) -> str:
    """Der 1. FC Kaiserslautern."""
    return f"{_nth(grammar, 1, before(match, 16)).capitalize()} {match['club']}"


def _minute(match: re.Match[str], grammar: Grammar) -> str:
    """(67.‘), (90.+3.‘): the minute of a goal."""
    extra = f" plus {grammar.cardinal(match['extra'])}" if match["extra"] else ""
    return f"{_before_named(grammar, int(match['number']), before(match, 40), ' Minute')} Minute{extra}"


def _dotted_clock(match: re.Match[str], grammar: Grammar) -> str | None:
    hour, minute = int(match["hour"]), int(match["minute"])
    if hour > 24 or minute > 59:
        return None
    return _clock(grammar, hour, minute) + (f" {grammar.to} " if match["joint"] else "")


def _decade(match: re.Match[str], grammar: Grammar) -> str:
    """die 1990er, in den 80ern, die 68er."""
    return grammar.year(int(match["number"])) + match["ending"]


def _inflected(match: re.Match[str], grammar: Grammar) -> str:
    """121tem, 3te: an ordinal with its ending written out."""
    return grammar.nth(int(match["number"])).removesuffix("e") + match["ending"].removeprefix("s")[1:]


def _roman_ordinal(match: re.Match[str], grammar: Grammar) -> str | None:
    """der II. Weltkrieg."""
    value = roman(match["numeral"])
    return _before_named(grammar, value, before(match, 40), after(match, 40)) if value else None


def _percentage(match: re.Match[str], grammar: Grammar) -> str:
    """5 %ige, 10%ig: one word."""
    return f"{grammar.number(match['number'])}prozent{match['ending']}"


def _metres(match: re.Match[str], grammar: Grammar) -> str:
    """1,80 m: ein Meter achtzig."""
    part = int(match["part"])
    whole = _agree(grammar.cardinal(match["whole"]), "m")
    return f"{whole} Meter" + (f" {grammar.cardinal(part)}" if part else "")


def _times(match: re.Match[str], grammar: Grammar) -> str:
    """5x: fünfmal."""
    return f"{_agree(grammar.cardinal(match['number']), 'm')}mal"


def _and_a_half(match: re.Match[str], grammar: Grammar) -> str:
    """1 1/2 Stunden: eineinhalb Stunden; -1 1/2 ft: minus eineinhalb Fuß."""
    minus = f"{grammar.minus} " if match["sign"] else ""
    noun = f" {grammar.units[match['unit']].many}" if match["unit"] else ""
    return f"{minus}{_agree(grammar.cardinal(match['whole']), 'm')}einhalb{noun}"


def _half_of(match: re.Match[str], grammar: Grammar) -> str:
    """1/2 Liter: ein halber Liter."""
    return {"f": "eine halbe", "n": "ein halbes"}.get(noun_gender(match["noun"], grammar), "ein halber")


_DAY = "Mo|Di|Mi|Do|Fr|Sa|So"
_WEEK = dict(
    zip(
        ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
        "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(),
        strict=True,
    )
)


def _weekdays(match: re.Match[str], grammar: Grammar) -> str:
    """Mo-Fr, Sa/So, Di.: the days by name."""
    first, last = _WEEK[match["first"]], _WEEK.get(match["last"] or "")
    if not last:
        return first
    joint = match["joint"].strip()
    return f"{first}, {last}" if joint == "," else f"{first} {'und' if joint in '/+&' else 'bis'} {last}"


_OBLIQUE = re.compile(
    r"(?i)\b(?:des|von|mit|unter|zu|dem|bezüglich|wegen|bei|nach|gegenüber|neben|seit|laut|außer)\s(?:König(?:in)?\s|Kaiser(?:in)?\s|Papst\s|Zar\s)?$"
)


def _ruler(match: re.Match[str], grammar: Grammar) -> str | None:
    value = roman(match["numeral"])
    if not 0 < value < 30:
        return None
    stem = grammar.nth(value).removesuffix("e")
    name = match["name"] + match["genitive"]
    female = match["name"].endswith(("a", "beth", "the")) or match["name"] in ("Beatrix", "Isabel")
    genitive = bool(_OBLIQUE.search(before(match, 22)))
    if match["genitive"]:
        return f"{name} {'der' if female else 'des'} {(stem + 'en').capitalize()}"
    article = ("die ", "der ", "der ", "dem ")[2 * (not female) + genitive] + (
        stem + ("en" if genitive else "e")
    ).capitalize()
    return f"{match['name']} {article}"


def german() -> tuple[Grammar, tuple[Rule[Grammar], ...]]:
    grammar = grammar_of(
        "de",
        declined=_declined,
        agree=_agree,
        date=_date,
        clock=_clock,
        ordinal=lambda grammar, number, ending: grammar.nth(number),
    )
    months = "|".join(grammar.months)
    own: tuple[Rule[Grammar], ...] = (
        rule(
            "MDFS",
            rf"(?<![\w-])(?P<first>{_DAY})\.?(?P<joint>[ ]?[-–/+&][ ]?|, )"
            rf"(?P<last>{_DAY})(?!\w|-)(?:\.(?=[ ,]))?",
            _weekdays,
        ),
        rule(
            "MDFS",
            rf"(?<![\w-])(?P<first>{_DAY})(?P<joint>)(?P<last>)"
            r"(?:\.(?=,? [0-9])|(?=,? [0-9]{1,2}\.[0-9]| [0-9]{1,2}(?: ?[-–] ?[0-9]{1,2})? Uhr))",
            _weekdays,
        ),
        rule(
            "/",
            r"(?<![\w.,/-])(?P<senate>[0-9]{1,3}) (?P<kind>[A-Z][A-Za-z]{0,4}) (?P<number>[0-9]{1,5})/"
            r"(?P<year>[0-9]{2})(?![\w/]|[.,][0-9])",
            _docket,
        ),
        rule(".", r"(?<![\w.,])1\. ?(?P<club>FC|FFC|SC|VfL|FSV)\b", _club),
        rule(".", r"(?<![\w.,])(?P<number>[0-9]{1,3})\.(?:\+(?P<extra>[0-9]{1,2})\.?)?[‘’'′](?!\w)", _minute),
        rule(
            ".",
            r"(?<![\w.,])(?P<day>[0-3]?[0-9])\.[ ]?(?P<month>[01]?[0-9])\."
            r"(?P<end>(?=\s*$))?(?![0-9]| ?[0-9]{2})",
            _short_date,
        ),
        rule("e", r"(?<![\w.,])(?P<number>[1-9][0-9]{1,3})(?P<ending>ern?)(?!\w)", _decade),
        rule("t", r"(?<![\w.,])(?P<number>[1-9][0-9]{0,3})(?P<ending>s?te[mnrs]?)(?!\w)", _inflected),
        rule(
            "%",
            r"(?<![\w.,])(?P<number>[0-9]+(?:,[0-9]+)?)[ \u00a0]?%-?(?P<ending>ig\w{0,2})(?!\w)",
            _percentage,
        ),
        rule(
            "m", r"(?<![\w.,])(?P<whole>[1-9][0-9]?),(?P<part>[0-9]{2})[ \u00a0\u202f]?m(?![\w²³/])", _metres
        ),
        rule("x", r"(?<![\w.,])(?P<number>[1-9][0-9]{0,2})x(?!\w)", _times),
        rule(
            "/",
            r"(?<![\w.,/])(?P<sign>(?<![\w)%])[-−])?(?P<whole>[1-9][0-9]?) 1/2(?![\w/])"
            rf"(?:[ \u00a0]?(?P<unit>{any_of(grammar.units)})(?![\w/²³]))?",
            _and_a_half,
        ),
        rule("/", r"(?<![\w.,/])(?<![0-9] )1/2(?= (?P<noun>[A-ZÄÖÜ][a-zäöüß]+))", _half_of),
        rule(
            "IVX",
            r"(?<![\w.])(?P<numeral>[IVX]{1,6})\.(?= [A-ZÄÖÜ][a-zäöüß])",
            lambda match, grammar: (
                _roman_ordinal(match, grammar) if _DETERMINED.search(before(match, 40)) else None
            ),
        ),
        rule(
            "-–",
            rf"(?<![\w.,])(?P<first>[0-3]?[0-9])\. ?[-–] ?(?P<last>[0-3]?[0-9])\.(?= ?(?:{months}))",
            _days,
        ),
        rule(".", rf"(?<![\w.,])(?P<number>[0-3]?[0-9])\. ?(?P<month>(?i:{months}{_SHORT}))(?!\w)", _day),
        rule(
            ".",
            r"(?<![\w.,])(?P<hour>[0-2]?[0-9])\.(?P<minute>[0-5][0-9])"
            r"(?:[ \u00a0]Uhr\b|(?P<joint>[ ]?[-–][ ]?)(?=[0-2]?[0-9](?:[.:][0-5][0-9])? Uhr\b))",
            _dotted_clock,
        ),
        rule("1", r"(?<![\w.,:])1(?=[ \u00a0]Uhr\b)", lambda match, grammar: "ein"),
        rule(
            ".",
            r"(?<![\w.,])(?P<number>[0-9]{1,3})\.(?=[ \u00a0](?:[a-zäöü]|Jahrhundert|Jahrestag|Geburtstag"
            r"|Weltkrieg|Liga|Bundesliga|Platz|Spieltag|Mal|Minute|Runde|Klasse|Stock|Bezirk|Tag|Woche|Monat"
            r"|Quartal|Halbjahr|Juli|Auflage|Etage|Kapitel|Absatz|Änderung|Verfassungszusatz|Sinfonie"
            r"|Symphonie|Saison|Etappe|Lebensjahr|Halbzeit|Reich)|[ \u00a0]und [0-9]{1,3}\.)",
            _before_noun,
        ),
        rule(
            ".",
            r"(?<![\w.,])(?P<number>[0-9]{1,3}(?:\.[0-9]{3}){1,2}|[0-9]{1,9})\."
            r"(?=(?: und [0-9]{1,4}\.)? [A-ZÄÖÜ]|\s*$)",
            lambda match, grammar: (
                _after_article(match, grammar) if _DETERMINED.search(before(match, 40)) else None
            ),
        ),
        rule(".", r"(?<![\w.,])(?P<number>[1-9][0-9]?)\.(?=,)", _placed),
        rule(".", r"(?P<number>[1-9][0-9]{0,8})\.(?!\w)", _alone),
        rule("IVX", rf"\b(?P<name>{rulers()})(?P<genitive>s?) (?P<numeral>[IVX]+)\.?(?!\w)", _ruler),
    )
    return grammar, build(grammar, own)
