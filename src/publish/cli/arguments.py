"""The arguments of every command, with types and examples. Nothing heavy is imported: help must be quick."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from publish.cli.usage import Parser, spelled_out
from publish.version import __version__

ENVIRONMENT = {
    "PUBLISH_STORE": "where finished work is kept (publish in the user's cache folder)",
    "PUBLISH_STORE_MAX_SIZE": "how much of it is kept, such as 500MB (4GB)",
    "PUBLISH_SHARED_STORE": "an object store that shares spoken sentences between machines",
    "PUBLISH_DESK_PASSWORD": "the password of a desk that others reach (asked for)",
    "PUBLISH_DESK_TOKEN": "what programs bring to the desk as Authorization: Bearer",
    "PUBLISH_ACE": "the program Ace, where it is not on the PATH",
    "PUBLISH_LOG": "set to json, messages are JSON, one a line",
    "PUBLISH_DEBUG": "set to 1, a bug is shown with its traceback, for a report",
    "SOURCE_DATE_EPOCH": "the date of what has none, in seconds since 1970",
    "NO_COLOR": "set to anything, nothing is coloured",
}
"""Each variable that is read, and what it says."""
EPILOG = """\
to begin:
  publish init                      sets up this folder
  publish new 'The long way home'   begins an article; or put a page into source/
  publish build                     makes the books, the narration and the pages
  publish report                    shows what was made
publish COMMAND --help explains a command, with examples.

exit status:
  0 done, 1 something failed, 2 wrong usage, 130 interrupted

environment:
""" + "\n".join(f"  {name:24}{meaning}" for name, meaning in ENVIRONMENT.items())


GROUPS = ("epub", "audio", "web")


def count(text: str) -> int:
    """A whole number from 1 up."""
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 up")
    return number


def port(text: str) -> int:
    """The number of a port, 1 to 65,535."""
    if count(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: they end at 65535")
    return count(text)


def language(text: str) -> str:
    """The tag of a language as BCP 47 writes it, such as `en-GB`."""
    from publish.i18n.language import well_formed

    if text and not well_formed(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not the tag of a language, such as en-GB")
    return well_formed(text)


def resource(text: str) -> tuple[str, float]:
    """What a job asks of a cluster: `GPU=0.5` as name and amount, 1 without one."""
    name, _, amount = text.partition("=")
    try:
        return name, float(amount or "1")
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=AMOUNT") from None


def groups(text: str) -> tuple[str, ...]:
    """Some of `GROUPS`, in their order."""
    chosen = [name for part in text.lower().split(",") if (name := part.strip())]
    if not chosen:
        raise argparse.ArgumentTypeError(f"{text!r} names none of {', '.join(GROUPS)}")
    for name in chosen:
        if name not in GROUPS:
            raise argparse.ArgumentTypeError(f"{name!r} is not one of {', '.join(GROUPS)}")
    return tuple(group for group in GROUPS if group in chosen)


def everywhere(add: Any, quiet: Any, config: Any) -> None:
    """What may stand before a command and after it; a default after it would hide what stands before."""
    add.add_argument("-q", "--quiet", action="store_true", default=quiet, help="results and failures only")
    add.add_argument(
        "--config", default=config, metavar="FILE", help="the settings (publish.toml in this folder)"
    )


SOURCE = "an .html, .mhtml, .txt or .md file, a folder, or an http(s) address"


def source_argument(add: argparse.ArgumentParser) -> None:
    """SOURCE, once."""
    add.add_argument("source", metavar="SOURCE", help=f"{SOURCE}; - for standard input")


def article_language_argument(add: argparse.ArgumentParser) -> None:
    """--lang of an article, which a page mostly says itself."""
    add.add_argument(
        "--lang",
        dest="language",
        type=language,
        default="",
        metavar="TAG",
        help="the language of an article whose settings name none (as its page says)",
    )


def lexicon_argument(add: argparse.ArgumentParser) -> None:
    """--lexicon, any number of times."""
    add.add_argument(
        "--lexicon",
        action="append",
        default=[],
        metavar="WORD=SAID|FILE",
        help="how to say a word, or a lexicon file (.toml, .pls); repeatable",
    )


def parsed(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of a command line (this program's own). Raises SystemExit for wrong usage and --help."""
    top = parser()
    (commands,) = (action for action in top._actions if isinstance(action, argparse._SubParsersAction))
    given = sys.argv[1:] if arguments is None else arguments
    return top.parse_args(spelled_out(given, commands.choices))


