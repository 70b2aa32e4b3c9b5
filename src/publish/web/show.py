"""The language of the show, where the configuration names none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from publish.config import Site
from publish.i18n import catalogue
from publish.model.episode import Episode


def language(site: Site, episodes: Iterable[Episode]) -> str:
    """The configured language, else that of most episodes; English before others when several are equal."""
    if site.language:
        return site.language
    counted = Counter(episode.lang for episode in episodes)
    ranked = sorted(counted, key=lambda lang: (-counted[lang], catalogue.language(lang) != "en", lang))
    return ranked[0] if ranked else "en"
