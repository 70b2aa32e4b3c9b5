"""Word times for narrations that tests make themselves."""

from __future__ import annotations

import re
from itertools import pairwise

from publish.model.narration import WordTime


def word_times(text: str, begin: int, frames: int) -> tuple[WordTime, ...]:
    """The words of a text, each as long as the others, in sample frames."""
    spans = [match.span() for match in re.finditer(r"\S+", text)]
    ends = [begin + frames * n // max(1, len(spans)) for n in range(len(spans) + 1)]
    return tuple(WordTime(*span, *times) for span, times in zip(spans, pairwise(ends), strict=True))
