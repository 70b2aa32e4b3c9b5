"""The local server: the output folder with byte ranges, rebuilt and reloaded on change.

`answer` has the rules, without a socket: byte ranges follow RFC 9110, section 14, and nothing
outside the folder is ever named, not by "..", however it is written, and not through a symbolic
link. The standard library's server sends what it says; its own file handler knows no ranges,
which players need for seeking. A page that is watched gets one more script, which waits for
word of a change; its policy is widened by that script's hash and nothing else.
"""

from __future__ import annotations

import ipaddress
import re
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import formatdate, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from urllib.parse import quote, unquote

from publish.errors import PublishError, ServeError
from publish.web import page

TYPES: dict[str, str] = {
    ".css": "text/css; charset=utf-8",
    ".epub": "application/epub+zip",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".png": "image/png",
    ".srt": "application/x-subrip; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".webp": "image/webp",
    ".xml": "application/rss+xml; charset=utf-8",
}
CHAPTERS = "chapters.json"
SHARED = (
    ".vtt",
    ".srt",
    ".txt",
    "/transcript.html",
    "/transcript.json",
    "/embed.json",
    "/publish-player.js",
    f"/{CHAPTERS}",
)
"""How the paths of files end that web players elsewhere fetch by script: transcripts and chapters.

The podcast namespace asks hosts to let them. Nothing else is shown to other sites.
"""
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: `file` is sent from `begin` on for `length` bytes; None sends no body."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    file: Path | None = None
    begin: int = 0
    length: int = 0


def answer(folder: Path, target: str, headers: Mapping[str, str]) -> Reply:
    """The answer to a GET of `target` with lower-case request `headers`."""
    path = target.split("?", 1)[0].split("#", 1)[0]
    file = find(folder, path)
    if file is None:
        return Reply(404)
    if file.is_dir():
        if not path.endswith("/"):
            return Reply(301, {"Location": quote(unquote("/" + path.strip("/"))) + "/"})
        index = find(folder, path + "index.html")
        if index is None or not index.is_file():
            return Reply(404)
        file = index
    return _send(file, headers) if file.is_file() else Reply(404)


def find(folder: Path, path: str) -> Path | None:
    """The file or folder that a request's path names; None when there is none inside `folder`."""
    parts = [part for part in unquote(path, errors="replace").split("/") if part]
    if any(part.startswith(".") or "\\" in part or "\0" in part for part in parts):
        return None
    try:
        root = folder.resolve(strict=True)
        target = root.joinpath(*parts).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        return None
    return target if target == root or root in target.parents else None


def media_type(file: Path) -> str:
    """The media type that a product is served as."""
    if file.name == CHAPTERS:
        return "application/json+chapters"
    return TYPES.get(file.suffix.lower(), "application/octet-stream")


def span(value: str, size: int) -> tuple[int, int] | None:
    """A `Range` header as first byte and length; None for one to be passed over.

    Raises ValueError for a range that lies outside the file. Several ranges at
    once, as a server may, are answered with the whole.
    """
    match = RANGE.fullmatch(value.strip())
    if not match or value.strip() == "bytes=-":
        return None
    first, last = match.groups()
    if not first:
        begin, end = max(0, size - int(last)), size - 1
    else:
        begin, end = int(first), min(int(last), size - 1) if last else size - 1
        if last and int(last) < begin:
            return None
    if begin >= size or end < begin:
        raise ValueError(value)
    return begin, end - begin + 1


def _send(file: Path, headers: Mapping[str, str]) -> Reply:
    state = file.stat()
    tag, changed = f'"{state.st_mtime_ns:x}-{state.st_size:x}"', formatdate(state.st_mtime, usegmt=True)
    own = {
        "Accept-Ranges": "bytes",
        "Cache-Control": "no-cache",
        "Content-Type": media_type(file),
        "ETag": tag,
        "Last-Modified": changed,
        "X-Content-Type-Options": "nosniff",
    }
    if file.as_posix().endswith(SHARED):
        own["Access-Control-Allow-Origin"] = "*"
    if _unchanged(headers, tag, state.st_mtime):
        return Reply(304, own)
    wanted = headers.get("range", "")
    if wanted and headers.get("if-range", tag) in (tag, changed):
        try:
            part = span(wanted, state.st_size)
        except ValueError:
            return Reply(416, {**own, "Content-Range": f"bytes */{state.st_size}"})
        if part:
            begin, length = part
            own["Content-Range"] = f"bytes {begin}-{begin + length - 1}/{state.st_size}"
            return Reply(206, own, file, begin, length)
    return Reply(200, own, file, 0, state.st_size)


