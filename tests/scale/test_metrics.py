"""What operators see: figures that Prometheus can fetch from Ray's own agent, and a log of JSON lines."""

from __future__ import annotations

import json
import re
import socket
import sys
import time
from pathlib import Path

import httpx
import pytest

from publish.cli import main
from publish.cli.log import ended
from publish.config import Config
from publish.errors import NetworkError
from publish.model.problem import Problem
from publish.pipeline.job import Account, Counts, Done, Job, Options, Refused, account, measures
from publish.pipeline.prepare import one, script_of
from publish.pipeline.scheduler import Manner, batch
from publish.runners import Outcome
from publish.sources.locate import Origin
from tests.needs import needs
from tests.pipeline.project import Project

JOB = Job(Origin("sea", "html", "sea.html"), Config(), Options(Path("output"), Path("store")))
STAGES = (("reading", 0.5), ("speaking", 2.0))


def test_an_account_says_what_an_operator_asks() -> None:
    done = Done("sea", "Sea", {}, {}, {}, 61.5, Counts(9, 4, 2, 1, 12, 12), (), "tone", STAGES)
    problem = account(Outcome(JOB, done, None, 3.25, "here/7"))
    assert (problem.code, problem.seconds, problem.worker, problem.sound_seconds) == (
        "",
        3.25,
        "here/7",
        61.5,
    )
    assert list(ended(problem)) == [
        ("stage", {"stage": "reading", "seconds": 0.5}),
        ("stage", {"stage": "speaking", "seconds": 2.0}),
        (
            "done",
            {
                "seconds": 3.25,
                "worker": "here/7",
                "moved": 0,
                "sound_seconds": 61.5,
                "sentences": 9,
                "spoken": 4,
                "products": 12,
                "written": 12,
            },
        ),
    ]
    error = NetworkError("it cannot be reached", "try later")
    error.stages = STAGES[:1]
    problem = account(Outcome(JOB, None, error, 1.0), again=True)
    assert (problem.code, problem.message, problem.stages) == (
        "NetworkError",
        "it cannot be reached; try later",
        STAGES[:1],
    )
    assert [name for name, _ in ended(problem)] == ["stage", "again"]
    refused = Refused("sea", (Problem("READ-001", "error", "sea.html", "the page holds no article text"),))
    problem = account(Outcome(JOB, refused))
    assert problem.code == "READ-001"
    assert [name for name, _ in ended(problem)] == ["problem", "failed"]
    assert account(Outcome(JOB, done), error=error).code == "NetworkError"


def test_figures_of_one_name_have_labels_of_one_kind() -> None:
    accounts = (Account(), Account("NetworkError", again=True), Account("READ-001", stages=STAGES))
    matches = [measure for one in accounts for measure in measures(one, 3)]
    for name in {measure.name for measure in matches}:
        same = [measure for measure in matches if measure.name == name]
        assert len({(m.kind, m.help, tuple(label for label, _ in m.labels)) for m in same}) == 1
    endings = [dict(m.labels)["ending"] for m in matches if m.name == "publish_articles"]
    assert endings == ["done", "again", "failed"]


@pytest.mark.parametrize("way", ["option", "environment"])
@pytest.mark.parametrize("kind", ["build", "batch"])
def test_the_log_is_json_lines_when_asked(
    way: str, kind: str, project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PUBLISH_STORE", str(project.store))
    monkeypatch.chdir(project.folder)
    (project.source / "empty.html").write_text("<nav>Menu</nav>", "utf-8")
    arguments = ["build", "--only", "epub", "--voice", "tone", *(["--batch"] if kind == "batch" else [])]
    if way == "option":
        arguments += ["--log", "json"]
    else:
        monkeypatch.setenv("PUBLISH_LOG", "json")
    assert main(arguments) == 1
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["time"]) for line in lines)
    assert [lines[0]["event"], lines[-1]["event"]] == ["planned", "ended"]
    assert (lines[-1]["done"], lines[-1]["failed"]) == (1, 1)
    failed = next(line for line in lines if line["event"] == "failed")
    assert failed["slug"] == "empty"
    assert failed["code"]
    stages = [line["stage"] for line in lines if line["event"] == "stage" and line["slug"] == "sea"]
    assert stages == ["reading", "binding", "checking", "placing"]


def test_what_ends_a_run_is_in_the_log_too(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PUBLISH_STORE", str(project.store))
    monkeypatch.chdir(project.folder)
    assert main(["build", "none.jsonl", "--log", "json"]) == 1
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["code"]) == ("error", "SourceError")
    monkeypatch.setenv("PUBLISH_LOG", "loud")
    assert main(["build"]) == 2
    assert "PUBLISH_LOG is 'loud'; use one of plain, json" in capsys.readouterr().err


@pytest.mark.slow
def test_prometheus_can_fetch_the_figures(project: Project) -> None:
    needs("ray", "opentelemetry")
    import ray

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (project.source / "empty.html").write_text("", "utf-8")
    sentences = len(script_of(one(str(project.source / "sea.html"), Config()), Config()).utterances)
    ray.shutdown()
    ray.init("local", num_cpus=2, include_dashboard=False, _metrics_export_port=port, log_to_driver=False)
    try:
        summary = batch([str(project.source)], Config(), project.options(), Manner("ray"))
        assert (summary.done, summary.failed) == (1, 1)
        wanted = {
            'publish_articles.*ending="done"': 1,
            'publish_articles.*ending="failed"': 1,
            "publish_sentences_spoken": sentences,
            "publish_articles_to_do": 0,
            'publish_stage_seconds_count.*stage="speaking"': 1,
        }
        node = ray.nodes()[0]  # type: ignore[no-untyped-call]
        address = f"http://{node['NodeManagerAddress']}:{port}/metrics"
        for _ in range(240):
            seen = fetched(address)
            result = {pattern: value(seen, pattern) for pattern in wanted}
            if None not in result.values():
                break
            time.sleep(0.25)
        sys.stdout.write("\n".join(line for line in seen.splitlines() if "publish_" in line)[:3000])
        assert result == wanted
    finally:
        ray.shutdown()


def fetched(address: str) -> str:
    try:
        return httpx.get(address, timeout=5, trust_env=False).text
    except httpx.HTTPError:
        return ""


def value(text: str, pattern: str) -> float | None:
    line = re.search(rf"^ray_{pattern}[^\n]* ([\d.e+]+)$", text, re.MULTILINE)
    return float(line[1]) if line else None
