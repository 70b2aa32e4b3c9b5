"""A Piper voice by its name -> its files, whose digests are checked, and its licence.

They come from the collection of Piper's makers, or from a mirror of it: `voices.json` lists the voices,
each with its files, their sizes and MD5 digests.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from publish.errors import NetworkError, VoiceError
from publish.model.text import nearest

ADDRESS = "https://huggingface.co/rhasspy/piper-voices/resolve/main"
FOLDER = Path("voices")
"""Where voices are kept, from the folder in which `publish` runs."""
TIMEOUT_S = (10.0, 60.0)
LIST_BYTES = 20_000_000
"""More than any list of voices has."""
_LICENCE = re.compile(r"(?i)[*# -]{0,9}licen[cs]e\*{0,2}:(.*)")
_OFFLINE = "connect to the network, or copy NAME.onnx and NAME.onnx.json into voices/"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A voice on this machine: its model, the size of all its files, and what it says of its licence."""

    name: str
    model: Path
    length_bytes: int
    licence: str


def get(name: str, folder: Path = FOLDER, address: str = ADDRESS) -> Fetched:
    """Fetch a voice, such as de_DE-thorsten-medium, into a folder; what is there already is kept.

    Raises VoiceError for a name that the collection does not have or a list that cannot be read, and
    NetworkError for files that do not come or whose digests do not hold.
    """
    files = _files(name, _listed(address))
    length, card = 0, ""
    for path, (size, digest) in files.items():
        own = f"{name}.MODEL_CARD" if PurePosixPath(path).name == "MODEL_CARD" else PurePosixPath(path).name
        data = _kept(folder / own, digest) or _checked(f"{address}/{path}", size, digest)
        _write(folder / own, data)
        length += len(data)
        card = data.decode("utf-8", "replace") if own.endswith(".MODEL_CARD") else card
    stated = (match[1].strip(" *") for line in card.splitlines() if (match := _LICENCE.match(line)))
    return Fetched(name, folder / f"{name}.onnx", length, next(stated, ""))


def _listed(address: str) -> Mapping[str, Any]:
    import json

    data = _fetched(f"{address}/voices.json", LIST_BYTES)
    try:
        listed = json.loads(data)
    except ValueError:
        listed = None
    if not isinstance(listed, dict):
        raise VoiceError(
            f"{address}/voices.json is no list of Piper voices", "check the address after --from"
        )
    return listed


def _files(name: str, listed: Mapping[str, Any]) -> dict[str, tuple[int, str]]:
    """Path of each file of a voice -> its size and digest."""
    if name not in listed or not re.fullmatch(r"[\w-]+", name):
        same = [key for key in sorted(listed) if name and key.lower().startswith(name.lower())]
        like = same or list(filter(None, [nearest(name, sorted(listed))]))
        help_ = f"take one of {', '.join(like[:12])}" if like else "names are like de_DE-thorsten-medium"
        raise VoiceError(f"there is no Piper voice {name!r}", help_)
    try:
        return {
            str(path): (int(file["size_bytes"]), str(file["md5_digest"]))
            for path, file in listed[name]["files"].items()
        }
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise VoiceError(
            f"the list of Piper voices tells no files for {name}", "try another voice"
        ) from error


def _kept(path: Path, digest: str) -> bytes:
    """The content of a file that is there with that digest, else b""."""
    data = path.read_bytes() if path.is_file() else b""
    return data if _digest(data) == digest else b""


def _checked(url: str, size: int, digest: str) -> bytes:
    data = _fetched(url, size)
    if _digest(data) != digest:
        raise NetworkError(f"{url} is not the file that the list of voices names", "try again later")
    return data


def _digest(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def _fetched(url: str, most: int) -> bytes:
    """The content at an address, of at most so many bytes."""
    import requests

    data = bytearray()
    try:
        with requests.get(url, timeout=TIMEOUT_S, stream=True) as answer:
            if not answer.ok:
                raise NetworkError(f"{url} answered {answer.status_code} {answer.reason}", "try again later")
            for part in answer.iter_content(1 << 20):
                data += part
                if len(data) > most:
                    raise NetworkError(f"{url} is larger than the list of voices says", "try again later")
    except (requests.RequestException, OSError) as error:
        raise NetworkError(f"{url} cannot be fetched ({type(error).__name__})", _OFFLINE) from error
    return bytes(data)


def _write(path: Path, data: bytes) -> None:
    """Put a file in its place, whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        raise VoiceError(
            f"{path} cannot be written: {error.strerror}", "make room or rights for it"
        ) from error
