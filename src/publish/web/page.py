"""One self-contained HTML page from a template, with its content security policy.

Script and style stand in each page: it is whole on its own, and nothing has to
be fetched before the first paint. A content security policy names the script
by its hash, which holds alike on a static host and from a `file:` address.
Styles are free, so that a reader's own (text spacing, colours, a bookmarklet)
has its effect; an article brings none, and none can load anything.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import jinja2

POLICY = (
    "default-src 'none'; script-src {script}{more}; style-src 'unsafe-inline'; img-src 'self' data:; "
    "media-src 'self'; "
    "base-uri 'none'; form-action {forms}; require-trusted-types-for 'script'"
)


def render(
    name: str,
    scripts: tuple[str, ...] = (),
    loads: bool = False,
    dress: str = "",
    sends: str = "",
    **values: Any,
) -> bytes:
    """The page of `assets/<name>.html` with `page.css`, `<name>.css` and `<name>.js` inside.

    `dress` is the name of the style and script where they are another page's. Other `scripts` than that
    may be named; where one `loads` more, the policy allows it what our own script asks for and nothing else.
    A form may be sent to the host of `sends`.
    """
    style = asset("page.css") + asset(f"{dress or name}.css")
    script = bundle(*(scripts or (f"{dress or name}.js",)))
    more = " 'strict-dynamic'" if loads else ""
    return whole(name, script, more, sends, style=style, **values)


def whole(name: str, script: str, more: str = "", sends: str = "", **values: Any) -> bytes:
    """The page of `assets/<name>.html` with one script, and a policy that allows that one and `more`.

    A form may be sent to the host of `sends`.
    """
    forms = "/".join(sends.split("/")[:3]) if "://" in sends else "'none'"
    policy = POLICY.format(script=digest(script), more=more, forms=forms)
    return _environment().get_template(f"{name}.html").render(script=script, policy=policy, **values).encode()


def bundle(*names: str, **values: str) -> str:
    """Scripts of `assets/` as one, which share their names with each other and with nothing else.

    `values` are texts that they find under these names.
    """
    given = (f"const {name} = {json.dumps(value)};\n" for name, value in values.items())
    return "".join(('"use strict";\n(() => {\n', *given, *map(asset, names), "})();\n"))


def load(*names: str) -> None:
    """Make templates ready, so that their first pages take no longer than those after them."""
    for name in names:
        _environment().get_template(f"{name}.html")


def fragment(name: str, **values: Any) -> str:
    """The part of a page that `assets/<name>.html` describes."""
    return _environment().get_template(f"{name}.html").render(**values)


def digest(text: str) -> str:
    """The source expression by which a policy allows one inline script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def embed(value: Any) -> str:
    """JSON that may stand in a `script` element: no "<" can end it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@cache
def asset(name: str) -> str:
    """One of our files in `assets/`."""
    return (resources.files("publish.web") / "assets" / name).read_text("utf-8")


@cache
def _environment() -> jinja2.Environment:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FunctionLoader(asset),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
