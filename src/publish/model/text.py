"""Text: patterns compiled on first use, characters that XML allows, shortened text, primary languages."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Any, cast


class LazyPattern:
    """A regular expression that is compiled on first use, for tables of which one text needs a few.

    Its methods become attributes of the instance then, so that a call costs what it costs on `re.Pattern`.
    """

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


_METHODS = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer", "flags")


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, compiled on first use: a mistake in it is found no earlier."""
    return cast("re.Pattern[str]", LazyPattern(pattern, flags))


# Left out of the source of XML: whatever the production Char of XML 1.0 (2.2) does not allow.
_NOT_ALLOWED = lazy_pattern("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# Left out of what is read: also what means nothing in text, which is C0 but tab and line ends, DEL, C1, lone
# surrogates, the noncharacters of every plane, and the mark that orders bytes (U+FEFF).
# Two patterns and a list, since one pattern over all planes takes ten times as long.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e]")
_NONCHARACTERS = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_HIGH_NONCHARACTERS = tuple(
    chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF)
)
_LINE_ENDS = re.compile("\r\n?|\x0b|\x0c|\x85|\u2028")


def allowed(text: str) -> str:
    """Text without the characters that XML 1.0 does not allow."""
    return _NOT_ALLOWED.sub("", text)


def meaningful(text: str) -> str:
    """Text without the characters that XML does not allow or that mean nothing; line ends are line feeds."""
    text = _NONCHARACTERS.sub("", _CONTROLS.sub("", _LINE_ENDS.sub("\n", _paired(text))))
    for character in _HIGH_NONCHARACTERS:
        if character in text:
            text = text.replace(character, "")
    return text


def _paired(text: str) -> str:
    """Surrogates that make a pair become the character they mean; single ones stay, to be dropped."""
    try:
        text.encode("utf-8")
        return text
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


_MOST = 12


_WORD = re.compile(r"\w+")


def key(text: str) -> str:
    """Words in lower case: how texts are compared."""
    return " ".join(_WORD.findall(text.lower()))


WIDE = lazy_pattern("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
"""A character of Chinese or Japanese, which put no spaces between words."""


_SOUTH_EAST = lazy_pattern("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


def word_count(text: str) -> int:
    """How many words a text has; of scripts without spaces between words, about how many.

    Two characters of Chinese or Japanese count as one, and so do five of Thai, Lao, Burmese or Khmer.
    """
    spaced, wide = WIDE.subn(" ", text)
    spaced, letters = _SOUTH_EAST.subn(" ", spaced)
    return len(spaced.split()) + wide // 2 + letters // 5


def weight(text: str) -> int:
    """The length of a text in letters; a character of a script without spaces counts as three."""
    collapsed = " ".join(text.split())
    return len(collapsed) if collapsed.isascii() else len(collapsed) + 2 * len(WIDE.findall(collapsed))


def begins(text: str, beginning: str) -> bool:
    """Whether a text begins with the words of another, whatever stands between and round them."""
    return bool(words := key(beginning)) and f"{key(text)} ".startswith(f"{words} ")


def nearest(word: str, known: Iterable[str], alike: float = 0.7) -> str:
    """The known word that is most like one that is not known, "" when none is."""
    spelled = {name.lower(): name for name in known}
    close = difflib.get_close_matches(word.lower(), spelled, 1, alike)
    return spelled[close[0]] if close else ""


def meant(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """What to do about a word that is not known: one like it, else `otherwise` or those there are."""
    names = sorted(known)
    if like := nearest(word, names):
        return f"did you mean {like!r}?"
    if otherwise:
        return otherwise
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return f"those there are: {', '.join(names[:_MOST])}{more}"


def shortened(text: str, length: int = 60) -> str:
    """The beginning of a text as one line of at most `length` characters, with an ellipsis where it was cut.

    It is cut after a word, except where that would take more than half of it: an address is one long word.
    """
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    end = text.rfind(" ", length // 2, length)
    return text[: end if end > 0 else length - 1].rstrip(" ,;:") + "…"


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 file", "2 files"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


QUOTATION_MARKS = "“”„‟«»‘’‚‹›"
DASHES = "–—"
_PLAIN = str.maketrans(dict.fromkeys(QUOTATION_MARKS + '"', "'") | dict.fromkeys(DASHES + "\u200b", "-"))


def plain_marks(text: str) -> str:
    """A text with one sign for all quotation marks and one for all dashes, for comparing."""
    return text.translate(_PLAIN)


def base_language(lang: str) -> str:
    """The primary language of a BCP 47 tag: "en" for "en-GB"."""
    return lang.replace("_", "-").split("-")[0].lower()


def same_language(one: str, other: str) -> bool:
    """Whether two BCP 47 tags have the same primary language."""
    return base_language(one) == base_language(other)
