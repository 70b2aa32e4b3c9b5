"""The command line: the only package that prints or exits."""

from publish.cli.main import main, run

__all__ = ["main", "run"]
