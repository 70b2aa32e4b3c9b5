"""The desk's build: one at a time, and what it says of itself."""

from __future__ import annotations

import threading

from publish.desk.project import Project
from publish.errors import PublishError
from publish.pipeline.job import Ended, Event, Heard, Planned, Reached, Waiting


class Build:
    """One build at a time, and the last line it said."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._number, self.line, self._going, self.ended = 0, "", False, False

    def end(self) -> None:
        """Let go of everybody who waits for a line: the desk is closed."""
        with self._condition:
            self.ended = True
            self._condition.notify_all()

    def begin(self, project: Project, slug: str) -> None:
        with self._condition:
            if self._going:
                return
            self._going = True
        self._say(f"Building {slug or 'all articles'}")
        threading.Thread(target=self._run, args=(project, slug), daemon=True).start()

    def after(self, known: int, patience: float = 10.0) -> tuple[int, str, bool]:
        """How many lines there were, the last one, and whether the build goes on, once one is new."""
        with self._condition:
            self._condition.wait_for(lambda: self.ended or self._number != known, patience)
            return self._number, self.line, self._going

    def _run(self, project: Project, slug: str) -> None:
        try:
            summary = project.build(slug, self._heard)
            wrong = [str(failure.error) for failure in summary.failures]
            wrong += [f"{refused.slug}: {refused.stopping[0]}" for refused in summary.refused]
            count = len(summary.built)
            ready = (
                f"Built {count} {'article' if count == 1 else 'articles'}" if count else "All is up to date"
            )
            line = "; ".join(wrong) or ready
        except PublishError as error:
            line = str(error)
        except Exception as error:
            line = f"this is a bug in publish: {error!r}"
        self._say(line, going=False)

    def _heard(self, event: Event) -> None:
        match event:
            case Reached():
                self._say(f"{event.slug}: {event.stage}")
            case Heard():
                self._say(f"{event.slug}: sentence {event.done} of {event.total}")
            case Ended():
                self._say(f"{event.slug}: {'failed' if event.failed else 'done'}")
            case Waiting():
                self._say("Another build is going on; this one waits for it")
            case Planned():
                pass

    def _say(self, line: str, going: bool = True) -> None:
        with self._condition:
            self._number += 1
            self.line, self._going = line, going
            self._condition.notify_all()
