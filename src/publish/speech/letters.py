"""Letters that are said by their names, marked for voices that would misread them.

hibari's own reading of "ten A-M today", "Class A drugs" and "the A thirty
eight" was listened to: it says the article in most of them.
"""

from __future__ import annotations

import re

_AMERICAN = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "ˈA bˈi sˈi dˈi ˈi ˈɛf ʤˈi ˈAʧ ˈI ʤˈA kˈA ˈɛl ˈɛm ˈɛn ˈO pˈi kjˈu"
        " ˈɑɹ ˈɛs tˈi jˈu vˈi dˈʌbᵊlju ˈɛks wˈI zˈi".split(),
        strict=True,
    )
)
_BRITISH = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (
            "ˈA bˈiː sˈiː dˈiː ˈiː ˈɛf ʤˈiː ˈAʧ ˈI ʤˈA kˈA ˈɛl ˈɛm ˈɛn ˈQ pˈiː"
            " kjˈuː ˈɑː ˈɛs tˈiː jˈuː vˈiː dˈʌbəljuː "
            "ˈɛks wˈI zˈɛd"
        ).split(),
        strict=True,
    )
)

_SPELT = re.compile(
    r"(?<![\w'’-])(?=[A-Z]-|[\w-]*-[A-Z](?![\w]))(?:[A-Z]|[a-z]+)(?:-(?:[A-Z]|[a-z]+))+(?!\w)"
)
_NAMED = (
    r"Group|Class|Plan|Team|Serie|Series|Grade|Level|Type|Section|section"
    r"|Hepatitis|hepatitis|Vitamin|vitamin|Category|"
    r"Block|Terminal|Gate|Zone|Wing|Schedule|Part|Tier|Division|Exhibit|Appendix"
    r"|Option|grade|plan|class|group|type|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|and"
)
# A capital A that stands alone and is no article: after a word that takes a letter, before a number or
# "star", or inside a sentence before a small letter or nothing at all.
_LONE = re.compile(
    rf"(?P<lead>\b(?:{_NAMED}) )A(?![\w'’-])"
    r"|(?<![\w'’-])A(?= (?:star|level|to Z|and E|road|(?:one|two|three|four"
    r"|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b(?! \w+s\b)))"
    r"|(?<=[a-z,] )A(?= [a-z]|[.,;:?!)]|$)"
)


def marked(text: str, british: bool) -> str:
    """The text with spelt letters (A-M, S-W-one-A) and a lone A in misaki's phonemes."""
    names = _BRITISH if british else _AMERICAN
    text = _SPELT.sub(lambda match: _spelt(match[0], names), text)
    return _LONE.sub(lambda match: f"{match['lead'] or ''}[A](/{names['A']}/)", text)


def _spelt(text: str, names: dict[str, str]) -> str:
    """Runs of letters as one stretch of phonemes, stressed on the last; words between them as they are."""
    said = []
    for run in re.findall(r"[A-Z](?:-[A-Z](?![a-z]))*(?![a-z])|[a-z]+", text):
        if run[0].islower():
            said.append(run)
            continue
        *first, last = (names[letter] for letter in run.split("-"))
        said.append(f"[{run}](/{''.join(name.replace('ˈ', 'ˌ') for name in first)}{last}/)")
    return " ".join(said)
