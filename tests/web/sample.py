"""A small show for tests: two articles with every kind of block, and narrations in which each
sentence is a tone of its own, so that what is heard can be told from the sound alone."""

from __future__ import annotations

import io
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from PIL import Image as Pixels

from publish import web
from publish.config import Site
from publish.i18n.catalogue import closing, opening
from publish.model.article import (
    Article,
    Cell,
    Emphasis,
    Figure,
    Foreign,
    Image,
    Link,
    List,
    ListItem,
    Note,
    NoteRef,
    Paragraph,
    Picture,
    Quote,
    Row,
    Section,
    Sentence,
    Table,
    Text,
)
from publish.model.episode import Episode, Product, ProductKind
from publish.model.narration import Chapter, Cue, Narration, Script, SectionAudio, Utterance
from publish.model.walk import plain
from tests.times import word_times

RATE = 24_000
SITE = Site(
    url="https://listen.example.org/show/",
    title="Harbour Lines & Letters",
    description="Articles from the coast, read aloud.",
    author="The Harbour Desk",
    email="desk@example.org",
    language="en-GB",
)


def words(id: str, *texts: str) -> tuple[Sentence, ...]:
    """Sentences of plain text with ids after their block's."""
    last = len(texts)
    return tuple(
        Sentence(f"{id}-s{n}", (Text(text),), " " if n < last else "") for n, text in enumerate(texts, 1)
    )


@cache
def article() -> Article:
    """An English article with a figure, a list, a table, a quotation, a note and foreign words."""
    lead = Paragraph(
        "p1",
        (
            Sentence(
                "p1-s1",
                (Text("The lighthouse at "), Emphasis((Text("Saint Brannoc"),)), Text(" turns again.")),
                " ",
            ),
            Sentence(
                "p1-s2",
                (
                    Text("Its keeper, "),
                    Link("https://example.com/keeper", (Text("Ada Lorne"),)),
                    Text(", lit it at dusk"),
                    NoteRef("ref1", "n1", "1"),
                    Text(" & went home."),
                ),
                " ",
            ),
            Sentence(
                "p1-s3",
                (Text("She called it "), Foreign("fr", (Text("un vrai bonheur"),)), Text(".")),
            ),
        ),
    )
    figure = Figure(
        "f1",
        Image("lamp.png", "lamp.png", "image/png", 640, 400),
        alt="A brass lamp behind curved glass. The new lamp weighs 40 kg.",
        alt_lead="A brass lamp behind curved glass.",
        alt_source="author+caption",
        caption=(Sentence("f1-c1", (Text("The new lamp weighs 40 kg."),)),),
        credit=(Sentence("f1-r1", (Text("Picture: Tomas Vey"),)),),
    )
    more = [
        Paragraph(
            f"p{n}",
            words(
                f"p{n}",
                *(
                    f"Ship {n}{letter} passed the rocks in the {when}, with slate and a crew of nine."
                    for letter, when in zip("abc", ("morning", "afternoon", "evening"), strict=True)
                ),
            ),
        )
        for n in range(2, 10)
    ]
    listed = List(
        "l1",
        "unordered",
        (
            ListItem("l1-i1", words("l1-i1", "First the wick.")),
            ListItem("l1-i2", words("l1-i2", "Then the glass.")),
        ),
    )
    table = Table(
        "t1",
        header=(Row("t1-t1", (Cell(words("t1h1", "Year"), "col"), Cell(words("t1h2", "Ships"), "col"))),),
        rows=(Row("t1-t2", (Cell(words("t1c1", "1901")), Cell(words("t1c2", "312")))),),
        caption=words("t1cap", "Ships that passed."),
    )
    quote = Quote(
        "q1", (Paragraph("q1p", words("q1p", "No ship was lost that winter.")),), words("q1a", "Harbour log")
    )
    note = Note("n1", "1", (Paragraph("n1p", words("n1p", "Dusk was at ten past five.")),), ("ref1",))
    return Article(
        slug="lighthouse",
        lang="en-GB",
        title="The lamp at Saint Brannoc is lit again",
        standfirst=(
            Sentence("standfirst-s1", (Text("After nine dark years the coast has its light back."),)),
        ),
        bylines=("Mara Quill", "Jonah Teague"),
        published="2023-02-21T14:05:00+00:00",
        modified="2023-02-22T08:00:00+00:00",
        publisher="Harbour Desk",
        url="https://news.example.org/lamp?utm_source=x",
        rights="© 2023 Harbour Desk",
        sections=(
            Section("introduction", (), (lead, figure, *more[:4], note)),
            Section(
                "winter", (Sentence("winter-h1", (Text("The long winter"),)),), (*more[4:6], listed, quote)
            ),
            Section("ships", (Sentence("ships-h1", (Text("What the log says"),)),), (table, *more[6:])),
        ),
    )


