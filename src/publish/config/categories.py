"""The categories of podcast directories, as Apple Podcasts lists them."""

from __future__ import annotations

import tomllib
from importlib import resources

from publish.errors import ConfigError

CATEGORIES: dict[str, tuple[str, ...]] = {
    top: tuple(inner)
    for top, inner in tomllib.loads(
        resources.files("publish.config").joinpath("categories.toml").read_text("utf-8")
    ).items()
}
"""Top category -> those inside it."""


def names() -> tuple[str, ...]:
    """Every way to write a category: "News", "Politics" and "News > Politics"."""
    pairs = [(top, name) for top, inner in CATEGORIES.items() for name in inner]
    return (*CATEGORIES, *(name for _, name in pairs), *(f"{top} > {name}" for top, name in pairs))


def path(category: str) -> tuple[str, ...]:
    """A configured category as top category and, where given, the one inside it: "News" or "Politics".

    "News > Politics" says both. Raises ConfigError for a name that directories do not know.
    """
    names = tuple(name.strip() for name in category.split(">"))
    if len(names) == 1 and names[0] in CATEGORIES:
        return names
    if len(names) == 2 and names[1] in CATEGORIES.get(names[0], ()):
        return names
    if len(names) == 1:
        for top, inner in CATEGORIES.items():
            if names[0] in inner:
                return top, names[0]
    raise ConfigError(
        f"site.category is {category!r}, which podcast directories do not know",
        "use one of " + ", ".join(CATEGORIES),
    )
