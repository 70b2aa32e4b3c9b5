"""Figures of a build for logs and dashboards."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import assert_never

from publish.errors import PublishError
from publish.model.problem import Problem
from publish.pipeline.job import Counts, Done, Job, Refused
from publish.runners import Measure, Outcome

Stages = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Account:
    """One try at an article.

    `code` is "" where it was built, else what ended it, as the ledger groups
    failures; `again` says whether it will be tried once more. `stages` are the
    seconds of each stage that was reached, `seconds` all of them and what lay
    between; `sound_seconds` is the length of the narration. `moved` is how many
    machines had no room for it.
    """

    code: str = ""
    message: str = ""
    again: bool = False
    seconds: float = 0.0
    worker: str = ""
    moved: int = 0
    stages: Stages = ()
    counts: Counts = field(default_factory=Counts)
    sound_seconds: float = 0.0
    problems: tuple[Problem, ...] = ()


def account(
    outcome: Outcome[Job, Done | Refused], error: Exception | None = None, again: bool = False
) -> Account:
    """The account of an outcome; `error` is what else went wrong, as when it was placed."""
    failure, value = error or outcome.error, outcome.value
    tried = Account(
        again=again, seconds=round(outcome.seconds, 3), worker=outcome.worker, moved=outcome.moved
    )
    if failure is not None:
        stages = failure.stages if isinstance(failure, PublishError) else ()
        return replace(tried, code=code(failure), message=told(failure), stages=stages)
    match value:
        case Done():
            done = replace(tried, stages=value.stages, counts=value.counts, problems=value.problems)
            return replace(done, sound_seconds=round(value.seconds, 3))
        case Refused():
            refused = replace(tried, stages=value.stages, problems=value.problems)
            message = "; ".join(map(str, value.stopping))
            return replace(refused, code=value.stopping[0].code, message=message)
        case None:
            return replace(tried, code="RunnerError", message="no outcome")
        case _:
            assert_never(value)


def code(error: Exception) -> str:
    """What failures of this kind are counted as."""
    if isinstance(error, PublishError):
        return error.code or type(error).__name__
    return f"bug: {type(error).__name__}"


def told(error: Exception) -> str:
    """An error in one sentence."""
    if isinstance(error, PublishError):
        return str(error)
    return f"this is a bug in publish ({type(error).__name__}: {error}); report the article"


def measures(account: Account, pending: int | None = None) -> tuple[Measure, ...]:
    """What a dashboard is given of an article that ended, and of how many are still to do."""
    ending = "again" if account.again else "failed" if account.code else "done"
    labels = (("ending", ending), ("code", account.code))
    counts = account.counts
    found = [
        Measure("add", "publish_articles", "Articles that ended, by how and by error code", 1, labels),
        Measure("add", "publish_sentences", "Sentences of articles that were built", counts.sentences),
        Measure("add", "publish_sentences_spoken", "Sentences that were not in the store", counts.spoken),
        Measure("add", "publish_sound_seconds", "Seconds of narration", account.sound_seconds),
        Measure("span", "publish_article_seconds", "Seconds that an article took", account.seconds),
    ]
    found += [
        Measure("span", "publish_stage_seconds", "Seconds by stage", seconds, (("stage", stage),))
        for stage, seconds in account.stages
    ]
    if pending is not None:
        found.append(Measure("level", "publish_articles_to_do", "Articles still to do", pending))
    return tuple(found)
