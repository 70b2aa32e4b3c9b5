"""The container and the package document, by EPUB 3.3."""

from __future__ import annotations

import re
import struct
import unicodedata
import zipfile
from io import BytesIO

import pytest

from publish.epub.check.opened import OPF, XHTML, XML, Opened
from publish.epub.package import MIMETYPE
from tests.epub.books import NAMES, built, look

pytestmark = pytest.mark.parametrize("name", NAMES)
DC = "http://purl.org/dc/elements/1.1/"
IMAGES = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG", "image/gif": b"GIF8", "image/webp": b"RIFF"}


def archive(name: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(built(name)))


def dc(book: Opened, name: str) -> list[str]:
    return [element.text or "" for element in book.package.iter(f"{{{DC}}}{name}")]


def test_c1_c2_the_first_entry_is_a_stored_mimetype_without_extra_field(name: str) -> None:
    data = built(name)
    signature, _, flags, method, *_ = struct.unpack("<IHHHHHIIIHH", data[:30])
    size_of_name, size_of_extra = struct.unpack("<HH", data[26:30])
    assert (signature, flags, method, size_of_name, size_of_extra) == (0x04034B50, 0, 0, 8, 0)
    assert data[30:58] == b"mimetype" + MIMETYPE


def test_c3_c4_entries_are_stored_or_deflated_and_nothing_else(name: str) -> None:
    for entry in archive(name).infolist():
        assert entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        assert not entry.flag_bits & 0x1
        assert entry.extra == b""


def test_c5_there_are_no_folders_as_entries(name: str) -> None:
    assert not any(entry.is_dir() for entry in archive(name).infolist())


def test_c6_the_container_names_one_package(name: str) -> None:
    container = look(name).files["META-INF/container.xml"]
    assert container.count(b"<rootfile ") == 1
    assert b'media-type="application/oebps-package+xml"' in container
    assert b'version="1.0"' in container


def test_c7_f1_the_manifest_lists_each_resource_once_and_nothing_else(name: str) -> None:
    book = look(name)
    listed = [item.path for item in book.items.values()]
    resources = [
        p for p in book.files if p not in ("mimetype", book.package_path) and not p.startswith("META-INF/")
    ]
    assert sorted(listed) == sorted(resources)
    hrefs = [e.get("href", "") for e in book.package.iter(f"{{{OPF}}}item")]
    assert not any("#" in href or href.startswith(("/", "http")) for href in hrefs)


def test_c8_to_c11_file_names_are_plain_and_unique_when_folded(name: str) -> None:
    names = archive(name).namelist()
    for path in names:
        assert re.fullmatch(r"(META-INF/)?[A-Za-z0-9._/-]+", path)
        assert all(len(part) <= 255 and not part.endswith(".") for part in path.split("/"))
    folded = {unicodedata.normalize("NFC", path).casefold() for path in names}
    assert len(folded) == len(names)


def test_c12_all_resources_lie_under_the_package(name: str) -> None:
    book = look(name)
    assert all(
        item.path.startswith(book.package_path.rpartition("/")[0] + "/") for item in book.items.values()
    )


def test_c13_c14_x5_addresses_are_relative_and_without_query(name: str) -> None:
    for item, tree in look(name).documents():
        for element in tree.iter():
            for attribute in ("src", "href"):
                value = element.get(attribute)
                if value and not re.match(r"https?:|mailto:", value):
                    assert not value.startswith(("/", "./", "file:", "data:")), item.path
                    assert "?" not in value
                    assert ".." not in value


def test_m1_m2_the_package_has_its_version_identifier_and_order(name: str) -> None:
    package = look(name).package
    assert package.get("version") == "3.0"
    own = package.get("unique-identifier")
    assert [e.get("id") for e in package.iter(f"{{{DC}}}identifier")] == [own]
    order = [str(child.tag).rpartition("}")[2] for child in package]
    assert order == ["metadata", "manifest", "spine"]


def test_m3_m7_title_language_and_identifier_are_there_once(name: str) -> None:
    book = look(name)
    for element in ("title", "language", "identifier"):
        (value,) = dc(book, element)
        assert value.strip()
    assert re.fullmatch(
        r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
        dc(book, "identifier")[0],
    )


def test_m4_q5_one_date_of_change_in_utc(name: str) -> None:
    (when,) = look(name).values("dcterms:modified")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", when)


