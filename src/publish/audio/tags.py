"""ID3v2.3 tags with chapters, cover and lyrics. The sole importer of mutagen.

Version 2.3, a table of contents and a title in each chapter frame are what
podcast apps read most widely. Padding is fixed and nothing carries a date of
writing, so the same tags are the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass

from publish.i18n import catalogue

PADDING = 1_024
_MOST_CHAPTERS = 255
_NO_OFFSET = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Mark:
    """A chapter in milliseconds; `end_ms` is exclusive. `picture` is a JPEG, b"" for none."""

    title: str
    begin_ms: int
    end_ms: int
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class Tags:
    """What an MP3 says about itself. `length_ms` is its length as decoded; `date` is ISO 8601."""

    title: str
    artist: str = ""
    album: str = ""
    track: int = 0
    tracks: int = 0
    date: str = ""
    lang: str = ""
    cover: bytes = b""
    lyrics: str = ""
    length_ms: int = 0
    marks: tuple[Mark, ...] = ()
    publisher: str = ""
    url: str = ""
    rights: str = ""
    comment: str = ""
    genre: str = "Podcast"
    narrator: str = ""


def id3(tags: Tags) -> bytes:
    """An ID3v2.3 tag, to stand before the MPEG frames.

    Mutagen makes the frames and sorts them by size when it saves them, which
    puts chapters out of order for players that read them as they come. So they
    are put together here, in the order of `_frames`.
    """
    from mutagen.id3 import ID3, BitPaddedInt
    from mutagen.id3._tags import save_frame
    from mutagen.id3._util import ID3SaveConfig

    tag = ID3()
    for frame in _frames(tags):
        tag.add(frame)
    tag.update_to_v23()
    ordered = sorted(tag.values(), key=lambda frame: _PLACES.get(frame.FrameID, 0))
    body = b"".join(save_frame(frame, config=ID3SaveConfig(3, "/")) for frame in ordered) + bytes(PADDING)
    return b"ID3\x03\x00\x00" + BitPaddedInt.to_str(len(body), width=4) + body


_PLACES = {"USLT": 1, "CTOC": 2, "CHAP": 3, "APIC": 4}
"""Short frames first, then these; within each, the order in which they were made."""


def tag(mp3: bytes, tags: Tags) -> bytes:
    """MPEG frames with a tag before them."""
    return id3(tags) + mp3


def _frames(tags: Tags) -> list[object]:
    from mutagen import id3 as frames

    text = {
        "TIT2": tags.title,
        "TPE1": tags.artist,
        "TPE2": tags.publisher,
        "TALB": tags.album,
        "TRCK": _track(tags),
        "TDRC": tags.date[:10],
        "TCON": tags.genre,
        "TPUB": tags.publisher,
        "TCOP": _copyright(tags.rights),
        "TLAN": catalogue.three_letters(tags.lang),
        "TLEN": str(tags.length_ms) if tags.length_ms else "",
    }
    result = [getattr(frames, name)(encoding=1, text=[value]) for name, value in text.items() if value]
    language = catalogue.three_letters(tags.lang) or "XXX"
    if tags.narrator:
        result.append(frames.TCOM(encoding=1, text=[tags.narrator]))  # where audiobook players look
        result.append(frames.TXXX(encoding=1, desc="NARRATOR", text=[tags.narrator]))
    if tags.comment:
        result.append(frames.COMM(encoding=1, lang=language, desc="", text=[tags.comment]))
    if tags.lyrics:
        result.append(frames.USLT(encoding=1, lang=language, desc="", text=tags.lyrics))
    if tags.url:
        result.append(frames.WOAF(url=tags.url))
    if tags.cover:
        result.append(frames.APIC(encoding=0, mime="image/jpeg", type=3, desc="", data=tags.cover))
    return result + _chapters(tags)


def _chapters(tags: Tags) -> list[object]:
    """A CHAP frame for each mark and one CTOC that lists them in order (ID3v2 Chapter Frame Addendum)."""
    from mutagen import id3 as frames

    marks = tags.marks[:_MOST_CHAPTERS]
    if not marks:
        return []
    names = [f"chp{number}" for number in range(len(marks))]
    chapters = [
        frames.CHAP(
            element_id=name,
            start_time=mark.begin_ms,
            end_time=mark.end_ms,
            start_offset=_NO_OFFSET,
            end_offset=_NO_OFFSET,
            sub_frames=[
                frames.TIT2(encoding=1, text=[mark.title]),
                *(
                    [frames.APIC(encoding=0, mime="image/jpeg", type=0, desc="", data=mark.picture)]
                    if mark.picture
                    else []
                ),
            ],
        )
        for name, mark in zip(names, marks, strict=True)
    ]
    title = frames.TIT2(encoding=1, text=[catalogue.word("contents", tags.lang)])
    toc = frames.CTOC(
        element_id="toc",
        flags=frames.CTOCFlags.TOP_LEVEL | frames.CTOCFlags.ORDERED,
        child_element_ids=names,
        sub_frames=[title],
    )
    return [toc, *chapters]


def _track(tags: Tags) -> str:
    return f"{tags.track}/{tags.tracks}" if tags.tracks else str(tags.track or "")


def _copyright(rights: str) -> str:
    """TCOP must begin with a year and a space (ID3v2.3, 4.2.1)."""
    return rights if rights[:4].isdecimal() and rights[4:5] == " " else ""
