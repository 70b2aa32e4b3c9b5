"""The program behind the engine `espeak`: eSpeak NG in a process of its own. Standard library only.

    python espeak_child.py LIBRARY DATA_FOLDER

Each request on standard input is a line "VOICE WORDS_A_MINUTE LENGTH" and
LENGTH bytes of UTF-8; each answer on standard output is a little-endian
32-bit length and that many bytes of 16-bit samples, or a negative length for a
failure. With 0 words a minute the answer is the phonemes of each line instead.
The first answer, to no request, holds the sample rate.

eSpeak carries the state of its oscillators from one sentence to the next, so
the same words never sound quite the same twice. Every request is therefore
spoken by a fork of the freshly started library, which also keeps a crash to
one sentence.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys

_SYNCHRONOUS, _DONT_EXIT, _UTF8, _RATE_PARAMETER = 2, 0x8000, 1, 1
_TIED_IPA = 0x02 | 0x80 | ord("^") << 8
_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


def main(library: str, data: str) -> int:
    espeak = ctypes.CDLL(library)
    # From inside its folder: the library cuts a path off after 160 bytes.
    os.chdir(data)
    rate = espeak.espeak_Initialize(_SYNCHRONOUS, 0, b".", _DONT_EXIT)
    requests, answers = sys.stdin.buffer, sys.stdout.fileno()
    os.write(answers, struct.pack("<i", rate))
    if rate <= 0:
        return 1
    while line := requests.readline():
        voice, pace, length = line.split()
        text = requests.read(int(length))
        child = os.fork()
        if child == 0:
            os._exit(_answer(espeak, answers, voice, int(pace), text))
        _, status = os.waitpid(child, 0)
        if status:
            os.write(answers, struct.pack("<i", -1))
    return 0


def _answer(espeak: ctypes.CDLL, answers: int, voice: bytes, pace: int, text: bytes) -> int:
    if espeak.espeak_SetVoiceByName(voice):
        return 2
    sound = (
        _sound(espeak, pace, text)
        if pace
        else b"\n".join(_phonemes(espeak, line) for line in text.split(b"\n"))
    )
    if sound is None:
        return 3
    rest = memoryview(struct.pack("<i", len(sound)) + sound)
    while rest:
        rest = rest[os.write(answers, rest) :]
    return 0


def _phonemes(espeak: ctypes.CDLL, text: bytes) -> bytes:
    buffer = ctypes.create_string_buffer(text)
    at, parts = ctypes.c_void_p(ctypes.addressof(buffer)), []
    espeak.espeak_TextToPhonemes.restype = ctypes.c_char_p
    while at.value:  # one clause at a time
        parts.append(espeak.espeak_TextToPhonemes(ctypes.byref(at), _UTF8, _TIED_IPA) or b"")
    return b" ".join(parts)


def _sound(espeak: ctypes.CDLL, pace: int, text: bytes) -> bytes | None:
    parts: list[bytes] = []

    def hear(samples: object, count: int, _: object) -> int:
        if samples and count > 0:
            parts.append(ctypes.string_at(samples, 2 * count))  # type: ignore[arg-type]
        return 0

    callback = _CALLBACK(hear)
    espeak.espeak_SetSynthCallback(callback)
    if espeak.espeak_SetParameter(_RATE_PARAMETER, pace, 0):
        return None
    if espeak.espeak_Synth(text + b"\0", len(text) + 1, 0, 1, 0, _UTF8, None, None):
        return None
    espeak.espeak_Synchronize()
    return b"".join(parts)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
