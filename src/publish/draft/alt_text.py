"""A page's own alt text and the caption -> the alt text, so that each is heard once.

By default it is the caption, as a full sentence, led by what the page's own
alt says beyond it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from publish.config import AltPolicy
from publish.model.article import AltSource
from publish.model.caption_alt import folded, says
from publish.system import data

_TABLE = data.table("publish.draft", "alt_text.toml")
_FILE = re.compile(r"^[\w\-. %()+@/]+\.(jpe?g|png|gif|webp|avif|svg|bmp|tiff?|heic|php|aspx?)$", re.I)
_ADDRESS = re.compile(r"^(https?(:|%3a)|www\.|data:|//|/)\S*$", re.I)
_SIZE = re.compile(  # what a content system writes under a file: "JPEG - 172.1 ko"
    r"^(?:jpe?g|png|gif|webp|svg|tiff?|pdf)\W{1,4}\d{1,6}(?:[.,]\d{1,3})?\s?[kmg]?(?:i?b|o|octets|bytes)\)?$",
    re.I,
)
_LEADS = re.compile(rf"^(?:{'|'.join(_TABLE['leads'])})", re.I)
# A number, words joined by hyphens, or the name that a camera, a screen or an editor gives a file.
_CODE = re.compile(
    r"^(?:(?=\S*\d)[\w\-./]{12,}|[^\W_]+(?:-[^\W_]+){3,}\.?|(?:\w+ ){0,2}\d{8,}|[^\W_]+_[\w\-.]+"
    r"|(?:dsc[nf]?|img|imag|pict|pxl|gopr|mvi)[ _-]?\d{3,8}(?:[ _-]\w{1,3})?"
    r"|(?:screen ?shot|bildschirmfoto|capture d['’]écran)\s.{0,3}\d{4}-\d\d-\d\d\b.{0,40})$",
    re.I,
)
_EMPTY_WORDS = frozenset(_TABLE["empty_words"].split())
_PHRASES = re.compile(rf"^({'|'.join(_TABLE['phrases'])})\.?$", re.I)
_NO_PICTURES_WORDS = (_FILE, _ADDRESS, _CODE, _SIZE, _LEADS, _PHRASES)
_PLAYED = re.compile(r"(?:click to )?(?:play|watch|view) (?:the )?video:\s*['\"‘“]?(.+?)['\"’”]?", re.I)
_LABEL = re.compile(
    r"^\s*(?:photo(?:graph)?|image|picture|foto|bild|credit|crédit)s?(?: by\s|(?: (?:by|credit))?\s*:)\s*",
    re.I,
)
_LONGEST = 1000
"""Characters of an alt text made of a caption: of a longer caption it holds the beginning.

The caption is then exposed to screen readers instead, whole (`publish.model.caption_alt`).
"""
_END = ".!?…。！？؟।:;"
_CLOSERS = "\"'”’»)]」』"


@dataclass(frozen=True, slots=True)
class Alt:
    """The final alt text, the part of it that is spoken before the caption, and where it is from."""

    text: str
    lead: str
    source: AltSource


def choose(page_alt: str, caption: str, credit: str, policy: AltPolicy) -> Alt:
    """The alt text of a picture: by default the caption, after what the page's own alt says beyond it."""
    own = good(page_alt, credit)
    caption = _beginning(caption)
    new = own if own and not says(caption, own) else ""
    if policy == "author" and own:
        return Alt(sentence(own), sentence(new), "author")
    if caption and new:
        lead = sentence(new)
        return Alt(f"{lead} {sentence(caption)}", lead, "author+caption")
    if caption:
        return Alt(sentence(caption), "", "caption")
    if own:
        return Alt(sentence(own), sentence(own), "author")
    return Alt("", "", "none")


def good(alt: str, credit: str = "") -> str:
    """A page's alt text cleaned of its credit; "" when it says nothing about the picture."""
    text = " ".join(alt.split())
    if played := _PLAYED.fullmatch(text):
        text = played[1]
    if not text or any(pattern.match(text) for pattern in _NO_PICTURES_WORDS):
        return ""
    text = _without_credit(text, credit)
    words = folded(text).split()
    if len("".join(words)) == 1 and text.isascii():
        return ""
    if not words or all(word in _EMPTY_WORDS or word.isdecimal() for word in words):
        return ""
    return text


def _beginning(caption: str) -> str:
    """A caption up to the last end of a sentence, else of a word, that an alt text has room for."""
    if len(caption) <= _LONGEST:
        return caption
    cut = caption[:_LONGEST]
    stop = max(cut.rfind(mark) for mark in (". ", "! ", "? ", "。"))
    if stop > _LONGEST // 2:
        return cut[: stop + 1]
    return (cut[: cut.rfind(" ")] if " " in cut[_LONGEST // 2 :] else cut).rstrip(" ,;:") + "…"


def _without_credit(text: str, credit: str) -> str:
    names = [name for name in (credit, *re.split(r"[/|,]| via ", credit)) if len(folded(name)) > 1]
    for name in names:
        if folded(_LABEL.sub("", text)) == folded(_LABEL.sub("", name)):
            return ""
        parting = r"[\s:,.\-–—]+" if name is credit else r"\s*[:,.\-–—][\s:,.\-–—]*"
        match = re.match(re.escape(name.strip()) + parting + r"(?=\S)", text, re.I)
        if match:
            return text[match.end() :].strip()
        ended = not re.search(r"\d", name) and re.search(
            r"(?<=[.!?…]) *\W{0,3}" + re.escape(name.strip()) + r"\W{0,3}$", text, re.I
        )
        if ended:
            return text[: ended.start()].strip()
    return text


def sentence(text: str) -> str:
    """Text as a full sentence, so that a voice pauses after it."""
    text = " ".join(text.split())
    core = text.rstrip(_CLOSERS)
    return text if not core or core[-1] in _END else f"{text}."
