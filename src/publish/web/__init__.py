"""Products for browsers and podcast apps: player, shelf, feed, transcripts, chapters, local server."""

from publish.web.chapters import write_chapters
from publish.web.transcript import write_html, write_srt, write_text, write_vtt

__all__ = ["write_chapters", "write_html", "write_srt", "write_text", "write_vtt"]
