"""What stands before the first and after the last running text of an article.

The position of a line decides: a line that would be prose
in the middle is a label before the text begins, and a notice after it ends.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from publish.draft.model import (
    AsideDraft,
    BlockDraft,
    FigureDraft,
    HeadingDraft,
    ItemDraft,
    ListDraft,
    NoteDraft,
    ParagraphDraft,
    in_bold,
    link_share,
    text,
)
from publish.html.extract.promo_phrases import ends_article, is_dateline, is_notice, is_sentence, words_in
from publish.html.extract.text_density import RUNNING
from publish.html.images.captions import credit_only, split
from publish.html.metadata.dates import begins_with_date, is_labelled, iso
from publish.html.metadata.facts import Facts
from publish.html.metadata.names import is_house, is_section, letters, names_editors, only_house
from publish.html.metadata.signatures import is_signed, signature
from publish.html.metadata.title import alike, described
from publish.html.phrases import line_phrases
from publish.model.article import LineBreak, Math
from publish.model.text import key, weight
from publish.model.walk import plain

_LABELS = 0.3  # of the words of a page: what frames its text is less
_DECK = 7  # words: a line in bold as long as that, before the text, is a standfirst
_CAP = 6  # blocks: more than this after the text is more than notices


def without_title(blocks: list[BlockDraft], title: str) -> list[BlockDraft]:
    """Without headings that repeat the title near the start, and without what stands before them."""
    title_key = key(title)
    for n, block in enumerate(blocks):
        if isinstance(block, HeadingDraft) and (alike(plain(block.inlines), title) or block.level == 1):
            begun = block.level > 1 and any(map(_runs, blocks[:n]))
            if not begun and sum(len(text(b)) for b in blocks[:n]) < 600:
                blocks = [b for b in blocks[:n] if isinstance(b, FigureDraft | NoteDraft)] + blocks[n + 1 :]
            break
    kept = []
    words = 0
    for block in blocks:
        if isinstance(block, HeadingDraft) and (
            key(plain(block.inlines)) == title_key or (words < 50 and block.level == 1)
        ):
            continue
        if isinstance(block, ParagraphDraft):
            if words < 50 and _repeats_title(key(plain(block.inlines)), title_key):
                continue
            words += len(plain(block.inlines).split())
        kept.append(block)
    return kept


def _repeats_title(line: str, title: str) -> bool:
    """Whether a line is the title, or its end behind the name of a section; both as `key` gives them."""
    return line == title or (title.endswith(line) and weight(line) > _PART_OF_TITLE)


_PART_OF_TITLE = 30  # characters


def _runs(block: BlockDraft) -> bool:
    """Whether a block is running text."""
    words = plain(block.inlines) if isinstance(block, ParagraphDraft) else ""
    return weight(words) > RUNNING and is_sentence(words)


# --- before the text ----------------------------------------------------------


def without_furniture(blocks: list[BlockDraft], facts: Facts) -> list[BlockDraft]:
    """Without the lines of date, place, author and sharing before the first running text."""
    opening, first = _begins(blocks, facts)
    series, speech = _belonging(blocks, facts), _speech(blocks, facts)
    framing = {
        n
        for n, block in enumerate(blocks[:first])
        if n not in series
        and n < speech
        and _frames(block, blocks[n + 1], facts)
        and (n < opening or len(text(block)) < 50)
    }
    if _words(blocks[n] for n in framing) > _LABELS * _words(blocks):
        framing = set()  # a page of short lines
    entries = _dated_entries(blocks, first)
    kept = [
        _standfirst(block, facts) if n < first else block
        for n, block in enumerate(blocks)
        if n not in framing and (n in entries or not _is_dateline(block))
    ]
    series = _belonging(kept, facts)
    end = len(kept)
    while end and end - 1 not in series and _is_label(kept[end - 1]) and not _introduces(kept[:end]):
        end -= 1
    return kept if _words(kept[end:]) > _LABELS * _words(kept) else kept[:end]


def _is_dateline(block: BlockDraft) -> bool:
    return isinstance(block, ParagraphDraft) and is_dateline(plain(block.inlines))


def _dated_entries(blocks: Sequence[BlockDraft], first: int) -> frozenset[int]:
    """The places of days that head what was added to a text, none where it is only one."""
    days = [
        n
        for n, (block, following) in enumerate(itertools.pairwise(blocks))
        if n > first
        and _is_dateline(block)
        and iso(text(block))
        and isinstance(following, ParagraphDraft)
        and is_sentence(text(following))
    ]
    return frozenset(days if len(days) > 1 else ())


def _speech(blocks: Sequence[BlockDraft], facts: Facts) -> int:
    """The place of the first label that stands again over later text: who speaks, and nothing frames it."""
    labels = [
        key(text(block)) if isinstance(block, ParagraphDraft) and words_in(text(block)) <= _NAME else ""
        for block in blocks
    ]
    writers = set(map(key, facts.bylines))
    for n, label in enumerate(labels):
        if label and label not in writers and not is_dateline(text(blocks[n])):
            again = [place for place in range(n + 2, len(labels) - 1) if labels[place] == label]
            if any(isinstance(blocks[place + 1], ParagraphDraft) for place in again):
                return n
    return len(blocks)


_NAME = 5  # words


def _words(blocks: Iterable[BlockDraft]) -> int:
    return sum(words_in(text(block)) for block in blocks)


def _in_series(blocks: Sequence[BlockDraft]) -> frozenset[int]:
    """The places of paragraphs that belong to a dialogue, a list or numbered provisions, however short.

    Three or more lines begin with a number ("(3) Repealed."), a speaker ("TOM: Me.") or one mark
    ("➡️ Beds: 40"), near one another; of speakers, one speaks again. Links with a mark lead elsewhere.
    """
    lines: dict[str, dict[int, str]] = {"number": {}, "speaker": {}}
    for n, block in enumerate(blocks):
        if isinstance(block, ParagraphDraft) and (lead := _LEAD.match(plain(block.inlines))):
            kind = str(lead.lastgroup)
            if kind == "mark" and link_share(block.inlines) > 0:
                continue
            lines.setdefault(lead["mark"] or kind, {})[n] = lead[kind]
    speakers = lines["speaker"].values()
    if len(set(speakers)) == len(speakers):
        lines["speaker"] = {}
    return frozenset(
        n
        for places in lines.values()
        for n in places
        if sum(0 < abs(other - n) <= _NEAR for other in places) >= 2
    )


_LEAD = re.compile(
    r"\s*+(?:(?P<number>(?:\[?[A-Z]\d{1,3} ?)?[(（]?(?:\d{1,3}[a-z]?|[a-z]|[ivx]{1,5})[)）.]|§+\s?\d+)"
    r"|(?P<speaker>(?![\w ]*\d)[^\W\d_a-zß-ÿ][\w.’'-]*(?: [^\W\d_a-zß-ÿ][\w.’'-]*){0,3}\s?[:：])"
    r"|(?P<mark>[^\w\s\"'“”„«»‹›‘’()\[\]¿¡….,;:|©#@/\\<>*_-])\ufe0f?(?=\s))\s*\S"
)
_NEAR = 6  # blocks


def _belonging(blocks: Sequence[BlockDraft], facts: Facts) -> frozenset[int]:
    """The places of lines that are no sentences and yet the article's: none of them frames it.

    They are in a series; or stand in one element with a sentence of it; or are three or more right above a
    heading; or end in a full stop; or are in bold like two later ones.
    """
    plainly = {
        n for n, block in enumerate(blocks) if isinstance(block, ParagraphDraft) and not _marks(block, facts)
    }
    places = plainly & {*_bold_heads(blocks)} | {n for n in plainly if _ends_in_stop(text(blocks[n]))}
    places |= _in_series(blocks)
    for together in _groups(blocks, _goes_on_with):
        if any(is_sentence(text(blocks[n])) for n in together):
            places |= {n for n in together if n in plainly and not is_sentence(text(blocks[n]))}
    for together in _groups(blocks, _is_line_after_line):
        own = [n for n in together if n in plainly]
        following = blocks[together[-1] + 1 : together[-1] + 2]
        if len(own) >= _ROW and any(isinstance(block, HeadingDraft) for block in following):
            places |= {*range(own[0], own[-1] + 1)}
    return frozenset(places)


_ROW = 3  # lines
_STOPS = re.compile(r"[^\d]{4,400}(?<=\w)[.!?。！？][”»\")]{0,3}\s*")
_NAME_LIKE = 90  # characters


def _marks(block: ParagraphDraft, facts: Facts) -> bool:
    """Whether a line says when, where, by whom or for whom an article was published, or is a control."""
    words = plain(block.inlines).strip()
    if block.embed or link_share(block.inlines) > _MOSTLY or not _LETTER.search(words):
        return True
    if is_dateline(words) or is_labelled(words) or is_signed(words) or names_editors(words):
        return True
    spelt = letters(words)
    if any(letters(name) in spelt for name in facts.bylines) and len(words) < _NAME_LIKE:
        return True
    if spelt in facts.sections or is_section(words) or is_house(words, facts.publisher):
        return True
    return bool(
        spelt == letters(facts.title)
        or credit_only(words)
        or _IMPRINT.search(words)
        or _ADDRESS.search(words)
        or is_notice(words, link_share(block.inlines))
        or ends_article(words)
    )


_MOSTLY, _LINKS = 0.5, 0.8  # of a line
_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"://|\w@\w|\bwww\.")


def _ends_in_stop(line: str) -> bool:
    """Whether a line of two or more words without a figure ends as a sentence does."""
    return words_in(line) > 1 and not is_sentence(line) and _STOPS.fullmatch(line) is not None


def _groups(
    blocks: Sequence[BlockDraft], joined: Callable[[BlockDraft, BlockDraft], bool]
) -> Iterator[list[int]]:
    """The places of blocks in runs of two or more, each of which `joined` joins to the one before."""
    group: list[int] = []
    for n, block in enumerate(blocks):
        if n and joined(blocks[n - 1], block):
            group = group or [n - 1]
            group.append(n)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _goes_on_with(before: BlockDraft, block: BlockDraft) -> bool:
    return isinstance(before, ParagraphDraft) and isinstance(block, ParagraphDraft) and block.goes_on


def _is_line_after_line(before: BlockDraft, block: BlockDraft) -> bool:
    return all(isinstance(line, ParagraphDraft) and not is_sentence(text(line)) for line in (before, block))


def _bold_heads(blocks: Sequence[BlockDraft]) -> Iterator[int]:
    """The places of paragraphs in bold before one that is not, where two or more later ones are bold."""
    bold = [n for n, block in enumerate(blocks) if _is_bold(block)]
    for n, following, _ in zip(bold, bold[1:], bold[2:], strict=False):
        if n + 1 < following and isinstance(blocks[n + 1], ParagraphDraft):
            yield n


def _is_bold(block: BlockDraft) -> bool:
    return isinstance(block, ParagraphDraft) and bool(text(block).strip()) and in_bold(block.inlines)


def _standfirst(block: BlockDraft, facts: Facts) -> BlockDraft:
    """A heading before the text that is the page's own description is the line under the title."""
    if isinstance(block, HeadingDraft) and described(plain(block.inlines), facts.description):
        return ParagraphDraft(block.inlines, block.lang, deck=True)
    return block


