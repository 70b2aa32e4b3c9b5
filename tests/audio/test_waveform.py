"""A finished MP3 in outline: what the eye sees is what the ear hears."""

from __future__ import annotations

import numpy as np
import pytest

from publish.audio import Tags, id3
from publish.audio.mp3 import DELAY, FRAME, TAIL, encode
from publish.audio.samples import RATE
from publish.audio.waveform import SPANS, Outline, outline
from publish.errors import AudioError
from tests.audio.sounds import Samples, judged, sine, speechlike


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
    found = outline(data)
    lufs, peak = judged(data)
    assert found.lufs == pytest.approx(lufs, abs=0.15)
    assert found.true_peak_dbtp == pytest.approx(peak, abs=0.3)


def test_tags_and_cover_do_not_count() -> None:
    frames = mp3(speechlike(2, RATE))
    assert outline(id3(Tags("A title", cover=b"\xff\xfb" * 50_000)) + frames) == outline(frames)


def test_silence_has_an_outline_too() -> None:
    found = outline(mp3(silence(3)))
    assert set(found.peaks) == {0}
    assert set(found.short_term) == {None}
    assert found.pause == (0.0, 0.0)


def test_what_is_no_sound_is_said() -> None:
    with pytest.raises(AudioError, match="cannot be decoded"):
        outline(b"not a sound")
