"""Articles for the tests of books: every kind of block, every source of alt text, two directions."""

from __future__ import annotations

import io
import re
from functools import cache

from PIL import Image as Pixels
from PIL import ImageDraw

from publish.covers.draw import portrait
from publish.epub import Book
from publish.model.article import (
    Abbreviation,
    AltSource,
    Article,
    Aside,
    Block,
    Break,
    Cell,
    Code,
    CodeSpan,
    Emphasis,
    Figure,
    Foreign,
    Image,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Math,
    Note,
    NoteRef,
    Paragraph,
    Picture,
    Quote,
    Row,
    Section,
    Sentence,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)

MATHML = "<math><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></math>"


def say(id: str, *texts: str | tuple[Inline, ...], lang: str = "") -> tuple[Sentence, ...]:
    """Sentences with ids after their block's."""
    return tuple(
        Sentence(
            f"{id}-s{number}",
            (Text(text),) if isinstance(text, str) else text,
            " " if number < len(texts) else "",
            lang,
        )
        for number, text in enumerate(texts, 1)
    )


def p(id: str, *texts: str | tuple[Inline, ...], lang: str = "") -> Paragraph:
    return Paragraph(id, say(id, *texts), lang)


def heading(section: str, text: str) -> tuple[Sentence, ...]:
    return (Sentence(f"{section}-h1", (Text(text),)),)


def figure(
    id: str, name: str, alt: str, source: AltSource, lead: str = "", caption: str = "", credit: str = ""
) -> Figure:
    return Figure(
        id,
        Image(f"https://example.org/{name}", name, "image/png", 640, 420),
        alt,
        lead,
        source,
        say(f"{id}-c", caption) if caption else (),
        say(f"{id}-r", credit) if credit else (),
    )


def row(id: str, *texts: str, header: bool = False) -> Row:
    cells = tuple(
        Cell(say(f"{id}-{n}", text) if text else (), "col" if header and text else "row" if n == 0 else "")
        for n, text in enumerate(texts)
    )
    return Row(id, cells)


def _lead() -> tuple[Block, ...]:
    marked: tuple[Inline, ...] = (
        Text("It takes "),
        Strong((Text("eleven"),)),
        Text(" people, "),
        Emphasis((Text("mostly volunteers"),)),
        Text(", and one "),
        Abbreviation("tidal range in metres", (Text("TRM"),)),
        Text(" gauge"),
        NoteRef("ref-a", "n-gauge", "1"),
        Text("."),
    )
    linked: tuple[Inline, ...] = (
        Text("The "),
        Link("https://example.org/log?a=1&b=2", (Text("harbour log"),)),
        Text(" calls it "),
        Foreign("fr", (Text("la grande marée"),)),
        Text(" <and> more."),
    )
    return (
        p("p-open", "Twice a year the sea leaves the bay.", marked, linked),
        figure(
            "f-bay",
            "bay.png",
            "Mudflats under a low sun. The bay at the lowest tide of March.",
            "author+caption",
            "Mudflats under a low sun.",
            "The bay at the lowest tide of March.",
            "Nadia Brook",
        ),
        p("p-again", "Then it comes back."),
    )


