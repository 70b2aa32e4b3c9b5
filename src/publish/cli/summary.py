"""The end of a build in words: articles, problems, failures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from publish.cli.main import tell, unforeseen
from publish.cli.screen import length, mention
from publish.errors import PublishError, SourceError

if TYPE_CHECKING:
    from publish.pipeline.job import Done
    from publish.pipeline.scheduler import Failure, Summary

_NAMED = 5


def told(summary: Summary) -> list[str]:
    """The summary, a line an article."""
    lines = [_built(done) for done in summary.built]
    if summary.fresh:
        count = len(summary.fresh)
        lines.append(f"{count} article{'s' if count != 1 else ''} unchanged")
    lines += [f"{path}: written, from several articles" for path in summary.bound]
    if summary.pruned:
        lines.append(f"{len(summary.pruned)} products removed, whose sources are gone")
    return lines


def counted(summary: Summary) -> dict[str, int]:
    """How many articles were built, had not changed, and failed."""
    failed = len(summary.refused) + len(summary.failures)
    return {"done": len(summary.built), "unchanged": len(summary.fresh), "failed": failed}


def _built(done: Done) -> str:
    counts = done.counts
    parts = [f"{counts.written} of {counts.products} products written"]
    if done.seconds:
        parts.insert(0, f"{length(done.seconds)} of audio by {done.voice}")
        parts.append(f"{counts.spoken} of {counts.sentences} sentences spoken")
        parts.append(f"{counts.encoded} of {counts.sections} sections encoded")
    if done.problems:
        parts.append(f"{len(done.problems)} problem{'s' if len(done.problems) != 1 else ''}")
    return f"{done.slug}: {', '.join(parts)}"


def complain(summary: Summary) -> None:
    """What went wrong, and what should be looked at, a line each on standard error."""
    mention(problem for done in summary.built for problem in done.problems)
    for refused in summary.refused:
        mention(refused.stopping)
        tell(f"publish: {refused.slug} was not built; its earlier products stand")
    for line in together(map(_failed, summary.failures)):
        tell(f"publish: {line}")


def together(failures: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What failed as slug and sentence, a line for each sentence: what many articles share is told once."""
    articles: dict[str, list[str]] = {}
    for slug, sentence in failures:
        articles.setdefault(sentence, []).append(slug)
    for sentence, slugs in articles.items():
        if len(slugs) == 1:
            yield _with_name(slugs[0], sentence)
        else:
            more = f" and {len(slugs) - _NAMED} more" if len(slugs) > _NAMED else ""
            yield f"{sentence} ({len(slugs)} articles: {', '.join(slugs[:_NAMED])}{more})"


def _failed(failure: Failure) -> tuple[str, str]:
    """The slug and sentence of what failed; a source that cannot be read is named in its sentence."""
    error = failure.error
    sentence = str(error) if isinstance(error, PublishError) else unforeseen(error)
    return "" if isinstance(error, SourceError) else failure.slug, sentence


def _with_name(slug: str, sentence: str) -> str:
    return sentence if not slug or slug in sentence else f"{slug}: {sentence}"


def as_json(summary: Summary) -> dict[str, Any]:
    """The summary as JSON."""
    from publish.model.json import problem_json

    return {
        "built": [
            {
                "slug": done.slug,
                "seconds": round(done.seconds, 3),
                "voice": done.voice or None,
                **asdict(done.counts),
                "problems": [problem_json(problem) for problem in done.problems],
            }
            for done in summary.built
        ],
        "unchanged": list(summary.fresh),
        "removed": list(summary.pruned),
        "bound": list(summary.bound),
        "failed": [
            {"slug": refused.slug, "message": "; ".join(map(str, refused.stopping))}
            for refused in summary.refused
        ]
        + [{"slug": failure.slug, "message": _with_name(*_failed(failure))} for failure in summary.failures],
    }
