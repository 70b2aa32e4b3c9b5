"""The configuration as frozen values: each table is a dataclass, each key a field.

A field's default is the setting's default, and its `Key` says what it means and
what it may be: the loader judges by it, and the commented `publish.toml`, the
JSON Schema and the tables of the documentation are printed from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from publish.config.keys import Key, validate
from publish.errors import ConfigError
from publish.model.digest import LATER
from publish.model.narration import Role
from publish.system import data

NAMES = {
    "title": "title",
    "standfirst": "standfirst",
    "subtitle": "standfirst",
    "lang": "language",
    "language": "language",
    "author": "byline",
    "authors": "byline",
    "byline": "byline",
    "date": "published",
    "published": "published",
    "url": "url",
    "canonical": "url",
    "canonical_url": "url",
    "voice": "voice",
    "voices_by_role": "voices_by_role",
    "pace": "pace",
    "pauses": "pauses",
    "cover_picture": "cover_picture",
    "skip_sections": "skip_sections",
    "skip_sentences": "skip_sentences",
    "keep_passages": "keep_passages",
    "drop_passages": "drop_passages",
    "lexicon": "lexicon",
    "sentences": "sentences",
    "images": "images",
}
"""Key to the setting of the article that it is."""

META = {
    "description": "description",
    "summary": "description",
    "publisher": "og:site_name",
    "site": "og:site_name",
    "updated": "article:modified_time",
    "lastmod": "article:modified_time",
    "modified": "article:modified_time",
}
"""Key to the metadata of a page that say the same."""


def setting(key: str, value: str, where: str, slug: str) -> str:
    """How to write one of an article's own settings: at the top of Markdown, else in the file beside it."""
    if in_markdown(where):
        return f"write {key}: {value} at its top"
    return f"write {key} = {value} in {slug}.toml"


def in_markdown(where: str) -> bool:
    """Whether an article's source is Markdown, as its author wrote it."""
    return where.lower().endswith((".md", ".markdown"))


CATEGORIES: dict[str, tuple[str, ...]] = {
    top: tuple(inner) for top, inner in data.table("publish.config", "categories.toml").items()
}
"""Top category -> those inside it."""


def names() -> tuple[str, ...]:
    """Every way to write a category: "News", "Politics" and "News > Politics"."""
    pairs = [(top, name) for top, inner in CATEGORIES.items() for name in inner]
    return (*CATEGORIES, *(name for _, name in pairs), *(f"{top} > {name}" for top, name in pairs))


def path(category: str) -> tuple[str, ...]:
    """A configured category as top category and, where given, the one inside it: "News" or "Politics".

    "News > Politics" says both. Raises ConfigError for a name that directories do not know.
    """
    names = tuple(name.strip() for name in category.split(">"))
    if len(names) == 1 and names[0] in CATEGORIES:
        return names
    if len(names) == 2 and names[1] in CATEGORIES.get(names[0], ()):
        return names
    if len(names) == 1:
        for top, inner in CATEGORIES.items():
            if names[0] in inner:
                return top, names[0]
    raise ConfigError(
        f"site.category is {category!r}, which podcast directories do not know",
        "use one of " + ", ".join(CATEGORIES),
    )