def _measuring() -> Section:
    formula: tuple[Inline, ...] = (
        Text("Energy is "),
        Math(MATHML, "E equals m c squared"),
        Text(", water is H"),
        Subscript((Text("2"),)),
        Text("O and an area is 3 km"),
        Superscript((Text("2"),)),
        Text("; run "),
        CodeSpan("tide --now"),
        Text("."),
    )
    again: tuple[Inline, ...] = (Text("The gauge is read twice"), NoteRef("ref-b", "n-gauge", "1"), Text("."))
    return Section(
        "measuring",
        heading("measuring", "Measuring the water"),
        (
            p("p-formula", formula, again),
            p("p-display", (Text("So "), Math(MATHML, "E equals m c squared", display=True))),
            Table(
                "t-tides",
                (row("t-tides-t1", "Place", "High", "Low", header=True),),
                (
                    row("t-tides-t2", "Sandwick", "5.2 m", "0.4 m"),
                    row("t-tides-t3", "Norby", "4.9 m", ""),
                ),
                say("t-tides-c", "Tides of 21 March"),
            ),
            Code("c-log", "for tide in bay:\n    if tide < 0.5:\n        print(tide)  # <low>", "python"),
        ),
        (
            Section(
                "by-hand",
                heading("by-hand", "By hand"),
                (
                    p("p-hand", "A pole, a lamp, a notebook.", (Text("One line"), LineBreak(), Text("two."))),
                    List(
                        "l-tools",
                        "ordered",
                        (
                            ListItem("l-tools-i1", say("l-tools-i1", "A pole of ash.")),
                            ListItem(
                                "l-tools-i2",
                                say("l-tools-i2", "A lamp, with:"),
                                (
                                    List(
                                        "l-lamp",
                                        "unordered",
                                        (
                                            ListItem("l-lamp-i1", say("l-lamp-i1", "oil")),
                                            ListItem("l-lamp-i2", say("l-lamp-i2", "a wick")),
                                        ),
                                    ),
                                ),
                            ),
                        ),
                        start=3,
                    ),
                    List(
                        "l-words",
                        "definition",
                        (
                            ListItem(
                                "l-words-i1",
                                say("l-words-i1", "The lowest tides of the month."),
                                (),
                                say("l-words-t1", "Neap"),
                            ),
                        ),
                    ),
                ),
                (Section("deeper", heading("deeper", "Deeper still"), (p("p-deep", "Down here."),)),),
            ),
            Section("by-radar", heading("by-radar", "By radar"), (p("p-radar", "A beam is sent down."),)),
        ),
    )


def _people() -> Section:
    linked: tuple[Inline, ...] = (
        Text("The crew on "),
        Link("https://example.org/crew", (Text("its page"),)),
        Text("."),
    )
    captioned = Figure(
        "f-crew",
        Image("crew", "crew.png", "image/png", 640, 420),
        "The crew on its page.",
        "",
        "caption",
        say("f-crew-c", linked),
    )
    return Section(
        "people",
        heading("people", "The people & the sea"),
        (
            Quote(
                "q-ida",
                (p("q-ida-p", "We know the sea by its smell.", "It tells us when."),),
                say("q-ida-a", "Ida Holm, harbour master"),
            ),
            Quote("q-short", (p("q-short-p", "Der Himmel ist weit.", lang="de"),), lang="de"),
            captioned,
            figure(
                "f-chart",
                "chart.png",
                "A falling line from 5 m to 1 m.",
                "author",
                "A falling line from 5 m to 1 m.",
            ),
            figure("f-line", "line.png", "", "decorative"),
            Break("b-1"),
            Aside(
                "a-box", heading("a-box", "How to get there"), (p("a-box-p", "Take the ferry from Norby."),)
            ),
            p("p-hebrew", (Foreign("he", (Text("גאות ושפל"),)), Text(" is Hebrew for tide."))),
            p("p-noted", (Text("Some tides are red"), NoteRef("ref-c", "n-red", "2"), Text("."))),
            Note("n-red", "2", (p("n-red-p", "Algae colour them."),), ("ref-c",)),
        ),
    )


@cache
def everything() -> Article:
    """An English article with every kind of block and inline."""
    note = Note("n-gauge", "1", (p("n-gauge-p", "A gauge is a pole with marks."),), ("ref-a", "ref-b"))
    return Article(
        slug="low-tide",
        lang="en-GB",
        title="When the bay runs dry: a day at the lowest tide",
        standfirst=say("standfirst", "Twice a year a bay in the north empties.", "We went to watch."),
        bylines=("Mara Quill", "Jonah Teague"),
        published="2023-03-21T06:30:00+01:00",
        modified="2023-03-22T09:00:00+01:00",
        publisher="The Harbour Desk",
        url="https://News.Example.org:443/tide?utm_source=x&id=7#top",
        description="A day with the people who measure the lowest tide of the year.",
        rights="© 2023 The Harbour Desk",
        subjects=("Sea", "Tides"),
        sections=(Section("introduction", (), (*_lead(), note)), _measuring(), _people()),
    )


