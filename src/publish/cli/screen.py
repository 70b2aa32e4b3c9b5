"""Progress and problems on a terminal."""

from __future__ import annotations

import os
import shutil
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO, assert_never

from publish.cli.main import tell
from publish.model.problem import CODES, Problem, Severity, grouped
from publish.model.text import counted
from publish.model.times import worded

if TYPE_CHECKING:
    from publish.pipeline.job import Event

_REDRAW_SECONDS = 0.1
_BAR = 12
_COLOURS: dict[Severity, str] = {"error": "\x1b[31m", "warning": "\x1b[33m", "note": ""}
_PLAIN = "\x1b[0m"


@dataclass(slots=True)
class Screen:
    """Listens to a build and keeps its line up to date; safe to call from many threads."""

    stream: TextIO
    articles: int = 0
    ended: int = 0
    sentences: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    began: float = field(default_factory=time.monotonic)
    drawn: float = 0.0
    shown: str = ""
    codes: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, event: Event) -> None:
        from publish.pipeline.job import Ended, Heard, Planned, Reached, Waiting

        with self.lock:
            match event:
                case Planned(articles):
                    self.articles = articles
                case Reached(slug, stage):
                    self._draw(f"{slug}: {stage}", urgent=True)
                case Heard(slug, section, done, total, spoken):
                    self.sentences[slug] = (done, total, spoken)
                    self._draw(f"{self._pace()}  {slug}: {section}", urgent=done == total)
                case Ended(slug, failed, account):
                    self.ended += 1
                    self.codes.update(problem.code for problem in account.problems)
                    self._end(slug, failed, account.sound_seconds)
                case Waiting():
                    self.line("another build is writing to this folder; waiting for it to end")
                case _:
                    assert_never(event)

    def line(self, text: str) -> None:
        """A line that stays."""
        self.clear()
        self.stream.write(f"{text}\n")
        self.stream.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
            self.shown = ""

    def _end(self, slug: str, failed: bool, seconds: float) -> None:
        """Draw that an article has ended; where there is no terminal, a line for each of several."""
        words = f"{slug}: {'failed' if failed else 'done'}"
        if self.stream.isatty():
            self._draw(words, urgent=True)
        elif self.articles > 1:
            self.line(f"[{self.ended}/{self.articles}] {words}{f', {worded(seconds)}' if seconds else ''}")

    def _pace(self) -> str:
        """Sentences done, how many a second are spoken, and how long the rest will take at that."""
        done = sum(count for count, _, _ in self.sentences.values())
        total = sum(count for _, count, _ in self.sentences.values())
        spoken = sum(count for _, _, count in self.sentences.values())
        elapsed = max(time.monotonic() - self.began, 0.001)
        line = f"{bar(done, total)} {done}/{total} sentences"
        if not spoken:
            return line
        rate = spoken / elapsed
        return f"{line}, {rate:.1f}/s, {worded((total - done) / rate)} left"

    def _draw(self, text: str, urgent: bool) -> None:
        now = time.monotonic()
        if not self.stream.isatty() or (not urgent and now - self.drawn < _REDRAW_SECONDS):
            return
        self.drawn = now
        line = f"[{self.ended}/{self.articles}] {text}"[: shutil.get_terminal_size().columns - 1]
        if line != self.shown:
            self.stream.write(f"\r{line}\x1b[K")
            self.stream.flush()
            self.shown = line


def bar(done: int, total: int) -> str:
    """A bar of `_BAR` characters."""
    filled = _BAR * done // max(total, 1)
    return "#" * filled + "-" * (_BAR - filled)


def mention(problems: Iterable[Problem]) -> None:
    """Problems on standard error, one a line; of more than three of one code the first, and a count."""
    for group in grouped(problems):
        for problem in group.shown:
            _tell(problem.severity, str(problem))
        if others := len(group.others):
            first = group.shown[0]
            _tell(first.severity, f"{first.code} {others} more of this kind; publish report shows each")


def count_by_code(codes: Mapping[str, int]) -> None:
    """How often each problem was met, on standard error, a line a code, the gravest first."""
    order: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}
    for code in sorted(codes, key=lambda code: (order[CODES[code][0]], code)):
        severity, meaning = CODES[code]
        _tell(severity, f"{code} {counted(codes[code], 'time')}: {meaning}")


def _tell(severity: Severity, message: str) -> None:
    colour = _COLOURS[severity] if sys.stderr is not None and _coloured(sys.stderr) else ""
    tell(f"{colour}{severity}{colour and _PLAIN}: {message}")


def _coloured(stream: TextIO) -> bool:
    """Whether colour may be used: a terminal, and NO_COLOR is not set (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
