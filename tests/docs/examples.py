"""The examples of the documentation: what a page shows to be written, run and seen, in its order.

    ```md title="source/story.md"      a file, written before what follows it
    ```sh                              commands, run by a shell that stops at the first failure
    ```text                            after commands: what they print; … stands for anything
    ```pycon                           Python as at its prompt, held to what it shows

A comment straight before a block says what is special about it: `<!-- not run: reason -->`
or `<!-- exit status 1 -->`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(
    r"(?P<note><!-- [^\n]* -->\n)?^(?P<ticks>`{3,})(?P<kind>\w*)(?: title=\"(?P<title>[^\"]+)\")?[ ]*\n"
    r"(?P<text>.*?)^(?P=ticks)$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Example:
    """A block of a page: `line` is where it begins, `section` how many headings stand before it.

    `shown` is what the block after it says it prints.
    """

    line: int
    kind: str
    text: str
    title: str = ""
    skipped: str = ""
    status: int = 0
    shown: str | None = None
    section: int = 0

    @property
    def lines(self) -> list[str]:
        """Its commands, one each, lines that go on joined."""
        joined = self.text.replace("\\\n", " ")
        return [line for line in joined.splitlines() if line.strip() and not line.startswith("#")]


def examples(page: Path) -> Iterator[Example]:
    """The blocks of a page in order."""
    text = page.read_text("utf-8")
    blocks = list(_BLOCK.finditer(text))
    for block, following in zip(blocks, [*blocks[1:], None], strict=False):
        note = block["note"] or ""
        skipped = re.search(r"<!-- not run: (.+) -->", note)
        status = re.search(r"<!-- exit status (\d+) -->", note)
        between = text[block.end() : following.start()] if following else ""
        shown = following and following["kind"] == "text" and "\n#" not in between
        yield Example(
            line=text.count("\n", 0, block.start("ticks")) + 1,
            kind=block["kind"],
            text=block["text"],
            title=block["title"] or "",
            skipped=skipped[1] if skipped else "",
            status=int(status[1]) if status else 0,
            shown=following["text"] if shown and following else None,
            section=text.count("\n## ", 0, block.start()),
        )


def matches(shown: str, printed: str) -> bool:
    """Whether what was printed is what a page shows, where … stands for any characters."""
    pattern = "".join(".*?" if part == "…" else re.escape(part) for part in re.split("(…)", shown.strip()))
    return re.fullmatch(pattern, printed.strip(), re.DOTALL) is not None
