"""Script -> Narration: choose voices, synthesise, encode one track a section.

A section that the store holds is not spoken again, nor are its clips looked
at. The others are spoken sentence by sentence on the threads of synthesis, and
encoded while the next ones are spoken, the longest first, so that little is
left to encode at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal, overload

from publish import audio
from publish.config import Config
from publish.errors import StoreError, UsageError
from publish.model.article import Article
from publish.model.digest import of_value
from publish.model.narration import Cue, Narration, Script
from publish.pipeline.job import Heard, Listener, Reached, unheard
from publish.pipeline.prepare import kept, lexicon_of
from publish.pipeline.steps import step
from publish.pipeline.store import EntryError, Store, decode, encode
from publish.pipeline.synthesis import Line, Synthesis, Take
from publish.script import Share, shares
from publish.voices import Cast, cast

HELD_BYTES = 96_000_000
"""How much sound of a section is kept in memory; what is over that is read from the store again."""
ENCODING_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Section:
    """A section as it sounds; its MPEG frames stay in the store under `key`."""

    share: Share
    key: str
    track: audio.SectionTrack


@dataclass(frozen=True, slots=True)
class Spoken:
    """A narration with its sections; `fresh` sentences had to be spoken, `encoded` sections encoded."""

    script: Script
    narration: Narration
    sections: tuple[Section, ...]
    store: Store
    reason: str
    fresh: int = 0
    encoded: int = 0

    @property
    def sentences(self) -> int:
        return len(self.script.utterances)

    def sound(self, section: Section) -> bytes:
        """A section's MPEG frames. Raises StoreError when they are no longer there."""
        data = self.store.get("sound", section.key)
        if data is None:
            raise StoreError(
                f"the sound of {section.share.file} was damaged or removed while it was used", "build again"
            )
        return data

    def sounds(self) -> Mapping[str, bytes]:
        """Every section's MPEG frames by file name, each read when it is asked for."""
        return _Sounds(self)


class _Sounds(Mapping[str, bytes]):
    def __init__(self, spoken: Spoken) -> None:
        self._spoken = spoken
        self._sections = {section.share.file: section for section in spoken.sections}

    def __getitem__(self, file: str) -> bytes:
        return self._spoken.sound(self._sections[file])

    def __iter__(self) -> Iterator[str]:
        return iter(self._sections)

    def __len__(self) -> int:
        return len(self._sections)


def narrate(
    article: Article, script: Script, voice: str, config: Config, synthesis: Synthesis, listener: Listener
) -> Spoken:
    """The narration of a script by the voice of that name. Raises VoiceError, AudioError and StoreError."""
    players = cast(script, voice, config)
    work = _Work(script, players, config, synthesis, listener)
    planned = [work.plan(share) for share in shares(article, script)]
    listener(Reached(script.slug, "speaking"))
    tracks = work.run(planned)
    sections = tuple(Section(plan.share, plan.key, tracks[plan.key]) for plan in planned)
    main = players.main
    narration = audio.narration(main.name, main.narrator, [section.track for section in sections])
    announced = tuple(dict.fromkeys(u.id for u in script.utterances if not u.read))
    choices = ((utterance.id, players.choice(utterance)) for utterance in script.utterances)
    others = tuple(dict.fromkeys((id, other.narrator) for id, other in choices if other.name != main.name))
    narration = replace(narration, skipped=script.skipped, announced=announced, others=others)
    return Spoken(
        script, narration, sections, synthesis.store, main.reason, work.counts.spoken, work.counts.encoded
    )


def sections(
    article: Article,
    script: Script,
    voice: str,
    config: Config,
    synthesis: Synthesis,
    keys: Sequence[str],
    listener: Listener,
) -> int:
    """Put the sections of these keys into the store; how many sentences had to be spoken for it.

    Raises as `narrate` does.
    """
    work = _Work(script, cast(script, voice, config), config, synthesis, listener)
    planned = [plan for share in shares(article, script) if (plan := work.plan(share)).key in keys]
    work.run(planned)
    return work.counts.spoken


def plans(
    article: Article, script: Script, voice: str, config: Config, synthesis: Synthesis
) -> tuple[Plan, ...]:
    """The sections that a narration would consist of, with the keys of their sound; nothing is spoken."""
    work = _Work(script, cast(script, voice, config), config, synthesis, unheard)
    return tuple(work.plan(share) for share in shares(article, script))


