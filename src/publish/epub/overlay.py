"""Documents and a narration -> media overlays, audio files and their durations."""

from __future__ import annotations

import functools
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from lxml import etree

from publish.epub.book import Document, Group, Mark, Node, marks, walk_entries
from publish.epub.nav import Navigation, label_ids, nav_nodes
from publish.epub.package import File, Later, Meta, file_id
from publish.errors import BookError
from publish.model.narration import Narration, Script, WordTime, turns
from publish.model.text import plain_marks
from publish.model.times import milliseconds_down, smil_clock
from publish.render.xhtml import attributes, element
from publish.speech.word_times import begins_clause, letters, written_words

_NAMESPACES = {"xmlns": "http://www.w3.org/ns/SMIL", "xmlns:epub": "http://www.idpf.org/2007/ops"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of an audio file, in sample frames; `end` is exclusive."""

    file: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Overlay:
    """A media overlay document and how long it plays."""

    data: bytes
    duration_ms: int


@dataclass(frozen=True, slots=True)
class Timing:
    """When each id is heard: `exact` from word to word, `whole` with the pause after it."""

    rate: int
    exact: Mapping[str, Stretch]
    whole: Mapping[str, Stretch]


def timing(narration: Narration, known: Iterable[str], folder: str = "audio/") -> Timing:
    """The timing of every id that is heard.

    Words said again of an element that was already left ("End of quote.") belong
    to the element before them. Raises BookError for a cue that lights up nothing.
    """
    ids = frozenset(known)
    exact: dict[str, Stretch] = {}
    whole: dict[str, Stretch] = {}
    for section in narration.sections:
        last = ""
        for cue in section.cues:
            if cue.utterance_id not in ids:
                raise BookError(
                    f"the narration says {cue.utterance_id!r}, which is nowhere in the book",
                    "write the script from the same article",
                )
            stretch = Stretch(folder + section.file, cue.begin, cue.end)
            if cue.utterance_id not in exact:
                last = cue.utterance_id
                exact[last] = stretch
            elif last:
                exact[last] = replace(exact[last], end=cue.end)
        inside = [id for id, stretch in exact.items() if stretch.file == folder + section.file]
        follow = [exact[id].begin for id in inside[1:]] + [section.frames]
        for id, end in zip(inside, follow, strict=True):
            whole[id] = replace(exact[id], end=max(end, exact[id].end))
    return Timing(narration.rate, exact, whole)


def check_complete(nodes: Iterable[Node], heard: Container[str], where: str) -> None:
    """Raises BookError when something that must be heard is not among the ids of what is."""
    silent = [mark.id for mark in marks(tuple(nodes)) if mark.required and mark.id not in heard]
    if silent:
        raise BookError(
            f"{where}: the narration leaves out {', '.join(silent[:5])}",
            "write the script and the book from the same article",
        )


def write_overlay(document: str, nodes: tuple[Node, ...], timing: Timing) -> Overlay | None:
    """The overlay of a content document; None when nothing of it is heard."""
    total = sum(_length(mark.id, timing) for mark in marks(nodes))
    if not total:
        return None
    body = "".join(_node(node, document, timing) for node in nodes)
    root = {**_NAMESPACES, "version": "3.0"}
    source = element("smil", element("body", body, {"epub:textref": f"../{document}"}), root)
    return Overlay(f'<?xml version="1.0" encoding="UTF-8"?>\n{source}\n'.encode(), total)


def _length(id: str, timing: Timing) -> int:
    if id not in timing.whole:
        return 0
    stretch = timing.whole[id]
    return milliseconds_down(stretch.end, timing.rate) - milliseconds_down(stretch.begin, timing.rate)


def _node(node: Node, document: str, timing: Timing) -> str:
    if isinstance(node, Mark):
        return _par(node, document, timing) if node.id in timing.whole else ""
    children = "".join(_node(child, document, timing) for child in node.children)
    if not children:
        return ""
    group = {"epub:textref": f"../{document}#{node.id}", "epub:type": node.type}
    return "\n" + element("seq", children + "\n", group)


def _par(mark: Mark, document: str, timing: Timing) -> str:
    stretch = timing.whole[mark.id]
    text = f"<text{attributes({'src': f'../{document}#{mark.id}'})}/>"
    clip = {
        "src": f"../{stretch.file}",
        "clipBegin": smil_clock(milliseconds_down(stretch.begin, timing.rate)),
        "clipEnd": smil_clock(milliseconds_down(stretch.end, timing.rate)),
    }
    return "\n" + element("par", f"{text}<audio{attributes(clip)}/>", {"epub:type": mark.type})


def labels_timing(timing: Timing, heard: Mapping[str, tuple[str, ...]]) -> Timing:
    """The timing of labels that repeat words heard elsewhere: label id -> ids of those words, in order."""
    again: dict[str, Stretch] = {}
    for label, ids in heard.items():
        stretches = [timing.exact[id] for id in ids if id in timing.exact]
        if stretches and len({stretch.file for stretch in stretches}) == 1:
            again[label] = Stretch(stretches[0].file, stretches[0].begin, stretches[-1].end)
    return Timing(timing.rate, again, again)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence without its white space, and its words: their letters in it, their frames in its section."""

    text: str
    words: tuple[WordTime, ...]


def spoken_words(script: Script, narration: Narration, clauses: bool = False) -> dict[str, Spoken]:
    """The sentences whose words have times, by id; of each clause the first word alone, with `clauses`."""
    sentences: dict[str, Spoken] = {}
    for _, cue, utterance in turns(script, narration):
        if utterance and utterance.read:
            words, text = written_words(utterance.text, utterance.spoken, cue.words), letters(utterance.text)
            if clauses:
                words = tuple(word for word in words if begins_clause(text, word.begin))
            sentences |= {utterance.id: Spoken(text, words)} if words else {}
    return sentences


def with_words(
    document: Document, sentences: Mapping[str, Spoken], timing: Timing
) -> tuple[Document, Timing]:
    """The document with its words in spans, and the timing with that of the words.

    The label of a caption or credit is lit as a word until the first of the sentence begins.
    A sentence stays whole where the document shows another text, or where a
    word begins in one element and ends in another.
    """
    root = etree.fromstring(document.data)
    inside: dict[str, tuple[Mark, ...]] = {}
    exact, whole = dict(timing.exact), dict(timing.whole)
    for node in list(root.iter(etree.Element)):
        id = node.get("id", "")
        if id not in sentences or id not in whole:
            continue
        labels = [child for child in node if child.get("class") == "label"][:1]
        words = tuple(_apart(sentences[id].words, whole[id], timing.rate, len(labels)))
        begins = [0, *(word.begin for word in words[1:])]
        if not words or not _wrapped(node, sentences[id].text, begins, len(labels) + 1):
            continue
        ids = [f"{id}-w{n}" for n in range(1, len(words) + len(labels) + 1)]
        for label in labels:
            label.set("id", ids[0])
        inside[id] = tuple(map(Mark, ids))
        times = [whole[id].begin, *(word.first for word in words[1 - len(labels) :]), whole[id].end]
        for own, (begin, end) in zip(ids, pairwise(times), strict=True):
            whole[own] = exact[own] = replace(whole[id], begin=begin, end=end)
    if not inside:
        return document, timing
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>'
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=False, doctype=head)
    nodes = tuple(_word_node(node, inside) for node in document.nodes)
    return replace(document, data=data, nodes=nodes), Timing(timing.rate, exact, whole)


