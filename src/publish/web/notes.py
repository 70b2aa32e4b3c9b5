"""Show notes: an episode's description in plain text and in HTML, with its chapters' times."""

from __future__ import annotations

from html import escape

from publish.i18n import catalogue, front_back_matter
from publish.model.episode import Episode
from publish.model.times import long_clock

LIMIT_BYTES = 4000
CHAPTERS_FROM = 3


def plain(episode: Episode) -> str:
    """The description: standfirst, who wrote it and where, the voice, and chapter times."""
    return fit("\n\n".join("\n".join(part) for part in _parts(episode)))


def html(episode: Episode) -> str:
    """The same in HTML, with a link to the article where it first stood."""
    parts = []
    for part in _parts(episode):
        lines = [escape(line, quote=False) for line in part]
        if episode.url and part == [episode.url]:
            lines = [f'<a href="{escape(episode.url)}">{escape(episode.url, quote=False)}</a>']
        parts.append("<p>" + "<br>".join(lines) + "</p>")
    return "".join(parts)


def fit(text: str) -> str:
    """Text cut at a line's end so that it takes at most 4,000 bytes, as Apple Podcasts asks."""
    while len(text.encode()) > LIMIT_BYTES:
        text = (
            text.rsplit("\n", 1)[0] if "\n" in text else text.encode()[:LIMIT_BYTES].decode(errors="ignore")
        )
    return text.rstrip()


def _parts(episode: Episode) -> list[list[str]]:
    told = " · ".join(
        part
        for part in (
            catalogue.byline(episode.bylines, episode.lang),
            episode.publisher,
            front_back_matter.long_date(episode.published, episode.lang),
        )
        if part
    )
    parts = [
        [episode.standfirst or episode.title],
        [told],
        [episode.url],
        [_voice(episode)] if episode.seconds else [],
    ]
    if len(episode.chapters) >= CHAPTERS_FROM:
        parts.append([f"({long_clock(int(mark.begin))}) {mark.title}" for mark in episode.chapters])
    return [part for part in ([line for line in part if line] for part in parts) if part]


def _voice(episode: Episode) -> str:
    """That the voice is synthetic, and its name: "Read by a synthetic voice (Heart, hibari)."."""
    said = catalogue.word("synthetic", episode.lang)
    name = episode.narrator.rpartition(": ")[2].replace(" (", ", ").rstrip(")")
    return f"{said.rstrip('.')} ({name})." if name else said
