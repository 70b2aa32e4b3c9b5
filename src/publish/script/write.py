"""Article -> Script: blocks in reading order, each visible sentence once; its shares, one an audio file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import assert_never

from publish.config import Config
from publish.i18n import catalogue
from publish.i18n.catalogue import Line, closing, opening
from publish.model.article import (
    Article,
    Aside,
    Block,
    Break,
    Code,
    Figure,
    Inline,
    List,
    ListItem,
    Note,
    NoteRef,
    Paragraph,
    Quote,
    Section,
    Sentence,
    Table,
)
from publish.model.caption_alt import credit_is_labelled
from publish.model.narration import Role, Script, Utterance
from publish.model.text import base_language, begins, same_language
from publish.model.walk import blocks, is_named, labels, numbers, plain, resumptions, sections, text_of
from publish.script.words import (
    ended,
    in_one_quotation,
    is_title,
    language_of,
    passages,
    row_texts,
    unfinished,
    without_addresses,
    words_of,
)
from publish.speech import literal, spoken
from publish.speech.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Manner:
    """`sentence_ms` follows a sentence in its block, `block_ms` its last; `pace` 1.0 is the voice's own."""

    sentence_ms: int
    block_ms: int
    pace: float = 1.0


MANNERS: dict[Role, Manner] = {
    "title": Manner(450, 850, 0.97),
    "byline": Manner(350, 500),
    "heading": Manner(400, 750, 0.97),
    "body": Manner(420, 700),
    "quote": Manner(430, 720, 0.97),
    "list": Manner(380, 540),
    "table": Manner(320, 540, 0.95),
    "caption": Manner(380, 700),
    "note": Manner(380, 580),
    "aside": Manner(420, 700),
    "code": Manner(350, 650, 0.95),
    "closing": Manner(400, 650),
}

CLAUSE_MS = 200
"""Inside a sentence that is said in several parts because it is long: the pause of a comma."""

SECTION_MS = 1200
"""After the last sentence before a heading."""

BREAK_MS = 1400
"""After the last sentence before a thematic break: the break is heard as silence."""


_USUAL = 90
"""Characters of a sentence between which and the next a pause has its usual length."""
_WORDS = 5
"""Words before a mark that tell a listener what its note is on."""
_CLAUSE = re.compile(r"[,;:.!?()\[\]—–،؛。、，；：！？\"“”„«»]\s*")


@dataclass(frozen=True, slots=True)
class Mark:
    """The first mark of a note: the id of its sentence, and what it stands behind ("the harbour bill")."""

    sentence_id: str
    anchor: str


def marks(article: Article) -> dict[str, Mark]:
    """The first mark of each note, by the note's id."""
    first: dict[str, Mark] = {}
    for block in blocks(article.sections):
        for sentence in _sentences(block):
            for note_id, before in _before_marks(sentence.inlines):
                first.setdefault(note_id, Mark(sentence.id, _anchor(before)))
    return first


def placed(article: Article, first: dict[str, Mark]) -> dict[str, tuple[Note, ...]]:
    """The notes to be said behind each sentence, by the sentence's id."""
    by_sentence: dict[str, tuple[Note, ...]] = {}
    for block in blocks(article.sections):
        if isinstance(block, Note) and block.id in first:
            where = first[block.id].sentence_id
            by_sentence[where] = (*by_sentence.get(where, ()), block)
    return by_sentence


def _sentences(block: Block) -> Iterator[Sentence]:
    """The sentences of a block that are said one by one; those of blocks in it come by themselves."""
    match block:
        case Paragraph():
            yield from block.sentences
        case List():
            for item in block.items:
                yield from (*item.term, *item.sentences)
        case Quote():
            yield from block.attribution
        case Figure():
            yield from (*block.caption, *block.credit)
        case Table():
            yield from block.caption
        case Aside():
            yield from block.heading


