"""The engine `command`: any program that reads text on standard input and writes a WAV file.

    [voices]
    command = ["my-voice", "--language", "{lang}", "--output", "{out}"]

`{out}` stands for the file to write, `{lang}` and `{voice}` for the sentence's
language and voice, `{pace}` for its pace. Without `{out}` the WAV is read from
standard output. No shell is involved, and the words of an article never become
arguments.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import wave
from collections.abc import Iterable, Iterator
from pathlib import Path

from publish.config import Voices
from publish.errors import VoiceError
from publish.model.narration import Clip, Speech
from publish.system import processes
from publish.system.processes import TimeoutExpired, run
from publish.voices.engine import Resolved, Status, quiet, sayable

LIMIT_S = 120.0
_RATE = 24_000
_HELP = 'set it in the configuration: [voices] command = ["program", "{out}"]'


class Command:
    """One run of the program a sentence."""

    def __init__(self, command: tuple[str, ...], voice: str, limit_s: float = LIMIT_S) -> None:
        self.command, self.voice, self.patience_s = command, voice, limit_s
        self.limit_s = 2 * limit_s

    @property
    def fingerprint(self) -> str:
        """The words of the command, and the contents of the program and of every file it names."""
        program = shutil.which(self.command[0]) or self.command[0]
        named = [Path(part) for part in (program, *self.command[1:])]
        digests = [hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in named if path.is_file()]
        return f"command 1 {' '.join((*self.command, self.voice, *digests))}"

    def speak(self, speeches: Iterable[Speech]) -> Iterator[Clip]:
        for speech in speeches:
            yield self._clip(speech) if sayable(speech.text) else quiet(_RATE)

    def _clip(self, speech: Speech) -> Clip:
        with processes.folder() as folder:
            out = folder / "speech.wav"
            sound = self._run(speech, out)
            return read_wav(out.read_bytes() if out.is_file() else sound, self.command[0])

    def _run(self, speech: Speech, out: Path) -> bytes:
        values = {
            "out": str(out),
            "lang": speech.lang,
            "voice": speech.voice or self.voice,
            "pace": f"{speech.pace:g}",
        }
        arguments = [self.command[0], *(_filled(argument, values) for argument in self.command[1:])]
        try:
            done = run(arguments, speech.text.encode(), self.patience_s)
        except TimeoutExpired as error:
            raise VoiceError(f"{self.command[0]} took longer than {self.patience_s:g} seconds") from error
        except (OSError, ValueError) as error:
            raise VoiceError(f"{self.command[0]} cannot be run: {error}", _HELP) from error
        if done.returncode:
            lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
            reason = f": {lines[-1][:200]}" if lines else ""
            raise VoiceError(f"{self.command[0]} ended with status {done.returncode}{reason}")
        return done.stdout


def _filled(argument: str, values: dict[str, str]) -> str:
    for key, value in values.items():
        argument = argument.replace("{" + key + "}", value)
    return argument


def read_wav(data: bytes, program: str) -> Clip:
    """The clip in a WAV file of 16-bit samples; several channels are mixed. Raises VoiceError."""
    import soundfile

    try:
        with wave.open(io.BytesIO(data)) as sound:
            if sound.getsampwidth() == 2 and sound.getnchannels() == 1:
                return Clip(sound.readframes(sound.getnframes()), sound.getframerate())
    except (wave.Error, EOFError):
        pass
    try:
        samples, rate = soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)
    except (soundfile.SoundFileError, RuntimeError) as error:
        raise VoiceError(f"{program} wrote no WAV file that can be read", _HELP) from error
    mixed = (samples.mean(axis=1).clip(-1, 1) * 32767).astype("<i2")
    return Clip(mixed.tobytes(), int(rate))


def make(voice: str, lang: str, settings: Voices) -> Command:
    resolve(voice, lang, settings)
    return Command(settings.command, voice)


def resolve(voice: str, lang: str, settings: Voices) -> Resolved:
    if not settings.command:
        raise VoiceError("the engine 'command' has no program", _HELP)
    if shutil.which(settings.command[0]) is None:
        raise VoiceError(f"the program {settings.command[0]!r} was not found", _HELP)
    name = Path(settings.command[0]).name
    return Resolved(voice, f"{voice} ({name})" if voice else name)


def status(settings: Voices) -> Status:
    about = "any program that writes a WAV file"
    try:
        resolve("", "en", settings)
    except VoiceError as error:
        return Status("command", "missing", about, help=error.help)
    return Status("command", "ready", about, (settings.command[0],))