def _begins(blocks: list[BlockDraft], facts: Facts) -> tuple[int, int]:
    """Where running text begins, and where it goes on after a standfirst that stands among the blocks."""
    lines = [plain(b.inlines) if isinstance(b, ParagraphDraft) else "" for b in blocks]
    # Where no paragraph is long (dialogue, verse), the text begins with the first sentence.
    begins = [
        n
        for n, line in enumerate(lines)
        if weight(line) > RUNNING and not begins_with_date(line) and not _leads_away(blocks[n])
    ] or [n for n, line in enumerate(lines) if is_sentence(line) or _is_stanza(blocks[n])]
    if not begins:
        return len(blocks) - 1, len(blocks) - 1
    early = [n for n in range(begins[0]) if is_sentence(lines[n]) and not _marks_line(blocks[n], facts)]
    if len(early) >= _EARLY:
        return early[0], early[0]  # a text of short paragraphs
    verse = _is_stanza(blocks[begins[0]])
    goes_on = len(begins) > 1 and not verse and described(lines[begins[0]], facts.description)
    # Without spaces, a line of fewer characters may head a list of short entries, which are the text.
    goes_on = goes_on and len(lines[begins[1]]) > RUNNING
    return begins[0], begins[1] if goes_on else begins[0]


def _leads_away(block: BlockDraft) -> bool:
    """Whether a line is links and no sentence: the sections of the article, a trail."""
    line = text(block).rstrip()
    return isinstance(block, ParagraphDraft) and link_share(block.inlines) > _LINKS and line[-1:] not in _STOP


