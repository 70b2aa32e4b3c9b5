"""What hibari's dictionaries say must not depend on how they are read."""

from __future__ import annotations

import gzip
import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from publish.voices import hibari_words


def _assets() -> Path:
    spec = find_spec("hibari")
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "assets"


NAMES = sorted(path.name for path in _assets().glob("*.json*"))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_entry_is_what_is_in_the_file(name: str) -> None:
    path = _assets() / name
    data = path.read_bytes()
    read: Any = json.loads(gzip.decompress(data) if path.suffix == ".gz" else data)
    result = hibari_words.load(path)
    if name.startswith("tagger"):
        assert result.keys() == read.keys()
        assert [key for key in read if key != "weights" and result[key] != read[key]] == []
        result, read = result["weights"], read["weights"]
    if not name.endswith(".gz"):
        assert result == read
        return
    assert isinstance(result, hibari_words.Entries)
    # As lists too: the tagger adds weights up in the order in which they stand.
    assert [key for key, value in read.items() if _reported(result.get(key)) != _reported(value)] == []
    others = {other for key in list(read)[::50] for other in (key[:-1], f"{key}x", key.swapcase())}
    assert [other for other in others if result.get(other) != read.get(other)] == []


def _reported(value: Any) -> Any:
    return list(value.items()) if isinstance(value, dict) else value


@pytest.mark.parametrize("word", ["", '"', '":', "\\", ",", "\0", "\ud800", "{", 'a":"b'])
def test_a_word_that_could_pass_for_json_is_not_found(word: str) -> None:
    words = hibari_words.lexicon('{"a":"b","live":{"DEFAULT":"lˈɪv","NOUN":null},"zoo":"zˈuː"}'.encode())
    assert words.get(word) is None
    assert words.get(word, "none") == "none"


def test_entries_with_several_values_are_read_whole() -> None:
    words = hibari_words.lexicon('{"a":"b","live":{"DEFAULT":"lˈɪv","NOUN":null},"zoo":"zˈuː"}'.encode())
    assert words.get("live") == {"DEFAULT": "lˈɪv", "NOUN": None}
    assert (words.get("a"), words.get("zoo")) == ("b", "zˈuː")


def test_a_tagger_laid_out_otherwise_is_read_in_one_piece() -> None:
    text = '{"tags":["NN"],"weights":{"w=}":{"NN":1.5},"b":{}},"more":1}'
    assert hibari_words.tagger(text.encode()) == json.loads(text)