def _unchanged(headers: Mapping[str, str], tag: str, modified: float) -> bool:
    if known := headers.get("if-none-match"):
        return "*" in known or tag in (part.strip().removeprefix("W/") for part in known.split(","))
    if since := headers.get("if-modified-since"):
        try:
            return int(modified) <= parsedate_to_datetime(since).timestamp()
        except (ValueError, TypeError, OverflowError):
            return False
    return False


PAUSE_SECONDS = 0.5

Snapshot = dict[str, tuple[int, int]]


def snapshot(paths: Iterable[Path]) -> Snapshot:
    """Time of change and size of every file in `paths`, folders with all that is in them."""
    states: Snapshot = {}
    for file in _files(paths):
        try:
            state = file.stat()
        except OSError:
            continue
        states[str(file)] = (state.st_mtime_ns, state.st_size)
    return states


def watch(
    paths: Iterable[Path],
    known: Snapshot,
    changed: Callable[[], None],
    stop: threading.Event,
    pause: float = PAUSE_SECONDS,
) -> None:
    """Call `changed` after each change from what is `known`, once `paths` are quiet, until `stop` is set."""
    watched = tuple(paths)
    while not stop.wait(pause):
        seen = snapshot(watched)
        if seen == known:
            continue
        while not stop.wait(pause) and (later := snapshot(watched)) != seen:
            seen = later
        known = seen
        changed()


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            files = (file for file in path.rglob("*") if file.is_file())
            yield from (file for file in files if not _is_hidden(file, path))
        elif path.exists():
            yield path


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


RELOAD = "/.reload"
PIECE = 64 * 1024
SILENCE_SECONDS = 15
POLL_SECONDS = 0.05
LOOK_UP_SECONDS = 1.0
SCRIPT = (
    f'const source=new EventSource("{RELOAD}");'
    'source.addEventListener("change",()=>location.reload());'
    'addEventListener("pagehide",()=>source.close());'
)


