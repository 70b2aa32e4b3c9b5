"""`init`, `new` and `schema`: the files of a new project or article."""

from __future__ import annotations

import json
import os
from argparse import Namespace
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
        told = "take away the # before what you want to set"
    else:
        language = options.lang or scaffold.language_of(config)
        title, folder = " ".join(options.title), Path(options.folder)
        path = scaffold.new(title, folder, language, scaffold.today(epoch()))
        told = "write the article into it, then run publish build"
    if not options.quiet:
        print(f"{path} made; {told}.")
    return 0


def schema(options: Namespace) -> int:
    """`publish schema`: the JSON Schema of a file of settings."""
    from publish.config.schema import schema as made

    print(json.dumps(made(options.file), ensure_ascii=False, indent=1))
    return 0