@cache
def arabic() -> Article:
    """A short article from right to left, whose first words come without a date."""
    return Article(
        slug="manara",
        lang="ar",
        title="عودة ضوء المنارة",
        bylines=("سلمى ناصر",),
        sections=(
            Section(
                "introduction",
                (),
                (Paragraph("pa", words("pa", "عاد الضوء إلى المنارة مساء أمس.", "فرح الصيادون كثيرا.")),),
            ),
            Section(
                "night",
                (Sentence("night-h1", (Text("ليلة طويلة"),)),),
                (Paragraph("pb", words("pb", "كان البحر هادئا.")),),
            ),
        ),
    )


def picture() -> Picture:
    """The lamp: a small gradient."""
    out = io.BytesIO()
    Pixels.linear_gradient("L").resize((640, 400)).convert("RGB").save(out, "PNG")
    return Picture("lamp.png", "image/png", out.getvalue())


def cover(pixels: int) -> bytes:
    """A square JPEG."""
    out = io.BytesIO()
    Pixels.new("RGB", (pixels, pixels), (29, 79, 145)).save(out, "JPEG", quality=60)
    return out.getvalue()


@dataclass(frozen=True)
class Told:
    """An article with its script, its narration and the samples of it."""

    article: Article
    script: Script
    narration: Narration
    samples: np.ndarray[tuple[int], np.dtype[np.int16]]

    @property
    def hertz(self) -> dict[str, float]:
        """The tone of each utterance."""
        return {u.id: tone(n) for n, u in enumerate(self.script.utterances)}


def tone(n: int) -> float:
    """The frequency of the n-th sentence, in hertz: 40 Hz apart."""
    return 300.0 + 40.0 * n


def script_of(story: Article) -> Script:
    """What a reader would say of the article, in order."""
    spoken: list[Utterance] = []

    def say(id: str, block: str, section: str, role: str, text: str) -> None:
        spoken.append(Utterance(id, block, section, role, text, text, story.lang, pause_ms=300))  # type: ignore[arg-type]

    def sentences(result: tuple[Sentence, ...], block: str, section: str, role: str) -> None:
        for sentence in result:
            say(sentence.id, block, section, role, plain(sentence.inlines))

    for line in opening(story):
        say(line.id, line.id, "opening", "title" if line.kind == "title" else "byline", line.text)
    for section in story.sections:
        sentences(section.heading, section.id, section.id, "heading")
        for block in section.blocks:
            match block:
                case Paragraph():
                    sentences(block.sentences, block.id, section.id, "body")
                case Figure():
                    say(block.image_id, block.id, section.id, "caption", block.alt_lead)
                    sentences(block.caption, block.id, section.id, "caption")
                    sentences(block.credit, block.id, section.id, "caption")
                case List():
                    for item in block.items:
                        sentences(item.sentences, item.id, section.id, "list")
                case Table():
                    sentences(block.caption, block.id, section.id, "table")
                    for row in (*block.header, *block.rows):
                        text = ", ".join(plain(s.inlines) for cell in row.cells for s in cell.sentences)
                        say(row.id, row.id, section.id, "table", text)
                case Quote():
                    for inner in block.blocks:
                        assert isinstance(inner, Paragraph)
                        sentences(inner.sentences, inner.id, section.id, "quote")
                    sentences(block.attribution, block.id, section.id, "quote")
                case Note():
                    for inner in block.blocks:
                        assert isinstance(inner, Paragraph)
                        sentences(inner.sentences, block.id, section.id, "note")
                case _:
                    raise AssertionError(block)
    for line in closing(story, narrated=True):
        say(line.id, line.id, "closing", "closing", line.text)
    return Script(story.slug, story.lang, tuple(spoken))


