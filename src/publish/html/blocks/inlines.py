"""Elements inside a line of text -> the model's inlines, parted where line breaks end a paragraph."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from publish.draft.model import BlockDraft
from publish.draft.sentence_spans import tidy
from publish.html.dom import BLOCKS, Node
from publish.html.math.mathml import formula
from publish.i18n.language import well_formed
from publish.model.article import (
    Abbreviation,
    CodeSpan,
    Emphasis,
    Foreign,
    Inline,
    LineBreak,
    Link,
    Math,
    NoteRef,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from publish.model.urls import link
from publish.model.walk import plain

Inlines = tuple[Inline, ...]
_SPACE = re.compile(r"[ \t\n\r\f]+")
_RUN_ON = re.compile(r"[^\W\d_]{4}|(?!nd|rd|st|th)[^\W\d_]{2,3}\b")
_ZERO_WIDTH = re.compile("[\u00ad\u200b\ufeff\u2060]")
_SIMPLE = {
    "em": Emphasis,
    "i": Emphasis,
    "cite": Emphasis,
    "dfn": Emphasis,
    "var": Emphasis,
    "b": Strong,
    "strong": Strong,
    "sup": Superscript,
    "sub": Subscript,
}
_CODE = frozenset(("code", "kbd", "samp", "tt"))
_GONE = frozenset(
    """img picture source svg button input select textarea noscript rp object embed iframe video audio canvas
    amp-img map area label form dialog""".split()
)


@dataclass(frozen=True, slots=True)
class Words:
    """What inlines need to know of their page: its address and the language round them."""

    base: str = ""
    lang: str = ""


def inlines(kids: Iterable[Node | str], words: Words) -> Inlines:
    """The inlines of an element's kids. White space is collapsed, not trimmed."""
    out: list[Inline] = []
    for kid in kids:
        if isinstance(kid, str):
            text = _ZERO_WIDTH.sub("", _SPACE.sub(" ", kid))
            if out and isinstance(out[-1], Math) and _RUN_ON.match(text):
                out.append(Text(" "))
            if text and not (text == " " and _ends_in_space(out)):
                out.append(Text(text))
        else:
            inline = element(kid, words)
            if inline and isinstance(inline[0], Math) and out and _runs_on(out[-1]):
                out.append(Text(" "))
            out.extend(inline)
    return tuple(out)


def _runs_on(before: Inline) -> bool:
    """Whether words stand right before a formula, which the page sets apart and a voice would not."""
    return isinstance(before, Text) and before.text[-3:].isalpha() and len(before.text) > 2


def element(node: Node, words: Words) -> Inlines:
    """The inlines of one element; nothing for what is no text."""
    tag = node.tag
    if tag in _GONE:
        return ()
    if tag == "br":
        return (LineBreak(),)
    if tag == "noteref":
        return (NoteRef("", node.get("key"), node.get("label")),)
    if tag == "math":
        return formula(node, display=node.get("display") == "block")
    if tag in _CODE:
        text = _SPACE.sub(" ", _plain(node))
        return (CodeSpan(text.strip()),) if text.strip() else ()
    lang = foreign(node, words)
    inner = inlines(node.kids, replace(words, lang=lang) if lang else words)
    if tag in BLOCKS and inner:
        inner = (Text(" "), *inner, Text(" "))
    if not inner:
        return ()
    shaped = _shaped(node, inner, words)
    return (Foreign(lang, shaped),) if lang and not _blank(shaped) else shaped


def foreign(node: Node, words: Words) -> str:
    """The language that an element says it is in, "" where that is the one round it."""
    lang = well_formed(node.get("lang") or node.get("xml:lang"))
    return lang if lang and words.lang and lang.split("-")[0] != words.lang.split("-")[0] else ""


def _shaped(node: Node, inner: Inlines, words: Words) -> Inlines:
    tag = node.tag
    if tag == "a":
        return _link(node, inner, words)
    if tag in ("abbr", "acronym"):
        return (Abbreviation(" ".join(node.get("title").split()), inner),)
    if tag == "q":
        return inner if _QUOTED.match(plain(inner)) else (Text("“"), *inner, Text("”"))
    if tag == "rt":
        return (Text("("), *inner, Text(")"))
    if _blank(inner):
        return (Text(" "),)
    if tag in _SIMPLE:
        inner = _apart(inner, _SIMPLE[tag])
    return inner


_QUOTED = re.compile(r"\s*[\"“”„«»‹›‚‘「『].*[\"“”«»‹›’」』]\s*$", re.S)


def _apart(inner: Inlines, kind: type) -> Inlines:
    """Emphasis and the like, with the white space at their edges outside."""
    first, last = inner[0], inner[-1]
    before = isinstance(first, Text) and first.text.startswith(" ")
    after = isinstance(last, Text) and last.text.endswith(" ")
    if before and isinstance(first, Text):
        inner = (Text(first.text.lstrip(" ")), *inner[1:])
    if after and isinstance(last := inner[-1], Text):
        inner = (*inner[:-1], Text(last.text.rstrip(" ")))
    inner = tuple(i for i in inner if not (isinstance(i, Text) and not i.text))
    if any(isinstance(i, NoteRef) for i in inner) and kind in (Superscript, Subscript):
        result: Inlines = tuple(i for i in inner if isinstance(i, NoteRef))
    else:
        result = (kind(inner),)
    return (*((Text(" "),) if before else ()), *result, *((Text(" "),) if after else ()))


