"""Transcripts of a narration: WebVTT, SRT, plain text and HTML, all from the one timing table.

The rules are WebVTT's and the podcast namespace's advice on transcripts, which
asks for lines of at most 65 characters in WebVTT and for two lines of 32 in SRT.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from html import escape
from itertools import groupby

from publish.i18n import catalogue
from publish.model.narration import Narration, Script
from publish.model.times import cue_clock, short_clock
from publish.web import page
from publish.web.timing import Line, lines

VTT_WIDTH = 65
SRT_WIDTH = 32
SRT_LINES = 2
_STYLED = ("aside", "caption", "note", "quote")


def write_vtt(script: Script, narration: Narration) -> bytes:
    """WebVTT with one cue a sentence; a cue's id is the sentence's, its voice the narrator."""
    voice = f"<v {_vtt(narration.narrator)}>" if narration.narrator else ""
    cues, seen = ["WEBVTT\n"], set[str]()
    for line in lines(script, narration):
        body = "\n".join(_vtt(part) for part in wrap(line.text, VTT_WIDTH))
        if line.lang and line.lang != script.lang:
            body = f"<lang {line.lang}>{body}</lang>"
        head = "" if line.id in seen else f"{line.id}\n"
        seen.add(line.id)
        cues.append(f"{head}{cue_clock(line.begin_ms)} --> {cue_clock(line.end_ms)}\n{voice}{body}\n")
    return "\n".join(cues).encode()


def write_srt(script: Script, narration: Narration) -> bytes:
    """SRT; a sentence that does not fit two lines goes on in the next cue, its time shared by length."""
    cues = [
        f"{number}\n{cue_clock(begin, ',')} --> {cue_clock(end, ',')}\n{text}\n"
        for number, (begin, end, text) in enumerate(_srt(script, narration), 1)
    ]
    return "\n".join(cues).encode()


def write_text(script: Script, narration: Narration) -> bytes:
    """Plain text: what is heard, a blank line between blocks."""
    blocks = (" ".join(line.text for line in block) for block in _blocks(script, narration))
    return ("\n\n".join(blocks) + "\n").encode()


def write_html(script: Script, narration: Narration, title: str) -> bytes:
    """The transcript as a page, in the form that podcast apps read too: who speaks, when, and what.

    A paragraph's time leads to its first sentence in the player beside the page.
    """
    parts = [f"<h1>{escape(title)}</h1>"]
    if narration.narrator:
        parts.append(f"<cite>{escape(narration.narrator)}</cite>")
    for block in _blocks(script, narration):
        if block[0].role != "title":
            parts.append(_block(block, script.lang))
    return (_head(script.lang, title) + "\n".join(parts) + "\n</main>\n</body>\n</html>\n").encode()


def _block(block: tuple[Line, ...], lang: str) -> str:
    first = block[0]
    tag = "h2" if first.role == "heading" else "p"
    kind = "credit" if first.credit else first.role if first.role in _STYLED else ""
    own = f' lang="{escape(first.lang)}"' if first.lang not in ("", lang) else ""
    styled = f' class="{kind}"' if kind else ""
    words = escape(" ".join(line.text for line in block), quote=False)
    seconds = first.begin_ms // 1000
    link = f'<a href="index.html#{escape(first.id)}">{short_clock(seconds)}</a>'
    return f'<time datetime="PT{seconds}S">{link}</time>\n<{tag}{styled}{own}>{words}</{tag}>'


def _head(lang: str, title: str) -> str:
    ui = catalogue.language(lang)
    text = catalogue.interface_words(ui)
    style = page.asset("page.css") + page.asset("transcript.css")
    policy = f"default-src 'none'; style-src {page.digest(style)}; base-uri 'none'; form-action 'none'"
    ways = (("index.html", text["player"]), ("../index.html", text["all_articles"]))
    back = " ".join(f'<a href="{address}">{escape(name)}</a>' for address, name in ways)
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{escape(lang)}" dir="{catalogue.direction(lang)}">\n<head>\n'
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<nav class="back" lang="{ui}" dir="{catalogue.direction(ui)}" aria-label="{escape(text["site"])}">'
        f"{back}</nav>\n<main>\n"
    )


def wrap(text: str, width: int) -> list[str]:
    """Text as lines of at most `width` characters, broken at spaces where there are any."""
    return textwrap.wrap(text, width, break_on_hyphens=False) or [text]


def _vtt(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _blocks(script: Script, narration: Narration) -> Iterator[tuple[Line, ...]]:
    """The lines by block, in order."""
    block = 0

    def number(line: Line) -> int:
        nonlocal block
        block += line.new_block
        return block

    for _, group in groupby(lines(script, narration), number):
        yield tuple(group)


def _srt(script: Script, narration: Narration) -> Iterator[tuple[int, int, str]]:
    for line in lines(script, narration):
        wrapped = wrap(line.text, SRT_WIDTH)
        pieces = ["\n".join(wrapped[i : i + SRT_LINES]) for i in range(0, len(wrapped), SRT_LINES)]
        total, done = sum(map(len, pieces)), 0
        length = line.end_ms - line.begin_ms
        begin = line.begin_ms
        for piece in pieces:
            done += len(piece)
            end = line.begin_ms + length * done // total
            yield begin, max(end, begin + 1), piece
            begin = max(end, begin + 1)
