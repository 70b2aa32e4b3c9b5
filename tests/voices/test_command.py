"""Any program that writes a WAV file is an engine."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from publish.errors import VoiceError
from publish.model.narration import Clip, Speech
from publish.voices.command import Command

WRITE = """
import sys, wave
text = sys.stdin.buffer.read().decode()
channels, width = {channels}, {width}
out = wave.open({out}, "wb")
out.setnchannels(channels), out.setsampwidth(width), out.setframerate(16000)
out.writeframes((b"\\x10\\x20\\x30\\x40"[:width]) * channels * 100 * max(1, len(text)))
out.close()
"""


def command(folder: Path, code: str, *arguments: str, limit_s: float = 20) -> Command:
    script = folder / "speak.py"
    script.write_text(code)
    return Command((sys.executable, str(script), *arguments), "anna", limit_s)


def writing(folder: Path, out: str = "sys.argv[1]", channels: int = 1, width: int = 2) -> str:
    return WRITE.format(out=out, channels=channels, width=width)


def one(engine: Command, text: str = "Hello.") -> Clip:
    (clip,) = engine.speak((Speech(text, "en-GB", pace=1.25),))
    return clip


def test_a_wav_file_or_a_wav_on_standard_output_is_read(tmp_path: Path) -> None:
    by_file = one(command(tmp_path, writing(tmp_path), "{out}"))
    by_pipe = one(command(tmp_path, writing(tmp_path, "sys.stdout.buffer")))
    assert by_file == by_pipe
    assert (by_file.rate, by_file.frames) == (16_000, 600)


@pytest.mark.parametrize(("channels", "width"), [(2, 2), (1, 3), (1, 4), (2, 1)])
def test_other_widths_and_channels_become_16_bit_mono(tmp_path: Path, channels: int, width: int) -> None:
    clip = one(command(tmp_path, writing(tmp_path, channels=channels, width=width), "{out}"))
    assert (clip.rate, clip.frames) == (16_000, 600)


def test_language_voice_and_pace_are_passed_and_the_words_are_not(tmp_path: Path) -> None:
    code = "import sys; open(sys.argv[4], 'w').write(' '.join(sys.argv[2:4])); " + writing(tmp_path)
    seen = tmp_path / "seen"
    one(command(tmp_path, code, "{out}", "{lang}/{voice}", "{pace}", str(seen)), "; touch owned; {lang}")
    assert seen.read_text() == "en-GB/anna 1.25"
    assert not Path("owned").exists()


def test_words_that_look_like_options_or_shell_are_only_words(tmp_path: Path) -> None:
    engine = command(tmp_path, writing(tmp_path), "{out}")
    text = f"$(touch {tmp_path}/owned) --help `touch {tmp_path}/owned`"
    assert one(engine, text).frames == 100 * len(text)
    assert not (tmp_path / "owned").exists()


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("import sys; sys.exit('no such voice')", "ended with status 1: no such voice"),
        ("print('hello')", "no WAV file"),
        ("pass", "no WAV file"),
        ("import time; time.sleep(20)", "took longer than 0.5 seconds"),
    ],
)
def test_what_goes_wrong_is_told(tmp_path: Path, code: str, says: str) -> None:
    with pytest.raises(VoiceError, match=says):
        one(command(tmp_path, code, limit_s=0.5 if "sleep" in code else 20))


def test_a_program_that_is_not_there_is_told() -> None:
    with pytest.raises(VoiceError, match="cannot be run"):
        one(Command(("/nowhere/at/all",), ""))


def test_another_program_is_another_fingerprint(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("one")
    second.write_text("two")
    assert Command((str(first),), "").fingerprint != Command((str(second),), "").fingerprint
    before = Command((sys.executable, str(first), "{out}"), "").fingerprint
    first.write_text("changed")
    assert Command((sys.executable, str(first), "{out}"), "").fingerprint != before
