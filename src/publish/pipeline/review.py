"""The data of an editor's review pages, from an output folder.

They are made when somebody asks for them and stand beside the output folder,
so that they are not published with it.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from publish.config import LoudnessPreset
from publish.errors import BookError, SourceError
from publish.model.digest import of_file
from publish.model.problem import Problem
from publish.model.text import meant
from publish.pipeline.output import placing, write_file
from publish.pipeline.prepare import kept
from publish.pipeline.products import REPORT
from publish.pipeline.steps import step
from publish.pipeline.store import Store

if TYPE_CHECKING:
    from publish.web.report import Heard, Report, Seen

LIST = "index.html"


def write(slugs: Sequence[str], output: Path, place: Path, loudness: LoudnessPreset, store: Store) -> Path:
    """Write the pages of articles, of all with their list when none is named; the one to open.

    `loudness` is what the sound was made for. Raises SourceError for an article
    that is not in the output folder, AudioError, PlaceError.
    """
    from publish.web.report import write_list, write_report

    known = built(output)
    if not known:
        raise SourceError(f"{output} holds no article", "run publish build first")
    for slug in slugs:
        if slug not in known:
            raise SourceError(f"{output} holds no article called {slug!r}", meant(slug, known))
    reports = [review(slug, output, place, loudness, store) for slug in dict.fromkeys(slugs or known)]
    with placing(place):
        place.mkdir(parents=True, exist_ok=True)
    for report in reports:
        write_file(place / f"{report.slug}.html", write_report(report))
    everything = reports if not slugs else [review(slug, output, place, loudness, store) for slug in known]
    write_file(place / LIST, write_list(everything))
    return place / (f"{reports[0].slug}.html" if len(reports) == 1 else LIST)


def built(output: Path) -> tuple[str, ...]:
    """The slugs of the articles in an output folder that have a report."""
    return tuple(sorted(path.parent.name for path in output.glob(f"*/{REPORT}")))


def review(slug: str, output: Path, place: Path, loudness: LoudnessPreset, store: Store) -> Report:
    """What the page of an article at `place` shows. Raises SourceError, AudioError."""
    from publish.audio.loudness import PRESETS
    from publish.web.report import Report

    folder = output / slug
    table = _table(folder / REPORT)
    try:
        return Report(
            slug=slug,
            title=table["title"],
            lang=table["language"],
            bylines=tuple(table["bylines"]),
            published=table["published"],
            opening=table["opening"],
            voice=table["voice"] or "",
            reason=table["voice_reason"] or "",
            seconds=table["duration"] or 0.0,
            lufs=table["loudness_lufs"],
            true_peak_dbtp=table["true_peak_dbtp"],
            target=PRESETS[loudness].lufs,
            sections=tuple(
                heard
                for entry in table["sections"]
                if (heard := _heard(entry, folder, place, store)) is not None
            ),
            pictures=tuple(_seen(entry, folder, place) for entry in table["images"]),
            problems=tuple(Problem(**entry) for entry in table["problems"]),
            files=_files(table, output, place),
        )
    except (KeyError, TypeError) as error:
        raise SourceError(
            f"{folder / REPORT} is of another version of publish", "build the article again"
        ) from error


def _table(path: Path) -> dict[str, Any]:
    try:
        table: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise SourceError(f"{path} cannot be read", "build the article again") from error
    return table


def _heard(entry: dict[str, Any], folder: Path, place: Path, store: Store) -> Heard | None:
    """A section in outline; None where its sound is gone."""
    from publish.audio.mp3 import Outline, outline
    from publish.web.report import Heard

    path = folder / entry["file"]
    if not path.is_file():
        return None

    making = step("narration", "outline", sound=of_file(path))
    sound = kept(store, making, Outline, lambda: outline(path.read_bytes()))
    return Heard(
        entry["title"],
        _address(path, place),
        entry["begin"],
        sound.seconds,
        sound.lufs,
        sound.true_peak_dbtp,
        sound.peaks,
        sound.short_term,
        sound.pause,
    )


def _seen(entry: dict[str, Any], folder: Path, place: Path) -> Seen:
    from publish.web.report import Seen

    path = _picture(entry["name"], folder, place) if entry["name"] else None
    name = entry["src"].split("?")[0].rsplit("/", 1)[-1][:80]
    address = _address(path, place) if path else ""
    return Seen(address, name, entry["alt"], entry["alt_source"], entry["caption"], entry["credit"])


def _picture(name: str, folder: Path, place: Path) -> Path | None:
    """A picture's file: among the products, else out of the article's book and beside the page."""
    if (folder / "images" / name).is_file():
        return folder / "images" / name
    for book in sorted(folder.glob("*.epub")):
        if data := _packed(book, f"/images/{name}"):
            path = place / "pictures" / folder.name / name
            with placing(path.parent):
                path.parent.mkdir(parents=True, exist_ok=True)
            write_file(path, data)
            return path
    return None


def _packed(book: Path, ending: str) -> bytes:
    """The file of a book whose path ends so; nothing where there is none, or the book is damaged."""
    from publish.epub.package import Packed

    with contextlib.suppress(BookError):
        files = Packed(book)
        return next((files[name] for name in files if name.endswith(ending)), b"")
    return b""


def _files(table: dict[str, Any], output: Path, place: Path) -> tuple[tuple[str, str, int], ...]:
    """The article's files that can be opened; its sections and pictures stand in the page themselves."""
    slug = table["slug"]
    return tuple(
        (
            _address(output / product["path"], place),
            product["path"].removeprefix(f"{slug}/"),
            product["bytes"],
        )
        for product in table["products"]
        if not product["path"].startswith((f"{slug}/audio/", f"{slug}/images/"))
    )


def _address(path: Path, place: Path) -> str:
    return quote(Path(os.path.relpath(path.absolute(), place.absolute())).as_posix())
