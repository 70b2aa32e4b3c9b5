"""publish: turn an article into a book you can read and hear.

The names below are the public ones; each is imported when it is first used::

    import publish

    found = publish.read("story.html")
    publish.write_epub(found)
    publish.narrate(found).mp3
"""

import sys
from types import ModuleType

from publish.version import __version__ as __version__

TYPE_CHECKING = False  # importing typing takes longer than all else before the program heeds Ctrl-C
if TYPE_CHECKING:
    from publish.api import (
        Narrated,
        build,
        check,
        check_epub,
        load_config,
        narrate,
        read,
        read_html,
        script,
        write_epub,
    )
    from publish.config import Config
    from publish.errors import PublishError
    from publish.model.article import Article
    from publish.model.narration import Narration, Script
    from publish.model.problem import Problem
    from publish.pipeline.prepare import Prepared
    from publish.pipeline.scheduler import Summary

__all__ = [
    "Article",
    "Config",
    "Narrated",
    "Narration",
    "Prepared",
    "Problem",
    "PublishError",
    "Script",
    "Summary",
    "build",
    "check",
    "check_epub",
    "load_config",
    "narrate",
    "read",
    "read_html",
    "script",
    "write_epub",
]

_MODULES = {
    "Article": "publish.model.article",
    "Config": "publish.config",
    "Narration": "publish.model.narration",
    "Prepared": "publish.pipeline.prepare",
    "Problem": "publish.model.problem",
    "PublishError": "publish.errors",
    "Script": "publish.model.narration",
    "Summary": "publish.pipeline.scheduler",
}


if not TYPE_CHECKING:  # a type checker has the names from above, and is to notice any other

    def __getattr__(name):
        """A public name from its module. Raises AttributeError for any other."""
        if name not in __all__:
            raise AttributeError(f"module 'publish' has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(_MODULES.get(name, "publish.api")), name)


class _Package(ModuleType):
    """`check` and `script` are functions, though packages of that name lie below.

    Importing such a package would put it in the function's place. Its own imports
    (`from publish.check import ...`) look it up by its full name and are none the worse.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
