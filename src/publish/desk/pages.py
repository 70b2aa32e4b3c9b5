"""The HTML and JSON of the desk."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from publish.config import ImageOverride
from publish.config.values import in_markdown
from publish.desk.project import Entry, Opened, pictures
from publish.desk.settings import value_of
from publish.model.article import Figure
from publish.model.json import article_json as as_json
from publish.model.json import script_json
from publish.model.problem import grouped
from publish.model.times import short_clock
from publish.model.walk import text_of
from publish.pipeline.prepare import names_of
from publish.web import page

_ROLES = {
    "title": "title",
    "byline": "byline",
    "heading": "heading",
    "caption": "picture",
    "closing": "closing",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One setting on the page: what it is called, what it is, and as JSON what its file says."""

    key: str
    label: str
    value: str
    seen: str = "null"
    help: str = ""
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture with its words as settings; `address` is "" for one that could not be loaded."""

    name: str
    address: str
    fields: tuple[Field, ...]
    decorative: Field


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the list; `spoken` is "" where it is said as it is written."""

    id: str
    role: str
    text: str
    spoken: str
    lang: str


def listing(entries: Sequence[Entry], line: str) -> bytes:
    """The first page: every article, and the ways to add one."""
    rows = [(entry, short_clock(round(entry.seconds)) if entry.seconds else "") for entry in entries]
    return page.fragment("desk", rows=rows, line=line).encode()


def article(opened: Opened, history: tuple[int, int]) -> bytes:
    """The page of one article."""
    prepared = opened.prepared
    shown = prepared.article
    return page.fragment(
        "desk_article",
        article=shown,
        slug=opened.origin.slug,
        where=opened.origin.where,
        markdown=in_markdown(opened.origin.where),
        fields=tuple(_fields(opened)),
        pictures=tuple(_pictures(opened)),
        problems=grouped(prepared.problems),
        sections=_sections(opened),
        names=names_of(shown)[:200],
        lexicon=tuple(_lexicon(opened)),
        undo=history[0],
        redo=history[1],
    ).encode()


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
    return page.bundle("desk.js")


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
    yield Field(
        "voice",
        "Voice",
        opened.prepared.overrides.voice,
        written("voice"),
        "One of `publish voices`; nothing for the best that is here.",
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
                    "What somebody who does not see it needs to know.",
                    3,
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


def _alt(figure: Figure) -> str:
    return figure.alt_lead or figure.alt


def _lexicon(opened: Opened) -> Iterator[tuple[str, str, str]]:
    """Words, how they are said, and where that stands; an article's own first."""
    for word, said in sorted(opened.prepared.overrides.lexicon.items()):
        yield word, said, "article"
    for word, said in sorted(opened.config.lexicon.items()):
        yield word, said, "project"


def _sections(opened: Opened) -> list[tuple[str, list[Sentence]]]:
    """What is said, by the section that it stands in; the announcement of an element stands with it."""
    sections: list[tuple[str, list[Sentence]]] = []
    place, known = "", set[str]()
    for utterance in opened.script.utterances:
        if utterance.section_id != place:
            place = utterance.section_id
            title = utterance.text if utterance.role == "heading" else place.replace("-", " ").capitalize()
            sections.append((title, []))
        if utterance.id in known:
            continue
        known.add(utterance.id)
        text = utterance.text or utterance.spoken
        spoken = utterance.spoken if utterance.spoken.rstrip(".") != text.rstrip(".") else ""
        role = _ROLES.get(utterance.role, "")
        sections[-1][1].append(Sentence(utterance.id, role, text, spoken, utterance.lang))
    return sections
