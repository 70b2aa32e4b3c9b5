"""A section's audio: where its sentences lie, how loud it is, and that nothing clicks or is lost."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from itertools import pairwise
from typing import SupportsIndex

import numpy as np
import pytest

from publish.audio import RATE, Part, Piece, Track, join, section
from publish.audio.mp3 import FRAME, decode
from publish.audio.samples import (
    at_rate,
    clause_times,
    length_at_rate,
    sounding,
    trimmed,
    with_room_tone,
)
from publish.config import Sound
from publish.errors import AudioError
from publish.model.narration import Clip
from tests.audio.sounds import Samples, clip, decoded_by_ffmpeg, judged, part, sine, speechlike

QUIET = Sound(loudness="none")


def beeps(count: int, pause_ms: int = 400, seconds: float = 0.6, rate: int = 8_000) -> list[Part]:
    return [part(f"s{n}", clip(sine(300 + 100 * n, seconds, rate), rate), pause_ms) for n in range(count)]


def onsets(samples: Samples) -> list[int]:
    """Where sound begins after a tenth of a second without any."""
    loud = np.flatnonzero(np.abs(samples) > 0.05)
    return [int(loud[0]), *(int(b) for a, b in pairwise(loud.tolist()) if b - a > RATE // 10)]


def speech(count: int = 4, rate: int = 24_000, level: float = 0.1, voice: str = "") -> list[Part]:
    return [part(f"{voice}s{n}", clip(speechlike(3, rate, level, n), rate), 400, voice) for n in range(count)]


def test_cues_are_in_order_and_cover_everything_without_a_gap() -> None:
    track = section(beeps(5), QUIET)
    assert [cue.utterance_id for cue in track.cues] == ["s0", "s1", "s2", "s3", "s4"]
    assert track.cues[0].begin == 0
    assert track.cues[-1].end == track.frames
    for one, two in pairwise(track.cues):
        assert one.begin < one.end == two.begin


@pytest.mark.parametrize("decoder", [decode, decoded_by_ffmpeg])
def test_each_sound_begins_just_after_its_cue_in_the_decoded_mp3(decoder: Callable[[bytes], Samples]) -> None:
    track = section(beeps(6), QUIET)
    heard = onsets(decoder(track.mp3))
    assert len(heard) == 6
    for onset, cue in zip(heard[1:], track.cues[1:], strict=True):
        assert 0.030 < (onset - cue.begin) / RATE < 0.060


def test_clips_and_pauses_add_up_to_the_track_exactly() -> None:
    parts = beeps(4, pause_ms=350)
    clips = [trimmed(sound) for _, sound in parts]
    spoken = sum(length_at_rate(len(samples), rate) for samples, rate in clips)
    expected = RATE * 150 // 1000 + spoken + 3 * (RATE * 350 // 1000) + RATE
    track = section(parts, QUIET)
    assert track.frames == -(-expected // FRAME) * FRAME == len(decode(track.mp3))


def test_a_pause_is_as_long_as_the_script_says() -> None:
    samples = decode(section(beeps(2, pause_ms=900), QUIET).mp3)
    loud = np.flatnonzero(np.abs(samples) > 0.02)
    gap = int(np.diff(loud).max()) / RATE
    assert gap == pytest.approx(0.9, abs=0.03)


def test_the_bytes_are_the_same_for_any_number_of_jobs() -> None:
    parts = speech(3)
    assert section(parts, Sound(), jobs=1) == section(parts, Sound(), jobs=4)


class Kept(dict[str, Piece]):
    def __call__(self, digest: str, make: Callable[[], Piece]) -> Piece:
        if digest not in self:
            self[digest] = make()
        return self[digest]


@pytest.mark.slow
def test_a_long_section_is_worked_on_in_pieces_that_cannot_be_heard() -> None:
    parts = [part(f"s{n}", clip(sine(400, 4.5, 8_000), 8_000), 500) for n in range(60)]
    track = section(parts, QUIET)
    samples = decode(track.mp3)
    assert len(samples) == track.frames
    heard = onsets(samples)
    assert len(heard) == 60
    gaps = np.diff(heard) / RATE
    assert gaps.min() == pytest.approx(5.0, abs=0.02)
    assert gaps.max() < 5.0 + FRAME / RATE + 0.02
    kept = Kept()
    assert section(parts, QUIET, jobs=1, keep=kept).mp3 == track.mp3
    before = dict(kept)
    assert len(before) >= 4
    parts[40] = part("s40b", clip(sine(420, 4, 8_000), 8_000), 500)
    changed = section(parts, QUIET, keep=kept)
    assert 1 <= len(kept.keys() - before.keys()) <= 2, "a sentence that is changed costs its piece"
    assert changed == section(parts, QUIET)


def test_a_short_section_is_not_kept_in_pieces() -> None:
    kept = Kept()
    section(speech(3), Sound(), keep=kept)
    assert kept == {}


def test_podcast_loudness_and_true_peak_hold_in_the_decoded_file() -> None:
    track = section(speech(5), Sound())
    loudness, peak = judged(track.mp3, "-f", "mp3")
    assert loudness == pytest.approx(-16, abs=0.5)
    assert peak <= -1.0
    local = track.levels.loudness()
    assert local.lufs == pytest.approx(loudness, abs=0.15)
    assert local.true_peak_dbtp == pytest.approx(peak, abs=0.2)


def test_audiobook_power_peak_floor_and_room_hold_in_the_decoded_file() -> None:
    """ACX: RMS -23 to -18 dB, peak at most -3 dB, floor at most -60 dB, room at both ends, 192 kbit/s."""
    track = section(speech(5), Sound(loudness="audiobook"))
    samples = decode(track.mp3)
    power = 10 * np.log10(np.mean(np.square(samples, dtype=np.float64)))
    assert -23 < power < -18
    assert 20 * np.log10(np.abs(samples).max()) <= -3
    loud = np.flatnonzero(np.abs(samples) > 3e-3)
    assert 0.5 <= loud[0] / RATE <= 1.0
    assert 1.0 <= (len(samples) - loud[-1]) / RATE <= 5.0
    windows = np.square(samples[: len(samples) // 4410 * 4410].reshape(-1, 4410), dtype=np.float64)
    assert 10 * np.log10(windows.mean(axis=1).min() + 1e-12) <= -60
    assert len(track.mp3) * 8 / (track.frames / RATE) == pytest.approx(192_000, rel=0.01)


def pause_db(track: Track, cue: int) -> float:
    """The power of a tenth of a second that ends 50 ms before a cue does, in dB of full scale."""
    end = track.cues[cue].end - RATE // 20
    quiet = decode(track.mp3)[end - RATE // 10 : end]
    return float(10 * np.log10(np.mean(np.square(quiet, dtype=np.float64)) + 1e-15))


def test_a_pause_is_a_quiet_room_and_silent_only_where_that_is_set() -> None:
    toned = section(speech(3, voice="a"), Sound())
    assert -72 < pause_db(toned, 0) < -67
    assert -72 < pause_db(toned, 1) < -67
    bare = section(speech(3, voice="a"), Sound(room_tone=False))
    assert pause_db(bare, 0) < -90
    assert [cue.begin for cue in bare.cues] == [cue.begin for cue in toned.cues]


def test_room_tone_is_the_same_noise_everywhere() -> None:
    digest = hashlib.sha256(with_room_tone(bytes(2 * RATE), 0)).hexdigest()
    assert digest.startswith("5db704b05a388ae4")
    assert with_room_tone(bytes(2 * RATE), 2_000).endswith(bytes(4_000))
    assert with_room_tone(b"", 2_000) == b""


def test_two_voices_of_different_loudness_are_matched() -> None:
    parts = [*speech(3, 24_000, 0.2, "loud"), *speech(3, 22_050, 0.02, "soft")]
    track = section(parts, Sound())
    samples = decode(track.mp3)
    power = [float(np.sqrt(np.mean(np.square(samples[cue.begin : cue.end])))) for cue in track.cues[:-1]]
    assert 20 * abs(np.log10(np.mean(power[:3]) / np.mean(power[3:]))) < 1.0


def test_sections_are_matched_to_each_other() -> None:
    levels = [section(speech(3, level=level), Sound()).levels.loudness().lufs for level in (0.01, 0.1, 0.3)]
    assert max(levels) - min(levels) < 0.5


def test_a_clip_that_begins_and_ends_abruptly_does_not_click() -> None:
    """Cut at full swing; at its ends nothing may jump more than within the tone itself."""
    loud = clip(sine(300, 0.5, 24_000, 0.5, phase=np.pi / 2), 24_000)
    samples = decode(section([part("a", loud), part("b", loud)], QUIET).mp3)
    jumps = np.abs(np.diff(samples))
    assert jumps.max() < 1.5 * 0.5 * 2 * np.pi * 300 / RATE


def test_silence_at_the_ends_of_clips_is_trimmed_and_inside_it_is_kept() -> None:
    gap, tone = np.zeros(24_000, np.float32), sine(300, 0.5, 24_000)
    samples = np.concatenate([gap, tone, gap, tone, gap])
    begin, end = sounding(samples, 24_000)
    assert begin == pytest.approx(24_000, abs=600)
    assert end == pytest.approx(24_000 + 12_000 + 24_000 + 12_000, abs=1_800)


def test_a_silent_clip_keeps_its_time_and_its_cue() -> None:
    parts = [*beeps(1), part("hush", Clip(bytes(2 * 13_230), 44_100), 0), *beeps(1)]
    track = section(parts, Sound())
    assert (track.cues[1].end - track.cues[1].begin) / RATE == pytest.approx(0.3, abs=0.01)


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 24_000, 44_100, 48_000])
def test_any_rate_becomes_44100_exactly(rate: int) -> None:
    samples = at_rate(sine(1_000, 0.5, rate), rate)
    assert len(samples) == length_at_rate(rate // 2, rate) == -(-(rate // 2) * RATE // rate)
    middle = samples[5_000:15_000]
    assert float(np.abs(middle).max()) == pytest.approx(0.5, abs=0.01)


def test_sections_join_to_the_whole_by_plain_concatenation() -> None:
    tracks = [section(speech(2, level=level), Sound()) for level in (0.1, 0.2)]
    whole = decoded_by_ffmpeg(join(track.mp3 for track in tracks))
    assert len(whole) == sum(track.frames for track in tracks)
    border = tracks[0].frames
    assert np.abs(whole[border - 2_000 : border + 2_000]).max() < 1e-3
    assert np.abs(whole[border:] - decoded_by_ffmpeg(tracks[1].mp3)).max() < 1e-4


def test_a_chime_stands_before_a_section_with_a_heading_when_it_is_asked_for() -> None:
    from dataclasses import replace

    (utterance, sound), *rest = beeps(2)
    parts = [(replace(utterance, role="heading"), sound), *rest]
    with_chime, without = Sound(loudness="none", chime=True), QUIET
    longer = section(parts, with_chime).frames - section(parts, without).frames
    assert longer / RATE == pytest.approx(1.45, abs=0.03)
    assert section([(utterance, sound), *rest], with_chime) == section([(utterance, sound), *rest], without)
    assert section(parts, with_chime).cues[0].begin == 0
    early = decode(section(parts, with_chime).mp3)[: RATE // 2]
    assert 0.02 < float(np.abs(early).max()) < 0.15


def test_clips_are_asked_for_as_they_are_needed() -> None:
    """Twice each, never all at once: an hour-long section does not have to fit into memory."""

    class Lazy(list[Part]):
        asked = 0

        def __getitem__(self, index: SupportsIndex) -> Part:  # type: ignore[override]
            Lazy.asked += 1
            return super().__getitem__(index)

    lazy = Lazy(beeps(3))
    track: Track = section(lazy, QUIET)
    assert Lazy.asked == 3
    assert track.frames


def test_nothing_to_stitch_is_an_error() -> None:
    with pytest.raises(AudioError, match="without a sentence"):
        section([], Sound())


def clauses_heard(text: str, *seconds: float) -> list[tuple[str, float, float]]:
    """The clauses of a text that are timed where tones of these lengths are heard, 0.2 s apart."""
    rate, gap = 8_000, np.zeros(1_600, np.float32)
    sound = np.concatenate([piece for each in seconds for piece in (sine(300, each, rate), gap)][:-1])
    result = clause_times(text, sound, rate)
    return [(text[word.begin : word.end], word.first / RATE, word.last / RATE) for word in result]


def test_pauses_tell_when_clauses_begin() -> None:
    heard = clauses_heard("When the tide fell, “slowly,” the boats lay down.", 1.0, 0.5, 1.1)
    assert [text for text, _, _ in heard] == ["When the tide fell,", "“slowly,", "the boats lay down."]
    times = [time for _, *own in heard for time in own]
    assert times == pytest.approx([0, 1.0, 1.2, 1.7, 1.9, 3.0], abs=0.011)


def test_clauses_are_not_guessed() -> None:
    """No times for other pauses than the marks ask for, nor for pauses far from their marks."""
    assert clauses_heard("When the tide fell, the boats lay down.", 1.0, 0.5, 1.1) == []
    assert clauses_heard("No, the boats lay down on the mud in the harbour.", 2.0, 0.3) == []
    assert clauses_heard("The boats lay down.", 1.0) == []
