"""Whether a text is the name of a person or an organisation."""

from __future__ import annotations

import re
from functools import cache

from publish.html.extract.promo_phrases import ends_article
from publish.html.phrases import dating_words, pattern
from publish.model.caption_alt import folded
from publish.system import data

_BRACKETED = re.compile(r" ?(?:\([^()]{0,200}\)|\[[^\[\]]{0,200}\])(?= ?(?:$|[,;/|&+]|and\b|und\b|et\b|y\b))")
_LONGEST, _SHORT = 60, 3  # characters
WRITERS = r"/(?:authors?|autor(?:en|es|i)?|auteurs?|autore|journalists?|writers?)/"
"""What stands in the address of a writer's page before the name."""


def without_brackets(line: str) -> str:
    """A byline without what stands in brackets after a name; a bracket without its partner goes too."""
    bare = _BRACKETED.sub("", line).strip()
    if not re.search(r"\w", bare):  # the whole line stands in brackets
        bare = line.strip("()[] ")
    if any(bare.count(opening) != bare.count(closing) for opening, closing in ("()", "[]")):
        bare = re.sub(r"[()\[\]]", " ", bare)
    return " ".join(bare.split())


def is_name(text: str, titles: tuple[str, ...] = ()) -> bool:
    """Whether a text can be a name: more than one letter, no control, label, degree or one of the titles.

    Two small letters are a word or the sign of a desk.
    """
    folded = " ".join(text.casefold().split())
    if sum(c.isalpha() for c in text) < 2 and not is_eastern(text):
        return False
    if len(text) < _SHORT and text.isalpha() and text.islower():
        return False
    if len(text) > _LONGEST or _labelled(folded) or folded.replace(".", "") in words("degrees"):
        return False
    dated = [word.strip(".,") in dating_words() or word.strip(".,").isdecimal() for word in folded.split()]
    if all(dated) and (len(dated) > 1 or text.islower()):
        return False
    if folded in words("controls") | words("sections") or words("control_words") & set(folded.split()):
        return False
    if ends_article(text):
        return False
    if folded not in words("agencies") and any(form.fullmatch(folded) for form in _NO_NAMES):
        return False
    return not _in_title(text, titles)


_NO_NAMES = (
    pattern("control", r"{}[\s.:!»>→]*"),
    pattern("byline", r"{}\s*[:：]?"),
    pattern("published", r"{}\s*[:：]?"),
    pattern("credit", r"{}(?:\s*[,:：/／].*)?"),
)


def looks_personal(text: str) -> bool:
    """Whether each word of a text begins with a capital, or is a small word that names hold.

    One word alone may be the name by which a writer goes, in small letters. Scripts
    without capitals pass.
    """
    parts = re.findall(r"[^\s,/&|·]+", text)
    if not parts or len(parts) > 6 or re.search(r"[?!…:]$|\?\?", text):
        return False
    small = [word for word in parts if word[:1].islower() and not re.match(r"\w['’]\w", word)]
    return len(parts) == 1 or all(word.casefold().rstrip(".") in words("particles") for word in small)


def names_editors(line: str) -> bool:
    """Whether a line names who worked on the article after it was written: "Editor: …", "Redaktion: …"."""
    return _begins(" ".join(line[:80].casefold().split()), words("editing"))


def is_section(text: str) -> bool:
    """Whether a text is the name of a newspaper's section: "Opinion"."""
    return text.casefold().strip(" :|·•") in words("sections")


def _labelled(folded: str) -> bool:
    """Whether a text is a label such as "Image source", or begins with one."""
    return _begins(folded, words("labels") | words("editing"))


def _begins(folded: str, labels: frozenset[str]) -> bool:
    return any(folded.startswith(label) and not folded[len(label) :][:1].isalnum() for label in labels)


def _in_title(text: str, titles: tuple[str, ...]) -> bool:
    own = folded(text)
    long = len(own.split()) > 4
    return any((own == title and " " in own) or (long and own in title) for title in map(folded, titles))


def is_eastern(text: str) -> bool:
    """Whether a text has Chinese, Japanese or Korean letters."""
    return re.search("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", text) is not None


