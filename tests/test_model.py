"""The walkers over the model."""

from publish.model.article import (
    Article,
    Break,
    Emphasis,
    LineBreak,
    NoteRef,
    Paragraph,
    Quote,
    Section,
    Sentence,
    Text,
)
from publish.model.walk import article_text, block_text, map_blocks, map_inlines, nested_inlines, plain


def test_a_line_break_is_a_space_and_a_note_mark_is_silent() -> None:
    inlines = (Text("Lumin"), LineBreak(), Emphasis((Text("ous"),)), NoteRef("r1", "n1", "1"))
    assert plain(inlines) == "Lumin ous"


def test_article_text_is_headings_and_blocks_in_order() -> None:
    paragraph = Paragraph("p1", (Sentence("p1-s1", (Text("One."),), " "), Sentence("p1-s2", (Text("Two."),))))
    heading = (Sentence("a-h1", (Text("Alpha"),)),)
    inner = Section("b", (Sentence("b-h1", (Text("Beta"),)),), (paragraph,))
    article = Article("x", "en", "X", (Section("a", heading, (paragraph,), (inner,)),))
    assert block_text(paragraph) == "One. Two."
    assert article_text(article) == "Alpha\nOne. Two.\nBeta\nOne. Two."


def test_inlines_are_walked_and_exchanged_the_innermost_first() -> None:
    inlines = (Text("a"), Emphasis((Text("b"), Emphasis((LineBreak(),)))))
    assert [type(inline).__name__ for inline in nested_inlines(inlines)] == [
        *("Text", "Emphasis", "Text", "Emphasis", "LineBreak")
    ]
    flat = map_inlines(inlines, lambda i: i.children if isinstance(i, Emphasis) else (i,))
    assert flat == (Text("a"), Text("b"), LineBreak())


def test_a_block_inside_another_is_taken_out() -> None:
    picture = Quote("q1", (Paragraph("p1", ()), Break("r1")))
    article = Article("x", "en", "X", (Section("a", (), (picture,)),))
    left = map_blocks(article, lambda block: None if isinstance(block, Break) else block)
    assert left.sections[0].blocks == (Quote("q1", (Paragraph("p1", ()),)),)
