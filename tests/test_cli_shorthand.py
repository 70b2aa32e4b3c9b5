"""What people type before they have read the manual, options that stand anywhere, standard streams."""

from __future__ import annotations

import io
import re
import wave
from pathlib import Path

import pytest

from publish.audio import look
from publish.cli import main
from publish.cli.arguments import parsed
from tests.pipeline.project import PAGE


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one page, and a store of its own."""
    (tmp_path / "sea.html").write_text(PAGE.format(title="A night at sea", first="It began at dusk."))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PUBLISH_STORE", str(tmp_path / "store"))
    return tmp_path


def typed(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    """Put bytes on standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content), "utf-8"))


@pytest.mark.parametrize(
    "line", ["story.html", "-o books story.html", "https://example.org/story", "list.jsonl", "- -o book.epub"]
)
def test_a_source_alone_is_built(line: str) -> None:
    options = parsed(line.split())
    assert options.command == "build:build"
    assert options.sources in ([line.split()[0]], [line.split()[-1]])


def test_a_folder_that_is_there_is_built(folder: Path) -> None:
    assert parsed([str(folder)]).sources == [str(folder)]


@pytest.mark.parametrize("arguments", [["fly"], ["--fly", "story.html"]])
def test_other_words_are_no_sources(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parsed(arguments)
    assert ended.value.code == 2
    assert "there is no" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["help"], "usage: publish [-h]"),
        (["help", "build"], "usage: publish build"),
        (["-V"], "publish 0."),
    ],
)
def test_help_and_version(arguments: list[str], shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parsed(arguments)
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(shown)


@pytest.mark.parametrize("line", ["-q read sea.html", "read sea.html --quiet", "read -q sea.html"])
def test_quiet_stands_before_or_after(folder: Path, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = folder / "sea.html"
    page.write_text(page.read_text().replace("<h2>After", '<p><img src="gone.png"></p><h2>After'))
    assert main(["read", "sea.html"]) == 0
    assert "gone.png" in capsys.readouterr().err
    assert main(line.split()) == 0
    streams = capsys.readouterr()
    assert streams.out
    assert streams.err == ""


def test_settings_may_stand_in_another_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "settings").mkdir()
    (folder / "settings/other.toml").write_text('lexicon_files = ["words.toml"]\n[lexicon]\nfive = "fife"\n')
    (folder / "settings/words.toml").write_text('pounds = "punds"\n')
    assert main(["--config", "settings/other.toml", "spoken", "five pounds"]) == 0
    assert capsys.readouterr().out == "fife punds\n"
    assert main(["spoken", "five pounds", "--config", "none.toml"]) == 1
    assert capsys.readouterr().err == "publish: none.toml does not exist; check the name after --config\n"


def test_a_lexicon_and_a_language_for_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = folder / "sea.html"
    page.write_text(page.read_text().replace(' lang="en-GB"', ""))
    assert main(["script", "sea.html", "--lexicon", "dusk=dosk"]) == 0
    assert "It began at dosk." in capsys.readouterr().out
    assert main(["read", "sea.html", "--json", "--lang", "fr-ca"]) == 0
    assert '"language": "fr-CA"' in capsys.readouterr().out
    (folder / "sea.toml").write_text('language = "en-IE"\n')
    assert main(["read", "sea.html", "--json", "--lang", "fr"]) == 0
    assert '"language": "en-IE"' in capsys.readouterr().out


@pytest.mark.parametrize(
    "content",
    [
        b"<h1>Lamps</h1><p>It was caf\xc3\xa9 time when they were lit.</p>",
        ("Lamps\n\nIt was café time when they were lit, and nobody was there to see it.\n" * 3).encode(),
    ],
)
def test_read_takes_standard_input(
    folder: Path, content: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, content)
    assert main(["read", "-"]) == 0
    assert "It was café time" in capsys.readouterr().out


@pytest.mark.slow
def test_one_book_comes_of_standard_input(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, (folder / "sea.html").read_bytes())
    assert main(["-", "-o", "new/book.epub"]) == 0
    assert (folder / "new/book.epub").read_bytes().startswith(b"PK")
    assert capsys.readouterr().out == "new/book.epub: A night at sea\n"
    assert main(["-"]) == 2
    assert "write one file, as in publish build - -o book.epub" in capsys.readouterr().err


@pytest.mark.slow
def test_a_file_is_written_where_a_file_is_named(folder: Path) -> None:
    import zipfile

    for name in ("a.epub", "a.mp3", "a.m4b"):
        assert main(["build", "sea.html", "--voice", "tone", "-q", "-o", name]) == 0
    assert main(["sea.html", "--voice", "tone", "-q", "-o", "b.epub", "--only", "epub,audio"]) == 0
    assert not zipfile.ZipFile("a.epub").NameToInfo.keys() & {"EPUB/audio/01-introduction.mp3"}
    assert [n for n in zipfile.ZipFile("b.epub").namelist() if n.endswith(".smil")]
    assert not [n for n in zipfile.ZipFile("a.epub").namelist() if n.endswith(".smil")]
    assert look(folder / "a.mp3").frames > 20_000
    assert (folder / "a.m4b").read_bytes()[4:8] == b"ftyp"
    there = sorted(path.name for path in folder.iterdir())
    assert there == ["a.epub", "a.m4b", "a.mp3", "b.epub", "sea.html", "store"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "build sea.html land.html -o book.epub",
            "book.epub is one file, but there are 2 articles; name one",
        ),
        ("build list.jsonl -o book.epub", "book.epub is one file, for one article; give a folder"),
        (
            "build sea.html -o book.pdf",
            r"book.pdf cannot be written: .*; name it with one of .epub, .mp3, .m4b",
        ),
        ("build sea.html -o notes.txt", r"notes.txt cannot be written: .*"),
        ("say word -o word.ogg", r"word.ogg does not end in .mp3 or .wav; .*"),
    ],
)
def test_a_file_that_cannot_be_written(
    folder: Path, line: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "land.html").write_text("<h1>Land</h1><p>It began at noon, and went on.</p>")
    assert main(line.split()) == 2
    assert re.search(sentence, capsys.readouterr().err)


def test_a_list_is_explained_by_the_articles_in_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "list.jsonl").write_text('{"source": "sea.html"}\n')
    assert main(["explain", "list.jsonl"]) == 1
    sentence = "list.jsonl is a list (1 in it); build it, then name one of them, such as sea"
    assert sentence in capsys.readouterr().err


def test_a_folder_called_so_stays_one(folder: Path) -> None:
    (folder / "books.epub").mkdir()
    assert main(["sea.html", "--only", "epub", "-q", "-o", "books.epub"]) == 0
    assert (folder / "books.epub/sea/sea.epub").is_file()


def test_an_article_that_cannot_be_read_leaves_no_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty.html").write_bytes(b"")
    assert main(["empty.html", "-o", "book.epub"]) == 1
    assert "empty.html is empty" in capsys.readouterr().err
    assert not (folder / "book.epub").exists()


def test_say_writes_wav_and_to_standard_output(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["say", "Good morning.", "-o", "a.wav", "--voice", "tone", "-q"]) == 0
    with wave.open("a.wav") as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (44_100, 1, 2)
        assert sound.getnframes() > 20_000
    typed(monkeypatch, b"Good morning.")
    assert main(["say", "-", "-o", "-", "--voice", "tone"]) == 0
    streams = capfdbinary.readouterr()
    assert streams.out.startswith(b"ID3")
    assert streams.err == b""
