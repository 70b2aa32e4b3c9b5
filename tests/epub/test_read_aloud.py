"""The read-aloud edition: what is lit up is what sounds, once each, in order."""

from __future__ import annotations

import subprocess
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import imageio_ffmpeg
import numpy as np
import pytest

from publish.epub import Book, write_read_aloud
from publish.epub.check.inspect import inspect
from publish.epub.check.opened import Par, open_book, pars
from publish.epub.package import unpack
from publish.errors import BookError
from publish.model.narration import Cue, Narration
from tests.epub.articles import book, everything, figure, minimal
from tests.epub.books import look
from tests.epub.sound import RATE, told

NARRATED = ("everything-aloud", "arabic-aloud", "undescribed-aloud", "minimal-aloud")


def clips(name: str, contents: bool = False) -> list[Par]:
    return [
        par
        for item, overlay, tree in look(name).overlays()
        if ("nav" in item.properties) == contents
        for par in pars(overlay, tree)
    ]


def samples(name: str, path: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The sound of an audio file of a book, decoded."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-f", "mp3", "-i", "-"]
    command += ["-f", "s16le", "-ac", "1", "-ar", str(RATE), "-"]
    done = subprocess.run(command, input=look(name).files[path], capture_output=True, check=True)
    return np.frombuffer(done.stdout, np.int16).astype(float)