AltPolicy = Literal["caption", "author"]
Punctuation = Literal["source", "typographic"]
Granularity = Literal["sentence", "clause", "word"]
Bitrate = Literal[32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
Edition = Literal["m4b", "lpf"]
CodeReading = Literal["announce", "read"]
LoudnessPreset = Literal["podcast", "audiobook", "none"]


class Table:
    """A table of settings: its values are held to their keys, in whatever way it is made."""

    __slots__ = ()

    def __post_init__(self) -> None:
        validate(self)


@dataclass(frozen=True, slots=True)
class Site(Table):
    """`[site]`: where the products will be published, and what the show is called."""

    url: Annotated[
        str,
        Key(
            "where `output/` will stand on the web; without it the feed works on this machine only",
            shape="address",
            like='"https://example.org/listen/"',
        ),
    ] = ""
    title: Annotated[str, Key("the name of the show and of the shelf")] = "Articles, read aloud"
    description: Annotated[
        str, Key("what the show is about", like='"Our reporting from the coast, for the ear."')
    ] = ""
    author: Annotated[str, Key("who stands behind it", like='"The Harbour Gazette"')] = ""
    email: Annotated[
        str, Key("the address that podcast directories ask for", shape="email", like='"editor@example.org"')
    ] = ""
    corrections: Annotated[
        str,
        Key(
            "where the player sends what a listener says is said wrongly: an e-mail address, or a form's"
            " address on the web; without it the player does not ask",
            like='"mistakes@example.org"',
        ),
    ] = ""
    language: Annotated[
        str, Key("the show's language; otherwise that of most articles", shape="language", like='"en-GB"')
    ] = ""
    category: Annotated[
        str, Key("one of Apple's podcast categories, such as `Sports` or `News > Politics`", choices=names())
    ] = "News"
    explicit: Annotated[bool, Key("whether the show is for adults")] = False
    copyright: Annotated[str, Key("the copyright line of the feed", like='"© The Harbour Gazette"')] = ""
    artwork: Annotated[
        str,
        Key(
            "the show's own picture, a square of at least 1400 pixels; without it one is drawn",
            like='"show.png"',
        ),
    ] = ""
    guid: Annotated[
        str,
        Key(
            "the show's identity, if it already had one elsewhere; otherwise made from its address",
            like='"9b024349-ccf0-5f69-a609-6b82873eab3c"',
        ),
    ] = ""


@dataclass(frozen=True, slots=True)
class Sound(Table):
    """`[sound]`: how the narration sounds.

    `pace` multiplies the voice's own speed; `chime` puts two soft notes before
    each section that begins with a heading; `room_tone` is noise at -70 dBFS.
    """

    loudness: Annotated[
        LoudnessPreset,
        Key("`podcast` (−16 LUFS), `audiobook` (the levels that audiobook shops ask for) or `none`"),
    ] = "podcast"
    bitrate_kbps: Annotated[
        Bitrate, Key("kilobits a second of the MP3 files; the audiobook preset takes at least 192")
    ] = 96
    pace: Annotated[float, Key("how fast, as a multiple of the voice's own pace", least=0.25, most=4)] = 1.0
    chime: Annotated[bool, Key("two soft notes before each section that begins with a heading")] = False
    room_tone: Annotated[
        bool, Key("the faint noise of a quiet room, so that pauses do not sound cut out")
    ] = True


@dataclass(frozen=True, slots=True)
class Pictures(Table):
    """`[pictures]`: what is taken of an article's pictures. `longest_side` is in pixels."""

    longest_side: Annotated[
        int, Key("bigger pictures are scaled down to this many pixels on their longest side", least=16)
    ] = 1600
    max_megapixels: Annotated[int, Key("a picture of more million pixels is not opened", least=1)] = 80
    most: Annotated[
        int, Key("how many pictures an article may have; the rest keep their captions only", least=0)
    ] = 400
    download: Annotated[
        bool, Key("fetch from the web the pictures that a page on this machine names there")
    ] = True


@dataclass(frozen=True, slots=True)
class Voices(Table):
    """`[voices]`: a voice for each language or role, where it is not the default one; settings of engines.

    `command` is a program with its arguments, for the engine of that name.
    """

    by_language: Annotated[
        dict[str, str], Key("a voice for a language, by its tag", shape="language", like='fr = "espeak:fr"')
    ] = field(default_factory=dict)
    by_role: Annotated[
        dict[Role, str], Key("a voice for a role, such as `quote`", like='quote = "espeak:en-gb"')
    ] = field(default_factory=dict)
    command: Annotated[
        tuple[str, ...],
        Key(
            "the program behind the engine `command`, with its arguments",
            like='["my-voice", "--language", "{lang}", "--output", "{out}"]',
        ),
    ] = ()
    kokoro_model: Annotated[str, Key("another model for the engine `kokoro`", like='"kokoro-v1.0.onnx"')] = ""
    kokoro_voices: Annotated[str, Key("other voices for it", like='"voices-v1.0.bin"')] = ""
    gtts_address: Annotated[
        str,
        Key("another address for the engine `gtts`", shape="address", like='"https://speech.example.org"'),
    ] = ""
    speech_address: Annotated[
        str,
        Key("the server behind the engine `speech-api`", shape="address", like='"http://127.0.0.1:8880/v1"'),
    ] = ""
    speech_model: Annotated[str, Key("the model that it is asked for", like='"kokoro"')] = ""


@dataclass(frozen=True, slots=True)
class Speaking(Table):
    """`[script]`: what is said beside the article's own words."""

    opening: Annotated[bool, Key("say title, byline and date before the article")] = True
    closing: Annotated[bool, Key("say the source, the rights and that the voice is synthetic after it")] = (
        True
    )
    code: Annotated[
        CodeReading,
        Key("of program code, `announce` how many lines there are, or `read` them; one short line is read"),
    ] = "announce"
    table_headings: Annotated[
        Literal["once", "rows"],
        Key("how a table is said: the names of its columns once, or with the cells of every row"),
    ] = "once"
    notes: Annotated[
        Literal["end", "mark"],
        Key("when a note is said: at the end of its section with what it is on, or where its mark stands"),
    ] = "end"
    skip_sections: Annotated[
        tuple[str, ...],
        Key(
            "sections of every article that are shown but not said, by their headings",
            like='["References", "Further reading"]',
        ),
    ] = ()
    skip_sentences: Annotated[
        tuple[str, ...],
        Key(
            "sentences of every article that are shown but not said, by the words that they begin with",
            like='["Sign up to our letter"]',
        ),
    ] = field(default=(), metadata=LATER)
    skip_roles: Annotated[
        tuple[Role, ...],
        Key("what is shown but not said, by its role, such as `caption` or `note`", like='["note"]'),
    ] = field(default=(), metadata=LATER)
    pauses: Annotated[
        dict[Role, float],
        Key(
            "how long the silences after a role are, as multiples of the usual",
            like="heading = 1.5",
            least=0,
            most=10,
        ),
    ] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Issue(Table):
    """`[issues.NAME]`: several articles bound into one book."""

    title: Annotated[str, Key("the book's title", like='"The Harbour Gazette, spring"')] = ""
    articles: Annotated[
        tuple[str, ...],
        Key("the slugs of its articles, in order", like='["the-long-way-home", "counting-the-dark"]'),
    ] = ()
    number: Annotated[
        int,
        Key(
            "its number in the series; its articles are a season of that number in the feed",
            least=0,
            like="3",
        ),
    ] = 0


@dataclass(frozen=True, slots=True)
class Place(Table):
    """`[places.NAME]`: where the products are published. It has either `to` or `command`."""

    to: Annotated[
        str,
        Key(
            "a folder, or an address in an object store such as `s3://bucket/show`",
            like='"/srv/show"',
        ),
    ] = ""
    command: Annotated[
        tuple[str, ...],
        Key(
            "or a program with its arguments, which copies the folder `{output}`; no shell reads it",
            like='["rsync", "-a", "--delete", "{output}/", "me@host:/srv/show/"]',
        ),
    ] = ()


@dataclass(frozen=True, slots=True)
class Desk(Table):
    """`[desk]`: what `publish desk` does beside the editing."""

    webhook: Annotated[
        str,
        Key(
            "an address that is called with what was built when a build of the desk ends",
            shape="address",
            like='"https://example.org/hooks/publish"',
        ),
    ] = ""


@dataclass(frozen=True, slots=True)
class Config(Table):
    """The whole configuration."""

    voice: Annotated[
        str, Key("the [voice](voices.md) of every article: `auto`, an engine, or `engine:voice`")
    ] = "auto"
    language: Annotated[
        str,
        Key(
            "the language of every article whose own settings name none; otherwise each page says",
            shape="language",
            like='"en-GB"',
        ),
    ] = ""
    alt: Annotated[
        AltPolicy, Key("where alt text comes from: `caption` or `author` ([pictures](editors.md#pictures))")
    ] = "caption"
    granularity: Annotated[
        Granularity,
        Key(
            "what the read-aloud edition lights up: each `sentence`, each `clause`, or each `word` that the"
            " voice times"
        ),
    ] = "sentence"
    punctuation: Annotated[
        Punctuation,
        Key(
            "quotation marks and dashes in books and players: as in the `source`, or `typographic` ones of"
            " its language where the article has plain ones only"
        ),
    ] = "typographic"
    lexicon: Annotated[
        dict[str, str],
        Key("words and how to say them: a respelling, or IPA between slashes", like='"Leicester" = "Lester"'),
    ] = field(default_factory=dict)
    lexicon_files: Annotated[
        tuple[str, ...],
        Key(
            "lexicon files beside the configuration: W3C PLS (`.pls`) or TOML; an entry above counts before"
            " them",
            like='["places.pls"]',
        ),
    ] = ()
    allow_hosts: Annotated[
        tuple[str, ...],
        Key(
            "hosts on private networks that pages may take pictures from; all others there are refused",
            like='["pictures.internal.example"]',
        ),
    ] = ()
    editions: Annotated[
        tuple[Edition, ...],
        Key(
            'more files of each narration: `"m4b"` (one audiobook file with chapters, for Apple Books and'
            ' audiobook players), `"lpf"` (W3C Audiobook package)',
            like='["m4b"]',
        ),
    ] = ()
    site: Annotated[Site, Key("where the products will be published, and what the show is called")] = Site()
    sound: Annotated[Sound, Key("how the narration sounds")] = Sound()
    pictures: Annotated[Pictures, Key("what is taken of an article's pictures")] = Pictures()
    voices: Annotated[
        Voices, Key("a voice for each language or role, where it is not the default one; settings of engines")
    ] = Voices()
    script: Annotated[Speaking, Key("what is said beside the article's own words")] = Speaking()
    places: Annotated[
        dict[str, Place],
        Key("where `publish push` publishes the products, each under `[places.NAME]`", like="website"),
    ] = field(default_factory=dict)
    desk: Annotated[Desk, Key("what `publish desk` does beside the editing")] = Desk()
    issues: Annotated[
        dict[str, Issue], Key("books of several articles, each under `[issues.NAME]`", like="spring")
    ] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImageOverride(Table):
    """`[images."NAME"]` in an article's own settings; `None` leaves what the page says."""

    alt: Annotated[
        str | None, Key("the alt text", like='"Six fishing boats lie on the mud at low tide."')
    ] = None
    caption: Annotated[str | None, Key("the caption", like='"The harbour on Monday morning."')] = None
    credit: Annotated[str | None, Key("the credit", like='"Jo Lindqvist"')] = None
    decorative: Annotated[bool, Key("pass it over: it means nothing")] = False


@dataclass(frozen=True, slots=True)
class Overrides(Table):
    """An article's own settings: `source/<slug>.toml`, or front matter.

    `None` leaves what the page says, "" and an empty list take it away. An article
    always has a title, a language and a voice: there "" leaves what the page says.
    """

    title: Annotated[str, Key("its title", like='"The long way home"')] = ""
    standfirst: Annotated[
        str | None,
        Key("the words under the title", like='"Nobody had lit the lamps when the first boats came in."'),
    ] = None
    byline: Annotated[
        tuple[str, ...] | None,
        Key(
            "who wrote it: a name, or a list of names; `[]` for nobody",
            like='["Ada Merritt", "Jo Lindqvist"]',
        ),
    ] = None
    language: Annotated[
        str, Key("its language as a tag, such as `en-GB`", shape="language", like='"en-GB"')
    ] = ""
    published: Annotated[str | None, Key("its date, as `2024-05-01`", shape="date", like='"2024-05-01"')] = (
        None
    )
    url: Annotated[
        str | None,
        Key("its address on the web", shape="address", like='"https://example.org/the-long-way-home"'),
    ] = None
    voice: Annotated[str, Key("its voice", like='"hibari:heart"')] = ""
    voices_by_role: Annotated[
        dict[Role, str], Key("a voice for a role in it, such as `quote`", like='quote = "espeak:en-gb"')
    ] = field(default_factory=dict, metadata=LATER)
    pace: Annotated[
        float | None,
        Key("how fast it is said, as a multiple of the voice's own pace", least=0.25, most=4, like="1.1"),
    ] = field(default=None, metadata=LATER)
    pauses: Annotated[
        dict[Role, float],
        Key(
            "how long its silences after a role are, as multiples of the usual",
            like="heading = 1.5",
            least=0,
            most=10,
        ),
    ] = field(default_factory=dict, metadata=LATER)
    cover_picture: Annotated[
        str,
        Key("the picture of its covers, by its file's name; otherwise the first", like='"harbour.jpg"'),
    ] = ""
    skip_sections: Annotated[
        tuple[str, ...],
        Key(
            "its sections that are shown but not said, by their headings or ids",
            like='["References", "Further reading"]',
        ),
    ] = ()
    skip_sentences: Annotated[
        tuple[str, ...],
        Key(
            "its sentences that are shown but not said, by the words that they begin with",
            like='["This story was first printed"]',
        ),
    ] = field(default=(), metadata=LATER)
    keep_passages: Annotated[
        tuple[str, ...],
        Key(
            "passages of the page that were left out and belong to it, by the words that they begin with",
            like='["How we counted the boats"]',
        ),
    ] = field(default=(), metadata=LATER)
    drop_passages: Annotated[
        tuple[str, ...],
        Key(
            "passages that are no part of it, by the words that they begin with, or a picture by its file",
            like='["Read next: the ferry"]',
        ),
    ] = field(default=(), metadata=LATER)
    lexicon: Annotated[
        dict[str, str], Key("words and how to say them, in this article only", like='"Leicester" = "Lester"')
    ] = field(default_factory=dict)
    sentences: Annotated[
        dict[str, dict[str, str]],
        Key(
            "words and how to say them in one sentence only, under the words that it begins with",
            like='"Nobody in Reading" = { Reading = "Redding" }',
        ),
    ] = field(default_factory=dict, metadata=LATER)
    images: Annotated[
        dict[str, ImageOverride],
        Key(
            'its pictures, each under `[images."NAME"]` with the file\'s name, or its address where several'
            " files have one name",
            like='"harbour.jpg"',
        ),
    ] = field(default_factory=dict)
