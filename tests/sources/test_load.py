"""From an origin to a page: every kind of file, what is none, and the way to the pictures beside it."""

from __future__ import annotations

import base64
import io
import os
import pickle
import random
from pathlib import Path

import pytest
from PIL import Image

import publish
from publish.config import Config, Pictures
from publish.errors import ConfigError, ImageError, NetworkError, SourceError
from publish.model.article import Article
from publish.model.walk import article_text, figures, text_of
from publish.sources.load import Loaded, load, read_any
from publish.sources.locate import locate
from tests.sources.server import Answer, Reply, serving


def opened(path: Path) -> Loaded:
    (origin,) = locate([str(path)])
    return load(origin, Config())


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def png(side: int = 60) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((side, side), 90).save(out, "PNG")
    return out.getvalue()


# --- what is no page --------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.html", b"", "is empty"),
        ("a.html", b" \n\t\n", "is empty"),
        ("a.html", b"\xef\xbb\xbf\n", "is empty"),
        ("a.html", b"\x00" * 500, "is empty"),
        ("a.txt", b"%PDF-1.7 ...", "is a PDF"),
        ("a.html", b"\n\n%PDF-1.4 1 0 obj", "is a PDF"),
        ("a.html", b"PK\x03\x04...", "is a ZIP archive"),
        ("a.html", b"\x89PNG\r\n\x1a\n...", "is a picture"),
        ("a.md", bytes(range(256)) * 50, "is a binary file"),
        ("a.html", random.Random(4).randbytes(5000), "is a binary file"),
        (
            "a.mhtml",
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--\n",
            "holds no page",
        ),
    ],
)
def test_what_is_no_page_is_said_in_a_sentence(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said) as failure:
        opened(written(tmp_path, name, content))
    assert name in failure.value.message
    assert failure.value.help


def test_a_missing_file_fails_when_it_is_loaded(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        opened(tmp_path / "missing.html")


def test_a_pipe_in_a_folder_and_a_link_to_nowhere_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    written(tmp_path, "real.html", "<p>The boats came in late.")
    (pipe,) = (origin for origin in locate([str(tmp_path)]) if origin.slug == "pipe")
    with pytest.raises(SourceError, match=r"pipe\.html is not a file"):
        load(pipe, Config())
    (tmp_path / "link.html").symlink_to(tmp_path / "gone.html")
    with pytest.raises(SourceError, match=r"link\.html is a link to a file that is not there"):
        opened(tmp_path / "link.html")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_said(tmp_path: Path) -> None:
    path = written(tmp_path, "a.html", "<p>x")
    path.chmod(0)
    with pytest.raises(SourceError, match="cannot be read: Permission denied"):
        opened(path)


def test_a_page_of_too_much_markup_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="million characters"):
        opened(written(tmp_path, "a.html", "<p>" + "<b></b>" * 2_500_000))


def test_the_scripts_of_a_page_do_not_count(tmp_path: Path) -> None:
    script = f"<script>{'var a = 1; ' * 1_800_000}</script>"
    data = '<script type="application/ld+json">{"@type": "Article", "headline": "The boats"}</script>'
    page = opened(written(tmp_path, "a.html", f"{data}{script}<p>The boats came in late."))
    assert page.page.text == f"{data}<p>The boats came in late."


