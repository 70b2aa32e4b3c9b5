"""Chinese text -> the letters that Kokoro reads: words, their pinyin, and the sounds of that with its tones.

The letters are those of misaki's table of initials and finals, on which the model was trained.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from publish.voices.durations import Read, count

PACKAGES = {"pypinyin": "pypinyin", "rjieba": "rjieba"}
"""Module that is needed -> the distribution that it comes with."""
EXTRA = "voices"

_INITIALS = dict(
    pair.split(":")
    for pair in (
        "b:p p:pʰ m:m f:f d:t t:tʰ n:n l:l g:k k:kʰ h:x j:ʨ q:ʨʰ x:ɕ zh:ꭧ ch:ꭧʰ sh:ʂ r:ɻ z:ʦ c:ʦʰ s:s"
    ).split()
)
_FINALS = dict(
    pair.split(":")
    for pair in (
        "a:a0 ai:ai0 an:a0n ang:a0ŋ ao:au0 e:ɤ0 ei:ei0 en:ə0n eng:ə0ŋ er:ɚ0 ê:ɛ0 i:i0 ia:ja0 "
        "ian:jɛ0n iang:ja0ŋ iao:jau0 ie:je0 in:i0n iou:jou0 ing:i0ŋ iong:jʊ0ŋ io:jɔ0 ong:ʊ0ŋ "
        "ou:ou0 u:u0 uei:wei0 ua:wa0 uai:wai0 uan:wa0n uen:wə0n uang:wa0ŋ ueng:wə0ŋ uo:wo0 o:wo0 "
        "v:y0 ve:ɥe0 van:ɥɛ0n vn:y0n m:m0 n:n0 ng:ŋ0 "
    ).split()
)
"""Finals of pinyin, as pypinyin writes them, with 0 where the tone stands."""
_TONES = {"1": "→", "2": "↗", "3": "↓", "4": "↘"}
_APICAL = frozenset(("zh", "ch", "sh", "r", "z", "c", "s"))
"""Initials after which an i is no vowel of its own."""
_MARKS = str.maketrans(
    {
        **dict.fromkeys("、，", ", "),
        **dict.fromkeys("。．", ". "),
        **dict.fromkeys("《「『【〈", " “"),
        **dict.fromkeys("》」』】〉", "” "),
        "！": "! ",
        "：": ": ",
        "；": "; ",
        "？": "? ",
        "（": " (",
        "）": ") ",
        "·": " ",
    }
)
_HAN = re.compile(r"([\u3400-\u9fff\U00020000-\U0003134f々〇]+)")


def letters(text: str, english: Callable[[str], str]) -> tuple[str, list[Read]]:
    """A text as the model reads it, words parted by spaces, and marks; and the words that it reads.

    `english` reads what is no Chinese.
    """
    from rjieba import cut

    result, words = "", list[Read]()
    for number, part in enumerate(_HAN.split(text)):
        if number % 2:
            spoken = [(sounds(word), word) for word in cut(part)]
            result += " ".join(letters for letters, _ in spoken if letters)
            words += [(word, 1) for letters, word in spoken if letters]
        else:
            plain = part.translate(_MARKS)
            foreign = english(plain.strip()) if re.search(r"\w", plain) else ""
            result += f" {foreign or plain} "
            words += [(plain.strip(), count(foreign))] if count(foreign) else []
    return re.sub(r" (?=[,.;:!?”)])|(?<=[“(]) ", "", " ".join(result.split())), words


def sounds(word: str) -> str:
    """A word of Chinese characters as the model's letters; a character without a reading is left out."""
    from pypinyin import Style, lazy_pinyin

    initials = lazy_pinyin(word, Style.INITIALS, errors="ignore")
    finals = lazy_pinyin(word, Style.FINALS_TONE3, errors="ignore", neutral_tone_with_five=True)
    return "".join(map(_syllable, initials, finals))


def _syllable(initial: str, final: str) -> str:
    vowel, tone = final.rstrip("12345"), _TONES.get(final[-1:], "")
    shape = "ɨ0" if vowel == "i" and initial in _APICAL else _FINALS.get(vowel, "")
    if vowel == "o" and not initial:
        shape = "ɔ0"
    return (_INITIALS.get(initial, "") + shape).replace("0", tone)
