"""Article -> Script: every utterance with the pause after it."""

from __future__ import annotations

from publish.script.shares import Share, shares
from publish.script.write import write_script

__all__ = ["Share", "shares", "write_script"]
