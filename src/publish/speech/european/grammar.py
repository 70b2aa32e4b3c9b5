"""What one European language needs to say figures: the words of its file and the functions of its grammar."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from publish.speech.marks import FOREIGN_THOUSANDS, with_capitals
from publish.speech.rule import after, any_of, before
from publish.system import data

Gender = str  # "m" or "f"; German has "n" too


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted thing: its name for one and for many."""

    one: str
    many: str
    gender: Gender = "m"


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """The words of one language, by the keys of its file in `words/`, and what its grammar does with them.

    `code` is num2words' name for it. `decimal` is the mark before a fraction.
    `agree` fits number words to a noun's gender. `clock` has the hour, the minute, and whether
    it is read as a timetable has it. `of` stands between a million
    and a noun, before a vowel as `of_vowel`.
    """

    code: str
    agree: Callable[[str, Gender], str]
    date: Callable[[Grammar, int, int, str, str], str]
    clock: Callable[[Grammar, int, int | None, bool], str]
    ordinal: Callable[[Grammar, int, str], str]
    point: str
    minus: str
    percent: str
    to: str
    of: str
    of_vowel: str
    money_joint: str
    dot: str
    at: str
    over: str
    per: str
    of_year: str
    mixed: str
    months: tuple[str, ...]
    hours: tuple[Noun, Noun, Noun]
    scales: dict[str, Noun]
    currencies: dict[str, tuple[Noun, Noun | None]]
    units: dict[str, Noun]
    signs: dict[str, str]
    powers: dict[str, str]
    compass: dict[str, str]
    fractions: dict[str, str]
    denominators: dict[int, tuple[str, str]]
    abbreviations: tuple[tuple[str, str], ...]
    feminine: frozenset[str] = frozenset()
    not_counted: frozenset[str] = frozenset()
    short_nouns: frozenset[str] = frozenset()
    feminine_before: str = ""
    decimal: str = ","
    date_link: str = " "
    first: str = ""
    half: dict[str, str] = field(default_factory=dict)
    genders: tuple[tuple[Gender, re.Pattern[str]], ...] = ()
    capital_nouns: bool = False
    declined: Callable[[str, Gender, str, str], str] | None = None
    years: bool = False
    space_groups: bool = True
    cents_named: bool = False
    each_decimal: bool = False

    @property
    def language(self) -> str:
        return self.code[:2]

    def cardinal(self, number: int | str) -> str:
        """A whole number in words; a very long one, or one that begins with 0, figure by figure."""
        text = str(number)
        if len(text) > 18 or (len(text) > 1 and text[0] == "0"):
            return " ".join(_cardinal(self.code, int(figure)) for figure in text if figure in "0123456789")
        return _cardinal(self.code, int(text))

    def nth(self, number: int) -> str:
        return _ordinal(self.code, number)

    def year(self, number: int) -> str:
        return _year(self.code, number) if self.years else self.cardinal(number)

    def number(self, text: str, gender: Gender = "") -> str:
        """A written number with this language's marks; with a gender, fitted to a noun."""
        whole, fraction = self.parts(text)
        words = self.cardinal(whole)
        if not fraction:
            return self.agree(words, gender) if gender else words
        if self.decimal == "," and "." in text and "," not in text:  # a version, a foreign decimal: 10.10
            return f"{words} {self.dot} {self.cardinal(fraction)}"
        most = 3 if self.code[:2] in ("fr", "it") else 2
        if len(fraction) > most or fraction[0] == "0" or self.each_decimal:
            tail = " ".join(self.cardinal(figure) for figure in fraction)
        else:
            tail = self.cardinal(fraction)
        if gender and self.language == "es":  # 2,1 millones: dos coma un millones
            tail = self.agree(tail, gender)
        return f"{words} {self.point} {tail}"

    def parts(self, text: str) -> tuple[str, str]:
        """The figures before and after the decimal mark, without marks between thousands."""
        text = re.sub(r"[ \u00a0\u2009\u202f'’]", "", text)
        other = "." if self.decimal == "," else ","
        if re.fullmatch(rf"[0-9]{{1,3}}(?:\{other}[0-9]{{3}})+(?:\{self.decimal}[0-9]+)?", text):
            text = text.replace(other, "")
        if self.decimal == "," and re.fullmatch(FOREIGN_THOUSANDS, text):
            text = text.replace(",", "")
        whole, _, fraction = text.replace(other, self.decimal).partition(self.decimal)
        return whole or "0", fraction.replace(self.decimal, "")

    def counted(self, text: str, noun: Noun) -> str:
        """ "deux euros", "une heure"."""
        whole, fraction = self.parts(text)
        few = whole in ("0", "1") if self.code.startswith("fr") else whole == "1" and not fraction
        return f"{self.number(text, noun.gender)} {noun.one if few else noun.many}"

    def in_case(self, match: re.Match[str], counted: str, gender: Gender) -> str:
        """für einen Euro, mit einer Million: a one and its noun, as the words around a match ask for."""
        one, space, rest = counted.partition(" ")
        if self.declined:
            one = self.declined(one, gender, before(match, 40), rest + after(match, 24))
        return one + space + rest