def test_settings_that_are_wrong_are_said(tmp_path: Path) -> None:
    written(tmp_path, "a.toml", "titel = 'x'")
    with pytest.raises(
        ConfigError, match=r"a\.toml, line 1: there is no setting called 'titel'; did you mean 'title'\?"
    ):
        opened(written(tmp_path, "a.html", "<p>x"))


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<title>Just a moment...</title><p>Checking", "check for robots"),
        ("<title>Attention Required! | Cloudflare</title>", "check for robots"),
        ("<title>Before you continue to Site</title><p>cookies", "consent prompt"),
        ("<title>News</title><noscript>Please enable JavaScript to continue.</noscript>", "without scripts"),
        ("<title>404 Not Found</title>", "not found"),
        ("<title>Log in</title><form><input name=p type=password>", "asks to log in"),
        (
            "<meta http-equiv='refresh' content='0; url=https://a.example/hens'>",
            "leads on to https://a.example",
        ),
    ],
)
def test_what_stands_in_an_articles_place_is_no_article(tmp_path: Path, page: str, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        opened(written(tmp_path, "a.html", f"<html><head>{page}</html>"))


def test_an_article_about_a_moment_is_an_article(tmp_path: Path) -> None:
    words = "<p>" + "The story went on for quite some time. " * 80
    loaded = opened(written(tmp_path, "a.html", f"<title>Just a moment in history</title>{words}"))
    assert loaded.page.problems == ()


def test_an_article_for_subscribers_is_read_and_said(tmp_path: Path) -> None:
    data = '<script type="application/ld+json">{"isAccessibleForFree": false}</script><p>Words.'
    (result,) = opened(written(tmp_path, "a.html", data)).page.problems
    assert result.code == "READ-010"
    free = data.replace("false", "true")
    assert opened(written(tmp_path, "b.html", free)).page.problems == ()


def test_a_false_declaration_is_noted(tmp_path: Path) -> None:
    (result,) = opened(written(tmp_path, "a.html", '<meta charset="iso-8859-1"><p>déjà vu')).page.problems
    assert (result.code, result.severity) == ("READ-011", "note")


# --- kinds ------------------------------------------------------------------------

MHTML = """From: <Saved by Blink>
Snapshot-Content-Location: https://news.example/a/b.html
Subject: Heat
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----x"


------x
Content-Type: text/html
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://news.example/a/b.html

<html><body><p>Caf=C3=A9</p><img src=3D"cid:pic@x"><img src=3D"../p/q.png"></body></html>
------x
Content-Type: image/png
Content-ID: <pic@x>
Content-Transfer-Encoding: base64
Content-Location: https://news.example/cid.png

{one}
------x
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://news.example/p/q.png

{two}
------x--
"""


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a.html"])
def test_an_mhtml_file_carries_its_pictures(tmp_path: Path, name: str) -> None:
    one, two = png(), png(50)
    text = MHTML.format(one=base64.encodebytes(one).decode(), two=base64.encodebytes(two).decode())
    loaded = opened(written(tmp_path, name, text))
    assert (loaded.kind, loaded.page.url) == ("mhtml", "https://news.example/a/b.html")
    assert "Café" in loaded.page.text
    assert loaded.fetch("cid:pic@x") == one
    assert loaded.fetch("../p/q.png") == two
    assert loaded.fetch("https://news.example/p/q.png") == two


def test_big_data_pictures_are_taken_out_of_the_text(tmp_path: Path) -> None:
    data = png()
    assert len(data) > 3100
    address = "data:image/png;base64," + base64.b64encode(data).decode()
    loaded = opened(written(tmp_path, "a.html", f'<p>Words</p><img src="{address}">'))
    assert len(loaded.page.text) < 200
    name = loaded.page.text.split('src="')[1].split('"')[0]
    assert loaded.fetch(name) == data
    assert loaded.fetch(f"https://news.example/{name}") == data  # when it was made absolute on the way


def test_pictures_that_singlefile_shares_are_put_back(tmp_path: Path) -> None:
    address = "data:image/png;base64," + base64.b64encode(png()).decode()
    style = f"<style>:root{{--sf-img-1:url({address})}}</style>"
    empty = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'></svg>"
    tag = f'<img alt="A" src="{empty}" style="background-image:var(--sf-img-1)!important">'
    loaded = opened(
        written(tmp_path, "a.html", f"<html><!--\n Page saved with SingleFile -->{style}{tag}{tag}")
    )
    assert loaded.page.text.count('<img src="embedded-') == 2


def test_a_text_file_that_holds_a_page_is_a_page(tmp_path: Path) -> None:
    assert opened(written(tmp_path, "a.txt", "<!DOCTYPE html><html><p>x</html>")).kind == "html"
    assert opened(written(tmp_path, "b.txt", "A title\n\nSome words.")).kind == "text"


@pytest.mark.parametrize(
    "front",
    [
        '---\ntitle: "Heat: a story"\nauthors: [Ann Lee, Bo Ray]\ndate: 2024-06-01\nlang: en-GB\n---\n',
        '+++\ntitle = "Heat: a story"\nauthor = ["Ann Lee", "Bo Ray"]\ndate = 2024-06-01\nlang = "en"\n+++\n',
    ],
)
def test_front_matter_sets_what_the_settings_do_not(tmp_path: Path, front: str) -> None:
    written(tmp_path, "a.toml", 'language = "en-IE"\n')
    own = opened(written(tmp_path, "a.md", f"{front}\nIt is *hot*.\n")).page.overrides
    assert (own.title, own.byline, own.published, own.language) == (
        "Heat: a story",
        ("Ann Lee", "Bo Ray"),
        "2024-06-01",
        "en-IE",
    )


def test_markdown_becomes_a_page(tmp_path: Path) -> None:
    table = "| a | b |\n|---|---|\n| 1 | 2 |"
    text = f'# Heat\n\nIt is *hot*.[^1]\n\n{table}\n\n![A map](map.png "The map")\n\n[^1]: Very.\n'
    page = opened(written(tmp_path, "a.md", text)).page.text
    for piece in ("<h1>Heat</h1>", "<em>hot</em>", "<table>", 'src="map.png"', "footnote"):
        assert piece in page


@pytest.mark.slow
@pytest.mark.parametrize(
    "front",
    ["---\ntitle: [\n---\n",
     "---\n- a\n- b\n---\n", "+++\ntitle = \n+++\n", "---\na: &a [x]\nb: [*a, *a]\n---\n",
     "---\ntitle: {x: 1}\n---\n", "---\n" + "[" * 5000 + "\n---\n"],
)  # fmt: skip
def test_broken_front_matter_is_said(tmp_path: Path, front: str) -> None:
    with pytest.raises(ConfigError, match=r"front matter|line 2: title is a table"):
        opened(written(tmp_path, "a.md", f"{front}\nText.\n"))


@pytest.mark.parametrize(
    ("front", "message", "help_"),
    [
        ("---\ntitle: The sea: a story\n---\n", "a.md, line 2: `title: The sea: a story` in the front matter",
         'put the text between quotes: title: "The sea: a story"'),
        ("---\ntitle: x\nvoice: @tone\n---\n", "line 3: `voice: @tone`", 'quotes: voice: "@tone"'),
        ("---\ntitle: [a\n---\n", "line 2", 'put the text between quotes: title: "[a"'),
        ("---\ntitle = Heat\nlang: en\n---\n", "line 3", 'write each setting as name: "text"'),
        ("---\ntitle: 1984\n---\n", "title is 1984", 'put it between quotes: "1984"'),
        ("---\ntitle: x\nlang: English\n---\n", "a.md, line 3: language is 'English', which is not",
         'as in "en-GB"'),
        ("---\ntitle: x\n\nIt is hot.\n", "front matter that begins on line 1 has no end", "a line of ---"),
        ("---\ndate: 2026-02-31\n---\n", "line 2: published is '2026-02-31', which is not", "2024-05-01"),
        ("+++\ndate = 2026-02-31\n+++\n", "line 2: `date = 2026-02-31` is not a date", '"2024-05-01"'),
        ("+++\nlang = en\n+++\n", "a.md, front matter, line 2: `lang = en`", 'between quotes: lang = "en"'),
    ],
)  # fmt: skip
def test_broken_front_matter_names_the_line_and_what_to_write(
    tmp_path: Path, front: str, message: str, help_: str
) -> None:
    with pytest.raises(ConfigError) as raised:
        opened(written(tmp_path, "a.md", f"{front}\nText.\n"))
    assert message in raised.value.message
    assert help_ in raised.value.help


def test_a_line_at_the_top_of_markdown_is_no_front_matter(tmp_path: Path) -> None:
    text = "---\nIt is hot: the sea steams.\n\nMore.\n"
    assert "the sea steams" in opened(written(tmp_path, "a.md", text)).page.text


def test_a_picture_of_nearly_that_name_is_named(tmp_path: Path) -> None:
    written(tmp_path, "map-1.png", "x")
    loaded = opened(written(tmp_path, "a.md", "# Heat\n\nIt is hot.\n\n![A map](map1.png)\n"))
    with pytest.raises(ImageError, match=r"map1.png is not there; did you mean 'map-1.png'\?"):
        loaded.fetch("map1.png")


def test_a_misspelt_key_at_the_top_is_a_problem_and_a_strange_one_is_not(tmp_path: Path) -> None:
    front = "---\ntitel: Heat\nlayout: post\ntags: [a]\ndraft: true\nweight: 3\n---\n"
    (result,) = opened(written(tmp_path, "a.md", f"{front}\nText.\n")).page.problems
    assert (result.code, result.help) == ("META-004", "write 'title' if that is what is meant")


def test_a_yaml_document_makes_no_objects(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        opened(written(tmp_path, "a.md", "---\ntitle: !!python/object/apply:os.getcwd []\n---\nText.\n"))


# --- pictures beside the page -------------------------------------------------------


@pytest.fixture
def page(tmp_path: Path) -> Loaded:
    written(tmp_path, "secret.png", "secret")
    written(tmp_path, "source/pics/été 1.png", "one")
    written(tmp_path, "source/plain.png", "two")
    (tmp_path / "source" / "link.png").symlink_to(tmp_path / "secret.png")
    (tmp_path / "source" / "out").symlink_to(tmp_path)
    return opened(written(tmp_path, "source/a.html", "<p>x"))


@pytest.mark.parametrize(
    "src",
    ["pics/été 1.png", "pics/%C3%A9t%C3%A9%201.png", "./pics/été 1.png", "plain.png?v=2#x", " plain.png "],
)
def test_pictures_beside_the_page_are_found(page: Loaded, src: str) -> None:
    assert page.fetch(src) in (b"one", b"two")


@pytest.mark.parametrize(
    "src",
    ["../secret.png", "pics/../../secret.png", "%2e%2e/secret.png", "..%2fsecret.png",
     "%252e%252e/secret.png", "link.png", "out/secret.png", "/etc/passwd", "file:///etc/passwd",
     "..\\secret.png", "plain.png\0", "", ".", "pics", "a" * 5000],
)  # fmt: skip
def test_no_file_outside_the_folder_is_read(page: Loaded, src: str) -> None:
    with pytest.raises((ImageError, NetworkError)):
        page.fetch(src)


def test_a_data_address_is_read(page: Loaded) -> None:
    assert page.fetch("data:image/svg+xml,%3Csvg/%3E") == b"<svg/>"
    assert page.fetch("data:image/png;base64,aGk=") == b"hi"
    assert page.fetch("data:image/png;base64,aG k") == b"hi"
    for broken in ("data:", "data:image/png"):
        with pytest.raises(ImageError):
            page.fetch(broken)


def test_pictures_of_a_private_network_are_not_fetched(page: Loaded) -> None:
    with pytest.raises(NetworkError, match="private network"):
        page.fetch("http://169.254.169.254/latest/meta-data/")


@pytest.mark.parametrize(
    ("src", "place"),
    [
        ("plain.png", "plain.png"),
        ("pics/new.png?v=1", "pics/new.png"),
        ("new%20one.png", "new one.png"),
        ("../new.png", None),
        ("/new.png", None),
        ("data:image/png;base64,", None),
        ("https://news.example/new.png", None),
        ("new.png\0", None),
        ("", None),
    ],
)
def test_where_a_missing_picture_would_be_is_known(page: Loaded, src: str, place: str | None) -> None:
    assert isinstance(page.fetch.folder, Path)
    assert page.fetch.place(src) == (page.fetch.folder / place if place else None)


def test_where_a_missing_picture_would_be_is_known_of_a_page_with_an_address(tmp_path: Path) -> None:
    written(tmp_path, "a.toml", 'url = "https://news.example/2024/story"\n')
    fetch = opened(written(tmp_path, "a.html", "<p>x")).fetch
    assert fetch.place("https://news.example/2024/pics/new.png") == tmp_path / "pics" / "new.png"
    assert fetch.place("https://other.example/2024/pics/new.png") is None


def test_nothing_is_downloaded_where_that_is_not_wanted(tmp_path: Path) -> None:
    (origin,) = locate([str(written(tmp_path, "a.html", "<p>x"))])
    loaded = load(origin, Config(pictures=Pictures(download=False)))
    with pytest.raises(NetworkError, match="nothing is fetched"):
        loaded.fetch("https://news.example/a.png")


def test_a_loaded_page_can_be_sent_to_another_process(page: Loaded) -> None:
    again = pickle.loads(pickle.dumps(page))
    assert again.page == page.page
    assert again.fetch("plain.png") == b"two"


def test_the_files_that_a_page_names_beside_itself_are_known(tmp_path: Path) -> None:
    for name in ("one.png", "two.jpg", "sub/three.webp", "four (4).png", "other.png", "a.toml"):
        written(tmp_path, name, "")
    html = """<img src=one.png srcset="x.png 1x">
    <img data-src="two.jpg?w=3" srcset="sub/three.webp 100w, none.png 2x">
    <a href="four%20(4).png">x</a><img src='../outside.png'><img src="a.toml">"""
    named = opened(written(tmp_path, "a.html", html)).fetch.named
    assert sorted(named) == ["four (4).png", "one.png", "sub/three.webp", "two.jpg"]


def test_a_file_that_comes_later_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text('<p>words</p><img src="sea.jpg">', "utf-8")
    (origin,) = locate([str(path)])
    os.utime(tmp_path, (1, 1))  # as if it had been a while
    assert load(origin, Config()).page.beside == ()
    (tmp_path / "sea.jpg").write_bytes(b"picture")
    assert load(origin, Config()).page.beside == ("sea.jpg",)


def test_a_page_that_stands_on_the_web_finds_what_it_names_beside_itself(tmp_path: Path) -> None:
    written(tmp_path, "pics/one.png", "one")
    written(tmp_path, "Story_files/two.png", "two")
    written(tmp_path, "other.png", "not this page's")
    tags = (
        '<img src="./pics/one.png"><img src="Story_files/two.png" srcset="https://cdn.example/x/two.png 2x">'
    )
    loaded = opened(written(tmp_path, "a.html", tags))
    assert loaded.fetch("https://news.example/2024/pics/one.png?w=1") == b"one"
    assert loaded.fetch("https://cdn.example/x/two.png") == b"two"
    assert loaded.fetch.file("https://cdn.example/x/other.png") is None
    assert loaded.fetch.file("https://cdn.example/x/one.png/") is None


def test_what_a_browser_saved_with_a_page_is_taken_before_what_the_page_names_on_the_web(
    tmp_path: Path,
) -> None:
    written(tmp_path, "Hens at sea_files/hens-01.png", png())
    picture = '<img src="./Hens%20at%20sea_files/hens-01.png" srcset="https://a.example/hens-01.png 2000w">'
    text = f"<!-- saved from url=(0030)https://a.example/news/hens -->{ARTICLE.format(picture)}"
    loaded = opened(written(tmp_path, "Hens at sea.html", text))
    (figure,) = figures(read_any(loaded).article)
    assert loaded.fetch(figure.image.src).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- saved from url=(0030)https://a.example/news/hens?a=1&amp;b=2 -->",
        "<!--\n Page saved with SingleFile \n url: https://a.example/news/hens?a=1&amp;b=2 \n-->",
    ],
)
def test_a_saved_page_says_where_it_is_from(tmp_path: Path, comment: str) -> None:
    path = written(tmp_path, "a.html", f"<!doctype html>{comment}{ARTICLE.format('')}")
    assert opened(path).page.url == "https://a.example/news/hens?a=1&b=2"


