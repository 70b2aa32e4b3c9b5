"""The desk's background work: how far it is, how long it takes, stopping, and the webhook."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from publish.config.values import Desk
from publish.desk import building
from publish.desk.building import Build, Clock, News
from publish.desk.project import Project
from publish.errors import ConfigError, SourceError
from publish.pipeline.job import Ended, Heard, Planned, Reached
from publish.pipeline.scheduler import Failure, Summary


def finished(build: Build) -> list[News]:
    """All the news until the work ends."""
    news = [build.after(-1)]
    while news[-1].going:
        news.append(build.after(news[-1].number, 60))
    return news


def test_the_time_left_follows_the_pace_so_far() -> None:
    seconds = iter((10.0, 14.0, 18.0))
    clock = Clock(now=lambda: next(seconds))
    assert clock.part() is None
    clock.note(Planned(2))
    clock.note(Heard("sea", "one", 1, 21, 1))
    assert (clock.part(), clock.left()) == (1 / 21 / 2, None)
    clock.note(Heard("sea", "one", 5, 21, 5))
    assert clock.left() == 16.0
    assert clock.part() == 5 / 21 / 2
    clock.note(Reached("sea", "binding"))
    clock.note(Ended("sea", failed=False))
    assert (clock.part(), clock.left()) == (0.5, None)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "about 1 second"), (7.4, "about 7 seconds"), (43, "about 45 seconds"), (100, "about 2 minutes")],
)
def test_lengths_of_time(seconds: float, words: str) -> None:
    assert building.remaining(seconds) == words


def test_a_build_says_each_sentence_and_stops_in_the_middle(
    project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build, far = Build(), list[object]()
    heard, tell = building.Clock.note, Build._tell

    def pressed(clock: Clock, event: object) -> None:
        heard(clock, event)  # type: ignore[arg-type]
        if isinstance(event, Heard) and event.done == 2:
            build.stop()

    def noted(build: Build, **changes: object) -> None:
        far.append(changes.get("far", ""))
        tell(build, **changes)

    monkeypatch.setattr(building.Clock, "note", pressed)
    monkeypatch.setattr(Build, "_tell", noted)
    assert build.begin(project, "sea")
    assert not build.begin(project, "sea")
    news = finished(build)
    assert news[-1].line == "Stopped: 1 not built, what was built before stands"
    assert not (folder / "output/sea").exists()
    assert any(str(line).startswith("sea: sentence 2 of") for line in far)
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    assert build.begin(project, "sea")
    assert finished(build)[-1].line == "Built 1 article"


def test_a_webhook_is_called_when_a_build_ends() -> None:
    calls: list[dict[str, object]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            calls.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204 if len(calls) == 1 else 500)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Hook) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/hook"
        summary = Summary(fresh=("land",), failures=(Failure("sea", "source/sea.html", SourceError("no")),))
        assert building.called(address, summary, "no") == ""
        failed = {"event": "built", "line": "no", "built": [], "unchanged": ["land"], "failed": ["sea"]}
        assert calls == [failed]
        assert f"the webhook {address} did not take it" in building.called(address, summary, "no")
        server.shutdown()


def test_a_webhook_is_an_address() -> None:
    assert Desk(webhook="https://example.org/built").webhook
    with pytest.raises(ConfigError, match="webhook"):
        Desk(webhook="the office")
