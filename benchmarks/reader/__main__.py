"""`python benchmarks/reader`: our reader beside those of others, as one table.

Figures are the means over the pages of each set: text F1, the share of words
that are no part of the article, pictures, captions, credits, bylines and dates
found, the median of milliseconds a page.
"""

from __future__ import annotations

import argparse
import logging
import warnings

import corpus
from readers import READERS

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
    chosen = parser.parse_args()
    if reason := corpus.missing():
        print(f"skipped: {reason}")
        return 0
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
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


if __name__ == "__main__":
    raise SystemExit(main())
