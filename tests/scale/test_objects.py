"""Products in an object store: the same bytes, whole or not at all, whatever the store answers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from publish.config import Config
from publish.errors import PlaceError, UsageError
from publish.pipeline.job import Options
from publish.pipeline.ledger import Status, status
from publish.pipeline.scheduler import Manner, batch, clean
from publish.pipeline.store import SharedStore
from publish.system.object_store import Objects, is_object
from tests.needs import needs
from tests.pipeline.project import Project
from tests.scale.bucket import Faults, bucket

pytestmark = pytest.mark.slow


@pytest.fixture(params=["moto", "s3rver"])
def place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Faults]]:
    with bucket(monkeypatch, request.param) as result:
        yield result


def remote(project: Project, url: str) -> Options:
    return replace(project.options(("epub", "web")), remote=url, output=project.folder / "kept")


def run(project: Project, url: str) -> Status:
    manner = Manner(wait=lambda seconds: None)
    return batch([str(project.source)], Config(), remote(project, url), manner)


def kept(url: str) -> dict[str, bytes | None]:
    objects = Objects(url)
    return {name: objects.get(name) for name in objects.names()}


def test_an_object_store_gets_what_a_folder_gets(project: Project, place: tuple[str, Faults]) -> None:
    url, faults = place
    project.build(options=project.options(("epub", "web")))
    expected = project.products()
    clean(project.output)
    assert run(project, url).done == 1
    result = kept(url)
    del result["build.json"], expected["build.json"]
    assert result == expected
    puts = [path.rpartition("/shelf/")[2] for method, path, _ in faults.requests if method == "PUT"]
    sent = [path for path in puts if path.startswith("sea/")]
    assert sent[-1] == "sea/report.json"
    assert run(project, url).done == 1
    assert not list((project.folder / "kept").glob("sea*")), "products stay in the object store alone"


def test_500_and_503_are_asked_again_and_cost_nothing(project: Project, place: tuple[str, Faults]) -> None:
    url, faults = place
    faults.statuses = [503, 500, 503, 500]
    output = run(project, url)
    refused = [status for *_, status in faults.requests if status]
    sys.stdout.write(f"{len(refused)} requests were refused and asked again\n")
    assert refused == [503, 500, 503, 500]
    assert (output.done, output.failed) == (1, 0)
    assert kept(url)["sea/report.json"]


def test_a_store_that_forbids_fails_the_article_and_leaves_no_report(
    project: Project, place: tuple[str, Faults]
) -> None:
    url, faults = place
    faults.statuses = [0, 0, *[403] * 100]  # 0 lets one through
    with pytest.raises(PlaceError, match="cannot be written"):
        run(project, url)  # its own pages cannot be put there either
    result = status(project.folder / "kept")
    assert result.failed == 1
    assert result.failures[0].code == "PlaceError"
    faults.statuses = []
    assert "sea/report.json" not in kept(url)
    assert run(project, url).done == 1
    assert "sea/report.json" in kept(url)


def test_what_an_article_no_longer_has_is_removed(project: Project, place: tuple[str, Faults]) -> None:
    url, _ = place
    objects = Objects(url)
    run(project, url)
    options = replace(remote(project, url), groups=("epub",))
    batch([str(project.source)], Config(), options, Manner())
    assert [name for name in objects.names("sea") if not name.endswith((".epub", "report.json"))] == []


def test_a_shared_store_spares_other_machines_the_work(project: Project, place: tuple[str, Faults]) -> None:
    url, _ = place
    shared = replace(project.options(), shared=f"{url}/store")
    counts = project.build(options=shared).built[0].counts
    assert counts.spoken == counts.sentences
    elsewhere = replace(shared, output=project.folder / "there", store=project.folder / "new")
    again = project.build(options=elsewhere).built[0].counts
    assert again.spoken == 0


def test_a_shared_entry_is_kept_here_too(project: Project, place: tuple[str, Faults]) -> None:
    url, faults = place
    SharedStore(project.folder / "a", url).put("clip", "ab" * 32, b"sound")
    store = SharedStore(project.folder / "b", url)
    assert store.get("clip", "ab" * 32) == b"sound"
    before = len(faults.requests)
    assert store.get("clip", "ab" * 32) == b"sound"
    assert len(faults.requests) == before
    assert store.get("clip", "cd" * 32) is None


def test_a_store_that_is_away_is_told(monkeypatch: pytest.MonkeyPatch, place: tuple[str, Faults]) -> None:
    url, faults = place
    faults.method, faults.statuses = "GET", [403, 404]
    with pytest.raises(PlaceError, match=r"cannot be read: [^\n]*$"):
        Objects(url).get("a")
    with pytest.raises(PlaceError, match="cannot be listed: the store answered 404"):
        Objects(url).names()


def test_an_address_without_a_bucket_is_told_in_one_sentence() -> None:
    needs("obstore")
    with pytest.raises(UsageError, match=r"^[^\n]*write it as s3://bucket/prefix$"):
        Objects("s3://")


def test_an_object_store_is_told_by_its_scheme() -> None:
    assert is_object("s3://bucket/prefix")
    assert not is_object("output")
