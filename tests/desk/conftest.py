"""A project of two articles, and its desk as a browser sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.desk.project import Project
from publish.pipeline.job import Options
from tests.images.test_raster import drawn, saved

PAGE = """<html lang="en-GB"><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>By Ada Wren</p>
<figure><img src="boats.png" alt=""><figcaption>Boats at the quay in Leicester.</figcaption></figure>
<p>The boats came in at dusk, and nobody in Leicester had lit the lamps. It cost £1.20 to wait.</p>
<p>Fishermen used the lights of their own boats to find the entrance, as they had in earlier years.</p>
</article></body></html>
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project's folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "source").mkdir()
    for slug, title in (("sea", "A night at sea"), ("land", "A day on land")):
        (tmp_path / f"source/{slug}.html").write_text(PAGE.format(title=title), "utf-8")
    (tmp_path / "source/boats.png").write_bytes(saved(drawn(), "PNG"))
    return tmp_path


@pytest.fixture
def project(folder: Path) -> Project:
    """The desk's view of it, with a voice that is quick."""
    return Project(Options(Path("output"), folder / "store", voice="tone", threads=2))