ARTICLE = "<html><body><article><h1>Hens at sea</h1>{}" + "<p>The hens went to sea in a boat.</p>" * 9


def test_markdown_may_hold_formulas_and_sums_of_money(tmp_path: Path) -> None:
    text = "# Heat\n\nSo $x^2$ and $5 or $10, or\n\n$$y = 1$$\n\nas they say."
    shown = article_text(article_of(written(tmp_path, "a.md", text)))
    assert "So x squared and $5 or $10, or" in shown
    assert "y equals 1" in shown


# --- Markdown: an author's own words --------------------------------------------------


def article_of(path: Path) -> Article:
    return read_any(opened(path)).article


def test_all_that_an_author_writes_is_the_article(tmp_path: Path) -> None:
    """Nothing is taken for clutter, as it would be on a page: neither links, nor promotions, nor headings."""
    body = (
        "[A link](https://example.org)\n\nSubscribe to our newsletter.\n\n## Related\n\n"
        "Read more: [the other story](https://example.org/x)\n\nThe same words twice, as in a refrain.\n\n"
        "The same words twice, as in a refrain.\n\n# Heat again\n\nThe end.[^1]\n\n[^1]: A note.\n"
    )
    article = article_of(written(tmp_path, "a.md", f"---\ntitle: Heat\n---\n{body}"))
    wanted = [
        "A link", "Subscribe to our newsletter.", "Related", "Read more: the other story",
        "The same words twice, as in a refrain.", "The same words twice, as in a refrain.",
        "Heat again", "The end.", "A note.",
    ]  # fmt: skip
    assert article_text(article).split("\n") == wanted


