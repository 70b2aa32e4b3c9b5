"""Products for browsers and podcast apps: player, shelf, feed, transcripts, chapters, local server."""

from publish.web.address import episode_guid, site_problems
from publish.web.chapters import write_chapters
from publish.web.episode import episode
from publish.web.feed import artwork_name, write_feed
from publish.web.player import write_player
from publish.web.serve import Server, serve
from publish.web.shelf import write_shelf
from publish.web.transcript import write_html, write_srt, write_text, write_vtt

__all__ = [
    "Server",
    "artwork_name",
    "episode",
    "episode_guid",
    "serve",
    "site_problems",
    "write_chapters",
    "write_feed",
    "write_html",
    "write_player",
    "write_shelf",
    "write_srt",
    "write_text",
    "write_vtt",
]
