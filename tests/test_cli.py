"""The command line: exit status, what goes to which stream, and one clear sentence for each failure."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from publish.cli import main
from publish.cli.arguments import parser
from publish.cli.screen import Screen, mention
from publish.model.problem import problem
from publish.model.times import worded
from publish.pipeline.prepare import prepare
from publish.pipeline.scheduler import Summary, build
from tests.needs import ROOT
from tests.pipeline.project import PAGE

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with one article, a store of its own, and nothing of the user's settings."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source/sea.html").write_text(PAGE.format(title="A night at sea", first="It began at dusk."))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PUBLISH_STORE", str(tmp_path / "store"))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Run:
    def call(*arguments: str, input: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "publish", *arguments],
            cwd=folder,
            env={**os.environ, **environment},
            input=input,
            capture_output=True,
            text=True,
            check=False,
        )

    return call


def commands() -> list[str]:
    choices = next(
        action.choices for action in parser()._actions if action.dest == "==SUPPRESS==" or action.choices
    )
    assert isinstance(choices, dict)
    return sorted(choices)


def test_every_command_of_the_contract_is_there() -> None:
    contract = "build read script spoken say voices check explain serve store doctor".split()
    assert set(contract) <= set(commands())


@pytest.mark.parametrize("command", commands())
def test_each_command_has_its_own_help_with_examples(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    told = capsys.readouterr().out
    assert ended.value.code == 0
    assert f"examples:\n  publish {command}" in told


def test_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert re.fullmatch(r"publish \d+\.\d+\.\d+\S*\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["fly"],
        ["build", "--only", "pdf"],
        ["build", "--jobs", "0"],
        ["build", "--runner", "cloud"],
        ["store"],
        ["store", "burn"],
        ["say", "words"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    streams = capsys.readouterr()
    assert (ended.value.code, streams.out) == (2, "")
    assert re.fullmatch(r"publish: .+; .+\n", streams.err)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["store", "prune", "--max-size", "lots"], r"--max-size is 'lots'; write a size such as 500MB"),
        (["say", "...", "-o", "x.mp3"], r"has no word to say; give some text"),
        (["say", "word", "-o", "x.mp3", "--lexicon", "word"], r"write WORD=SAID"),
    ],
)
def test_usage_that_only_the_command_can_judge_is_status_2_too(
    folder: Path, arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert re.search(sentence, streams.err)
    assert streams.err.count("\n") == 1


def build_quietly(*arguments: str) -> int:
    return main(["build", "--voice", "tone", "--only", "epub", *arguments])


BAD_SOURCES = {
    "missing.html": (None, r"missing.html does not exist"),
    "empty.html": (b"", r"empty.html is empty"),
    "binary.html": (b"\x7fELF" + bytes(range(256)) * 8, r"binary.html is a program"),
    "hollow.html": (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", r"hollow"),
    "notes.pdf": (b"%PDF-1.7", r"notes.pdf is a PDF"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(BAD_SOURCES))
def test_a_bad_source_is_one_sentence_and_the_others_are_built(
    folder: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    content, sentence = BAD_SOURCES[name]
    if content is not None:
        (folder / name).write_bytes(content)
    assert build_quietly(name, "source/sea.html") == 1
    told = capsys.readouterr()
    complaints = [line for line in told.err.splitlines() if line.startswith(("publish:", "error:"))]
    assert re.search(sentence, complaints[0])
    assert ";" in complaints[0]
    assert "Traceback" not in told.err
    assert "bug" not in told.err
    assert (folder / "output/sea/sea.epub").exists()
    assert sorted(path.name for path in (folder / "output").iterdir()) == ["build.json", "sea"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["--voice", "nobody", "--only", "audio"],
            r"there is no voice 'nobody'; `publish voices` lists those there are",
        ),
        (["--voice", "espek", "--only", "audio"], r"there is no voice 'espek'; did you mean 'espeak'\?"),
        (["-o", "source/sea.html"], r"source/sea.html is a file; give a folder with -o"),
        (["source/none"], r"source/none does not exist"),
    ],
)
def test_what_cannot_be_built_is_one_sentence_and_status_1(
    folder: Path, arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", *arguments]) == 1
    told = capsys.readouterr().err.splitlines()
    assert re.search(sentence, told[-1])
    assert not (folder / "output/sea").exists()


def test_an_unknown_key_in_the_configuration_is_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "publish.toml").write_text("vioce = 'tone'\n")
    assert build_quietly() == 1
    assert (
        "publish.toml, line 1: there is no setting called 'vioce'; did you mean 'voice'?"
        in capsys.readouterr().err
    )


@pytest.mark.slow
def test_an_unreadable_picture_is_named_and_stops_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = folder / "source/sea.html"
    figure = '<figure><img src="bad.png" alt="A boat in the rain"><figcaption>A boat.</figcaption></figure>'
    page.write_text(page.read_text().replace("<h2>After", f"{figure}<h2>After"))
    (folder / "source/bad.png").write_bytes(b"\x89PNG\r\n\x1a\n broken")
    assert build_quietly() == 0
    told = capsys.readouterr().err
    assert re.search(r"warning: IMG-\d+ .*bad\.png", told)


@pytest.mark.slow
def test_strict_makes_a_warning_fail_its_article(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = folder / "source/sea.html"
    page.write_text(page.read_text().replace("<h2>After", '<p><img src="gone.png"></p><h2>After', 1))
    assert build_quietly() == 0
    assert build_quietly("--strict") == 1
    told = capsys.readouterr().err
    assert "sea was not built; its earlier products stand" in told
    assert (folder / "output/sea/sea.epub").exists()


@pytest.mark.slow
def test_a_bug_is_told_as_one_and_stops_no_other_article(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "source/land.html").write_text(PAGE.format(title="Land", first="It began at noon."))

    def broken(origin: object, *rest: object, **named: object) -> object:
        if getattr(origin, "slug", "") == "land":
            raise ZeroDivisionError("oops")
        return prepare(origin, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(import_module("publish.pipeline.article"), "prepare", broken)
    assert build_quietly() == 1
    assert "land: this is a bug in publish (ZeroDivisionError: oops)" in capsys.readouterr().err
    assert (folder / "output/sea/sea.epub").exists()


@pytest.mark.slow
def test_results_go_to_standard_output_and_messages_to_standard_error(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build_quietly() == 0
    streams = capsys.readouterr()
    assert streams.out.startswith("sea: ")
    assert "\x1b" not in streams.out + streams.err
    assert "\r" not in streams.err
    assert build_quietly("--quiet") == 0
    assert capsys.readouterr().out == ""


@pytest.mark.slow
def test_build_tells_its_summary_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build_quietly("--json") == 0
    summary = json.loads(capsys.readouterr().out)
    assert [done["slug"] for done in summary["built"]] == ["sea"]
    assert build_quietly("--json") == 0
    assert json.loads(capsys.readouterr().out)["unchanged"] == ["sea"]


def test_read_tells_the_shape_of_the_contract(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "source/sea.html", "--json"]) == 0
    table = json.loads(capsys.readouterr().out)
    keys = "slug title standfirst language bylines published modified publisher url sections".split()
    assert {*keys, "images", "text", "problems"} <= set(table)
    assert table["bylines"] == ["Ada Wren"]
    assert {"id", "heading", "level", "blocks", "sections"} <= set(table["sections"][0])
    assert table["text"].splitlines()[0].startswith("It began at dusk.")
    assert main(["read", "source/sea.html"]) == 0
    assert "After the storm" in capsys.readouterr().out


def test_script_tells_the_shape_of_the_contract(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["script", "source/sea.html", "--json"]) == 0
    table = json.loads(capsys.readouterr().out)
    assert {"slug", "language", "utterances"} <= set(table)
    assert {"id", "block", "section", "role", "text", "spoken", "pause"} <= set(table["utterances"][0])
    assert main(["script", "source/sea.html"]) == 0
    assert "It began at dusk." in capsys.readouterr().out
    assert main(["script", "source/sea.html", "--names"]) == 0
    assert "Ada" not in capsys.readouterr().err


@pytest.mark.slow
def test_spoken_gives_one_line_out_for_each_line_in(run: Run) -> None:
    told = run("spoken", input="It cost £5.\n\nAt 10.30pm\n")
    assert told.stdout.count("\n") == 3
    assert told.stdout.splitlines()[1] == ""
    assert "five pounds" in told.stdout


def test_say_writes_a_playable_mp3(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["say", "Good", "morning.", "-o", "out.mp3", "--voice", "tone"]) == 0
    assert "tone" in capsys.readouterr().out
    from publish.audio import look

    assert look(folder / "out.mp3").frames > 20_000


def test_say_prints_when_each_word_is_heard(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["say", "Good morning. Bye.", "-o", "out.mp3", "--voice", "tone", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["file"], told["voice"]) == ("out.mp3", "tone")
    assert " ".join(segment["body"] for segment in told["segments"]) == "Good morning. Bye.\n"
    assert told["segments"][-1]["endTime"] == told["duration"]


def test_voices_lists_every_engine(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["voices", "--json"]) == 0
    engines = {status["engine"] for status in json.loads(capsys.readouterr().out)}
    assert {"hibari", "espeak", "gtts", "silence", "tone"} <= engines


def test_doctor_finds_what_the_main_job_needs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--json"]) == 0
    found = {finding["name"]: finding for finding in json.loads(capsys.readouterr().out)}
    assert found["ffmpeg"]["present"]
    assert found["voice hibari"]["present"]


@pytest.mark.slow
def test_store_commands_tell_and_mend(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build_quietly("--quiet")
    capsys.readouterr()
    assert main(["store", "verify"]) == 0
    entry = next(path for path in (folder / "store").rglob("*") if path.is_file())
    entry.write_bytes(b"x" * 40)
    assert main(["store", "verify"]) == 1
    assert str(entry) in capsys.readouterr().out
    assert main(["store", "info", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["length_bytes"] > 0
    assert main(["store", "prune", "--max-size", "0MB"]) == 0
    assert main(["store", "info", "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["length_bytes"] == 0


@pytest.mark.slow
def test_clean_removes_products_only(folder: Path) -> None:
    build_quietly("--quiet")
    (folder / "output/README.md").write_text("mine")
    assert main(["clean"]) == 0
    assert [path.name for path in (folder / "output").iterdir()] == ["README.md"]
    assert any((folder / "store").iterdir())


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_completion_knows_every_command(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert all(command in script for command in commands())


@pytest.mark.slow
def test_a_closed_pipe_is_silent(folder: Path) -> None:
    command = f"{sys.executable} -m publish script source/sea.html --json | head -c 1"
    told = subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True, check=False)
    assert (told.stdout, told.stderr) == ("{", "")


@pytest.mark.slow
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_are_no_traceback(folder: Path, closed: str) -> None:
    command = f"{sys.executable} -m publish read source/sea.html {closed}"
    told = subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True, check=False)
    assert "Traceback" not in told.stderr


def test_an_interruption_is_one_line_and_status_130(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> Summary:
        raise KeyboardInterrupt

    monkeypatch.setattr(import_module("publish.pipeline.scheduler"), "build", interrupted)
    assert main(["build"]) == 130
    assert capsys.readouterr().err.count("\n") == 1
    assert build is not interrupted


@pytest.mark.parametrize(
    ("terminal", "no_color", "begins"),
    [(True, "", "\x1b[33mwarning\x1b[0m: "), (True, "1", "warning: "), (False, "", "warning: ")],
)
def test_how_bad_a_problem_is_has_a_colour_where_that_is_wanted(
    terminal: bool, no_color: str, begins: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: terminal, raising=False)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", no_color)
    mention([problem("A11Y-003", "story.html", "a picture has no words")])
    assert stream.getvalue().startswith(begins + "A11Y-003")


def test_the_screen_draws_on_a_terminal_only() -> None:
    from publish.pipeline.job import Heard, Planned

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream, drawn in ((Terminal(), True), (io.StringIO(), False)):
        screen = Screen(stream)
        screen(Planned(2))
        screen(Heard("sea", "After the storm", 10, 10, 5))
        assert ("10/10 sentences" in stream.getvalue()) == drawn
        assert ("After the storm" in stream.getvalue()) == drawn
        assert ("left" in stream.getvalue()) == drawn


@pytest.mark.parametrize(
    ("seconds", "told"), [(0.4, "0 s"), (41, "41 s"), (372, "6 min 12 s"), (7500, "2 h 5 min")]
)
def test_lengths_are_told_as_people_do(seconds: float, told: str) -> None:
    assert worded(seconds) == told


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGINT"), reason="no signals here")
def test_ctrl_c_ends_a_running_build_with_130_and_leaves_nothing_half_written(folder: Path) -> None:
    voice = "touch speaking; exec sleep 600"  # it cannot end before it is interrupted
    (folder / "publish.toml").write_text(f"[voices]\ncommand = ['sh', '-c', '{voice}']\n")
    going = subprocess.Popen(
        [sys.executable, "-m", "publish", "build", "--voice", "command"],
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not (folder / "speaking").exists() and going.poll() is None:
        time.sleep(0.01)
    going.send_signal(signal.SIGINT)
    _, told = going.communicate(timeout=60)
    assert going.returncode == 130
    assert told.count("\n") == 1
    assert not (folder / "output/sea").exists()
    assert not list((folder / "output").glob(".*"))


@pytest.mark.skipif(not hasattr(signal, "SIGINT"), reason="no signals here")
def test_ctrl_c_is_heeded_where_the_main_thread_sleeps_on() -> None:
    program = """
