"""Alt text from captions: each rule with an example."""

from __future__ import annotations

import pytest

from publish.draft.alt_text import choose, good, sentence


def test_the_caption_becomes_a_full_sentence() -> None:
    alt = choose("", "Hens in the hold", "", "caption")
    assert (alt.text, alt.lead, alt.source) == ("Hens in the hold.", "", "caption")


def test_what_only_the_page_says_comes_first() -> None:
    alt = choose("Birmingham City Council", "Children's services are now good", "Getty Images", "caption")
    assert alt.text == "Birmingham City Council. Children's services are now good."
    assert (alt.lead, alt.source) == ("Birmingham City Council.", "author+caption")


def test_an_alt_that_the_caption_contains_is_not_said_twice() -> None:
    alt = choose("hens in the hold", "Hens in the hold, on Tuesday", "", "caption")
    assert (alt.text, alt.source) == ("Hens in the hold, on Tuesday.", "caption")


@pytest.mark.parametrize(
    "junk",
    [
        "IMG_1234.jpg",
        "Https%3a%2f%2fimages.example%2fa.png",
        "Imagen: preload",
        "Publicidad",
        "Zur Vergrößerung anklicken",
        "Cliquez pour agrandir",
        "Haga clic para ampliar la imagen",
        "点击查看大图",
        "image",
        "Photo",
        "https://a.example/b.png",
        "Getty Images",
        "Photo: Getty Images",
        "Photograph by Getty Images",
        "DSC-00012-large-2",
        "DSC 3331 a",
        "_images/bridge-1.png",
        "Grafik_SoticktDale_neuRot",
        "Screen Shot 2011-08-13 at 4.55.35 PM",
        "imago images 0845114767",
        "No caption available",
        "A",
        "desc img",
        "JPEG - 172.1\xa0ko",
        "Ir a notas de Ann Lee",
    ],
)
def test_an_alt_that_says_nothing_is_no_alt(junk: str) -> None:
    assert good(junk, "Getty Images") == ""


def test_a_picture_of_the_maker_keeps_its_alt() -> None:
    assert good("Photo: Jo Lindqvist at the helm", "Jo Lindqvist") == "Photo: Jo Lindqvist at the helm"


def test_a_place_that_the_credit_names_too_stays_in_the_alt() -> None:
    assert good("Brazil plants more trees", "Institute for Trees, Brazil") == "Brazil plants more trees"


def test_the_button_of_a_video_is_no_part_of_the_alt() -> None:
    assert good("Click to play video: 'Hens board the ferry'") == "Hens board the ferry"


def test_a_credit_before_the_alt_is_taken_off() -> None:
    assert good("Getty Images City of London timelapse", "Getty Images") == "City of London timelapse"


def test_an_alt_with_digits_in_a_word_is_kept() -> None:
    assert good("COVID-19") == "COVID-19"


def test_the_author_policy_takes_the_page_s_own_alt_alone() -> None:
    alt = choose("Six brown hens", "On the way to a new coop", "", "author")
    assert (alt.text, alt.lead, alt.source) == ("Six brown hens.", "Six brown hens.", "author")
    assert choose("", "On the way", "", "author").source == "caption"


def test_nothing_is_made_up() -> None:
    assert choose("", "", "", "caption").source == "none"


def test_a_sentence_keeps_its_own_ending() -> None:
    assert sentence("Is it safe?") == "Is it safe?"
    assert sentence("“It is safe.”") == "“It is safe.”"


@pytest.mark.parametrize(
    ("alt", "caption", "lead"),
    [
        ("A crowd of fans who cheer", "A crowd of fans cheers", "A crowd of fans who cheer."),
        (
            "The harbour from Tamaterau, with mangroves",
            "The harbour seen from Tamaterau, with mangroves in the silt",
            "",
        ),
        (
            "The harbour in 1912, with mangroves",
            "The harbour in 1921, with mangroves",
            "The harbour in 1912, with mangroves.",
        ),
        ("Par", "Paris at dusk", "Par."),
        ("港の船", "夜明けの港の船と人", ""),
        ("गाँव की नदी", "गाँव की नदी में बाढ़", ""),
    ],
)
def test_alt_text_that_the_caption_says_is_not_said_before_it(alt: str, caption: str, lead: str) -> None:
    assert choose(alt, caption, "", "caption").lead == lead
