"""`report`: review pages for an editor."""

from __future__ import annotations

import webbrowser
from argparse import Namespace
from pathlib import Path

from publish.cli.choices import configured
from publish.errors import UsageError


def report(options: Namespace) -> int:
    """`publish report`: write the pages, say where, and open the first in the browser."""
    from publish.pipeline import review
    from publish.pipeline.store import Store, default_root
    from publish.system.object_store import is_object

    if is_object(options.output):
        raise UsageError(f"{options.output} is not on this machine", "give a folder of products with -o")
    output = Path(options.output)
    place = (
        Path(options.to) if options.to else output.absolute().with_name(f"{output.absolute().name}-report")
    )
    loudness = configured(options).sound.loudness
    page = review.write(options.slugs, output, place, loudness, Store(default_root()))
    print(_near(page))
    if options.open:
        webbrowser.open(page.absolute().as_uri())
    return 0


def _near(path: Path) -> Path:
    """A path from here where it is under this folder."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path
