"""Sources in an object store: a folder, a list or a web archive in one gives what it gives on a disk."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from publish.config import Config
from publish.errors import NetworkError
from publish.pipeline.ledger import failures, status
from publish.pipeline.manifest import in_folder, listed
from publish.pipeline.scheduler import Manner, batch, clean
from publish.sources.load import load
from publish.system.object_store import Objects, opened
from tests.needs import needs
from tests.pipeline.project import PAGE, Project
from tests.scale.bucket import Faults, bucket
from tests.scale.test_manifest import archive
from tests.scale.whole import Watch

PICTURED = PAGE.replace("<h2>After", '<figure><img src="{src}" alt="Low water"></figure><h2>After', 1)


@pytest.fixture(
    params=[
        "file",
        pytest.param("moto", marks=pytest.mark.slow),
        pytest.param("s3rver", marks=pytest.mark.slow),
    ]
)
def place(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[tuple[str, Faults | None]]:
    """The address of an empty folder: of a real server, or, told the same way, on this disk."""
    needs("obstore")
    if request.param == "file":
        yield f"file://{tmp_path}/bucket/shelf", None
        return
    with bucket(monkeypatch, request.param) as result:
        yield result


def picture() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (300, 200), "navy").save(data, "PNG")
    return data.getvalue()


def page(title: str, src: str = "") -> str:
    return (PICTURED if src else PAGE).format(title=title, first=f"It was {title}.", src=src)


def shelf() -> dict[str, bytes]:
    """What a folder of sources may hold."""
    return {
        "2024/spring.html": page("Spring", "spring_files/a (1).png").encode(),
        "2024/spring.toml": b'byline = ["Ada Wren"]\n',
        "2024/spring_files/a (1).png": picture(),
        "2024/spring_files/frame.html": b"<p>an advertisement</p>",
        "neap/index.html": page("Neap", "low.png").encode(),
        "neap/low.png": picture(),
        "storm.md": b"# Storm\n\nIt blew from the west all night. Nobody slept.\n",
        "README.md": b"# About these\n",
        "robots.txt": b"User-agent: *\n",
    }


def filled(url: str, kept: dict[str, bytes]) -> Objects:
    objects = Objects(url)
    for path, content in kept.items():
        objects.put(path, content)
    return objects


def run(project: Project, *sources: str) -> Counter[str]:
    """Build into the project's output; what was done in this run."""
    watch = Watch()
    options = project.options(("epub",))
    batch(sources, Config(), options, Manner(wait=lambda seconds: None), watch)
    return watch.done


@pytest.mark.slow
def test_a_folder_in_a_store_gives_the_books_that_one_on_a_disk_gives(
    project: Project, place: tuple[str, Faults | None], tmp_path: Path
) -> None:
    url, _ = place
    filled(url, shelf())
    assert run(project, url) == Counter(["neap", "spring", "storm"])
    result = {path.name: path.read_bytes() for path in project.output.glob("*/*.epub")}
    clean(project.output)
    there = tmp_path / "there"
    for path, content in shelf().items():
        (there / path).parent.mkdir(parents=True, exist_ok=True)
        (there / path).write_bytes(content)
    sources = ("2024/spring.html", "neap", "storm.md")
    assert run(project, *(str(there / name) for name in sources)) == Counter(["neap", "spring", "storm"])
    expected = {path.name: path.read_bytes() for path in project.output.glob("*/*.epub")}
    assert sorted(result) == sorted(expected)
    assert result == expected


@pytest.mark.slow
def test_what_changed_is_built_again_and_nothing_else(
    project: Project, place: tuple[str, Faults | None]
) -> None:
    url, _ = place
    objects = filled(url, shelf())
    assert run(project, url) == Counter(["spring", "neap", "storm"])
    assert run(project, url) == Counter()
    objects.put("storm.md", b"# Storm\n\nIt blew from the east all night. Nobody slept.\n")
    assert run(project, url) == Counter(["storm"])
    objects.put("2024/spring.toml", b'byline = ["Bo Finch"]\n')
    assert run(project, url) == Counter(["spring"])


@pytest.mark.slow
def test_what_a_manifest_names_is_built_again_when_it_changed(
    project: Project, place: tuple[str, Faults | None]
) -> None:
    url, _ = place
    objects = filled(url, shelf())
    rows = [{"source": "./neap/index.html"}, {"source": f"{url}/storm.md", "slug": "blow"}]
    objects.put("list.jsonl", "\n".join(map(json.dumps, rows)).encode())
    assert run(project, f"{url}/list.jsonl") == Counter(["neap", "blow"])
    assert run(project, f"{url}/list.jsonl") == Counter()
    objects.put("neap/index.toml", b'byline = ["Bo Finch"]\n')
    assert run(project, f"{url}/list.jsonl") == Counter(["neap"])


