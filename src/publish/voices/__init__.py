"""Speech -> Clip: engines by name, and the choice among them."""

from __future__ import annotations

import os

# From 1.29 on, onnxruntime sends what it runs and where to its maker, unless this is set before it is loaded.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

from publish.voices.engine import Engine, Status, say
from publish.voices.select import Cast, Choice, cast, choose, open_engine, statuses

__all__ = ["Cast", "Choice", "Engine", "Status", "cast", "choose", "open_engine", "say", "statuses"]
