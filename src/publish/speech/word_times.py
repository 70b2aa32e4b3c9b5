"""Word times of spoken text -> those of the written text: "£5m" lasts as long as "five million pounds"."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from itertools import accumulate

from publish.model.narration import WordTime
from publish.speech.phonemes import shown

_WORD = re.compile(r"\S+")

Word = tuple[int, int, str]
"""Begin and end in a text, and the word in small letters without its marks."""
Heard = tuple[str, int, int]
"""A word as an engine has it, its first sample frame and the one after its last."""


def words_of(text: str) -> list[Word]:
    """The words of a text; the phonemes that it brings are no part of them."""
    plain, places = shown(text)
    return [
        (places[match.start()], places[match.end() - 1] + 1, bare(match[0]))
        for match in _WORD.finditer(plain)
    ]


def bare(word: str) -> str:
    """A word as it is compared: small letters and figures."""
    return re.sub(r"[^\w']", "", word.replace("’", "'")).casefold()


def letters(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def written_words(text: str, spoken: str, times: Sequence[WordTime]) -> tuple[WordTime, ...]:
    """The times of the words of `text` from those of `spoken`, which is how it is read out.

    Their spans count the characters of `text` that are no white space, since a
    page may break it elsewhere; ends are exclusive.

    Words that are read as they are written have the time of their own. Between them stand words that are
    read otherwise: all of them together have one time, from the first to the last word that is spoken for
    them, when both of those are known. What is not known is left out.
    """
    if not times:
        return ()
    written, heard = words_of(text), words_of(spoken)
    known = {time.begin: (time.first, time.last) for time in times}
    matcher = difflib.SequenceMatcher(None, [w[2] for w in written], [w[2] for w in heard], autojunk=False)
    result: list[WordTime] = []
    count = list(accumulate((not letter.isspace() for letter in text), initial=0))
    for kind, w_begin, w_end, h_begin, h_end in matcher.get_opcodes():
        if kind == "equal":
            groups = [
                (n, n + 1, n - w_begin + h_begin, n - w_begin + h_begin + 1) for n in range(w_begin, w_end)
            ]
        else:
            groups = [(w_begin, w_end, h_begin, h_end)] if w_begin < w_end and h_begin < h_end else []
        for begin, end, first, last in groups:
            head, tail = known.get(heard[first][0]), known.get(heard[last - 1][0])
            if head and tail:
                result.append(
                    WordTime(count[written[begin][0]], count[written[end - 1][1]], head[0], tail[1])
                )
    return tuple(result)


def matched(text: str, heard: Sequence[Heard]) -> tuple[WordTime, ...]:
    """The words of the text that are heard as they are written; those read otherwise have no time."""
    words = words_of(text)
    written, theirs = [word for _, _, word in words], [bare(word) for word, _, _ in heard]
    blocks = difflib.SequenceMatcher(None, written, theirs, autojunk=False).get_matching_blocks()
    pairs = [(words[a + n], heard[b + n]) for a, b, size in blocks for n in range(size)]
    return tuple(WordTime(begin, end, first, last) for (begin, end, _), (_, first, last) in pairs)
