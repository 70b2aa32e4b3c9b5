"""`serve`: the products on a local web server."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from publish.cli.choices import DEFAULT_SOURCE, chosen, configured
from publish.cli.main import tell
from publish.cli.summary import complain
from publish.errors import PublishError


def serve(options: Namespace) -> int:
    """`publish serve`: until it is interrupted; builds again when a source or the configuration changes.

    That is of this project's own products only: another folder is played as it is.
    """
    from publish.web.serve import serve as run

    def rebuild() -> None:
        from publish.pipeline.scheduler import build

        wanted = Namespace(output=options.folder, voice="", config=options.config)
        try:
            complain(build([DEFAULT_SOURCE], configured(wanted), chosen(wanted)))
        except PublishError as error:
            tell(f"publish: {error}")

    folder = Path(options.folder)
    named = (DEFAULT_SOURCE, options.config or "publish.toml") if _is_own(folder) else ()
    watched = [path for path in map(Path, named) if path.exists()]
    run(folder, port=options.port, host=options.host, watched=watched, rebuild=rebuild, say=tell)
    return 0


def _is_own(folder: Path) -> bool:
    """Whether a folder holds what was built from this project's source/, or is where that goes."""
    from publish.pipeline import state as records

    articles = records.load(folder).articles.values()
    places = [records.located(one.source, folder) for one in articles if "://" not in one.source]
    project = Path(DEFAULT_SOURCE).resolve()
    return folder.resolve() == Path("output").resolve() or any(
        project in place.resolve().parents for place in places
    )
