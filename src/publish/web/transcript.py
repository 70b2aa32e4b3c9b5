"""Transcripts and chapters of a narration: WebVTT, SRT, text, HTML, JSON, all from one timing table.

The rules are WebVTT's and the podcast namespace's advice on transcripts, which
asks for lines of at most 65 characters in WebVTT and for two lines of 32 in SRT.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby

from publish.i18n import catalogue
from publish.model.episode import Mark
from publish.model.narration import Narration, Role, Script, Utterance, WordTime, turns
from publish.model.times import cue_clock, milliseconds, seconds, short_clock, whole_seconds
from publish.render import exchanged, plain_signs
from publish.speech.word_times import letters, written_words
from publish.web import page

_CREDIT = re.compile(r"-r\d+\Z")
"""How the ids of a picture's credit end."""


@dataclass(frozen=True, slots=True)
class Word:
    """When a word of a line is heard, in milliseconds of the narration; both ends are exclusive.

    `begin` and `end` count the characters of the line that are no white space: a page may break it elsewhere.
    """

    begin: int
    end: int
    begin_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the transcript; `begin_ms` and `end_ms` count from the start of the narration.

    `speaker` names the voice as a listener should read it.
    `words` are those of its words whose times the voice knows, in order, where they were asked for.
    `written` says which of it the article has: how many characters that are no white space stand before, and
    how many those of the article are.
    """

    id: str
    begin_ms: int
    end_ms: int
    text: str
    role: Role
    section_id: str
    lang: str
    new_block: bool
    credit: bool = False
    speaker: str = ""
    words: tuple[Word, ...] = ()
    written: tuple[int, int] = (0, 0)


def lines(script: Script, narration: Narration, words: bool = False) -> tuple[Line, ...]:
    """The lines of a narration in order: those of the script that sound, with their `words` if asked for."""
    result: list[Line] = []
    block, speakers = ("", False), dict(narration.others)
    heard = zip(cues(narration), turns(script, narration), strict=True)
    for (id, begin, end), (section, cue, utterance) in heard:
        if utterance is None:
            continue
        text = _text(utterance)
        credit = utterance.role == "caption" and _CREDIT.search(id) is not None
        new = (utterance.block_id, credit) != block
        speaker = speakers.get(id, narration.narrator)
        line = Line(
            id, begin, end, text, utterance.role, utterance.section_id, utterance.lang, new, credit, speaker
        )
        if words:
            spans = written_words(text, utterance.spoken, cue.words)
            timed = tuple(_words(line, spans, section.begin, narration.rate))
            line = replace(line, words=timed, written=_written(utterance, text))
        result.append(line)
        block = (utterance.block_id, credit)
    return tuple(line for line in result if line.text)


def _text(utterance: Utterance) -> str:
    """What is heard, as it is written: the text between the words that announce and close it."""
    shown = " ".join(utterance.text.split()) if utterance.read else ""
    if not shown:
        return " ".join(utterance.spoken.split())
    if (utterance.before or utterance.after) and shown[-1].isalnum():
        shown += "."
    return " ".join(filter(None, (utterance.before, shown, utterance.after)))


def _written(utterance: Utterance, text: str) -> tuple[int, int]:
    """Where the words of the article begin in what is heard, and how many characters they have."""
    if not utterance.read:
        return 0, len(letters(text))
    return len(letters(utterance.before)), len(letters(utterance.text))


def _words(line: Line, words: Iterable[WordTime], begin: int, rate: int) -> Iterator[Word]:
    """The words of a line, of a section that begins at that frame; one that overlaps the last is left out."""
    last_ms = line.begin_ms
    for word in words:
        begin_ms = milliseconds(begin + word.first, rate)
        end_ms = min(milliseconds(begin + word.last, rate), line.end_ms)
        if last_ms <= begin_ms < end_ms:
            last_ms = end_ms
            yield Word(word.begin, word.end, begin_ms, end_ms)


def cues(narration: Narration) -> Iterator[tuple[str, int, int]]:
    """Each cue as (utterance id, begin, end) in milliseconds of the whole; no cue is empty or overlaps."""
    last = 0
    for section in narration.sections:
        for cue in section.cues:
            begin = max(last, milliseconds(section.begin + cue.begin, narration.rate))
            end = max(begin + 1, milliseconds(section.begin + cue.end, narration.rate))
            yield cue.utterance_id, begin, end
            last = end


def marks(narration: Narration) -> tuple[Mark, ...]:
    """The chapters with their begin in seconds, exact to the millisecond."""
    return tuple(
        Mark(chapter.title, seconds(milliseconds(chapter.begin, narration.rate)))
        for chapter in narration.chapters
    )


VTT_WIDTH = 65
SRT_WIDTH = 32
SRT_LINES = 2
_STYLED = ("aside", "byline", "caption", "note", "quote")


def write_vtt(script: Script, narration: Narration) -> bytes:
    """WebVTT with one cue a sentence; a cue's id is the sentence's, its voice the one that speaks it.

    A word whose time is known has it before it, as `<00:00:01.200>` (WebVTT, 3.5).
    """
    cues, seen = ["WEBVTT\n"], set[str]()
    for line in lines(script, narration, words=True):
        body = "".join(_vtt_pieces("\n".join(wrap(line.text, VTT_WIDTH)), line))
        if line.lang and line.lang != script.lang:
            body = f"<lang {line.lang}>{body}</lang>"
        voice = f"<v {_vtt(line.speaker)}>" if line.speaker else ""
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


def write_html(script: Script, narration: Narration, title: str, typographic: bool = False) -> bytes:
    """The transcript as a page, in the form that podcast apps read too: who speaks, when, and what.

    A paragraph's time leads to its first sentence in the player beside the page. With
    `typographic` it has the quotation marks and dashes that the player shows.
    """
    parts, speaker = [f"<h1>{escape(title)}</h1>"], ""
    blocks = [block for block in _blocks(script, narration) if block[0].role != "title"]
    signs = plain_signs("".join(line.text for block in blocks for line in block)) if typographic else ""
    for byline, group in groupby(blocks, lambda block: block[0].role == "byline"):
        cues = list(group)
        for paragraph in [cues] if byline else [[block] for block in cues]:
            before, speaker = speaker, paragraph[0][0].speaker
            if speaker != before:
                parts.append(f"<cite>{escape(speaker)}</cite>")
            parts.append(_block(paragraph, script.lang, signs))
    return (_head(script.lang, title) + "\n".join(parts) + "\n</main>\n</body>\n</html>\n").encode()


def _block(blocks: list[tuple[Line, ...]], lang: str, signs: str) -> str:
    """Blocks that stand in one paragraph, a line each, with the time of the first."""
    first = blocks[0][0]
    tag = "h2" if first.role == "heading" else "p"
    kind = "credit" if first.credit else first.role if first.role in _STYLED else ""
    own = f' lang="{escape(first.lang)}"' if first.lang not in ("", lang) else ""
    styled = f' class="{kind}"' if kind else ""
    texts = (exchanged(" ".join(line.text for line in block), first.lang or lang, signs) for block in blocks)
    words = "<br>".join(escape(text, quote=False) for text in texts)
    begin_s = whole_seconds(first.begin_ms)
    link = f'<a href="index.html#{escape(first.id)}">{short_clock(begin_s)}</a>'
    return f'<time datetime="PT{begin_s}S">{link}</time>\n<{tag}{styled}{own}>{words}</{tag}>'


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


def _vtt_pieces(text: str, line: Line) -> Iterator[str]:
    """Wrapped text with the times of its words, each after the one before and inside the cue."""
    begins = {word.begin: word.begin_ms for word in line.words}
    place, last = 0, line.begin_ms
    for letter in text:
        if not letter.isspace():
            time = begins.get(place, last)
            if last < time < line.end_ms:
                yield f"<{cue_clock(time)}>"
                last = time
            place += 1
        yield _vtt(letter)


def _vtt(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _timed(line: Line) -> Iterator[tuple[int, int, str]]:
    """A line in pieces of known time: begin and end in milliseconds, and what is said in it."""
    known = {word.begin: word for word in line.words}
    texts: list[str] = []
    place, begin_ms, word = 0, line.begin_ms, None
    for text in line.text.split():
        following = known.get(place)
        if following and (not texts or following.begin_ms > begin_ms):
            if texts:
                end_ms = word.end_ms if word and place <= word.end else following.begin_ms
                yield begin_ms, end_ms, " ".join(texts)
            texts, begin_ms, word = [], following.begin_ms, following
        texts.append(text)
        place += len(text)
    yield begin_ms, word.end_ms if word and place <= word.end else line.end_ms, " ".join(texts)


def _blocks(script: Script, narration: Narration, words: bool = False) -> Iterator[tuple[Line, ...]]:
    """The lines by block, in order, with their words if asked for."""
    block = 0

    def number(line: Line) -> int:
        nonlocal block
        block += line.new_block
        return block

    for _, group in groupby(lines(script, narration, words), number):
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


def write_json(script: Script, narration: Narration) -> bytes:
    """The podcast namespace's JSON transcript, version 1.0.0, a segment a line."""
    rows = ",\n".join(json.dumps(segment, ensure_ascii=False) for segment in segments(script, narration))
    return f'{{"version": "1.0.0", "segments": [\n{rows}\n]}}\n'.encode()


