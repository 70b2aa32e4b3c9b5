"""Text captures: pictures told by labels, boxes, lists and headings by shape, boilerplate by phrases."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.draft.page import Page
from publish.errors import SourceError
from publish.model import walk
from publish.model.article import Article, Figure, List, Paragraph
from publish.sources.plain_text import BYLINE, iso_date, read_capture
from tests.needs import shared

A = "The river rose by two metres on Monday, and people left their houses by boat."
B = "Nobody was hurt, the town's mayor said on Tuesday, but many cellars are full."
C = "Rain is expected again on Friday, and the pumps will be running day and night."


def read(text: str) -> Article:
    return read_capture(Page("river", "river.txt", text)).article


def captured(*lines: str) -> Article:
    return read("\n\n".join(lines))


def told(article: Article) -> list[str]:
    return walk.article_text(article).split("\n")


def pictures(article: Article) -> list[tuple[str, str, str]]:
    return [(f.alt_lead, walk.text_of(f.caption), walk.text_of(f.credit)) for f in walk.figures(article)]


def test_title_date_and_authors_come_from_the_first_lines() -> None:
    article = captured(
        "River floods the old town",
        "By Ann Lee and Bo Ray",
        "BBC News, Exeter",
        "  • Published",
        "21 March 2024",
        A,
        B,
    )
    assert (article.title, article.published, article.bylines) == (
        "River floods the old town",
        "2024-03-21",
        ("Ann Lee", "Bo Ray"),
    )
    assert told(article) == [A, B]
    assert article.lang == "en"


def test_navigation_above_the_title_is_no_title() -> None:
    article = captured(
        "BBC Homepage",
        "Skip to content",
        "Your account",
        "News",
        "River floods the old town",
        "Published",
        A,
        B,
    )
    assert article.title == "River floods the old town"
    assert told(article) == [A, B]


@pytest.mark.parametrize(
    ("lines", "picture"),
    [
        (
            ("Image source, Getty Images", "Image caption,", "Boats in a street"),
            ("", "Boats in a street", "Getty Images"),
        ),
        (
            ("A flooded streetImage source, Ann Lee/PA", "Image caption, Boats"),
            ("A flooded street.", "Boats", "Ann Lee/PA"),
        ),
        (("Image caption,", "Boats in a street"), ("", "Boats in a street", "")),
        (("Image caption, Boats", "Image source, Family"), ("", "Boats", "Family")),
        (("Image source, Family",), ("", "", "Family")),
        (("Image copyright, Reuters", "Image caption, Boats"), ("", "Boats", "Reuters")),
        (("Crédit photo, AFP", "Légende image, Des bateaux"), ("", "Des bateaux", "AFP")),
        (("Source de l'image, AFP", "Légende image,", "Des bateaux"), ("", "Des bateaux", "AFP")),
        (("Bildquelle: dpa", "Bildunterschrift: Boote"), ("", "Boote", "dpa")),
        (("Fuente de la imagen, EFE", "Pie de foto, Barcos"), ("", "Barcos", "EFE")),
    ],
)
def test_labels_make_pictures(lines: tuple[str, ...], picture: tuple[str, str, str]) -> None:
    article = captured("River floods the old town", A, *lines, B)
    assert pictures(article) == [picture]
    assert [type(block) for block in article.sections[0].blocks] == [Paragraph, Figure, Paragraph]


def test_pictures_one_after_the_other_keep_their_own_credits() -> None:
    article = captured(
        "A title of four words", A, "Image caption, One", "Image source, Two", "Image caption, Two boats", B
    )
    assert pictures(article) == [("", "One", ""), ("", "Two boats", "Two")]


def test_a_picture_that_is_not_there_is_not_told_as_a_lack() -> None:
    reading = read_capture(
        Page("river", "river.txt", f"Title of some words\n\n{A}\n\nImage caption, Boats\n\n{B}")
    )
    assert reading.problems == ()


@pytest.mark.parametrize(
    "heading",
    ["Related internet links", "More on this story", "Lire aussi", "Mehr zum Thema", "Related Topics:"],
)
def test_links_after_the_story_are_left_out(heading: str) -> None:
    article = captured(
        "A title of four words",
        A,
        B,
        heading,
        "Flood warnings explained",
        "Exeter",
        "The BBC is not responsible for the content of external sites.",
    )
    assert told(article) == [A, B]


def test_links_in_the_middle_do_not_end_the_story() -> None:
    article = captured("A title of four words", A, "Related stories", "Flood warnings", B, C)
    assert told(article) == [A, B, C]


def test_headings_and_lists_are_told_by_their_shape() -> None:
    article = captured(
        "A title of four words",
        A,
        "What happens next?",
        B,
        "• Pumps",
        "• Sand bags",
        "- Boats",
        "Further ahead",
        C,
        "1. One",
        "2. Two",
    )
    assert [walk.text_of(section.heading) for section in article.sections] == [
        "",
        "What happens next?",
        "Further ahead",
    ]
    lists = [block for block in walk.blocks(article.sections) if isinstance(block, List)]
    assert [(block.style, len(block.items)) for block in lists] == [("unordered", 3), ("ordered", 2)]


def test_lines_that_an_editor_wrapped_are_joined() -> None:
    text = f"A title of four words\n\n{A[:60]}\n{A[60:].strip()}\n\n{B}\n"
    assert told(read(text))[-1] == B
    assert A.replace(" ", "") in told(read(text))[0].replace(" ", "")


def test_paragraphs_on_lines_of_their_own_stay_apart() -> None:
    assert told(read(f"A title of four words\n{A}\n{B}\n{C}")) == [A, B, C]


ANALYSIS = (
    "It is a long time since the river was last as high as it is now.",
    "The walls were built for another age, and it shows.",
)


def test_an_analysis_ends_where_people_are_quoted_again() -> None:
    after = 'The mayor, Eve Hill, said she was "very proud" of the town.'
    article = captured(
        "A title of four words", A, "Analysis by Ann Lee, Weather correspondent", *ANALYSIS, after, C
    )
    story, box, story_again = article.sections
    assert walk.text_of(box.heading) == "Analysis by Ann Lee, Weather correspondent"
    assert [walk.block_text(block) for block in box.blocks] == list(ANALYSIS)
    assert [walk.block_text(block) for block in (*story.blocks, *story_again.blocks)] == [A, after, C]


def test_an_analysis_whose_end_cannot_be_told_keeps_all_in_order() -> None:
    article = captured("A title of four words", A, "Analysis", *ANALYSIS, C)
    assert told(article) == [A, "Analysis", *ANALYSIS, C]


@pytest.mark.parametrize("text", ["", "   \n\n ", "Home\n\nMenu\n\nSearch"])
def test_a_capture_without_a_story_is_said(text: str) -> None:
    with pytest.raises(SourceError, match=r"river\.txt holds no article text"):
        read(text)


LINES = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=60),
    max_size=12,
)


@pytest.mark.slow
@settings(deadline=None)
@given(LINES)
def test_no_word_of_a_story_is_lost_or_doubled(lines: list[str]) -> None:
    marked = [
        f"Word{n} {' '.join(line.split())} stood here for all of the people to see, word{n} too."
        for n, line in enumerate(lines)
    ]
    text = walk.article_text(captured("A title of four words", A, *marked))
    for n in range(len(marked)):
        assert text.count(f"Word{n} ") == 1, marked[n]
        assert text.count(f", word{n} too.") == 1, marked[n]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Published 21 February 2023, 10:00 GMT", "2023-02-21"),
        ("March 3, 2021", "2021-03-03"),
        ("1er août 2024", "2024-08-01"),
        ("3. März 2024", "2024-03-03"),
        ("5 de mayo de 2022", "2022-05-05"),
        ("06.11.2025, 17:06 Uhr", "2025-11-06"),
        ("Stand: 2024-03-01T08:30:00Z", "2024-03-01"),
        ("2024-02-30", ""),
        ("30 Smarch 2020", ""),
        ("In 2020 nothing", ""),
    ],
)
def test_dates(line: str, date: str) -> None:
    assert iso_date(line) == date


@pytest.mark.parametrize("line", ["By the time we got there", "By 2020", "by and by it ended."])
def test_what_begins_like_a_byline_is_not_always_one(line: str) -> None:
    assert BYLINE.match(line) is None


def test_the_capture_of_a_real_page() -> None:
    path = shared("corpus", "seed", "article.txt")
    reading = read_capture(Page("article", "article.txt", path.read_text("utf-8")))
    article = reading.article
    assert article.title == "Once-disgraced Birmingham children's services now rated good by Ofsted"
    _, analysis, _ = article.sections
    assert walk.text_of(analysis.heading) == "Analysis by Phil Mackie, Midlands correspondent"
    assert len(analysis.blocks) == 5
    assert [credit for _, _, credit in pictures(article)] == ["Getty Images", "Family", ""]
    assert all(caption for _, caption, _ in pictures(article))
    text = walk.article_text(article)
    for boilerplate in (
        "Related internet links",
        "not responsible",
        "Image source",
        "Image caption",
        "Published",
    ):
        assert boilerplate not in text
    assert len(text.split()) > 850
    assert reading.problems == ()
