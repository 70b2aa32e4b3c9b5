"""The few words that the project itself says or shows, by language.

Everything else a reader sees or hears is the article's own. A language that is
not here gets English words in the book's furniture; `base` gives its key.
"""

from __future__ import annotations

RTL = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"})

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "image": "Image",
        "by": "By {names}",
        "and": "and",
        "published": "Published",
        "updated": "Updated",
        "contents": "Contents",
        "title_page": "Title page",
        "introduction": "Introduction",
        "notes": "Notes",
        "note": "Note",
        "table": "Table",
        "quote": "Quote",
        "end_quote": "End of quote",
        "end_box": "End of {heading}",
        "continued": "{heading}, continued",
        "source": "Source",
        "credit": "Photo: {credit}",
        "illustrations": "Illustrations",
        "tables": "Tables",
        "columns": "Columns: {names}",
        "code": "Code",
        "code_lines": "Code, {count} lines",
        "code_in": "Code in {language}, {count} lines",
        "about": "About this edition",
        "cover": "Cover",
        "back": "Back to the text",
        "synthetic": "Read by a synthetic voice.",
    },
    "fr": {
        "image": "Image",
        "by": "Par {names}",
        "and": "et",
        "published": "Publié le",
        "updated": "Mis à jour le",
        "contents": "Sommaire",
        "title_page": "Page de titre",
        "introduction": "Introduction",
        "notes": "Notes",
        "note": "Note",
        "table": "Tableau",
        "quote": "Citation",
        "end_quote": "Fin de citation",
        "end_box": "Fin de l’encadré\u00a0: {heading}",
        "continued": "{heading} (suite)",
        "source": "Source",
        "credit": "Photo : {credit}",
        "illustrations": "Illustrations",
        "tables": "Tableaux",
        "columns": "Colonnes : {names}",
        "code": "Code",
        "code_lines": "Code, {count} lignes",
        "code_in": "Code en {language}, {count} lignes",
        "about": "À propos de cette édition",
        "cover": "Couverture",
        "back": "Retour au texte",
        "synthetic": "Lu par une voix de synthèse.",
    },
    "ar": {
        "image": "صورة",
        "by": "بقلم {names}",
        "and": "و",
        "published": "نُشر في",
        "updated": "حُدّث في",
        "contents": "المحتويات",
        "title_page": "صفحة العنوان",
        "introduction": "مقدمة",
        "notes": "هوامش",
        "note": "هامش",
        "table": "جدول",
        "quote": "اقتباس",
        "end_quote": "نهاية الاقتباس",
        "end_box": "نهاية {heading}",
        "continued": "{heading} (تتمة)",
        "source": "المصدر",
        "credit": "الصورة: {credit}",
        "illustrations": "الصور",
        "tables": "الجداول",
        "columns": "الأعمدة: {names}",
        "code": "شيفرة",
        "code_lines": "شيفرة من {count} أسطر",
        "code_in": "شيفرة بلغة {language} من {count} أسطر",
        "about": "عن هذه الطبعة",
        "cover": "الغلاف",
        "back": "العودة إلى النص",
        "synthetic": "قرأه صوت آلي.",
    },
}


def base(lang: str) -> str:
    """The primary language of a BCP 47 tag: "en" for "en-GB"."""
    return lang.replace("_", "-").split("-")[0].lower()


def direction(lang: str) -> str:
    """ "rtl" or "ltr"."""
    return "rtl" if base(lang) in RTL else "ltr"


def word(key: str, lang: str, **values: str) -> str:
    """A word of ours in `lang`, or in English where the language is not in the table."""
    return WORDS.get(base(lang), WORDS["en"])[key].format(**values)


def names(people: tuple[str, ...], lang: str) -> str:
    """Several names as one phrase: "A, B and C"."""
    if len(people) < 2:
        return "".join(people)
    glue = word("and", lang)
    joined = f" {glue} " if glue != "و" else f" {glue}"
    return comma(lang).join(people[:-1]) + joined + people[-1]


def comma(lang: str) -> str:
    """What stands between the parts of a line: a comma, the Arabic one in scripts that use it."""
    return "، " if base(lang) in RTL - {"he", "iw", "yi"} else ", "


def byline(people: tuple[str, ...], lang: str) -> str:
    """The line that names the authors, as it is shown and said."""
    return word("by", lang, names=names(people, lang)) if people else ""
