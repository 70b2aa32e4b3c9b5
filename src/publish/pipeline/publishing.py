"""Publish the output folder to places, and take articles down again.

A place is a folder, an object store, or a command of the user's own. What stands
where is kept in `published/NAME.txt`, a line a file as `sha256sum` writes it, and
the slugs of articles that were taken down in `published/withdrawn.txt`: people who
share a project in git see in a diff what was published, and two of them merge.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from publish.config import Config, Place
from publish.errors import ConfigError, PlaceError, PublishError, SourceError
from publish.model.digest import of_bytes
from publish.model.text import counted, meant
from publish.pipeline import scheduler, site, state
from publish.pipeline.job import Options
from publish.pipeline.output import only_build, placing, prune, write_below
from publish.pipeline.planner import Planner, enumerated
from publish.pipeline.prepare import names_of, prepare
from publish.pipeline.products import REPORT
from publish.pipeline.state import PUBLISHED, WITHDRAWN, Record, withdraw, withdrawn
from publish.pipeline.store import Store
from publish.sources.locate import SETTINGS, Origin, locate
from publish.system import processes
from publish.system.object_store import at, is_object

if TYPE_CHECKING:
    from publish.epub.check.verdict import Verdict

_SENDING = "0" * 64
"""Stands for the digest of a file that is being sent: whoever dies meanwhile has it in the record."""

Files = dict[str, str]
"""Path, as it counts from the output folder, to the SHA-256 of its bytes in hexadecimal."""
Say = Callable[[str], None]


def _unsaid(line: str) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class Moves:
    """What has to happen at a place, in this order: pages that list articles are sent after the articles,
    and what they no longer list is removed last."""

    send: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pushed:
    """What was done at a place: files sent, removed, and those that stood there already.

    `error` says why not all of it was done; `command` is the place's own one, which was run; `listed`
    says that its shelf and feed still name what was taken down.
    """

    place: str
    sent: int = 0
    removed: int = 0
    same: int = 0
    articles: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    listed: bool = False
    error: PublishError | None = None


@dataclass(frozen=True, slots=True)
class TakenDown:
    """What became of articles that were taken down: the products removed here, and each place."""

    slugs: tuple[str, ...]
    removed: tuple[str, ...]
    places: tuple[Pushed, ...]


def moves(wanted: Mapping[str, str], there: Mapping[str, str]) -> Moves:
    """What makes a place that has the files `there` have those `wanted`."""
    send = (path for path, digest in wanted.items() if there.get(path) != digest)
    return Moves(tuple(sorted(send, key=_pages_last)), tuple(sorted(there.keys() - wanted.keys())))


def _pages_last(path: str) -> tuple[bool, str]:
    return "/" not in path, path


def articles_in(files: Iterable[str]) -> tuple[str, ...]:
    """The slugs of the articles that files belong to."""
    return tuple(sorted({path.split("/")[0] for path in files if "/" in path}))


# --- the record -------------------------------------------------------------------


def dump(files: Mapping[str, str]) -> bytes:
    """The record of a place as text, by path."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(files.items())).encode()


def parse(text: str, where: str) -> Files:
    """A record as text. Raises ConfigError for a line that is no entry, or that leads out of its place."""
    files: Files = {}
    for number, line in enumerate(text.splitlines(), 1):
        digest, gap, path = line.partition("  ")
        if not line.strip():
            continue
        if not gap or len(digest) != 64 or not state.inside(path):
            raise ConfigError(f"{where}:{number} is not a line of a record of files", "remove that line")
        files[path] = digest
    return files


def published(name: str, root: Path = Path()) -> Files:
    """What stands at a place, as its record says. Raises ConfigError."""
    path = root / PUBLISHED / f"{name}.txt"
    return parse(path.read_text("utf-8"), str(path)) if path.is_file() else {}


# --- places -----------------------------------------------------------------------


class _Target(Protocol):
    def has(self) -> Callable[[str], bool]: ...
    def put(self, path: str, content: bytes) -> None: ...
    def remove(self, paths: tuple[str, ...]) -> None: ...