@pytest.mark.slow
def test_m6_at_most_one_publication_date(name: str) -> None:
    assert len(dc(look(name), "date")) <= 1


def test_m10_what_refines_refines_something(name: str) -> None:
    package = look(name).package
    ids = {element.get("id") for element in package.iter()}
    assert {m.get("refines", "")[1:] for m in package.iter(f"{{{OPF}}}meta") if m.get("refines")} <= ids


def test_m12_m5_the_package_says_its_language(name: str) -> None:
    book = look(name)
    assert book.package.get(f"{{{XML}}}lang") == dc(book, "language")[0]


def test_m13_m16_only_reserved_prefixes_and_no_fixed_layout(name: str) -> None:
    for meta in look(name).package.iter(f"{{{OPF}}}meta"):
        prefix, colon, _ = (meta.get("property") or "").partition(":")
        assert not colon or prefix in {"a11y", "dcterms", "media", "schema"}
    assert b"rendition:" not in look(name).files[look(name).package_path]


def test_f2_t1_t2_media_types_match_the_bytes(name: str) -> None:
    book = look(name)
    for item in book.items.values():
        data = book.files[item.path]
        if item.media_type.startswith("image/"):
            assert data.startswith(IMAGES[item.media_type]), item.path
        if item.media_type == "audio/mpeg":
            assert data[:3] == b"ID3" or data[0] == 0xFF


def test_f3_f4_properties_say_what_is_there(name: str) -> None:
    book = look(name)
    assert sum("nav" in item.properties for item in book.items.values()) == 1
    assert sum("cover-image" in item.properties for item in book.items.values()) == 1
    for item, tree in book.documents():
        has_math = next(tree.iter("{http://www.w3.org/1998/Math/MathML}math"), None) is not None
        assert ("mathml" in item.properties) == has_math
        assert not item.properties & {"scripted", "svg", "remote-resources"}


def test_f5_f6_all_documents_are_in_the_spine_once_but_the_contents(name: str) -> None:
    book = look(name)
    paths = [item.path for item in book.spine]
    assert len(set(paths)) == len(paths)
    documents = {i.path for i in book.items.values() if i.media_type == "application/xhtml+xml"}
    assert documents - set(paths) == {"EPUB/nav.xhtml"}
    assert not any(ref.get("linear") == "no" for ref in book.package.iter(f"{{{OPF}}}itemref"))


def test_f7_no_link_leads_to_a_bare_picture(name: str) -> None:
    for _, tree in look(name).documents():
        for link in tree.iter(f"{{{XHTML}}}a"):
            assert not re.search(r"^(?!https?:).*\.(jpe?g|png|gif|webp)$", link.get("href", ""))


def test_f8_the_page_direction_is_set_where_it_is_needed(name: str) -> None:
    (spine,) = look(name).package.iter(f"{{{OPF}}}spine")
    assert spine.get("page-progression-direction") == ("rtl" if name.startswith("arabic") else None)


def test_t4_t5_t6_nothing_is_remote(name: str) -> None:
    for _, tree in look(name).documents():
        for element in tree.iter():
            assert not (element.get("src") or "").startswith(("http:", "https:", "//"))
            assert element.get("srcset") is None
    assert b"url(" not in look(name).files["EPUB/style.css"]


def test_b1_the_ncx_is_of_the_same_book(name: str) -> None:
    book = look(name)
    ncx = book.files["EPUB/toc.ncx"].decode()
    assert f'<meta name="dtb:uid" content="{dc(book, "identifier")[0]}"/>' in ncx
    depth = re.search(r'name="dtb:depth" content="(\d+)"', ncx)
    assert depth
    deepest = level = 0
    for closing in re.findall(r"<(/?)navPoint\b", ncx):
        level += -1 if closing else 1
        deepest = max(deepest, level)
    assert int(depth[1]) == deepest
    (spine,) = book.package.iter(f"{{{OPF}}}spine")
    assert book.items[spine.get("toc", "")].path == "EPUB/toc.ncx"


def test_q2_q3_entries_are_sorted_with_one_fixed_date_and_mode(name: str) -> None:
    entries = archive(name).infolist()
    names = [entry.filename for entry in entries]
    assert names == ["mimetype", *sorted(names[1:])]
    assert {(e.date_time, e.create_system, e.external_attr) for e in entries} == {
        ((1980, 1, 1, 0, 0, 0), 3, 0o100644 << 16)
    }
