"""The program behind the engine `espeak`: eSpeak NG in a process of its own. Standard library only.

    python espeak_child.py LIBRARY DATA_FOLDER

Each request on standard input is a line "VOICE WORDS_A_MINUTE LENGTH" and
LENGTH bytes of UTF-8. Each answer on standard output begins with two little-endian
32-bit numbers: a length, negative for a failure, and a count. So many bytes of
16-bit samples follow, and so many pairs of such numbers: a place in the text, in
characters, and the sample frame at which a word there begins or a clause there
ends. With 0 words a minute the bytes are the phonemes of each line instead. The
first answer, to no request, is one number, the sample rate.

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
_LIST_ENDS, _WORD, _CLAUSE_ENDS = 0, 1, 5


class _Event(ctypes.Structure):
    """`espeak_EVENT` of the library's speak_lib.h; a text's characters count from 1."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


_CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


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
            os.write(answers, struct.pack("<ii", -1, 0))
    return 0


def _answer(espeak: ctypes.CDLL, answers: int, voice: bytes, pace: int, text: bytes) -> int:
    if espeak.espeak_SetVoiceByName(voice):
        return 2
    marks: list[int] = []
    data = (
        _sound(espeak, pace, text, marks)
        if pace
        else b"\n".join(_phonemes(espeak, line) for line in text.split(b"\n"))
    )
    if data is None:
        return 3
    head = struct.pack("<ii", len(data), len(marks) // 2)
    rest = memoryview(head + data + struct.pack(f"<{len(marks)}i", *marks))
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


def _sound(espeak: ctypes.CDLL, pace: int, text: bytes, marks: list[int]) -> bytes | None:
    """The samples of a text; adds to `marks` the place and the frame of each word and clause's end."""
    parts: list[bytes] = []

    def hear(samples: object, count: int, events: ctypes.Array[_Event]) -> int:
        at = 0
        while (event := events[at]).type != _LIST_ENDS:
            if event.type in (_WORD, _CLAUSE_ENDS):
                marks.extend((event.text_position - 1, event.sample))
            at += 1
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
