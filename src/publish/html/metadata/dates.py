"""Dates of publication and change, in ISO 8601 with the page's time zone."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import cache

from publish.html.dom import Node
from publish.html.extract.promo_phrases import is_dateline, words_in
from publish.html.extract.text_density import RUNNING
from publish.html.metadata.json_ld import Thing, string
from publish.html.metadata.meta_tags import Head
from publish.html.metadata.names import words
from publish.html.phrases import months, pattern
from publish.model.text import lazy_pattern, weight
from publish.system import data

_PUBLISHED = (
    "article:published_time",
    "article:published:time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "date.published",
    "publish-date",
    "publish_date",
    "pubdate",
    "publishdate",
    "publication_date",
    "published-date",
    "published_time",
    "article.published",
    "sailthru.date",
    "parsely-pub-date",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "iso-8601-publish-date",
    "originalpublicationdate",
    "displaydate",
    "last-updated",
    "date",
)
_MODIFIED = (
    "article:modified_time",
    "article:modified:time",
    "og:updated_time",
    "article:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "lastmod",
    "last-modified",
    "revised",
)
_CLOCK = lazy_pattern(
    r"\b([01]?\d|2[0-3])[:.h]([0-5]\d)(?::([0-5]\d))?(?:\s*([ap])\.?m\b\.?)?"
    r"(?:(?:\s*\(?|\s+uhr\s*)((?:UTC|GMT)?[+-]\d{2}:?\d{2}|UTC|GMT|BST|WEST?|[CEM]ES?[TZ]|MESZ|[ECMP][SD]T)\b)?",
    re.I,
)
# Hours east of Greenwich. Of names that mean several zones, IST is left out and CST is taken as American.
_ZONES = {
    "utc": 0, "gmt": 0, "wet": 0, "bst": 1, "west": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2, "eet": 2,
    "eest": 3, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip
_NUMERIC = lazy_pattern(r"\b(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b")
_DAY_FIRST = lazy_pattern(
    r"\b(\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+)?((?:[^\W\d]|(?!\w)[\u0900-\u109f]){2,12})"
    r"(?:/[^\W\d]{3,12})?\.?,?\s+(?:de\s+)?(\d{4})\b",
    re.I,
)
_MONTH_FIRST = lazy_pattern(
    r"\b((?:[^\W\d]|(?!\w)[\u0900-\u109f]){3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b", re.I
)
# "2015. augusztus 20.", "2015 m. rugpjūčio 20 d."
_YEAR_FIRST = lazy_pattern(r"\b(\d{4})(?:\.|\s+m\.)?\s+([^\W\d]{3,14})\.?\s+(\d{1,2})\b", re.I)
_ASIAN = lazy_pattern(r"(\d{4})\s*[年년./-]\s*(\d{1,2})\s*[月월./-]\s*(\d{1,2})")
_DATE_NAME = lazy_pattern(
    r"date|published|pubdate|timestamp|dateline|datetime|publish|time|posted|datum|fecha|publication"
    r"|(?:article|entry|news|post|pub|publish|published|story)_?date|date(?:of|publi|post)\w*"
)


def published(data: Thing, head: Head, title: str = "") -> str:
    """When the article appeared, "" when the page does not say. `title` is the article's."""
    stated = (string(data.get("datePublished")), *head.all(*_PUBLISHED), string(data.get("dateCreated")))
    return _first(itertools.chain(stated, _itemprop(head, "datepublished"), _visible(head, title)))


def modified(data: Thing, head: Head) -> str:
    """When the article was last changed, "" when the page does not say."""
    stated = (string(data.get("dateModified")), *head.all(*_MODIFIED))
    return _first(itertools.chain(stated, _itemprop(head, "datemodified"), _changed(head)))


def _first(values: Iterable[str]) -> str:
    return next((date for value in values if (date := iso(value))), "")


def _itemprop(head: Head, name: str) -> Iterator[str]:
    for node in head.nodes:
        if "itemprop" in node.attrs and name in node.get("itemprop").lower().split():
            yield node.get("datetime") or node.get("content") or node.text()


