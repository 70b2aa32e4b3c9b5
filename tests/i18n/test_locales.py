"""What one language's data are asked for does not change another's."""

from __future__ import annotations

import re
from pathlib import Path

import publish
from publish.i18n.locales import locale_of


def test_months_of_one_language_stay_out_of_another() -> None:
    """Babel writes a resolved alias into data that all languages share."""
    march = {tag: str(locale_of(tag).months["stand-alone"]["wide"][3]) for tag in ("he", "sv", "hi", "fi")}
    assert march == {"he": "מרץ", "sv": "mars", "hi": "मार्च", "fi": "maaliskuu"}


def test_every_locale_comes_from_one_place() -> None:
    asked = re.compile(r"\bLocale(?:\.parse)?\(")
    modules = Path(publish.__file__).parent.rglob("*.py")
    assert [path.name for path in modules if asked.search(path.read_text("utf-8"))] == ["locales.py"]
