"""publish: turn an article into a book you can read and hear.

The names below are the public ones; each is imported when it is first used.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from publish.api import Narrated, build_articles, check_article, narrate, read, write_epub, write_script
    from publish.config import Config
    from publish.errors import PublishError
    from publish.model.article import Article
    from publish.model.narration import Narration, Script
    from publish.model.problem import Problem

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Config",
    "Narrated",
    "Narration",
    "Problem",
    "PublishError",
    "Script",
    "build_articles",
    "check_article",
    "narrate",
    "read",
    "write_epub",
    "write_script",
]

_MODULES = {
    "Article": "publish.model.article",
    "Config": "publish.config",
    "Narration": "publish.model.narration",
    "Problem": "publish.model.problem",
    "PublishError": "publish.errors",
    "Script": "publish.model.narration",
}


def __getattr__(name: str) -> Any:
    """A public name from its module. Raises AttributeError for any other."""
    if name not in __all__:
        raise AttributeError(f"module 'publish' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_MODULES.get(name, "publish.api")), name)