class _FolderTarget:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self) -> Callable[[str], bool]:
        return lambda path: (self._folder / path).is_file()

    def put(self, path: str, content: bytes) -> None:
        write_below(self._folder / path, content)

    def remove(self, paths: tuple[str, ...]) -> None:
        prune(self._folder, paths)


class _StoreTarget:
    def __init__(self, address: str) -> None:
        self._objects, prefix = at(address)
        self._prefix = f"{prefix.rstrip('/')}/" if prefix else ""

    def has(self) -> Callable[[str], bool]:
        names = frozenset(self._objects.names(self._prefix))
        return lambda path: self._prefix + path in names

    def put(self, path: str, content: bytes) -> None:
        self._objects.put(self._prefix + path, content)

    def remove(self, paths: tuple[str, ...]) -> None:
        self._objects.remove(self._prefix + path for path in paths)


def chosen_places(names: Collection[str], config: Config) -> dict[str, Place]:
    """The places of those names, all of them for none. Raises ConfigError, also for one that cannot be."""
    if not config.places:
        help_ = 'write [places.website] and to = "PUBLISHED" into publish.toml'
        raise ConfigError("publish.toml names no place to publish to", help_)
    for name in names or config.places:
        if name not in config.places:
            raise ConfigError(f"there is no place {name!r} in publish.toml", meant(name, config.places))
        place = config.places[name]
        if bool(place.to) == bool(place.command):
            raise ConfigError(f"[places.{name}] needs either to or command", "write one of them")
        if not state.inside(name) or "/" in name or name == WITHDRAWN.stem:
            raise ConfigError(f"[places.{name}] cannot be the name of a file", "give it another name")
    return {name: config.places[name] for name in sorted(names or config.places)}


def _target(name: str, place: Place, output: Path) -> _Target:
    if is_object(place.to):
        return _StoreTarget(place.to)
    folder = Path(place.to).expanduser()
    own, there = output.resolve(), folder.resolve()
    if own == there or there in own.parents or own in there.parents:
        raise ConfigError(f"[places.{name}] leads to {place.to}, where the products are made", "give another")
    return _FolderTarget(folder)


# --- publishing -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Built:
    """What publishing works with: settings, what is built, and how to say how far it is."""

    config: Config
    options: Options
    record: Record
    say: Say


def push(
    names: Collection[str], config: Config, options: Options, slugs: Collection[str] = (), say: Say = _unsaid
) -> tuple[Pushed, ...]:
    """Publish what is built to places: all of it, or `slugs` beside what stands there already.

    No article is ever removed by this, but those that were taken down. A place that fails has its error in
    what is returned, and the others go on. Raises ConfigError for places that are not described,
    SourceError for an article that is not built, PlaceError.
    """
    places = chosen_places(names, config)
    with only_build(options.output, lambda: say("Waiting for a build to end")):
        record = state.without(state.load(options.output), withdrawn())
        for slug in slugs:
            if slug not in record.articles:
                raise SourceError(f"there is no article {slug!r} in {options.output}", "build it first")
        if not record.articles:
            raise SourceError(f"{options.output} holds no article", "build one first")
        built = _Built(config, options, record, say)
        return tuple(_pushed(name, place, built, slugs) for name, place in places.items())


def take_down(slugs: Collection[str], config: Config, options: Options, say: Say = _unsaid) -> TakenDown:
    """Take articles down at every place where they stand, and out of the output folder.

    They are entered in `published/withdrawn.txt` first of all, so that no build makes them again; their
    sources stay. Raises SourceError for an article that is neither built nor published, PlaceError.
    """
    records = {name: published(name) for name in recorded()}
    known = {
        *state.load(options.output).articles,
        *(slug for files in records.values() for slug in articles_in(files)),
        *withdrawn(),
    }
    for slug in slugs:
        if slug not in known:
            raise SourceError(f"no article {slug!r} is built or published", meant(slug, known))
    withdraw(slugs)
    removed = scheduler.remove(slugs, config, options)
    standing = [name for name, files in records.items() if set(slugs) & set(articles_in(files))]
    with only_build(options.output, lambda: say("Waiting for a build to end")):
        built = _Built(config, options, state.load(options.output), say)
        places = tuple(_taken_down(name, built, slugs) for name in standing)
    return TakenDown(tuple(sorted(slugs)), removed, places)


