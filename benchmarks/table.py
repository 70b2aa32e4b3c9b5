"""From medians to the table: each figure, what it is held to, and whether it keeps to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

Samples = dict[str, list[float]]
"""The runs of each figure by its name, in seconds or megabytes."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `kept` is None where a figure is only a yardstick."""

    name: str
    figure: str
    bound: str = ""
    kept: bool | None = None


def table(medians: Mapping[str, float]) -> str:
    """The rows of the figures that are there, as a Markdown table."""
    lines = ["| what | measured | held to | kept |", "|---|---:|---:|---|"]
    for row in rows(medians):
        kept = "" if row.kept is None else "yes" if row.kept else "no"
        lines.append(f"| {row.name} | {row.figure} | {row.bound} | {kept} |")
    return "\n".join(lines)


def rows(medians: Mapping[str, float]) -> Iterator[Row]:
    """The rows of those groups of figures that were measured."""
    for group in (_start, _books, _speed, _tenfold, _memory):
        try:
            yield from list(group(medians.__getitem__))
        except KeyError:
            continue


Of = Callable[[str], float]
"""A figure's median by its name. Raises KeyError for one that was not measured."""


def _start(of: Of) -> Iterator[Row]:
    yield Row("`python -c pass`", f"{of('python'):.3f} s")
    yield _held("`publish --help`", of("help"), 0.15, "", digits=3)


def _books(of: Of) -> Iterator[Row]:
    yield Row("bs4, lxml and ebooklib loaded, nothing done", f"{of('parsers'):.2f} s")
    for name, what in (("short", "1,000 words"), ("pictured", "a page with pictures")):
        yield _held(f"`--only epub`, {what}, cold", of(f"epub {name}"), of(f"pandoc {name}"), "pandoc")


def _speed(of: Of) -> Iterator[Row]:
    y, cold, work = of("voice and encoder"), of("cold"), of("processor")
    yield Row("Y: voice and encoder alone, 1,000 words", f"{y:.2f} s")
    yield _held("cold build of everything, 1,000 words", cold, 0.75 * y + 1, "0.75 Y + 1 s")
    yield Row("its processor time on all cores", f"{work:.2f} s", f"on two: {work / 2:.2f} s at best")
    yield _held("build with nothing changed", of("same"), 0.5, "")
    yield _held(
        "build with one sentence changed", of("mended"), max(1.0, cold / 10), "1 s or a tenth of cold"
    )


def _tenfold(of: Of) -> Iterator[Row]:
    once, tenfold = of("cold once"), of("cold tenfold")
    yield _held("cold build, 10,000 words", tenfold, 10.5 * once, "10.5 times 1,000 words", digits=1)
    yield Row("of that by 1,000 words", f"{tenfold / once:.1f} times")


def _memory(of: Of) -> Iterator[Row]:
    voice, long = of("peak voice"), of("peak long")
    yield Row("peak memory of the voice alone", f"{voice:.0f} MB")
    yield _held("peak of a build, one sentence", of("peak sentence"), voice + 400, "+ 400 MB", "MB", 0)
    yield _held("peak of a build, 10,000 words", long, voice + 400, "+ 400 MB", "MB", 0)
    yield _held("peak of a build, 100,000 words", of("peak huge"), 1.2 * long, "1.2 times", "MB", 0)


def _held(name: str, value: float, bound: float, by: str, unit: str = "s", digits: int = 2) -> Row:
    told = f"{bound:.{digits}f} {unit}"
    return Row(name, f"{value:.{digits}f} {unit}", f"{by}: {told}" if by else told, value <= bound)
