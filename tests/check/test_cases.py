"""Every code about sources, articles and pictures has a page that shows it and one that does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publish.check import check
from publish.config import Config
from publish.errors import NoArticleError
from publish.images import resolve
from publish.images.picture import MAX_PICTURES
from publish.model.problem import CODES, Problem, problem
from publish.pipeline.manifest import listed
from publish.sources.load import load, read_any

CASES = Path(__file__).parent / "cases"
OURS = re.compile(r"(A11Y|TEXT|META|IMG)-|READ-0[01]")
FILES = ("-error.html", "-error.txt", "-error.md", "-error.xml")
SHOWN = sorted({path.name[: -len(end)] for end in FILES for path in CASES.glob(f"*{end}")})
MANY = "IMG-005"  # its page has hundreds of pictures and is made here


def problems(name: str) -> tuple[Problem, ...]:
    """All that a build would say of a case before a word is spoken."""
    (path,) = (path for path in CASES.glob(f"{name}.*") if path.suffix in (".html", ".txt", ".md", ".xml"))
    return of(path)


def of(path: Path) -> tuple[Problem, ...]:
    (origin,) = listed([str(path)], Config())
    loaded = load(origin, Config())
    try:
        reading = read_any(loaded)
    except NoArticleError as error:
        return (problem(error.code, origin.where, error.message, error.help),)
    found = resolve(reading.article, loaded.fetch, where=origin.where)
    return (*reading.problems, *found.problems, *check(found.article, origin.where, loaded.page.text))


@pytest.mark.parametrize("code", SHOWN)
def test_a_code_is_given_where_it_applies(code: str) -> None:
    found = [one for one in problems(f"{code}-error") if one.code == code]
    assert found
    for one in found:
        assert one.severity == CODES[code][0]
        assert "\n" not in str(one)
        assert f"{code}-error." in one.where


@pytest.mark.parametrize("code", SHOWN)
def test_a_code_is_not_given_where_it_does_not_apply(code: str) -> None:
    found = problems(f"{code}-valid")
    assert code not in {problem.code for problem in found}
    wanted = {problem.code for problem in found if problem.severity != "note"}
    assert wanted <= {"READ-002"}, "the valid case has another problem"


def test_every_code_has_its_cases() -> None:
    ours = {code for code in CODES if OURS.match(code)}
    assert ours == {*SHOWN, MANY}
    valid = {path.stem for path in CASES.glob("*-valid.*") if path.suffix != ".toml"}
    assert valid == {f"{code}-valid" for code in SHOWN}


@pytest.mark.parametrize(("pictures", "told"), [(MAX_PICTURES + 1, 1), (MAX_PICTURES, 0)])
def test_more_pictures_than_are_taken_are_told(tmp_path: Path, pictures: int, told: int) -> None:
    drawing = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 99 99'/>"
    story = (CASES / "TEXT-001-valid.html").read_text("utf-8")
    figures = "".join(
        f"<figure><img src='map-{n}.svg' alt='Map number {n}'></figure><p>Water stood {n} feet deep here.</p>"
        for n in range(pictures)
    )
    for n in range(pictures):
        (tmp_path / f"map-{n}.svg").write_text(drawing, "utf-8")
    page = tmp_path / "many.html"
    page.write_text(story.replace("</article>", f"{figures}</article>"), "utf-8")
    assert [found.code for found in of(page)].count(MANY) == told


def test_messages_say_the_line_and_what_to_do() -> None:
    (found,) = [problem for problem in problems("A11Y-005-error") if problem.code == "A11Y-005"]
    text = (CASES / "A11Y-005-error.html").read_text("utf-8")
    line = text[: text.index("example.org")].count("\n") + 1
    assert found.where.endswith(f"A11Y-005-error.html:{line}")
    assert found.help


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("ja", "日目、町の橋は川の水で閉鎖されたままだった。"),
        ("th", " วัน สะพานในเมืองยังคงปิดอยู่เพราะน้ำในแม่น้ำ"),
    ],
)
def test_words_are_counted_where_no_spaces_part_them(tmp_path: Path, lang: str, sentence: str) -> None:
    page = tmp_path / "river.html"
    for times, short in ((1, True), (9, False)):
        text = "".join(f"<p>{n}{sentence}</p>" for n in range(times))
        page.write_text(f"<html lang={lang}><title>川</title><article><h1>川</h1>{text}</article>", "utf-8")
        assert ("TEXT-001" in {found.code for found in of(page)}) is short
