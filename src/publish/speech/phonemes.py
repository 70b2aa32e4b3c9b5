"""The notation of phonemes inside spoken text: `[word](/ˈɪpə/)`, in the IPA.

An engine that takes phonemes reads them with `parts`, or as `misaki` writes them; any other is
given `strip_phonemes`, which leaves the written word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MARKED = re.compile(r"\[([^\[\]\n]{1,120})\]\(/([^/()\n]{1,200})/\)")


def mark(word: str, ipa: str) -> str:
    """A word with its phonemes."""
    return f"[{word}](/{ipa.strip('/ ')}/)"


_IPA = re.compile(r"[\u0250-\u02af\u02b0-\u02ff]")
# A pronunciation as encyclopaedias set it: "Aotearoa [aɔˈtɛaɾɔa]", "Aotearoa (pronounced /.../; often ...".
_GIVEN = re.compile(
    r"(?<![\w'’-])(?P<quote>['’-]*+)"
    r"(?P<words>(?:[^\W\d_][\w'’-]*[ ]){0,3}[^\W\d_][\w'’-]*)(?P<gap>[ ]?(?P<bracket>\()?"
    r"(?:(?:pronounced|pronunciation:|IPA:)[ ]?)?)[ ]?(?:\[(?P<square>[^\[\]\n]{2,60})\]"
    r"|/(?P<ipa>[^/\n]{2,60})/)(?P<rest>[;,]?[ ]?\)?)"
)


def with_given(text: str) -> str:
    """The text with a name marked by the pronunciation that stands after it, instead of that being
    read out."""
    return _GIVEN.sub(_marked, text) if _IPA.search(text) else text


def _marked(match: re.Match[str]) -> str:
    ipa = match["square"] or match["ipa"]
    words, count = match["words"].split(" "), len(ipa.split())
    if not (_IPA.search(ipa) and words[-1][0].isupper()):
        return match[0]
    name = " ".join(words[-count:])
    marked = mark(name, ipa) if count <= len(words) else name
    spoken = " ".join([*words[:-count], marked if MARKED.fullmatch(marked) else name])
    rest = match["rest"]
    if not match["bracket"]:
        return match["quote"] + spoken + rest
    return match["quote"] + spoken + ("" if ")" in rest else " (")


def strip_phonemes(text: str) -> str:
    """The text with the written words alone, for engines that take no phonemes."""
    return MARKED.sub(r"\1", text)


def shown(text: str) -> tuple[str, list[int]]:
    """`strip_phonemes` of a text, and where in the text each of its characters stands."""
    places: list[int] = []
    begin = 0
    for match in MARKED.finditer(text):
        places += [*range(begin, match.start()), *range(*match.span(1))]
        begin = match.end()
    return strip_phonemes(text), [*places, *range(begin, len(text))]


def parts(text: str) -> Iterator[tuple[str, str]]:
    """The text in order as (words, phonemes); phonemes are "" for plain text."""
    begin = 0
    for match in MARKED.finditer(text):
        if match.start() > begin:
            yield text[begin : match.start()], ""
        yield match[1], match[2]
        begin = match.end()
    if begin < len(text):
        yield text[begin:], ""
