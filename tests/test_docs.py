"""The documentation names every command, key, problem code and engine, and says the truth about them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, get_args

import pytest
import write_reference

from publish.cli import main
from publish.cli.arguments import ENVIRONMENT, parsed
from publish.config import Config, Overrides
from publish.config.keys import flat
from publish.model.narration import Role
from publish.model.problem import CODES
from publish.pipeline.job import Account, measures
from publish.system.extras import DISTRIBUTION
from publish.voices.select import ENGINES
from tests.needs import ROOT

DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.slow] if name == "json-shapes" else [])
        for name in sorted(write_reference.PARTS)
    ],
)
def test_generated_parts_are_up_to_date(name: str) -> None:
    path, part = write_reference.PARTS[name]
    text = (ROOT / path).read_text("utf-8")
    assert write_reference.renewed(text, name, part()) == text, "run python tools/write_reference.py"


def test_every_command_has_its_examples_and_options_documented() -> None:
    text = page("commands.md")
    for name, sub in write_reference.subcommands().items():
        assert f"\n## publish {name}\n" in text
        for action in sub._actions:
            assert all(option in text for option in action.option_strings if option not in ("-h", "--help"))


def test_every_variable_is_documented_and_no_other() -> None:
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    read = set(re.findall(r"environ(?:\.get\(|\[)\"([A-Z_]+)\"", code))
    others = {"TERM", "XDG_CACHE_HOME", "RAY_ADDRESS", "AWS_ENDPOINT_URL", "PUPPETEER_EXECUTABLE_PATH"}
    assert read == set(ENVIRONMENT) | others


def test_every_command_that_gives_json_has_its_shape_documented() -> None:
    given = {
        f"publish {name} {option}{kind}"
        for name, sub in write_reference.subcommands().items()
        for action in sub._actions
        for option, kind in (("--json", ""), ("--log", " json"))
        if option in action.option_strings
    }
    actions = "info", "prune", "verify"
    given = given - {"publish store --json"} | {f"publish store {action} --json" for action in actions}
    documented = set(re.findall(r"^## (publish .*json)$", page("json.md"), re.MULTILINE))
    assert documented == given


def test_every_figure_for_prometheus_is_documented() -> None:
    ended = (Account(stages=(("speaking", 1.0),)), Account("READ-001"))
    named = {measure.name for one in ended for measure in measures(one, 1)}
    assert set(re.findall(r"`(publish_\w+)`", page("cluster.md"))) == named


def test_every_role_is_documented() -> None:
    (listed,) = re.findall(r"^Roles are (.*)\.$", page("voices.md"), re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", listed)) == set(get_args(Role))


def test_every_problem_code_is_documented() -> None:
    assert all(f"`{code}`" in page("problems.md") for code in CODES)


def test_the_problem_that_is_shown_is_worded_as_the_program_words_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = page("problems.md").split("```text\n")[1].splitlines()[0]
    place, line, picture = re.findall(r" (\S+):(\d+) image \"(.+?)\"", shown)[0]
    text = ["<article lang=en><h1>Dark</h1><p>It was counted by hand, one lamp after the other.</p>"]
    text += ["<p></p>"] * (int(line) - 2)
    (tmp_path / place).parent.mkdir(parents=True)
    (tmp_path / place).write_text("\n".join([*text, f'<figure><img src="{picture}"></figure></article>']))
    monkeypatch.chdir(tmp_path)
    assert main(["read", place]) == 0
    assert shown in capsys.readouterr().err.splitlines()


def test_the_log_that_is_shown_has_the_events_and_keys_that_are_listed() -> None:
    listed = page("json.md").split("| event | when | with |")[1].split("\n\n")[0]
    events = {
        event: set(re.findall(r"`(\w+)`", keys))
        for event, keys in re.findall(r"^\| `(\w+)` \| [^|`]+ \| (`.*`) \|$", listed, re.MULTILINE)
    }
    shown = [json.loads(line) for line in page("cluster.md").splitlines() if line.startswith('{"time"')]
    assert len(shown) > 2
    for line in shown:
        assert set(line) == {"time", "event", *events[line["event"]]}


def test_the_distribution_is_named_as_it_is_called() -> None:
    """`pip install publish` would fetch a stranger's program."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["name"] == DISTRIBUTION != "publish"
    text = "\n".join(path.read_text("utf-8") for path in PAGES if path.name != "CHANGELOG.md")
    assert DISTRIBUTION in text
    assert f"dist/{DISTRIBUTION.replace('-', '_')}-*.whl" in text
    assert not re.search(r"(?:pip|pipx|uvx?|uv tool) (?:install|inject|run)? ?publish(?![-\w])", text)


