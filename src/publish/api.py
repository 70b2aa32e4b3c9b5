"""The public library: the stages of a build as functions.

::

    found = publish.read("story.html")              # Prepared: the article, its pictures, its problems
    found = publish.read_html("<h1>A story</h1>…")  # the same of a page in memory
    publish.check(found.article)                    # tuple[Problem, ...]
    publish.script(found)                           # Script: every sentence as it will be said
    narrated = publish.narrate(found)               # Narrated: cues, chapters, MP3
    publish.write_epub(found, narrated)             # bytes: the read-aloud edition
    publish.build(["story.html"], "output")         # Summary: all products, as `publish build` makes them

Nothing is printed, and nothing is read but what is named. Values are frozen
dataclasses; to change one, take `dataclasses.replace`. Every failure is a
`PublishError` whose `message` says what and where, and whose `help` says what to do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from publish.config import Config
from publish.errors import SourceError
from publish.model.article import Article
from publish.model.narration import Narration, Script
from publish.model.problem import Problem
from publish.pipeline.job import GROUPS, Options
from publish.pipeline.prepare import Prepared, cover_picture, one, script_of, settled
from publish.pipeline.scheduler import Summary
from publish.pipeline.store import Store, default_root
from publish.sources.locate import from_content, slug_of
from publish.system import processes


@dataclass(frozen=True, slots=True)
class Narrated:
    """A narration with its sound.

    `narration` has the cues and chapters, in sample frames, and the loudness;
    `script` what was said. `mp3` is the whole with its tags and chapters,
    `sections` the MPEG frames of each section by file name.
    """

    narration: Narration
    script: Script
    mp3: bytes
    sections: Mapping[str, bytes]


def read(source: str | Path, config: Config | None = None, base_url: str = "") -> Prepared:
    """The article of a source, with its pictures and everything that was found wrong with it.

    `source` is whatever `publish read` takes: a file, a folder with an index, an
    http(s) address. `base_url` is what relative addresses count from when the
    source does not say. The settings beside a file (`story.toml`) are applied;
    an address has none.
    Raises SourceError, NetworkError or ConfigError.
    """
    return one(str(source), config or Config(), base_url, settings=None)


def read_html(
    html: str | bytes, base_url: str = "", config: Config | None = None, slug: str = "article"
) -> Prepared:
    """The article of a page that a program holds, as `read` gives that of a file.

    `base_url` is what relative addresses count from when the page does not say;
    pictures are fetched from the web, and no file is read. `slug` names the
    article in products and messages. Raises SourceError or NetworkError.
    """
    if not isinstance(html, (str, bytes)) or not isinstance(base_url, str):
        kind = type(base_url if isinstance(html, (str, bytes)) else html).__name__
        raise SourceError(f"read_html takes text or bytes and an address as text, not {kind}")
    content = html.encode("utf-8-sig", "replace") if isinstance(html, str) else html
    prepared = one(from_content(content, slug, slug=slug_of(slug)), config or Config(), base_url)
    if isinstance(html, bytes):
        return prepared
    problems = (
        problem for problem in prepared.problems if problem.code != "READ-011"
    )  # characters have no encoding
    return replace(prepared, problems=tuple(problems))


def check(article: Article, where: str = "") -> tuple[Problem, ...]:
    """What a listener, a screen-reader user or an editor should know about an article as it stands.

    `where` names it in messages; without it, its slug. `read` has already done
    this, and adds what only the page could show: see `Prepared.problems`.
    """
    from publish.check import check as look

    return look(article, where)


def script(prepared: Prepared, config: Config | None = None) -> Script:
    """All that is said of an article, sentence by sentence, each with the pause after it in milliseconds.

    Raises ConfigError for a lexicon entry that cannot be said.
    """
    return script_of(prepared, settled(config or Config(), prepared.overrides))


def narrate(
    prepared: Prepared, voice: str = "auto", config: Config | None = None, threads: int = 2
) -> Narrated:
    """An article as sound.

    `voice` is a name from `publish voices`; "auto" takes one by the article's
    language. `threads` speak and encode, and change no byte. Raises VoiceError,
    NetworkError or AudioError.
    """
    from publish import audio
    from publish.pipeline.job import unheard
    from publish.pipeline.narrate import narrate as speak
    from publish.pipeline.synthesis import Synthesis

    used = settled(config or Config(), prepared.overrides)
    with processes.folder() as folder:
        synthesis = Synthesis(Store(folder), threads)
        script = script_of(prepared, used)
        spoken = speak(prepared.article, script, voice, used, synthesis, unheard)
        sections = dict(spoken.sounds())
    mp3 = audio.id3(audio.Tags(prepared.article.title, marks=audio.marks(spoken.narration)))
    return Narrated(spoken.narration, script, mp3 + audio.join(sections.values()), sections)


def write_epub(prepared: Prepared, narrated: Narrated | None = None, epoch: int = 0) -> bytes:
    """The text edition of an article, or with its sound the read-aloud edition.

    `epoch` is the date, in seconds since 1970, of an article without one. The
    same arguments give the same bytes. Raises BookError.
    """
    from publish import epub
    from publish.covers.draw import portrait

    named = prepared.overrides.cover_picture
    picture = cover_picture(prepared.article, prepared.pictures, named)
    book = epub.Book(prepared.article, portrait(prepared.article, picture), prepared.pictures, epoch)
    if narrated is None:
        return epub.write_text_edition(book)
    return epub.write_read_aloud(book, narrated.narration, narrated.sections)


def check_epub(book: bytes | str | Path) -> tuple[Problem, ...]:
    """What the project's own rules find in any EPUB, given as its bytes or its path.

    EPUBCheck and Ace, which `publish check` asks too, are programs of their own.
    """
    from publish.epub.check.inspect import inspect

    return inspect(book if isinstance(book, bytes) else Path(book))


def build(
    sources: Sequence[str | Path],
    output: str | Path = "output",
    config: Config | None = None,
    groups: Sequence[str] = GROUPS,
    voice: str = "",
    threads: int = 2,
    store: str | Path | None = None,
    strict: bool = False,
) -> Summary:
    """Sources to products, as `publish build` does; only what is stale is made.

    `groups` are some of "epub", "audio" and "web"; `store` is where finished
    work is kept, without it the user's own; with `strict` a warning stops its
    article. What was built, what failed and why stands in the summary. Raises
    PlaceError, StoreError or ConfigError when nothing can be built at all.
    """
    from publish.pipeline.scheduler import build as run

    root = Path(store) if store else default_root()
    options = Options(Path(output), root, tuple(groups), voice, threads, strict)
    return run([str(source) for source in sources], config or Config(), options, settings=None)


def load_config(folder: str | Path = ".") -> Config:
    """The settings of the project in a folder, its lexicon files included. Raises ConfigError.

    The functions above take the defaults unless they are given these.
    """
    from publish.pipeline.prepare import project_config

    return project_config(Path(folder))
