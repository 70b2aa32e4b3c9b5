"""Abbreviated names of places in English: counties, states, and members of Congress by theirs."""

from __future__ import annotations

import re

from publish.speech.english.dialect import English
from publish.speech.rule import Rule, after, mentions

STATES = dict(
    pair.split(":")
    for pair in (
        "AL:Alabama AK:Alaska AZ:Arizona AR:Arkansas CA:California CO:Colorado"
        " CT:Connecticut DE:Delaware FL:Florida "
        "GA:Georgia HI:Hawaii ID:Idaho IL:Illinois IN:Indiana IA:Iowa KS:Kansas"
        " KY:Kentucky LA:Louisiana ME:Maine "
        "MD:Maryland MA:Massachusetts MI:Michigan MN:Minnesota MS:Mississippi"
        " MO:Missouri MT:Montana NE:Nebraska "
        "NV:Nevada NH:New_Hampshire NJ:New_Jersey NM:New_Mexico NY:New_York"
        " NC:North_Carolina ND:North_Dakota OH:Ohio "
        "OK:Oklahoma OR:Oregon PA:Pennsylvania RI:Rhode_Island SC:South_Carolina"
        " SD:South_Dakota TN:Tennessee TX:Texas "
        "UT:Utah VT:Vermont VA:Virginia WA:Washington WV:West_Virginia WI:Wisconsin WY:Wyoming DC:D_C"
    ).split()
)
"""The postal codes of the United States; an underscore stands for a space."""

# What newspapers write for the states whose names they shorten, without its stops.
_NEWSPAPER = dict(
    pair.split(":")
    for pair in (
        "Ala:AL Ariz:AZ Ark:AR Calif:CA Colo:CO Conn:CT Del:DE Fla:FL Ga:GA Ill:IL Ind:IN Kan:KS Ky:KY La:LA"
        " Md:MD Mass:MA Mich:MI Minn:MN Miss:MS Mo:MO Mont:MT Neb:NE Nev:NV NH:NH NJ:NJ NM:NM NY:NY NC:NC"
        " ND:ND Okla:OK Ore:OR Pa:PA RI:RI SC:SC SD:SD Tenn:TN Tex:TX Vt:VT Va:VA Wash:WA WVa:WV Wis:WI"
        " Wyo:WY"
    ).split()
)
_STATE = (
    r"(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev"
    r"|N\. ?H|N\. ?J|N\. ?M|N\. ?Y|N\. ?C|N\. ?D|Okla|Ore|Pa|R\. ?I|S\. ?C|S\. ?D|Tenn|Tex|Vt|Va|Wash"
    r"|W\. ?Va|Wis|Wyo)\."
)
_FULL = "|".join(sorted({name.replace("_", " ") for name in STATES.values()} - {"D C"}))
_PARTIES = {"D": "Democrat", "R": "Republican", "I": "independent"}

_LAWMAKER = re.compile(
    r"\b(?:Rep|Sen|Gov|Representative|Senator|[Ll]awmaker|Democrat|Republican|[Ll]egislat)"
)

_COUNTIES = (
    "Antrim|Armagh|Carlow|Cavan|Clare|Cork|Derry|Donegal|Down|Dublin|Durham|Fermanagh|Galway|Kerry|Kildare"
    "|Kilkenny|Laois|Leitrim|Limerick|Londonderry|Longford|Louth|Mayo|Meath|Monaghan|Offaly|Roscommon|Sligo"
    "|Tipperary|Tyrone|Waterford|Westmeath|Wexford|Wicklow"
)
_SHIRES = {
    "Beds": "Bedfordshire",
    "Berks": "Berkshire",
    "Bucks": "Buckinghamshire",
    "Cambs": "Cambridgeshire",
    "Derbys": "Derbyshire",
    "Glos": "Gloucestershire",
    "Hants": "Hampshire",
    "Herts": "Hertfordshire",
    "Lancs": "Lancashire",
    "Leics": "Leicestershire",
    "Lincs": "Lincolnshire",
    "Northants": "Northamptonshire",
    "Notts": "Nottinghamshire",
    "Oxon": "Oxfordshire",
    "Staffs": "Staffordshire",
    "Wilts": "Wiltshire",
    "Worcs": "Worcestershire",
    "Yorks": "Yorkshire",
}


