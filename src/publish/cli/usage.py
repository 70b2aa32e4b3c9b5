"""Errors of usage in one sentence, with a suggestion."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

_MISSING = re.compile(r"the following arguments are required: (?P<names>.*)")


class Parser(argparse.ArgumentParser):
    """An argument parser that tells its errors in words."""

    def error(self, message: str) -> NoReturn:
        """One sentence on standard error; ends the program with status 2."""
        self._stop(*self._told(message))

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """The options of a command line; ends the program with one sentence for an argument too many."""
        options, strange = self.parse_known_args(args, namespace)
        if strange:
            self._stop(*self._unknown(strange[0]))
        return options

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        known = list(map(str, action.choices))
        command = isinstance(action, argparse._SubParsersAction)
        what = "command" if command else "/".join(action.option_strings) or str(action.metavar or action.dest)
        help_ = _meant(str(value), known) or f"use one of {', '.join(known)}"
        self._stop(f"there is no {what} {str(value)!r}", help_)

    def _stop(self, told: str, help_: str) -> NoReturn:
        self.exit(2, f"publish: {told}; {help_ or f'{self.prog} --help explains it'}\n")

    def _unknown(self, given: str) -> tuple[str, str]:
        options = {option for parser in (self, *_inner(self)) for option in parser._option_string_actions}
        if given.startswith("-"):
            return f"there is no option {given}", _meant(given, sorted(options))
        return f"{given!r} is one argument too many", "put what belongs together between quotes"

    def _told(self, message: str) -> tuple[str, str]:
        if match := _MISSING.match(message):
            wanted = _listed(match["names"])
            return f"{self.prog} needs {'a command' if wanted == 'COMMAND' else wanted}", self._example()
        where = message.removeprefix("argument ").replace(
            ": expected one argument", " needs a value after it"
        )
        return re.sub(r"^(-\w)/", r"\1, ", where), ""

    def _example(self) -> str:
        examples = (self.epilog or "").splitlines()[1:]
        return f"as in {examples[0].strip()}" if " " in self.prog and examples else ""


def _inner(parser: argparse.ArgumentParser) -> Iterable[argparse.ArgumentParser]:
    """The parsers of a program's commands."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.values()


def _meant(given: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    found = get_close_matches(given, list(known), 1, 0.6)
    return f"did you mean {found[0]}?" if found else ""


def _listed(names: str) -> str:
    """The names of missing arguments: "TEXT and -o"."""
    parts = [name.split("/")[0] for name in names.split(", ")]
    return " and ".join(", ".join(parts).rsplit(", ", 1))
