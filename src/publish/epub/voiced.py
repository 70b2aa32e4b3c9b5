"""Documents and a narration -> overlays, audio files and their durations."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publish.epub.archive import Later
from publish.epub.assembly import Assembly
from publish.epub.nav import Navigation, label_ids, nav_nodes
from publish.epub.overlay import Overlay, Timing, check_complete, labels_timing, timing, write_overlay
from publish.epub.package import File, Meta, file_id
from publish.epub.parts import marks, walk_entries
from publish.errors import BookError
from publish.model.narration import Narration
from publish.model.times import smil_clock

ACTIVE_CLASS = "-epub-media-overlay-active"
AUDIO = "audio/"


@dataclass(frozen=True, slots=True)
class Voiced:
    """What a narration adds to a book; `overlays` are named by their documents.

    `announced` are the ids of what it names and does not read.
    """

    overlays: Mapping[str, Overlay]
    audio: tuple[File, ...]
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


def voice(assembly: Assembly, nav: str, narration: Narration, audio: Mapping[str, bytes]) -> Voiced:
    """The narration of a book; `nav` is the name of its navigation document.

    Raises BookError when something that must be heard is not, or an audio file is missing.
    """
    nodes = tuple(node for document in assembly.documents for node in document.nodes)
    times = timing(narration, (mark.id for mark in marks(nodes)), AUDIO)
    overlays: dict[str, Overlay] = {}
    for document in assembly.documents:
        check_complete(document.nodes, times.whole.keys() | {*narration.skipped}, document.name)
        if overlay := write_overlay(document.name, document.nodes, times):
            overlays[document.name] = overlay
    if overlay := _nav_overlay(assembly.navigation, nav, times):
        overlays[nav] = overlay
    return Voiced(overlays, tuple(_audio(narration, audio)), frozenset(narration.announced))


def _nav_overlay(navigation: Navigation, name: str, times: Timing) -> Overlay | None:
    heard: dict[str, tuple[str, ...]] = {}
    for kind, entries in navigation.lists():
        ids = label_ids(entries, kind)
        heard |= {id: entry.heard for id, entry in zip(ids, walk_entries(entries), strict=True)}
    return write_overlay(name, nav_nodes(navigation), labels_timing(times, heard))


def _audio(narration: Narration, audio: Mapping[str, bytes]) -> Iterator[File]:
    for section in narration.sections:
        if section.file not in audio:
            raise BookError(f"the audio file {section.file} is missing", "build the narration again")
        later = Later(functools.partial(audio.__getitem__, section.file))
        yield File(AUDIO + section.file, "audio/mpeg", later)
