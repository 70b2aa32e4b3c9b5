"""`python benchmarks/voices`: naturalness, wrong words, speed and memory of each voice in each language.

    python benchmarks/voices [--hear PYTHON] [--judge PYTHON] [--keep] [LANG=VOICE...]

Without pairs every voice of the table of languages is measured. A figure that needs a Python which is not
given stays as it was kept. `--keep` writes figures.json and the table in README.md, raises the floors that
the figures are above, and fails, writing nothing, where one is below its floor.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tempfile
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from publish.model.text import base_language
from publish.voices.select import languages

HERE = Path(__file__).parent
FIGURES, README = HERE / "figures.json", HERE / "README.md"
TOLERANCE = {"right": 3.0, "naturalness": 0.15, "speed": 0.5}
"""How far below a figure its floor is set: percent of words, points, and a share of the speed."""

Row = dict[str, float]


def measure(lang: str, voice: str, hear: str, judge: str) -> Row:
    """The figures of one voice in one language."""
    with tempfile.TemporaryDirectory() as folder:
        row: Row = _run(sys.executable, "speak.py", voice, lang, folder)
        if hear:
            sentences = tomllib.loads((HERE / "sentences.toml").read_text("utf-8"))[base_language(lang)]
            heard = _run(hear, "hear.py", folder, base_language(lang), text="\n".join(sentences))
            row["right"] = round(100 * (1 - min(1.0, heard["wrong"])), 1)
        if judge:
            row["naturalness"] = round(_run(judge, "judge.py", folder)["naturalness"], 2)
    row["speed"] = round(row["speed"], 2 if row["speed"] < 10 else 0)
    return row


def _run(python: str, script: str, *arguments: str, text: str = "") -> dict[str, float]:
    done = subprocess.run(
        [python, str(HERE / script), *arguments], input=text.encode(), capture_output=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{script} {' '.join(arguments)}: {done.stderr.decode()[-500:]}")
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def floors(row: Row, old: Row) -> Row:
    """The floors of a row: those it had, or higher where it is now further above them."""
    new = {
        name: round(row[name] * (1 - less) if name == "speed" else row[name] - less, 2)
        for name, less in TOLERANCE.items()
        if name in row
    }
    return {name: max(new.get(name, old.get(name, 0)), old.get(name, 0)) for name in {*new, *old}}


def below(kept: dict[str, dict[str, Row]], row: Row, key: str) -> list[str]:
    """What of a row is below its floor."""
    under = kept["floors"].get(key, {})
    return [
        f"{key}: {name} {row[name]} < {floor}"
        for name, floor in under.items()
        if row.get(name, floor) < floor
    ]


def table(figures: dict[str, Row]) -> str:
    """The figures as a table in Markdown."""
    lines = [
        "| language | voice | naturalness | words heard right | speed | memory |",
        "|---|---|---|---|---|---|",
    ]
    for key, row in sorted(figures.items()):
        lang, _, voice = key.partition("=")
        natural = f"{row['naturalness']:.2f}" if "naturalness" in row else ""
        right = f"{row['right']:.1f} %" if "right" in row else ""
        lines.append(
            f"| `{lang}` | `{voice}` | {natural} | {right} | {row['speed']:g} × | {row['memory_mb']:g} MB |"
        )
    return "\n".join(lines)


def keep(kept: dict[str, dict[str, Row]]) -> None:
    """Write the figures and the table."""
    machine = f"{platform.system()}, {platform.machine()}, Python {platform.python_version()}"
    head = f"{datetime.now(UTC):%d %B %Y}; {machine}"
    FIGURES.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")
    before, _, rest = README.read_text("utf-8").partition("<!-- table -->\n")
    after = rest.partition("<!-- end -->")[2]
    README.write_text(
        f"{before}<!-- table -->\n{head}\n\n{table(kept['figures'])}\n\n<!-- end -->{after}", "utf-8"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pairs", nargs="*", metavar="LANG=VOICE")
    parser.add_argument("--hear", default="", metavar="PYTHON")
    parser.add_argument("--judge", default="", metavar="PYTHON")
    parser.add_argument("--keep", action="store_true")
    asked = parser.parse_args()
    kept = json.loads(FIGURES.read_text()) if FIGURES.is_file() else {"figures": {}, "floors": {}}
    every = [f"{lang}={voice}" for lang, voices in languages().items() for voice in voices]
    faults: list[str] = []
    for key in asked.pairs or every:
        lang, _, voice = key.partition("=")
        row = measure(lang, voice, asked.hear, asked.judge)
        faults += below(kept, row, key)
        kept["figures"][key] = {**kept["figures"].get(key, {}), **row}
        kept["floors"][key] = floors(row, kept["floors"].get(key, {}))
        print(key, row, flush=True)
    if faults:
        raise SystemExit("\n".join(faults))
    if asked.keep:
        keep(kept)


if __name__ == "__main__":
    main()