def _link(node: Node, inner: Inlines, words: Words) -> Inlines:
    href = link(node.get("href"), words.base)
    if not href or _blank(inner):
        return inner
    if any(isinstance(i, Link | NoteRef) for i in inner):
        return inner
    before = (Text(" "),) if isinstance(inner[0], Text) and inner[0].text.startswith(" ") else ()
    after = (Text(" "),) if isinstance(inner[-1], Text) and inner[-1].text.endswith(" ") else ()
    return (*before, Link(href, _stripped(inner)), *after)


def _stripped(inner: Inlines) -> Inlines:
    if isinstance(first := inner[0], Text):
        inner = (Text(first.text.lstrip(" ")), *inner[1:])
    if isinstance(last := inner[-1], Text):
        inner = (*inner[:-1], Text(last.text.rstrip(" ")))
    return tuple(i for i in inner if not (isinstance(i, Text) and not i.text))


def _blank(inner: Inlines) -> bool:
    return all(isinstance(i, Text) and not i.text.strip() for i in inner)


def _ends_in_space(out: list[Inline]) -> bool:
    return bool(out) and isinstance(out[-1], Text) and out[-1].text.endswith(" ")


def _plain(node: Node) -> str:
    """All characters inside, as they are; a line break is a new line, and so is where a block ends."""
    parts: list[str] = []
    stack: list[Node | str] = [*reversed(node.kids)]
    while stack:
        kid = stack.pop()
        if isinstance(kid, str):
            parts.append(kid)
        elif kid.tag == "br":
            parts.append("\n")
        elif not _LINE_NUMBER & kid.names:
            block = kid.tag in BLOCKS or kid.tag == "table"
            if block and parts and not parts[-1].endswith("\n"):
                parts.append("\n")
            stack += ["\n"] * block
            stack.extend(reversed(kid.kids))
    return "".join(parts)


_LINE_NUMBER = frozenset(("lineno", "linenos", "linenumber", "gutter"))


preformatted = _plain


def parted(run: Inlines, in_lines: bool) -> list[Inlines]:
    """Paragraphs of a run, parted by line breaks: newsrooms use one of them as often as two.

    Only short lines of what is written in lines stay together, and lines that a width cut are joined.
    """
    lines: list[list[Inline]] = [[]]
    for inline in (piece for whole in run for piece in _broken(whole)):
        if isinstance(inline, LineBreak):
            lines.append([])
        else:
            lines[-1].append(inline)
    if not in_lines and len(lines) > 1:
        lines = _rejoined(lines)
    result: list[Inlines] = []
    for blank, stanza in itertools.groupby(
        lines, lambda line: not plain(line).strip() and all(map(_spaced, line))
    ):
        together = list(stanza)
        if blank:
            continue
        if in_lines and all(len(plain(line)) <= _SHORT_LINE for line in together):
            result.append(tuple(inline for line in together for inline in (LineBreak(), *line))[1:])
        else:
            result += map(tuple, together)
    return result


_SHORT_LINE = 80  # characters
_FULL_LINE = 45  # characters: most verse is shorter


def _rejoined(lines: list[list[Inline]]) -> list[list[Inline]]:
    """Lines with those joined that a width cut: a full one without a stop, and the next in small letters."""
    joined = [[*lines[0]]]
    for before, line in itertools.pairwise(lines):
        cut, after = plain(before).rstrip(), plain(line).lstrip()
        if len(cut) >= _FULL_LINE and (cut[-1].isalnum() or cut[-1] == ",") and after[:1].islower():
            joined[-1] += [Text(" "), *line]
        else:
            joined.append([*line])
    return joined


def _spaced(inline: Inline) -> bool:
    return isinstance(inline, Text) and not inline.text.strip()


def _broken(inline: Inline) -> Inlines:
    """An inline with the line breaks inside it brought out: parts of it round the breaks."""
    if not isinstance(inline, Emphasis | Strong | Foreign):
        return (inline,)
    kids = [piece for kid in inline.children for piece in _broken(kid)]
    if not any(isinstance(kid, LineBreak) for kid in kids):
        return (inline,)
    result: list[Inline] = []
    for breaks, group in itertools.groupby(kids, lambda kid: isinstance(kid, LineBreak)):
        pieces = tuple(group)
        result += pieces if breaks else (replace(inline, children=pieces),)
    return tuple(result)


def one_line(words: Inlines) -> Inlines:
    """Words with line breaks as spaces, as captions are read."""
    return tidy(tuple(Text(" ") if isinstance(w, LineBreak) else w for w in words))


class Context(Protocol):
    """The walk over a page, as its kinds of block see it."""

    words: Words

    def blocks(self, kids: Iterable[Node | str]) -> list[BlockDraft]:
        """The drafts of a run of elements and strings, in reading order."""

    def block(self, node: Node) -> list[BlockDraft]:
        """The drafts of one block element."""
