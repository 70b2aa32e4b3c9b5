"""The desk over HTTP: its pages, its buttons, and whoever should not get in."""

from __future__ import annotations

import html
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import httpx
import lxml.html
import pytest
from lxml import etree

from publish.desk import pages as pages_of
from publish.desk.arrivals import FeedEntry
from publish.desk.project import Project
from publish.desk.server import Listening, Server
from publish.errors import ServeError
from tests.desk.conftest import PAGE
from tests.sources.test_wordpress import EXPORT


@pytest.fixture
def server(project: Project) -> Iterator[Server]:
    with Server(project) as running:
        yield running


@pytest.fixture
def desk(server: Server) -> Iterator[httpx.Client]:
    """A browser that has opened the desk's address."""
    address = server.address.partition("/?")[0]
    with httpx.Client(base_url=address, headers={"Origin": address}, timeout=60) as client:
        entered = client.get(server.address)
        assert (entered.status_code, "token" in entered.headers["location"]) == (303, False)
        cookie = entered.headers["set-cookie"].lower()
        assert all(word in cookie for word in ("httponly", "samesite=strict"))
        yield client


def sent(desk: httpx.Client, place: str, **fields: str) -> httpx.Response:
    return desk.post(place, content=urlencode(fields), headers={"Accept": "application/json"})


def test_the_pages_show_what_there_is(desk: httpx.Client) -> None:
    assert "a night at sea" not in desk.get("/").text.lower()
    assert '<a href="/articles/sea">sea</a>' in desk.get("/").text
    shown = desk.get("/articles/sea")
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["referrer-policy"] == "same-origin"
    page = shown.text
    for words in ("A night at sea", "Ada Wren", "boats.png", "one pound twenty", "Leicester"):
        assert words in page
    known = desk.get("/articles/sea/article.json").json()
    assert known["title"] == "A night at sea"
    assert known["script"]["utterances"]
    assert known["settings"] == ""


HOSTILE = """"><script>alert(1)</script><img src=x onerror=alert(1)>' onfocus='alert(1)"""


def test_stored_scripts_are_words(desk: httpx.Client, folder: Path, project: Project) -> None:
    """In title, byline, standfirst, caption, alt text, names of pictures, settings, messages and feeds."""
    written = html.escape(HOSTILE)
    page = PAGE.format(title=f"Sea {written}").replace("Ada Wren", f"Ada {written}")
    page = page.replace("boats.png", "boats' onload='x.png").replace('alt=""', f'alt="Boats {written}"')
    page = page.replace("quay in Leicester", f"quay {written}").replace("at dusk", f"at dusk {written}")
    (folder / "source/sea.html").write_text(page + f"<p>Read more: {written}</p>", "utf-8")
    (folder / "source/boats' onload='x.png").write_bytes((folder / "source/boats.png").read_bytes())
    (folder / "corrections").mkdir()
    (folder / "corrections/1.txt").write_text(f"article: sea\nword: {HOSTILE}\ntext: {HOSTILE}\n")
    for key in ("standfirst", "lexicon\tquay", "site\ttitle"):
        place = "/sound" if key.startswith("site") else "/articles/sea/settings"
        assert sent(desk, place, key=key, value=HOSTILE, seen="null").status_code == 200
    project.options = replace(project.options, groups=("epub",))
    project.build("sea", lambda event: None)
    pages = ["/", "/articles/sea", "/articles/sea/publish", "/articles/sea/books/text/", "/sound"]
    pages += ["/corrections", "/articles/none"]
    shown = [desk.get(place) for place in pages]
    entry = FeedEntry(HOSTILE, f"https://example.org/{HOSTILE}", HOSTILE)
    bare = (pages_of.feed(HOSTILE, (entry,)), pages_of.arrival(HOSTILE, "<p>", 1), pages_of.login(HOSTILE))
    for text in (*(one.text for one in shown), *(one.decode() for one in bare)):
        assert markup(text) == []
    assert all("script-src 'self'" in one.headers["content-security-policy"] for one in shown)
    assert shown[1].text.count("alert(1)") > 10


