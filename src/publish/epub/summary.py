"""The accessibility summary in a few sentences."""

from __future__ import annotations

from publish.accessibility import Evidence
from publish.i18n import catalogue


def summary(evidence: Evidence, lang: str, reviewed: bool = False) -> tuple[str, str]:
    """The summary and its language: the book's where we have words for it, else English."""
    language = catalogue.fallback(lang) or lang
    sentences = catalogue.table(catalogue.language(lang))["summary"]
    missing = evidence.pictures - evidence.described
    statements = {
        "text": evidence.transformable,
        "headings": evidence.headed_sections and evidence.toc,
        "described": evidence.pictures > 0 and not missing,
        "as_caption": evidence.captions_as_alternatives > 0,
        "undescribed": missing > 0,
        "narrated": evidence.narrated_fully,
        "narrated_text": evidence.only_code_unread,
        "partly": evidence.narrated and not evidence.narrated_fully and not evidence.only_code_unread,
        "code": evidence.code_unread,
        "math": evidence.math,
        "motion": evidence.motion in ("calm", "unknown"),
        "flashing": evidence.motion == "flashing",
        "review": not reviewed,
    }
    values = {"missing": str(missing), "all": str(evidence.pictures)}
    values["as_caption"] = str(evidence.captions_as_alternatives)
    return " ".join(sentences[key].format(**values) for key, holds in statements.items() if holds), language
