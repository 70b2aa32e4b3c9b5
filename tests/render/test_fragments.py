"""Fragments of XHTML: words once for a screen reader, languages on the smallest element, ids kept."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import etree

from publish.model.article import (
    Article,
    Aside,
    Block,
    Cell,
    CodeSpan,
    Emphasis,
    Figure,
    Foreign,
    Image,
    Inline,
    Link,
    List,
    ListItem,
    Math,
    NoteRef,
    Paragraph,
    Row,
    Section,
    Sentence,
    Table,
    Text,
)
from publish.render import Setting, render_blocks, section_body
from tests.epub.articles import everything

SHOWN = Image("https://example.org/a.png", "a.png", "image/png", 4, 3)


def fragment(*blocks: Block, setting: Setting | None = None) -> str:
    return render_blocks(blocks, setting or Setting("en", epub=True))


def paragraph(*inlines: Inline, lang: str = "") -> Paragraph:
    return Paragraph("p", (Sentence("p-s1", inlines),), lang)


def figure(alt: str, *caption: Inline, name: str = "a.png") -> Figure:
    said = (Sentence("f-c1", caption),) if caption else ()
    credit = (Sentence("f-r1", (Text("Ada Lorne"),)),)
    return Figure("f", replace(SHOWN, name=name), alt, "", "caption", said, credit)


CREDIT = (
    '<span class="credit"><span id="f-r1" class="sentence"><span class="label">Photo:</span> Ada Lorne</span>'
)


def test_caption_that_is_the_alt_text_is_hidden_and_its_credit_is_not() -> None:
    source = fragment(figure("Low water, in March.", Text("Low water, in March")))
    assert '<span class="caption" aria-hidden="true"><span id="f-c1"' in source
    assert f"{CREDIT}</span></figcaption>" in source


def test_no_figcaption_is_left_empty() -> None:
    source = fragment(replace(figure("Low water, in March.", Text("Low water, in March")), credit=()))
    assert '<figcaption aria-hidden="true"><span class="caption"><span id="f-c1"' in source


def test_own_alt_text_stands_alone_and_the_caption_is_read() -> None:
    both = replace(figure("A bay at dusk. Low water.", Text("Low water")), alt_lead="A bay at dusk.")
    source = fragment(both)
    assert 'alt="A bay at dusk."' in source
    assert "aria-hidden" not in source


def test_caption_that_says_more_than_the_alt_text_is_read_in_its_place() -> None:
    source = fragment(figure("Low water.", Text("Low water at the old quay")))
    assert 'alt="Low water." aria-hidden="true"' in source
    assert source.count("aria-hidden") == 1


def test_short_word_inside_a_longer_one_is_no_repetition() -> None:
    assert "aria-hidden" not in fragment(replace(figure("", Text("Par")), alt_lead="Paris at dusk."))


@pytest.mark.parametrize(
    "part", [Link("https://example.org/", (Text("the log"),)), Emphasis((Text("the log"),))]
)
def test_links_and_emphasis_of_a_caption_are_read(part: Inline) -> None:
    source = fragment(figure("See the log.", Text("See "), part, Text(".")))
    assert 'alt="See the log." aria-hidden="true"' in source
    assert source.count("aria-hidden") == 1


def test_credit_with_a_label_of_its_own_gets_no_other() -> None:
    credit = (Sentence("f-r1", (Text("Illustration: Ada Lorne"),)),)
    assert "label" not in fragment(replace(figure("Low water."), credit=credit))
    german = fragment(figure("Ebbe."), setting=Setting("fr", article_lang="fr"))
    assert '<span class="label">Photo :</span>' in german


def test_a_picture_that_could_not_be_had_keeps_its_words() -> None:
    alone = fragment(replace(figure("A bay at dusk.", name=""), caption=()))
    assert '<p id="f-img" class="missing">Image: A bay at dusk.</p>' in alone
    captioned = fragment(figure("Low water.", Text("Low water."), name=""))
    assert "missing" not in captioned
    label = (
        '<span class="caption"><span id="f-c1" class="sentence"><span class="label">Image:</span> Low water.'
    )
    assert label in captioned
    assert "aria-hidden" not in captioned
    both = fragment(replace(figure("A boat. Low water.", Text("Low water."), name=""), alt_lead="A boat."))
    assert '<p id="f-img" class="missing">Image: A boat.</p>' in both
    assert both.count("label") == 1


def test_only_a_box_with_a_heading_is_a_landmark() -> None:
    named = Aside("a", (Sentence("a-h1", (Text("Times"),)),), (paragraph(Text("Ten.")),))
    assert '<aside id="a" aria-labelledby="a-h1" class="box">' in fragment(named)
    assert "<aside" not in fragment(replace(named, heading=()))
    assert '<div id="a" class="box">' in fragment(replace(named, heading=()))


def test_a_decorative_picture_is_no_figure_and_says_nothing() -> None:
    source = fragment(replace(figure(""), alt_source="decorative", caption=(), credit=()))
    assert "figure" not in source
    assert 'alt="" role="presentation"' in source


@pytest.mark.parametrize(
    ("around", "lang", "expected"),
    [
        ("en", "fr", 'lang="fr" xml:lang="fr"'),
        ("en", "he", 'lang="he" xml:lang="he" dir="rtl"'),
        ("ar", "en", 'lang="en" xml:lang="en" dir="ltr"'),
        ("en", "en", ""),
        ("en", "", ""),
    ],
)
def test_language_and_direction_stand_where_they_change(around: str, lang: str, expected: str) -> None:
    source = fragment(paragraph(Foreign(lang, (Text("x"),))), setting=Setting(around, epub=True))
    assert re.findall(r"<span( [^>]*)?>x</span>", source) == [f" {expected}" if expected else ""]


def test_on_a_web_page_there_is_no_xml_lang_and_no_epub_type() -> None:
    article = everything()
    source = "".join(section_body(article, s, Setting(article.lang)) for s in article.sections)
    assert "xml:lang" not in source
    assert "epub:type" not in source
    assert 'role="doc-noteref"' in source


def test_book_and_page_have_the_same_ids() -> None:
    article = everything()

    def ids(setting: Setting) -> list[str]:
        return re.findall(
            r' id="([^"]+)"', "".join(section_body(article, s, setting) for s in article.sections)
        )

    assert ids(Setting(article.lang)) == ids(Setting(article.lang, epub=True, level=3))


def test_links_lead_to_the_document_where_the_id_lives() -> None:
    setting = Setting("en", documents={"here": "a.xhtml", "there": "b.xhtml"}, here="a.xhtml")
    inlines = (
        Link("#here", (Text("1"),)),
        Link("#there", (Text("2"),)),
        Link("#nowhere", (Text("3"),)),
        NoteRef("r", "there", "4"),
    )
    source = fragment(paragraph(*inlines), setting=setting)
    assert re.findall(r'href="([^"]+)"', source) == ["#here", "b.xhtml#there", "b.xhtml#there"]
    assert "3" in source


def test_markup_in_words_is_text_and_forbidden_characters_are_gone() -> None:
    source = fragment(paragraph(Text("<b>&\x00\x1f\ufffe\ud800ok"), CodeSpan("</p>")))
    tree = etree.fromstring(source.strip())
    assert "".join(map(str, tree.itertext())) == "<b>&ok</p>"


def test_program_text_runs_from_left_to_right_in_every_language() -> None:
    source = fragment(paragraph(CodeSpan("a = 1")), setting=Setting("ar"))
    assert '<code dir="ltr">a = 1</code>' in source


def test_broken_mathml_leaves_its_words() -> None:
    source = fragment(paragraph(Math("<math><mi>x", "x squared")))
    assert '<span class="math">x squared</span>' in source


def test_mathml_keeps_neither_handlers_nor_styles_nor_links() -> None:
    letter = '<m:mi onclick="x()" style="a" href="y" id="z">x</m:mi>'
    wild = f'<m:math xmlns:m="http://www.w3.org/1998/Math/MathML">{letter}</m:math>'
    source = fragment(paragraph(Math(wild, "x")))
    assert (
        '<math xmlns="http://www.w3.org/1998/Math/MathML" display="inline" alttext="x"><mi>x</mi></math>'
        in source
    )


def test_a_lone_sentence_ends_without_space_and_neighbours_keep_theirs() -> None:
    sentences = (Sentence("a", (Text("One."),), " "), Sentence("b", (Emphasis((Text("Two."),)),), " "))
    source = fragment(Paragraph("p", sentences))
    assert "One.</span> <span" in source
    assert source.rstrip().endswith("</em></span></p>")


def test_a_first_section_without_heading_is_named_by_the_article() -> None:
    section = Section("introduction", (), (paragraph(Text("x")),))
    source = section_body(Article("a", "en", "Tides & time", (section,)), section, Setting("en", epub=True))
    assert 'aria-label="Tides &amp; time"' in source
    assert "<h" not in source


def test_pictures_of_a_page_wait_but_for_its_first() -> None:
    shown = figure("A bay.")
    assert 'loading="lazy"' in fragment(shown, setting=Setting("en"))
    assert "loading=" not in fragment(shown, setting=Setting("en", first=shown.image_id))
    assert "loading=" not in fragment(shown)


def test_a_picture_has_its_size_on_a_page_and_none_in_a_book() -> None:
    """MuPDF would show it in that size and crop it."""
    shown = figure("A bay.")
    assert 'width="4" height="3"' in fragment(shown, setting=Setting("en"))
    assert "width=" not in fragment(shown)


def table(*rows: tuple[str, ...], colspan: int = 1) -> Table:
    def cells(index: int, words: tuple[str, ...]) -> tuple[Cell, ...]:
        return tuple(
            Cell((Sentence(f"t-{index}-{column}", (Text(word),)),) if word else (), colspan=colspan)
            for column, word in enumerate(words)
        )

    made = [Row(f"t-r{index}", cells(index, words)) for index, words in enumerate(rows)]
    return Table("t", (made[0],), tuple(made[1:]))


def test_a_cell_carries_the_header_of_its_column() -> None:
    """Where rows are stacked in a narrow column, the header is far away."""
    source = fragment(table(("Place", "High", "Low"), ("Norby", "4.9 m", "")))
    assert '<div class="scroll stacks"' in source
    assert re.findall(r'data-label="(\w+)"', source) == ["Place", "High"]
    wide = fragment(table(("A", "B", "C", "D", "E"), ("1", "2", "3", "4", "5")))
    assert '<div class="scroll stacks wide"' in wide


@pytest.mark.parametrize(
    "irregular",
    [table(("Place", "High"), ("Norby", "4.9 m")), table(("A", "B", "C"), ("1", "2", "3"), colspan=2)],
)
def test_a_table_of_two_columns_or_with_wide_cells_is_never_stacked(irregular: Table) -> None:
    assert "stacks" not in fragment(irregular)
    assert "data-label" not in fragment(irregular)


def test_the_numbers_of_a_list_are_those_of_the_page() -> None:
    items = (
        ListItem("i1", (Sentence("i1-s1", (Text("Boats"),)),)),
        ListItem("i2", (Sentence("i2-s1", (Text("Nets"),)),), number=9),
    )
    made = fragment(List("l", "ordered", items, 3, marker="a"))
    assert '<ol id="l" start="3" type="a">' in made
    assert '<li id="i2" value="9">' in made
    assert made.count("value=") == 1
