"""Page and Reading: what a reader is given and what it returns."""

from __future__ import annotations

from dataclasses import dataclass, field

from publish.config import Overrides
from publish.model.article import Article
from publish.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Page:
    """A page as characters.

    `where` is how messages name it ("source/heat.html"). `url` is the address
    that relative ones count from, "" when unknown. `language_hint` is what the
    server's Content-Language said. `problems` were met while it was loaded.
    `written` is what its author wrote, where that is not the page itself.
    `beside` are the files beside the page that it names, as it names them.
    `further` are the pages on which the article goes on, in order.
    """

    slug: str
    where: str
    text: str
    url: str = ""
    overrides: Overrides = field(default_factory=Overrides)
    language_hint: str = ""
    problems: tuple[Problem, ...] = ()
    written: str = ""
    beside: tuple[str, ...] = ()
    further: tuple[Page, ...] = ()

    @property
    def source(self) -> str:
        """The text in which messages count lines."""
        return self.written or self.text


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, and everything about it that its maker or reader should know.

    `left_out` are passages of the page that are not in it, each as far as `PASSAGE` characters.
    """

    article: Article
    problems: tuple[Problem, ...] = ()
    left_out: tuple[str, ...] = ()


PASSAGE = 1000
