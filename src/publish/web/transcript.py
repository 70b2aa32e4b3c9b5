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
from publish.web.timing import Line, lines

VTT_WIDTH = 65
SRT_WIDTH = 32
SRT_LINES = 2


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
    """An HTML page in the form that podcast apps read: who speaks, when, and what, block by block."""
    parts = [f"<h1>{escape(title)}</h1>"]
    if narration.narrator:
        parts.append(f"<cite>{escape(narration.narrator)}:</cite>")
    for block in _blocks(script, narration):
        tag = "h2" if block[0].role == "heading" else "p"
        lang = f' lang="{escape(block[0].lang)}"' if block[0].lang not in ("", script.lang) else ""
        words = escape(" ".join(line.text for line in block), quote=False)
        begin = block[0].begin_ms
        time = f'<time datetime="PT{begin // 1000}S">{short_clock(begin // 1000)}</time>'
        parts.append(f"{time}\n<{tag}{lang}>{words}</{tag}>")
    head = (
        "<!DOCTYPE html>\n"
        f'<html lang="{escape(script.lang)}" dir="{catalogue.direction(script.lang)}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(title)}</title>\n</head>\n<body>\n<main>\n"
    )
    return (head + "\n".join(parts) + "\n</main>\n</body>\n</html>\n").encode()


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
