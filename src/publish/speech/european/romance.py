"""French, Spanish, Italian and Portuguese."""

from __future__ import annotations

import re

from publish.speech.european.rules import build
from publish.speech.european.tongue import Noun, Tongue
from publish.speech.european.units import units_of
from publish.speech.roman import roman
from publish.speech.rule import Rule

_ROMAN = r"(?P<numeral>[IVXLC]+)"


# --- how number words fit a noun -------------------------------------------


def _french(words: str, gender: str) -> str:
    return words + "e" if gender == "f" and re.search(r"\bun$", words) else words


def _spanish(words: str, gender: str) -> str:
    if gender == "f":
        return re.sub(r"uno$", "una", words.replace("cientos", "cientas").replace("quinientos", "quinientas"))
    return re.sub(r"\buno$", "un", re.sub(r"veintiuno$", "veintiún", words))


def _italian(words: str, gender: str) -> str:
    return {"uno": "una" if gender == "f" else "un"}.get(words, words)


def _portuguese(words: str, gender: str) -> str:
    if gender != "f":
        return words
    words = re.sub(r"\bum$", "uma", re.sub(r"\bdois$", "duas", words))
    return re.sub(r"entos\b", "entas", words)


# --- dates, times, ordinals ------------------------------------------------


def _date(tongue: Tongue, day: int, month: int, year: str, lead: str) -> str:
    link = " de " if tongue.code[:2] in ("es", "pt") else " "
    first = {"fr": "premier", "it": "primo", "pt": "primeiro", "es": "uno"}[tongue.code[:2]]
    said = first if day == 1 else tongue.cardinal(day)
    return f"{said}{link}{tongue.months[month - 1]}{link}{tongue.cardinal(int(year))}"


def _clock(tongue: Tongue, hour: int, minute: int | None) -> str:
    language = tongue.code[:2]
    if language == "it":
        return tongue.cardinal(hour) + (f" e {tongue.cardinal(minute)}" if minute else "")
    hours = tongue.agree(tongue.cardinal(hour), "f")
    if language == "fr":
        return f"{hours} heure{'s' if hour > 1 else ''}" + (f" {tongue.cardinal(minute)}" if minute else "")
    if language == "pt":
        return f"{hours} e {tongue.cardinal(minute)}" if minute else f"{hours} hora{'s' if hour != 1 else ''}"
    return f"{hours} y {tongue.cardinal(minute)}" if minute else hours


def _say_clock(match: re.Match[str], tongue: Tongue) -> str | None:
    hour, minute = int(match["hour"]), int(match["minute"])
    return _clock(tongue, hour, minute) if hour <= 24 else None


def _feminine(word: str) -> str:
    """Ordinals of Spanish, Italian and Portuguese in the feminine."""
    return " ".join(part[:-1] + "a" if part.endswith("o") else part for part in word.split())


def _ordinal(tongue: Tongue, number: int, ending: str) -> str:
    word, ending = tongue.nth(number), ending.lstrip(".")
    if tongue.code.startswith("fr"):
        if number == 1:
            return "première" if ending in ("re", "ère", "ere") else "premier"
        return {"nd": "second", "nde": "seconde"}.get(ending, word) if number == 2 else word
    if ending in ("ª", "a"):
        return _feminine(word)
    if tongue.code == "es" and ending == "er":
        return {"primero": "primer", "tercero": "tercer"}.get(word, word)
    return word


def _say_ordinal(match: re.Match[str], tongue: Tongue) -> str | None:
    number = int(match["number"])
    if not 0 < number < 1000:
        return None
    words = tongue.ordinal(tongue, number, match["ending"])
    return words + ("s" if match["many"] and number > 1 else "")


def _ruler(tongue: Tongue, number: int, name: str) -> str:
    """Louis quatorze, Felipe sexto, Luigi quattordicesimo, Elizabeth segunda."""
    female = bool(re.search(r"(?:a|th)$", name))
    language = tongue.code[:2]
    if language == "fr":
        return (
            ("première" if name.endswith(("e", "th", "a")) else "premier")
            if number == 1
            else tongue.cardinal(number)
        )
    if language in ("es", "pt") and number > 10:
        return tongue.cardinal(number)
    return _feminine(tongue.nth(number)) if female else tongue.nth(number)


