"""From medians to the table: each figure, what it is held to, and whether it keeps to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Samples = dict[str, list[float]]
"""The runs of each figure by its name, in seconds or megabytes."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `kept` is None where a figure is only a yardstick."""

    name: str
    figure: str
    processor: str = ""
    bound: str = ""
    kept: bool | None = None


def processor_of(name: str) -> str:
    """The name under which a figure's processor time is kept."""
    return f"{name} processor"


def table(medians: Mapping[str, float], shared: bool = False) -> str:
    """The rows of the figures that are there, as a Markdown table.

    On a `shared` machine what is held to a time is held to processor time.
    """
    if shared:
        medians = {name: medians.get(processor_of(name), value) for name, value in medians.items()}
    lines = ["| what | measured | processor | held to | kept |", "|---|---:|---:|---:|---|"]
    for row in rows(medians):
        kept = "" if row.kept is None else "yes" if row.kept else "no"
        lines.append(f"| {row.name} | {row.figure} | {row.processor} | {row.bound} | {kept} |")
    return "\n".join(lines)


def rows(medians: Mapping[str, float]) -> Iterator[Row]:
    """The rows of those groups of figures that were measured."""
    for group in (_start, _books, _reading, _speed, _tenfold, _memory):
        try:
            yield from list(group(medians))
        except KeyError:
            continue


Of = Mapping[str, float]
"""Each figure's median by its name."""


def _start(of: Of) -> Iterator[Row]:
    yield _timed(of, "`python -c pass`", "python", digits=3)
    yield _timed(of, "`publish --help`", "help", 0.15, digits=3)


def _books(of: Of) -> Iterator[Row]:
    yield _timed(of, "bs4, lxml and ebooklib loaded, nothing done", "parsers")
    for name, what in _PAGES:
        yield _timed(of, f"`--only epub`, {what}, cold", f"epub {name}", of[f"pandoc {name}"], "pandoc")


def _reading(of: Of) -> Iterator[Row]:
    for name, what in _PAGES:
        bound = 3 * of[f"pandoc {name}"]
        yield _timed(of, f"`publish read`, {what}", f"read {name}", bound, "3 times pandoc")


_PAGES = (("short", "1,000 words"), ("pictured", "a page with pictures"))


def _speed(of: Of) -> Iterator[Row]:
    y, cold = of["voice and encoder"], of["cold"]
    yield _timed(of, "Y: voice and encoder alone, 1,000 words", "voice and encoder")
    yield _timed(of, "cold build of everything, 1,000 words", "cold", 0.75 * y + 1, "0.75 Y + 1 s")
    if work := of.get(processor_of("voice and encoder")):
        ratio = of[processor_of("cold")] / work
        yield Row("its processor time by that of Y", f"{ratio:.2f} times", "", "1.35 times", ratio <= 1.35)
    yield _timed(of, "build with nothing changed", "same", 0.5)
    bound = max(1.0, cold / 10)
    yield _timed(of, "build with one sentence changed", "mended", bound, "1 s or a tenth of cold")


def _tenfold(of: Of) -> Iterator[Row]:
    once, tenfold = of["cold once"], of["cold tenfold"]
    bound = 10.5 * once
    yield _timed(of, "cold build, 10,000 words", "cold tenfold", bound, "10.5 times 1,000 words", 1)
    yield Row("of that by 1,000 words", f"{tenfold / once:.1f} times")


def _memory(of: Of) -> Iterator[Row]:
    voice, long = of["peak voice"], of["peak long"]
    yield Row("peak memory of the voice alone", f"{voice:.0f} MB")
    yield _peak("peak of a build, one sentence", of["peak sentence"], voice + 400, "+ 400 MB")
    yield _peak("peak of a build, 10,000 words", long, voice + 400, "+ 400 MB")
    yield _peak("peak of a build, 100,000 words", of["peak huge"], 1.2 * long, "1.2 times")


def _timed(of: Of, what: str, name: str, bound: float = 0.0, by: str = "", digits: int = 2) -> Row:
    """A figure in seconds; a bound of 0 is none."""
    work = of.get(processor_of(name))
    figure, beside = f"{of[name]:.{digits}f} s", "" if work is None else f"{work:.{digits}f} s"
    if not bound:
        return Row(what, figure, beside)
    told = f"{bound:.{digits}f} s"
    return Row(what, figure, beside, f"{by}: {told}" if by else told, of[name] <= bound)


def _peak(what: str, value: float, bound: float, by: str) -> Row:
    return Row(what, f"{value:.0f} MB", "", f"{by}: {bound:.0f} MB", value <= bound)
