"""Types of arguments, and arguments that several commands share.

A type turns text into a value, or raises ArgumentTypeError that says what to write.
"""

from __future__ import annotations

import argparse
from typing import Any

GROUPS = ("epub", "audio", "web")


def count(text: str) -> int:
    """A whole number from 1 up."""
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 up")
    return number


def port(text: str) -> int:
    """The number of a port, 1 to 65,535."""
    if count(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: they end at 65535")
    return count(text)


def language(text: str) -> str:
    """The tag of a language as BCP 47 writes it, such as `en-GB`."""
    from publish.i18n.language import well_formed

    if text and not well_formed(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not the tag of a language, such as en-GB")
    return well_formed(text)


def resource(text: str) -> tuple[str, float]:
    """What a job asks of a cluster: `GPU=0.5` as name and amount, 1 without one."""
    name, _, amount = text.partition("=")
    try:
        return name, float(amount or "1")
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=AMOUNT") from None


def groups(text: str) -> tuple[str, ...]:
    """Some of `GROUPS`, in their order."""
    chosen = [name for part in text.lower().split(",") if (name := part.strip())]
    if not chosen:
        raise argparse.ArgumentTypeError(f"{text!r} names none of {', '.join(GROUPS)}")
    for name in chosen:
        if name not in GROUPS:
            raise argparse.ArgumentTypeError(f"{name!r} is not one of {', '.join(GROUPS)}")
    return tuple(group for group in GROUPS if group in chosen)


def everywhere(add: Any, quiet: Any, config: Any) -> None:
    """What may stand before a command and after it; a default after it would hide what stands before."""
    add.add_argument("-q", "--quiet", action="store_true", default=quiet, help="results and failures only")
    add.add_argument(
        "--config", default=config, metavar="FILE", help="the settings (publish.toml in this folder)"
    )


SOURCE = "an .html, .mhtml, .txt or .md file, a folder, or an http(s) address"


def source_argument(add: argparse.ArgumentParser) -> None:
    """SOURCE, once."""
    add.add_argument("source", metavar="SOURCE", help=f"{SOURCE}; - for standard input")


def article_language_argument(add: argparse.ArgumentParser) -> None:
    """--lang of an article, which a page mostly says itself."""
    add.add_argument(
        "--lang",
        dest="language",
        type=language,
        default="",
        metavar="TAG",
        help="the language of an article whose settings name none (as its page says)",
    )


def lexicon_argument(add: argparse.ArgumentParser) -> None:
    """--lexicon, any number of times."""
    add.add_argument(
        "--lexicon",
        action="append",
        default=[],
        metavar="WORD=SAID|FILE",
        help="how to say a word, or a lexicon file (.toml, .pls); repeatable",
    )
