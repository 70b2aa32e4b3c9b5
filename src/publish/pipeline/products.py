"""The table of products: path, step and function of each file, `report.json` last.

A new product is one function here that yields a `Making` and is called by `files`, or by `pages` when it
lists the other products; `wanted` says which group asks for it. CONTRIBUTING.md has one written out.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from publish.covers import studio
from publish.i18n import catalogue
from publish.model.article import Article, Paragraph
from publish.model.digest import of_value
from publish.model.episode import THUMBNAIL_PIXELS, Episode, Product, ProductKind
from publish.model.json import problem_json
from publish.model.narration import Utterance
from publish.model.problem import Problem
from publish.model.text import shortened
from publish.model.times import milliseconds
from publish.model.walk import blocks, figures, sections, text_of
from publish.pipeline.job import Job, Options
from publish.pipeline.output import Content
from publish.pipeline.prepare import Artwork, Prepared, displayed
from publish.pipeline.state import ProductRecord
from publish.pipeline.steps import Step, step, version
from publish.pipeline.store import Store

if TYPE_CHECKING:
    from publish.audio import Tags
    from publish.pipeline.narrate import Section, Spoken
    from publish.sources.locate import Origin


@dataclass(frozen=True, slots=True)
class Making:
    """A product to be: its path from the output folder, its step, and how to make its bytes.

    `kind` is what an episode lists it as, None for what it does not list.
    """

    path: str
    kind: ProductKind | None
    step: Step
    make: Callable[[], Content]


@dataclass(frozen=True, slots=True)
class Work:
    """All that an article's products are made of."""

    job: Job
    prepared: Prepared
    spoken: Spoken | None
    store: Store
    art: Artwork
    digests: dict[str, str] = field(default_factory=dict)

    @property
    def shown(self) -> Article:
        """The article as books and the player show it."""
        return displayed(self.prepared.article, self.job.config)

    @property
    def slug(self) -> str:
        return self.prepared.article.slug

    def path(self, name: str) -> str:
        return f"{self.slug}/{name}"

    def wants(self, group: str) -> bool:
        return group in self.job.options.groups

    def digest(self, name: str) -> str:
        """The digest of a part of the work, taken once."""
        if name not in self.digests:
            self.digests[name] = of_value(self._part(name))
        return self.digests[name]

    def _part(self, name: str) -> object:
        match name:
            case "article":
                return self.prepared.article
            case "pictures":
                return self.prepared.pictures
            case "script":
                return self.spoken and self.spoken.script
            case "narration":
                return self.spoken and self.spoken.narration
            case "cover":
                return (self.art.digest, version("cover"))
            case "audio":
                return self.spoken and tuple(section.key for section in self.spoken.sections)
        raise KeyError(name)

    def inputs(self, *names: str) -> dict[str, str]:
        return {name: self.digest(name) for name in names}


class ProductSet:
    """Takes products: those of `known` whose step has the same key stay, the others are made.

    `known` are the products that stand as they were placed. What staying and
    being made come to is for `keep` and `make`, which record what they took.
    """

    def __init__(self, known: Mapping[str, ProductRecord]) -> None:
        self.known = known
        self.records: dict[str, ProductRecord] = {}
        self.lengths: dict[str, int] = {}
        self.kinds: dict[str, ProductKind] = {}
        self.fresh: list[str] = []

    def add(self, making: Making) -> None:
        """Take one product. Raises PlaceError, and what making it raises."""
        if making.kind is not None:
            self.kinds[making.path] = making.kind
        before = self.known.get(making.path)
        if before and before.key == making.step.key:
            self.records[making.path] = before
            self.keep(making.path)
        else:
            self.make(making)
            self.fresh.append(making.path)

    def keep(self, path: str) -> None:
        """Let a product stay as it is."""
        raise NotImplementedError

    def make(self, making: Making) -> None:
        """Make a product."""
        raise NotImplementedError


def gather(work: Work, product_set: ProductSet) -> Episode:
    """Add every product of an article but its report; returns the episode that lists them."""
    for making in files(work):
        product_set.add(making)
    episode = episode_of(work, product_set.lengths, product_set.kinds)
    for making in pages(work, episode):
        product_set.add(making)
    return episode


def files(work: Work) -> Iterator[Making]:
    """Every product that a player page may offer, in the order in which they are made."""
    if work.wants("audio") or work.wants("web"):
        yield from _audio(work)
        yield from _transcripts(work)
    if work.wants("epub"):
        yield from _books(work)


