"""The whole narration as one file: M4B with chapters, and the W3C audiobook package (LPF)."""

from __future__ import annotations

import contextlib
import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from publish.audio.mp3 import DELAY, ffmpeg
from publish.audio.tags import Tags
from publish.errors import AudioError
from publish.i18n import catalogue
from publish.model.narration import Narration
from publish.model.times import iso_duration, milliseconds
from publish.system import processes
from publish.system.processes import PIPE, Program

BITRATE_KBPS = 80
_CHUNK = 1 << 20


def m4b(sections: Iterable[bytes], tags: Tags, bitrate_kbps: int = BITRATE_KBPS) -> Iterator[bytes]:
    """The M4B of a narration, a megabyte at a time, from its sections' MPEG frames in order.

    Nothing is kept in memory but a megabyte: an MP4 file must be gone back in, so
    it lies in a temporary folder until it has been read. Raises AudioError.
    """
    with processes.folder() as folder:
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
        process = Program(command, stdin=PIPE, stderr=messages, cwd=folder)
        try:
            _feed(process, sections)
        finally:
            process.end()
        if process.returncode:
            messages.seek(0)
            lines = messages.read().decode("utf-8", "replace").strip().splitlines()
            raise AudioError(f"ffmpeg made no M4B: {lines[-1] if lines else process.returncode}")


def _feed(process: Program, sections: Iterable[bytes]) -> None:
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


_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first date that ZIP can hold


def lpf(narration: Narration, tags: Tags, sounds: Mapping[str, bytes]) -> Iterator[bytes]:
    """The package, a megabyte at a time. `sounds` gives a section's MP3 by its file name, one at a time."""
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            _add(archive, "publication.json", _json(manifest(narration, tags)))
            _add(archive, "index.html", contents(narration, tags).encode())
            if tags.cover:
                _add(archive, "cover.jpg", tags.cover)
            for section in narration.sections:
                _add(archive, _address(section.file), sounds[section.file])
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def manifest(narration: Narration, tags: Tags) -> dict[str, Any]:
    """The publication manifest. Durations are those of the decoded sound, and their sum is the whole's."""
    described: dict[str, Any] = {
        "@context": [
            "https://schema.org",
            "https://www.w3.org/ns/pub-context",
            {"language": tags.lang, "direction": catalogue.direction(tags.lang)},
        ],
        "conformsTo": "https://www.w3.org/TR/audiobooks/",
        "type": "Audiobook",
        "id": tags.url,
        "url": tags.url,
        "name": tags.title,
        "author": tags.artist,
        "readBy": {"type": "Organization", "name": narration.narrator},
        "publisher": tags.publisher,
        "inLanguage": tags.lang,
        "datePublished": tags.date,
        "copyrightNotice": tags.rights,
        "abridged": False,
        "accessMode": ["auditory"],
        "accessModeSufficient": [{"type": "ItemList", "itemListElement": ["auditory"]}],
        "accessibilityFeature": ["tableOfContents", "readingOrder"],
        "accessibilityHazard": ["none"],
        "duration": iso_duration(milliseconds(narration.frames, narration.rate)),
    }
    described = {key: value for key, value in described.items() if value not in ("", None)}
    described["readingOrder"] = [
        {
            "type": "LinkedResource",
            "url": _address(section.file),
            "encodingFormat": "audio/mpeg",
            "name": section.title,
            "duration": iso_duration(milliseconds(section.frames, narration.rate)),
        }
        for section in narration.sections
    ]
    described["resources"] = list(_resources(tags))
    return described


def contents(narration: Narration, tags: Tags) -> str:
    """The primary entry page: a table of contents whose links open the sections."""
    links = "\n".join(
        f'      <li><a href="{_address(section.file)}">{escape(section.title)}</a></li>'
        for section in narration.sections
    )
    title, heading = escape(tags.title), escape(catalogue.word("contents", tags.lang))
    lang, direction = escape(tags.lang or "en"), catalogue.direction(tags.lang)
    return f"""<!DOCTYPE html>
<html lang="{lang}" dir="{direction}">
<head>
  <meta charset="utf-8">
  <title>{title}</title>
  <link rel="publication" href="publication.json">
</head>
<body>
  <h1>{title}</h1>
  <nav role="doc-toc" aria-labelledby="contents">
    <h2 id="contents">{heading}</h2>
    <ol>
{links}
    </ol>
  </nav>
</body>
</html>
"""


def _resources(tags: Tags) -> Iterator[dict[str, str]]:
    yield {"type": "LinkedResource", "rel": "contents", "url": "index.html", "encodingFormat": "text/html"}
    if tags.cover:
        name = tags.title
        yield {"type": "LinkedResource", "rel": "cover", "url": "cover.jpg", "encodingFormat": "image/jpeg",
               "name": name}  # fmt: skip


def _address(file: str) -> str:
    return f"audio/{file}"


def _json(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    archive.writestr(entry, data)