def markup(page: str) -> list[str]:
    """What of a page's markup runs a script, but the desk's own file and its bookmark."""
    elements = list(lxml.html.fromstring(page).iter(etree.Element))
    running = [each.get("src", each.text) for each in elements if each.tag == "script"]
    events = [name for each in elements for name in each.attrib if name.startswith("on")]
    links = [each for each in elements if each.get("href", "").startswith("javascript:")]
    wrong = [str(src) for src in running if src != "/desk.js"] + events
    return wrong + [str(each.get("class")) for each in links if each.get("class") != "bookmark"]


def test_a_form_without_a_script_is_kept_and_led_back(desk: httpx.Client, folder: Path) -> None:
    form = urlencode({"key": "title", "value": "A long night", "seen": "null"})
    answer = desk.post("/articles/sea/settings", content=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/articles/sea")
    assert (folder / "source/sea.toml").read_text() == 'title = "A long night"\n'
    word = urlencode({"word": "Leicester", "value": "Lester", "scope": "project"})
    assert desk.post("/articles/sea/settings", content=word).status_code == 303
    assert 'Leicester = "Lester"' in (folder / "publish.toml").read_text()
    assert desk.post("/articles/sea/undo").status_code == 303
    assert (folder / "source/sea.toml").exists()
    assert not (folder / "publish.toml").exists()


def test_what_cannot_be_kept_is_said_in_a_sentence(desk: httpx.Client, folder: Path) -> None:
    wrong = sent(desk, "/articles/sea/settings", key="published", value="soon", seen="null")
    assert (wrong.status_code, "published" in wrong.json()["error"]) == (422, True)
    (folder / "source/sea.toml").write_text('title = "Mine"\n')
    conflict = sent(desk, "/articles/sea/settings", key="title", value="Yours", seen="null")
    assert (conflict.status_code, "changed elsewhere" in conflict.json()["error"]) == (409, True)
    for key in ("lexicon_files", "images\tboats.png\tonload", "voices\tcommand", ""):
        assert sent(desk, "/articles/sea/settings", key=key, value="x", seen="null").status_code == 422
    assert sent(desk, "/sound", key="desk\twebhook", value="https://evil.example").status_code == 422
    assert desk.get("/articles/none").status_code == 404
    assert "Traceback" not in desk.get("/articles/none").text


def test_sentences_words_and_pictures_come_as_files(desk: httpx.Client) -> None:
    utterances = desk.get("/articles/sea/article.json").json()["script"]["utterances"]
    said = desk.get(f"/articles/sea/sentences/{utterances[-1]['id']}.mp3")
    assert (said.status_code, said.headers["content-type"]) == (200, "audio/mpeg")
    word = desk.get(
        "/articles/sea/say.mp3", params={"text": "Leicester", "word": "Leicester", "said": "Lester"}
    )
    assert word.headers["content-type"] == "audio/mpeg"
    silent = desk.get("/articles/sea/say.mp3", params={"text": "..."})
    assert (silent.status_code, silent.text) == (422, "'...' has no word to say; give some text\n")
    gone = desk.get("/articles/sea/sentences/none.mp3")
    assert (gone.status_code, gone.text.count("\n")) == (422, 1)
    (name,) = {part.split('"')[0] for part in desk.get("/articles/sea").text.split("/pictures/")[1:]}
    assert desk.get(f"/articles/sea/pictures/{name}").content.startswith(b"\x89PNG")
    assert desk.get("/articles/sea/pictures/..%2fsea.html").status_code in (404, 422)


def test_a_page_is_added_as_file_and_as_text(desk: httpx.Client, folder: Path) -> None:
    page = b"<html lang=en><h1>The tide</h1><p>It came in.</p></html>"
    added = desk.post("/articles?name=The%20tide.html", content=page, headers={"Accept": "application/json"})
    assert added.json() == {"page": "/articles/the-tide"}
    assert (folder / "source/the-tide.html").read_bytes() == page
    text = sent(desk, "/articles", title="Low water", text="At noon the sea\nhad gone out.")
    assert text.json() == {"page": "/articles/low-water"}
    assert (folder / "source/low-water.md").read_text() == "# Low water\n\nAt noon the sea\n\nhad gone out.\n"
    assert desk.get("/articles/low-water/article.json").json()["title"] == "Low water"
    twice = sent(desk, "/articles", title="Low water", text="Again.")
    assert (twice.status_code, "already" in twice.json()["error"]) == (422, True)
    for local in ("sea.html", "source/sea.html"):
        assert sent(desk, "/articles", address=local).status_code == 422
    large = desk.post("/articles?name=a.html", content=bytes(40_000_001))
    assert (large.status_code, "40 MB" in large.text) == (413, True)


def test_a_build_is_followed_to_its_end_and_played(desk: httpx.Client) -> None:
    assert sent(desk, "/build", slug="sea").json() == {"page": "/articles/sea"}
    lines = []
    with desk.stream("GET", "/progress") as progress:
        for line in progress.iter_lines():
            if line.startswith("data: "):
                lines.append(json.loads(line.removeprefix("data: ")))
                if not lines[-1]["going"]:
                    break
    assert lines[-1]["line"] == "Built 1 article"
    player = desk.get("/output/sea/index.html")
    assert "A night at sea" in player.text
    assert player.headers["content-security-policy"] == "frame-ancestors 'none'"
    part = desk.get("/output/sea/sea.mp3", headers={"Range": "bytes=0-99"})
    assert (part.status_code, len(part.content)) == (206, 100)
    unbuilt = desk.get("/output/land/")
    assert (unbuilt.status_code, "build it first" in unbuilt.text) == (404, True)
    assert desk.get("/output/../publish.toml").status_code == 404
    assert desk.get("/output/%2e%2e/source/sea.html").status_code == 404


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("GET", {"Cookie": ""}, 403),
        ("GET", {"Host": "evil.example"}, 421),
        ("GET", {"Host": "evil.example:80"}, 421),
        ("POST", {"Origin": "https://evil.example"}, 403),
        ("POST", {"Origin": "null"}, 403),
        ("POST", {"Origin": ""}, 403),
        ("GET", {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors"}, 403),
        (
            "GET",
            {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
            403,
        ),
    ],
)
def test_nobody_else_gets_in(
    desk: httpx.Client, folder: Path, method: str, headers: dict[str, str], status: int
) -> None:
    if "Cookie" in headers:
        desk.cookies.clear()
    form = urlencode({"key": "title", "value": "Mine", "seen": "null"})
    place = "/articles/sea/settings" if method == "POST" else "/articles/sea"
    answer = desk.request(method, place, headers=headers, content=form if method == "POST" else None)
    assert answer.status_code == status
    assert not (folder / "source/sea.toml").exists()


def test_a_link_elsewhere_leads_to_it(desk: httpx.Client) -> None:
    headers = {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert desk.get("/articles/sea", headers=headers).status_code == 200


def test_a_wrong_token_opens_nothing(server: Server) -> None:
    assert httpx.get(server.address[:-4]).status_code == 403


def test_a_port_that_is_taken_is_said(server: Server, project: Project) -> None:
    port = int(server.address.split(":")[2].split("/")[0])
    with (
        pytest.raises(ServeError, match=f"cannot listen on port {port}"),
        Server(project, Listening(port=port)),
    ):
        time.sleep(0)


def test_a_field_is_emptied_or_given_back_to_the_page(desk: httpx.Client, folder: Path) -> None:
    file = folder / "source/sea.toml"
    assert sent(desk, "/articles/sea/settings", key="byline", value="", seen="null").status_code == 200
    assert file.read_text() == "byline = []\n"
    assert "Ada Wren" not in desk.get("/articles/sea/article.json").json()["bylines"]
    page = desk.get("/articles/sea").text
    assert "Use the page&#39;s own: Written by" in page or "Use the page's own: Written by" in page
    again = sent(desk, "/articles/sea/settings", key="byline", value="", seen="[]", reset="yes")
    assert again.status_code == 200
    assert desk.get("/articles/sea/article.json").json()["bylines"] == ["Ada Wren"]
    assert sent(desk, "/articles/sea/settings", key="title", value="A", seen="nonsense").status_code == 422


def test_passages_and_sentences_are_listed(desk: httpx.Client, folder: Path) -> None:
    place, file = "/articles/sea/settings", folder / "source/sea.toml"
    assert sent(desk, place, key="drop_passages", add="Fishermen used the").status_code == 200
    assert sent(desk, place, key="drop_passages", add="Boats at").status_code == 200
    assert sent(desk, place, key="drop_passages", remove="Boats at").status_code == 200
    assert file.read_text() == 'drop_passages = [\n    "Fishermen used the",\n]\n'
    page = desk.get("/articles/sea").text
    assert "1 passage of the page" in page
    assert "Bring it back: Fishermen used the" in page
    assert sent(desk, place, key="drop_passages", remove="Fishermen used the").status_code == 200
    assert sent(desk, place, key="skip_sentences", add="It cost").status_code == 200
    assert file.read_text() == 'skip_sentences = [\n    "It cost",\n]\n'
    assert 'class="sentence silent"' in desk.get("/articles/sea").text
    spoken = desk.get("/articles/sea/article.json").json()
    assert "It cost" not in str(spoken["script"])
    assert spoken["left_out"] == []


def test_one_article_and_one_sentence_are_said_their_own_way(desk: httpx.Client, folder: Path) -> None:
    place = "/articles/sea/settings"
    assert sent(desk, place, key="pace", value="1,2", seen="null").status_code == 200
    assert sent(desk, place, key="pauses\theading", value="2", seen="null").status_code == 200
    assert sent(desk, place, key="voices_by_role\tquote", value="silence", seen="null").status_code == 200
    begin = "The boats came in at dusk"
    form = {"word": "Leicester", "value": "Lester", "scope": "sentence", "sentence": begin, "seen": "null"}
    assert sent(desk, place, **form).status_code == 200
    assert (folder / "source/sea.toml").read_text() == (
        'pace = 1.2\n\n[pauses]\nheading = 2.0\n\n[voices_by_role]\nquote = "silence"\n\n'
        f'[sentences."{begin}"]\nLeicester = "Lester"\n'
    )
    spoken = [one["spoken"] for one in desk.get("/articles/sea/article.json").json()["script"]["utterances"]]
    assert "nobody in Lester had" in " ".join(spoken)
    assert "Boats at the quay in Leicester." in " ".join(spoken)
    assert f"in “{begin}”" in desk.get("/articles/sea").text


def test_how_all_articles_are_said_is_set(desk: httpx.Client, folder: Path) -> None:
    assert sent(desk, "/sound", key="sound\tpace", value="1.1", seen="null").json() == {"page": "/sound"}
    assert sent(desk, "/sound", key="script\tskip_roles", add="note").status_code == 200
    assert (
        folder / "publish.toml"
    ).read_text() == '[sound]\npace = 1.1\n\n[script]\nskip_roles = [\n    "note",\n]\n'
    assert "Notes are not said." in desk.get("/sound").text
    for value in ("fast", "9"):
        assert sent(desk, "/sound", key="sound\tpace", value=value, seen="1.1").status_code == 422
    assert sent(desk, "/sound/undo").status_code == 200
    assert "skip_roles" not in (folder / "publish.toml").read_text()


def test_ways_to_say_a_word_and_a_feed_to_choose_from(
    desk: httpx.Client, folder: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = desk.get("/articles/sea/ways", params={"word": "£1.20"}).json()
    assert known["spoken"] == "one pound twenty"
    ways = desk.get("/articles/sea/ways", params={"word": "Lech"}).json()["ways"]
    assert {"name": "as in French", "said": "/lˈeʃ/"} in ways
    entry = FeedEntry("<b>Tides</b>", "https://example.org/tides")
    monkeypatch.setattr(project, "feed", lambda address: ("Harbour", (entry,)))
    assert "&lt;b&gt;Tides" in desk.get("/feed", params={"address": "https://example.org/feed"}).text
    fetched: list[str] = []
    monkeypatch.setattr(project, "fetch", fetched.append)
    desk.post("/feed", content=urlencode([("entry", "https://a.example"), ("entry", "https://b.example")]))
    assert fetched == ["https://a.example", "https://b.example"]


def test_bad_luck_is_a_sentence_and_loses_nothing(desk: httpx.Client, folder: Path, project: Project) -> None:
    empty = desk.post("/articles?name=a.html", content=b"", headers={"Accept": "application/json"})
    slug = empty.json()["page"]
    assert "is empty" in desk.get(slug).text
    (folder / "source/boats.png").write_bytes(b"no picture")
    assert "boats.png" in desk.get("/articles/sea").text
    (folder / "publish.toml").write_text('[voices]\ncommand = ["sh", "-c", "kill -9 $$"]\n')
    project.options = replace(project.options, voice="command")
    dead = desk.get("/articles/sea/sentences/title.mp3")
    assert (dead.status_code, dead.text.count("\n")) == (422, 1)
    assert "sh" in dead.text


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is a thing of Linux")
def test_a_full_disk_is_a_sentence_and_loses_nothing(desk: httpx.Client, folder: Path) -> None:
    """Every file is written under a name of its own first; here that leads to a device without room."""
    title = {"key": "title", "seen": "null"}
    assert sent(desk, "/articles/sea/settings", value="Mine", **title).status_code == 200
    changed = {**title, "seen": '"Mine"', "value": "Ours"}
    for fresh in (".sea.toml.new", ".tide.html.new", ".low-tide.toml.new"):
        (folder / "source" / fresh).symlink_to("/dev/full")
    for kept in (
        sent(desk, "/articles/sea/settings", **changed),
        desk.post("/articles?name=tide.html", content=b"<p>a", headers=JSON),
        desk.post("/articles?name=w.xml", content=EXPORT.encode(), headers=JSON),
    ):
        assert (kept.status_code, "No space left" in kept.json()["error"]) == (422, True)
    assert (folder / "source/sea.toml").read_text() == 'title = "Mine"\n'
    assert not list(folder.glob("source/*tide.*"))
    assert sent(desk, "/articles/sea/settings", **changed).status_code == 200
    assert (folder / "source/sea.toml").read_text() == 'title = "Ours"\n'


JSON = {"Accept": "application/json"}


def test_a_bookmark_sends_a_page_that_is_added_after_a_word(desk: httpx.Client, folder: Path) -> None:
    key = html.unescape(desk.get("/").text).split('"key","')[1].split('"')[0]
    elsewhere = {"Origin": "https://news.example", "Cookie": ""}
    form = {"key": key, "address": "https://news.example/tides", "html": PAGE.format(title="Tides")}
    shown = desk.post("/arrivals", content=urlencode(form), headers=elsewhere)
    assert (shown.status_code, "Add this page?" in shown.text) == (200, True)
    assert not list(folder.glob("source/tides*"))
    assert desk.post("/arrivals/1", headers=elsewhere).status_code == 403
    assert sent(desk, "/arrivals/1").json() == {"page": "/articles/tides"}
    assert (folder / "source/tides.toml").read_text() == 'url = "https://news.example/tides"\n'
    for wrong in ({"key": "x"}, {"address": "javascript:alert(1)"}, {"html": " "}):
        answer = desk.post("/arrivals", content=urlencode({**form, **wrong}), headers=elsewhere)
        assert answer.status_code == 404
    assert sent(desk, "/arrivals/9").status_code == 422
