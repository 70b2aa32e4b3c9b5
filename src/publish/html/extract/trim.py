"""Remove repetition, promotion and framing lines from the list of drafts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from publish.draft.model import (
    AsideDraft,
    BlockDraft,
    BreakDraft,
    CodeDraft,
    FigureDraft,
    HeadingDraft,
    Inlines,
    ListDraft,
    NoteDraft,
    ParagraphDraft,
    QuoteDraft,
    TableDraft,
    label,
    link_share,
    recurring_labels,
    shouts,
    skips,
    text,
)
from publish.html.blocks.embeds import names_embed
from publish.html.blocks.quotes import repeats
from publish.html.extract import leading_trailing
from publish.html.extract.promo_phrases import (
    ends_article,
    is_cut_off,
    is_dateline,
    is_nameless_byline,
    is_paywall,
    is_promo,
    is_stub,
    points_elsewhere,
    words_in,
)
from publish.html.extract.text_density import RUNNING
from publish.html.images.captions import captioned
from publish.html.images.srcset import identity
from publish.html.metadata.dates import is_labelled
from publish.html.metadata.facts import Facts
from publish.html.metadata.names import ROLE, is_section, letters
from publish.html.metadata.signatures import is_signed, of_dateline, signature
from publish.html.phrases import line_phrases
from publish.model.article import Link, Text
from publish.model.problem import Problem, problem
from publish.model.text import key, weight
from publish.model.urls import host
from publish.model.walk import plain


@dataclass(slots=True)
class Tidied:
    """The stream that is left, what was worth telling about what is not, and the words of its blocks.

    `cut_off` says that a block told of more text for subscribers; `passages` are those of the page that
    are not in the blocks.
    """

    blocks: list[BlockDraft]
    problems: list[Problem] = field(default_factory=list)
    left_out: tuple[str, ...] = ()
    cut_off: bool = False
    passages: tuple[str, ...] = ()


def tidy_stream(
    blocks: list[BlockDraft],
    where: str,
    facts: Facts,
    boxes: Sequence[str] = (),
    kept: Sequence[str] = (),
) -> Tidied:
    """A stream without repeated blocks, promotions, the title, the byline, and what follows the article.

    `boxes` are the words of what was taken out of the article before; all of it is told together.
    `kept` are the beginnings of blocks that stay, as `key` gives them.
    """
    stream = blocks
    labels = recurring_labels(blocks)
    blocks = captioned(blocks)
    titled = leading_trailing.without_title(blocks, facts.title)
    uncut = leading_trailing.without_furniture(titled, facts)
    blocks = leading_trailing.without_notices(leading_trailing.cut_end(uncut), facts)
    sieve = _Sieve(blocks, where, facts, labels)
    for n in range(len(blocks)):
        sieve.take(n)
    still, framed = set(map(id, blocks)), set(map(text, uncut))
    left = [
        *sieve.left,
        *(block for block in uncut if id(block) not in still),
        *(block for block in titled if text(block) not in framed and words_in(text(block)) > _FRAME),
    ]
    left_out = tuple(text(block) for block in left if not _is_kept(block, kept))
    problems = [*sieve.problems, *_left_out([*boxes, *left_out], where)]
    whole = [
        replace(block, goes_on=False) if isinstance(block, ParagraphDraft) and block.goes_on else block
        for block in _ends(_with_kept(sieve.kept, stream, kept))
    ]
    return Tidied(whole, problems, left_out, sieve.cut_off)


def _is_kept(block: BlockDraft, kept: Sequence[str]) -> bool:
    return bool(kept) and key(text(block)).startswith(tuple(kept))


def _with_kept(
    blocks: list[BlockDraft], stream: Sequence[BlockDraft], kept: Sequence[str]
) -> list[BlockDraft]:
    """The blocks with those of the stream that the settings keep, each behind what stood before it."""
    if not kept:
        return blocks
    whole, places = list(blocks), {key(text(block)) for block in blocks}
    for n, block in enumerate(stream):
        if not _is_kept(block, kept) or key(text(block)) in places:
            continue
        before = {key(text(earlier)) for earlier in stream[:n]}
        last = max((m for m, there in enumerate(whole) if key(text(there)) in before), default=-1)
        whole.insert(last + 1, block)
        places.add(key(text(block)))
    return whole


_AGAIN = 80  # characters
_OFFERS = re.compile(r"\bsubscri|\babonn|\bsuscr|\biscriv|podcast|newsletter", re.I)
_SENTENCE = 6  # words
_ENDS = (".", "!", "…", ".”", ".«", ".»", "。")
_FRAME = 12  # words: what frames an article, such as its date and byline, has fewer


class _Sieve:
    """Takes the blocks of a stream one by one; `kept` is the article, `left` what repeats or promotes."""

    def __init__(self, blocks: list[BlockDraft], where: str, facts: Facts, labels: frozenset[str]) -> None:
        self.kept: list[BlockDraft] = []
        self.left: list[BlockDraft] = []
        self.problems: list[Problem] = []
        self.cut_off = False
        self._blocks, self._where, self._facts = blocks, where, facts
        self._body = "\n".join(key(text(block)) for block in blocks if isinstance(block, ParagraphDraft))
        self._labels = labels
        self._headings = {key(text(block)) for block in blocks if isinstance(block, HeadingDraft)}
        self._twins = _repetitions(blocks) | _buttons(blocks, facts.base)
        self._pictures: dict[str, int] = {}
        self._reels = _reels(blocks)

    def take(self, n: int) -> None:
        """Keep the nth block, or leave it out and say so where it matters."""
        block = self._blocks[n]
        if isinstance(block, FigureDraft) and self._portrays(block):
            return
        if isinstance(block, FigureDraft) and is_dateline(plain(block.caption)):
            block = replace(block, caption=())
        if n in self._reels or (isinstance(block, FigureDraft) and _offers(block)):
            self.left.append(block)
        elif isinstance(block, FigureDraft):
            _keep_figure(block, self.kept, self._pictures)
        elif isinstance(block, ParagraphDraft) and block.embed:
            if self.kept[-1:] != [block]:  # one line for several that say no more than it
                self.kept.append(block)
        elif self._captions(n, block) or self._pulled(block) or self._walled(block) or self._frames(n, block):
            return
        elif n in self._twins or self._promotes(block):
            self.left.append(block)
        else:
            self.kept.append(block)

    def _captions(self, n: int, block: BlockDraft) -> bool:
        """Whether a line after a picture is its caption or names its maker, as a triangle before it says."""
        figure = self.kept[-1] if self.kept else None
        words = plain(block.inlines).strip() if isinstance(block, ParagraphDraft) else ""
        if not isinstance(figure, FigureDraft) or figure.caption or not _POINTS.match(words):
            return False
        following = self._blocks[n + 1 : n + 2]
        if following and _POINTS.match(text(following[0])):  # items of a list
            return False
        caption = (Text(_POINTS.sub("", words)),)
        by_camera = _TAKEN.search(words) is not None and not figure.credit
        self.kept[-1] = replace(figure, credit=caption) if by_camera else replace(figure, caption=caption)
        return True

    def _portrays(self, block: FigureDraft) -> bool:
        """Whether a picture shows the author, as the byline beside it or else its alt text says."""
        if block.caption:
            return self._signed(block.caption)
        names = {name.casefold() for name in self._facts.bylines if " " in name}
        alt = (block.alt or "").strip(" .").casefold()
        named = _PORTRAIT.search(alt) and any(name in alt for name in names)
        return alt in names or bool(named) or self._signed(block.credit)

    def _signed(self, inlines: Inlines) -> bool:
        """Whether words begin with "by" and name the authors, perhaps with their trade and a date."""
        first, _, rest = ROLE.sub(" ", plain(inlines)).strip().partition(" ")
        return first.lower() in _BY and is_byline(rest, self._facts.bylines, 0)

    def _pulled(self, block: BlockDraft) -> bool:
        """Whether a quotation repeats words of the running text."""
        if not isinstance(block, QuoteDraft) or (self.kept and text(self.kept[-1]).endswith((":", "："))):
            return False
        if not repeats(" ".join(map(text, block.blocks)), self._body, block.pull):
            return False
        message = f'a pull quote repeated the text and was left out: "{_start(text(block))}"'
        self.problems.append(problem("READ-003", self._where, message))
        return True

    def _pulls(self, words: str) -> bool:
        """Whether a heading is a sentence of the running text, set large."""
        if words_in(words) < _SENTENCE or not words.endswith(_ENDS) or not repeats(words, self._body, False):
            return False
        message = f'a pull quote repeated the text and was left out: "{_start(words)}"'
        self.problems.append(problem("READ-003", self._where, message))
        return True

    def _walled(self, block: BlockDraft) -> bool:
        """Whether a block asks to subscribe."""
        if not isinstance(block, ParagraphDraft | HeadingDraft) or not is_paywall(plain(block.inlines)):
            return False
        self.cut_off = self.cut_off or is_cut_off(plain(block.inlines))
        return True

    def _frames(self, n: int, block: BlockDraft) -> bool:
        """Whether a block is only there for what is gone, or names the author."""
        match block:
            case HeadingDraft(_, inlines):
                words = plain(inlines)
                if self._pulls(words):
                    return True
                if is_stub(words) or shouts(inlines) or self._signed(inlines) or _leads_on(self._blocks, n):
                    return True
                if n < _OPENING and (
                    self._names_section(n, words) or self._dates_the_article(words) or self._signs(words)
                ):
                    return True
                return ends_article(words) and not _leads(self._blocks[n + 1 :])
            case AsideDraft(heading):
                line = text(block).strip()
                return is_dateline(plain(heading)) or not line or is_byline(line, self._facts.bylines, 0)
            case ParagraphDraft(inlines):
                words = plain(inlines)
                return (
                    bool(_DOT.fullmatch(words))
                    or is_nameless_byline(words)
                    or is_byline(words, self._facts.bylines, n)
                )
        return False

    def _names_section(self, n: int, words: str) -> bool:
        """Whether a heading over running text is the name of the newspaper's section."""
        return is_section(words) and any(
            isinstance(after, ParagraphDraft) for after in self._blocks[n + 1 : n + 2]
        )

    def _signs(self, words: str) -> bool:
        """Whether a heading is the article's byline: "By Ann Lee, Harbour News | 2 May 2012 | Updated …"."""
        line, whole = words.split("|")[0].strip(), key(words)
        return is_signed(line) and _without(whole, map(key, self._facts.bylines)) != whole

    def _dates_the_article(self, words: str) -> bool:
        """Whether a heading is a day and nothing else, with a label or as the only one.

        A chronology has several.
        """
        if not (is_dateline(words) and _DAY.search(words) and _YEAR.search(words)):
            return False
        if is_labelled(words):
            return True
        headings = [plain(block.inlines) for block in self._blocks if isinstance(block, HeadingDraft)]
        return sum(map(is_dateline, headings)) == 1

    def _promotes(self, block: BlockDraft) -> bool:
        match block:
            case ParagraphDraft(inlines):
                words, before = plain(inlines).strip(), label(inlines)
                if self._says_again(words):
                    return True
                if words and not words.strip("\ufffd "):
                    return True  # nothing but characters that were lost
                if link_share(inlines) > 0.8 and names_embed(words):
                    return False
                if is_stub(words) or skips(inlines) or shouts(inlines) or before.casefold() in self._labels:
                    return True
                return is_promo(words, link_share(inlines))
            case QuoteDraft((ParagraphDraft() as only,), ()):
                return self._promotes(only)
            case ListDraft():
                return _all_promote(block) or self._contents(block)
        return False

    def _says_again(self, words: str) -> bool:
        """Whether a paragraph holds a whole earlier one and offers something, as a player's does."""
        if not _OFFERS.search(words):
            return False
        own = key(words)
        earlier = (key(text(block)) for block in self.kept if isinstance(block, ParagraphDraft))
        return any(len(before) > _AGAIN and before in own for before in earlier)

    def _contents(self, block: ListDraft) -> bool:
        """Whether a list names headings of the article and nothing else, as a table of contents does."""
        entries = [key(plain(item.inlines)) for item in block.items if not item.blocks]
        return len(entries) == len(block.items) > 1 and set(entries) <= self._headings


