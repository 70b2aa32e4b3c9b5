"""The audit of the lock: what it makes of an answer, and of none."""

from __future__ import annotations

import subprocess
from typing import Any

import audit
import pytest

CLEAN = {"name": "lxml", "version": "6.1.3", "vulns": []}
WEAK = {
    "name": "jinja2",
    "version": "3.0.0",
    "vulns": [{"id": "PYSEC-0000-1", "fix_versions": ["3.1.6"], "aliases": [], "description": "..."}],
}
UNKNOWN = {"name": "anyio", "skip_reason": "Dependency not found on PyPI and could not be audited: anyio (4)"}


def answering(monkeypatch: pytest.MonkeyPatch, stdout: str, stderr: str = "") -> None:
    def run(*_: Any, **__: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 1, stdout, stderr)

    monkeypatch.setattr(subprocess, "run", run)


def report(*entries: dict[str, Any]) -> str:
    import json

    return json.dumps({"dependencies": entries, "fixes": []})


def test_a_weakness_is_told_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answering(monkeypatch, report(CLEAN, WEAK, UNKNOWN))
    assert audit.main(["main.txt"]) == 1
    output = capsys.readouterr().out
    assert "main.txt: 2 of 3 libraries audited, 1 weaknesses known" in output
    assert "jinja2 3.0.0: PYSEC-0000-1, mended in 3.1.6" in output


def test_no_weakness_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, report(CLEAN))
    assert audit.main(["main.txt"]) == 0


@pytest.mark.parametrize(("stdout", "stderr"), [(report(UNKNOWN), ""), ("", "NameResolutionError: no")])
def test_where_nobody_can_be_asked_that_is_said(
    stdout: str, stderr: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answering(monkeypatch, stdout, stderr)
    assert audit.main(["main.txt"]) == 0
    assert "main.txt: not audited, because no service" in capsys.readouterr().out


def test_another_failure_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, "", "requirements file is broken")
    with pytest.raises(RuntimeError, match="is broken"):
        audit.main(["main.txt"])
