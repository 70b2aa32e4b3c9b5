"""Captions and credits are told apart."""

from __future__ import annotations

import pytest

from publish.draft.page import Page
from publish.html import dom
from publish.html.extract import named_boxes
from publish.html.images import figures, sources
from publish.html.images.captions import credit_only, join, split
from publish.html.read import read
from publish.model.article import Link, Text
from publish.model.walk import figures as figures_of
from publish.model.walk import plain, text_of


@pytest.mark.parametrize(
    ("words", "caption", "credit"),
    [
        ("Image caption, The quay at dawn", "The quay at dawn", ""),
        ("Image source, Getty Images", "", "Getty Images"),
        ("Foto: Ein Boot liegt im Hafen.", "Ein Boot liegt im Hafen.", ""),
        ("Photo: Hens wait on the quay. Lee Park / AFP", "Hens wait on the quay.", "Lee Park / AFP"),
        ("Photo: Courtesy of the Park family.", "", "Courtesy of the Park family"),
        ("Hens in the hold (Photo: Tom Reed/Coast Pictures)", "Hens in the hold", "Tom Reed/Coast Pictures"),
        ("Hens in the hold. (AP Photo/Lee Park)", "Hens in the hold.", "AP Photo/Lee Park"),
        ("The bridge. Photograph: Lee Park/Reuters", "The bridge.", "Photograph: Lee Park/Reuters"),
        ("Die Brücke am Morgen. Foto: Lena Berg/dpa", "Die Brücke am Morgen.", "Lena Berg/dpa"),
        ("The bridge © Lee Park", "The bridge", "© Lee Park"),
        ("2 of 12 | The crew wait. (AP Photo/Lee Park)", "The crew wait.", "AP Photo/Lee Park"),
        ("The crew of a small boat wait there / Lee Park", "The crew of a small boat wait there", "Lee Park"),
        ("The crew / Lee Park", "The crew / Lee Park", ""),
        ("The crew in the march. Paris - 5 mai 2018", "The crew in the march. Paris - 5 mai 2018", ""),
        ("The crew wait. (Lee Park / May 14, 2013)", "The crew wait.", "Lee Park / May 14, 2013"),
        ("(Foto: )", "", ""),
        ("The crew wait. (DALEPIC)", "The crew wait.", "DALEPIC"),
        ("© Bild: Lee Park", "", "Lee Park"),
        ("The crew wait•", "The crew wait", ""),
        ("The crew wait CC-BY-SA 2.0", "The crew wait", "CC-BY-SA 2.0"),
        ("Das Boot. Zum Vergrößern auf das Bild klicken.", "Das Boot.", ""),
        (
            "本を選ぶ親子＝2024年5月12日、白沢村、佐久間遥撮影",
            "本を選ぶ親子＝2024年5月12日、白沢村",
            "佐久間遥撮影",
        ),
        (
            "Ann Lee au phare, en août. ANN LEE / POUR « L’ESTRAN »",
            "Ann Lee au phare, en août.",
            "ANN LEE / POUR « L’ESTRAN »",
        ),
        ("Styczeń w mieście. Fot. Ewa Lis", "Styczeń w mieście.", "Ewa Lis"),
        ("البغل في طريقه إلى قرية تيزي (الفرنسية)", "البغل في طريقه إلى قرية تيزي", "الفرنسية"),
        ("الثورة الفرنسية", "الثورة الفرنسية", ""),
        ("記念撮影", "記念撮影", ""),
        ("출항을 기다리는 선원들. [사진 출처 = 이박]", "출항을 기다리는 선원들.", "이박"),
        ("Awak kapal menunggu pasang (Dok.Pelabuhan)", "Awak kapal menunggu pasang", "Dok.Pelabuhan"),
        ("The outlook for storms on Friday. (NOAA/SPC)", "The outlook for storms on Friday.", "NOAA/SPC"),
        ("The crew wait. (Ann Lee)", "The crew wait.", "Ann Lee"),
        ("The crew wait. (Archivbild)", "The crew wait. (Archivbild)", ""),
        ("People who live with the virus (HIV/AIDS)", "People who live with the virus (HIV/AIDS)", ""),
        ("Privat", "", "Privat"),
        ("Imagem: Reprodução", "", "Reprodução"),
        ("雨游黄鹤楼照样开心。城市摄影队 周斌 摄", "雨游黄鹤楼照样开心。", "城市摄影队 周斌 摄"),
        ("Мост утром. Фото: Фото: Иван Ли © UR", "Мост утром.", "Иван Ли © UR"),
        ("The mast. (Photo courtesy of the Coast Club)", "The mast.", "courtesy of the Coast Club"),
        ("He spoke on July 25, 2019. J. Reed / AP file", "He spoke on July 25, 2019.", "J. Reed / AP file"),
        ("1of4The crew wait for the tide", "The crew wait for the tide", ""),
        ("The crew wait - Copyright:", "The crew wait", ""),
        ("The crew wait – ", "The crew wait", ""),
        ("The crew wait for the tide", "The crew wait for the tide", ""),
        ("He told Reuters he was safe.", "He told Reuters he was safe.", ""),
        ("Ships (and hens) in the harbour", "Ships (and hens) in the harbour", ""),
        ("Lee Park/AFP", "", "Lee Park/AFP"),
        ("The bridge. Credit: Credit: Lee Park", "The bridge.", "Lee Park"),
        ("The mast. Photo: Harbour Pictures Inc.", "The mast.", "Harbour Pictures Inc."),
        ("The mast. Photo: Harbour Pictures.", "The mast.", "Harbour Pictures"),
        ("Photo: Lee Park Jr.", "", "Lee Park Jr."),
        ("The mast (C) Lee Park", "The mast", "(C) Lee Park"),
        ("The mast – (© Lee Park)", "The mast", "© Lee Park"),
        ("The mast at dusk - (REUTERS/Lee Park)", "The mast at dusk", "REUTERS/Lee Park"),
        ("Legende: Die Brücke am Morgen", "Die Brücke am Morgen", ""),
        ("Legende des Boxens im Ring", "Legende des Boxens im Ring", ""),
        ("Caption of a wall poster", "Caption of a wall poster", ""),
        ("The mast [Lee Park/Coast Weekly]", "The mast", "Lee Park/Coast Weekly"),
        ("The mast (Lee Park/The Coast Weekly)", "The mast", "Lee Park/The Coast Weekly"),
        ("The mast | Photo by Lee Park", "The mast", "Lee Park"),
        ("The mast (Illustration: Lee Park)", "The mast", "Illustration: Lee Park"),
        ("The mast (courtesy Lee Park)", "The mast", "courtesy Lee Park"),
        ("The mast. Photo: Lee Park. he sailed on", "The mast. Photo: Lee Park. he sailed on", ""),
        ("The mast. Photo: " + "Lee " * 17, "The mast. Photo: " + ("Lee " * 17).strip(), ""),
        ("A mast (a view of the Reuters hall where men of the coast met)",) * 2 + ("",),
    ],
)
def test_words_at_a_picture_are_split_into_caption_and_credit(words: str, caption: str, credit: str) -> None:
    spoken, made_by = split((Text(words),))
    assert (plain(spoken), plain(made_by)) == (caption, credit)


