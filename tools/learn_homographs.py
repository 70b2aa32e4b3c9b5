"""Learn which reading of an English homograph a sentence means: sentences in, weights out.

    python tools/learn_homographs.py train.tsv [--held-out]

`train.tsv` is the training half of WikipediaHomographData (homograph, wordid, sentence, start, end).
Sentences of `homograph_sentences.txt` are added. With `--held-out` a tenth of the sentences is kept
back and measured, and the weights are not written. The same input gives the same files on every machine: the
arithmetic is Python's own.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from pathlib import Path

from publish.speech import homographs
from publish.speech.homographs import forms, places, rows, tokens
from publish.voices.hibari import english

ROUNDS, RATE, OWN_SENTENCES, ENDINGS = 5, 0.06, 4, 12_000
"""Times that the sentences are gone through; the step of AdaGrad; how often a sentence of ours counts;
how many nouns and verbs in -s are taken from the sentences for the kinds `ns` and `vs`."""
SCALE, LEAST = 127 / 3, 2
"""Of a weight as a byte; what is not above the least is dropped."""
HERE = Path(__file__).parent
SPEECH = HERE.parent / "src/publish/speech"


@dataclass(frozen=True, slots=True)
class Example:
    """Where the weights of each reading of a place stand; `right` is the number of the true one."""

    word: str
    readings: tuple[tuple[int, ...], ...]
    right: int
    held_out: bool


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--held-out", action="store_true")
    options = parser.parse_args()
    labelled = list(public(options.sentences))
    kinds = word_kinds([text for _, _, text, _ in labelled])
    write_kinds(kinds)
    homographs.word_kinds.cache_clear()
    examples = [one for line in labelled if (one := example(*line, held_out=options.held_out))]
    examples += OWN_SENTENCES * [one for line in own() if (one := example(*line, held_out=False))]
    examples += endings([text for _, _, text, _ in labelled], options.held_out)
    weights = bytes_of(learn([one for one in examples if not one.held_out]))
    if options.held_out:
        report([one for one in examples if one.held_out], weights)
        return
    packed = zlib.compress(bytes(weight & 255 for weight in weights), 9)
    (SPEECH / "homographs.bin").write_bytes(packed)
    print(f"{len(examples)} examples, {len(packed)} bytes of weights, {len(kinds)} words with their kinds")


def public(path: Path) -> Iterator[tuple[str, str, str, int]]:
    """Word, name of the reading, sentence, begin of the word in it."""
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, delimiter="\t"):
            text, word, begin = line["sentence"], line["homograph"], int(line["start"])
            places = [found.start() for found in re.finditer(rf"(?<!\w){word}(?!\w)", text, re.IGNORECASE)]
            # Where a sentence has marks beyond ASCII, the file counts bytes.
            begin = min(places, key=lambda place: abs(len(text[:place].encode()) - begin), default=begin)
            yield word, line["wordid"], text, begin


def own() -> Iterator[tuple[str, str, str, int]]:
    for line in (HERE / "homograph_sentences.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, _, text = line.partition(" ")
        yield text.split("*")[1].lower(), name.rpartition(":")[2], text.replace("*", ""), text.index("*")


def example(word: str, name: str, text: str, begin: int, held_out: bool) -> Example | None:
    """None for a word or a reading that the table lacks, or one that has no other."""
    readings = forms().get(word, ())
    names = [reading.name for reading in readings]
    found = [number for number, (at, end, _) in enumerate(tokens(text)) if at <= begin < end]
    if name not in names or not found:
        return None
    back = held_out and zlib.crc32(text.encode()) % 10 == 0
    return Example(word, placed(readings, text, found[0]), names.index(name), back)


def placed(readings: Sequence[homographs.Reading], text: str, at: int) -> tuple[tuple[int, ...], ...]:
    words = [word for _, _, word in tokens(text)]
    near, far = homographs.features(words, [word.lower().replace("’", "'") for word in words], at)
    return tuple(tuple(rows(reading, near, far)) for reading in readings)


def word_kinds(texts: Sequence[str]) -> dict[str, str]:
    """Words that are met three times -> their tags: those of a fifth of the places, two at most."""
    tagger = english(False).tagger
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        words = [word for _, _, word in tokens(text)]
        for word, tag in zip(words, tagger(words), strict=True):
            if word[0].isalpha():
                counts[word.lower().replace("’", "'")][tag] += 1
    kinds = {}
    for word, tags in sorted(counts.items()):
        total = tags.total()
        if total >= 3:
            best = sorted(tags, key=lambda tag: (-tags[tag], tag))[:2]
            kinds[word] = "/".join(tag for tag in best if tags[tag] > total / 5)
    return {word: kind for word, kind in kinds.items() if kind}


def write_kinds(kinds: dict[str, str]) -> None:
    by_kind: dict[str, list[str]] = defaultdict(list)
    for word, kind in kinds.items():
        by_kind[kind].append(word)
    lines = [
        "# Kinds of word, as a tagger of English calls them (Penn Treebank), and words that are of them."
    ]
    lines += ["# Written by tools/learn_homographs.py."]
    lines += [f"{kind} {' '.join(words)}" for kind, words in sorted(by_kind.items())]
    (SPEECH / "word_kinds.txt").write_text("\n".join(lines) + "\n", "utf-8")


def endings(texts: Sequence[str], held_out: bool) -> list[Example]:
    """Places of words in -s that hibari's tagger takes for nouns here and for verbs there."""
    tagger = english(False).tagger
    seen: list[tuple[str, int, str, str]] = []
    tags_of: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        if held_out and zlib.crc32(text.encode()) % 10 == 0:
            continue
        words = [word for _, _, word in tokens(text)]
        for at, (word, tag) in enumerate(zip(words, tagger(words), strict=True)):
            if tag in ("NNS", "VBZ") and word.endswith("s") and len(word) > 3:
                seen.append((text, at, word, tag))
                tags_of[word].add(tag)
    both = [one for one in seen if len(tags_of[one[2]]) == 2]
    chosen = random.Random(0).sample(both, min(ENDINGS, len(both)))
    return [
        Example(
            "",
            tuple(tuple(places(near(text, at), f"kind {kind}")) for kind in ("ns", "vs")),
            int(tag == "VBZ"),
            False,
        )
        for text, at, _, tag in chosen
    ]


