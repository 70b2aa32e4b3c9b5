"""What `publish explain` says before a build: why it would be done, and how much of it."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from publish.config import Config, Site, Sound
from publish.pipeline.explain import explain
from publish.pipeline.job import Options
from publish.pipeline.steps import installation
from tests.images.test_raster import drawn, saved
from tests.pipeline.project import Project

HEARD = "audio, read-aloud edition, transcripts and player would be written anew, as the sound changed"
SILENT = ["0 of 19 sentences would be spoken", "0 of 3 sections would be encoded"]
ALL = [
    "19 of 19 sentences would be spoken",
    "3 of 3 sections would be encoded",
    "  01-introduction.mp3: 7 new sentences, 'A night at sea.' and so on",
    "  02-after-the-storm.mp3: 7 new sentences, 'After the storm.' and so on",
    "  03-what-comes-next.mp3: 5 new sentences, 'What comes next.' and so on",
]
CONFIGS = {
    "lexicon": Config(voice="tone", lexicon={"beach": "shore"}),
    "pace": Config(voice="tone", sound=Sound(pace=1.25)),
    "site": Config(voice="tone", site=Site(title="Tides")),
    "voice": Config(voice="silence"),
}
SAID = {
    "sentence": [
        "sea: would be built again, because",
        "  source/sea.html has changed",
        "1 of 19 sentences would be spoken",
        "1 of 3 sections would be encoded",
        "  01-introduction.mp3: 1 new sentence, 'It began at dawn.'",
        "sea.epub would be written anew, as the text or its details changed",
        HEARD,
    ],
    "clutter": [
        "sea: would be built again, because",
        "  source/sea.html has changed",
        *SILENT,
        "no product would be any different",
    ],
    "lexicon": [
        "sea: would be built again, because",
        "  lexicon in the configuration changed",
        "1 of 19 sentences would be spoken",
        "1 of 3 sections would be encoded",
        "  02-after-the-storm.mp3: 1 new sentence, 'In the morning the shore was covered with driftwood.'",
        HEARD,
    ],
    "pace": [
        "sea: would be built again, because",
        "  sound.pace in the configuration changed and is now 1.25",
        *ALL,
        HEARD,
    ],
    "site": [
        "sea: would be built again, because",
        "  site.title in the configuration changed and is now Tides",
        *SILENT,
        "sea.mp3, index.html, embed.html and embed.json would be written anew, "
        "as a setting, or the program that makes it, changed",
    ],
    "voice": [
        "sea: would be built again, because",
        "  voice in the configuration changed and is now silence",
        *ALL,
        HEARD,
    ],
    "option": [
        "sea: would be built again, because",
        "  the option --only changed and is now epub",
        "report.json would be written anew, as its content changed",
    ],
    "picture": [
        "sea: would be built again, because",
        "  source/boats.png has changed",
        *SILENT,
        "cover.jpg, cover-128.jpg and cover-256.jpg would be written anew, as what the cover shows changed",
        "sea.mp3, sea.epub and sea-read-aloud.epub would be written anew, "
        "as the text or its details, the cover and the pictures changed",
        "audio/01-introduction.mp3, audio/02-after-the-storm.mp3 and audio/03-what-comes-next.mp3 "
        "would be written anew, as the cover changed",
        "index.html would be written anew, as the text or its details and the pictures changed",
        "embed.html and embed.json would be written anew, as the text or its details changed",
        "images/img-N.png would be written for the first time",
        "images/img-N.png would be removed",
    ],
    "product": [
        "sea: would be built again, because",
        "  sea/sea.mp3 is missing",
        "  sea/sea.vtt was changed after it was built",
        *SILENT,
        "sea.mp3 and sea.vtt would be written as before, in place of files that are missing or changed",
    ],
    "settings of its own": [
        "sea: would be built again, because",
        "  source/sea.toml is new",
        "1 of 19 sentences would be spoken",
        "1 of 3 sections would be encoded",
        "  01-introduction.mp3: 1 new sentence, 'By Ben Finch.'",
        "sea.epub would be written anew, as the text or its details and the cover changed",
        HEARD,
    ],
    "source": [
        "sea: its source source/sea.html is gone",
        "a build of the folder where it was would remove its products; they stand until then",
    ],
    "library": [
        "sea: would be built again, because",
        "  lxml is another version",
        *SILENT,
        "no product would be any different",
    ],
    "record": [
        "sea: nothing is recorded of it, so all of it would be built",
        *SILENT,
        "cover.jpg, cover-128.jpg, cover-256.jpg, sea.mp3 and 15 more would be written for the first time",
    ],
    "nothing": ["sea: nothing has changed, so nothing would be built"],
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, seed: Path) -> Project:
    project = Project(tmp_path_factory.mktemp("built"), seed)
    project.write("sea")
    project.illustrate("sea", saved(drawn(), "PNG"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project.folder)
        project.build(Path("source"), config=Config(voice="tone"), options=options(project))
    return project


def options(project: Project) -> Options:
    return replace(project.options(voice=""), output=Path("output"))


def copied(
    built: Project, folder: Path, change: str, patch: pytest.MonkeyPatch
) -> tuple[Project, Config, Options]:
    """What was built, after a change, with the configuration and the options of the next build."""
    project = Project(folder / "project")
    shutil.copytree(built.folder, project.folder, dirs_exist_ok=True)
    patch.chdir(project.folder)
    edit(project, change, patch)
    chosen = replace(options(project), groups=("epub",)) if change == "option" else options(project)
    return project, CONFIGS.get(change, Config(voice="tone")), chosen


def edit(project: Project, change: str, patch: pytest.MonkeyPatch) -> None:
    page = project.source / "sea.html"
    match change:
        case "sentence":
            page.write_text(page.read_text().replace("at dusk", "at dawn"))
        case "clutter":
            page.write_text(page.read_text().replace("<article>", "<nav><a href='/'>Home</a></nav><article>"))
        case "picture":
            (project.source / "boats.png").write_bytes(saved(drawn(size=(90, 90)), "PNG"))
        case "product":
            (project.output / "sea/sea.mp3").unlink()
            (project.output / "sea/sea.vtt").write_text("WEBVTT")
        case "settings of its own":
            (project.source / "sea.toml").write_text('byline = "Ben Finch"\n')
        case "source":
            page.unlink()
        case "record":
            (project.output / "build.json").unlink()
        case "library":
            changed = {**installation(), "lxml": "0"}
            patch.setattr(import_module("publish.pipeline.planner"), "installation", lambda: changed)


@pytest.mark.slow
@pytest.mark.parametrize("change", SAID)
def test_what_would_be_done_and_why(
    built: Project, tmp_path: Path, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, config, chosen = copied(built, tmp_path, change, monkeypatch)
    before = sorted(project.folder.rglob("*"))
    spoken = [re.sub(r"img-\w+", "img-N", line) for line in explain("sea", config, chosen)]
    assert spoken == SAID[change]
    assert sorted(project.folder.rglob("*")) == before


@pytest.mark.slow
@pytest.mark.parametrize("change", [name for name in SAID if name != "source"])
def test_what_it_says_is_what_is_done(
    built: Project, tmp_path: Path, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, config, chosen = copied(built, tmp_path, change, monkeypatch)
    before = project.products()
    spoken = "\n".join(explain("sea", config, chosen))
    summary = project.build(Path("source"), config=config, options=chosen)
    after = project.products()
    if change == "nothing":
        assert (before, summary.fresh) == (after, ("sea",))
        return
    (done,) = summary.built
    if "sentences" in spoken:
        assert f"{done.counts.spoken} of {done.counts.sentences} sentences would be spoken" in spoken
        assert f"{done.counts.encoded} of {done.counts.sections} sections would be encoded" in spoken
    if "no product" in spoken:
        assert {name for name in after if before.get(name) != after[name]} <= {"build.json"}
    own = {name.removeprefix("sea/") for name in after if name.startswith("sea/")} - {"report.json"}
    changed = {name for name in own if before.get(f"sea/{name}") != after[f"sea/{name}"]}
    if "as the sound changed" not in spoken:
        assert {name for name in own if name in spoken.replace(",", "").split()} >= changed