def parser() -> argparse.ArgumentParser:
    """The whole command line. Each command names the function that does it as "module:function"."""
    top = Parser(
        allow_abbrev=False,
        prog="publish",
        description="Turn an article into an accessible e-book and a narration.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("-V", "--version", action="version", version=f"publish {__version__}")
    everywhere(top, quiet=False, config="")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for add in (_init, _new, _build, _read, _script, _spoken, _say, _voices, _check, _report):
        add(commands)
    for add in (
        _push,
        _takedown,
        _explain,
        _status,
        _serve,
        _desk,
        _store,
        _clean,
        _doctor,
        _schema,
        _completion,
    ):
        add(commands)
    return top


def _command(commands: Any, name: str, command: str, help: str, *examples: str) -> argparse.ArgumentParser:
    shown = "examples:\n" + "\n".join(f"  {example}" for example in examples)
    added: argparse.ArgumentParser = commands.add_parser(
        name,
        help=help,
        description=help[0].upper() + help[1:] + ".",
        epilog=shown,
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    added.set_defaults(command=command)
    shared = added.add_argument_group("options of every command")
    everywhere(shared, quiet=argparse.SUPPRESS, config=argparse.SUPPRESS)
    return added


def _init(commands: Any) -> None:
    add = _command(
        commands,
        "init",
        "project:init",
        "set up a folder: publish.toml with every setting explained, and source/ for articles",
        "publish init",
        "publish init gazette",
    )
    add.add_argument("folder", nargs="?", default=".", metavar="DIR", help="which folder (this one)")


def _new(commands: Any) -> None:
    add = _command(
        commands,
        "new",
        "project:new",
        "begin an article in Markdown, or the settings of an article that is there",
        "publish new 'The long way home'",
        "publish new 'Le long chemin' --lang fr",
        "publish new --settings source/story.html",
    )
    add.add_argument(
        "title", nargs="+", metavar="TITLE", help="the article's title; with --settings, its source"
    )
    add.add_argument(
        "--lang", type=language, default="", metavar="TAG", help="its language (the show's, else en)"
    )
    add.add_argument("--folder", default="source", metavar="DIR", help="where the article goes (source)")
    add.add_argument(
        "--settings",
        action="store_true",
        help="write the settings file of a source instead, with its pictures and their words",
    )


def _build(commands: Any) -> None:
    add = _command(
        commands,
        "build",
        "build:build",
        "turn sources into e-books, narrations and web pages",
        "publish build",
        "publish build story.html -o books --only epub",
        "publish build https://example.org/story --voice espeak",
        "publish build story.html -o story.mp3",
        "publish build articles.jsonl -o archive --runner ray",
    )
    add.add_argument(
        "sources",
        nargs="*",
        metavar="SOURCE",
        help=f"{SOURCE}, a list, or - for standard input (default: source/)",
    )
    add.add_argument(
        "-o",
        "--output",
        default="output",
        metavar="DIR",
        help="where products go: a folder (output), s3://..., or one file, as in book.epub, .mp3 or .m4b",
    )
    add.add_argument(
        "--only",
        type=groups,
        default=(),
        metavar="GROUPS",
        help="some of epub,audio,web (all); epub,audio with -o book.epub makes the read-aloud edition",
    )
    add.add_argument("--voice", default="", metavar="NAME", help="a voice from `publish voices` (auto)")
    article_language_argument(add)
    lexicon_argument(add)
    add.add_argument("--jobs", type=count, default=0, metavar="N", help="threads to use (one a core)")
    add.add_argument("--runner", default="local", choices=("local", "ray"), help="where jobs run (local)")
    _cluster(add)
    add.add_argument(
        "--batch", action="store_true", help="keep a ledger, as for a list: for very many articles"
    )
    add.add_argument("--retry", action="store_true", help="with a ledger: try what had failed once more")
    add.add_argument("--strict", action="store_true", help="a warning fails its article as an error does")
    add.add_argument(
        "--issue",
        default="",
        metavar="NAME",
        help="bind [issues.NAME] into one book, or say why it cannot be",
    )
    add.add_argument("--site-url", default="", metavar="URL", help="where output/ will stand on the web")
    add.add_argument("--certified-by", default="", metavar="NAME", help="who vouches for the accessibility")
    add.add_argument("--review", default="", metavar="URL", help="the record of that person's review")
    add.add_argument("--json", action="store_true", help="the summary as JSON")
    add.add_argument("--log", choices=("plain", "json"), help="the log: a line for people, or JSON lines")


def _cluster(add: argparse.ArgumentParser) -> None:
    add.add_argument("--address", default="", metavar="ADDR", help="the Ray cluster (one started for this)")
    add.add_argument(
        "--resource",
        type=resource,
        action="append",
        default=[],
        metavar="NAME=AMOUNT",
        help="what a job asks of the cluster, such as GPU=0.5; repeatable",
    )


def _read(commands: Any) -> None:
    add = _command(
        commands,
        "read",
        "content:read",
        "show the article that a source holds",
        "publish read story.html",
        "publish read story.html --json --base-url https://example.org/story",
        "curl -s https://example.org/story | publish read -",
    )
    source_argument(add)
    article_language_argument(add)
    add.add_argument("--json", action="store_true", help="the whole article as JSON")
    add.add_argument("--base-url", default="", metavar="URL", help="what relative addresses count from")


def _script(commands: Any) -> None:
    add = _command(
        commands,
        "script",
        "content:script",
        "show what will be said, sentence by sentence",
        "publish script story.html",
        "publish script story.html --names",
    )
    source_argument(add)
    article_language_argument(add)
    lexicon_argument(add)
    add.add_argument("--json", action="store_true", help="the whole script as JSON")
    add.add_argument("--names", action="store_true", help="the words a voice may not know, for the lexicon")


def _spoken(commands: Any) -> None:
    add = _command(
        commands,
        "spoken",
        "content:spoken",
        "give the spoken form of written text; without TEXT, one line out for each line in",
        "publish spoken 'It cost £1.2bn in 2008-17.'",
        "publish spoken --lang fr < lines.txt",
    )
    add.add_argument("text", nargs="*", metavar="TEXT", help="written text")
    add.add_argument("--lang", type=language, default="en", metavar="TAG", help="its language (en)")
    lexicon_argument(add)


def _say(commands: Any) -> None:
    add = _command(
        commands,
        "say",
        "content:say",
        "hear a voice",
        "publish say 'Good morning.' -o morning.mp3",
        "publish say Leicester -o word.wav --lexicon 'Leicester=Lester'",
    )
    add.add_argument("text", nargs="+", metavar="TEXT", help="what to say; - for standard input")
    add.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        help="where the sound goes: an .mp3 or .wav file, or - for standard output",
    )
    add.add_argument("--voice", default="", metavar="NAME", help="a voice from `publish voices` (auto)")
    add.add_argument(
        "--lang", type=language, default="en", metavar="TAG", help="the language of the text (en)"
    )
    add.add_argument("--json", action="store_true", help="as JSON when each word is heard")
    lexicon_argument(add)


def _voices(commands: Any) -> None:
    add = _command(
        commands,
        "voices",
        "content:voices",
        "list engines and voices: what is ready, what is missing and how to get it",
        "publish voices",
        "publish voices --json",
    )
    add.add_argument("--json", action="store_true", help="as JSON")
    add.add_argument("--get", default="", metavar="NAME", help="fetch a Piper voice into voices/")
    add.add_argument(
        "--from",
        dest="address",
        default="",
        metavar="URL",
        help="a mirror of Piper's voices to fetch it from",
    )


def _check(commands: Any) -> None:
    add = _command(
        commands,
        "check",
        "books:check",
        "judge books by EPUBCheck and by our own rules",
        "publish check output/*/*.epub",
    )
    add.add_argument("books", nargs="+", metavar="FILE.epub", help="a book")
    add.add_argument("--json", action="store_true", help="findings as JSON")


def _products(add: Any) -> None:
    add.add_argument("-o", "--output", default="output", metavar="DIR", help="where products are (output)")


def _report(commands: Any) -> None:
    add = _command(
        commands,
        "report",
        "books:report",
        "look at what was made: pictures beside their words, problems, and the sound in outline",
        "publish report",
        "publish report the-long-way-home",
        "publish report -o books --no-open",
    )
    add.add_argument("slugs", nargs="*", metavar="SLUG", help="an article's slug (all that are built)")
    _products(add)
    add.add_argument("--to", default="", metavar="DIR", help="where the pages go (DIR-report, beside it)")
    add.add_argument(
        "--no-open", dest="open", action="store_false", help="write the pages, but open no browser"
    )


def _push(commands: Any) -> None:
    add = _command(
        commands,
        "push",
        "books:push",
        "publish what is built to the places that publish.toml names",
        "publish push",
        "publish push website --article the-long-way-home",
    )
    add.add_argument("places", nargs="*", metavar="PLACE", help="a name under [places] (all of them)")
    add.add_argument(
        "--article",
        action="append",
        default=[],
        metavar="SLUG",
        help="publish this article beside what stands there already, not all that is built; repeatable",
    )
    add.add_argument("--check", action="store_true", help="go through the list of checks; publish nothing")
    _products(add)


def _takedown(commands: Any) -> None:
    add = _command(
        commands,
        "takedown",
        "books:takedown",
        "take articles down wherever they were published, and say what remains elsewhere",
        "publish takedown the-long-way-home",
        "publish takedown --undo the-long-way-home",
    )
    add.add_argument("slugs", nargs="+", metavar="SLUG", help="an article's slug")
    add.add_argument("--undo", action="store_true", help="let builds make them again")
    _products(add)


def _explain(commands: Any) -> None:
    add = _command(
        commands,
        "explain",
        "build:explain",
        "say what a build would do for an article, and why",
        "publish explain birmingham-childrens-services",
    )
    add.add_argument("slug", metavar="SLUG", help="an article's slug, or its source")
    _products(add)
    add.add_argument("--only", type=groups, default=(), metavar="GROUPS", help="as for build")
    add.add_argument("--voice", default="", metavar="NAME", help="as for build")
    article_language_argument(add)
    lexicon_argument(add)
    add.add_argument("--strict", action="store_true", help="as for build")


def _status(commands: Any) -> None:
    add = _command(
        commands,
        "status",
        "build:status",
        "say how far the build of a list of articles is, and what failed",
        "publish status -o archive",
        "publish status -o archive --failures",
    )
    _products(add)
    add.add_argument("--failures", action="store_true", help="each failed article, a line for each")
    add.add_argument("--json", action="store_true", help="as JSON")


def _serve(commands: Any) -> None:
    add = _command(
        commands,
        "serve",
        "books:serve",
        "play the products in a browser on this machine; builds this project's again when a source changes",
        "publish serve",
        "publish serve output --port 8080",
    )
    add.add_argument("folder", nargs="?", default="output", metavar="DIR", help="products (output)")
    add.add_argument("--port", type=port, default=8000, metavar="N", help="port (8000)")
    add.add_argument("--host", default="127.0.0.1", metavar="ADDR", help="address to listen on (127.0.0.1)")


def _desk(commands: Any) -> None:
    add = _command(
        commands,
        "desk",
        "books:desk",
        "hear and mend the articles of source/ in the browser, and build them",
        "publish desk",
        "publish desk --port 8090 --no-open",
    )
    add.add_argument(
        "--port", type=port, default=0, metavar="N", help="the port on this machine (a free one)"
    )
    add.add_argument("--no-open", dest="open", action="store_false", help="do not open the browser")
    add.add_argument(
        "--listen",
        default="127.0.0.1",
        metavar="ADDR",
        help="listen where others reach it, behind a password: 0.0.0.0 for every network (127.0.0.1)",
    )
    add.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="HOST",
        help="with --listen: a further name of this machine, as browsers write it; repeatable",
    )


