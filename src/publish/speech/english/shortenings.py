"""Shortened words in English: e.g., etc., vs, Ltd, para. 3, (2nd ed.), YoY."""

from __future__ import annotations

import re

from publish.speech.english.dialect import English
from publish.speech.rule import Rule

# Pieces of which a text must have one (a string is several, between spaces), pattern, words. The full stop is
# part of the pattern where there is always one. Words take the capital of what they stand for.
_SHORT: tuple[tuple[str | tuple[str, ...], str, str], ...] = (
    ("e.g eg", r"\b[Ee]\.?g\.?(?=[ ,:])|\b[Ee]\.g\.", "for example"),
    ("i.e ie", r"\b[Ii]\.?e\.?(?=[ ,:])|\b[Ii]\.e\.", "that is"),
    ("etc", r"\betc\b(?:\.(?=\s*[a-z,;:)!?.]))?", "et cetera"),
    ("vs", r"\bvs\b\.?", "versus"),
    ((" v",), r"(?:(?<=[a-z.] )|(?<=\bR ))v\.?(?= [A-Z])", "versus"),
    ((" v the ",), r"(?<=[a-z£$€] )v\.?(?= the [£$€¥])", "versus"),
    ("viz.", r"\bviz\.", "namely"),
    ("cf.", r"\bcf\.", "compare"),
    ("approx", r"\bapprox\b\.?", "approximately"),
    ("w/o", r"\bw/o(?!\w)", "without"),
    ("w/", r"\bw/(?= )", "with"),
    ("c/o", r"\bc/o\b", "care of"),
    ("Jr", r"\bJr\b\.?", "Junior"),
    ("Sr", r"(?<=[a-z] )Sr\b\.?", "Senior"),
    ("Inc.", r"\bInc\.(?=,? [a-z(])", "Inc"),
    ("Esq", r"\bEsq\b\.?", "Esquire"),
    ("Ltd", r"\bLtd\b\.?(?!\w)", "Limited"),
    ("Bros", r"\bBros\b\.?", "Brothers"),
    ("Corp", r"\bCorp\b\.?", "Corporation"),
    ("ovt", r"(?<!dot )\b[Gg]ovt\b\.?", "government"),
    ("ept", r"\b[Dd]ept\b\.?", "department"),
    (("& Co",), r"(?<=& )Co\b\.?", "Co"),
    ((" Co.",), r"(?<=[a-z] )Co\.(?= |,|$)", "Company"),
    ("Hon", r"\bRt\.? Hon\b\.?", "Right Honourable"),
    ("mmHg", r"\bmmHg\b", "millimetres of mercury"),
    ("WW1", r"\bWW1\b", "World War One"),
    ("WW2", r"\bWW2\b", "World War Two"),
    ("AS-level", r"\bAS-level", "A-S level"),
    ("n/a N/A", r"\bn/a\b|\bN/A\b", "not applicable"),
    ("/c", r"\b[Ww]/c\b", "week commencing"),
    ("s/he", r"\bs/he\b", "she or he"),
    ("he/she", r"\bhe/she\b", "he or she"),
    ("she/he", r"\bshe/he\b", "she or he"),
    ("his/her", r"\bhis/her\b", "his or her"),
    ("him/her", r"\bhim/her\b", "him or her"),
    ("and/or", r"(?<=\s)and/or(?=\s)", "and or"),
    ("p/w p.w.", r"\bp/w\b|\bp\.w\.", "per week"),
    ("p/m", r"\bp/m\b", "per month"),
    ("p.a.", r"\bp\.a\.", "per annum"),
    ("o.n.o", r"\bo\.n\.o\b\.?", "or nearest offer"),
    ("ka .k.a", r"\b[Aa]\.?k\.?a\b\.?(?= )", "also known as"),
    ("AKA", r"(?<=[\w,] )AKA(?= )", "also known as"),
    ("Ph.D", r"\bPh\.D\b\.?", "PhD"),
    ("Gov", r"\bLt\.? Gov\b\.?", "Lieutenant Governor"),
    ("Bn", r"(?:(?<=st )|(?<=nd )|(?<=rd )|(?<=th ))Bn\b\.?", "Battalion"),
    ("Regt", r"\bRegt\b\.?", "Regiment"),
    ("Flt", r"\bFlt\.? (?=Lt\b)", "Flight "),
    ("Sqn", r"\bSqn\.? (?=Ldr\b)", "Squadron "),
    ("Wg", r"\bWg\.? (?=Cdr\b)", "Wing "),
    ("Gp", r"\bGp\.? (?=Capt\b)", "Group "),
    ("Ch", r"\bCh\.? (?=(?:Insp|Supt|Const)\b)", "Chief "),
    ("Pt.", r"\bPt\. (?=[A-Z][a-z])", "Point "),
    # before a number
    ("pp", r"\bpp\.? ?(?=[0-9])", "pages "),
    (("p.", "p "), r"\bp\. ?(?=[0-9]{1,4}\b(?!\.[0-9]))|\bp ?(?=[0-9]{1,3}\b(?!\.[0-9]))", "page "),
    ("ol", r"\b[Vv]ol\.? ?(?=[0-9IVX])", "volume "),
    ("ig", r"\b[Ff]ig\.? ?(?=[0-9])", "figure "),
    (
        "Ch",
        r"(?<=\b[Oo]n )Ch\.? ?(?=[0-9]{1,2}\b(?! of\b))"
        r"|\bCh\.? ?(?=[1-5]\b(?:,? (?:at )?[\w -]{1,24}? [AP]-M\b| News\b|['’]s\b"
        r"| (?:drama|documentary|series|show|film|programme|news)\b))",
        "Channel ",
    ),
    ("Ch", r"\bCh\.? ?(?=[0-9])|\bChap\.? ?(?=[0-9IVX])", "Chapter "),
    ("ch", r"\bch(?:ap)?\. ?(?=[0-9])", "chapter "),
    ("art", r"\bart\.? (?=[0-9]{1,3}\()|\bart\. (?=[0-9])", "article "),
    ("arts", r"\barts\.? (?=[0-9]{1,3}\()|\barts\. (?=[0-9])", "articles "),
    ("ara", r"\b[Pp]ara\.? (?=[0-9])", "paragraph "),
    ("aras", r"\b[Pp]aras\.? (?=[0-9])", "paragraphs "),
    ("Sch.", r"\bSch\. (?=[0-9])", "Schedule "),
    ("Art", r"\bArt\. (?=[0-9])|\bArt (?=[0-9]{1,3}(?:\([0-9a-z]\))* (?:of|ECHR|TFEU|GDPR)\b)", "Article "),
    ("eg", r"\b[Rr]eg\.? (?=[0-9])", "regulation "),
    ("egs", r"\b[Rr]egs\.? (?=[0-9])", "regulations "),
    (("s ",), r"(?<![\w'’.)-])(?<![0-9] )s (?=[0-9]{1,4}[A-Z]{0,2}\b(?! ?%))", "section "),
    (("ss ",), r"(?<![\w'’.)-])ss (?=[0-9])", "sections "),
    ("Yr", r"\bYr\.? (?=[0-9])", "Year "),
    ("Yrs", r"\bYrs\.? (?=[0-9])", "Years "),
    ("wkt", r"\bwkt\b\.?", "wicket"),
    ("wkts", r"\bwkts\b\.?", "wickets"),
    ("Hwy", r"\bHwy\.? (?=[0-9])", "Highway "),
    ("Op", r"\bOp\.? ?(?=[0-9])", "Opus "),
    ("Rte", r"\bRte\.? (?=[0-9])", "Route "),
    ("Mk", r"\bMk\.? ?(?=[0-9])", "Mark "),
    ("temp", r"\b[Tt]emp\. (?!jobs?\b|work|staff|agenc)(?=[a-z0-9−-])", "temperature "),
    ("cl.", r"\bcl\. (?=[0-9])", "clause "),
    ("Eq.", r"\bEq\. ?(?=[0-9])", "Equation "),
    ("s.", r"\bs\. ?(?=[0-9])", "section "),
    ("s1 s2 s3 s4 s5 s6 s7 s8 s9", r"\bs(?=[0-9]{1,4}(?:\([0-9a-z]\))* of the\b)", "section "),
    ("ss.", r"\bss\. ?(?=[0-9])", "sections "),
    ("agg", r"\bagg\.?(?= [0-9])", "aggregate"),
    ("Apt", r"\bApt\.? (?=[0-9])", "Apartment "),
    ("est", r"\best\.? ?(?=[12][0-9]{3}\b)", "established "),
    ("ext", r"\bext\.? ?(?=[0-9])", "extension "),
    ("el", r"\b[Tt]el\.?:? ?(?=[0-9+(])", "telephone "),
    ("HT FT", r"\bHT:? (?=[0-9]{1,2}-[0-9])", "half-time "),
    ("FT", r"\bFT:? (?=[0-9]{1,2}-[0-9])", "full-time "),
    ("at.", r"\b[Ll]at\. (?=[a-z][a-z -]{2,70}degrees (?:north|south))", "latitude "),
    ("ong.", r"\b[Ll]ong\. (?=[a-z][a-z -]{2,70}degrees (?:east|west))", "longitude "),
    ("fl.", r"\bfl\. (?=1[0-9]{3}\b)", "flourished "),
    # in brackets
    ("(b", r"(?<=\()b\.? (?=[0-9])", "born "),
    ("(d", r"(?<=\()d\.? (?=[0-9])", "died "),
    (
        "ed.",
        r"(?:(?<=[0-9]st )|(?<=[0-9]nd )|(?<=[0-9]rd )|(?<=th )|(?<=first )|(?<=second )|(?<=third ))ed\.",
        "edition",
    ),
    ("ed.)", r"(?<=\()ed\.(?=\))", "editor"),
    ("eds.)", r"(?<=\()eds\.(?=\))", "editors"),
    ((", ed.",), r"(?<=, )ed\.(?= \()", "editor"),
    ((", eds.",), r"(?<=, )eds\.(?= \()", "editors"),
    ("exc.", r"\bexc\. ", "except "),
    (("r ",), r"(?<![\w'’.)-])r (?=[0-9]{1,3}(?:\.[0-9]|\())", "rule "),
    ("VAT", r"\binc\.? (?=VAT\b)", "including "),
    ("VAT", r"\bexcl?\.? (?=VAT\b)", "excluding "),
    (
        "WHO",
        r"(?<=\b[Tt]he )WHO\b|(?<=[(/])WHO(?=[)/])|\bWHO(?=['’]s\b|[,;)] [a-z]"
        r"|-[a-z]| (?:chief|director|officials?|spokes\w+|data|guid\w+"
        r"|figures|estimates|report|member|staff|experts?|team|advice|advises|says|said|warned|declared"
        r"|recommends|European|Europe|Africa|headquarters)\b)",
        "W-H-O",
    ),
    (
        "IT",
        r"\bIT(?= (?:work\w*|staff|systems?|department|support|compan\w+|firms?"
        r"|sector|industry|services?|teams?|manager|"
        r"director|skills|equipment|outages?|infrastructure|experts?|specialists?"
        r"|professionals?|security|glitch|"
        r"failures?|issues|problems|project|consult\w+|engineers?|giants?)\b)",
        "I-T",
    ),
)


