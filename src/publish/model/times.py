"""Lengths and points of time as text and numbers: sample frames, milliseconds, clocks, ISO 8601 durations."""

from __future__ import annotations


def milliseconds(frames: int, rate: int) -> int:
    """Sample frames at `rate` hertz as whole milliseconds, halves rounded up: the same on every machine."""
    return (2000 * frames + rate) // (2 * rate)


def milliseconds_down(frames: int, rate: int) -> int:
    """Sample frames at `rate` hertz as whole milliseconds, rounded down: never later than the sound."""
    return frames * 1000 // rate


def cue_clock(ms: int, point: str = ".") -> str:
    """Milliseconds as HH:MM:SS.mmm, as WebVTT has it; SRT wants a comma as `point`."""
    hours, minutes, seconds = _parts(ms // 1000)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{ms % 1000:03}"


def smil_clock(ms: int) -> str:
    """Milliseconds as a SMIL full clock value, H:MM:SS.mmm (EPUB 3.3, media overlays)."""
    hours, minutes, seconds = _parts(ms // 1000)
    return f"{hours}:{minutes:02}:{seconds:02}.{ms % 1000:03}"


def short_clock(seconds: int) -> str:
    """Whole seconds as M:SS, from an hour on as H:MM:SS."""
    hours, minutes, rest = _parts(seconds)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def long_clock(seconds: int) -> str:
    """Whole seconds as HH:MM:SS."""
    hours, minutes, rest = _parts(seconds)
    return f"{hours:02}:{minutes:02}:{rest:02}"


def iso_duration(ms: int) -> str:
    """Milliseconds as an ISO 8601 duration: "PT6M11.2S"."""
    hours, minutes, _ = _parts(ms // 1000)
    seconds = f"{ms % 60_000 / 1000:.3f}".rstrip("0").rstrip(".")
    return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "") + f"{seconds}S"


def _parts(seconds: int) -> tuple[int, int, int]:
    return seconds // 3600, seconds // 60 % 60, seconds % 60
