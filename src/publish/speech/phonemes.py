"""The one notation for phonemes inside spoken text: `[word](/ˈɪpə/)`, in the IPA.

An engine that takes phonemes reads them with `parts` or `misaki`; any other is
given `strip_phonemes`, which leaves the written word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MARKED = re.compile(r"\[([^\[\]\n]{1,120})\]\(/([^/()\n]{1,200})/\)")

# IPA -> the single-letter alphabet of misaki, which hibari and Kokoro speak.
_MISAKI = (
    ("t͡ʃ", "ʧ"),
    ("d͡ʒ", "ʤ"),
    ("tʃ", "ʧ"),
    ("dʒ", "ʤ"),
    ("eɪ", "A"),
    ("aɪ", "I"),
    ("aʊ", "W"),
    ("ɔɪ", "Y"),
    ("oʊ", "O"),
    ("g", "ɡ"),
    ("r", "ɹ"),
    ("ɫ", "l"),
    ("'", "ˈ"),
    (".", ""),
    ("ʰ", ""),
)
_AMERICAN = (
    ("əʊ", "O"),
    ("ɪə", "ɪɹ"),
    ("eə", "ɛɹ"),
    ("ʊə", "ʊɹ"),
    ("ɜː", "ɜɹ"),
    ("ɒ", "ɑ"),
    ("ɑː", "ɑ"),
    ("ɔː", "ɔ"),
    ("iː", "i"),
    ("uː", "u"),
    ("e", "ɛ"),
    ("a", "æ"),
    ("ɬ", "l"),
    ("x", "k"),
    ("ː", ""),
)
# misaki writes stress before the vowel, the IPA before the syllable.
_STRESS = re.compile(r"([ˈˌ])([^AIOQWYaeiouæɑɐɒɔəɛɜɪʊʌᵊᵻ ˈˌ]+)(?=[AIOQWYaeiouæɑɐɒɔəɛɜɪʊʌᵊᵻ])")
_BRITISH = (("əʊ", "Q"), ("eə", "ɛː"), ("e", "ɛ"))


def fingerprint() -> str:
    """What `misaki` adds to a text, in short: a part of the fingerprint of an engine that uses it."""
    from hashlib import sha256
    from importlib import resources

    folder = resources.files("publish.speech")
    parts = (folder.joinpath(name).read_bytes() for name in ("british.toml", "letters.py", "phonemes.py"))
    return sha256(b"".join(parts)).hexdigest()[:12]


def mark(word: str, ipa: str) -> str:
    """A word with its phonemes."""
    return f"[{word}](/{ipa.strip('/ ')}/)"


_IPA = re.compile(r"[\u0250-\u02af\u02b0-\u02ff]")
# A pronunciation as encyclopaedias set it: "Aotearoa [aɔˈtɛaɾɔa]", "Aotearoa (pronounced /.../; often ...".
_GIVEN = re.compile(
    r"(?P<words>(?:[^\W\d_][\w'’-]*[ ]){0,3}[^\W\d_][\w'’-]*)(?P<gap>[ ]?(?P<bracket>\()?"
    r"(?:(?:pronounced|pronunciation:|IPA:)[ ]?)?)[ ]?(?:\[(?P<square>[^\[\]\n]{2,60})\]"
    r"|/(?P<ipa>[^/\n]{2,60})/)"
    r"(?P<rest>[;,]?[ ]?\)?)"
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
    said = " ".join([*words[:-count], marked if MARKED.fullmatch(marked) else name])
    rest = match["rest"]
    if not match["bracket"]:
        return said + rest
    return said if ")" in rest else f"{said} ("


def strip_phonemes(text: str) -> str:
    """The text with the written words alone, for engines that take no phonemes."""
    return MARKED.sub(r"\1", text)


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


def misaki(text: str, british: bool = False, lang: str = "en-GB") -> str:
    """The text as hibari and Kokoro read it: phonemes in misaki's alphabet.

    Beside the phonemes that the text brings, it marks spelt letters and, in
    British English, the names of the shipped table; so these never show in a
    script. `british` is the voice's accent, `lang` the article's language.
    """
    from publish.speech.letters import marked
    from publish.speech.wording import shipped

    names = shipped(lang)

    def plain(words: str) -> str:
        if names.pattern:
            words = names.pattern.sub(lambda match: names.said(match[0]) or match[0], words)
        return "".join(
            mark(part, to_misaki(ipa, british)) if ipa else marked(part, british)
            for part, ipa in parts(words)
        )

    return "".join(mark(part, to_misaki(ipa, british)) if ipa else plain(part) for part, ipa in parts(text))


def to_misaki(ipa: str, british: bool = False) -> str:
    """IPA in misaki's alphabet; an American voice is given the nearest American vowel.

    In rhotic voices a long vowel before a consonant letter r is said with the r,
    so write it (/ˈlɛstər/).
    """
    for ours, theirs in (*_MISAKI, *(_BRITISH if british else _AMERICAN)):
        ipa = ipa.replace(ours, theirs)
    return _STRESS.sub(r"\2\1", ipa if british else ipa.replace("ɹɹ", "ɹ"))
