"""The rules: each looks at an article and yields its Problems."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from publish.config.values import in_markdown, setting
from publish.model import walk
from publish.model.article import (
    Abbreviation,
    Article,
    Aside,
    Block,
    Break,
    Code,
    CodeSpan,
    Emphasis,
    Figure,
    Foreign,
    Inline,
    Link,
    List,
    Math,
    Note,
    Paragraph,
    Quote,
    Section,
    Sentence,
    Strong,
    Subscript,
    Superscript,
    Table,
)
from publish.model.problem import Problem, problem
from publish.model.text import base_language, shortened, word_count
from publish.system import data

# An article as the rules see it: sections, blocks, sentences, and the names of places in messages.


@dataclass(frozen=True, slots=True)
class Look:
    """An article with the names its places have in messages."""

    article: Article
    where: str
    source: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]

    @property
    def written(self) -> bool:
        """Whether its author wrote the source as it is, in Markdown."""
        return in_markdown(self.where)

    def set(self, key: str, value: str) -> str:
        """How to set one of the article's own settings."""
        return setting(key, value, self.where, self.article.slug)

    def at(self, id: str, text: str = "") -> str:
        """The line of the source that holds the text, else the id of the element in the book."""
        place = self.source.find(text[:60]) if text and self.source else -1
        if place >= 0:
            return f"{self.where}:{self.source.count(chr(10), 0, place) + 1}"
        return f"{self.where}#{id}" if id else self.where


@dataclass(frozen=True, slots=True)
class Run:
    """The inlines of one sentence; `lang` where it is another language than the article's, else ""."""

    id: str
    inlines: tuple[Inline, ...]
    lang: str = ""


def runs(look: Look) -> Iterator[Run]:
    """Every sentence, in reading order."""
    yield from _runs(look.article.standfirst, "")
    for section in look.sections:
        yield from _runs(section.heading, "")
        for block in section.blocks:
            yield from _in_block(block, "")


def _runs(sentences: Iterable[Sentence], lang: str) -> Iterator[Run]:
    return (Run(sentence.id, sentence.inlines, sentence.lang or lang) for sentence in sentences)


def _in_block(block: Block, outer: str) -> Iterator[Run]:
    lang = block.lang or outer
    match block:
        case Paragraph():
            yield from _runs(block.sentences, lang)
        case List():
            for item in block.items:
                yield from _runs((*item.term, *item.sentences), lang)
                yield from _in_blocks(item.blocks, lang)
        case Quote():
            yield from _in_blocks(block.blocks, lang)
            yield from _runs(block.attribution, lang)
        case Figure():
            yield from _runs((*block.caption, *block.credit), lang)
        case Table():
            yield from _runs(block.caption, lang)
            for row in (*block.header, *block.rows):
                for cell in row.cells:
                    yield from _runs(cell.sentences, cell.lang or lang)
        case Aside():
            yield from _runs(block.heading, lang)
            yield from _in_blocks(block.blocks, lang)
        case Note():
            yield from _in_blocks(block.blocks, lang)
        case Code() | Break():
            pass
        case _:
            assert_never(block)


def _in_blocks(blocks: Iterable[Block], lang: str) -> Iterator[Run]:
    for block in blocks:
        yield from _in_block(block, lang)


LONG_WITHOUT_HEADINGS_WORDS = 1500
_PHRASES: dict[str, list[str]] = data.table("publish.check", "phrases.toml")
_EMPTY_LINK, _EMPTY_ALT = (re.compile("|".join(_PHRASES[name]), re.IGNORECASE) for name in ("link", "alt"))


# --- headings, links and tables -----------------------------------------------


def no_headings(look: Look) -> Iterator[Problem]:
    words = word_count(walk.article_text(look.article))
    if len(look.sections) == 1 and words > LONG_WITHOUT_HEADINGS_WORDS:
        message = f"has {words} words and no heading to find one's way by"
        yield problem("A11Y-004", look.where, message, "give its parts headings (h2)")


