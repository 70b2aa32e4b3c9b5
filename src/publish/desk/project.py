"""The articles of a project, read, changed and built for somebody who sits at the desk."""

from __future__ import annotations

import secrets
import shutil
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Literal

from publish.config import Config
from publish.config.load import from_table, overrides_from, parsed
from publish.desk import arrivals, settings, sound
from publish.desk.settings import Value
from publish.draft.picture_settings import short_names
from publish.errors import ConfigError, NetworkError, PublishError, SourceError
from publish.model.article import Figure
from publish.model.digest import of_value
from publish.model.narration import Script
from publish.model.walk import figures
from publish.pipeline import narrate, state
from publish.pipeline.job import Listener, Options
from publish.pipeline.output import placing, write_below, write_file
from publish.pipeline.planner import Planner
from publish.pipeline.prepare import (
    Prepared,
    lexicon_of,
    names_of,
    prepare,
    project_config,
    script_of,
    settled,
)
from publish.pipeline.publishing import heard_file, note_heard
from publish.pipeline.scaffold import refuse_hidden
from publish.pipeline.scheduler import Summary, build
from publish.pipeline.store import Store
from publish.pipeline.synthesis import Synthesis
from publish.sources.load import load
from publish.sources.locate import SETTINGS, Origin, from_content, locate, slug_of
from publish.sources.resources import Online
from publish.speech import letter_sounds, spoken
from publish.speech.phonemes import strip_phonemes
from publish.voices import choose
from publish.voices.select import plug

Standing = Literal["new", "changed", "built"]
Scope = Literal["article", "project"]
_LONGEST_NAME = 80
"""Characters of what may be a name that somebody listens to."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in the list. `problems` counts those of its last build, `seconds` is its length then."""

    slug: str
    where: str
    title: str
    standing: Standing
    problems: int = 0
    seconds: float = 0.0
    published: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """An article as it is read now, with the text of its settings file.

    `whole` is its script with what the settings leave unsaid.
    """

    origin: Origin
    prepared: Prepared
    script: Script
    whole: Script
    config: Config
    settings: str

    @property
    def voice(self) -> str:
        return self.prepared.overrides.voice or self.config.voice


class ChangedElsewhereError(PublishError):
    """A setting is no longer what the page showed, so it was not overwritten."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a settings file; `before` is None where there was no file."""

    path: Path
    before: str | None
    after: str | None


@dataclass(slots=True)
class _History:
    done: list[Edit] = field(default_factory=list)
    undone: list[Edit] = field(default_factory=list)


