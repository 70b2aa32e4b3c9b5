"""English text in, phonemes in misaki's alphabet out: hibari's front end, with marks kept apart from words.

hibari joins a mark that its tagger does not know to the word beside it. That word is then in no
dictionary and is guessed ("honest”" with its h). Here a text holds only marks that the tagger knows,
and a word that brings its own phonemes is still seen by the tagger.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import hibari
from hibari.g2p import G2P
from hibari.g2p.lexicon import Lexicon
from hibari.g2p.tagger import Tagger
from hibari.g2p.token import Tok
from hibari.g2p.tokenize import Tokenizer

from publish.speech.letter_sounds import sounds
from publish.speech.misaki import to_misaki
from publish.speech.phonemes import parts
from publish.voices import hibari_words

_ASSETS = Path(hibari.__file__).parent / "assets"
_TAGS = {"“": "``", "”": "''", "…": "NFP", "*": "NFP"}
"""Marks that hibari's tagger must always take for marks, with their Penn Treebank tags."""
_KNOWN = frozenset(".,:;!?…'‘’“”()-–—/&%@+#$£€¥₹₩°_")
"""Marks that hibari takes off a word, or reads as a word."""
_READ = frozenset("=~^<>")
"""Signs that hibari reads as words where they stand apart."""
_QUOTES = frozenset('"＂«»‹›„‟‚❝❞「」『』`´')
_OPENS = frozenset(" (“‘—–-/")
_NAME = re.compile(r"(?P<stem>[^\W\d_]+)(?:(?P<s>['’]s)|['’])?")


class EnglishG2P(G2P):  # type: ignore[misc]
    """hibari's G2P for one accent. `[word](/phonemes/)` sets a word's phonemes, in misaki's alphabet."""

    def __init__(self, british: bool) -> None:
        accent = "gb" if british else "us"
        gold, silver = (
            hibari_words.load(_ASSETS / f"lexicon_{accent}_{kind}.json.gz") for kind in ("gold", "silver")
        )
        self.lexicon = Lexicon(gold, silver, british)
        self.tokenizer = Tokenizer(hibari_words.load(_ASSETS / "tokenizer_exceptions.json"))
        model = hibari_words.load(_ASSETS / "tagger.json.gz")
        self.tagger = Tagger({**model, "tagdict": {**model["tagdict"], **_TAGS}})
        self.unk, self.british, self._oov = "", british, None

    def tokenize(self, text: str) -> list[Tok]:
        """The tokens of a text, tagged as a whole, with the phonemes that it brings."""
        plain, marked = "", []
        for words, phonemes in parts(text):
            begin = len(plain)
            plain += words if phonemes else apart(words, plain)
            if phonemes:
                marked.append((begin, len(plain), phonemes))
        return self._marked(self._tokens(plain), plain, marked)

    def fallback(self, token: Tok) -> tuple[str, int]:
        """The phonemes of a word that no dictionary has: of a name whose letters tell its language by that
        language's spelling, of another with accents as it is without them, else as hibari guesses it."""
        name = _NAME.fullmatch(unicodedata.normalize("NFC", token.text))
        if name and (phonemes := self._foreign(name["stem"], token)):
            return self.lexicon._s(phonemes) if name["s"] else phonemes, 2
        return super().fallback(token)  # type: ignore[no-any-return]

    def _foreign(self, word: str, token: Tok) -> str | None:
        """The phonemes of a name, or of a word with accents, that no dictionary has."""
        if not word[0].isupper() and word.isascii():
            return None
        plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
        known = plain != word and self.lexicon.is_known(plain, token.tag)
        ipa = "" if known and word[0].islower() and not word.endswith(("é", "és")) else sounds(word)
        if ipa:
            return to_misaki(ipa, self.british)
        return str(self.lexicon.lookup(plain, token.tag, token.stress, None)[0]) if known else None

    def joined(self, tokens: Sequence[Tok]) -> str:
        """The phonemes of tokens, with a space where the text has one."""
        return "".join((token.phonemes or "") + token.whitespace for token in tokens).strip()

    def _marked(self, tokens: Sequence[Tok], plain: str, marked: list[tuple[int, int, str]]) -> list[Tok]:
        """The tokens with those inside a marked span made one that has its phonemes."""
        result: list[Tok] = []
        at, spans = 0, list(marked)
        for token in tokens:
            begin = plain.find(token.text, at)
            at = end = begin + len(token.text)
            while spans and spans[0][1] <= begin:
                spans.pop(0)
            if not spans or end <= spans[0][0]:
                result.append(self._possessive(result, token, plain, begin))
                continue
            first, last, phonemes = spans[0]
            if begin < first:
                result.append(token.copy(text=plain[begin:first], whitespace=""))
            if begin <= first:
                result.append(Tok(plain[first:last], token.tag, "", phonemes=phonemes, rating=5))
            if end > last:
                result[-1].whitespace = ""
                result.append(token.copy(text=plain[last:end]))
            else:
                result[-1].whitespace = token.whitespace
        return [token for token in result if token is not _GONE]

    def _possessive(self, before: list[Tok], token: Tok, plain: str, begin: int) -> Tok:
        """The token; a possessive s after given phonemes is said with them."""
        joined = before and before[-1].rating == 5 and not before[-1].whitespace
        if not joined or token.text.replace("’", "'") != "'s":
            return token
        before[-1].phonemes = self.lexicon._s(before[-1].phonemes)
        before[-1].text += token.text
        before[-1].whitespace = token.whitespace
        return _GONE


_GONE = Tok("")


def apart(text: str, before: str = "") -> str:
    """The text, which follows `before`, with hibari's own marks in place of those that it does not have.

    Brackets become round ones and quotation marks curly ones; what cannot be said is left out.
    """
    result = before
    for number, mark in enumerate(text):
        result += mark if mark.isalnum() or mark in _KNOWN else _known(mark, result, text[number + 1 :])
    return _DASH.sub("—", result[len(before) :])


_DASH = re.compile(r"--+")


def _known(mark: str, before: str, after: str) -> str:
    """The replacement for a mark that hibari does not have."""
    kind = unicodedata.category(mark)
    if mark in _QUOTES:
        return "“" if (not before or before[-1] in _OPENS) and after[:1].strip() else "”"
    if kind == "Ps":
        return "("
    if kind == "Pe":
        return ")"
    if kind in ("Mn", "Mc"):
        return mark
    if mark in _READ:
        return f" {mark} "
    if kind == "Cf" or mark in "′″‴":
        return ""
    return " " if mark.isspace() or after[:1].isalnum() else ""
