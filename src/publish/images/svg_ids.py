"""Ids inside an SVG: valid, unique, with their references."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_POINTER = re.compile(r"url\(\s*[\"']?#([^)\"']*)[\"']?\s*\)")


def mend_ids(root: _Element) -> None:
    """Gives every element whose id XML does not allow another, and takes repeated ids off."""
    seen: set[str] = set()
    mended: dict[str, str] = {}
    for element in root.iter("*"):
        id = element.get("id")
        if id is None:
            continue
        if id in seen:
            del element.attrib["id"]
            continue
        seen.add(id)
        if not _NAME.fullmatch(id):
            mended[id] = "n" + hashlib.sha256(id.encode("utf-8")).hexdigest()[:10]
            element.set("id", mended[id])
    if mended:
        _follow(root, mended)


def _follow(root: _Element, mended: Mapping[str, str]) -> None:
    def pointer(match: re.Match[str]) -> str:
        return f"url(#{mended.get(match[1].strip(), match[1])})"

    for element in root.iter("*"):
        for name, value in element.attrib.items():
            text = str(value)
            if str(name).rpartition("}")[2] == "href" and text[:1] == "#":
                element.set(name, "#" + mended.get(text[1:].strip(), text[1:]))
            elif "url(" in text:
                element.set(name, _POINTER.sub(pointer, text))
