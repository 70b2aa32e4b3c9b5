"""A source -> article, pictures, lexicon and script: everything before speech."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from publish.config import Config, Desk, Overrides, Pictures, Site, load_config
from publish.draft.page import Page, Reading
from publish.draft.picture_settings import matches
from publish.errors import PublishError, SourceError
from publish.model.article import Article, Picture
from publish.model.digest import digest_or_none, of_bytes, of_value
from publish.model.problem import Problem
from publish.model.text import base_language
from publish.model.walk import figures
from publish.pipeline.steps import Step, step
from publish.pipeline.store import EntryError, Store, decode, encode
from publish.sources.locate import SETTINGS, Origin, locate

if TYPE_CHECKING:
    from publish.images import Resolved
    from publish.model.narration import Script
    from publish.sources.load import Loaded
    from publish.speech.lexicon import Lexicon


# The covers of an article, drawn once for its title and first picture.

Shape = Literal["portrait", "square"]


@dataclass(frozen=True, slots=True)
class Artwork:
    """What covers are drawn from: the article without its content, and the picture they show."""

    names: Article
    picture: Picture | None
    digest: str

    def step(self, shape: Shape, pixels: int = 0) -> Step:
        """The step of a cover, or of its copy of so many `pixels`."""
        return step("cover", (shape, pixels) if pixels else shape, seen=self.digest)

    def drawn(self, shape: Shape, store: Store) -> Picture:
        """A cover as JPEG, out of the store or drawn now. Raises StoreError."""
        from publish.covers import studio

        return kept(store, self.step(shape), Picture, lambda: studio.draw(shape, self.names, self.picture))


def artwork(prepared: Prepared, config: Config) -> Artwork:
    """The artwork of a prepared article."""
    picture = cover_picture(prepared.article, prepared.pictures, prepared.overrides.cover_picture)
    names = replace(displayed(prepared.article, config), sections=(), standfirst=())
    return Artwork(names, picture, of_value((names, picture)))


def cover_picture(article: Article, pictures: Mapping[str, Picture], named: str = "") -> Picture | None:
    """The picture for the cover: the one that the settings name, else the first shown with words."""
    shown = [figure for figure in figures(article) if figure.image.name in pictures]
    chosen = [figure for figure in shown if named and matches(named, [figure.image.src])]
    figure = next((each for each in (*chosen, *shown) if each in chosen or not each.decorative), None)
    return pictures[figure.image.name] if figure else None


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article with its pictures by name, its problems, its own settings, and what it was made from.

    `files` are the files that were read, or looked for, with their digests ("" for none), `left_out` the
    page's passages that are not in the article.
    """

    article: Article
    pictures: dict[str, Picture]
    problems: tuple[Problem, ...]
    overrides: Overrides
    files: dict[Path, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


def one(
    source: str | Origin, config: Config, base_url: str = "", settings: Path | None = SETTINGS
) -> Prepared:
    """The article of one source, for showing: nothing is kept. Raises PublishError.

    `settings` is the folder of addresses' own settings, None for no such settings.
    """
    origins = locate([source], settings)
    if len(origins) != 1:
        names = ", ".join(origin.where for origin in origins)
        raise SourceError(f"{source} holds {len(origins)} articles", f"give one of {names}")
    return prepare(origins[0], config, None, base_url)


def prepare(
    origin: Origin,
    config: Config,
    store: Store | None,
    base_url: str = "",
    unread: Callable[[Page], object] = lambda page: None,
) -> Prepared:
    """Read an origin's article and resolve its pictures, as far as they are not in the store.

    `unread` is called with a page whose article the store does not know, before it is read.
    Raises SourceError, NetworkError, ConfigError and StoreError.
    """
    from publish.check import check
    from publish.sources.load import load, read_any

    # Digests first: a file that changes while it is read is then found changed by the next build.
    files = {path: digest_or_none(path) for path in (origin.path, origin.overrides) if path}
    loaded = load(origin, config, keeper=store, base_url=base_url)
    overrides = loaded.page.overrides
    if config.language and not overrides.language:
        overrides = replace(overrides, language=config.language)
        loaded = replace(loaded, page=replace(loaded.page, overrides=overrides))
    making = step("read", (config.alt, loaded.kind), page=of_value(loaded.page))

    def read() -> Reading:
        unread(loaded.page)
        return read_any(loaded, config.alt)

    reading = kept(store, making, Reading, read)
    resolved, pictured = _resolve(reading, loaded, store, config.pictures)
    checked = check(resolved.article, origin.where, loaded.page.source)
    everything = (*reading.problems, *resolved.problems, *_not_settled(checked, overrides))
    files = {**pictured, **files}
    pictures = {picture.name: picture for picture in resolved.pictures}
    return Prepared(
        resolved.article, pictures, tuple(dict.fromkeys(everything)), overrides, files, reading.left_out
    )


def _not_settled(problems: Iterable[Problem], own: Overrides) -> Iterator[Problem]:
    """The problems without those of a fact that the article's own settings leave empty on purpose."""
    settings = (("META-001", own.byline), ("META-002", own.published))
    settled = {code for code, value in settings if value is not None}
    return (problem for problem in problems if problem.code not in settled)


def _resolve(
    reading: Reading, loaded: Loaded, store: Store | None, settings: Pictures
) -> tuple[Resolved, dict[Path, str]]:
    from publish.images import Resolved, resolve

    had: dict[str, bytes | PublishError] = {}
    files: dict[Path, str] = {}
    wanted = dict.fromkeys(figure.image.src for figure in figures(reading.article) if figure.image.src)
    for src in sorted(list(wanted)[: settings.most]):
        if path := loaded.fetch.place(src):
            files[path] = digest_or_none(path)
        try:
            had[src] = loaded.fetch(src)
        except PublishError as error:
            had[src] = error

    def fetch(src: str) -> bytes:
        answer = had[src] if src in had else loaded.fetch(src)
        if isinstance(answer, PublishError):
            raise answer
        return answer

    contents = tuple(
        (src, of_bytes(data) if isinstance(data, bytes) else str(data)) for src, data in had.items()
    )
    making = step(
        "pictures", (settings, loaded.page.where), article=of_value(reading.article), bytes=of_value(contents)
    )

    def make() -> Resolved:
        return resolve(
            reading.article,
            fetch,
            longest_side=settings.longest_side,
            max_pixels=settings.max_megapixels * 1_000_000,
            most=settings.most,
            where=loaded.page.where,
        )

    return kept(store, making, Resolved, make), files


def displayed(article: Article, config: Config) -> Article:
    """The article as books and the player show it; its ids, and what is spoken, are those of `article`."""
    if config.punctuation == "source":
        return article
    from publish.render import typographic

    return typographic(article)


def script_of(prepared: Prepared, config: Config, store: Store | None = None) -> Script:
    """The script of a prepared article. Raises StoreError."""
    from publish.model.narration import Script
    from publish.script import write_script

    here, lexicon = prepared.overrides.sentences, lexicon_of(config, prepared.overrides)
    params = replace(
        config,
        site=Site(),
        issues={},
        pictures=Pictures(),
        allow_hosts=(),
        editions=(),
        lexicon={},
        punctuation="source",
        places={},
        desk=Desk(),
    )
    entries = (params, lexicon, here) if here else (params, lexicon)
    writing = step("script", entries, article=of_value(prepared.article))
    stronger = {**config.lexicon, **prepared.overrides.lexicon}
    within = {begin: above(stronger, words) for begin, words in here.items()}
    return kept(store, writing, Script, lambda: write_script(prepared.article, config, lexicon, within))


def settled(config: Config, own: Overrides) -> Config:
    """The project's settings as those of one article change how it is said."""
    script, voices = config.script, config.voices
    return replace(
        config,
        script=replace(
            script,
            skip_sections=(*script.skip_sections, *own.skip_sections),
            skip_sentences=(*script.skip_sentences, *own.skip_sentences),
            pauses={**script.pauses, **own.pauses},
        ),
        voices=replace(voices, by_role={**voices.by_role, **own.voices_by_role}),
        sound=replace(config.sound, pace=own.pace or config.sound.pace),
    )


def voice_of(named: str, prepared: Prepared, config: Config) -> str:
    """The name of the voice that is asked for: `named`, else the article's, else the project's."""
    return named or prepared.overrides.voice or config.voice


def names_of(article: Article) -> tuple[str, ...]:
    """The names in an article whose sound an editor should hear, in order of first appearance."""
    from publish.model.walk import article_text
    from publish.speech.proper_names import names
    from publish.voices.hibari_words import is_common

    known = (is_common,) if base_language(article.lang) == "en" else ()
    return names(article_text(article), article.lang, *known)


def kept(store: Store | None, making: Step, kind: type[T], make: Callable[[], T]) -> T:
    """The value of a step, of type `kind`: out of the store, else made now and kept. Raises StoreError.

    An entry that does not hold a value of that type is a miss.
    """
    if store is None:
        return make()
    key = making.key
    if entry := store.get(making.name, key):
        with contextlib.suppress(EntryError):
            return decode(entry, kind)
    value = make()
    store.put(making.name, key, encode(value))
    return value


def project_config(place: Path) -> Config:
    """The configuration in a file or of a folder's project, its lexicon files' entries in its lexicon.

    What stands in the configuration itself comes before the files, an earlier
    file before a later one. Raises ConfigError.
    """
    config, folder = load_config(place), place if place.is_dir() else place.parent
    if config.site.artwork:
        picture = os.path.relpath(folder / config.site.artwork)
        config = replace(config, site=replace(config.site, artwork=picture))
    if not config.lexicon_files:
        return config
    from publish.speech.lexicon import load

    entries: dict[str, str] = {}
    for name in reversed(config.lexicon_files):
        entries |= dict(load(folder / name).entries)
    return replace(config, lexicon={**entries, **config.lexicon}, lexicon_files=())


def lexicon_of(config: Config, overrides: Overrides | None = None) -> Lexicon:
    """The project's entries, and above them the article's own. Raises ConfigError."""
    return above(config.lexicon, overrides.lexicon if overrides else {})


def above(weaker: Mapping[str, str], stronger: Mapping[str, str]) -> Lexicon:
    """One lexicon of two tables, where the second one's sayings count. Raises ConfigError."""
    from publish.speech.lexicon import from_table

    return from_table({**weaker, **stronger})
