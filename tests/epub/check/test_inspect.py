"""Our own checks: nothing in a good book, and in each broken one the thing that is broken."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publish.epub.check.inspect import inspect
from publish.epub.package import pack, unpack
from publish.model.problem import CODES
from tests.epub.books import NAMES, broken, built
from tests.epub.sound import mp3

PEOPLE, MEASURING = "EPUB/03-people.xhtml", "EPUB/02-measuring.xhtml"
SMIL, OPF, CSS = "EPUB/overlays/03-people.smil", "EPUB/content.opf", "EPUB/style.css"
FEATURE = '<meta property="schema:accessibilityFeature">{}</meta>'
HAZARD = '<meta property="schema:accessibilityHazard">{}</meta>'
META = '<meta property="schema:accessMode">textual</meta>'
FLASHING = "EPUB/images/line.png"


def codes(data: bytes) -> set[str]:
    return {each.code for each in inspect(data)}


@pytest.mark.parametrize("name", [name for name in NAMES if "undescribed" not in name and name != "issue"])
def test_a_good_book_has_nothing_wrong(name: str) -> None:
    assert inspect(built(name)) == ()


@pytest.mark.parametrize("name", ["undescribed", "undescribed-aloud", "issue"])
def test_an_undescribed_picture_is_the_only_thing_wrong(name: str) -> None:
    assert codes(built(name)) == {"BOOK-010"}


def test_the_cover_is_no_undescribed_picture() -> None:
    assert "BOOK-010" not in codes(built("minimal"))


CLAIM = '<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>'
CHART = 'alt="A falling line from 5 m to 1 m."'
BROKEN: dict[str, tuple[str, str, tuple[tuple[str, str], ...]]] = {
    "BOOK-002": ("everything", PEOPLE, (("</section></body>", "</body>"),)),
    "BOOK-010": ("everything", PEOPLE, ((CHART, 'alt=""'),)),
    "BOOK-011": ("everything", PEOPLE, ((CHART, 'alt="chart.png"'),)),
    "BOOK-012": ("everything", PEOPLE, ((' aria-hidden="true"', ""),)),
    "BOOK-013": ("everything", MEASURING, (("<th ", "<td "), ("</th>", "</td>"))),
    "BOOK-014": ("everything", MEASURING, ((' scope="col"', ""),)),
    "BOOK-015": ("everything", MEASURING, (("<h3>", "<h5>"), ("</h3>", "</h5>"))),
    "BOOK-016": ("everything", PEOPLE, (('lang="en-GB" xml:lang="en-GB"', 'lang="en-GB"'),)),
    "BOOK-017": ("everything", PEOPLE, (("The people &amp; the sea – ", "Measuring the water – "),)),
    "BOOK-018": ("everything", PEOPLE, ((' role="doc-noteref"', ""),)),
    "BOOK-019": ("everything", CSS, (("body {", "body {\n  color: #000;"),)),
    "BOOK-020": ("everything-aloud", SMIL, (('clipBegin="0:00:01', 'clipBegin="0:00:00'),)),
    "BOOK-022": (
        "everything-aloud",
        OPF,
        (('overlays-03-people.smil">0:00:', 'overlays-03-people.smil">0:01:'),),
    ),
    "BOOK-023": ("everything-aloud", SMIL, (("#q-ida-p-s2", "#q-ida-p-s1"),)),
    "BOOK-024": ("everything-aloud", SMIL, (("#q-ida-p-s2", "#q-ida-p-s9"),)),
    "BOOK-026": (
        "everything-aloud",
        SMIL,
        (("#people-h1", "#kept"), ("#p-hebrew-s1", "#people-h1"), ("#kept", "#p-hebrew-s1")),
    ),
    "BOOK-027": ("everything-aloud", SMIL, ((' epub:type="figure"', ""),)),
    "BOOK-028": ("everything-aloud", OPF, ((' media-overlay="f-overlays-nav.smil"', ""),)),
    "BOOK-040": ("everything", OPF, (('schema:accessMode"', 'schema:isFamilyFriendly"'),)),
    "BOOK-042": ("everything", OPF, ((FEATURE.format("structuralNavigation"), ""),)),
    "BOOK-043": ("everything", OPF, ((META, META + FEATURE.format("printPageNumbers")),)),
    "BOOK-045": (
        "everything",
        OPF,
        ((HAZARD.format("none"), HAZARD.format("none") + HAZARD.format("sound")),),
    ),
    "BOOK-047": ("everything", OPF, ((META, META + CLAIM),)),
}


@pytest.mark.parametrize("code", BROKEN)
def test_a_broken_book_is_caught(code: str) -> None:
    name, path, changes = BROKEN[code]
    assert code in codes(broken(name, path, *changes))


def test_a_clip_past_the_end_of_its_audio_is_caught() -> None:
    files = unpack(built("everything-aloud"))
    last = re.findall(r'clipEnd="([\d:.]+)"', files[SMIL].decode())[-1]
    files[SMIL] = files[SMIL].replace(last.encode(), b"0:00:59.000")
    assert "BOOK-021" in codes(pack(files))


def test_wrong_durations_are_caught_though_their_sum_is_right() -> None:
    opf = unpack(built("everything-aloud"))[OPF].decode()
    matches = re.findall(r'smil">(0:00:(\d\d)\.\d{3})<', opf)
    (first, one), (second, two) = matches[0], matches[1]
    swap = (
        (first, first.replace(f":{one}.", f":{int(one) + 1:02}.")),
        (second, second.replace(f":{two}.", f":{int(two) - 1:02}.")),
    )
    problems = inspect(broken("everything-aloud", OPF, *swap))
    assert [matches.code for matches in problems] == ["BOOK-022", "BOOK-022"]


def test_words_that_are_never_heard_are_caught() -> None:
    files = unpack(built("everything-aloud"))
    files[PEOPLE] = files[PEOPLE].replace(b"</section></body>", b"<p>Not heard.</p></section></body>")
    result = inspect(pack(files))
    assert {"BOOK-025"} <= {problem.code for problem in result}


def test_a_section_that_is_left_out_of_the_narration_is_one_note() -> None:
    files = unpack(built("everything-aloud"))
    left = b'<section id="left"><h2>Left out</h2><p>One.</p><section><p>Two.</p></section></section>'
    files[PEOPLE] = files[PEOPLE].replace(b"</section></body>", left + b"</section></body>")
    shown = [problem.code for problem in inspect(pack(files)) if problem.code in ("BOOK-025", "BOOK-031")]
    assert shown == ["BOOK-031"]


def test_an_undescribed_picture_makes_alternative_text_an_overclaim() -> None:
    change = ('alt="A falling line from 5 m to 1 m."', 'alt=""')
    matches = [p for p in inspect(broken("everything", PEOPLE, change)) if p.severity == "error"]
    assert {problem.code for problem in matches} == {"BOOK-041", "BOOK-044"}
    assert any("1 of 3 pictures" in problem.message for problem in matches)


def test_inline_styles_make_transformability_an_overclaim() -> None:
    result = inspect(
        broken("everything", PEOPLE, ('<p id="a-box-p">', '<p id="a-box-p" style="font-size:9px">'))
    )
    assert any(p.code == "BOOK-041" and "displayTransformability" in p.message for p in result)


def test_colours_that_cannot_be_told_apart_are_caught() -> None:
    assert "BOOK-029" in codes(broken("everything-aloud", CSS, ("color: #1a1400;", "color: #e0c870;")))
    assert "BOOK-029" in codes(broken("everything-aloud", CSS, ("color: #1a1400;", "")))


def test_a_variable_rate_is_caught() -> None:
    files = unpack(built("minimal-aloud"))
    track = next(path for path in files if path.endswith(".mp3"))
    low, high = mp3(bytes(48_000)), mp3(bytes(48_000), kbps=96)
    files[track] = low + high[len(high) // 3 :][high[len(high) // 3 :].index(b"\xff\xf3") :]
    assert "BOOK-030" in codes(pack(files))


def test_a_flashing_picture_contradicts_no_hazards() -> None:
    import io

    from PIL import Image

    frames = [Image.new("RGB", (40, 40), colour) for colour in ("black", "white")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=60, loop=0)
    files = unpack(built("everything"))
    files[FLASHING] = out.getvalue()
    files[OPF] = files[OPF].replace(
        b'href="images/line.png" id="f-images-line.png" media-type="image/png"',
        b'href="images/line.png" id="f-images-line.png" media-type="image/gif"',
    )
    assert "BOOK-046" in codes(pack(files))


def test_every_code_of_a_book_is_shown_by_a_broken_one() -> None:
    """Codes with a broken book of their own in this file, whichever test holds it."""
    source = Path(__file__).read_text("utf-8")
    judged = {"BOOK-001"}  # in test_judged: it is not a book at all
    assert {code for code in CODES if code.startswith("BOOK-") and code not in source} <= judged


def test_problems_say_where() -> None:
    change = ('alt="A falling line from 5 m to 1 m."', 'alt=""')
    result = next(p for p in inspect(broken("everything", PEOPLE, change)) if p.code == "BOOK-010")
    assert result.where == f"{PEOPLE}#f-chart-img"
    assert result.help


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", pack({"a": b"b"})])
def test_what_is_no_book_is_told_in_one_sentence(data: bytes) -> None:
    assert [each.code for each in inspect(data)] == ["BOOK-001"]


LEFT = (".css", ".ncx")
"""Files whose damage is EPUBCheck's to find, as is a file that is lost."""


@pytest.mark.slow
def test_any_damage_is_told_and_never_a_crash() -> None:
    """Each text file of a book lost, cut in half, emptied of attributes, or swapped for another."""
    files = unpack(built("everything-aloud"))
    texts = [name for name in files if name.endswith((".xhtml", ".smil", ".opf", ".xml", *LEFT))]
    for name in texts:
        others = {key: data for key, data in files.items() if key != name}
        assert codes(pack(others)) <= set(CODES), f"{name} is lost"
        for data in (
            files[name][: len(files[name]) // 2],
            re.sub(rb' [\w:-]+="[^"]*"', b"", files[name]),
            b"<a/>",
            files[texts[texts[0] == name]],
        ):
            result = codes(pack({**others, name: data}))
            assert result <= set(CODES), name
            assert result or name.endswith(LEFT), name


def test_books_of_the_older_kind_with_named_characters_and_comments_are_read() -> None:
    files = unpack(built("minimal"))
    path = "EPUB/01-introduction.xhtml"
    old = b'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
    files[path] = (
        files[path].replace(b"<!DOCTYPE html>", old).replace(b"</section>", b"<!-- x -->&nbsp;</section>")
    )
    assert not {"BOOK-001", "BOOK-002"} & codes(pack(files))
