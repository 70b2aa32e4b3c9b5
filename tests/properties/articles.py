"""Articles drawn by lot: every kind of block and inline, nested. Hypothesis gives the seed."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

from publish.model.article import (
    Abbreviation,
    Article,
    Aside,
    Block,
    Break,
    Cell,
    Code,
    CodeSpan,
    Emphasis,
    Figure,
    Foreign,
    Image,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Math,
    Note,
    NoteRef,
    Paragraph,
    Quote,
    Row,
    Section,
    Sentence,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)

T = TypeVar("T")
_LETTERS = "abc XYZ 0123456789 .,!?—'“”£%é你ع🎉*"


class _Lot:
    def __init__(self, seed: int) -> None:
        self.dice, self.count = Random(seed), 0

    def id(self) -> str:
        self.count += 1
        return f"i{self.count}"

    def words(self) -> str:
        return "".join(self.dice.choices(_LETTERS, k=self.dice.randint(1, 24)))

    def some(self, make: Callable[[], T], most: int = 3, least: int = 0) -> tuple[T, ...]:
        return tuple(make() for _ in range(self.dice.randint(least, most)))

    def inline(self, depth: int = 2) -> Inline:
        kinds: list[Callable[[], Inline]] = [
            lambda: Text(self.words()),
            lambda: Text(self.words()),
            lambda: CodeSpan(self.words()),
            lambda: NoteRef(self.id(), "n", "1"),
            LineBreak,
            lambda: Math("<math/>", self.words()),
        ]
        if depth:
            inner = self.some(lambda: self.inline(depth - 1), 3, 1)
            kinds += [lambda kind=kind: kind(inner) for kind in (Emphasis, Strong, Superscript, Subscript)]  # type: ignore[misc]
            kinds += [
                lambda: Abbreviation(self.words(), inner),
                lambda: Link("https://example.org/", inner),
                lambda: Foreign(self.lang(), inner),
            ]
        return self.dice.choice(kinds)()

    def lang(self) -> str:
        return self.dice.choice(["", "", "", "fr", "de"])

    def sentence(self) -> Sentence:
        tail = self.dice.choice(["", " "])
        return Sentence(self.id(), self.some(self.inline, 3, 1), tail, self.lang())

    def sentences(self, least: int = 0) -> tuple[Sentence, ...]:
        return self.some(self.sentence, 3, least)

    def cell(self) -> Cell:
        scope = self.dice.choice(["", "col", "row"])
        return Cell(self.sentences(), scope, self.dice.randint(1, 3), self.dice.randint(1, 3))  # type: ignore[arg-type]

    def rows(self) -> tuple[Row, ...]:
        return self.some(lambda: Row(self.id(), self.some(self.cell, 4)))

    def figure(self) -> Figure:
        image = Image("a.png", self.dice.choice(["", "a.png"]))
        source = self.dice.choice(["caption", "decorative", "none"])
        lead = self.dice.choice(["", "A lead"])
        return Figure(self.id(), image, self.words(), lead, source, self.sentences(), self.sentences())  # type: ignore[arg-type]

    def item(self, depth: int) -> ListItem:
        return ListItem(self.id(), self.sentences(), self.blocks(depth), self.sentences())

    def block(self, depth: int = 2) -> Block:
        kinds: list[Callable[[], Block]] = [
            lambda: Paragraph(self.id(), self.sentences(1), self.lang()),
            lambda: Code(self.id(), self.words(), "python"),
            lambda: Break(self.id()),
            lambda: Table(self.id(), self.rows(), self.rows(), self.sentences()),
            self.figure,
        ]
        if depth:
            style = self.dice.choice(["ordered", "unordered", "definition"])
            kinds += [
                lambda: List(self.id(), style, self.some(lambda: self.item(depth - 1))),  # type: ignore[arg-type]
                lambda: Quote(self.id(), self.blocks(depth - 1), self.sentences()),
                lambda: Aside(self.id(), self.sentences(), self.blocks(depth - 1)),
                lambda: Note(self.id(), self.dice.choice(["", "1", "*"]), self.blocks(depth - 1)),
            ]
        return self.dice.choice(kinds)()

    def blocks(self, depth: int = 2) -> tuple[Block, ...]:
        return self.some(lambda: self.block(depth))

    def section(self, depth: int = 1) -> Section:
        inner = self.some(lambda: self.section(depth - 1), 2) if depth else ()
        return Section(self.id(), self.sentences(), self.blocks(), inner)

    def article(self) -> Article:
        lang = self.dice.choice(["en-GB", "fr", "ar", "zh"])
        return Article("x", lang, "Title", self.some(self.section, 3, 1), bylines=("Ann",))


def articles() -> st.SearchStrategy[Article]:
    return st.integers(0, 2**32).map(lambda seed: _Lot(seed).article())
