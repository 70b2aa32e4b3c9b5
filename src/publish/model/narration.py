"""Narration as values: what is said, the sound of it, and when each sentence sounds.

Once sound exists, times are whole sample frames; writers alone turn them into
seconds.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from publish.model.times import seconds

Role = Literal[
    "title",
    "byline",
    "heading",
    "body",
    "quote",
    "list",
    "table",
    "caption",
    "note",
    "aside",
    "code",
    "closing",
]


Passage = tuple[str, str]
"""Words and their language, inside a text in another one."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence as it is said.

    `id` is the id of the element it lights up. `text` is what the reader sees
    ("" for words that are only heard, such as the announcement of a picture);
    `spoken` is what the engine is given. `pause_ms` is the silence after it.
    `section_id` is the id of the innermost section, or "opening" or "closing".
    `voice` is a voice's full name ("espeak:fr"), "" for the article's own; `pace` multiplies its speed.
    `read` is False where `text` is only announced ("Code, 49 lines"). `foreign` are passages of `spoken` in
    other languages, in order; `within` is the language of a quotation that has this sentence, in another
    language, in its middle. `before` and `after` are the words of `spoken` that announce and close `text`
    ("Photo:", "End of quote.").
    """

    id: str
    block_id: str
    section_id: str
    role: Role
    text: str
    spoken: str
    lang: str
    voice: str = ""
    pause_ms: int = 0
    pace: float = 1.0
    read: bool = True
    foreign: tuple[Passage, ...] = ()
    within: str = ""
    before: str = ""
    after: str = ""

    @property
    def block(self) -> str:
        """The id of its block, by the name that JSON has for it."""
        return self.block_id

    @property
    def section(self) -> str:
        """The id of its section, by the name that JSON has for it."""
        return self.section_id

    @property
    def pause(self) -> float:
        """Seconds of silence after it, as JSON has them."""
        return seconds(self.pause_ms)


@dataclass(frozen=True, slots=True)
class Script:
    """All that is said of one article, in order; `skipped` are the ids of what the settings leave out."""

    slug: str
    lang: str
    utterances: tuple[Utterance, ...]
    skipped: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """The article's language, by the name that JSON has for it."""
        return self.lang


@dataclass(frozen=True, slots=True)
class Speech:
    """What an engine receives: words, language, voice and pace (1.0 is the voice's own).

    `foreign` are passages of the text in other languages, in order.
    """

    text: str
    lang: str
    voice: str = ""
    pace: float = 1.0
    foreign: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class WordTime:
    """When a word sounds: its span in the speech's text, and its sample frames; both ends are exclusive.

    In a cue it may be a clause, where the engine gives no times of words.
    """

    begin: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Clip:
    """The sound of one speech: 16-bit little-endian mono samples at `rate` hertz.

    `words` are the times of words that the engine knows from the inside, in
    order; an engine that does not know them gives none, and none are guessed.
    """

    pcm: bytes
    rate: int
    words: tuple[WordTime, ...] = ()

    @property
    def frames(self) -> int:
        return len(self.pcm) // 2


@dataclass(frozen=True, slots=True)
class Cue:
    """When an utterance sounds, in sample frames of its section's audio; `end` is exclusive.

    `words` are the times of words of its `spoken`, where the engine knows them.
    """

    utterance_id: str
    begin: int
    end: int
    words: tuple[WordTime, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionAudio:
    """The audio of one top-level section.

    `file` is its name in the audio folder, `frames` its length as decoded,
    `begin` its first frame in the whole narration, `cues` count from its own
    start.
    """

    section_id: str
    title: str
    file: str
    begin: int
    frames: int
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A titled time mark in the whole narration; `begin` in sample frames."""

    title: str
    begin: int


@dataclass(frozen=True, slots=True)
class Narration:
    """The stitched whole: `rate` in hertz, `frames` in sample frames as decoded.

    `narrator` names the voice as a listener should read it, for example
    "Synthetic voice: Heart (hibari-tts)". `skipped` are the ids of what the
    settings leave out of it, `announced` those of what it names and does not
    read, such as code. `others` are id and narrator of each sentence that another
    voice speaks.
    """

    voice: str
    narrator: str
    rate: int
    frames: int
    sections: tuple[SectionAudio, ...]
    chapters: tuple[Chapter, ...]
    loudness_lufs: float
    true_peak_dbtp: float
    skipped: tuple[str, ...] = ()
    announced: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return self.frames / self.rate


def turns(script: Script, narration: Narration) -> Iterator[tuple[SectionAudio, Cue, Utterance | None]]:
    """Each cue of a narration with its section and its utterance, in the order in which they are heard.

    An element may be lit up twice, by its announcement and by its words; the
    order of script and cues tells the two apart.
    """
    waiting: dict[str, deque[Utterance]] = {}
    for utterance in script.utterances:
        waiting.setdefault(utterance.id, deque()).append(utterance)
    for section in narration.sections:
        for cue in section.cues:
            own = waiting.get(cue.utterance_id)
            yield section, cue, own.popleft() if own else None