_STOP = (".", "!", "?", "…", "。", "”", '"')
_EARLY = 4  # sentences before the first long paragraph


def _marks_line(block: BlockDraft, facts: Facts) -> bool:
    return isinstance(block, ParagraphDraft) and _marks(block, facts)


def _is_stanza(block: BlockDraft) -> bool:
    """Whether a paragraph is written in lines, and longer than a byline with its date."""
    return (
        isinstance(block, ParagraphDraft)
        and any(isinstance(part, LineBreak) for part in block.inlines)
        and words_in(text(block)) > _DECK
    )


_TRAIL = re.compile(r"[^>»›]{1,40}(?:[>»›][^>»›]{0,40}){1,6}")  # "You are here: Home > News >"
_GREETS = re.compile(r"(?!(?i:by|von|par|por|di|da|door)\b)[^\W\d_][^,:|/\d]{2,40},")  # "Dear reader,"


def _frames(block: BlockDraft, following: BlockDraft, facts: Facts) -> bool:
    """Whether a block before the running text only frames it."""
    match block:
        case ParagraphDraft(inlines, embed=False, deck=False):
            words = plain(inlines)
            if begins_with_date(words) and not in_bold(inlines):
                return True
            if _leads_away(block):
                return True
            if is_sentence(words) or described(words, facts.description) or _GREETS.fullmatch(words.strip()):
                return False
            marked = _marks(block, facts) or bool(iso(words) or split(inlines)[1])
            return words_in(words) < _DECK or (marked and not in_bold(inlines))
        case ListDraft():
            line = text(block)
            if _TRAIL.fullmatch(line) and any(link_share(item.inlines) > 0 for item in block.items):
                return True
            return _is_menu(block) or (words_in(line) < 4 * len(block.items) and not is_sentence(line))
        case AsideDraft():
            line = text(block)
            return len(line) < 200 and not any(map(is_sentence, map(text, block.blocks)))
        case HeadingDraft(level, inlines):
            words = plain(inlines)
            if set(signature(words, facts.publisher)) & set(facts.bylines):
                return True
            return isinstance(following, HeadingDraft) and following.level <= level and words_in(words) < 4
    return False


