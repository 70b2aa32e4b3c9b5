"""Article -> XHTML: one fragment a section, shared by the book and the web player."""

from publish.render.typography import typographic
from publish.render.xhtml import Setting, render_blocks, render_sentences, section_body

__all__ = ["Setting", "render_blocks", "render_sentences", "section_body", "typographic"]
