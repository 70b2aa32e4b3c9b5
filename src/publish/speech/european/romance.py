"""French, Italian, Portuguese and Spanish: agreement, dates, clocks, ordinals, rulers, centuries."""

from __future__ import annotations

import re
from dataclasses import replace

from publish.speech.european.grammar import Grammar, Noun, grammar_of, rulers
from publish.speech.european.rules import build
from publish.speech.european.shorthand import is_formal
from publish.speech.marks import roman
from publish.speech.rule import DIGITS, Rule, after, alone, before, mentions, replacement, rule
from publish.system import data

ROMAN = r"(?P<numeral>[IVXLC]+)"


# --- dates, times, ordinals ------------------------------------------------


def date(grammar: Grammar, day: int, month: int, year: str, lead: str) -> str:
    link = grammar.date_link
    spoken = grammar.first if day == 1 and grammar.first else grammar.cardinal(day)
    return f"{spoken}{link}{grammar.months[month - 1]}{link}{grammar.cardinal(int(year))}"


def clock(grammar: Grammar, hour: int, minute: int | None, formal: bool = False) -> str:
    language = grammar.code[:2]
    if language == "it":
        return ("una" if hour == 1 else grammar.cardinal(hour)) + (
            f" e {grammar.cardinal(minute)}" if minute else ""
        )
    hours = grammar.agree(grammar.cardinal(hour), "f")
    if language == "fr":
        return f"{hours} heure{'s' if hour > 1 else ''}" + (f" {grammar.cardinal(minute)}" if minute else "")
    if language == "pt":
        whole = f"{hours} hora{'s' if hour != 1 else ''}"
        return f"{whole} e {grammar.cardinal(minute)}" if minute else whole
    if formal:
        zero = "cero " if minute and minute < 10 else ""
        return f"{hours} {zero}{grammar.cardinal(minute)}" if minute else hours
    part = {15: "cuarto", 30: "media"}.get(minute or 0) if hour <= 12 else None
    return f"{hours} y {part or grammar.cardinal(minute or 0)}" if minute else hours


def say_clock(match: re.Match[str], grammar: Grammar) -> str | None:
    hour, minute = int(match["hour"]), int(match["minute"])
    return clock(grammar, hour, minute, is_formal(match, hour)) if hour <= 24 else None


def _joined_date(match: re.Match[str], grammar: Grammar) -> str:
    spoken = grammar.first if match["day"] == "1" and grammar.first else grammar.cardinal(int(match["day"]))
    return grammar.date_link.join(part for part in (spoken, match["month"], match["year"]) if part)


def _of_month(grammar: Grammar) -> Rule[Grammar]:
    """30 julio del 2020: the day and its month are joined as they are in full."""
    day = r"(?<![\w.,/-])(?P<day>[12]?[0-9]|3[01])"
    return rule(
        DIGITS,
        rf"{day} (?P<month>{'|'.join(grammar.months)})\b(?: (?P<year>[12][0-9]{{3}})(?![\w.,]?[0-9]))?",
        _joined_date,
    )


def _feminine(word: str) -> str:
    """Ordinals of Spanish, Italian and Portuguese in the feminine."""
    return " ".join(part[:-1] + "a" if part.endswith("o") else part for part in word.split())


def ordinal(grammar: Grammar, number: int, ending: str) -> str:
    word, ending = grammar.nth(number), ending.lstrip(".")
    if grammar.code.startswith("fr"):
        word = word.replace("centsième", "centième")
        if number == 1:
            return "première" if ending in ("re", "ère", "ere") else "premier"
        return {"nd": "second", "nde": "seconde"}.get(ending, word) if number == 2 else word
    if ending in ("ª", "a"):
        return _feminine(word)
    if grammar.code == "es" and ending == "er":
        return {"primero": "primer", "tercero": "tercer"}.get(word, word)
    return word


