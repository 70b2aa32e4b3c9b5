"""Products for browsers and podcast apps: player, shelf, feed, transcripts, chapters.

The local server is in `publish.web.serve`, so that a build does not load it.
"""

from publish.web.embed import write_embed_data, write_embed_page, write_embed_script, write_oembed
from publish.web.episode import episode, episode_guid, site_problems
from publish.web.feed import (
    artwork_name,
    feed_parts,
    write_feed,
    write_language_feed,
)
from publish.web.player import write_player
from publish.web.shelf import documents as long_shelf
from publish.web.shelf import write_shelf
from publish.web.transcript import (
    write_chapters,
    write_html,
    write_json,
    write_srt,
    write_text,
    write_vtt,
)

__all__ = [
    "artwork_name",
    "episode",
    "episode_guid",
    "feed_parts",
    "long_shelf",
    "site_problems",
    "write_chapters",
    "write_embed_data",
    "write_embed_page",
    "write_embed_script",
    "write_feed",
    "write_html",
    "write_json",
    "write_language_feed",
    "write_oembed",
    "write_player",
    "write_shelf",
    "write_srt",
    "write_text",
    "write_vtt",
]
