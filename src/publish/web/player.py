"""The player page: article, narration, downloads."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from publish import accessibility, render
from publish.config import Site
from publish.i18n import catalogue
from publish.i18n.catalogue import closing, format_minutes, format_number, format_size, language_name, opening
from publish.model.article import Article, Picture
from publish.model.episode import Episode, ProductKind
from publish.model.narration import Narration, Script
from publish.model.times import milliseconds, short_clock
from publish.model.walk import figures, text_of
from publish.speech.word_times import letters
from publish.web import page, transcript
from publish.web.episode import absolute, article_data

SPEEDS = (0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3)
SLEEP_MINUTES = (5, 10, 15, 30, 45, 60)
BACK_SECONDS = 15
FORWARD_SECONDS = 30
CONTENTS_FROM = 3
TEXT_PERCENT = (100, 115, 130, 150, 175, 200, 250)
DOWNLOADS: tuple[tuple[ProductKind, str], ...] = (
    ("read-aloud", "read_aloud"),
    ("epub", "epub"),
    ("audio", "audio"),
    ("transcript", "transcript"),
    ("text", "text"),
    ("vtt", "vtt"),
    ("srt", "srt"),
)


def write_player(
    article: Article,
    episode: Episode,
    narration: Narration | None,
    pictures: Mapping[str, Picture],
    site: Site,
    script: Script | None = None,
) -> bytes:
    """The page at `output/<slug>/index.html`.

    `episode` names the products to offer, `narration` is None when there is no
    sound, `pictures` are by file name and stand in `output/<slug>/images/`.
    With the script of the narration, words are marked too where the voice knows
    their times.
    """
    ui = catalogue.language(article.lang)
    text = catalogue.interface_words(ui)
    heard = narration is not None
    complete = narration is not None and not (narration.announced or narration.skipped)
    claims = accessibility.features(article, pictures, heard, complete)

    def place(path: str) -> str:
        return absolute(site, path) if site.url else _relative(episode, path)

    wrong = corrections(site) if heard else ""
    return page.render(
        "player",
        scripts=("memory.js", "sound.js", "player.js", *(("corrections.js",) if wrong else ())),
        sends=wrong,
        corrections=wrong,
        **_reading(article, episode, text, heard),
        **_controls(episode, text, ui),
        site=site,
        ui=ui,
        ui_dir=catalogue.direction(ui),
        w=text,
        audio=_beside(episode, "audio") if heard else "",
        cover=_beside(episode, "cover"),
        thumbnail=_beside(episode, "thumbnail") or _beside(episode, "cover"),
        address=place(f"{episode.slug}/") if site.url else "",
        data=page.embed(player_data(episode, narration, script, site, text, ui)) if narration else "",
        jsonld=page.embed(article_data(article, episode, claims, site, place)),
    )


def corrections(site: Site) -> str:
    """The address that a listener's correction goes to, as a link or a form has it; "" for none."""
    if not site.corrections or "://" in site.corrections:
        return site.corrections
    return f"mailto:{site.corrections}"


def _reading(article: Article, episode: Episode, text: dict[str, str], heard: bool) -> dict[str, Any]:
    """What there is to read: the article as it was rendered for the book, and what stands around it."""
    first = next((figure.image_id for figure in figures(article)), "")
    setting = render.Setting(article.lang, article.lang, "images/", first=first)
    return {
        "article": article,
        "episode": episode,
        "dir": catalogue.direction(article.lang),
        "opening": _opening(article, setting),
        "closing": closing(article, narrated=heard),
        "sections": [render.section_body(article, section, setting) for section in article.sections],
        "contents": _contents(article),
        "contents_name": catalogue.word("contents", article.lang),
        "facts": _facts(episode, text, catalogue.own_locale(article.lang)),
    }


def _controls(episode: Episode, text: dict[str, str], ui: str) -> dict[str, Any]:
    """What there is to choose from."""
    return {
        "back": text["back"].format(n=format_number(BACK_SECONDS, ui)),
        "forward": text["forward"].format(n=format_number(FORWARD_SECONDS, ui)),
        "speeds": [(value, format_number(value, ui)) for value in SPEEDS],
        "sleeps": [(value, format_minutes(value * 60, ui)) for value in SLEEP_MINUTES],
        "reading": _reading_settings(text, ui),
        "chapters": _chapters(episode),
        "downloads": _downloads(episode, text, ui),
    }


