"""An article as a value: what every reader returns and every writer takes.

Ids are fixed once, by the reader. A sentence's id is the id of its span in the
XHTML, the text target of the overlay, the cue of the transcript and the deep
link of the player.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from publish.model.digest import LATER

# --- inlines ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Characters, with white space already collapsed as HTML does."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Superscript:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Subscript:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An `abbr`; `title` is its expansion, "" when the page gives none."""

    title: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of the article (absolute http, https or mailto), or to an id in it ("#id")."""

    href: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class CodeSpan:
    text: str


@dataclass(frozen=True, slots=True)
class NoteRef:
    """The mark that points to a note: `id` is its own, `note_id` the note's, `label` what is shown."""

    id: str
    note_id: str
    label: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language than the text around them."""

    lang: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Math:
    """A formula: `mathml` is one well-formed `math` element, `spoken` the words for it."""

    mathml: str
    spoken: str
    display: bool = False


@dataclass(frozen=True, slots=True)
class LineBreak:
    pass


Inline = (
    Text
    | Emphasis
    | Strong
    | Superscript
    | Subscript
    | Abbreviation
    | Link
    | CodeSpan
    | NoteRef
    | Foreign
    | Math
    | LineBreak
)

Nesting = Emphasis | Strong | Superscript | Subscript | Abbreviation | Link | Foreign
"""The inlines that hold inlines, in `children`."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: the unit that is spoken, lit up and linked to.

    `tail` is the white space between it and the next sentence of its block:
    " ", or "" at the end of the block and in scripts that use no spaces.
    """

    id: str
    inlines: tuple[Inline, ...]
    tail: str = ""
    lang: str = ""


# --- blocks ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    id: str
    sentences: tuple[Sentence, ...]
    lang: str = ""


@dataclass(frozen=True, slots=True)
class ListItem:
    """`term` is filled in definition lists only; `blocks` holds what follows the first text.

    `number` is what the page gives an item that does not follow the one before it by one.
    """

    id: str
    sentences: tuple[Sentence, ...] = ()
    blocks: tuple[Block, ...] = ()
    term: tuple[Sentence, ...] = ()
    number: int | None = field(default=None, metadata=LATER)


Marker = Literal["1", "a", "A", "i", "I"]
"""How the items of a list are numbered, as the attribute `type` of an `ol` says it."""


@dataclass(frozen=True, slots=True)
class List:
    """`start` is the number of the first item; `publish.model.walk.labels` has what stands before each."""

    id: str
    style: Literal["ordered", "unordered", "definition"]
    items: tuple[ListItem, ...]
    start: int = 1
    lang: str = ""
    marker: Marker = field(default="1", metadata=LATER)


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation; `attribution` stands outside the quoted words."""

    id: str
    blocks: tuple[Block, ...]
    attribution: tuple[Sentence, ...] = ()
    lang: str = ""


AltSource = Literal["caption", "author", "author+caption", "config", "decorative", "none"]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: `src` as the source names it, `name` the file name in the products.

    `name` is "" while the picture is not resolved, and stays so when it cannot
    be loaded. Sizes are in pixels.
    """

    src: str
    name: str = ""
    media_type: str = ""
    width: int = 0
    height: int = 0
    animated: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its words.

    `alt` is the final alt text. `alt_lead` is that part of it which the
    caption does not say: it is spoken before the caption, so that nothing is
    heard twice. The element id of the picture itself is `image_id`.
    """

    id: str
    image: Image
    alt: str = ""
    alt_lead: str = ""
    alt_source: AltSource = "none"
    caption: tuple[Sentence, ...] = ()
    credit: tuple[Sentence, ...] = ()
    lang: str = ""

    @property
    def image_id(self) -> str:
        return f"{self.id}-img"

    @property
    def decorative(self) -> bool:
        return self.alt_source == "decorative"


@dataclass(frozen=True, slots=True)
class Cell:
    sentences: tuple[Sentence, ...]
    scope: Literal["", "col", "row", "colgroup", "rowgroup"] = ""
    colspan: int = 1
    rowspan: int = 1
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; its id is what the overlay lights up."""

    id: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    id: str
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    caption: tuple[Sentence, ...] = ()
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    id: str
    text: str
    language: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """A box beside the text that belongs to the article."""

    id: str
    heading: tuple[Sentence, ...]
    blocks: tuple[Block, ...]
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote's body. `refs` are the ids of the marks that point to it, in order."""

    id: str
    label: str
    blocks: tuple[Block, ...]
    refs: tuple[str, ...] = ()
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    id: str
    lang: str = ""


Block = Paragraph | List | Quote | Figure | Table | Code | Aside | Note | Break


# --- the whole -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it.

    A first section may lack a heading, and so does one that goes on with what
    a box interrupted.
    """

    id: str
    heading: tuple[Sentence, ...]
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()

    @property
    def resumed(self) -> bool:
        """Whether it goes on after a box; a first section without heading is the introduction."""
        return not self.heading and self.id != "introduction"


@dataclass(frozen=True, slots=True)
class Article:
    """One article.

    `lang` is a BCP 47 tag. `published` and `modified` are ISO 8601, "" when
    unknown. The notes that a top-level section refers to stand at its end.
    """

    slug: str
    lang: str
    title: str
    sections: tuple[Section, ...]
    standfirst: tuple[Sentence, ...] = ()
    bylines: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    publisher: str = ""
    url: str = ""
    description: str = ""
    rights: str = ""
    subjects: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """Its language, by the name that JSON has for it."""
        return self.lang

    @property
    def published_on(self) -> date | None:
        """The day on which it was published, as its page says; None when unknown."""
        return _day(self.published)

    @property
    def modified_on(self) -> date | None:
        """The day on which it was last changed, as its page says; None when unknown."""
        return _day(self.modified)


def _day(text: str) -> date | None:
    """The day of an ISO 8601 date or time."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes behind an `Image.name`, in a form that EPUB 3.3 allows."""

    name: str
    media_type: str
    data: bytes
