"""Whether a line promotes, shares, subscribes, navigates, dates or ends an article.

The phrases are data (`html/phrases/`), no page's and no publisher's. A line must
be short for a phrase to count: prose may say "sign up for" and stay.
"""

from __future__ import annotations

import re

from publish.html.phrases import dating_beginnings, dating_words, line_phrases, pattern
from publish.model.text import WIDE

_WHOLE = pattern("control", r"{}[\s.:!»>→]*")
_START = pattern("begins")
_ANYWHERE = pattern("contains")
_WEAK = pattern("hints")
_CONSENT = pattern("consent")
_SIGN_OFF = pattern("sign_off")
_DESK = pattern("desk", r"^\W*{}")
_INVITES = pattern("invites")
_OFFER = pattern("offer")
_STUB = pattern("placeholder")
_END = pattern("ends", r"{}[\s:.…»]*")
_REPLY = pattern("reply", r"{}\W*")
_DATING = pattern("dating")
_PAYWALL = pattern("paywall")
_CUT_OFF = pattern("cut_off")
_YOU = re.compile(
    r"\bSie\b|(?i:\b(?:our|your?|us|follow|join|subscribe|sign|download|get|unser\w*|uns|ihre?n?"
    r"|abonn\w*|jetzt"
    r"|hier|nous|notre|nos|vous|votre|suivez|nuestr\w+|síguenos|suscr\w+|nostr\w+|iscriv\w+|siga|onze|jouw"
    r"|ikuti)\b)"
)
_HAS_LETTER = re.compile(r"[^\W_]")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.\w{2,}")
_SHORT, _FEW = 30, 8  # words


def words_in(text: str) -> int:
    """How many words a text has; two characters count as one where no spaces part them."""
    wide = len(WIDE.findall(text))
    return wide // 2 if wide > 4 else len(text.split())


def is_promo(words: str, link_share: float) -> bool:
    """Whether a line of text promotes or points elsewhere. `link_share` is how much of it is links."""
    words = words.strip("()[] ") if words[:1] in "([" else words
    count = words_in(words)
    if not words or _WHOLE.fullmatch(words):
        return True
    if not _HAS_LETTER.search(words):
        return False  # emoji, however many
    if count <= _SHORT and _START.match(words):
        sentence = count > _FEW and not link_share and words.endswith((".", "!", "?", "…", *_STOPS))
        return link_share > 0.3 or (count <= 14 and not sentence)
    if (count <= 40 and _ANYWHERE.search(words)) or (count <= 120 and _CONSENT.search(words)):
        return True
    if link_share > 0.6 and _TAGGED.search(words):
        return True
    few = 10 if link_share > 0 or not is_sentence(words) else 0
    if _WEAK.search(words) and (count <= few or (count <= 25 and link_share > 0.3)):
        return True
    if _SIGN_OFF.match(words) and count <= 40:
        return True
    if link_share > 0.98 and 3 < count <= 15 and not words.endswith(("”", '"')):
        return True
    return link_share > 0.9 and 3 < count <= 30 and not words.endswith((".", "”", '"'))


def points_elsewhere(words: str) -> bool:
    """Whether a line begins as one does that points to another story: "Read also ..."."""
    match = _START.match(words.strip())
    return words_in(words) <= _SHORT and match is not None and not match[0].lower().startswith("related")


_TAGGED = re.compile(r"\[[A-Z]{4,}\]\W{0,2}$")  # another story, with its kind: "[VIDEO]"


def is_reply(words: str) -> bool:
    """Whether a short line is a control of a reader's comment, or says whose it is: "Reply", "Ann says:"."""
    return bool(_REPLY.fullmatch(words))


def is_consent(words: str) -> bool:
    """Whether a line asks for consent to what third parties would show or record."""
    return words_in(words) <= 120 and bool(_HAS_LETTER.search(words) and _CONSENT.search(words))


def is_offer(words: str) -> bool:
    """Whether a heading offers something of the house's, or says only that something cannot be shown."""
    return words_in(words) <= 8 and bool(_OFFER.match(words) or _STUB.fullmatch(words))


def is_stub(words: str) -> bool:
    """Whether a heading or line is that of a control, or stands for something that is not there."""
    return bool(_STUB.fullmatch(words) or _WHOLE.fullmatch(words))


