"""The editor's report: one page an article, and a list of all.

It shows pictures beside their words, what is wrong and what to do, and the
sound in outline. It stands beside the products and plays them from there; what
a plot shows also stands in a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from publish.i18n import catalogue
from publish.i18n.catalogue import format_size, language_name, long_date
from publish.model.problem import Problem, Severity, grouped
from publish.model.text import counted
from publish.model.times import short_clock
from publish.web import page

_LOW, _HIGH = -35, -5
"""What the loudness plot spans, in LUFS; what lies outside is drawn at its edge."""
_TICKS = (-5, -15, -25, -35)
_WITHIN_LU = 1.0
"""How far the whole may be from its target (Apple Podcasts, audio requirements)."""
_SOURCES = {
    "caption": "from the caption",
    "author": "the page's own",
    "author+caption": "the page's own, then the caption",
    "config": "from the article's settings",
    "decorative": "none, as decoration",
    "none": "none",
}
_SEVERITIES: tuple[tuple[Severity, str], ...] = (
    ("error", "Errors: the article is not published"),
    ("warning", "Warnings: look at these"),
    ("note", "Notes: good to know"),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture with its words. `address` is where it stands, as seen from the page, "" for nowhere."""

    address: str
    name: str
    alt: str
    alt_source: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A section's sound: `begin` in the whole, lengths in seconds, the rest as in `audio.Outline`.

    `address` is where it stands, as seen from the page.
    """

    title: str
    address: str
    begin: float
    seconds: float
    lufs: float
    true_peak_dbtp: float
    peaks: tuple[int, ...]
    short_term: tuple[float | None, ...]
    pause: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Report:
    """All that the page of an article shows. `target` is the loudness aimed at, None for none.

    `files` are address, name and size in bytes of what can be opened.
    """

    slug: str
    title: str
    lang: str
    bylines: tuple[str, ...]
    published: str
    opening: str
    voice: str
    reason: str
    seconds: float
    lufs: float | None
    true_peak_dbtp: float | None
    target: float | None
    sections: tuple[Heard, ...]
    pictures: tuple[Seen, ...]
    problems: tuple[Problem, ...]
    files: tuple[tuple[str, str, int], ...]

    def count(self, severity: Severity) -> int:
        return sum(problem.severity == severity for problem in self.problems)

    @property
    def wordless(self) -> int:
        """How many pictures need words and have none."""
        return sum(picture.alt_source == "none" for picture in self.pictures)


def write_report(report: Report) -> bytes:
    """The page of one article."""
    text = catalogue.interface_words("en")
    return page.render(
        "report",
        report=report,
        dir=catalogue.direction(report.lang),
        language=language_name(report.lang, "en"),
        byline=catalogue.byline(report.bylines, report.lang),
        published=long_date(report.published, "en"),
        verdict=_verdict(report, ("error", "warning", "note")),
        length=short_clock(round(report.seconds)),
        loudness=_loudness(report),
        groups=[
            (
                severity,
                title,
                grouped(_shown(each) for each in report.problems if each.severity == severity),
            )
            for severity, title in _SEVERITIES
        ],
        sources=_SOURCES,
        sections=[_section(number, section, report) for number, section in enumerate(report.sections, 1)],
        plot=_plot(report),
        files=[
            (address, _named(name, text), format_size(length, text, "en"))
            for address, name, length in report.files
        ],
    )


def write_list(reports: Sequence[Report]) -> bytes:
    """The list of all articles' pages: those that need something first, else by title."""
    ranked = sorted(
        reports, key=lambda one: (-one.count("error"), -one.count("warning"), one.title, one.slug)
    )
    longest = max((report.seconds for report in reports), default=0.0)
    return page.render(
        "reports",
        dress="report",
        rows=[
            {
                "report": report,
                "verdict": _verdict(report, ("error", "warning")),
                "length": short_clock(round(report.seconds)) if report.seconds else "no sound",
                "share": _share(report.seconds, longest),
                "loudness": f"{_signed(report.lufs)} LUFS" if report.lufs is not None else "–",
            }
            for report in ranked
        ],
        summary=_summary(reports),
    )


def _summary(reports: Sequence[Report]) -> str:
    count, sound = len(reports), short_clock(round(sum(report.seconds for report in reports)))
    needy = sum(bool(report.count("error") or report.count("warning")) for report in reports)
    needed = {0: "None needs attention", 1: "One needs attention"}
    line = f"{count} article{'s' * (count != 1)}, {sound} of sound."
    return f"{line} {needed.get(needy, f'{needy} need attention')}."


