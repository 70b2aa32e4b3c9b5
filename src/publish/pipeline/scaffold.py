"""The files of a new project or article; an existing file is never overwritten."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from publish.config import Config, Overrides, example, load_config
from publish.config.example import schema
from publish.config.load import read_toml
from publish.draft.picture_settings import short_names
from publish.errors import ConfigError, SourceError, UsageError
from publish.i18n.language import well_formed
from publish.model.article import Figure
from publish.model.walk import figures, text_of
from publish.pipeline.output import placing, write_file
from publish.pipeline.prepare import one
from publish.sources.locate import Origin, locate, slug_of

SCHEMAS = Path(".publish")
ATTRIBUTES = """\
# Git keeps what both of two people changed in these files; publish desk tells it how.
publish.toml merge=publish
source/*.toml merge=publish
source/*.heard merge=union
published/*.txt merge=union
"""
_PROJECT, _ARTICLE = SCHEMAS / "publish.schema.json", SCHEMAS / "article.schema.json"


def init(folder: Path) -> Iterator[tuple[Path, bool]]:
    """Make a project in a folder: `publish.toml`, `source/`, how git merges them, and schemas for editors.

    Each path with whether it was made now; `publish.toml` stays as it is where
    there is one, the schemas are ours and are renewed. Raises ConfigError when
    the project's settings stand elsewhere, PlaceError.
    """
    refuse_hidden(folder)
    with placing(folder):
        (folder / SCHEMAS).mkdir(parents=True, exist_ok=True)
    yield folder / _PROJECT, _renewed(folder / _PROJECT, schema("publish"))
    yield folder / _ARTICLE, _renewed(folder / _ARTICLE, schema("article"))
    settings, sources = folder / "publish.toml", folder / "source"
    yield settings, _created(settings, example.project(f"./{_PROJECT.as_posix()}"))
    yield folder / ".gitattributes", _created(folder / ".gitattributes", ATTRIBUTES)
    fresh = not sources.is_dir()
    with placing(sources):
        sources.mkdir(exist_ok=True)
    yield sources, fresh


def new(title: str, folder: Path, language: str, today: date) -> Path:
    """Make an article in Markdown, named after its title; a slug as title becomes words.

    Raises UsageError for no title or a wrong language, SourceError when the
    folder has an article of that name, PlaceError.
    """
    title = " ".join(title.split())
    if not title:
        raise UsageError("an article needs a title", 'write one, as in publish new "The long way home"')
    if not well_formed(language):
        raise UsageError(f"{language!r} is not the tag of a language", "write one such as en-GB")
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", title):
        title = title.replace("-", " ").capitalize()
    slug = slug_of(title)
    if taken := next((origin.where for origin in _there(folder) if origin.slug == slug), ""):
        raise SourceError(f"{taken} is an article of that name already", "give the new one another title")
    with placing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{slug}.md"
    if not _created(path, example.markdown(title, well_formed(language), today.isoformat())):
        raise SourceError(f"{path} is there already", "give the new article another title")
    return path


def settings_of(source: str, config: Config) -> Path:
    """Make the file of an article's own settings, with what it has now and all of its pictures.

    Raises SourceError when there is one already or the source cannot have one, PlaceError.
    """
    origins = locate([source])
    path = origins[0].overrides if len(origins) == 1 else None
    if path is not None and path.exists():
        raise SourceError(f"{path} is there already", "write the settings into it")
    article = one(source, config).article
    if path is None:
        raise SourceError(f"{source} has no file of its own settings", "give a source on this machine")
    now = Overrides(
        title=article.title,
        standfirst=text_of(article.standfirst),
        byline=article.bylines,
        language=article.lang,
        published=article.published,
        url=article.url,
    )
    shown = [figure for figure in figures(article) if figure.image.src]
    names = short_names(figure.image.src for figure in shown)
    pictures = {names[figure.image.src]: _shown(figure) for figure in shown}
    place = os.path.relpath(_ARTICLE, path.parent) if _ARTICLE.is_file() else ""
    if not _created(path, example.article(now, pictures, place)):
        raise SourceError(f"{path} is there already", "write the settings into it")
    return path


def today(epoch: int) -> date:
    """The day that a new article is given: that of SOURCE_DATE_EPOCH where it is set, else today here."""
    return datetime.fromtimestamp(epoch, UTC).date() if epoch else date.today()


def language_of(config: Config) -> str:
    """The language of a new article where none is asked for."""
    return config.site.language or "en"


def _shown(figure: Figure) -> example.Shown:
    return example.Shown(
        alt="" if figure.alt_source == "caption" else figure.alt_lead or figure.alt,
        caption=text_of(figure.caption),
        credit=text_of(figure.credit),
        decorative=figure.decorative,
        wordless=figure.alt_source == "none",
    )


def refuse_hidden(folder: Path) -> None:
    """Raise ConfigError where a `publish.toml` would hide the settings of a `pyproject.toml`."""
    project = folder / "pyproject.toml"
    if (folder / "publish.toml").exists() or not project.is_file():
        return
    if "publish" in read_toml(project).get("tool", {}):
        load_config(folder)
        raise ConfigError(
            f"the settings of {folder} stand in pyproject.toml", "keep them there, under [tool.publish]"
        )


def _created(path: Path, text: str) -> bool:
    """Write a file that is not there yet; whether it was not. Raises PlaceError."""
    with placing(path):
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            return False
    return True


def _renewed(path: Path, value: object) -> bool:
    """Write JSON, whether or not the file is there; whether it was not. Raises PlaceError."""
    fresh = not path.is_file()
    write_file(path, f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode())
    return fresh


def _there(folder: Path) -> list[Origin]:
    """The articles that a folder holds."""
    origins = locate([str(folder)]) if folder.is_dir() else ()
    return [origin for origin in origins if origin.error is None]
