"""Figures -> XHTML: a screen reader is given the words of a picture once."""

from __future__ import annotations

import unicodedata

from publish.i18n import catalogue
from publish.model.article import Figure, Image
from publish.model.walk import text_of
from publish.render.inlines import render_muted, render_sentences
from publish.render.markup import Attributes, element, empty, escape
from publish.render.setting import Setting


def render_figure(figure: Figure, setting: Setting, attributes: Attributes) -> str:
    """A figure; a decorative picture is no figure and has nothing to say."""
    if figure.decorative:
        ornament = _picture(figure, setting, {"alt": "", "role": "presentation"})
        return element("div", ornament, attributes, {"class": "ornament"})
    picture = _picture(figure, setting, {"alt": figure.alt})
    return element("figure", picture + _figcaption(figure, setting), attributes)


def _picture(figure: Figure, setting: Setting, words: Attributes) -> str:
    image, own = figure.image, {"id": figure.image_id}
    if not image.name:
        return "" if figure.decorative or not figure.alt else _stand_in(figure, setting)
    size = {} if setting.epub else _size(image)
    return empty("img", own, {"src": setting.pictures + image.name}, words, size)


def _stand_in(figure: Figure, setting: Setting) -> str:
    """For a picture that could not be had: what the narrator says of it, before the caption."""
    said = catalogue.word("image", setting.furniture_lang)
    lead = figure.alt_lead if figure.caption else figure.alt
    return element(
        "p", escape(f"{said}: {lead}" if lead else said), {"id": figure.image_id, "class": "missing"}
    )


def _size(image: Image) -> Attributes:
    """The size in pixels, from which a browser keeps the ratio before it has the picture.

    Books go without: readers that know no `max-width`, such as MuPDF, would crop the picture.
    """
    if not (image.width and image.height):
        return {}
    return {"width": str(image.width), "height": str(image.height)}


def _figcaption(figure: Figure, setting: Setting) -> str:
    parts = []
    if figure.caption:
        render = render_muted if figure.image.name and said_by_alt(figure) else render_sentences
        parts.append(element("span", render(figure.caption, setting), {"class": "caption"}))
    if figure.credit:
        parts.append(element("span", render_sentences(figure.credit, setting), {"class": "credit"}))
    return element("figcaption", " ".join(parts)) if parts else ""


def said_by_alt(figure: Figure) -> bool:
    """Whether the alt text holds the whole caption, whatever the punctuation and case."""
    caption = comparable(text_of(figure.caption))
    return bool(caption) and f" {caption} " in f" {comparable(figure.alt)} "


def comparable(text: str) -> str:
    """Letters and digits only, folded, words one space apart: for telling whether texts say the same."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(c if c.isalnum() or unicodedata.combining(c) else " " for c in folded).split())