def _say_ruler(match: re.Match[str], tongue: Tongue) -> str | None:
    value = roman(match["numeral"])
    if not value or value > 30 or match["numeral"] in ("CD", "CC", "DI", "MI", "XL", "CL", "C", "L"):
        return None
    return f"{match['name']} {_ruler(tongue, value, match['name'])}"


def _say_century(match: re.Match[str], tongue: Tongue) -> str | None:
    value = roman(match["numeral"])
    if not value:
        return None
    language = tongue.code[:2]
    if language == "es" or (language == "pt" and value > 10):
        return f"{match['lead']}{tongue.cardinal(value)}"
    said = tongue.nth(value) if language != "fr" or value > 1 else "premier"
    return f"{match['lead'] or ''}{said}{match['tail'] or ''}"


_NAMES = (
    "Louis|Henri|Charles|François|Philippe|Napoléon|Élisabeth|Elizabeth|Jean|Jean-Paul|Benoît|Pie|Léon|Guillaume|George|Georges|"
    "Édouard|Felipe|Alfonso|Carlos|Juan|Pablo|Isabel|Fernando|Enrique|Luis|Benedicto|Juan Carlos|Luigi|Enrico|Carlo|"
    "Paolo|Giovanni|Benedetto|Pio|Leone|Elisabetta|Vittorio|Emanuele|Umberto|Filippo|Federico|João|Pedro|Manuel|Afonso|"
    "Bento|Paulo|Leão|Jorge|Eduardo|Guillermo|Guilherme|Papa|Pape|Albert|Alberto|Leopoldo|Léopold|Harald|Carlos"
)
_RULERS = Rule(
    "IVX",
    re.compile(rf"\b(?P<name>{_NAMES})[ \u00a0]{_ROMAN}(?![\w-])(?! (?:ha|a|è|est|é|es)\b)"),
    _say_ruler,
)


def _ordinals(endings: str) -> Rule[Tongue]:
    return Rule(
        "erºª°ndè",
        re.compile(rf"(?<![\w.,])(?P<number>[0-9]{{1,3}})(?P<ending>{endings})(?P<many>s)?(?!\w)"),
        _say_ordinal,
    )


# --- the four tongues ------------------------------------------------------

_CENTS = Noun("centime", "centimes")


def _signs(plus: str, equals: str, ampersand: str, slash: str, hash_sign: str) -> dict[str, str]:
    return {"+": plus, "=": equals, "&": ampersand, "/": slash, "#": hash_sign}


