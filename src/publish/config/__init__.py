"""Configuration: `publish.toml`, or `[tool.publish]` in `pyproject.toml`, as one frozen value.

`values` holds the keys with their meaning, `load` judges what stands in a
file. `schema` and `example` print the keys for programs and for people.
"""

from publish.config.load import from_table, load_config, load_overrides, overrides_from, read_toml
from publish.config.values import (
    AltPolicy,
    Config,
    Desk,
    Edition,
    ImageOverride,
    Issue,
    LoudnessPreset,
    Overrides,
    Pictures,
    Place,
    Site,
    Sound,
    Speaking,
    Voices,
)

__all__ = [
    "AltPolicy",
    "Config",
    "Desk",
    "Edition",
    "ImageOverride",
    "Issue",
    "LoudnessPreset",
    "Overrides",
    "Pictures",
    "Place",
    "Site",
    "Sound",
    "Speaking",
    "Voices",
    "from_table",
    "load_config",
    "load_overrides",
    "overrides_from",
    "read_toml",
]