def test_what_is_to_be_installed_is_named_as_the_extras_name_it() -> None:
    """Never by an extra of ours: it may have been installed from a file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {name for names in project["optional-dependencies"].values() for name in names}
    text = "\n".join(path.read_text("utf-8") for path in PAGES)
    named = [name for line in re.findall(r"pip install ('.*)", text) for name in re.findall(r"'(.+?)'", line)]
    assert len(named) > 4
    assert set(named) <= wanted


@pytest.mark.slow
def test_every_key_and_every_engine_is_set_in_some_test() -> None:
    tests = [path for path in (ROOT / "tests").rglob("*.py") if "node_modules" not in path.parts]
    text = "\n".join(path.read_text("utf-8") for path in tests)
    keys = {field.name for kind in (Config, Overrides) for _, field in flat(kind)}
    assert len(keys) > 30
    assert {key for key in keys if not re.search(rf"\b{key}\b\W{{0,3}}[=:]", text)} == set()
    assert {name for name in ENGINES if not re.search(rf"[\"']{name}\b", text)} == set()


def test_every_engine_is_documented() -> None:
    table = page("voices.md").split("|---|---|---|")[1].split("\n\n")[0]
    rows = re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE)
    assert sorted(rows) == sorted(ENGINES)


@pytest.mark.slow
def test_every_command_line_in_the_documentation_is_one() -> None:
    """Each `publish ...` line of an example is accepted by the program's own parser."""
    import shlex

    lines = [
        line
        for path in PAGES
        for block in re.findall(r"```sh\n(.*?)```", path.read_text("utf-8"), re.DOTALL)
        for line in re.findall(r"^(?:\.venv/bin/)?publish (.+)$", block, re.MULTILINE)
    ]
    assert len(lines) > 20
    for line in lines:
        parsed(shlex.split(re.split(r" (?:2?>|<|\||&&) ", line)[0], comments=True))


def test_commands_that_are_named_in_a_sentence_exist_with_their_options() -> None:
    known = write_reference.subcommands()
    prose = "\n".join(
        re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE) for path in PAGES
    )
    named = re.findall(r"`(?:\.venv/bin/)?publish (?:help )?([a-z]+)((?: [^`]*)?)`", prose)
    assert len(named) > 20
    for name, rest in named:
        assert name in known
        assert set(re.findall(r"(?<= )--?[a-z-]+", rest)) <= set(known[name]._option_string_actions)


def test_every_make_target_in_the_documentation_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    text = "\n".join(path.read_text("utf-8") for path in PAGES)
    named = re.findall(r"(?:^|`)make ([a-z]+)\b(?=`|\s+#|$)", text, re.MULTILINE)
    assert set(named) <= targets


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_inside_the_project_leads_somewhere(path: Any) -> None:
    prose = re.sub(r"```.*?```|`[^`\n]+`", "", path.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = (path.parent / name) if name else path
        assert file.exists(), f"{path.name}: {target}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings}


def test_settings_shown_in_the_documentation_are_accepted() -> None:
    from publish.config import from_table

    for name, kinds in (
        ("configuration.md", (Config,)),
        ("voices.md", (Config,)),
        ("editors.md", (Overrides,)),
    ):
        for block in re.findall(r"```toml\n(.*?)```", page(name), re.DOTALL):
            table = tomllib.loads(block)
            for kind in (Config,) if "issues" in table else kinds:
                assert from_table(kind, table, name)
    settings = re.findall(r"^\| `(\w+ = [^`]+)` \|", page("editors.md"), re.MULTILINE)
    assert len(settings) > 5
    for setting in settings:
        assert from_table(Overrides, tomllib.loads(setting), setting)


def products(page: str) -> list[str]:
    """The products in the first table of a page, as patterns of paths."""
    return re.findall(r"^\| `([^`]+)` \|", page.split("|---|---|")[1].split("\n\n")[0], re.MULTILINE)


@pytest.mark.slow
def test_products_are_documented_and_no_other_is_made(tmp_path: Path) -> None:
    """A real build, with a silent voice, makes each file in the table and nothing beside them."""
    command = [sys.executable, "-m", "publish", "build", "source/how-to-describe-a-picture.md", "--quiet"]
    output = subprocess.run(
        [*command, "--voice", "silence", "-o", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert output.returncode == 0, output.stderr
    slug = "how-to-describe-a-picture"
    patterns = [
        name.replace("<slug>", slug).replace("NN", "[0-9][0-9]") for name in products(page("products.md"))
    ]
    files = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()]
    assert [name for name in files if not any(fnmatch(name, pattern) for pattern in patterns)] == []
    assert [pattern for pattern in patterns if not any(fnmatch(name, pattern) for name in files)] == []
    report = json.loads((tmp_path / slug / "report.json").read_text("utf-8"))
    reported = page("products.md").split("## report.json")[1].split("\n## ")[0]
    assert all(f"`{key}`" in reported for key in report)


def test_the_readme_lists_products_that_are_documented() -> None:
    readme = (ROOT / "README.md").read_text("utf-8").split("## What comes out")[1]
    listed = products(readme)
    assert len(listed) == 9
    known = products(page("products.md"))
    assert all(any(name.startswith(entry) for name in known) for entry in listed)
