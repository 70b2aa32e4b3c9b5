"""What listeners say is said wrongly: messages in `corrections/`, as files of text or mail.

The player's message is lines such as `sentence: p1a2b3c4d-s2`. A mail program or a form
puts it there as `.eml` or `.txt` (a Maildir will do), or somebody pastes it at the desk.
What is dealt with goes to `corrections/done/`.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publish.errors import PublishError, SourceError
from publish.model.digest import of_bytes
from publish.pipeline.output import placing, write_below

FOLDER = Path("corrections")
DONE = FOLDER / "done"
_MOST_BYTES = 100_000
_MOST = 500
_SLUG = re.compile(r"[a-z0-9-]{1,80}")
_ID = re.compile(r"[\w.-]{1,120}")


@dataclass(frozen=True, slots=True)
class Correction:
    """A message: `file` is its path in `corrections/`; "" stands for what it does not say."""

    file: str
    slug: str
    sentence: str
    word: str
    text: str


def waiting(folder: Path = FOLDER) -> tuple[Correction, ...]:
    """The messages that nobody has dealt with, at most 500, by file."""
    return tuple(correction for _, correction in zip(range(_MOST), _unhandled(folder), strict=False))


def _unhandled(folder: Path) -> Iterator[Correction]:
    for path in sorted(folder.rglob("*")):
        hidden = path.name.startswith(".") or DONE.name in path.relative_to(folder).parts[:1]
        if hidden or path.is_symlink() or not path.is_file() or path.stat().st_size > _MOST_BYTES:
            continue
        yield parsed(path.read_bytes(), path.relative_to(folder).as_posix())


def parsed(data: bytes, file: str) -> Correction:
    """A message, as text or as a mail. What cannot be a slug or an id counts as not said."""
    fields = dict.fromkeys(("article", "sentence", "word", "text"), "")
    for line in _plain(data).splitlines():
        name, colon, value = line.lstrip("> ").partition(":")
        if colon and name.strip().lower() in fields:
            fields[name.strip().lower()] = value.strip()
    slug = fields["article"] if _SLUG.fullmatch(fields["article"]) else ""
    sentence = fields["sentence"] if slug and _ID.fullmatch(fields["sentence"]) else ""
    return Correction(file, slug, sentence, fields["word"][:100], fields["text"][:1000])


def _plain(data: bytes) -> str:
    """The text of a mail, or the whole text where it is no mail."""
    text = data.decode("utf-8", "replace")
    if not re.match(r"(?:From |[A-Za-z-]+:)", text) or "\n\n" not in text.replace("\r\n", "\n"):
        return text
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        body = message.get_body(("plain",))
        return str(body.get_content()) if body else text
    except (LookupError, ValueError, KeyError):  # a charset or a transfer encoding that there is not
        return text


def take(text: str) -> Correction:
    """Keep a pasted message. Raises PublishError for a text that is no message of the player, PlaceError."""
    data = f"{text.strip()}\n".encode()
    correction = parsed(data, f"{of_bytes(data)[:12]}.txt")
    if not correction.slug:
        raise PublishError("that names no article", "paste the whole message, with its line article: …")
    write_below(FOLDER / correction.file, data)
    return correction


def finish(file: str) -> None:
    """Put a message among those that are dealt with. Raises SourceError and PlaceError."""
    if file not in {one.file for one in waiting()}:
        raise SourceError(f"there is no message {file!r}", "load the page again")
    path = FOLDER / file
    with placing(path, "moved"):
        DONE.mkdir(exist_ok=True)
        path.replace(DONE / path.name)
