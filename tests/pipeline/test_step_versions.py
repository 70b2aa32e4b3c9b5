"""Bytes that a step makes change only together with its version, so that no old result is taken for new.

`step_versions.json` holds the version of each step and the digest of what it made of one page at that
version. Sound and pictures are compared by their outlines, since their last bits may differ between
processors; all else is compared whole. `PUBLISH_ACCEPT=1` writes the file anew, once the version of each
step whose digest changed has been raised in `pipeline/steps.py`.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from publish.audio.mp3 import look
from publish.cli import main
from publish.config import Config
from publish.pipeline.steps import WORKS
from tests.images.test_raster import drawn, saved
from tests.pipeline.project import Project

RECORD = Path(__file__).with_name("step_versions.json")


@pytest.fixture(scope="module")
def digests(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Of each step the digest of what it makes."""
    project = Project(tmp_path_factory.mktemp("versions"))
    project.write("sea")
    project.illustrate("sea", saved(drawn(), "PNG"))
    project.build(config=Config(voice="tone", editions=("m4b", "lpf")))
    parts: dict[str, hashlib._Hash] = {name: hashlib.sha256() for name in WORKS}
    for step, data in (*printed(project), *built(project.output / "sea")):
        parts[step].update(data)
    return {name: digest.hexdigest()[:16] for name, digest in parts.items()}


def printed(project: Project) -> Iterator[tuple[str, bytes]]:
    """The article and the script, as the commands print them."""
    for command, step in (("read", "read"), ("script", "script")):
        target = project.folder / f"{command}.json"
        with pytest.MonkeyPatch.context() as patch, target.open("w", encoding="utf-8") as out:
            patch.chdir(project.folder)
            patch.setattr("sys.stdout", out)
            assert main([command, "source/sea.html", "--json"]) == 0
        yield step, target.read_bytes()


def built(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The products in the order of their names, each with the step that made it."""
    for path in sorted(folder.rglob("*")):
        match path.suffix:
            case ".epub":
                yield from book(path)
            case ".mp3":
                seen = look(path)
                step = "section" if path.parent.name == "audio" else "narration"
                yield step, f"{path.name} {seen.frames} {seen.marks}".encode()
            case ".jpg":
                yield "cover", outline(path.read_bytes())
            case ".html" | ".vtt" | ".srt" | ".txt":
                yield "web", path.read_bytes()
            case ".json" if path.name in ("chapters.json", "embed.json", "transcript.json"):
                yield "web", path.read_bytes()


def book(path: Path) -> Iterator[tuple[str, bytes]]:
    """The parts of a book but its sound, which is that of the sections."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith((".jpg", ".png")):
                yield ("epub" if "cover" in name else "pictures"), outline(data)
            elif not name.endswith(".mp3"):
                yield "epub", name.encode() + data


def outline(picture: bytes) -> bytes:
    """A picture as four by four coarse greys."""
    with Image.open(io.BytesIO(picture)) as image:
        grey = image.convert("L").resize((4, 4), Image.Resampling.BOX)
        return str(image.size).encode() + bytes(round(value / 32) for value in grey.tobytes())


@pytest.mark.slow
def test_bytes_change_with_the_version_alone(digests: dict[str, str]) -> None:
    recorded = json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else {}
    now = {name: {"version": WORKS[name].version, "digest": digests[name]} for name in sorted(WORKS)}
    forgotten = [
        name
        for name, known in recorded.items()
        if known["digest"] != now[name]["digest"] and known["version"] == now[name]["version"]
    ]
    assert forgotten == [], f"raise the version of {forgotten} in pipeline/steps.py, then PUBLISH_ACCEPT=1"
    if os.environ.get("PUBLISH_ACCEPT"):
        RECORD.write_text(json.dumps(now, indent=1) + "\n", "utf-8")
    else:
        assert recorded == now
