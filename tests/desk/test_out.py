"""Out of the desk: the list before publishing, publishing to a folder, taking down, the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest

from publish.desk import corrections, pages
from publish.desk.project import Project
from publish.desk.server import Server
from publish.errors import SourceError
from publish.pipeline import state
from publish.sources.object_store import content
from tests.scale.bucket import bucket


@contextmanager
def program(project: Project) -> Iterator[httpx.Client]:
    """A program that knows the token of the project's desk."""
    with Server(project) as server:
        address, _, token = server.address.partition("/?token=")
        headers = {"Authorization": f"Bearer {token}"}
        with httpx.Client(base_url=address, headers=headers, timeout=60) as client:
            yield client


@pytest.fixture
def desk(project: Project, folder: Path) -> Iterator[httpx.Client]:
    """A desk whose article `sea` is built, as text."""
    project.options = replace(project.options, groups=("epub",))
    project.build("sea", lambda event: None)
    with program(project) as client:
        yield client


def finished(desk: httpx.Client) -> str:
    """Wait for the end of what is being done; what was said last of it."""
    with desk.stream("GET", "/progress") as progress:
        for line in progress.iter_lines():
            if '"going": false' in line:
                return line
    raise AssertionError("the desk says no more")


def test_an_article_is_checked_published_and_taken_down(desk: httpx.Client, folder: Path) -> None:
    assert desk.post("/places", json={"name": "Website", "to": ""}).status_code == 422
    place = desk.post("/places", json={"name": "Website", "to": "www", "slug": "sea"})
    assert place.json() == {"page": "/articles/sea/publish"}
    assert (folder / "publish.toml").read_text() == '[places.website]\nto = "www"\n'
    page = desk.get("/articles/sea/publish")
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    for words in (
        "Leicester",
        "site.url is not set",
        "does not stand there",
        "Publish this article to website",
    ):
        assert words in page.text
    checks = {one["name"]: one["done"] for one in desk.get("/articles/sea/checklist").json()}
    assert checks["built"] is True
    assert (checks["names"], checks["pictures"], checks["books"]) == (False, True, None)
    reader = desk.get("/articles/sea/books/text/")
    assert "frame-src 'self'" in reader.headers["content-security-policy"]
    address = re.search(r'<a href="(/articles/sea/books/text/EPUB/[^"#]+)[^>]+>A night at sea<', reader.text)
    assert address
    part = desk.get(address[1])
    assert part.headers["content-type"].startswith("application/xhtml+xml")
    assert "script-src" not in part.headers["content-security-policy"]
    assert "frame-ancestors 'self'" in part.headers["content-security-policy"]
    for path in ("text/..%2f..%2fpublish.toml", "read-aloud/", "other/", "text/no"):
        assert desk.get(f"/articles/sea/books/{path}").status_code == 404
    assert desk.post("/publish", json={"place": "website", "slug": "sea"}).status_code == 200
    finished(desk)
    assert (folder / "www/sea/sea.epub").is_file()
    page = desk.get("/articles/sea/publish")
    assert "this article stands there" in page.text
    assert "files sent" in page.text
    assert desk.post("/articles/sea/takedown").json() == {"page": "/articles/sea/publish"}
    finished(desk)
    assert not (folder / "www/sea").exists()
    page = desk.get("/articles/sea/publish")
    assert "It was taken down" in page.text
    assert "podcast apps" in page.text
    assert desk.post("/articles/sea/takedown/undo").status_code == 200
    assert state.withdrawn() == frozenset()
    page = desk.get("/articles/sea/publish")
    assert "It is not built yet" in page.text
    for slug in ("none", "..%2f..", "a%00b", "%3Cscript%3E"):
        answer = desk.post(f"/articles/{slug}/takedown")
        finished(desk)
        assert answer.status_code in (200, 404)
    assert state.withdrawn() == frozenset()
    assert desk.get("/output-report/sea.html").status_code == 404
    assert desk.get("/output-report/..%2fpublish.toml").status_code == 404


@pytest.mark.slow
def test_it_publishes_to_an_object_store(
    desk: httpx.Client, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over HTTP to a server that speaks S3: put there, refused for want of a right, taken down."""
    with bucket(monkeypatch) as (address, faults):
        assert desk.post("/places", json={"name": "Website", "to": address}).status_code == 200
        there = f"{address}/sea/sea.epub"
        faults.statuses = [403]
        for outcome in ("403", "2 files sent"):
            desk.post("/publish", json={"place": "website", "slug": "sea"})
            assert outcome in finished(desk)
        assert content(there, 1 << 24) == (folder / "output/sea/sea.epub").read_bytes()
        desk.post("/articles/sea/takedown")
        assert "nothing of sea is left" in finished(desk)
        with pytest.raises(SourceError):
            content(there, 1 << 24)


def test_a_request_that_is_too_long_publishes_nothing(project: Project) -> None:
    with program(project) as desk:
        for path in ("/publish", "/corrections"):
            assert desk.post(path, json={"place": "x" * 100_000}).status_code == 413


MESSAGE = "article: sea\nsentence: p1a2b3c4-s2\nword: Leicester\ntext: Nobody in Leicester.\n"


def mail(encoding: str) -> bytes:
    message = EmailMessage()
    message["Subject"] = "This is said wrongly: sea"
    message["From"] = "reader@example.org"
    message.set_content(MESSAGE, cte=encoding)
    message.add_alternative("<p>article: land</p>", subtype="html")
    return message.as_bytes()


@pytest.mark.parametrize("data", [MESSAGE.encode(), mail("quoted-printable"), mail("base64")])
def test_a_listeners_message_is_read_as_text_and_as_mail(data: bytes) -> None:
    found = corrections.parsed(data, "new/1")
    assert found == corrections.Correction("new/1", "sea", "p1a2b3c4-s2", "Leicester", "Nobody in Leicester.")


@pytest.mark.parametrize("slug", ["../secret", "a/b", "<script>", "", "a" * 81])
def test_a_message_leads_to_articles_alone(slug: str) -> None:
    found = corrections.parsed(f"article: {slug}\nsentence: x\n".encode(), "1")
    assert (found.slug, found.sentence) == ("", "")


def test_the_queue_is_shown_and_worked_off(project: Project, folder: Path) -> None:
    (folder / "corrections/new").mkdir(parents=True)
    (folder / "corrections/new/1.eml").write_bytes(mail("base64"))
    (folder / "corrections/.hidden").write_text(MESSAGE)
    (folder / "corrections/link").symlink_to(folder / "source/sea.html")
    (folder / "corrections/evil.txt").write_text("article: sea\ntext: <script>alert(1)</script>\n")
    with program(project) as desk:
        assert [row["file"] for row in desk.get("/corrections").json()] == ["evil.txt", "new/1.eml"]
        assert desk.post("/corrections", json={"text": MESSAGE}).status_code == 200
        assert desk.post("/corrections", json={"text": "hello"}).status_code == 422
        assert len(desk.get("/corrections").json()) == 3
        for file in ("../publish.toml", "/etc/passwd", "none", "done/1.eml"):
            assert desk.post("/corrections/done", json={"file": file}).status_code == 422
        assert desk.post("/corrections/done", json={"file": "new/1.eml"}).status_code == 200
        assert (folder / "corrections/done/1.eml").is_file()
        assert len(desk.get("/corrections").json()) == 2
    shown = pages.corrections(corrections.waiting()).decode()
    assert '<a href="/articles/sea#sentence=p1a2b3c4-s2">sea</a>' in shown
    assert "<script>alert" not in shown