def lacking(plans: Iterable[Plan], store: Store) -> tuple[Plan, ...]:
    """The sections that a narration would make, as the store does not have them."""
    return tuple(plan for plan in plans if _stored(store, plan) is None)


@dataclass(frozen=True, slots=True)
class Plan:
    """A section to be: its lines with their clips' keys, and the key of its track."""

    share: Share
    key: str
    lines: tuple[Line, ...]
    keys: tuple[str, ...]

    @property
    def length(self) -> int:
        """How many characters are to be spoken."""
        return sum(len(line.speech.text) for line in self.lines)


@dataclass(slots=True)
class _Counts:
    done: int = 0
    spoken: int = 0
    encoded: int = 0


@dataclass(frozen=True, slots=True)
class _Work:
    script: Script
    players: Cast
    config: Config
    synthesis: Synthesis
    listener: Listener
    counts: _Counts = field(default_factory=_Counts)

    def plan(self, share: Share) -> Plan:
        lines = tuple(
            Line(self.players.speech(utterance), self.players.choice(utterance), utterance.id)
            for utterance in share.utterances
        )
        keys = tuple(self.synthesis.key(line) for line in lines)
        shape = tuple(
            (key, utterance.id, utterance.pause_ms)
            for key, utterance in zip(keys, share.utterances, strict=True)
        )
        return Plan(share, step("section", self.config.sound, clips=of_value(shape)).key, lines, keys)

    def run(self, plans: Sequence[Plan]) -> dict[str, audio.SectionTrack]:
        """What is known of each section's audio, by key; those that are not in the store are made."""
        tracks: dict[str, audio.SectionTrack] = {}
        lacking: dict[str, Plan] = {}
        for plan in plans:
            known = _stored(self.synthesis.store, plan)
            if known is None:
                lacking[plan.key] = plan
            else:
                tracks[plan.key] = known
                self.counts.done += len(plan.lines)
        tracks.update(
            self._spoken_tracks(sorted(lacking.values(), key=lambda plan: plan.length, reverse=True))
        )
        self.counts.encoded += len(
            lacking
        )  # here, not where they are encoded: that is in two threads at once
        return tracks

    def _spoken_tracks(self, plans: Sequence[Plan]) -> Iterator[tuple[str, audio.SectionTrack]]:
        """Speak sections one after the other; at most two are being encoded at any time."""
        takes = self.synthesis.takes([line for plan in plans for line in plan.lines])
        encoding: list[tuple[str, Future[audio.SectionTrack]]] = []
        with ThreadPoolExecutor(ENCODING_AT_ONCE, thread_name_prefix="encoding") as pool:
            try:
                for plan in plans:
                    parts = self._parts(plan, takes)
                    encoding.append((plan.key, pool.submit(self._encoded, plan, parts)))
                    while len(encoding) > ENCODING_AT_ONCE or (encoding and encoding[0][1].done()):
                        key, future = encoding.pop(0)
                        yield key, future.result()
                for key, future in encoding:
                    yield key, future.result()
            finally:
                takes.close()

    def _parts(self, plan: Plan, takes: Iterator[Take]) -> _Parts:
        parts = _Parts(plan, self.synthesis, self.players)
        for index in range(len(plan.lines)):
            take = next(takes)
            parts.hold(index, take)
            self.counts.done += 1
            self.counts.spoken += take.spoken
            self.listener(
                Heard(
                    self.script.slug,
                    plan.share.title,
                    self.counts.done,
                    len(self.script.utterances),
                    self.counts.spoken,
                )
            )
        return parts

    def _encoded(self, plan: Plan, parts: _Parts) -> audio.SectionTrack:
        store = self.synthesis.store
        track = audio.section(parts, self.config.sound, self.synthesis.threads, partial(_piece, store))
        stored = audio.SectionTrack(
            plan.share.section_id, plan.share.title, plan.share.file, track.frames, track.cues, track.levels
        )
        store.put("sound", plan.key, track.mp3)
        store.put("section", plan.key, packed(stored))
        return stored


def _piece(store: Store, digest: str, make: Callable[[], audio.Piece]) -> audio.Piece:
    """A piece of a long section: out of the store, else made now and kept."""
    return kept(store, replace(step("section", piece=digest), name="piece"), audio.Piece, make)


