"""What a file of settings may hold, and the sentence for everything that it may not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from publish.audio.mp3 import _BITRATES
from publish.config import Config, ImageOverride, Overrides, from_table, load_config, load_overrides, values
from publish.config.load import line_of
from publish.errors import ConfigError
from publish.model.text import meant
from publish.voices.select import ENGINES

# what stands in publish.toml -> (what is said, what to do)
WRONG = {
    "vioce = 'tone'": ("publish.toml, line 1: there is no setting called 'vioce'", "did you mean 'voice'?"),
    "\n[sound]\nloudnes = 'none'": (
        "publish.toml, line 3: there is no setting called 'loudnes' in [sound]",
        "did you mean 'loudness'?",
    ),
    "[sond]\npace = 1": ("line 1: there is no section [sond]", "did you mean 'sound'?"),
    "[show]\npace = 1": (
        "line 1: there is no section [show]",
        "those there are: desk, issues, lexicon, pictures, places",
    ),
    "[alt]\npolicy = 'author'": ("alt is a table", 'write it on one line: alt = "caption"'),
    "published = 2026-02-31": ("line 1: `published = 2026-02-31` is not a date", 'as in "2024-05-01"'),
    "colour = 'red'": (
        "there is no setting called 'colour'",
        "those there are: allow_hosts, alt, desk, editions",
    ),
    "[sound]\nloudness = 'loud'": (
        "line 2: sound.loudness is 'loud'",
        "use one of podcast, audiobook, none",
    ),
    "[sound]\nbitrate_kbps = 100": ("sound.bitrate_kbps is 100", "use one of 32, 40, 48"),
    "[sound]\npace = 9": ("sound.pace is 9.0", "it may be 0.25 to 4"),
    "[sound]\npace = 'fast'": ("sound.pace is 'fast'", "it must be a number, such as 1.5, without quotes"),
    "[sound]\npace = nan": ("sound.pace is nan", "it may be 0.25 to 4"),
    "[sound]\nchime = 'yes'": ("sound.chime is 'yes'", "it must be true or false, without quotes"),
    "[pictures]\nlongest_side = 0": ("pictures.longest_side is 0", "it may be 16 or more"),
    "[pictures]\nmost = 2.5": ("pictures.most is 2.5", "it must be a whole number"),
    "voice = 3": ("voice is 3", 'put it between quotes: "3"'),
    "voice = ['tone']": ("voice is ['tone']", "it must be text between quotes"),
    "site = 'https://example.org'": ("site is 'https://example.org'", "it must be a table with lines"),
    "editions = 3": ("editions is 3", 'it must be a list, as in ["one", "two"]'),
    "editions = ['mp4']": ("editions is 'mp4'", "use one of m4b, lpf"),
    "[site]\nurl = 'example.org'": (
        "site.url is 'example.org', which is not an address on the web",
        'write it as in "https://example.org/story"',
    ),
    "[site]\nemail = 'desk'": ("which is not an e-mail address", 'write it as in "editor@example.org"'),
    "[site]\nlanguage = 'english'": ("which is not the tag of a language", 'write it as in "en-GB"'),
    "[site]\ncategory = 'Sport'": ("site.category is 'Sport'", "did you mean 'Sports'?"),
    "[voices.by_language]\nfrench = 'espeak'": (
        "is 'french', which is not the tag",
        'write it as in "en-GB"',
    ),
    "[voices.by_role]\nqoute = 'espeak'": (
        "there is no 'qoute' in [voices.by_role]",
        "did you mean 'quote'?",
    ),
    "[issues.spring]\narticles = 3": ("issues.spring.articles is 3", "it must be a list"),
    "[issues.spring]\narticels = []": (
        "line 2: there is no setting called 'articels' in [issues.spring]",
        "articles",
    ),
    "title = “Hello”": ("line 1: `title = “Hello”` cannot be understood", "put text between straight quotes"),
    "\nvoice = tone": (
        "line 2: `voice = tone` cannot be understood",
        'put text between quotes: voice = "tone"',
    ),
    'voice = "tone': ("line 1", "close the quotes at the end of the text"),
    "voice: tone": ("`voice: tone` cannot be understood", 'write each setting as name = "text"'),
    "voice = 'a'\nvoice = 'b'": (
        "line 2: `voice = 'b'` stands there for the second time",
        "keep one of the two",
    ),
    "[site]\nexplicit = Yes": ("line 2: `explicit = Yes`", "write true or false, in small letters"),
    "[site]\n[site]": ("line 2: `[site]` stands there for the second time", "keep one of the two"),
}


@pytest.mark.parametrize("text", sorted(WRONG))
def test_what_is_wrong_is_said_with_its_line_and_what_to_write(tmp_path: Path, text: str) -> None:
    (tmp_path / "publish.toml").write_text(f"{text}\n", "utf-8")
    with pytest.raises(ConfigError) as raised:
        load_config(tmp_path)
    message, help_ = WRONG[text]
    assert message in raised.value.message
    assert help_ in raised.value.help
    assert "publish.toml, line " in raised.value.message
    assert "\n" not in str(raised.value)


def test_a_file_in_another_encoding_is_said(tmp_path: Path) -> None:
    (tmp_path / "publish.toml").write_bytes('voice = "é"'.encode("latin-1"))
    with pytest.raises(ConfigError, match="is not written in UTF-8; save it again"):
        load_config(tmp_path)


def test_the_mark_that_windows_editors_put_first_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "publish.toml").write_bytes(b'\xef\xbb\xbfvoice = "tone"\r\n')
    assert load_config(tmp_path).voice == "tone"


def test_settings_in_pyproject_toml_are_found_with_their_line(tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    project.write_text(
        '[project]\nname = "x"\n[tool.publish]\nvoice = "tone"\n[tool.publish.site]\ntitle = "T"\n'
    )
    assert load_config(tmp_path).site.title == "T"
    project.write_text('[project]\nname = "x"\n[tool.publish]\n[tool.publish.site]\ntitel = "T"\n')
    with pytest.raises(
        ConfigError, match=r"pyproject\.toml, line 5: there is no setting called 'titel' in \[site\]"
    ):
        load_config(tmp_path)
    project.write_text("[tool]\npublish = 3\n")
    with pytest.raises(ConfigError, match="must be a table"):
        load_config(tmp_path)
    (tmp_path / "publish.toml").write_text("")
    assert load_config(tmp_path) == Config()


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        ({"byline": "Ada"}, Overrides(byline=("Ada",))),
        ({"byline": ["Ada", "Jo"]}, Overrides(byline=("Ada", "Jo"))),
        ({"published": "2024-05-01T10:00Z"}, Overrides(published="2024-05-01T10:00Z")),
        ({"language": "en_GB", "url": ""}, Overrides(language="en_GB", url="")),
        ({"byline": []}, Overrides(byline=())),
        ({"voices_by_role": {"quote": "tone"}}, Overrides(voices_by_role={"quote": "tone"})),
        (
            {"images": {"a.jpg": {"decorative": True}}},
            Overrides(images={"a.jpg": ImageOverride(decorative=True)}),
        ),
    ],
)
def test_what_may_be_written_is_taken(table: dict[str, Any], wanted: Overrides) -> None:
    assert from_table(Overrides, table, "a.toml") == wanted


def test_a_date_may_stand_without_quotes(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    for written, wanted in (
        ("2024-05-01", "2024-05-01"),
        ("2024-05-01T10:00:00Z", "2024-05-01T10:00:00+00:00"),
    ):
        path.write_text(f"published = {written}\n")
        assert load_overrides(path).published == wanted


@pytest.mark.parametrize("day", ["1 May 2024", "2024-5-1", "2024-13-01", "2024-02-30", "2024-05", "2024"])
def test_a_date_that_nobody_can_sort_by_is_refused(day: str) -> None:
    with pytest.raises(ConfigError, match='which is not a date; write it as in "2024-05-01"'):
        from_table(Overrides, {"published": day}, "a.toml")


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("voice",), 1),
        (("site",), 3),
        (("site", "title"), 4),
        (("images", "a b.jpg", "alt"), 7),
        (("images", "c.jpg", "alt"), 9),
        (("images", "d.jpg"), 8),
        (("none",), 0),
    ],
)
def test_the_line_of_a_key_is_found(path: tuple[str, ...], line: int) -> None:
    text = (
        'voice = "a"\n\n[site]  # the show\ntitle = "T"\n\n[images."a b.jpg"]\nalt = "x"\n'
        '[images]\n"c.jpg".alt = "y"\n"d.jpg" = {alt = "z"}\n'
    )
    assert line_of(text, path) == (10 if path[-1] == "d.jpg" else line)


def test_the_bit_rates_are_those_of_mp3() -> None:
    assert values.Bitrate.__args__ == _BITRATES[1:]  # type: ignore[attr-defined]


def test_examples_name_engines_that_there_are() -> None:
    from publish.config.keys import flat

    named = {
        word.strip('"').split(":")[0]
        for kind in (Config, Overrides)
        for path, field in flat(kind)
        if path[-1] == "voice" or path[:2] in (("voices", "by_language"), ("voices", "by_role"))
        for word in [field.key.like.split(" = ")[-1]]
    }
    assert named - {""} <= set(ENGINES)


def test_the_dot_in_a_picture_s_name_needs_quotes(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("[images.map.png]\nalt = 'A map'\n")
    with pytest.raises(ConfigError, match=r"line 1: \[images.map.png\] names no picture") as raised:
        load_overrides(path)
    assert raised.value.help == 'put its name in quotes: [images."map.png"]'


def test_of_many_names_some_are_told() -> None:
    names = [f"story-{n:02}" for n in range(30)]
    assert meant("story", ["storey"]) == "did you mean 'storey'?"
    assert meant("zebra", names).endswith("story-11 and 18 more")
