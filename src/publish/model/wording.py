"""Parts of messages: "did you mean ...?" for unknown names, and texts cut to a length."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_MOST = 12


def nearest(word: str, known: Iterable[str], alike: float = 0.7) -> str:
    """The known word that is most like one that is not known, "" when none is."""
    spelled = {name.lower(): name for name in known}
    close = difflib.get_close_matches(word.lower(), spelled, 1, alike)
    return spelled[close[0]] if close else ""


def meant(word: str, known: Iterable[str]) -> str:
    """What to do about a word that is not known: the one that is like it, else those there are."""
    names = sorted(known)
    if like := nearest(word, names):
        return f"did you mean {like!r}?"
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return f"those there are: {', '.join(names[:_MOST])}{more}"


def shortened(text: str, length: int = 60) -> str:
    """The beginning of a text, at most `length` characters with the ellipsis."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def shortened_address(src: str) -> str:
    """An address for a message: `data:` addresses and queries can be very long."""
    return src if len(src) <= 120 else f"{src[:100]}…"
