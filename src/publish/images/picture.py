"""A converted picture, and the limits on pictures."""

from __future__ import annotations

from dataclasses import dataclass

from publish.errors import ImageError

MAX_BYTES = 40 * 1024 * 1024
MAX_PIXELS = 80_000_000
MAX_PICTURES = 400
LONGEST_SIDE = 1600


@dataclass(frozen=True, slots=True)
class Made:
    """A picture ready for the products: its bytes, kind and size, and codes of what was changed about it."""

    data: bytes
    media_type: str
    extension: str
    width: int
    height: int
    animated: bool = False
    changes: tuple[tuple[str, str], ...] = ()


class PictureError(ImageError):
    """A picture that cannot be used; `code` is that of its problem."""

    def __init__(self, message: str, help: str = "", code: str = "IMG-003") -> None:
        super().__init__(message, help)
        self.args = (message, help, code)
        self.code = code
