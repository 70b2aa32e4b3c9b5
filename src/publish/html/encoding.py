"""Bytes -> characters: detect a page's encoding.

The order of the rule, each step only where the one before it does not fit: byte
order mark; NULs in the pattern of UTF-16; strict UTF-8; UTF-8 with stray bytes
of windows-1252; what is declared (by the server, then by the page), under the
labels of the WHATWG Encoding Standard; a detector. What the page says comes
that late because pages are so often wrong about themselves.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from publish.model.text import meaningful

# Labels whose meaning on the web differs from Python's codec of that name (encoding.spec.whatwg.org, 4.2).
_LABELS = {
    **dict.fromkeys(
        (
            "ascii",
            "us-ascii",
            "iso-8859-1",
            "iso8859-1",
            "iso_8859-1",
            "latin1",
            "latin-1",
            "l1",
            "x-user-defined",
        ),
        "cp1252",
    ),
    **dict.fromkeys(("gb2312", "gb_2312-80", "gbk", "x-gbk", "chinese", "gb18030"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ksc5601", "korean", "windows-949"), "cp949"),
    **dict.fromkeys(("big5", "big5-hkscs", "cn-big5", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("iso-8859-9", "latin5", "l5"), "cp1254"),
    **dict.fromkeys(("tis-620", "iso-8859-11", "dos-874"), "cp874"),
    # A page whose `meta` could be read is not in UTF-16, whatever the `meta` says.
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "utf-7", "unicode", "ucs-2", "utf-32"), "utf-8"),
}
# Python's codecs that pages were ever written in; it has others, which turn text into something else.
_OF_PAGES = re.compile(
    r"utf-8|cp\d+|iso8859-\d+|koi8[-_][rut]|mac[-_]\w+|gb18030|big5(hkscs)?|euc_\w+|iso2022_jp|shift_jis\w*|johab|ptcp154"
)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.-]+)""", re.IGNORECASE)
_PRESCAN_BYTES = 8192
_DETECT_BYTES = 400_000
_HIGH = bytes(range(0x80, 0x100))
_RUN = re.compile(rb"[\x80-\xff]{4,}")
_TAG = re.compile(r"<[^<>]*>")
_UNSEEN = re.compile(r"<(/?)(?:script|style|template)\b", re.IGNORECASE)

