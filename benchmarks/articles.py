"""Articles of any length for measuring: plain news prose, every sentence different from every other."""

from __future__ import annotations

from pathlib import Path

_WHO = (
    "The harbour master", "A retired teacher", "The night watchman", "One of the engineers", "The new mayor",
    "A young baker", "The ferry's captain", "An old gardener", "The museum's director", "Her younger brother",
    "The station manager",
)  # fmt: skip
_DID = (
    "told the meeting that", "wrote in a letter that", "explained on Tuesday that", "was surprised that",
    "had always believed that", "reminded everybody that", "noted in the report that",
)  # fmt: skip
_WHAT = (
    "the bridge would stay closed until the river had fallen", "nobody had counted the boats since spring",
    "the bakery on the corner sells more bread in winter", "the lamps along the quay are to be replaced",
    "the old railway could carry visitors again", "rain had found its way into the archive",
    "the school needs a larger hall for its orchestra", "the trees by the canal were planted too close",
    "a second ferry would halve the queue in summer", "the wall was built without a single nail",
    "fresh water has to be brought from the hills", "the clock in the tower runs four minutes late",
    "the market will move to the square in autumn",
)  # fmt: skip
_WORDS_A_SECTION = 250


def sentences(words: int) -> list[str]:
    """Different sentences of `words` words in all, or a few more."""
    made: list[str] = []
    count = number = 0
    while count < words:
        who, did, what = _WHO[number % 11], _DID[number // 11 % 7], _WHAT[number // 77 % 13]
        sentence = f"{who} {did} {what}{_when(number // 1001)}."
        made.append(sentence)
        count += len(sentence.split())
        number += 1
    return made


def _when(lap: int) -> str:
    """Nothing in the first lap through all combinations; then another time in each."""
    times = "", "on Monday", "before noon", "at the end of May", "during the war", "as everybody knew"
    return f", {times[lap]}" if 0 < lap < len(times) else f", in chapter {lap}" if lap else ""


def page(words: int, title: str = "What the town decided", words_a_section: int = _WORDS_A_SECTION) -> str:
    """An article of about so many words as HTML, with a heading about every `words_a_section` words."""
    parts, paragraph, count = [], [], 0
    section = 1
    for sentence in sentences(words):
        paragraph.append(sentence)
        count += len(sentence.split())
        if len(paragraph) == 4:
            parts.append(f"<p>{' '.join(paragraph)}</p>")
            paragraph = []
            if count >= section * words_a_section:
                section += 1
                parts.append(f"<h2>Part {section}</h2>")
    if paragraph:
        parts.append(f"<p>{' '.join(paragraph)}</p>")
    body = "\n".join(parts)
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><title>{title}</title></head>\n'
        f"<body><article><h1>{title}</h1><p>By Ada Wren</p>\n{body}\n</article></body></html>\n"
    )


def write(folder: Path, words: int, name: str = "town") -> Path:
    """Write such an article and give its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.html"
    path.write_text(page(words), "utf-8")
    return path
