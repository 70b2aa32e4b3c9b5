"""The scores of pages, split by house: five parts, of which none holds a page of a house of another.

A rule that was learned on one house's pages shows here when it fails on the others'.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

FOLDS = 5
UNDER = 0.5  # text F1 of a page that was not read as its article
_SECOND = frozenset("ac asso co com edu gob gouv gov go gub mil ne net nom or org".split())
_STATED = re.compile(
    rb"<link[^<>]{0,200}?rel=[\"']?canonical[^<>]{0,300}?href=[\"']([^\"'<>]{8,500})"
    rb"|<meta[^<>]{0,100}?og:url[^<>]{0,100}?content=[\"']([^\"'<>]{8,500})",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Scored:
    """What one reader made of one page: `house`, and the yardstick's scores by their names."""

    house: str
    scores: Mapping[str, Any]


def house(address: str, label: str = "") -> str:
    """The registrable domain of an address, such as "bbc.co.uk"; `label` where the address has none.

    Below a country's domain, a second level that many registries offer ("co", "gov") counts as public.
    """
    names = (urlsplit(address).hostname or "").removeprefix("www.").split(".")
    if len(names) < 2 or names[-1].isdecimal():
        return label
    public = 2 if len(names) > 2 and len(names[-1]) == 2 and names[-2] in _SECOND else 1
    return ".".join(names[-public - 1 :])


def stated_address(html: bytes) -> str:
    """The address that a page gives as its own, "" for none."""
    found = _STATED.search(html)
    return (found[1] or found[2]).decode("utf-8", "replace") if found else ""


def fold(name: str) -> int:
    """The part, from 1 to 5, that all pages of a house are in."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % FOLDS + 1


def rows(pages: Sequence[Scored]) -> list[tuple[str, dict[str, float | None]]]:
    """The figures of each part, and of all pages, by what stands at the head of the table's columns."""
    parts = {str(n): [page for page in pages if fold(page.house) == n] for n in range(1, FOLDS + 1)}
    return [(name, _figures(part)) for name, part in (*parts.items(), ("all", pages)) if part]


def _figures(pages: Sequence[Scored]) -> dict[str, float | None]:
    whole = [page.scores["tok_f"] for page in pages if "tok_f" in page.scores]
    return {
        "pages": len(pages),
        "houses": len({page.house for page in pages}),
        "text F1": _mean(pages, "tok_f"),
        "leak": _mean(pages, "leak_tok"),
        "under 0.5": sum(score < UNDER for score in whole),
        "byline": _mean(pages, "by_hit"),
        "credits": _mean(pages, "cred_r"),
    }


def _mean(pages: Sequence[Scored], name: str) -> float | None:
    found = [page.scores[name] for page in pages if page.scores.get(name) is not None]
    return sum(found) / len(found) if found else None


def agreed(texts: Sequence[str], bench: ModuleType) -> list[dict[str, float]]:
    """Scores of several readings of a page of which the truth is not known, in the order of the texts.

    The measure is the words that at least two of them keep: F1 with these, and the share of the others as
    leak.
    """
    kept = [Counter(bench.toks(text)) for text in texts]
    words = set().union(*kept)
    common = Counter({word: sorted((bag[word] for bag in kept), reverse=True)[1] for word in words})
    scores = []
    for bag in kept:
        right, foreign, lost = bench.cmp(bag, common)
        scores.append(
            {
                "tok_f": bench.prf(right, foreign, lost)[2],
                "leak_tok": foreign / max(right + foreign, 1),
            }
        )
    return scores