def test_lists_and_archives_are_read_in_the_store(place: tuple[str, Faults | None], tmp_path: Path) -> None:
    needs("warcio")
    url, _ = place
    objects = filled(url, shelf())
    objects.put("crawl.warc.gz", archive(tmp_path / "crawl.warc.gz", True).read_bytes())
    objects.put("map.xml", b"<urlset><url><loc>https://e.org/a</loc></url></urlset>")
    objects.put("rows.csv", "source,title\nstorm.md,Größe\nhttps://e.org/b,\n".encode())
    crawled = list(listed([f"{url}/crawl.warc.gz"], Config()))
    assert [origin.slug for origin in crawled] == ["ebb", "flood"]
    assert "came in at Ebb" in load(crawled[0], Config()).page.source
    assert [origin.url for origin in listed([f"{url}/map.xml"], Config())] == ["https://e.org/a"]
    first, second = listed([f"{url}/rows.csv"], Config())
    assert (first.url, first.own and first.own.title) == (f"{url}/storm.md", "Größe")
    assert second.url == "https://e.org/b"


def test_what_is_not_there_is_one_sentence(project: Project, place: tuple[str, Faults | None]) -> None:
    url, _ = place
    objects = filled(url, {"empty.html": b" "})
    rows = [{"source": "gone.html"}, {"source": "empty.html"}, {"source": "notes.pdf"}]
    objects.put("list.jsonl", "\n".join(map(json.dumps, rows)).encode())
    assert run(project, f"{url}/list.jsonl", f"{url}/none/") == Counter()
    shown = dict(failures(project.output))
    assert "does not exist" in shown["gone"]
    assert "is empty" in shown["empty"]
    assert "not the address of a page" in shown["notes"]
    assert "holds no article" in shown["none"]
    (missing,) = in_folder(f"{url}/none")
    assert "holds no article" in str(missing.error)


def test_a_name_may_hold_what_names_hold(place: tuple[str, Faults | None]) -> None:
    url, _ = place
    name = "a b+c&d~é%41.html"
    filled(url, {f"odd/{name}": page("Odd").encode()})
    (origin,) = in_folder(f"{url}/odd")
    assert origin.url == f"{url}/odd/{name}"
    assert "Odd" in load(origin, Config()).page.source


def test_an_object_is_read_from_anywhere_in_it(place: tuple[str, Faults | None]) -> None:
    url, _ = place
    content = bytes(range(256)) * 40
    filled(url, {"numbers": content})
    with opened(f"{url}/numbers", 1_000) as file:
        assert file.read(10) == content[:10]
        assert file.seek(5_000) == 5_000
        assert file.read(3_000) == content[5_000:8_000]
        assert file.seek(-5, io.SEEK_END) == len(content) - 5
        assert file.read() == content[-5:]
    with pytest.raises(FileNotFoundError):
        opened(f"{url}/none")


@pytest.mark.slow
@pytest.mark.parametrize("server", ["moto", "s3rver"])
def test_a_store_in_trouble_is_asked_again_and_one_that_forbids_fails_its_articles(
    server: str, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bucket(monkeypatch, server) as (url, faults):
        filled(url, {"storm.md": shelf()["storm.md"]})
        faults.method, faults.statuses = "GET", [503, 500, 0, 503]
        assert run(project, url) == Counter(["storm"])
        assert faults.statuses == []
        clean(project.output)
        faults.statuses = [0, *[403] * 100]
        assert run(project, url) == Counter()
        (group,) = status(project.output).failures
        assert group.code == "NetworkError"
        faults.statuses = [403]
        with pytest.raises(NetworkError, match="cannot be listed"):
            run(project, url)


@pytest.mark.slow
def test_workers_read_from_the_store_and_write_to_it(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs("ray")
    import ray

    ray.shutdown()
    with bucket(monkeypatch) as (url, _):
        objects = filled(f"{url}/in", shelf())
        options = replace(project.options(("epub",)), remote=f"{url}/out", output=project.folder / "kept")
        summary = batch([f"{url}/in"], Config(), options, Manner("ray"))
        assert (summary.done, summary.failed) == (3, 0)
        assert len(objects.names()) == len(shelf())
        books = [name for name in Objects(f"{url}/out").names() if name.endswith(".epub")]
        assert len(books) == 3
