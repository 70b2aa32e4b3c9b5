"""Documents and a narration -> overlays, audio files and their durations."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from publish.epub.archive import Later
from publish.epub.nav import Navigation, label_ids, nav_nodes
from publish.epub.overlay import (
    Overlay,
    Stretch,
    Timing,
    check_complete,
    labels_timing,
    timing,
    write_overlay,
)
from publish.epub.package import File, Meta, file_id
from publish.epub.parts import Document, marks, walk_entries
from publish.epub.words import Spoken, with_words
from publish.errors import BookError
from publish.model.narration import Narration
from publish.model.times import milliseconds_down, smil_clock

ACTIVE_CLASS = "-epub-media-overlay-active"
AUDIO = "audio/"


@dataclass(frozen=True, slots=True)
class Voiced:
    """What a narration adds to a book; `overlays` and `documents` are named by the documents.

    `documents` are the content documents as they are lit up, `announced` the
    ids of what the narration names and does not read.
    """

    overlays: Mapping[str, Overlay]
    audio: tuple[File, ...]
    documents: Mapping[str, Document]
    announced: frozenset[str] = frozenset()

    def files(self) -> Iterator[File]:
        for name, overlay in self.overlays.items():
            yield File(overlay_name(name), "application/smil+xml", overlay.data)
        yield from self.audio

    def metas(self) -> Iterator[Meta]:
        for name, overlay in self.overlays.items():
            yield Meta(
                "media:duration", smil_clock(overlay.duration_ms), refines=f"#{file_id(overlay_name(name))}"
            )
        yield Meta(
            "media:duration", smil_clock(sum(overlay.duration_ms for overlay in self.overlays.values()))
        )
        yield Meta("media:active-class", ACTIVE_CLASS)


def overlay_name(document: str) -> str:
    """The file of a document's overlay."""
    return f"overlays/{document.removesuffix('.xhtml')}.smil"


@dataclass(frozen=True, slots=True)
class Part:
    """The documents that one narration reads, and its sound by file name.

    `sentences` are those of which words are lit up, by id.
    `prefix` goes before its audio files and before its ids in `Entry.heard`,
    where a book binds several narrations.
    """

    documents: tuple[Document, ...]
    narration: Narration
    audio: Mapping[str, bytes]
    prefix: str = ""
    sentences: Mapping[str, Spoken] = field(default_factory=dict)


def voice(navigation: Navigation, nav: str, parts: Sequence[Part]) -> Voiced:
    """The narrations of a book; `nav` is the name of its navigation document.

    Raises BookError when something that must be heard is not, or an audio file is missing.
    """
    overlays: dict[str, Overlay] = {}
    documents: dict[str, Document] = {}
    heard: dict[str, Stretch] = {}
    for part in parts:
        times = _timing(part)
        for plain in part.documents:
            document, times = with_words(plain, part.sentences, times) if part.sentences else (plain, times)
            documents[document.name] = document
            check_complete(document.nodes, times.whole.keys() | {*part.narration.skipped}, document.name)
            if overlay := write_overlay(document.name, document.nodes, times):
                overlays[document.name] = overlay
        heard |= {part.prefix + id: _in_milliseconds(times, stretch) for id, stretch in times.exact.items()}
    timing = Timing(1000, heard, heard)
    if overlay := _nav_overlay(navigation, nav, timing):
        overlays[nav] = overlay
    announced = frozenset(id for part in parts for id in part.narration.announced)
    return Voiced(overlays, tuple(file for part in parts for file in _audio(part)), documents, announced)


def _timing(part: Part) -> Timing:
    nodes = tuple(node for document in part.documents for node in document.nodes)
    return timing(part.narration, (mark.id for mark in marks(nodes)), AUDIO + part.prefix)


def _in_milliseconds(times: Timing, stretch: Stretch) -> Stretch:
    begin, end = (milliseconds_down(frames, times.rate) for frames in (stretch.begin, stretch.end))
    return Stretch(stretch.file, begin, end)


def _nav_overlay(navigation: Navigation, name: str, times: Timing) -> Overlay | None:
    heard: dict[str, tuple[str, ...]] = {}
    for kind, entries in navigation.lists():
        ids = label_ids(entries, kind)
        heard |= {id: entry.heard for id, entry in zip(ids, walk_entries(entries), strict=True)}
    return write_overlay(name, nav_nodes(navigation), labels_timing(times, heard))


def _audio(part: Part) -> Iterator[File]:
    for section in part.narration.sections:
        if section.file not in part.audio:
            raise BookError(f"the audio file {section.file} is missing", "build the narration again")
        later = Later(functools.partial(part.audio.__getitem__, section.file))
        yield File(AUDIO + part.prefix + section.file, "audio/mpeg", later)
