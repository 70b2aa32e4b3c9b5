"""A page of somebody else's, with rules for everything, on a host of its own: it embeds the lighthouse."""

from __future__ import annotations

from pathlib import Path

HOSTILE = """
* { letter-spacing: .4em !important; line-height: 4 !important; text-transform: uppercase !important;
  color: #ffd !important; background: #ffd !important; font: 9px cursive !important;
  text-align: end !important }
p, a, svg, section, select { display: none !important }
button, input { position: fixed !important; opacity: .1 !important; border: 9px dashed !important }
:focus-visible { outline: none !important }
publish-player { float: left !important; width: 20px !important; height: 9px !important;
  opacity: 0 !important; transform: rotate(90deg) !important; overflow: hidden !important }
html { font-size: 4px; direction: rtl }
"""
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Somebody else's page</title>
<meta name="viewport" content="width=device-width"><style>{style}</style></head>
<body><main><h1>A page</h1>{embedded}</main>
<script>window.heard = []; for (const type of ["ready", "play", "pause", "sentence", "chapter", "error"])
addEventListener(`publish-${{type}}`, (event) => heard.push([type, event.detail]));
addEventListener("message", ({{ data }}) => {{
  if (data.source === "publish-player") heard.push([data.type, data]);
}});
</script><script src="{show}publish-player.js"></script></body></html>
"""
ELEMENT = (
    '<publish-player src="{show}{path}" {more}>'
    '<p><a href="{show}{path}">Listen to it</a></p></publish-player>'
)
FRAME = (
    '<iframe src="{show}lighthouse/embed.html" title="A player" width="640" height="340" allow="autoplay">'
    "</iframe>"
)


def place(folder: Path, show: str) -> None:
    """The host's pages, which embed from the show at that address."""
    element = ELEMENT.format(show=show, path="lighthouse/", more="")
    both = element + ELEMENT.format(show=show, path="manara", more='theme="night" start="p1-s1"')
    missing = ELEMENT.format(show=show, path="nothing/", more="")
    frame = FRAME.format(show=show)
    pages = {
        "element": (element, ""),
        "hostile": (both, HOSTILE),
        "missing": (missing, ""),
        "frame": (frame, ""),
    }
    for name, (embedded, style) in pages.items():
        text = PAGE.format(embedded=embedded, style=style, show=show)
        (folder / f"{name}.html").write_text(text, "utf-8")
