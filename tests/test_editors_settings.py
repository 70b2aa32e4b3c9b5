"""Settings by which an editor decides: what is not said, whose picture is on the covers, the show's own."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from PIL import Image

import publish
from publish.cli import main
from publish.config import Config, Speaking
from publish.covers.draw import own_artwork
from publish.errors import ConfigError
from publish.model.walk import article_text, figures
from publish.pipeline.prepare import cover_picture, one, script_of, settled

PAGE = """<!DOCTYPE html><html lang="en"><head>
<meta property="article:published_time" content="2026-05-04">
<title>A night at sea</title></head><body><article>
<h1>A night at sea</h1><p class="byline">By Ada Wren</p>
<figure><img src="boats.png"><figcaption>Boats at the quay.</figcaption></figure>
<p>It began at dusk. The harbour was quiet when the first boats came home, and nobody lit the lamps.</p>
<figure><img src="lamp.png"><figcaption>The lamp that was not lit.</figcaption></figure>
<h2>After the storm</h2><p>In the morning the beach was covered with driftwood, all of it wet.</p>
<h3>Sources</h3><p>The council's minutes of May were read for this article, all forty pages of them.</p>
<h2>Further reading</h2><p>The history of the harbour in three volumes, out of print for many years now.</p>
</article></body></html>"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one page, its two pictures, and a store of its own."""
    (tmp_path / "sea.html").write_text(PAGE)
    for name, colour in (("boats", (200, 10, 10)), ("lamp", (10, 10, 200))):
        Image.new("RGB", (400, 300), colour).save(tmp_path / f"{name}.png")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PUBLISH_STORE", str(tmp_path / "store"))
    return tmp_path


def said(config: Config | None = None) -> list[str]:
    """The sections of which something is said."""
    script = publish.script(publish.read("sea.html"), config)
    return list(dict.fromkeys(utterance.section_id for utterance in script.utterances))


def test_a_section_can_be_left_out_of_the_narration(folder: Path) -> None:
    assert said() == ["opening", "introduction", "after-the-storm", "sources", "further-reading", "closing"]
    (folder / "sea.toml").write_text('skip_sections = ["further  READING"]\n')
    assert said() == ["opening", "introduction", "after-the-storm", "sources", "closing"]
    config = Config(script=Speaking(skip_sections=("sources", "References")))
    assert said(config) == ["opening", "introduction", "after-the-storm", "closing"]
    assert publish.read("sea.html").problems == ()


@pytest.mark.slow
def test_what_is_not_said_is_still_in_the_book_and_the_book_is_whole(folder: Path) -> None:
    (folder / "sea.toml").write_text('skip_sections = ["Further reading", "Sources"]\n')
    reading = publish.read("sea.html")
    narrated = publish.narrate(reading, "tone")
    heard = [section.section_id for section in narrated.narration.sections]
    assert heard == ["introduction", "after-the-storm"]
    book = publish.write_epub(reading, narrated)
    assert [problem.code for problem in publish.check_epub(book)] == ["BOOK-031", "BOOK-031"]
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        shown = "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xhtml"))
        package = next(parts.read(name).decode() for name in parts.namelist() if name.endswith(".opf"))
    assert "out of print for many years now" in shown
    assert not re.search(r"accessModeSufficient\">auditory<", package)


def test_a_setting_for_what_the_article_has_not_is_a_problem(folder: Path) -> None:
    (folder / "sea.toml").write_text('cover_picture = "boat.png"\nskip_sections = ["Further readings"]\n')
    problems = publish.read("sea.html").problems
    assert [(each.code, each.help) for each in problems] == [
        ("META-005", "did you mean 'boats.png'?"),
        ("META-005", "did you mean 'Further reading'?"),
    ]


def test_the_cover_shows_the_picture_that_is_named(folder: Path) -> None:
    for setting, shown in (("", "boats.png"), ('cover_picture = "lamp.png"\n', "lamp.png")):
        (folder / "sea.toml").write_text(setting)
        reading = publish.read("sea.html")
        picture = cover_picture(reading.article, reading.pictures, reading.overrides.cover_picture)
        assert picture is not None
        with Image.open(io.BytesIO(picture.data)) as image, Image.open(shown) as wanted:
            assert image.convert("RGB").getpixel((9, 9)) == wanted.getpixel((9, 9))


def square(pixels: int, height: int = 0, colour: tuple[int, int, int] = (10, 120, 60)) -> bytes:
    """A picture as PNG."""
    out = io.BytesIO()
    Image.new("RGB", (pixels, height or pixels), colour).save(out, "PNG")
    return out.getvalue()


