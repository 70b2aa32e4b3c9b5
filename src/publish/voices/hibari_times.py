"""A text in, its sound and the sample frames of its words out, from hibari's own duration predictor.

The model's graph works out how long each phoneme lasts and keeps that to itself. Here it is one of the
model's outputs: a message that names it is appended to the model, which protobuf reads as one with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from hibari import dsp
from hibari.g2p.normalize import normalize
from hibari.tts import MAX_PHONEMES

from publish.speech.word_times import Heard

if TYPE_CHECKING:
    from numpy.typing import NDArray

DURATIONS = "/Round_output_0"
UNIT = 600
"""Sample frames of one step of a duration."""
EARLY = 2 * UNIT
"""So many frames before a phoneme's steps its sound begins: what `benchmarks/listening/words.py` measures."""
_FLOAT = 1


def with_durations(model: Path) -> bytes:
    """The model with its durations as one more output."""
    tensor = _field(2, _field(1, b"\x08" + bytes([_FLOAT])))
    return model.read_bytes() + _field(7, _field(12, _field(1, DURATIONS.encode()) + tensor))


def _field(number: int, data: bytes) -> bytes:
    """A field of bytes in protobuf's encoding; both numbers are below 128."""
    return bytes([number << 3 | 2, len(data)]) + data


def speak(tts: Any, text: str, pace: float, seed: int) -> tuple[NDArray[np.float32], list[Heard]]:
    """What hibari's own call gives for a text, and the words that are heard in it."""
    chance, at = np.random.default_rng(seed), 0
    sounds: list[NDArray[np.float32]] = []
    heard: list[Heard] = []
    for sentence in tts.split_sentences(text):
        tokens = tts.g2p.phonemize_tokens(tts.g2p.tokenize(normalize(sentence)))
        phonemes = tts.g2p.joined(tokens)
        for piece in [phonemes] if len(phonemes) <= MAX_PHONEMES else tts.phonemize(sentence):
            if not piece:
                continue
            ids = tts.ids(piece)
            inputs = {"ids": np.asarray([ids], np.int64), "speed": np.asarray([pace], np.float32)}
            *spectrum, durations = tts.sess.run(None, inputs)
            if piece is phonemes:
                heard += _heard(tokens, tts.vocab, durations.ravel(), at)
            sounds.append(dsp.synth(*(part[0] for part in spectrum), chance))
            at += len(sounds[-1])
    sound = np.concatenate(sounds) if sounds else np.zeros(0, np.float32)
    return sound, heard


def _heard(
    tokens: Sequence[Any], vocab: dict[str, int], durations: NDArray[np.float32], at: int
) -> list[Heard]:
    """Tokens that stand together as one word, from the first to the last phoneme that is no mark."""
    ends = np.maximum(np.cumsum(durations).astype(int) * UNIT - EARLY, 0) + at
    words_heard: list[Heard] = []
    place, word, first, last = 1, "", None, 0
    for token in tokens:
        for letter in token.phonemes or "":
            if letter in vocab:
                if letter.isalpha():
                    first, last = int(ends[place - 1]) if first is None else first, int(ends[place])
                place += 1
        word += token.text
        if token.whitespace:
            place += 1
            words_heard += [(word, first, last)] if first is not None else []
            word, first = "", None
    return [*words_heard, (word, first, last)] if first is not None else words_heard
