"""An article's language: the page's declaration, checked against its words."""

from __future__ import annotations

import functools
import re
from typing import Any

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{5,8})*$")


def well_formed(tag: str) -> str:
    """A BCP 47 tag in its usual case ("en-GB", "zh-Hant-TW"), or "" for what is none."""
    tag = tag.strip().replace("_", "-").split(",")[0].strip()
    if not _TAG.match(tag) or tag.lower() in ("und", "mul", "zxx"):
        return ""
    parts = tag.split("-")
    shaped = [parts[0].lower()]
    for part in parts[1:]:
        shaped.append(part.title() if len(part) == 4 else part.upper() if len(part) <= 3 else part.lower())
    return "-".join(shaped)


_ENOUGH = 200  # characters: less text than this says too little about its language
_SURE = 0.95


def language(declared: list[str], text: str) -> str:
    """The tag to believe: the first declared one, unless the text is surely in another language.

    Pages of many houses say "en" whatever they hold, so the words decide.
    """
    tags = [tag for one in declared if (tag := well_formed(one))]
    stated = tags[0] if tags else ""
    heard, sure = detected(text) if len(text) >= _ENOUGH else ("", 0.0)
    for tag in tags:
        if tag.split("-")[0] == heard:
            return tag
    if heard and sure >= _SURE and (not stated or not _akin(stated, heard)):
        return heard
    return stated or heard or _written(text) or "en"


# Scripts that one living language alone is mostly written in, surest first: Japanese has Han characters too.
_SCRIPTS = {
    "ja": "\u3040-\u30ff",
    "ko": "\u1100-\u11ff\uac00-\ud7af",
    "zh": "\u3400-\u4dbf\u4e00-\u9fff",
    "th": "\u0e00-\u0e7f",
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "he": "\u0590-\u05ff",
    "hy": "\u0530-\u058f",
    "ka": "\u10a0-\u10ff",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
}


def _written(text: str) -> str:
    """The language whose script a short text is in; "" for one that several languages share."""
    letters = sum(map(str.isalpha, text))
    counted = ((lang, len(re.findall(f"[{script}]", text))) for lang, script in _SCRIPTS.items())
    return next((lang for lang, count in counted if count > 0.2 * letters), "")


def contradicts(tag: str, text: str) -> str:
    """The language that a text surely is in, when that is not the one of the tag; "" otherwise."""
    heard, sure = detected(text)
    return heard if heard != tag.split("-")[0] and sure >= _SURE and not _akin(tag, heard) else ""


def _akin(stated: str, heard: str) -> bool:
    """Languages hard to tell apart, or unknown to the detector: then the page is believed."""
    base = stated.split("-")[0]
    if any({base, heard} <= family for family in _FAMILIES):
        return True
    return base not in _KNOWN and base != "en"


_FAMILIES = (
    frozenset(("no", "nb", "nn", "da")),
    frozenset(("hr", "bs", "sr", "sh", "me")),
    frozenset(("ms", "id")),
    frozenset(("gl", "pt")),
    frozenset(("hi", "mr", "ne")),
    frozenset(("cs", "sk")),
    frozenset(("de", "lb", "nds", "gsw", "bar")),
)


_ENGLISH = frozenset("and for of that the to with".split())
_PLAINLY = 0.14


def _plainly_english(text: str) -> bool:
    """Whether so many words are the commonest of English that no model has to be asked.

    They are a fifth of English prose and at most a twentieth of anything else;
    loading the model takes longer than all other reading.
    """
    words = text.lower().split()
    return len(words) >= 50 and sum(word in _ENGLISH for word in words) >= _PLAINLY * len(words)


def detected(text: str) -> tuple[str, float]:
    """The language that a text is in, and how sure that is from 0 to 1."""
    if _plainly_english(text[:4000]):
        return "en", 1.0
    heard, sure = _detector().classify(text[:4000])
    return str(heard), float(sure)


@functools.cache
def _detector() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


_KNOWN = frozenset(
    """af am an ar as az be bg bn br bs ca cs cy da de dz el en eo es et eu fa fi fo fr ga gl gu he hi hr ht
    hu
    hy id is it ja jv ka kk km kn ko ku ky la lb lo lt lv mg mk ml mn mr ms mt nb ne nl nn no oc or pa pl ps
    pt qu ro ru rw se si sk sl sq sr sv sw ta te th tl tr ug uk ur vi vo wa xh zh zu""".split()
)
