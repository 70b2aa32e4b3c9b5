"""The W3C audiobook: one file that says all about itself."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any

import pytest

from publish.audio import SectionTrack, Tags, lpf, narration, section
from publish.audio.mp3 import decode
from publish.config import Sound
from publish.model.narration import Narration
from tests.audio.test_stitch import beeps

COVER = b"\xff\xd8\xff\xe0" + bytes(50)
TAGS = Tags(
    "Title & more", "Ann Author", lang="ar", date="2023-02-21", url="https://example.org/a", cover=COVER
)


@pytest.fixture(scope="module")
def whole() -> tuple[Narration, dict[str, bytes]]:
    track = section(beeps(3), Sound())
    told = [SectionTrack(n, f"Section {n}", f"0{i}-{n}.mp3", track.frames, track.cues, track.levels)
            for i, n in enumerate("ab", 1)]  # fmt: skip
    made = narration("tone", "Synthetic voice: none", told)
    return made, {one.file: track.mp3 for one in told}


@pytest.fixture(scope="module")
def package(whole: tuple[Narration, dict[str, bytes]]) -> bytes:
    return b"".join(lpf(whole[0], TAGS, whole[1]))


@pytest.fixture(scope="module")
def manifest(package: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(zipfile.ZipFile(io.BytesIO(package)).read("publication.json"))
    return found


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
    held = zipfile.ZipFile(io.BytesIO(package)).namelist()
    assert set(urls) | {one["url"] for one in manifest["resources"]} | {"publication.json"} == set(held)


def test_durations_are_those_of_the_sound_and_add_up(manifest: dict[str, Any], package: bytes) -> None:
    def seconds(duration: str) -> float:
        found = re.fullmatch(r"PT([\d.]+)S", duration)
        assert found
        return float(found[1])

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
