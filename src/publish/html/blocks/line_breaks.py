"""Line breaks in a run of text: where they separate paragraphs, and where only lines."""

from __future__ import annotations

import itertools
from dataclasses import replace

from publish.draft.sentence_spans import tidy
from publish.html.blocks.inlines import Inlines
from publish.model.article import Emphasis, Foreign, Inline, LineBreak, Strong, Text
from publish.model.walk import plain


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
