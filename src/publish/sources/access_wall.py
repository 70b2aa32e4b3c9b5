"""Pages that stand in place of an article: consent prompts, robot checks, log-in walls.

What could not be read is said, never read out as if it were the article.
"""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from urllib.parse import urlsplit

from publish.html.encoding import without_markup

_ENOUGH_WORDS = 400

_MARKS: dict[str, dict[str, list[str]]] = tomllib.loads(
    resources.files("publish.sources").joinpath("access_wall.toml").read_text("utf-8")
)
_CONSENT_HOSTS = re.compile(r"(^|\.)(consent|privacy|guce|cmp)\.")
_CONSENT_PATHS = re.compile(
    r"/(consent|collectConsent|privacy-gate|cookiewall|privacy-wall)\b", re.IGNORECASE
)
_FREE = re.compile(r'"isAccessibleForFree"\s*:\s*"?(false|true)', re.IGNORECASE)
_TIER = re.compile(
    r"""<meta[^>]{0,80}(?:property|name)=["']article:content_tier["'][^>]{0,40}content=["'](locked|metered)""",
    re.IGNORECASE,
)


def wall(text: str, address: str = "") -> str:
    """What stands in the article's place, "" for nothing; `address` is where the page was in the end."""
    parts = urlsplit(address) if address else None
    if parts and (_CONSENT_HOSTS.search(parts.hostname or "") or _CONSENT_PATHS.search(parts.path)):
        return "shows a consent prompt in the article's place"
    if _words(text) >= _ENOUGH_WORDS:
        return ""
    title = re.search(r"<title[^>]*>([^<]{0,300})", text, re.IGNORECASE)
    name = " ".join(title[1].split()) if title else ""
    message = _named("title", name) or _named("body", text, anywhere=True)
    if not message and _PASSWORD.search(text):
        message = _named("log_in", name)
    if message:
        return message
    onward = _ONWARD.search(text)
    return f"only leads on to {onward[1][:300]}" if onward and _words(text) < _FEW_WORDS else ""


def _named(part: str, text: str, anywhere: bool = False) -> str:
    """The message whose marks fit the beginning of a text, or any place in it; "" for none."""
    look = re.search if anywhere else re.match
    for message, patterns in _MARKS[part].items():
        if any(look(pattern, text, re.IGNORECASE) for pattern in patterns):
            return message
    return ""


_PASSWORD = re.compile(r"""<input[^>]{0,300}type\s*=\s*["']?password""", re.I)
_ONWARD = re.compile(
    r"""<meta[^>]{0,80}http-equiv\s*=\s*["']?refresh[^>]{0,80}?content\s*=\s*["']\s*\d+\s*;\s*url\s*=\s*["']?([^"'>]+)""",
    re.I,
)
_FEW_WORDS = 40


def for_subscribers(text: str) -> bool:
    """Whether the page's metadata say that not all may read it."""
    statements = _FREE.findall(text)
    return bool(statements and statements[0].lower() == "false") or _TIER.search(text) is not None


def _words(text: str) -> int:
    """Roughly how many words a page shows."""
    return len(re.findall(r"\w{2,}", without_markup(text)))
