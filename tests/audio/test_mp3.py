"""MPEG frames that join without a gap, and come when the cues say."""

from __future__ import annotations

import numpy as np
import pytest

from publish.audio import Tags, id3
from publish.audio.mp3 import (
    DELAY,
    FRAME,
    SPANS,
    TAIL,
    Outline,
    decode,
    encode,
    encoder,
    frame_lengths,
    outline,
    turned_down,
)
from publish.audio.samples import RATE
from publish.errors import AudioError, ConfigError
from tests.audio.sounds import Samples, decoded_by_ffmpeg, judged, sine, speechlike

FRAMES = 30
LENGTH = FRAMES * FRAME


def pcm(samples: Samples) -> bytes:
    whole = np.zeros(LENGTH, np.float32)
    whole[: len(samples)] = samples[:LENGTH]
    whole[-TAIL:] = 0
    return np.rint(whole * 32767).astype("<i2").tobytes()


def test_a_piece_has_exactly_the_frames_that_its_samples_fill() -> None:
    mp3 = encode(pcm(sine(440, 1)), 96)
    assert len(frame_lengths(mp3)) == FRAMES
    assert len(decode(mp3)) == len(decoded_by_ffmpeg(mp3)) == LENGTH


def test_every_decoder_gives_the_sound_by_the_same_delay() -> None:
    impulse = np.zeros(LENGTH, np.float32)
    impulse[10_000] = 0.9
    mp3 = encode(pcm(impulse), 128)
    for samples in (decode(mp3), decoded_by_ffmpeg(mp3)):
        assert int(np.abs(samples).argmax()) == 10_000 + DELAY


def test_pieces_put_together_decode_to_the_pieces_put_together() -> None:
    one, two = encode(pcm(sine(440, 0.5)), 96), encode(pcm(sine(700, 0.6)), 96)
    apart = np.concatenate([decode(one), decode(two), decode(one)])
    for decoder in (decode, decoded_by_ffmpeg):
        together = decoder(one + two + one)
        assert len(together) == 3 * LENGTH
        assert np.abs(together - apart).max() < 1e-4


def test_there_is_no_information_frame_and_no_bit_reservoir() -> None:
    mp3 = encode(pcm(sine(440, 0.5)), 96)
    assert b"Xing" not in mp3
    assert b"Info" not in mp3
    at = 0
    for length in frame_lengths(mp3):
        assert mp3[at + 1] & 1, "no checksum, so the side information follows the header"
        assert (mp3[at + 4] << 1 | mp3[at + 5] >> 7) == 0, "main data begins in its own frame"
        at += length


@pytest.mark.parametrize("kbps", [64, 96, 128, 192, 224, 256, 320])
def test_the_encoder_turns_its_input_down_as_the_table_says(kbps: int) -> None:
    heard = decode(encode(pcm(sine(997, 0.7, amplitude=0.3)), kbps))[8_000:24_000]
    level = float(np.sqrt(np.mean(np.square(heard)))) * 2**0.5 / 0.3
    assert level == pytest.approx(turned_down(kbps), abs=0.002)


def test_what_does_not_end_in_silence_on_a_boundary_is_refused() -> None:
    with pytest.raises(AudioError, match="boundary"):
        encode(bytes(2 * LENGTH + 2), 96)
    with pytest.raises(AudioError, match="silence"):
        encode(np.full(LENGTH, 9, "<i2").tobytes(), 96)


@pytest.mark.parametrize("data", [b"no mp3 at all", b"\xff\xfb", b"ID3\x03\x00\x00\x00\x00\x00\x00"])
def test_what_is_no_mpeg_frame_is_refused(data: bytes) -> None:
    with pytest.raises(AudioError, match="no MPEG frame"):
        frame_lengths(data)


def test_a_bit_rate_that_mp3_has_not_is_a_configuration_error() -> None:
    with pytest.raises(ConfigError, match="100 kbit/s"):
        encoder(100)
    assert "96k" in encoder(96)


# A finished MP3 in outline: what the eye sees is what the ear hears.


def mp3(*parts: Samples) -> bytes:
    samples = np.concatenate(parts)
    count = -(-(len(samples) + TAIL) // FRAME) * FRAME
    padded = np.concatenate([samples, np.zeros(count - len(samples), np.float32)])
    return encode(np.rint(padded * 32767).astype("<i2").tobytes(), 96)


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE), np.float32)


@pytest.fixture(scope="module")
def stepped() -> Outline:
    """Four seconds at half of full scale, two of silence, four at a tenth."""
    return outline(mp3(sine(440, 4), silence(2), sine(440, 4, amplitude=0.1)))


def test_peaks_show_how_far_the_sound_swings(stepped: Outline) -> None:
    assert len(stepped.peaks) == SPANS
    loud, quiet = stepped.peaks[20:220], stepped.peaks[370:570]
    assert all(46 <= peak <= 50 for peak in loud)
    assert all(9 <= peak <= 11 for peak in quiet)
    assert max(stepped.peaks[250:330]) <= 1


def test_the_longest_silence_between_sounds_is_found(stepped: Outline) -> None:
    begin, seconds = stepped.pause
    assert begin == pytest.approx(4 + DELAY / RATE, abs=0.03)
    assert seconds == pytest.approx(2, abs=0.05)


def test_loudness_from_second_to_second_is_that_of_the_whole_where_it_is_even(stepped: Outline) -> None:
    even = outline(mp3(speechlike(20, RATE)))
    heard = [lufs for lufs in even.short_term[2:-3] if lufs is not None]
    assert max(abs(lufs - even.lufs) for lufs in heard) < 1
    assert stepped.short_term[2] is not None
    assert stepped.short_term[8] is not None
    assert stepped.short_term[2] - stepped.short_term[8] == pytest.approx(20 * np.log10(5), abs=0.2)


def test_the_whole_agrees_with_another_meter() -> None:
    data = mp3(speechlike(12, RATE))
    result = outline(data)
    lufs, peak = judged(data)
    assert result.lufs == pytest.approx(lufs, abs=0.15)
    assert result.true_peak_dbtp == pytest.approx(peak, abs=0.3)


def test_tags_and_cover_do_not_count() -> None:
    frames = mp3(speechlike(2, RATE))
    assert outline(id3(Tags("A title", cover=b"\xff\xfb" * 50_000)) + frames) == outline(frames)


def test_silence_has_an_outline_too() -> None:
    result = outline(mp3(silence(3)))
    assert set(result.peaks) == {0}
    assert set(result.short_term) == {None}
    assert result.pause == (0.0, 0.0)


def test_what_is_no_sound_is_said() -> None:
    with pytest.raises(AudioError, match="cannot be decoded"):
        outline(b"not a sound")
