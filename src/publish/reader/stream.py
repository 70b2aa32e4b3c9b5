"""Tidying the flat stream of drafts: what repeats, what promotes, and what only frames the article goes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from publish.model.problem import CODES, Problem, problem
from publish.model.walk import plain
from publish.reader import edges
from publish.reader.bylines import signature
from publish.reader.captions import split
from publish.reader.choose import key
from publish.reader.draft import (
    AsideDraft,
    BlockDraft,
    BreakDraft,
    FigureDraft,
    HeadingDraft,
    ListDraft,
    NoteDraft,
    ParagraphDraft,
    QuoteDraft,
    TableDraft,
)
from publish.reader.metadata import Facts
from publish.reader.pictures import identity
from publish.reader.promos import ends_article, is_cut_off, is_dateline, is_paywall, is_promo
from publish.reader.words import link_share, text


@dataclass(slots=True)
class Tidied:
    """The stream that is left, and what was worth telling about what is not."""

    blocks: list[BlockDraft]
    problems: list[Problem] = field(default_factory=list)


def tidy_stream(blocks: list[BlockDraft], where: str, facts: Facts) -> Tidied:
    """A stream without repeated blocks, promotions, the title, the byline, and what follows the article."""
    out = Tidied([])
    blocks = edges.without_title(blocks, facts.title)
    blocks = edges.without_furniture(blocks, facts)
    uncut, blocks = blocks, edges.without_notices(edges.cut_end(blocks), facts)
    still = set(map(id, blocks))
    left: list[BlockDraft] = []
    texts = [key(text(block)) for block in blocks if isinstance(block, ParagraphDraft)]
    body = "\n".join(texts)
    seen: set[str] = set()
    pictures: dict[str, int] = {}
    for n, block in enumerate(blocks):
        if isinstance(block, FigureDraft):
            _keep_figure(block, out.blocks, pictures)
            continue
        said = key(text(block))
        if isinstance(block, QuoteDraft) and _pulled(block, body):
            out.problems.append(
                problem(
                    "READ-003",
                    where,
                    f'a pull quote repeated the text and was left out: "{_start(text(block))}"',
                )
            )
            continue
        if len(said) > 40 and said in seen:
            left.append(block)
            continue
        if len(said) > 40:
            seen.add(said)
        if isinstance(block, ParagraphDraft | HeadingDraft) and is_paywall(plain(block.inlines)):
            if is_cut_off(plain(block.inlines)) and not any(
                found.code == "READ-004" for found in out.problems
            ):
                out.problems.append(
                    problem(
                        "READ-004",
                        where,
                        CODES["READ-004"][1],
                        "read it with a subscription and save the page",
                    )
                )
            continue
        if isinstance(block, ListDraft) and _all_promote(block):
            left.append(block)
            continue
        if (
            isinstance(block, HeadingDraft)
            and ends_article(plain(block.inlines))
            and not _leads(blocks[n + 1 :])
        ):
            continue
        if isinstance(block, AsideDraft) and (is_dateline(plain(block.heading)) or not text(block).strip()):
            continue
        if isinstance(block, ParagraphDraft) and _is_byline(said, facts.bylines, n):
            continue
        if isinstance(block, ParagraphDraft) and _promotes(block):
            left.append(block)
            continue
        out.blocks.append(block)
    out.problems += _told([*left, *(block for block in uncut if id(block) not in still)], where)
    out.blocks = _ends(out.blocks)
    return out


def signed(blocks: list[BlockDraft], facts: Facts) -> tuple[str, ...]:
    """The names that the article's own first and last lines sign with, where the page's data names nobody."""
    lines = [(plain(b.inlines), b) for b in blocks if isinstance(b, ParagraphDraft)]
    prose = [n for n, (line, _) in enumerate(lines) if len(line) > 90]
    if not prose:
        return ()
    for line, _ in (*lines[: prose[0]][:4], *lines[prose[-1] + 1 :][:4]):
        if names := signature(line, facts.publisher):
            return tuple(names)
    return ()


def _told(left: list[BlockDraft], where: str) -> list[Problem]:
    """One note about the passages that repeat or promote and were left out: how many, and how they begin."""
    starts = [_start(said) for block in left if (said := text(block).strip())]
    if not starts:
        return []
    shown = ", ".join(f'"{start}"' for start in starts[:3]) + (", …" if len(starts) > 3 else "")
    passages = (
        "1 passage that repeats or advertises was"
        if len(starts) == 1
        else (f"{len(starts)} passages that repeat or advertise were")
    )
    return [problem("READ-005", where, f"{passages} left out: {shown}")]


# --- rules ------------------------------------------------------------------


def _leads(blocks: list[BlockDraft]) -> bool:
    """Whether something other than another heading follows a heading."""
    return bool(blocks) and isinstance(blocks[0], ListDraft | TableDraft | NoteDraft)


def _pulled(block: QuoteDraft, body: str) -> bool:
    """Whether a quotation repeats words of the running text."""
    said = key(" ".join(map(text, block.blocks)))
    return len(said) > 20 and said in body


def _is_byline(said: str, bylines: tuple[str, ...], place: int) -> bool:
    if not said or len(said) > 120:
        return False
    names = [key(name) for name in bylines]
    rest = said
    for name in names:
        rest = rest.replace(name, " ")
    if rest == said:
        return False
    left = [w for w in rest.split() if w not in _BYLINE_WORDS]
    return len(left) <= (2 if place < 6 else 0)


_BYLINE_WORDS = frozenset(
    "by von par por and und et y en og och ve av af text texte di da door words story written".split()
)


def _promotes(block: ParagraphDraft) -> bool:
    words = plain(block.inlines).strip()
    return is_promo(words, link_share(block.inlines))


def _all_promote(block: ListDraft) -> bool:
    """Whether most items of a list promote or give dates: then it is no list of the article's."""
    lines = [item.inlines for item in block.items if not item.blocks]
    promos = sum(is_promo(plain(line), link_share(line)) or is_dateline(plain(line)) for line in lines)
    return promos > 0.6 * len(block.items)