def grammar_of(language: str, **own: Any) -> Grammar:
    """A language by its file of words; `own` holds its functions, and what a region has otherwise."""
    table: dict[str, Any] = data.table("publish.speech.european", f"words/{language}.toml")
    for key in ("feminine", "not_counted", "short_nouns"):
        table[key] = frozenset(table.get(key, "").split())
    table["short_nouns"] |= table["feminine"]
    table["months"] = tuple(table["months"])
    table["hours"] = tuple(_noun(names) for names in table["hours"])
    for key in ("scales", "units"):
        table[key] = {sign: _noun(names) for sign, names in table[key].items()}
    table["units"] = with_capitals(table["units"])
    table["currencies"] = {sign: _coins(names) for sign, names in table["currencies"].items()}
    table["denominators"] = {
        int(number): tuple(names.split("/")) for number, names in table.get("denominators", {}).items()
    }
    table["genders"] = tuple((gender, re.compile(f"(?:{ending})$")) for gender, ending in table["genders"])
    table["abbreviations"] = tuple(table["abbreviations"].items())
    return Grammar(**table | {"code": language} | own)


@lru_cache(maxsize=1)
def rulers() -> str:
    """The names of rulers that a Roman numeral may follow, as a pattern."""
    names = data.text("publish.speech.european", "rulers.txt").partition("\n")[2].split()
    return any_of(names)


def _noun(names: str) -> Noun:
    one, many, gender = names.split("/")
    return Noun(one, one if many == "=" else many, gender)


def _coins(names: list[str]) -> tuple[Noun, Noun | None]:
    return _noun(names[0]), _noun(names[1]) if len(names) > 1 else None


@lru_cache(maxsize=4096)
def _cardinal(code: str, number: int) -> str:
    from num2words import num2words  # type: ignore[import-untyped]

    words = _clean(str(num2words(number, lang=code)))
    if code == "it":  # "ventitré" bears an accent, and nothing joins a million to what follows
        words = re.sub(r"(?<=\w)tre\b", "tré", words).replace("ni e ", "ni ").replace("di e ", "di ")
    if code == "es":  # veintiún mil, treinta y un mil
        words = re.sub(r"\buno(?= mil)", "un", words.replace("veintiuno mil", "veintiún mil"))
    return _joined(words, number) if code in ("pt", "pt_BR") else words


_SCALE_JOINT = re.compile(r"\b(mil|(?:m|b|tr)ilh\w+) e ")


def _joined(words: str, number: int) -> str:
    """Portuguese joins only its last group of figures with "e", where that is to 100 or whole hundreds."""
    joints = len(_SCALE_JOINT.findall(words))
    while number and number % 1000 == 0:
        number //= 1000
    last = number % 1000
    dropped = joints - (last <= 100 or last % 100 == 0)
    return _SCALE_JOINT.sub(r"\1 ", words, count=dropped) if dropped > 0 else words


@lru_cache(maxsize=1024)
def _ordinal(code: str, number: int) -> str:
    from num2words import num2words

    return _clean(str(num2words(number, lang=code, to="ordinal")))


@lru_cache(maxsize=1024)
def _year(code: str, number: int) -> str:
    from num2words import num2words

    return _clean(str(num2words(number, lang=code, to="year")))


def _clean(words: str) -> str:
    """num2words writes "mil, novecentos" and "un millions" for some regions."""
    return words.replace(",", "").replace("un millions", "un million").replace("un milliards", "un milliard")
