"""Emoji by their CLDR names, in the languages that the `emoji` package has them in.

The package (BSD, plain Python, kept with each Unicode release) carries CLDR's
short names; it is loaded only for a text that holds an emoji. In any other
language the emoji stays, since eSpeak NG has names of its own.
"""

from __future__ import annotations

import re

from publish.model.text import base_language

_RATING = re.compile("(?:⭐\ufe0f?){3,}")  # left to the grammar as the stars of a rating
_SIGNS = frozenset("©®™‼⁉ℹ↔↕↖↗↘↙↩↪⌨")


def named(text: str, lang: str) -> str:
    """The text with each emoji by name; several of the same kind in a row are named once.

    A name is set off by a comma, so that it is not heard as part of the sentence.
    """
    import emoji

    base = base_language(lang)
    if base not in emoji.LANGUAGES:
        return text
    if base == "en":
        text = _RATING.sub(lambda match: "★" * match[0].count("⭐"), text)
    said, end, last = "", 0, ""
    for found in emoji.emoji_list(text):
        sign, between = found["emoji"], text[end : found["match_start"]]
        if sign.rstrip("\ufe0f") in _SIGNS:
            continue
        end = found["match_end"]
        if between.strip(" \ufe0f") or sign != last:
            said = _followed(said, between).rstrip()
            said += _pause(said) + _name(sign, base)
        last = sign
    return _followed(said, text[end:])


def _pause(lead: str) -> str:
    if not lead:
        return ""
    return " " if lead[-1] in ".,;:!?…–—(" else ", "


def _followed(said: str, following: str) -> str:
    following = following.removeprefix("\ufe0f")
    if said and following.lstrip(" ")[:1].isalnum():
        return f"{said}, {following.lstrip(' ')}"
    apart = said and following and not following[0].isspace() and following[0] not in ".,;:!?)…"
    return f"{said} {following}" if apart else said + following


def _name(sign: str, base: str) -> str:
    import emoji

    name = emoji.demojize(sign, language=base, delimiters=("", ""))
    name = name.replace("_", " ").replace("’", "'").strip()
    return re.sub(r" (?=(?:medium-)?(?:light|medium|dark) skin tone$)", ", ", name)