def french(code: str) -> tuple[Tongue, tuple[Rule[Tongue], ...]]:
    tongue = Tongue(
        code=code,
        decimal=",",
        point="virgule",
        minus="moins",
        percent="pour cent",
        to="à",
        per="par",
        months=tuple(
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
        ),
        agree=_french,
        date=_date,
        clock=_clock,
        money_joint=" ",
        of="de ",
        of_vowel="d'",
        scales={
            "millions": Noun("million", "millions"),
            "million": Noun("million", "millions"),
            "milliards": Noun("milliard", "milliards"),
            "milliard": Noun("milliard", "milliards"),
            "Mds": Noun("milliard", "milliards"),
            "Md": Noun("milliard", "milliards"),
            "M": Noun("million", "millions"),
        },
        currencies={
            "€": (Noun("euro", "euros"), _CENTS),
            "$": (Noun("dollar", "dollars"), Noun("cent", "cents")),
            "US$": (Noun("dollar américain", "dollars américains"), Noun("cent", "cents")),
            "USD": (Noun("dollar américain", "dollars américains"), Noun("cent", "cents")),
            "£": (Noun("livre", "livres", "f"), Noun("penny", "pence")),
            "¥": (Noun("yen", "yens"), Noun("sen", "sens")),
            "CHF": (Noun("franc suisse", "francs suisses"), _CENTS),
        },
        units=units_of("fr"),
        signs=_signs("plus", "égale", "et", "sur", "dièse"),
        fractions={
            "1/2": "un demi",
            "1/3": "un tiers",
            "2/3": "deux tiers",
            "1/4": "un quart",
            "3/4": "trois quarts",
        },
        abbreviations=(
            (r"\bMM\.(?= [A-ZÀ-Ý])", "messieurs"),
            (r"\bM\.(?= [A-ZÀ-Ý])", "monsieur"),
            (r"\bMmes\b\.?", "mesdames"),
            (r"\bMme\b\.?", "madame"),
            (r"\bMlle\b\.?", "mademoiselle"),
            (r"\bMe(?= [A-ZÀ-Ý])", "maître"),
            (r"\bDr\b\.?(?= [A-ZÀ-Ý])", "docteur"),
            (r"\bPr\b\.?(?= [A-ZÀ-Ý])", "professeur"),
            (r"\bMgr\b\.?", "monseigneur"),
            (r"\bSte\b\.?(?=[ -][A-ZÀ-Ý])", "Sainte"),
            (r"\bSt\b\.?(?=[ -][A-ZÀ-Ý])", "Saint"),
            (r"\bp\. ?ex\.", "par exemple"),
            (r"\bc\.-à-d\.|\bc-à-d\b", "c'est-à-dire"),
            (r"\betc\.", "et cetera"),
            (r"\b[Nn][°º] ?(?=[0-9])", "numéro "),
            (r"\bav\. J\.-C\.", "avant Jésus-Christ"),
            (r"\bapr\. J\.-C\.", "après Jésus-Christ"),
            (r"\benv\. ?(?=[0-9])", "environ "),
            (r"\bbd\b\.?(?= [A-ZÀ-Ý])", "boulevard"),
            (r"\bp\. ?(?=[0-9])", "page "),
        ),
        ordinal=_ordinal,
        dot="point",
        at="arobase",
        space_groups=True,
    )
    century = Rule(
        "IVX",
        re.compile(
            rf"(?P<lead>)\b{_ROMAN}(?:e|è|ème|er|re)"
            r"(?P<tail>[ \u00a0](?:siècles?|République|arrondissement|Empire|dynastie|millénaire|congrès|Reich)\b)"
        ),
        _say_century,
    )
    return tongue, build(tongue, (century, _RULERS, _ordinals("ers?|res?|ère|ere|ème|eme|e|nde?")))


def spanish(code: str, decimal: str) -> tuple[Tongue, tuple[Rule[Tongue], ...]]:
    million, billion = Noun("millón", "millones"), Noun("mil millones", "mil millones")
    tongue = Tongue(
        code=code,
        decimal=decimal,
        point="coma" if decimal == "," else "punto",
        minus="menos",
        percent="por ciento",
        to="a",
        per="por",
        months=tuple(
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
        ),
        agree=_spanish,
        date=_date,
        clock=_clock,
        money_joint=" con ",
        of="de ",
        of_vowel="de ",
        scales={"millones": million, "millón": million, "mill.": million, "mdd": billion, "M": million},
        currencies={
            "€": (Noun("euro", "euros"), Noun("céntimo", "céntimos")),
            "$": (Noun("dólar", "dólares"), Noun("centavo", "centavos")),
            "US$": (Noun("dólar", "dólares"), Noun("centavo", "centavos")),
            "USD": (Noun("dólar", "dólares"), Noun("centavo", "centavos")),
            "£": (Noun("libra", "libras", "f"), Noun("penique", "peniques")),
            "¥": (Noun("yen", "yenes"), Noun("sen", "sen")),
            "CHF": (Noun("franco suizo", "francos suizos"), Noun("céntimo", "céntimos")),
        },
        units=units_of("es", without="ha"),
        signs=_signs("más", "igual a", "y", "de", "almohadilla"),
        fractions={
            "1/2": "un medio",
            "1/3": "un tercio",
            "2/3": "dos tercios",
            "1/4": "un cuarto",
            "3/4": "tres cuartos",
        },
        abbreviations=(
            (r"\bSres\.", "señores"),
            (r"\bSrta\.", "señorita"),
            (r"\bSra\.", "señora"),
            (r"\bSr\.", "señor"),
            (r"\bDra\.", "doctora"),
            (r"\bDr\.", "doctor"),
            (r"\bD\.(?= [A-ZÁ-Ú])", "don"),
            (r"\bDña\.|\bD\.ª", "doña"),
            (r"\bUds\.", "ustedes"),
            (r"\bUd\.", "usted"),
            (r"\bEE\. ?UU\.|\bEEUU\b", "Estados Unidos"),
            (r"\bp\. ?ej\.", "por ejemplo"),
            (r"\betc\.", "etcétera"),
            (r"\ba\. ?C\.", "antes de Cristo"),
            (r"\bd\. ?C\.", "después de Cristo"),
            (r"\b[Nn]\.?º ?(?=[0-9])|\b[Nn]úm\. ?(?=[0-9])", "número "),
            (r"\bAvda?\.", "avenida"),
            (r"\bpág\. ?(?=[0-9])", "página "),
            (r"\bmin\.(?= [0-9])", "minuto"),
        ),
        ordinal=_ordinal,
    )
    century = Rule("IVX", re.compile(rf"(?P<lead>\bsiglos? ){_ROMAN}(?P<tail>)(?!\w)"), _say_century)
    clock = Rule(
        ".",
        re.compile(r"(?<![\w.,])(?P<hour>[0-2]?[0-9])\.(?P<minute>[0-5][0-9])(?=[ \u00a0](?:h\b|horas?\b))"),
        _say_clock,
    )
    return tongue, build(tongue, (century, clock, _RULERS, _ordinals(r"\.?º|\.?ª|\.?er(?=\b)|°")))


