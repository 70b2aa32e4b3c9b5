"""Every way to name a picture gives one plain image with its best source."""

from __future__ import annotations

import pytest

from publish.html import dom
from publish.html.extract import teasers
from publish.html.images import sources as pictures
from publish.html.images.srcset import ENOUGH, best, identity, srcset

BASE = "https://a.example/news/"
GIF = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


def sources(markup: str) -> list[str]:
    root = dom.parse(f"<body>{markup}</body>")
    pictures.prepare(root, BASE)
    return [image.get("src") for image in root.find_all("img")]


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="/p/hens-9.jpg">',
        f'<img src="{GIF}" data-src="/p/hens-9.jpg">',
        f'<img src="{GIF}" data-lazy-srcset="/p/hens-9.jpg 1600w, /p/hens-8.jpg 300w">',
        '<picture><source srcset="/p/hens-9.jpg 1600w"><img src="/p/hens-8.jpg"></picture>',
        '<picture><source srcset="/p/hens-9.jpg"></picture>',
        f'<img src="{GIF}"><noscript><img src="/p/hens-9.jpg"></noscript>',
        '<noscript><img src="/p/hens-9.jpg"></noscript>',
        '<amp-img src="/p/hens-9.jpg" width="800" height="600"></amp-img>',
        '<figure itemid="https://a.example/p/hens-9.jpg"><figcaption>Hens</figcaption></figure>',
        '<div class="js-delayed-image-load" data-src="/p/hens-9.jpg" data-alt="Hens"></div>',
        '<div role="img" style="background-image: url(\'/p/hens-9.jpg\')"></div>',
        '<brick-image data-src="/p/hens-9.jpg"></brick-image>',
    ],
)
def test_every_shape_gives_the_picture(markup: str) -> None:
    assert sources(markup) == ["https://a.example/p/hens-9.jpg"]


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="/pixel.gif" width="1" height="1">',
        '<img src="/70c8fc80" alt="" style="position:absolute;width:1px;height:1px">',
        '<img class="avatar" src="/face.jpg" width="48">',
        '<img src="/img/site-logo.png">',
        '<img src="javascript:alert(1)">',
        '<img src="/headshots/75x75/ada.jpg">',
        '<img src="/ornament.gif">',
        '<img src="/zoom-in.svg" alt="Vergrößern des Bildes">',
        '<a href="/ads/"><img src="/up/werbung_3.jpg" alt="werbung_3" width="1187"></a>',
        '<a href="https://www.stairs.example/"><img src="/up/stairs.jpg" alt="stairs.example"></a>',
        '<img src="/images/generic-newsletter-signup.png">',
        '<div class="custom-logo"><img src="/harbour.png" width="400"></div>',
        f'<img src="{GIF}">',
    ],
)
def test_what_is_no_picture_of_the_story_goes(markup: str) -> None:
    assert sources(markup) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("data:image/png;base64,AAAA 1x, /a.jpg 2x", [("/a.jpg", 200)]),
        ("/a.jpg, /b.jpg 2x", [("/a.jpg", 0), ("/b.jpg", 200)]),
        (" , /a.jpg 300w", [("/a.jpg", 300)]),
        ("/a.jpg 1.5.2x, /b.jpg 900w", [("/a.jpg", 0), ("/b.jpg", 900)]),
        ("/a.jpg 300w,/b.jpg 900w", [("/a.jpg", 300), ("/b.jpg", 900)]),
        ("/a.jpg 300w 200h, /b.jpg 200h", [("/a.jpg", 300), ("/b.jpg", 0)]),
        ("/w_700/a.jpg 2x", [("/w_700/a.jpg", 700)]),
    ],
)
def test_each_address_of_a_srcset_has_its_width(value: str, expected: list[tuple[str, float]]) -> None:
    assert list(srcset(value)) == expected


@pytest.mark.parametrize(
    ("lazy", "expected"),
    [
        ("/p/9", ["https://a.example/p/9"]),
        ("//b.example/9", ["https://b.example/9"]),
        ("https://b.example/9", ["https://b.example/9"]),
        ("p/9.jpg", ["https://a.example/news/p/9.jpg"]),
        ("hidden", []),
    ],
)
def test_a_lazy_address_is_what_could_be_one(lazy: str, expected: list[str]) -> None:
    assert sources(f'<img src="{GIF}" data-original="{lazy}">') == expected


