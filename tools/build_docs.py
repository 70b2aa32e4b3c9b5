"""The documentation as a website: `python tools/build_docs.py [FOLDER]`, which is `make docs`.

The pages are those of `docs/` and four of the project's own, as they stand. On the
way to Sphinx three things are done to them, so that they read well without it too:
links between folders become links between pages, a title on a block of code becomes its
caption, and the lists of `docs/index.md` become the contents. Nothing is fetched. A link or an
anchor that leads nowhere fails the build. The show that the page on embedding plays is built beside it.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITE = Path(__file__).resolve().parent / "site"
OWN = {
    "ARCHITECTURE.md": "architecture.md",
    "CHANGELOG.md": "changes.md",
    "CONTRIBUTING.md": "contributing.md",
}


class LinkError(ValueError):
    """A page links to a file that does not exist."""


def pages() -> dict[str, Path]:
    """Every page of the site: its name there, and where it stands."""
    found = {path.name: path for path in sorted((ROOT / "docs").glob("*.md"))}
    return found | {name: ROOT / path for path, name in OWN.items()}


def staged(name: str, path: Path, known: Mapping[str, Path]) -> str:
    """A page as Sphinx is given it. Raises LinkError."""
    text = titled(linked(path.read_text("utf-8"), path, {file: page for page, file in known.items()}))
    return text + contents(text) if name == "index.md" else text


# --- the three changes --------------------------------------------------------

_LINK = re.compile(
    r"(?P<code>```.*?```|`[^`\n]+`)"
    r"|\[(?P<words>[^\]]*)\]\((?![a-z]+:|#)(?P<target>[^)\s#]+)(?P<rest>[^)]*)\)",
    re.DOTALL,
)
_FENCE = re.compile(r"^(`{3,})([^\n]*)$(.*?)^\1$", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r"""^(\w+) title="([^"]+)"$""")


def linked(text: str, path: Path, known: Mapping[Path, str]) -> str:
    """A page's text whose links name pages of the site; another file of the project is named instead.

    Raises LinkError for a link to nothing.
    """

    def renamed(match: re.Match[str]) -> str:
        if match["code"]:
            return match[0]
        target = (path.parent / match["target"]).resolve()
        if target in known:
            return f"[{match['words']}]({known[target]}{match['rest']})"
        if not target.exists() or not target.is_relative_to(ROOT):
            raise LinkError(f"{path.relative_to(ROOT)}: {match['target']} does not exist")
        if target.is_relative_to(ROOT / "docs" / "pictures"):
            return f"[{match['words']}]({target.relative_to(ROOT / 'docs').as_posix()}{match['rest']})"
        return f"{match['words']} (`{target.relative_to(ROOT).as_posix()}` in the project)"

    return _LINK.sub(renamed, text)


def titled(text: str) -> str:
    """A page's text in which a block of code that has a title shows it."""

    def captioned(match: re.Match[str]) -> str:
        ticks, fence, code = match.groups()
        title = _TITLE.match(fence)
        if not title:
            return match[0]
        return f"{ticks}{{code-block}} {title[1]}\n:caption: {title[2]}\n{code}{ticks}"

    return _FENCE.sub(captioned, text)


def contents(index: str) -> str:
    """The lists of links of the first page, each under its heading, as Sphinx wants them."""
    groups = []
    for part in index.split("\n## ")[1:]:
        links = re.findall(r"^- \[[^\]]+\]\(([\w-]+)\.md\)", part, re.MULTILINE)
        if links:
            caption, names = part.splitlines()[0], "\n".join(links)
            groups.append(f"\n```{{toctree}}\n:hidden:\n:caption: {caption}\n\n{names}\n```\n")
    return "".join(groups)


# --- building -----------------------------------------------------------------


def build(folder: Path) -> int:
    """Make the site in a folder. Gives Sphinx's exit status; the folder is only replaced when it is 0."""
    with tempfile.TemporaryDirectory() as name:
        stage, made = Path(name) / "pages", Path(name) / "site"
        shutil.copytree(ROOT / "docs" / "pictures", stage / "pictures")
        known = pages()
        for page, path in known.items():
            (stage / page).write_text(staged(page, path, known), "utf-8")
        command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-c", str(SITE), "-b", "html"]
        status = subprocess.run([*command, str(stage), str(made)], check=False).returncode
        if status == 0:
            shutil.rmtree(made / ".doctrees", ignore_errors=True)
            _demonstrate(made / "demonstration")
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(made, folder)
        return status


def _demonstrate(folder: Path) -> None:
    """A narration to play on the page about embedding."""
    command = [sys.executable, "-m", "publish", "--quiet", "build", str(SITE / "demonstration")]
    subprocess.run([*command, "--only", "web", "-o", str(folder)], check=True)


def main(arguments: list[str]) -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", nargs="?", type=Path, default=ROOT / "site", help="where it goes (site/)")
    folder = options.parse_args(arguments).folder
    try:
        status = build(folder)
    except LinkError as error:
        print(error, file=sys.stderr)
        return 1
    if status == 0:
        print(f"open {folder / 'index.html'}")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
