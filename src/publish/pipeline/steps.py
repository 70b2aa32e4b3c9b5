"""The steps of a build: the version of each, the libraries that do it, and the key of its result.

A key is the SHA-256 of the step's name, its version, the versions of the
libraries whose code can change its bytes, its parameters and the digests of its
inputs. A version is an integer that is raised by hand when the same inputs
give other bytes; `tests/pipeline/test_step_versions.py` fails when it is forgotten.
"""

from __future__ import annotations

import functools
import os
import platform
import sys
import zlib
from dataclasses import dataclass
from typing import Any

from publish.model.digest import of_value

_LANGUAGES = "babel py3langid"  # of `i18n`
_DRAWING = (
    "budoux fontpkg_noto_sans fonttools justmytype_intl_cjk justmytype_intl_rtl justmytype_intl_sea pyphen"
    " justmytype_intl_south_asia pillow resvg_py"
)


@dataclass(frozen=True, slots=True)
class Work:
    """A step's version and its libraries, by their distributions' names."""

    version: int
    libraries: str = ""


WORKS: dict[str, Work] = {
    "read": Work(
        18,
        (
            "babel beautifulsoup4 charset_normalizer emoji latex2mathml lxml markdown_it_py mdit_py_plugins"
            " num2words py3langid pyyaml soupsieve unicode_rbnf"
        ),
    ),
    "pictures": Work(1, f"{_LANGUAGES} lxml pi_heif pillow resvg_py"),
    "script": Work(10, f"{_LANGUAGES} emoji lxml num2words unicode_rbnf"),
    "section": Work(5, f"{_LANGUAGES} audioop_lts imageio_ffmpeg mutagen numpy pydub soundfile soxr"),
    "narration": Work(3, f"{_LANGUAGES} imageio_ffmpeg mutagen numpy pydub soundfile soxr"),
    "cover": Work(5, f"{_LANGUAGES} {_DRAWING}"),
    "epub": Work(10, f"{_LANGUAGES} ebooklib lxml numpy {_DRAWING}"),
    "web": Work(32, f"{_LANGUAGES} jinja2 lxml markupsafe numpy pillow segno"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of work: `inputs` are (name, digest) pairs, `params` a value that is hashed whole."""

    name: str
    version: str
    params: Any = None
    inputs: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        return of_value((self.name, self.version, self.params, self.inputs))


def step(name: str, params: Any = None, **inputs: str) -> Step:
    """The step of that name in `WORKS`, with its version and those of its libraries."""
    return Step(name, version(name), params, tuple(sorted(inputs.items())))


@functools.cache
def version(name: str) -> str:
    """What may change a step's bytes beside its inputs: its version, its libraries, the interpreter."""
    work = WORKS[name]
    return of_value((work.version, _library_versions(work.libraries.split()), _interpreter()))


_VOICES = "espeakng_loader hibari_tts"


@functools.cache
def voice_version() -> str:
    """The versions of the voices that come in wheels."""
    return of_value((_library_versions(_VOICES.split()), _interpreter()))


def installation() -> dict[str, Any]:
    """Every version that a key may hold, by its name: while none of them changes, no step is stale."""
    libraries = " ".join((_VOICES, *(work.libraries for work in WORKS.values()))).split()
    steps = {f"step {name}": str(work.version) for name, work in WORKS.items()}
    return {**dict(_library_versions(sorted(set(libraries)))), **steps, "Python": _interpreter()}


def _library_versions(names: list[str]) -> tuple[tuple[str, str], ...]:
    installed = _installed()
    return tuple((name, installed.get(name, "")) for name in sorted(names))


@functools.cache
def _installed() -> dict[str, str]:
    """Distribution to version, from the names of the metadata folders: one listing, no parsing.

    What a package carries inside itself and puts on the path, as Ray does, is not installed.
    """
    versions: dict[str, str] = {}
    for entry in reversed(sys.path):
        inside = os.path.exists(os.path.join(entry, os.pardir, "__init__.py"))  # noqa: PTH110, PTH118
        if os.path.isdir(entry) and not inside:  # noqa: PTH112 - start-up counts, and these are strings
            for name in os.listdir(entry):  # noqa: PTH208
                if name.endswith(".dist-info"):
                    distribution, _, number = name.removesuffix(".dist-info").partition("-")
                    versions[distribution.lower().replace("-", "_").replace(".", "_")] = number
    return versions


def _interpreter() -> tuple[str, ...]:
    """What of the interpreter can change bytes: its minor version, zlib and the kind of machine."""
    return (*map(str, sys.version_info[:2]), zlib.ZLIB_RUNTIME_VERSION, platform.machine())