def signed(blocks: list[BlockDraft], facts: Facts) -> tuple[str, ...]:
    """The names that the article's own first and last lines sign with, where the page's data names nobody."""
    lines = [plain(b.inlines) if isinstance(b, ParagraphDraft) else "" for b in blocks]
    prose = [n for n, line in enumerate(lines) if weight(line) > RUNNING]
    if not prose:
        return ()
    before = [line for line in lines[: prose[0]] if line]
    labelled = [line for line in lines[prose[0] : prose[0] + 4] if is_signed(line)]
    closing = itertools.takewhile(
        lambda b: not isinstance(b, HeadingDraft) and not _CONTACT.fullmatch(text(b)), blocks[prose[-1] + 1 :]
    )
    words = frozenset(re.findall(r"\w+", " ".join(map(text, blocks))))
    after = [plain(b.inlines) for b in closing if isinstance(b, ParagraphDraft)]
    last = [n for n, line in enumerate(lines) if line][-_LAST:]
    runs = {n for n in (*last, *(n - 1 for n in last)) if n >= prose[0] and weight(lines[n]) > RUNNING}
    alone = [lines[n] for n in last[:-1] if n - 1 in runs and runs.issuperset(m for m in last if m > n)]
    bare = {*alone, *(before if len(before) <= _OPENING else ()), *(after if len(after) < _OPENING else ())}
    for line in (*before[:4], *labelled, *after[:4], *alone):
        names = signature(line, facts.publisher)
        labels = facts.sections & set(map(letters, names))
        bare_name = line in bare and not labels and not _in_common_words(names, words)
        if names and (is_signed(line) or (bare_name and not _speaks(line, lines))):
            return tuple(names)
    return tuple(of_dateline(lines[prose[0]]))