def is_notice(words: str, link_share: float) -> bool:
    """Whether a line after an article's text only tells: who helped, whom to write to, what to follow."""
    count = words_in(words)
    if count > 60:
        return False
    if _START.match(words) or _DESK.search(words) or _SIGN_OFF.match(words) or is_promo(words, link_share):
        return True
    invites = link_share > 0 and _INVITES.search(words) and _YOU.search(words)
    return bool(invites or _MAIL.search(words))


def ends_article(words: str) -> bool:
    """Whether a heading or short line says that the article is over and other things follow."""
    return len(words) < 80 and bool(_END.fullmatch(" ".join(words.split())))


def is_sentence(words: str) -> bool:
    """Whether a line reads as a sentence, not as a label."""
    words = words.strip().rstrip(_END_MARKS)
    if len(WIDE.findall(words)) > 15 or (len(words) > 60 and len(words) > 16 * len(words.split())):
        return True  # scripts that put no spaces between words
    if len(words.split()) < 4 and not words.endswith(("?", "!", "”", "“", '"', *_STOPS)):
        return False
    if _DATED.search(words) and len(words) < 80 and not _tells(words):
        return False
    return (
        words.endswith((".", "?", "!", "…", "”", "“", '"', "’", "»", ":", *_STOPS)) or len(words.split()) > 14
    )


_STOPS = ("。", "！", "？", "؟", "۔", "।", "။", "។", "።")
_END_MARKS = " ♦◆■□▪●∎"
_RUN_ON = re.compile(r"(?<=[a-z])(?=\d{1,2}:\d{2})")  # "21 mins ago11:48", of two elements
_NAMELESS = re.compile(r"^\s*(?:by|par|von|por|di|da|door)\s*(?:,|on|le|am|el|il|op|\s)+(?=\d)", re.I)
_DATED = re.compile(
    r"\b\d{1,2}[:.h]\d{2}\b|\b(?:19|20)\d{2}\b|\bago\b|\bvor \d|\bil y a\b|\bhace \d|\b(?:updated|published"
    r"|aktualisiert|stand)\b",
    re.I,
)


def _tells(words: str) -> bool:
    """Whether a line with a date ends as a sentence and has a word in small letters that dates nothing."""
    small = re.findall(r"(?<![\w-])[^\W\d_A-Z]{3,}", words)
    return words.endswith((".", "?", "!", "”", '"')) and not all(map(_DATING.fullmatch, small))


def is_dateline(words: str) -> bool:
    """Whether a line holds a date or a time and next to nothing else."""
    words = _NAMELESS.sub("", _RUN_ON.sub(" ", words))
    if len(words) < 60 and (_READING_TIME.fullmatch(words) or _ENTRY.fullmatch(words)):
        return True
    if len(words) > 70 or not _DATED.search(words):
        return False
    rest = [
        word
        for word in re.findall(r"[^\W\d_]+", words.lower())
        if word[:3] not in dating_beginnings() and len(word) > 2 and word not in dating_words()
    ]
    return not rest


# The head of an entry in a live blog: the time, and who wrote it or what it is.
_ENTRY = re.compile(
    r"\d{1,2}[:.]\d{2}\s*(?i:am|pm|uhr|h|gmt|bst|cet|cest|et)?\W*(?:[A-ZÀ-Þ][\w.’'-]*\W*){0,4}"
)
_READING: dict[str, list[str]] = line_phrases()
_READING_TIME = re.compile(
    rf"\W*(?:(?:\w+ ){{0,2}}(?:{'|'.join(_READING['reading_time_before'])})\W*)?(?:ca\.? )?\d{{1,3}}\W{{0,2}}"
    rf"(?:min(?:ut[a-zé]*|s)?|dk|мин)\.?(?:\W*(?:{'|'.join(_READING['reading_time_after'])}))?\W*",
    re.I,
)


def is_nameless_byline(words: str) -> bool:
    """Whether a line is a byline with a date whose name is not there: "by , 3 May 2019"."""
    return _NAMELESS.match(words) is not None and is_dateline(words)


def is_cut_off(words: str) -> bool:
    """Whether a line says that the page itself holds only a part of the article."""
    return bool(_CUT_OFF.search(words))


def is_paywall(words: str) -> bool:
    """Whether a line says that the rest of the article is for subscribers only."""
    return len(words) < 250 and bool(_PAYWALL.search(words))