_HOT = re.compile(
    r"(?i)temper|grad[iou]|termom|calor|cald[oa]|fredd|fr[ií]o|clima|meteo|gelo|m[ií]nim|m[aá]xim|massim|s?ombra"
)
_BEFORE_ORDINAL = re.compile(
    r"(?i)(?:\b(?:il|lo|la|un|una|uno|[dnsa][ae]?ll?[oa]?|del|dal|nel|sul|al|su[oa]|mi[oa]|quest[oa]|quel|ogni|el|los"
    r"|o|a|[dn][oa]|ao|à|est[ea]|seu|sua|su|cada|é|em|art\.|artigo|§|parágrafo)|\b[a-z]{0,3}ll['’]) ?$"
)


def _is_degree(match: re.Match[str], number: int) -> bool:
    """Whether 20° is a temperature: no article before it, and heat in the text or more than ranks reach."""
    if (
        match["ending"] not in ("°", "º")
        or _BEFORE_ORDINAL.search(before(match, 12))
        or (alone(match) and number < 32)
    ):
        return False
    return mentions(match, _HOT) or (
        match["ending"] == "°" and number > 15 and not re.match(r" [a-zà-ú]{4,}[oe]\b", after(match))
    )


def _say_ordinal(match: re.Match[str], grammar: Grammar) -> str | None:
    number = int(re.sub(r"[^0-9]", "", match["number"]))
    if not 0 < number <= 10**9:
        return None
    if grammar.language != "fr" and _is_degree(match, number):
        return grammar.counted(str(number), grammar.units["°"])
    words = grammar.ordinal(grammar, number, match["ending"])
    return words + ("s" if match["many"] and number > 1 else "")


_FEMALE = re.compile(r"(?:a|[Ée]lisabeth|Elizabeth|Isabel|Margrethe|Béatrice|Victoire)$")


def _ruler(grammar: Grammar, number: int, name: str) -> str:
    """Louis quatorze, Felipe sexto, Luigi quattordicesimo, Elizabeth segunda."""
    female = bool(_FEMALE.search(name))
    language = grammar.code[:2]
    if language == "fr":
        return ("première" if female else "premier") if number == 1 else grammar.cardinal(number)
    if language in ("es", "pt") and number > 10:
        return grammar.cardinal(number)
    return _feminine(grammar.nth(number)) if female else grammar.nth(number)


def _say_ruler(match: re.Match[str], grammar: Grammar) -> str | None:
    value = roman(match["numeral"])
    if not value or value > 30 or match["numeral"] in ("CD", "CC", "DI", "MI", "XL", "CL", "C", "L"):
        return None
    return f"{match['name']} {_ruler(grammar, value, match['name'])}"


def say_century(match: re.Match[str], grammar: Grammar) -> str | None:
    value = roman(match["numeral"])
    if not value:
        return None
    language = grammar.code[:2]
    if language == "es" or (language == "pt" and value > 10):
        return f"{match['lead']}{grammar.cardinal(value)}"
    spoken = grammar.nth(value) if language != "fr" or value > 1 else "premier"
    return f"{match['lead'] or ''}{spoken}{match['tail'] or ''}"


def ruler_rule() -> Rule[Grammar]:
    """Louis XIV, Juan Carlos I, Papa Francesco I."""
    return rule(
        "IVX", rf"\b(?P<name>{rulers()})[ \u00a0]{ROMAN}(?![\w-])(?! (?:ha|a|è|est|é|es)\b)", _say_ruler
    )


def ordinals(endings: str) -> Rule[Grammar]:
    return rule(
        "erºª°ndèoaᵉ",
        rf"(?<![\w.,])(?P<number>[0-9]{{1,3}}(?:[. \u00a0\u202f]?[0-9]{{3}}){{0,3}})"
        rf"(?P<ending>{endings})(?P<many>s)?(?!\w)",
        _say_ordinal,
    )


# --- Italian ----------------------------------------------------------------


_LONG_ARTICLE = re.compile(r"(?i)(?:s[^aeiouàèéìòù]|z|gn|ps|pn|x|y)")


