"""No link out of `source/` is followed, and products hold no path, user name or time of the machine."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.pipeline.project import Project

USER, HOST = "zanzibarella", "quokkahost"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project in the home of a user with a name that no text has."""
    home = tmp_path / USER
    for name in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(name, USER)
    monkeypatch.setenv("HOSTNAME", HOST)
    monkeypatch.setattr("socket.gethostname", lambda: HOST)
    return Project(home / "show")


def png(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "PNG")
    return out.getvalue()


def files(products: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Every product and every file inside the books, with the times that a book's archive gives."""
    for name, data in products.items():
        yield name, data
        if name.endswith(".epub"):
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                for entry in book.infolist():
                    yield f"{name}:{entry.filename}", book.read(entry)
                    yield f"{name}:{entry.filename} (time)", repr(entry.date_time).encode()


@pytest.mark.slow
@pytest.mark.parametrize("source", ["source", "{folder}/source", "../show/source"])
def test_products_hold_no_path_user_or_host_name_and_no_time_of_the_machine(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    project.write("sea")
    project.illustrate("sea", png())
    page = project.source / "sea.html"
    page.write_text(page.read_text("utf-8").replace("</article>", '<img src="gone.png"></article>'), "utf-8")
    monkeypatch.chdir(project.folder)
    project.build(Path(source.format(folder=project.folder)))
    products = project.products()
    shown = json.loads(products["sea/report.json"])["problems"]
    place = "source/sea.html" if source == "source" else "sea.html"
    assert place in {problem["where"].partition(":")[0] for problem in shown}
    assert {Path(name).suffix for name in products} >= {".epub", ".mp3", ".html", ".vtt", ".xml"}
    private = [USER, HOST, str(tmp_path), str(Path(__file__).parents[2])]
    now = re.compile(rf"{time.gmtime().tm_year}-\d\d-\d\dT|\({time.gmtime().tm_year}, ".encode())
    for name, data in files(products):
        assert not [word for word in private if word.encode() in data], name
        assert not now.search(data), name


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_picture_behind_a_link_out_of_the_folder_of_the_page_is_not_taken(
    project: Project, tmp_path: Path, kind: str
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "boats.png").write_bytes(png("blue"))
    project.write("sea")
    project.illustrate("sea", png())
    (project.source / "boats.png").unlink()
    if kind == "file":
        (project.source / "boats.png").symlink_to(outside / "boats.png")
    else:
        page = project.source / "sea.html"
        page.write_text(page.read_text("utf-8").replace("boats.png", "album/boats.png"), "utf-8")
        (project.source / "album").symlink_to(outside)
    summary = project.build()
    report = json.loads(project.products()["sea/report.json"])
    assert not summary.failed
    assert "IMG-001" in {each["code"] for each in report["problems"]}
    assert not any(
        name.endswith((".png", ".jpg")) and "img-" in name for name, _ in files(project.products())
    )


@pytest.mark.slow
def test_a_page_behind_a_link_out_of_the_folder_is_not_built(project: Project, tmp_path: Path) -> None:
    project.write("sea")
    (tmp_path / "secret.html").write_text((project.source / "sea.html").read_text("utf-8"), "utf-8")
    (project.source / "leak.html").symlink_to(tmp_path / "secret.html")
    (failure,) = project.build().failures
    assert "leak.html is a link that leads out of" in str(failure.error)
    assert not [name for name in project.products() if name.startswith("leak")]
