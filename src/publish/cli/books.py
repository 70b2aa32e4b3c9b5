"""`check`, `report`, `push`, `takedown`, `serve` and `desk`: judge, publish, play and mend what was built."""

from __future__ import annotations

import getpass
import json
import os
import sys
import webbrowser
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from publish.cli.build import complain
from publish.cli.choices import DEFAULT_SOURCE, chosen, configured
from publish.cli.main import tell
from publish.errors import CheckError, PublishError, SourceError, UsageError

if TYPE_CHECKING:
    from publish.config import Config
    from publish.pipeline.job import Options


def check(options: Namespace) -> int:
    """`publish check`: 1 when a book has an error or a warning, or cannot be judged."""
    from publish.epub.check.verdict import check_book

    verdicts, failed = [], False
    for name in options.books:
        try:
            verdict = check_book(_there(name))
        except PublishError as error:
            tell(f"publish: {error if error.subject == name else f'{name}: {error}'}")
            failed = True
            continue
        failed = failed or not verdict.clean
        verdicts.append(verdict.as_json())
        if not options.json and not (options.quiet and verdict.clean):
            print("\n".join(verdict.lines()), flush=True)
    if options.json:
        print(json.dumps(verdicts, ensure_ascii=False, indent=2))
    return 1 if failed else 0


def _there(name: str) -> Path:
    """A book's path. Raises CheckError where no file is."""
    path = Path(name)
    if path.is_dir():
        raise CheckError.about(name, "is a folder", f"give the books in it, as in {path}/*.epub")
    if not path.exists():
        raise CheckError.about(name, "does not exist", "check the name; publish build makes books")
    return path


def report(options: Namespace) -> int:
    """`publish report`: write the pages, say where, and open the first in the browser."""
    from publish.pipeline import review
    from publish.pipeline.planner import from_here
    from publish.pipeline.store import Store, default_root

    output = _folder(options)
    place = (
        Path(options.to) if options.to else output.absolute().with_name(f"{output.absolute().name}-report")
    )
    loudness = configured(options).sound.loudness
    page = review.write(options.slugs, output, place, loudness, Store(default_root()))
    print(from_here(page))
    if options.open:
        webbrowser.open(page.absolute().as_uri())
    return 0


def push(options: Namespace) -> int:
    """`publish push`: 1 when a place fails, or with --check when something is still to be done."""
    from publish.pipeline import publishing

    config, wanted = configured(options), _folder_options(options)
    if options.check:
        return _checked(options, config, wanted)
    pushed = publishing.push(options.places, config, wanted, options.article, _say(options))
    for one in pushed:
        line = publishing.pushed_line(one)
        if one.error:
            tell(f"publish: {line}")
        elif not options.quiet:
            print(line)
    return 1 if any(one.error for one in pushed) else 0


def takedown(options: Namespace) -> int:
    """`publish takedown`: 1 when it still stands at a place."""
    from publish.pipeline import publishing, state

    if options.undo:
        state.withdraw(options.slugs, back=True)
        if not options.quiet:
            print(f"{', '.join(options.slugs)} may be built again: publish build, then publish push")
        return 0
    taken = publishing.take_down(options.slugs, configured(options), _folder_options(options), _say(options))
    print("\n".join(f"{line}." for line in publishing.taken_down_lines(taken)))
    return 1 if any(one.error for one in taken.places) else 0


def _checked(options: Namespace, config: Config, wanted: Options) -> int:
    from publish.epub.check.verdict import check_book
    from publish.pipeline import publishing, state

    slugs = options.article or sorted(state.load(wanted.output).articles)
    if not slugs:
        raise SourceError(f"{wanted.output} holds no article", "run publish build first")
    lists = {
        slug: publishing.checklist(
            slug, config, wanted, publishing.names_unheard(slug, config, wanted), check_book
        )
        for slug in slugs
    }
    for slug, checks in lists.items():
        print(slug)
        print("\n".join(f"  {_MARKS[check.done]:8} {check.sentence}." for check in checks))
    return 1 if any(check.done is False for checks in lists.values() for check in checks) else 0


_MARKS = {True: "done", False: "to do", None: "unknown"}


def _folder_options(options: Namespace) -> Options:
    """The options of those who work with what is built. Raises UsageError for an object store."""
    _folder(options)
    return chosen(Namespace(output=options.output, voice="", config=options.config))


def _folder(options: Namespace) -> Path:
    """The folder of products that is meant. Raises UsageError for an object store."""
    from publish.system.object_store import is_object

    if is_object(options.output):
        raise UsageError(f"{options.output} is not on this machine", "give a folder of products with -o")
    return Path(options.output)


def _say(options: Namespace) -> Callable[[str], None]:
    """How far it is, on a terminal only."""
    return tell if sys.stderr.isatty() and not options.quiet else lambda line: None


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


def desk(options: Namespace) -> int:
    """`publish desk`: until it is interrupted. An empty folder becomes a project."""
    from publish.desk.project import Project
    from publish.desk.server import Listening, judged, run
    from publish.pipeline import scaffold

    wanted = Namespace(output="output", voice="", config=options.config)
    listening = Listening(
        options.listen,
        options.port,
        names=tuple(options.name),
        programs=os.environ.get("PUBLISH_DESK_TOKEN", ""),
    )
    if listening.elsewhere:
        listening = replace(listening, password=_password())
    judged(listening)
    standing = ("publish.toml", "source", "pyproject.toml")
    if not options.config and not any(Path(name).exists() for name in standing):
        list(scaffold.init(Path()))

    def opened(address: str) -> None:
        if listening.elsewhere:
            tell(_OPEN_TO_OTHERS.format(address=address))
            return
        tell(f"{address} is the desk; press Ctrl-C to stop")
        if options.open:
            webbrowser.open(address)

    run(Project(chosen(wanted), Path(options.config)), listening, opened)
    return 0


_OPEN_TO_OTHERS = """\
{address} is the desk; press Ctrl-C to stop.
Everybody who reaches this address and has the password can read, change, build and publish the
articles, and so run the commands that publish.toml names for publishing. What is sent is not
encrypted: in a network that others share, let a web server with a certificate stand before it
(publish desk --listen ADDR --name HOST), or use a tunnel."""


def _password() -> str:
    """The password for a desk that others reach: from the environment, or typed."""
    if given := os.environ.get("PUBLISH_DESK_PASSWORD", ""):
        return given
    return getpass.getpass("Password for the desk: ") if sys.stdin.isatty() else ""


def _is_own(folder: Path) -> bool:
    """Whether a folder holds what was built from this project's source/, or is where that goes."""
    from publish.pipeline import state as records

    articles = records.load(folder).articles.values()
    places = [records.located(one.source, folder) for one in articles if "://" not in one.source]
    project = Path(DEFAULT_SOURCE).resolve()
    return folder.resolve() == Path("output").resolve() or any(
        project in place.resolve().parents for place in places
    )