def test_a_link_in_a_credit_survives() -> None:
    link = Link("https://a.example/", (Text("Tom Reed"),))
    _, made_by = split((Text("Hens in the hold (Photo: "), link, Text("/AFP)")))
    assert link in made_by


@pytest.mark.parametrize(
    ("markup", "caption", "credit"),
    [
        (
            "<figure>{}<figcaption><span class=caption>Hens at sea.</span> <span class=credit>Lee Park</span>"
            " /<span class=distributor>AFP</span></figcaption></figure>",
            "Hens at sea. /",
            "Lee Park/AFP",
        ),
        (
            '<p>On <span class="hmedia">{}<a class="fn" href="/x">Hens at sea</a></span></p>',
            "Hens at sea",
            "",
        ),
        ("<button><div>{}<figcaption>Hens at sea</figcaption></div></button>", "Hens at sea", ""),
    ],
)
def test_words_find_their_picture(markup: str, caption: str, credit: str) -> None:
    root = dom.parse(f"<body>{markup.format('<img src=/hens-9.jpg>')}</body>")
    named_boxes.hidden(root)
    sources.prepare(root, "https://a.example/")
    figures.gather(root)
    fig = root.find("fig")
    assert fig is not None
    assert [part.text() for part in fig.nodes()] == [caption, credit]


@pytest.mark.parametrize(
    ("words", "alone"),
    [
        ("Lee Park/AFP", True),
        ("(Lee Park/AFP)", True),
        ("[Photo: Lee Park]", True),
        ("Getty Images", True),
        ("photo by Lee Park", True),
        ("(C) Lee Park", True),
        ("Image source, Getty Images", True),
        ("Lee Park for AFP", True),
        ("Photo:", False),
        ("The Reuters hall", False),
        ("A view of a Getty mast", False),
        ("Reuters said so.", False),
        ("A mast. Lee Park/AFP", False),
        ("A mast at dusk (Lee Park/AFP)", False),
        ("Photo: Lee Park. He sailed on home", False),
        ("Lee Park, Ann Lee, Jo Vey, Al Orr / AFP", False),
        ("(hens at sea)", False),
        ("Hens at sea", False),
    ],
)
def test_words_that_only_name_a_maker_are_known(words: str, alone: bool) -> None:
    assert credit_only(words) == alone


