"""The article's language: what the page says, checked against its words."""

from __future__ import annotations

import re

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{5,8})*$")


def well_formed(tag: str) -> str:
    """A BCP 47 tag in its usual case ("en-GB", "zh-Hant-TW"), or "" for what is none."""
    tag = tag.strip().replace("_", "-").split(",")[0].strip()
    if not _TAG.match(tag) or tag.lower() in ("und", "mul", "zxx"):
        return ""
    parts = tag.split("-")
    shaped = [parts[0].lower()]
    for part in parts[1:]:
        shaped.append(part.title() if len(part) == 4 else part.upper() if len(part) <= 3 else part.lower())
    return "-".join(shaped)