def _elided(words: str, gender: str, lead: str, noun: str) -> str:
    """Un giorno, uno studente, un'amica."""
    if words == "una":
        return "un'" if noun[0].lower() in "aeiou" else words
    return "uno" if words == "un" and _LONG_ARTICLE.match(noun) else words


def _agree_italian(words: str, gender: str) -> str:
    return {"uno": {"f": "una", "m": "un"}.get(gender, words)}.get(words, words)


def _aged(match: re.Match[str], grammar: Grammar) -> str:
    """28enne, 45esimo: an age or an ordinal written with a figure."""
    number, ending = int(match["number"]), match["ending"]
    if ending.startswith("enn"):
        return grammar.cardinal(number)[:-1] + ending
    return grammar.nth(number)[:-1] + ending[-1]


_ARTICLES = {
    "il": ("l'", "lo "),
    "del": ("dell'", "dello "),
    "dal": ("dall'", "dallo "),
    "al": ("all'", "allo "),
    "nel": ("nell'", "nello "),
    "sul": ("sull'", "sullo "),
    "i": ("gli ", "gli "),
    "dei": ("degli ", "degli "),
    "dai": ("dagli ", "dagli "),
    "ai": ("agli ", "agli "),
    "nei": ("negli ", "negli "),
    "sui": ("sugli ", "sugli "),
}


def _article(match: re.Match[str], grammar: Grammar) -> str:
    """il 8 marzo, i 11 titolari, il 0,5%: the article as the spoken number asks for."""
    article = _ARTICLES[match["article"].lower()][match["number"] == "0"]
    return article.capitalize() if match["article"][0].isupper() else article


def _of_a_match(match: re.Match[str], grammar: Grammar) -> str:
    """al 35', al 35' minuto, al 45'+2': the minute of a match."""
    extra = f" più {grammar.cardinal(match['extra'])}" if match["extra"] else ""
    return f"{grammar.nth(int(match['number']))} minuto{extra}"


def _whole(match: re.Match[str], grammar: Grammar) -> str:
    """l'1 marzo, dall'1 maggio: il primo, dal primo."""
    article = match["article"]
    return (article[:-1] if len(article) > 1 else "Il" if article.isupper() else "il") + " "


def _minute_of_a_match() -> Rule[Grammar]:
    lead = r"(?:(?<=\b[ad]al )|(?<=\bAl )|(?<=\bal )|(?<=\bdel )|(?<=\bnel )|(?<=ll['’]))"
    return rule(
        "'’′",
        rf"{lead}(?P<number>[1-9][0-9]?)['’′](?:\+(?P<extra>[0-9]{{1,2}})['’′]?)?(?: minuto\b)?(?!\w)",
        _of_a_match,
    )


def italian() -> tuple[Grammar, tuple[Rule[Grammar], ...]]:
    grammar = grammar_of(
        "it", agree=_agree_italian, declined=_elided, date=date, clock=clock, ordinal=ordinal
    )
    aged = rule("e", r"(?<![\w.,])(?P<number>[0-9]{1,4})(?P<ending>esim[oaie]|enn[ei])(?!\w)", _aged)
    century = rule(
        "IVX", rf"(?P<lead>)\b{ROMAN}(?P<tail>(?= (?:e|ed|al) [IVX]+ secolo)| secolo)", say_century
    )
    numbered = rule("IVX", rf"(?P<lead>\bsecol[oi] ){ROMAN}(?P<tail>)(?!\w)", say_century)
    second = rule("IVX", rf"(?P<lead>\bsecoli \w{{4,30}}imo(?: e |[-–])){ROMAN}(?P<tail>)(?!\w)", say_century)
    article = rule(
        DIGITS,
        rf"\b(?P<article>(?i:{'|'.join(_ARTICLES)})) "
        r"(?=(?P<number>0?8(?=[./-]?[0-9])|8|11(?![0-9])|0(?![0-9])))",
        _article,
    )
    first = rule(
        "1", rf"\b(?P<article>(?i:(?:de|ne|da|su|a)ll|l))['’](?=1 (?:{'|'.join(grammar.months)})\b)", _whole
    )
    own = (
        first,
        article,
        _minute_of_a_match(),
        numbered,
        second,
        century,
        aged,
        ruler_rule(),
        ordinals("º|ª|°(?! ?[CF])|[ao](?= [a-z])"),
    )
    return grammar, (*build(grammar, own), replacement(r"\bun(?:a |' )(?=or[ae]\b)|\bun' (?=[aeiou])", "un'"))


