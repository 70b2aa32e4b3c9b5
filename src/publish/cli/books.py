"""`check`: EPUBCheck, Ace and the project's own checks of a book."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from publish.cli.main import tell
from publish.errors import CheckError, PublishError


def check(options: Namespace) -> int:
    """`publish check`: 1 when a book has an error or a warning, or cannot be judged."""
    from publish.epub.check.verdict import check_book

    verdicts, failed = [], False
    for name in options.books:
        try:
            verdict = check_book(_there(name))
        except PublishError as error:
            tell(f"publish: {error if error.subject == name else f'{name}: {error}'}")
            failed = True
            continue
        failed = failed or not verdict.clean
        verdicts.append(verdict.as_json())
        if not options.json and not (options.quiet and verdict.clean):
            print("\n".join(verdict.lines()), flush=True)
    if options.json:
        print(json.dumps(verdicts, ensure_ascii=False, indent=2))
    return 1 if failed else 0


def _there(name: str) -> Path:
    """A book's path. Raises CheckError where no file is."""
    path = Path(name)
    if path.is_dir():
        raise CheckError.about(name, "is a folder", f"give the books in it, as in {path}/*.epub")
    if not path.exists():
        raise CheckError.about(name, "does not exist", "check the name; publish build makes books")
    return path