# --- after the text -----------------------------------------------------------


def without_notices(blocks: list[BlockDraft], facts: Facts) -> list[BlockDraft]:
    """Without the notices after the last running text: who wrote it, whom to write to, what to follow."""
    notes = [b for b in blocks if isinstance(b, NoteDraft)]
    kept = _without_imprint([b for b in blocks if not isinstance(b, NoteDraft)])
    whole, left = sum(len(text(b)) for b in kept), 0
    series = _belonging(kept, facts)
    for _ in range(_CAP):
        if (
            len(kept) < 4
            or len(kept) - 1 in series
            or _cites(kept[-2])
            or (_is_label(kept[-1]) and _introduces(kept))
            or not (_is_label(kept[-1]) or _is_notice(kept[-1], facts))
        ):
            break
        left += 0 if _is_life(text(kept[-1]), facts) else len(text(kept[-1]))
        if left > 0.2 * whole:
            return blocks
        kept.pop()
    return kept + notes


def _without_imprint(blocks: list[BlockDraft]) -> list[BlockDraft]:
    """Without the foot of a site in the body: a line of copyright, the labels before it, and the rest.

    Left alone where it holds too many of the words.
    """
    last = range(max(len(blocks) - _FOOT, 1), len(blocks))
    marked = (n for n in last if isinstance(blocks[n], ParagraphDraft) and _IMPRINT.search(text(blocks[n])))
    begin = next((n for n in marked if words_in(text(blocks[n])) < RUNNING), len(blocks))
    if begin == len(blocks):
        return blocks
    labels = sum(1 for _ in itertools.takewhile(_is_label, reversed(blocks[1:begin])))
    if labels < _LABELS_BEFORE or _words(blocks[begin - labels :]) > _FOOT_SHARE * _words(blocks):
        return blocks
    return blocks[: begin - labels]


