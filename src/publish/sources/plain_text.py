"""The copied text of a web page -> an article.

The page's hidden labels ("Image source,", "Image caption,") stand in the text
as lines, and tell the pictures; bullets tell lists; what follows the story
(links, disclaimers) is recognised by its own headings. The pictures themselves are
not in a capture: their captions and credits are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from publish.config import AltPolicy
from publish.draft.finish import finish
from publish.draft.model import (
    AsideDraft,
    BlockDraft,
    Draft,
    FigureDraft,
    HeadingDraft,
    Inlines,
    ItemDraft,
    ListDraft,
    ParagraphDraft,
)
from publish.draft.page import Page, Reading
from publish.errors import NoArticleError
from publish.html.metadata import dates
from publish.i18n.language import language
from publish.model.article import Image, Text
from publish.system import data

_HEADING_WORDS = 14
_PROSE_WORDS = 12
_STOPS = (".", "!", "?", "…", ":", ";", ",", "。", "！", "？", "؟", "।")
_QUOTES = "\"'”’»›)]"

# --- phrases ------------------------------------------------------------------

_PHRASES: dict[str, list[str]] = data.table("publish.sources", "plain_text.toml")


def _any(name: str, begin: str = "", end: str = "") -> re.Pattern[str]:
    """A pattern of all phrases of that name."""
    return re.compile(f"{begin}(?:{'|'.join(_PHRASES[name])}){end}", re.IGNORECASE | re.DOTALL)


_LABEL_END = r"\s*[,:،]\s*"
CREDIT, CAPTION = _any("credit", end=_LABEL_END), _any("caption", end=_LABEL_END)
BULLET = re.compile(r"[•◦▪‣∙●*–-]\s+")
NUMBERED = re.compile(r"\d{1,3}[.)]\s+(?=\S)")
PUBLISHED = _any("published", rf"(?:{BULLET.pattern})?", r"\b\s*:?\s*(?:(?:on|at|am|um|le)\b)?.{0,60}$")
NAVIGATION, DISCLAIMER, BOX = _any("navigation"), _any("disclaimer"), _any("box")
TRAILER = _any("trailer", end=r"\s*:?")
_NAME = r"(?:[A-ZÀ-ÞŁŚŻ][^\s,]*|de|van|von|der|bin|al|la|du|and|und|et|y|&)"
BYLINE = re.compile(
    rf"(?:(?i:by|von|par|por|di|door|written by|reporting by))\s+({_NAME}(?:[\s,]+{_NAME}){{1,9}})$"
)
_QUOTED = r"[\"“«„].{2}|[”»‚‘].{2}[^\"”“»«’‚‘]*[\"”“»«’]"
REPORTED = _any("speech_verbs", rf"\A(?=.*(?:{_QUOTED}))(?=.*\b", r"\b)")
"""Someone's words in quotation marks, with the verb that gives them."""
_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_LONGEST_DATE_LINE = 90


def iso_date(line: str) -> str:
    """The date in a line that is about a date, ISO 8601; "" when there is none."""
    if len(line) > _LONGEST_DATE_LINE:
        return ""
    if match := _ISO.search(line):
        try:
            return datetime.fromisoformat(match[0]).date().isoformat()
        except ValueError:
            pass
    day = dates.written(line)
    return day.date().isoformat() if day else ""


def read_capture(page: Page, alt: AltPolicy = "caption") -> Reading:
    """The article in a text capture. Raises SourceError when there is none."""
    draft = draft_of(page)
    if not draft.blocks:
        raise NoArticleError(f"{page.where} holds no article text", "copy the whole article into it")
    return finish(draft, page.overrides, alt)


def draft_of(page: Page) -> Draft:
    """The draft of a capture: title, date and authors from its first lines, then its blocks in order."""
    lines = _lines(page.text)
    head, body = _apart(lines)
    blocks = tuple(_boxes(_headings(tuple(_blocks(body)))))
    return Draft(
        slug=page.slug,
        where=page.where,
        title=head.title,
        lang=_language(page, lines),
        blocks=blocks,
        bylines=tuple(head.bylines),
        published=head.published,
        url=page.url,
        problems=page.problems,
        source=page.source,
    )


# --- lines --------------------------------------------------------------------