def state_name(code: str) -> str | None:
    """The name behind a postal code or a newspaper's abbreviation."""
    if code.replace(" ", "_") in STATES.values():
        return code
    bare = re.sub(r"[. ]", "", code)
    name = STATES.get(_NEWSPAPER.get(bare, bare), "")
    return name.replace("_", " ") or None


def _member(match: re.Match[str], english: English) -> str | None:
    """(D-N.Y.), R-TX, (R-Texas), D-Missoula: a member of a legislature by party and place."""
    name = match["town"] or state_name(match["state"])
    if match["town"] and (english.british or not mentions(match, _LAWMAKER)):
        return None
    return f"{_PARTIES[match['party']]}, {name}" if name else None


def _in_state(match: re.Match[str], english: English) -> str:
    """Scranton, Pa., and Dover, Del."""
    stop = "" if match["ends"] is None else "."
    return f"{match['lead']}{state_name(match['state'])}{stop}"


def _shire(match: re.Match[str], english: English) -> str | None:
    stop = "." if match["stop"] and match["ends"] is not None else ""
    return match["lead"] + _SHIRES[match["name"]] + stop if english.british else None


_QUARTERS = {"N": "North", "S": "South", "E": "East", "W": "West"}
_QUARTERED = (
    "Korea|Africa|Sudan|Carolina|Dakota|Virginia|Yorks(?:hire)?|Sussex|London|Wales|Devon|Somerset|Midlands"
    "|Ireland|Macedonia|America|Glamorgan|Ayrshire|Lanarkshire|Lothian|Riding|Bank|Timor|Ossetia|Kivu"
)


def _quartered(match: re.Match[str], english: English) -> str:
    """N. Ireland, S. Korea, W Yorks."""
    if match["quarter"] == "N" and after(match).startswith("Ireland"):
        return "Northern "
    return _QUARTERS[match["quarter"]] + " "


RULES: tuple[Rule[English], ...] = (
    Rule("NSEW", re.compile(rf"\b(?P<quarter>[NSEW])\.? (?=(?:{_QUARTERED})\b)"), _quartered),
    Rule(
        "DRI",
        re.compile(
            rf"\b(?P<party>[DRI])-(?:(?P<state>{_STATE}|[A-Z]{{2}}\b|(?:{_FULL})\b)"
            r"|(?<=[(, ].-)(?P<town>[A-Z][a-z]{3,}(?: [A-Z][a-z]+)?)(?=[,)]))(?!\w)"
        ),
        _member,
    ),
    Rule(
        ",",
        re.compile(
            rf"(?P<lead>\b[A-Z][\w'’-]+, )(?P<state>{_STATE})"
            r"(?P<ends>(?=[\"”’)]*\s*$|[\"”’)]*\s+[A-Z]))?(?!\w)"
        ),
        _in_state,
    ),
    Rule(
        ".",
        re.compile(
            rf"(?P<lead>\b(?:to|in|from|across) )(?P<state>(?!Va\b|La\b|Pa\b){_STATE})"
            r"(?:(?P<ends>(?=[\"”’)]*\s*$))|(?=[,;]? [a-z]|[,;]))"
        ),
        _in_state,
    ),
    Rule("C", re.compile(rf"\bCo\.? (?=(?:{_COUNTIES})\b)"), lambda match, english: "County "),
    Rule(
        "BCDGHLNOSWY",
        re.compile(
            rf"(?P<lead>\b[A-Z][\w'’-]+, |\b(?:North|South|East|West) )(?P<name>{'|'.join(_SHIRES)})\b"
            r"(?:(?P<stop>\.)(?P<ends>(?=[\"”’)]*\s*$|[\"”’)]*\s+[A-Z]))?)?(?!\w)"
        ),
        _shire,
    ),
)
