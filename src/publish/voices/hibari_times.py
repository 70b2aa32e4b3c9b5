"""A text in, its sound and the sample frames of its words out, from hibari's own duration predictor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from hibari import dsp
from hibari.g2p.normalize import normalize
from hibari.tts import MAX_PHONEMES

from publish.speech.word_times import Heard
from publish.voices.durations import named, sounding, words_read

if TYPE_CHECKING:
    from numpy.typing import NDArray

DURATIONS = "/Round_output_0"
EARLY = 1200
"""So many frames before a phoneme's steps its sound begins: what `benchmarks/listening/words.py` measures."""


def speak(tts: Any, text: str, pace: float, seed: int) -> tuple[NDArray[np.float32], list[Heard]]:
    """What hibari's own call gives for a text, and the words that are heard in it."""
    chance, at = np.random.default_rng(seed), 0
    sounds: list[NDArray[np.float32]] = []
    times: list[Heard] = []
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
                spans = sounding(phonemes, tts.vocab, durations.ravel(), EARLY)
                spans = [(first + at, last + at) for first, last in spans]
                times += named(words_read(tokens), spans)
            sounds.append(dsp.synth(*(part[0] for part in spectrum), chance))
            at += len(sounds[-1])
    sound = np.concatenate(sounds) if sounds else np.zeros(0, np.float32)
    return sound, times
