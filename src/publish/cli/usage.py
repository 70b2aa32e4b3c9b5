"""Errors of usage in one sentence, with a suggestion."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import NoReturn

_CHOICE = re.compile(
    r"argument (?P<where>\S+): invalid choice: '(?P<given>[^']*)' \(choose from (?P<known>.*)\)"
)
_STRANGE = re.compile(r"unrecognized arguments: (?P<given>\S+)")
_MISSING = re.compile(r"the following arguments are required: (?P<names>.*)")


class Parser(argparse.ArgumentParser):
    """An argument parser that tells its errors in words."""

    def error(self, message: str) -> NoReturn:
        """One sentence on standard error; ends the program with status 2."""
        told, help_ = self._told(message)
        self.exit(2, f"publish: {told}; {help_ or f'{self.prog} --help explains it'}\n")

    def _told(self, message: str) -> tuple[str, str]:
        if match := _CHOICE.match(message):
            known = re.findall(r"[\w.-]+", match["known"])
            what = "command" if match["where"] == "COMMAND" else match["where"]
            told = f"there is no {what} {match['given']!r}"
            return told, _meant(match["given"], known) or f"use one of {', '.join(known)}"
        if match := _STRANGE.match(message):
            options = {option for parser in (self, *_inner(self)) for option in parser._option_string_actions}
            given = match["given"]
            if given.startswith("-"):
                return f"there is no option {given}", _meant(given, sorted(options))
            return f"{given!r} is one argument too many", "put what belongs together between quotes"
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
