"""A Draft -> an Article: the last stage of every reader.

Sentences are split, ids fixed, notes put at the end of the top-level section
that refers to them first, the alt policy and the article's own settings
applied. It is pure: the same draft gives the same article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from publish.config import AltPolicy, Overrides
from publish.config.values import setting
from publish.draft.article_builder import Builder
from publish.draft.model import (
    AsideDraft,
    BlockDraft,
    CellDraft,
    Draft,
    FigureDraft,
    HeadingDraft,
    Inlines,
    ItemDraft,
    ListDraft,
    NoteDraft,
    ParagraphDraft,
    QuoteDraft,
    RowDraft,
    TableDraft,
    text,
)
from publish.draft.outline import outline
from publish.draft.page import PASSAGE, Reading
from publish.draft.picture_settings import matches, short_names
from publish.draft.sentence_spans import sentences
from publish.i18n.language import well_formed
from publish.model.article import Article, Inline, Nesting, Sentence, Text
from publish.model.problem import CODES, Problem, problem
from publish.model.text import begins, key, meant
from publish.model.urls import link
from publish.model.walk import article_text, figures, is_named, plain, text_of
from publish.model.walk import sections as walk_sections


def finish(draft: Draft, overrides: Overrides | None = None, alt: AltPolicy = "caption") -> Reading:
    """The article that a draft describes, under its own settings and an alt policy."""
    own = overrides or Overrides()
    draft, problems = _overridden(draft, own)
    draft, dropped = _without(draft, own)
    builder = Builder(draft, own, alt)
    sections = builder.sections(outline(shallow(draft.blocks)))
    article = Article(
        slug=draft.slug,
        lang=draft.lang,
        title=draft.title,
        sections=sections,
        standfirst=_standfirst(draft.standfirst, draft.lang),
        bylines=draft.bylines,
        published=draft.published,
        modified=draft.modified,
        publisher=draft.publisher,
        url=draft.url,
        description=draft.description,
        rights=draft.rights,
        subjects=draft.subjects,
    )
    unused = (
        *_unused(article, draft, dropped, own),
        *_unused_passages(article, draft, dropped, own),
    )
    left_out = (*draft.left_out, *(text(block)[:PASSAGE] for block in dropped))
    return Reading(article, (*draft.problems, *problems, *builder.problems, *unused), left_out)


def _without(draft: Draft, own: Overrides) -> tuple[Draft, list[BlockDraft]]:
    """A draft without the passages that the settings drop, and those."""
    kept: list[BlockDraft] = []
    dropped: list[BlockDraft] = []
    for block in draft.blocks:
        gone = any(_is_passage(block, name) for name in own.drop_passages)
        (dropped if gone else kept).append(block)
    return replace(draft, blocks=tuple(kept)), dropped


def _is_passage(block: BlockDraft, name: str) -> bool:
    """Whether a block begins with the words, or is the picture of that file name."""
    if isinstance(block, FigureDraft) and matches(name, (block.image.src,)):
        return True
    return begins(text(block), name)


def _unused_passages(
    article: Article, draft: Draft, dropped: list[BlockDraft], own: Overrides
) -> Iterator[Problem]:
    """What the settings keep, drop or skip and the page does not have."""
    lines = article_text(article).splitlines()
    whole = key(" ".join(lines))
    for name in own.keep_passages:
        if key(name) not in whole:
            yield _no_passage(draft, name, "kept", draft.left_out)
    for name in own.drop_passages:
        if not any(_is_passage(block, name) for block in dropped):
            yield _no_passage(draft, name, "left out", lines)
    for name in own.skip_sentences:
        if key(name) not in whole:
            yield _no_passage(draft, name, "left unsaid", lines)
    for name in own.sentences:
        if key(name) not in whole:
            yield _no_passage(draft, name, "said another way", lines)


def _no_passage(draft: Draft, name: str, verb: str, known: Iterable[str]) -> Problem:
    beginnings = [" ".join(words.split()[: len(name.split())]) for words in known]
    help_ = meant(name, beginnings, "write the words that it begins with, as the page has them")
    return problem("META-005", draft.where, f'"{name}" is to be {verb}, but no passage begins so', help_)


def _unused(article: Article, draft: Draft, dropped: list[BlockDraft], own: Overrides) -> Iterator[Problem]:
    """What the settings name that the article does not have: pictures and sections."""
    known = tuple(figure.image.src for figure in figures(article))
    gone = tuple(block.image.src for block in dropped if isinstance(block, FigureDraft))
    for name, image in own.images.items():
        if image.decorative or matches(name, (*known, *gone)):
            continue
        help_ = meant(name, short_names(known).values(), "name it as its file is called")
        message = f'the settings have words for image "{name}", which the article does not have'
        yield problem("META-005", draft.where, message, help_)
    if own.cover_picture and not matches(own.cover_picture, known):
        help_ = meant(own.cover_picture, short_names(known).values(), "name it as its file is called")
        message = f'the cover is to show "{own.cover_picture}", which is no picture of the article'
        yield problem("META-005", draft.where, message, help_)
    there = list(walk_sections(article.sections))
    for name in own.skip_sections:
        if not any(is_named(section, (name,)) for section in there):
            headings = [text_of(section.heading) for section in there]
            help_ = meant(name, headings, "write its heading as the article has it")
            message = f'the section "{name}" is not to be said, but the article has none of that name'
            yield problem("META-005", draft.where, message, help_)


def _overridden(draft: Draft, own: Overrides) -> tuple[Draft, list[Problem]]:
    problems = []
    title = own.title or draft.title
    if not title:
        title = draft.slug.replace("-", " ").replace("_", " ").strip() or draft.slug
        help_ = setting("title", '"..."', draft.where, draft.slug)
        problems.append(problem("READ-002", draft.where, CODES["READ-002"][1], help_))
    changed = replace(
        draft,
        title=title,
        standfirst=draft.standfirst if own.standfirst is None else _words(own.standfirst),
        lang=well_formed(own.language) or well_formed(draft.lang) or "en",
        bylines=draft.bylines if own.byline is None else tuple(filter(str.strip, own.byline)),
        published=draft.published if own.published is None else own.published,
        url=link(draft.url if own.url is None else own.url, ""),
    )
    return changed, problems


def _words(text: str) -> Inlines:
    return (Text(text),) if text.strip() else ()


def _standfirst(inlines: Inlines, lang: str) -> tuple[Sentence, ...]:
    """The standfirst without links and marks: it is shown on the title page as plain words."""
    text = plain(inlines).strip()
    return sentences((Text(text),), lang, "standfirst") if text else ()


MAX_BLOCK_LEVELS = 16
MAX_INLINE_LEVELS = 24


def shallow(blocks: Iterable[BlockDraft], levels: int = MAX_BLOCK_LEVELS) -> tuple[BlockDraft, ...]:
    """The same blocks, none more than `levels` inside others; no word is lost.

    Hundreds of levels are a mistake or an attack, and would break what walks levels by recursion.
    """
    return tuple(flattened for block in blocks for flattened in _block(block, levels))


def _block(block: BlockDraft, levels: int) -> Iterator[BlockDraft]:
    match block:
        case QuoteDraft() | AsideDraft() | NoteDraft() | ListDraft() if levels <= 0:
            yield from shallow(_contents(block), 0)
        case ListDraft():
            yield replace(block, items=tuple(_item(item, levels - 1) for item in block.items))
        case QuoteDraft():
            attribution = shallow_inlines(block.attribution)
            yield replace(block, blocks=shallow(block.blocks, levels - 1), attribution=attribution)
        case AsideDraft():
            heading = shallow_inlines(block.heading)
            yield replace(block, blocks=shallow(block.blocks, levels - 1), heading=heading)
        case NoteDraft():
            yield replace(block, blocks=shallow(block.blocks, levels - 1))
        case HeadingDraft() | ParagraphDraft():
            yield replace(block, inlines=shallow_inlines(block.inlines))
        case FigureDraft():
            caption, credit = shallow_inlines(block.caption), shallow_inlines(block.credit)
            yield replace(block, caption=caption, credit=credit)
        case TableDraft():
            caption = shallow_inlines(block.caption)
            yield replace(block, header=_rows(block.header), rows=_rows(block.rows), caption=caption)
        case _:
            yield block


def _item(item: ItemDraft, levels: int) -> ItemDraft:
    inlines, term = shallow_inlines(item.inlines), shallow_inlines(item.term)
    return replace(item, inlines=inlines, term=term, blocks=shallow(item.blocks, levels))


def _rows(rows: Iterable[RowDraft]) -> tuple[RowDraft, ...]:
    def cell(one: CellDraft) -> CellDraft:
        return replace(one, inlines=shallow_inlines(one.inlines))

    return tuple(tuple(map(cell, row)) for row in rows)


def _contents(block: QuoteDraft | AsideDraft | NoteDraft | ListDraft) -> Iterator[BlockDraft]:
    """What stands in a box, without the box."""
    match block:
        case QuoteDraft():
            yield from (*block.blocks, *_paragraph(block.attribution))
        case AsideDraft():
            yield from (*_paragraph(block.heading), *block.blocks)
        case NoteDraft():
            yield from block.blocks
        case ListDraft():
            for item in block.items:
                yield from (*_paragraph(item.term), *_paragraph(item.inlines), *item.blocks)


def _paragraph(inlines: Inlines) -> tuple[ParagraphDraft, ...]:
    return (ParagraphDraft(inlines),) if inlines else ()


def shallow_inlines(inlines: Iterable[Inline], levels: int = MAX_INLINE_LEVELS) -> Inlines:
    """The same inlines, none more than `levels` inside others."""
    return tuple(flattened for inline in inlines for flattened in _inline(inline, levels))


def _inline(inline: Inline, levels: int) -> Inlines:
    if not isinstance(inline, Nesting):
        return (inline,)
    inner = shallow_inlines(inline.children, levels - 1)
    return inner if levels <= 0 else (replace(inline, children=inner),)