@pytest.mark.parametrize("text", ["---\ntitle: Heat\n---\nIt is hot.\n", "# Heat\n\nIt is hot.\n"])
def test_the_title_is_not_said_twice(tmp_path: Path, text: str) -> None:
    article = article_of(written(tmp_path, "a.md", text))
    assert (article.title, article_text(article)) == ("Heat", "It is hot.")


def test_a_picture_of_its_own_paragraph_is_a_figure_with_its_title_as_caption(tmp_path: Path) -> None:
    text = '![A coastline](map.png "The <map> & more")\n\nIn a ![small](s.png "T") line.\n'
    text = f"---\nstandfirst: Very hot.\n---\n\n{text}"
    article = article_of(written(tmp_path, "a.md", text))
    big, small = figures(article)
    assert (text_of(big.caption), big.alt_lead) == ("The <map> & more", "A coastline.")
    assert not small.caption
    assert text_of(article.standfirst) == "Very hot."


def test_messages_count_the_lines_of_the_file_that_was_written(tmp_path: Path) -> None:
    text = "---\ntitle: Heat\n---\n\nIt is hot.\n\n![](map.png)\n"
    (result,) = [
        each for each in read_any(opened(written(tmp_path, "a.md", text))).problems if each.code == "A11Y-003"
    ]
    assert result.where.endswith("a.md:7")


