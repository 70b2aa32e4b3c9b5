"""The M4B edition: one AAC file with chapters, cover and tags.

ffmpeg writes the chapters both as a QuickTime track, which Apple's apps read,
and as Nero's list, which others do.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from publish.audio.mp3 import DELAY, ffmpeg
from publish.audio.tags import Tags
from publish.errors import AudioError
from publish.system import cleanup, subprocesses

BITRATE_KBPS = 80
_CHUNK = 1 << 20


def m4b(sections: Iterable[bytes], tags: Tags, bitrate_kbps: int = BITRATE_KBPS) -> Iterator[bytes]:
    """The M4B of a narration, a megabyte at a time, from its sections' MPEG frames in order.

    Nothing is kept in memory but a megabyte: an MP4 file must be gone back in, so
    it lies in a temporary folder until it has been read. Raises AudioError.
    """
    with cleanup.folder() as folder:
        (folder / "tags.txt").write_text(metadata(tags), "utf-8")
        if tags.cover:
            (folder / "cover.jpg").write_bytes(tags.cover)
        _encode(sections, folder, bool(tags.cover), bitrate_kbps)
        with (folder / "out.m4b").open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk


def _encode(sections: Iterable[bytes], folder: Path, cover: bool, bitrate_kbps: int) -> None:
    inputs = ["-f", "mp3", "-i", "pipe:0", "-i", "tags.txt", *(["-i", "cover.jpg"] if cover else [])]
    picture = ["-map", "2:v", "-c:v", "copy", "-disposition:v", "attached_pic"] if cover else []
    # The MP3 gives its sound late; cut off here, it comes when the chapters say.
    sound = ["-map", "0:a", "-af", f"atrim=start_sample={DELAY}", "-c:a", "aac", "-b:a", f"{bitrate_kbps}k"]
    exact = ["-fflags", "+bitexact", "-flags:a", "+bitexact", "-flags:v", "+bitexact"]
    book = ["-map_metadata", "1", "-map_chapters", "1", "-brand", "M4B ", "-f", "ipod", "out.m4b"]
    command = [ffmpeg(), "-v", "error", "-y", *inputs, *sound, *picture, *exact, *book]
    with tempfile.TemporaryFile() as messages:
        process = subprocesses.Program(command, stdin=subprocesses.PIPE, stderr=messages, cwd=folder)
        try:
            _feed(process, sections)
        finally:
            process.end()
        if process.returncode:
            messages.seek(0)
            lines = messages.read().decode("utf-8", "replace").strip().splitlines()
            raise AudioError(f"ffmpeg made no M4B: {lines[-1] if lines else process.returncode}")


def _feed(process: subprocesses.Program, sections: Iterable[bytes]) -> None:
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError):  # it has ended, and said why
        for section in sections:
            process.stdin.write(section)
        process.stdin.close()
    process.wait()


def metadata(tags: Tags) -> str:
    """Tags and chapters in ffmpeg's own format of metadata files."""
    named = {
        "title": tags.title,
        "artist": tags.artist,
        "album": tags.title,
        "album_artist": tags.artist,
        "composer": tags.narrator,
        "date": tags.date[:10],
        "genre": "Audiobook",
        "copyright": tags.rights,
        "comment": tags.comment or tags.url,
        "lyrics": tags.lyrics,
        "media_type": "2",
    }
    lines = [";FFMETADATA1", *(f"{key}={_escaped(value)}" for key, value in named.items() if value)]
    for mark in tags.marks:
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={mark.begin_ms}", f"END={mark.end_ms}"]
        lines.append(f"title={_escaped(mark.title)}")
    return "\n".join(lines) + "\n"


def _escaped(value: str) -> str:
    """A value with the format's own characters made harmless."""
    for character in "\\=;#\n":
        value = value.replace(character, f"\\{character}")
    return value
