"""The M4B edition, read back by another program."""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image

from publish.audio import Mark, Tags, Track, m4b, section
from publish.audio.m4b import metadata
from publish.audio.mp3 import ffmpeg
from publish.config import Sound
from publish.errors import AudioError, StoreError
from tests.audio.test_stitch import beeps, onsets
from tests.needs import needs


@pytest.fixture(scope="module")
def track() -> Track:
    return section(beeps(4), Sound())


def tags(track: Track) -> Tags:
    cover = io.BytesIO()
    Image.new("RGB", (64, 64), "navy").save(cover, "JPEG")
    half = round(track.frames / 44.1)
    marks = (Mark("One; #1", 0, half), Mark("Two = 2", half, 2 * half))
    return Tags(
        "A = b; c", "Ann Author", date="2023-02-21", cover=cover.getvalue(), marks=marks, lyrics="a\nb"
    )


def test_chapters_tags_cover_and_length_come_through(track: Track) -> None:
    needs("ffprobe")
    book = b"".join(m4b([track.mp3, track.mp3], tags(track)))
    command = ["ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_chapters", "-show_streams"]
    found = json.loads(
        subprocess.run([*command, "pipe:0"], input=book, capture_output=True, check=True).stdout
    )
    assert [c["tags"]["title"] for c in found["chapters"]] == ["One; #1", "Two = 2"]
    assert float(found["chapters"][1]["start_time"]) == pytest.approx(track.frames / 44_100, abs=0.002)
    assert found["format"]["tags"]["title"] == "A = b; c"
    assert float(found["format"]["duration"]) == pytest.approx(2 * track.frames / 44_100, abs=0.06)
    kinds = [stream["codec_name"] for stream in found["streams"]]
    assert "aac" in kinds
    assert "mjpeg" in kinds


def test_sound_comes_when_the_cues_say(track: Track) -> None:
    book = b"".join(m4b([track.mp3], tags(track)))
    command = [ffmpeg(), "-v", "error", "-f", "mp4", "-i", "pipe:0", "-map", "0:a", "-f", "f32le", "pipe:1"]
    pcm = subprocess.run(command, input=book, capture_output=True, check=True).stdout
    heard = onsets(np.frombuffer(pcm, "<f4"))
    assert len(heard) == 4
    for onset, cue in zip(heard[1:], track.cues[1:], strict=True):
        assert -0.01 < (onset - cue.begin) / 44_100 < 0.06


def test_the_same_narration_is_the_same_bytes(track: Track) -> None:
    assert list(m4b([track.mp3], tags(track))) == list(m4b([track.mp3], tags(track)))


def test_what_cannot_be_encoded_is_an_error() -> None:
    with pytest.raises(AudioError, match="M4B"):
        list(m4b([b"no sound"], Tags("x")))


def test_the_formats_own_characters_are_escaped() -> None:
    assert "title=A\\=b\\;c\\#d\\\\e\\\nf\n" in metadata(Tags("A=b;c#d\\e\nf"))


def test_sound_that_is_gone_in_the_middle_ends_the_encoder(track: Track) -> None:
    def sections() -> Iterator[bytes]:
        yield track.mp3
        raise StoreError("the sound was removed while it was used")

    with pytest.raises(StoreError):
        list(m4b(sections(), tags(track)))
