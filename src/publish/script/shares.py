"""Script -> the utterances of each audio file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from publish.i18n import catalogue
from publish.model.article import Article, Section
from publish.model.narration import Script, Utterance
from publish.model.walk import sections, text_of


@dataclass(frozen=True, slots=True)
class Share:
    """One top-level section with all that is said in its file. `number` counts from 1.

    The opening belongs to the first section of which something is said, the closing to the last. `title`
    is the section's heading, the article's title where it has none, which after a box is said to go on.
    """

    number: int
    section_id: str
    title: str
    utterances: tuple[Utterance, ...]

    @property
    def file(self) -> str:
        """The name of its audio file: `01-introduction.mp3`."""
        return f"{self.number:02d}-{self.section_id}.mp3"


def shares(article: Article, script: Script) -> tuple[Share, ...]:
    """The shares of an article's sections in order; together they are the whole script, nothing twice."""
    owner = {inner.id: top for top in article.sections for inner in sections((top,))}
    spoken = {
        owner[utterance.section_id].id for utterance in script.utterances if utterance.section_id in owner
    }
    heard = [section for section in article.sections if section.id in spoken] or article.sections
    owner["opening"], owner["closing"] = heard[0], heard[-1]
    by_section: dict[str, list[Utterance]] = {section.id: [] for section in article.sections}
    for utterance in script.utterances:
        by_section[owner[utterance.section_id].id].append(utterance)
    return tuple(_shares(article, by_section))


def _shares(article: Article, by_section: dict[str, list[Utterance]]) -> Iterator[Share]:
    spoken: list[Section] = [section for section in article.sections if by_section[section.id]]
    for number, section in enumerate(spoken, 1):
        title = text_of(section.heading) or article.title
        if section.resumed:
            title = catalogue.word("continued", article.lang, heading=article.title)
        yield Share(number, section.id, title, tuple(by_section[section.id]))
