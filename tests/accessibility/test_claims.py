"""Claims of accessibility: each only where the evidence bears it out; flashing after WCAG's thresholds."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from publish.accessibility import FEATURES, Evidence, claims, features, motion_of, worst
from tests.epub.articles import book, everything, minimal, undescribed

FULL = Evidence(
    pictures=2,
    described=2,
    long_descriptions=True,
    toc=True,
    headed_sections=True,
    in_order=True,
    transformable=True,
    aria=True,
    math=True,
    unlocked=True,
    narrated=True,
    narrated_fully=True,
    page_markers=True,
    page_list=True,
    speech_markup=True,
)
NEEDS = {
    "ARIA": {"aria": False},
    "MathML": {"math": False},
    "alternativeText": {"described": 1},
    "displayTransformability": {"transformable": False},
    "longDescription": {"long_descriptions": False},
    "pageBreakMarkers": {"page_markers": False},
    "pageNavigation": {"page_list": False},
    "readingOrder": {"in_order": False},
    "structuralNavigation": {"headed_sections": False},
    "synchronizedAudioText": {"narrated": False},
    "tableOfContents": {"toc": False},
    "ttsMarkup": {"speech_markup": False},
    "unlocked": {"unlocked": False},
}


def moving(colours: tuple[str, ...], each_ms: int, kind: str = "GIF") -> bytes:
    frames = [Image.new("RGB", (60, 40), colour) for colour in colours]
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=each_ms, loop=0)
    return out.getvalue()


def test_every_feature_has_its_need() -> None:
    assert set(claims(FULL).features) == set(FEATURES) == set(NEEDS)


@pytest.mark.parametrize("feature", NEEDS)
def test_a_feature_is_claimed_only_with_its_evidence(feature: str) -> None:
    less = claims(replace(FULL, **NEEDS[feature]))  # type: ignore[arg-type]
    assert set(FEATURES) - set(less.features) == {feature}


def test_a_book_without_pictures_claims_no_alternatives() -> None:
    result = claims(Evidence())
    assert result.features == ("none",)
    assert result.modes == ("textual",)
    assert result.sufficient == (("textual",),)


def test_one_undescribed_picture_makes_text_and_sound_insufficient() -> None:
    result = claims(replace(FULL, described=1))
    assert result.sufficient == (("textual", "visual"),)


def test_narration_of_a_part_is_not_enough_to_listen_to() -> None:
    assert ("auditory",) not in claims(replace(FULL, narrated_fully=False)).sufficient
    assert ("auditory",) in claims(FULL).sufficient
    assert "auditory" not in claims(FULL).modes


@pytest.mark.parametrize(
    ("evidence", "hazards"),
    [
        (Evidence(), ("none",)),
        (Evidence(motion="calm"), ("none",)),
        (Evidence(motion="flashing"), ("flashing", "noMotionSimulationHazard", "noSoundHazard")),
        (Evidence(motion="unknown"), ("unknownFlashingHazard", "noMotionSimulationHazard", "noSoundHazard")),
    ],
)
def test_hazards_are_none_or_one_of_each_family(evidence: Evidence, hazards: tuple[str, ...]) -> None:
    assert claims(evidence).hazards == hazards


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_flashing_is_more_than_three_times_a_second(kind: str) -> None:
    media_type = f"image/{kind.lower()}"
    assert motion_of(moving(("black", "white"), 60, kind), media_type) == "flashing"
    assert motion_of(moving(("black", "white"), 400, kind), media_type) == "calm"
    assert motion_of(moving(("black", "#303030"), 60, kind), media_type) == "calm"
    assert motion_of(moving(("white", "#f4f4f4"), 60, kind), media_type) == "calm"
    assert motion_of(moving(("white",), 60, kind), media_type) == "still"


def test_a_flash_in_a_corner_is_none() -> None:
    frames = []
    for light in ("black", "white"):
        frame = Image.new("RGB", (100, 100), "black")
        frame.paste(Image.new("RGB", (30, 30), light), (0, 0))
        frames.append(frame)
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], duration=60, loop=0, lossless=True)
    assert motion_of(out.getvalue(), "image/webp") == "calm"


def test_what_cannot_be_read_is_unknown_and_drawings_are_looked_at() -> None:
    assert motion_of(b"nothing", "image/gif") == "unknown"
    assert motion_of(b"<svg><animate/></svg>", "image/svg+xml") == "unknown"
    assert motion_of(b"<svg/>", "image/svg+xml") == "still"
    assert worst(["still", "flashing", "unknown"]) == "flashing"
    assert worst([]) == "still"


def test_a_page_claims_what_its_article_has() -> None:
    result = features(everything(), book(everything()).pictures, narrated=True)
    assert {"alternativeText", "MathML", "synchronizedAudioText"} <= set(result.features)
    bare = features(undescribed(), book(undescribed()).pictures, narrated=True)
    assert "alternativeText" not in bare.features
    assert bare.sufficient == (("textual", "visual"),)
    assert "synchronizedAudioText" not in features(minimal(), {}, narrated=False).features