def _before_marks(inlines: Iterable[Inline], lead: str = "") -> Iterator[tuple[str, str]]:
    """The id of each note that is marked, with the text before the mark."""
    for inline in inlines:
        if isinstance(inline, NoteRef):
            yield inline.note_id, lead
        else:
            yield from _before_marks(getattr(inline, "children", ()), lead)
            lead += plain((inline,))


def _anchor(before: str) -> str:
    """The last words of a text, from its last pause on."""
    clause = [part for part in _CLAUSE.split(before) if part.strip()]
    words = clause[-1].split() if clause else []
    if len(words) == 1 and len(words[0]) > 20:
        return words[0][-8:]  # a script without spaces
    return " ".join(words[-_WORDS:])


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


_FURNITURE: dict[str, Role] = {"title": "title", "standfirst": "body"}
_LONG_QUOTE = 240
"""Characters from which the end of a quote is announced: shorter ones are still in the ear."""
_LONG_CODE = 80
"""Characters from which a line of code is named instead of being read out, as several lines always are."""
_BETWEEN_MAKERS = re.compile(r"(?<!/)(?<!\.[a-z]{2})(?<!\.[a-z]{3})(?:(?<!\s)\s+)?/\s*(?=[^\W\d_])")
"""A solidus that is no part of an address."""


def write_script(
    article: Article, config: Config, lexicon: Lexicon, within: Mapping[str, Lexicon] = MappingProxyType({})
) -> Script:
    """All that is said of an article: opening, sections in reading order, closing.

    `within` are the lexicons of sentences of their own, by the words that these begin with.
    """
    first = marks(article)
    moved = placed(article, first) if config.script.notes == "mark" else {}
    every = list(_Writer(article, config, lexicon, first, moved, resumptions(article), within).utterances())
    silent, settings = set(_silent(article, config.script.skip_sections)), config.script
    skipped = dict.fromkeys(
        each.id
        for each in every
        if each.section_id in silent
        or each.role in settings.skip_roles
        or any(begins(each.text, name) for name in settings.skip_sentences)
    )
    kept = [utterance for utterance in every if utterance.id not in skipped]
    return Script(article.slug, article.lang, tuple(_paused(kept, settings.pauses)), tuple(skipped))