def recorded() -> tuple[str, ...]:
    """The places that have a record."""
    return tuple(path.stem for path in sorted(PUBLISHED.glob("*.txt")) if path != WITHDRAWN)


def _pushed(name: str, place: Place, built: _Built, slugs: Collection[str]) -> Pushed:
    """Bring one place up to date with what is built."""
    try:
        there = published(name)
        standing = set(articles_in(there)) - withdrawn()
        if missing := sorted(standing - built.record.articles.keys()):
            message = f"{name} has articles that are not built here: {enumerated(missing)}"
            raise PlaceError(message, "build them first, or take them down")
        if place.command:
            return _commanded(name, place.command, built)
        shown = standing | set(slugs) if slugs else built.record.articles.keys()
        return _sent(
            name, _target(name, place, built.options.output), there, _wanted(shown, built), built.say
        )
    except PublishError as error:
        return Pushed(name, error=error)


def _taken_down(name: str, built: _Built, slugs: Collection[str]) -> Pushed:
    """Remove articles from a place. What else stands there stays as it is, but the pages that list them."""
    try:
        place, there = chosen_places([name], built.config)[name], published(name)
        standing = set(articles_in(there)) - set(slugs)
        unknown = not standing <= built.record.articles.keys()
        bound = site.holding(slugs, built.config)
        if place.command:
            if unknown:
                raise PlaceError(f"{name} has articles that are not built here", "build them, then try again")
            return _commanded(name, place.command, built)
        wanted: dict[str, Source] = {
            path: (digest, None)
            for path, digest in there.items()
            if path.split("/")[0] in standing or (unknown and "/" not in path and path not in bound)
        }
        if not unknown:
            wanted |= {path: one for path, one in _wanted(standing, built).items() if "/" not in path}
        pushed = _sent(name, _target(name, place, built.options.output), there, wanted, built.say)
        return replace(pushed, listed=unknown)
    except PublishError as error:
        return Pushed(name, error=error)


Source = tuple[str, Path | bytes | None]
"""The digest of a file, and where it is; None where only the place has it."""


def _wanted(slugs: Collection[str], built: _Built) -> dict[str, Source]:
    """The files of a place with these articles: where more are built, its shelf and feed are made for it."""
    output, record = built.options.output, built.record
    if slugs == record.articles.keys():
        return {path: (product.digest, output / path) for path, product in record.products.items()}
    record = state.without(record, record.articles.keys() - set(slugs))
    bound = {path for name in site.issues_ready(record, built.config) for path in site.editions(name)}
    products = {path: product for path, product in record.products.items() if "/" in path or path in bound}
    wanted: dict[str, Source] = {path: (product.digest, output / path) for path, product in products.items()}
    record = replace(record, products=products)
    for page in site.pages(record, built.config, Store(built.options.store), output):
        content = page.make()
        wanted[page.path] = (of_bytes(content), content)
    return wanted


def _sent(name: str, target: _Target, before: Files, wanted: Mapping[str, Source], say: Say) -> Pushed:
    """Send and remove what differs; the record names a file before it is sent, and until it is removed."""
    has = target.has()
    there = {
        path: digest
        for path, digest in before.items()
        if has(path) or wanted.get(path, ("", None))[1] is None
    }
    plan = moves({path: digest for path, (digest, _) in wanted.items()}, there)
    record, error, sent = {**there, **dict.fromkeys(plan.send, _SENDING)}, None, 0
    _keep(name, record)
    try:
        for sent, path in enumerate(plan.send):
            say(f"{name}: file {sent + 1} of {len(plan.send)}, {path}")
            digest, content = wanted[path]
            target.put(path, _bytes(content, digest))
            record[path] = digest
        sent = len(plan.send)
        target.remove(plan.remove)
        record = {path: digest for path, digest in record.items() if path in wanted}
    except PublishError as failure:
        error = failure
    finally:
        _keep(name, record)
    removed = 0 if error else len(plan.remove)
    return Pushed(name, sent, removed, len(wanted) - len(plan.send), articles_in(record), error=error)


