"""Rules about alt texts and captions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.check.view import Look, start
from publish.model.article import Figure
from publish.model.problem import Problem, problem

LONG_ALT_CHARACTERS = 500
_EMPTY_ALT = re.compile(
    r"(?:an? |the )?(?:image|img|photo|picture|pic|graphic|bild|foto|imagen|figure|icon|logo)\s*\d*\.?"
    r"|[\w%+() -]+\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?|heic)\.?|(?:img|dsc|dscn|p)[_-]?\d{3,}\.?"
    r"|(?:untitled|alt|placeholder)\.?|https?://\S+",
    re.IGNORECASE,
)


def saying_nothing(look: Look) -> Iterator[Problem]:
    for figure in figures(look):
        if figure.alt and _EMPTY_ALT.fullmatch(figure.alt.strip()):
            message = f'image "{name(figure)}" has alt text that says nothing: "{start(figure.alt)}"'
            yield problem("A11Y-001", look.at(figure.id, figure.image.src), message, set_alt(look, figure))


def long_alt(look: Look) -> Iterator[Problem]:
    for figure in figures(look):
        if len(figure.alt) > LONG_ALT_CHARACTERS:
            message = f'image "{name(figure)}" has alt text of {len(figure.alt)} characters'
            help_ = "say what matters in a sentence or two, and the rest in the text"
            yield problem("A11Y-002", look.at(figure.id, figure.image.src), message, help_)


def figures(look: Look) -> Iterator[Figure]:
    return (block for block in look.blocks if isinstance(block, Figure) and not block.decorative)


def name(figure: Figure) -> str:
    src = figure.image.src.split("?")[0]
    return start(src if src.startswith("data:") else src.rsplit("/", 1)[-1])


def set_alt(look: Look, figure: Figure) -> str:
    if look.written:
        return f"write what it shows between the square brackets: ![...]({name(figure)})"
    return f'add alt="...", or write [images."{name(figure)}"] alt = "..." in {look.article.slug}.toml'
