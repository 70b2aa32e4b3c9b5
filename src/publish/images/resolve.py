"""An article's pictures: each fetched once, verified, converted, and named by its content."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from publish.errors import PublishError
from publish.images.picture import (
    LONGEST_SIDE,
    MAX_BYTES,
    MAX_PICTURES,
    MAX_PIXELS,
    Converted,
    PictureError,
    kind_of,
    unpacked,
)
from publish.model.article import Article, Figure, Picture
from publish.model.problem import Problem, problem
from publish.model.text import shortened
from publish.model.walk import map_blocks

_SPACER_PIXELS = 8
_MORE = "set pictures.most in publish.toml to have more"


@dataclass(frozen=True, slots=True)
class Resolved:
    """The article with its images named, their bytes sorted by name, and what could not be loaded."""

    article: Article
    pictures: tuple[Picture, ...]
    problems: tuple[Problem, ...]


def resolve(
    article: Article,
    fetch: Callable[[str], bytes],
    *,
    longest_side: int = LONGEST_SIDE,
    max_pixels: int = MAX_PIXELS,
    most: int = MAX_PICTURES,
    where: str = "",
) -> Resolved:
    """The article with every picture that can be loaded.

    `fetch` gives the bytes behind a `src` or raises a PublishError.
    `longest_side` (pixels) is what bigger pictures are scaled to, `most` how
    many different ones are taken. `where` names the source in problems. A
    picture that cannot be loaded keeps the name "", its caption and its place; a
    spacer without any words is left out.
    """
    desk = _Desk(fetch, longest_side, max_pixels, most, where or article.slug)
    finished = map_blocks(article, lambda block: desk.figure(block) if isinstance(block, Figure) else block)
    pictures = tuple(desk.pictures[name] for name in sorted(desk.pictures))
    return Resolved(finished, pictures, tuple(desk.problems))


class _Desk:
    """Works through the figures of one article, and remembers what it saw."""

    def __init__(
        self, fetch: Callable[[str], bytes], longest_side: int, max_pixels: int, most: int, where: str
    ) -> None:
        self.pictures: dict[str, Picture] = {}
        self.problems: list[Problem] = []
        self._fetch, self._where, self._most = fetch, where, most
        self._longest_side, self._max_pixels = longest_side, max_pixels
        self._seen: dict[str, Converted | None] = {}

    def figure(self, figure: Figure) -> Figure | None:
        """The figure with its image named; None for a spacer."""
        src = figure.image.src
        if not src:
            return figure
        if src not in self._seen:
            self._seen[src] = self._converted(src)
        picture = self._seen[src]
        if picture is None:
            return figure
        if max(picture.width, picture.height) <= _SPACER_PIXELS and not (
            figure.alt or figure.caption or figure.credit
        ):
            self._tell(
                "IMG-008",
                src,
                f"has {picture.width} by {picture.height} pixels and no words; it was left out",
            )
            return None
        name = f"img-{hashlib.sha256(picture.data).hexdigest()[:12]}.{picture.extension}"
        self.pictures[name] = Picture(name, picture.media_type, picture.data)
        image = replace(
            figure.image,
            name=name,
            media_type=picture.media_type,
            width=picture.width,
            height=picture.height,
            animated=picture.animated,
        )
        return replace(figure, image=image)

    def _converted(self, src: str) -> Converted | None:
        if len(self._seen) >= self._most:
            self._tell("IMG-005", src, f"was left out: an article may have {self._most} pictures", _MORE)
            return None
        try:
            picture = make(self._fetch(src), self._longest_side, self._max_pixels)
        except PictureError as error:
            self._tell(error.code, src, error.message, error.help)
            return None
        except PublishError as error:
            help_ = error.help or "put the file beside the page"
            own = error.subject in (src, shortened(src, 120))  # and not joined to the page's address
            reason = error.predicate if own else f"could not be loaded: {error.message}"
            self._tell("IMG-001", src, reason, help_)
            return None
        for code, message in picture.changes:
            self._tell(code, src, message)
        return picture

    def _tell(self, code: str, src: str, message: str, help: str = "") -> None:
        self.problems.append(problem(code, self._where, f'image "{shortened(src, 120)}" {message}', help))


def make(data: bytes, longest_side: int = LONGEST_SIDE, max_pixels: int = MAX_PIXELS) -> Converted:
    """A picture fit for a book from the bytes of any. Raises PictureError."""
    if len(data) > MAX_BYTES:
        raise PictureError(
            f"has {len(data) >> 20} MB", f"make it smaller than {MAX_BYTES >> 20} MB", "IMG-004"
        )
    data = unpacked(data)
    kind = kind_of(data)
    if kind == "SVG":
        from publish.images.svg import make_svg

        return make_svg(data, longest_side)
    from publish.images.raster import make_raster

    return make_raster(data, kind, longest_side, max_pixels)
