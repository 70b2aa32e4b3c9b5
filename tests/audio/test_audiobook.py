"""The narration as one file: M4B with chapters, and the W3C audiobook package."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PIL import Image

from publish.audio import Mark, SectionTrack, Tags, Track, lpf, m4b, narration, section
from publish.audio.audiobook import metadata
from publish.audio.mp3 import decode, ffmpeg
from publish.config import Sound
from publish.errors import AudioError, StoreError
from publish.model.narration import Narration
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
    output = json.loads(
        subprocess.run([*command, "pipe:0"], input=book, capture_output=True, check=True).stdout
    )
    assert [c["tags"]["title"] for c in output["chapters"]] == ["One; #1", "Two = 2"]
    assert float(output["chapters"][1]["start_time"]) == pytest.approx(track.frames / 44_100, abs=0.002)
    assert output["format"]["tags"]["title"] == "A = b; c"
    assert float(output["format"]["duration"]) == pytest.approx(2 * track.frames / 44_100, abs=0.06)
    kinds = [stream["codec_name"] for stream in output["streams"]]
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


COVER = b"\xff\xd8\xff\xe0" + bytes(50)
TAGS = Tags(
    "Title & more", "Ann Author", lang="ar", date="2023-02-21", url="https://example.org/a", cover=COVER
)


@pytest.fixture(scope="module")
def whole() -> tuple[Narration, dict[str, bytes]]:
    track = section(beeps(3), Sound())
    shown = [SectionTrack(n, f"Section {n}", f"0{i}-{n}.mp3", track.frames, track.cues, track.levels)
            for i, n in enumerate("ab", 1)]  # fmt: skip
    result = narration("tone", "Synthetic voice: none", shown)
    return result, {one.file: track.mp3 for one in shown}


@pytest.fixture(scope="module")
def package(whole: tuple[Narration, dict[str, bytes]]) -> bytes:
    return b"".join(lpf(whole[0], TAGS, whole[1]))


@pytest.fixture(scope="module")
def manifest(package: bytes) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(zipfile.ZipFile(io.BytesIO(package)).read("publication.json"))
    return result


def test_the_manifest_has_what_the_standard_requires(manifest: dict[str, Any]) -> None:
    assert manifest["@context"][:2] == ["https://schema.org", "https://www.w3.org/ns/pub-context"]
    assert manifest["conformsTo"] == "https://www.w3.org/TR/audiobooks/"
    assert manifest["type"] == "Audiobook"
    assert manifest["name"] == "Title & more"
    assert manifest["readingOrder"]
    advised = "abridged accessMode author datePublished duration id inLanguage readBy url"
    assert set(advised.split()) <= set(manifest)
    assert [one["rel"] for one in manifest["resources"]] == ["contents", "cover"]


def test_the_reading_order_is_sound_alone_and_nothing_twice(manifest: dict[str, Any], package: bytes) -> None:
    urls = [one["url"] for one in manifest["readingOrder"]]
    assert len(set(urls)) == len(urls) == 2
    assert all(one["encodingFormat"].startswith("audio/") for one in manifest["readingOrder"])
    kept = zipfile.ZipFile(io.BytesIO(package)).namelist()
    assert set(urls) | {one["url"] for one in manifest["resources"]} | {"publication.json"} == set(kept)


def test_durations_are_those_of_the_sound_and_add_up(manifest: dict[str, Any], package: bytes) -> None:
    def seconds(duration: str) -> float:
        result = re.fullmatch(r"PT([\d.]+)S", duration)
        assert result
        return float(result[1])

    archive = zipfile.ZipFile(io.BytesIO(package))
    parts = [seconds(one["duration"]) for one in manifest["readingOrder"]]
    heard = [len(decode(archive.read(one["url"]))) / 44_100 for one in manifest["readingOrder"]]
    assert parts == pytest.approx(heard, abs=0.001)
    assert seconds(manifest["duration"]) == pytest.approx(sum(parts), abs=0.002)


def test_the_entry_page_is_a_table_of_contents_in_the_books_language(package: bytes) -> None:
    page = zipfile.ZipFile(io.BytesIO(package)).read("index.html").decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert 'role="doc-toc"' in page
    assert "Title &amp; more" in page
    assert page.count("<a href=") == 2


def test_the_same_narration_is_the_same_package(
    whole: tuple[Narration, dict[str, bytes]], package: bytes
) -> None:
    assert b"".join(lpf(whole[0], TAGS, whole[1])) == package
