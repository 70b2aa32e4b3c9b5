"""An article's pictures: fetched once, named by their bytes; what cannot be had keeps its caption."""

from __future__ import annotations

import io
import pickle

import pytest
from PIL import Image as Pixels

from publish.errors import ImageError, NetworkError
from publish.images import resolve
from publish.model.article import (
    Article,
    Aside,
    Figure,
    Image,
    List,
    ListItem,
    Note,
    Paragraph,
    Quote,
    Section,
    Sentence,
    Text,
)
from publish.model.walk import figures, text_of


def words(id: str, text: str) -> tuple[Sentence, ...]:
    return (Sentence(f"{id}-c1", (Text(text),)),)


def figure(id: str, src: str, caption: str = "A caption.", alt: str = "") -> Figure:
    return Figure(id, Image(src), alt=alt, caption=words(id, caption) if caption else ())


def article(*shown: Figure) -> Article:
    return Article("heat", "en", "Heat", (Section("introduction", (), shown),))


def png(colour: str = "red", side: int = 40) -> bytes:
    out = io.BytesIO()
    Pixels.new("RGB", (side, side), colour).save(out, "PNG")
    return out.getvalue()


class Shelf:
    """Pictures by address, counting how often each is asked for."""

    def __init__(self, **pictures: bytes) -> None:
        self.pictures, self.asked = pictures, [""][:0]

    def __call__(self, src: str) -> bytes:
        self.asked.append(src)
        if src.startswith("http"):
            raise NetworkError.about(src, "cannot be reached: no network", "check the network")
        if src not in self.pictures:
            raise ImageError.about(src, "is not there", "put the file beside the page")
        return self.pictures[src]


def test_pictures_are_named_by_their_bytes_and_stored_once() -> None:
    shelf = Shelf(a=png(), b=png(), c=png("blue"))
    result = resolve(
        article(figure("f1", "a"), figure("f2", "b"), figure("f3", "c"), figure("f4", "a")), shelf
    )
    names = [shown.image.name for shown in figures(result.article)]
    assert names[0] == names[1] == names[3] != names[2]
    assert all(name.startswith("img-") and name.endswith(".png") and len(name) == 20 for name in names)
    assert [picture.name for picture in result.pictures] == sorted(set(names))
    assert sorted(shelf.asked) == ["a", "b", "c"]
    image = figures(result.article)[0].image
    assert (image.media_type, image.width, image.height, image.animated, image.src) == (
        "image/png",
        40,
        40,
        False,
        "a",
    )


def test_pictures_inside_other_blocks_are_found() -> None:
    inner = [figure(f"f{n}", "a") for n in range(4)]
    blocks = (
        List("l", "unordered", (ListItem("i", (), (inner[0],)),)),
        Quote("q", (inner[1],)),
        Aside("b", (), (Quote("r", (inner[2],)),)),
        Note("n", "1", (inner[3], Paragraph("p", words("p", "x")))),
    )
    deep = Section("s", words("s", "H"), (), (Section("t", words("t", "I"), blocks),))
    result = resolve(Article("heat", "en", "Heat", (deep,)), Shelf(a=png()))
    assert [bool(shown.image.name) for shown in figures(result.article)] == [True] * 4


@pytest.mark.parametrize(
    ("src", "data", "code", "said"),
    [
        ("gone.png", None, "IMG-001", 'image "gone.png" is not there; put the file beside'),
        (
            "http://x.example/a.png",
            None,
            "IMG-001",
            'image "http://x.example/a.png" cannot be reached',
        ),
        ("a.png", b"<html>", "IMG-002", 'image "a.png" is a web page, not a picture'),
        ("a.png", png()[:60], "IMG-003", 'image "a.png" is broken'),
        ("a.png", b"x" * (41 << 20), "IMG-004", 'image "a.png" has 41 MB'),
    ],
)
def test_what_cannot_be_had_keeps_its_place_and_caption(
    src: str, data: bytes | None, code: str, said: str
) -> None:
    shelf = Shelf(**({src: data} if data is not None else {}))
    result = resolve(article(figure("f1", src), figure("f2", src)), shelf, where="source/heat.html")
    (problem,) = result.problems
    assert (problem.code, problem.severity, problem.where) == (code, "warning", "source/heat.html")
    assert said in str(problem)
    assert [shown.image.name for shown in figures(result.article)] == ["", ""]
    assert [text_of(shown.caption) for shown in figures(result.article)] == ["A caption."] * 2
    assert result.pictures == ()


def test_a_spacer_without_words_is_left_out_and_that_is_said() -> None:
    result = resolve(article(figure("f1", "a", ""), figure("f2", "a")), Shelf(a=png(side=1)))
    assert [shown.id for shown in figures(result.article)] == ["f2"]
    assert [problem.code for problem in result.problems] == ["IMG-008"]


def test_a_figure_without_an_address_stays_as_it_is() -> None:
    shelf = Shelf()
    result = resolve(article(figure("f1", "")), shelf)
    assert (result.problems, shelf.asked, len(figures(result.article))) == ((), [], 1)


def test_bigger_pictures_are_scaled_to_the_chosen_size() -> None:
    result = resolve(article(figure("f1", "a")), Shelf(a=png(side=300)), longest_side=100)
    assert figures(result.article)[0].image.width == 100


def test_how_many_pictures_are_taken_can_be_chosen() -> None:
    shelf = Shelf(a=png(), b=png("blue"), c=png("green"))
    result = resolve(article(figure("f1", "a"), figure("f2", "b"), figure("f3", "c")), shelf, most=2)
    assert [bool(shown.image.name) for shown in figures(result.article)] == [True, True, False]
    assert [problem.code for problem in result.problems] == ["IMG-005"]
    assert shelf.asked == ["a", "b"]


def test_what_was_resolved_can_be_sent_to_another_process() -> None:
    result = resolve(article(figure("f1", "a"), figure("f2", "gone")), Shelf(a=png()))
    assert pickle.loads(pickle.dumps(result)) == result


def test_a_picture_error_can_be_sent_to_another_process() -> None:
    from publish.images.picture import PictureError

    error = pickle.loads(pickle.dumps(PictureError("is broken", "mend it", "IMG-004")))
    assert (error.message, error.help, error.code) == ("is broken", "mend it", "IMG-004")