def _visible(head: Head, title: str) -> Iterator[str]:
    """What `time` elements, lines with a label and elements named for a date say; the surest first.

    What stands in a link or a list far from the headline is the date of another article or of an event.
    """
    headline = _headline(head, title)
    near, beside = _near(head, headline, _UNDER), _near(head, headline, _BESIDE)
    times = [node for node in head.nodes if node.tag == "time" and _stated(node) and not _is_of_reader(node)]
    times.sort(
        key=lambda n: (
            n not in beside,
            n not in near,
            "pubdate" not in n.attrs and "published" not in n.names,
        )
    )
    named = [  # a date in a table is one of the article's facts
        node
        for node in head.nodes
        if any(map(_DATE_NAME.fullmatch, node.names)) and 6 <= len(node.text()) <= 80 and not _fact(node)
    ]
    above = frozenset(head.nodes[: max((headline or 0) - _OVER, 0)])  # where a page gives the date of today
    named.sort(key=above.__contains__)
    others = {node for node in (*times, *named) if node not in beside and _is_in_list(node)}
    yield from (_stated(node) for node in times if node not in others)
    yield from _labelled(head)
    own = [node for node in named if node not in others and _YEAR.search(node.text())]
    yield from (node.text() for node in own if node in near)
    yield from (line for line in _lines(head, headline) if not _CHANGED.match(line))
    yield from (node.text() for node in own if node not in near)
    yield from (_stated(node) for node in times if node in others)
    yield from (text for node in named if node in others and _YEAR.search(text := node.text()))
    yield dated_byline(head)[1]
    yield from _among_words(head, headline)


def _among_words(head: Head, headline: int | None) -> Iterator[str]:
    """Dates among a few words, from a little over the headline to the text, and one that opens the text."""
    if headline is None:
        return
    begin = max(headline - _UNDER, 0)
    for n, node in enumerate(head.nodes[begin : headline + _TEXT], begin):
        if n == headline or _is_of_reader(node) or _fact(node) or _is_in_figure_or_list(node):
            continue
        few = _FEW if n >= headline - _JUST_OVER else 0
        for kid in node.kids:
            words = " ".join(kid[:_LONGEST].split()) if isinstance(kid, str) else ""
            match, day = _day(words[:_OPENING] if (runs := weight(words) > RUNNING) else words)
            if match and day and (_opens(match, words) if runs else _is_among_few(match, few)):
                yield words if not runs else match[0]
            if runs and n > headline:
                return


def _is_in_figure_or_list(node: Node) -> bool:
    return (
        any(outer.tag in _FIGURES for outer in (node, *node.ancestors()))
        or node.tag == "li"
        or _is_in_list(node)
    )


def _is_among_few(date: re.Match[str], few: int) -> bool:
    """Whether a date stands in a line with few other words, which are no sentence, or with initials."""
    words = date.string
    rest = _CLOCK.sub(" ", f"{words[: date.start()]} {words[date.end() :]}").strip()
    if not few or _INITIALS.fullmatch(rest):
        return bool(_INITIALS.fullmatch(rest))
    return words_in(" ".join(_WORD.findall(rest))) <= few and (words[-1] != "." or words[-4:-2] in _NOONS)


def _opens(date: re.Match[str], words: str) -> bool:
    """Whether a date begins a text, and a dash parts it from the first sentence."""
    place = words[: date.start()]
    return (not place or place.isupper()) and _DASH.match(words, date.end()) is not None


_JUST_OVER, _TEXT = 4, 400  # elements over the headline, and under it where no text begins
_FEW, _OPENING = 5, 40  # words; characters
_WORD = lazy_pattern(r"[^\W\d_]+")
_NOONS = ("a.", "p.")
_FIGURES = ("figure", "figcaption")
_INITIALS = lazy_pattern(r"\([a-z]{2,4}\)")
_DASH = lazy_pattern(r"\s?(?:--|—|–)\s")