@cache
def words(kind: str) -> frozenset[str]:
    """A list of names.toml, in lower case."""
    return frozenset(_table()[kind])


def any_of(kind: str) -> str:
    """An alternation of a list of names.toml, in its order."""
    return "|".join(_table()[kind])


@cache
def _table() -> dict[str, list[str]]:
    return data.table("publish.html.metadata", "names.toml")


ROLE = re.compile(rf"\b(?:{'|'.join(sorted(words('roles')))})\b", re.I)


def cased(name: str) -> str:
    """A person's name that is written in capitals, as it is written elsewhere; a voice may spell capitals."""
    words = name.split()
    if not name.isupper() or not 1 < len(words) < 5 or ROLE.search(name) or _HOUSES & set(words):
        return name
    if not all(
        re.fullmatch(r"[A-ZÀ-Þ]\.", word)
        or (re.search(r"[AEIOUYÀ-ÖØ-Ý]", word) and re.fullmatch(r"[^\W\d_][\w’'.-]*", word))
        for word in words
    ):
        return name
    return " ".join(re.sub(r"(?:^|(?<=[-’'])|(?<=^Mc))\w", lambda m: m[0].upper(), w.lower()) for w in words)


_HOUSES = frozenset(word.upper() for word in words("agency_words"))


def is_full(name: str) -> bool:
    """Whether a name has several words, all with the capitals of a name."""
    return _NAME.fullmatch(name) is not None and _capitalised(name)


_MARKS = (
    "\u0300-\u036f\u064b-\u0652\u0900-\u0903\u093a-\u094f\u0980-\u0dff\u0e31-\u0e4e\u1031-\u103e\u17b4-\u17d3"
)
NAME = rf"(?:[^\W\d_][\w.’'{_MARKS}-]*\s+){{1,3}}[^\W\d_][\w.’'{_MARKS}-]+"
"""Two to four words, each of which may be a part of a name; a regular expression."""
_NAME = re.compile(NAME)


def _capitalised(name: str) -> bool:
    """Whether a name has the capitals of one; scripts without capitals pass."""
    words = name.split()
    return all(not word[:1].islower() or len(word) <= 3 for word in words) and not name[:1].islower()


def is_house(name: str, publisher: str) -> bool:
    """Whether a name is that of the publisher itself or of a desk, or the name of a host."""
    if is_host(name):
        return True
    own, theirs = letters(name), letters(publisher)
    first = publisher.split(" ")[0].casefold()
    if len(first) > 4 and re.fullmatch(rf"{re.escape(first)} \w{{1,2}}", name.casefold()):
        return True  # the house's account: "Harbour D" of "Harbour News"
    return (
        bool(theirs)
        and (own == theirs or (own in theirs and len(own) > 3) or (theirs in own and len(theirs) > 2))
    ) or _HOUSE.search(name) is not None


def is_host(name: str) -> bool:
    """Whether a name is that of a host: "harbour.example"."""
    return re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z]{2,7}", name) is not None


def letters(text: str) -> str:
    """The letters and digits of a text, without case: by them the same name is known in two spellings."""
    return "".join(re.findall(r"\w", text.casefold()))


def is_site(name: str, site: tuple[str, str], of_organisation: bool) -> bool:
    """Whether a name is the site's own: a host's, an organisation's, a paper's, or one word.

    `site` is the publisher's name and the end of the title, where a site writes its
    name. The site of a person may have the person's name.
    """
    publisher, ends = map(letters, site)
    own = letters(name)
    if own != publisher and not (is_eastern(name) and ends.startswith(own)):
        return is_host(name)
    person = is_full(name) and looks_personal(name) and not name.isupper()
    return of_organisation or not person or bool(words("outlets") & set(name.casefold().split()))


def only_house(names: tuple[str, ...], publisher: str) -> bool:
    """Whether no person is named."""
    return all(is_house(name, publisher) for name in names)


_HOUSE = re.compile("|".join(sorted(words("houses"))), re.I)
NOT_A_NAME = re.compile(rf"^(?:{'|'.join(sorted(words('nobody')))})$", re.I)
"""Texts that a page writes in place of a name."""