def same_heading(look: Look) -> Iterator[Problem]:
    for siblings in (look.article.sections, *(section.sections for section in look.sections)):
        seen: set[str] = set()
        for section in siblings:
            text = walk.text_of(section.heading)
            if text and text.casefold() in seen:
                message = f'two parts have the heading "{shortened(text)}"'
                yield problem("A11Y-009", look.at(section.id), message, "tell them apart")
            seen.add(text.casefold())


def empty_links(look: Look) -> Iterator[Problem]:
    for run in runs(look):
        for link in (i for i in walk.nested_inlines(run.inlines) if isinstance(i, Link)):
            text = walk.plain(link.children).strip()
            if not text:
                yield problem(
                    "A11Y-005", look.at(run.id, link.href), f"a link to {shortened(link.href)} has no words"
                )
            elif _EMPTY_LINK.fullmatch(text):
                message = f'the words of a link do not say where it leads: "{shortened(text)}"'
                yield problem("A11Y-005", look.at(run.id, link.href), message, "name what it leads to")


def headerless_table(look: Look) -> Iterator[Problem]:
    for table in look.blocks:
        if isinstance(table, Table) and len(table.rows) > 1 and not table.header and not _row_headers(table):
            first = walk.text_of(table.rows[0].cells[0].sentences) if table.rows[0].cells else ""
            message = f'the table that begins "{shortened(first)}" has no header cells'
            yield problem("A11Y-007", look.at(table.id, first), message, "mark them up as th")


def _row_headers(table: Table) -> bool:
    return any(cell.scope for row in table.rows for cell in row.cells)


# --- languages ----------------------------------------------------------------

_LATIN_LANGUAGES = frozenset(
    "en fr de es it pt nl sv da nb nn no fi is et lv lt pl cs "
    "sk sl hr hu ro sq ca gl eu tr id ms sw vi ga cy".split()
)
_SCRIPTS = (
    "ARABIC",
    "HEBREW",
    "CYRILLIC",
    "GREEK",
    "DEVANAGARI",
    "THAI",
    "HANGUL",
    "HIRAGANA",
    "KATAKANA",
    "CJK",
)


def unmarked_language(look: Look) -> Iterator[Problem]:
    """Words in another script than the article's, not marked: a voice would spell or skip them."""
    if base_language(look.article.lang) not in _LATIN_LANGUAGES:
        return
    for run in runs(look):
        text = walk.plain(_without_foreign(run.inlines)) if not run.lang else ""
        letters = [character for character in text if character > "\u036f" and character.isalpha()]
        if len(letters) < 4:
            continue
        scripts = [unicodedata.name(character, "").split(" ")[0].split("-")[0] for character in letters]
        for script in _SCRIPTS:
            if scripts.count(script) >= 4:
                foreign = {c for c, s in zip(letters, scripts, strict=True) if s == script}
                words = [word for word in text.split() if not foreign.isdisjoint(word)]
                shown = shortened(" ".join(words))
                message = f'{script.capitalize()} letters lack the mark of their language: "{shown}"'
                yield problem(
                    "A11Y-014", look.at(run.id, words[0]), message, 'put them into <span lang="...">'
                )
                break


