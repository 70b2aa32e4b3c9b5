"""Spoken forms and sentence ends beside other libraries: `python benchmarks/spoken`.

Scores the shared tables (PUBLISH_SHARED, else ../shared) and our own cases with
each library that is installed, and says which are not. The libraries are in the
dependency group `bench`; none of them is needed to run the program.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.needs import ROOT as _CHECKOUT  # noqa: E402
from tests.speech.spoken_cases import CASES, heard, right, table  # noqa: E402

Say = Callable[[str, str], str]
Split = Callable[[str, str], list[str]]


@dataclass(frozen=True, slots=True)
class Missing:
    """A library that cannot be tried, and why."""

    reason: str


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--wrong", metavar="NAME", help="also print what NAME says wrongly")
    parser.add_argument("--classes", action="store_true", help="score the shared tables class by class")
    options = parser.parse_args()
    if options.classes:
        _classes()
        return 0
    _spoken(options.wrong)
    _sentences()
    return 0


# --- spoken forms ----------------------------------------------------------


def _tables() -> list[tuple[str, str, Path]]:
    shared = Path(os.environ.get("PUBLISH_SHARED") or _CHECKOUT.parent / "shared") / "corpus" / "spoken"
    outside = [("british-news.tsv", "en-GB", shared / "british-news.tsv")] if shared.is_dir() else []
    for path in sorted(shared.glob("nemo-*-dev.tsv")):
        base = path.name.split("-")[1]
        outside.append((path.name, _REGIONS.get(base, base), path))
    return outside + [(f"own {path.name}", path.stem, path) for path in sorted(CASES.glob("*.tsv"))]


_REGIONS = {"en": "en-US", "pt": "pt-BR"}


def _spoken(show: str | None) -> None:
    tables = _tables()
    says = {name: load() for name, load in SPEAKERS.items()}
    ready = {name: say for name, say in says.items() if not isinstance(say, Missing)}
    spent = dict.fromkeys(ready, 0.0)
    print(f"{'spoken forms':20}{'lines':>6}" + "".join(f"{name:>12}" for name in ready))
    for name, lang, path in tables:
        rows = list(table(path))
        cells = []
        for library, say in ready.items():
            begin = time.perf_counter()
            said = [_attempt(say, written, lang) for written, _ in rows]
            spent[library] += time.perf_counter() - begin
            good = [right(words, forms) for words, (_, forms) in zip(said, rows, strict=True)]
            cells.append(f"{sum(good)} {sum(good) / len(rows):4.0%}")
            if show == library:
                _list_wrong(rows, said, good)
        print(f"{name:20}{len(rows):6}" + "".join(f"{cell:>12}" for cell in cells))
    lines = sum(len(list(table(path))) for _, _, path in tables)
    print(f"{'ms a line':26}" + "".join(f"{1000 * seconds / lines:12.2f}" for seconds in spent.values()))
    for name, say in says.items():
        if isinstance(say, Missing):
            print(f"{name} {say.reason}")


def _classes() -> None:
    """Of each shared table the share right in one half, in the other, and right of all by class.

    The halves are divided by a digest of the written form: mend what one half shows, and see in the
    other whether the rule holds for cases that nobody looked at. Behind each half stands the share
    that is right, or like the table but for what `_alike` leaves out.
    """
    for name, lang, path in _tables():
        halves, classes = ([0, 0, 0], [0, 0, 0]), defaultdict[str, list[int]](lambda: [0, 0, 0])
        for line in path.read_text("utf-8").splitlines():
            if line.count("\t") != 2:
                continue
            kind, written, accepted = line.split("\t")
            said, forms = _attempt(_spoken_by_publish, written, lang), tuple(accepted.split("|"))
            good = right(said, forms)
            alike = good or _alike(said) in map(_alike, forms)
            for cell in (halves[sha256(written.encode()).digest()[-1] % 2], classes[kind]):
                cell[0] += good
                cell[1] += alike
                cell[2] += 1
        if classes:
            shares = "  ".join(f"{good / total:.2f} ({alike / total:.2f})" for good, alike, total in halves)
            by_class = " ".join(
                f"{kind} {good}/{total}" for kind, (good, _, total) in sorted(classes.items())
            )
            print(f"{name:20}{shares}  {by_class}")


_JOINTS = frozenset("and und et e ed y och és и".split())


def _alike(text: str) -> str:
    """A form without what may be said or not, "and" between parts, and without the spaces between words."""
    return "".join(word for word in heard(text).split() if word not in _JOINTS)


def _spoken_by_publish(text: str, lang: str) -> str:
    from publish.speech import spoken

    return spoken(text, lang)


def _list_wrong(rows: list[tuple[str, tuple[str, ...]]], said: list[str], good: list[bool]) -> None:
    for ok, words, (written, forms) in zip(good, said, rows, strict=True):
        if not ok:
            print(f"    {written!r}: said {words!r}, wanted {' or '.join(forms)!r}")


def _attempt(say: Say, written: str, lang: str) -> str:
    """What a library says; one that raises has said nothing."""
    try:
        return say(written, lang)
    except Exception:
        return ""


def _publish() -> Say | Missing:
    return _spoken_by_publish


def _wetext() -> Say | Missing:
    if (missing := _lacks("wetext")) is not None:
        return missing
    from wetext import Normalizer

    normalizers = {base: Normalizer(lang=base, operator="tn") for base in ("en", "zh", "ja")}

    def say(text: str, lang: str) -> str:
        normalizer = normalizers.get(lang[:2])
        return str(normalizer.normalize(text)) if normalizer else text

    return say


def _normt2s() -> Say | Missing:
    if (missing := _lacks("normt2s")) is not None:
        return missing
    from normt2s import normalize

    return lambda text, lang: normalize(text, lang=lang[:2]) if lang[:2] in ("en", "de") else text


def _num2words() -> Say | Missing:
    """num2words says numbers only: each figure of the text by itself."""
    if (missing := _lacks("num2words")) is not None:
        return missing
    import re

    from num2words import num2words

    def say(text: str, lang: str) -> str:
        def words(match: re.Match[str]) -> str:
            return str(num2words(match[0].replace(",", ""), lang=lang.replace("-", "_")))

        return re.sub(r"[0-9][0-9,]*(?:\.[0-9]+)?", words, text)

    return say


# --- sentences -------------------------------------------------------------


def _sentences() -> None:
    rows = []
    for line in (CASES.parent / "sentences" / "gold.tsv").read_text("utf-8").splitlines():
        lang, text = line.split("\t")
        sentences = text.split("¦")
        rows.append((lang, ("" if lang in ("zh", "ja") else " ").join(sentences), sentences))
    book = " ".join(text for lang, text, _ in rows if lang == "en") * 20
    print(f"\n{'sentences':24}{'English':>16}{'others':>16}{'words a CPU second':>20}")
    for name, load in SPLITTERS.items():
        split = load()
        if isinstance(split, Missing):
            print(f"{name} {split.reason}")
            continue
        score = {True: [0, 0], False: [0, 0]}
        for lang, text, sentences in rows:
            cell = score[lang == "en"]
            cell[0] += split(text, lang) == sentences
            cell[1] += 1
        begin = time.process_time()
        split(book, "en")
        speed = len(book.split()) / (time.process_time() - begin)
        cells = "".join(f"{good:>9} of {total:3}" for good, total in (score[True], score[False]))
        print(f"{name:24}{cells}{speed:20,.0f}")


def _own_split() -> Split | Missing:
    from publish.speech.sentences import split

    return lambda text, lang: [text[begin:end] for begin, end in split(text, lang)]


def _sentencex() -> Split | Missing:
    if (missing := _lacks("sentencex")) is not None:
        return missing
    import sentencex

    return lambda text, lang: [s.strip() for s in sentencex.segment(lang, text) if s.strip()]


def _pysbd() -> Split | Missing:
    if (missing := _lacks("pysbd")) is not None:
        return missing
    import pysbd
    from pysbd.languages import LANGUAGE_CODES

    def split(text: str, lang: str) -> list[str]:
        segmenter = pysbd.Segmenter(language=lang if lang in LANGUAGE_CODES else "en", clean=False)
        return [s.strip() for s in segmenter.segment(text)]

    return split


def _syntok() -> Split | Missing:
    if (missing := _lacks("syntok")) is not None:
        return missing
    from syntok import segmenter

    def split(text: str, lang: str) -> list[str]:
        paragraphs = segmenter.process(text)
        return [
            "".join(t.spacing + t.value for t in s).strip() for paragraph in paragraphs for s in paragraph
        ]

    return split


def _lacks(module: str) -> Missing | None:
    try:
        importlib.import_module(module)
    except Exception as error:
        return Missing(f"left out: {type(error).__name__}: {error} (dependency group bench)")
    return None


SPEAKERS: dict[str, Callable[[], Say | Missing]] = {
    "publish": _publish,
    "wetext": _wetext,
    "normt2s": _normt2s,
    "num2words": _num2words,
}
SPLITTERS: dict[str, Callable[[], Split | Missing]] = {
    "publish": _own_split,
    "sentencex": _sentencex,
    "pysbd": _pysbd,
    "syntok": _syntok,
}

if __name__ == "__main__":
    sys.exit(main())