def dated_byline(head: Head) -> tuple[str, str]:
    """The name and the date of the one line that gives both: "By Ann on 3.5.2013, 11:51 | 2 replies".

    Empty where no line does, or several do with different names, as replies have.
    """
    pairs = (node.text() for node in head.nodes if _is_pair(node) and not _is_of_reader(node))
    lines = itertools.chain(_strings(head), pairs)
    matches = (_SIGNED.match(words) or _THEN_SIGNED.fullmatch(words) for words in lines)
    dates = {match["name"]: match["date"] for match in matches if match and iso(match["date"])}
    return next(iter(dates.items())) if len(dates) == 1 else ("", "")


def _is_pair(node: Node) -> bool:
    """Whether an element holds two that hold nothing but a short text each."""
    kids = [kid for kid in node.kids if isinstance(kid, Node) or kid.strip()]
    leaves = [
        kid for kid in kids if isinstance(kid, Node) and len(kid.kids) == 1 and isinstance(kid.kids[0], str)
    ]
    return len(kids) == len(leaves) == 2 and len(node.text()) < _PAIR


_PAIR = 120  # characters


def _strings(head: Head) -> Iterator[str]:
    """The short strings of a page outside lists and replies."""
    for node in head.nodes:
        for kid in node.kids:
            words = " ".join(kid.split()) if isinstance(kid, str) and len(kid) < _LONGEST else ""
            if 8 < len(words) < 120 and words[-1:] != "." and not (_is_in_list(node) or _is_of_reader(node)):
                yield words


_SIGNED = pattern(
    "byline",
    r"{}\s+(?P<name>[^\W\d_][^\d|,:;()]{1,40}?),?\s+(?:(?:am|on|le|el|il|em|op|den)\s+)?(?P<date>\d[^|]{5,30})",
)
_THEN_SIGNED = pattern(
    "byline", r"(?P<date>\d{1,2}[./ ][^|]{5,20}?)[,|]?\s+{}\s+(?P<name>[^\W\d_][^\d|:;()]{1,60})"
)
_YEAR = lazy_pattern(r"\d{4}")


def _changed(head: Head) -> Iterator[str]:
    """The lines under the headline that say when the article was changed."""
    yield from (line for line in _lines(head, _headline(head)) if _CHANGED.match(line))


def _stated(time: Node) -> str:
    return time.get("datetime") or time.text()


def _labelled(head: Head) -> Iterator[str]:
    """Short lines that begin with the label of a date, also those that are a part of their element."""
    for node in head.nodes:
        if node.tag not in ("li", "p", "dd", "span", "div", "td", "font"):
            continue
        whole = (node.text(),) if 0 < len(node.kids) < 6 else ()
        for text in (*whole, *(" ".join(kid.split()) for kid in node.kids if isinstance(kid, str))):
            if 10 < len(text) < 60 and _LABELLED.match(text):
                yield text


def _is_in_list(node: Node) -> bool:
    return any(outer.tag in ("a", "li", "aside", "nav") for outer in node.ancestors())


def _is_of_reader(node: Node) -> bool:
    """Whether an element stands in a reader's comment."""
    return any(words("readers") & outer.names for outer in node.ancestors() if outer.tag != "body")


def _near(head: Head, headline: int | None, under: int) -> frozenset[Node]:
    """The elements a little over the headline, and of so many under it."""
    if headline is None:
        return frozenset()
    return frozenset(head.nodes[max(headline - _OVER, 0) : headline + under])


_OVER, _BESIDE, _UNDER = 12, 20, 60  # elements: a date may stand over the headline that it belongs to


def _headline(head: Head, title: str = "") -> int | None:
    """The place of the heading that holds the page's title, else of the first `h1`, else of other words."""
    titles = {" ".join(stated.split()) for stated in (title, head.first("og:title"), head.title) if stated}
    places = [(n, node) for n, node in enumerate(head.nodes) if node.tag in ("h1", "h2", "h3")]
    leaves = ((n, node) for n, node in enumerate(head.nodes) if len(node.kids) == 1 and node.tag != "title")
    named = (n for n, leaf in leaves if isinstance(leaf.kids[0], str) and leaf.text() in titles)
    stated = (n for n, node in places if _begins_with(titles, node.text()))
    return next(itertools.chain(stated, (n for n, node in places if node.tag == "h1"), named), None)


