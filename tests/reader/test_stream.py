"""What is left out of the stream of blocks is told."""

from __future__ import annotations

from publish.reader.page import Page
from publish.reader.read import read

_LINE = "The boats came in late with the tide and every one of them was full of herring, line {} said."
_BODY = "".join(f"<p>{_LINE.format(n)}</p>" for n in range(4))


def notes(body: str) -> list[str]:
    page = Page(
        "boats", "boats.html", f"<html><body><article><h1>The boats</h1>{body}</article></body></html>"
    )
    return [found.message for found in read(page).problems if found.code == "READ-005"]


def test_one_note_tells_what_repeats_or_promotes_and_was_left_out() -> None:
    (message,) = notes(f"{_BODY}<p>{_LINE.format(1)}</p>")
    assert message.startswith('1 passage that repeats or advertises was left out: "The boats came in late')


def test_nothing_is_told_where_nothing_is_left_out() -> None:
    assert notes(_BODY) == []
