"""The desk's pages and what their buttons call, for a browser on this machine alone.

Every request must name this machine as its host, so that no name elsewhere can
be pointed at it, and bring the token that the desk's own address gave to the
browser. A request that changes something must come from a page of the desk.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict
from typing import Any
from urllib.parse import parse_qs

import anyio.to_thread
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from publish.desk import pages, replies
from publish.desk.api import document, fields, operation, settings
from publish.desk.arrivals import MOST_BYTES, PLACE, bookmark
from publish.desk.building import Build
from publish.desk.guard import Access, Guard
from publish.desk.out import Out
from publish.desk.project import Project, Scope
from publish.desk.settings import LISTS, Value
from publish.errors import PublishError
from publish.web import serve

FORM_BYTES = 1_000_000
PAGE_BYTES = 40_000_000
_MANY = (".zip", ".xml")
"""What files are called that hold several articles, or one with its pictures."""


def application(project: Project, build: Build, access: Access) -> ASGIApp:
    """The desk of a project, for those whom `access` lets in."""
    return Guard(Starlette(routes=routes(project, build)), access)


def routes(project: Project, build: Build) -> list[Route]:
    """Every route of the desk."""
    desk = _Desk(project, build)
    return [
        Route("/", desk.list_page),
        Route("/desk.css", desk.style),
        Route("/desk.js", desk.script),
        Route("/openapi.json", desk.openapi),
        Route("/articles", desk.add, methods=["POST"]),
        Route("/articles", desk.list_json),
        Route("/articles/{slug}", desk.article_page),
        Route("/articles/{slug}", desk.patch, methods=["PATCH"]),
        Route("/articles/{slug}/article.json", desk.article_json),
        Route("/articles/{slug}/settings", desk.change, methods=["POST"]),
        Route("/articles/{slug}/undo", desk.undo, methods=["POST"]),
        Route("/articles/{slug}/redo", desk.redo, methods=["POST"]),
        Route("/articles/{slug}/sentences/{id}.mp3", desk.sentence),
        Route("/articles/{slug}/say.mp3", desk.say),
        Route("/articles/{slug}/ways", desk.ways),
        Route(PLACE, desk.arrive, methods=["POST"]),
        Route(f"{PLACE}/{{number:int}}", desk.add_arrived, methods=["POST"]),
        Route("/feed", desk.feed_page),
        Route("/feed", desk.fetch_chosen, methods=["POST"]),
        Route("/sound", desk.sound_page),
        Route("/sound", desk.change, methods=["POST"]),
        Route("/sound/undo", desk.undo_sound, methods=["POST"]),
        Route("/sound/redo", desk.redo_sound, methods=["POST"]),
        Route("/articles/{slug}/pictures/{name}", desk.picture),
        Route("/build", desk.build, methods=["POST"]),
        Route("/build/stop", desk.stop, methods=["POST"]),
        Route("/progress", desk.progress),
        Route("/output/{path:path}", desk.product),
        *Out(project, build).routes(),
    ]


class _Desk:
    def __init__(self, project: Project, build: Build) -> None:
        self._project, self._build = project, build
        self._arrivals = project.arrivals()

    # --- pages --------------------------------------------------------------------

    async def list_page(self, request: Request) -> Response:
        """Every article, and the ways to add one."""
        link = bookmark(request.headers.get("host", ""), self._arrivals.key)
        return await replies.shown(lambda: pages.listing(self._project.entries(), self._build.line, link))

    @operation()
    async def list_json(self, request: Request) -> Response:
        """List the articles: slug, source, title, state, problems and seconds of each."""
        return await replies.answered(lambda: JSONResponse([asdict(one) for one in self._project.entries()]))

    @operation()
    async def openapi(self, request: Request) -> Response:
        """Describe these routes, as OpenAPI."""
        return JSONResponse(document(request.app.routes))

    @operation()
    async def article_page(self, request: Request) -> Response:
        """Show an article: as a page, or where JSON is accepted as `article.json` gives it."""
        slug = request.path_params["slug"]
        if replies.by_script(request):
            return await self.article_json(request)
        desk = self._project
        return await replies.shown(
            lambda: pages.article(desk.warmed(slug), desk.history(slug), desk.built(slug))
        )

    @operation()
    async def article_json(self, request: Request) -> Response:
        """Show an article: what is read, what is said, its problems, and its settings file."""
        slug = request.path_params["slug"]

        def view() -> Response:
            return JSONResponse(pages.article_json(self._project.open(slug)))

        return await replies.answered(view, lambda sentence: JSONResponse({"error": sentence}, 422))

    async def style(self, request: Request) -> Response:
        """The style of every page."""
        return Response(pages.style(), media_type="text/css")

    async def script(self, request: Request) -> Response:
        """The script of every page."""
        return Response(pages.script(), media_type="text/javascript")

    # --- sound and pictures ---------------------------------------------------------

    @operation("audio/mpeg")
    async def sentence(self, request: Request) -> Response:
        """Speak one sentence; its sound is kept."""
        slug, id = request.path_params["slug"], request.path_params["id"]
        return await replies.answered(lambda: replies.sound(self._project.sentence(slug, id)))

    @operation("audio/mpeg", query={"text": "what to say", "word": "a word of it", "said": "how to say that"})
    async def say(self, request: Request) -> Response:
        """Speak a text in the voice of the article."""
        slug, asked = request.path_params["slug"], request.query_params
        text, word, spoken = (asked.get(name, "")[:1000] for name in ("text", "word", "said"))
        return await replies.answered(lambda: replies.sound(self._project.say(slug, text, word, spoken)))

    @operation(query={"word": "a word or name"})
    async def ways(self, request: Request) -> Response:
        """Write what is said for a word now, and how other languages would say it."""
        slug, word = request.path_params["slug"], request.query_params.get("word", "")[:100]

        def reply() -> Response:
            spoken, ways = self._project.ways(slug, word)
            return JSONResponse(
                {
                    "spoken": spoken,
                    "ways": [{"name": name, "said": spoken_as} for name, spoken_as in ways.items()],
                }
            )

        return await replies.answered(reply)

    async def sound_page(self, request: Request) -> Response:
        """How all articles are said."""
        return await replies.shown(lambda: pages.how_said(*self._project.how_said()))

    async def arrive(self, request: Request) -> Response:
        """Show the page that a bookmark sends from elsewhere, to be added or not."""
        content = await replies.body(request, MOST_BYTES)
        if content is None:
            return replies.page_of("that page is too large; save it without its pictures", 413)
        form = replies.form(content)
        address, html = form.get("address", "")[:2000], form.get("html", "")

        def page() -> bytes:
            number = self._arrivals.hold(form.get("key", ""), address, html)
            return pages.arrival(address, html, number)

        return await replies.shown(page)

    async def add_arrived(self, request: Request) -> Response:
        """Add a page that a bookmark has sent."""

        def added() -> str:
            address, html = self._arrivals.page(request.path_params["number"])
            return f"/articles/{self._project.add_page(html, address)}"

        return await replies.done(request, added)

    async def feed_page(self, request: Request) -> Response:
        """The articles of the feed at `address`, to choose from."""
        address = request.query_params.get("address", "")
        return await replies.shown(lambda: pages.feed(*self._project.feed(address)))

    async def fetch_chosen(self, request: Request) -> Response:
        """Fetch each `entry` that was chosen of a feed."""

        def fetched(content: bytes) -> str:
            self._project.fetch_all(parse_qs(content.decode("utf-8", "replace")).get("entry", []))
            return "/"

        return await replies.done_with_body(request, FORM_BYTES, fetched)

    @operation("image/*")
    async def picture(self, request: Request) -> Response:
        """Show a picture of an article, by its name in the book."""
        slug, name = request.path_params["slug"], request.path_params["name"]

        def reply() -> Response:
            picture = self._project.open(slug).prepared.pictures.get(name)
            return (
                Response(picture.data, media_type=picture.media_type)
                if picture
                else Response(status_code=404)
            )

        return await replies.answered(reply)

    @operation("*/*")
    async def product(self, request: Request) -> Response:
        """Send a product, as `publish serve` does."""
        reply = serve.answer(self._project.options.output, f"/{request.path_params['path']}", {})
        if place := reply.headers.get("Location"):
            return RedirectResponse(f"/output{place}", reply.status)
        if reply.file is None:
            return replies.page_of("nothing was built there yet; build it first", 404)
        own = {"Content-Security-Policy": "frame-ancestors 'none'"}  # a page has a policy of its own inside
        return FileResponse(reply.file, media_type=reply.headers["Content-Type"], headers=own)

    # --- changes --------------------------------------------------------------------

    @operation(
        query={"name": "the file name of a page that is the body"},
        fields={"address": "of a page", "title": "of a text", "text": "that is the article"},
        raw="a page, with its name in the query",
    )
    async def add(self, request: Request) -> Response:
        """Add an article: a page by its address, a text, or a file."""
        name = request.query_params.get("name", "")
        several = name.lower().endswith(_MANY) or "files" in request.query_params

        def added(content: bytes) -> str:
            if name:
                slug = self._project.bring(name, content, "files" in request.query_params)
                return f"/articles/{slug}" if slug else "/"
            form = {key: str(value) for key, value in fields(request, content).items()}
            if address := form.get("address", "").strip():
                slug = self._project.fetch(address)
            else:
                slug = self._project.add(f"{form.get('title', '').strip() or 'untitled'}.md", _pasted(form))
            return f"/articles/{slug}"

        most = MOST_BYTES if several else PAGE_BYTES if name else FORM_BYTES
        return await replies.done_with_body(request, most, added)

    async def change(self, request: Request) -> Response:
        """One setting: `key` (`images/NAME/alt`), `value`, and what it was when it was `seen`; or, of a list,
        the text to `add` or to `remove`."""
        slug = request.path_params.get("slug", "")

        def changed(content: bytes) -> str:
            form = replies.form(content)
            path, value = _wanted(form)
            scope: Scope = "project" if not slug or form.get("scope") == "project" else "article"
            current = self._project.current(slug, path, scope)
            if path[-1] in LISTS:
                value = _listed(form, current)
            seen = _seen(form) if "seen" in form else current
            self._project.change(slug, path, value, seen, scope)
            return f"/articles/{slug}" if slug else "/sound"

        return await replies.done_with_body(request, FORM_BYTES, changed)

    @operation()
    async def patch(self, request: Request) -> Response:
        """Set some of an article's settings, as its settings file has them; null takes one away."""
        slug = request.path_params["slug"]

        def changed(table: dict[str, Any]) -> str:
            wanted, before = tuple(settings(table)), self._project.history(slug)[0]
            try:
                for path, value in wanted:
                    self._project.change(slug, path, value, self._project.current(slug, path))
            except PublishError:
                while self._project.history(slug)[0] > before:  # all of them, or none
                    self._project.undo(slug)
                raise
            return f"/articles/{slug}"

        return await self._with_fields(request, changed)

    @operation()
    async def undo(self, request: Request) -> Response:
        """Take back the last change."""
        return await self._stepped(request, self._project.undo)

    @operation()
    async def redo(self, request: Request) -> Response:
        """Make the last undone change again."""
        return await self._stepped(request, self._project.redo)

    async def undo_sound(self, request: Request) -> Response:
        """Take back the last change of how all articles are said."""
        return await self._stepped(request, self._project.undo)

    async def redo_sound(self, request: Request) -> Response:
        """Make the last undone change of that again."""
        return await self._stepped(request, self._project.redo)

    async def _stepped(self, request: Request, step: Callable[[str], bool]) -> Response:
        slug = request.path_params.get("slug", "")

        def stepped() -> str:
            step(slug)
            return f"/articles/{slug}" if slug else "/sound"

        return await replies.done(request, stepped)

    @operation(fields={"slug": "of an article, or nothing for all"})
    async def build(self, request: Request) -> Response:
        """Begin to build an article, or all; refused while something is being done."""

        def begun(form: dict[str, Any]) -> str:
            slug = str(form.get("slug", ""))
            if not self._build.begin(self._project, slug):
                raise PublishError("something is being done already", "wait for it, or stop it")
            return f"/articles/{slug}" if slug else "/"

        return await self._with_fields(request, begun)

    @operation()
    async def stop(self, request: Request) -> Response:
        """Stop what is being done in the background; what was built before stands."""

        def stopped() -> str:
            self._build.stop()
            return "/"

        return await replies.done(request, stopped)

    async def _with_fields(self, request: Request, work: Callable[[dict[str, Any]], str]) -> Response:
        return await replies.done_with_body(
            request, FORM_BYTES, lambda content: work(fields(request, content))
        )

    @operation("text/event-stream")
    async def progress(self, request: Request) -> Response:
        """Follow what is done in the background: a server-sent event each time that there is news."""

        async def lines() -> AsyncIterator[str]:
            known = -1
            while not self._build.ended and not await request.is_disconnected():
                news = await anyio.to_thread.run_sync(self._build.after, known)
                if news.number != known:
                    yield f"data: {json.dumps(asdict(news), ensure_ascii=False)}\n\n"
                    known = news.number
                else:
                    yield ": nothing new\n\n"

        return StreamingResponse(lines(), media_type="text/event-stream")