class Project:
    """The project in the current folder, for any thread. `options` are those of its builds."""

    def __init__(self, options: Options, place: Path = Path()) -> None:
        self.options, self._place = options, place
        self._settings = place if place.is_file() else place / "publish.toml"
        self.store = Store(options.store)
        self._synthesis = Synthesis(self.store, options.threads)
        self._lock = threading.Lock()
        self._history: dict[str, _History] = {}
        self._opened: dict[str, tuple[object, Opened]] = {}
        self._warm: set[tuple[str, str]] = set()

    @property
    def folder(self) -> Path:
        """Where the project's own settings stand."""
        return self._settings.parent

    # --- reading ----------------------------------------------------------------

    def config(self) -> Config:
        """The project's settings as they are now. Raises ConfigError."""
        return project_config(self._place)

    def entries(self) -> tuple[Entry, ...]:
        """Every article of `source/`, by slug. Raises ConfigError."""
        record, planner = state.load(self.options.output), Planner(self.config(), self.options)
        return tuple(self._entry(origin, record, planner) for origin in self._origins())

    def open(self, slug: str) -> Opened:
        """An article as it is now. Raises SourceError where there is none of that name, and as `prepare`."""
        origin = self._origin(slug)
        mark = tuple(map(_seen, (origin.path, origin.overrides, self._settings)))
        with self._lock:
            known = self._opened.get(slug)
        if known and known[0] == mark:
            return known[1]
        opened = _read(origin, self.config(), self.store)
        with self._lock:
            self._opened[slug] = (mark, opened)
        return opened

    def built(self, slug: str) -> bool:
        """Whether an article was built, as it is now or as it was."""
        return slug in state.load(self.options.output).articles

    def sample(self) -> Opened:
        """A short text as if it were an article: what reads, writes and speaks is then loaded.

        Raises ConfigError.
        """
        config = self.config()
        opened = _read(from_content(_SAMPLE.encode(), "a sample"), config, None)
        voice, lang = self.options.voice or config.voice, opened.prepared.article.lang
        _if_ready(voice, lang, config, lambda: narrate.say("one", lang, voice, config))
        return opened

    def warmed(self, slug: str) -> Opened:
        """The same as `open`; its first sentence is spoken meanwhile, so that it is heard at once."""
        opened = self.open(slug)
        wanted = (self.options.voice or opened.voice, opened.prepared.article.lang)
        with self._lock:
            if wanted not in self._warm and opened.whole.utterances:
                self._warm.add(wanted)
                first = opened.whole.utterances[0].id
                work = partial(_if_ready, *wanted, opened.config, lambda: self.sentence(slug, first))
                threading.Thread(target=work, daemon=True).start()
        return opened

    def _origins(self) -> tuple[Origin, ...]:
        return locate([str(SETTINGS)]) if any(SETTINGS.glob("[!.]*")) else ()

    def _origin(self, slug: str) -> Origin:
        for origin in self._origins():
            if origin.slug == slug:
                return origin
        raise SourceError(f"there is no article {slug} in {SETTINGS}/", "go back to the list")

    def _entry(self, origin: Origin, record: state.Record, planner: Planner) -> Entry:
        row = state.row_of(record, origin)
        if row.article is None:
            _, opened = self._opened.get(origin.slug, (None, None))
            title = opened.prepared.article.title if opened else origin.slug.replace("-", " ")
            return Entry(origin.slug, origin.where, title, "new")
        standing: Standing = "changed" if planner.stale(row, origin) else "built"
        title = str(row.article.episode.get("title", origin.slug))
        seconds = float(row.article.episode.get("seconds", 0.0))
        published = str(row.article.episode.get("published", ""))[:10]
        return Entry(origin.slug, origin.where, title, standing, row.article.problems, seconds, published)

    # --- sound ------------------------------------------------------------------

    def sentence(self, slug: str, id: str) -> bytes:
        """An MP3 of one sentence. Raises SourceError, VoiceError, AudioError and StoreError."""
        opened = self.open(slug)
        voice = self.options.voice or opened.voice
        return sound.sentence(opened.whole, id, voice, opened.config, self._synthesis)

    def say(self, slug: str, text: str, word: str = "", spoken: str = "") -> bytes:
        """An MP3 of a text in an article's voice, with a word said otherwise.

        Raises ConfigError for a way to say it that cannot be one, UsageError, VoiceError and AudioError.
        """
        opened = self.open(slug)
        lexicon = {**opened.config.lexicon, **opened.prepared.overrides.lexicon}
        if word and spoken:
            lexicon[word] = spoken
        config = replace(opened.config, lexicon=lexicon)
        voice = self.options.voice or opened.voice
        heard = narrate.say(text, opened.prepared.article.lang, voice, config).sound
        if not spoken and len(text) <= _LONGEST_NAME and text in names_of(opened.prepared.article):
            note_heard(heard_file(opened.origin), text)
        return heard

    def ways(self, slug: str, word: str) -> tuple[str, dict[str, str]]:
        """What is said for a word now, and other sounds of its letters, by their languages."""
        opened = self.open(slug)
        lexicon = lexicon_of(opened.config, opened.prepared.overrides)
        now = strip_phonemes(spoken(word, opened.prepared.article.lang, lexicon))
        result: dict[str, list[str]] = {}
        for language, name in _LANGUAGES.items():
            if ipa := letter_sounds.spelt(word, language):
                result.setdefault(f"/{ipa}/", []).append(name)
        return now, {f"as in {', '.join(names)}": spoken_as for spoken_as, names in result.items()}

    def how_said(self) -> tuple[Config, str, tuple[int, int]]:
        """The project's settings, the text of their file, and what can be undone and made again there."""
        return self.config(), _text(self._settings), self.history("")

    # --- changing ---------------------------------------------------------------

    def current(self, slug: str, path: tuple[str, ...], scope: Scope = "article") -> Value:
        """What the settings file of an article, or of the project, says now. Raises ConfigError."""
        file = self._file(slug, scope)
        parsed(_text(file), str(file))
        return settings.value_of(_text(file), path)

    def change(
        self, slug: str, path: tuple[str, ...], value: Value, seen: Value, scope: Scope = "article"
    ) -> None:
        """Write one setting of an article, or of the whole project, into its file.

        `seen` is what the setting was when it was shown. Raises ChangedElsewhereError where it no
        longer is, ConfigError for a value that cannot be, PlaceError.
        """
        with self._lock:
            file = self._file(slug, scope)
            before = _text(file) if file.is_file() else None
            parsed(before or "", str(file))
            now = settings.value_of(before or "", path)
            if now != seen and now != value:
                named = ".".join(path)
                raise ChangedElsewhereError(
                    f"{named} in {file} was changed elsewhere to {now!r}",
                    "load the page again and decide anew",
                )
            after = settings.changed(before or "", path, value)
            _checked(after, file, scope)
            self._keep(slug, Edit(file, before, after if after.strip() or before else None))

    def undo(self, slug: str) -> bool:
        """Take back the last change; whether there was one. Raises ChangedElsewhereError and PlaceError."""
        return self._step(slug, back=True)

    def redo(self, slug: str) -> bool:
        """Make the last undone change again; whether there was one. Raises as `undo` does."""
        return self._step(slug, back=False)

    def history(self, slug: str) -> tuple[int, int]:
        """How many changes can be undone, and made again."""
        known = self._history.get(slug, _History())
        return len(known.done), len(known.undone)

    def _file(self, slug: str, scope: Scope) -> Path:
        if scope == "project":
            refuse_hidden(self._settings.parent)
            return self._settings
        origin = self._origin(slug)
        if origin.overrides is None:
            raise ConfigError(f"{origin.where} has no file of its own settings", "put the page into source/")
        return origin.overrides

    def _keep(self, slug: str, edit: Edit) -> None:
        if edit.before == edit.after:
            return
        _write(edit.path, edit.after)
        history = self._history.setdefault(slug, _History())
        history.done.append(edit)
        history.undone.clear()

    def _step(self, slug: str, back: bool) -> bool:
        with self._lock:
            history = self._history.setdefault(slug, _History())
            source, target = (history.done, history.undone) if back else (history.undone, history.done)
            if not source:
                return False
            edit = source[-1]
            there, wanted = (edit.after, edit.before) if back else (edit.before, edit.after)
            now = _text(edit.path) if edit.path.is_file() else None
            if now != there:
                raise ChangedElsewhereError(
                    f"{edit.path} was changed elsewhere", "load the page again; nothing was undone"
                )
            _write(edit.path, wanted)
            target.append(source.pop())
            return True

    # --- taking in and building -------------------------------------------------

    def add(self, name: str, content: bytes) -> str:
        """Put a page into `source/` under a name of its own; its slug.

        Raises SourceError where an article has that name or the file is of no kind that is read, PlaceError.
        """
        file = Path(name.replace("\\", "/").replace("\0", "")).name
        stem, suffix = slug_of(Path(file).stem), Path(file).suffix.lower()
        path = SETTINGS / f"{stem}{suffix}"
        if any(origin.slug == stem for origin in self._origins()) or path.exists():
            raise SourceError(f"{SETTINGS}/ has an article {stem} already", "give the file another name")
        write_below(path, content)
        (origin,) = locate([str(path)])
        if origin.error:
            path.unlink()
            raise origin.error
        return origin.slug

    def bring(self, name: str, content: bytes, several: bool = False) -> str:
        """Put a page, a zip, a WordPress export, or a folder's files (`arrivals.several`) into `source/`.

        Returns the slug, "" for many. Raises as `add`; of many pages those that can be are added.
        """
        kind = Path(name).suffix.lower()
        if kind == ".xml" and not several:
            _each([partial(self._add_post, post) for post in arrivals.posts(name, content)])
            return ""
        if kind != ".zip" and not several:
            return self.add(name, content)
        files = arrivals.several(name, content) if several else arrivals.unzipped(name, content)
        every = list(arrivals.apart(files))
        if len(every) == 1:
            return self.add_folder(name, every[0])
        _each([partial(self._add_apart, each) for each in every])
        return ""

    def _add_post(self, post: arrivals.Post) -> None:
        self.add_page(post.html, post.address, post.slug, post.standfirst)
        if post.lost:
            raise SourceError(post.lost, "put words in its place")

    def _add_apart(self, files: dict[str, bytes]) -> None:
        page = arrivals.page_of(files)
        if len(files) > 1:
            self.add_folder(page, files)
        else:
            self.add(page, files[page])

    def add_folder(self, name: str, files: dict[str, bytes]) -> str:
        """Put a page with what belongs to it into a folder of `source/`; its slug. Raises as `add` does."""
        page = arrivals.page_of(files)
        stem = Path(page).stem
        slug = slug_of(Path(name).stem if stem.lower() == "index" else stem)
        folder = SETTINGS / slug
        if any(origin.slug == slug for origin in self._origins()) or folder.exists():
            raise SourceError(f"{SETTINGS}/ has an article {slug} already", "give the file another name")
        try:
            for path, data in files.items():
                write_below(folder / path, data)
            return self._origin(slug).slug
        except PublishError:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def feed(self, address: str) -> tuple[str, tuple[arrivals.FeedEntry, ...]]:
        """The title of a feed and its articles. Raises SourceError and NetworkError."""
        answer = Online(self.store, self.config().allow_hosts).web.page(address.strip())
        return arrivals.feed_entries(answer.body, address)

    def fetch(self, address: str) -> str:
        """Put the page at an address into `source/`, with its address in its settings; its slug.

        Raises SourceError and NetworkError.
        """
        (origin,) = locate([address.strip()])
        if origin.path is not None:
            raise NetworkError(f"{address} is not an address", "write it as https://host/path")
        page = load(origin, self.config(), keeper=self.store).page
        return self.add_page(page.text, page.url or origin.url)

    def fetch_all(self, addresses: Iterable[str]) -> None:
        """`fetch` each address; raises SourceError for those that fail once the others are there."""
        _each([partial(self.fetch, address) for address in addresses])

    def add_page(self, html: str, address: str, slug: str = "", standfirst: str = "") -> str:
        """Put a page of the web into `source/`, its address and standfirst into its settings; its slug.

        `slug` is its name, else that of the address. Raises as `add`.
        """
        slug = self.add(f"{slug or locate([address])[0].slug}.html", html.encode())
        own = SETTINGS / f"{slug}.toml"
        if not own.exists():
            text = settings.changed("", ("url",), address or None)
            text = settings.changed(text, ("standfirst",), standfirst or None)
            try:
                _write(own, text or None)
            except PublishError:
                (SETTINGS / f"{slug}.html").unlink(missing_ok=True)
                raise
        return slug

    def arrivals(self) -> arrivals.Arrivals:
        """The pages that bookmarks send; their key stays the same as long as the store."""
        place = of_value("the key of the desk's bookmark")
        key = self.store.get("desk", place) or secrets.token_urlsafe(16).encode()
        with suppress(PublishError):
            self.store.put("desk", place, key)
        return arrivals.Arrivals(key.decode())

    def build(self, slug: str, listener: Listener) -> Summary:
        """Build one article, or all of them for "", and the show's pages. Raises as `scheduler.build`."""
        sources: list[str | Origin] = [self._origin(slug)] if slug else [str(SETTINGS)]
        return build(sources, self.config(), self.options, listener=listener)