@pytest.mark.slow
def test_the_show_has_its_own_artwork(folder: Path) -> None:
    (folder / "settings").mkdir()
    (folder / "settings/show.png").write_bytes(square(1400))
    (folder / "settings/publish.toml").write_text('[site]\nartwork = "show.png"\n')
    arguments = ["sea.html", "--voice", "tone", "-q", "--config", "settings/publish.toml"]
    assert main(arguments) == 0
    (first,) = (folder / "output").glob("artwork-*.jpg")
    with Image.open(first) as image:
        assert (image.size, image.mode, image.format) == ((3000, 3000), "RGB", "JPEG")
        green = image.getpixel((1500, 1500))
    assert isinstance(green, tuple)
    assert max(abs(a - b) for a, b in zip(green, (10, 120, 60), strict=True)) < 6
    assert first.name in (folder / "output/feed.xml").read_text()
    (folder / "settings/show.png").write_bytes(square(1500))
    assert main(arguments) == 0
    assert list((folder / "output").glob("artwork-*.jpg")) == [first]  # other bytes, the same picture
    (folder / "settings/show.png").write_bytes(square(1500, colour=(120, 10, 60)))
    assert main(arguments) == 0
    (second,) = (folder / "output").glob("artwork-*.jpg")
    assert second.name != first.name


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"no picture", "show.png is not a picture; give a JPEG or PNG file"),
        (square(1399), "show.png has 1399 by 1399 pixels; give a square of 1400 pixels or more"),
        (square(1600, 1500), "show.png has 1600 by 1500 pixels; give a square of 1400 pixels or more"),
    ],
)
def test_artwork_that_no_directory_takes_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(ConfigError) as caught:
        own_artwork(data, "show.png")
    assert str(caught.value) == f"site.artwork: {sentence}"


def test_artwork_that_is_not_there_is_one_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "publish.toml").write_text('[site]\nartwork = "none.png"\n')
    assert main(["sea.html", "--voice", "tone"]) == 1
    assert "site.artwork: none.png cannot be read: No such file" in capsys.readouterr().err


BESIDE = PAGE.replace(
    "<p>It began at dusk.",
    '<aside class="related promo"><p>How we counted the boats: two of us stood there all night.</p></aside>'
    "<p>Read more: ferry cuts to hit the islands</p><p>It began at dusk.",
).replace(
    "</body>", "<div><p>The harbour office answered after this was printed, and said so.</p></div></body>"
)


def test_a_passage_is_brought_back_or_left_out(folder: Path) -> None:
    (folder / "sea.html").write_text(BESIDE)
    result = one("sea.html", Config())
    begins = ["How we counted", "Read more: ferry", "The harbour office answered"]
    assert [words for words in begins if any(left.startswith(words) for left in result.left_out)] == begins
    (folder / "sea.toml").write_text(
        f"keep_passages = {begins!r}\ndrop_passages = ['In the morning the beach', 'lamp.png']\n"
    )
    result = one("sea.html", Config())
    text = article_text(result.article)
    assert [words for words in begins if words in text] == begins
    assert (
        text.index("How we")
        < text.index("Read more")
        < text.index("It began")
        < text.index("The harbour office")
    )
    assert "driftwood" not in text
    assert "lamp.png" not in [figure.image.src for figure in figures(result.article)]
    assert [left for left in result.left_out if "driftwood" in left]
    assert result.problems == ()


def test_a_box_is_brought_back_as_a_whole(folder: Path) -> None:
    """Its words are named across its heading and its list, in the article's body and outside it."""
    box = (
        "<aside class=promo><h3>More on the harbour</h3><ul><li>Ferry cuts hit the islands<li>{}</ul></aside>"
    )
    page = PAGE.replace("</article>", box.format("Why the lamps went out") + "</article>")
    page = page.replace("</body>", box.format("What the pilots saw") + "</body>")
    (folder / "sea.html").write_text(page)
    left = [words for words in one("sea.html", Config()).left_out if words.startswith("More on")]
    assert left
    (folder / "sea.toml").write_text(f"keep_passages = [{' '.join(left[0].split()[:8])!r}]\n")
    result = one("sea.html", Config())
    assert "Ferry cuts hit the islands" in article_text(result.article)
    assert result.problems == ()


def test_words_of_a_picture_that_was_left_out_are_no_problem(folder: Path) -> None:
    (folder / "sea.html").write_text(BESIDE)
    (folder / "sea.toml").write_text("drop_passages = ['lamp.png']\n[images.'lamp.png']\nalt = 'A lamp.'\n")
    assert "META-005" not in [problem.code for problem in one("sea.html", Config()).problems]


def test_a_passage_that_is_nowhere_is_a_problem(folder: Path) -> None:
    (folder / "sea.toml").write_text(
        "keep_passages = ['Nothing so']\n"
        "drop_passages = ['In the mornings']\n"
        "skip_sentences = ['Nobody says']\n"
    )
    result = publish.read("sea.html").problems
    assert [problem.code for problem in result] == ["META-005"] * 3
    assert '"In the mornings" is to be left out, but no passage begins so' in result[1].message


def test_a_sentence_and_a_role_are_not_said(folder: Path) -> None:
    (folder / "sea.toml").write_text("skip_sentences = ['The harbour was quiet']\n")
    result = one("sea.html", Config())
    config = settled(Config(script=Speaking(skip_roles=("caption",))), result.overrides)
    script = script_of(result, config)
    texts = [utterance.text for utterance in script.utterances]
    assert "It began at dusk." in texts
    assert not [text for text in texts if text.startswith(("The harbour was", "Boats at"))]
    assert len(script.skipped) == 3