@cache
def told(story: Article) -> Told:
    """The article with tones for sentences: 1.1 seconds each, growing a little, 0.3 seconds apart."""
    script = script_of(story)
    groups: dict[str, list[tuple[int, Utterance]]] = {}
    for n, utterance in enumerate(script.utterances):
        groups.setdefault(utterance.section_id, []).append((n, utterance))
    sections, chapters, pieces, whole = [], [], [], 0
    for number, (section, members) in enumerate(groups.items(), 1):
        cues, begin = [], 0
        for n, utterance in members:
            frames = int(RATE * (1.1 + 0.013 * (n % 7)))
            wave = 0.3 * np.sin(2 * np.pi * tone(n) * np.arange(frames) / RATE)
            pieces += [(wave * 32767).astype(np.int16), np.zeros(int(RATE * 0.3), np.int16)]
            cues.append(Cue(utterance.id, begin, begin + frames, word_times(utterance.spoken, begin, frames)))
            begin += frames + int(RATE * 0.3)
        title = {"opening": story.title, "closing": "About this edition"}.get(section) or section.title()
        sections.append(SectionAudio(section, title, f"{number:02}-{section}.mp3", whole, begin, tuple(cues)))
        chapters.append(Chapter(title, whole))
        whole += begin
    narration = Narration(
        "tone", "Synthetic voice: Tone (test)", RATE, whole, tuple(sections), tuple(chapters), -16.0, -1.5
    )
    return Told(story, script, narration, np.concatenate(pieces))


def begin(id: str) -> float:
    """When a sentence of the English article begins, in seconds of its narration."""
    narration = told(article()).narration
    return next(
        (section.begin + cue.begin) / narration.rate
        for section in narration.sections
        for cue in section.cues
        if cue.utterance_id == id
    )


@cache
def mp3(story: Article) -> bytes:
    """The narration as a constant-rate MP3."""
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-loglevel",
        "error",
        "-f",
        "s16le",
        "-ar",
        str(RATE),
        "-ac",
        "1",
        "-i",
        "-",
    ]
    command += ["-b:a", "64k", "-f", "mp3", "-"]
    return subprocess.run(
        command, input=told(story).samples.tobytes(), capture_output=True, check=True
    ).stdout


def place(
    folder: Path, stories: tuple[Article, ...], site: Site, silent: tuple[Article, ...] = ()
) -> tuple[Episode, ...]:
    """The products of the articles in `folder`, as a build leaves them; those in `silent` have no sound."""
    episodes = []
    for story in (*stories, *silent):
        own = folder / story.slug
        (own / "images").mkdir(parents=True)
        (own / "images" / "lamp.png").write_bytes(picture().data)
        files: dict[ProductKind, tuple[str, bytes]] = {
            "cover": ("cover.jpg", cover(600)),
            "epub": (f"{story.slug}.epub", b"PK\x03\x04" + bytes(40_000)),
        }
        script = narration = None
        if story not in silent:
            script, narration = told(story).script, told(story).narration
            files |= {
                "audio": (f"{story.slug}.mp3", mp3(story)),
                "vtt": (f"{story.slug}.vtt", web.write_vtt(script, narration)),
                "json": ("transcript.json", web.write_json(script, narration)),
                "srt": (f"{story.slug}.srt", web.write_srt(script, narration)),
                "text": (f"{story.slug}.txt", web.write_text(script, narration)),
                "transcript": (
                    f"{story.slug}-transcript.html",
                    web.write_html(script, narration, story.title),
                ),
                "chapters": ("chapters.json", web.write_chapters(narration)),
                "thumbnail": ("cover-128.jpg", cover(128)),
            }
        for name, data in files.values():
            (own / name).write_bytes(data)
        products = [Product(kind, f"{story.slug}/{name}", len(data)) for kind, (name, data) in files.items()]
        listed = web.episode(story, narration, products)
        page = web.write_player(story, listed, narration, {"lamp.png": picture()}, site, script)
        (own / "index.html").write_bytes(page)
        if script and narration:
            embedded = (story, listed, narration, script, site)
            (own / "embed.html").write_bytes(web.write_embed_page(*embedded))
            (own / "embed.json").write_bytes(web.write_embed_data(*embedded))
            (own / "oembed.json").write_bytes(web.write_oembed(listed, site))
        episodes.append(listed)
    (folder / "index.html").write_bytes(web.write_shelf(episodes, site))
    (folder / "publish-player.js").write_bytes(web.write_embed_script())
    (folder / "feed.xml").write_bytes(web.write_feed(episodes, site))
    return tuple(episodes)