def _reading_settings(text: dict[str, str], ui: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Name, words and choices (value, words) of what a reader may set; the first is the default."""
    sizes = [(str(percent), f"{format_number(percent, ui)} %") for percent in TEXT_PERCENT]
    faces = {"book": "face_book", "plain": "face_plain", "clear": "face_clear"}
    choices = {
        "size": ("text_size", sizes),
        "face": ("typeface", [(value, text[key]) for value, key in faces.items()]),
        "spacing": ("spacing", [(each, text[each]) for each in ("normal", "wide", "wider")]),
        "width": ("line_width", [(each, text[each]) for each in ("normal", "narrow", "wide")]),
    }
    return [(id, text[key], options) for id, (key, options) in choices.items()]


def player_data(
    episode: Episode, narration: Narration, script: Script | None, site: Site, text: dict[str, str], ui: str
) -> dict[str, Any]:
    """What the script is given: times in milliseconds, and its words."""
    used = (
        "play",
        "pause",
        "of",
        "sleep_left",
        "slept",
        "copied",
        "link_here",
        "failed",
        "next_article",
        "played",
    )
    return {
        "album": site.title,
        "artist": catalogue.names(episode.bylines, episode.lang) or episode.publisher,
        "artwork": _beside(episode, "cover"),
        "back": BACK_SECONDS,
        "chapters": [[mark.title, round(mark.begin * 1000)] for mark in episode.chapters],
        "cues": [[id, begin, end] for id, begin, end in transcript.cues(narration)],
        "duration": milliseconds(narration.frames, narration.rate),
        "forward": FORWARD_SECONDS,
        "lang": ui,
        "slug": episode.slug,
        "spoken": spoken_words(script, narration) if script else {},
        "title": episode.title,
        "words": {key: text[key] for key in (*used, "press_play")},
    }


def spoken_words(script: Script, narration: Narration, announced: bool = False) -> dict[int, list[int]]:
    """By the begin of a sentence: how many characters it has, and its words, four figures each.

    Begin and end in the sentence, white space not counted, and begin and end in milliseconds of it. The words
    that announce and close it, which are not in the article, count where they are shown with it: `announced`.
    """
    words: dict[int, list[int]] = {}
    for line in transcript.lines(script, narration, words=True):
        first, count = (0, len(letters(line.text))) if announced else line.written
        figures = [
            (begin, min(word.end - first, count), word.begin_ms - line.begin_ms, word.end_ms - line.begin_ms)
            for word in line.words
            if 0 <= (begin := word.begin - first) < count
        ]
        if figures:
            words[line.begin_ms] = [count, *itertools.chain(*figures)]
    return words


def _opening(article: Article, setting: render.Setting) -> dict[str, str]:
    lines = dict.fromkeys(("publisher", "byline", "published"), "")
    lines |= {line.kind: line.text for line in opening(article)}
    return {**lines, "standfirst": render.render_sentences(article.standfirst, setting)}


def _contents(article: Article) -> list[tuple[str, str]]:
    headed = [(section.id, text_of(section.heading)) for section in article.sections if section.heading]
    return headed if len(headed) >= CONTENTS_FROM else []


def _facts(episode: Episode, text: dict[str, str], locale: str) -> list[str]:
    facts = [format_minutes(episode.seconds, locale)] if episode.seconds else []
    length = text["words"].format(n=format_number(episode.words, locale))
    return [*facts, length, language_name(episode.lang, locale)]


def _downloads(episode: Episode, text: dict[str, str], ui: str) -> list[tuple[str, str, str]]:
    """Address, name and size of what can be taken away."""
    return [
        (_relative(episode, product.path), text[key], format_size(product.length_bytes, text, ui))
        for kind, key in DOWNLOADS
        if (product := episode.product(kind))
    ]


def _chapters(episode: Episode) -> list[tuple[str, str]]:
    return [(mark.title, short_clock(int(mark.begin))) for mark in episode.chapters]


def _beside(episode: Episode, kind: ProductKind) -> str:
    product = episode.product(kind)
    return _relative(episode, product.path) if product else ""


def _relative(episode: Episode, path: str) -> str:
    """A product's address as the player's page, which stands in the episode's folder, sees it."""
    own = f"{episode.slug}/"
    return path[len(own) :] or "./" if path.startswith(own) else f"../{path}"