def _lines(text: str) -> list[str]:
    """The paragraphs of a text, each on a line: lines that an editor wrapped are joined again."""
    lines: list[str] = []
    for chunk in re.split(r"\n[^\S\n]*\n", text):
        wrapped = _wrapped(chunk.split("\n"))
        lines += (" ".join(line.split()) for line in wrapped if line.strip())
    return lines


def _wrapped(lines: list[str]) -> Iterator[str]:
    """Lines that were wrapped at a width, joined again; where most end as sentences do, none was wrapped."""
    ended = sum(map(_ended, lines))
    width = 0 if 2 * ended > len(lines) else max(map(len, lines), default=0)
    joined = ""
    for line in lines:
        full = 50 <= width <= 120 and len(joined.rpartition("\n")[2]) > width * 0.7
        if joined and full and not _labelled(line):
            joined += "\n" + line
            continue
        if joined:
            yield joined
        joined = line
    yield joined


def _labelled(line: str) -> bool:
    line = line.strip()
    return any(pattern.match(line) for pattern in (CREDIT, CAPTION, BULLET, NUMBERED, PUBLISHED))


def _ended(line: str) -> bool:
    """Whether a line closes as a sentence does."""
    return line.rstrip(_QUOTES).endswith(_STOPS)


def _prose(line: str) -> bool:
    return (len(line.split()) >= _PROSE_WORDS or len(line) > 80) and _ended(line)


# --- the lines before the story -----------------------------------------------


@dataclass(slots=True)
class _Head:
    title: str = ""
    published: str = ""
    bylines: list[str] = field(default_factory=list)


def _apart(lines: list[str]) -> tuple[_Head, list[str]]:
    """Title, date and authors; and the lines of the story."""
    start = next((n for n, line in enumerate(lines) if _begins_story(line)), len(lines))
    above = [line for line in lines[:start] if not NAVIGATION.fullmatch(line)]
    marks = [n for n, line in enumerate(above) if PUBLISHED.match(line) or BYLINE.match(line)]
    head = _Head(title=_title(above[: marks[0]] if marks else above))
    rest = [line for line in above if line != head.title]
    if not marks:
        after = above.index(head.title) + 1 if head.title else 0
        return head, [*above[after:], *lines[start:]]
    remaining: list[str] = []
    for line in rest[rest.index(above[marks[0]]) :]:
        if not _metadata(line, head):
            remaining.append(line)
    return head, [*remaining, *lines[start:]]


def _begins_story(line: str) -> bool:
    return _prose(line) or bool(CREDIT.search(line) or CAPTION.match(line))


def _title(lines: list[str]) -> str:
    """The last line of a headline's length; what stands above it is a site's navigation."""
    long = [line for line in lines if len(line.split()) >= 4 or len(line) >= 25]
    return (long or lines or [""])[-1 if long else 0]


def _metadata(line: str, head: _Head) -> bool:
    """Whether a line was a date, an author or what stands beside them; it is put where it belongs."""
    plain = BULLET.sub("", line).strip()
    if date := iso_date(plain):
        head.published = head.published or date
        return True
    if match := BYLINE.match(plain):
        head.bylines += [
            name
            for name in re.split(r",\s*|(?<!\s)\s+(?:(?:and|et|und|y|e|en)\s+|&\s*)|&\s*", match[1])
            if name
        ][:6]
        return True
    role = bool(head.bylines) and len(plain.split()) <= 6 and not _ended(plain)
    return bool(PUBLISHED.match(plain)) or role


# --- blocks -------------------------------------------------------------------


def _blocks(lines: list[str]) -> Iterator[BlockDraft]:
    """The story's blocks; a line that may be a heading is still a paragraph."""
    at = 0
    while at < len(lines):
        line = lines[at]
        if DISCLAIMER.search(line) or NAVIGATION.fullmatch(line):
            at += 1
        elif TRAILER.fullmatch(line):
            at = _past_links(lines, at + 1)
        elif CREDIT.search(line) or CAPTION.match(line):
            figure, at = _figure(lines, at)
            yield figure
        elif BULLET.match(line) or NUMBERED.match(line):
            listing, at = _list(lines, at)
            yield listing
        else:
            yield ParagraphDraft(_inlines(line))
            at += 1


def _past_links(lines: list[str], at: int) -> int:
    """The first line after a list of links: one that is prose or belongs to a picture."""
    while at < len(lines) and not _begins_story(lines[at]):
        at += 1
    return at


