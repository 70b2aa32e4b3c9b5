"""The narration as a W3C audiobook in one file (LPF): manifest, table of contents, MP3s of the sections.

Rules: W3C Audiobooks, Publication Manifest, and Lightweight Packaging Format.
"""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from publish.audio.tags import Tags
from publish.i18n import catalogue
from publish.model.narration import Narration
from publish.model.times import iso_duration, milliseconds

MEDIA_TYPE = "application/lpf+zip"
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first date that ZIP can hold
_CHUNK = 1 << 20


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
