"""Lengths and points of time as text and numbers: sample frames, milliseconds, clocks, ISO 8601 durations."""

from __future__ import annotations

import re


def milliseconds(frames: int, rate: int) -> int:
    """Sample frames at `rate` hertz as whole milliseconds, halves rounded up: the same on every machine."""
    return (2000 * frames + rate) // (2 * rate)


def milliseconds_down(frames: int, rate: int) -> int:
    """Sample frames at `rate` hertz as whole milliseconds, rounded down: never later than the sound."""
    return frames * 1000 // rate


def frames_of(ms: int, rate: int) -> int:
    """Milliseconds as whole sample frames at `rate` hertz, rounded down."""
    return rate * ms // 1000


def seconds(ms: int) -> float:
    """Milliseconds as seconds, exact to the millisecond."""
    return ms / 1000


def cue_clock(ms: int, point: str = ".") -> str:
    """Milliseconds as HH:MM:SS.mmm, as WebVTT has it; SRT wants a comma as `point`."""
    hours, minutes, seconds = _parts(whole_seconds(ms))
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{ms % 1000:03}"


def smil_clock(ms: int) -> str:
    """Milliseconds as a SMIL full clock value, H:MM:SS.mmm (EPUB 3.3, media overlays)."""
    hours, minutes, seconds = _parts(whole_seconds(ms))
    return f"{hours}:{minutes:02}:{seconds:02}.{ms % 1000:03}"


def whole_seconds(ms: int) -> int:
    """Milliseconds as whole seconds, rounded down."""
    return ms // 1000


def short_clock(seconds: int) -> str:
    """Whole seconds as M:SS, from an hour on as H:MM:SS."""
    hours, minutes, rest = _parts(seconds)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def long_clock(seconds: int) -> str:
    """Whole seconds as HH:MM:SS."""
    hours, minutes, rest = _parts(seconds)
    return f"{hours:02}:{minutes:02}:{rest:02}"


def worded(length_s: float) -> str:
    """A length in seconds, short and in words: "41 s", "6 min 12 s", "2 h 5 min"."""
    hours, minutes, rest = _parts(round(length_s))
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


_CLOCK = re.compile(r"^(?:(?:(\d+):)?([0-5]?\d):)?(\d+(?:\.\d+)?)(h|min|s|ms)?$")
_UNITS = {"h": 3600.0, "min": 60.0, "s": 1.0, "ms": 0.001, None: 1.0}


def smil_seconds(clock: str) -> float | None:
    """A SMIL clock value (EPUB 3.3, media overlays) in seconds; None when the text is not one."""
    match = _CLOCK.match(clock.strip())
    if match is None:
        return None
    hours, minutes, rest, unit = match.groups()
    scale = 1.0 if minutes else _UNITS[unit]
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(rest) * scale


def iso_duration(ms: int) -> str:
    """Milliseconds as an ISO 8601 duration: "PT6M11.2S"."""
    hours, minutes, _ = _parts(whole_seconds(ms))
    seconds = f"{ms % 60_000 / 1000:.3f}".rstrip("0").rstrip(".")
    return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "") + f"{seconds}S"


def _parts(seconds: int) -> tuple[int, int, int]:
    return seconds // 3600, seconds // 60 % 60, seconds % 60
