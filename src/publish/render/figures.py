"""Figures -> XHTML, each text exposed to a screen reader once."""

from __future__ import annotations

from publish.i18n import catalogue
from publish.model.article import Figure, Image
from publish.model.caption_alt import Exposed, credit_is_labelled, exposed
from publish.render.inlines import render_sentences
from publish.render.markup import Attributes, element, empty, escape
from publish.render.setting import Setting


def render_figure(figure: Figure, setting: Setting, attributes: Attributes) -> str:
    """A figure; a decorative picture is no figure and has nothing to say."""
    if figure.decorative:
        ornament = _picture(figure, setting, {"alt": "", "role": "presentation"})
        return element("div", ornament, attributes, {"class": "ornament"})
    given = exposed(figure)
    hidden = "true" if given.image_hidden else None
    picture = _picture(figure, setting, {"alt": given.alt, "aria-hidden": hidden})
    return element("figure", picture + _figcaption(figure, given, setting), attributes)


def _picture(figure: Figure, setting: Setting, words: Attributes) -> str:
    image, own = figure.image, {"id": figure.image_id}
    if not image.name:
        return "" if figure.decorative or not figure.alt else _stand_in(figure, setting)
    size = {} if setting.epub else _size(image)
    return empty("img", own, {"src": setting.pictures + image.name}, words, size)


def _stand_in(figure: Figure, setting: Setting) -> str:
    """For a picture that could not be loaded: what the narrator says of it, before the caption."""
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


def _figcaption(figure: Figure, given: Exposed, setting: Setting) -> str:
    """Caption and credit; what the alt text says is hidden, the whole element where nothing else is in it."""
    hidden: Attributes = {"aria-hidden": "true"} if given.caption_hidden else {}
    parts = []
    if figure.caption:
        own = hidden if figure.credit else {}
        parts.append(element("span", render_sentences(figure.caption, setting), {"class": "caption"}, own))
    if figure.credit:
        parts.append(element("span", _credit(figure, setting), {"class": "credit"}))
    if not parts:
        return ""
    return element("figcaption", " ".join(parts), {} if figure.credit else hidden)


def _credit(figure: Figure, setting: Setting) -> str:
    """A credit after a word that says what it is, unless the page has one: "Photo: Ada Lorne"."""
    if credit_is_labelled(figure):
        return render_sentences(figure.credit, setting)
    label = catalogue.word("credit", setting.furniture_lang, credit="").strip()
    lang = {} if setting.furniture_lang == setting.lang else setting.language(setting.furniture_lang)
    span = element("span", escape(label), {"class": "label"}, lang)
    return render_sentences(figure.credit, setting, f"{span} ")
