"""Speech -> Clip: engines by name, and which of them speaks an article."""

from __future__ import annotations

from publish.voices.cast import Cast, cast
from publish.voices.choice import Choice, choose, open_engine, statuses
from publish.voices.engine import Engine, Status
from publish.voices.say import say

__all__ = ["Cast", "Choice", "Engine", "Status", "cast", "choose", "open_engine", "say", "statuses"]
