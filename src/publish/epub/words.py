"""Word times -> words of a content document, each in a span with an id, and when each of them is heard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lxml import etree

from publish.epub.overlay import Stretch, Timing
from publish.epub.parts import Document, Group, Mark, Node
from publish.model.narration import Narration, Script, WordTime, turns
from publish.model.times import milliseconds_down
from publish.speech.word_times import letters, written_words


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence without its white space, and its words: their letters in it, their frames in its section."""

    text: str
    words: tuple[WordTime, ...]


def spoken_words(script: Script, narration: Narration) -> dict[str, Spoken]:
    """The sentences of which the voice knows when it says their words, by id."""
    found: dict[str, Spoken] = {}
    for cue, utterance in turns(script, narration):
        if utterance and utterance.read:
            words = written_words(utterance.text, utterance.spoken, cue.words)
            found |= {utterance.id: Spoken(letters(utterance.text), words)} if words else {}
    return found


def with_words(
    document: Document, sentences: Mapping[str, Spoken], timing: Timing
) -> tuple[Document, Timing]:
    """The document with its words in spans, and the timing with that of the words.

    A sentence stays whole where the document shows another text, or where a
    word begins in one element and ends in another.
    """
    root = etree.fromstring(document.data)
    inside: dict[str, tuple[Mark, ...]] = {}
    exact, whole = dict(timing.exact), dict(timing.whole)
    for element in list(root.iter(etree.Element)):
        id = element.get("id", "")
        if id not in sentences or id not in whole:
            continue
        words = tuple(_apart(sentences[id].words, whole[id], timing.rate))
        begins = [0, *(word.begin for word in words[1:])]
        if not words or not _wrapped(element, sentences[id].text, begins):
            continue
        ids = [f"{id}-w{n}" for n in range(1, len(words) + 1)]
        inside[id] = tuple(map(Mark, ids))
        times = [whole[id].begin, *(word.first for word in words[1:]), whole[id].end]
        for own, (begin, end) in zip(ids, pairwise(times), strict=True):
            whole[own] = exact[own] = replace(whole[id], begin=begin, end=end)
    if not inside:
        return document, timing
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, doctype="<!DOCTYPE html>")
    nodes = tuple(_node(node, inside) for node in document.nodes)
    return replace(document, data=data, nodes=nodes), Timing(timing.rate, exact, whole)


def _apart(words: Sequence[WordTime], heard: Stretch, rate: int) -> Iterator[WordTime]:
    """The words that begin at least a millisecond, the overlay's unit, after the one before."""
    last = milliseconds_down(heard.begin, rate) - 1
    for word in words:
        if last < milliseconds_down(word.first, rate) < milliseconds_down(heard.end, rate):
            last = max(milliseconds_down(word.first, rate), milliseconds_down(heard.begin, rate))
            yield word


def _node(node: Node, inside: Mapping[str, tuple[Mark, ...]]) -> Node:
    if isinstance(node, Group):
        return replace(node, children=tuple(_node(child, inside) for child in node.children))
    return Group(node.id, inside[node.id], node.type) if node.id in inside else node


# --- spans ----------------------------------------------------------------------

Place = tuple[etree._Element, bool]
"""An element, and whether its tail is meant or the text at its beginning."""


def _wrapped(element: etree._Element, text: str, begins: Sequence[int]) -> bool:
    """Whether each word, which reaches to the next one's begin, could be put into a span; all or nothing."""
    places = list(_places(element))
    if letters("".join(_text(place) for place in places)) != text:
        return False
    cuts: list[list[str]] = []
    at = 0
    for place in places:
        pieces = _cut(_text(place), at, begins)
        if any(letter.isalnum() for letter in pieces[0]):
            return False  # the end of a word that began in another element
        cuts.append(pieces)
        at += len(letters(_text(place)))
    number = 1
    for (owner, tail), pieces in zip(places, cuts, strict=True):
        spans = [_span(element.get("id", ""), number + n, piece) for n, piece in enumerate(pieces[1:])]
        number += len(spans)
        if tail:
            parent = owner.getparent()
            assert parent is not None
            owner.tail, place_at = pieces[0], parent.index(owner) + 1
            parent[place_at:place_at] = spans
        else:
            owner.text = pieces[0]
            owner[0:0] = spans
    return True


def _places(element: etree._Element) -> Iterator[Place]:
    """Where text stands in an element, in order; marks of notes are left out, as they are not read."""
    yield element, False
    for child in element:
        if child.get("role") != "doc-noteref":
            yield from _places(child)
        yield child, True


def _text(place: Place) -> str:
    owner, tail = place
    return (owner.tail if tail else owner.text) or ""


def _cut(text: str, at: int, begins: Sequence[int]) -> list[str]:
    """What stands before the first word that begins in the text, and from each begin to the next.

    `at` is how many letters stand before the text.
    """
    wanted, pieces = set(begins), [""]
    for letter in text:
        if not letter.isspace():
            if at in wanted:
                pieces.append("")
            at += 1
        pieces[-1] += letter
    return pieces


def _span(sentence: str, number: int, piece: str) -> etree._Element:
    """A word, with the white space after it outside."""
    span = etree.Element("{http://www.w3.org/1999/xhtml}span", {"id": f"{sentence}-w{number}"})
    span.text = piece.rstrip()
    span.tail = piece[len(span.text) :]
    return span
