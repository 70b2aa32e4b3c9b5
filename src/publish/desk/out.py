"""Out of the desk: the list before publishing, the places, taking down, and the editor's report."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from publish.desk import corrections, pages, replies
from publish.desk.api import fields, operation
from publish.desk.building import Build
from publish.desk.pages import POLICY, Standing
from publish.desk.project import Project
from publish.errors import PublishError
from publish.model.digest import of_file
from publish.pipeline import publishing, review, state
from publish.pipeline.publishing import Check
from publish.sources.locate import slug_of
from publish.web import serve

FORM_BYTES = 100_000
REPORT = Path("output-report")
_KINDS = {".xhtml": "application/xhtml+xml", ".m4a": "audio/mp4", ".otf": "font/otf", ".woff2": "font/woff2"}
_BOOK = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; font-src 'self'; "
    "media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""What a book may do in the desk: be read. No script of it runs."""
_FRAMING = f"{POLICY}; frame-src 'self'"
_BUSY = "something is being done already"


class Out:
    """The routes by which articles leave the desk."""

    def __init__(self, project: Project, build: Build) -> None:
        self._project, self._build = project, build
        self._verdicts: dict[str, Check] = {}
        self._last: tuple[str, ...] = ()
        self._lock = threading.Lock()

    def routes(self) -> list[Route]:
        """Every one of them."""
        return [
            Route("/articles/{slug}/publish", self.page),
            Route("/articles/{slug}/checklist", self.checklist),
            Route("/articles/{slug}/books/check", self.check_books, methods=["POST"]),
            Route("/articles/{slug}/takedown", self.take_down, methods=["POST"]),
            Route("/articles/{slug}/takedown/undo", self.put_back, methods=["POST"]),
            Route("/publish", self.push, methods=["POST"]),
            Route("/places", self.add_place, methods=["POST"]),
            Route("/corrections", self.corrections),
            Route("/corrections", self.correct, methods=["POST"]),
            Route("/corrections/done", self.corrected, methods=["POST"]),
            Route("/articles/{slug}/books/{edition}/{path:path}", self.book),
            Route("/output-report/{path:path}", self.report),
        ]

    async def page(self, request: Request) -> Response:
        """The page on which an article is checked, published and taken down."""
        slug = slug_of(request.path_params["slug"])

        def shown() -> bytes:
            checks = self._checks(slug) if self._project.built(slug) else ()
            places, down = self._places(), slug in state.withdrawn()
            return pages.publishing(slug, self._title(slug), checks, places, down, self._last)

        return await replies.shown(shown)

    @operation()
    async def checklist(self, request: Request) -> Response:
        """Go through what should be seen to before an article is published."""
        slug = request.path_params["slug"]

        def listed() -> Response:
            checks = self._checks(slug)
            table = [{"name": c.name, "done": c.done, "sentence": c.sentence} for c in checks]
            return JSONResponse(table)

        return await replies.answered(listed, lambda line: JSONResponse({"error": line}, 422))

    @operation()
    async def check_books(self, request: Request) -> Response:
        """Begin to judge the books of an article by EPUBCheck, Ace and the project's own rules."""
        slug = request.path_params["slug"]

        def judged() -> str:
            from publish.epub.check.verdict import check_book

            books = self._books(slug)
            for number, book in enumerate(books, 1):
                self._build.say(f"Checking {book.name}, {number} of {len(books)}")
                self._verdicts[of_file(book)] = publishing.judged(book, check_book)
            return "The books are checked"

        return await self._begun(request, f"Checking the books of {slug}", judged, slug)

    @operation(fields={"place": "a name under [places], or nothing for all", "slug": "of one article only"})
    async def push(self, request: Request) -> Response:
        """Begin to publish what is built: all of it, or one article beside what stands there."""
        content = await replies.body(request, FORM_BYTES)
        if content is None:
            return replies.refused(request, replies.too_long(FORM_BYTES), 413)
        try:
            form = fields(request, content)
        except PublishError as error:
            return replies.refused(request, str(error), 422)
        place, slug = str(form.get("place", "")), str(form.get("slug", ""))

        def pushed() -> str:
            config, options = self._project.config(), self._project.options
            slugs = [slug] if slug else []
            done = publishing.push([place] if place else [], config, options, slugs, self._build.say)
            return self._keep([publishing.pushed_line(one) for one in done])

        return await self._begun(request, f"Publishing {slug or 'all articles'}", pushed, slug)

    @operation(fields={"name": "of the place", "to": "a folder, or an address in an object store"})
    async def add_place(self, request: Request) -> Response:
        """Name a place to publish to; a program of one's own is named in publish.toml alone."""

        def added(form: dict[str, str]) -> str:
            name, to = slug_of(form.get("name", "") or "website"), form.get("to", "").strip()
            if not to:
                raise PublishError("a place needs a folder or an address", "write one such as /srv/show")
            path = ("places", name, "to")
            self._project.change("", path, to, self._project.current("", path, "project"), "project")
            return _page(slug_of(form["slug"]) if form.get("slug") else "")

        return await self._noted(request, added)

    @operation()
    async def take_down(self, request: Request) -> Response:
        """Begin to take an article down at every place where it stands, and out of what is built."""
        slug = request.path_params["slug"]

        def down() -> str:
            config, options = self._project.config(), self._project.options
            taken = publishing.take_down([slug], config, options, self._build.say)
            return self._keep(publishing.taken_down_lines(taken))

        return await self._begun(request, f"Taking {slug} down", down, slug)

    @operation()
    async def put_back(self, request: Request) -> Response:
        """Let an article that was taken down be built again."""
        slug = request.path_params["slug"]

        def back() -> str:
            state.withdraw([slug], back=True)
            self._keep(["It may be built and published again"])
            return _page(slug)

        return await replies.done(request, back)

    @operation()
    async def corrections(self, request: Request) -> Response:
        """List what listeners say is said wrongly: file, slug, sentence, word and text of each message."""

        def listed() -> Response:
            rows = corrections.waiting()
            if replies.by_script(request):
                return JSONResponse([asdict(row) for row in rows])
            return Response(pages.corrections(rows), media_type="text/html")

        return await replies.answered(listed)

    @operation(fields={"text": "a message of the player"})
    async def correct(self, request: Request) -> Response:
        """Keep a message of a listener."""

        def taken(form: dict[str, str]) -> str:
            corrections.take(form.get("text", ""))
            return "/corrections"

        return await self._noted(request, taken)

    @operation(fields={"file": "of the message"})
    async def corrected(self, request: Request) -> Response:
        """Put a message of a listener among those that are dealt with."""

        def finished(form: dict[str, str]) -> str:
            corrections.finish(form.get("file", ""))
            return "/corrections"

        return await self._noted(request, finished)

    async def _noted(self, request: Request, work: Callable[[dict[str, str]], str]) -> Response:
        def noted(content: bytes) -> str:
            return work({key: str(value) for key, value in fields(request, content).items()})

        return await replies.done_with_body(request, FORM_BYTES, noted)

    @operation("*/*")
    async def book(self, request: Request) -> Response:
        """Show a file of a book (text or read-aloud); no path stands for the page to read it on."""
        slug, edition, path = (request.path_params[name] for name in ("slug", "edition", "path"))
        ending = {"text": ".epub", "read-aloud": "-read-aloud.epub"}.get(edition, "")

        def reply() -> Response:
            from publish.desk.reader import book
            from publish.epub.package import Packed

            books = {book.name: book for book in self._books(slug)}
            if not ending or f"{slug}{ending}" not in books:
                return replies.page_of("there is no such book yet; build the article first", 404)
            files = Packed(books[f"{slug}{ending}"])
            if not path:
                page = pages.reading(slug, self._title(slug), edition, book(files))
                return Response(page, media_type="text/html", headers={"Content-Security-Policy": _FRAMING})
            if path not in files:
                return replies.page_of("the book has no such file", 404)
            kind = _KINDS.get(Path(path).suffix) or serve.TYPES.get(Path(path).suffix, "application/xml")
            return Response(files[path], media_type=kind, headers={"Content-Security-Policy": _BOOK})

        return await replies.answered(reply, lambda sentence: replies.page_of(sentence, 404))

    async def report(self, request: Request) -> Response:
        """The editor's report on an article, as `publish report` writes it."""
        path = request.path_params["path"]

        def written() -> Response:
            if path.endswith(".html") and "/" not in path:
                output, loudness = self._project.options.output, self._project.config().sound.loudness
                slug = path.removesuffix(".html")
                review.write([slug], output, REPORT, loudness, self._project.store)
            reply = serve.answer(REPORT, f"/{path}", {})
            if reply.file is None:
                return replies.page_of("there is no such report; build the article first", 404)
            own = {"Content-Security-Policy": "frame-ancestors 'none'"}
            return FileResponse(reply.file, media_type=reply.headers["Content-Type"], headers=own)

        return await replies.answered(written, lambda sentence: replies.page_of(sentence, 404))

    async def _begun(self, request: Request, line: str, work: Callable[[], str], slug: str) -> Response:
        def begun() -> Response:
            if not self._build.start(line, work):
                return replies.refused(request, f"{_BUSY}; wait for it, or stop it", 409)
            return replies.led(request, _page(slug))

        return await replies.answered(begun)

    def _keep(self, lines: list[str]) -> str:
        with self._lock:
            self._last = tuple(lines)
        return ". ".join(lines)

    def _checks(self, slug: str) -> tuple[Check, ...]:
        config, options = self._project.config(), self._project.options
        unheard = publishing.names_unheard(slug, config, options)
        checks = publishing.checklist(slug, config, options, unheard)
        books = (self._verdicts.get(of_file(book)) or _unchecked(book) for book in self._books(slug))
        return (*checks[:4], *books, *checks[4:])

    def _books(self, slug: str) -> list[Path]:
        output = self._project.options.output
        record = state.load(output).articles.get(slug)
        return sorted(output / path for path in (record.products if record else ()) if path.endswith(".epub"))

    def _places(self) -> tuple[Standing, ...]:
        config = self._project.config()
        there = {name: publishing.articles_in(publishing.published(name)) for name in config.places}
        return tuple(
            Standing(name, place.to or " ".join(place.command), there[name])
            for name, place in sorted(config.places.items())
        )

    def _title(self, slug: str) -> str:
        record = state.load(self._project.options.output).articles.get(slug)
        if record:
            return str(record.episode.get("title", slug))
        with suppress(PublishError):
            return self._project.open(slug).prepared.article.title
        return slug


def _unchecked(book: Path) -> Check:
    return Check("books", None, f"{book.name} was not checked here since it was built")


def _page(slug: str) -> str:
    """The page on which an article is published; the list for ""."""
    return f"/articles/{slug}/publish" if slug else "/"