def pages(work: Work, episode: Episode) -> Iterator[Making]:
    """The player and its pictures, which need to know the other products."""
    if not work.wants("web"):
        return
    from publish.web import write_player

    site, spoken, prepared = work.job.config.site, work.spoken, work.prepared
    making = step(
        "web",
        ("player", site, work.job.config.punctuation),
        episode=of_value(episode),
        **work.inputs("article", "pictures", "narration", "script"),
    )
    yield Making(
        work.path("index.html"),
        None,
        making,
        lambda: write_player(
            work.shown,
            episode,
            spoken.narration if spoken else None,
            prepared.pictures,
            site,
            spoken.script if spoken else None,
        ),
    )
    yield from _embedded(work, episode)
    for name, picture in sorted(prepared.pictures.items()):
        yield Making(
            work.path(f"images/{name}"),
            None,
            step("pictures", "copy", picture=of_value(picture.data)),
            _constant(picture.data),
        )


def _embedded(work: Work, episode: Episode) -> Iterator[Making]:
    """What puts the player on pages elsewhere; `oembed.json` only where the site has an address."""
    from publish.web import write_embed_data, write_embed_page, write_oembed

    site, spoken, punctuation = work.job.config.site, work.spoken, work.job.config.punctuation
    if spoken is None:
        return
    parts = (work.shown, episode, spoken.narration, spoken.script, site)
    inputs = work.inputs("article", "narration", "script")
    table: list[tuple[str, Callable[[], bytes]]] = [
        ("embed.html", lambda: write_embed_page(*parts)),
        ("embed.json", lambda: write_embed_data(*parts)),
    ]
    if site.url:
        table.append(("oembed.json", lambda: write_oembed(episode, site)))
    for name, make in table:
        making = step("web", (name, site, punctuation), episode=of_value(episode), **inputs)
        yield Making(work.path(name), None, making, make)


def _books(work: Work) -> Iterator[Making]:
    from publish.epub import Book, write_read_aloud, write_read_aloud_into, write_text_edition

    prepared, spoken, options = work.prepared, work.spoken, work.job.options

    def book() -> Book:
        cover = work.art.drawn("portrait", work.store)
        return Book(work.shown, cover, prepared.pictures, options.epoch)

    punctuation = work.job.config.punctuation
    params = ("text", options.epoch, options.certified_by, options.review, punctuation)
    yield Making(
        work.path(f"{work.slug}.epub"),
        "epub",
        step("epub", params, **work.inputs("article", "pictures", "cover")),
        lambda: _certified(write_text_edition(book()), options),
    )
    if spoken is not None:
        granularity = work.job.config.granularity
        words = spoken.script if granularity != "sentence" else None

        def aloud() -> Content:
            parts = (book(), spoken.narration, spoken.sounds(), words, granularity == "clause")
            if options.certified_by or options.review:
                return _certified(write_read_aloud(*parts), options)
            return lambda out: write_read_aloud_into(out, *parts)

        yield Making(
            work.path(f"{work.slug}-read-aloud.epub"),
            "read-aloud",
            step(
                "epub",
                ("read-aloud", granularity, *params),
                **work.inputs(
                    "article", "pictures", "cover", "narration", "audio", *(("script",) if words else ())
                ),
            ),
            aloud,
        )


def _certified(epub: bytes, options: Options) -> bytes:
    """A book with the name of who vouches for it, where a build has one."""
    if not options.certified_by and not options.review:
        return epub
    from publish.epub.check.verdict import certify

    return certify(epub, options.certified_by, options.review)


def _audio(work: Work) -> Iterator[Making]:
    """The whole narration, its sections, and their cover."""
    from publish import audio

    spoken = work.spoken
    if spoken is None:
        return
    inputs = work.inputs("article", "pictures", "cover", "narration", "audio")
    yield Making(
        work.path("cover.jpg"),
        "cover",
        work.art.step("square"),
        lambda: work.art.drawn("square", work.store).data,
    )
    for pixels in THUMBNAIL_PIXELS:
        yield Making(
            work.path(f"cover-{pixels}.jpg"),
            "thumbnail",
            work.art.step("square", pixels),
            functools.partial(_thumbnail, work, pixels),
        )

    def whole() -> Iterator[bytes]:
        yield audio.id3(_tags(work, spoken))
        for section in spoken.sections:
            yield spoken.sound(section)

    # The cover is part of the article's digest, so the tags stand for all but the frames themselves.
    tags = replace(_tags(work, spoken), cover=b"")
    making = step("narration", ("whole", tags), **inputs)
    yield Making(work.path(f"{work.slug}.mp3"), "audio", making, whole)
    yield from _sections(work, spoken)
    yield from _editions(work, spoken, inputs)


