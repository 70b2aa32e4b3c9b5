"""Finding sources: which files are articles, what they are called, and what is said of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.errors import SourceError
from publish.sources.locate import each, locate, slug_of


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<p>words</p>", "utf-8")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("heat.html", "html"),
        ("heat.HTM", "html"),
        ("heat.xhtml", "html"),
        ("heat.mhtml", "mhtml"),
        ("heat.txt", "text"),
        ("heat.md", "markdown"),
    ],
)
def test_the_suffix_tells_the_kind(tmp_path: Path, name: str, kind: str) -> None:
    touch(tmp_path, name)
    (origin,) = locate([str(tmp_path / name)])
    assert (origin.slug, origin.kind, origin.error) == ("heat", kind, None)


def test_a_folder_gives_its_articles_and_nothing_else(tmp_path: Path) -> None:
    touch(
        tmp_path,
        "b.html",
        "a.md",
        "a.png",
        "b.toml",
        ".hidden.html",
        "README.md",
        "c/index.html",
        "c/pic.jpg",
    )
    touch(tmp_path, "b_files/frame.html", "notes/one.html", "notes/two.html", "d/d.html", "d/d_files/x.png")
    result = locate([str(tmp_path)])
    assert [origin.slug for origin in result] == ["a", "b", "c", "d"]
    assert all(origin.error is None for origin in result)


def test_a_folder_is_told_one_by_one(tmp_path: Path) -> None:
    touch(tmp_path, "a.html", "b.html", "b-Dateien/one.html")
    result = each(str(tmp_path))
    assert next(result).slug == "a"
    touch(tmp_path, "b.toml")
    assert [(origin.slug, origin.overrides) for origin in result] == [("b", tmp_path / "b.toml")]


def test_a_name_is_compared_only_where_few_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    touch(tmp_path, "source/none.txt", "heat.html")
    (origin,) = each("haet.html")
    assert origin.error
    assert "heat.html" in origin.error.help
    monkeypatch.setattr("publish.sources.locate._MOST_COMPARED", 1)
    (origin,) = each("haet.html")
    assert origin.error
    assert "heat.html" not in origin.error.help


def test_a_folder_with_an_index_is_one_article_named_for_the_folder(tmp_path: Path) -> None:
    touch(tmp_path, "Heat Wave/index.html", "Heat Wave/other.html")
    (origin,) = locate([str(tmp_path / "Heat Wave")])
    assert origin.slug == "heat-wave"
    assert origin.path == tmp_path / "Heat Wave" / "index.html"


def test_a_saved_page_keeps_its_resources_out_in_any_browsers_language(tmp_path: Path) -> None:
    touch(tmp_path, "page.html", "page_files/ad.html", "page-Dateien/index.html", "page_fichiers/index.html")
    assert [origin.slug for origin in locate([str(tmp_path)])] == ["page"]


def test_settings_stand_beside_the_page(tmp_path: Path) -> None:
    touch(tmp_path, "Heat Wave.html", "Heat Wave.toml", "c/index.html", "c.toml", "d.html")
    touch(tmp_path, "e/index.html", "f/index.html", "f/f.toml")
    by_slug = {origin.slug: origin.overrides for origin in locate([str(tmp_path)])}
    assert by_slug["heat-wave"] == tmp_path / "Heat Wave.toml"
    assert by_slug["c"] == tmp_path / "c.toml"
    assert by_slug["d"] == tmp_path / "d.toml"  # where it would be
    assert by_slug["e"] == tmp_path / "e.toml"  # as the editors' guide says
    assert by_slug["f"] == tmp_path / "f" / "f.toml"


def test_the_same_source_twice_counts_once(tmp_path: Path) -> None:
    touch(tmp_path, "a.html")
    assert len(locate([str(tmp_path), str(tmp_path / "a.html")])) == 1


def test_two_sources_of_one_slug_are_told_and_the_first_is_built(tmp_path: Path) -> None:
    touch(tmp_path, "a.html", "a.md", "A!.txt")
    result = locate([str(tmp_path)])
    assert len({origin.slug for origin in result}) == 3
    kept = [origin for origin in result if origin.error is None]
    assert [origin.slug for origin in kept] == ["a"]
    messages = [str(origin.error) for origin in result if origin.error]
    assert all("both be written to a/" in message and "rename" in message for message in messages)


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("missing.html", "does not exist"),
        ("empty", "holds no article"),
        ("report.docx", "a word processor's document"),
        ("a\0b", "does not exist"),
    ],
)
def test_what_is_no_source_is_an_origin_with_its_error(tmp_path: Path, argument: str, said: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "report.docx").write_bytes(b"PK")
    (origin,) = locate([str(tmp_path / argument)])
    assert isinstance(origin.error, SourceError)
    assert said in origin.error.message
    assert origin.error.help


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://news.example/uk/story-64714434", "story-64714434"),
        ("https://news.example/2024/01/the-heat.html?utm=1#top", "the-heat"),
        ("https://news.example/the-heat/index.html", "the-heat"),
        ("https://news.example/", "news-example"),
        ("https://news.example/%C3%89t%C3%A9", "ete"),
    ],
)
def test_an_address_is_named_for_its_path(url: str, slug: str) -> None:
    (origin,) = locate([url])
    assert (origin.slug, origin.kind, origin.url, origin.path) == (slug, "web", url, None)


def test_an_address_that_is_none_is_said() -> None:
    (origin,) = locate(["http://[::1"])
    assert origin.error is not None
    assert "is not an address" in origin.error.message


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Les égouts de Paris", "les-egouts-de-paris"),
        ("Straße nach Łódź", "strasse-nach-lodz"),
        ("Children's services", "childrens-services"),
        ("../../etc/passwd", "etc-passwd"),
        ("a" * 300, "a" * 80),
        ("مقال", "article-"),
    ],
)
def test_slugs_are_ascii(name: str, slug: str) -> None:
    result = slug_of(name)
    assert result.startswith(slug)
    assert result.isascii()
    assert result == slug or slug == "article-"


def test_names_without_latin_letters_are_told_apart() -> None:
    assert slug_of("مقال") != slug_of("خبر")
    assert slug_of("مقال") == slug_of("مقال")


def test_the_index_of_a_folder_is_named_after_the_folder(tmp_path: Path) -> None:
    page = tmp_path / "harbour" / "index.html"
    page.parent.mkdir()
    page.write_text("<p>Words.</p>", "utf-8")
    assert [origin.slug for origin in locate((str(page),))] == ["harbour"]


def test_the_folder_of_settings_of_addresses_is_the_callers(tmp_path: Path) -> None:
    url = "https://site.example/heat"
    assert [origin.overrides for origin in locate([url])] == [Path("source/heat.toml")]
    assert [origin.overrides for origin in locate([url], tmp_path)] == [tmp_path / "heat.toml"]
    assert [origin.overrides for origin in locate([url], None)] == [None]
