"""Caption and credit: remove labels, separate the credit from the caption."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publish.draft.model import BlockDraft, FigureDraft, ParagraphDraft, in_bold, link_share
from publish.draft.sentence_spans import part, tidy
from publish.html.extract.promo_phrases import is_promo, is_sentence, words_in
from publish.html.extract.text_density import RUNNING
from publish.model.article import Emphasis, Inline, Link, Text
from publish.model.text import key, lazy_pattern, weight
from publish.model.walk import plain
from publish.system import data

Inlines = tuple[Inline, ...]

_TABLE = data.table("publish.html.images", "captions.toml")


def caption_words(kind: str) -> str:
    """An alternation of the words of a kind in captions.toml."""
    return "|".join(_TABLE[kind])


_LABEL = lazy_pattern(
    rf"^\s*(?:(?:{caption_words('pictures')})\s+)?"
    rf"(?:(?P<credit>{caption_words('credit_before_colon')})|{caption_words('caption_before_colon')})s?\s*[,:]\s*"
    rf"|^\s*(?P<credit2>{caption_words('credit_alone')})\s*[:,]?\s+"
    rf"|^\s*(?:{caption_words('caption_with_colon')})\s*:\s*"
    rf"|^\s*(?:{caption_words('caption_alone')})\s*[:,]?\s+"
    rf"|^\s*(?:{caption_words('player')})\s*"
    rf"|^\s*(?:{caption_words('control')})\s*",
    re.I,
)
_TRAILING_WORDS = lazy_pattern(rf"(?:(?<!\s)\s+)?(?:{caption_words('trailing')})\s*$", re.I)
_AGENCIES = caption_words("agencies")
_AGENCY = lazy_pattern(rf"(?:^|[\s/|(,©–—-])(?:{_AGENCIES})(?:$|[\s/|),.©-])", re.I)
_WORD = caption_words("credit_labels")
_IN_BRACKETS = lazy_pattern(r"(?:(?<!\s)\s+)?[(\[]([^()\[\]]{2,140})[)\]][.\s]*$")
_MARKED = lazy_pattern(
    rf"(?:^|(?<=[.!?…\"”»’)\]|])|(?<=\s)[|–—•·-]|(?<!\s)\s{{2,}}+|(?<=\S)\s)\s*+((?:{_WORD})(?:(?<=fot\.)|\s*(?:[:：=／]|\bby\b"
    rf"|©))\s*[^\n]{{2,120}}|(?:[©ⓒ]|\(c\))\s*[^\n]{{2,120}})$",
    re.I,
)
_SLASHED = lazy_pattern(
    rf"(?:(?<=[.!?…\"”»’)\]|])\s*+|\s[|–—-]\s"
    r"|(?<!\s)\s{2,}+)"
    rf"((?:[^\s.!?][^.!?\n]{{0,60}}?[/|,] ?)?(?:{_AGENCIES})(?!\w)(?:[/|]| via )?[^.!?\n]{{0,50}})\.?$",
    re.I,
)
# "A boat / Photo Ann Lee" and "A boat / A. Jonaitis/BNS nuotr."
_AFTER_BAR = lazy_pattern(
    rf"\s[/|]\s((?:(?:{caption_words('before_names')})\s\S[^/|\n]{{1,80}}"
    rf"|[^!?\n]{{1,80}}\s(?:{caption_words('credit_labels_after')})))$",
    re.I,
)
_CAPITALS = lazy_pattern(
    r"\s(REUTERS/[^\n]{3,50}|AP/[^\n]{3,40}|[A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]+){0,3}\s?/\s?(?:AFP|AP"
    r"|EPA|REUTERS|Reuters|Getty Images|dpa|TT|NTB|PA))\.?$"
)
_TAKEN = lazy_pattern(
    r"(?:^|[。！？”…]|(?<!\s)\s+)"
    r"([\u3400-\u9fff][\u3400-\u9fff· ]{0,20}[\u3400-\u9fff·] ?(?:[摄攝]|供[图圖]|[资資]料[图圖]?))$"
)
_BY_JAPANESE = lazy_pattern(r"[、＝=]([^、。＝=\s]{2,12}撮影)$")
# After a sentence, words in capitals: "ANN LEE / FOR “THE TIDE”".
_SHOUTED = lazy_pattern(
    r"(?<=[.!?…»”])\s+([^\W\d_a-zß-ÿ]{2,}(?:[\s/,.&’'«»“”\"-]+[^\W\d_a-zß-ÿ]+){1,9}[ »”\"]*)$"
)
_ARABIC = lazy_pattern(caption_words("arabic_credits"))
_NAME = r"[A-ZÀ-Þ][a-zß-ÿ][\w’'-]*"
_AFTER_SLASH = lazy_pattern(rf"(?:(?<!\S)\S+\s+){{5}}\S+\s/\s({_NAME}(?: {_NAME}){{1,3}})\.?$")


def split(inlines: Inlines) -> tuple[Inlines, Inlines]:
    """Caption and credit of the words at a picture. Either may be empty."""
    inlines, is_credit = unlabelled(inlines)
    text = plain(inlines)
    if (shown := _PICTURE.match(text)) and _is_caption(text[shown.end() :]):
        inlines = tidy(part(inlines, shown.end(), 10**9))
        text = plain(inlines)
    if _ONLY_LABEL.fullmatch(text) or not (
        any(map(str.isalpha, text)) or sum(map(str.isdigit, text)) >= _YEAR
    ):
        return (), ()
    if is_credit or credit_only(text):
        return (), bare(inlines)
    at, end = _credit_at(text)
    if at is None:
        return inlines, ()
    caption, credit = tidy(part(inlines, 0, at)), tidy(part(inlines, at, end))
    if not plain(caption).strip() or _ONLY_LABEL.fullmatch(plain(caption)):
        return (), bare(credit)
    return _without_bracket(caption), bare(credit)


def of_attribute(value: str) -> Inlines:
    """The words of an attribute, which may be markup."""
    text = " ".join(re.sub(r"</?[a-zA-Z][^>]*>", " ", value).split())
    return (Text(text),) if text else ()


def unlabelled(inlines: Inlines) -> tuple[Inlines, bool]:
    """Words without the labels before and after them, and whether a label said that they are a credit."""
    inlines, is_credit = tidy(inlines), False
    if dash := _DASH.match(plain(inlines)):
        inlines = tidy(part(inlines, dash.end(), 10**9))
    for _ in range(_MOST_LABELS):
        match = _LABEL.match(plain(inlines))
        if match is None:
            break
        is_credit = bool(match["credit"] or match["credit2"])
        rest = tidy(part(inlines, match.end(), 10**9))
        if rest == inlines:  # the label is part of a link or of code, which stay whole
            break
        inlines = rest
    inlines = _without_parting(inlines)
    for _ in range(_MOST_LABELS):
        match = _TRAILING_WORDS.search(plain(inlines))
        if match is None:
            break
        rest = tidy(part(inlines, 0, match.start()))
        if not match.group().strip() or rest == inlines:
            break
        inlines = _without_parting(rest)
    return inlines, is_credit


def _is_caption(text: str) -> bool:
    """Whether words after "Photo:" say what it shows: they end as a sentence does and are not all names."""
    begin, _ = _credit_at(text)
    text = text[:begin]
    if not text.rstrip().endswith((".", "!", "?", "…")) or _AGENCY.search(text):
        return False
    small = [word for word in text.split() if word.islower() and word not in _OF_NAMES]
    return len(small) > 2 or (bool(small) and bool(_ARTICLE.match(text)))


_MOST_LABELS = 8
"""Labels one after another that are taken off, such as "Photo: Source:"."""
_ONLY_LABEL = lazy_pattern(rf"\s*(?:{_WORD})\s*[:：.]?\s*", re.I)
_YEAR = 4  # digits: fewer alone are a mark or a counter
_PICTURE = lazy_pattern(rf"\s*(?:{caption_words('picture_labels')})\s*[:：]\s*", re.I)
_OF_NAMES = frozenset(_TABLE["in_names"].split())


def _without_parting(inlines: Inlines) -> Inlines:
    """Words without the mark at their end that parted them from their maker."""
    text = plain(inlines)
    end = len(_PARTING.sub("", text))
    return tidy(part(inlines, 0, end)) if end < len(text) else inlines


# Before a caption that the page sets as a line of its own, or that points at its picture.
_DASH = lazy_pattern(r"(?:[-–—]\s+|[▲△▶▷►▼▽◀◁◄◆◇■□↑]\s*)(?=[^\W\d_])")
_PARTING = lazy_pattern(r"(?<![\s/|•·∙])(?<!\s[–—©-])(?:[\s/|•·∙]|\s[–—©-])+$")


def credit_only(text: str) -> bool:
    """Whether words name a maker and say nothing else."""
    text = text.strip()
    if len(text) > 120:
        return False
    if _UNNAMED.fullmatch(text) or _LABELLED_AFTER.fullmatch(text):
        return True
    label = _LABEL.match(text)
    if label and (label["credit"] or label["credit2"]):
        return label.end() < len(text)
    if re.match(rf"(?:(?:{_WORD})\s*(?:[:／/]|\bby\b|©)|[©ⓒ]|\(c\))\s*\S", text, re.I):
        return not re.search(r"[.!?]\s+\w+\s+\w+\s+\w", text)
    if re.search(r"\w{3}[.!?…]\s+\S", text):
        return False
    if re.fullmatch(r"[(\[].*[)\]]", text) and credit_like(text[1:-1].strip()):
        return True
    bracket = _IN_BRACKETS.search(text)
    if bracket and bracket.start() and "/" in bracket[1] and credit_like(bracket[1]):
        return False
    if _ARTICLE.match(text):
        return False
    words = re.split(r"[\s/|,&+]+", text)
    if len(words) > 8 or text.endswith((".", "!", "?")):
        return False
    return bool(_AGENCY.search(text)) and sum(w[:1].islower() for w in words) <= 1


_LABELLED_AFTER = lazy_pattern(
    rf"(?!.* [/|] )[^\W\d_a-zß-ÿ][^!?\n]{{1,60}}\s(?i:{caption_words('credit_labels_after')})"
)
_UNNAMED = lazy_pattern(caption_words("unnamed"), re.I)
_ARTICLE = lazy_pattern(r"(?:the|an?|der|die|das|eine?|les?|la|une?|el|los|las|il|gli|de|het)\s", re.I)
_HOUSE = lazy_pattern(
    r"[A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]+){1,3}\s?/\s?(?:[Tt]he )?[A-ZÀ-Þ][\w.’'-]*"
    r"(?: [A-ZÀ-Þ][\w.’'-]*){0,4}"
)


def bare(credit: Inlines) -> Inlines:
    """A credit without its label, brackets and full stop: "Jane Doe/AFP", not "(Photo: Jane Doe/AFP)".

    A word that says what kind of work it is stays: "Illustration: Jane Doe".
    """
    credit = tidy(credit)
    text = plain(credit)
    match = re.match(r"(?:[\s\[|–—•·.,-]|\((?!c\)))+", text, re.I)
    begin = match.end() if match else 0
    label = re.match(
        rf"(?:©\s*)?(?:{_WORD})\s*(?:[:：=／]|\bby:?(?=\s)|(?=©|courtesy\b))\s*(?:by\s+)?|(?:image|photo|bild)"
        r" (?:source|copyright|credit)\s*[,:]?\s*",
        text[begin:],
        re.I,
    )
    label = label or (
        _OF_WORD.match(text[begin:]) if _AFTER_WORD.fullmatch(text[begin:].rstrip(" )]")) else None
    )
    begin += label.end() if label and not _KIND.match(text[begin:]) else 0
    shortened = text.rstrip().endswith(("Inc.", "Ltd.", "Jr.", "Co.", "nuotr."))
    end = len(text) if shortened else len(text.rstrip(" )]|.–—-"))
    if text[begin:end].count("(") > text[begin:end].count(")"):
        end = min(len(text), end + 1)
    kept = tidy(part(credit, begin, max(end, begin)))
    again = re.compile(rf"credits?\s*:|{re.escape(label[0].strip())}", re.I) if label else None
    if again and again.match(plain(kept)) and len(plain(kept)) < len(text):
        return bare(kept)  # hidden once and shown once
    if plain(kept).strip():
        return kept
    return () if label and _KIND.match(text[begin:]) is None else tidy(credit)


_KIND = lazy_pattern(
    r"(?:photograph|illustration|graphic|grafik|montage|collage|composite|video)s?\s*:", re.I
)


def _credit_at(text: str) -> tuple[int | None, int]:
    """Where a credit at the end of a caption begins, and where it ends."""
    bracket = _IN_BRACKETS.search(text)
    ended = bracket and _ENDED.search(text[: bracket.start()])
    if bracket and (
        credit_like(bracket[1])
        or _ARABIC.fullmatch(bracket[1])
        or (ended and (named(bracket[1]) or _SHORT_NAME.fullmatch(bracket[1])))
    ):
        return bracket.start(), len(text)
    for pattern in (
        _AFTER_BAR,
        _MARKED,
        _CAPITALS,
        _SLASHED,
        _AFTER_SLASH,
        _TAKEN,
        _LICENSED,
        _BY_JAPANESE,
        _SHOUTED,
    ):
        match = pattern.search(text)
        if match and len(match.group(1)) < 130 and not _prose(match.group(1)):
            initials = _INITIALS.search(text[: match.start(1)])
            return (initials or match).start(1), len(text)
    return None, 0


def credit_like(text: str) -> bool:
    """Whether words in brackets are a credit."""
    return bool(
        re.match(rf"(?:{_WORD})\b\s*(?:[:：=]|by\b|©|courtesy|/|from|\S+ photo)", text, re.I)
        or re.match(r"[©ⓒ]|\(c\)|dok\.", text, re.I)
        or _BY_WORD.fullmatch(text)
        or (_AGENCY.search(text) and len(text.split()) <= 9)
        or _HOUSE.fullmatch(text)
    )


# "fot. Jan Nowak", "Photo Ann Lee", "foto di Ada Rossi": a name of capitals right after the word.
_OF_WORD = lazy_pattern(rf"(?:{caption_words('before_names')})(?: (?:{caption_words('of')}))? ", re.I)
_BY_WORD = lazy_pattern(
    rf"(?i:{_OF_WORD.pattern})"
    r"[^\W\d_a-zß-ÿа-џґ][\w.’'-]{0,30}(?: [^\W\d_a-zß-ÿа-џґ][\w.’'-]{0,30}){1,3}"
)


_AFTER_WORD = lazy_pattern(
    _BY_WORD.pattern.replace("{1,3}", "{0,3}")
)  # in a credit, where one name is enough


def named(text: str) -> bool:
    """Whether words are a name of several, or several names, and nothing else."""
    text = _TAKEN_ON.sub("", text).strip()
    return bool(re.search(r"[\w.][ /]\w", text) and _NAMES.fullmatch(text))


_SHORT_NAME = lazy_pattern(r"[A-ZÀ-Þ]{3,10}")  # of an agency
_TAKEN_ON = lazy_pattern(r" ?[/|,–-] (?:[^\W\d_]{3,9}\.? \d{1,2}, \d{4}|\d{1,2}\.? [^\W\d_]{3,9} \d{4})$")
_LICENSED = lazy_pattern(r"(?<=\s)(CC[ -]?(?:BY(?:-(?:SA|NC|ND)){0,2}|0)(?: \d\.\d)?)$")
_INITIALS = lazy_pattern(r"(?<=[.!?)\s])((?<!\w)(?:[A-Z]\. ?){1,6})$")
_ENDED = lazy_pattern(r"[.!?…]['\"”’»]?\s*$")
_CAPITAL = r"[^\W\d_a-zß-ÿ][\w.’'-]*"
_NAMES = lazy_pattern(rf"(?:{_CAPITAL}(?:,? (?:of|for|de|von|the|via|y|und|and))?(?: ?[,/|] ?| |$)){{1,8}}")


def _prose(credit: str) -> bool:
    """Whether what looks like a credit runs on as prose."""
    return bool(re.search(r"[.!?]\s+[a-zà-þ]", credit)) or len(credit.split()) > 16


def _without_bracket(caption: Inlines) -> Inlines:
    text = plain(caption)
    stop = len(text.rstrip(" /|–—•·([-、＝="))
    return tidy(part(caption, 0, stop)) if 0 < stop < len(text) else caption


def join(first: Inlines, second: Inlines, glue: str = " ") -> Inlines:
    """Two runs of words as one."""
    if not first or not second:
        return first or second
    return (*first, Text(glue), *second)


def captioned(blocks: list[BlockDraft]) -> list[BlockDraft]:
    """The blocks with the lines right after a picture in it that repeat its alt text or name its maker.

    So with the short lines below several pictures of one page.
    """
    kept: list[BlockDraft] = []
    captions = _lines_below(blocks)
    for n, block in enumerate(blocks):
        figure = kept[-1] if kept else None
        if isinstance(figure, FigureDraft) and isinstance(block, ParagraphDraft) and not block.embed:
            if n in captions:
                caption, credit = split(block.inlines)
                kept[-1] = replace(figure, caption=caption, credit=figure.credit or credit)
                continue
            line = key(plain(block.inlines))
            if len(line) >= _ALT and key(figure.alt or "") == line:
                kept[-1] = replace(figure, caption=figure.caption or block.inlines)
                continue
            if credit_only(plain(block.inlines)):
                kept[-1] = replace(figure, credit=figure.credit or bare(block.inlines))
                continue
        kept.append(block)
    return kept


def _lines_below(blocks: Sequence[BlockDraft]) -> frozenset[int]:
    """The places of the short lines right below pictures without captions, of three or more.

    Most of them have one, or nearly all where lines are sentences; what is set in italics needs no others.
    A line in bold, with a link, or that leads on to what follows is none.
    """
    bare_ones = [
        n for n, block in enumerate(blocks[:-1]) if isinstance(block, FigureDraft) and not block.caption
    ]
    slanted = [n + 1 for n in bare_ones if _is_slanted(blocks[n + 1])]
    lines = [n + 1 for n in bare_ones if _is_caption_line(blocks[n + 1])]
    sentences = [n for n in lines if is_sentence(plain(_inlines(blocks[n])))]
    begins = {tuple(plain(_inlines(blocks[n])).split()[:_BEGIN]) for n in sentences}
    if len(lines) <= _NEARLY_ALL * len(bare_ones) or len(begins) < _NEARLY_ALL * len(sentences):
        lines = [n for n in lines if n not in sentences]
    below = lines if len(lines) >= _CAPTIONED and len(lines) > _MOST * len(bare_ones) else []
    return frozenset((*below, *(slanted if len(slanted) >= _CAPTIONED else ())))


def _inlines(block: BlockDraft) -> Inlines:
    return block.inlines if isinstance(block, ParagraphDraft) else ()


def _is_slanted(block: BlockDraft) -> bool:
    """Whether a block is a line that is all in italics, and no longer than a caption."""
    words = plain(_inlines(block)).strip()
    return 0 < len(words) <= _LONGEST_SLANTED and all(map(_slants, _inlines(block)))


def _slants(inline: Inline) -> bool:
    """Whether all words of an inline are in italics, those of links too."""
    if isinstance(inline, Link):
        return all(map(_slants, inline.children))
    return isinstance(inline, Emphasis) or not re.search(r"\w", plain((inline,)))


def _is_caption_line(block: BlockDraft) -> bool:
    if not isinstance(block, ParagraphDraft) or block.embed or block.deck or link_share(block.inlines):
        return False
    words = plain(block.inlines).strip()
    if not words or in_bold(block.inlines) or words.endswith((":", "：")):
        return False
    return weight(words) <= RUNNING and words_in(words) <= _LONGEST_LINE and not is_promo(words, 0.0)


_CAPTIONED, _MOST, _NEARLY_ALL = 3, 0.6, 0.8  # pictures with such a line; of all without a caption
_LONGEST_SLANTED = 300  # characters
_BEGIN = 3  # words: lines that begin alike tell a list, not what each picture shows
_LONGEST_LINE = 15  # words
_ALT = 12  # characters: an alt text that long is not repeated by chance