def _keep(name: str, files: Mapping[str, str]) -> None:
    write_below(PUBLISHED / f"{name}.txt", dump(files))


def _bytes(content: Path | bytes | None, digest: str) -> bytes:
    """A product as it was built. Raises PlaceError where it is not there or was changed since."""
    assert content is not None
    if isinstance(content, bytes):
        return content
    with placing(content, "read"):
        data = content.read_bytes()
    if of_bytes(data) != digest:
        raise PlaceError(f"{content} was changed after it was built", "build it again")
    return data


def _commanded(name: str, command: tuple[str, ...], built: _Built) -> Pushed:
    """Run a place's own program, with the output folder in the place of {output}. Raises PlaceError."""
    output = built.options.output.absolute()
    arguments = [argument.replace("{output}", str(output)) for argument in command]
    built.say(f"{name}: running {command[0]}")
    try:
        ended = processes.run(arguments)
    except OSError as error:
        message = f"the command of [places.{name}] cannot be run: {arguments[0]}: {error.strerror}"
        raise PlaceError(message, "install that program, or correct the command") from error
    if ended.returncode:
        lines = (ended.stderr or ended.stdout).decode("utf-8", "replace").strip().splitlines()
        message = f"the command of [places.{name}] ended with status {ended.returncode}"
        raise PlaceError(f"{message}: {lines[-1][:300]}" if lines else message, "see what it says by hand")
    files = {path: product.digest for path, product in built.record.products.items()}
    _keep(name, files)
    return Pushed(name, articles=articles_in(files), command=command)


# --- before publishing --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Check:
    """A line of the list that is gone through before publishing; `done` is None where nobody can say."""

    name: str
    done: bool | None
    sentence: str


def checklist(
    slug: str,
    config: Config,
    options: Options,
    unheard: Collection[str] | None = None,
    judge: Callable[[Path], Verdict] | None = None,
) -> tuple[Check, ...]:
    """What should be seen to before an article is published.

    `unheard` are its names that nobody has listened to, None where that is not known; `judge` is asked
    about each book, which takes seconds. Raises SourceError for an article that is not built.
    """
    record, folder = state.load(options.output), options.output / slug
    if slug not in record.articles:
        raise SourceError(f"there is no article {slug!r} in {options.output}", "build it first")
    report = json.loads((folder / REPORT).read_bytes())
    books = sorted(path for path in record.articles[slug].products if path.endswith(".epub"))
    return (
        _fresh(slug, record, config, options),
        _names_heard(unheard),
        _described(report["images"]),
        _sound(report["problems"]),
        *((judged(options.output / path, judge) for path in books) if judge else ()),
        _addressed(config),
    )


def heard_file(origin: Origin) -> Path | None:
    """The file that lists the names of an article that somebody listened to, one a line; None for none."""
    return origin.overrides.with_suffix(".heard") if origin.overrides else None


def names_unheard(slug: str, config: Config, options: Options) -> tuple[str, ...] | None:
    """The names of an article of `source/` that have no sound in a lexicon and that nobody listened to.

    None where its source is not there. Raises as `prepare`.
    """
    origins = [origin for origin in _origins() if origin.slug == slug]
    if not origins:
        return None
    prepared, file = prepare(origins[0], config, Store(options.store)), heard_file(origins[0])
    known = {*config.lexicon, *prepared.overrides.lexicon, *heard(file)}
    return tuple(name for name in names_of(prepared.article) if name not in known)


def heard(file: Path | None) -> frozenset[str]:
    """The names in such a file."""
    return frozenset(file.read_text("utf-8").splitlines()) if file and file.is_file() else frozenset()


def note_heard(file: Path | None, name: str) -> None:
    """Note that somebody listened to a name. Raises PlaceError."""
    known = heard(file)
    if file and name not in known:
        write_below(file, "".join(f"{one}\n" for one in sorted({*known, name})).encode())


def _origins() -> tuple[Origin, ...]:
    return locate([str(SETTINGS)]) if SETTINGS.is_dir() and any(SETTINGS.glob("[!.]*")) else ()