import signal, threading
from publish.cli.main import heed
heed()
me = lambda: signal.pthread_kill(threading.get_ident(), signal.SIGINT)  # which wakes no other thread
threading.Timer(0.1, me).start()
never = threading.Lock()
never.acquire()
never.acquire()
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stderr.count("\n")) == (130, 1), ended.stderr


# what is typed -> the one sentence that is told of it, with the status 2 of wrong usage
MISTYPED = {
    ("biuld",): "there is no command 'biuld'; did you mean build?",
    (): "publish needs a command; publish --help explains it",
    ("build", "--voise", "tone"): "there is no option --voise; did you mean --voice?",
    ("build", "--runner", "cloud"): "there is no --runner 'cloud'; use one of local, ray",
    ("build", "-o"): "-o, --output needs a value after it; publish build --help explains it",
    ("say", "hello"): "publish say needs -o; as in publish say 'Good morning.' -o morning.mp3",
    ("say", "hello", "-o", "x.ogg"): (
        "x.ogg does not end in .mp3 or .wav; sound is written as one of these; name it so"
    ),
    (
        "read",
        "my",
        "story.html",
    ): "'story.html' is one argument too many; put what belongs together between quotes",
    ("serve", "--port", "x"): "--port: 'x' is not a whole number from 1 up; publish serve --help explains it",
    (
        "serve",
        "--port",
        "70000",
    ): "--port: '70000' is no port: they end at 65535; publish serve --help explains it",
    ("spoken", "--lang", "english", "x"): "--lang: 'english' is not the tag of a language, such as en-GB; "
    "publish spoken --help explains it",
    ("build", "--only", ","): "--only: ',' names none of epub, audio, web; publish build --help explains it",
    ("build", "--address", "auto"): "--address is for a Ray cluster; add --runner ray, or leave it out",
    (
        "build",
        "--review",
        "https://example.org/r",
    ): "--certified-by and --review are given together; a person "
    "vouches for the books, and a page on the web says how they were looked at",
}


