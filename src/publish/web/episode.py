"""Article and narration -> Episode; the language of a show of episodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from publish.config import Site
from publish.i18n import catalogue
from publish.model.article import Article
from publish.model.episode import Episode, Product
from publish.model.narration import Narration
from publish.model.walk import article_text, text_of
from publish.web import transcript


def show_language(site: Site, episodes: Iterable[Episode]) -> str:
    """The configured language, else that of most episodes; English before others when several are equal."""
    if site.language:
        return site.language
    counted = Counter(episode.lang for episode in episodes)
    ranked = sorted(counted, key=lambda lang: (-counted[lang], catalogue.language(lang) != "en", lang))
    return ranked[0] if ranked else "en"


SPACELESS = (
    ("\u0e00", "\u0eff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u3040", "\u30ff"),
    ("\u3400", "\u9fff"),
)


def episode(article: Article, narration: Narration | None, products: Iterable[Product]) -> Episode:
    """The episode of an article; `narration` is None for an article without sound."""
    return Episode(
        slug=article.slug,
        title=article.title,
        lang=article.lang,
        standfirst=text_of(article.standfirst) or article.description,
        bylines=article.bylines,
        published=article.published,
        modified=article.modified,
        publisher=article.publisher,
        url=article.url,
        rights=article.rights,
        subjects=article.subjects,
        words=count_words(article_text(article)),
        seconds=narration.duration if narration else 0.0,
        narrator=narration.narrator if narration else "",
        sections=tuple(text_of(section.heading) for section in article.sections if section.heading),
        chapters=transcript.marks(narration) if narration else (),
        products=tuple(products),
    )


def count_words(text: str) -> int:
    """How many words a text has; in scripts without spaces two characters count as a word."""
    spaceless = sum(1 for c in text if any(first <= c <= last for first, last in SPACELESS))
    words = "".join(" " if any(first <= c <= last for first, last in SPACELESS) else c for c in text).split()
    return sum(any(c.isalnum() for c in word) for word in words) + (spaceless + 1) // 2
