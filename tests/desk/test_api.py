"""The desk for programs: every route is described, and does what is described."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from publish.desk.api import described, document
from publish.desk.app import routes
from publish.desk.building import Build
from publish.desk.project import Project
from publish.desk.server import Server

FOR_BROWSERS = {
    "/",
    "/desk.css",
    "/desk.js",
    "/articles/{slug}/settings",
    "/arrivals",
    "/arrivals/{number:int}",
    "/feed",
    "/sound",
    "/sound/undo",
    "/sound/redo",
    "/articles/{slug}/publish",
    "/output-report/{path}",
}
"""What pages need and programs have otherwise."""


@pytest.fixture
def desk(project: Project) -> Iterator[httpx.Client]:
    """A program that knows the desk's token."""
    with Server(project) as server:
        address, _, token = server.address.partition("/?token=")
        with httpx.Client(
            base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=60
        ) as client:
            yield client


def test_the_document_has_every_route_that_programs_use(desk: httpx.Client, project: Project) -> None:
    table = desk.get("/openapi.json").json()
    assert table["openapi"] == "3.1.0"
    every = routes(project, Build())
    known = {(method, route.path) for route in every for method in (route.methods or set()) - {"HEAD"}}
    shown = {(method.upper(), path) for path, place in table["paths"].items() for method in place}
    plain = {(method, path.replace(":path}", "}")) for method, path in known}
    assert {path for _, path in plain - shown} == FOR_BROWSERS
    assert shown <= plain
    ids = [each["operationId"] for place in table["paths"].values() for each in place.values()]
    assert len(ids) == len(set(ids))
    for place in table["paths"].values():
        for each in place.values():
            assert each["summary"].endswith(".")


def test_each_described_route_has_its_path_parameters(project: Project) -> None:
    every = routes(project, Build())
    for route, _ in described(every):
        path = route.path.replace(":path}", "}")
        for each in document(every)["paths"][path].values():
            names = {one["name"] for one in each.get("parameters", ()) if one["in"] == "path"}
            assert names == set(route.param_convertors)


def test_a_program_adds_reads_changes_and_hears(desk: httpx.Client, folder: Path) -> None:
    text = "At noon the sea had gone out, as it does. Nobody on the quay had seen it go. " * 3
    added = desk.post("/articles", json={"title": "Low water", "text": text})
    assert added.json() == {"page": "/articles/low-water"}
    assert {one["slug"] for one in desk.get("/articles").json()} == {"land", "low-water", "sea"}
    assert desk.get("/articles/low-water").json()["title"] == "Low water"
    table: dict[str, object] = {"byline": ["Ada Wren"], "lexicon": {"noon": "noun"}}
    assert desk.patch("/articles/low-water", json=table).json() == {"page": "/articles/low-water"}
    own = folder / "source/low-water.toml"
    assert own.read_text() == 'byline = ["Ada Wren"]\n\n[lexicon]\nnoon = "noun"\n'
    id = desk.get("/articles/low-water").json()["script"]["utterances"][0]["id"]
    assert desk.get(f"/articles/low-water/sentences/{id}.mp3").headers["content-type"] == "audio/mpeg"
    assert (
        desk.patch("/articles/low-water", json={"byline": None, "lexicon": {"noon": None}}).status_code == 200
    )
    assert own.read_text().strip() == ""


@pytest.mark.parametrize(
    "table",
    ['{"title": "A", "colour": "red"}', '{"title": "A", "published": "soon"}', '{"title": 3}', "[]", "{"],
)
def test_a_wrong_patch_changes_nothing(desk: httpx.Client, folder: Path, table: str) -> None:
    answer = desk.patch("/articles/sea", content=table, headers={"Content-Type": "application/json"})
    assert (answer.status_code, list(answer.json())) == (422, ["error"])
    assert not (folder / "source/sea.toml").exists()
