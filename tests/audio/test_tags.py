"""ID3v2.3: what podcast apps read."""

from __future__ import annotations

import io
import json
import subprocess

import pytest
from mutagen.id3 import ID3

from publish.audio import Mark, Tags, id3, marks, narration, section, tag
from publish.audio.stitch import SectionTrack
from publish.config import Sound
from tests.audio.test_stitch import beeps
from tests.needs import needs

COVER = b"\xff\xd8\xff\xe0" + bytes(200)
TAGS = Tags(
    title="Étude en bleu",
    artist="Ann Author",
    album="The Show",
    track=2,
    tracks=5,
    date="2023-02-21T10:00:00+00:00",
    lang="fr-CA",
    cover=COVER,
    lyrics="One.\nTwo.",
    length_ms=61_500,
    marks=(Mark("First", 0, 30_000), Mark("Second — “two”", 30_000, 61_500, COVER)),
    publisher="BBC News",
    url="https://example.org/a",
    narrator="Synthetic voice: Heart (hibari)",
)


@pytest.fixture(scope="module")
def read() -> ID3:
    return ID3(io.BytesIO(id3(TAGS)))


def test_the_version_is_two_three(read: ID3) -> None:
    assert id3(TAGS)[:5] == b"ID3\x03\x00"
    assert read.version == (2, 3, 0)


def test_the_plain_tags_are_there(read: ID3) -> None:
    texts = {
        name: str(read[name].text[0]) for name in ("TIT2", "TPE1", "TALB", "TRCK", "TLEN", "TLAN", "TCON")
    }
    assert texts == {
        "TIT2": "Étude en bleu",
        "TPE1": "Ann Author",
        "TALB": "The Show",
        "TRCK": "2/5",
        "TLEN": "61500",
        "TLAN": "fra",
        "TCON": "Podcast",
    }
    assert str(read["TXXX:NARRATOR"].text[0]) == TAGS.narrator
    assert str(read["TCOM"].text[0]) == TAGS.narrator


def test_the_whole_date_survives_version_two_three(read: ID3) -> None:
    assert str(read["TDRC"].text[0]) == "2023-02-21"
    assert b"TYER" in id3(TAGS)
    assert b"TDAT" in id3(TAGS)


def test_cover_and_lyrics_are_there(read: ID3) -> None:
    (cover,) = read.getall("APIC")
    assert (cover.type, cover.mime, cover.data) == (3, "image/jpeg", COVER)
    (lyrics,) = read.getall("USLT")
    assert (lyrics.lang, lyrics.text) == ("fra", "One.\nTwo.")


def test_chapters_have_times_titles_and_pictures(read: ID3) -> None:
    (toc,) = read.getall("CTOC")
    assert toc.child_element_ids == ["chp0", "chp1"]
    assert int(toc.flags) == 3
    assert str(toc.sub_frames["TIT2"].text[0])
    chapters = [read[f"CHAP:{name}"] for name in toc.child_element_ids]
    assert [(c.start_time, c.end_time, str(c.sub_frames["TIT2"].text[0])) for c in chapters] == [
        (0, 30_000, "First"),
        (30_000, 61_500, "Second — “two”"),
    ]
    assert all(c.start_offset == c.end_offset == 0xFFFFFFFF for c in chapters)
    assert chapters[1].sub_frames.getall("APIC")[0].data == COVER


def test_the_same_tags_are_the_same_bytes() -> None:
    assert id3(TAGS) == id3(TAGS)


def test_an_empty_tag_has_no_empty_frames() -> None:
    read = ID3(io.BytesIO(id3(Tags("Title"))))
    assert sorted(read.keys()) == ["TCON", "TIT2"]


def test_more_chapters_than_a_table_of_contents_may_hold_are_cut() -> None:
    many = tuple(Mark(f"Chapter {n}", n * 1000, (n + 1) * 1000) for n in range(300))
    read = ID3(io.BytesIO(id3(Tags("Title", marks=many))))
    assert len(read.getall("CTOC")[0].child_element_ids) == len(read.getall("CHAP")) == 255


def test_a_player_finds_title_chapters_and_length() -> None:
    needs("ffprobe")
    track = section(beeps(3), Sound())
    levels = track.levels
    whole = narration("tone", "Synthetic voice: none", [
        SectionTrack("a", "Alpha", "01-a.mp3", track.frames, track.cues, levels),
        SectionTrack("b", "Beta", "02-b.mp3", track.frames, track.cues, levels),
    ])  # fmt: skip
    mp3 = tag(track.mp3 * 2, Tags("Title", marks=marks(whole)))
    command = ["ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_chapters", "-i", "pipe:0"]
    output = json.loads(subprocess.run(command, input=mp3, capture_output=True, check=True).stdout)
    assert output["format"]["tags"]["title"] == "Title"
    assert [c["tags"]["title"] for c in output["chapters"]] == ["Alpha", "Beta"]
    begins = [float(c["start_time"]) for c in output["chapters"]]
    assert begins == pytest.approx([0, track.frames / 44_100], abs=0.001)


def test_a_narration_adds_its_sections_up() -> None:
    track = section(beeps(3), Sound())
    shown = [
        SectionTrack(name, name, f"{name}.mp3", track.frames, track.cues, track.levels) for name in "abc"
    ]
    whole = narration("tone", "n", shown)
    assert [s.begin for s in whole.sections] == [0, track.frames, 2 * track.frames]
    assert whole.frames == 3 * track.frames
    assert [c.begin for c in whole.chapters] == [s.begin for s in whole.sections]
    assert whole.loudness_lufs == pytest.approx(track.levels.loudness().lufs, abs=0.3)
