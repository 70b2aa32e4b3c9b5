"""Content and navigation documents, by EPUB 3.3 and EPUB Accessibility 1.1."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from lxml.etree import _Element

from publish.epub.check.evidence import heading_levels
from publish.epub.check.opened import EPUB_TYPE, XHTML, XML, Opened, resolve
from publish.model.caption_alt import holds
from tests.epub.books import NAMES, look

pytestmark = pytest.mark.parametrize("name", NAMES)
ROLES = {
    "chapter": "doc-chapter",
    "toc": "doc-toc",
    "noteref": "doc-noteref",
    "footnote": "doc-footnote",
    "backlink": "doc-backlink",
    "colophon": "doc-colophon",
}
TYPES_WITHOUT_ROLE = {"landmarks", "loi", "lot", "cover", "titlepage", "bodymatter"}


def h(tag: str) -> str:
    return f"{{{XHTML}}}{tag}"


def pages(book: Opened) -> list[tuple[str, _Element]]:
    """Every document, the contents included."""
    result = book.navigation()
    assert result
    return [(item.path, tree) for item, tree in (*book.documents(), result)]


def test_x1_documents_are_well_formed_and_in_utf8(name: str) -> None:
    book = look(name)
    assert not book.broken
    for path, _ in pages(book):
        assert book.files[path].startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>')


def test_x2_each_document_says_its_language_in_both_ways(name: str) -> None:
    for path, tree in pages(look(name)):
        for element in tree.iter():
            assert element.get("lang") == element.get(f"{{{XML}}}lang"), path
        assert tree.get("lang")
        assert tree.get("dir") == ("rtl" if tree.get("lang") == "ar" else "ltr")


def test_x3_no_types_in_the_head(name: str) -> None:
    for _, tree in pages(look(name)):
        assert not any(element.get(EPUB_TYPE) for element in tree[0].iter())


def test_x4_direction_is_in_the_markup_only(name: str) -> None:
    style = look(name).files["EPUB/style.css"]
    assert b"unicode-bidi" not in style
    assert not re.search(rb"(?<![\w-])direction\s*:", style)


def test_x5_no_inline_styles_scripts_or_embeds(name: str) -> None:
    for _, tree in pages(look(name)):
        assert not any(element.get("style") for element in tree.iter())
        assert not list(tree.iter(*map(h, ("base", "rp", "embed", "script", "iframe", "object", "form"))))


def test_x6_ids_are_unique_in_each_document(name: str) -> None:
    for path, tree in pages(look(name)):
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        assert len(set(ids)) == len(ids), path


def test_x7_every_inner_link_leads_to_something(name: str) -> None:
    book = look(name)
    ids = {path: {element.get("id") for element in tree.iter()} for path, tree in pages(book)}
    for path, tree in pages(book):
        for link in tree.iter(h("a")):
            href = link.get("href", "")
            if not re.match(r"\w+:", href):
                target, id = resolve(path, href), href.partition("#")[2]
                assert target in ids
                assert not id or id in ids[target], href


def test_x8_s9_titles_are_there_and_differ(name: str) -> None:
    titles = [tree.findtext(f"{h('head')}/{h('title')}") for _, tree in pages(look(name))]
    assert all(title and title.strip() for title in titles)
    assert len(set(titles)) == len(titles)


def test_n1_n2_n3_n10_the_lists_have_their_form(name: str) -> None:
    result = look(name).navigation()
    assert result
    kinds = [nav.get(EPUB_TYPE) for nav in result[1].iter(h("nav"))]
    assert kinds.count("toc") == kinds.count("landmarks") == 1
    assert "page-list" not in kinds
    for nav in result[1].iter(h("nav")):
        assert [str(child.tag) for child in nav][-1] == h("ol")
        for item in nav.iter(h("li")):
            tags = [str(child.tag) for child in item]
            assert tags in ([h("a")], [h("a"), h("ol")])
            assert "".join(map(str, item[0].itertext())).strip()


def test_n4_n5_the_contents_follow_the_spine_and_the_text(name: str) -> None:
    book = look(name)
    result = book.navigation()
    assert result
    spine = {item.path: index for index, item in enumerate(book.spine)}
    for kind in ("toc", "loi", "lot"):
        places = []
        for nav in result[1].iter(h("nav")):
            if nav.get(EPUB_TYPE) == kind:
                for link in nav.iter(h("a")):
                    href = link.get("href", "")
                    path, id = resolve(result[0].path, href), href.partition("#")[2]
                    ids = [element.get("id") for element in book.trees[path].iter()]
                    places.append((spine[path], ids.index(id) if id else -1))
        assert places == sorted(places)


def test_n6_n7_landmarks_are_flat_and_typed(name: str) -> None:
    result = look(name).navigation()
    assert result
    (landmarks,) = [nav for nav in result[1].iter(h("nav")) if nav.get(EPUB_TYPE) == "landmarks"]
    links = list(landmarks.iter(h("a")))
    assert len(list(landmarks.iter(h("ol")))) == 1
    assert "bodymatter" in [link.get(EPUB_TYPE) for link in links]
    assert len({(link.get(EPUB_TYPE), link.get("href")) for link in links}) == len(links)


def test_n8_k3_s14_a2_types_have_their_roles(name: str) -> None:
    for path, tree in pages(look(name)):
        assert "doc-endnote" not in {element.get("role") for element in tree.iter()}
        for element in tree.iter():
            for kind in (element.get(EPUB_TYPE) or "").split():
                assert kind in ROLES or kind in TYPES_WITHOUT_ROLE, kind
                if kind in ROLES:
                    assert element.get("role") == ROLES[kind], path
        body = tree.find(h("body"))
        assert body is not None
        assert body.get("role") is None


def test_p1_an_article_has_no_pages(name: str) -> None:
    book = look(name)
    assert not book.metas("pageBreakSource")
    assert not any("pagebreak" in (e.get(EPUB_TYPE) or "") for _, tree in pages(book) for e in tree.iter())


def test_i1_i3_i9_pictures_have_alternatives_and_say_nothing_twice(name: str) -> None:
    for _, tree in look(name).documents():
        for image in tree.iter(h("img")):
            assert image.get("alt") is not None
            if image.get("role") == "presentation":
                assert image.get("alt") == ""
                assert not list(image.iterancestors(h("figure")))
        for figure in tree.iter(h("figure")):
            shown = [image for image in figure.iter(h("img")) if image.get("aria-hidden") != "true"]
            exposed = "".join(_exposed(caption) for caption in figure.iter(h("figcaption")))
            for image in shown:
                assert not holds(image.get("alt", ""), exposed)


def _exposed(element: _Element) -> str:
    """Text that assistive technology is given, links (which stay within reach) aside."""
    if element.get("aria-hidden") == "true" or element.tag == h("a") or element.get("class") == "credit":
        return ""
    return (element.text or "") + "".join(_exposed(child) + (child.tail or "") for child in element)


def test_i12_s3_captions_are_single_and_without_headings(name: str) -> None:
    for _, tree in look(name).documents():
        for figure in tree.iter(h("figure")):
            assert len(list(figure.iter(h("figcaption")))) <= 1
            assert not list(figure.iter(*(h(f"h{level}") for level in range(1, 7))))
        for quote in tree.iter(h("blockquote")):
            assert not list(quote.iter(*(h(f"h{level}") for level in range(1, 7))))


def test_s1_headings_are_one_tree_over_all_documents(name: str) -> None:
    levels = [level for _, tree in look(name).documents() for level in heading_levels(tree)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_s4_a_document_has_few_landmarks(name: str) -> None:
    for _, tree in look(name).documents():
        named = [e for e in tree.iter(h("section")) if e.get("aria-label") or e.get("aria-labelledby")]
        assert len(named) <= 1


def test_s6_tables_have_headers_with_scope_and_can_be_scrolled_by_keyboard(name: str) -> None:
    for _, tree in look(name).documents():
        for table in tree.iter(h("table")):
            heads = list(table.iter(h("th")))
            assert heads
            assert all(head.get("scope") for head in heads)
            around = table.getparent()
            assert around is not None
            assert around.get("tabindex") == "0"
            assert around.get("aria-labelledby") or around.get("aria-label")


def test_s7_notes_and_their_marks_lead_to_each_other(name: str) -> None:
    for _, tree in look(name).documents():
        for note in tree.iter(h("aside")):
            if note.get("role") == "doc-footnote":
                back = [a for a in note.iter(h("a")) if a.get("role") == "doc-backlink"]
                assert back
                assert all(a.get("aria-label") for a in back)


def test_z1_z5_there_is_no_speech_markup(name: str) -> None:
    assert not any(
        b"ssml:" in data or b"pronunciation" in data
        for p, data in look(name).files.items()
        if p.endswith(".xhtml")
    )
    assert "ttsMarkup" not in look(name).values("schema:accessibilityFeature")
