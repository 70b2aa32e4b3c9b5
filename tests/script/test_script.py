"""What is said of an article, and how."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publish.config import Config, Speaking, Voices
from publish.model.article import (
    Abbreviation,
    Article,
    Aside,
    Block,
    Break,
    Cell,
    Code,
    CodeSpan,
    Emphasis,
    Figure,
    Foreign,
    Image,
    LineBreak,
    Link,
    List,
    ListItem,
    Math,
    Note,
    NoteRef,
    Paragraph,
    Quote,
    Row,
    Section,
    Sentence,
    Subscript,
    Superscript,
    Table,
    Text,
)
from publish.model.json import script_json
from publish.model.narration import Utterance
from publish.script import shares, write_script
from publish.speech import Lexicon

BARE = Config(script=Speaking(opening=False, closing=False))


def sentence(id: str, *inlines: object, lang: str = "") -> Sentence:
    result = tuple(Text(i) if isinstance(i, str) else i for i in inlines)
    return Sentence(id, result, " ", lang)  # type: ignore[arg-type]


def paragraph(id: str, *texts: str, lang: str = "") -> Paragraph:
    return Paragraph(id, tuple(sentence(f"{id}-s{n}", text) for n, text in enumerate(texts, 1)), lang)


def article(*blocks: Block, lang: str = "en-GB") -> Article:
    heading = (sentence("one-h1", "One"),)
    return Article("x", lang, "The title", (Section("one", heading, blocks),))


def said(*blocks: Block, config: Config = BARE, lang: str = "en-GB") -> tuple[Utterance, ...]:
    """The utterances of the blocks, without the heading before them."""
    return write_script(article(*blocks, lang=lang), config, Lexicon()).utterances[1:]


def words(*inlines: object) -> str:
    (utterance,) = said(Paragraph("p", (sentence("p-s1", *inlines),)))
    return utterance.spoken


# --- the words of a sentence -------------------------------------------------


def test_a_note_mark_is_silent_and_a_link_is_its_text() -> None:
    link = Link("https://example.org/x", (Text("a study"),))
    assert words("See ", link, NoteRef("r", "n", "1"), " today.") == "See a study today."


def test_an_abbreviation_is_expanded_unless_it_is_said_by_its_letters() -> None:
    assert words(Abbreviation("approximately", (Text("c."),)), " forty.") == "approximately forty."
    who = Abbreviation("World Health Organization", (Text("WHO"),))
    assert "World Health" not in words("The ", who, " said so.")
    assert words(Abbreviation("", (Text("etc"),)), " and so on.").startswith("et")


def test_raised_and_lowered_figures_are_said_as_powers_and_formulas() -> None:
    assert "square metres" in words("An area of 5 m", Superscript((Text("2"),)), " is small.")
    (utterance,) = said(Paragraph("p", (sentence("p-s1", "CO", Subscript((Text("2"),)), " rises."),)))
    assert utterance.text == "CO2 rises."
    assert "two" in utterance.spoken.lower() or "2" in utterance.spoken


def test_a_formula_is_said_by_its_words() -> None:
    formula = Math("<math/>", "a squared plus b squared")
    assert words("So ", formula, " it is.") == "So a squared plus b squared it is."


def test_a_line_break_separates_words() -> None:
    assert words("Lumin", LineBreak(), Emphasis((Text("ous"),)), ".") == "Lumin, ous."


def test_a_sentence_that_is_wholly_foreign_is_said_in_its_language() -> None:
    whole = sentence("a", "“", Foreign("fr", (Text("La vie est belle"),)), "”")
    part = sentence("b", "He said ", Foreign("fr", (Text("bonjour"),)), " to us.")
    own = sentence("c", "Hallo.", lang="de")
    assert [u.lang for u in said(Paragraph("p", (whole, part, own)))] == ["fr", "en-GB", "de"]


def test_a_foreign_passage_is_named_with_its_language() -> None:
    foreign = Foreign("fr", (Text("crème brûlée"),))
    (one,) = said(Paragraph("p", (sentence("a", "He ate a ", Emphasis((foreign,)), " in 2008."),)))
    assert (one.lang, one.foreign) == ("en-GB", (("crème brûlée", "fr"),))
    assert one.spoken == "He ate a crème brûlée in two thousand and eight."


def test_a_quotation_knows_its_language_in_its_middle() -> None:
    foreign = sentence("b", Foreign("fr", (Text("C’est la vie."),)))
    quoted = (sentence("a", "“We came for bread."), foreign, sentence("c", "And stayed.”"))
    assert [(u.lang, u.within) for u in said(Paragraph("p", quoted))] == [
        ("en-GB", ""),
        ("fr", "en-GB"),
        ("en-GB", ""),
    ]
    block = Quote("q", (Paragraph("p", (quoted[1], sentence("d", "So."))),))
    assert [u.within for u in said(block)] == ["en-GB", ""]
    assert [u.within for u in said(Paragraph("p", (sentence("a", "We came."), foreign)))] == ["", ""]


def test_the_language_of_a_block_holds_for_its_sentences() -> None:
    assert [u.lang for u in said(paragraph("p", "Bonjour.", lang="fr"), paragraph("q", "Hello."))] == [
        "fr",
        "en-GB",
    ]


def test_numbers_are_spelt_out_and_the_text_stays() -> None:
    (utterance,) = said(paragraph("p", "It cost £1.2bn."))
    assert utterance.text == "It cost £1.2bn."
    assert "billion" in utterance.spoken


def test_the_lexicon_is_heard() -> None:
    lexicon = Lexicon((("Couldrick", "Cold-rick"),))
    script = write_script(article(paragraph("p", "Andy Couldrick spoke.")), BARE, lexicon)
    assert "Cold-rick" in script.utterances[1].spoken
    assert "Couldrick" in script.utterances[1].text


def test_a_sentence_without_words_keeps_its_place() -> None:
    assert [u.id for u in said(paragraph("p", "Before.", "***", "After."))] == ["p-s1", "p-s2", "p-s3"]


def test_a_sentence_with_nothing_to_see_is_left_out() -> None:
    only_mark = Sentence("p-s1", (NoteRef("r", "n", "1"),))
    assert said(Paragraph("p", (only_mark, sentence("p-s2", "Seen.")))) != ()
    assert [u.id for u in said(Paragraph("p", (only_mark, sentence("p-s2", "Seen."))))] == ["p-s2"]


# --- blocks ------------------------------------------------------------------


def figure(**changes: object) -> Figure:
    result = Figure(
        "f", Image("a.png", "a.png"), "A crowd. Fans cheer.", "", "caption",
        (sentence("f-c1", "Fans cheer"),), (sentence("f-r1", "Getty Images"),),
    )  # fmt: skip
    return replace(result, **changes)  # type: ignore[arg-type]


def test_a_picture_is_announced_and_its_caption_said_once() -> None:
    result = said(figure())
    assert [u.id for u in result] == ["f-c1", "f-r1"]
    assert [u.text for u in result] == ["Fans cheer", "Getty Images"]
    assert [u.spoken for u in result] == ["Image: Fans cheer.", "Photo: Getty Images."]


def test_a_picture_without_any_words_is_not_announced() -> None:
    assert said(figure(alt="", alt_source="none", caption=(), credit=())) == ()
    (alone,) = said(figure(alt="A crowd.", caption=(), credit=()))
    assert (alone.id, alone.spoken) == ("f-img", "Image: A crowd.")


def test_a_credit_with_a_label_of_its_own_needs_none_of_ours() -> None:
    result = said(figure(credit=(sentence("f-r1", "Photograph: Ann Author"),)))
    assert result[-1].spoken == "Photograph: Ann Author."


@pytest.mark.parametrize(
    ("credit", "words"),
    [
        ("Midland Ledger/Ines Carrow", "Photo: Midland Ledger, Ines Carrow."),
        ("AFP / Getty Images", "Photo: AFP, Getty Images."),
        ("example.org/ann", "Photo: example dot org slash ann."),
    ],
)
def test_two_makers_of_a_picture_are_named_without_a_slash(credit: str, words: str) -> None:
    assert said(figure(credit=(sentence("f-r1", credit),)))[-1].spoken == words


def test_what_the_caption_does_not_say_is_said_with_the_announcement() -> None:
    result = said(figure(alt_lead="A crowd"))
    assert (result[0].text, result[0].spoken) == ("A crowd", "Image: A crowd.")
    assert sum("Fans cheer" in u.spoken for u in result) == 1


def test_a_decorative_picture_is_silent_but_its_caption_is_not() -> None:
    assert said(figure(alt_source="decorative", alt="", caption=(), credit=())) == ()
    assert [u.id for u in said(figure(alt_source="decorative", alt=""))] == ["f-c1", "f-r1"]


def test_a_picture_that_is_not_in_the_book_and_has_no_words_is_not_announced() -> None:
    gone = figure(image=Image("a.png"), alt="", caption=(), credit=())
    assert said(gone) == ()


def test_ordered_items_are_numbered_and_others_are_not() -> None:
    items = tuple(ListItem(f"i{n}", (sentence(f"i{n}-s1", text),)) for n, text in enumerate("ab"))
    assert [u.spoken for u in said(List("l", "ordered", items, 4))] == ["Four: a.", "Five: b."]
    assert [u.spoken for u in said(List("l", "unordered", items))] == ["a.", "b."]
    skipping = (items[0], replace(items[1], number=9))
    assert [u.spoken for u in said(List("l", "ordered", skipping))] == ["One: a.", "Nine: b."]
    assert [u.spoken for u in said(List("l", "ordered", items, 2, marker="a"))] == ["B: a.", "C: b."]
    assert [u.spoken for u in said(List("l", "ordered", items, 4, marker="i"))] == ["Four: a.", "Five: b."]


def test_terms_are_said_before_what_they_mean() -> None:
    item = ListItem("i", (sentence("i-s1", "a weir"),), (), (sentence("i-t1", "Barrage"),))
    assert [u.spoken for u in said(List("l", "definition", (item,)))] == ["Barrage.", "a weir."]


def test_a_quote_is_announced_and_only_a_long_one_is_closed() -> None:
    short = said(Quote("q", (paragraph("p", "All is well."),)))
    assert [u.spoken for u in short] == ["Quote: All is well."]
    long = said(Quote("q", (paragraph("p", "First of all.", "And so on " * 30 + "."),)))
    assert long[0].spoken == "Quote: First of all."
    assert long[1].spoken.endswith(" End of quote.")
    named = said(Quote("q", (paragraph("p", "And so on " * 30 + "."),), (sentence("q-a1", "Ann Author"),)))
    assert [u.spoken.endswith("End of quote.") for u in named] == [False, False]
    assert named[1].spoken == "Ann Author."
    assert {u.role for u in (*short, *long, *named)} == {"quote"}


def test_a_quote_in_a_voice_of_its_own_needs_no_announcement() -> None:
    config = replace(BARE, voices=Voices(by_role={"quote": "espeak:en-gb"}))
    (utterance,) = said(Quote("q", (paragraph("p", "All is well."),)), config=config)
    assert (utterance.spoken, utterance.voice) == ("All is well.", "espeak:en-gb")


def test_a_foreign_passage_takes_the_voice_set_for_its_language() -> None:
    config = replace(BARE, voices=Voices(by_language={"fr": "gtts:fr", "en": "hibari"}))
    result = said(paragraph("p", "Bonjour.", lang="fr-FR"), paragraph("q", "Hello."), config=config)
    assert [u.voice for u in result] == ["gtts:fr", ""]


def cell(text: str, **settings: object) -> Cell:
    return Cell((sentence(f"c-{text}", text),) if text else (), **settings)  # type: ignore[arg-type]


def row(id: str, *texts: str, **settings: object) -> Row:
    return Row(id, tuple(cell(text, **settings) for text in texts))


def test_a_table_is_said_row_by_row_with_its_headers() -> None:
    table = Table(
        "t",
        (row("t-t1", "Town", "Homes", "Schools"),),
        (row("t-t2", "Leeds", "forty", "three"), row("t-t3", "York", "", "two")),
        (sentence("t-c1", "Places"),),
    )
    result = said(table)
    assert [u.id for u in result] == ["t-c1", "t-t1", "t-t2", "t-t3"]
    assert [u.spoken for u in result] == [
        "Table: Places.",
        "Columns: Town; Homes; Schools.",
        "Leeds. forty; three.",
        "York. Schools: two.",
    ]
    assert result[2].text == "Leeds\tforty\tthree"
    rows = replace(BARE, script=replace(BARE.script, table_headings="rows"))
    assert said(table, config=rows)[2].spoken == "Leeds. Homes: forty; Schools: three."


def test_a_table_of_two_columns_needs_no_headers_in_its_rows() -> None:
    table = Table("t", (row("t-t1", "Name", "Age"),), (row("t-t2", "Ann", "ninety"),))
    assert [u.spoken for u in said(table)][1] == "Ann: ninety."


def test_cells_that_span_rows_and_columns_keep_their_headers() -> None:
    table = Table(
        "t",
        (Row("h1", (cell("Area", rowspan=2), cell("Cases", colspan=2))), row("h2", "men", "women")),
        (
            Row("r1", (cell("North", rowspan=2, scope="row"), cell("one"), cell("two"))),
            row("r2", "three", "four"),
            Row("r3", (cell("South", scope="row"), cell("five", colspan=2))),
        ),
    )
    assert [u.spoken for u in said(table)][2:] == [
        "North. Cases, men: one; Cases, women: two.",
        "North. Cases, men: three; Cases, women: four.",
        "South. Cases, men: five.",
    ]


def test_a_table_without_headers_is_said_cell_by_cell() -> None:
    assert [u.spoken for u in said(Table("t", (), (row("r", "9", "10", "11"),)))] == ["nine; ten; eleven."]


def test_a_title_over_the_whole_table_is_said_once() -> None:
    table = Table(
        "t",
        (Row("h1", (cell("Realm of New Zealand", colspan=3),)), row("h2", "Land", "Towns", "Isles")),
        (Row("r1", (cell("The mainland", colspan=3),)), row("r2", "North", "four", "two")),
    )
    assert [u.spoken for u in said(table)] == [
        "Realm of New Zealand.",
        "Columns: Land; Towns; Isles.",
        "The mainland.",
        "North. four; two.",
    ]


def test_a_caption_that_says_table_is_not_announced_as_one() -> None:
    table = Table("t", (), (row("r", "a", "b"),), (sentence("t-c1", "Table 2: Rates"),))
    assert said(table)[0].spoken == "Table two: Rates."


def test_an_empty_row_is_left_out() -> None:
    assert [u.id for u in said(Table("t", (), (row("r1", "", ""), row("r2", "a", "b"))))] == ["r2"]


def test_short_code_is_read_and_long_code_is_named() -> None:
    assert said(Code("c", "make all"))[0].spoken == "Code: make all"
    assert said(Code("c", "node --prof 17M"))[0].spoken == "Code: node dash dash prof seventeen M"
    (long,) = said(Code("c", "x = 1\n" * 9, "python"))
    assert (long.text, long.spoken) == ("x = 1\n" * 9, "Code in python, nine lines.")
    assert not long.read


def test_code_is_read_where_the_settings_ask_for_it() -> None:
    config = Config(script=Speaking(opening=False, closing=False, code="read"))
    (whole,) = said(Code("c", "x = 1\ny = 2", "python"), config=config)
    assert whole.spoken.startswith("Code: ")
    assert "nine" not in whole.spoken
    assert whole.read


def test_code_in_a_sentence_is_read_out_and_not_counted() -> None:
    inlines = (Text("Rename "), CodeSpan("IMG_2047.jpg"), Text(" to "), CodeSpan("17M"), Text("."))
    (utterance,) = said(Paragraph("p", (Sentence("p-s1", inlines),)))
    assert utterance.text == "Rename IMG_2047.jpg to 17M."
    assert utterance.spoken == "Rename IMG underscore two zero four seven dot JPEG to seventeen M."


def test_notes_and_boxes_are_announced_by_label_and_heading() -> None:
    note = Note("n", "2", (paragraph("np", "See the report."),), ("r",))
    box = Aside("a", (sentence("a-h1", "Analysis"),), (paragraph("ap", "It matters."),))
    result = said(box, note)
    assert [u.spoken for u in result] == ["Analysis.", "It matters.", "Note two: See the report."]
    assert [u.role for u in result] == ["aside", "aside", "note"]


def test_a_box_says_its_end_where_the_story_goes_on() -> None:
    box = Aside("a", (sentence("a-h1", "Analysis by Pat Roe"),), (paragraph("ap", "It matters."),))
    result = said(box, paragraph("p", "Later."), Aside("b", (), (paragraph("bp", "Aside."),)), box)
    assert [u.spoken for u in result][:3] == [
        "Analysis by Pat Roe.",
        "It matters. End of Analysis by Pat Roe.",
        "Later.",
    ]
    assert [u.spoken for u in result][3:] == ["Aside.", "Analysis by Pat Roe.", "It matters."]


def noted(mark: str = "1") -> tuple[Paragraph, Paragraph, Note]:
    inlines = (Text("It passed, after the harbour bill"), NoteRef("r", "n", mark), Text(", with ease."))
    first = Paragraph("p", (Sentence("p-s1", inlines), sentence("p-s2", "So it went.")))
    return first, paragraph("q", "Later."), Note("n", "1", (paragraph("np", "Of 1831."),), ("r",))


def test_a_note_at_the_end_says_what_it_is_on() -> None:
    result = said(*noted())
    assert [u.id for u in result] == ["p-s1", "p-s2", "q-s1", "np-s1"]
    assert result[-1].spoken == "Note one, on “after the harbour bill”: Of eighteen thirty one."


def test_a_note_can_be_said_where_its_mark_stands() -> None:
    config = replace(BARE, script=replace(BARE.script, notes="mark"))
    result = said(*noted(), config=config)
    assert [u.id for u in result] == ["p-s1", "np-s1", "p-s2", "q-s1"]
    assert (result[1].role, result[1].spoken) == ("note", "Note one: Of eighteen thirty one.")


# --- pauses ------------------------------------------------------------------


def test_pauses_grow_with_what_they_part() -> None:
    two = Section("two", (sentence("two-h1", "Two"),), (paragraph("r", "Last."),))
    first = Section("one", (sentence("one-h1", "One"),), (paragraph("p", "A.", "B."), paragraph("q", "C.")))
    script = write_script(Article("x", "en", "T", (first, two)), BARE, Lexicon())
    pauses = {u.id: u.pause_ms for u in script.utterances}
    assert pauses["p-s1"] < pauses["p-s2"] < pauses["q-s1"]
    assert pauses["one-h1"] > pauses["p-s2"]


def test_pauses_are_longer_between_long_sentences() -> None:
    long = "Nobody in the town could remember a winter in which the river had stood as high as it did now."
    short, other = (
        said(paragraph("p", "It rained.", "It blew.", "It froze.")),
        said(paragraph("p", *[long] * 3)),
    )
    assert 1.15 < other[0].pause_ms / short[0].pause_ms < 1.5


def test_pauses_after_a_role_are_as_set() -> None:
    config = replace(BARE, script=replace(BARE.script, pauses={"heading": 2.0, "body": 0.5}))
    article = Article(
        "x", "en", "T", (Section("one", (sentence("one-h1", "One"),), (paragraph("p", "A.", "B."),)),)
    )
    usual, result = (write_script(article, each, Lexicon()).utterances for each in (BARE, config))
    assert [u.pause_ms / v.pause_ms for u, v in zip(result, usual, strict=True)] == [2.0, 0.5, 0.5]


def test_a_long_sentence_in_parts_is_parted_like_its_commas() -> None:
    result = said(paragraph("p", "It rained all day,", "and nobody minded.", "Then it stopped."))
    assert result[0].pause_ms < result[1].pause_ms / 1.5


def test_the_last_sentence_of_a_paragraph_is_ended() -> None:
    assert [u.spoken for u in said(paragraph("p", "It rained,", "and how"))] == ["It rained,", "and how."]
    assert [u.spoken for u in said(paragraph("p", "What they said:"))] == ["What they said:"]
    assert [u.spoken for u in said(paragraph("p", "« J’explique.\u00a0»"))] == ["« J’explique. »"]


def test_a_web_address_by_itself_is_the_name_of_its_site() -> None:
    assert words("https://www.example.org/a/long-path?x=1") == "example dot org."


def test_a_thematic_break_is_a_long_silence() -> None:
    result = said(paragraph("p", "A."), Break("b"), paragraph("q", "B."), paragraph("r", "C."))
    assert result[0].pause_ms > 1.5 * result[1].pause_ms


# --- opening, closing, shares ------------------------------------------------


def whole() -> Article:
    sections = (
        Section("introduction", (), (paragraph("p", "Hello."),)),
        Section(
            "two", (sentence("two-h1", "Two"),), (), (Section("deep", (sentence("deep-h1", "Deep"),), ()),)
        ),
    )
    return Article(
        "x", "en-GB", "The title", sections, (sentence("standfirst-s1", "A lead."),),
        ("Ann Author", "Bo Writer"), "2023-02-21T10:00:00+00:00", publisher="BBC News",
    )  # fmt: skip


def test_the_opening_says_publisher_title_lead_byline_and_date_as_people_say_it() -> None:
    script = write_script(whole(), Config(), Lexicon())
    opening = [u for u in script.utterances if u.section_id == "opening"]
    assert [u.id for u in opening] == ["publisher", "title", "standfirst-s1", "byline", "published"]
    assert [u.role for u in opening] == ["byline", "title", "body", "byline", "byline"]
    assert opening[3].spoken == "By Ann Author and Bo Writer."
    assert "twenty first of February twenty twenty three" in opening[4].spoken
    assert script.utterances[-1].spoken == "Read by a synthetic voice."
    assert script.utterances[-1].role == "closing"


def test_opening_and_closing_can_be_left_out() -> None:
    assert {u.section_id for u in write_script(whole(), BARE, Lexicon()).utterances} == {
        "introduction",
        "two",
        "deep",
    }


def test_every_utterance_is_in_one_share_and_the_ends_belong_to_first_and_last() -> None:
    script = write_script(whole(), Config(), Lexicon())
    result = shares(whole(), script)
    assert [share.file for share in result] == ["01-introduction.mp3", "02-two.mp3"]
    assert [share.title for share in result] == ["The title", "Two"]
    assert tuple(u for share in result for u in share.utterances) == script.utterances
    assert result[0].utterances[0].section_id == "opening"
    assert result[1].utterances[-1].section_id == "closing"
    assert "deep-h1" in [u.id for u in result[1].utterances]


def test_the_json_has_the_shape_that_other_programs_read() -> None:
    listed = script_json(write_script(whole(), Config(), Lexicon()))
    assert (listed["slug"], listed["language"]) == ("x", "en-GB")
    first = listed["utterances"][0]
    assert {"id", "block", "section", "role", "text", "spoken", "pause"} <= set(first)
    assert isinstance(first["pause"], float)
    assert 0 < first["pause"] < 5


@pytest.mark.parametrize("lang", ["fr", "ar", "ja"])
def test_announcements_are_in_the_language_of_what_they_announce(lang: str) -> None:
    result = said(figure(), lang=lang)
    expected = {"fr": "Image: ", "ar": "صورة: ", "ja": "画像: "}[lang]
    assert result[0].spoken.startswith(expected)


def test_where_a_box_ends_is_said_and_the_chapter_goes_on() -> None:
    def part(id: str, heading: str, text: str) -> Section:
        wording = (sentence(f"{id}-h1", heading),) if heading else ()
        return Section(id, wording, (paragraph(f"{id}-p", text),))

    parts = (
        part("introduction", "", "Before."),
        part("analysis", "Analysis by Ada Berg", "Why."),
        part("introduction-2", "", "After."),
    )
    whole = replace(article(), sections=parts)
    script = write_script(whole, BARE, Lexicon())
    spoken = [utterance.spoken for utterance in script.utterances]
    assert spoken == ["Before.", "Analysis by Ada Berg.", "Why.", "End of Analysis by Ada Berg. After."]
    titles = [share.title for share in shares(whole, script)]
    assert titles == [whole.title, "Analysis by Ada Berg", f"{whole.title}, continued"]
    quiet = replace(BARE, script=replace(BARE.script, skip_sections=("Analysis by Ada Berg",)))
    assert write_script(whole, quiet, Lexicon()).utterances[-1].spoken == "After."
