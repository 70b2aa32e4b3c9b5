"""The command line: the only package that prints or exits."""

from publish.cli.main import main

__all__ = ["main"]
