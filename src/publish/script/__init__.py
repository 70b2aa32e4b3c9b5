"""Article -> Script: every utterance with the pause after it."""

from __future__ import annotations

from publish.script.write import Share, shares, write_script

__all__ = ["Share", "shares", "write_script"]
