"""`check`: what the judges and our own checks say of a book."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from publish.cli.main import tell
from publish.errors import PublishError


def check(options: Namespace) -> int:
    """`publish check`: 1 when a book has an error or a warning, or cannot be judged."""
    from publish.epub.verdict import check_book

    verdicts, failed = [], False
    for name in options.books:
        try:
            verdict = check_book(Path(name))
        except PublishError as error:
            tell(f"publish: {name}: {error}")
            failed = True
            continue
        failed = failed or not verdict.clean
        verdicts.append(verdict.as_json())
        if not options.json and not (options.quiet and verdict.clean):
            print("\n".join(verdict.lines()), flush=True)
    if options.json:
        print(json.dumps(verdicts, ensure_ascii=False, indent=2))
    return 1 if failed else 0
