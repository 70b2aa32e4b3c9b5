"""Bytes to characters: the encoding that a page is in, and no character that breaks a book."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from publish.html.encoding import clean_markup, decode, without_markup
from publish.model.text import meaningful

WORDS = {
    "cp1250": "Zażółć gęślą jaźń. Wczoraj w Krakowie mieszkańcy spotkali się z władzami miasta.",
    "iso8859-2": "Zażółć gęślą jaźń. Wczoraj w Krakowie mieszkańcy spotkali się z władzami miasta.",
    "cp1251": "Вчера в Москве состоялась встреча жителей города с представителями власти.",
    "koi8-r": "Вчера в Москве состоялась встреча жителей города с представителями власти.",
    "cp1252": "Le garçon a déjà mangé l’œuf “à la coque” – voilà.",
    "cp1253": "Χθες στην Αθήνα πραγματοποιήθηκε συνάντηση των κατοίκων με τις αρχές της πόλης.",
    "cp1254": "Dün İstanbul'da şehrin sakinleriyle belediye yetkilileri arasında bir toplantı yapıldı.",
    "cp1255": "אתמול נערכה בירושלים פגישה של תושבי העיר עם נציגי העירייה.",
    "cp1256": "عقد أمس في القاهرة اجتماع لسكان المدينة مع ممثلي السلطات",
    "cp932": "昨日、東京で市民と市の代表者との会合が開かれ、予算について話し合われた。",
    "euc_jp": "昨日、東京で市民と市の代表者との会合が開かれ、予算について話し合われた。",
    "gb18030": "昨天在北京举行了市民与市政府代表的会议，讨论了预算问题。",
    "big5": "昨天在台北舉行了市民與市政府代表的會議，討論了預算問題。",
    "cp949": "어제 서울에서 시민들과 시 대표들의 회의가 열려 예산에 대해 논의했다.",
}
LABELS = {"cp932": "Shift_JIS", "gb18030": "gb2312", "cp949": "euc-kr", "cp1252": "iso-8859-1"}


def page(words: str, declared: str = "") -> str:
    meta = f'<meta charset="{declared}">' if declared else ""
    return f"<html><head>{meta}</head><body>{f'<p>{words}</p>' * 6}</body></html>"


@pytest.mark.parametrize("encoding", sorted(WORDS))
@pytest.mark.parametrize("declared", ["right", "utf-8", ""])
def test_every_encoding_is_read_declared_misdeclared_or_not(encoding: str, declared: str) -> None:
    label = LABELS.get(encoding, encoding) if declared == "right" else declared
    assert WORDS[encoding] in decode(page(WORDS[encoding], label).encode(encoding)).text


@pytest.mark.parametrize(
    "encoding", ["cp1251", "cp1253", "cp1256", "euc_jp", "cp932", "gb18030", "big5", "cp949"]
)
def test_a_latin_declaration_is_not_believed_of_another_script(encoding: str) -> None:
    assert WORDS[encoding] in decode(page(WORDS[encoding], "iso-8859-1").encode(encoding)).text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_marks_and_the_pattern_of_utf_16_come_first(encoding: str) -> None:
    text = page("Ein schöner Tag, 日本", "iso-8859-1")
    assert decode(text.encode(encoding)).text == text


def test_utf_8_wins_over_a_false_declaration_and_that_is_known() -> None:
    decoded = decode(page("déjà vu", "iso-8859-1").encode("utf-8"))
    assert "déjà vu" in decoded.text
    assert decoded.misdeclared
    assert not decode(page("déjà vu", "utf-8").encode("utf-8")).misdeclared


def test_the_server_is_heard_before_the_page() -> None:
    data = page(WORDS["cp1251"], "cp1253").encode("cp1251")
    assert WORDS["cp1251"] in decode(data, "windows-1251").text


def test_stray_bytes_of_windows_1252_in_utf_8_are_read_as_what_they_are() -> None:
    data = page("déjà vu, ça va, été à Noël").encode("utf-8") + b"<p>it\x92s 5 \x80</p>"
    text = decode(data).text
    assert "déjà vu, ça va" in text
    assert "it’s 5 €" in text


def test_a_page_cut_in_a_character_is_still_utf_8() -> None:
    assert "été" in decode(page("été, été, été").encode("utf-8") + "é".encode()[:1]).text


def test_a_page_cut_in_its_second_foreign_character_is_utf_8() -> None:
    assert decode("Straßen".encode() + b"\xc3").text.startswith("Straßen")
    assert decode("Stra\xdfe caf\xe9".encode("cp1252")).text == "Straße café"
    assert decode(b"caf\xe9").text == "café"


def test_iso_2022_jp_is_ascii_only_to_the_eye() -> None:
    assert "日本" in decode(page("日本語の文章", "iso-2022-jp").encode("iso2022_jp")).text


@pytest.mark.parametrize("label", ["utf-7", "utf-16", "nonsense", "x" * 90, "base64", "zlib"])
def test_a_declaration_that_cannot_be_is_passed_over(label: str) -> None:
    assert "café" in decode(page("un café très serré", label).encode("cp1252")).text


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_become_characters_that_xml_can_hold(data: bytes) -> None:
    text = meaningful(decode(data).text)
    assert etree.fromstring(etree.tostring(_element(text))).text in (text, None)


@settings(deadline=None)
@given(st.text(st.characters(), max_size=200))
def test_clean_text_can_stand_in_xml(text: str) -> None:
    clean = meaningful(text)
    assert etree.fromstring(etree.tostring(_element(clean))).text in (clean, None)


def _element(text: str) -> etree._Element:
    element = etree.Element("p")
    element.text = text
    return element


def test_cleaning_loses_nothing_that_means_something() -> None:
    text = "tab\tline\nzero‍joiner soft\u00adhyphen \u200fright\u200e 👩\u200d🚀 e\u0301"
    assert meaningful(text) == text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a&#1;b", "ab"),
        ("a&#x0;b", "ab"),
        ("a&#xD800;b", "ab"),
        ("a&#xFFFF;b", "ab"),
        ("a&#99999999;b", "ab"),
        ("it&#146;s", "it’s"),
        ("&#8217;&#x2019;&amp;", "&#8217;&#x2019;&amp;"),
        ("\ud83d\ude00 \ud83d", "😀 "),
        ("a\u202eb\u202dc", "abc"),
        ("a\x00b\x0bc\x0cd\x85e", "ab\nc\nd\ne"),
    ],
)
def test_references_and_controls(written: str, read: str) -> None:
    assert clean_markup(written) == read


def test_markup_is_taken_off_in_one_pass() -> None:
    assert without_markup("<p>one</p><script>two</script> three").split() == ["one", "three"]
    assert "x" not in without_markup("<script>" * 50_000 + "x")
    without_markup("<" * 200_000)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("before", ["", "\n "])
def test_utf_16_without_a_mark_is_told_from_the_markup_when_the_words_have_no_zeros(
    encoding: str, before: str
) -> None:
    text = before + f"<p>{WORDS['gb18030'] * 30}</p>"
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("declared", ["", "utf-8", "iso-8859-1"])
def test_iso_2022_jp_is_known_by_its_escapes(declared: str) -> None:
    assert WORDS["cp932"] in decode(page(WORDS["cp932"], declared).encode("iso2022_jp")).text
