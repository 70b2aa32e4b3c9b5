"""Drafts of blocks -> the model's blocks: ids, sentences, notes, alt text."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import assert_never

from publish.config import AltPolicy, ImageOverride, Overrides
from publish.config.values import in_markdown
from publish.draft import alt_text as alts
from publish.draft.model import (
    AsideDraft,
    BlockDraft,
    BreakDraft,
    CellDraft,
    CodeDraft,
    Draft,
    FigureDraft,
    HeadingDraft,
    Inlines,
    ListDraft,
    NoteDraft,
    ParagraphDraft,
    QuoteDraft,
    RowDraft,
    TableDraft,
)
from publish.draft.outline import SectionDraft
from publish.draft.picture_settings import assigned, short_name
from publish.draft.sentence_spans import cut, sentences
from publish.model.article import (
    Aside,
    Block,
    Break,
    Cell,
    Code,
    Figure,
    Inline,
    Link,
    List,
    ListItem,
    Note,
    NoteRef,
    Paragraph,
    Quote,
    Row,
    Section,
    Strong,
    Superscript,
    Table,
    Text,
)
from publish.model.caption_alt import says
from publish.model.digest import pieces
from publish.model.problem import Problem, problem
from publish.model.walk import map_inlines, plain

# --- ids -----------------------------------------------------------------------


# Ids of the lines before and after the article, and of pages: see i18n/catalogue.py.
RESERVED = frozenset(
    "publisher title byline published standfirst about source rights voice "
    "cover contents nav toc landmarks introduction notes".split()
)
LETTERS = {
    "ParagraphDraft": "p",
    "ListDraft": "l",
    "QuoteDraft": "q",
    "FigureDraft": "f",
    "TableDraft": "t",
    "CodeDraft": "c",
    "AsideDraft": "a",
    "NoteDraft": "n",
    "BreakDraft": "b",
}

_PART = re.compile(r"-([a-z]+)(\d+)$")  # how the ids of sentences end; no section's does


class Ids:
    """Gives out ids; one that is taken gets "-2", "-3" …"""

    def __init__(self) -> None:
        self._taken = set(RESERVED)
        self._last: dict[str, int] = {}
        self._introduction = False

    def block(self, draft: object) -> str:
        """The letter of the draft's kind and eight hex digits of its content's SHA-256."""
        digest = hashlib.sha256(b"".join(pieces(draft))).hexdigest()
        return self._free(LETTERS[type(draft).__name__] + digest[:8])

    def section(self, heading: str) -> str:
        """A slug of the heading; "introduction" for a first section without one."""
        if not heading and not self._introduction:
            self._introduction = True
            return "introduction"
        return self._free(_PART.sub(r"-\1-\2", slug(heading)))

    def _free(self, wanted: str) -> str:
        n = self._last.get(wanted, 1)
        chosen = wanted if n == 1 else f"{wanted}-{n}"
        while chosen in self._taken:
            n += 1
            chosen = f"{wanted}-{n}"
        self._taken.add(chosen)
        self._last[wanted] = n
        return chosen


def slug(heading: str) -> str:
    """Letters and digits of ASCII with hyphens; headings in other scripts get a name from their digest."""
    flat = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", flat).strip("-")[:60].rstrip("-")
    letters = sum(character.isalpha() for character in heading)
    if len(name.replace("-", "")) * 2 < letters or not name:
        return "s" + hashlib.sha256(heading.encode("utf-8", "backslashreplace")).hexdigest()[:8]
    return name if name[0].isalpha() else f"s-{name}"


class Builder:
    """Builds the sections of one draft; `problems` gathers what it met."""

    def __init__(self, draft: Draft, overrides: Overrides, policy: AltPolicy) -> None:
        self.problems: list[Problem] = []
        self._draft, self._policy = draft, policy
        drawn = (block for block in _nested(draft.blocks) if isinstance(block, FigureDraft))
        self._sources = tuple(dict.fromkeys(figure.image.src for figure in drawn))
        self._settings = assigned(overrides.images, self._sources)
        self._ids = Ids()
        self._anchors: dict[str, str] = {}
        self._marks = Marks()

    # --- sections ---------------------------------------------------------

    def sections(self, roots: list[SectionDraft]) -> tuple[Section, ...]:
        """The finished sections, each with the notes that it refers to first at its end."""
        names = [self._name(root) for root in roots]
        for draft in _drafts(roots):
            if isinstance(draft, NoteDraft):
                self._marks.know(draft, self._ids)
        built, referred = [], []
        for root, name in zip(roots, names, strict=True):
            built.append(self._section(root, name))
            referred.append(self._marks.take_new())
        bodies = [self._bodies(keys) for keys in referred]
        for root, notes in zip(roots, bodies, strict=True):
            notes += self._bodies([k for k in _note_keys(root) if not self._marks.refs(k)])
        return tuple(
            _append(section, tuple(self._note(*body) for body in notes))
            for section, notes in zip(built, bodies, strict=True)
        )

    def _name(self, section: SectionDraft) -> _Named:
        heading = section.heading
        id = self._ids.section(plain(heading.inlines).strip() if heading else section.resumes)
        for anchor in heading.anchors if heading else ():
            self._anchors.setdefault(anchor, id)
        return _Named(id, tuple(self._name(inner) for inner in section.sections))

    def _section(self, draft: SectionDraft, named: _Named) -> Section:
        heading = draft.heading
        inlines = self._inlines(heading.inlines) if heading else ()
        lang = heading.lang if heading else ""
        words = cut(inlines, self._lang(lang), lambda n: f"{named.id}-h{n + 1}")
        return Section(
            named.id,
            tuple(replace(sentence, lang=sentence.lang or lang) for sentence in words),
            self._blocks(draft.blocks, self._draft.lang),
            tuple(self._section(s, n) for s, n in zip(draft.sections, named.inner, strict=True)),
        )

    # --- notes ------------------------------------------------------------

    def _bodies(self, keys: list[str]) -> list[tuple[str, tuple[Block, ...]]]:
        """The built bodies of notes, and of those that they refer to first themselves."""
        bodies = []
        queue = list(keys)
        while queue:
            key = queue.pop(0)
            draft = self._marks.notes[key]
            bodies.append((key, self._blocks(draft.blocks, self._lang(draft.lang))))
            queue += self._marks.take_new()
        return bodies

    def _note(self, key: str, blocks: tuple[Block, ...]) -> Note:
        draft = self._marks.notes[key]
        return Note(self._marks.id(key), draft.label, blocks, tuple(self._marks.refs(key)), draft.lang)

    # --- blocks -----------------------------------------------------------

    def _blocks(self, drafts: Iterable[BlockDraft], lang: str) -> tuple[Block, ...]:
        built = (self._block(draft, lang) for draft in drafts)
        return tuple(block for block in built if block is not None)

    def _block(self, draft: BlockDraft, outer: str) -> Block | None:
        match draft:
            case ParagraphDraft(inlines, lang):
                id = self._ids.block(draft)
                cut_up = sentences(self._inlines(inlines), lang or outer, id)
                return Paragraph(id, cut_up, lang) if cut_up else None
            case HeadingDraft(_, inlines, _, lang):
                return self._block(ParagraphDraft((Strong(inlines),), lang), outer)
            case ListDraft():
                return self._list(draft, draft.lang or outer)
            case QuoteDraft():
                return self._quote(draft, draft.lang or outer)
            case FigureDraft():
                return self._figure(draft, draft.lang or outer)
            case TableDraft():
                return self._table(draft, draft.lang or outer)
            case CodeDraft(text, language):
                return Code(self._ids.block(draft), text, language) if text.strip() else None
            case AsideDraft():
                return self._aside(draft, draft.lang or outer)
            case BreakDraft():
                return Break(self._ids.block(draft))
            case NoteDraft():
                return None
            case _:
                assert_never(draft)

    def _list(self, draft: ListDraft, lang: str) -> List | None:
        id = self._ids.block(draft)
        items = []
        for n, item in enumerate(draft.items):
            name = f"{id}-i{n + 1}"
            built = ListItem(
                name,
                sentences(self._inlines(item.inlines), lang, name),
                self._blocks(item.blocks, lang),
                cut(self._inlines(item.term), lang, _numbered(f"{name}-t")),
                item.number,
            )
            if built.sentences or built.blocks or built.term:
                items.append(built)
        return List(id, draft.style, tuple(items), draft.start, draft.lang, draft.marker) if items else None

    def _quote(self, draft: QuoteDraft, lang: str) -> Quote | None:
        id = self._ids.block(draft)
        blocks = self._blocks(draft.blocks, lang)
        attribution = cut(self._inlines(draft.attribution), lang, _numbered(f"{id}-a"))
        return Quote(id, blocks, attribution, draft.lang) if blocks or attribution else None

    def _aside(self, draft: AsideDraft, lang: str) -> Aside | None:
        id = self._ids.block(draft)
        heading = cut(self._inlines(draft.heading), lang, _numbered(f"{id}-h"))
        blocks = self._blocks(draft.blocks, lang)
        return Aside(id, heading, blocks, draft.lang) if blocks or heading else None

    def _table(self, draft: TableDraft, lang: str) -> Table | None:
        id = self._ids.block(draft)
        caption = cut(self._inlines(draft.caption), lang, _numbered(f"{id}-c"))
        rows = [self._row(row, f"{id}-t{n + 1}", lang) for n, row in enumerate((*draft.header, *draft.rows))]
        head = len(draft.header)
        return Table(id, tuple(rows[:head]), tuple(rows[head:]), caption, draft.lang) if rows else None

    def _row(self, row: RowDraft, id: str, lang: str) -> Row:
        cells, count = [], 0
        for cell in row:
            built = self._cell(cell, id, lang, count)
            cells.append(built)
            count += len(built.sentences)
        return Row(id, tuple(cells))

    def _cell(self, cell: CellDraft, row_id: str, lang: str, count: int) -> Cell:
        inner = sentences(self._inlines(cell.inlines), cell.lang or lang, row_id, count + 1)
        return Cell(inner, cell.scope, cell.colspan, cell.rowspan, cell.lang)

    # --- figures ----------------------------------------------------------

    def _figure(self, draft: FigureDraft, lang: str) -> Figure:
        id = self._ids.block(draft)
        own = self._settings.get(draft.image.src, ImageOverride())
        caption = _text(own.caption) if own.caption is not None else self._inlines(draft.caption)
        credit = _text(own.credit) if own.credit is not None else self._inlines(draft.credit)
        words, credited = plain(caption).strip(), plain(credit).strip()
        if own.alt:
            repeated = says(words, own.alt)
            chosen = alts.Alt(own.alt, "" if repeated else alts.sentence(own.alt), "config")
        elif own.decorative or (draft.decorative and not words):
            chosen = alts.Alt("", "", "decorative")
        else:
            page_alt = "" if own.alt is not None else draft.alt or ""
            chosen = alts.choose(page_alt, words, credited, self._policy)
        if chosen.source == "none":
            self._undescribed(draft)
        return Figure(
            id,
            draft.image,
            chosen.text,
            chosen.lead,
            chosen.source,
            cut(caption, lang, _numbered(f"{id}-c")),
            cut(credit, lang, _numbered(f"{id}-r")),
            draft.lang,
        )

    def _undescribed(self, draft: FigureDraft) -> None:
        src = draft.image.src
        shown = src if len(src) < 100 else f"{src[:60]}…"
        name = short_name(src, self._sources) if not src.startswith("data:") else shown
        where = self._located(src)
        help_ = f'add alt="...", or write [images."{name}"] alt = "..." in {self._draft.slug}.toml'
        if in_markdown(self._draft.where):
            help_ = f"write what it shows between the square brackets: ![...]({name})"
        self.problems.append(
            problem("A11Y-003", where, f'image "{shown}" has neither caption nor alt text', help_)
        )

    def _located(self, src: str) -> str:
        """The source with the line where an address stands: as it is, as mark-up, or by its file name."""
        for written in (src, escape(src, quote=False), src.split("?")[0].rsplit("/", 1)[-1]):
            at = self._draft.source.find(written) if written else -1
            if at >= 0:
                return f"{self._draft.where}:{self._draft.source.count(chr(10), 0, at) + 1}"
        return self._draft.where

    # --- inlines ----------------------------------------------------------

    def _inlines(self, inlines: Inlines) -> Inlines:
        """Inlines whose marks and inner links hold final ids; what leads nowhere loses its link."""
        return map_inlines(inlines, self._settled)

    def _settled(self, inline: Inline) -> Inlines:
        match inline:
            case NoteRef(_, key, label):
                return self._marks.mark(key, label)
            case Link(href, children) if href.startswith("#"):
                target = self._anchors.get(href[1:])
                return (Link(f"#{target}", children),) if target else children
        return (inline,)

    def _lang(self, lang: str) -> str:
        return lang or self._draft.lang


class Marks:
    """Notes and the marks that point to them, while an article is built."""

    def __init__(self) -> None:
        self.notes: dict[str, NoteDraft] = {}
        self._ids: dict[str, str] = {}
        self._refs: dict[str, list[str]] = {}
        self._new: list[str] = []

    def know(self, draft: NoteDraft, ids: Ids) -> None:
        """Learn of a note; the first of several with one key counts."""
        if draft.key not in self.notes:
            self.notes[draft.key] = draft
            self._ids[draft.key] = ids.block(draft)

    def mark(self, key: str, label: str) -> Inlines:
        """A mark that points to a note; plain raised text when there is no such note."""
        if key not in self.notes:
            return (Superscript((Text(label),)),) if label else ()
        refs = self._refs.setdefault(key, [])
        if not refs:
            self._new.append(key)
        id = f"{self._ids[key]}-m{len(refs) + 1}"
        refs.append(id)
        return (NoteRef(id, self._ids[key], label),)

    def take_new(self) -> list[str]:
        """Keys of the notes referred to for the first time since this was last asked."""
        new, self._new = self._new, []
        return new

    def id(self, key: str) -> str:
        return self._ids[key]

    def refs(self, key: str) -> list[str]:
        return self._refs.get(key, [])


@dataclass(frozen=True, slots=True)
class _Named:
    """The ids of a section and of those inside it."""

    id: str
    inner: tuple[_Named, ...]


def _numbered(stem: str) -> Callable[[int], str]:
    return lambda n: f"{stem}{n + 1}"


def _text(text: str) -> Inlines:
    return (Text(text),) if text.strip() else ()


def _append(section: Section, notes: tuple[Note, ...]) -> Section:
    """A section with notes at its very end: after its last block, in its last inner section."""
    if not notes:
        return section
    if not section.sections:
        return replace(section, blocks=(*section.blocks, *notes))
    return replace(section, sections=(*section.sections[:-1], _append(section.sections[-1], notes)))


def _drafts(roots: Iterable[SectionDraft]) -> Iterator[BlockDraft]:
    """Every draft of the sections, those inside others included."""
    for root in roots:
        yield from _nested(root.blocks)
        yield from _drafts(root.sections)


def _nested(drafts: Iterable[BlockDraft]) -> Iterator[BlockDraft]:
    for draft in drafts:
        yield draft
        match draft:
            case QuoteDraft() | AsideDraft() | NoteDraft():
                yield from _nested(draft.blocks)
            case ListDraft():
                for item in draft.items:
                    yield from _nested(item.blocks)


def _note_keys(root: SectionDraft) -> list[str]:
    return [draft.key for draft in _drafts([root]) if isinstance(draft, NoteDraft)]