class Server:
    """A running server; use it with `with`. `address` is where the shelf is."""

    def __init__(
        self,
        folder: Path,
        port: int = 8000,
        host: str = "127.0.0.1",
        watched: Sequence[Path] = (),
        rebuild: Callable[[], None] | None = None,
        say: Callable[[str], None] = lambda text: None,
    ) -> None:
        self._folder, self._watched, self._rebuild, self._say = folder, tuple(watched), rebuild, say
        self._stop = threading.Event()
        self._news = News()
        if not folder.is_dir():
            raise ServeError(f"there is no folder {folder}", "build first, with `publish build`")
        if not is_loopback(host):
            say(f"warning: everyone who can reach {host}, port {port}, can read all of {folder}")
        try:
            self._http = _Http((host, port), folder, self._news if self._watched else None, is_loopback(host))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise ServeError(
                f"cannot listen on {host}, port {port}: {reason}", "choose another with --port"
            ) from error
        name = "localhost" if is_loopback(host) else host or "0.0.0.0"
        self.address = f"http://{f'[{name}]' if ':' in name else name}:{self._http.server_address[1]}/"

    def __enter__(self) -> Server:
        threading.Thread(target=self._http.serve_forever, args=(POLL_SECONDS,), daemon=True).start()
        if self._watched:
            known = snapshot(self._watched)
            watching = (self._watched, known, self._changed, self._stop)
            threading.Thread(target=watch, args=watching, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._news.end()
        self._http.shutdown()
        self._http.server_close()

    def wait(self) -> None:
        """Serve until interrupted. It looks up now and then, for a signal just before a wait ends none."""
        while not self._stop.wait(LOOK_UP_SECONDS):
            pass

    def _changed(self) -> None:
        if self._rebuild:
            self._say("a source has changed: building again")
            try:
                self._rebuild()
            except PublishError as error:
                self._say(str(error))
            except Exception as error:  # a bug, but the server and its watching go on
                self._say(f"this is a bug in publish: {error!r}")
            else:
                self._say("the pages are up to date")
        self._news.tell()


def serve(
    folder: Path,
    *,
    port: int = 8000,
    host: str = "127.0.0.1",
    watched: Sequence[Path] = (),
    rebuild: Callable[[], None] | None = None,
    say: Callable[[str], None] = lambda text: None,
) -> None:
    """Serve `folder` until interrupted; `rebuild` runs after a change in `watched`, then pages reload.

    `say` is given a line to show to the user. Raises ServeError when there is
    no such folder or the port is taken.
    """
    with Server(folder, port, host, watched, rebuild, say) as server:
        say(f"{server.address} shows {folder}; press Ctrl-C to stop")
        server.wait()


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def with_reload(html: bytes) -> bytes:
    """One of the project's pages that reloads on change: one script more, and a policy that knows it."""
    text = html.decode()
    wider = text.replace(
        "script-src ", f"connect-src 'self'; script-src {page.digest(SCRIPT)} ".replace("'", "&#39;"), 1
    )
    return wider.replace("</head>", f"<script>{SCRIPT}</script>\n</head>", 1).encode()


class News:
    """Word of changes, for every page that waits for it."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._count, self.ended = 0, False

    def tell(self) -> None:
        with self._condition:
            self._count += 1
            self._condition.notify_all()

    def end(self) -> None:
        with self._condition:
            self.ended = True
            self._condition.notify_all()

    def wait(self, known: int | None) -> int:
        """The number of changes, as soon as it differs from `known` or after a while."""
        with self._condition:
            if known is not None:
                self._condition.wait_for(lambda: self.ended or self._count != known, SILENCE_SECONDS)
            return self._count


class _Http(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], folder: Path, news: News | None, private: bool) -> None:
        self.folder, self.news, self.private = folder, news, private
        super().__init__(address, _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no news; anything else is a bug, and shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    server: _Http
    protocol_version = "HTTP/1.1"
    server_version = "publish"
    sys_version = ""

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: requests are no news to the user."""

    def _answer(self, body: bool) -> None:
        # A page elsewhere must not reach this server under a name of its own.
        if self.server.private and not is_loopback(_hostname(self.headers.get("Host", ""))):
            self._finish(Reply(421), b"", body)
        elif self.path == RELOAD and self.server.news and body:
            self._tell(self.server.news)
        else:
            headers = {key.lower(): value for key, value in self.headers.items()}
            self._reply(answer(self.server.folder, self.path, headers), headers, body)

    def _reply(self, reply: Reply, headers: dict[str, str], body: bool) -> None:
        if reply.file is None:
            text = (
                b"" if reply.status == 304 else f"{reply.status} {self.responses[reply.status][0]}\n".encode()
            )
            self._finish(reply, text, body)
        elif self.server.news and reply.file.suffix == ".html" and reply.status == 200:
            self._finish(reply, with_reload(reply.file.read_bytes()), body)
        else:
            self._head(reply, reply.length)
            if body:
                self._copy(reply.file, reply.begin, reply.length)

    def _finish(self, reply: Reply, text: bytes, body: bool) -> None:
        self._head(reply, len(text))
        if body:
            self.wfile.write(text)

    def _head(self, reply: Reply, length: int) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status != 304:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def _copy(self, file: Path, begin: int, length: int) -> None:
        with file.open("rb") as source:
            source.seek(begin)
            while length > 0 and (piece := source.read(min(PIECE, length))):
                length -= len(piece)
                try:
                    self.wfile.write(piece)
                except ConnectionError:
                    self.close_connection = True
                    return

    def _tell(self, news: News) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        known = news.wait(None)
        while not news.ended:
            now = news.wait(known)
            text = b"event: change\ndata:\n\n" if now != known else b":\n\n"
            known = now
            try:
                self.wfile.write(text)
                self.wfile.flush()
            except OSError:
                return


def _hostname(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()
