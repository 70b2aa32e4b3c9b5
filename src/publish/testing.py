"""The engine contract as a test, for the project's and other people's engines.

    from publish.testing import RULES, check_engine

    def test_my_engine() -> None:
        check_engine(lambda: MyEngine("anna"), lang="en")

or one test a rule::

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
    def test_my_engine(rule) -> None:
        check_engine(lambda: MyEngine("anna"), lang="en", rules=(rule,))
"""

from __future__ import annotations

import itertools
import threading
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from publish.errors import PublishError
from publish.model.narration import Clip, Speech
from publish.voices.engine import Engine

LIMIT_S = 120.0
RATES_HZ = (8_000, 96_000)
CHARACTERS_A_SECOND = (8.5, 28.0)
"""Between a slow and a hurried newsreader: a clip at half or twice its true rate falls outside."""

SENTENCES = (
    "The inspectors came back in the spring, and this time they found that much had changed for good.",
    "Nobody was surprised.",
    "More than a dozen families had waited for years to hear those words from the council.",
)
AWKWARD = (
    "",
    " ",
    "***",
    "…",
    "\N{WATER WAVE}\N{PARTY POPPER}",
    "\x00\x01\ufffe",
    "a",
    "你好，世界",
    "مرحبا",
    "<speak>&amp;</speak>",
    "--help",
    "$(touch x); `x`",
    "[word](/wˈɜːd/)",
    "word " * 110,
)


class ContractBrokenError(AssertionError):
    """An engine breaks a rule; the message says which and how."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An engine under test: `make` opens a new one. `audible` is false for one that is silent on purpose."""

    make: Callable[[], Engine]
    lang: str = "en"
    voice: str = ""
    audible: bool = True
    paced: bool = True

    def speeches(self) -> tuple[Speech, ...]:
        return tuple(Speech(sentence, self.lang, self.voice) for sentence in SENTENCES)


Rule = Callable[[Candidate], None]


def check_engine(
    make: Callable[[], Engine],
    lang: str = "en",
    voice: str = "",
    audible: bool = True,
    paced: bool = True,
    rules: Sequence[Rule] | None = None,
    limit_s: float = LIMIT_S,
) -> None:
    """Hold an engine to the rules. Raises ContractBrokenError at the first it breaks, a hang included."""
    candidate = Candidate(make, lang, voice, audible, paced)
    for rule in RULES if rules is None else rules:
        _in_time(rule, candidate, limit_s)


def has_a_fingerprint(candidate: Candidate) -> None:
    """It is text, not empty, and the same for the same engine opened twice."""
    first, second = candidate.make().fingerprint, candidate.make().fingerprint
    _require(isinstance(first, str) and bool(first.strip()), "its fingerprint is empty")
    _require(first == second, f"its fingerprint changed from {first!r} to {second!r}")


def gives_one_clip_for_each_speech(candidate: Candidate) -> None:
    speeches = candidate.speeches()
    clips = list(candidate.make().speak(speeches))
    _require(len(clips) == len(speeches), f"it gave {len(clips)} clips for {len(speeches)} speeches")
    _require(not list(candidate.make().speak(())), "it gave a clip for nothing")


def keeps_the_order(candidate: Candidate) -> None:
    """Each clip is the one that its speech gets alone: nothing swapped, nothing carried over."""
    speeches = candidate.speeches()
    engine = candidate.make()
    for number, together in enumerate(engine.speak(speeches)):
        alone = _one(engine, speeches[number])
        _require(together == alone, f"clip {number} is not what its speech gives alone")


def gives_the_same_sound_twice(candidate: Candidate) -> None:
    speech = candidate.speeches()[0]
    _require(_one(candidate.make(), speech) == _one(candidate.make(), speech), "two runs sound different")


def gives_whole_samples_at_one_rate(candidate: Candidate) -> None:
    clips = list(candidate.make().speak(candidate.speeches()))
    least, most = RATES_HZ
    for clip in clips:
        _require(isinstance(clip, Clip), f"it gave a {type(clip).__name__}, not a Clip")
        _require(least <= clip.rate <= most, f"a clip has {clip.rate} hertz")
        _require(len(clip.pcm) % 2 == 0, "a clip ends in half a sample")
        _require(clip.frames > 0, "a clip is empty")
    _require(len({clip.rate for clip in clips}) == 1, "its clips have different rates")


