"""The library: the arrows of the build as functions, for programs that want a part of it.

article = publish.read("story.html").article
publish.write_epub(publish.read("story.html"))
publish.narrate(publish.read("story.html"), voice="espeak").mp3
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from publish.build.driver import Summary, build
from publish.build.job import GROUPS, Options
from publish.build.prepare import Prepared, one, script_of
from publish.build.store import Store, default_root
from publish.config import Config
from publish.model.article import Article
from publish.model.narration import Narration, Script
from publish.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Narrated:
    """A narration with its sound: `mp3` is the whole, `sections` hold MPEG frames by file name."""

    narration: Narration
    script: Script
    mp3: bytes
    sections: Mapping[str, bytes]


def read(source: str | Path, config: Config | None = None, base_url: str = "") -> Prepared:
    """The article of a source, with its pictures and everything that was found wrong with it.

    `base_url` is what relative addresses count from. Raises SourceError, NetworkError or ConfigError.
    """
    return one(str(source), config or Config(), base_url)


def check_article(article: Article) -> tuple[Problem, ...]:
    """What a listener, a screen-reader user or an editor should know about an article."""
    from publish.check import check

    return check(article)


def write_script(prepared: Prepared, config: Config | None = None) -> Script:
    """All that is said of an article, sentence by sentence."""
    return script_of(prepared, config or Config())


def narrate(
    prepared: Prepared, voice: str = "auto", config: Config | None = None, threads: int = 2
) -> Narrated:
    """An article as sound. Raises VoiceError, NetworkError or AudioError."""
    from publish import audio
    from publish.build.booth import Booth
    from publish.build.narrate import narrate as speak
    from publish.build.progress import unheard

    used = config or Config()
    with TemporaryDirectory() as folder:
        booth = Booth(Store(Path(folder)), threads)
        said = script_of(prepared, used)
        spoken = speak(prepared.article, said, voice, used, booth, unheard)
        sections = dict(spoken.sounds())
    mp3 = audio.id3(audio.Tags(prepared.article.title, marks=audio.marks(spoken.narration)))
    return Narrated(spoken.narration, said, mp3 + audio.join(sections.values()), sections)


def write_epub(prepared: Prepared, narrated: Narrated | None = None, epoch: int = 0) -> bytes:
    """The text edition of an article, or with its sound the read-aloud edition. Raises BookError.

    `epoch` is the date, in seconds since 1970, of an article without one.
    """
    from publish import covers, epub

    picture = epub.first_picture(prepared.article, prepared.pictures)
    book = epub.Book(prepared.article, covers.portrait(prepared.article, picture), prepared.pictures, epoch)
    if narrated is None:
        return epub.write_text_edition(book)
    return epub.write_read_aloud(book, narrated.narration, narrated.sections)


def build_articles(
    sources: Sequence[str | Path],
    output: str | Path = "output",
    config: Config | None = None,
    groups: Sequence[str] = GROUPS,
    voice: str = "",
    threads: int = 2,
    store: str | Path | None = None,
) -> Summary:
    """Sources to products, as `publish build` does. What failed stands in the summary.

    Raises PlaceError, StoreError or ConfigError when nothing can be built at all.
    """
    root = Path(store) if store else default_root()
    options = Options(Path(output), root, tuple(groups), voice, threads)
    return build([str(source) for source in sources], config or Config(), options)
