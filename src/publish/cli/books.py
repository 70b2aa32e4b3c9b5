"""`check`: what the judges say of a book."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path

from publish.cli.main import tell
from publish.errors import PublishError


def check(options: Namespace) -> int:
    """`publish check`: 1 when a book has an error or a warning, or cannot be judged."""
    from publish.build.checking import judged
    from publish.shapes import problem_json

    failed = False
    found = {}
    for book in options.books:
        try:
            problems = judged(Path(book))
        except PublishError as error:
            tell(f"publish: {error}")
            failed = True
            continue
        found[book] = [problem_json(problem) for problem in problems]
        bad = [problem for problem in problems if problem.severity != "note"]
        failed = failed or bool(bad)
        if not options.json:
            for problem in problems:
                print(f"{book}: {problem.severity}: {problem}")
            if not options.quiet:
                print(f"{book}: {len(bad)} problems" if bad else f"{book}: valid")
            sys.stdout.flush()
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
    return 1 if failed else 0
