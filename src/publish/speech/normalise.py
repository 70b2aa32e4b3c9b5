"""Text normalisation: written text -> the text that an engine is given."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from publish.model.text import base_language
from publish.speech.lexicon import Lexicon, from_table
from publish.speech.phonemes import MARKED, with_given
from publish.system import data

NO_LEXICON = Lexicon()

# What is left as it is: phonemes given already, mark-up, and phonetic spellings in brackets.
_KEPT = re.compile(
    rf"{MARKED.pattern}|</?[A-Za-z](?![^<>\s]*@[^<>\s]+>|[a-z]+://)[^<>\n]{{0,120}}>|\[(?:[A-Z]{{1,3}}[0-2]?"
    rf"[ \]]){{2,40}}|\[[^\[\]\s]*[ʰ-˿ɐ-ʯ][^\[\]\n]*\]"
)
# A no-break space beside a word; between figures it may be a mark between thousands.
_HARD_SPACE = re.compile(
    r"(?<=[\w.%$€£])[\u00a0\u202f](?=[^\W\d_])|(?:(?<=[^\W\d_])|(?<=[^\W\d_]\.))[\u00a0\u202f](?=\w)"
)
_EMOJI = re.compile("[\u203c-\u3299\U0001f000-\U0001faff]")


def spoken(text: str, lang: str, lexicon: Lexicon = NO_LEXICON) -> str:
    """The words for an engine to say `text`, which is in language `lang` (a BCP 47 tag).

    Text that needs no change comes back as it is. A lexicon's phonemes travel as
    `[word](/ipa/)`. Nothing is raised for any text, and no word is lost.
    """
    if not text.strip():
        return text
    text = with_given(text)
    guard = _Guard(text)
    text = guard.hide(_KEPT, text, lambda match: match[0])
    if lexicon.pattern:
        text = guard.hide(lexicon.pattern, text, lambda match: lexicon.spoken_form(match[0]) or match[0])
    if _EMOJI.search(text):
        from publish.speech.marks import named

        text = named(text, lang)
    words = guard.show(_grammar(base_language(lang), text, lang))
    return _ended(words, text)


_FINAL_STOP = re.compile(r"(?<=[^\s.])\.([\"'”’»)\]]*)\s*$")


def _ended(spoken_text: str, written: str) -> str:
    """The full stop that ends a sentence stays, even where it also ended an abbreviation."""
    stop = _FINAL_STOP.search(written)
    if not stop or " " not in written.strip() or re.search(r"[.!?…]\W*$", spoken_text):
        return spoken_text
    closing = stop[1]
    bare = spoken_text.rstrip()
    return bare.removesuffix(closing) + "." + closing if bare.endswith(closing) else spoken_text


def _grammar(base: str, text: str, lang: str) -> str:
    text = _HARD_SPACE.sub(" ", text)
    if base in ("en", "pcm"):  # Nigerian Pidgin counts in English
        from publish.speech.english import say
        from publish.speech.marks import wave_ranges

        return say(wave_ranges(text), lang)
    from publish.speech import european, multilingual
    from publish.speech.marks import plain_figures, without_marks

    text = plain_figures(without_marks(text, base in european.LANGUAGES))
    if base in european.LANGUAGES:
        return european.say(text, lang)
    table = multilingual.language_of(base, text)
    return multilingual.say(text, table) if table else text


class _Guard:
    """Stretches of text that the grammar must not touch, each behind a word of no meaning.

    The word is capitalised where the stretch is, so that "St" before it is still
    a saint and a score between two of them still a score.
    """

    def __init__(self, text: str) -> None:
        longest = max(map(len, re.findall("qzxvq*", text.lower())), default=3)
        self._stem = "qzxv".ljust(longest + 1, "q")
        self._hidden: list[str] = []

    def hide(self, pattern: re.Pattern[str], text: str, saying: Callable[[re.Match[str]], str]) -> str:
        def hidden(match: re.Match[str]) -> str:
            self._hidden.append(saying(match))
            word = self._stem + _letters(len(self._hidden) - 1)
            return word.capitalize() if match[0][:1].isupper() else word

        return pattern.sub(hidden, text)

    def show(self, text: str) -> str:
        if not self._hidden:
            return text
        pattern = re.compile(rf"(?i:{self._stem})([a-j]+)z")
        return pattern.sub(lambda match: self._hidden[_number(match[1])], text)


def _letters(number: int) -> str:
    """A number in letters, ended by z so that no word is the beginning of another."""
    return str(number).translate(_TO_LETTERS) + "z"


def _number(letters: str) -> int:
    return int(letters.translate(_TO_FIGURES))


_TO_LETTERS = str.maketrans("0123456789", "abcdefghij")
_TO_FIGURES = str.maketrans("abcdefghij", "0123456789")


@lru_cache(maxsize=1)
def literal(text: str, lang: str) -> str:
    """Code in running text, such as `IMG_2047.jpg`, as it is read out; its words alone stay as they are.

    The number grammars must not touch code: a file's 17M is not seventeen million.
    """
    if base_language(lang) != "en" or not _CODED.search(text):
        return text
    from publish.speech.english.addresses import literal as english
    from publish.speech.english.vocabulary import dialect_of

    return english(text, dialect_of(lang))


def shipped(lang: str) -> Lexicon:
    """The lexicon that comes with the program for English: names that voices get wrong, in British
    English those of British places and people first."""
    from publish.speech.english.vocabulary import dialect_of

    if base_language(lang) != "en":
        return NO_LEXICON
    return _shipped(("british.toml", "world.toml") if dialect_of(lang).british else ("world.toml",))


_CODED = re.compile(r"[0-9_=<>/\\|@#$%^&*+~(){}\[\].-]")


@lru_cache(maxsize=2)
def _shipped(files: tuple[str, ...]) -> Lexicon:
    entries: tuple[tuple[str, str], ...] = ()
    for name in files:
        entries += from_table(data.table("publish.speech", name), name).entries
    return Lexicon(entries)
