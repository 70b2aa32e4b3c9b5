"""How Sphinx makes the website of the documentation; `tools/build_docs.py` gives it the pages."""

from pathlib import Path

from publish import __version__

project = "publish"
author = "The publish authors"
version = release = __version__
language = "en"

extensions = ["myst_parser"]
myst_heading_anchors = 3
nitpicky = True
smartquotes_action = "qe"  # not dashes: an option in a heading has two hyphens

html_theme = "pydata_sphinx_theme"
html_title = "publish"
html_logo = html_favicon = str(Path(__file__).parents[2] / "docs" / "pictures" / "mark.svg")
html_static_path = ["static"]
html_css_files = ["site.css"]
templates_path = ["templates"]
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
html_show_sphinx = False
html_sidebars = {"**": ["contents.html"]}
html_theme_options = {
    "logo": {"text": "publish", "alt_text": ""},
    "navbar_start": ["navbar-logo"],
    "navbar_center": [],
    "navbar_end": ["theme-switcher"],
    "navbar_persistent": ["search-field"],
    "secondary_sidebar_items": {"**": ["page-toc"], "index": []},
    "show_prev_next": True,
    "footer_start": ["offline.html"],
    "footer_center": [],
    "footer_end": [],
    "back_to_top_button": False,
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
