"""Sentence boundaries, and clause boundaries of very long sentences.

A candidate is a run of terminators with the closing quotes, brackets and note
marks that belong to it. What stands before it (an abbreviation, an initial, a
list number) and after it (a capital, a small letter, "said") decides.

Our own, for three reasons: the spans must cover every visible character, a long
sentence must be cut at its clauses, and it is right more often. On the table in
tests/speech/sentences (144 English passages, 93 in other languages) it gets all
right, sentencex 1.0 117 and 62, pysbd 0.3 108 and 55, syntok 1.4 101 and 40;
`benchmarks/spoken` prints it anew. The rules were mended on that table, so read
it as a comparison, not as a score. It imports in a few milliseconds; blingfire
weighs 99 MB.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from publish.model.text import base_language
from publish.system import data

_ENGLISH: dict[str, str] = data.table("publish.speech", "sentences.toml")


def _words(kind: str) -> frozenset[str]:
    """A list of sentences.toml."""
    return frozenset(_ENGLISH[kind].split())


_TABLES: dict[str, dict[str, str]] = data.table("publish.speech", "abbreviations.toml")


def _by_language(name: str) -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in _TABLES[name].items()}


TITLES = _by_language("titles")
BEFORE_NUMBERS = _by_language("before_numbers")
AFTER_NUMBERS = _by_language("after_numbers")
EITHER = _by_language("either")
OPENERS = _by_language("openers")

# Languages in which a number and a full stop make an ordinal.
ORDINAL_STOP = frozenset("de da nb nn no fi is cs sk pl hu hr sr sl et lv tr".split())


Span = tuple[int, int]

LONGEST = 300  # characters that one sentence may have before it is cut at a clause
CUT_ANYWHERE = 480  # and before it is cut at a space

_CLOSERS = "\"'”’“‘»«›‹)]}」』】》〉）］｝〕＂＇"
_STOPS = ".!?…‽؟۔።፧։;\u203c\u2047"
_QUOTES = frozenset("\"'”’“‘»«›‹」』")
# A face of a post, which stands behind a sentence or ends one: "Loved it :) Will come again".
_FACE = r"(?:[:;=]['’-]?[)(DPp|/\\*]{1,4}|[xX]D{1,4}|<3{1,4})"
# A terminator that needs white space after it, or one of a script that may not use any.
_CANDIDATE = re.compile(
    rf"(?<![{_STOPS}])(?P<spaced>[{_STOPS}]++(?:[ \u00a0]\.(?![^\s{re.escape(_CLOSERS)}]))*+)"
    rf"(?P<close>(?:[{re.escape(_CLOSERS)}]|[ \u00a0\u202f]»(?!\w)|\[\w{{1,3}}\]|[¹²³⁰-⁹*†‡]"
    rf"|\s{_FACE}(?=\s|$))*+)(?=\s|$)|(?P<face>(?<=\w\s){_FACE})(?=\s+[A-Z])"
    rf"|(?P<dense>(?:[。！？｡।॥។៕።᙮᠃]|．(?![0-9０-９])|(?<=[\u3400-\u9fff])[!?](?=[\u3400-\u9fff])"
    rf"|(?<=[\u0900-\u09ff])\s?\|(?=\s|$))++[。！？｡!?]*+)(?P<dense_close>[{re.escape(_CLOSERS)}]*+)"
    r"|(?P<glued>(?:(?<=[a-z]{2})|(?<=[0-9]{2}))[.!?])(?=[A-Z][a-z]{1,9}\s)|(?P<blank>\n\s*\n)"
)
_BEFORE = re.compile(r"[^\s(\[{\"“”„«»‘—–/]+$")
_AFTER = re.compile(r"[\s\"'“”‘’„«»‹›(\[{¿¡—–•·*_-]*")
_WORD = re.compile(r"[^\W\d_]+")
_LIST_MARK = re.compile(r"[\s\"'“‘(\[]*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})\s*$")
_SAID = re.compile(
    r"(?:[A-Z][\w.'’-]*,?\s+){1,5}(?:said|says|asked|asks|added|adds|replied|cried|shouted|told|wondered"
    r"|wrote|writes|tweeted|exclaimed|demanded|joked|insisted|explained|yelled|screamed|recalled)\b"
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,4}[^\W\d_]")
_DAY_AND_MONTH = re.compile(r"(?<!\d)[0-3]?\d\.\s[01]?\d\.(?!\d{3})")
_INITIAL_AFTER = re.compile(r"\s[A-Z]\.")
_LETTER_MARK = re.compile(r"[a-h]\)\s")
_PRONOUNS = _words("pronouns")
_DETERMINERS = _words("determiners")
_WORDS_TOO = _words("words_too")  # abbreviations only with a capital
_ASKING = _words("asking")
_ASKED = re.compile(
    r"\w+ (?:\w+ly )?(?:said|asked|thought|wondered|cried|shouted|replied|added|told|called|says|asks)\b"
)
_ASKED_AFTER = re.compile(r"[^，。！？「“]{0,6}(?:问|問|说|說|道|喊|叫|答|讲|講|笑)")
_GOES_ON = re.compile(r"[と、，っがをにのも的]|は(?!い)")
"""What follows the closing mark of a quotation inside its sentence."""
_PAIRS = (("《", "》", 40), ("「", "」", 30), ("『", "』", 40), ("“", "”", 30), ("（", "）", 60))
_ELIDING = frozenset(("it", "fr", "ca", "oc", "co"))
_DANDA = frozenset("hi mr ne sa bn as bho mai".split())
_HINDI_VERBS = _words("hindi_verbs")
"""Words with which a Hindi sentence ends, since the verb stands last: a full stop behind one ends it."""
_NUMBER_BEFORE = re.compile(r"(?:[0-9]|\b[IVXLC]+)\s?$")
_LENGTHS = frozenset(("ft", "pt", "mt"))
_MAY_END = _words("may_end")
_NAMES_AFTER = _words("goes_on")
_SMALL_AFTER = re.compile(r"\s+\w+[,;:]?\s+[a-z]")
_WEEKDAYS = _words("weekdays")
_BRACKETED = 200  # characters within which a bracket closes that holds more than one sentence
_BRACKET_OPENED = 500  # and within which it opened
_VISIBLE = re.compile(r"\S")
_NONE: frozenset[str] = frozenset()
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_CLAUSES = (
    re.compile(r"(?:[;；؛:：](?=\s)|[；：])[\"'”’»)\]]*|\s(?=[—–]\s)|(?<=\w)(?=—\w)"),
    re.compile(
        r"[,،，、][\"'”’»)\]]*(?=\s+(?:and|but|or|which|who|while|so|as|when"
        r"|et|mais|und|aber|y|pero|e|ma|mas)\s)"
    ),
    re.compile(r"[,،][\"'”’»)\]]*(?=\s)|[，、]"),
)
_SPACE = re.compile(r"\s(?=\S)")


def split(text: str, lang: str) -> tuple[Span, ...]:
    """The sentences of `text` as (begin, end), in order.

    Only white space lies between spans, before the first and after the last. A
    sentence over `LONGEST` characters comes as several spans, cut at clauses.
    """
    base = base_language(lang)
    spans = []
    begin = 0
    for match in _CANDIDATE.finditer(text):
        if match.end() > begin and _ends(text, begin, match, base):
            spans.append((begin, match.end()))
            begin = match.end()
    spans.append((begin, len(text)))
    whole = _joined(text, [kept for kept in (_trimmed(text, span) for span in spans) if kept])
    return tuple(part for span in whole for part in _clauses(text, span))


def _ends(text: str, begin: int, match: re.Match[str], lang: str) -> bool:
    """Whether the candidate ends a sentence that began at `begin`."""
    if match["blank"]:
        return True
    after = _AFTER.match(text, match.end())
    rest = after.end() if after else match.end()
    if match["dense"]:
        return _dense_ends(text, begin, match)
    if match["face"]:
        return True
    word = _WORD.match(text, rest)
    following = word[0] if word else ""
    if match["glued"]:
        return match["glued"] != "." or following.lower() in OPENERS.get(lang, OPENERS["en"])
    if rest >= len(text):
        return True
    stop, closing = match["spaced"], match["close"]
    opened = text[match.end() : rest].strip()
    if ";" in stop and (lang != "el" or not following[:1].isupper()):
        return False
    if following[:1].islower() and not following[1:2].isupper():
        marked = opened[:1] in ("¿", "¡") or opened[-1:] in ("•", "·") or bool(_LETTER_MARK.match(text, rest))
        return marked or _post_ends(text, begin, match, rest, following, lang)
    if stop == ".":
        return _stop_ends(text, begin, match.start(), text[rest], following, lang, bool(closing))
    if _in_brackets(text, begin, match.start()):
        return False
    if stop == "!" and _exclaimed(text, begin, match.start()) and following.lower() not in OPENERS["en"]:
        return False
    if "…" in stop or ".." in stop.replace(" ", "").replace("\u00a0", ""):
        return following[:1].isupper() or bool(_QUOTES & set(closing))
    if _QUOTES & set(closing) and lang == "en":
        opener = following.lower() in OPENERS["en"] and following.lower() not in TITLES["en"]
        return opener or not _SAID.match(text, rest, rest + 120)
    return True


_ERA = re.compile(r"н\.[ \u00a0]?э$|н\.[ \u00a0]?е$|p\.[ \u00a0]?n\.[ \u00a0]?e$")


def _stop_ends(text: str, begin: int, at: int, first: str, following: str, lang: str, closed: bool) -> bool:
    """Whether the full stop at `at` ends a sentence, by the word before and the word after it."""
    before = _BEFORE.search(text, max(begin, at - 40), at)
    token = before[0].lstrip("'’‘") if before else ""
    if lang in _ELIDING:
        token = re.split("['’]", token)[-1]
    low = token.lower()
    opener = following.lower() in OPENERS.get(lang, OPENERS["en"])
    if at - begin < 12 and _LIST_MARK.match(text, begin, at):
        return False
    initials = (len(token) == 1 and token.isalpha()) or bool(_INITIALS.fullmatch(token))
    if closed:
        return opener or not (initials and text[at + 1 : at + 2] in (")", "]"))
    if _in_brackets(text, begin, at):
        return False
    if first.isdecimal():
        dated = (initials or low == "al") and text.startswith(" (", at + 1)
        ordinal = lang in ORDINAL_STOP and bool(_DAY_AND_MONTH.match(text, at - len(token)))
        return not (dated or ordinal or _before_number(token, lang))
    known = _abbreviation_ends(text, begin, at, token, following, lang)
    if known is not None:
        return known
    if initials:
        return opener and not (len(following) == 1 and _INITIAL_AFTER.match(text, at + 1))
    if lang in ORDINAL_STOP and token.isdecimal() and len(token) < 3:
        return opener
    return True


def _abbreviation_ends(text: str, begin: int, at: int, token: str, following: str, lang: str) -> bool | None:
    """Whether the full stop of a known abbreviation ends a sentence; None for another word."""
    low = token.lower()
    opener = following.lower() in OPENERS.get(lang, OPENERS["en"])
    if low in ("э", "е", "e") and _ERA.search(text, max(begin, at - 8), at):
        return True
    if low in AFTER_NUMBERS.get(lang, _NONE) and _NUMBER_BEFORE.search(
        text, max(begin, at - 16), at - len(token)
    ):
        return True
    if low in EITHER.get(lang, EITHER["en"]) or (
        low in _LENGTHS and text[at - len(low) - 2 : at - len(low)].strip().isdigit()
    ):
        letters = lang == "en" and low != "st" and len(token) > 1 and token.isalpha() and token.isupper()
        # "in Elkton, MD. VIP guests": codes in capitals take no stop of their own
        return (
            opener
            or letters
            or (lang not in OPENERS and low not in TITLES.get(lang, _NONE))
            or _clause_follows(text, at, low, following, lang)
        )
    if lang == "hi" and token in _HINDI_VERBS and text[at + 1 : at + 2].isspace():
        return True
    if lang in _DANDA and (len(token) < 4 or "।" in text[at : at + 400]):
        return False
    return False if low in TITLES.get(lang, TITLES["en"]) else None


def _dense_ends(text: str, begin: int, match: re.Match[str]) -> bool:
    """Whether 。 or ！ ends a sentence: not in a title or a short quotation, nor where the teller goes on."""
    at, end = match.start(), match.end()
    following = text[end : end + 1]
    if match["dense_close"]:
        title = bool(following.strip()) and bool(set("》〉") & set(match["dense_close"]))
        return not (title or _GOES_ON.match(text, end) or (following and _ASKED_AFTER.match(text, end)))
    if following in tuple("のを"):
        return False
    for opener, closer, reach in _PAIRS:
        opened = text.rfind(opener, max(begin, at - 200), at)
        if opened < 0 or (opened == begin and opener in "“「") or text.find(closer, opened, at) >= 0:
            continue
        if text.find(closer, end, end + reach) >= 0:
            return False
    return True


def _post_ends(text: str, begin: int, match: re.Match[str], rest: int, following: str, lang: str) -> bool:
    """Whether a sentence begins with a small letter, as in posts: where the one before does, or with "we"."""
    stop, at = match["spaced"], match.start()
    if ".." in stop or "…" in stop or _QUOTES & set(match["close"]) or ")" in match["close"]:
        return False
    before = _BEFORE.search(text, max(begin, at - 40), at)
    token = before[0].lower() if before else ""
    known = token in TITLES.get(lang, _NONE) or (token in EITHER.get(lang, _NONE) and token not in _WORDS_TOO)
    if len(token) < 2 or not token.isalpha() or (known and stop == "."):
        return False
    first = _AFTER.match(text, begin)
    opens = first.end() if first else begin
    if text[opens].islower() and not text[opens + 1 : opens + 2].isupper():
        return True
    if lang != "en" or len(token) < 3 or _ASKED.match(text, rest):
        return False
    if len(stop) > 1 and "!" in stop:  # great!!! will be back
        return True
    return following in _PRONOUNS or following in (_DETERMINERS if stop == "." else _ASKING)


def _clause_follows(text: str, at: int, low: str, following: str, lang: str) -> bool:
    """Whether a clause begins after an abbreviation: "Apple Inc. Shares rose", not "Apple Inc. President"."""
    if lang == "en" and low not in _MAY_END | _LENGTHS:
        return False
    name = following.lower() in _NAMES_AFTER or not following[1:].islower()
    return not name and bool(_SMALL_AFTER.match(text, at + 1))


def _before_number(token: str, lang: str) -> bool:
    """Whether a word with a stop may stand before a number: No. 10, Tues. 5 May."""
    low = token.lower()
    if lang == "de" and low.endswith("str"):
        return True
    weekday = lang == "en" and low in _WEEKDAYS and token[:1].isupper()
    return weekday or low in BEFORE_NUMBERS.get(lang, BEFORE_NUMBERS["en"]) or low in TITLES.get(lang, _NONE)


def _in_brackets(text: str, begin: int, at: int) -> bool:
    """Whether `at` lies in round brackets that opened inside the sentence and close soon."""
    opened = text.rfind("(", max(begin, at - _BRACKET_OPENED), at)
    if opened <= begin or text.find(")", opened, at) >= 0 or not _VISIBLE.search(text, begin, opened):
        return False
    return text.find(")", at, at + _BRACKETED) > 0 and text.find("(", at, at + _BRACKETED) < 0


def _exclaimed(text: str, begin: int, at: int) -> bool:
    """Whether the word before an exclamation mark is a name that has one: Yahoo! Inc., E! News."""
    word = _BEFORE.search(text, max(begin, at - 12), at)
    return bool(word) and word[0] in ("Yahoo", "E", "Jeopardy", "Wham")  # type: ignore[index]


def _trimmed(text: str, span: Span) -> Span | None:
    begin, end = span
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    return (begin, end) if begin < end else None


def _joined(text: str, spans: Iterable[Span]) -> list[Span]:
    """Spans without a letter or figure go to the one before them, or after at the start."""
    joined: list[Span] = []
    wordy = False
    for begin, end in spans:
        says = _WORDY.search(text, begin, end) is not None
        if joined and not (says and wordy):
            joined[-1] = (joined[-1][0], end)
            wordy = wordy or says
        else:
            joined.append((begin, end))
            wordy = says
    return joined


_WORDY = re.compile(r"[^\W_]")


def _clauses(text: str, span: Span) -> list[Span]:
    """The span itself, or its parts when it is too long for one breath."""
    waiting, parts = [span], []
    while waiting:
        begin, end = waiting.pop()
        cut = _cut(text, begin, end)
        if cut is None:
            parts.append((begin, end))
            continue
        waiting += [s for s in (_trimmed(text, (cut, end)), _trimmed(text, (begin, cut))) if s]
    return parts


def _cut(text: str, begin: int, end: int) -> int | None:
    """The best place to cut a long span: the strongest kind of break nearest its middle."""
    length = end - begin
    if length <= LONGEST // 3:
        return None
    weight = length + 2 * len(_CJK.findall(text, begin, end))
    if weight <= LONGEST:
        return None
    kinds = (*_CLAUSES, _SPACE) if weight > CUT_ANYWHERE else _CLAUSES
    middle = (begin + end) // 2
    for kind in kinds:
        places = [
            m.end()
            for m in kind.finditer(text, begin, end)
            if length <= 5 * min(m.end() - begin, end - m.end())
        ]
        if places:
            return min(places, key=lambda place: abs(place - middle))
    return None