def pitch(sound: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    """The loudest frequency, in hertz."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    return float(np.argmax(spectrum) * RATE / len(sound))


@pytest.mark.parametrize("name", NARRATED)
def test_each_clip_holds_the_sound_of_its_sentence(name: str) -> None:
    """Measured on the shipped MP3: the tone of each sentence fills its clip from the first moment."""
    from tests.epub.books import ARTICLES

    hertz = told(ARTICLES[name.removesuffix("-aloud")]()).hertz
    sounds = {path: samples(name, path) for path in {par.audio for par in clips(name)}}
    for par in clips(name):
        begin = round(par.begin * RATE)
        heard = sounds[par.audio][begin : begin + round(0.45 * RATE)]
        assert abs(pitch(heard) - hertz[par.id]) < 4, par.id
        onset = sounds[par.audio][begin : begin + RATE // 50]
        assert np.abs(onset).max() > 3000, f"{par.id} begins late"


@pytest.mark.parametrize("name", NARRATED)
def test_clips_of_a_file_follow_each_other_without_gap_or_overlap_to_its_end(name: str) -> None:
    files: dict[str, list[Par]] = {}
    for par in clips(name):
        files.setdefault(par.audio, []).append(par)
    for path, run in files.items():
        assert run[0].begin == 0
        assert all(one.end == two.begin for one, two in pairwise(run))
        assert run[-1].end == pytest.approx(len(samples(name, path)) / RATE, abs=0.0011)


@pytest.mark.parametrize("name", NARRATED)
def test_every_utterance_is_lit_up_exactly_once(name: str) -> None:
    from tests.epub.books import ARTICLES

    narration = told(ARTICLES[name.removesuffix("-aloud")]()).narration
    said = [cue.utterance_id for section in narration.sections for cue in section.cues]
    assert Counter(par.id for par in clips(name)) == Counter(said)


def test_labels_of_the_contents_sound_as_the_words_they_repeat() -> None:
    hertz = told(everything()).hertz
    sounds = {par.audio: samples("everything-aloud", par.audio) for par in clips("everything-aloud", True)}
    labels = {par.id: par for par in clips("everything-aloud", contents=True)}
    toc = ["toc-1", "toc-2", "toc-2-1", "toc-2-1-1", "toc-2-2", "toc-3", "toc-4"]
    assert list(labels) == [*toc, "loi-1", "loi-2", "loi-3"]
    heard = {"toc-1": "title", "toc-2-1": "by-hand-h1", "toc-4": "about", "loi-1": "f-bay-c-s1"}
    for label, said in heard.items():
        par = labels[label]
        middle = round(par.begin * RATE) + round(0.1 * RATE)
        assert abs(pitch(sounds[par.audio][middle : middle + RATE // 3]) - hertz[said]) < 6


def test_figures_tables_lists_and_notes_can_be_skipped_or_left() -> None:
    groups = {par.id: par.groups for par in clips("everything-aloud")}
    assert "figure" in groups["f-bay-img"] & groups["f-bay-c-s1"]
    assert {"table", "table-row"} <= groups["t-tides-t2"]
    assert {"list", "list-item"} <= groups["l-lamp-i1-s1"]
    assert "footnote" in groups["n-gauge-p-s1"]
    assert "aside" in groups["a-box-p-s1"]
    assert not groups["p-open-s1"]


def without(id: str) -> Narration:
    """The narration with one sentence left out."""
    narration = told(everything()).narration
    sections = tuple(
        replace(s, cues=tuple(c for c in s.cues if c.utterance_id != id)) for s in narration.sections
    )
    return replace(narration, sections=sections)


@pytest.mark.parametrize("id", ["p-hebrew-s1", "f-chart-img", "t-tides-t2", "by-radar-h1", "n-red-p-s1"])
def test_a_sentence_or_picture_that_is_not_narrated_is_an_error(id: str) -> None:
    with pytest.raises(BookError, match=id):
        write_read_aloud(book(everything()), without(id), told(everything()).audio)


def test_a_cue_that_lights_up_nothing_is_an_error() -> None:
    narration = told(everything()).narration
    first = narration.sections[0]
    wrong = replace(first, cues=(*first.cues, Cue("nowhere", first.frames - 2, first.frames)))
    with pytest.raises(BookError, match="nowhere"):
        write_read_aloud(
            book(everything()), replace(narration, sections=(wrong, *narration.sections[1:])), {}
        )


def test_words_said_again_of_an_element_belong_to_the_one_before() -> None:
    """ "End of quote." said with the id of the quote, after its last sentence, splits no clip."""
    narration = told(everything()).narration
    last = narration.sections[-1]
    at = next(n for n, cue in enumerate(last.cues) if cue.utterance_id == "q-ida-p-s2")
    cue = last.cues[at]
    middle = (cue.begin + cue.end) // 2
    split = (Cue(cue.utterance_id, cue.begin, middle), Cue("q-ida-p-s1", middle, cue.end))
    cues = (*last.cues[:at], *split, *last.cues[at + 1 :])
    changed = replace(narration, sections=(*narration.sections[:-1], replace(last, cues=cues)))
    data = write_read_aloud(book(everything()), changed, told(everything()).audio)
    opened = open_book(unpack(data))
    found = {par.id: par for _, overlay, tree in opened.overlays() for par in pars(overlay, tree)}
    old = {par.id: par for par in clips("everything-aloud")}
    assert found["q-ida-p-s2"] == old["q-ida-p-s2"]
    assert found["q-ida-p-s1"] == old["q-ida-p-s1"]


def test_a_missing_audio_file_or_picture_is_one_clear_error() -> None:
    heard = told(everything())
    with pytest.raises(BookError, match=r"01-introduction\.mp3 is missing"):
        write_read_aloud(book(everything()), heard.narration, {})
    bare = Book(everything(), book(everything()).cover)
    with pytest.raises(BookError, match=r"bay\.png is missing"):
        write_read_aloud(bare, heard.narration, heard.audio)


def test_a_narration_without_opening_and_closing_claims_no_more_than_it_has() -> None:
    narration = told(everything()).narration
    furniture = {"publisher", "title", "byline", "published", "about", "source", "rights", "voice"}
    sections = tuple(
        replace(s, cues=tuple(c for c in s.cues if c.utterance_id not in furniture))
        for s in narration.sections
    )
    data = write_read_aloud(
        book(everything()), replace(narration, sections=sections), told(everything()).audio
    )
    opened = open_book(unpack(data))
    assert "auditory" not in opened.values("schema:accessModeSufficient")
    assert "synchronizedAudioText" in opened.values("schema:accessibilityFeature")


def test_a_picture_that_could_not_be_had_is_heard_by_its_caption() -> None:
    absent = figure("f-gone", "", "The old quay.", "caption", caption="The old quay.")
    section = replace(minimal().sections[0], blocks=(*minimal().sections[0].blocks, absent))
    article = replace(minimal(), sections=(section,))
    heard = told(article)
    data = write_read_aloud(
        replace(book(minimal()), article=article), heard.narration, heard.audio, heard.script
    )
    assert [found for found in inspect(data) if found.code == "BOOK-025"] == []
    opened = open_book(unpack(data))
    assert "auditory" in opened.values("schema:accessModeSufficient")
    words = {e.get("id"): "".join(e.itertext()) for _, tree in opened.documents() for e in tree.iter()}
    assert words["f-gone-c-s1"] == "Image: The old quay."
    assert [words[f"f-gone-c-s1-w{n}"] for n in (1, 2, 3, 4)] == ["Image:", "The", "old", "quay."]