def italian() -> tuple[Tongue, tuple[Rule[Tongue], ...]]:
    million, billion = Noun("milione", "milioni"), Noun("miliardo", "miliardi")
    tongue = Tongue(
        code="it",
        decimal=",",
        point="virgola",
        minus="meno",
        percent="per cento",
        to="a",
        per="per",
        months=tuple(
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split()
        ),
        agree=_italian,
        date=_date,
        clock=_clock,
        money_joint=" e ",
        of="di ",
        of_vowel="di ",
        scales={
            "milioni": million,
            "milione": million,
            "miliardi": billion,
            "miliardo": billion,
            "mln": million,
            "mld": billion,
        },
        currencies={
            "€": (Noun("euro", "euro"), Noun("centesimo", "centesimi")),
            "$": (Noun("dollaro", "dollari"), Noun("centesimo", "centesimi")),
            "US$": (Noun("dollaro", "dollari"), Noun("centesimo", "centesimi")),
            "USD": (Noun("dollaro", "dollari"), Noun("centesimo", "centesimi")),
            "£": (Noun("sterlina", "sterline", "f"), Noun("penny", "pence")),
            "¥": (Noun("yen", "yen"), Noun("sen", "sen")),
            "CHF": (Noun("franco svizzero", "franchi svizzeri"), Noun("centesimo", "centesimi")),
        },
        units=units_of("it", without="ha"),
        signs=_signs("più", "uguale", "e", "su", "cancelletto"),
        fractions={
            "1/2": "un mezzo",
            "1/3": "un terzo",
            "2/3": "due terzi",
            "1/4": "un quarto",
            "3/4": "tre quarti",
        },
        abbreviations=(
            (r"\bSig\.ra\b|\bsig\.ra\b", "signora"),
            (r"\bSig\.(?= [A-ZÀ-Ù])|\bsig\.", "signor"),
            (r"\bDott\.ssa\b|\bdott\.ssa\b", "dottoressa"),
            (r"\bDott\.|\bdott\.|\bDr\.", "dottor"),
            (r"\bProf\.ssa\b|\bprof\.ssa\b", "professoressa"),
            (r"\bProf\.|\bprof\.", "professor"),
            (r"\bAvv\.|\bavv\.", "avvocato"),
            (r"\bIng\.(?= [A-Z])", "ingegner"),
            (r"\bon\.(?= [A-Z])|\bOn\.(?= [A-Z])", "onorevole"),
            (r"\becc\.", "eccetera"),
            (r"\ba\. ?C\.", "avanti Cristo"),
            (r"\bd\. ?C\.", "dopo Cristo"),
            (r"\bn[.°] ?(?=[0-9])", "numero "),
            (r"\bpag\. ?(?=[0-9])|\bp\. ?(?=[0-9])", "pagina "),
        ),
        ordinal=_ordinal,
        dot="punto",
        at="chiocciola",
    )
    century = Rule("IVX", re.compile(rf"(?P<lead>)\b{_ROMAN}(?P<tail> secolo)"), _say_century)
    return tongue, build(tongue, (century, _RULERS, _ordinals("º|ª|°(?! ?[CF])")))