def _apart(words: Sequence[WordTime], heard: Stretch, rate: int, after: int) -> Iterator[WordTime]:
    """The words that begin at least a millisecond, the overlay's unit, after the one before.

    The first begins `after` milliseconds from the beginning of the sentence, or later.
    """
    last = milliseconds_down(heard.begin, rate) + after - 1
    for word in words:
        if last < milliseconds_down(word.first, rate) < milliseconds_down(heard.end, rate):
            last = max(milliseconds_down(word.first, rate), milliseconds_down(heard.begin, rate))
            yield word


def _word_node(node: Node, inside: Mapping[str, tuple[Mark, ...]]) -> Node:
    if isinstance(node, Group):
        return replace(node, children=tuple(_word_node(child, inside) for child in node.children))
    return Group(node.id, inside[node.id], node.type) if node.id in inside else node


# --- spans ----------------------------------------------------------------------

Place = tuple[etree._Element, bool]
"""An element, and whether the place is its tail; else it is the text at its beginning."""


def _wrapped(element: etree._Element, text: str, begins: Sequence[int], number: int) -> bool:
    """Whether each word, which reaches to the next one's begin, could be put into a span; all or nothing.

    Their ids count from `number`.
    """
    places = list(_places(element))
    if plain_marks(letters("".join(_text(place) for place in places))) != plain_marks(text):
        return False
    cuts: list[list[str]] = []
    at = 0
    for place in places:
        pieces = _cut(_text(place), at, begins)
        if any(letter.isalnum() for letter in pieces[0]):
            return False  # the end of a word that began in another element
        cuts.append(pieces)
        at += len(letters(_text(place)))
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
    """Where text stands in an element, in order; marks of notes and labels are no words of it."""
    yield element, False
    for child in element:
        if child.get("role") != "doc-noteref" and child.get("class") != "label":
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


