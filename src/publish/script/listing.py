"""Script -> the JSON of `publish script --json`."""

from __future__ import annotations

from typing import Any

from publish.model.narration import Script


def script_json(script: Script) -> dict[str, Any]:
    """A script as plain values; `pause` in seconds."""
    return {
        "slug": script.slug,
        "language": script.lang,
        "utterances": [
            {
                "id": utterance.id,
                "block": utterance.block_id,
                "section": utterance.section_id,
                "role": utterance.role,
                "text": utterance.text,
                "spoken": utterance.spoken,
                "pause": utterance.pause_ms / 1000,
                "lang": utterance.lang,
                "voice": utterance.voice,
                "pace": utterance.pace,
            }
            for utterance in script.utterances
        ],
    }
