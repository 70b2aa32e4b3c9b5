"""The prose behind the headline stays, whatever the elements round it are called."""

from __future__ import annotations

from publish.html import dom
from publish.html.extract.main_content import opening_words, widened
from publish.html.removals import Losses
from tests.html.extract.test_clutter import PROSE, shown

_LONG = PROSE.replace(".</p>", ", and so it was written down by the harbour master that night.</p>")
_OTHER = "".join(
    f"<p>The bakers of the town met for the {n}th time, and none of them agreed.</p>" for n in range(40)
)


def _remove_boxes(root: dom.Node) -> None:
    for node in root.find_all("div", "aside"):
        node.remove()


def test_an_article_in_a_box_named_as_advertising_stays() -> None:
    story = _LONG + _LONG.replace("ferry", "bell")
    text = shown(f"<h1>The ferry waits</h1><div class=sponsored>{story}</div><div>{_OTHER}</div>")
    assert "forty people" in text


def test_an_article_beside_a_longer_body_of_another_stays() -> None:
    text = shown(
        f"<div><h1>The ferry waits</h1><div>{_LONG}</div></div><div class=entry-content>{_OTHER}</div>"
    )
    assert "forty people" in text


def test_the_words_behind_the_headline_are_counted_in_every_element() -> None:
    root = dom.parse(
        f"<div id=a><p>{'Before it all. ' * 9}</p></div><h1>The ferry</h1><div id=b>{PROSE}</div>"
    )
    words = opening_words(root, "The ferry")
    first, second = root.find_all("div")
    assert first not in words
    assert words[second] == words[root] > 40


def test_without_a_headline_nothing_is_counted() -> None:
    assert opening_words(dom.parse(f"<h1>The goats</h1>{PROSE}"), "A ship") == {}


def test_a_step_may_not_remove_most_of_the_prose_and_each_removal_is_recorded() -> None:
    root = dom.parse(
        f"<h1>The ferry</h1><i>x</i><div class=a>{PROSE}</div><aside class='ad box'>Buy it</aside>"
    )
    losses = Losses(opening_words(root, "The ferry"))
    losses.of("boxes", _remove_boxes, root)
    assert [str(removal)[:34] for removal in losses.removals] == [
        'boxes would have removed <div> "a"',
        'boxes removed <aside> "ad box": Bu',
    ]
    assert [node.tag for node in root.find_all("h1", "i", "div", "aside")] == ["h1", "i", "div"]


def test_comments_may_go_however_long() -> None:
    root = dom.parse(f"<h1>The ferry</h1><p>It left.</p><div class=comments>{PROSE}</div>")
    losses = Losses(opening_words(root, "The ferry"))
    losses.of("boxes", _remove_boxes, root)
    assert not any(removal.refused for removal in losses.removals)


def test_a_body_without_the_prose_gives_way_to_the_element_round_both() -> None:
    root = dom.parse("<section><div>a</div><p>b</p></section>")
    (section,), (div,), (line,) = root.find_all("section"), root.find_all("div"), root.find_all("p")
    assert widened(div, {line: 50.0, section: 50.0, root: 50.0}) is section
    assert widened(line, {line: 50.0, section: 50.0, root: 50.0}) is line
    assert widened(div, {}) is div