def _fact(node: Node) -> bool:
    """Whether an element stands in a row of a table that has a header: it tells a fact of the article."""
    row = next((outer for outer in node.ancestors() if outer.tag == "tr"), None)
    return row is not None and any(cell.tag == "th" for cell in row.nodes())


def _lines(head: Head, headline: int | None) -> Iterator[str]:
    """Short lines under the headline that give a date and nothing else, or begin with one, year first."""
    if headline is None:
        return
    near = [
        node
        for node in head.nodes[headline + 1 : headline + _UNDER]
        if node.tag in ("p", "span", "div", "li")
    ]
    for node in near:
        if _fact(node):
            continue
        text = node.text()
        if (
            len(text) <= 70
            and re.search(r"\d{4}", text)
            and (is_dateline(text) or _STATED.match(text) or _STAMP.match(text))
        ):
            yield text


def _begins_with(titles: set[str], heading: str) -> bool:
    """Whether a title begins as a heading does, to which or after which a site may add something."""
    alike = (min(len(title), len(heading), _BEGINNING) for title in titles)
    return any(n > 10 and title[:n] == heading[:n] for n, title in zip(alike, titles, strict=True))


_BEGINNING = 20  # characters


_STAMP = lazy_pattern(r"\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?(?!\d)")
_TABLE = data.table("publish.html.metadata", "dates.toml")
_CHANGED = lazy_pattern("|".join(_TABLE["changed"]), re.I)
_STATED = lazy_pattern(rf"(?:{'|'.join(_TABLE['stated'])})\b", re.I)


_LABELLED = pattern(
    "published",
    r"(?:date|datum|publication date|publié|erschienen|pubblicato|{})"
    r"(?:\b|(?<=[^\x00-\x7f]))(?: (?:on|am|le|il|el))?\W+(?=\w)",
)


def is_labelled(line: str) -> bool:
    """Whether a line begins with the label of a date: "Posted:", "Last updated"."""
    return bool(_LABELLED.match(line) or _STATED.match(line))


def begins_with_date(line: str) -> bool:
    """Whether a line begins with a full date and does not end as a sentence does."""
    return bool(iso(line[:_BEGIN])) and line.rstrip()[-1] not in _ENDS


_BEGIN, _ENDS = 24, ".!?…。！？؟۔।"
_DIGITS = lazy_pattern(r"(?![0-9])\d")
_LONGEST = 500
"""A longer text is no date; what stands after so many characters is not looked at."""


def iso(value: str) -> str:
    """A date in any usual form as ISO 8601; "" for any other text. A zone is kept, never made up."""
    value = _DIGITS.sub(lambda digit: str(int(digit[0])), " ".join(value[:_LONGEST].split()))
    if not value:
        return ""
    if value.isdecimal() and len(value) in (10, 13):
        return _plausible(datetime.fromtimestamp(int(value[:10]), tz=UTC))
    for read in (_iso, written, _rfc):
        moment = read(value)
        if moment is not None and (text := _plausible(moment)):
            return text if moment.time() != datetime.min.time() or _TIMED.search(value) else text[:10]
    return ""


_TIMED = lazy_pattern(r"\d:\d\d|\dT\d\d")


def _plausible(date: datetime) -> str:
    return date.isoformat() if 1400 < date.year < 2200 else ""


