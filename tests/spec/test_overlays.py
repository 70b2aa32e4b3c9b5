"""Media overlays and accessibility metadata, by EPUB 3.3 and EPUB Accessibility 1.1."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from publish.accessibility import contrast
from publish.epub.check.opened import EPUB_TYPE, SMIL, pars, resolve
from publish.epub.check.overlays import measure
from publish.model.times import smil_seconds
from tests.epub.books import NAMES, look

NARRATED = [name for name in NAMES if name.endswith("-aloud")]
narrated = pytest.mark.parametrize("name", NARRATED)
every = pytest.mark.parametrize("name", NAMES)
CLOCK = re.compile(r"\d+:[0-5]\d:[0-5]\d\.\d{3}")
FEATURES = {
    "ARIA", "MathML", "alternativeText", "displayTransformability", "readingOrder",
    "structuralNavigation", "synchronizedAudioText", "tableOfContents", "unlocked",
}  # fmt: skip


@narrated
def test_o1_o2_o3_the_form_of_an_overlay(name: str) -> None:
    for _, overlay, tree in look(name).overlays():
        assert overlay.media_type == "application/smil+xml"
        assert tree.tag == f"{{{SMIL}}}smil"
        assert tree.get("version") == "3.0"
        for seq in tree.iter(f"{{{SMIL}}}seq"):
            assert seq.get("{http://www.idpf.org/2007/ops}textref")
            assert len(seq) > 0
        for par in tree.iter(f"{{{SMIL}}}par"):
            assert [str(child.tag).rpartition("}")[2] for child in par] == ["text", "audio"]


@narrated
def test_o4_o5_o14_texts_are_elements_of_the_document_and_audio_is_whole_files(name: str) -> None:
    book = look(name)
    for item, overlay, tree in book.overlays():
        ids = {element.get("id") for element in book.trees[item.path].iter()}
        for par in tree.iter(f"{{{SMIL}}}par"):
            text, audio = par[0].get("src", ""), par[1].get("src", "")
            assert resolve(overlay.path, text) == item.path
            assert text.partition("#")[2] in ids
            assert "#" not in audio
            assert resolve(overlay.path, audio) in book.files


@narrated
def test_o6_clips_are_clock_values_that_run_forward(name: str) -> None:
    for _, _, tree in look(name).overlays():
        for audio in tree.iter(f"{{{SMIL}}}audio"):
            begin, end = audio.get("clipBegin", ""), audio.get("clipEnd", "")
            assert CLOCK.fullmatch(begin)
            assert CLOCK.fullmatch(end)
            assert (smil_seconds(end) or 0) > (smil_seconds(begin) or 0)


@narrated
def test_o7_o8_o15_every_narrated_document_has_one_overlay_the_contents_too(name: str) -> None:
    book = look(name)
    overlays = [item.overlay for item in book.items.values() if item.overlay]
    assert len(set(overlays)) == len(overlays)
    silent = {item.path for item in book.spine if not item.overlay}
    assert silent == {"EPUB/cover.xhtml"}
    found = book.navigation()
    assert found
    assert found[0].overlay


@narrated
def test_o9_o10_durations_are_exact_item_by_item_and_in_sum(name: str) -> None:
    book = look(name)
    stated = {m.get("refines", "")[1:]: smil_seconds(m.text or "") for m in book.metas("media:duration")}
    total = 0.0
    for _, overlay, tree in book.overlays():
        played = sum((par.end or 0) - par.begin for par in pars(overlay, tree))
        assert stated[overlay.id] == pytest.approx(played, abs=1e-6)
        total += played
    assert stated[""] == pytest.approx(total, abs=1e-6)


@every
def test_o11_g4_the_active_class_is_declared_where_it_is_styled(name: str) -> None:
    book = look(name)
    declared, style = book.values("media:active-class"), book.files["EPUB/style.css"].decode()
    assert declared == (("-epub-media-overlay-active",) if name.endswith("-aloud") else ())
    assert ("-epub-media-overlay-active" in style) == name.endswith("-aloud")


@narrated
def test_g4_g5_what_is_heard_stands_out_by_day_and_night(name: str) -> None:
    style = look(name).files["EPUB/style.css"].decode()
    heard = style[style.index("What is being heard") :]
    pairs = re.findall(r"color: (#\w+);\s*background-color: (#\w+);", heard)
    assert len(pairs) == 2
    assert all(contrast(text, ground) >= 7 for text, ground in pairs)
    assert "font" not in heard
    assert "padding" not in heard


@narrated
def test_o12_the_narrator_is_named_as_synthetic(name: str) -> None:
    assert look(name).values("media:narrator") == ("Synthetic voice: Tone (test)",)


@narrated
def test_o13_d51_texts_are_heard_in_the_order_of_the_document(name: str) -> None:
    book = look(name)
    for item, overlay, tree in book.overlays():
        ids = [element.get("id") for element in book.trees[item.path].iter()]
        places = [ids.index(par.id) for par in pars(overlay, tree)]
        assert places == sorted(places)


@narrated
def test_o16_g7_the_audio_has_a_constant_rate_and_is_as_long_as_it_is_decoded(name: str) -> None:
    from tests.epub.books import ARTICLES
    from tests.epub.sound import RATE, told

    narration = told(ARTICLES[name.removesuffix("-aloud").removesuffix("-words")]()).narration
    for section in narration.sections:
        measured = measure(look(name).files[f"EPUB/audio/{section.file}"])
        assert measured
        assert measured.constant
        assert measured.seconds == pytest.approx(section.frames / RATE, abs=1e-6)


@narrated
def test_o17_d52_d53_types_are_those_that_readers_can_skip_or_leave(name: str) -> None:
    types = {
        e.get(EPUB_TYPE) for _, _, tree in look(name).overlays() for e in tree.iter() if e.get(EPUB_TYPE)
    }
    assert types <= {"footnote", "table", "table-row", "list", "list-item", "figure", "aside"}


@narrated
def test_o19_g6_no_clips_overlap(name: str) -> None:
    for item, overlay, tree in look(name).overlays():
        if "nav" not in item.properties:
            clips = sorted((par.audio, par.begin, par.end or 0) for par in pars(overlay, tree))
            assert all(a != b or end <= begin for (a, _, end), (b, begin, _) in pairwise(clips))


# --- metadata --------------------------------------------------------------


@every
def test_d1_d2_d3_d4_required_metadata_are_there_one_value_each(name: str) -> None:
    book = look(name)
    for property in ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard"):
        values = book.values(f"schema:{property}")
        assert len(set(values)) == len(values)
        assert all(value and ("," not in value or property == "accessModeSufficient") for value in values)
    assert book.values("schema:accessMode")
    assert book.values("schema:accessibilityFeature")
    assert book.values("schema:accessibilityHazard")
    assert len(book.values("schema:accessibilitySummary")) == 1


@every
def test_d5_d20_claims_refine_nothing_and_are_in_use(name: str) -> None:
    book = look(name)
    for property in ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard"):
        assert not any(meta.get("refines") for meta in book.metas(f"schema:{property}"))
    assert set(book.values("schema:accessibilityFeature")) <= FEATURES


@every
def test_d15_sets_of_modes_are_the_plain_ones(name: str) -> None:
    assert set(look(name).values("schema:accessModeSufficient")) <= {"textual", "textual,visual", "auditory"}


@every
def test_d45_d46_nothing_claims_conformance_or_exemption_by_default(name: str) -> None:
    book = look(name)
    assert not book.metas("dcterms:conformsTo")
    assert not book.metas("a11y:certifiedBy")
    assert not book.metas("a11y:exemption")
