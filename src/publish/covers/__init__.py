"""Covers: a portrait for the book, a square for the audio, one for the show."""

from publish.covers.draw import own_artwork, portrait, show_artwork, square
from publish.covers.worker import studio

__all__ = ["own_artwork", "portrait", "show_artwork", "square", "studio"]