def _without_foreign(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Inlines without what is marked as another language, without formulas and without code."""
    left: list[Inline] = []
    for inline in inlines:
        match inline:
            case Foreign() | Math() | CodeSpan():
                continue
            case (
                Emphasis(children)
                | Strong(children)
                | Superscript(children)
                | Subscript(children)
                | Abbreviation(_, children)
                | Link(_, children)
            ):
                left += _without_foreign(children)
            case _:
                left.append(inline)
    return tuple(left)


# --- alt texts ----------------------------------------------------------------

LONG_ALT_CHARACTERS = 500


def empty_alt(look: Look) -> Iterator[Problem]:
    for figure in figures(look):
        if figure.alt and _EMPTY_ALT.fullmatch(figure.alt.strip()):
            message = f'image "{name(figure)}" has alt text that says nothing: "{shortened(figure.alt)}"'
            yield problem("A11Y-001", look.at(figure.id, figure.image.src), message, set_alt(look, figure))


def long_alt(look: Look) -> Iterator[Problem]:
    for figure in figures(look):
        if len(figure.alt) > LONG_ALT_CHARACTERS:
            message = f'image "{name(figure)}" has alt text of {len(figure.alt)} characters'
            help_ = "say what matters in a sentence or two, and the rest in the text"
            yield problem("A11Y-002", look.at(figure.id, figure.image.src), message, help_)


def figures(look: Look) -> Iterator[Figure]:
    return (block for block in look.blocks if isinstance(block, Figure) and not block.decorative)


def name(figure: Figure) -> str:
    src = figure.image.src.split("?")[0]
    return shortened(src if src.startswith("data:") else src.rsplit("/", 1)[-1])


def set_alt(look: Look, figure: Figure) -> str:
    if look.written:
        return f"write what it shows between the square brackets: ![...]({name(figure)})"
    return f'add alt="...", or write [images."{name(figure)}"] alt = "..." in {look.article.slug}.toml'


# --- the text -----------------------------------------------------------------

FEW_WORDS = 40
REPEATED_CHARACTERS = 80
# UTF-8 read as windows-1252: an accented letter or a quotation mark as two or three odd characters.
_MOJIBAKE = re.compile(
    "Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[™œ\u009d“”˜¦]|Â[\u00a0-\u00bf]|Ð[\u00b0-\u00bf]Ñ"
)


def few_words(look: Look) -> Iterator[Problem]:
    words = word_count(walk.article_text(look.article))
    if words < FEW_WORDS:
        help_ = (
            "a page may show no more to those who are not logged in: compare it with the page in a browser"
        )
        yield problem("TEXT-001", look.where, f"has only {words} words", "" if look.written else help_)


def repeated(look: Look) -> Iterator[Problem]:
    seen: set[str] = set()
    for block in look.blocks:
        text = walk.block_text(block) if isinstance(block, Paragraph) else ""
        if len(text) >= REPEATED_CHARACTERS and text in seen:
            yield problem(
                "TEXT-002", look.at(block.id, text), f'a paragraph comes twice: "{shortened(text)}"'
            )
        seen.add(text)


def unreadable(look: Look) -> Iterator[Problem]:
    for run in runs(look):
        text = walk.plain(run.inlines)
        if "\ufffd" in text or _MOJIBAKE.search(text):
            message = f'characters were lost or mistaken: "{shortened(_around(text))}"'
            help_ = "save the page again, or name its encoding in a meta charset"
            yield problem("TEXT-003", look.at(run.id, text), message, help_)


def _around(text: str) -> str:
    fault = re.search("\ufffd", text) or _MOJIBAKE.search(text)
    return text[max(0, fault.start() - 20) :] if fault else text


# --- what is known of the article ---------------------------------------------


def no_author_or_date(look: Look) -> Iterator[Problem]:
    if not look.article.bylines:
        yield problem("META-001", look.where, "no author is named", look.set("byline", '["..."]'))
    if not look.article.published:
        yield problem("META-002", look.where, "has no date", look.set("published", '"2026-01-31"'))


def changed_before_published(look: Look) -> Iterator[Problem]:
    published, modified = look.article.published[:10], look.article.modified[:10]
    if published and modified and modified < published:
        yield problem(
            "META-003", look.where, f"was changed ({modified}) before it was published ({published})"
        )


def title_without_glyphs(look: Look) -> Iterator[Problem]:
    """A title in letters that none of the covers' fonts has."""
    title = look.article.title
    if all(character < _FIRST_FOREIGN for character in title):
        return  # no font has to be opened
    from publish.covers.lettering import legible

    if not legible(title):
        message = (
            "no font that comes with the program has the letters of the title, so the cover goes without"
        )
        yield problem(
            "META-006", look.at("", title), message, "give the cover a picture that shows the title"
        )


_FIRST_FOREIGN = "\u0530"
"""Latin, Greek and Cyrillic letters, which every cover can show, come before it."""
