"""XML source: elements and text, and the context in which a fragment is written."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field

from publish.i18n import catalogue
from publish.model.text import allowed

Attributes = Mapping[str, str | None]

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_VALUE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def escape(text: str) -> str:
    """Characters as XML text; those that XML forbids are left out."""
    return allowed(text).translate(_TEXT)


def attributes(*groups: Attributes) -> str:
    """Attributes as source, in the order given. "" and None leave one out; `alt` may be empty."""
    merged = {name: value for group in groups for name, value in group.items()}
    return "".join(
        f' {name}="{allowed(value).translate(_VALUE)}"'
        for name, value in merged.items()
        if value is not None and (value or name == "alt")
    )


def element(name: str, content: str, *groups: Attributes) -> str:
    """An element with content that is source already."""
    return f"<{name}{attributes(*groups)}>{content}</{name}>"


def empty(name: str, *groups: Attributes) -> str:
    """An element without content."""
    return f"<{name}{attributes(*groups)}/>"


# --- the context of a fragment -------------------------------------------------


@dataclass(frozen=True, slots=True)
class Setting:
    """How a fragment is dressed.

    `lang` is the language around the fragment, `article_lang` the article's own.
    `pictures` goes before a picture's file name. `documents` says in which
    content document an id lives, and `here` names this one: both are empty when
    everything stands on one page. `level` is the heading level of a top-level
    section. `epub` adds `epub:type` and `xml:lang`, which web pages do without.
    """

    lang: str
    article_lang: str = ""
    pictures: str = "images/"
    documents: Mapping[str, str] = field(default_factory=dict)
    here: str = ""
    level: int = 2
    epub: bool = False

    def inside(self, lang: str) -> Setting:
        """The setting for what stands inside an element in `lang` ("" for no change)."""
        return dataclasses.replace(self, lang=lang) if lang and lang != self.lang else self

    def deeper(self) -> Setting:
        """The setting one heading level down."""
        return dataclasses.replace(self, level=self.level + 1)

    def language(self, lang: str) -> Attributes:
        """`lang`, `xml:lang` and `dir` of an element, where they differ from what is around it."""
        if not lang or lang == self.lang:
            return {}
        attributes: dict[str, str | None] = {"lang": lang}
        if self.epub:
            attributes["xml:lang"] = lang
        if catalogue.direction(lang) != catalogue.direction(self.lang):
            attributes["dir"] = catalogue.direction(lang)
        return attributes

    def semantics(self, epub_type: str = "", role: str = "") -> Attributes:
        """`epub:type` (in books only) and its `role`."""
        return {"epub:type": epub_type if self.epub else "", "role": role}

    def address(self, id: str) -> str:
        """The address of an element of the article, seen from this document."""
        document = self.documents.get(id, self.here)
        return f"#{id}" if document == self.here else f"{document}#{id}"

    @property
    def furniture_lang(self) -> str:
        """The language of the few words that are ours."""
        return self.article_lang or self.lang