def _silent(article: Article, names: Iterable[str]) -> Iterator[str]:
    """The ids of the sections that the settings leave out, and of those below them."""
    wanted = tuple(names)
    for section in sections(article.sections):
        if is_named(section, wanted):
            yield from (inner.id for inner in sections((section,)))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a sentence stands: its section, the role of running text there, and the language around it."""

    section_id: str
    role: Role
    lang: str

    def inside(self, lang: str, role: Role | None = None) -> _Place:
        return replace(self, lang=lang or self.lang, role=role or self.role)


@dataclass(frozen=True, slots=True)
class _Writer:
    article: Article
    config: Config
    lexicon: Lexicon
    marks: dict[str, Mark]
    moved: dict[str, tuple[Note, ...]]
    """The notes that are said behind a sentence, by its id, instead of where the article has them."""
    resumed: Mapping[str, tuple[str, Section | None]]
    within: Mapping[str, Lexicon]

    def utterances(self) -> Iterator[Utterance]:
        """Every utterance; a pause of 0 is still to be set."""
        if self.config.script.opening:
            for line in opening(self.article):
                yield self._line(line, "opening", _FURNITURE.get(line.kind, "byline"))
        for section in self.article.sections:
            yield from self._section(section)
        if self.config.script.closing:
            for line in closing(self.article, narrated=True):
                yield self._line(line, "closing", "closing")

    def _line(self, line: Line, section_id: str, role: Role) -> Utterance:
        place = _Place(section_id, role, line.lang or self.article.lang)
        return self._say(line.id, line.id, place, line.text, ended(line.text))

    def _section(self, section: Section) -> Iterator[Utterance]:
        place = _Place(section.id, "body", self.article.lang)
        yield from self._sentences(section.heading, section.id, place.inside("", "heading"), ended)
        end = self._end_of_box(section)
        yield from _announced(self._blocks(section.blocks, place), lambda lang: end)
        for inner in section.sections:
            yield from self._section(inner)

    def _end_of_box(self, section: Section) -> str:
        """That the box before a section has ended, so that nobody takes its words for the box's."""
        _, box = self.resumed.get(section.id, ("", None))
        if box is None or not box.heading or is_named(box, self.config.script.skip_sections):
            return ""
        return self._end_of(box, self.article.lang)

    def _end_of(self, box: Aside | Section, lang: str) -> str:
        heading = spoken(text_of(box.heading).rstrip(".:!? "), lang, self.lexicon)
        return f"{catalogue.word('end_box', lang, heading=heading)}."

    def _blocks(self, blocks: Iterable[Block], place: _Place) -> Iterator[Utterance]:
        waiting: Utterance | None = None
        box: Aside | None = None
        for block in blocks:
            if isinstance(block, Break):
                waiting = waiting and replace(waiting, pause_ms=BREAK_MS)
                continue
            if waiting and box and box.heading and not isinstance(block, Note):  # the story goes on
                waiting = _closed(waiting, self._end_of(box, waiting.lang))
            box = block if isinstance(block, Aside) else None
            for utterance in self._block(block, place.inside(block.lang)):
                if waiting:
                    yield waiting
                waiting = utterance
        if waiting:
            yield waiting

    def _block(self, block: Block, place: _Place) -> Iterator[Utterance]:
        match block:
            case Paragraph():
                yield from self._sentences(block.sentences, block.id, place, last=ended)
            case List():
                yield from self._list(block, place.inside("", "list"))
            case Quote():
                yield from self._quote(block, place.inside("", "quote"))
            case Figure():
                yield from self._figure(block, place.inside("", "caption"))
            case Table():
                yield from self._table(block, place.inside("", "table"))
            case Code():
                yield self._code(block, place.inside("", "code"))
            case Aside():
                aside = place.inside("", "aside")
                yield from self._sentences(block.heading, block.id, aside, ended)
                yield from self._blocks(block.blocks, aside)
            case Note():
                mark = self.marks.get(block.id)
                if mark is None or block not in self.moved.get(mark.sentence_id, ()):
                    yield from self._note(block, place, mark.anchor if mark else "")
            case Break():
                pass
            case _:
                assert_never(block)

    def _sentences(
        self,
        sentences: Iterable[Sentence],
        block_id: str,
        place: _Place,
        worded: Callable[[str], str] = str,
        last: Callable[[str], str] | None = None,
    ) -> Iterator[Utterance]:
        """Each sentence; `worded`, for the last one `last`, makes the words that are said of those that
        are read."""
        every = tuple(sentences)
        shown = [sentence for sentence in every if plain(sentence.inlines).strip()]
        for group in [shown] if place.role == "quote" else in_one_quotation(shown):
            langs = [language_of(sentence, place.lang) for sentence in group]
            within = place.lang if any(same_language(lang, place.lang) for lang in langs) else ""
            for sentence, lang in zip(group, langs, strict=True):
                here = place.inside(lang)
                words = (last or worded if sentence is every[-1] else worded)(
                    words_of(sentence.inlines, lang)
                )
                utterance = self._say(sentence.id, block_id, here, plain(sentence.inlines).strip(), words)
                foreign = passages(sentence.inlines, lang)
                yield replace(
                    utterance, foreign=foreign, within="" if same_language(lang, place.lang) else within
                )
                for note in self.moved.get(sentence.id, ()):
                    yield from self._note(note, place, "")

    def _note(self, note: Note, place: _Place, anchor: str) -> Iterator[Utterance]:
        """A note; apart from its mark it says what it is on: "Note one, on “the harbour bill”:"."""
        inner = self._blocks(note.blocks, place.inside(note.lang, "note"))
        yield from _announced(inner, lambda lang: _numbered("note", note.label, lang, anchor))

    def _list(self, block: List, place: _Place) -> Iterator[Utterance]:
        marks = map(str.upper, labels(block)) if block.marker in "aA" else map(str, numbers(block))
        for label, item in zip(marks, block.items, strict=True):
            utterances = self._item(item, place)
            if block.style == "ordered":
                utterances = _announced(utterances, partial(_numbered, "", label))
            yield from utterances

    def _item(self, item: ListItem, place: _Place) -> Iterator[Utterance]:
        yield from self._sentences(item.term, item.id, place, ended)
        yield from self._sentences(item.sentences, item.id, place, ended)
        yield from self._blocks(item.blocks, place)

    def _quote(self, block: Quote, place: _Place) -> Iterator[Utterance]:
        utterances = list(self._blocks(block.blocks, place))
        long = sum(len(utterance.text) for utterance in utterances) >= _LONG_QUOTE
        if utterances and not self._own_voice("quote"):
            *before, last = _announced(utterances, lambda lang: catalogue.word("quote", lang) + ":")
            yield from before
            if long and not block.attribution:
                last = _closed(last, f"{catalogue.word('end_quote', last.lang)}.")
            yield last
        else:
            yield from utterances
        yield from self._sentences(block.attribution, block.id, place, ended)

    def _figure(self, figure: Figure, place: _Place) -> Iterator[Utterance]:
        shown = figure.image.name or figure.alt
        lead = (figure.alt_lead if figure.caption else figure.alt_lead or figure.alt).strip()
        announce = not figure.decorative and bool(shown)
        if announce and lead:
            utterance = self._say(figure.image_id, figure.id, place, lead, ended(lead))
            yield _opened(utterance, f"{catalogue.word('image', place.lang)}:")
        caption = self._sentences(figure.caption, figure.id, place, ended)
        silent = lead or not announce
        yield from _announced(caption, lambda lang: "" if silent else catalogue.word("image", lang) + ":")
        credit = self._sentences(figure.credit, figure.id, place, _makers)
        labelled = credit_is_labelled(figure)
        yield from _announced(
            credit, lambda lang: "" if labelled else catalogue.word("credit", lang, credit="")
        )

    def _table(self, table: Table, place: _Place) -> Iterator[Utterance]:
        caption = self._sentences(table.caption, table.id, place, ended)
        named = text_of(table.caption).casefold().startswith(catalogue.word("table", place.lang).casefold())
        yield from _announced(caption, lambda lang: "" if named else catalogue.word("table", lang) + ":")
        pause = MANNERS["table"].block_ms
        for row, is_header, words in row_texts(table, self.config.script.table_headings == "rows"):
            text = "\t".join(text_of(cell.sentences) for cell in row.cells)
            if not text.strip():
                continue
            if is_header and not is_title(row, table):
                words = catalogue.word("columns", place.lang, names=words)
            yield replace(self._say(row.id, table.id, place, text.strip(), ended(words)), pause_ms=pause)

    def _code(self, code: Code, place: _Place) -> Utterance:
        lines = code.text.strip().count("\n") + 1
        counted = catalogue.lines(lines, place.lang)
        read = self.config.script.code == "read" or (len(code.text) < _LONG_CODE and lines == 1)
        if read:
            words = (
                f"{catalogue.word('code', place.lang)}: {literal(' '.join(code.text.split()), place.lang)}"
            )
        elif code.language:
            words = catalogue.word("code_in", place.lang, language=code.language, lines=counted) + "."
        else:
            words = catalogue.word("code_lines", place.lang, lines=counted) + "."
        return replace(self._say(code.id, code.id, place, code.text, words), read=read)

    def _say(self, id: str, block_id: str, place: _Place, text: str, words: str) -> Utterance:
        lexicon = next((own for name, own in self.within.items() if begins(text, name)), self.lexicon)
        spoken_text = spoken(without_addresses(" ".join(words.split())), place.lang, lexicon)
        return Utterance(
            id,
            block_id,
            place.section_id,
            place.role,
            text,
            spoken_text,
            place.lang,
            self._voice(place),
            pace=MANNERS[place.role].pace,
        )

    def _voice(self, place: _Place) -> str:
        """The voice set for the language of a foreign passage, else for the role, else the article's own."""
        voices, lang = self.config.voices, place.lang
        named = ""
        if not same_language(lang, self.article.lang):
            named = voices.by_language.get(lang) or voices.by_language.get(base_language(lang), "")
        return named or voices.by_role.get(place.role, "")

    def _own_voice(self, role: Role) -> bool:
        return role in self.config.voices.by_role


