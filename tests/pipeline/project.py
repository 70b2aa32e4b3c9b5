"""A project with articles of a few sentences, built with the tone voice into folders of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

from publish.config import Config
from publish.pipeline.job import GROUPS, Event, Options
from publish.pipeline.scheduler import Summary, build

PAGE = """<!DOCTYPE html>
<html lang="en">
<head><title>{title}</title></head>
<body><article>
<h1>{title}</h1>
<p class="byline">By Ada Wren</p>
<p>{first} The harbour was quiet when the first boats came home. Nobody had lit the lamps.</p>
<p>Fishermen spoke of a swell that came from nowhere. They had hauled their nets early.</p>
<h2>After the storm</h2>
<p>In the morning the beach was covered with driftwood. Children carried it home in small carts.</p>
<p>The council counted eleven broken windows. All of them were mended before the week was over.</p>
<h2>What comes next</h2>
<p>A new wall will be built in the spring. It is to be two metres higher than the old one.</p>
</article></body></html>
"""


class Project:
    """A folder with sources, an output folder and a store."""

    def __init__(self, folder: Path, seed: Path | None = None) -> None:
        self.folder = folder
        self.source, self.output, self.store = folder / "source", folder / "output", folder / "store"
        self.source.mkdir(parents=True)
        if seed:
            shutil.copytree(seed, self.store)
        self.events: list[Event] = []

    def write(self, slug: str, first: str = "It began at dusk.", title: str = "A night at sea") -> Path:
        path = self.source / f"{slug}.html"
        path.write_text(PAGE.format(title=title, first=first), "utf-8")
        return path

    def illustrate(self, slug: str, picture: bytes) -> None:
        """Put a picture with a caption into an article."""
        page = self.source / f"{slug}.html"
        shown = "<img src='boats.png' alt='Three boats in a row.'>"
        figure = f"<figure>{shown}<figcaption>Boats at the quay.</figcaption></figure>"
        page.write_text(page.read_text("utf-8").replace("<h2>What", f"{figure}<h2>What"), "utf-8")
        (self.source / "boats.png").write_bytes(picture)

    def options(
        self, groups: tuple[str, ...] = GROUPS, voice: str = "tone", threads: int = 2, strict: bool = False
    ) -> Options:
        return Options(self.output, self.store, groups, voice, threads, strict)

    def build(self, *sources: Path, config: Config | None = None, options: Options | None = None) -> Summary:
        names = [str(path) for path in sources] or [str(self.source)]
        return build(names, config or Config(), options or self.options(), listener=self.events.append)

    def products(self) -> dict[str, bytes]:
        """Every file of the output folder."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file()
        }