# --- Portuguese -------------------------------------------------------------


def _agree_portuguese(words: str, gender: str) -> str:
    if gender != "f":
        return words
    millions, joint, rest = words.rpartition("ões ")
    rest = re.sub(r"\bum(?=$| mil\b)", "uma", re.sub(r"\bdois(?=$| mil\b)", "duas", rest))
    return millions + joint + re.sub(r"entos\b", "entas", rest)


def _european(noun: Noun) -> Noun:
    """Portugal writes quilómetro."""
    one, many = (name.replace("quilômetro", "quilómetro") for name in (noun.one, noun.many))
    return replace(noun, one=one, many=many)


def portuguese(code: str) -> tuple[Grammar, tuple[Rule[Grammar], ...]]:
    grammar = grammar_of("pt", code=code, agree=_agree_portuguese, date=date, clock=clock, ordinal=ordinal)
    if code == "pt":
        grammar = replace(grammar, units={sign: _european(noun) for sign, noun in grammar.units.items()})
    century = rule("IVX", rf"(?P<lead>\bséculos? ){ROMAN}(?P<tail>)(?!\w)", say_century)
    own = (century, _of_month(grammar), by_itself(), ruler_rule(), ordinals(r"\.?º|\.?ª|°(?! ?[CF])"))
    return grammar, build(grammar, own)


def agree_french(words: str, gender: str) -> str:
    return words + "e" if gender == "f" and re.search(r"\bun$", words) else words


# What the masculine loses before the ending of the feminine: lecteur·rice, heureux·se, boulanger·ère.
_LOST = {
    "rice": ("eur",),
    "trice": ("teur",),
    "euse": ("eur", "eux"),
    "se": ("x", "r"),
    "ère": ("er",),
    "ière": ("ier",),
    "ve": ("f",),
    "ive": ("if",),
}
_WHOLE = ("la", "elle", "elles", "celle", "celles")  # le·la, il·elle
_FEMININE = "|".join(sorted(("e", "ne", "le", "te", "que", *_LOST, *_WHOLE), key=len, reverse=True))


def _both(match: re.Match[str], grammar: Grammar) -> str:
    """étudiant·e·s, né(e): both forms in full, as they are read aloud."""
    man, ending = match["man"], match["ending"]
    if ending in _WHOLE:
        return f"{man} {'et' if ending.endswith('s') else 'ou'} {ending}"
    lost = next((lost for lost in _LOST.get(ending, ()) if man.endswith(lost)), "")
    woman = man.removesuffix(lost) + ending
    if match["many"]:
        return f"{man if man.endswith(('s', 'x')) else man + 's'} et {woman}s"
    return f"{man} ou {woman}"


def _always(match: re.Match[str], grammar: Grammar) -> str:
    """24h/24, 7j/7 and 24/7."""
    hours, days = "vingt-quatre heures sur vingt-quatre", "sept jours sur sept"
    unit = match["unit"]
    return f"{hours}, {days}" if not unit else hours if "h" in unit else days


def _metres(match: re.Match[str], grammar: Grammar) -> str:
    """1,50 m: un mètre cinquante."""
    centimetres = int(match["part"])
    return grammar.counted(match["whole"], Noun("mètre", "mètres")) + (
        f" {grammar.cardinal(centimetres)}" if centimetres else ""
    )


