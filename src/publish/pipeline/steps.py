"""The steps of a build: what each makes, which code makes it, and the key of its result.

A key is the SHA-256 of the step's name, the version of the code and libraries
that do it, its parameters and the digests of its inputs. The version is not
kept by hand: it is the digest of the step's own modules, so a change of the
code can never leave an old result standing.
"""

from __future__ import annotations

import functools
import hashlib
import os
import platform
import sys
import zlib
from dataclasses import dataclass
from typing import Any

import publish
from publish.pipeline.digest import of_value

_PLAIN = ("model", "errors.py", "config", "system", "i18n")
_LANGUAGES = "babel py3langid"  # of `i18n`
_DRAWING = (
    "fontpkg_noto_sans fonttools justmytype_intl_cjk justmytype_intl_rtl justmytype_intl_sea"
    " justmytype_intl_south_asia pillow resvg_py"
)


@dataclass(frozen=True, slots=True)
class Work:
    """The code behind a step: modules under `publish`, and libraries by their distributions' names."""

    modules: tuple[str, ...]
    libraries: str = ""


WORKS: dict[str, Work] = {
    "read": Work(
        (*_PLAIN, "version.py", "sources", "html", "draft", "speech"),
        (
            "babel beautifulsoup4 charset_normalizer emoji latex2mathml lxml markdown_it_py mdit_py_plugins"
            " num2words py3langid pyyaml soupsieve unicode_rbnf"
        ),
    ),
    "pictures": Work((*_PLAIN, "images"), f"{_LANGUAGES} lxml pi_heif pillow resvg_py"),
    "script": Work((*_PLAIN, "script", "speech"), f"{_LANGUAGES} emoji lxml num2words unicode_rbnf"),
    "section": Work(
        (*_PLAIN, "audio"), f"{_LANGUAGES} audioop_lts imageio_ffmpeg mutagen numpy pydub soundfile soxr"
    ),
    "narration": Work((*_PLAIN, "audio"), f"{_LANGUAGES} imageio_ffmpeg mutagen numpy pydub soundfile soxr"),
    "cover": Work((*_PLAIN, "covers"), f"{_LANGUAGES} {_DRAWING}"),
    "epub": Work(
        (*_PLAIN, "epub", "accessibility", "render", "covers"), f"{_LANGUAGES} ebooklib lxml numpy {_DRAWING}"
    ),
    "web": Work(
        (*_PLAIN, "web", "accessibility", "render"), f"{_LANGUAGES} jinja2 lxml markupsafe numpy pillow segno"
    ),
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
    """The step of that name in `WORKS`, with its code's version."""
    return Step(name, version(name), params, tuple(sorted(inputs.items())))


@functools.cache
def version(name: str) -> str:
    """The digest of a step's modules and the versions of its libraries."""
    work = WORKS[name]
    return of_value((code(work.modules), _library_versions(work.libraries.split()), _interpreter()))


@functools.cache
def voice_version() -> str:
    """The version of the voices that come in wheels: their code, and ours around them."""
    return of_value((code(("voices",)), _library_versions(["espeakng_loader", "hibari_tts"]), _interpreter()))


@functools.cache
def code(modules: tuple[str, ...] = ("",)) -> str:
    """The digest of modules and packages under `publish`; of all of it when none is named."""
    digest = hashlib.sha256()
    for name in modules:
        within = f"{name}/" if name else ""
        for path, content in _sources().items():
            if path == name or path.startswith(within):
                digest.update(f"{path}\0".encode() + content)
    return digest.hexdigest()


@functools.cache
def _sources() -> dict[str, bytes]:
    """The digest of each file of ours by its path from `publish`, sorted: each is read once in a run."""
    root = os.path.dirname(publish.__file__)  # noqa: PTH120 - several hundred paths, and start-up counts
    found = {}
    for parent, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in names:
            if not name.endswith(".pyc"):
                path = f"{parent}/{name}"
                with open(path, "rb", buffering=0) as file:  # noqa: PTH123
                    found[path[len(root) + 1 :].replace(os.sep, "/")] = hashlib.sha256(file.read()).digest()
    return dict(sorted(found.items()))


def installation() -> dict[str, Any]:
    """Everything installed, by name: when nothing of it has changed, no step's version has."""
    return {**_installed(), "publish": code(), "Python": _interpreter()}


def _library_versions(names: list[str]) -> tuple[tuple[str, str], ...]:
    installed = _installed()
    return tuple((name, installed.get(name, "")) for name in sorted(names))


@functools.cache
def _installed() -> dict[str, str]:
    """Distribution to version, from the names of the metadata folders: one listing, no parsing.

    What a package carries inside itself and puts on the path, as Ray does, is not installed.
    """
    found: dict[str, str] = {}
    for entry in reversed(sys.path):
        inside = os.path.exists(os.path.join(entry, os.pardir, "__init__.py"))  # noqa: PTH110, PTH118
        if os.path.isdir(entry) and not inside:  # noqa: PTH112 - start-up counts, and these are strings
            for name in os.listdir(entry):  # noqa: PTH208
                if name.endswith(".dist-info"):
                    distribution, _, number = name.removesuffix(".dist-info").partition("-")
                    found[distribution.lower().replace("-", "_").replace(".", "_")] = number
    return found


def _interpreter() -> tuple[str, ...]:
    """What of the interpreter can change bytes: its minor version, zlib and the kind of machine."""
    return (*map(str, sys.version_info[:2]), zlib.ZLIB_RUNTIME_VERSION, platform.machine())
