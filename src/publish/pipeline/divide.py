"""Long articles divided among workers by section.

The article's own job, which comes after them, finds the sections in the store
and makes what it would have made alone, byte for byte. Nothing depends on the
parts: one that fails is left to the article's job, which then tells.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from publish.pipeline.job import Divided, Done, Ending, Job, Part, Refused
from publish.pipeline.store import Store
from publish.runners import Outcome

if TYPE_CHECKING:
    from publish.pipeline.narrate import Plan

LONG_CHARACTERS = 20_000
"""What is still to be spoken of an article that is divided: some 20 minutes of sound, 20 s of one core."""
PART_CHARACTERS = 5_000
"""The least that a part speaks: reading the article again, some 0.1 s, is little beside it."""


class Jobs(Iterator[Job]):
    """Jobs as a runner takes them: the parts of long articles come before other articles."""

    def __init__(self, jobs: Iterator[Job]) -> None:
        self._jobs = jobs
        self._first: deque[Job] = deque()
        self._parts: dict[str, int] = {}

    def __next__(self) -> Job:
        return self._first.popleft() if self._first else next(self._jobs)

    def article(self, outcome: Outcome[Job, Ending]) -> Outcome[Job, Done | Refused] | None:
        """The outcome where it is an article's end; None where its parts are still to come."""
        job, value = outcome.job, outcome.value
        whole = replace(job, part=(), options=replace(job.options, divide=False))
        if isinstance(value, Divided):
            self._parts[value.slug] = len(value.parts)
            self._first += [replace(whole, part=part) for part in value.parts]
            return None
        if job.part or isinstance(value, Part):
            self._parts[job.origin.slug] -= 1
            if not self._parts[job.origin.slug]:
                del self._parts[job.origin.slug]
                self._first.appendleft(whole)
            return None
        return Outcome(job, value, outcome.error, outcome.seconds, outcome.worker, outcome.moved)


def parts(plans: Sequence[Plan], store: Store) -> tuple[tuple[str, ...], ...]:
    """The sections that parts are to make, by their keys; none where the article is better made whole."""
    from publish.pipeline import narrate

    lacking = {plan.key: plan.length for plan in narrate.lacking(plans, store)}
    if sum(lacking.values()) < LONG_CHARACTERS:
        return ()
    groups: list[list[str]] = [[]]
    length = 0
    for key, characters in lacking.items():
        if groups[-1] and length + characters > PART_CHARACTERS:
            groups.append([])
            length = 0
        groups[-1].append(key)
        length += characters
    return tuple(map(tuple, groups)) if len(groups) > 1 else ()
