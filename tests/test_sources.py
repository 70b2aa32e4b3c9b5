"""The articles in `source/` hold what they promise, and every picture is drawn by our own code."""

from __future__ import annotations

import io
import re
import shutil
import tomllib
from pathlib import Path

import draw_pictures
import pytest
from bs4 import BeautifulSoup, Tag
from PIL import Image

from publish.model.walk import figures
from tests.needs import ROOT, shared

SOURCE = ROOT / "source"
NEWS = SOURCE / "birmingham-childrens-services.html"
FEATURE = SOURCE / "counting-the-dark" / "index.html"
FRENCH = SOURCE / "moulins-a-maree.html"
ARABIC = SOURCE / "nawair-hama" / "index.html"
GUIDE = SOURCE / "how-to-describe-a-picture.md"
PAGES = (NEWS, FEATURE, FRENCH, ARABIC)
PICTURES = {".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".gif": "GIF"}


def soup(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text("utf-8"), "lxml")


def article(page: Path) -> Tag:
    result = soup(page).find("article")
    assert isinstance(result, Tag)
    return result


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+(?:'[a-z]+)?", text.lower().replace("’", "'"))


@pytest.mark.parametrize(("page", "least"), [(FEATURE, 2500), (FRENCH, 800), (ARABIC, 600), (NEWS, 600)])
def test_each_article_is_as_long_as_promised(page: Path, least: int) -> None:
    assert len(article(page).get_text(" ").split()) >= least


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name + "/" + page.name)
def test_each_page_says_who_when_where_and_in_which_language(page: Path) -> None:
    html = soup(page)
    root = html.find("html")
    assert isinstance(root, Tag)
    assert root["lang"]
    assert len(html.find_all("h1")) == 1
    assert html.select_one("link[rel=canonical][href*='.example.']")
    assert html.select_one("time[datetime]")
    assert html.select_one("meta[property='og:site_name'][content]")
    assert html.select_one("meta[name=author], script[type='application/ld+json']")


@pytest.mark.parametrize(
    "selector",
    [
        "a[class*=SkipLink]",
        "nav",
        "#cookiePrompt",
        "article h1",
        "time[datetime^='2023-']",
        "[data-component=byline-block]",
        "div[data-component=text-block] div p",
        "figure span > span.visually-hidden:-soup-contains('Image source, ')",
        "figcaption span.visually-hidden:-soup-contains('Image caption, ')",
        "picture source[srcset]",
        "picture img[data-src][src^='data:']",
        "h2:-soup-contains('Analysis by ')",
        "h2:-soup-contains('Related topics')",
        "h2:-soup-contains('Related internet links')",
        "footer",
        "script[type='application/ld+json']",
    ],
)
def test_the_news_page_has_the_markup_of_a_newsroom_in_2023(selector: str) -> None:
    assert soup(NEWS).select_one(selector)


def test_the_news_page_has_three_figures_each_with_a_caption() -> None:
    result = article(NEWS).find_all("figure")
    assert len(result) == 3
    assert all(figure.find("figcaption") for figure in result)


@pytest.mark.parametrize(
    "selector",
    [
        "h2",
        "h3",
        "ol > li",
        "ul > li",
        "li ul > li",
        "table caption",
        "thead th[scope=col]",
        "tbody th[scope=row]",
        "blockquote footer",
        "aside.pull-quote",
        "pre code",
        "a[role=doc-noteref]",
        "a[role=doc-backlink]",
        "abbr[title]",
        "q[lang=fr]",
        "math",
        "img[src$='.png']",
        "img[src$='.jpg']",
        "img[src$='.webp']",
        "img[src$='.svg']",
        "img[src$='.gif']",
        "img[alt='']",
    ],
)
def test_the_feature_shows_every_kind_of_block(selector: str) -> None:
    assert article(FEATURE).select_one(selector)


def test_the_feature_links_its_notes_both_ways() -> None:
    page = article(FEATURE)
    marks = page.select("a[role=doc-noteref]")
    assert len(marks) == 3
    for mark in marks:
        note = page.select_one(str(mark["href"]))
        assert note
        assert note.select_one(f"a[href='#{mark['id']}']")


def test_the_feature_pulls_a_quote_that_its_text_holds() -> None:
    page = article(FEATURE)
    quote = page.select_one("aside.pull-quote")
    assert quote
    assert page.get_text(" ").count(quote.get_text().strip()) == 2


def test_the_feature_has_pictures_with_alt_with_a_caption_only_with_neither_and_one_decorative() -> None:
    kinds = {"alt": 0, "caption": 0, "neither": 0, "decorative": 0}
    settings = tomllib.loads((SOURCE / "counting-the-dark.toml").read_text("utf-8"))["images"]
    bare = set()
    for image in article(FEATURE).find_all("img"):
        figure = image.find_parent("figure")
        if image.get("alt"):
            kinds["alt"] += 1
        elif image.get("role") == "presentation":
            kinds["decorative"] += 1
        elif figure and figure.find("figcaption"):
            kinds["caption"] += 1
        else:
            kinds["neither"] += 1
            bare.add(str(image["src"]))
    assert kinds == {"alt": 4, "caption": 1, "neither": 2, "decorative": 1}
    assert bare == settings.keys(), "what the page does not say, the article's own settings do"


def test_the_chart_and_its_description_give_the_same_figures() -> None:
    page = article(FEATURE)
    chart = (SOURCE / "counting-the-dark" / "range-chart.svg").read_text("utf-8")
    alt = str(page.select("img[src$='.svg']")[0]["alt"])
    figures = re.findall(r"\d+\.\d", alt)
    assert len(figures) == 4
    assert all(f">{figure}<" in chart for figure in figures)


def test_french_is_set_as_the_french_set_it() -> None:
    text = article(FRENCH).get_text()
    assert re.search(r"«\u00a0[^»]+\u00a0»", text)
    assert re.search(r"\d\u00a0€", text)
    assert re.search(r"\d,\d+\u00a0m", text)
    assert re.search(r"\b\d{1,2}(\u00a0| )h(\u00a0| )\d{2}\b", text)


def test_arabic_runs_right_to_left_with_words_and_figures_of_both_scripts() -> None:
    page = soup(ARABIC)
    assert page.select_one("html[dir=rtl][lang=ar]")
    text = article(ARABIC).get_text()
    assert re.search("[٠-٩]{4}", text)
    assert "noria" in text
    assert len(article(ARABIC).select("figure figcaption")) == 2


def test_every_picture_that_a_page_names_is_beside_it() -> None:
    for page in PAGES:
        html = soup(page)
        named = [str(image.get("data-src") or image["src"]) for image in html.select("article img")]
        named += [
            part.split()[0] for s in html.select("source[srcset]") for part in str(s["srcset"]).split(",")
        ]
        for name in named:
            assert name.startswith("data:") or (page.parent / name).is_file(), f"{page}: {name}"
    assert all(
        (SOURCE / name).is_file() for name in re.findall(r"\]\(([^)\s]+\.jpg)", GUIDE.read_text("utf-8"))
    )


@pytest.mark.slow
@pytest.mark.parametrize("page", [*PAGES, GUIDE], ids=lambda page: page.parent.name + "/" + page.name)
def test_every_picture_is_found_and_has_its_words(page: Path) -> None:
    from publish.config import Config
    from publish.pipeline.prepare import one

    prepared = one(str(page.parent if page.stem == "index" else page), Config())
    assert [str(problem) for problem in prepared.problems if problem.severity != "note"] == []
    assert all(figure.image.name for figure in figures(prepared.article))


@pytest.mark.slow
def test_without_its_settings_the_feature_shows_which_pictures_lack_words(tmp_path: Path) -> None:
    from publish.config import Config
    from publish.pipeline.prepare import one

    shutil.copytree(FEATURE.parent, tmp_path / "counting-the-dark")
    prepared = one(str(tmp_path / "counting-the-dark"), Config())
    shown = [str(problem) for problem in prepared.problems if problem.code == "A11Y-003"]
    assert len(shown) == 2
    assert '[images."wave-on-tower.jpg"] alt =' in shown[0]
    assert '[images."spiral-stair.png"] alt =' in shown[1]
    assert [figure.alt for figure in figures(prepared.article) if figure.alt_source == "none"] == ["", ""]


def test_no_picture_is_heavy_and_each_is_what_its_name_says() -> None:
    files = [path for path in SOURCE.rglob("*") if path.suffix in PICTURES]
    assert sum(path.stat().st_size for path in files) < 3_000_000
    for path in files:
        assert path.stat().st_size < 200_000, path
        with Image.open(path) as image:
            assert image.format == PICTURES[path.suffix], path


def test_no_lamp_flashes_more_than_three_times_a_second() -> None:
    with Image.open(SOURCE / "counting-the-dark" / "three-characters.gif") as image:
        assert getattr(image, "n_frames", 1) > 10
        for frame in range(getattr(image, "n_frames", 1)):
            image.seek(frame)
            assert image.info["duration"] >= 334


def test_every_picture_is_drawn_by_our_own_code() -> None:
    drawn = {ROOT / path for path in (*draw_pictures.PICTURES, draw_pictures.ANIMATION)}
    kept = {path for path in SOURCE.rglob("*") if path.suffix in {*PICTURES, ".svg"}}
    assert kept == {path for path in drawn if SOURCE in path.parents}
    assert all(path.is_file() for path in drawn)


@pytest.mark.slow
@pytest.mark.parametrize("path", [*draw_pictures.PICTURES, draw_pictures.ANIMATION])
def test_drawing_again_gives_the_same_picture(path: str) -> None:
    assert not draw_pictures.differs((ROOT / path).read_bytes(), draw_pictures.encode(path))


def test_a_changed_picture_is_told_from_a_kept_one() -> None:
    def square(colour: str) -> bytes:
        out = io.BytesIO()
        Image.new("RGB", (8, 8), colour).save(out, "PNG")
        return out.getvalue()

    assert draw_pictures.differs(square("#204060"), square("#604020"))
    assert not draw_pictures.differs(square("#204060"), square("#204060"))


def test_the_news_story_is_told_in_words_of_its_own() -> None:
    other = words(shared("corpus", "seed", "article.txt").read_text("utf-8"))
    own = words(soup(NEWS).get_text(" "))
    length = 8
    runs = {tuple(other[i : i + length]) for i in range(len(other) - length + 1)}
    copied = [own[i : i + length] for i in range(len(own) - length + 1) if tuple(own[i : i + length]) in runs]
    assert copied == []
