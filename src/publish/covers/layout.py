"""Lines of text that fit a box, by measured widths."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from publish.covers.fonts import width

_LEADING = 1.18


@dataclass(frozen=True, slots=True)
class Lines:
    """Text broken for one size; `size` and `height` in pixels."""

    lines: tuple[str, ...]
    size: int
    leading: int

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)

    def longest(self, weight: int) -> float:
        """The width in pixels of the longest line."""
        return self.size * max((width(line, weight) for line in self.lines), default=0.0)


def fit(text: str, weight: int, box: tuple[int, int], sizes: tuple[int, int]) -> Lines:
    """The text in the largest size between `sizes` (largest first) that fits `box` (width, height) in pixels.

    In the smallest size, what does not fit is cut and ends in an ellipsis.
    """
    largest, smallest = sizes
    size = largest
    while size > smallest:
        lines = _break(text, weight, box[0] / size)
        set_in = Lines(tuple(lines), size, round(size * _LEADING))
        if set_in.height <= box[1] and set_in.longest(weight) <= box[0]:
            return set_in
        size -= max(1, size // 24)
    leading = round(smallest * _LEADING)
    lines = _break(text, weight, box[0] / smallest)
    room = max(1, box[1] // leading)
    if len(lines) > room:
        lines = [*lines[: room - 1], _shorten(lines[room - 1] + " …", weight, box[0] / smallest)]
    return Lines(tuple(_shorten(line, weight, box[0] / smallest) for line in lines), smallest, leading)


def _break(text: str, weight: int, ems: float) -> list[str]:
    """Lines no wider than `ems`, as even as a first fit in a narrower measure makes them."""
    pieces = _pieces(text)
    lines = _first_fit(pieces, weight, ems)
    for share in (0.7, 0.8, 0.9):
        narrower = _first_fit(pieces, weight, ems * share)
        if len(narrower) == len(lines):
            return narrower
    return lines


def _pieces(text: str) -> list[str]:
    """A text cut where a line may end: after spaces and hyphens, and round each ideograph."""
    words = re.findall(r"\S+\s*", text)
    pieces: list[str] = []
    for word in words:
        run = ""
        for character in word:
            wide = unicodedata.east_asian_width(character) in "WF"
            closing = unicodedata.category(character) in ("Pe", "Po", "Pf")
            if wide and run and not closing:
                pieces.append(run)
                run = ""
            run += character
            if character in "-–—/" and len(run) > 3:
                pieces.append(run)
                run = ""
        if run:
            pieces.append(run)
    return pieces


def _first_fit(pieces: list[str], weight: int, ems: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in pieces:
        if line and width((line + piece).rstrip(), weight) > ems:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _shorten(line: str, weight: int, ems: float) -> str:
    while len(line) > 2 and width(line, weight) > ems:
        line = line.rstrip("… ")[:-1].rstrip() + "…"
    return line