def _makers(credit: str) -> str:
    """A credit as it is said: "Reuters/Ann Author" names two, with no "slash" between them."""
    return ended(_BETWEEN_MAKERS.sub(", ", credit))


def _announced(utterances: Iterable[Utterance], words: Callable[[str], str]) -> Iterator[Utterance]:
    """The same utterances; the first says announcing words in its own language first. Its text stays."""
    for index, utterance in enumerate(utterances):
        yield utterance if index else _opened(utterance, words(utterance.lang).strip())


def _opened(utterance: Utterance, words: str) -> Utterance:
    before = f"{words} {utterance.before}".strip()
    return replace(utterance, spoken=f"{words} {utterance.spoken}".strip(), before=before)


def _closed(utterance: Utterance, end: str) -> Utterance:
    """An utterance that says at its end that what it closes has ended. Its text stays."""
    after = f"{utterance.after} {end}".strip()
    return replace(utterance, spoken=f"{ended(utterance.spoken)} {end}", after=after)


def _numbered(key: str, label: str, lang: str, anchor: str = "") -> str:
    """ "Note one:", or for no key the number alone; "Note one, on “the harbour bill”:" with an anchor."""
    number = spoken(label, lang) if label else ""
    name = " ".join(filter(None, [catalogue.word(key, lang) if key else "", number])).capitalize()
    if anchor:
        name = catalogue.word(f"{key}_on", lang, note=name, anchor=spoken(anchor, lang))
    return f"{name}:"