def _speaks(line: str, lines: Sequence[str]) -> bool:
    """Whether a line stands over text more than once, as the name of one who speaks does."""
    return sum(line == other and bool(after) for other, after in itertools.pairwise(lines)) > 1


_LAST = 3  # paragraphs: after the author's name, where the text was taken from


def _in_common_words(names: list[str], words: frozenset[str]) -> bool:
    """Whether the page writes each word of the names in small letters too, as it does those of a heading."""
    return all(
        word.lower() in words for name in names for word in re.findall(r"\w+", name) if not word.islower()
    )


_CONTACT = re.compile(  # those named after it are to be asked, and did not write the article
    r"\W*(?:for )?(?:(?:media|press|investors?|further|more|presse|prensa|stampa)\W+)*"
    r"(?:contacts?|enquiries|inquiries|information|kontakte?|contacto|contatti)"
    r"(?: (?:information|details|us))?\W*",
    re.I,
)


def _left_out(left: Iterable[str], where: str) -> list[Problem]:
    """One note about the passages that repeat or promote and were left out: how many, and how they begin."""
    starts = [_start(line) for line in left if line.strip()]
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


def _repetitions(blocks: list[BlockDraft]) -> frozenset[int]:
    """The places of blocks that only repeat an earlier one.

    A second sign is needed, since refrains and formulas repeat words on purpose: the block is a heading
    just after the same; it links away; the only other one opens the page under the same heading; or
    nearly all that follows repeats too.
    """
    places: dict[str, list[int]] = {}
    for n, block in enumerate(blocks):
        words = "" if isinstance(block, CodeDraft | FigureDraft) else key(text(block))
        if len(words) > _REPEATED:
            places.setdefault(words, []).append(n)
    again = {n: (same, before) for same in places.values() for before, n in itertools.pairwise(same)}
    long = [len(text(block)) > _REPEATED for block in blocks]
    following = _from_each(long)
    repeating = _from_each([is_long and n in again for n, is_long in enumerate(long)])
    return frozenset(
        n
        for n, (same, before) in again.items()
        if _only_repeats(n, same, before, blocks) or (following[n] > 2 and repeating[n] > 0.8 * following[n])
    )


