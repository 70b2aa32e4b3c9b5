"""A long shelf on disk, of articles in three languages of which some have no date."""

from __future__ import annotations

from pathlib import Path

from publish.config import Site
from publish.model.episode import Episode, Product
from publish.web import long_shelf

SITE = Site(title="The harbour, read aloud", url="https://listen.example.org/harbour")
TITLES = ("The lamp is lit", "Ébauche du port", "東京の港", "A wall without a nail", "Nets and boats")
LANGS = ("en-GB", "fr", "ja", "en", "en-GB")


def episodes(count: int) -> tuple[Episode, ...]:
    """So many articles, one for each day from 2020 on; each ninth has no date."""
    return tuple(
        Episode(
            slug=f"tide-{n:05}",
            title=f"{TITLES[n % 5]} {n}",
            lang=LANGS[n % 5],
            standfirst=f"What the harbour master wrote on page {n}.",
            bylines=("Ada Wren" if n % 2 else "Zoë Marchand",),
            published="" if n % 9 == 8 else f"{2020 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}",
            words=900,
            seconds=60.0 + n * 37 % 400,
            sections=(f"Part {n}",),
            products=(Product("epub", f"tide-{n:05}/tide-{n:05}.epub", 120_000),),
        )
        for n in range(count)
    )


def place(folder: Path, shown: tuple[Episode, ...], site: Site = SITE) -> dict[str, bytes]:
    """Every file of the shelf, written into the folder."""
    result = {document.name: document.make() for document in long_shelf(shown, site)}
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in result.items():
        (folder / name).write_bytes(data)
    return result
