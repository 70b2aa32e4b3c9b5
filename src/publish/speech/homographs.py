"""English words that are written alike and said differently: which reading a sentence means.

The readings stand in `homographs.tsv`. A linear model chooses among them: each feature of the words
around adds a weight for the reading and one for its kind (noun, verb ...), so that a rare verb gains
from what is known of other verbs. `tools/learn_homographs.py` learns the weights.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from publish.speech.phonemes import mark, parts

FILES = ("homographs.bin", "homographs.py", "homographs.tsv", "word_kinds.txt")
"""What decides, beside the text, how a homograph is said."""
BITS = 19
"""The weights are 2 to the power of this many signed bytes."""
_MASK = (1 << BITS) - 1
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*|[^\w\s]")
_REACH = 10
"""Words on each side whose presence counts."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to say a word: its name, its kind of word ("" for one of its own), its phonemes in American
    and in British English, and a spelling that other voices say so ("" where there is none)."""

    name: str
    kind: str
    american: str
    british: str
    respelling: str = ""


Token = tuple[int, int, str]
"""Begin and end in the text, and the word or mark."""


def tokens(text: str) -> list[Token]:
    """The words and marks of a text."""
    return [(match.start(), match.end(), match[0]) for match in _TOKEN.finditer(text)]


def marked(text: str, british: bool) -> str:
    """The text with the phonemes of each homograph that has none yet."""
    pieces = list(parts(text))
    decisions = decide("".join(words for words, _ in pieces))
    if not decisions:
        return text
    kept, at = "", 0
    for words, phonemes in pieces:
        end = at + len(words)
        inside = [] if phonemes else [one for one in decisions if at <= one.begin and one.end <= end]
        kept += mark(words, phonemes) if phonemes else _replaced(words, at, inside, british)
        at = end
    return kept


def _replaced(words: str, offset: int, decisions: list[Decision], british: bool) -> str:
    kept, at = "", 0
    for one in decisions:
        begin, end = one.begin - offset, one.end - offset
        spoken = one.reading.british if british else one.reading.american
        kept += words[at:begin] + mark(words[begin:end], spoken)
        at = end
    return kept + words[at:]


def respelt(text: str) -> str:
    """The text, which has no phonemes, with a homograph respelt where a reading needs that."""
    kept, at = "", 0
    for one in decide(text):
        if one.reading.respelling:
            written = text[one.begin : one.end]
            spelt = one.reading.respelling
            kept += text[at : one.begin] + (spelt.capitalize() if written[0].isupper() else spelt)
            at = one.end
    return kept + text[at:]


@dataclass(frozen=True, slots=True)
class Decision:
    """A homograph in a text, from `begin` to `end`, and how it is said there."""

    begin: int
    end: int
    reading: Reading


def decide(text: str) -> list[Decision]:
    """Every homograph of the text, in order, with the reading that the words around it speak for."""
    pieces = tokens(text)
    words = [word for _, _, word in pieces]
    low = [word.lower().replace("’", "'") for word in words]
    known = forms()
    return [
        Decision(begin, end, choose(known[low[number]], words, low, number))
        for number, (begin, end, _) in enumerate(pieces)
        if low[number] in known
    ]


def choose(readings: Sequence[Reading], words: Sequence[str], low: Sequence[str], at: int) -> Reading:
    """The best of the readings of `words[at]`; `low` are the words in small letters."""
    if len(readings) == 1:
        return readings[0]
    near, far = features(words, low, at)
    return max(readings, key=lambda reading: sum(map(weights().__getitem__, rows(reading, near, far))))


def rows(reading: Reading, near: Sequence[int], far: Sequence[int]) -> list[int]:
    """Where the weights of a reading stand, for the features of a place."""
    own = places((*near, *far), reading.name)
    return own + places(near, f"kind {reading.kind}") if reading.kind else own


def places(features: Sequence[int], of: str) -> list[int]:
    """Where the weights of features stand, for a reading or a kind of that name."""
    salt = _crc(of)
    return [((feature ^ salt) * _SPREAD >> 14) & _MASK for feature in features]


_SPREAD = 0x9E3779B1
"""Spreads 32 bits over the table (Knuth's multiplicative hashing)."""


def features(words: Sequence[str], low: Sequence[str], at: int) -> tuple[list[int], list[int]]:
    """Digests of what stands near `words[at]`, in which order, and of the words farther around it."""
    size = len(words)
    near_low = {k: _word(low, at + k, size) for k in range(-4, 5)}
    tag = {k: _tag(words, low, at + k, size) for k in range(-4, 5)}
    named = [f"w{k}={near_low[k]}" for k in (-3, -2, -1, 1, 2, 3)]
    named += [f"c{k}={tag[k]}" for k in range(-4, 5) if k]
    for k in (-2, -1, 1, 2):
        named += [f"s{k}={near_low[k][-3:]}", f"t{k}={near_low[k][-2:]}"]
    for one, two in ((-2, -1), (-1, 1), (1, 2)):
        named += [f"w{one}{two}={near_low[one]} {near_low[two]}", f"c{one}{two}={tag[one]} {tag[two]}"]
    for one, two, three in ((-3, -2, -1), (-2, -1, 1), (-1, 1, 2)):
        named.append(f"c{one}{two}{three}={tag[one]} {tag[two]} {tag[three]}")
    named += [f"wc={near_low[-1]} {tag[1]}", f"cw={tag[-1]} {near_low[1]}"]
    capital = _capital(words, at)
    after, before = at + 1 < size and words[at + 1][0].isupper(), at > 0 and words[at - 1][0].isupper()
    named += ["all", f"cap={capital}", f"caps={capital} {after} {before}"]
    around = {*low[max(0, at - _REACH) : at], *low[at + 1 : at + 1 + _REACH]}
    return [_crc(name) for name in named], [_crc(f"g={w}") for w in sorted(around) if len(w) > 2]


def _word(low: Sequence[str], at: int, size: int) -> str:
    return low[at] if 0 <= at < size else "<s>" if at < 0 else "</s>"


def _tag(words: Sequence[str], low: Sequence[str], at: int, size: int) -> str:
    """The kind of a word: from the list, a mark itself, or its ending."""
    if not 0 <= at < size:
        return "<s>" if at < 0 else "</s>"
    word = low[at]
    if tag := word_kinds().get(word):
        return tag
    if not word[0].isalpha():
        return "0" if word[0].isdigit() else word
    return f"{'^' if words[at][0].isupper() else ''}~{word[-3:]}"


def _capital(words: Sequence[str], at: int) -> str:
    word = words[at]
    if len(word) > 1 and word.isupper():
        return "all"
    if word[0].islower():
        return "none"
    return "first" if at == 0 else "one"


def _crc(text: str) -> int:
    return zlib.crc32(text.encode())


@cache
def weights() -> bytes | memoryview:
    """The learned weights, each a signed byte."""
    return memoryview(zlib.decompress(_data("homographs.bin"))).cast("b")


@cache
def word_kinds() -> dict[str, str]:
    """Common words -> what kinds of word they are, as a tagger of English calls them."""
    lines = (line.split() for line in _data("word_kinds.txt").decode().splitlines() if line[0] != "#")
    return {word: kind for kind, *words in lines for word in words}


@cache
def forms() -> dict[str, tuple[Reading, ...]]:
    """Every form of every homograph, in small letters -> its readings, the commonest first."""
    readings_of: dict[str, list[Reading]] = {}
    for line in _data("homographs.tsv").decode().splitlines():
        if line and not line.startswith("#"):
            word, *fields = line.split("\t")
            readings_of.setdefault(word, []).append(Reading(*fields))
    plain = {word: tuple(readings) for word, readings in readings_of.items()}
    inflected = dict(form for word, readings in plain.items() for form in _inflections(word, readings))
    return {**inflected, **plain}


def _data(name: str) -> bytes:
    return resources.files("publish.speech").joinpath(name).read_bytes()


_NO_FORMS = frozenset("close house live mouth use".split())
"""Verbs whose other forms no noun or adjective shares, or whose noun has forms of its own."""
_DOUBLED = frozenset("permit rebel upset".split())
_FLAPPED = frozenset("AIOWYiuæɑəɛɪɹʊʌaeoɔ")
_HISSING = ("s", "z", "ʃ", "ʒ")


def _inflections(word: str, readings: tuple[Reading, ...]) -> Iterator[tuple[str, tuple[Reading, ...]]]:
    """The forms of a word that is a verb or else a noun or an adjective, with how they are said."""
    verbs = [reading for reading in readings if reading.kind == "v"]
    others = [reading for reading in readings if reading.kind in ("n", "a", "an")]
    plural = word.endswith("s") and not word.endswith("ss")
    if len(verbs) != 1 or not others or plural or word in _NO_FORMS:
        return
    yield f"{word}{'es' if word.endswith('s') else 's'}", tuple(_formed(one, "s") for one in readings)
    stem = word.removesuffix("e") + (word[-1] if word in _DOUBLED else "")
    yield f"{stem}ed", (_formed(verbs[0], "ed"),)
    yield f"{stem}ing", (_formed(verbs[0], "ing"),)


def _formed(reading: Reading, ending: str) -> Reading:
    kind = reading.kind + "s" if ending == "s" else reading.kind
    american, british = _ended(reading.american, ending, "ᵻ"), _ended(reading.british, ending, "ɪ")
    return Reading(reading.name, kind, american, british)


def _ended(phonemes: str, ending: str, vowel: str) -> str:
    """Phonemes with the sound of an ending: of plurals and verbs, of pasts, or -ing."""
    if ending == "s":
        if phonemes.endswith(_HISSING):
            return f"{phonemes}{vowel}z"
        return phonemes + ("s" if phonemes[-1] in "ptkfθ" else "z")
    if phonemes[-1] == "t" and phonemes[-2] in _FLAPPED and vowel == "ᵻ":
        phonemes = f"{phonemes[:-1]}ɾ"
    if ending == "ing":
        return f"{phonemes}ɪŋ"
    if phonemes[-1] in "tdɾ":
        return f"{phonemes}{vowel}d"
    return phonemes + ("t" if phonemes[-1] in "pkfθsʃ" else "d")