def _buttons(blocks: list[BlockDraft], base: str) -> frozenset[int]:
    """The places of lines that are a link to another site with the same few words, between others: "Buy"."""
    places: dict[str, list[int]] = {}
    for n, block in enumerate(blocks):
        if not isinstance(block, ParagraphDraft) or link_share(block.inlines) <= _ALL_LINK:
            continue
        away = {host(part.href) for part in block.inlines if isinstance(part, Link)} - {"", host(base)}
        if away and not block.embed and words_in(text(block)) <= _FEW:
            places.setdefault(key(text(block)), []).append(n)
    apart = (same for same in places.values() if all(b - a > 1 for a, b in itertools.pairwise(same)))
    return frozenset(n for same in apart if len(same) >= _BUTTONS for n in same)


_BUTTONS, _FEW = 2, 4  # times; words


def _from_each(flags: list[bool]) -> list[int]:
    """How many of the flags are set from each place to the end."""
    return list(itertools.accumulate(map(int, reversed(flags))))[::-1]


def _only_repeats(n: int, same: list[int], before: int, blocks: list[BlockDraft]) -> bool:
    """Whether a block itself shows that it repeats: `same` are its places, `before` the last earlier one."""
    block, first = blocks[n], same[0]
    if isinstance(block, HeadingDraft) and n - 1 == before:
        return True
    if isinstance(block, ParagraphDraft) and link_share(block.inlines) > 0.5:
        return True
    if len(same) != 2 or first > 2 or _leads_into(blocks[n - 1]):
        return False
    headed = any(isinstance(between, HeadingDraft) for between in blocks[first:n])
    return not headed and (n - first > 1 or words_in(text(block)) < _STANDFIRST)


