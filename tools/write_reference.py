"""Write the parts of the documentation that the code knows best: `python tools/write_reference.py [--check]`.

Each part stands between `<!-- generated: NAME -->` and `<!-- end -->` in its page. `--check` writes
nothing and names the pages that are out of date.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import licences
import reference_json
import reference_python

from publish.cli.arguments import ENVIRONMENT, parser
from publish.config import Config, Overrides
from publish.config.keys import flat, in_toml
from publish.model.problem import CODES
from publish.voices.select import languages, measured

ROOT = Path(__file__).resolve().parent.parent


def problem_codes() -> str:
    """A table of every problem code, with its severity and meaning."""
    rows = (f"| `{code}` | {severity} | {meaning} |" for code, (severity, meaning) in sorted(CODES.items()))
    return "\n".join(("| code | severity | meaning |", "|---|---|---|", *rows))


def commands() -> str:
    """Every command with its examples and a table of its arguments."""
    return "\n\n".join(_command(name, sub) for name, sub in subcommands().items())


def subcommands() -> dict[str, argparse.ArgumentParser]:
    """The parser of each command, by name, in the order of `publish --help`."""
    (choices,) = (a.choices for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(choices)


def _command(name: str, sub: argparse.ArgumentParser) -> str:
    examples = "\n".join(line.strip() for line in (sub.epilog or "").splitlines()[1:])
    parts = [f"## publish {name}", sub.description or "", f"```sh\n{examples}\n```"]
    rows = list(_arguments(sub))
    if rows:
        parts.append("\n".join(("| argument | meaning |", "|---|---|", *rows)))
    return "\n\n".join(parts)


def _arguments(sub: argparse.ArgumentParser) -> Iterator[str]:
    for action in sub._actions:
        if isinstance(action, argparse._HelpAction) or action.dest in ("quiet", "config"):
            continue
        value = action.metavar or ("" if action.nargs == 0 else "|".join(map(str, action.choices or ())))
        shown = ", ".join(action.option_strings)
        written = " ".join(part for part in (shown, str(value)) if part).replace("|", r"\|")
        yield f"| `{written}` | {action.help} |"


def environment() -> str:
    """A table of the variables that are read."""
    rows = (f"| `{name}` | {meaning} |" for name, meaning in ENVIRONMENT.items())
    return "\n".join(("| variable | what it says |", "|---|---|", *rows))


def books(names: tuple[str, ...] = ()) -> str:
    """The table that `benchmarks.books` kept; with names, those of its columns."""
    rows = [row.strip("| ").split(" | ") for row in kept("benchmarks/books/README.md").splitlines()]
    wanted = [n for n, name in enumerate(rows[0]) if not names or name in names]
    cells = [[row[n] if n < len(row) else "---" for n in wanted] for row in (rows[0], *rows[2:])]
    lines = (cells[0], ["---"] * len(wanted), *cells[1:])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


README = (
    "page",
    "book",
    "EPUBCheck errors",
    "Ace",
    "own warnings",
    "alt texts",
    "overlays",
    "processor seconds",
)


def kept(path: str) -> str:
    """What a benchmark kept between the marks of its page."""
    text = (ROOT / path).read_text("utf-8")
    return text.split("<!-- table -->\n")[1].split("<!-- end -->")[0].strip()


def settings(kind: type[Any]) -> str:
    """A table of every key of the settings, with its default and its meaning."""
    rows = (
        f"| `{'.'.join(path)}` | {'not set' if field.default is None else f'`{in_toml(field.default)}`'} "
        f"| {field.key.meaning} |"
        for path, field in flat(kind)
    )
    return "\n".join(("| key | default | what it is |", "|---|---|---|", *rows))


def voices() -> str:
    """The table of languages: what `auto` takes for each, best first, and what was measured of it."""
    lines = ["| language | voice | naturalness | wrong words | speed |", "|---|---|---|---|---|"]
    for tag, wanted in languages().items():
        for number, voice in enumerate(wanted or ("none",)):
            found = measured().get(voice, {}).get(tag, {})
            natural = " / ".join(f"{one:g}" for one in found.get("naturalness", ()))
            wrong = f"{found['wrong']} %" if "wrong" in found else ""
            speed = f"{found['speed']:g} ×" if "speed" in found else ""
            name = f"`{tag}`" if number == 0 else ""
            lines.append(
                f"| {name} | {voice if voice == 'none' else f'`{voice}`'} | {natural} | {wrong} | {speed} |"
            )
    return "\n".join(lines)


PARTS: dict[str, tuple[str, Callable[[], str]]] = {
    "speed": ("docs/comparison.md", lambda: kept("benchmarks/README.md")),
    "public-names": ("docs/api.md", reference_python.public_names),
    "article-model": ("docs/api.md", reference_python.article_model),
    "narration-model": ("docs/api.md", reference_python.narration_model),
    "errors": ("docs/api.md", reference_python.error_tree),
    "engine-protocol": ("docs/engine-protocol.md", reference_python.engine_protocol),
    "engine-rules": ("docs/engine-protocol.md", reference_python.engine_rules),
    "json-shapes": ("docs/json.md", reference_json.shapes),
    "books": ("docs/comparison.md", books),
    "books-short": ("README.md", lambda: books(README)),
    "commands": ("docs/commands.md", commands),
    "environment": ("docs/commands.md", environment),
    "licences": ("docs/licences.md", licences.table),
    "problem-codes": ("docs/problems.md", problem_codes),
    "project-settings": ("docs/configuration.md", lambda: settings(Config)),
    "languages": ("docs/voices.md", voices),
    "article-settings": ("docs/configuration.md", lambda: settings(Overrides)),
}


def renewed(page: str, name: str, part: str) -> str:
    """A page with the named part replaced. Raises ValueError when the page has no place for it."""
    pattern = re.compile(rf"(<!-- generated: {re.escape(name)} -->\n).*?(<!-- end -->)", re.DOTALL)
    if not pattern.search(page):
        raise ValueError(f"the page has no part called {name}")
    return pattern.sub(lambda match: f"{match[1]}\n{part}\n\n{match[2]}", page)


def main(arguments: list[str]) -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--check", action="store_true", help="write nothing; name the pages out of date")
    check, stale = options.parse_args(arguments).check, False
    for name, (path, part) in PARTS.items():
        page = (ROOT / path).read_text("utf-8")
        new = renewed(page, name, part())
        if new == page:
            continue
        if check:
            stale = True
            print(f"{path} is out of date; run python tools/write_reference.py", file=sys.stderr)
        else:
            (ROOT / path).write_text(new, "utf-8")
            print(f"{path} written")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
