"""An article on one web page as evidence for accessibility claims."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from publish.accessibility.claims import Accessibility, Evidence, claims
from publish.accessibility.motion import motion_of, worst
from publish.model.article import Article, Math, Picture
from publish.model.walk import figures, sections


def features(
    article: Article, pictures: Mapping[str, Picture], narrated: bool, complete: bool = True
) -> Accessibility:
    """The claims for a web page that shows all of an article, with a list of its sections.

    `pictures` are by file name; `narrated` says whether it is also heard in step, and `complete` whether
    that is all of it.
    """
    shown = tuple(figure for figure in figures(article) if not figure.decorative)
    described = sum(bool(figure.alt) for figure in shown)
    used = {figure.image.name for figure in figures(article)} & pictures.keys()
    return claims(
        Evidence(
            pictures=len(shown),
            described=described,
            toc=True,
            headed_sections=not any(section.resumed for section in sections(article.sections)),
            in_order=True,
            transformable=True,
            aria=True,
            math=holds_math(article),
            unlocked=True,
            narrated=narrated,
            narrated_fully=narrated and complete and described == len(shown),
            motion=worst(motion_of(pictures[name].data, pictures[name].media_type) for name in sorted(used)),
        )
    )


def holds_math(part: object) -> bool:
    """Whether a formula stands anywhere in a part of an article."""
    if isinstance(part, Math):
        return True
    if isinstance(part, tuple):
        return any(map(holds_math, part))
    if dataclasses.is_dataclass(part):
        return any(holds_math(getattr(part, field.name)) for field in dataclasses.fields(part))
    return False