class _Parts(Sequence[audio.Part]):
    """A section's utterances with their clips; those over `HELD_BYTES` come out of the store each time."""

    def __init__(self, plan: Plan, synthesis: Synthesis, players: Cast) -> None:
        self._plan, self._synthesis = plan, synthesis
        self._utterances = [
            replace(utterance, voice=players.choice(utterance).name) for utterance in plan.share.utterances
        ]
        self._held: dict[int, Take] = {}
        self._bytes = 0

    def hold(self, index: int, take: Take) -> None:
        if self._bytes < HELD_BYTES:
            self._held[index] = take
            self._bytes += len(take.clip.pcm)

    @overload
    def __getitem__(self, index: int) -> audio.Part: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[audio.Part]: ...
    def __getitem__(self, index: int | slice) -> audio.Part | Sequence[audio.Part]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        if index >= len(self):
            raise IndexError(index)
        take = self._held.get(index) or self._synthesis.take(self._plan.lines[index], self._plan.keys[index])
        return self._utterances[index], take.clip

    def __len__(self) -> int:
        return len(self._utterances)


@dataclass(frozen=True, slots=True)
class _Sound:
    """A section's audio as the store keeps it: without what the article may call it tomorrow."""

    frames: int
    cues: tuple[Cue, ...]
    powers: bytes
    peak: float


def _stored(store: Store, plan: Plan) -> audio.SectionTrack | None:
    """A section out of the store, under the title and file name that it has now."""
    data = store.get("section", plan.key)
    if data is None or not store.whole("sound", plan.key):
        return None
    try:
        return unpacked(data, plan.share)
    except EntryError:  # written by another version: a miss like any other
        return None


def packed(track: audio.SectionTrack) -> bytes:
    """What is known of a section's audio, as an entry of the store."""
    return encode(_Sound(track.frames, track.cues, track.levels.powers, track.levels.peak))


def unpacked(entry: bytes, share: Share) -> audio.SectionTrack:
    """What `packed` wrote, as a share of the article now. Raises EntryError."""
    sound = decode(entry, _Sound)
    if sound.frames < 0 or len(sound.powers) % 4:
        raise EntryError("no section's audio")
    levels = audio.Levels(sound.powers, sound.peak)
    return audio.SectionTrack(share.section_id, share.title, share.file, sound.frames, sound.cues, levels)


Format = Literal["mp3", "wav"]


@dataclass(frozen=True, slots=True)
class Recording:
    """A text as sound: the bytes of its file, and what is heard when, in a narration of one section."""

    sound: bytes
    script: Script
    narration: Narration


def say(text: str, lang: str, voice: str, config: Config, format: Format = "mp3") -> Recording:
    """The sound of a text, with the times of its sentences and words.

    A WAV holds what a player makes of the MP3. Raises UsageError for words
    without a sound, VoiceError, NetworkError and AudioError.
    """
    from publish.model.narration import Speech, Utterance
    from publish.speech import spoken
    from publish.speech.sentences import split
    from publish.voices import choose, open_engine
    from publish.voices import say as speak

    if not any(character.isalnum() for character in text):
        raise UsageError(f"{text!r} has no word to say", "give some text")
    known = lexicon_of(config)
    choice = choose(voice or config.voice, lang, config)
    engine = open_engine(choice)
    parts: list[audio.Part] = []
    for number, (begin, end) in enumerate(split(text, lang), 1):
        shown = text[begin:end]
        words = spoken(shown, lang, known)
        clip = speak(engine, Speech(words, lang, choice.voice, config.sound.pace))
        utterance = Utterance(f"s{number}", "said", "said", "body", shown, words, lang, pause_ms=350)
        parts.append((utterance, clip))
    track = audio.section(parts, config.sound)
    script = Script("said", lang, tuple(utterance for utterance, _ in parts))
    whole = audio.SectionTrack("said", text[:80], "", track.frames, track.cues, track.levels)
    narration = audio.narration(choice.name, choice.narrator, [whole])
    if format == "wav":
        return Recording(audio.wav(track.mp3), script, narration)
    tags = audio.Tags(title=text[:80], artist=choice.narrator, lang=lang)
    return Recording(audio.tag(track.mp3, tags), script, narration)