def _figure(lines: list[str], at: int) -> tuple[FigureDraft, int]:
    """A picture's lines: its alt text and credit, then its caption, in either order."""
    alt, credit, caption = "", "", ""
    if label := CREDIT.search(lines[at]):
        alt, credit, at = lines[at][: label.start()].strip(), lines[at][label.end() :].strip(), at + 1
        if not credit and at < len(lines):
            credit, at = lines[at], at + 1
    if at < len(lines) and (label := CAPTION.match(lines[at])):
        caption, at = lines[at][label.end() :].strip(), at + 1
        if not caption and at < len(lines) and not _labelled(lines[at]):
            caption, at = lines[at], at + 1
        if not credit and _credit_follows(lines, at):
            label = CREDIT.match(lines[at])
            credit, at = lines[at][label.end() if label else 0 :].strip(), at + 1
    return FigureDraft(Image(""), alt or None, _inlines(caption), _inlines(credit)), at


def _credit_follows(lines: list[str], at: int) -> bool:
    """Whether the next line is this picture's credit, and not the first line of another picture."""
    follows = at < len(lines) and CREDIT.match(lines[at])
    return bool(follows) and not (at + 1 < len(lines) and CAPTION.match(lines[at + 1]))


def _list(lines: list[str], at: int) -> tuple[ListDraft, int]:
    pattern = BULLET if BULLET.match(lines[at]) else NUMBERED
    first = re.match(r"\d+", lines[at])
    items = []
    while at < len(lines) and (mark := pattern.match(lines[at])):
        items.append(ItemDraft(_inlines(lines[at][mark.end() :])))
        at += 1
    if pattern is BULLET:
        return ListDraft("unordered", tuple(items)), at
    return ListDraft("ordered", tuple(items), int(first[0][:4]) if first else 1), at


def _headings(blocks: tuple[BlockDraft, ...]) -> Iterator[BlockDraft]:
    """Short lines without a full stop are headings when something follows that they can head."""
    for n, block in enumerate(blocks):
        follower = blocks[n + 1] if n + 1 < len(blocks) else None
        if isinstance(block, ParagraphDraft) and follower is not None and _heads(_words(block), follower):
            yield HeadingDraft(2, block.inlines)
        else:
            yield block


def _heads(line: str, follower: BlockDraft) -> bool:
    if (
        len(line.split()) > _HEADING_WORDS
        or len(line) > 100
        or (_ended(line) and not line.endswith(("?", "!")))
    ):
        return False
    if line.startswith(('"', "“", "«", "„", "'", "‘")):
        return False
    return not isinstance(follower, ParagraphDraft) or _ended(_words(follower))


def _boxes(blocks: Iterator[BlockDraft]) -> Iterator[BlockDraft]:
    """An analysis in the middle of the story becomes a box, when the story can be heard to go on.

    A correspondent's analysis is in his own voice. The story goes on where
    people are quoted again. Where that cannot be told, the heading stays one,
    and what follows stays under it, in its order.
    """
    stream = list(blocks)
    at = 0
    while at < len(stream):
        block = stream[at]
        end = _box_end(stream, at) if isinstance(block, HeadingDraft) and BOX.match(_words(block)) else 0
        if isinstance(block, HeadingDraft) and end:
            yield AsideDraft(block.inlines, tuple(stream[at + 1 : end]), own_section=True)
            at = end
        else:
            yield block
            at += 1


def _box_end(stream: list[BlockDraft], at: int) -> int:
    """Where the box that a heading opens ends, 0 when that is unknown."""
    for n in range(at + 1, len(stream)):
        block = stream[n]
        if isinstance(block, HeadingDraft):
            return 0
        if isinstance(block, ParagraphDraft) and REPORTED.search(_words(block)):
            return n if n > at + 1 else 0
    return 0


def _inlines(text: str) -> Inlines:
    return (Text(text),) if text else ()


def _words(block: ParagraphDraft | HeadingDraft) -> str:
    return "".join(inline.text for inline in block.inlines if isinstance(inline, Text))


def _language(page: Page, lines: list[str]) -> str:
    declared = [tag for tag in (page.overrides.language, page.language_hint) if tag]
    return language(declared, " ".join(line for line in lines if _prose(line)) or " ".join(lines))
