"""The names in a line: a byline beside the headline or in the text, a dateline, an author's endnote."""

from __future__ import annotations

import re

from publish.html.metadata.names import (
    NOT_A_NAME,
    ROLE,
    any_of,
    is_full,
    is_house,
    is_name,
    letters,
    looks_personal,
    names_editors,
    without_brackets,
    words,
)
from publish.html.phrases import pattern

BY = re.compile(
    rf"^\s*(?:(?:{any_of('works')})\s+)?(?:{any_of('by')})\s*:?\s+(?=\S)|^\s*(?:von|par|by|por)\s*:\s*", re.I
)
"""What stands before a writer's name: "By", "Text:"."""
PIECE = re.compile(
    rf"^\s*(?:{'|'.join(sorted(words('pieces')))})\s+(?:by|von|par|por|de|di|van|av|af)\s+(?=[^\W\d_])", re.I
)
_CUT = re.compile(
    r"(?:(?<!\s)\s+)?(?:\||•|·|–\s|—|\n|\s-\s|\bpublished\b|\bupdated\b|\bposted\b|@\w|https?:"
    r"|\d{1,2}[:.]\d{2}|\b\d{4}\b"
    r"|\bfollow\b|\bview (?:all|bio|profile)\b|\bmis à jour\b|\bpublié\b|\baktualisiert\b"
    r"|\bveröffentlicht\b|\bstand:).*$",
    re.I,
)
_FOR = re.compile(r"(?<=\w)( \S+) for (?:the )?[A-Z].*$", re.I)  # for whom a person writes
_AND = re.compile(
    r"(?:(?<!\s)\s+)?(?:[,;，；、]|\s&\s|\s\+\s|\s(?:and|und|et|y|e|en|og|och|ve|with|mit)\s)\s*", re.I
)


def people(line: str, publisher: str = "") -> list[str]:
    """The names in a byline: "By A B and C D, Health correspondent" gives A B, C D.

    A line that is the publisher's name stays whole: "Boats & i". A section before them is left out.
    """
    line = " ".join(line.split())
    if publisher and len(line) < 60 and letters(line) == letters(publisher):
        return [line]
    if names_editors(line):
        return []
    if with_trade := WITH_TRADE.fullmatch(line):
        apart = re.split("[ 、]", with_trade[with_trade.lastgroup or 0])
        return [name for name in apart if name not in words("eastern_labels")]
    if eastern := _EASTERN_LEAD.match(line):
        line = line[eastern.end() :]
        if _EASTERN_NAMES.fullmatch(line) and eastern["label"] in words("spaced_labels"):
            return [name for name in line.split() if name not in words("eastern_labels")]
    line = PIECE.sub("", without_brackets(_EDITED.sub("", _SECTION.sub("", line))))
    line = _CUT.sub("", BY.sub("", BY.sub("", _MAILBOX.sub("", line))))
    line = _FOR.sub(r"\1", line)
    names: list[str] = []
    for n, piece in enumerate([line] if _ONE_OF_TWO.search(line) else _AND.split(line)):
        name = re.sub(
            r"^\s*(?:by|von|par|por)\s+|"
            r"(?:(?<!\s)\s+)?(?:\([^()]*\)?\s*|/.*)$|(?<![\s,.:;])[\s,.:;]+$",
            "",
            piece,
            flags=re.I,
        ).strip()
        name = _EASTERN_END.sub("", re.sub(r"^(?:and|und|et)\s+", "", name))
        if not name or NOT_A_NAME.match(name) or len(name) > 60 or (n and ROLE.search(name)):
            continue
        if names and _is_employer(name, names[-1]) and not is_house(names[-1], publisher):
            continue
        if n and len(name.split()) > 5:
            continue
        names.append(name)
    return names


_ONE_OF_TWO = re.compile(
    r"\s[&+]\s+(?:[^\W\d_]\b|[a-z])|(?:^|\s)[^\W\d_]\s+[&+]\s"
)  # "Boats & i" is one name
_EASTERN_ANY = "|".join(sorted(map(re.escape, words("eastern_labels")), key=len, reverse=True))
_EASTERN_LEAD = re.compile(
    rf"(?:(?P<label>{_EASTERN_ANY})(?:\s*[:：/／・|｜=＝]\s*|\s+)|文\s*[:：/／・|｜=＝]\s*)(?=[^\W\d_])"
)
_OF_HOUSE = (
    "[\u3400-\u9fff]{2,8}(?:记者|記者) (?P<house>[\u3400-\u9fff·]{2,4}(?:[ 、][\u3400-\u9fff·]{2,4}){0,4})"
)
"""Reporters' names behind that of the house: "港口新闻记者 贺梨萍 李山"."""
# A name with the trade or the house beside it, such as "고규홍 나무 칼럼니스트" too.
WITH_TRADE = re.compile(
    f"{_OF_HOUSE}"
    "|(?P<cn>[\u3400-\u9fff·]{2,4})[／/][\u3400-\u9fff]{1,8}(?:报|報|网|網|社|新闻|新聞|周刊|日报|频道|在线)"
    "|(?:本報)?記者(?P<tw>[\u3400-\u9fff]{2,4})[／/][\u3400-\u9fff]{2,12}"
    "|(?P<ko>[\uac00-\ud7af]{2,4}) (?:[\uac00-\ud7af]{1,8} ){0,2}"
    "(?:기자|칼럼니스트|특파원|논설위원|편집위원|평론가|작가|교수|연구원)"
)
_EASTERN_END = re.compile(
    rf"(?<=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{{2}})(?<!部)\s?(?:{_EASTERN_ANY})$"
)
_EASTERN_NAMES = re.compile("[\u3400-\u9fff·]{2,4}(?: [\u3400-\u9fff·]{2,4}){1,7}")


