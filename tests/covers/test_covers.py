"""Covers: right sizes, legible as thumbnails, any direction, the same bytes."""

from __future__ import annotations

import io
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from PIL import Image

from publish.accessibility import contrast
from publish.covers import draw as drawing_module
from publish.covers.draw import portrait, show_artwork, square
from publish.covers.lettering import Face, fit, legible, needed, text_width
from publish.model.article import Article, Picture
from tests.epub.articles import arabic, everything


def opened(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.data))


HEAVY = Face(800, condensed=True)


def words_below(article: Article) -> np.ndarray[Any, np.dtype[Any]]:
    """Where letters stand under the picture of a cover."""
    image = opened(portrait(article, RED)).convert("L")
    lower = np.asarray(image.crop((0, round(image.height * 0.52), image.width, image.height)), dtype=float)
    return np.asarray(np.abs(lower - lower[-1, 0]) > 60)


def _red() -> Picture:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), (200, 10, 10)).save(out, "PNG")
    return Picture("r.png", "image/png", out.getvalue())


RED = _red()


def titled(title: str, lang: str = "en") -> Article:
    return Article("t", lang, title, (), publisher="The Harbour Desk")


def test_a_portrait_is_1600_by_2560_and_a_square_is_square() -> None:
    assert opened(portrait(everything())).size == (1600, 2560)
    assert opened(square(everything(), size=1400)).size == (1400, 1400)


def test_show_artwork_is_what_podcast_apps_ask_for() -> None:
    """RGB without alpha, JPEG, 3000 pixels; 1400 to 3000 are allowed."""
    image = opened(show_artwork("Articles, read aloud", "The Harbour Desk"))
    assert (image.size, image.mode, image.format) == ((3000, 3000), "RGB", "JPEG")


def test_the_picture_is_on_the_cover() -> None:
    pixel = opened(portrait(everything(), RED)).convert("RGB").getpixel((800, 400))
    assert isinstance(pixel, tuple)
    assert np.allclose(pixel, (200, 10, 10), atol=6)


def test_a_picture_that_cannot_be_read_leaves_a_cover_without_it() -> None:
    wrong = Picture("x.png", "image/png", b"no picture")
    assert portrait(everything(), wrong).data == portrait(everything()).data


def test_a_drawing_in_svg_is_drawn() -> None:
    shape = '<rect width="9" height="9" fill="lime"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{shape}</svg>'
    shown = opened(portrait(everything(), Picture("x.svg", "image/svg+xml", svg.encode()))).convert("RGB")
    assert shown.getpixel((800, 300)) == pytest.approx((0, 255, 0), abs=6)


@pytest.mark.parametrize(("article", "right"), [(everything(), False), (arabic(), True)])
def test_words_stand_at_the_side_where_their_script_begins(article: Article, right: bool) -> None:
    words = words_below(article)
    columns = np.nonzero(words.any(axis=0))[0]
    left_gap, right_gap = columns[0], words.shape[1] - 1 - columns[-1]
    assert (right_gap < left_gap) == right
    assert min(left_gap, right_gap) > 60


@pytest.mark.parametrize(
    "title",
    [
        "Shade",
        "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
        "Как город охладил улицы тенью деревьев за десять лет",
        "A very long title that goes on and on " * 8,
        "שלום לכולם: 12 דרכים",
    ],
)
def test_no_word_runs_over_the_edge(title: str) -> None:
    words = words_below(titled(title))
    assert not words[:, :60].any()
    assert not words[:, -60:].any()
    assert not words[-60:, :].any()


def test_a_title_can_be_read_on_a_thumbnail() -> None:
    """At 160 pixels a short title's letters are still a tenth of the width high."""
    set_in = fit("Shade in the city", HEAVY, (1360, 1000), (200, 72))
    assert set_in.size * 160 / 1600 >= 14


def test_a_very_long_word_is_parted_and_read_on_a_thumbnail() -> None:
    word = "Rindfleischetikettierungsüberwachungsaufgaben"
    set_in = fit(word, HEAVY, (1360, 1000), (400, 60), "de")
    assert set_in.size * 160 / 1600 >= 16
    assert "".join(line.removesuffix("-") for line in set_in.lines) == word
    assert all(line.endswith("-") for line in set_in.lines[:-1])
    assert len(fit(word, HEAVY, (1360, 1000), (40, 30), "de").lines) == 1, (
        "where there is room it stays whole"
    )
    assert len(fit(word, HEAVY, (1360, 1000), (400, 60), "fi").lines) == 1, "no dictionary"