_FOOT = 8  # blocks
_FOOT_SHARE = 0.4
_LABELS_BEFORE = 3
_IMPRINT = re.compile(r"©|\(c\) ?\d{4}|\bcopyright\b|\ball rights reserved\b", re.I)


def _is_notice(block: BlockDraft, facts: Facts) -> bool:
    match block:
        case ParagraphDraft(inlines, embed=False):
            words = plain(inlines).strip()
            again = key(words) == key(facts.title)
            return again or is_notice(words, link_share(inlines)) or _tells_of_author(words, facts)
        case ListDraft(_, items):
            notices = sum(is_notice(plain(item.inlines), link_share(item.inlines)) for item in items)
            return notices > 0.6 * len(items)
        case HeadingDraft(_, inlines):
            return ends_article(plain(inlines))
        case FigureDraft():
            words = plain((*block.caption, *block.credit))
            return any(words.startswith(name) for name in facts.bylines if len(name.split()) > 1)
    return False


def _tells_of_author(words: str, facts: Facts) -> bool:
    """Whether a last paragraph says who its author is: it gives the name in full among its first words."""
    if _is_life(words, facts):
        return True
    if words_in(words) > 70 or re.search(r'[“"„«]|reported from|contributed', words):
        return False
    people = [name for name in facts.bylines if len(name.split()) > 1 and not name.isupper()]
    return any(name in words[:60] for name in people if not only_house((name,), facts.publisher))


def _is_life(words: str, facts: Facts) -> bool:
    """Whether a paragraph begins as a life of the author does: "Ada Berg is a reporter ..."."""
    named = (name for name in facts.bylines if " " in name and words.startswith(f"{name} "))
    return words_in(words) <= _LIFE and any(_IS_A.match(words.removeprefix(name)) for name in named)


_LIFE = 130  # words
_IS_A = re.compile(
    r" (?:is|was|ist|war|est|es|è|é|är|er|is een|jest) (?:an?|the|eine?|der|die|une?|una|il|o|um|en|ett|et)\b"
)


def _is_label(block: BlockDraft) -> bool:
    """Whether a block at the end only labels: tags, sections, a date."""
    if isinstance(block, ListDraft):
        if block.items and ends_article(plain(block.items[0].inlines)):
            return True  # "Topics", and the topics after it
        shares = [link_share(item.inlines) for item in block.items]
        return len(text(block)) < 300 and (min(shares, default=0) > 0.8 or _is_menu(block))
    if not isinstance(block, ParagraphDraft) or block.embed or is_sentence(plain(block.inlines)):
        return False
    shown = [part for part in block.inlines if plain((part,)).strip()]
    if shown and all(isinstance(part, Math) for part in shown):
        return False  # a formula
    return not _CLOSES.fullmatch(plain(block.inlines).strip())