@pytest.mark.parametrize(
    ("expected", "taken"),
    [
        ([("/wide.jpg", 2400), ("/well.jpg", ENOUGH)], "/well.jpg"),
        ([("/small.jpg", 300), ("/wider.jpg", ENOUGH - 1)], "/wider.jpg"),
        ([("/one.jpg", 0), ("/other.jpg", 0)], "/one.jpg"),
        ([("/one.jpg", 0), ("/known.jpg", 10)], "/known.jpg"),
    ],
)
def test_the_narrowest_that_is_wide_enough_is_best(expected: list[tuple[str, float]], taken: str) -> None:
    assert best(expected) == taken


@pytest.mark.parametrize(
    "attributes",
    [
        'data-src-set="/p/hens-9.jpg 900w, /p/hens-8.jpg 300w"',
        'data-original-set="/p/hens-9.jpg 900w"',
        'data-src="/p/hens-8.jpg 300w, /p/hens-9.jpg 900w"',
        """data-src='{"url":"https:\\/\\/a.example\\/p\\/hens-9.jpg"}'""",
        'data-of-our-own="https://a.example/p/hens-9.jpg"',
        'data-original="/p/hens-9.jpg?w=900" data-src="/p/hens-8.jpg?w=300"',
    ],
)
def test_every_attribute_that_sites_use_gives_its_address(attributes: str) -> None:
    (result,) = sources(f'<img src="{GIF}" {attributes}>')
    assert result.split("?")[0] == "https://a.example/p/hens-9.jpg"


def test_a_kind_that_a_book_cannot_hold_is_not_taken_beside_another() -> None:
    markup = (
        '<picture><source type="image/avif" srcset="/p/hens-9.avif 2000w">'
        '<source type="image/jpeg" srcset="/p/hens-8.jpg 1600w"><img src="/p/hens-8.jpg"></picture>'
    )
    assert sources(markup) == ["https://a.example/p/hens-8.jpg"]


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/p/Hens-on-the-Quay-scaled.jpg?w=300#x", "hens-on-the-quay"),
        ("/p/hens%20on%20quay.jpg", "hens on quay"),
        ("/i/123456_640.jpg", "i/123456"),
        ("/i/20240102_640.jpg", "20240102_640"),
        ("/2024/05/boats/9.jpg", "05/boats/9"),
        ("/a/b?id=1234567&w=3", "a/1234567"),
        ("data:image/png;base64,AAAA", "data:image/png;base64,AAAA"),
    ],
)
def test_what_is_kept_of_an_address_names_the_picture(address: str, kept: str) -> None:
    assert identity(address) == kept


def test_a_comma_in_an_address_does_not_part_it() -> None:
    assert [url for url, _ in srcset("/w_300,c_fill/a.jpg 300w, /w_900,c_fill/a.jpg 900w")] == [
        "/w_300,c_fill/a.jpg",
        "/w_900,c_fill/a.jpg",
    ]


def test_the_narrowest_wide_enough_source_is_taken() -> None:
    markup = '<img src="/a-300.jpg" srcset="/a-300.jpg 300w, /a-1600.jpg 1600w, /a-4000.jpg 4000w">'
    assert sources(markup) == ["https://a.example/a-1600.jpg"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/up/hens-300x200.jpg", "https://b.example/up/hens-1024x683.jpg?x=1"),
        ("https://a.example/news/240/x12.jpg", "https://a.example/news/976/x12.jpg"),
        ("https://a.example/m/abc/1.jpg?width=300", "https://a.example/m/abc/1.jpg?width=600"),
        ("https://a.example/65897427_1004.jpg", "https://a.example/65897427_605.jpg"),
        ("https://a.example/hens-on-the-quay-640.jpg", "https://a.example/hens-on-the-quay-1280.jpg"),
        ("https://a.example/w_424,c_limit/https%3A%2F%2Fx.png", "https://a.example/w_96/https%3A%2F%2Fx.png"),
    ],
)
def test_one_picture_at_two_sizes_is_the_same_picture(one: str, other: str) -> None:
    assert identity(one) == identity(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/up/hens-1.jpg", "https://a.example/up/hens-2.jpg"),
        ("IMG_1234.jpg", "IMG_1235.jpg"),
        ("img_1240.jpg", "img_1250.jpg"),
        ("20240521_0102.jpg", "20240521_0103.jpg"),
        ("map-100.svg", "map-101.svg"),
        ("/uploads/2021/05/image.jpg", "/uploads/2020/01/image.jpg"),
        ("part-1/chart.png", "part-2/chart.png"),
    ],
)
def test_pictures_with_names_alike_are_two(one: str, other: str) -> None:
    assert identity(one) != identity(other)


