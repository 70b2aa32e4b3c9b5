"""The colour of a book's rules: of the picture's hue, 4.5:1 by day and by night."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from publish.accessibility import contrast
from publish.epub import write_text_edition
from publish.epub.documents import accent
from publish.epub.package import unpack
from tests.epub.articles import book, everything


def cover(colour: tuple[int, int, int]) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (160, 256), colour).save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize("colour", [(200, 10, 10), (250, 220, 60), (20, 30, 90), (10, 120, 60)])
def test_a_colour_holds_on_white_and_on_black(colour: tuple[int, int, int]) -> None:
    result = accent(cover(colour))
    assert contrast(result, "#fff") >= 4.5
    assert contrast(result, "#000") >= 4.5
    parts = [int(result[at : at + 2], 16) for at in (1, 3, 5)]
    assert parts.index(max(parts)) == colour.index(max(colour))


@pytest.mark.parametrize("data", [cover((120, 120, 120)), cover((255, 255, 255)), b"no picture"])
def test_without_colour_rules_are_of_the_text(data: bytes) -> None:
    assert accent(data) == ""


def test_the_first_page_of_text_opens_with_the_title() -> None:
    files = unpack(write_text_edition(book(everything())))
    texts = sorted(name for name in files if name.rpartition("/")[2][:2].isdigit())
    first = files[texts[0]].decode()
    assert first.index('id="opening"') < first.index("<h1") < first.index('epub:type="chapter"')
    assert not any(b'id="opening"' in files[name] for name in texts[1:])
    assert f"{texts[0].removeprefix('EPUB/')}#opening" in files["EPUB/nav.xhtml"].decode()