def _fresh(slug: str, record: Record, config: Config, options: Options) -> Check:
    origins = [origin for origin in _origins() if origin.slug == slug]
    if not origins:
        return Check("built", None, f"Its source is not in {SETTINGS}/, so nobody can say whether it changed")
    planner = Planner(config, options)
    changes = next(planner.changes(state.row_of(record, origins[0]), origins[0], record.settings), "")
    if changes:
        return Check("built", False, f"It changed since it was built: {changes}")
    return Check("built", True, "The books and the sound are as the source and the settings say")


def _names_heard(unheard: Collection[str] | None) -> Check:
    if unheard is None:
        return Check("names", None, "Whether its names were listened to is not recorded")
    if not unheard:
        return Check("names", True, "Every name was listened to or has its sound in the lexicon")
    return Check(
        "names", False, f"{counted(len(unheard), 'name')} not listened to: {enumerated(sorted(unheard))}"
    )


def _described(images: list[dict[str, Any]]) -> Check:
    bare = [image for image in images if image["alt_source"] == "none"]
    if bare:
        return Check(
            "pictures", False, f"{len(bare)} of {counted(len(images), 'picture')} without a description"
        )
    return Check("pictures", True, "Every picture is described" if images else "It has no picture")


def _sound(problems: list[dict[str, Any]]) -> Check:
    wrong = [problem for problem in problems if problem["severity"] in ("error", "warning")]
    if not wrong:
        return Check("problems", True, "The build found nothing to warn of")
    first = f"{wrong[0]['code']} {wrong[0]['message']}"
    return Check("problems", False, f"{counted(len(wrong), 'warning')}: {first}")


def judged(book: Path, judge: Callable[[Path], Verdict]) -> Check:
    """What a judge says of a book. Raises as it does."""
    verdict = judge(book)
    ran = enumerated([*verdict.ran, "the project's own rules"])
    if not verdict.clean:
        return Check("books", False, f"{book.name} has faults: publish check {book} lists them")
    absent = (
        enumerated([each.judge for each in verdict.judgements if not each.ran]) if verdict.judgements else ""
    )
    missing = f"; not here: {absent}" if not verdict.validated and absent else ""
    return Check("books", True if verdict.validated else None, f"{book.name} is clean by {ran}{missing}")


def _addressed(config: Config) -> Check:
    if config.site.url:
        return Check("address", True, f"Feed and links lead to {config.site.url}")
    return Check("address", False, "site.url is not set, so that podcast apps cannot find the sound")


# --- what is said of it -------------------------------------------------------------


def pushed_line(pushed: Pushed) -> str:
    """What was done at a place, in one sentence."""
    if pushed.error:
        return f"{pushed.place}: {pushed.error}"
    if pushed.command:
        return f"{pushed.place}: its command ended well"
    done = f"{counted(pushed.sent, 'file')} sent, {pushed.removed} removed, {pushed.same} unchanged"
    return f"{pushed.place}: {done}"


def taken_down_lines(taken: TakenDown) -> list[str]:
    """What became of articles that were taken down, and what remains elsewhere, a sentence a line."""
    names = enumerated(taken.slugs)
    lines = [f"{counted(len(taken.removed), 'product')} removed here; no build makes {names} again"]
    for place in taken.places:
        if place.error:
            lines.append(f"{place.place}: {place.error}. It still stands there: take it down once more then")
        elif place.command:
            lines.append(
                f"{place.place}: the command {' '.join(place.command)} was run again. Whether that removes "
                "files there depends on the command (rsync does with --delete): look"
            )
        else:
            lines.append(
                f"{place.place}: {counted(place.removed, 'file')} removed, nothing of {names} is left"
            )
        if place.listed:
            lines.append(
                f"{place.place}: its shelf and feed still name {names}, since other articles that they list "
                "are not built here: build all, then push"
            )
    if not taken.places:
        lines.append("It stood at none of the places that the records in published/ name")
    lines.append(
        "Out of reach: what readers downloaded, episodes that podcast apps fetched, copies in search engines "
        "and web archives. They have to be asked one by one"
    )
    return lines
