"""Tables of written text and how it may be said, and how the two are compared.

Figures in words are compared without capitals, punctuation and "and", hyphens
as spaces, "per cent" as "percent", Russian ё as е, Arabic آ as اَ, Vietnamese
tỉ as tỷ, a Hindi nasal before its consonant as anusvara.

`python -m tests.speech.spoken_cases en-GB "a 5k run"` shows which rule of which module says what.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from unicodedata import category
from unittest.mock import patch

from publish.speech import spoken
from publish.speech.rule import Rule

CASES = Path(__file__).parent / "cases"


_SAME = str.maketrans({"ё": "е", "آ": "اَ"})
_NASAL = re.compile("[ङञणनम]्(?=[क-ह])")


def heard(text: str) -> str:
    """What of a text counts in a comparison."""
    text = text.lower().replace("-", " ").replace("per cent", "percent").replace("tỉ", "tỷ").translate(_SAME)
    text = _NASAL.sub("ं", text)
    words = "".join(
        mark for mark in text if mark.isalnum() or mark.isspace() or category(mark)[0] == "M"
    ).split()
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


def trace(text: str, lang: str) -> str:
    """The spoken form of a text, and under it each rule that took part: its module, line and function."""
    steps: list[str] = []
    apply = Rule.apply

    def traced(rule: Rule[object], before: str, dialect: object) -> str:
        after = apply(rule, before, dialect)
        if after != before:
            code = rule.say.__code__
            module = rule.say.__module__.removeprefix("publish.").replace(".", "/")
            steps.append(f"{module}.py:{code.co_firstlineno} {rule.say.__name__}: {before!r} -> {after!r}")
        return after

    with patch.object(Rule, "apply", traced):
        return "\n".join([repr(spoken(text, lang)), *steps])


if __name__ == "__main__":
    sys.stdout.write(trace(sys.argv[2], sys.argv[1]) + "\n")