def _leads_into(block: BlockDraft) -> bool:
    """Whether the sentence of a paragraph goes on in the next: "Resolved,"."""
    return isinstance(block, ParagraphDraft) and text(block).rstrip().endswith((",", ":", "—"))


def _offers(block: FigureDraft) -> bool:
    """Whether a picture's caption points to another story, or promotes and has no picture."""
    caption = plain(block.caption)
    return points_elsewhere(caption) or bool(caption and not block.image.src and is_promo(caption, 0.0))


def _leads_on(blocks: list[BlockDraft], n: int) -> bool:
    """Whether a heading is a link, and so is the heading right before or after it: other stories."""
    near = blocks[max(n - 1, 0) : n + 2]
    linked = [isinstance(b, HeadingDraft) and link_share(b.inlines) > _ALL_LINK for b in near]
    return sum(linked) > 1 and linked[n - max(n - 1, 0)]


_ALL_LINK = 0.95


def _reels(blocks: list[BlockDraft]) -> frozenset[int]:
    """The places of pictures in a row that are a player's other videos.

    Their captions begin with the same words, or all are one picture with a caption of its own each:
    what stands there until a script loads the others.
    """
    indices: set[int] = set()
    for shows, row in itertools.groupby(enumerate(blocks), lambda place: isinstance(place[1], FigureDraft)):
        begins: dict[str, list[int]] = {}
        for n, block in row if shows else ():
            words = plain(block.caption).split() if isinstance(block, FigureDraft) else []
            if len(words) > _LABEL:
                begins.setdefault(" ".join(words[:_LABEL]), []).append(n)
            if words and isinstance(block, FigureDraft) and block.image.src:
                begins.setdefault(block.image.src, []).append(n)
        indices |= {n for places in begins.values() if len(places) >= _REEL for n in places}
    return frozenset(indices)


