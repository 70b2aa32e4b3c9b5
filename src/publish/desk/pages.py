"""The HTML and JSON of the desk."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from publish.config import Config, ImageOverride
from publish.config.values import in_markdown
from publish.desk.arrivals import MOST_BYTES, FeedEntry
from publish.desk.corrections import Correction, waiting
from publish.desk.project import Entry, Opened, pictures
from publish.desk.settings import value_of
from publish.draft.picture_settings import short_names
from publish.model.article import Figure, List
from publish.model.json import article_json as as_json
from publish.model.json import script_json
from publish.model.narration import Role, Utterance
from publish.model.problem import Problem, grouped
from publish.model.text import begins, word_count
from publish.model.times import short_clock
from publish.model.walk import article_text, block_text, figures, nested, sections, text_of
from publish.pipeline.prepare import names_of
from publish.pipeline.publishing import Check
from publish.system import data
from publish.voices import statuses
from publish.web import page

if TYPE_CHECKING:
    from publish.desk.reader import Book

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What a page of the desk may do: nothing but what the desk itself serves."""
_ROLES = {
    "title": "title",
    "byline": "byline",
    "heading": "heading",
    "caption": "picture",
    "closing": "closing",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A place to publish to: where it is, and the slugs of the articles that stand there."""

    name: str
    where: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One setting on the page: what it is called, what it is, and as JSON what its file says.

    `count` is the number of characters above which it is called long, 0 for no counter; `among` is the id
    of a list of values to choose from.
    """

    key: str
    label: str
    value: str
    seen: str = "null"
    help: str = ""
    lines: int = 1
    count: int = 0
    among: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture with its words as settings; `address` is "" for one that could not be loaded."""

    name: str
    address: str
    fields: tuple[Field, ...]
    decorative: Field


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the list; `spoken` is "" where it is said as it is written.

    `passage` names the passage that it stands in for `drop_passages`, `kept` is the entry of
    `keep_passages` that brought it back, `skipped` that of `skip_sentences` by which it is `silent`.
    `look` is how it looks in the book, `pictures` are those before it, by number and address.
    """

    id: str
    role: str
    text: str
    spoken: str
    lang: str
    silent: bool = False
    passage: str = ""
    kept: str = ""
    skipped: str = ""
    look: str = ""
    pictures: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the list; `name` is how `skip_sections` names it, "" for what is no section.

    `pictures` are those at its end, by number and address.
    """

    title: str
    sentences: list[Sentence]
    name: str = ""
    silent: bool = False
    pictures: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A passage that is not in the article, and the change of a setting that brings it back."""

    text: str
    key: str
    verb: str
    name: str


def listing(entries: Sequence[Entry], line: str, bookmark: str) -> bytes:
    """The first page: every article, and the ways to add one."""
    rows = [(entry, short_clock(round(entry.seconds)) if entry.seconds else "") for entry in entries]
    values = {"rows": rows, "line": line, "bookmark": bookmark, "corrections": len(waiting())}
    return page.fragment("desk", most=MOST_BYTES, **values).encode()


def article(opened: Opened, history: tuple[int, int], built: bool) -> bytes:
    """The page of one article; `history` counts what can be undone and made again."""
    prepared = opened.prepared
    shown = prepared.article
    return page.fragment(
        "desk_article",
        article=shown,
        slug=opened.origin.slug,
        where=opened.origin.where,
        markdown=in_markdown(opened.origin.where),
        fields=tuple(_fields(opened)),
        manner=tuple(_manner(opened)),
        voices=_voices(opened.config),
        pictures=tuple(_pictures(opened)),
        words=word_count(article_text(shown)),
        problems=grouped(prepared.problems),
        places=_places(opened),
        sections=_sections(opened),
        left_out=tuple(_left_out(opened)),
        keyboard=_keyboard(),
        names=names_of(shown)[:200],
        lexicon=tuple(_lexicon(opened)),
        undo=history[0],
        redo=history[1],
        built=built,
    ).encode()


def publishing(
    slug: str, name: str, checks: Sequence[Check], places: Sequence[Standing], down: bool, last: Sequence[str]
) -> bytes:
    """The page on which an article is published; `last` is what was done there last."""
    values = {"checks": checks, "places": places, "down": down, "last": last, "ways": _ways(slug)}
    return page.fragment("desk_publish", slug=slug, title=name, **values).encode()


def _ways(slug: str) -> dict[str, tuple[str, str]]:
    """By the name of a check, the address at which it is seen to, and words for the way there."""
    here = f"/articles/{slug}"
    return {
        "names": (f"{here}#words", "Listen to the names"),
        "pictures": (f"{here}#pictures", "Describe the pictures"),
        "problems": (f"{here}#problems", "See what to look at"),
        "address": ("/sound#show", "Give the address"),
    }


def reading(slug: str, title: str, edition: str, book: Book) -> bytes:
    """The page on which a book is read; `edition` is text or read-aloud."""
    root = f"/articles/{slug}/books/{edition}/"
    return page.fragment("desk_book", slug=slug, title=title, edition=edition, root=root, book=book).encode()


def corrections(rows: Sequence[Correction]) -> bytes:
    """The page of what listeners say is said wrongly."""
    return page.fragment("desk_corrections", rows=rows).encode()


def login(sentence: str) -> bytes:
    """The page that asks for the password, with why the last one was refused."""
    return page.fragment("desk_login", sentence=sentence).encode()


def failed(sentence: str) -> bytes:
    """A page that says what could not be done."""
    return page.fragment("desk_failed", sentence=sentence).encode()


def article_json(opened: Opened) -> dict[str, Any]:
    """An article as data: what is shown, what is said, what is wrong, and its settings file."""
    prepared = opened.prepared
    return {
        **as_json(prepared.article, prepared.problems, prepared.left_out),
        "script": script_json(opened.script),
        "settings": opened.settings,
    }


def style() -> str:
    """The style of every page of the desk."""
    return page.asset("page.css") + page.asset("desk.css")


def script() -> str:
    """The script of every page of the desk."""
    return page.bundle("desk.js") + page.bundle("desk_book.js")


def _fields(opened: Opened) -> Iterator[Field]:
    article, text = opened.prepared.article, opened.settings

    def written(key: str) -> str:
        return json.dumps(value_of(text, (key,)), ensure_ascii=False)

    yield Field("title", "Title", article.title, written("title"))
    yield Field(
        "standfirst",
        "Standfirst",
        text_of(article.standfirst),
        written("standfirst"),
        "The words under the title.",
        3,
    )
    yield Field("byline", "Written by", "\n".join(article.bylines), written("byline"), "One name a line.", 2)
    yield Field("published", "Date", (article.published or "")[:10], written("published"), "As 2026-01-31.")
    yield Field("language", "Language", article.lang, written("language"), "A tag such as en-GB or fr.")


def _manner(opened: Opened) -> Iterator[Field]:
    """How the article is said, where it is not as all are."""
    own, field = opened.prepared.overrides, partial(_setting, opened.settings)
    yield field("Voice", ("voice",), own.voice, _AS_ALL, "voices")
    quote = own.voices_by_role.get("quote")
    yield field("Voice of quotations", ("voices_by_role", "quote"), quote, _AS_ALL, "voices")
    yield field("Speed", ("pace",), own.pace, f"{_SPEED} {_AS_ALL}")
    for role, label in _PAUSED:
        yield field(label, ("pauses", role), own.pauses.get(role), f"{_PAUSE} {_AS_ALL}")


def _setting(
    text: str, label: str, path: tuple[str, ...], value: object, help: str = "", among: str = ""
) -> Field:
    """A setting by its place in a settings file with that text."""
    seen = json.dumps(value_of(text, path), ensure_ascii=False)
    return Field("\t".join(path), label, "" if value is None else str(value), seen, help, among=among)


def _voices(config: Config) -> tuple[str, ...]:
    """The voices that are on this machine, and the engines that need a network, as settings name them."""
    names = ["auto"]
    for status in statuses(config.voices):
        if status.state == "network":
            names.append(status.engine)
        if status.state == "ready" and status.engine not in _SILENT_ENGINES:
            names += [f"{status.engine}:{voice}" for voice in status.voices]
    return tuple(names)


_SILENT_ENGINES = ("silence", "tone")
_AS_ALL = "Empty: as in all articles."
_SPEED = "1 is the voice's own; 1.1 is a tenth faster."
_PAUSE = "1 is the usual; 1.5 is half as long again."
_PAUSED: tuple[tuple[Role, str], ...] = (
    ("body", "Pause after a paragraph"),
    ("heading", "Pause after a heading"),
)


def _pictures(opened: Opened) -> Iterator[Shown]:
    article = opened.prepared.article
    assigned = opened.prepared.overrides.images
    for name, figure in pictures(opened).items():
        own = assigned.get(name, ImageOverride())
        loaded = figure.image.name in opened.prepared.pictures
        address = f"/articles/{article.slug}/pictures/{figure.image.name}" if loaded else ""
        prefix = f"images\t{name}\t"
        yield Shown(
            name,
            address,
            (
                Field(
                    prefix + "alt",
                    "Description",
                    _alt(figure),
                    json.dumps(own.alt),
                    "",
                    3,
                    _LONG_ALT,
                ),
                Field(prefix + "caption", "Caption", text_of(figure.caption), json.dumps(own.caption), "", 2),
                Field(prefix + "credit", "Credit", text_of(figure.credit), json.dumps(own.credit)),
            ),
            Field(
                prefix + "decorative",
                "Decorative: pass it over",
                "yes" if figure.decorative else "",
                json.dumps(own.decorative or None),
            ),
        )


_LONG_ALT = 250


def _alt(figure: Figure) -> str:
    return figure.alt_lead or figure.alt


def _lexicon(opened: Opened) -> Iterator[tuple[str, str, str, str]]:
    """Words, how they are said, where that stands, and in which sentence; an article's own first."""
    own = opened.prepared.overrides
    for begin, words in sorted(own.sentences.items()):
        for word, spoken in sorted(words.items()):
            yield word, spoken, "sentence", begin
    for word, spoken in sorted(own.lexicon.items()):
        yield word, spoken, "article", ""
    for word, spoken in sorted(opened.config.lexicon.items()):
        yield word, spoken, "project", ""


def _sections(opened: Opened) -> list[Part]:
    """What is said, by the section that it stands in; the announcement of an element stands with it."""
    parts: list[Part] = []
    place, known, passages = "", set[str](), _passages(opened)
    silent, headings, shown = set(opened.script.skipped), _headings(opened), _before(opened)
    for utterance in opened.whole.utterances:
        if utterance.section_id != place:
            place = utterance.section_id
            name = headings.get(place, "")
            skipped = any(begins(name, each) for each in opened.prepared.overrides.skip_sections)
            title, last = name or place.replace("-", " ").capitalize(), tuple(shown.pop(f"{place} end", ()))
            parts.append(Part(title, [], name, skipped, last))
        if utterance.id in known:
            continue
        known.add(utterance.id)
        passage = passages.get(utterance.block_id, "")
        sentence = _sentence(opened, utterance, passage, utterance.id in silent)
        parts[-1].sentences.append(replace(sentence, pictures=tuple(shown.pop(utterance.block_id, ()))))
    return parts


def _before(opened: Opened) -> dict[str, list[tuple[int, str]]]:
    """By the id of a block that is said, the pictures in it and between it and the one before.

    Those behind the last block of a section are under the section's id and "end".
    """
    article, heard = opened.prepared.article, {each.block_id for each in opened.whole.utterances}
    numbers = {picture.image.name: n for n, picture in enumerate(pictures(opened).values(), 1)}
    result: dict[str, list[tuple[int, str]]] = {}
    for section in sections(article.sections):
        waiting: list[tuple[int, str]] = []
        for block in nested(section.blocks):
            if isinstance(block, Figure) and block.image.name in opened.prepared.pictures:
                address = f"/articles/{article.slug}/pictures/{block.image.name}"
                waiting.append((numbers.get(block.image.name, 1), address))
            if waiting and block.id in heard:
                result[block.id], waiting = waiting, []
        result[f"{section.id} end"] = waiting
    return result


def _sentence(opened: Opened, utterance: Utterance, passage: str, silent: bool) -> Sentence:
    text, own = utterance.text or utterance.spoken, opened.prepared.overrides
    spoken = utterance.spoken if utterance.spoken.rstrip(".") != text.rstrip(".") else ""
    role = _ROLES.get(utterance.role, "")
    kept = next((name for name in own.keep_passages if begins(passage, name)), "")
    skipped = next((name for name in own.skip_sentences if begins(text, name)), "")
    look = utterance.role
    return Sentence(utterance.id, role, text, spoken, utterance.lang, silent, passage, kept, skipped, look)


def _headings(opened: Opened) -> dict[str, str]:
    return {each.id: text_of(each.heading) for each in sections(opened.prepared.article.sections)}


def _passages(opened: Opened) -> dict[str, str]:
    """By the id of a block or section, how `drop_passages` names what it stands in."""
    article = opened.prepared.article
    names = _headings(opened)
    called = short_names(figure.image.src for figure in figures(article) if figure.image.src)
    for section in sections(article.sections):
        for block in section.blocks:
            source = block.image.src if isinstance(block, Figure) else ""
            name = called.get(source, "") or opening(block_text(block))
            for inner in nested((block,)):
                names[inner.id] = name
                if isinstance(inner, List):
                    names |= dict.fromkeys((item.id for item in inner.items), name)
    return names


def opening(text: str) -> str:
    """The words by which a passage is named in the settings."""
    return " ".join(text.split()[:_OPENING])


_OPENING = 10


def _left_out(opened: Opened) -> Iterator[LeftOut]:
    own = opened.prepared.overrides
    for text in opened.prepared.left_out:
        dropped = next((name for name in own.drop_passages if begins(text, name)), "")
        if dropped:
            yield LeftOut(text, "drop_passages", "remove", dropped)
        else:
            yield LeftOut(text, "keep_passages", "add", opening(text))
    shown = {*opened.prepared.left_out}
    for name in own.drop_passages:
        if not any(begins(text, name) for text in shown):
            yield LeftOut(name, "drop_passages", "remove", name)


_PLACES = {
    "READ-002": ("field-title", "Write the title"),
    "READ-003": ("left-out", "See what was left out"),
    "READ-005": ("left-out", "See what was left out"),
    "READ-013": ("left-out", "See what was left out"),
    "A11Y-008": ("field-language", "Set the language"),
    "META-001": ("field-byline", "Name who wrote it"),
    "META-002": ("field-published", "Set the date"),
    "META-006": ("field-title", "Change the title"),
}


def _places(opened: Opened) -> dict[Problem, tuple[str, str] | None]:
    """The element of the page at which each problem is mended, and words for the way there."""
    names = {name: f"picture-{number}" for number, name in enumerate(pictures(opened), 1)}
    return {
        problem: _PLACES.get(problem.code)
        or next(
            ((id, "Go to the picture") for name, id in names.items() if f'"{name}"' in problem.message), None
        )
        for problem in opened.prepared.problems
    }


@cache
def _keyboard() -> dict[str, dict[str, str]]:
    return data.table("publish.desk", "sounds.toml")


def feed(title: str, entries: Sequence[FeedEntry]) -> bytes:
    """The articles of a feed, to choose from."""
    return page.fragment("desk_feed", title=title, entries=entries).encode()


_SILENT_ROLES = (
    ("Captions, credits and descriptions of pictures", "caption"),
    ("Notes", "note"),
    ("Tables", "table"),
    ("Boxes", "aside"),
)


def how_said(config: Config, text: str, history: tuple[int, int]) -> bytes:
    """The page of what holds for the sound of every article; `text` is the project's settings file."""
    field = partial(_setting, text)
    pauses, roles, site = config.script.pauses, config.voices.by_role, config.site
    fields = (
        field("Voice", ("voice",), config.voice, "One of the list, or auto for the best there is.", "voices"),
        field("Voice of quotations", ("voices", "by_role", "quote"), roles.get("quote", ""), "", "voices"),
        field("Speed", ("sound", "pace"), config.sound.pace, _SPEED),
        *(field(label, ("script", "pauses", role), pauses.get(role, 1.0), _PAUSE) for role, label in _PAUSED),
    )
    show = (
        field("Name of the show", ("site", "title"), site.title),
        field(
            "Its address on the web", ("site", "url"), site.url, "Where it will stand once it is published."
        ),
        field("Who stands behind it", ("site", "author"), site.author),
        field("Their e-mail address", ("site", "email"), site.email, "Podcast directories ask for it."),
    )
    silent = [(name, role, role in config.script.skip_roles) for name, role in _SILENT_ROLES]
    values = {"fields": fields, "show": show, "roles": silent, "voices": _voices(config)}
    return page.fragment("desk_sound", **values, undo=history[0], redo=history[1]).encode()


def arrival(address: str, html: str, number: int) -> bytes:
    """The page that asks whether to add what a bookmark has sent."""
    kilobytes = max(1, round(len(html.encode()) / 1000))
    return page.fragment("desk_arrival", address=address, kilobytes=kilobytes, number=number).encode()
