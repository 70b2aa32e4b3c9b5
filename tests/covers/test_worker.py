"""The studio: the same bytes from a process of its own, and a cover whatever becomes of that."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from publish.covers import worker
from publish.covers.draw import portrait, show_artwork
from publish.covers.worker import Studio
from publish.model.article import Article, Picture

NAMES = Article("t", "en", "Shade in the city", (), publisher="The Harbour Desk")


@pytest.fixture
def studio() -> Iterator[Studio]:
    result = Studio()
    yield result
    result.close()


@pytest.mark.slow
def test_a_cover_is_the_same_from_its_process_and_from_ours(studio: Studio) -> None:
    wrong = Picture("x.png", "image/png", b"no picture")
    studio.begin()
    studio.begin()
    assert studio._process is not None
    assert studio.draw("portrait", NAMES, wrong) == portrait(NAMES)
    assert studio.draw("show_artwork", "Read aloud", "", "en") == show_artwork("Read aloud")
    assert studio._process.poll() is None


def test_a_process_that_died_costs_no_cover(studio: Studio) -> None:
    studio.begin()
    assert studio._process is not None
    studio._process.kill()
    studio._process.wait()
    assert studio.draw("portrait", NAMES) == portrait(NAMES)


def test_a_process_that_never_answers_costs_no_cover(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "LIMIT_S", 0.1)
    studio.begin()
    assert studio._process is not None
    os.kill(studio._process.pid, signal.SIGSTOP)
    assert studio.draw("portrait", NAMES) == portrait(NAMES)
    assert studio._process is None


def test_a_process_whose_pipes_the_limit_closed_costs_no_cover(studio: Studio) -> None:
    studio.begin()
    assert studio._process is not None
    studio._process.end()
    assert studio.draw("portrait", NAMES) == portrait(NAMES)
    assert studio._process is None


def test_what_cannot_be_drawn_is_told_by_our_own_process(studio: Studio) -> None:
    studio.begin()
    with pytest.raises(AttributeError):
        studio.draw("portrait", None)
    assert studio.draw("portrait", NAMES) == portrait(NAMES)


def test_without_a_process_covers_are_drawn_here(studio: Studio) -> None:
    assert studio.draw("portrait", NAMES) == portrait(NAMES)