def _each(works: Iterable[Callable[[], object]]) -> None:
    """Do each; raises SourceError with the sentences of those that failed, once all are tried."""
    wrong = []
    for work in works:
        try:
            work()
        except PublishError as error:
            wrong.append(str(error))
    if wrong:
        raise SourceError("; ".join(wrong), "the others were added")


_LANGUAGES = {
    "fr": "French",
    "de": "German",
    "es": "Spanish",
    "it": "Italian",
    "pl": "Polish",
    "tr": "Turkish",
    "cs": "Czech",
    "hu": "Hungarian",
    "ro": "Romanian",
    "ga": "Irish",
    "nordic": "Danish, Norwegian, Swedish",
}


def _saying_all(prepared: Prepared, config: Config) -> tuple[Prepared, Config]:
    """An article and settings that leave nothing unsaid."""
    own = replace(prepared.overrides, skip_sections=(), skip_sentences=())
    every = replace(config.script, skip_sections=(), skip_sentences=(), skip_roles=())
    return replace(prepared, overrides=own), replace(config, script=every)


def pictures(opened: Opened) -> dict[str, Figure]:
    """The pictures of an article, each once, by what the settings call it."""
    shown = [figure for figure in figures(opened.prepared.article) if figure.image.src]
    names = short_names(figure.image.src for figure in shown)
    by_name: dict[str, Figure] = {}
    for figure in shown:
        by_name.setdefault(names[figure.image.src], figure)
    return by_name