# Which single-byte alphabet a Latin-script language was written in (HTML Standard, fallback encodings).
_BY_LANGUAGE = {
    **dict.fromkeys(("bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"), "cp1250"),
    **dict.fromkeys(("az", "ku", "tr"), "cp1254"),
    **dict.fromkeys(("et", "lt", "lv"), "cp1257"),
    "vi": "cp1258",
}
_LATIN = frozenset(
    {"cp1252", "cp1250", "cp1254", "cp1257", "iso8859-2", "iso8859-15", "iso8859-1", "mac-roman"}
)
# Where the two alphabets of Central Europe differ: the small letters a, s, z with their marks.
_ISO_8859_2, _CP1250 = (
    (b"\xb1", b"\xb6", b"\xbc", b"\xb9", b"\xbe"),
    (b"\xb9", b"\x9c", b"\x9f", b"\x9a", b"\x9e"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters, and the encoding they were in; `declared` is what was said of it, "" for nothing."""

    text: str
    encoding: str
    declared: str = ""

    @property
    def misdeclared(self) -> bool:
        """Whether the page or the server named another encoding than the one it is in."""
        return bool(self.declared) and _codec(self.declared) not in ("", self.encoding)


def decode(data: bytes, declared: str = "") -> Decoded:
    """The characters of a page, cleaned; `declared` is the charset the server gave, "" for none."""
    named = declared or _declaration(data)
    encoding, text = _characters(data, named)
    return Decoded(clean_markup(text), encoding, named)


def _characters(data: bytes, named: str) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, data[len(mark) :].decode(encoding, "replace")
    if encoding := wide(data):
        return encoding, data.decode(encoding, "replace")
    if _ISO_2022.search(data) and (_codec(named) == "iso2022_jp" or not re.search(rb"[\x80-\xff]", data)):
        return "iso2022_jp", data.decode("iso2022_jp", "replace")
    text = data.decode("utf-8", "stray")
    strays, sequences = _strays(data, text)
    if not strays or sequences > 4 * strays:
        return "utf-8", text
    for encoding in _proposals(data, named):
        if encoding not in ("", "utf-8") and (fitting := _fitting(data, encoding)) is not None:
            return encoding, fitting
    return "cp1252", data.decode("cp1252", "stray")


_ISO_2022 = re.compile(rb"\x1b\$[@B][^\x1b]+\x1b\([BJ]")  # nothing else on a page looks so


def _proposals(data: bytes, named: str) -> Iterator[str]:
    yield _codec(named)
    yield _detected(data)


def _stray(error: UnicodeError) -> tuple[str, int]:
    """What cannot be decoded, byte for byte as windows-1252, as browsers read it."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    end = error.start + 1
    return error.object[error.start : end].decode("cp1252", "ignore") or "\ufffd", end


codecs.register_error("stray", _stray)


def _strays(data: bytes, text: str) -> tuple[int, int]:
    """Bytes that are no UTF-8, and sequences that are; a last one that was cut off is no stray."""
    try:
        whole = codecs.getincrementaldecoder("utf-8")().decode(data)
        if not whole.isascii() or data.isascii():
            return 0, 0
    except UnicodeDecodeError:
        pass
    strays = len(data.decode("utf-8", "count-strays")) - len(data.decode("utf-8", "ignore"))
    return strays, sum(character > "\x7f" for character in text) - strays


def _counted(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "?", error.start + 1


codecs.register_error("count-strays", _counted)


def wide(data: bytes) -> str:
    """The form of UTF-16 that data are in, "" for none: a mark, or NULs as in markup."""
    for mark, encoding in _BOMS[1:]:
        if data.startswith(mark):
            return encoding
    if begins := _WIDE.match(data[:400]):
        return "utf-16-be" if begins[1] else "utf-16-le"
    sample = data[:2000]
    half = len(sample) // 2
    if half < 8:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.6 and odd < half * 0.1 else ""


_WIDE = re.compile(rb"(?:[ \t\r\n]\x00)*<\x00[!?\w]\x00|(?:\x00[ \t\r\n])*(\x00)<\x00[!?\w]")


def _declaration(data: bytes) -> str:
    start = data[:_PRESCAN_BYTES]
    match = _XML.search(start) or _META.search(start)
    return match.group(1).decode("ascii") if match else ""


def _codec(label: str) -> str:
    """Python's codec for a label of the web, "" when there is none."""
    label = label.strip().lower()
    try:
        name = codecs.lookup(_LABELS.get(label, label)).name
    except (LookupError, ValueError):
        return ""
    return name if _OF_PAGES.fullmatch(name) else ""


def _fitting(data: bytes, encoding: str) -> str | None:
    """The text, when what cannot be decoded in this encoding is at most one character in a thousand."""
    if _single_byte(encoding):
        unlikely = encoding in _LATIN and not _latin(data)
        return None if unlikely else data.decode(encoding, "stray")
    text = data.decode(encoding, "replace")
    wide = sum(character > "\x7f" for character in text)
    return text if text.count("\ufffd") * 1000 <= max(wide, 1000) else None


def _single_byte(encoding: str) -> bool:
    try:
        return len(_HIGH.decode(encoding, "replace")) == len(_HIGH)
    except (LookupError, UnicodeError):
        return False


def _latin(data: bytes) -> bool:
    """Whether bytes above 7F are few among the words and stand singly, as accented letters do."""
    words = without_markup(data.decode("latin-1")).encode("latin-1")
    high = len(words.translate(None, bytes(range(0x80))))
    return 4 * high <= len(words) and 2 * sum(map(len, _RUN.findall(words))) <= high


def _detected(data: bytes) -> str:
    text = without_markup(data[:_DETECT_BYTES].decode("latin-1")).encode("latin-1")
    if _latin(text):
        return _latin_encoding(text)
    from charset_normalizer import from_bytes

    best = from_bytes(text, chunk_size=2048, steps=8).best()
    return _codec(best.encoding) if best else ""


def _latin_encoding(text: bytes) -> str:
    """The alphabet that pages in this language used, recognised by the words without their accents."""
    from publish.i18n.language import detected

    encoding = _BY_LANGUAGE.get(detected(text.decode("ascii", "ignore"))[0], "cp1252")
    if encoding == "cp1250" and sum(map(text.count, _ISO_8859_2)) > sum(map(text.count, _CP1250)):
        return "iso8859-2"
    return encoding


def without_markup(text: str) -> str:
    """Roughly the words of a page, without parsing it; in one pass, whatever the page is."""
    first, *rest = _UNSEEN.split(text)
    seen = [first, *(part for closing, part in zip(rest[::2], rest[1::2], strict=True) if closing)]
    return _TAG.sub(" ", " <".join(seen))


# --- characters -------------------------------------------------------------

_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}));?")


def clean_markup(text: str) -> str:
    """`meaningful`, also for what stands in numeric references, which parsers would bring back."""
    return references(meaningful(text))


def references(text: str) -> str:
    """Markup without the numeric references to characters that XML forbids or that mean nothing."""
    return _REFERENCE.sub(_reference, text) if "&#" in text else text


def _reference(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    if 0x20 <= code < 0x7F or 0xA0 <= code < 0x2028:  # most of them
        return match[0]
    if 0x80 <= code <= 0x9F:  # browsers read these as windows-1252
        return bytes([code]).decode("cp1252", "ignore")
    return match[0] if code <= 0x10FFFF and meaningful(chr(code)) else ""
