"""Checks of media overlays: times against the sound, order, completeness, types, highlighting."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from publish.accessibility import contrast
from publish.epub.check.evidence import unheard
from publish.epub.check.opened import EPUB_TYPE, XHTML, Opened, pars, place, uncommented
from publish.model.problem import Problem, problem
from publish.model.times import smil_seconds

if TYPE_CHECKING:
    from lxml.etree import _Element

# An MP3's duration and whether its bit rate is constant, from its frame headers.
#
# Layout after ISO/IEC 11172-3 and 13818-3; the encoder's delay and padding after the LAME tag, which
# decoders cut off. What the project encodes itself is measured where it is decoded.

_BITRATES = {
    (1, 3): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 3): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


@dataclass(frozen=True, slots=True)
class Measured:
    """`seconds` as decoded; `constant` whether every frame has one bit rate."""

    seconds: float
    constant: bool


@dataclass(frozen=True, slots=True)
class _Frame:
    length: int
    samples: int
    rate: int
    kbps: int
    side: int


def measure(data: bytes) -> Measured | None:
    """The measure of an MP3; None when it holds no frames."""
    at = _after_id3(data)
    samples, rate, rates = 0, 0, set()
    cut = 0
    first = True
    while (frame := _frame(data, at)) is not None:
        info = _info(data, at, frame) if first else None
        if info is None:
            samples += frame.samples
            rates.add(frame.kbps)
        else:
            cut = info
        rate, first = frame.rate, False
        at += frame.length
    if not samples:
        return None
    return Measured(max(samples - cut, 0) / rate, len(rates) == 1)


def _after_id3(data: bytes) -> int:
    if data[:3] != b"ID3" or len(data) < 10:
        return 0
    size = 0
    for byte in data[6:10]:
        size = size << 7 | byte & 0x7F
    return 10 + size


def _frame(data: bytes, at: int) -> _Frame | None:
    """The frame of layer III whose header stands at an offset."""
    if at + 4 > len(data) or data[at] != 0xFF or data[at + 1] & 0xE0 != 0xE0:
        return None
    version, layer = data[at + 1] >> 3 & 3, data[at + 1] >> 1 & 3
    rate_index, padding, mono = data[at + 2] >> 2 & 3, data[at + 2] >> 1 & 1, data[at + 3] >> 6 == 3
    if version == 1 or layer != 1 or rate_index == 3 or data[at + 2] >> 4 in (0, 15):
        return None
    first = version == 3
    kbps = _BITRATES[(1 if first else 2, 3)][data[at + 2] >> 4]
    rate = _RATES[version][rate_index]
    samples = 1152 if first else 576
    length = samples // 8 * kbps * 1000 // rate + padding
    side = (17 if mono else 32) if first else (9 if mono else 17)
    return _Frame(length, samples, rate, kbps, side)


def _info(data: bytes, at: int, frame: _Frame) -> int | None:
    """Samples to cut at both ends, when the first frame is a Xing or Info tag; else None."""
    tag = at + 4 + frame.side
    if data[tag : tag + 4] not in (b"Xing", b"Info"):
        return None
    flags = data[tag + 7]
    lame = tag + 8 + 4 * (flags & 1) + 4 * (flags >> 1 & 1) + 100 * (flags >> 2 & 1) + 4 * (flags >> 3 & 1)
    field = data[lame + 21 : lame + 24]
    if len(field) < 3 or not data[lame : lame + 4].strip(b"\0"):
        return 0
    delay, padding = field[0] << 4 | field[1] >> 4, (field[1] & 15) << 8 | field[2]
    return delay + padding


# --- the checks -----------------------------------------------------------------

_SLACK = 0.0015  # seconds: times are printed in milliseconds
_END_SLACK = 0.06  # seconds: decoders differ by a frame or two at the end of an MP3
_DURATION_SLACK = 0.1
_LEAST_CONTRAST = 4.5
_TYPED = {"figure": "figure", "table": "table", "ol": "list", "ul": "list", "dl": "list"}


def clip_overlaps(book: Opened) -> Iterator[Problem]:
    for item, overlay, tree in book.overlays():
        if "nav" in item.properties:
            continue
        clips = sorted((p.audio, p.begin, p.end or p.begin, p.id) for p in pars(overlay, tree))
        for (audio, _, end, first), (same, begin, _, second) in pairwise(clips):
            if audio == same and begin < end - _SLACK:
                message = f"the clips of {first} and {second} overlap by {end - begin:.3f} s"
                yield problem("BOOK-020", overlay.path, message)


def clips_past_end(book: Opened) -> Iterator[Problem]:
    lengths = {path: m.seconds for path, m in _measured(book).items()}
    for _, overlay, tree in book.overlays():
        for par in pars(overlay, tree):
            length = lengths.get(par.audio)
            if length is not None and max(par.begin, par.end or 0) > length + _END_SLACK:
                over = max(par.begin, par.end or 0) - length
                message = f"the clip of {par.id} ends {over:.2f} s after the end of {par.audio}"
                yield problem("BOOK-021", overlay.path, message)


def _measured(book: Opened) -> dict[str, Measured]:
    """The MP3s of the book that can be measured."""
    tracks = [item.path for item in book.items.values() if item.media_type == "audio/mpeg"]
    lengths = {path: measure(book.files[path]) for path in tracks if path in book.files}
    return {path: measured for path, measured in lengths.items() if measured}


def durations(book: Opened) -> Iterator[Problem]:
    """Stated lengths against the clips: item by item, for sums can be right while items are wrong."""
    stated = {m.get("refines", "")[1:]: smil_seconds(m.text or "") for m in book.metas("media:duration")}
    total = 0.0
    for _, overlay, tree in book.overlays():
        played = sum((par.end or par.begin) - par.begin for par in pars(overlay, tree))
        total += played
        claimed = stated.get(overlay.id)
        if claimed is None or abs(claimed - played) > _DURATION_SLACK:
            yield problem(
                "BOOK-022", overlay.path, f"its duration is stated as {claimed} s and is {played:.3f} s"
            )
    whole = stated.get("")
    if whole is not None and abs(whole - total) > 1:
        yield problem("BOOK-022", book.package_path, f"the whole is stated as {whole} s and is {total:.3f} s")


def targets(book: Opened) -> Iterator[Problem]:
    """Elements that are lit up twice, or do not exist."""
    for _, overlay, tree in book.overlays():
        clips = list(pars(overlay, tree))
        for (path, id), times in Counter((par.path, par.id) for par in clips).items():
            if times > 1:
                yield problem("BOOK-023", overlay.path, f"{path}#{id} is lit up {times} times")
        known = {
            path: {e.get("id") for e in book.trees[path].iter()}
            for path in {p.path for p in clips} & book.trees.keys()
        }
        for par in clips:
            if par.id not in known.get(par.path, set()):
                yield problem("BOOK-024", overlay.path, f"{par.path}#{par.id} does not exist")


def silence(book: Opened) -> Iterator[Problem]:
    """Visible text and described pictures that are never heard, where anything is."""
    heard = {(par.path, par.id) for _, overlay, tree in book.overlays() for par in pars(overlay, tree)}
    reported: set[int] = set()
    for item, element in unheard(book) if heard else ():
        section = _silent_section(element, item.path, heard)
        if section is None:
            yield problem("BOOK-025", place(item, element), "this is never heard", "give it a clip")
        elif id(section) not in reported:
            reported.add(id(section))
            yield problem("BOOK-031", place(item, section), "this section is left out of the narration")


def _silent_section(element: _Element, path: str, heard: set[tuple[str, str]]) -> _Element | None:
    """The outermost section around an element of which nothing is heard; None without one."""
    section = None
    for around in element.iterancestors("{*}section"):
        if any((path, inner.get("id", "")) in heard for inner in around.iter()):
            break
        section = around
    return section


def order(book: Opened) -> Iterator[Problem]:
    for _, overlay, tree in book.overlays():
        clips = [par for par in pars(overlay, tree) if par.path in book.trees]
        places: dict[tuple[str, str], int] = {}
        for path in {par.path for par in clips}:
            places |= {
                (path, e.get("id", "")): n for n, e in enumerate(book.trees[path].iter()) if e.get("id")
            }
        for one, two in pairwise(clips):
            if one.path == two.path and places.get((two.path, two.id), 0) < places.get((one.path, one.id), 0):
                yield problem(
                    "BOOK-026", overlay.path, f"{two.id} is heard after {one.id} but stands before it"
                )


def types(book: Opened) -> Iterator[Problem]:
    """Figures, tables, lists and notes that a listener cannot skip or leave."""
    for item, overlay, tree in book.overlays():
        page = book.trees.get(item.path)
        if page is None or "nav" in item.properties:
            continue
        by_id = {e.get("id"): e for e in page.iter() if e.get("id")}
        missing: dict[str, str] = {}
        for par in pars(overlay, tree):
            element = by_id.get(par.id)
            for wanted in _wanted(element) if element is not None else ():
                if wanted not in par.groups and f"{wanted}s" not in par.groups:
                    missing.setdefault(wanted, par.id)
        for wanted, id in missing.items():
            yield problem("BOOK-027", overlay.path, f"{id} is in a {wanted}, but the overlay does not say so")


def _wanted(element: _Element) -> Iterator[str]:
    for parent in (element, *element.iterancestors()):
        name = str(parent.tag).rpartition("}")[2]
        if name in _TYPED and not (name == "figure" and parent.find(f"{{{XHTML}}}blockquote") is not None):
            yield _TYPED[name]
        if "footnote" in (parent.get(EPUB_TYPE) or "").split():
            yield "footnote"


def silent_contents(book: Opened) -> Iterator[Problem]:
    nav = book.navigation()
    if nav and any(True for _ in book.overlays()) and not nav[0].overlay:
        yield problem(
            "BOOK-028", nav[0].path, "the contents cannot be listened to", "give it a media overlay"
        )


def highlight(book: Opened) -> Iterator[Problem]:
    """The colours of what is being heard: both set, and telling apart by 4.5 to 1 or more."""
    for name in book.values("media:active-class"):
        rule = re.compile(rf"\.{re.escape(name)}(?![\w-])[^{{}}]*\{{([^}}]*)\}}")
        for block in (block for _, style in book.stylesheets() for block in rule.findall(uncommented(style))):
            declared = dict(re.findall(r"(?:^|;)\s*([\w-]+)\s*:\s*([^;]+)", block))
            text, ground = (
                declared.get("color"),
                declared.get("background-color") or declared.get("background"),
            )
            if ground and not text:
                yield problem(
                    "BOOK-029", name, "what is being heard has a ground but no text colour of its own"
                )
            elif ground and text and contrast(text.strip(), ground.strip()) < _LEAST_CONTRAST:
                yield problem("BOOK-029", name, f"{text.strip()} on {ground.strip()} cannot be told apart")


def variable_rate(book: Opened) -> Iterator[Problem]:
    for path, measured in _measured(book).items():
        if not measured.constant:
            yield problem("BOOK-030", path, "the MP3 has a variable rate, in which readers seek wrongly")


OVERLAY_RULES = (
    clip_overlaps,
    clips_past_end,
    durations,
    targets,
    silence,
    order,
    types,
    silent_contents,
    highlight,
    variable_rate,
)