def _keep_figure(block: FigureDraft, out: list[BlockDraft], seen: dict[str, int]) -> None:
    """Each picture once: a second one only lends its words to the first."""
    if not block.image.src:
        last = out[-1] if out else None
        if isinstance(last, FigureDraft) and not last.caption:
            caption, credit = split(block.caption)
            out[-1] = replace(last, caption=caption, credit=last.credit or credit)
        else:
            out.append(ParagraphDraft(block.caption))
        return
    same = identity(block.image.src)
    if same not in seen:
        seen[same] = len(out)
        out.append(block)
        return
    first = out[seen[same]]
    if isinstance(first, FigureDraft) and first.caption and block.caption:
        words, before = key(plain(block.caption)), key(plain(first.caption))
        if words not in before and before not in words:
            out.append(block)
    elif isinstance(first, FigureDraft) and not first.caption and (block.caption or block.credit):
        out[seen[same]] = FigureDraft(
            first.image,
            first.alt or block.alt,
            block.caption,
            first.credit or block.credit,
            False,
            first.lang,
        )


def _ends(blocks: list[BlockDraft]) -> list[BlockDraft]:
    """Without breaks and empty headings at the ends."""
    notes = [b for b in blocks if isinstance(b, NoteDraft)]
    rest = [b for b in blocks if not isinstance(b, NoteDraft)]
    while rest and isinstance(rest[-1], BreakDraft | HeadingDraft):
        rest.pop()
    while rest and isinstance(rest[0], BreakDraft):
        rest.pop(0)
    made: list[BlockDraft] = []
    for block in rest:
        if isinstance(block, BreakDraft) and made and isinstance(made[-1], BreakDraft):
            continue
        made.append(block)
    return made + notes


def _start(said: str) -> str:
    words = said.split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")
