"""Article -> XHTML: one fragment a section, shared by the book and the web player."""

from publish.render.typography import exchanged, plain_signs, typographic
from publish.render.xhtml import Setting, render_blocks, render_sentences, section_body

__all__ = [
    "Setting",
    "exchanged",
    "plain_signs",
    "render_blocks",
    "render_sentences",
    "section_body",
    "typographic",
]