def _is_menu(block: ListDraft) -> bool:
    """Whether all items of a list but the first, which may be its title, are links."""
    first, *rest = block.items or (ItemDraft(),)
    if first.blocks or words_in(plain(first.inlines)) > _TITLE or any(item.blocks for item in rest):
        return False
    return len(rest) > 1 and all(link_share(item.inlines) > _MOSTLY for item in rest)


_TITLE = 4  # words
_LINES = 12  # blocks


def _introduces(blocks: Sequence[BlockDraft]) -> bool:
    """Whether the last block is one of a few lines without links to which prose leads with a colon."""
    last = blocks[-1]
    if not isinstance(last, ParagraphDraft) or link_share(last.inlines) > 0:
        return False
    before = next((block for block in reversed(blocks[-_LINES:-1]) if not _is_label(block)), None)
    line = text(before).rstrip() if isinstance(before, ParagraphDraft) else ""
    return line.endswith(":") and words_in(line) >= _DECK


_CLOSES = re.compile(
    r"[^\W\d_]{2,}(?: [^\W\d_A-Z]{2,}){1,2}\."
)  # two or three words of a sentence: "Take care."


def cut_end(blocks: list[BlockDraft]) -> list[BlockDraft]:
    """Without what follows lines that end the article, if little enough follows them.

    Of a line that is there several times only the last ends it: the others stand over boxes in the text.
    """
    total = sum(len(text(b)) for b in blocks) or 1
    times = Counter(key(text(block)) for block in blocks if _ends(block))
    boxes = {line for line in times if times[line] > 1}
    cut = _cut_once(blocks, total, set())
    while cut is not blocks:
        blocks, cut = cut, _cut_once(cut, total, boxes)
    return blocks


def _ends(block: BlockDraft) -> bool:
    return isinstance(block, HeadingDraft | ParagraphDraft) and ends_article(plain(block.inlines))


def _cut_once(blocks: list[BlockDraft], total: int, boxes: set[str]) -> list[BlockDraft]:
    after = 0
    for n in range(len(blocks) - 1, 0, -1):
        block = blocks[n]
        after += len(text(block)) if not isinstance(block, NoteDraft) else 0
        ends = _ends(block) and key(text(block)) not in boxes
        if ends and after < 0.35 * total and not _goes_on(block, blocks[n + 1 :]):
            return blocks[:n] + [b for b in blocks[n:] if isinstance(b, NoteDraft)]
    return blocks


def _goes_on(end: BlockDraft, blocks: list[BlockDraft]) -> bool:
    """Whether running text goes on after a line that seems to end it.

    It does where more than two paragraphs of prose follow, or one under a new
    heading that ranks above the line; and what it draws on belongs to it.
    """
    if any(map(_cites, blocks)):
        return True
    rank = end.level if isinstance(end, HeadingDraft) else 0
    prose, anew = 0, False
    for block in blocks:
        if isinstance(block, HeadingDraft):
            anew = block.level < rank and not ends_article(plain(block.inlines))
        elif isinstance(block, ParagraphDraft):
            words = plain(block.inlines)
            if weight(words) <= 60 or not is_sentence(words) or link_share(block.inlines) >= 0.3:
                continue
            prose += 1
            if prose > 2 or anew:
                return True
    return False


def _cites(block: BlockDraft) -> bool:
    """Whether a block is the heading over what an article draws on."""
    return isinstance(block, HeadingDraft) and bool(_CITES.fullmatch(plain(block.inlines).strip(" :")))


_CITES = re.compile("|".join(line_phrases()["citations"]), re.I)
