"""`build -o book.epub`: one product of one article, as one file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.config import Config
from publish.errors import SourceError, UsageError
from publish.pipeline.job import Done, Options
from publish.system import cleanup

if TYPE_CHECKING:
    from publish.pipeline.scheduler import Summary
    from publish.sources.locate import Origin

_SUFFIXES = (".epub", ".mp3", ".m4b")
"""What is written as one file."""
_OTHERS = frozenset((".pdf", ".mobi", ".azw3", ".kfx", ".wav", ".ogg", ".opus", ".m4a", ".docx", ".zip"))


def is_one(output: str) -> bool:
    """Whether products go into one file rather than a folder, by its name.

    Raises UsageError for a file of a kind that is not written.
    """
    suffix = Path(output).suffix.lower()
    if Path(output).is_dir():
        return False
    if suffix in _OTHERS:
        help_ = f"name it with one of {', '.join(_SUFFIXES)}, or give a folder"
        raise UsageError(f"{output} cannot be written: there is no product of that kind", help_)
    return suffix in _SUFFIXES


def build(
    sources: Sequence[str | Origin], config: Config, options: Options, aloud: bool, **how: Any
) -> Summary:
    """Build the article of the sources and write the product that the file's name asks for.

    With `aloud` an EPUB is the read-aloud edition, else the text edition. Raises UsageError when
    the sources hold several articles, and what a build raises.
    """
    from publish.pipeline.output import placing, write_file
    from publish.pipeline.scheduler import build as run
    from publish.sources.locate import locate

    origins = locate(sources)
    if len(origins) != 1:
        help_ = "name one of them, or give a folder with -o"
        raise UsageError(f"{options.output} is one file, but there are {len(origins)} articles", help_)
    with cleanup.folder() as folder:
        needed, config = _adjusted(options, config, aloud)
        summary = run(origins, config, replace(needed, output=folder), **how)
        for done in summary.built:
            product = folder / _product(done, options)
            with placing(options.output):
                options.output.parent.mkdir(parents=True, exist_ok=True)
            write_file(options.output, product.read_bytes())
    return summary


def _adjusted(options: Options, config: Config, aloud: bool) -> tuple[Options, Config]:
    """What has to be made for the file, and no more."""
    suffix = options.output.suffix.lower()
    if suffix == ".m4b":
        config = replace(config, editions=(*config.editions, "m4b"))
    groups = ("audio",) if suffix != ".epub" else ("epub", "audio") if aloud else ("epub",)
    return replace(options, groups=groups), config


def _product(done: Done, options: Options) -> str:
    """The path of the product in the folder of a build. Raises SourceError when it has none."""
    suffix = options.output.suffix.lower()
    names = [f"{done.slug}/{done.slug}-read-aloud.epub"] if suffix == ".epub" else []
    for name in (*names, f"{done.slug}/{done.slug}{suffix}"):
        if name in done.products:
            return name
    raise SourceError(
        f"{done.slug} has no sound", "it has no words to say; publish script shows what is said"
    )