def french(code: str) -> tuple[Grammar, tuple[Rule[Grammar], ...]]:
    grammar = grammar_of("fr", code=code, agree=agree_french, date=date, clock=clock, ordinal=ordinal)
    metres = rule("m", r"(?<![\w.,])(?P<whole>[0-9]),(?P<part>[0-9]{2})[ \u00a0\u202f]?m(?![\w²³/])", _metres)
    century = rule(
        "IVX",
        r"(?P<lead>)\b(?P<numeral>[IVX]*[VX][IVX]*|I{2,3}|I(?=er|re))(?:e|è|ème|er|re)(?P<tail>)(?![\w'’])",
        say_century,
    )
    drive: Rule[Grammar] = rule("4", r"\b4 ?[x×] ?4\b", lambda match, grammar: "quatre quatre")
    man = r"(?P<man>\b[^\W\d_]"
    both: tuple[Rule[Grammar], ...] = tuple(
        rule(sign, pattern + r"(?!\w)", _both)
        for sign, pattern in (
            ("·⋅•", rf"{man}+)[·⋅•](?P<ending>{_FEMININE})(?P<many>[·⋅•]?s)?"),
            (".", rf"{man}{{3,}})\.(?P<ending>{_FEMININE})(?P<many>\.s)"),
            ("(", rf"{man}{{2,}})\((?P<ending>e|ne|le|se|te|ve|trice)\)(?P<many>s)?"),
        )
    )
    always: Rule[Grammar] = rule(
        "/", r"(?<![\w/])(?:(?P<unit>24 ?h|7 ?j)/|24/)(?(unit)(?:24 ?h?|7 ?j?)|7)(?!\w)", _always
    )
    return grammar, build(
        grammar,
        (*both, always, drive, metres, century, ruler_rule(), ordinals("ers?|res?|ère|ere|ème|eme|e|nde?")),
    )


_SPANISH_ORDINALS: dict[str, str] = data.table("publish.speech.european", "ordinals.toml")
_ONES: list[str] = _SPANISH_ORDINALS["ones"].split()
_TENS: list[str] = _SPANISH_ORDINALS["tens"].split()
_HUNDREDS: list[str] = _SPANISH_ORDINALS["hundreds"].split()
_FUSED = {1: "decimo", 2: "vigesimo"}


def nth(grammar: Grammar, number: int) -> str:
    """Ordinals to 1999 as the Academy spells them: undécimo, decimoquinto, vigesimoprimero."""
    if number > 1999:
        thousand = (
            f"{grammar.cardinal(number // 1000)}milésimo".replace(" ", "") if number % 1000 == 0 else ""
        )
        return thousand or grammar.cardinal(number)
    words = ["milésimo"] if number >= 1000 else []
    if hundreds := number % 1000 // 100:
        words.append(_HUNDREDS[hundreds - 1])
    tens, ones = divmod(number % 100, 10)
    if (tens, ones) in ((1, 1), (1, 2)):
        words.append(("undécimo", "duodécimo")[ones - 1])
    elif tens in _FUSED and ones:
        words.append(_FUSED[tens] + _ONES[ones - 1])
    else:
        words += [_TENS[tens - 1]] * bool(tens) + [_ONES[ones - 1]] * bool(ones)
    return " ".join(words).replace("oo", "o")


def _ordinal(grammar: Grammar, number: int, ending: str) -> str:
    words, ending = nth(grammar, number), ending.lstrip(".")
    if ending in ("ª", "ra", "da", "ta", "a", "va", "na", "ma"):
        return " ".join(re.sub("o$", "a", word) for word in words.split())
    if ending in ("er", "ᵉʳ"):
        if number == 11:
            return "decimoprimer"
        return re.sub(r"(primer|tercer)o$", r"\1", words)
    return words


def _half_day(match: re.Match[str], grammar: Grammar) -> str | None:
    """5:02 p.m., 12.15 p.m.: the hour, a quarter or a half, and the part of the day."""
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if not 1 <= hour <= 12 or minute > 59:
        return None
    words = agree_spanish(grammar.cardinal(hour), "f")
    if minute:
        words += " y " + {15: "cuarto", 30: "media"}.get(minute, grammar.cardinal(minute))
    morning = match["half"].lower() == "a"
    part = (
        "de la mañana"
        if morning
        else "del mediodía"
        if hour == 12
        else "de la tarde"
        if hour < 8
        else "de la noche"
    )
    return f"{words} {part}"