def test_a_picture_in_a_box_that_has_an_icon_is_kept() -> None:
    assert sources('<div class="photo--has-hint-icon"><img src="/a.jpg"></div>') == [
        "https://a.example/a.jpg"
    ]
    assert sources('<div class="hint-icon"><img src="/a.jpg"></div>') == []


def test_another_cut_for_phones_does_not_replace_the_picture() -> None:
    cut = '<source media="(max-width: 640px)" srcset="/hens-8-cut.jpg 1600w">'
    assert sources(f'<picture>{cut}<img src="/hens-9.jpg" width="800"></picture>') == [
        "https://a.example/hens-9.jpg"
    ]


def test_a_kind_that_books_cannot_hold_is_taken_only_where_there_is_no_other() -> None:
    avif = '<source type="image/avif" srcset="/hens-9.avif 1600w">'
    assert sources(f'<picture>{avif}<img src="/hens-9.jpg"></picture>') == ["https://a.example/hens-9.jpg"]
    assert sources(f"<picture>{avif}</picture>") == ["https://a.example/hens-9.avif"]


def test_a_picture_of_which_only_the_description_was_saved_is_kept_once() -> None:
    described = f'<img src="{GIF}"><img src="{GIF}" alt="Three hens on deck">'
    assert len(sources(f"<figure>{described}</figure>")) == 1


def test_a_year_in_an_address_is_no_width() -> None:
    markup = '<img src="/up/2024/05/hens-9.jpg" srcset="/up/2024/05/hens-9-800.jpg 800w">'
    assert sources(markup) == ["https://a.example/up/2024/05/hens-9-800.jpg"]


@pytest.mark.parametrize(
    ("href", "alt", "figure", "left"),
    [
        ("/news/other", "Hens board the ferry at noon", "<img {}>", 0),
        ("/news/other", "", "<img {}>", 0),
        ("/news/other", "A hen", "<img {}>", 1),
        ("/news/this", "", "<img {}>", 1),
        ("/news/else", "", "<img {}>", 1),
        ("/news/other", "", "<figure><img {}><figcaption>A hen.</figcaption></figure>", 1),
    ],
)
def test_a_picture_that_leads_where_another_headline_leads_is_its(
    href: str, alt: str, figure: str, left: int
) -> None:
    image = figure.format(f'src="/p/hens-9.jpg" alt="{alt}"')
    root = dom.parse(
        '<h1><a href="/news/this">The harbour gets a second quay</a></h1>'
        f'<div><a href="{href}">{image}</a></div>'
        '<div><a href="/news/other"><h5>Hens board the ferry at noon</h5></a></div>'
    )
    teasers.without_teasers(root, "The harbour gets a second quay")
    assert len(root.find_all("img")) == left


@pytest.mark.parametrize(
    ("image", "src"),
    [
        (
            '<img src="/content/2023/Oct/s.jpeg?w=32&amp;h=21" data-original="/p/a.jfif?w=725">',
            "p/a.jfif?w=725",
        ),
        ('<img src="https://a.example/440x248/a.jpg, https://a.example/880x496/a.jpg 2x">', "880x496/a.jpg"),
    ],
)
def test_a_tiny_copy_and_a_set_in_src_give_the_picture_itself(image: str, src: str) -> None:
    assert sources(image) == [f"https://a.example/{src}"]


def test_numbers_before_a_generic_file_name_tell_pictures_apart() -> None:
    one, two = (
        f"https://a.example/it/u={n},2491084188&fm=173&s=57&img.JPEG" for n in (2773041309, 1773041309)
    )
    assert identity(one) != identity(two)
