"""`serve`: the products in a browser on this machine."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from publish.cli.choices import DEFAULT_SOURCE, chosen, configured
from publish.cli.main import tell
from publish.cli.summary import complain
from publish.errors import PublishError


def serve(options: Namespace) -> int:
    """`publish serve`: until it is interrupted; builds again when a source or the configuration changes."""
    from publish.web.serve import serve as run

    def rebuild() -> None:
        from publish.build.driver import build

        wanted = Namespace(output=options.folder, voice="")
        try:
            complain(build([DEFAULT_SOURCE], configured(wanted), chosen(wanted)))
        except PublishError as error:
            tell(f"publish: {error}")

    watched = [path for path in map(Path, (DEFAULT_SOURCE, "publish.toml")) if path.exists()]
    folder = Path(options.folder)
    run(folder, port=options.port, host=options.host, watched=watched, rebuild=rebuild, say=tell)
    return 0