def test_runs_of_words_are_joined_by_a_space_where_both_say_something() -> None:
    one, other = (Text("Lee"),), (Text("Park"),)
    assert plain(join(one, other)) == "Lee Park"
    assert (join(one, ()), join((), other)) == (one, other)


def test_a_bar_before_the_maker_is_no_part_of_the_caption() -> None:
    assert plain(split((Text("Hens at sea. /"),))[0]) == "Hens at sea."


@pytest.mark.parametrize("words", ["Image caption, the quay", "Credit: Lee Park", "The quay. Buy this image"])
def test_a_label_inside_a_link_ends_the_search_for_labels(words: str) -> None:
    spoken, made_by = split((Link("https://a.example/", (Text(words),)),))
    assert plain(spoken) + plain(made_by) == words


def test_hidden_labels_of_any_language_tell_credit_from_caption() -> None:
    root = dom.parse(
        "<figure><div><img src=/p/1.jpg width=640 height=360><p role=text><span class=visually-hidden>"
        "صدر الصورة، </span>صفحة الميناء</p></div><figcaption><span class=visually-hidden>"
        "التعليق على الصورة، </span><p>العبارة في الميناء</p></figcaption></figure>"
    )
    sources.prepare(root, "https://harbour.example/")
    figures.gather(root)
    (fig,) = root.find_all("fig")
    assert [part.text() for part in fig.nodes()] == ["العبارة في الميناء", "صفحة الميناء"]


@pytest.mark.parametrize(
    ("words", "caption", "credit"),
    [
        ("▲ 항구의 새 등대. ⓒ항구신문", "항구의 새 등대.", "ⓒ항구신문"),
        ("Uostas / A. Jonaitis/BNS nuotr.", "Uostas", "A. Jonaitis/BNS nuotr."),
        ("A. Jonaitis/BNS nuotr.", "", "A. Jonaitis/BNS nuotr."),
        ("Новий маяк у порту / Фото Гавань", "Новий маяк у порту", "Гавань"),
        ("Новий маяк / Фото з архіву порту", "Новий маяк", "Фото з архіву порту"),
        ("A new light | Photo Ann Lee", "A new light", "Ann Lee"),
        ("港口的新燈塔。 圖／港口報", "港口的新燈塔。", "港口報"),
        ("02:12 - Source: Harbour TV", "", "Harbour TV"),
        ("7.5", "", ""),
        ("Fot.", "", ""),
        ("Fot. hafen/iStockphoto", "", "hafen/iStockphoto"),
        ("Source:", "", ""),
        ("1984", "1984", ""),
        ("An old photo of the light", "An old photo of the light", ""),
    ],
)
def test_signs_round_captions_and_credits_in_other_languages(words: str, caption: str, credit: str) -> None:
    said, maker = split((Text(words),))
    assert (plain(said), plain(maker)) == (caption, credit)


def _captions(body: str) -> list[str]:
    page = f"<html><head><title>Ten lights</title></head><body><h1>Ten lights</h1>{body}</body></html>"
    article = read(Page("lights", "lights.html", page, "https://harbour.example/news/lights")).article
    return [text_of(figure.caption) for figure in figures_of(article)]


PARAGRAPH = (
    "<p>The keeper walked down to the harbour every morning, and nobody on the quay asked him why, "
    "year after year.</p>"
)


@pytest.mark.parametrize(
    "line",
    [
        "<p><i>The light, seen from the sea. (Source</i> <a href=/s><i>here</i></a><i>.)</i></p>",
        "<p>{}号灯塔。</p>",
    ],
)
def test_lines_in_italics_or_short_sentences_below_pictures_are_captions(line: str) -> None:
    body = "".join(f"{PARAGRAPH}<p><img src=/{n}.jpg></p>{line.format(n)}" for n in range(4))
    assert all(_captions(body))


def test_one_line_in_italics_and_a_long_sentence_below_pictures_are_none() -> None:
    body = "".join(f"<p><img src=/{n}.jpg></p>{PARAGRAPH}" for n in range(4))
    assert not any(_captions(f"{body}<p><img src=/9.jpg></p><p><i>He never said.</i></p>"))


def test_lines_that_begin_alike_between_pictures_are_no_captions() -> None:
    body = "".join(f"<p><img src=/{n}.jpg></p><p>Words between, number {n}.</p>" for n in range(4))
    assert not any(_captions(PARAGRAPH + body))