def test_an_empty_setting_at_the_top_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    own = opened(
        written(tmp_path, "a.md", "---\ntitle: Heat\nvoice:\nauthor:\n---\nIt is hot.\n")
    ).page.overrides
    assert (own.title, own.voice, own.byline) == ("Heat", "", None)


def test_the_further_pages_of_an_article_on_the_web_are_fetched_from_its_own_host() -> None:
    html = {"Content-Type": "text/html; charset=utf-8"}

    def page(number: int, turn: str) -> Reply:
        text = "".join(
            f"<p>The boats of day {number} came in with the tide, as {who} said.</p>" for who in "abcd"
        )
        body = f"<html lang=en><title>The boats</title><h1>The boats</h1>{text}{turn}</html>"
        return Reply(body.encode(), headers=html)

    turns = ("<a rel=next href=boats-2.html>2</a>", "<a rel=next href=boats-3.html>3</a>", "")
    names = ("/boats.html", "/boats-2.html", "/boats-3.html")
    answers: dict[str, Answer] = {name: page(n, turns[n - 1]) for n, name in enumerate(names, 1)}
    with serving({"/robots.txt": Reply(status=404), **answers}) as site:
        (origin,) = locate([f"{site.url}/boats.html"])
        loaded = load(origin, Config(allow_hosts=("127.0.0.1",)))
        assert [further.url for further in loaded.page.further] == [f"{site.url}{name}" for name in names[1:]]
        spoken = article_text(read_any(loaded).article)
        assert [spoken.count(f"of day {n} ") for n in (1, 2, 3)] == [4, 4, 4]
        site.answers["/boats-2.html"] = Reply(status=500)
        site.answers["/boats.html"] = page(1, turns[0] + "<a href=http://other.example/boats-4.html>4</a>")
        assert load(origin, Config(allow_hosts=("127.0.0.1",))).page.further == ()


@pytest.mark.parametrize("src", ["http://[", "https://[::1", "//[x", "http://a]b/c.jpg"])
def test_a_picture_whose_address_is_broken_does_not_stop_an_article(src: str) -> None:
    page = f'<h1>The bus</h1><p>It came at nine.</p><img src="{src}" alt="A bus"><p>And left at ten.</p>'
    prepared = publish.read_html(page, base_url="http://[")
    assert [problem.code for problem in prepared.problems if problem.code.startswith("IMG")] == ["IMG-001"]
    assert publish.read_html(page, base_url="https://site.example/").article.title


def test_a_page_that_is_no_text_is_refused() -> None:
    with pytest.raises(SourceError, match="not int"):
        publish.read_html(3)  # type: ignore[arg-type]
