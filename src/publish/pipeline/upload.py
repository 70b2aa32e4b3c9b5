"""Build one article on a worker's own disk and upload it to an object store.

Its report goes last: an article is complete where its report is, and a reader
who goes by the shelf, the feed or the reports meets no half of one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from publish.pipeline import article
from publish.pipeline.job import Done, Ending, Job
from publish.pipeline.output import Stage
from publish.pipeline.progress import Listener, unheard
from publish.system import cleanup
from publish.system.object_store import Objects

_LAST = "report.json"


def build_and_send(job: Job, listener: Listener = unheard) -> Ending:
    """Build an article and put its products under `job.options.remote`. Raises PublishError."""
    job.options.store.mkdir(parents=True, exist_ok=True)
    with cleanup.folder() as folder:
        options = replace(job.options, output=folder)
        done = article.build_article(replace(job, options=options, known={}), listener)
        if isinstance(done, Done):
            send(Objects(job.options.remote), Stage(folder, done.slug), done, job.known)
    return done


def send(objects: Objects, stage: Stage, done: Done, before: Iterable[str]) -> None:
    """Put what is on the stage, the report last; then remove what an earlier build had and this has not."""
    report = f"{done.slug}/{_LAST}"
    for path in sorted(done.products, key=lambda path: (path == report, path)):
        objects.put(path, stage.file(path))
    objects.remove(sorted(set(before) - set(done.products)))