def test_house_and_names_can_be_read_on_a_thumbnail() -> None:
    """At 160 pixels they are set in ten pixels or more, also beside a spine, which leaves the least room."""
    for size in ((1600, 2560), (1400, 1400)):
        words = drawing_module._Words("Shade", "The Harbour Desk", "Ada Okafor and Tom Hall", "en")
        paper, pattern = drawing_module._PAPERS[0], drawing_module._stripes
        page = drawing_module._Page(Image.new("RGB", size), words, paper, pattern, size[0] * 160 // 1000)
        for lines in (page.house(page.inner), page.names(page.inner)):
            assert lines.size * 160 / size[0] >= 10


def test_words_and_grounds_differ_by_seven_to_one() -> None:
    for paper in drawing_module._PAPERS:
        assert contrast(paper.ink, paper.ground) >= 7
        assert contrast(paper.accent, paper.ground) >= 4.5


@pytest.mark.parametrize("grid", drawing_module._GRIDS)
def test_every_grid_is_drawn_with_every_paper(grid: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing_module, "_GRIDS", (grid,))
    drawn = set()
    for paper in drawing_module._PAPERS:
        monkeypatch.setattr(drawing_module, "_PAPERS", (paper,))
        image = opened(square(titled("Shade"), size=120)).convert("RGB")
        drawn.add(image.tobytes())
    assert len(drawn) == len(set(drawn)) == 10


def test_portrait_and_square_are_of_one_family() -> None:
    """The same paper and grid: a title that is drawn on one colour has it in both."""
    for title in ("Shade", "Counting the dark", "Why 41% of buses still run late in 2026"):
        tall, wide = opened(portrait(titled(title))), opened(square(titled(title)))
        assert tall.getpixel((20, 20)) == pytest.approx(wide.getpixel((17, 17)), abs=3)


def test_lines_are_as_even_as_they_can_be() -> None:
    lines = fit("When the bay runs dry at the lowest tide", HEAVY, (1360, 1000), (200, 72)).lines
    widths = [text_width(line, HEAVY) for line in lines]
    assert max(widths) < 2.2 * min(widths)


def test_thai_breaks_between_words_and_is_large() -> None:
    """Without spaces a title of one line would be set small enough to fit, and then cut."""
    title = "เมืองท่าที่ไม่เคยหลับใหลและผู้คนที่อยู่ริมน้ำ"
    set_in = fit(title, HEAVY, (1360, 1000), (200, 72))
    assert len(set_in.lines) > 1
    assert set_in.size > 150
    assert "".join(set_in.lines) == title
    words = "เมือง ท่า ที่ ไม่ เคย หลับ ใหล และ ผู้ คน ที่ อยู่ ริม น้ำ".split()
    assert all(any(line.startswith(word) for word in words) for line in set_in.lines)


@pytest.mark.parametrize(
    ("title", "lang", "words"),
    [
        ("바다가 마르는 날", "ko", ("바다가", "마르는", "날")),
        ("東京の夜を数える人びと", "ja", ("東京の", "夜を", "数える", "人びと")),
        ("渔村的最后一盏灯", "zh-CN", ("渔村的", "最后一", "盏灯")),
    ],
)
def test_words_of_cjk_are_not_divided(title: str, lang: str, words: tuple[str, ...]) -> None:
    lines = fit(title, HEAVY, (600, 1000), (190, 40), lang).lines
    assert len(lines) > 1
    for line in lines:
        assert any(line.startswith(word) for word in words)
        assert any(line.endswith(word) for word in words)


def test_fewer_lines_are_worth_a_little_smaller_type() -> None:
    set_in = fit("Why 41% of buses still run late in 2026", HEAVY, (1360, 1500), (430, 60))
    assert set_in.lines == ("Why 41% of", "buses still run", "late in 2026")


@pytest.mark.parametrize(
    "text",
    [
        "Straße Ωμέγα Київ",
        "שלום مدن",
        "हिन्दी বাংলা தமிழ் తెలుగు",
        "ไทย ລາວ ខ្មែរ မြန်မာ",
        "東京 数 ひらがな 한국어 數",
    ],
)
def test_every_script_with_a_font_of_ours_is_drawn(text: str) -> None:
    assert legible(text)


def test_ideographs_have_the_forms_of_their_language() -> None:
    for lang, font in (("ja", "JP"), ("ko", "KR"), ("zh-CN", "SC"), ("zh-Hant", "TC"), ("zh-TW", "TC")):
        (latin, han) = needed("骨", lang)
        assert (f"NotoSans{font}[" in han, "NotoSans[" in latin) == (True, True)


def test_words_that_no_font_draws_leave_the_cover_to_the_picture() -> None:
    shown = portrait(titled("წყალი იმატებს"), RED)
    assert np.allclose(np.asarray(opened(shown).convert("RGB")), (200, 10, 10), atol=8)


def test_the_same_words_give_the_same_bytes() -> None:
    assert portrait(arabic()).data == portrait(arabic()).data


def test_numpy_takes_no_part_in_a_cover() -> None:
    """Its arithmetic differs between versions, and covers are the same bytes on every machine."""
    code = (
        "import sys; sys.modules['numpy'] = None\n"
        "from publish.covers.draw import show_artwork\n"
        "sys.stdout.buffer.write(show_artwork('Tides', 'The Harbour Desk', size=300).data)"
    )
    drawn = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
    assert drawn == show_artwork("Tides", "The Harbour Desk", size=300).data
