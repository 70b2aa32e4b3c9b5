"""The accessibility summary: in a few sentences what is there, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping

from publish.accessibility import Evidence
from publish.i18n import catalogue

_SENTENCES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "text": "All text can be read aloud by a screen reader, enlarged and recoloured.",
        "headings": "Headings and a table of contents lead through it.",
        "described": "Every picture has a text alternative, from its caption, its page or an editor.",
        "undescribed": "Pictures without a text alternative: {missing} of {all}.",
        "narrated": "A synthetic voice reads all of it, sentence by sentence in step with the text.",
        "partly": "A synthetic voice reads part of it in step with the text; the rest is silent.",
        "math": "Formulas are in MathML.",
        "motion": "Some pictures move.",
        "flashing": "A picture flashes.",
        "review": "No person has reviewed its accessibility.",
    },
    "fr": {
        "text": "Tout le texte peut être lu par un lecteur d’écran, agrandi et recoloré.",
        "headings": "Des titres et une table des matières y mènent.",
        "described": "Chaque image a un texte de remplacement, tiré de la légende, de la page ou rédigé.",
        "undescribed": "Images sans texte de remplacement : {missing} sur {all}.",
        "narrated": "Une voix de synthèse lit le tout, phrase par phrase, en même temps que le texte.",
        "partly": "Une voix de synthèse en lit une partie en même temps que le texte ; le reste est muet.",
        "math": "Les formules sont en MathML.",
        "motion": "Certaines images bougent.",
        "flashing": "Une image clignote.",
        "review": "Personne n’en a vérifié l’accessibilité.",
    },
    "ar": {
        "text": "يمكن لقارئ الشاشة قراءة النص كله، ويمكن تكبيره وتغيير ألوانه.",
        "headings": "تقود إليه العناوين وجدول المحتويات.",
        "described": "لكل صورة نص بديل مأخوذ من شرحها أو من صفحتها، أو كتبه محرر.",
        "undescribed": "صور بلا نص بديل: {missing} من {all}.",
        "narrated": "يقرؤه كله صوت آلي، جملة بعد جملة، مع تظليل النص.",
        "partly": "يقرأ صوت آلي جزءًا منه مع تظليل النص، وبقيته صامتة.",
        "math": "الصيغ الرياضية مكتوبة بـ MathML.",
        "motion": "بعض الصور متحركة.",
        "flashing": "توجد صورة وامضة.",
        "review": "لم يراجع إنسان سهولة استخدامه.",
    },
}


def summary(evidence: Evidence, lang: str, reviewed: bool = False) -> tuple[str, str]:
    """The summary and its language: the book's where we have words for it, else English."""
    language = lang if catalogue.base(lang) in _SENTENCES else "en"
    sentences = _SENTENCES[catalogue.base(language)]
    missing = evidence.pictures - evidence.described
    told = {
        "text": evidence.transformable,
        "headings": evidence.headed_sections and evidence.toc,
        "described": evidence.pictures > 0 and not missing,
        "undescribed": missing > 0,
        "narrated": evidence.narrated_fully,
        "partly": evidence.narrated and not evidence.narrated_fully,
        "math": evidence.math,
        "motion": evidence.motion in ("calm", "unknown"),
        "flashing": evidence.motion == "flashing",
        "review": not reviewed,
    }
    values = {"missing": str(missing), "all": str(evidence.pictures)}
    return " ".join(sentences[key].format(**values) for key, holds in told.items() if holds), language
