"""The tree of errors. An exception from outside it is a bug.

::

    PublishError            one sentence for the user; exit status 1
    ├── UsageError          the command line is wrong; exit status 2
    ├── ConfigError         publish.toml or [tool.publish] is wrong
    ├── SourceError         a source is missing, unreadable or holds no article
    │   ├── NoArticleError  a page holds no article text
    │   └── ImageError      a picture cannot be read
    ├── NetworkError        an address cannot be fetched, or must not be
    │   └── RefusedError    a site has no such page, refuses it, or must not be asked
    ├── VoiceError          no such voice, or a voice failed at a sentence
    ├── AudioError          sound cannot be stitched, measured or encoded
    ├── BookError           an EPUB cannot be written or read back
    ├── StoreError          the store cannot be read or written
    ├── PlaceError          a product cannot be placed in the output folder
    ├── CheckError          a judge (EPUBCheck, Ace) cannot be run
    ├── RunnerError         a worker was lost, or no cluster answers
    └── ServeError          the local server cannot start
"""

from __future__ import annotations

from typing import Self


class PublishError(Exception):
    """A failure in one sentence: what happened, where, and what to do.

    `message` says what and where, `help` what to do. Both survive pickling, so
    errors travel unchanged between processes. `code` is that of a problem which
    keeps an article from being made at all. `may_pass` says whether the same
    thing, tried again later, may succeed; `elsewhere` whether it may on another
    machine at once, because this one has no room; `stages` how many seconds each
    stage of a build took, where one had begun. An error `about` a file or an address
    has it as `subject`, and the rest of its message as `predicate`.
    """

    status = 1
    code = ""
    may_pass = False
    elsewhere: bool = False
    stages: tuple[tuple[str, float], ...] = ()
    subject = ""
    predicate = ""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message, help)
        self.message = message
        self.help = help

    @classmethod
    def about(cls, subject: str, predicate: str, help: str = "") -> Self:
        """An error whose message begins with the file or address that it is about."""
        error = cls(f"{subject} {predicate}", help)
        error.subject, error.predicate = subject, predicate
        return error

    def __str__(self) -> str:
        message = f"{self.code} {self.message}" if self.code else self.message
        return f"{message}; {self.help}" if self.help else message


class UsageError(PublishError):
    """The command line is wrong."""

    status = 2


class ConfigError(PublishError):
    """publish.toml, [tool.publish] or an article's own settings are wrong."""


class SourceError(PublishError):
    """A source is missing, unreadable or holds no article."""


class NoArticleError(SourceError):
    """A page holds no article text."""

    code = "READ-001"


class ImageError(SourceError):
    """A picture cannot be read."""


class NetworkError(PublishError):
    """An address cannot be fetched, or must not be."""

    may_pass = True


class RefusedError(NetworkError):
    """A site has no such page, refuses it, or must not be asked."""

    may_pass = False


class VoiceError(PublishError):
    """There is no such voice, or a voice failed at a sentence."""


class AudioError(PublishError):
    """Sound cannot be stitched, measured or encoded."""


class BookError(PublishError):
    """An EPUB cannot be written or read back."""


class StoreError(PublishError):
    """The store cannot be read or written."""

    may_pass = True


class PlaceError(PublishError):
    """A product cannot be placed in the output folder."""

    may_pass = True


class CheckError(PublishError):
    """A judge (EPUBCheck, Ace) cannot be run."""


class RunnerError(PublishError):
    """A worker was lost, or no cluster answers."""


class ServeError(PublishError):
    """The local server cannot start."""
