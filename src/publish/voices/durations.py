"""When words sound, from how long a model has each phoneme last.

Such a model works out the durations and keeps them to itself. Here they are one of its outputs: a message
that names them is appended to the model, which protobuf reads as one with it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from publish.speech.word_times import Heard

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Read = tuple[str, int]
"""A word as it is written, and how many words of phonemes it is read as."""
Span = tuple[int, int]
"""The first sample frame of a sound and the one after its last."""

UNIT = 600
"""Sample frames of one step of a duration."""
_FLOAT = 1


def with_output(model: bytes, name: str) -> bytes:
    """An ONNX model with an inner value, of fewer than 100 letters, as one more output."""
    tensor = _field(2, _field(1, b"\x08" + bytes([_FLOAT])))
    return model + _field(7, _field(12, _field(1, name.encode()) + tensor))


def _field(number: int, data: bytes) -> bytes:
    """A field of bytes in protobuf's encoding; both numbers are below 128."""
    return bytes([number << 3 | 2, len(data)]) + data


def sounding(
    phonemes: str, letters: Container[str], durations: NDArray[np.float32], early: int
) -> list[Span]:
    """When each word of phonemes sounds, from its first to its last phoneme that is no mark.

    `durations` are those of a pad, of each phoneme among the model's `letters` and of a pad, in steps;
    sound begins `early` frames before its steps.
    """
    import numpy as np

    ends = np.maximum(np.cumsum(durations).astype(int) * UNIT - early, 0)
    spans, place = [], 1
    for word in phonemes.split(" "):
        known = [letter for letter in word if letter in letters]
        spoken = [place + n for n, letter in enumerate(known) if letter.isalpha()]
        if spoken:
            spans.append((int(ends[spoken[0] - 1]), int(ends[spoken[-1]])))
        place += len(known) + (" " in letters)
    return spans


def named(words: Sequence[Read], spans: Sequence[Span]) -> list[Heard]:
    """The words with their times; none where more or fewer words sound than were read."""
    ends = list(accumulate((count for _, count in words), initial=0))
    if ends[-1] != len(spans):
        return []
    times = ((spans[begin][0], spans[end - 1][1]) for begin, end in pairwise(ends))
    return [(word, *time) for (word, _), time in zip(words, times, strict=True) if time[0] < time[1]]


def words_read(tokens: Iterable[Any]) -> list[Read]:
    """The words that the tokens of hibari's front end make, those that have phonemes."""
    words, word, phonemes = list[Read](), "", ""
    for token in tokens:
        word, phonemes = word + token.text, phonemes + (token.phonemes or "")
        if token.whitespace:
            words.append((word, count(phonemes)))
            word = phonemes = ""
    return [read for read in (*words, (word, count(phonemes))) if read[1]]


def count(phonemes: str) -> int:
    """How many words phonemes have; marks are none."""
    return sum(any(map(str.isalpha, word)) for word in phonemes.split())