def _iso(value: str) -> datetime | None:
    value = re.sub(r"\.(\d{3})\d*", r".\1", value.replace(" UTC", "Z").replace(" GMT", "Z"))
    value = re.sub(r"(?<!\s)\s+([+-]\d{2}:?\d{2}|Z)$", r"\1", value)
    match = re.match(
        r"\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?", value
    )
    if not match:
        match = re.match(r"\d{8}(?:T\d{4,6}(?:Z|[+-]\d{2}:?\d{2})?)?$", value)
    try:
        text = re.sub(r"-(\d)(?=\D|$)", r"-0\1", match.group()[:10]) + match.group()[10:] if match else ""
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        try:
            return datetime.fromisoformat(text[:10])
        except ValueError:
            return None


def _rfc(value: str) -> datetime | None:
    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def written(value: str) -> datetime | None:
    """A date in words or figures, with the time of day that stands beside it."""
    match, day = _day(value)
    if match is None or day is None:
        return None
    clock = _CLOCK.search(value[: match.start()] + " " + value[match.end() :])
    if clock is None:
        return day
    hour = int(clock[1]) % 12 + 12 * (clock[4].lower() == "p") if clock[4] else int(clock[1])
    day = day.replace(hour=hour, minute=int(clock[2]), second=int(clock[3] or 0))
    return day.replace(tzinfo=_zone(clock[5])) if clock[5] else day


def _zone(name: str) -> timezone | None:
    if len(name) > 6:
        name = name.lstrip("UTCGMutcgm")
    if name[0] in "+-":
        minutes = int(name[1:3]) * 60 + int(name[-2:])
        return (
            timezone(timedelta(minutes=-minutes if name[0] == "-" else minutes)) if minutes < 1440 else None
        )
    hours = _ZONES.get(name.lower())
    return None if hours is None else timezone(timedelta(hours=hours))


def _day(value: str) -> tuple[re.Match[str] | None, datetime | None]:
    """Where a date stands in a line, and the date."""
    if match := _ASIAN.search(value):
        return match, _gregorian(*map(int, match.groups()))
    if match := _DAY_FIRST.search(value):
        return match, _gregorian(int(match[3]), _month(match[2]), int(match[1]))
    if match := _MONTH_FIRST.search(value):
        return match, _gregorian(int(match[3]), _month(match[1]), int(match[2]))
    if (match := _YEAR_FIRST.search(value)) and _month(match[2]):
        return match, _gregorian(int(match[1]), _month(match[2]), int(match[3]))
    if match := _NUMERIC.search(value):
        day, month, year = int(match[1]), int(match[2]), int(match[3])
        return match, _gregorian(year, day, month) if month > 12 else _gregorian(year, month, day)
    return None, None


def _month(name: str) -> int:
    """The number of a month's name, 0 for none; three letters are enough where no two months share them."""
    return months().get(name.casefold(), 0) or _beginnings().get(name.casefold()[:3], 0)


@cache
def _beginnings() -> Mapping[str, int]:
    result: dict[str, set[int]] = {}
    for name, number in months().items():
        if name.isascii():
            result.setdefault(name[:3], set()).add(number)
    return {begin: numbers.pop() for begin, numbers in result.items() if len(numbers) == 1}


def _gregorian(year: int, month: int, day: int) -> datetime | None:
    """The Gregorian date; a year of the calendar of Iran or Thailand is converted. None for no date."""
    try:
        if 1300 < year < 1500 and (month > _IRANIAN or year < _OLDEST):
            return _of_iran(year, month % _IRANIAN, day)
        return datetime(year - 543 if 2500 < year < 2650 else year, month, day)
    except ValueError:
        return None


_IRANIAN = 100  # added to the numbers of the months of Iran
_OLDEST = 1450  # no page gives an article a date in this Gregorian year, but many in this year of Iran's


def _of_iran(year: int, month: int, day: int) -> datetime:
    """Day of Iran's solar calendar as a Gregorian date, by the 33-year cycle; valid from 1178 to 1633 AP."""
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        raise ValueError(month, day)
    leaps = sum((past % 33) in (1, 5, 9, 13, 17, 22, 26, 30) for past in range(1300, year))
    days = (year - 1300) * 365 + leaps + (month - 1) * 31 - max(month - 7, 0) + day - 1
    return datetime(1921, 3, 21) + timedelta(days=days)