def segments(script: Script, narration: Narration) -> list[dict[str, str | float]]:
    """The segments of a JSON transcript: one for each word whose time is known, times in seconds.

    Words without a time of their own stand in the segment before them; a sentence whose words have none is
    one segment. The last segment of a block ends in a line break.
    """
    parts: list[tuple[str, int, int, str]] = []
    for block in _blocks(script, narration, words=True):
        pieces = [(line.speaker, *piece) for line in block for piece in _timed(line)]
        *before, (speaker, begin_ms, end_ms, body) = pieces
        parts += [*before, (speaker, begin_ms, end_ms, f"{body}\n")]
    return [
        {
            **({"speaker": speaker} if speaker else {}),
            "startTime": seconds(begin),
            "endTime": seconds(end),
            "body": body,
        }
        for speaker, begin, end, body in parts
    ]


CHAPTERS_TYPE = "application/json+chapters"


def write_chapters(narration: Narration) -> bytes:
    """JSON chapters 1.2, of the podcast namespace: each chapter's title, begin and end in seconds."""
    starts = marks(narration)
    ends = [mark.begin for mark in starts[1:]] + [seconds(milliseconds(narration.frames, narration.rate))]
    chapters = [
        {"startTime": mark.begin, "endTime": end, "title": mark.title}
        for mark, end in zip(starts, ends, strict=True)
    ]
    text = json.dumps({"version": "1.2.0", "chapters": chapters}, ensure_ascii=False, indent=1)
    return (text + "\n").encode()
