"""Covers, drawn by `worker`: a portrait for the book, a square for the audio, one for the show.

`covers.draw` has the drawing itself; whoever only asks for a cover does not import it.
"""

from publish.covers.worker import studio

__all__ = ["studio"]
