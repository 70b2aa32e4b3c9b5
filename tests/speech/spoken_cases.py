"""Tables of written text and how it may be said, and how the two are compared.

Figures in words are compared without capitals, punctuation and "and", hyphens
as spaces, "per cent" as "percent".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

CASES = Path(__file__).parent / "cases"


def heard(text: str) -> str:
    """What of a text counts in a comparison."""
    text = text.lower().replace("-", " ").replace("per cent", "percent")
    words = re.sub(r"[^\w\s]|_", "", text).split()
    return " ".join(word for word in words if word != "and")


def table(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Rows of written text and the forms accepted for it; "# " begins a remark."""
    for line in path.read_text("utf-8").splitlines():
        if "\t" in line:
            written, accepted = line.split("\t")[-2:]
            yield written, tuple(accepted.split("|"))


def right(said: str, accepted: tuple[str, ...]) -> bool:
    """Whether what is said sounds like one of the accepted forms.

    Where a word ends inside a number is not heard ("zwei hundert", "zweihundert");
    single letters are spelt, so their spaces count.
    """
    return _run_together(said) in {_run_together(form) for form in accepted}


def _run_together(text: str) -> str:
    return re.sub(r"(?<=\w\w) (?=\w\w)", "", heard(text))
