"""SVG pictures: what draws stays, what acts, asks or explodes goes, and a size is written on."""

from __future__ import annotations

import gzip

import pytest
from lxml import etree

from publish.images.picture import MAX_BYTES, Converted, PictureError
from publish.images.resolve import make

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
DRAWING = '<rect width="5" height="5" fill="url(#g)"/><text>Words</text><defs><linearGradient id="g"/></defs>'


def svg(inside: str, attributes: str = 'viewBox="0 0 20 10"', before: str = "") -> bytes:
    return f"{before}{OPEN} {attributes}>{inside}</svg>".encode()


def cleaned(inside: str) -> tuple[str, tuple[str, ...]]:
    result = make(svg(DRAWING + inside))
    assert "Words" in result.data.decode()
    assert "url(#g)" in result.data.decode()
    return result.data.decode(), tuple(code for code, _ in result.changes)


@pytest.mark.parametrize(
    "unsafe",
    [
        "<script>bad()</script>",
        '<script href="bad.js"/>',
        '<g onclick="bad()"><path d="M0 0"/></g>',
        '<g ONLOAD="bad()"/>',
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>bad</p></foreignObject>",
        '<image href="http://bad.example/a.png" width="1" height="1"/>',
        '<image xlink:href="bad.png"/>',
        '<image href="data:image/svg+xml,%3Csvg onload=bad()%3E"/>',
        '<use href="bad.svg#a"/>',
        '<animate attributeName="href" values="javascript:bad()"/>',
        '<set attributeName="onclick" to="bad()"/>',
        "<iframe src='bad'/>",
        "<video src='bad'/>",
        "<handler type='application/ecmascript'>bad()</handler>",
    ],
)
def test_what_acts_or_comes_from_elsewhere_goes_and_that_is_said(unsafe: str) -> None:
    text, codes = cleaned(unsafe)
    assert "bad" not in text
    assert codes == ("IMG-006",)


@pytest.mark.parametrize(
    "quiet",
    [
        '<a href="javascript:bad()"><circle r="1"/></a>',
        '<a xlink:href="http://bad.example"><circle r="1"/></a>',
        '<circle r="1" style="fill:url(http://bad.example/x)"/>',
        '<circle r="1" style="fill:u\\72l(http://bad.example/x)"/>',
        '<circle r="1" fill="url(\'http://bad.example/#x\')"/>',
        "<style>@import url(http://bad.example);</style><circle r='1'/>",
        "<style>circle{fill:url(http://bad.example/x)}</style><circle r='1'/>",
        "<style>@font-face{font-family:x;src:url(bad.woff)}</style><circle r='1'/>",
        "<metadata>bad</metadata><circle r='1'/>",
        "<!-- bad --><?bad bad?><circle r='1'/>",
        '<circle r="1" xmlns:i="http://www.inkscape.org/x" i:label="bad"/>',
        '<circle r="1" xml:base="http://bad.example/"/>',
    ],
)
def test_a_way_out_goes_and_the_drawing_stays(quiet: str) -> None:
    text, codes = cleaned(quiet)
    assert "bad" not in text
    assert "<circle" in text
    assert codes == ()


def test_a_picture_inside_the_drawing_stays() -> None:
    text, codes = cleaned('<image href="data:image/png;base64,aGk=" width="1" height="1"/>')
    assert "aGk=" in text
    assert codes == ()


@pytest.mark.parametrize(
    ("attributes", "size", "box"),
    [
        ('viewBox="0 0 200 100"', (200, 100), "0 0 200 100"),
        ('width="80" height="40"', (80, 40), "0 0 80 40"),
        ('width="1in" height="48pt"', (96, 64), "0 0 96 64"),
        ('width="100%" height="100%" viewBox="0 0 30 60"', (30, 60), "0 0 30 60"),
        ('width="50" viewBox="0 0 30 60"', (50, 100), "0 0 30 60"),
        ('viewBox="0,0,4000,1000"', (1600, 400), "0,0,4000,1000"),
        ("", (300, 150), "0 0 300 150"),
        ('width="abc" viewBox="x"', (300, 150), "x"),
    ],
)
def test_a_size_is_written_on(attributes: str, size: tuple[int, int], box: str) -> None:
    result = make(svg("", attributes))
    root = etree.fromstring(result.data)
    assert (result.width, result.height) == size
    assert (root.get("width"), root.get("height")) == (str(size[0]), str(size[1]))
    assert root.get("viewBox") in (box, f"0 0 {size[0]} {size[1]}")


def lol() -> str:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE svg [<!ENTITY l0 "lollollollollol">{levels}]>'


def copies(levels: int) -> str:
    groups = "".join(f'<g id="g{n}">{f"""<use href="#g{n - 1}"/>""" * 10}</g>' for n in range(1, levels))
    return f'<g id="g0"><rect/></g>{groups}<use href="#g{levels - 1}"/>'


@pytest.mark.parametrize(
    "data",
    [
        svg("<text>&l9;</text>", before=lol()),
        svg(copies(9)),
        svg('<g id="a"><use href="#a"/></g>'),
        svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
        svg("<g>" * 100_000 + "</g>" * 100_000),
        svg("<g>" * 240 + "</g>" * 240),
        svg("<text>", 'width="1e99" height="1"') + b"</text>",
        b"<svg",
        svg("<rect>"),
        gzip.compress(b"<svg xmlns='http://www.w3.org/2000/svg'>" + b" " * (MAX_BYTES + 1000), 1),
    ],
)
def test_what_explodes_is_told_before_it_does(data: bytes) -> None:
    with pytest.raises(PictureError) as failure:
        make(data)
    assert failure.value.code in ("IMG-003", "IMG-004")
    assert "\n" not in failure.value.message


def test_a_file_outside_is_not_opened() -> None:
    before = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    try:
        result: Converted | None = make(svg("<text>&x;</text>", before=before))
    except PictureError:
        result = None
    assert result is None or b"root:" not in result.data


def test_entities_that_drawing_programs_write_are_read() -> None:
    before = '<!DOCTYPE svg [<!ENTITY colour "teal">]>'
    result = make(svg('<rect fill="&colour;" width="2" height="2"/>', before=before))
    assert b'fill="teal"' in result.data
    assert b"DOCTYPE" not in result.data


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_other_encodings_and_no_namespace_are_read(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><svg viewBox="0 0 9 9"><text>é</text></svg>'
    result = make(text.encode(encoding))
    root = etree.fromstring(result.data)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "é" in result.data.decode("utf-8")


def test_a_compressed_svg_is_read() -> None:
    assert make(gzip.compress(svg(DRAWING))).media_type == "image/svg+xml"


def test_words_between_dropped_parts_stay() -> None:
    result = make(svg("<text>one <script>x</script>two <a href='#'>three</a> four</text>"))
    text = "".join(etree.fromstring(result.data).itertext())
    assert " ".join(text.split()) == "one two three four"


def test_names_that_xml_does_not_allow_are_mended_with_what_points_to_them() -> None:
    result = make(
        svg('<linearGradient id="1 a"/><rect fill="url(#1 a)"/><g id="x"/><g id="x"/><use href="#1 a"/>')
    )
    root = etree.fromstring(result.data)
    ids = [str(element.get("id")) for element in root.iter("*") if element.get("id")]
    assert len(ids) == len(set(ids))
    name = ids[0]
    assert name.isidentifier()
    assert f"url(#{name})" in result.data.decode()
    assert f'href="#{name}"' in result.data.decode()


def test_the_same_drawing_gives_the_same_bytes() -> None:
    assert make(svg(DRAWING)).data == make(svg(DRAWING)).data
