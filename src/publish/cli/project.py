"""`init`, `new`, `schema`, `store`, `clean`, `doctor` and `completion`: a project and what it keeps."""

from __future__ import annotations

import json
import os
from argparse import Action, ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from publish.cli.choices import configured, epoch


def init(options: Namespace) -> int:
    """`publish init`: a folder in which articles can be built."""
    from publish.pipeline import scaffold

    folder = Path(options.folder)
    for path, fresh in scaffold.init(folder):
        if not options.quiet:
            print(f"{path}{os.sep if path.is_dir() else ''} {'made' if fresh else 'was there already'}")
    if options.quiet:
        return 0
    there = "" if folder == Path() else f"go to {folder}, "
    print(f"Next: {there}put a page into source/ or write one (publish new TITLE), then run publish build.")
    return 0


def new(options: Namespace) -> int:
    """`publish new`: an article to write into, or the settings of one that is there."""
    from publish.pipeline import scaffold

    config = configured(options)
    if options.settings:
        path = scaffold.settings_of(" ".join(options.title), config)
        advice = "take away the # before what you want to set"
    else:
        language = options.lang or scaffold.language_of(config)
        title, folder = " ".join(options.title), Path(options.folder)
        path = scaffold.new(title, folder, language, scaffold.today(epoch()))
        advice = "write the article into it, then run publish build"
    if not options.quiet:
        print(f"{path} made; {advice}.")
    return 0


def schema(options: Namespace) -> int:
    """`publish schema`: the JSON Schema of a file of settings."""
    from publish.config.example import schema as made

    print(json.dumps(made(options.file), ensure_ascii=False, indent=1))
    return 0


def store(options: Namespace) -> int:
    """`publish store info|prune|verify`."""
    from publish.pipeline.store import Store, cap_bytes, default_root, size

    kept = Store(default_root())
    if options.action == "info":
        return _info(kept.root, [asdict(usage) for usage in kept.usage()], cap_bytes(), options.json)
    if options.action == "prune":
        removed = kept.prune(size(options.max_size, "--max-size") if options.max_size else cap_bytes())
        freed = sum(entry.length_bytes for entry in removed)
        table = {"removed": len(removed), "freed_bytes": freed}
        print(json.dumps(table) if options.json else f"removed {len(removed)} entries, {megabytes(freed)}")
        return 0
    damaged = kept.verify()
    names = [str(entry.path) for entry in damaged]
    if options.json:
        print(json.dumps({"damaged": names}))
    else:
        print("\n".join(f"damaged, removed: {name}" for name in names) or "every entry is whole")
    return 1 if damaged else 0


def _info(root: Path, usage: list[dict[str, object]], cap: int, as_json: bool) -> int:
    total = sum(int(str(row["length_bytes"])) for row in usage)
    if as_json:
        print(json.dumps({"path": str(root), "length_bytes": total, "cap_bytes": cap, "kinds": usage}))
        return 0
    print(f"{root}: {megabytes(total)} of at most {megabytes(cap)}")
    for row in usage:
        print(
            f"  {row['kind']:10} {row['entries']:>8} entries {megabytes(int(str(row['length_bytes']))):>10}"
        )
    return 0


def megabytes(length_bytes: int) -> str:
    """A size as it is read."""
    return f"{length_bytes / 1e6:,.1f} MB"


def clean(options: Namespace) -> int:
    """`publish clean`: remove what builds placed, and nothing else."""
    from publish.pipeline.scheduler import clean as remove

    output = Path(options.output)
    if not output.is_dir():
        print(f"there is no folder {output}, so nothing was removed")
        return 0
    removed = remove(output)
    print(f"removed {len(removed)} products from {options.output}")
    return 0


def doctor(options: Namespace) -> int:
    """`publish doctor`: what is here, and what each missing piece would add."""
    from publish.pipeline.doctor import examine

    findings = examine()
    if options.json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            print(f"{'ok     ' if finding.present else 'missing'} {finding.name:24} {finding.detail}")
    return 0 if all(finding.present or not finding.needed for finding in findings) else 1


def completion(options: Namespace) -> int:
    """`publish completion SHELL`: a script for the shell, which needs no Python while completing."""
    import shtab

    from publish.cli.arguments import parser

    top = parser()
    for action in actions(top):
        if str(action.metavar).startswith(("SOURCE", "FILE")):
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        elif action.metavar == "DIR":
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
    print(shtab.complete(top, options.shell))
    return 0


def actions(parser: ArgumentParser) -> Iterator[Action]:
    """Every argument of a command line and of its commands."""
    for action in parser._actions:
        yield action
        for inner in action.choices.values() if isinstance(action.choices, dict) else ():
            yield from actions(inner)