ACTIVE_CLASS = "-epub-media-overlay-active"
AUDIO = "audio/"


@dataclass(frozen=True, slots=True)
class Voiced:
    """What a narration adds to a book; `overlays` and `documents` are named by the documents.

    `documents` are the content documents as they are lit up, `announced` the
    ids of what the narration names and does not read.
    """

    overlays: Mapping[str, Overlay]
    audio: tuple[File, ...]
    documents: Mapping[str, Document]
    announced: frozenset[str] = frozenset()

    def files(self) -> Iterator[File]:
        for name, overlay in self.overlays.items():
            yield File(overlay_name(name), "application/smil+xml", overlay.data)
        yield from self.audio

    def metas(self) -> Iterator[Meta]:
        for name, overlay in self.overlays.items():
            yield Meta(
                "media:duration", smil_clock(overlay.duration_ms), refines=f"#{file_id(overlay_name(name))}"
            )
        yield Meta(
            "media:duration", smil_clock(sum(overlay.duration_ms for overlay in self.overlays.values()))
        )
        yield Meta("media:active-class", ACTIVE_CLASS)


def overlay_name(document: str) -> str:
    """The file of a document's overlay."""
    return f"overlays/{document.removesuffix('.xhtml')}.smil"


@dataclass(frozen=True, slots=True)
class Part:
    """The documents that one narration reads, and its sound by file name.

    `sentences` are those of which words are lit up, by id.
    `prefix` goes before its audio files and before its ids in `Entry.heard`,
    where a book binds several narrations.
    """

    documents: tuple[Document, ...]
    narration: Narration
    audio: Mapping[str, bytes]
    prefix: str = ""
    sentences: Mapping[str, Spoken] = field(default_factory=dict)


def voice(navigation: Navigation, nav: str, parts: Sequence[Part]) -> Voiced:
    """The narrations of a book; `nav` is the name of its navigation document.

    Raises BookError when something that must be heard is not, or an audio file is missing.
    """
    overlays: dict[str, Overlay] = {}
    documents: dict[str, Document] = {}
    heard: dict[str, Stretch] = {}
    for part in parts:
        times = _timing(part)
        for plain in part.documents:
            document, times = with_words(plain, part.sentences, times) if part.sentences else (plain, times)
            documents[document.name] = document
            check_complete(document.nodes, times.whole.keys() | {*part.narration.skipped}, document.name)
            if overlay := write_overlay(document.name, document.nodes, times):
                overlays[document.name] = overlay
        heard |= {part.prefix + id: _in_milliseconds(times, stretch) for id, stretch in times.exact.items()}
    timing = Timing(1000, heard, heard)
    if overlay := _nav_overlay(navigation, nav, timing):
        overlays[nav] = overlay
    announced = frozenset(id for part in parts for id in part.narration.announced)
    return Voiced(overlays, tuple(file for part in parts for file in _audio(part)), documents, announced)


def _timing(part: Part) -> Timing:
    nodes = tuple(node for document in part.documents for node in document.nodes)
    return timing(part.narration, (mark.id for mark in marks(nodes)), AUDIO + part.prefix)


def _in_milliseconds(times: Timing, stretch: Stretch) -> Stretch:
    begin, end = (milliseconds_down(frames, times.rate) for frames in (stretch.begin, stretch.end))
    return Stretch(stretch.file, begin, end)


def _nav_overlay(navigation: Navigation, name: str, times: Timing) -> Overlay | None:
    heard: dict[str, tuple[str, ...]] = {}
    for kind, entries in navigation.lists():
        ids = label_ids(entries, kind)
        heard |= {id: entry.heard for id, entry in zip(ids, walk_entries(entries), strict=True)}
    return write_overlay(name, nav_nodes(navigation), labels_timing(times, heard))


def _audio(part: Part) -> Iterator[File]:
    for section in part.narration.sections:
        if section.file not in part.audio:
            raise BookError(f"the audio file {section.file} is missing", "build the narration again")
        later = Later(functools.partial(part.audio.__getitem__, section.file))
        yield File(AUDIO + part.prefix + section.file, "audio/mpeg", later)
