"""Article -> XHTML: one fragment a section, shared by the book and the web player."""

from publish.render.blocks import render_blocks, render_sentences, section_body
from publish.render.markup import Setting

__all__ = ["Setting", "render_blocks", "render_sentences", "section_body"]