_LABEL = 3  # words: "Video Ad Feedback"
_REEL = 4  # pictures
_OPENING = 3  # blocks: where a date stands that is the article's own
_DAY = re.compile(r"\b\d{1,2}\b")
_YEAR = re.compile(r"\b\d{4}\b")
_STANDFIRST = 40  # words: a longer paragraph is not the line under the headline
_REPEATED = 40  # characters: shorter lines may be said again


def _leads(blocks: list[BlockDraft]) -> bool:
    """Whether something other than another heading follows a heading."""
    return bool(blocks) and isinstance(blocks[0], ListDraft | TableDraft | NoteDraft)


def is_byline(words: str, bylines: tuple[str, ...], place: int) -> bool:
    """Whether a line names authors and says no more than when, or a few words in its first places."""
    line = key(words)
    if not line or len(line) > 120:
        return False
    rest = _without(line, map(key, bylines))
    if rest == line:
        return False
    left = [word for word in rest.split() if word not in _BYLINE_WORDS]
    if len(left) <= (2 if place < 6 else 0):
        return True
    return is_dateline(" ".join(_without(words, bylines).split()))


def _without(words: str, names: Iterable[str]) -> str:
    for name in names:
        words = words.replace(name, " ")
    return words


_DOT = re.compile(r"\s*[.·•,:;|]\s*")  # all that a box for an advertisement or a spacer shows
_POINTS = re.compile(r"[▲△▼]\s*")  # how pages in Chinese and Korean begin a line about the picture above it
_TAKEN = re.compile(r"[摄攝][\s)）]*$|(?:供图|供圖|사진|제공)[\s)）]*$")
_PORTRAIT = re.compile(r"autor|author|profil|headshot|portr[aä]i?t|avatar|byline")
_TABLE: dict[str, str] = line_phrases()
_BY = frozenset(_TABLE["by"].split())
_BYLINE_WORDS = frozenset(_TABLE["byline_words"].split())


def _all_promote(block: ListDraft) -> bool:
    """Whether most items of a list promote or give dates: then it is no list of the article's."""
    lines = [item.inlines for item in block.items if not item.blocks]
    promos = sum(is_promo(plain(line), link_share(line)) or is_dateline(plain(line)) for line in lines)
    return promos > 0.6 * len(block.items)


def _keep_figure(block: FigureDraft, out: list[BlockDraft], seen: dict[str, int]) -> None:
    """Each picture once: a second one only lends its words to the first."""
    if not block.image.src:
        last = out[-1] if out else None
        caption = key(plain(block.caption))
        if isinstance(last, FigureDraft) and caption and caption in key(plain(last.caption)):
            return
        if isinstance(last, FigureDraft) and not (last.caption and block.caption):
            out[-1] = replace(last, caption=last.caption or block.caption, credit=last.credit or block.credit)
        else:
            out.append(block)  # its picture did not come with the page
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
        elif block.credit and not first.credit:
            out[seen[same]] = replace(first, credit=block.credit)
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
    while rest and isinstance(last := rest[-1], BreakDraft | HeadingDraft):
        rest.pop()
        if (
            isinstance(last, HeadingDraft)
            and words_in(text(last)) >= _SENTENCE
            and text(last).endswith(_ENDS)
        ):
            rest.append(ParagraphDraft(last.inlines, last.lang))
    while rest and isinstance(rest[0], BreakDraft):
        rest.pop(0)
    result: list[BlockDraft] = []
    for block in rest:
        if isinstance(block, BreakDraft) and result and isinstance(result[-1], BreakDraft | HeadingDraft):
            continue
        result.append(block)
    return result + notes


def _start(line: str) -> str:
    words = line.split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")
