"""What a book says of itself: identity, dates, people, and claims that the book bears out."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from publish.epub.check.epubcheck_ace import Finding, Judgement
from publish.epub.check.opened import open_book
from publish.epub.check.verdict import CLAIM, Verdict, certify, display
from publish.epub.metadata import canonical, identifier, modified
from publish.epub.package import unpack
from publish.epub.write import write_text_edition
from publish.errors import CheckError
from publish.model.article import Paragraph, Section, Sentence, Text
from tests.epub.articles import book, everything, minimal
from tests.epub.books import NAMES, built, look
from tests.needs import ROOT


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://News.Example.org:443/tide?utm_source=x&id=7#top", "https://news.example.org/tide?id=7"),
        ("HTTP://example.org:80", "http://example.org/"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("https://example.org/A?b=&fbclid=1", "https://example.org/A?b="),
        (
            "https://www.bbc.co.uk/news/uk-1?at_medium=RSS&at_campaign=KARANGA",
            "https://www.bbc.co.uk/news/uk-1",
        ),
    ],
)
def test_an_address_has_one_spelling(url: str, expected: str) -> None:
    assert canonical(url) == expected


def test_the_identifier_comes_from_the_address_alone() -> None:
    article = everything()
    same = replace(article, title="Other", url="https://news.example.org/tide?id=7", modified="2030-01-01")
    assert identifier(article) == identifier(same) == "urn:uuid:419bb2c6-8b64-5e58-8c0b-d35540bc2b9d"
    assert identifier(article, "read-aloud") != identifier(article)
    assert identifier(minimal()) != identifier(replace(minimal(), slug="other"))


def test_the_date_of_change_is_the_articles_in_utc() -> None:
    assert modified(book(everything())) == datetime(2023, 3, 22, 8, 0, tzinfo=UTC)
    unchanged = replace(book(everything()), article=replace(everything(), modified=""))
    assert modified(unchanged) == datetime(2023, 3, 21, 5, 30, tzinfo=UTC)


def test_without_dates_source_date_epoch_stands_in() -> None:
    assert look("minimal").values("dcterms:modified") == ("2023-11-14T22:13:20Z",)


def test_people_have_their_roles() -> None:
    opened = look("everything-aloud")
    roles = [(m.get("refines"), m.text) for m in opened.metas("role")]
    assert roles == [("#creator1", "aut"), ("#creator2", "aut")]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_claimed_is_what_the_book_bears_out(name: str) -> None:
    """Each claim against a fact about the test article, not against the code that makes claims."""
    opened = look(name)
    features = set(opened.values("schema:accessibilityFeature"))
    sufficient = set(opened.values("schema:accessModeSufficient"))
    undescribed = name in ("issue", "undescribed", "undescribed-aloud")
    pictures = not name.startswith("minimal")
    assert ("alternativeText" in features) == (pictures and not undescribed)
    assert ("synchronizedAudioText" in features) == name.endswith("-aloud")
    assert ("MathML" in features) == (name.startswith("everything") or name == "issue")
    assert ("textual" in sufficient) == (not undescribed)
    announced = name.startswith("everything")  # it holds three lines of code
    assert ("auditory" in sufficient) == (name.endswith("-aloud") and not undescribed and not announced)
    assert ("visual" in opened.values("schema:accessMode")) == pictures
    assert "auditory" not in opened.values("schema:accessMode")
    assert opened.values("schema:accessibilityHazard") == ("none",)
    assert len(opened.values("schema:accessibilitySummary")) == 1


def test_the_summary_says_what_is_missing_in_the_language_of_the_book() -> None:
    assert (
        "Pictures without a text alternative: 1 of 1."
        in look("undescribed").values("schema:accessibilitySummary")[0]
    )
    assert "صوت آلي" in look("arabic-aloud").values("schema:accessibilitySummary")[0]


def test_the_summary_says_that_code_is_not_read() -> None:
    reported = look("everything-aloud").values("schema:accessibilitySummary")[0]
    assert "A synthetic voice reads the text, sentence by sentence in step with it." in reported
    assert "Code is announced and not read." in reported
    assert "all of it" not in reported


def test_the_summary_says_that_alternatives_are_captions() -> None:
    reported = look("arabic").values("schema:accessibilitySummary")[0]
    assert "هو شرحها" in reported


def test_a_narrator_stands_once() -> None:
    opened = look("everything-aloud")
    assert opened.values("media:narrator")
    assert not any(str(element.tag).endswith("contributor") for element in opened.package.iter())


def test_a_reader_shows_what_the_metadata_say() -> None:
    shown = {group.group: group.statements for group in display(built("everything-aloud"))}
    assert shown["Ways of reading"] == (
        "Appearance can be modified",
        "Readable in read aloud or dynamic braille",
        "Has alternative text",
        "Prerecorded audio synchronized with text",
    )
    assert shown["Conformance"] == ("No information is available",)
    assert shown["Hazards"] == ("No hazards",)
    assert len(shown["Navigation"]) == 2
    less = {group.group: group.statements for group in display(built("undescribed"))}
    assert less["Ways of reading"][1] == "May not be fully readable in read aloud or dynamic braille"


# --- certification ---------------------------------------------------------


def verdict(*judgements: Judgement) -> Verdict:
    return Verdict("book.epub", judgements, (), ())


CLEAN = verdict(Judgement("EPUBCheck", "5.3.0"), Judgement("Ace", "1.4.6"))
ABSENT = verdict(Judgement("EPUBCheck", "5.3.0"), Judgement("Ace", absent="not here"))
FAULTY = verdict(
    Judgement("EPUBCheck", "5.3.0"), Judgement("Ace", "1.4.6", (Finding("warning", "epub-lang", "", "no"),))
)


def test_a_clean_and_reviewed_book_carries_the_claim_and_its_certifier() -> None:
    data = certify(built("everything"), "Ada Lorne", "https://example.org/review", lambda path: CLEAN)
    opened = open_book(unpack(data))
    assert opened.values("dcterms:conformsTo") == (CLAIM,)
    assert opened.values("a11y:certifiedBy") == ("Ada Lorne",)
    assert "No person" not in opened.values("schema:accessibilitySummary")[0]
    assert {g.group: g.statements for g in display(data)}["Conformance"] == (
        "This publication meets accepted accessibility standards",
        "The publication was certified by Ada Lorne",
        CLAIM,
    )


@pytest.mark.parametrize("wanted", [ABSENT, FAULTY])
def test_a_book_that_is_not_clean_or_not_judged_is_not_certified(wanted: Verdict) -> None:
    with pytest.raises(CheckError):
        certify(built("everything"), "Ada Lorne", "https://example.org/review", lambda path: wanted)


def test_nobody_certifies_without_a_review() -> None:
    with pytest.raises(CheckError, match="review"):
        certify(built("everything"), "Ada Lorne", "", lambda path: CLEAN)


@pytest.mark.slow
def test_a_certified_book_is_still_clean() -> None:
    from tests.epub.books import epubcheck

    data = certify(built("everything"), "Ada Lorne", "https://example.org/review", lambda path: CLEAN)
    assert epubcheck(data) == []


# --- the same bytes --------------------------------------------------------

PROGRAM = """
import hashlib, sys
from tests.epub.books import NAMES, built
print(*(hashlib.sha256(built(name)).hexdigest() for name in NAMES))
"""


@pytest.mark.slow
def test_the_same_bytes_in_any_time_zone_locale_and_hash_seed() -> None:
    seen = set()
    for zone, locale, seed in (("Pacific/Kiritimati", "C", "1"), ("America/St_Johns", "tr_TR.UTF-8", "77")):
        there = {**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env=there,
            cwd=Path(ROOT),
            capture_output=True,
            text=True,
            check=True,
        )
        seen.add(done.stdout)
    assert len(seen) == 1
    assert len(set(seen.pop().split())) == len(NAMES)


def test_what_goes_on_after_a_box_stands_in_the_contents() -> None:
    def part(id: str, heading: str) -> Section:
        spoken = (Sentence(f"{id}-h1", (Text(heading),)),) if heading else ()
        return Section(id, spoken, (Paragraph(f"{id}-p", (Sentence(f"{id}-p-s1", (Text("Words."),)),)),))

    whole = everything()
    parts = (part("introduction", ""), part("analysis", "Analysis"), part("introduction-2", ""))
    boxed = open_book(unpack(write_text_edition(book(replace(whole, sections=parts)))))
    result = boxed.navigation()
    assert result is not None
    labels = ["".join(map(str, a.itertext())) for a in result[1].iter("{http://www.w3.org/1999/xhtml}a")]
    assert f"{whole.title}, continued" in labels
    assert "structuralNavigation" not in boxed.values("schema:accessibilityFeature")
