"""Elements and text as XML source."""

from __future__ import annotations

from collections.abc import Mapping

from publish.model.characters import allowed

Attributes = Mapping[str, str | None]

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_VALUE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def escape(text: str) -> str:
    """Characters as XML text; those that XML forbids are left out."""
    return allowed(text).translate(_TEXT)


def attributes(*groups: Attributes) -> str:
    """Attributes as source, in the order given. "" and None leave one out; `alt` may be empty."""
    merged = {name: value for group in groups for name, value in group.items()}
    return "".join(
        f' {name}="{allowed(value).translate(_VALUE)}"'
        for name, value in merged.items()
        if value is not None and (value or name == "alt")
    )


def element(name: str, content: str, *groups: Attributes) -> str:
    """An element with content that is source already."""
    return f"<{name}{attributes(*groups)}>{content}</{name}>"


def empty(name: str, *groups: Attributes) -> str:
    """An element without content."""
    return f"<{name}{attributes(*groups)}/>"
