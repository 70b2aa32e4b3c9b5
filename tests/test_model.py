"""The walkers over the model."""

from publish.model.article import Article, Emphasis, LineBreak, NoteRef, Paragraph, Section, Sentence, Text
from publish.model.walk import article_text, block_text, plain


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
