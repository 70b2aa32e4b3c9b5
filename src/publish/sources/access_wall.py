"""Pages that stand in place of an article: consent prompts, robot checks, log-in walls.

What could not be read is said, never read out as if it were the article.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from publish.html.encoding import without_markup

_ENOUGH_WORDS = 400

# Titles that services give to their checks; each is the whole title, or its start.
_TITLES = (
    (r"just a moment", "is behind a check for robots"),
    (r"attention required!? \| cloudflare", "is behind a check for robots"),
    (r"access denied|403 forbidden|forbidden", "was refused to the program that saved it"),
    (
        r"(are you|you are not) a robot|robot check|bot verification|verifying you are human",
        "is behind a check for robots",
    ),
    (r"checking your browser|please wait\W*$|one moment, please|ddos-guard", "is behind a check for robots"),
    (
        r"before you continue|your privacy choices$|we value your privacy",
        "shows a consent prompt in the article's place",
    ),
    (r"(page )?not found$|404\b", "says that the page was not found"),
)
_BODIES = (
    (
        r"/cdn-cgi/challenge-platform/|id=.cf-(challenge|wrapper)|_Incapsula_Resource|captcha-delivery\.com|px-captcha",
        "is behind a check for robots",
    ),
    (
        r"(enable|activate) javascript( and cookies)? to (continue|view|read|run)",
        "shows nothing without scripts",
    ),
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
    for pattern, message in _TITLES:
        if re.match(pattern, name, re.IGNORECASE):
            return message
    for pattern, message in _BODIES:
        if re.search(pattern, text, re.IGNORECASE):
            return message
    if _LOG_IN.match(name) and _PASSWORD.search(text):
        return "asks to log in"
    onward = _ONWARD.search(text)
    return f"only leads on to {onward[1][:300]}" if onward and _words(text) < _FEW_WORDS else ""


_LOG_IN = re.compile(
    r"(?:please )?(?:log|sign)[ -]?in\b|anmelden|einloggen|connexion|iniciar sesión|accedi\b", re.I
)
_PASSWORD = re.compile(r"""<input[^>]{0,300}type\s*=\s*["']?password""", re.I)
_ONWARD = re.compile(
    r"""<meta[^>]{0,80}http-equiv\s*=\s*["']?refresh[^>]{0,80}?content\s*=\s*["']\s*\d+\s*;\s*url\s*=\s*["']?([^"'>]+)""",
    re.I,
)
_FEW_WORDS = 40


def for_subscribers(text: str) -> bool:
    """Whether the page's metadata say that not all may read it."""
    found = _FREE.findall(text)
    return bool(found and found[0].lower() == "false") or _TIER.search(text) is not None


def _words(text: str) -> int:
    """Roughly how many words a page shows."""
    return len(re.findall(r"\w{2,}", without_markup(text)))
