"""Accessibility features that a publication may claim: predicates over evidence.

A claim is never a setting. The book's evidence is gathered from its built
files, the web page's from its article; the predicates are the same. The values
are those of the Schema.org accessibility discoverability vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from publish.accessibility.motion import Motion


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found in a publication.

    `pictures` counts informative images (no cover, no ornament), `described`
    those of them with an alternative. `narrated` is whether text and audio are
    synchronised in the body; `narrated_fully` whether every visible text and
    every image alternative is heard; `code_unread` whether code is only announced,
    `only_code_unread` whether all else is heard. `captions_as_alternatives` counts
    pictures whose alternative is their caption. `motion` is the worst of its pictures.
    """

    text: bool = True
    pictures: int = 0
    described: int = 0
    long_descriptions: bool = False
    toc: bool = False
    headed_sections: bool = False
    in_order: bool = False
    transformable: bool = False
    aria: bool = False
    math: bool = False
    unlocked: bool = False
    narrated: bool = False
    narrated_fully: bool = False
    code_unread: bool = False
    only_code_unread: bool = False
    captions_as_alternatives: int = 0
    page_markers: bool = False
    page_list: bool = False
    speech_markup: bool = False
    motion: Motion = "still"
    video: bool = False
    sound_effects: bool = False
    scripted: bool = False


@dataclass(frozen=True, slots=True)
class Accessibility:
    """The claims: each of `sufficient` is one set of modes that is enough to take in the whole."""

    modes: tuple[str, ...]
    sufficient: tuple[tuple[str, ...], ...]
    features: tuple[str, ...]
    hazards: tuple[str, ...]


# feature -> when it is true
FEATURES: Mapping[str, Callable[[Evidence], bool]] = {
    "ARIA": lambda e: e.aria,
    "MathML": lambda e: e.math,
    "alternativeText": lambda e: e.pictures > 0 and e.described == e.pictures,
    "displayTransformability": lambda e: e.transformable,
    "longDescription": lambda e: e.long_descriptions,
    "pageBreakMarkers": lambda e: e.page_markers,
    "pageNavigation": lambda e: e.page_list,
    "readingOrder": lambda e: e.in_order,
    "structuralNavigation": lambda e: e.headed_sections,
    "synchronizedAudioText": lambda e: e.narrated,
    "tableOfContents": lambda e: e.toc,
    "ttsMarkup": lambda e: e.speech_markup,
    "unlocked": lambda e: e.unlocked,
}


def claims(evidence: Evidence) -> Accessibility:
    """All that the evidence bears out, and nothing else."""
    return Accessibility(
        modes=_modes(evidence),
        sufficient=_sufficient(evidence),
        features=tuple(name for name, holds in FEATURES.items() if holds(evidence)) or ("none",),
        hazards=_hazards(evidence),
    )


def _modes(evidence: Evidence) -> tuple[str, ...]:
    # A narration says what the text says: it adds no mode of its own.
    modes = {"textual": evidence.text, "visual": evidence.pictures > 0 or evidence.video}
    return tuple(mode for mode, present in modes.items() if present)


def _sufficient(evidence: Evidence) -> tuple[tuple[str, ...], ...]:
    described = evidence.described == evidence.pictures and not evidence.video
    sets = {
        ("textual",): evidence.text and described,
        ("textual", "visual"): evidence.text and evidence.pictures > 0,
        ("auditory",): evidence.narrated_fully and described,
    }
    return tuple(modes for modes, enough in sets.items() if enough)


def _hazards(evidence: Evidence) -> tuple[str, ...]:
    unknown = evidence.video or evidence.scripted
    flashing = {
        "still": "noFlashingHazard",
        "calm": "noFlashingHazard",
        "flashing": "flashing",
        "unknown": "unknownFlashingHazard",
    }[evidence.motion]
    each = (
        "unknownFlashingHazard" if unknown and evidence.motion != "flashing" else flashing,
        "unknownMotionSimulationHazard" if unknown else "noMotionSimulationHazard",
        "unknownSoundHazard" if evidence.sound_effects or unknown else "noSoundHazard",
    )
    return ("none",) if all(hazard.startswith("no") for hazard in each) else each