def _is_employer(name: str, person: str) -> bool:
    """Whether a name says for whom the person before it writes: an agency, a paper, capitals after none."""
    if name.casefold() in words("agencies") or (name.isupper() and not person.isupper()):
        return True
    capitals = not _CAPITALS.search(person) and _CAPITALS.search(name)
    return bool(capitals or words("outlets") & set(name.casefold().split()))


_CAPITALS = re.compile(r"\b[A-ZÀ-Þ]{3,}\b")
_EDITED = re.compile(
    r"(?<=\S) ?\b(?:(?:edited|editing|translated|illustrated|reviewed|photographs?|photography|produced) by"
    r"|(?:redigiert|übersetzt|illustriert) von|(?:traduit|édité|illustré) par)\b.*",
    re.I,
)
_SECTION = re.compile(rf"^(?:{'|'.join(sorted(words('sections')))})\s*[·•|:]\s*(?=\S)", re.I)
_MAILBOX = re.compile(r"(?<![^\s@])[^\s@]+@[^\s@]+\.\w+")


_SIGNED = pattern(
    "byline", r"^(?:autorin/autor|autor(?:in)?|author|texte?|{})\s*:?\s+(?P<name>[^\W\d_].{3,60})$"
)
_SIGNED_EASTERN = re.compile(
    r"[\[［【(（]?(?:(?P<ko>[\uac00-\ud7af]{2,4})\s?(?:기자|특파원|논설위원|통신원)"
    r"|(?:作者|记者|記者|撰文|文|執筆|著者)\s*[:：/／]\s*(?:本报)?(?:记者|記者)?\s*(?P<zh>[\u3040-\u30ff\u4e00-\u9fff]{2,6})"
    rf"|{_OF_HOUSE})"
    r"(?:\s*[\]］】)）|,，=].*|\s+[^\s@]+@[^\s@]+)?"
)


def is_signed(line: str) -> bool:
    """Whether a line begins with a label after which a name follows: "By", "Text:"."""
    return len(line) < 90 and bool(_SIGNED.match(line) or _SIGNED_EASTERN.match(line))


# A label, a name and where that person works: "Autor: Ann Lee, Institute of Roads, Dale".
_WITH_PLACE = re.compile(
    r"(?:autor(?:in)?|author|auteur|autore|autora|text|texte?) ?: "
    r"(?P<name>[^\W\d_][^\d,:]{2,40}), [^:]{8,160}",
    re.I,
)
_TWO = re.compile(r"(?:(?<!\s)\s+)?/\s*(?=[^\W\d_][\w.’'-]+\s+[^\W\d_])")


def signature(line: str, publisher: str) -> list[str]:
    """The names in a line that does nothing but sign: "By A B", "A B and C D", each word with a capital."""
    line = " ".join(line.split())
    if placed := _WITH_PLACE.fullmatch(line):
        return [placed["name"]] if is_full(placed["name"]) else []
    if eastern := _SIGNED_EASTERN.fullmatch(line):
        name = eastern["ko"] or eastern["zh"] or eastern["house"]
        return [one for one in re.split("[ 、]", name) if not NOT_A_NAME.match(one)]
    if match := _SIGNED.match(line):
        line = match["name"]
    elif len(line) > 60 or line.endswith((".", "?", "!", ":", ",")) or re.search(r"\d", line):
        return []
    names = people(_TWO.sub(", ", line))
    if not names or not all(map(is_full, names)):
        return []
    if not match and any(
        _NUMBERED.match(name) or name == name.lower() or not (is_name(name) and looks_personal(name))
        for name in names
    ):
        return []
    house = letters(re.split(r"\s[-–|:]\s", publisher)[0])
    theirs = any(letters(name).startswith(house) for name in names) if len(house) > 3 else False
    return [] if theirs or any(is_house(name, publisher) for name in names) else names


def of_dateline(line: str) -> list[str]:
    """The reporters that a Chinese dateline names in brackets: "长江网10月4日讯（记者陈智 整合）"."""
    match = _DATELINE.match(" ".join(line.split()))
    names = re.split("[、，, ]", match["names"]) if match else []
    return [name for name in names if 2 <= len(name) <= 4 and name not in _TRADES]


_DATELINE = re.compile(
    r".{2,30}?[（(](?:本报|本网|见习|特约|首席|全媒体)*(?:记者|記者)[ :：]?"
    r"(?P<names>[\u3400-\u9fff·]{2,4}(?:[、，, ][\u3400-\u9fff·]{2,4}){0,4})[)）]"
)
_TRADES = frozenset("整合 报道 報道 报导 整理 综合 摄影 编译 通讯员 实习生".split())
_NUMBERED = re.compile(r"[IVX]+\. \w+$")  # a heading: "I. Beginnings"


def signs(words: str, names: tuple[str, ...]) -> bool:
    """Whether words are the line that names the authors, who are known from it."""
    return len(words) < 120 and any(name.casefold() in words.casefold() for name in names)
