"""Narration -> media overlays.

The clips of a file follow each other without a gap, so that a reader plays it
through: the pause after a sentence belongs to it. Times are sample frames until
they are printed, in milliseconds and always downwards, so that nothing ever
overlaps or reaches past the end.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace

from publish.epub.parts import Mark, Node, marks
from publish.errors import BookError
from publish.model.narration import Narration
from publish.model.times import milliseconds_down, smil_clock
from publish.render.markup import attributes, element

_NAMESPACES = {"xmlns": "http://www.w3.org/ns/SMIL", "xmlns:epub": "http://www.idpf.org/2007/ops"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of an audio file, in sample frames; `end` is exclusive."""

    file: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Overlay:
    """A media overlay document and how long it plays."""

    data: bytes
    duration_ms: int


@dataclass(frozen=True, slots=True)
class Timing:
    """When each id is heard: `exact` from word to word, `whole` with the pause after it."""

    rate: int
    exact: Mapping[str, Stretch]
    whole: Mapping[str, Stretch]


def timing(narration: Narration, known: Iterable[str], folder: str = "audio/") -> Timing:
    """The timing of every id that is heard.

    Words said again of an element that was already left ("End of quote.") belong
    to the element before them. Raises BookError for a cue that lights up nothing.
    """
    ids = frozenset(known)
    exact: dict[str, Stretch] = {}
    whole: dict[str, Stretch] = {}
    for section in narration.sections:
        last = ""
        for cue in section.cues:
            if cue.utterance_id not in ids:
                raise BookError(
                    f"the narration says {cue.utterance_id!r}, which is nowhere in the book",
                    "write the script from the same article",
                )
            stretch = Stretch(folder + section.file, cue.begin, cue.end)
            if cue.utterance_id not in exact:
                last = cue.utterance_id
                exact[last] = stretch
            elif last:
                exact[last] = replace(exact[last], end=cue.end)
        inside = [id for id, stretch in exact.items() if stretch.file == folder + section.file]
        follow = [exact[id].begin for id in inside[1:]] + [section.frames]
        for id, end in zip(inside, follow, strict=True):
            whole[id] = replace(exact[id], end=max(end, exact[id].end))
    return Timing(narration.rate, exact, whole)


def check_complete(nodes: Iterable[Node], heard: Container[str], where: str) -> None:
    """Raises BookError when something that must be heard is not among the ids of what is."""
    silent = [mark.id for mark in marks(tuple(nodes)) if mark.required and mark.id not in heard]
    if silent:
        raise BookError(
            f"{where}: the narration leaves out {', '.join(silent[:5])}",
            "write the script and the book from the same article",
        )


def write_overlay(document: str, nodes: tuple[Node, ...], timing: Timing, up: str = "../") -> Overlay | None:
    """The overlay of a content document; None when nothing of it is heard."""
    total = sum(_length(mark.id, timing) for mark in marks(nodes))
    if not total:
        return None
    body = "".join(_node(node, document, timing, up) for node in nodes)
    root = {**_NAMESPACES, "version": "3.0"}
    source = element("smil", element("body", body, {"epub:textref": up + document}), root)
    return Overlay(f'<?xml version="1.0" encoding="UTF-8"?>\n{source}\n'.encode(), total)


def _length(id: str, timing: Timing) -> int:
    if id not in timing.whole:
        return 0
    stretch = timing.whole[id]
    return milliseconds_down(stretch.end, timing.rate) - milliseconds_down(stretch.begin, timing.rate)


def _node(node: Node, document: str, timing: Timing, up: str) -> str:
    if isinstance(node, Mark):
        return _par(node, document, timing, up) if node.id in timing.whole else ""
    children = "".join(_node(child, document, timing, up) for child in node.children)
    if not children:
        return ""
    group = {"epub:textref": f"{up}{document}#{node.id}", "epub:type": node.type}
    return "\n" + element("seq", children + "\n", group)


def _par(mark: Mark, document: str, timing: Timing, up: str) -> str:
    stretch = timing.whole[mark.id]
    text = f"<text{attributes({'src': f'{up}{document}#{mark.id}'})}/>"
    clip = {
        "src": up + stretch.file,
        "clipBegin": smil_clock(milliseconds_down(stretch.begin, timing.rate)),
        "clipEnd": smil_clock(milliseconds_down(stretch.end, timing.rate)),
    }
    return "\n" + element("par", f"{text}<audio{attributes(clip)}/>", {"epub:type": mark.type})


def labels_timing(timing: Timing, heard: Mapping[str, tuple[str, ...]]) -> Timing:
    """The timing of labels that repeat words heard elsewhere: label id -> ids of those words, in order."""
    again: dict[str, Stretch] = {}
    for label, ids in heard.items():
        stretches = [timing.exact[id] for id in ids if id in timing.exact]
        if stretches and len({stretch.file for stretch in stretches}) == 1:
            again[label] = Stretch(stretches[0].file, stretches[0].begin, stretches[-1].end)
    return Timing(timing.rate, again, again)
