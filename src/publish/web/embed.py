"""A narration on somebody else's page: the element `<publish-player>`, its data, and a page for an iframe."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from publish.config import Site
from publish.i18n import catalogue
from publish.i18n.catalogue import format_minutes, format_number
from publish.model.article import Article, Sentence
from publish.model.episode import Episode
from publish.model.narration import Narration, Script
from publish.model.text import key
from publish.model.walk import parts, text_of
from publish.web import page, transcript
from publish.web.episode import absolute, base
from publish.web.player import BACK_SECONDS, FORWARD_SECONDS, SPEEDS, player_data, spoken_words

SCRIPT = "publish-player.js"
WIDTH, HEIGHT = 640, 340
"""Of the iframe, in CSS pixels: the player at the letters' usual size, with three lines of a sentence."""
COVER_PIXELS = 1400
LABELS = ("player", "position", "speed")
_SCRIPTS = ("sound.js", "embed.js")


def write_embed_script() -> bytes:
    """`publish-player.js`, which defines the element."""
    return _script(*_SCRIPTS).encode()


def write_embed_data(
    article: Article, episode: Episode, narration: Narration, script: Script, site: Site
) -> bytes:
    """`embed.json`: what the element shows of one article; its addresses count from the file."""
    return (page.embed(_data(article, episode, narration, script, site)) + "\n").encode()


def write_embed_page(
    article: Article, episode: Episode, narration: Narration, script: Script, site: Site
) -> bytes:
    """`embed.html`: the element on a page of its own, for an iframe."""
    ui = catalogue.language(article.lang)
    return page.whole(
        "embed",
        script=_script(*_SCRIPTS, "embed_page.js"),
        data=page.embed(_data(article, episode, narration, script, site)),
        title=article.title,
        lang=article.lang,
        ui=ui,
        ui_dir=catalogue.direction(ui),
    )


def write_oembed(episode: Episode, site: Site) -> bytes:
    """`oembed.json`: how a program embeds the article whose address it was given (oEmbed 1.0, "rich")."""
    source = absolute(site, f"{episode.slug}/embed.html")
    frame = (
        f'<iframe src="{escape(source)}" title="{escape(episode.title)}" width="{WIDTH}" height="{HEIGHT}" '
        'style="border:0;max-width:100%" loading="lazy" allow="autoplay"></iframe>'
    )
    answer: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": episode.title,
        "author_name": catalogue.names(episode.bylines, episode.lang),
        "provider_name": site.title,
        "provider_url": f"{base(site)}/",
        "width": WIDTH,
        "height": HEIGHT,
        "html": frame,
    }
    if cover := episode.product("cover"):
        answer |= {"thumbnail_url": absolute(site, cover.path)}
        answer |= {"thumbnail_width": COVER_PIXELS, "thumbnail_height": COVER_PIXELS}
    return (json.dumps(answer, ensure_ascii=False, indent=1) + "\n").encode()


def _script(*names: str) -> str:
    """The scripts with the style that they put into the shadow root."""
    return page.bundle(*names, style=page.asset("embed.css"))


def _data(
    article: Article, episode: Episode, narration: Narration, script: Script, site: Site
) -> dict[str, Any]:
    ui = catalogue.language(article.lang)
    text = catalogue.interface_words(ui)
    sound, small = episode.product("audio"), episode.thumbnails()
    heard = transcript.lines(script, narration)
    writers = catalogue.byline(episode.bylines, ui)
    length = format_minutes(episode.seconds, ui)
    return {
        **player_data(episode, narration, script, site, text, ui),
        "spoken": spoken_words(script, narration, announced=True),
        "article": {"lang": article.lang, "dir": catalogue.direction(article.lang)},
        "audio": sound.path.removeprefix(f"{episode.slug}/") if sound else "",
        "cues": list(_cues(article, script, heard)),
        "dir": catalogue.direction(ui),
        "facts": [part for part in (writers, episode.publisher, length) if part],
        "labels": {
            **{key: text[key] for key in LABELS},
            "back": text["back"].format(n=format_number(BACK_SECONDS, ui)),
            "forward": text["forward"].format(n=format_number(FORWARD_SECONDS, ui)),
        },
        "page": "index.html",
        "thumbnail": small[-1][1].removeprefix(f"{episode.slug}/") if small else "",
        "speeds": [(value, format_number(value, ui)) for value in SPEEDS],
    }


def _cues(article: Article, script: Script, heard: Iterable[transcript.Line]) -> Iterator[list[str | int]]:
    """Id, begin and end in milliseconds, text as it is shown, and the language if not the article's."""
    shown = {each.id: text_of((each,)) for each in parts(article) if isinstance(each, Sentence)}
    plain = {each.id: " ".join(each.text.split()) for each in script.utterances}
    shown |= {each.id: article.title for each in script.utterances if each.role == "title"}
    for line in heard:
        words, known = plain.get(line.id, ""), " ".join(shown.get(line.id, "").split())
        text = line.text.replace(words, known, 1) if words and key(words) == key(known) else line.text
        own = [line.lang] if line.lang not in ("", script.lang) else []
        yield [line.id, line.begin_ms, line.end_ms, text, *own]
