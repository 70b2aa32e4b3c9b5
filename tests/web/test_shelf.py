"""A long shelf: every article once, pages that stand, and an index that finds what the shelf would."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from publish.model.digest import of_value
from publish.model.episode import Bound, Product
from publish.pipeline.site import LONG_SHELF
from publish.web import long_shelf as documents
from publish.web import page
from publish.web.feed import newest_first
from publish.web.shelf import INDEX, PAGE, fold, indexed, shelf_setting, spread, terms, write_shelf
from tests.web import long


def test_the_build_divides_a_shelf_only_where_it_is_long() -> None:
    assert LONG_SHELF > 2 * PAGE


def put(data: bytes) -> Any:
    result = re.fullmatch(r'publish\.put\("([\w-]+)",(.*)\);\n', data.decode(), re.DOTALL)
    assert result
    return json.loads(result[2])


def slugs(data: bytes) -> list[str]:
    links = html.fromstring(data.decode()).xpath("//li[contains(@class, 'card')]//h2/a/@href")
    return [link.removesuffix("/index.html") for link in links]


def test_every_article_is_on_one_page_and_the_pages_are_a_chain(tmp_path: Path) -> None:
    result = long.place(tmp_path, long.episodes(333))
    walked, name = [], "index.html"
    while name:
        walked.append(name)
        older = html.fromstring(result[name].decode()).xpath("//nav//a[@rel='next']/@href")
        name = older[0] if older else ""
    assert walked == ["index.html", *(f"shelf-{n:05}.html" for n in range(5, 0, -1))]
    listed = [slug for name in walked for slug in slugs(result[name])]
    newest = documents_in_order(333)
    assert listed == newest
    assert PAGE <= len(slugs(result["index.html"])) < 2 * PAGE


def test_the_first_page_has_the_books_and_the_feeds_of_languages(tmp_path: Path) -> None:
    shown = tuple(
        replace(each, products=(*each.products, Product("audio", f"{each.slug}/a.mp3", 9)))
        for each in long.episodes(205)
    )
    bound = Bound("Spring", (Product("epub", "spring.epub", 120_000),))
    result = {document.name: document.make() for document in documents(shown, long.SITE, (bound,))}
    links = html.fromstring(result["index.html"].decode()).xpath("//a/@href")
    assert {"spring.epub", "feed-en.xml", "feed-fr.xml", "feed-ja.xml"} <= set(links)
    assert "spring.epub" not in result["shelf-00001.html"].decode()


def documents_in_order(count: int) -> list[str]:
    return [episode.slug for episode in newest_first(long.episodes(count))]


def test_cards_for_a_search_are_those_of_the_pages(tmp_path: Path) -> None:
    result = long.place(tmp_path, long.episodes(333))
    chunks = [put(result[name]) for name in sorted(result) if re.fullmatch(r"shelf-\d+\.js", name)]
    kept = [card for chunk in chunks for card in chunk]
    assert [slugs(card.encode())[0] for card in kept] == documents_in_order(333)[::-1]
    assert kept[0] in result["shelf-00001.html"].decode()


def test_an_article_more_changes_the_newest_page_and_the_index_alone() -> None:
    def keys(count: int) -> dict[str, str]:
        dated = [each for each in long.episodes(count) if each.published]
        return {
            file.name: of_value((file.about, file.episodes))
            for file in documents(dated, long.SITE)
            if file.episodes is not None
        }

    before, after = keys(360), keys(361)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {"index.html", "shelf-00007.js"}


def test_the_index_has_the_words_of_each_card() -> None:
    shown = tuple(newest_first(long.episodes(60))[::-1])
    index = indexed(shown, shelf_setting(shown, long.SITE))

    def numbers(term: str) -> list[int]:
        result, last = [], 0
        for step in index[term].split():
            last += int(step, 36)
            result.append(last)
        return result

    assert [shown[n].slug for n in numbers("ebauche")] == [e.slug for e in shown if e.title.startswith("É")]
    assert numbers("東京") == numbers("の港") == [n for n, e in enumerate(shown) if e.lang == "ja"]
    assert numbers("zoe") == [n for n, e in enumerate(shown) if e.bylines == ("Zoë Marchand",)]
    assert list(index) == sorted(index, key=lambda term: term.encode("utf-16-be"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Children’s SERVICES", {"children", "s", "services"}),
        ("Élodie", {"elodie"}),
        ("東京都", {"東京", "京都", "都"}),
        ("港2024年", {"港", "2024", "年"}),
        ("—", set()),
    ],
)
def test_a_text_is_found_by_its_words(text: str, expected: set[str]) -> None:
    assert terms(text) == expected


def test_folding_takes_marks_and_capitals_away() -> None:
    assert fold("ÅNGSTRÖM ﬁn") == "angstrom fin"


def test_the_index_is_spread_evenly_and_loses_nothing() -> None:
    index = {f"{n:04}": "1 " * (n % 7) for n in range(1000)}
    pieces = spread(index, 8)
    assert {term: numbers for piece in pieces for term, numbers in piece.items()} == index
    assert [term for piece in pieces for term in piece] == list(index)
    sizes = [sum(len(t) + len(n) for t, n in piece.items()) for piece in pieces]
    assert max(sizes) < 1.3 * min(sizes)
    assert spread({"a": "1" * 900, "b": "1"}, 3) == [{"a": "1" * 900}, {}, {"b": "1"}]


def test_an_empty_piece_begins_where_the_next_one_does(tmp_path: Path) -> None:
    result = long.place(tmp_path, long.episodes(333))
    table = put(result[INDEX])
    assert table["count"] == 333
    assert table["first"] == sorted(table["first"])
    assert table["undated"] == 37


def test_pages_allow_what_our_own_script_loads_and_nothing_else(tmp_path: Path) -> None:
    result = long.place(tmp_path, long.episodes(210))
    policy = html.fromstring(result["index.html"].decode()).xpath("//meta[@http-equiv]/@content")[0]
    script = page.bundle("memory.js", "shelf.js", "shelf_index.js")
    assert f"script-src {page.digest(script)} 'strict-dynamic';" in policy
    assert b"strict-dynamic" not in write_shelf(long.episodes(20), long.SITE)


def test_a_page_is_under_200_kilobytes(tmp_path: Path) -> None:
    result = long.place(tmp_path, long.episodes(1_000))
    assert max(len(data) for name, data in result.items() if name.endswith(".html")) < 200_000
