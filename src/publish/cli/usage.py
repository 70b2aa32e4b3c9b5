"""Errors of usage in one sentence, with a suggestion, and short forms of commands."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn


class Parser(argparse.ArgumentParser):
    """An argument parser that words its errors.

    It asks argparse's objects what is wrong, never the text of its messages, which
    differs between versions and languages.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{**options, "exit_on_error": False})
        self._wanted: list[argparse.Action] = []

    def error(self, message: str) -> NoReturn:
        """One sentence on standard error; ends the program with status 2."""
        self._stop(message, "")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """The options, and what is left; one sentence for a missing argument or a wrong value."""
        self._wanted = [action for action in self._actions if action.required]
        try:
            self._require(False)  # argparse names what is missing by text only: it is looked for below
            options, rest = super().parse_known_args(args, namespace)
        except argparse.ArgumentError as error:
            self._stop(f"{_names(error.argument_name or '')}: {error.message}".removeprefix(": "), "")
        finally:
            self._require(True)
        if missing := [action for action in self._wanted if getattr(options, action.dest, None) is None]:
            self._stop(f"{self.prog} needs {_listed(missing)}", self._example())
        return options, rest

    def format_help(self) -> str:
        """The help of a command, which shows what it requires as required."""
        self._require(True)
        return super().format_help()

    def _require(self, required: bool) -> None:
        for action in self._wanted:
            action.required = required

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """The options of a command line; ends the program with one sentence for an argument too many."""
        options, strange = self.parse_known_args(args, namespace)
        if strange:
            self._stop(*self._unknown(strange[0]))
        return options

    def _match_argument(self, action: argparse.Action, pattern: str) -> int:
        try:
            return super()._match_argument(action, pattern)
        except argparse.ArgumentError as error:
            self._stop(f"{_names(error.argument_name or '')} needs a value after it", "")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        known = list(map(str, action.choices))
        command = isinstance(action, argparse._SubParsersAction)
        what = "command" if command else "/".join(action.option_strings) or str(action.metavar or action.dest)
        help_ = _meant(str(value), known) or f"use one of {', '.join(known)}"
        self._stop(f"there is no {what} {str(value)!r}", help_)

    def _stop(self, sentence: str, help_: str) -> NoReturn:
        self.exit(2, f"publish: {sentence}; {help_ or f'{self.prog} --help explains it'}\n")

    def _unknown(self, given: str) -> tuple[str, str]:
        options = {option for parser in (self, *_inner(self)) for option in parser._option_string_actions}
        if given.startswith("-"):
            return f"there is no option {given}", _meant(given, sorted(options))
        return f"{given!r} is one argument too many", "put what belongs together between quotes"

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

    similar = get_close_matches(given, list(known), 1, 0.6)
    return f"did you mean {similar[0]}?" if similar else ""


def _names(argument: str) -> str:
    """The names of an option as its help lists them: "-o, --output"."""
    return argument.replace("/", ", ") if argument.startswith("-") else argument


def _listed(missing: list[argparse.Action]) -> str:
    """The names of missing arguments: "TEXT and -o", or a command."""
    if isinstance(missing[0], argparse._SubParsersAction):
        return "a command"
    parts = [str((action.option_strings or (action.metavar or action.dest,))[0]) for action in missing]
    return " and ".join(", ".join(parts).rsplit(", ", 1))


def spelled_out(arguments: Sequence[str], commands: Collection[str]) -> list[str]:
    """The arguments with the command that they imply: `build` for a source, `--help` for `help`."""
    if arguments and arguments[0] == "help":
        return [*arguments[1:2], "--help"]
    if any(word in commands for word in arguments) or not any(map(_names_source, arguments)):
        return list(arguments)
    return ["build", *arguments]


def _names_source(word: str) -> bool:
    """Whether an argument looks like a page, a list or a folder of pages, whether or not it is there."""
    if word.startswith("-") or not word:
        return word == "-"
    from publish.pipeline.manifest import is_list
    from publish.sources.locate import KINDS

    if "://" in word:
        return True
    return Path(word).suffix.lower() in KINDS or is_list(word) or Path(word).exists()