def _thumbnail(work: Work, pixels: int) -> bytes:
    return studio.draw("thumbnail", work.art.drawn("square", work.store), pixels).data


def _sections(work: Work, spoken: Spoken) -> Iterator[Making]:
    """One audio file a section."""
    for section, place in zip(spoken.sections, spoken.narration.sections, strict=True):
        tags = replace(
            _tags(work, spoken),
            title=section.share.title,
            album=work.prepared.article.title,
            track=section.share.number,
            tracks=len(spoken.sections),
            lyrics=_lyrics(section.share.utterances),
            length_ms=milliseconds(place.frames, spoken.narration.rate),
            marks=(),
        )
        yield Making(
            work.path(f"audio/{section.share.file}"),
            "section-audio",
            step("narration", replace(tags, cover=b""), cover=work.digest("cover"), sound=section.key),
            functools.partial(_section, spoken, section, tags),
        )


def _editions(work: Work, spoken: Spoken, inputs: Mapping[str, str]) -> Iterator[Making]:
    """The narration as one audiobook file, in the forms that the configuration asks for."""
    from publish import audio

    def m4b() -> Iterator[bytes]:
        sounds = (spoken.sound(section) for section in spoken.sections)
        return audio.m4b(sounds, _tags(work, spoken), audio.bitrate(work.job.config.sound))

    def lpf() -> Iterator[bytes]:
        return audio.lpf(spoken.narration, _tags(work, spoken), spoken.sounds())

    for name, make in (("lpf", lpf), ("m4b", m4b)):
        if name in work.job.config.editions:
            making = step("narration", (name, replace(_tags(work, spoken), cover=b"")), **inputs)
            yield Making(work.path(f"{work.slug}.{name}"), None, making, make)


def _section(spoken: Spoken, section: Section, tags: Tags) -> Iterator[bytes]:
    from publish import audio

    yield audio.id3(tags)
    yield spoken.sound(section)


def _tags(work: Work, spoken: Spoken) -> Tags:
    """What the whole narration's MP3 says about itself."""
    from publish import audio

    article, narration, site = work.prepared.article, spoken.narration, work.job.config.site
    return audio.Tags(
        title=article.title,
        artist=catalogue.names(article.bylines, article.lang) or article.publisher or site.author,
        album=site.title,
        date=article.published,
        lang=article.lang,
        cover=work.art.drawn("square", work.store).data,
        lyrics=_lyrics(spoken.script.utterances),
        length_ms=milliseconds(narration.frames, narration.rate),
        marks=audio.marks(narration),
        publisher=article.publisher,
        url=article.url,
        rights=article.rights,
        narrator=narration.narrator,
    )


def _lyrics(utterances: Iterable[Utterance]) -> str:
    """What is heard, a line a block."""
    blocks: dict[str, list[str]] = {}
    for utterance in utterances:
        blocks.setdefault(utterance.block_id, []).append(utterance.text or utterance.spoken)
    return "\n".join(" ".join(lines) for lines in blocks.values())


def untouched(known: Mapping[str, ProductRecord], groups: tuple[str, ...], slug: str) -> tuple[str, ...]:
    """Earlier products that are not of the groups asked for, and so stay as they are."""
    return tuple(path for path in sorted(known) if not wanted(path.removeprefix(f"{slug}/"), groups))


_PAGES = ("index.html", "embed.html", "embed.json", "oembed.json")


def wanted(name: str, groups: tuple[str, ...]) -> bool:
    """Whether `--only groups` asks for an article's file, as `files` and `pages` make it for them.

    What is asked for and not made is removed, so a product that is no sound is named here. The player is
    asked for with the sound that it plays.
    """
    sound = "audio" in groups or "web" in groups
    if name.endswith(".epub"):
        return "epub" in groups and (sound or not name.endswith("-read-aloud.epub"))
    if name in _PAGES or name.startswith("images/"):
        return "web" in groups
    return name == "report.json" or sound


def _transcripts(work: Work) -> Iterator[Making]:
    from publish.web import write_chapters, write_html, write_json, write_srt, write_text, write_vtt

    spoken = work.spoken
    if spoken is None:
        return
    script, narration, title = spoken.script, spoken.narration, work.shown.title
    typographic = work.job.config.punctuation == "typographic"
    table: tuple[tuple[str, ProductKind, Callable[[], bytes]], ...] = (
        (f"{work.slug}.vtt", "vtt", lambda: write_vtt(script, narration)),
        ("transcript.json", "json", lambda: write_json(script, narration)),
        (f"{work.slug}.srt", "srt", lambda: write_srt(script, narration)),
        (f"{work.slug}.txt", "text", lambda: write_text(script, narration)),
        ("transcript.html", "transcript", lambda: write_html(script, narration, title, typographic)),
        ("chapters.json", "chapters", lambda: write_chapters(narration)),
    )
    inputs = work.inputs("script", "narration")
    for name, kind, make in table:
        yield Making(work.path(name), kind, step("web", (kind, title, typographic), **inputs), make)