def _store(commands: Any) -> None:
    add = _command(
        commands,
        "store",
        "project:store",
        "look after the store of finished work",
        "publish store info",
        "publish store prune --max-size 500MB",
        "publish store verify",
    )
    add.add_argument(
        "action", metavar="info|prune|verify", choices=("info", "prune", "verify"), help="what to do"
    )
    add.add_argument("--max-size", default="", metavar="SIZE", help="what prune leaves, such as 500MB (4GB)")
    add.add_argument("--json", action="store_true", help="as JSON")


def _clean(commands: Any) -> None:
    add = _command(
        commands, "clean", "project:clean", "remove the products, not the store", "publish clean -o books"
    )
    _products(add)


def _doctor(commands: Any) -> None:
    add = _command(
        commands,
        "doctor",
        "project:doctor",
        "say what this machine has, and what each missing piece would add",
        "publish doctor",
    )
    add.add_argument("--json", action="store_true", help="as JSON")


def _schema(commands: Any) -> None:
    add = _command(
        commands,
        "schema",
        "project:schema",
        "print the JSON Schema of the settings, for editors that complete and check them",
        "publish schema",
        "publish schema article > article.schema.json",
    )
    add.add_argument(
        "file",
        nargs="?",
        default="publish",
        choices=("publish", "article", "front-matter"),
        help="of publish.toml, of an article's own settings, or of those at the top of Markdown (publish)",
    )


def _completion(commands: Any) -> None:
    add = _command(
        commands,
        "completion",
        "project:completion",
        "print the completion of a shell",
        "publish completion bash > ~/.local/share/bash-completion/completions/publish",
        "publish completion fish > ~/.config/fish/completions/publish.fish",
        "publish completion zsh > ~/.zfunc/_publish",
    )
    add.add_argument("shell", choices=("bash", "fish", "zsh", "tcsh"), help="which shell")
