"""Japanese text -> the letters that Kokoro reads, from the readings of Open JTalk's dictionary.

The letters are those of misaki's table of kana, on which the model was trained.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from publish.voices.durations import Read

PACKAGES = {"pyopenjtalk": "pyopenjtalk-plus"}
"""Module that is needed -> the distribution that it comes with."""
EXTRA = "japanese"

_KANA = """
アa イi ウɯ エe オo カka キkʲi クkɯ ケke コko ガɡa ギɡʲi グɡɯ ゲɡe ゴɡo サsa シɕi スsɨ セse ソso
ザʣa ジʥi ズzɨ ゼʣe ゾʣo タta チʨi ツʦɨ テte トto ダda ヂʥi ヅzɨ デde ドdo ナna ニɲi ヌnɯ ネne ノno
ハha ヒçi フɸɯ ヘhe ホho バba ビbʲi ブbɯ ベbe ボbo パpa ピpʲi プpɯ ペpe ポpo マma ミmʲi ムmɯ メme
モmo ヤja ユjɯ ヨjo ラɾa リɾʲi ルɾɯ レɾe ロɾo ワβa ヰi ヱe ヲo ヴvɯ ヵka ヶke
"""
_SMALL = {"ァ": "a", "ィ": "i", "ゥ": "ɯ", "ェ": "e", "ォ": "o", "ャ": "a", "ュ": "ɨ", "ョ": "o", "ヮ": "a"}
"""Small kana -> the vowel that they put in the place of the one before."""
_PALATAL = ("ɕ", "ʥ", "ʨ", "ɲ", "ç", "ʲ")
_NASALS = {"mpb": "m", "kɡ": "ŋ", "ɲʨʥ": "ɲ", "ntdɾz": "n"}
"""Sounds that follow -> how ン is said before them; elsewhere it is ɴ."""
_MARKS = str.maketrans("。、．，？！：；「」『』（）〈〉《》【】“”～〜", ".,.,?!:;“”“”()“”“”“”“”——")
_MARK = re.compile(r"[.,?!:;“”()—…]")
_OPENING = "“("
_DEPENDENT = frozenset(("接尾", "接続助詞", "非自立"))
"""Kinds of words that are said in one breath with the word before them."""


def letters(text: str) -> tuple[str, list[Read]]:
    """A text as the model reads it, words parted by spaces, and marks; and the words that it reads."""
    from pyopenjtalk import run_frontend

    result, words = "", list[Read]()
    for node in run_frontend(text, use_sudachi_kanji_yomi=False):
        if node["pos"] == "記号":
            for mark in _MARK.findall(node["string"].translate(_MARKS)):
                result += f" {mark}" if mark in _OPENING and result else mark
        elif sound := sounds(node["pron"]):
            joined = (
                node["pos"] == "助動詞" or node["pos_group1"] in _DEPENDENT or "ʔ" in result[-1:] + sound[0]
            )
            if words and joined and result[-1].isalpha():
                words[-1] = (words[-1][0] + node["string"], 1)
            else:
                result += " " if result and result[-1] not in _OPENING and not joined else ""
                words.append((node["string"], 1))
            result += sound
    return result.strip(), words


def sounds(kana: str) -> str:
    """Katakana as the model's letters; other characters are left out."""
    syllables: list[str] = []
    for before, letter in pairwise(f" {kana}"):
        if letter in _SMALL:
            syllables[-1:] = [_contracted(before, syllables[-1] if syllables else "", _SMALL[letter])]
        else:
            syllables.append({"ー": "ː", "ッ": "ʔ", "ン": "ン"}.get(letter) or _kana().get(letter, ""))
    return "".join(
        _nasal(after) if syllable == "ン" else syllable for syllable, after in pairwise([*syllables, ""])
    )


def _contracted(kana: str, syllable: str, vowel: str) -> str:
    """One syllable of a kana and the small vowel after it: キ and ャ are kʲa, テ and ィ are tʲi."""
    if kana in ("ウ", "イ"):
        return ("β" if kana == "ウ" else "j") + vowel
    consonant = syllable[:-1]
    if kana in ("ク", "グ"):
        return f"{consonant}ᵝ{vowel}"
    soft = vowel in ("i", "ɨ") and consonant and not consonant.endswith(_PALATAL)
    return consonant + ("ʲ" if soft else "") + vowel


def _nasal(after: str) -> str:
    return next((nasal for sound, nasal in _NASALS.items() if after[:1] and after[0] in sound), "ɴ")


@cache
def _kana() -> dict[str, str]:
    return {pair[0]: pair[1:] for pair in _KANA.split()}