def _pasted(form: dict[str, str]) -> bytes:
    """A pasted text as Markdown, none of it clutter; without empty lines, each line is a paragraph."""
    title, text = (form.get(name, "").strip().replace("\r\n", "\n") for name in ("title", "text"))
    if "\n\n" not in text:
        text = text.replace("\n", "\n\n")
    return f"# {title}\n\n{text}\n".encode() if title else f"{text}\n".encode()


def _wanted(form: dict[str, str]) -> tuple[tuple[str, ...], Value]:
    """The path of a setting and its new value; None takes it away, so that the page's own counts again.

    Raises PublishError for a key that the desk does not set.
    """
    path = _lexicon_path(form) if "word" in form else tuple(form.get("key", "").split("\t"))
    text = form.get("value", "").strip()
    match path:
        case ("byline",):
            value: Value = [name for line in text.splitlines() if (name := line.strip())]
        case ("images", _, "decorative"):
            value = True if text else None
        case ("title" | "language" | "voice" | "cover_picture",) | ("images", _, "alt"):
            value = text or None
        case ("standfirst" | "published" | "url",) | ("images", _, "caption" | "credit"):
            value = text
        case ("voices", "by_role", "quote") | ("voices_by_role", "quote"):
            value = text or None
        case ("site", "title" | "url" | "author" | "email"):
            value = text or None
        case ("pace",) | ("sound", "pace") | ("pauses", _) | ("script", "pauses", "body" | "heading"):
            value = _number(text)
        case (name,) | ("script", name) if name in LISTS:
            value = None
        case ("lexicon", word) | ("sentences", _, word) if word:
            value = text or None
        case _:
            raise PublishError("that is not a setting of the desk", "load the page again")
    return path, None if "reset" in form else value


def _lexicon_path(form: dict[str, str]) -> tuple[str, ...]:
    """Where a word's sound is kept: for one sentence, or for the article or the project."""
    word, sentence = form["word"].strip(), form.get("sentence", "").strip()
    if form.get("scope") == "sentence" and sentence:
        return ("sentences", sentence, word)
    return ("lexicon", word)


def _seen(form: dict[str, str]) -> Value:
    """What a setting was when it was shown, as its page wrote it into the form. Raises PublishError."""
    try:
        seen: Value = json.loads(form["seen"])
    except ValueError:
        raise PublishError("the form is not one of the desk", "load the page again") from None
    return seen


def _number(text: str) -> float | None:
    """A number, None for no text. Raises PublishError."""
    try:
        return float(text.replace(",", ".")) if text else None
    except ValueError:
        raise PublishError(f"{text} is not a number", "write it as 1.1") from None


def _listed(form: dict[str, str], current: Value) -> Value:
    """A list of the settings with a text more or less; None for an empty one."""
    before = [str(each) for each in current] if isinstance(current, list) else []
    changed = [each for each in before if each not in (form.get("remove"), form.get("add"))]
    if added := form.get("add", "").strip():
        changed.append(added)
    return changed or None
