"""`python benchmarks/reader`: our reader beside those of others, as one table.

Figures are the means over the pages of each set: text F1, the share of words
that are no part of the article, pictures, captions, credits, bylines and dates
found, the median of milliseconds a page. With `--by-house` the pages are split
into five parts that share no house.
"""

from __future__ import annotations

import argparse
import logging
import warnings

import corpus
import houses
from readers import READERS, Reader

COLUMNS = {
    "tok_f": "text F1",
    "leak_tok": "leak",
    "img_r_micro": "pictures",
    "cap_r_micro": "captions",
    "cred_r": "credits",
    "title_near": "title",
    "by_hit": "byline",
    "date_hit": "date",
    "ms_median": "ms/page",
}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sets", default="gold,fundus,scrapinghub,messy", help="sets of pages, with commas")
    parser.add_argument("--readers", default=",".join(READERS), help="readers, with commas")
    parser.add_argument("--every", type=int, default=1, help="only every nth page")
    parser.add_argument("--by-house", action="store_true", help="five parts of the pages, by houses")
    chosen = parser.parse_args()
    if reason := corpus.missing():
        print(f"skipped: {reason}")
        return 0
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    if chosen.by_house:
        return _by_house(chosen.sets.split(","), chosen.readers.split(","), chosen.every)
    print(f"{'':<28}" + "".join(f"{title:>10}" for title in COLUMNS.values()))
    for pages in chosen.sets.split(","):
        for name in chosen.readers.split(","):
            _row(name, pages, chosen.every)
    return 0


def _row(name: str, pages: str, every: int) -> None:
    label = f"{pages} {name}"
    try:
        read = READERS[name]()
    except ImportError as error:
        print(f"{label:<28}  skipped: {error.name or error} is not installed (uv sync --group bench)")
        return
    scores = corpus.measure(read, pages, every)
    cells = (scores.get(key) for key in COLUMNS)
    digits = (0 if key == "ms_median" else 3 for key in COLUMNS)
    print(
        f"{label:<28}"
        + "".join("         –" if c is None else f"{c:>10.{d}f}" for c, d in zip(cells, digits, strict=True))
    )


def _by_house(sets: list[str], names: list[str], every: int) -> int:
    """Print the figures of each part of each set, of all readers that are installed."""
    readers: dict[str, Reader] = {}
    for name in names:
        try:
            readers[name] = READERS[name]()
        except ImportError as error:
            print(f"{name} skipped: {error.name or error} is not installed (uv sync --group bench)")
    head = ("pages", "houses", "text F1", "leak", "under 0.5", "byline", "credits")
    print(f"{'':<32}" + "".join(f"{title:>10}" for title in head))
    for pages in sets:
        if corpus.has_truth(pages):
            found = [corpus.by_house(read, pages, every) for read in readers.values()]
        elif len(readers) > 2:
            found = corpus.by_agreement(list(readers.values()), pages, every)
        else:
            print(f"{pages} skipped: no truth, and fewer than three readers to compare")
            continue
        parts = [houses.rows(scored) for scored in found]
        for several in zip(*parts, strict=True):
            for name, (part, figures) in zip(readers, several, strict=True):
                print(f"{f'{pages} {part} {name}':<32}" + "".join(_cell(figures[title]) for title in head))
    return 0


def _cell(value: float | None) -> str:
    if value is None:
        return f"{'–':>10}"
    return f"{value:>10}" if isinstance(value, int) else f"{value:>10.3f}"


if __name__ == "__main__":
    raise SystemExit(main())