# As British readers say them; Americans say the letters.
_BRITISH: tuple[tuple[str, str, str], ...] = (
    ("YoY yoy y/y y-o-y", r"\b(?:YoY|yoy|y/y|y-o-y)\b", "year on year"),
    ("QoQ qoq q/q q-o-q", r"\b(?:QoQ|qoq|q/q|q-o-q)\b", "quarter on quarter"),
    ("MoM m/m m-o-m", r"\b(?:MoM|m/m|m-o-m)\b", "month on month"),
    ("Lab)", r"(?<=\()Lab(?=\))", "Labour"),
    ("Con)", r"(?<=\()Con(?=\))", "Conservative"),
    ("LD) Dem)", r"(?<=\()(?:LD|Lib Dem)(?=\))", "Liberal Democrat"),
    ("Ind)", r"(?<=\()Ind(?=\))", "independent"),
    ("Grn)", r"(?<=\()Grn(?=\))", "Green"),
)


def _short(pieces: str | tuple[str, ...], pattern: str, words: str, both: bool = True) -> Rule[English]:
    def say(match: re.Match[str], english: English) -> str | None:
        if not (both or english.british):
            return None
        said = english.spelt(words, words.replace("Honourable", "Honorable"))
        return said[0].upper() + said[1:] if match[0][0].isupper() and said[0].islower() and both else said

    return Rule(pieces if isinstance(pieces, tuple) else tuple(pieces.split()), re.compile(pattern), say)


RULES: tuple[Rule[English], ...] = (
    *(_short(*row) for row in _SHORT),
    *(_short(*row, both=False) for row in _BRITISH),
)
