"""Animation of a picture: whether it moves, and whether it flashes more than three times a second.

The limits are those of WCAG 2.2, "general flash and red flash thresholds": a
flash is a pair of opposing changes of relative luminance by a tenth or more, of
which the darker state is below 0.8, over a quarter of the picture or more.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Literal

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

    found: list[float] = []
    direction = 0
    for when, before, after in zip(times[1:], levels, levels[1:], strict=False):
        old, new = np.asarray(before), np.asarray(after)
        counted = np.minimum(old, new) < _DARK
        up = float(np.mean(counted & (new - old >= _CHANGE)))
        down = float(np.mean(counted & (old - new >= _CHANGE)))
        turn = 1 if up >= _AREA and up >= down else -1 if down >= _AREA else 0
        if turn and turn != direction:
            found.append(when)
            direction = turn
    return found