def near(text: str, at: int) -> list[int]:
    words = [word for _, _, word in tokens(text)]
    return homographs.features(words, [word.lower().replace("’", "'") for word in words], at)[0]


def learn(examples: list[Example]) -> list[float]:
    """Logistic regression by AdaGrad: a weight for each place in the table."""
    weights = [0.0] * (1 << homographs.BITS)
    steps = [0.01] * (1 << homographs.BITS)
    order, chance = list(examples), random.Random(0)
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for one in order:
            chances = softmax([sum(map(weights.__getitem__, at)) for at in one.readings])
            for number, at in enumerate(one.readings):
                error = chances[number] - (number == one.right)
                if abs(error) < 0.001:
                    continue
                for place in at:
                    steps[place] += error * error
                    weights[place] -= RATE * error / sqrt(steps[place])
    return weights


def softmax(scores: Sequence[float]) -> list[float]:
    most = max(scores)
    powers = [exp(score - most) for score in scores]
    return [power / sum(powers) for power in powers]


def bytes_of(weights: Sequence[float]) -> list[int]:
    whole = (max(-127, min(127, round(weight * SCALE))) for weight in weights)
    return [weight if abs(weight) > LEAST else 0 for weight in whole]


def report(examples: Sequence[Example], weights: Sequence[int]) -> None:
    wrong: Counter[str] = Counter()
    for one in examples:
        scores = [sum(map(weights.__getitem__, at)) for at in one.readings]
        wrong[one.word] += scores.index(max(scores)) != one.right
    print(f"{1 - wrong.total() / len(examples):.4f} of {len(examples)} sentences kept back are right")
    print(", ".join(f"{word} {count}" for word, count in wrong.most_common() if count))


if __name__ == "__main__":
    main()
