"""Pages made to break a reader: each ends in a correct article or in one clear sentence."""

from __future__ import annotations

import base64
import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.config import Config
from publish.errors import PublishError, SourceError
from publish.images import resolve
from publish.model import walk
from publish.model.article import Article, List
from publish.model.urls import link
from publish.sources.load import load, read_any
from publish.sources.locate import locate

from .fuzz import run, seeds, sound, through

STORY = (
    "<p>"
    + "</p><p>".join(f"The river rose again on day {n}, and nobody in the town slept." for n in range(12))
    + "</p>"
)


def read(folder: Path, body: str | bytes, name: str = "a.html") -> Article:
    path = folder / name
    path.write_bytes(body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass"))
    return through(path, Config())


def page(inside: str, head: str = "") -> str:
    top = f"<!DOCTYPE html><html lang=en><head><title>The river</title>{head}</head>"
    return f"{top}<body><article><h1>The river</h1>{inside}</article></body></html>"


@pytest.mark.parametrize(
    "tag",
    [
        *(
            "div",
            "span",
            "blockquote",
            "ul><li",
            "table><tr><td",
            "section",
            "b",
            "aside",
            "figure",
            "dl><dd",
        ),
        *("table lang=fr><tr><td lang=de", "div lang=fr><div lang=de", "dl lang=fr><dd lang=de", "details"),
    ],
)
def test_nesting_without_measure_keeps_the_story(tmp_path: Path, tag: str) -> None:
    article = read(tmp_path, page(STORY + f"<{tag}>" * 3000 + "deep words" + STORY))
    assert "nobody in the town slept" in walk.article_text(article)


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["div", "span", "blockquote"])
def test_a_hundred_thousand_levels_end_well(tmp_path: Path, tag: str) -> None:
    article = read(tmp_path, page(STORY + f"<{tag}>" * 100_000 + "deep words" + f"</{tag}>" * 100_000))
    assert "nobody in the town slept" in walk.article_text(article)


@pytest.mark.slow
@pytest.mark.parametrize(
    "inside", ["<p>" + "All the words of a very long page. " * 1_500_000, "<i></i>" * 7_500_000]
)
def test_fifty_megabytes_are_said_to_be_too_much(tmp_path: Path, inside: str) -> None:
    assert len(inside) > 50_000_000
    with pytest.raises(SourceError, match="million characters"):
        read(tmp_path, page(inside))


def test_characters_that_xml_forbids_do_not_reach_the_book(tmp_path: Path) -> None:
    bad = "\x00\x01\x08\x0b\x1f\x7f\x85\x9f\ufffe\uffff\ud800 "
    bad += "&#0; &#1; &#x1F; &#xFFFE; &#xD800; &#x110000; &#99999999999;"
    article = read(
        tmp_path,
        page(
            f"<p title='{bad}'>One {bad} two, and a little more.</p><img src=x.png alt='{bad} map'>" + STORY
        ),
    )
    text = walk.article_text(article)
    assert "One" in text
    assert not set(text) & set("\x00\x01\x08\x0b\x1f\x7f\x9f\ufffe\uffff\ud800")


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
        '<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>',
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY % p SYSTEM "http://127.0.0.1/x"> %p;]>',
    ],
)
@pytest.mark.parametrize("name", ["a.html", "a.xhtml"])
def test_entities_unfold_nothing_and_open_nothing(tmp_path: Path, head: str, name: str) -> None:
    article = read(
        tmp_path, head + page(f"<p>Before &c; &xxe; after, as the story goes on.</p>{STORY}"), name
    )
    text = walk.article_text(article)
    assert "root:" not in text
    assert "lollol" not in text
    assert "nobody in the town slept" in text


@pytest.mark.parametrize(
    "unsafe",
    [
        "<script>document.write('gotcha')</script>",
        "<p onclick='gotcha()'>Words stay.</p>",
        "<a href='javascript:gotcha()'>Words stay.</a>",
        "<a href='java&#x09;script:gotcha()'>Words stay.</a>",
        "<a href='&#1;javascript:gotcha()'>Words stay.</a>",
        "<a href='JaVaScRiPt&colon;gotcha()'>Words stay.</a>",
        "<a href='data:text/html,gotcha'>Words stay.</a>",
        "<a href='vbscript:gotcha'>Words stay.</a>",
        "<form action='/gotcha'><input value=gotcha><button>gotcha</button></form>",
        "<style>p{background:url(gotcha)}</style>",
        "<iframe srcdoc='gotcha'></iframe>",
        "<object data='gotcha'></object><embed src=gotcha>",
        "<svg onload='gotcha()'><script>gotcha()</script></svg>",
        "<math><mtext><script>gotcha()</script></mtext></math>",
        "<meta http-equiv=refresh content='0;url=gotcha'><base href='javascript:gotcha'>",
        "<noscript><p title='</noscript><img src=gotcha onerror=gotcha()>'></noscript>",
        "<template><img src=x onerror=gotcha()></template>",
    ],
)
def test_nothing_that_acts_reaches_the_book(tmp_path: Path, unsafe: str) -> None:
    from publish.render import Setting, section_body

    article = read(
        tmp_path, page(f"{STORY}<p>Before.</p>{unsafe}<p>After.</p>{STORY.replace('river', 'lake')}")
    )
    book = "".join(section_body(article, section, Setting("en", epub=True)) for section in article.sections)
    assert "onclick" not in book
    assert "javascript:" not in book.lower()
    assert "gotcha()" not in book
    assert "<script" not in book
    if "Words stay" in unsafe:
        assert "Words stay." in walk.article_text(article)


