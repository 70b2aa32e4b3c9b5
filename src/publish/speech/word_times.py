"""Word times of spoken text -> those of the written text: "£5m" lasts as long as "five million pounds"."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from publish.model.narration import WordTime
from publish.model.text import lazy_pattern
from publish.speech.phonemes import shown

_WORD = re.compile(r"\S+")
_EAST_ASIAN = (
    "\u3001-\u3003\u3005-\u3011\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\uff01-\uff0f\uff1a-\uff20\U00020000-\U0003134f"
)
_PART = lazy_pattern(rf"[{_EAST_ASIAN}]|[^\s{_EAST_ASIAN}]+")
"""A letter or mark of Chinese or Japanese, whose words nothing parts, or a word of another language."""
_CLAUSE_MARKS = ",;:،؛，、；：–—"
_CLAUSE_END = re.compile(rf"(?<=[{_CLAUSE_MARKS}])[\"'”’»)\]]*+\s++|(?<!\s)\s++(?=[–—(]\s?\w)")

Word = tuple[int, int, str]
"""Begin and end in a text, and the word in small letters without its marks."""
Heard = tuple[str, int, int]
"""A word as an engine has it, its first sample frame and the one after its last."""


def words_of(text: str) -> list[Word]:
    """The words of a text; the phonemes that it brings are no part of them."""
    return _cut(text, _WORD)


def _parts_of(text: str) -> list[Word]:
    """The words of a text, each letter of Chinese and Japanese as one."""
    return _cut(text, _WORD if text.isascii() else _PART)


def _cut(text: str, pattern: re.Pattern[str]) -> list[Word]:
    plain, places = shown(text)
    return [
        (places[match.start()], places[match.end() - 1] + 1, bare(match[0]))
        for match in pattern.finditer(plain)
    ]


def clauses(text: str) -> list[tuple[int, int]]:
    """Begin and end of each clause of a sentence, parted where marks ask for a pause."""
    cuts = [match.span() for match in _CLAUSE_END.finditer(text.rstrip())]
    begins, ends = [0, *(end for _, end in cuts)], [*(begin for begin, _ in cuts), len(text.rstrip())]
    return list(zip(begins, ends, strict=True))


def begins_clause(written: str, place: int) -> bool:
    """Whether a clause begins at that letter of a text without its white space."""
    before = written[max(0, place - 3) : place].rstrip("\"'”’»)]")
    return not place or before.endswith(tuple(_CLAUSE_MARKS)) or written[place] in "–—("


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
    them, when both of those are known. What is not known is left out. Where `times` are those of clauses,
    so are the spans.
    """
    if not times:
        return ()
    written, heard = _parts_of(text), _parts_of(spoken)
    owners = list(_owners(heard, times))
    groups_of_words: list[tuple[int, int, int, int]] = []
    for begin, end, first, last in _alike([word[2] for word in written], [word[2] for word in heard]):
        head, tail = owners[first], owners[last - 1]
        if head is None or tail is None:
            continue
        if groups_of_words and head == tail and groups_of_words[-1][2:] == (head, tail):
            begin = groups_of_words.pop()[0]
        groups_of_words.append((begin, end, head, tail))
    count = list(accumulate((not letter.isspace() for letter in text), initial=0))
    return tuple(
        WordTime(count[written[begin][0]], count[written[end - 1][1]], times[head].first, times[tail].last)
        for begin, end, head, tail in groups_of_words
    )


def _owners(heard: Sequence[Word], times: Sequence[WordTime]) -> Iterator[int | None]:
    """For each word that is spoken the place of the time that it has, alone or with its clause."""
    begins = [time.begin for time in times]
    for begin, _, _ in heard:
        at = bisect_right(begins, begin) - 1
        yield at if at >= 0 and begin < times[at].end else None


def _alike(written: Sequence[str], heard: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Words that are read as they are written, one by one, and runs of words that are read otherwise.

    Each as begin and end among those written, then begin and end among those heard.
    """
    matcher = difflib.SequenceMatcher(None, written, heard, autojunk=False)
    for kind, w_begin, w_end, h_begin, h_end in matcher.get_opcodes():
        if kind == "equal":
            for n in range(w_end - w_begin):
                yield w_begin + n, w_begin + n + 1, h_begin + n, h_begin + n + 1
        elif w_begin < w_end and h_begin < h_end:
            yield w_begin, w_end, h_begin, h_end


def matched(text: str, heard: Sequence[Heard]) -> tuple[WordTime, ...]:
    """The words of the text that are heard as they are written; those read otherwise have no time."""
    words = _parts_of(text)
    theirs = [
        (part, number)
        for number, (word, _, _) in enumerate(heard)
        for part in [part for _, _, part in _parts_of(word) if part] or [""]
    ]
    matcher = difflib.SequenceMatcher(
        None, [word for _, _, word in words], [part for part, _ in theirs], autojunk=False
    )
    times: list[WordTime] = []
    last = -1
    for a, b, size in matcher.get_matching_blocks():
        for (begin, end, _), (_, number) in zip(words[a : a + size], theirs[b : b + size], strict=True):
            begin = times.pop().begin if number == last else begin
            times.append(WordTime(begin, end, *heard[number][1:]))
            last = number
    return tuple(times)
