"""Words that a voice gets wrong, with the way to say them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Written word -> respelling, or phonemes in IPA between slashes ("/ˈlɛstə/")."""

    entries: tuple[tuple[str, str], ...] = ()
