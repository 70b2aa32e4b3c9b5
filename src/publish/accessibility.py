"""Accessibility features that a publication may claim, from evidence found in it.

A claim is never a setting. The book's evidence is gathered from its built
files, the web page's from its article; the predicates are the same. The values
are those of the Schema.org accessibility discoverability vocabulary.

Animated pictures are judged by WCAG 2.2, "general flash and red flash
thresholds": a flash is a pair of opposing changes of relative luminance by a
tenth or more, of which the darker state is below 0.8, over a quarter of the
picture or more.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from publish.model.article import Article, Math, Picture
from publish.model.walk import figures, parts, sections

if TYPE_CHECKING:
    from PIL.Image import Image


Motion = Literal["still", "calm", "flashing", "unknown"]

_ORDER: tuple[Motion, ...] = ("still", "calm", "unknown", "flashing")
_GRID = 24  # a picture is judged on this many cells a side
_CHANGE, _DARK, _AREA, _FLASHES = 0.1, 0.8, 0.25, 3
_MOVING = frozenset({"image/gif", "image/webp", "image/png"})


def worst(motions: Iterable[Motion]) -> Motion:
    """The motion that matters most."""
    return max(motions, key=_ORDER.index, default="still")


def motion_of(data: bytes, media_type: str) -> Motion:
    """How a picture moves. SVG is looked at as text; "unknown" is what cannot be read."""
    if media_type == "image/svg+xml":
        return "unknown" if b"<animate" in data or b"<script" in data or b"@keyframes" in data else "still"
    if media_type not in _MOVING:
        return "still"
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as image:
            if getattr(image, "n_frames", 1) < 2:
                return "still"
            return "flashing" if _flashes(image) else "calm"
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return "unknown"


def luminance(red: float, green: float, blue: float) -> float:
    """The relative luminance (WCAG 2.2) of a colour in sRGB, whose parts and itself are from 0 to 1."""
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(one: str, two: str) -> float:
    """The ratio between two CSS colours, 1 to 21. A colour that cannot be parsed counts as distinct."""
    lights = [_luminance_of(colour) for colour in (one, two)]
    if None in lights:
        return 21.0
    low, high = sorted(light for light in lights if light is not None)
    return (high + 0.05) / (low + 0.05)


def _luminance_of(colour: str) -> float | None:
    from PIL import ImageColor

    try:
        red, green, blue = ImageColor.getrgb(colour)[:3]
    except ValueError:
        return None
    return luminance(red / 255, green / 255, blue / 255)


def _flashes(image: Image) -> bool:
    """Whether more than three flashes fall within any one second of the loop."""
    import numpy as np

    times, levels = [], []
    clock = 0.0
    count: int = getattr(image, "n_frames", 1)
    for index in range(count):
        image.seek(index)
        small = np.asarray(image.convert("RGB").resize((_GRID, _GRID)), dtype=float) / 255
        linear = np.where(small <= 0.04045, small / 12.92, ((small + 0.055) / 1.055) ** 2.4)
        times.append(clock)
        levels.append((linear * (0.2126, 0.7152, 0.0722)).sum(axis=2))
        clock += max(float(image.info.get("duration", 100)), 20.0) / 1000
    # A loop is watched until any second of it has been seen.
    rounds = math.ceil(1 / clock) + 1
    changes = _changes([turn * clock + t for turn in range(rounds) for t in times], levels * rounds)
    # Two opposing changes are one flash.
    return any(len([t for t in changes if start <= t < start + 1]) > 2 * _FLASHES for start in changes)


def _changes(times: list[float], levels: list[object]) -> list[float]:
    """When a quarter of the picture or more turned brighter or darker, against its change before."""
    import numpy as np

    turns: list[float] = []
    direction = 0
    for when, before, after in zip(times[1:], levels, levels[1:], strict=False):
        old, new = np.asarray(before), np.asarray(after)
        counted = np.minimum(old, new) < _DARK
        up = float(np.mean(counted & (new - old >= _CHANGE)))
        down = float(np.mean(counted & (old - new >= _CHANGE)))
        turn = 1 if up >= _AREA and up >= down else -1 if down >= _AREA else 0
        if turn and turn != direction:
            turns.append(when)
            direction = turn
    return turns


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


def features(
    article: Article, pictures: Mapping[str, Picture], narrated: bool, complete: bool = True
) -> Accessibility:
    """The claims for a web page that shows all of an article, with a list of its sections.

    `pictures` are by file name; `narrated` says whether it is also heard in step, and `complete` whether
    that is all of it.
    """
    shown = tuple(figure for figure in figures(article) if not figure.decorative)
    described = sum(bool(figure.alt) for figure in shown)
    used = {figure.image.name for figure in figures(article)} & pictures.keys()
    return claims(
        Evidence(
            pictures=len(shown),
            described=described,
            toc=True,
            headed_sections=not any(section.resumed for section in sections(article.sections)),
            in_order=True,
            transformable=True,
            aria=True,
            math=any(isinstance(part, Math) for part in parts(article)),
            unlocked=True,
            narrated=narrated,
            narrated_fully=narrated and complete and described == len(shown),
            motion=worst(motion_of(pictures[name].data, pictures[name].media_type) for name in sorted(used)),
        )
    )