def portuguese(code: str) -> tuple[Tongue, tuple[Rule[Tongue], ...]]:
    million = Noun("milhão", "milhões")
    billion = Noun("bilhão", "bilhões") if code == "pt_BR" else Noun("mil milhão", "mil milhões")
    units = units_of("pt")
    if code == "pt":
        units = {
            sign: Noun(
                noun.one.replace("quilômetro", "quilómetro"),
                noun.many.replace("quilômetro", "quilómetro"),
                noun.gender,
            )
            for sign, noun in units.items()
        }
    tongue = Tongue(
        code=code,
        decimal=",",
        point="vírgula",
        minus="menos",
        percent="por cento",
        to="a",
        per="por",
        months=tuple(
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split()
        ),
        agree=_portuguese,
        date=_date,
        clock=_clock,
        money_joint=" e ",
        of="de ",
        of_vowel="de ",
        scales={
            "milhões": million,
            "milhão": million,
            "bilhões": Noun("bilhão", "bilhões"),
            "bilhão": Noun("bilhão", "bilhões"),
            "mi": million,
            "bi": billion,
            "M": million,
        },
        currencies={
            "€": (Noun("euro", "euros"), Noun("cêntimo", "cêntimos")),
            "R$": (Noun("real", "reais"), Noun("centavo", "centavos")),
            "$": (Noun("dólar", "dólares"), Noun("centavo", "centavos")),
            "US$": (Noun("dólar", "dólares"), Noun("centavo", "centavos")),
            "USD": (Noun("dólar", "dólares"), Noun("centavo", "centavos")),
            "£": (Noun("libra", "libras", "f"), Noun("pêni", "pence")),
            "¥": (Noun("iene", "ienes"), Noun("sen", "sen")),
            "CHF": (Noun("franco suíço", "francos suíços"), Noun("cêntimo", "cêntimos")),
        },
        units=units,
        signs=_signs("mais", "igual a", "e", "de", "cerquilha"),
        fractions={
            "1/2": "um meio",
            "1/3": "um terço",
            "2/3": "dois terços",
            "1/4": "um quarto",
            "3/4": "três quartos",
        },
        abbreviations=(
            (r"\bSrta\.", "senhorita"),
            (r"\bSra\.", "senhora"),
            (r"\bSr\.", "senhor"),
            (r"\bDra\.", "doutora"),
            (r"\bDr\.", "doutor"),
            (r"\bProfa\.|\bProfª\b", "professora"),
            (r"\bProf\.", "professor"),
            (r"\bEUA\b", "Estados Unidos"),
            (r"\bp\. ?ex\.", "por exemplo"),
            (r"\betc\.", "etcétera"),
            (r"\ba\. ?C\.", "antes de Cristo"),
            (r"\bd\. ?C\.", "depois de Cristo"),
            (r"\b[Nn]\.?º ?(?=[0-9])", "número "),
            (r"\bAv\.(?= [A-Z])", "avenida"),
            (r"\bpág\. ?(?=[0-9])", "página "),
        ),
        ordinal=_ordinal,
        dot="ponto",
        at="arroba",
    )
    century = Rule("IVX", re.compile(rf"(?P<lead>\bséculos? ){_ROMAN}(?P<tail>)(?!\w)"), _say_century)
    return tongue, build(tongue, (century, _RULERS, _ordinals(r"\.?º|\.?ª|°(?! ?[CF])")))
