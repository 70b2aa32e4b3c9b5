"""The read-aloud edition by words: each is lit up while it is heard, and nothing of the text changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from lxml import etree

from publish.epub.book import Document, Group, Mark
from publish.epub.check.opened import Par, pars
from publish.epub.overlay import Spoken, Stretch, Timing, with_words
from publish.model.narration import WordTime
from publish.speech.word_times import begins_clause, letters
from tests.epub.books import look
from tests.times import word_times

BODY = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p id="p"><span id="s">{}</span></p></body></html>'


def clips(name: str) -> Iterator[Par]:
    for item, overlay, tree in look(name).overlays():
        if "nav" not in item.properties:
            yield from pars(overlay, tree)


def spans(html: str, text: str) -> list[str]:
    """The words that are put into spans of a sentence, of which the voice says `text`."""
    document = Document("a.xhtml", "A", BODY.format(html).encode(), (Mark("p", required=False), Mark("s")))
    heard = {"s": Stretch("a.mp3", 0, 8_000)}
    spoken = Spoken(letters(text), tuple(_by_letters(text)))
    result, timing = with_words(document, {"s": spoken}, Timing(8_000, heard, heard))
    root = etree.fromstring(result.data)
    assert "".join(root.itertext()) == "".join(etree.fromstring(document.data).itertext())
    ids = [id for id in timing.whole if id != "s"]
    assert result.nodes[1] == (Group("s", tuple(map(Mark, ids))) if ids else Mark("s"))
    by_id = {element.get("id"): element for element in root.iter()}
    return ["".join(by_id[id].itertext()) for id in ids]


def _by_letters(text: str) -> Iterator[WordTime]:
    for word in word_times(text, 0, 8_000):
        begin = len(letters(text[: word.begin]))
        yield replace(word, begin=begin, end=begin + word.end - word.begin)


def test_the_text_is_the_same() -> None:
    plain, words = look("everything-aloud"), look("everything-words-aloud")
    for (item, tree), (other, changed) in zip(plain.documents(), words.documents(), strict=True):
        assert item.path == other.path
        assert "".join(map(str, tree.itertext())) == "".join(map(str, changed.itertext()))


def test_words_follow_each_other_through_their_sentence() -> None:
    whole = {par.id: par for par in clips("everything-aloud")}
    by_sentence: dict[str, list[Par]] = {}
    for par in clips("everything-words-aloud"):
        sentence, mark, _ = par.id.rpartition("-w")
        by_sentence.setdefault(sentence if mark else par.id, []).append(par)
    assert by_sentence.keys() == whole.keys()
    for id, words in by_sentence.items():
        assert (words[0].begin, words[-1].end) == (whole[id].begin, whole[id].end)
        assert all(first.end == second.begin for first, second in pairwise(words))
    assert sum(len(words) > 1 for words in by_sentence.values()) > len(by_sentence) / 2


def test_each_word_is_a_span() -> None:
    assert spans("The lamp, lit.", "The lamp, lit.") == ["The", "lamp,", "lit."]
    assert spans("The <em>old lamp</em>, lit.", "The old lamp, lit.") == ["The", "old", "lamp", "lit."]
    assert spans('A<a role="doc-noteref">1</a> lamp', "A lamp") == ["A", "lamp"]


def test_a_sentence_that_cannot_be_cut_stays_whole() -> None:
    assert spans("un<em>believ</em>able lamps", "unbelievable lamps") == []
    assert spans("Year Ships", "Year, Ships") == []


def test_clauses_begin_after_their_marks() -> None:
    text = "Lit, the “old lamp,” 1,200 years old (or more), burned."
    written = letters(text)
    begins = [word.begin for word in _by_letters(text) if begins_clause(written, word.begin)]
    assert [written[begin:][:4] for begin in begins] == ["Lit,", "the“", "1,20", "(orm", "burn"]