def times_words_in_order(candidate: Candidate) -> None:
    """Times are optional; those that are given are of words in the text, in order and inside the clip."""
    for speech in candidate.speeches():
        clip = _one(candidate.make(), speech)
        text_end = frame_end = 0
        for word in clip.words:
            _require(text_end <= word.begin < word.end <= len(speech.text), f"{word} is no word of the text")
            _require(frame_end <= word.first < word.last <= clip.frames, f"{word} is out of order or of time")
            text_end, frame_end = word.end, word.last


def speaks_at_a_human_speed(candidate: Candidate) -> None:
    """So a clip that is labelled with the wrong rate is found."""
    speech = candidate.speeches()[0]
    clip = _one(candidate.make(), speech)
    speed = len(speech.text) * clip.rate / max(clip.frames, 1)
    least, most = CHARACTERS_A_SECOND
    _require(least <= speed <= most, f"it says {speed:.1f} characters a second; is the rate right?")


def can_be_heard(candidate: Candidate) -> None:
    if not candidate.audible:
        return
    for speech in candidate.speeches():
        samples = array("h", _one(candidate.make(), speech).pcm)
        loudest = max(map(abs, samples), default=0)
        _require(loudest > 300, f"{speech.text!r} is silent")


def follows_the_pace(candidate: Candidate) -> None:
    if not candidate.paced:
        return
    engine, speech = candidate.make(), candidate.speeches()[0]
    slow, quick = (
        _one(engine, Speech(speech.text, speech.lang, speech.voice, pace)).frames for pace in (0.8, 1.25)
    )
    _require(slow > 1.2 * quick, f"pace 0.8 gives {slow} sample frames and pace 1.25 gives {quick}")


def does_not_read_ahead(candidate: Candidate) -> None:
    """It gives the first clip before it has seen all the speeches: a book does not fit into memory."""
    seen = itertools.count()
    speech = candidate.speeches()[1]

    def endless() -> Iterator[Speech]:
        while next(seen) < 1_000:
            yield speech

    next(iter(candidate.make().speak(endless())))
    _require(next(seen) < 100, "it read a hundred speeches before the first clip")


def survives_awkward_words(candidate: Candidate) -> None:
    """Each gives a clip or a PublishError, and the engine can still speak afterwards.

    They are spoken at twice the pace, so that a slow engine needs half the time.
    """
    engine = candidate.make()
    for text in AWKWARD:
        try:
            clip = _one(engine, Speech(text, candidate.lang, candidate.voice, pace=2.0))
            _require(clip.frames > 0, f"{text[:20]!r} gives an empty clip")
        except PublishError:
            pass
        except ContractBrokenError:
            raise
        except Exception as error:
            raise ContractBrokenError(
                f"{text[:20]!r} raises {type(error).__name__} instead of VoiceError or NetworkError"
            ) from error
    speech = candidate.speeches()[1]
    _require(
        _one(engine, speech) == _one(candidate.make(), speech), "it sounds different after awkward words"
    )


def can_be_shared_by_threads(candidate: Candidate) -> None:
    engine, speeches = candidate.make(), candidate.speeches()
    expected = [_one(engine, speech) for speech in speeches]
    clips: dict[int, list[Clip]] = {}

    def run(number: int) -> None:
        clips[number] = list(engine.speak(speeches))

    threads = [threading.Thread(target=run, args=(number,), daemon=True) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    _require(all(clips.get(n) == expected for n in range(2)), "it sounds different in two threads at once")


RULES: tuple[Rule, ...] = (
    has_a_fingerprint,
    gives_one_clip_for_each_speech,
    keeps_the_order,
    gives_the_same_sound_twice,
    gives_whole_samples_at_one_rate,
    times_words_in_order,
    speaks_at_a_human_speed,
    can_be_heard,
    follows_the_pace,
    does_not_read_ahead,
    survives_awkward_words,
    can_be_shared_by_threads,
)


def _one(engine: Engine, speech: Speech) -> Clip:
    clips = list(engine.speak((speech,)))
    _require(len(clips) == 1, f"it gave {len(clips)} clips for {speech.text[:40]!r}")
    return clips[0]


def _require(holds: bool, complaint: str) -> None:
    if not holds:
        raise ContractBrokenError(complaint)


def _in_time(rule: Rule, candidate: Candidate, limit_s: float) -> None:
    """A rule in a thread of its own, so that an engine that hangs breaks it. Foreign errors break it too."""
    failures: list[BaseException] = []

    def run() -> None:
        try:
            rule(candidate)
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(limit_s)
    if thread.is_alive():
        raise ContractBrokenError(f"{rule.__name__}: it did not answer within {limit_s:g} seconds")
    for error in failures:
        raise ContractBrokenError(f"{rule.__name__}: {error or type(error).__name__}") from error