_FILES = (
    ("index.html", "player"),
    ("-read-aloud.epub", "read_aloud"),
    (".epub", "epub"),
    (".mp3", "audio"),
    ("transcript.html", "transcript"),
    (".txt", "text"),
    (".vtt", "vtt"),
    (".srt", "srt"),
)


def _named(name: str, text: dict[str, str]) -> str:
    """A file in words where there are some for its kind."""
    return next((text[key] for ending, key in _FILES if name.endswith(ending)), name)


def _shown(problem: Problem) -> Problem:
    """A problem with a message and a help that begin as sentences do."""
    message, help_ = (f"{text[:1].upper()}{text[1:]}" for text in (problem.message, problem.help))
    return replace(problem, message=message, help=help_)


def _verdict(report: Report, severities: Iterable[Severity]) -> str:
    """How many problems of each severity there are, "none" where there are none."""
    parts = [counted(count, severity) for severity in severities if (count := report.count(severity))]
    return ", ".join(parts) or "none"


def _loudness(report: Report) -> str:
    """The loudness of the whole in words and then in figures, "" where there is no sound."""
    if report.lufs is None or report.true_peak_dbtp is None:
        return ""
    figures = f"{_signed(report.lufs)} LUFS, highest peak {_signed(report.true_peak_dbtp)} dBTP"
    if report.target is None:
        return figures
    excess = report.lufs - report.target
    level = "as loud as" if abs(excess) <= _WITHIN_LU else "louder than" if excess > 0 else "quieter than"
    return f"{level} what apps ask for ({figures}; the target is {_signed(report.target)} LUFS)"


def _section(number: int, section: Heard, report: Report) -> dict[str, Any]:
    longest = max(one.seconds for one in report.sections)
    where, pause = section.pause
    spoken = [lufs for lufs in section.short_term if lufs is not None]
    return {
        "id": f"section-{number}",
        "title": section.title,
        "address": section.address,
        "begin": short_clock(round(section.begin)),
        "length": short_clock(round(section.seconds)),
        "share": _share(section.seconds, longest),
        "lufs": _signed(section.lufs),
        "range": f"{_signed(min(spoken))} to {_signed(max(spoken))}" if spoken else "–",
        "peak": _signed(section.true_peak_dbtp),
        "pause": f"{pause:.1f} s at {short_clock(round(where))}" if pause else "–",
        "wave": _wave(section.peaks),
        "spans": len(section.peaks),
        "label": f"Outline of the sound of “{section.title}”, {short_clock(round(section.seconds))} long",
    }


def _share(part: float, whole: float) -> int:
    """A part in percent of the whole, at least one."""
    return max(1, round(100 * part / whole)) if whole else 0


def _wave(peaks: Sequence[int]) -> str:
    """The outline as an SVG path round the middle line of a box of 200 units' height."""
    above = [f"{x} {100 - max(peak, 1)}" for x, peak in enumerate(peaks)]
    below = [f"{x} {100 + max(peak, 1)}" for x, peak in reversed(tuple(enumerate(peaks)))]
    return f"M{'L'.join((*above, *below))}Z"


def _plot(report: Report) -> dict[str, Any]:
    """The loudness from second to second: lines in a box of one unit a second by one unit a tenth of a LU."""
    points: list[list[str]] = [[]]
    for section in report.sections:
        for second, lufs in enumerate(section.short_term):
            if lufs is None:
                points.append([])
            else:
                points[-1].append(f"{round(section.begin) + second} {_level(lufs)}")
    return {
        "width": max(1, round(report.seconds)),
        "height": _level(_LOW),
        "line": "".join(f"M{'L'.join(run)}" for run in points if len(run) > 1),
        "target": None if report.target is None else _level(report.target),
        "goal": "" if report.target is None else _signed(report.target),
        "ticks": [(_level(tick), f"−{-tick}") for tick in _TICKS],
        "begins": [round(section.begin) for section in report.sections[1:]],
        "end": short_clock(round(report.seconds)),
    }


def _level(lufs: float) -> int:
    return round(10 * (_HIGH - min(max(lufs, _LOW), _HIGH)))


def _signed(value: float) -> str:
    """A level to a tenth, with a true minus sign."""
    return f"{value:.1f}".replace("-", "−")
