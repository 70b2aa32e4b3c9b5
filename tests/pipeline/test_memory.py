"""The sound of an article is worked on piece by piece."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import resource, sys
from publish.cli import main
status = main(sys.argv[1:])
print(status, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
SENTENCE = "Stone number {number} of the long wall by the sea was laid before anybody now living was born."


def page(sentences: int) -> str:
    paragraphs = [
        "<p>" + " ".join(SENTENCE.format(number=first + n) for n in range(4)) + "</p>"
        for first in range(0, sentences, 4)
    ]
    parts = "".join(
        f"<h2>Part {begin // 10 + 1}</h2>{''.join(paragraphs[begin : begin + 10])}"
        for begin in range(0, len(paragraphs), 10)
    )
    return f'<html lang="en"><body><article><h1>The wall</h1>{parts}</article></body></html>'


def peak(folder: Path, sentences: int) -> int:
    """The highest memory of a whole build, in kilobytes."""
    (folder / f"wall-{sentences}.html").write_text(page(sentences))
    arguments = ["build", f"wall-{sentences}.html", "--voice", "silence", "--quiet", "-o", f"out-{sentences}"]
    output = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=folder,
        env={**os.environ, "PUBLISH_STORE": str(folder / f"store-{sentences}")},
        capture_output=True,
        text=True,
        check=True,
    )
    status, kilobytes = output.stdout.split()
    assert status == "0", output.stderr[-2000:]
    return int(kilobytes)


@pytest.mark.slow
def test_the_sound_of_a_long_article_is_never_held_whole(tmp_path: Path) -> None:
    """Its text is; so memory may grow, but by less than the finished MP3 is long, let alone the raw sound."""
    short, long = peak(tmp_path, 250), peak(tmp_path, 500)
    sound = (tmp_path / "out-500/wall-500/wall-500.mp3").stat().st_size
    assert sound > 25_000_000
    assert (long - short) * 1024 < 0.8 * sound
