"""Written text -> spoken text; sentence splitting.

`spoken` gives the words for an engine, `Lexicon` the words that a voice gets
wrong, `names` the names of an article for an editor to check. `sentences`
stands by itself, so that a reader of pages loads nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from publish.speech.lexicon import Lexicon
    from publish.speech.normalise import literal, shipped, spoken
    from publish.speech.phonemes import strip_phonemes
    from publish.speech.proper_names import names

__all__ = ["Lexicon", "literal", "names", "shipped", "spoken", "strip_phonemes"]

_HOMES = {
    "Lexicon": "lexicon",
    "literal": "normalise",
    "names": "proper_names",
    "shipped": "normalise",
    "spoken": "normalise",
    "strip_phonemes": "phonemes",
}


def __getattr__(name: str) -> Any:
    """Each name on first use: the grammars take a moment to compile."""
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    value = getattr(import_module(f"publish.speech.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
