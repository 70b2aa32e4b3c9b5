"""What the desk does in the background, one thing at a time: its progress, its stop, its end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import httpx

from publish.desk.project import Project
from publish.errors import PublishError
from publish.model.text import counted
from publish.pipeline.job import Ended, Event, Heard, Planned, Reached, Waiting
from publish.pipeline.scheduler import Summary

WEBHOOK_SECONDS = 10.0
_LEAST_SENTENCES = 3
"""So many sentences are heard before anything is said of the time that is left."""


class StoppedError(PublishError):
    """Somebody pressed Stop."""


@dataclass(frozen=True, slots=True)
class News:
    """How far it is. `line` is for everybody, and changes rarely; `far` changes with each sentence.

    `part` is 0 to 1, None where nobody can say; `left` how long it goes on in seconds, None likewise.
    """

    number: int = 0
    line: str = ""
    far: str = ""
    part: float | None = None
    left: float | None = None
    going: bool = False


@dataclass(slots=True)
class Clock:
    """How far a build of `articles` articles is, from what it reports. `now` gives seconds."""

    now: Callable[[], float] = time.monotonic
    articles: int = 0
    ended: int = 0
    heard: dict[str, Heard] = field(default_factory=dict)
    began: dict[str, tuple[float, int]] = field(default_factory=dict)

    def note(self, event: Event) -> None:
        """Take in what a build reports."""
        match event:
            case Planned():
                self.articles, self.ended = event.articles, 0
            case Heard():
                if event.slug not in self.began:
                    self.began[event.slug] = (self.now(), event.done)
                self.heard[event.slug] = event
            case Ended():
                self.ended += 1
                self.heard.pop(event.slug, None)
            case Reached() if event.stage != "speaking":
                self.heard.pop(event.slug, None)

    def part(self) -> float | None:
        """Which part of the build is done, 0 to 1."""
        if not self.articles:
            return None
        current = sum(event.done / event.total for event in self.heard.values() if event.total)
        return min(1.0, (self.ended + current) / self.articles)

    def left(self) -> float | None:
        """The seconds until the articles that are being spoken are, at the pace so far."""
        times = [self._left(event) for event in self.heard.values()]
        return max((seconds for seconds in times if seconds is not None), default=None)

    def _left(self, event: Heard) -> float | None:
        since, first = self.began[event.slug]
        spoken = event.done - first
        if spoken < _LEAST_SENTENCES:
            return None
        return (self.now() - since) / spoken * (event.total - event.done)


class Build:
    """One thing at a time in the background: a build, or a push."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._news, self._stopping, self.ended = News(), False, False
        self._clock = Clock()

    @property
    def line(self) -> str:
        """What was said last."""
        return self._news.line

    @property
    def going(self) -> bool:
        """Whether something is being done."""
        return self._news.going

    def end(self) -> None:
        """Let go of everybody who waits for a line: the desk is closed."""
        with self._condition:
            self.ended = self._stopping = True
            self._condition.notify_all()

    def stop(self) -> None:
        """End what is being done as soon as it reports again; what was built before stands."""
        with self._condition:
            self._stopping = self._news.going
        if self._stopping:
            self._tell(line="Stopping")

    def begin(self, project: Project, slug: str) -> bool:
        """Begin to build an article, or all of them for ""; False where something is being done."""
        return self.start(f"Building {slug or 'all articles'}", lambda: self._built(project, slug))

    def start(self, line: str, work: Callable[[], str]) -> bool:
        """Begin something that gives its last line; False where something is being done."""
        with self._condition:
            if self._news.going:
                return False
            self._stopping, self._clock = False, Clock()
            self._news = News(self._news.number + 1, line, going=True)
            self._condition.notify_all()
        threading.Thread(target=self._run, args=(work,), daemon=True).start()
        return True

    def after(self, known: int, patience: float = 10.0) -> News:
        """The news, once it is another than that of this number, or nothing new came for some seconds."""
        with self._condition:
            self._condition.wait_for(lambda: self.ended or self._news.number != known, patience)
            return self._news

    def say(self, line: str) -> None:
        """Say how far it is, out of the work itself. Raises StoppedError where it shall stop."""
        self._tell(far=line)
        self._halt()

    def _run(self, work: Callable[[], str]) -> None:
        try:
            line = work()
        except StoppedError:
            line = "Stopped"
        except PublishError as error:
            line = str(error)
        except Exception as error:
            line = f"this is a bug in publish: {error!r}"
        self._tell(line=line, far="", part=None, left=None, going=False)

    def _built(self, project: Project, slug: str) -> str:
        summary = project.build(slug, self._heard)
        line = ending(summary)
        if address := project.config().desk.webhook:
            line += called(address, summary, line)
        return line

    def _heard(self, event: Event) -> None:
        clock = self._clock
        clock.note(event)
        part, left = clock.part(), clock.left()
        match event:
            case Planned():
                self._tell(part=part)
            case Reached():
                self._tell(line=f"{event.slug}: {event.stage}", far="", part=part, left=left)
                self._halt()
            case Heard():
                after = f", {remaining(left)} left" if left is not None else ""
                more = clock.articles - clock.ended - 1
                then = f", then {counted(more, 'more article')}" if more > 0 else ""
                far = f"{event.slug}: sentence {event.done} of {event.total}{after}{then}"
                self._tell(far=far, part=part, left=left)
                self._halt()
            case Ended():
                self._tell(line=f"{event.slug}: {'failed' if event.failed else 'done'}", far="", part=part)
            case Waiting():
                self._tell(line="Another build is going on; this one waits for it")

    def _halt(self) -> None:
        if self._stopping:
            raise StoppedError("it was stopped")

    def _tell(self, **changes: object) -> None:
        with self._condition:
            self._news = replace(self._news, number=self._news.number + 1, **changes)  # type: ignore[arg-type]
            self._condition.notify_all()


def ending(summary: Summary) -> str:
    """What a build did, in a sentence or a few."""
    stopped = [each for each in summary.failures if isinstance(each.error, StoppedError)]
    wrong = [str(each.error) for each in summary.failures if each not in stopped]
    wrong += [f"{refused.slug}: {refused.stopping[0]}" for refused in summary.refused]
    if count := len(summary.built):
        wrong.append(f"Built {counted(count, 'article')}")
    if stopped:
        wrong.append(f"Stopped: {len(stopped)} not built, what was built before stands")
    if summary.down and not wrong:
        return f"Not built, since taken down: {', '.join(summary.down)}"
    return "; ".join(wrong) or "All is up to date"


def remaining(seconds: float) -> str:
    """A length of time as it is said: "about 40 seconds", "about 3 minutes"."""
    if seconds < 60:
        count = max(1, round(seconds / 5) * 5 if seconds > 10 else round(seconds))
        return f"about {counted(count, 'second')}"
    return f"about {counted(round(seconds / 60), 'minute')}"


def called(address: str, summary: Summary, line: str) -> str:
    """Call a webhook with what a build did; "" where it took it, else what to add to the last line."""
    body = {
        "event": "built",
        "line": line,
        "built": [done.slug for done in summary.built],
        "unchanged": list(summary.fresh),
        "failed": [each.slug for each in summary.failures] + [each.slug for each in summary.refused],
    }
    try:
        httpx.post(address, json=body, timeout=WEBHOOK_SECONDS).raise_for_status()
    except httpx.HTTPError as error:
        return f"; the webhook {address} did not take it: {error}"
    return ""
