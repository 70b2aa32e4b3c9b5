"""How written text is said, and where its sentences end."""

from __future__ import annotations

from publish.speech.lexicon import Lexicon


def spoken(text: str, lang: str, lexicon: Lexicon = Lexicon()) -> str:  # noqa: B008
    """The words for an engine to say."""
    from publish.speech.english import say

    return say(text, lang)
