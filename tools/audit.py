"""Ask for known weaknesses of the libraries in a lock: `python tools/audit.py requirements/main.txt ...`.

The answers come from a service on the network. Where it cannot be reached
nothing is known, and that is said; a weakness that is found is a failure.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_REACH = ("Connection", "NameResolution", "Failed to resolve", "Max retries", "timed out", "Proxy")


@dataclass(frozen=True, slots=True)
class Answer:
    """How many libraries of a lock were asked about, how many are known, and the weaknesses of these."""

    asked: int
    judged: int
    weak: tuple[str, ...]


def answer(report: dict[str, Any]) -> Answer:
    """The answer in a report of pip-audit."""
    entries = report["dependencies"]
    judged = [entry for entry in entries if "skip_reason" not in entry]
    weak = tuple(
        f"{entry['name']} {entry['version']}: {flaw['id']}, mended in "
        + (", ".join(flaw["fix_versions"]) or "no version")
        for entry in judged
        for flaw in entry["vulns"]
    )
    return Answer(len(entries), len(judged), weak)


def ask(lock: str) -> Answer | None:
    """The answer for a lock, None where no service can be reached. Raises RuntimeError for other failures."""
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--progress-spinner", "off", "-f", "json"]
    done = subprocess.run([*command, "-r", lock], capture_output=True, text=True, check=False)
    try:
        found = answer(json.loads(done.stdout))
    except ValueError:
        if any(word in done.stderr for word in _REACH):
            return None
        raise RuntimeError(done.stderr.strip()) from None
    return found if found.judged else None


def main(locks: Iterable[str]) -> int:
    failed = False
    for lock in locks:
        found = ask(lock)
        if found is None:
            print(
                f"{lock}: not audited, because no service that knows of weaknesses can be reached from here"
            )
            continue
        print(
            f"{lock}: {found.judged} of {found.asked} libraries audited, {len(found.weak)} weaknesses known"
        )
        for line in found.weak:
            print(f"  {line}")
        failed = failed or bool(found.weak)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