@pytest.mark.parametrize("arguments", MISTYPED, ids=" ".join)
def test_what_was_mistyped_is_told_with_what_was_meant(
    folder: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        status = main(arguments)
    except SystemExit as ended:
        status = int(str(ended.code))
    assert (status, capsys.readouterr().err) == (2, f"publish: {MISTYPED[arguments]}\n")


def test_argparse_s_own_sentences_are_not_read(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They differ between versions of Python and languages of the machine."""
    monkeypatch.setattr("argparse._", lambda text: f"¡{text}!")
    monkeypatch.setattr("argparse.ngettext", lambda one, many, number: f"¡{one}!")
    for arguments in (("biuld",), (), ("build", "--voise", "tone"), ("build", "-o"), ("say", "hello")):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert (ended.value.code, capsys.readouterr().err) == (2, f"publish: {MISTYPED[arguments]}\n")


# a source that cannot be one -> what is told of it
MISNAMED = {
    "see.html": "see.html does not exist; did you mean source/sea.html?",
    "sea": "sea does not exist; did you mean source/sea.html?",
    "sorce": "sorce does not exist; did you mean source?",
    "unlike.html": "unlike.html does not exist; check the name",
    "https://": "https:// is not an address; write it as https://host/path",
    "htps://example.org/a": "htps://example.org/a is not an address that can be read; write it as https://host/path",
    "www.example.org/a": "www.example.org/a does not exist; for a page on the web, write https://www.example.org/a",
    "a.docx": "a.docx is a word processor's document; save it from there as a web page (HTML), and give that",
    "a.pdf": "a.pdf is a PDF; give the page that it was made from, or its text in a .txt file",
    "a.jpg": "a.jpg is a picture; put it beside the page that shows it, and give the page",
}


@pytest.mark.slow
def test_what_fails_for_many_articles_is_told_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in "abcdef":
        (folder / f"source/{name}.html").write_text(PAGE.format(title=name, first="It began at dusk."))
    assert main(["build", "--voice", "nobody", "--only", "audio"]) == 1
    told = capsys.readouterr().err
    assert told.count("there is no voice") == 1
    assert told.endswith(
        "publish: there is no voice 'nobody'; `publish voices` lists those there are"
        " (7 articles: a, b, c, d, e and 2 more)\n"
    )


def test_without_a_folder_of_sources_a_build_says_how_to_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for more in ([], ["--batch"]):
        assert main(["build", *more]) == 1
        assert "there is no folder source/ here; publish init makes it" in capsys.readouterr().err


def test_groups_may_be_written_as_one_likes(folder: Path) -> None:
    assert parser().parse_args(["build", "--only", "EPUB, web,"]).only == ("epub", "web")


def test_a_book_that_is_not_there_is_told_and_the_others_are_judged(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty.epub").touch()
    assert main(["check", "none.epub", ".", "empty.epub"]) == 1
    told = capsys.readouterr()
    assert "none.epub does not exist; check the name" in told.err
    assert ". is a folder; give the books in it, as in ./*.epub" in told.err
    assert "BOOK-001 empty.epub this is no EPUB, or a damaged one" in told.out


def test_a_full_disk_is_told_and_leaves_no_half_of_a_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        write(path, data[:100])
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    assert main(["say", "Hello.", "-o", "x.mp3", "--voice", "tone"]) == 1
    told = capsys.readouterr().err
    assert told == "publish: x.mp3 cannot be written: No space left on device; make room on that disk\n"
    assert not list(folder.glob("*.mp3*")) + list(folder.glob(".*.new"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_results_that_find_no_room_are_told(folder: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "publish", "spoken", "5"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(
        "publish: what was to be printed cannot be written: No space left on device;"
    )


def test_each_variable_of_ours_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    source = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    read = set(re.findall(r"environ(?:\.get)?[([]\"(PUBLISH_\w+)", source))
    assert len(read) >= 5
    assert read <= set(re.findall(r"\bPUBLISH_\w+", capsys.readouterr().out))


@pytest.mark.parametrize("source", MISNAMED)
def test_a_source_that_cannot_be_one_is_told_with_what_to_give(
    folder: Path, source: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if source.startswith("a."):
        (folder / source).write_bytes(b"x")
    assert main(["read", source]) == 1
    assert capsys.readouterr().err == f"publish: {MISNAMED[source]}\n"


@pytest.mark.slow
def test_a_document_among_the_sources_is_told_unless_its_page_is_there(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("sea.docx", "land.docx", "~$land.docx", "notes.pdf"):
        (folder / "source" / name).write_bytes(b"x")
    assert build_quietly() == 1
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith("publish:")]
    assert len(told) == 1
    assert "source/land.docx is a word processor's document" in told[0]
    assert (folder / "output/sea/sea.epub").exists()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            ZeroDivisionError("oops"),
            "this is a bug in publish (ZeroDivisionError: oops); set PUBLISH_DEBUG=1",
        ),
        (PermissionError(13, "Permission denied", "x/y"), "x/y cannot be used: Permission denied; "),
    ],
)
def test_what_nobody_foresaw_is_one_sentence_too(
    folder: Path,
    error: Exception,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def broken(*_: object, **__: object) -> Summary:
        raise error

    monkeypatch.setattr(import_module("publish.pipeline.scheduler"), "build", broken)
    assert main(["build"]) == 1
    assert capsys.readouterr().err.startswith(f"publish: {told}")


def test_messages_about_markdown_name_what_to_write_in_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.md").write_text("# Heat\n\nIt is hot.\n\n![](map.png)\n")
    assert main(["read", "a.md"]) == 0
    told = capsys.readouterr().err
    assert 'A11Y-003 a.md:5 image "map.png" has neither caption nor alt text; ' in told
    assert "write what it shows between the square brackets: ![...](map.png)" in told
    assert 'write byline: ["..."] at its top' in told
    assert 'image "map.png" is not there; put the file beside the page' in told