@cache
def arabic() -> Article:
    """A short article from right to left, with Latin words and numbers in it."""
    mixed: tuple[Inline, ...] = (
        Text("قاس الفريق 42 مترا بجهاز "),
        Foreign("en", (Text("TideLog 3"),)),
        Text(" أمس."),
    )
    return Article(
        slug="jazr",
        lang="ar",
        title="يوم انحسر البحر: حكاية أدنى جزر في السنة",
        standfirst=say("standfirst", "مرتين في السنة يفرغ الخليج."),
        bylines=("ليلى حداد",),
        published="2024-05-02",
        publisher="صحيفة الميناء",
        url="https://example.org/ar/jazr",
        sections=(
            Section(
                "introduction",
                (),
                (
                    p("ap1", "ينحسر البحر عند الفجر.", mixed),
                    figure("af1", "bay.png", "قاع الخليج وقت الجزر.", "caption", "", "قاع الخليج وقت الجزر."),
                ),
            ),
            Section(
                "section-2",
                heading("section-2", "كيف يقاس الماء"),
                (
                    List(
                        "al1",
                        "ordered",
                        (
                            ListItem("al1-i1", say("al1-i1", "عصا")),
                            ListItem("al1-i2", say("al1-i2", "مصباح")),
                        ),
                    ),
                    Table(
                        "at1",
                        (row("at1-t1", "المكان", "المد", header=True),),
                        (row("at1-t2", "الميناء", "5.2"),),
                        say("at1-c", "جدول المد"),
                    ),
                    Code("ac1", "print('tide')", "python"),
                    Quote("aq1", (p("aq1-p", "نعرف البحر من رائحته."),), say("aq1-a", "إيدا هولم")),
                ),
            ),
        ),
    )


@cache
def undescribed() -> Article:
    """An article with a picture that nobody has described."""
    blocks: tuple[Block, ...] = (
        p("up1", "A picture follows."),
        figure("uf1", "bay.png", "", "none"),
    )
    return Article("bare", "en", "Bare", (Section("introduction", (), blocks),), published="2020-01-02")


@cache
def minimal() -> Article:
    """The least that an article can be: no date, no address, no names, one sentence."""
    return Article("least", "en", "Least", (Section("introduction", (), (p("mp1", "One sentence."),)),))


@cache
def drawing(name: str) -> Picture:
    """A small picture that differs by name; `line.png` is transparent."""
    image = Pixels.new("RGBA", (640, 420), (0, 0, 0, 0) if name == "line.png" else (235, 240, 244, 255))
    pen = ImageDraw.Draw(image)
    seed = sum(name.encode())
    for n in range(8):
        x = (seed * (n + 3) * 37) % 560
        pen.ellipse((x, 60 + 40 * n, x + 90, 130 + 40 * n), fill=(30 + 20 * n, 90, 140, 255))
    out = io.BytesIO()
    image.save(out, "PNG")
    return Picture(name, "image/png", out.getvalue())


@cache
def book(article: Article) -> Book:
    """An article as a book, with its pictures drawn."""
    from publish.model.walk import figures

    names = sorted({f.image.name for f in figures(article)})
    pictures = {name: drawing(name) for name in names}
    return Book(
        article, portrait(article, next(iter(pictures.values()), None)), pictures, epoch=1_700_000_000
    )


def shown_lines(article: Article, notes: bool = True) -> list[str]:
    """What a reader sees of an article's body, a sentence or piece of code a line, marks included."""
    lines: list[str] = []

    def visit(part: object) -> None:
        if isinstance(part, Sentence):
            lines.append(_shown(part.inlines))
        elif isinstance(part, Code):
            lines.append(part.text)
        elif isinstance(part, Note) and not notes:
            pass
        elif isinstance(part, Note):
            lines.append(part.label)
            visit(part.blocks)
            lines.extend("↩\ufe0e" for _ in part.refs[1:])
        elif isinstance(part, ListItem):
            visit((part.term, part.sentences, part.blocks))
        elif isinstance(part, tuple):
            for inner in part:
                visit(inner)
        elif isinstance(part, Table):
            visit((part.caption, part.header, part.rows))
        elif isinstance(part, Quote):
            visit((part.blocks, part.attribution))
        elif isinstance(part, Aside):
            visit((part.heading, part.blocks))
        else:
            for name in ("heading", "sentences", "items", "cells", "caption", "credit", "blocks", "sections"):
                visit(getattr(part, name, ()))

    visit(article.sections)
    return [line for line in lines if line]


def _shown(inlines: tuple[Inline, ...]) -> str:
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text) | CodeSpan(text):
                parts.append(text)
            case NoteRef():
                parts.append(inline.label)
            case Math():
                parts.append(re.sub("<[^>]+>", "", inline.mathml))
            case LineBreak():
                parts.append(" ")
            case _:
                parts.append(_shown(inline.children))
    return "".join(parts)
