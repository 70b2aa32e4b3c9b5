"""Sounds and parts for the tests of audio, made from figures alone."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from publish.audio import Part
from publish.audio.mp3 import run_ffmpeg
from publish.model.narration import Clip, Utterance

Samples = NDArray[np.float32]


def sine(
    hertz: float, seconds: float, rate: int = 44_100, amplitude: float = 0.5, phase: float = 0
) -> Samples:
    time = np.arange(round(seconds * rate)) / rate
    return (amplitude * np.sin(2 * np.pi * hertz * time + phase)).astype(np.float32)


def clip(samples: Samples, rate: int) -> Clip:
    return Clip(np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes(), rate)


def speechlike(seconds: float, rate: int = 24_000, level: float = 0.1, seed: int = 1) -> Samples:
    """Noise in syllables, with a click in each: as peaky as a voice."""
    dice = np.random.default_rng(seed)
    count = round(seconds * rate)
    time = np.arange(count) / rate
    envelope = np.square(np.sin(2 * np.pi * 2.3 * time))
    noise = dice.standard_normal(count) * 0.2 + np.sin(2 * np.pi * 180 * time)
    pulses = np.zeros(count)
    pulses[:: rate // 7] = 9
    return (level * envelope * (noise + pulses)).astype(np.float32)


def part(id: str, sound: Clip, pause_ms: int = 400, voice: str = "") -> Part:
    return Utterance(id, "b", "s", "body", id, id, "en", voice, pause_ms), sound


def judged(data: bytes, *kind: str) -> tuple[float, float]:
    """Loudness and true peak as ffmpeg's own EBU R128 meter gives them."""
    import subprocess

    from publish.audio.mp3 import ffmpeg

    command = [ffmpeg(), "-nostats", *kind, "-i", "pipe:0", "-af", "ebur128=peak=true", "-f", "null", "-"]
    output = subprocess.run(command, input=data, capture_output=True, check=True).stderr.decode()
    summary = output[output.rindex("Summary") :]
    loudness = re.search(r"I:\s+(-?[\d.]+) LUFS", summary)
    peak = re.search(r"Peak:\s+(-?[\d.]+|-inf) dBFS", summary)
    assert loudness
    assert peak
    return float(loudness[1]), float(peak[1])


def decoded_by_ffmpeg(mp3: bytes) -> Samples:
    """What another decoder than ours gives."""
    pcm = run_ffmpeg(["-f", "mp3", "-i", "pipe:0", "-f", "f32le", "pipe:1"], mp3)
    return np.frombuffer(pcm, "<f4")
