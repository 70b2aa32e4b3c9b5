"""How natural sentences sound, from 1 to 5, run by the Python given as `--judge`: `judge.py FOLDER`.

Prints {"naturalness": the mean of what DistillMOS predicts}. It needs the package distillmos, which holds
its weights.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from statistics import fmean

import distillmos
import soundfile
import torch
from torchaudio.functional import resample


def main(folder: str) -> None:
    torch.set_num_threads(1)
    model = distillmos.ConvTransformerSQAModel().eval()
    scores = []
    for path in sorted(Path(folder).glob("*.wav")):
        samples, rate = soundfile.read(path, dtype="float32")
        sound = resample(torch.from_numpy(samples)[None], rate, 16_000)
        with torch.no_grad():
            scores.append(float(model(sound)))
    print(json.dumps({"naturalness": fmean(scores)}))


if __name__ == "__main__":
    main(sys.argv[1])
