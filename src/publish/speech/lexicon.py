"""Pronunciations of words, and how they are applied.

A saying is a respelling ("Towster") or phonemes in the IPA between slashes
("/ˈtoʊstər/"). An entry in small letters stands for any capitals; one with
capitals stands for itself, and for itself in capitals throughout. Whole words
only, the longest entry first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from publish.errors import ConfigError
from publish.speech.phonemes import MARKED, mark


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries of (written word, saying); where two are the same, the first counts."""

    entries: tuple[tuple[str, str], ...] = ()

    def __or__(self, weaker: Lexicon) -> Lexicon:
        """Both, with this one's sayings first."""
        return Lexicon(self.entries + weaker.entries)

    def spoken_form(self, written: str) -> str | None:
        """The words for one written form, with phonemes marked; None when it has no entry."""
        saying = _table(self).get(written) or _table(self).get(written.lower())
        if saying is None:
            return None
        return mark(written, saying) if is_phonemes(saying) else saying

    @property
    def pattern(self) -> re.Pattern[str] | None:
        """What finds every written form in a text; None when there is none."""
        return _pattern(self)


def is_phonemes(saying: str) -> bool:
    return len(saying) > 2 and saying[0] == saying[-1] == "/"


@lru_cache(maxsize=64)
def _table(lexicon: Lexicon) -> dict[str, str]:
    table: dict[str, str] = {}
    for written, saying in lexicon.entries:
        table.setdefault(written, saying)
        if written != written.lower():
            table.setdefault(written.upper(), saying)
    return table


@lru_cache(maxsize=64)
def _pattern(lexicon: Lexicon) -> re.Pattern[str] | None:
    forms = sorted({w for w, _ in lexicon.entries if w}, key=lambda w: (-len(w), w))
    if not forms:
        return None
    ways = [
        f"(?i:{re.escape(w)})" if w == w.lower() else f"{re.escape(w)}|{re.escape(w.upper())}" for w in forms
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)")


_BRACKETED = re.compile(r"\[[^\[\]]+\]")


def from_table(table: Mapping[str, str], where: str = "lexicon") -> Lexicon:
    """A lexicon from a TOML table of written word = saying.

    Raises ConfigError for an empty word or saying, or phonemes that cannot be marked.
    """
    for written, saying in table.items():
        if not written.strip() or not saying.strip():
            raise ConfigError(
                f"{where}: {written!r} has nothing to be said", "write a respelling or /phonemes/"
            )
        if not saying.strip("/[] "):
            raise ConfigError(
                f"{where}: {written!r} = {saying!r} has no phonemes between its marks",
                'write IPA between two slashes, as in "/ˈlɛstə/"',
            )
        if _BRACKETED.fullmatch(saying.strip()):
            raise ConfigError(
                f"{where}: {written!r} = {saying!r} has brackets where phonemes have slashes",
                f'write "/{saying.strip().strip("[]")}/"',
            )
        if "/" in (saying.strip()[0], saying.strip()[-1]) and not is_phonemes(saying.strip()):
            raise ConfigError(
                f"{where}: {written!r} = {saying!r} has one slash where phonemes have two",
                f'write "/{saying.strip().strip("/")}/", or leave the slash out of a respelling',
            )
        if is_phonemes(saying) and not MARKED.fullmatch(mark(written, saying)):
            raise ConfigError(
                f"{where}: {written!r} = {saying!r} is not phonemes",
                "write IPA between two slashes, no brackets",
            )
    return Lexicon(tuple(sorted((written.strip(), saying.strip()) for written, saying in table.items())))


def load(path: Path) -> Lexicon:
    """A lexicon file: a W3C Pronunciation Lexicon (.pls, .xml), or a TOML table.

    Raises ConfigError when the file cannot be read or is neither.
    """
    from publish.config import read_toml

    if path.suffix.lower() in (".pls", ".xml"):
        return _from_pls(path)
    table = read_toml(path)
    inner = table.get("lexicon", table)
    if not isinstance(inner, dict) or not all(isinstance(saying, str) for saying in inner.values()):
        raise ConfigError(
            f"{path.name} is not a lexicon", 'write one line for each word: Towcester = "/ˈtoʊstər/"'
        )
    return from_table(inner, path.name)


def _from_pls(path: Path) -> Lexicon:
    """PLS 1.0: each grapheme of a lexeme with its first phoneme, or else its alias."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(path.read_bytes(), parser)
    except OSError as error:
        help_ = "check its name, which stands under lexicon_files in publish.toml or after --lexicon"
        raise ConfigError(f"the lexicon {path} cannot be read: {error.strerror}", help_) from error
    except etree.XMLSyntaxError as error:
        help_ = "make it again with the program that wrote it"
        raise ConfigError(f"{path.name} is not well-formed XML: {error.msg}", help_) from error
    alphabet = root.get("alphabet", "ipa")
    table: dict[str, str] = {}
    for lexeme in root.iter("{*}lexeme"):
        saying = _pls_saying(lexeme, alphabet)
        for grapheme in lexeme.iterfind("{*}grapheme"):
            written = " ".join("".join(grapheme.itertext()).split())
            if written and saying:
                table.setdefault(written, saying)
    if not table:
        raise ConfigError(f"{path.name} holds no lexeme that can be used", "phonemes must be in the IPA")
    return from_table(table, path.name)


def _pls_saying(lexeme: object, alphabet: str) -> str:
    for phoneme in lexeme.iterfind("{*}phoneme"):  # type: ignore[attr-defined]
        text = " ".join("".join(phoneme.itertext()).split()).replace("/", "")
        if text and phoneme.get("alphabet", alphabet) == "ipa":
            return f"/{text}/"
    for alias in lexeme.iterfind("{*}alias"):  # type: ignore[attr-defined]
        text = " ".join("".join(alias.itertext()).split())
        if text:
            return text
    return ""