def _constant(data: bytes) -> Callable[[], bytes]:
    return lambda: data


def episode_of(work: Work, lengths: Mapping[str, int], kinds: Mapping[str, ProductKind]) -> Episode:
    """The episode with the products that were made, in the order of their paths."""
    from publish.web import episode

    listed = tuple(
        Product(kinds[path], path, length) for path, length in sorted(lengths.items()) if path in kinds
    )
    story = episode(work.shown, work.spoken.narration if work.spoken else None, listed)
    shown = _shown_titles(work.prepared.article, work.shown)
    marks = (replace(mark, title=shown.get(mark.title, mark.title)) for mark in story.chapters)
    return replace(story, chapters=tuple(marks))


def _shown_titles(article: Article, shown: Article) -> dict[str, str]:
    """The article's title and headings as they are spoken, each with how it is shown."""
    pairs = zip(sections(article.sections), sections(shown.sections), strict=True)
    return {text_of(a.heading): text_of(b.heading) for a, b in pairs} | {article.title: shown.title}


REPORT = "report.json"


def report_making(work: Work, records: Mapping[str, ProductRecord], lengths: Mapping[str, int]) -> Making:
    """The report as a product."""
    table = report(work, records, lengths)
    content = (json.dumps(table, indent=1, ensure_ascii=False) + "\n").encode()
    return Making(work.path(REPORT), None, step("web", "report", content=of_value(content)), lambda: content)


def report(work: Work, records: Mapping[str, ProductRecord], lengths: Mapping[str, int]) -> dict[str, Any]:
    """The shape of `report.json`: seconds and bytes; null where there is no narration."""
    article, narration = work.prepared.article, work.spoken.narration if work.spoken else None
    return {
        "slug": article.slug,
        "title": article.title,
        "language": article.lang,
        "bylines": list(article.bylines),
        "published": article.published,
        "opening": _opening(article),
        "voice": narration.voice if narration else None,
        "narrator": narration.narrator if narration else None,
        "voice_reason": work.spoken.reason if work.spoken else None,
        "duration": round(narration.duration, 3) if narration else None,
        "loudness_lufs": narration.loudness_lufs if narration else None,
        "true_peak_dbtp": narration.true_peak_dbtp if narration else None,
        "sections": [
            {
                "title": section.title,
                "file": f"audio/{section.file}",
                "begin": round(section.begin / narration.rate, 3),
                "duration": round(section.frames / narration.rate, 3),
            }
            for section in (narration.sections if narration else ())
            if narration
        ],
        "images": [
            {
                "src": figure.image.src,
                "name": figure.image.name,
                "alt": figure.alt,
                "alt_source": figure.alt_source,
                "caption": text_of(figure.caption),
                "credit": text_of(figure.credit),
            }
            for figure in figures(article)
        ],
        "problems": [problem_json(_public(each, work.job.origin)) for each in work.prepared.problems],
        "products": [
            {"path": path, "bytes": lengths[path], "sha256": records[path].digest} for path in sorted(lengths)
        ],
    }


_OPENING_CHARACTERS = 400


def _opening(article: Article) -> str:
    """The standfirst and the first paragraph, cut after a word: what an editor recognises the article by."""
    paragraphs = (text_of(one.sentences) for one in blocks(article.sections) if isinstance(one, Paragraph))
    lines = (text_of(article.standfirst), next(paragraphs, ""))
    return shortened(" ".join(filter(None, lines)), _OPENING_CHARACTERS)


def _public(problem: Problem, origin: Origin) -> Problem:
    """A problem without the folders of this machine: a source outside the project goes by its file's name."""
    path = PurePath(origin.where)
    if origin.path is None or not (path.is_absolute() or ".." in path.parts):
        return problem
    folder = path.parent.parent if path.name == "index.html" else path.parent
    before = f"{folder.as_posix().rstrip('/')}/"
    where, message, help_ = (
        text.replace(before, "") for text in (problem.where, problem.message, problem.help)
    )
    return replace(problem, where=where, message=message, help=help_)
