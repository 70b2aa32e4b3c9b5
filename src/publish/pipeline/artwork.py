"""The covers of an article, drawn once for its title and first picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from publish.covers import studio
from publish.draft.picture_settings import matches
from publish.model.article import Article, Picture
from publish.model.walk import figures
from publish.pipeline.digest import of_value
from publish.pipeline.prepare import Prepared, kept
from publish.pipeline.steps import Step, step
from publish.pipeline.store import Store

Shape = Literal["portrait", "square"]


@dataclass(frozen=True, slots=True)
class Artwork:
    """What covers are drawn from: the article without its content, and the picture they show."""

    names: Article
    picture: Picture | None
    digest: str

    def step(self, shape: Shape) -> Step:
        return step("cover", shape, seen=self.digest)

    def drawn(self, shape: Shape, store: Store) -> Picture:
        """A cover as JPEG, out of the store or drawn now. Raises StoreError."""
        return kept(store, self.step(shape), Picture, lambda: studio.draw(shape, self.names, self.picture))


def artwork(prepared: Prepared) -> Artwork:
    """The artwork of a prepared article."""
    picture = cover_picture(prepared.article, prepared.pictures, prepared.overrides.cover_picture)
    names = replace(prepared.article, sections=(), standfirst=())
    return Artwork(names, picture, of_value((names, picture)))


def cover_picture(article: Article, pictures: Mapping[str, Picture], named: str = "") -> Picture | None:
    """The picture for the cover: the one that the settings name, else the first shown with words."""
    shown = [figure for figure in figures(article) if figure.image.name in pictures]
    chosen = [figure for figure in shown if named and matches(named, [figure.image.src])]
    figure = next((each for each in (*chosen, *shown) if each in chosen or not each.decorative), None)
    return pictures[figure.image.name] if figure else None