def _paused(utterances: list[Utterance], factors: Mapping[Role, float]) -> Iterator[Utterance]:
    """Utterances with the silence after each, which depends on what comes next."""
    following: list[Utterance | None] = [*utterances[1:], None]
    for utterance, after in zip(utterances, following, strict=True):
        pause = max(utterance.pause_ms, _pause(utterance, after)) * factors.get(utterance.role, 1.0)
        yield replace(utterance, pause_ms=round(pause))


def _pause(utterance: Utterance, after: Utterance | None) -> int:
    manner = MANNERS[utterance.role]
    if utterance.pause_ms:
        return utterance.pause_ms if after and after.section_id == utterance.section_id else SECTION_MS
    if after is None:
        return SECTION_MS
    if after.section_id != utterance.section_id or (after.role == "heading" != utterance.role):
        return SECTION_MS
    if after.block_id != utterance.block_id:
        return _breathed(manner.block_ms, utterance, after)
    if unfinished(utterance.text, after.text):
        return CLAUSE_MS
    return _breathed(manner.sentence_ms, utterance, after)


def _breathed(pause_ms: int, before: Utterance, after: Utterance) -> int:
    """A pause that is longer between long sentences than between short ones, by a fifth either way.

    Readers pause longer before and after longer phrases (Krivokapic 2007, Journal of Phonetics 35).
    """
    length = (len(before.spoken) + len(after.spoken)) / 2
    return round(pause_ms * (0.8 + 0.4 * length / (length + _USUAL)) / 10) * 10
