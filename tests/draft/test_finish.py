"""From draft to Article: sentences, ids, headings, notes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.config import ImageOverride, Overrides
from publish.draft.finish import finish
from publish.draft.model import (
    AsideDraft,
    BlockDraft,
    BreakDraft,
    Draft,
    FigureDraft,
    HeadingDraft,
    NoteDraft,
    ParagraphDraft,
)
from publish.draft.sentence_spans import sentences
from publish.errors import ConfigError
from publish.model.article import (
    Emphasis,
    Image,
    Inline,
    LineBreak,
    Link,
    Note,
    NoteRef,
    Paragraph,
    Strong,
    Text,
)
from publish.model.walk import article_text, blocks, figures, plain, text_of


def words(text: str) -> tuple[Inline, ...]:
    return (Text(text),)


def draft(*parts: BlockDraft) -> Draft:
    return Draft("x", "x.html", "Title", "en", parts)


def test_a_link_is_never_cut_and_emphasis_may_be() -> None:
    inlines = (
        Emphasis(words("One. Two.")),
        Text(" Then "),
        Link("https://a.example/", words("a. Link.")),
        Text(" ends. Last."),
    )
    pieces = sentences(inlines, "en", "p1")
    assert [plain(s.inlines) for s in pieces] == ["One.", "Two.", "Then a. Link. ends.", "Last."]
    assert [s.id for s in pieces] == ["p1-s1", "p1-s2", "p1-s3", "p1-s4"]
    assert pieces[0].inlines == (Emphasis(words("One.")),)


def test_a_mark_stays_with_the_sentence_it_follows() -> None:
    pieces = sentences((Text("One."), NoteRef("m", "n", "1"), Text(" Two.")), "en", "p1")
    assert pieces[0].inlines[-1] == NoteRef("m", "n", "1")
    assert plain(pieces[1].inlines) == "Two."


def test_a_line_break_between_sentences_survives() -> None:
    pieces = sentences((Text("One."), LineBreak(), Text("Two.")), "en", "p1")
    assert any(isinstance(i, LineBreak) for s in pieces for i in s.inlines)
    assert text_of(pieces) == "One. Two."


INLINES = st.recursive(
    st.text("ab .!?", max_size=12).map(Text),
    lambda inner: st.lists(inner, max_size=3).flatmap(
        lambda kids: st.sampled_from(
            [Emphasis(tuple(kids)), Strong(tuple(kids)), Link("https://a.example/", tuple(kids))]
        )
    ),
    max_leaves=8,
)


@given(st.lists(INLINES, max_size=5).map(tuple))
@settings(max_examples=80, deadline=None)
def test_no_character_is_lost_or_doubled_when_sentences_are_cut(inlines: tuple[Inline, ...]) -> None:
    pieces = sentences(inlines, "en", "p1")
    assert "".join(text_of(pieces).split()) == "".join(plain(inlines).split())


def test_skipped_heading_levels_are_closed_up() -> None:
    article = finish(
        draft(
            ParagraphDraft(words("Start.")),
            HeadingDraft(2, words("A")),
            HeadingDraft(5, words("B")),
            ParagraphDraft(words("b.")),
            HeadingDraft(3, words("C")),
            HeadingDraft(1, words("D")),
            ParagraphDraft(words("d.")),
        )
    ).article
    tree = [(s.id, [i.id for i in s.sections]) for s in article.sections]
    assert tree == [("introduction", []), ("a", ["b", "c"]), ("d", [])]


BOX = AsideDraft(words("Analysis"), (ParagraphDraft(words("Why.")),), own_section=True)


def test_a_box_is_a_section_where_it_stands_and_the_text_goes_on_after_it() -> None:
    article = finish(draft(ParagraphDraft(words("Before.")), BOX, ParagraphDraft(words("After.")))).article
    assert [s.id for s in article.sections] == ["introduction", "analysis", "introduction-2"]
    assert article_text(article) == "Before.\nAnalysis\nWhy.\nAfter."


def test_a_box_under_a_heading_is_a_part_of_what_it_interrupts() -> None:
    article = finish(
        draft(
            HeadingDraft(2, words("Flood")),
            ParagraphDraft(words("Before.")),
            BOX,
            ParagraphDraft(words("After.")),
            HeadingDraft(3, words("Cost")),
            ParagraphDraft(words("Much.")),
        )
    ).article
    (flood,) = article.sections
    assert [(s.id, bool(s.heading)) for s in flood.sections] == [
        ("analysis", True),
        ("flood-2", False),
        ("cost", True),
    ]
    assert article_text(article) == "Flood\nBefore.\nAnalysis\nWhy.\nAfter.\nCost\nMuch."


def test_a_box_at_the_end_of_a_section_follows_it() -> None:
    article = finish(
        draft(
            HeadingDraft(2, words("Flood")),
            HeadingDraft(3, words("Cost")),
            ParagraphDraft(words("Much.")),
            BOX,
            HeadingDraft(2, words("Ebb")),
            ParagraphDraft(words("Little.")),
            BOX,
        )
    ).article
    assert [s.id for s in article.sections] == ["flood", "analysis", "ebb", "analysis-2"]


def test_nothing_goes_on_after_a_box_at_the_end() -> None:
    article = finish(draft(ParagraphDraft(words("Before.")), BOX, BreakDraft())).article
    assert [s.id for s in article.sections] == ["introduction", "analysis"]


def test_notes_stand_at_the_end_of_the_section_that_refers_to_them_first() -> None:
    article = finish(
        draft(
            NoteDraft("k1", "1", (ParagraphDraft(words("First.")),)),
            NoteDraft("k2", "2", (ParagraphDraft(words("Second.")),)),
            HeadingDraft(2, words("A")),
            ParagraphDraft((Text("x"), NoteRef("", "k2", "2"))),
            HeadingDraft(2, words("B")),
            ParagraphDraft(
                (Text("y"), NoteRef("", "k1", "1"), NoteRef("", "k2", "2"), NoteRef("", "k9", "9"))
            ),
        )
    ).article
    a, b = article.sections[1:] if len(article.sections) == 3 else article.sections
    note_a, note_b = a.blocks[-1], b.blocks[-1]
    assert isinstance(note_a, Note)
    assert isinstance(note_b, Note)
    assert (note_a.label, note_b.label) == ("2", "1")
    assert len(note_a.refs) == 2
    assert len(note_b.refs) == 1
    assert "9" in plain(
        tuple(i for p in b.blocks if isinstance(p, Paragraph) for s in p.sentences for i in s.inlines)
    )


def test_the_same_content_has_the_same_id_and_a_repeated_one_a_number() -> None:
    one = finish(draft(ParagraphDraft(words("Same.")), ParagraphDraft(words("Same.")))).article
    two = finish(draft(ParagraphDraft(words("New.")), ParagraphDraft(words("Same.")))).article
    first, second = [b.id for b in blocks(one.sections)]
    assert second == f"{first}-2"
    assert [b.id for b in blocks(two.sections)][1] == first


def test_an_article_s_own_settings_stand_above_the_page() -> None:
    own = Overrides(
        title="Mine",
        byline=("A B",),
        language="fr",
        images={"hens.jpg": ImageOverride(alt="Six hens", caption="C")},
    )
    article = finish(draft(FigureDraft(Image("https://a.example/hens.jpg?x=1"))), own).article
    figure = figures(article)[0]
    assert (article.title, article.bylines, article.lang) == ("Mine", ("A B",), "fr")
    assert (figure.alt, figure.alt_source, text_of(figure.caption)) == ("Six hens", "config", "C")


def test_words_for_a_picture_that_is_not_there_are_a_problem() -> None:
    images = {
        "hen.jpg": ImageOverride(alt="Six hens"),
        "sky.png": ImageOverride(alt="The sky"),
        "line.png": ImageOverride(decorative=True),
        "hens.jpg": ImageOverride(caption="C"),
    }
    pictures = draft(FigureDraft(Image("img/hens.jpg?w=2"), "A", words("Hens.")))
    reading = finish(pictures, Overrides(images=images))
    matches = [each for each in reading.problems if each.code == "META-005"]
    assert [each.help for each in matches] == ["did you mean 'hens.jpg'?", "name it as its file is called"]


def test_a_picture_without_words_is_a_problem_with_its_line() -> None:
    source = 'one\ntwo\n<img src="a/hens.jpg">'
    result = finish(Draft("x", "x.html", "T", "en", (FigureDraft(Image("a/hens.jpg")),), source=source))
    problem = result.problems[0]
    assert (problem.code, problem.where) == ("A11Y-003", "x.html:3")
    assert "hens.jpg" in problem.help


def test_own_settings_can_take_away_what_the_page_says() -> None:
    page = Draft(
        "x",
        "x.html",
        "T",
        "en",
        (FigureDraft(Image("a/hens.jpg"), "Six hens", words("Hens."), words("Jo")),),
        standfirst=words("Under it."),
        bylines=("A B",),
        published="2024-01-01",
        url="https://a.example/x",
    )
    image = {"hens.jpg": ImageOverride(alt="", caption="", credit="")}
    for nobody in ((), ("",)):
        own = Overrides(standfirst="", byline=nobody, published="", url="", images=image)
        result = finish(page, own)
        article, figure = result.article, figures(result.article)[0]
        assert (article.standfirst, article.bylines, article.published, article.url) == ((), (), "", "")
        assert (figure.alt, figure.caption, figure.credit) == ("", (), ())
        assert [each.code for each in result.problems] == ["A11Y-003"]


def test_a_name_that_several_pictures_share_is_an_error_with_their_addresses() -> None:
    sources = [f"https://i.example/{n}/4800.jpg?width=9" for n in ("one", "two")]
    page = draft(*(FigureDraft(Image(src), None, words("Hens.")) for src in sources))
    with pytest.raises(ConfigError, match=r"names 2 pictures") as error:
        finish(page, Overrides(images={"4800.jpg": ImageOverride(alt="Six hens")}))
    assert error.value.help.endswith('"one/4800.jpg", "two/4800.jpg"')
    for name in ("two/4800.jpg", sources[1], sources[1].split("?")[0]):
        article = finish(page, Overrides(images={name: ImageOverride(alt="Six hens")})).article
        assert [figure.alt for figure in figures(article)] == ["Hens.", "Six hens"]


def test_one_picture_in_two_sizes_has_one_name() -> None:
    sizes = [FigureDraft(Image(f"img/hens.jpg?w={width}"), None, words("Hens.")) for width in "12"]
    article = finish(draft(*sizes), Overrides(images={"hens.jpg": ImageOverride(alt="Six")})).article
    assert [figure.alt for figure in figures(article)] == ["Six", "Six"]


def test_a_long_sentence_is_no_heading() -> None:
    line = "A few months ago an artist who lives on the other side of the harbour drew the ferry as it goes "
    sentence = f"{line}into the night and showed the drawing to all of us."
    asks = f"{line}into the night, and what did you think when he showed the drawing to all of us?"
    page = draft(HeadingDraft(2, words(sentence)), HeadingDraft(2, words(asks)), ParagraphDraft(words("So.")))
    headings = [text_of(section.heading) for section in finish(page).article.sections]
    assert headings == [""]
    assert article_text(finish(page).article).startswith(sentence)