def _alone(match: re.Match[str], grammar: Grammar) -> str | None:
    """12.15 by itself: where a comma is the decimal mark, a time of day."""
    return say_clock(match, grammar) if alone(match) and grammar.decimal == "," else None


def by_itself() -> Rule[Grammar]:
    return rule(".", r"(?<![\w.,])(?P<hour>[0-2]?[0-9])\.(?P<minute>[0-5][0-9])(?![\w.,]?[0-9])", _alone)


def _day_after(match: re.Match[str], grammar: Grammar) -> str | None:
    """abril 30, abr. 22 de 2020: the day behind its month."""
    month = next(
        (name for name in grammar.months if name.startswith(match["month"].lower().rstrip(".")[:4])), ""
    )
    day = int(match["day"])
    return f"{grammar.cardinal(day)} de {month}" if month and 1 <= day <= 31 else None


def agree_spanish(words: str, gender: str) -> str:
    if gender == "f":
        millions, mark, rest = words.rpartition("millones ")  # "doscientos millones doscientas libras"
        return millions + mark + re.sub(r"uno$", "una", re.sub(r"(cient|quinient)os", r"\1as", rest))
    return re.sub(r"\buno$", "un", re.sub(r"veintiuno$", "veintiún", words))


def spanish(decimal: str) -> tuple[Grammar, tuple[Rule[Grammar], ...]]:
    grammar = grammar_of(
        "es",
        decimal=decimal,
        point="coma" if decimal == "," else "punto",
        agree=agree_spanish,
        date=date,
        clock=clock,
        ordinal=_ordinal,
    )
    century = rule("IVX", rf"(?P<lead>\bsiglos? ){ROMAN}(?P<tail>)(?!\w)", say_century)
    dotted = rule(
        ".",
        r"(?<![\w.,])(?P<hour>[0-2]?[0-9])\.(?P<minute>[0-5][0-9])"
        r"(?:[ \u00a0]h\b(?! ?[0-9])|(?=[ \u00a0](?:horas?\b|[A-Z](?: [A-Z]){2,3}(?!\w))))",
        say_clock,
    )
    half_day = rule(
        "aApP",
        r"(?<![\w.,:])(?P<hour>1?[0-9])(?:[:.](?P<minute>[0-5][0-9]))?[ \u00a0]?"
        r"(?P<half>[aApP])\.?[ \u00a0]?[mM]\b\.?",
        _half_day,
    )
    names = "|".join(grammar.months) + r"|(?:ene|feb|mar|abr|jun|jul|ago|sept?|oct|nov|dic)\."
    after_month = rule(
        DIGITS,
        rf"(?i:\b(?P<month>{names})) (?P<day>[0-3]?[0-9])(?![\w%]|[.,:/-][0-9]|[ \u00a0](?!de\b)[\w%€$])",
        _day_after,
    )
    roman_year: Rule[Grammar] = rule(
        "mdclxvi",
        r"(?P<lead>\b(?:siglos?|año) )(?P<numeral>[mdclxvi]{1,12})(?!\w)",
        lambda match, grammar: (
            match["lead"] + grammar.cardinal(roman(match["numeral"].upper()))
            if roman(match["numeral"].upper())
            else None
        ),
    )
    endings = (
        r"\.?º(?! ?[CF]\b)|\.?ª|\.?ᵉʳ|\.?er(?=\b)|°(?! ?[CF]\b)|[rtvnm]?o(?<=[rtvnm]o)|o(?= [a-z]{4})|do"
        r"|[rtvn]a|da"
    )
    return grammar, build(
        grammar,
        (
            roman_year,
            century,
            _of_month(grammar),
            after_month,
            by_itself(),
            half_day,
            dotted,
            ruler_rule(),
            ordinals(endings),
        ),
    )
