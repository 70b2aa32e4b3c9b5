"""What only plays in a browser becomes a line with a link, in the article's language, and never a hole."""

from __future__ import annotations

import pytest

from tests.html.shown import shown

YOUTUBE = "https://www.youtube.com/watch?v=abc123"
PLAYER = '<iframe src="https://www.youtube.com/embed/abc123"></iframe>'
PAGE = "https://valley.example/news/roads"


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        (
            '<iframe src="https://www.youtube.com/embed/abc123" title="A flood"></iframe>',
            f"<Video: A flood>({YOUTUBE}).",
        ),
        ('<iframe src="https://www.youtube.com/embed/abc123"></iframe>', f"<Video on YouTube>({YOUTUBE})."),
        ('<lite-youtube videoid="abc123"></lite-youtube>', f"<Video on YouTube>({YOUTUBE})."),
        (f'<oembed url="{YOUTUBE}"></oembed>', f"<Video on YouTube>({YOUTUBE})."),
        (f'<div data-oembed-url="{YOUTUBE}"></div>', f"<Video on YouTube>({YOUTUBE})."),
        (
            '<iframe src="about:blank" data-speed-src="https://clips.twitch.tv/embed?clip=a"></iframe>',
            "<Video on Twitch>(https://clips.twitch.tv/embed?clip=a).",
        ),
        (
            '<p><iframe src="https://web.archive.org/web/20220724231430if_/https://www.youtube.com/embed/abc123'
            '&amp;start=0"></iframe></p>',
            f"<Video on YouTube>({YOUTUBE}).",
        ),
        (
            '<iframe src="https://player.valley.example/7" allowfullscreen></iframe>',
            "<Embedded content>(https://player.valley.example/7).",
        ),
        (
            '<blockquote><a href="https://instagram.com/p/abc/"><img src="data:image/gif;base64,R0"></a>'
            "</blockquote>",
            "<Post on Instagram>(https://instagram.com/p/abc/).",
        ),
        (
            '<p class="screen-reader-only">Imported.</p><div class=embed><div class="embed-message">This is '
            "imported from elsewhere.</div><blockquote><p>"
            '<a href="https://instagram.com/p/abc/">A picture by Ann Berg</a></p></blockquote></div>',
            "<Post: A picture by Ann Berg>(https://instagram.com/p/abc/).",
        ),
        (
            '<figure class="html-embed"><div class="consent-banner"><h4>Content</h4>'
            '<p>This can also be seen on the site it <a href="https://player.vimeo.com/video/325">originates</a>'
            " from.</p></div></figure>",
            "<Video on Vimeo>(https://player.vimeo.com/video/325).",
        ),
        (f"<p>{YOUTUBE}</p>", f"<Video on YouTube>({YOUTUBE})."),
        (f'<p><a href="{YOUTUBE}">{YOUTUBE}</a></p>', f"<Video on YouTube>({YOUTUBE})."),
        (
            f"<figure>{PLAYER}<figcaption>The bridge.</figcaption></figure>",
            f"<Video on YouTube>({YOUTUBE}) – The bridge.",
        ),
        (
            '<figure><iframe src="https://graphics.valley.example/x"></iframe><figcaption>Rain.</figcaption></figure>',
            "<Embedded content>(https://graphics.valley.example/x): Rain.",
        ),
        ("<video src=flood.mp4></video>", "<Video>(https://valley.example/news/flood.mp4)."),
        (
            "<video data-anim-src=https://valley.example/wp-content/uploads/flood.mp4></video>",
            "<Video>(https://valley.example/wp-content/uploads/flood.mp4).",
        ),
        ("<video><source src=flood.mp4></video>", "<Video>(https://valley.example/news/flood.mp4)."),
        ("<video></video>", f"<Video>({PAGE})."),
        ("<amp-brightcove data-account=1></amp-brightcove>", f"<Video>({PAGE})."),
        ('<audio src=rain.mp3 title="Rain"></audio>', "<Audio: Rain>(https://valley.example/news/rain.mp3)."),
        ("<embed src=/report.pdf>", "<Document on valley.example>(https://valley.example/report.pdf)."),
        (
            '<iframe src="https://www.google.com/maps/embed?pb=1"></iframe>',
            "<Map on Google Maps>(https://www.google.com/maps/embed?pb=1).",
        ),
        (
            '<div class="fb-post" data-href="https://www.facebook.com/x/posts/1"></div>',
            "<Post on Facebook>(https://www.facebook.com/x/posts/1).",
        ),
    ],
)
def test_an_embed_becomes_a_line_with_a_link(markup: str, line: str) -> None:
    assert shown(f"{markup}<p>And the water rose again that night, up to the wall.</p>")[0] == line


def test_the_line_is_in_the_article_s_language() -> None:
    map_ = '<iframe src="https://www.openstreetmap.org/export/embed.html"></iframe>'
    assert shown(map_, attributes='lang="de"')[0].startswith("<Karte: OpenStreetMap>(")


@pytest.mark.parametrize(
    "markup",
    [
        '<iframe src="https://ads.doubleclick.net/x" title="Buy"></iframe>',
        '<iframe width=1 height=1 src="https://t.example/x"></iframe>',
        "<iframe src=about:blank></iframe>",
        "<iframe src=javascript:alert(1) title=x></iframe>",
        "<iframe></iframe>",
    ],
)
def test_what_only_advertises_or_counts_is_no_embed(markup: str) -> None:
    assert not any("<" in line and "(http" in line for line in shown(markup))


def test_a_post_keeps_its_words_and_who_wrote_it() -> None:
    post = (
        '<blockquote class="twitter-tweet"><p>The river is over the bridge.</p>'
        '&mdash; Ann Lee (@annlee) <a href="https://twitter.com/annlee/status/1">May 4, 2021</a></blockquote>'
    )
    assert shown(post) == [
        "quote by Ann Lee (@annlee) <May 4, 2021>(https://twitter.com/annlee/status/1):",
        "  The river is over the bridge.",
    ]
