"""A finished MP3 -> its number of sample frames and its chapters."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from publish.audio.mp3 import FRAME, frame_lengths
from publish.audio.tags import Mark
from publish.errors import AudioError

_PIECE_BYTES = 1 << 22


@dataclass(frozen=True, slots=True)
class Look:
    """`frames` are sample frames as decoded; `marks` are the chapters, without their pictures."""

    frames: int
    marks: tuple[Mark, ...]


def look(path: Path) -> Look:
    """An MP3 of ours, read back piece by piece. Raises AudioError when it is none."""
    from mutagen import MutagenError
    from mutagen.id3 import ID3

    try:
        tag = ID3(path)
        chapters = sorted(tag.getall("CHAP"), key=lambda chapter: (chapter.start_time, chapter.element_id))
        marks = tuple(
            Mark(str(chapter.sub_frames.get("TIT2", "")), chapter.start_time, chapter.end_time)
            for chapter in chapters
        )
        return Look(_frames(path, tag.size) * FRAME, marks)
    except (MutagenError, OSError) as error:
        raise AudioError(f"{path} cannot be read back: {error}", "build again") from error


def _frames(path: Path, begin: int) -> int:
    """How many MPEG frames follow the tag. Raises AudioError for anything else between or after them."""
    count, held, at = 0, b"", 0
    with path.open("rb") as file:
        file.seek(begin)
        while piece := file.read(_PIECE_BYTES):
            held, at = held[at:] + piece, max(0, at - len(held))
            while at + 4 <= len(held):
                at += frame_lengths(held[at : at + 4])[0]
                count += 1
    if at != len(held):
        raise AudioError(f"{path} ends in the middle of a frame", "build again")
    return count
