"""Every code about sources, articles and pictures has a page that shows it and one that does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publish.check import check
from publish.config import Config
from publish.images import resolve
from publish.model.problem import CODES, Problem
from publish.reader.load import load, read_any
from publish.reader.origin import locate

CASES = Path(__file__).parent / "cases"
OURS = re.compile(r"(A11Y|TEXT|META|IMG)-|READ-0[01]")
# Shown elsewhere: an error ends the reading, the reader's own tests, a test with hundreds of pictures.
ELSEWHERE = {"META-004", "READ-001", "READ-004", "READ-005", "READ-012", "IMG-005"}
SHOWN = sorted(
    path.stem.removesuffix("-error") for path in CASES.glob("*-error.[ht]*") if path.suffix != ".toml"
)


def problems(name: str) -> tuple[Problem, ...]:
    """All that a build would say of a case before a word is spoken."""
    (path,) = (
        CASES / f"{name}{suffix}" for suffix in (".html", ".txt") if (CASES / f"{name}{suffix}").exists()
    )
    (origin,) = locate([str(path)])
    loaded = load(origin, Config())
    reading = read_any(loaded)
    found = resolve(reading.article, loaded.fetch, where=origin.where)
    return (*reading.problems, *found.problems, *check(found.article, origin.where, loaded.page.text))


@pytest.mark.parametrize("code", SHOWN)
def test_a_code_is_given_where_it_applies(code: str) -> None:
    found = [problem for problem in problems(f"{code}-error") if problem.code == code]
    assert found
    for problem in found:
        assert problem.severity == CODES[code][0]
        assert "\n" not in str(problem)
        assert f"{code}-error." in problem.where


@pytest.mark.parametrize("code", SHOWN)
def test_a_code_is_not_given_where_it_does_not_apply(code: str) -> None:
    found = problems(f"{code}-valid")
    assert code not in {problem.code for problem in found}
    wanted = {problem.code for problem in found if problem.severity != "note"}
    assert wanted <= {"READ-002"}, "the valid case has another problem"


def test_every_code_has_its_cases() -> None:
    ours = {code for code in CODES if OURS.match(code)}
    assert ours - ELSEWHERE == set(SHOWN)
    assert {path.stem for path in CASES.glob("*-valid.[ht]*")} == {f"{code}-valid" for code in SHOWN}


def test_messages_say_the_line_and_what_to_do() -> None:
    (found,) = [problem for problem in problems("A11Y-005-error") if problem.code == "A11Y-005"]
    text = (CASES / "A11Y-005-error.html").read_text("utf-8")
    line = text[: text.index("example.org")].count("\n") + 1
    assert found.where.endswith(f"A11Y-005-error.html:{line}")
    assert found.help
