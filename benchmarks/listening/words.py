"""How exact the times of words are: `python -m benchmarks.listening.words PAGE [VOICE]`.

Where a voice pauses, the sound itself tells when the next word begins: at the end of at least 80 ms that
stay 38 dB below the loudest 5 ms of the sentence. With it the time is compared that the engine gives.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby

import numpy as np

import publish
from publish.config import Config
from publish.model.narration import Clip
from publish.voices import cast, open_engine, say

STEP_S = 0.005
QUIET_DB = 38
PAUSE_STEPS = 16
NEAR_S = 0.3
"""A word further than this from a pause's end is another one."""


def begins(clip: Clip) -> Iterator[int]:
    """The sample frames at which sound begins again after a pause."""
    step = round(clip.rate * STEP_S)
    samples = np.frombuffer(clip.pcm, "<i2").astype(float)
    steps = samples[: len(samples) // step * step].reshape(-1, step)
    level = 10 * np.log10(np.square(steps).mean(axis=1) + 1e-9)
    at = 0
    for quiet, run in groupby(level < level.max() - QUIET_DB):
        length = len(list(run))
        at += length
        if quiet and length >= PAUSE_STEPS and at < len(level):
            yield at * step


def errors_ms(clip: Clip) -> Iterator[float]:
    """How much later than its sound each word after a pause is said to begin, in milliseconds."""
    for begin in begins(clip):
        near = min((word.first - begin for word in clip.words), key=abs, default=clip.rate)
        if abs(near) < NEAR_S * clip.rate:
            yield near / clip.rate * 1000


def main() -> None:
    page, voice = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "auto"
    script = publish.script(publish.read(page))
    players = cast(script, voice, Config())
    found = np.array(
        [
            error
            for utterance in script.utterances
            for error in errors_ms(say(open_engine(players.choice(utterance)), players.speech(utterance)))
        ]
    )
    if not len(found):
        sys.exit(f"{players.main.name} gives no times of words")
    near, late = (abs(found) <= 50).mean(), (found > 50).mean()
    print(
        "| page | voice | words after a pause | within 50 ms | later than that | median ms | 95 % within ms |"
    )
    print("|---|---|---|---|---|---|---|")
    print(
        f"| {page} | {players.main.name} | {len(found)} | {near:.1%} | {late:.1%} |"
        f" {np.median(found):.0f} | {np.percentile(abs(found), 95):.0f} |"
    )


if __name__ == "__main__":
    main()
