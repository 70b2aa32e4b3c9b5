"""The same inputs give the same bytes: on any day, in any time zone and language, with any number of jobs."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipeline.project import PAGE

ROOT = Path(__file__).parents[2]
PLACES = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Anchorage", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "77", "LANG": "fr_FR.UTF-8"},
)


def digests(folder: Path, place: dict[str, str], source: Path, *arguments: str) -> dict[str, str]:
    """Every product's digest after a build in a folder of its own with an empty store."""
    folder.mkdir()
    shutil.copytree(source, folder / "source")
    environment = {**os.environ, **place, "PUBLISH_STORE": str(folder / "store")}
    environment.pop("SOURCE_DATE_EPOCH", None)
    command = [sys.executable, "-m", "publish", "build", *arguments]
    shown = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert shown.returncode == 0, shown.stderr[-2000:]
    output = folder / "output"
    return {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
def test_time_zone_locale_hash_seed_and_jobs_change_no_byte(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    dated = '<time datetime="2024-02-29T23:30:00Z">29 February 2024</time>'
    page = PAGE.format(title="A night at sea", first="It began at dusk.")
    (source / "sea.html").write_text(page.replace("<h2>After", f"<p>{dated}</p><h2>After"))
    one = digests(tmp_path / "one", PLACES[0], source, "--voice", "tone", "--jobs", "1")
    other = digests(tmp_path / "other", PLACES[1], source, "--voice", "tone", "--jobs", "3")
    assert one == other
    assert len(one) > 15


@pytest.mark.slow
def test_the_projects_own_articles_are_the_same_everywhere(tmp_path: Path) -> None:
    source = shutil.copytree(ROOT / "source", tmp_path / "source")
    shutil.rmtree(source / "counting-the-dark")  # half of all the sound, and in no way of its own
    (source / "counting-the-dark.toml").unlink()
    for own in source.glob("birmingham*.*ml"):  # the voice of the other English article
        own.unlink()
    one = digests(tmp_path / "one", PLACES[0], source, "--jobs", "1")
    other = digests(tmp_path / "other", PLACES[1], source, "--jobs", "2")
    assert one == other
    assert len(one) > 45