def _checked(text: str, file: Path, scope: Scope) -> None:
    """Raise ConfigError where a settings file with this text would not be read."""
    if scope == "article":
        overrides_from(text, str(file))
        return
    from_table(Config, parsed(text, str(file)), str(file))


def _seen(path: Path | None) -> tuple[int, int]:
    """When a file was changed and its size; zeros where there is none."""
    try:
        there = path.stat() if path else None
    except OSError:
        there = None
    return (there.st_mtime_ns, there.st_size) if there else (0, 0)


def _text(path: Path | None) -> str:
    return path.read_text("utf-8") if path and path.is_file() else ""


_SAMPLE = """<html lang="en"><title>A sample</title><article><h1>A sample</h1><p>By Ada Wren</p>
<p>At noon on 1 May 2024 the sea had gone out, as it does, and it cost £1.20 to wait for it.</p>
<p>Everybody waited for it to come back, and so it did at six, when nobody was looking.</p></article></html>
"""


def _read(origin: Origin, config: Config, store: Store | None) -> Opened:
    prepared = prepare(origin, config, store)
    config = settled(config, prepared.overrides)
    script = script_of(prepared, config, store)
    whole = script_of(*_saying_all(prepared, config), store)
    return Opened(origin, prepared, script, whole, config, _text(origin.overrides))


def _if_ready(voice: str, lang: str, config: Config, work: Callable[[], object]) -> None:
    """Have a voice say something, unless it is one of the network: what it needs is then loaded.

    What is wrong with it is said when it is to speak.
    """
    with suppress(PublishError):
        if plug(choose(voice, lang, config).engine).status(config.voices).state == "ready":
            work()


def _write(path: Path, text: str | None) -> None:
    if text is None:
        with placing(path, "removed"):
            path.unlink(missing_ok=True)
    else:
        write_file(path, text.encode())