def test_a_polyglot_is_told_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"GIF89a/*" + b"<script>1</script>" * 9)
    (tmp_path / "b.png").write_bytes(b"<!doctype html><svg onload=alert(1)>")
    article = read(
        tmp_path,
        page(
            "<figure><img src=a.jpg><figcaption>First.</figcaption></figure><img src=b.png alt=Map>" + STORY
        ),
    )
    (origin,) = locate([str(tmp_path / "a.html")])
    resolved = resolve(article, load(origin, Config()).fetch)
    assert resolved.pictures == ()
    assert {problem.code for problem in resolved.problems} <= {"IMG-002", "IMG-003"}
    assert len(resolved.problems) == 2
    assert "First." in walk.article_text(resolved.article)
    sound(resolved.article)


@pytest.mark.slow
def test_pictures_without_number_are_cut_short(tmp_path: Path) -> None:
    for n in range(450):
        (tmp_path / f"p{n}.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 99 99'/>")
    figures = "".join(
        f"<figure><img src='p{n}.svg' alt='Map number {n}'></figure><p>Words between, number {n}.</p>"
        for n in range(450)
    )
    article = read(tmp_path, page(STORY + figures))
    (origin,) = locate([str(tmp_path / "a.html")])
    resolved = resolve(article, load(origin, Config()).fetch)
    assert len(resolved.pictures) == 1
    assert any(problem.code == "IMG-005" for problem in resolved.problems)


def test_a_page_of_one_data_address_is_small_in_memory(tmp_path: Path) -> None:
    picture = "data:image/png;base64," + base64.b64encode(b"x" * 6_000_000).decode()
    path = tmp_path / "a.html"
    path.write_text(page(f"{STORY}<img alt='A wall' src='{picture}'>"))
    (origin,) = locate([str(path)])
    assert len(load(origin, Config()).page.text) < 5000


MANY = (
    "<script>",
    "<!--",
    "<style>",
    "<",
    "&",
    "<p ",
    "<a href='",
    "<img var(--sf-img-1) ",
    "data:image/png,",
    "</p",
    "<svg>",
    '="',
)


@pytest.mark.slow
@pytest.mark.timeout(120)
@pytest.mark.parametrize("piece", MANY)
def test_what_repeats_without_end_takes_time_in_proportion(tmp_path: Path, piece: str) -> None:
    """A quadratic way of reading would take hours here, and end at the limit."""
    article = read(tmp_path, page(STORY + "--sf-img-1:url(x)" + piece * (400_000 // len(piece))))
    assert walk.article_text(article).count("nobody in the town slept") == 12


@pytest.mark.parametrize("name", ["srcset", "data-src", "alt", "class"])
@pytest.mark.parametrize("piece", ["<div>", ",", " ", "a.jpg 1x"])
def test_long_attributes_take_time_in_proportion(tmp_path: Path, name: str, piece: str) -> None:
    article = read(tmp_path, page(f"{STORY}<img {name}='http://x{piece * 20_000}' alt=Map>{STORY}"))
    assert "nobody in the town slept" in walk.article_text(article)


def test_definitions_without_a_term_become_a_list(tmp_path: Path) -> None:
    article = read(tmp_path, page(f"{STORY}<dl><dd>First of all.</dd><dt>Flood</dt><dd>Water.</dd></dl>"))
    styles = [block.style for block in walk.blocks(article.sections) if isinstance(block, List)]
    assert styles == ["unordered", "definition"]
    article = read(tmp_path, page(f"{STORY}<dl><dd>First of all.</dd><dd>Second of all.</dd></dl>"))
    assert [block.style for block in walk.blocks(article.sections) if isinstance(block, List)] == [
        "unordered"
    ]


@pytest.mark.parametrize(
    ("href", "written"),
    [
        ("http://ex.org/a b", "http://ex.org/a%20b"),
        ('http://ex.org/"<>|[]^`{}', "http://ex.org/%22%3C%3E%7C%5B%5D%5E%60%7B%7D"),
        ("http://ex.org/100%", "http://ex.org/100%25"),
        ("http://ex.org/\ufffd", "http://ex.org/%EF%BF%BD"),
        ("http://ex.org/%C3%BC?q=ü", "http://ex.org/%C3%BC?q=ü"),
        ("http://me:secret@ex.org/", "http://ex.org/"),
        ("http://a b.org/", ""),
        ("http://[::1", ""),
    ],
)
def test_links_are_written_as_addresses_may_be(href: str, written: str) -> None:
    assert link(href, "") == written


@pytest.mark.parametrize("piece", ["[", '{"a":', '"@graph":[{', "\\ud800", "1e999,"])
def test_broken_data_about_the_article_is_passed_over(tmp_path: Path, piece: str) -> None:
    data = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":{piece * 3000}</script>'
    assert "nobody in the town slept" in walk.article_text(read(tmp_path, page(STORY, data)))


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=600))
def test_any_bytes_are_an_article_or_an_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    for name in ("a.html", "a.txt", "a.md", "a.mhtml"):
        path = tmp_path_factory.getbasetemp() / name
        path.write_bytes(data)
        (origin,) = locate([str(path)])
        with contextlib.suppress(PublishError):
            sound(read_any(load(origin, Config())).article)


@pytest.mark.slow
def test_mutated_pages_end_in_an_article_or_a_clear_error(tmp_path: Path) -> None:
    ended = run(40, 7, tmp_path / "kept", seeds(60_000), quiet=True)
    assert set(ended) <= {"article", "no article"}, [
        f.read_text() for f in (tmp_path / "kept").glob("*.trace")
    ]


@pytest.mark.slow
def test_many_mutated_pages_end_in_an_article_or_a_clear_error(tmp_path: Path) -> None:
    ended = run(160, 8, tmp_path / "kept", seeds(), quiet=True)
    assert set(ended) <= {"article", "no article"}, [
        f.read_text() for f in (tmp_path / "kept").glob("*.trace")
    ]
