"""Nothing that is seen is lost, doubled or put elsewhere when it is said."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from publish.config import Config
from publish.model.article import Article
from publish.model.walk import article_text, figures
from publish.script import shares, write_script
from publish.speech import Lexicon
from tests.properties.articles import articles

quick = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.slow
@quick
@given(articles())
def test_the_scripts_text_is_the_articles_text(article: Article) -> None:
    script = write_script(article, Config(), Lexicon())
    pictures = {figure.image_id for figure in figures(article)}
    heard = [
        utterance.text
        for utterance in script.utterances
        if utterance.section_id not in ("opening", "closing") and utterance.id not in pictures
    ]
    assert bare("".join(heard)) == bare(article_text(article))


@pytest.mark.slow
@quick
@given(articles())
def test_every_utterance_lasts_is_placed_and_belongs_to_one_share(article: Article) -> None:
    script = write_script(article, Config(), Lexicon())
    for utterance in script.utterances:
        assert utterance.pause_ms > 0
        assert utterance.id
        assert utterance.lang
        assert utterance.text.strip() or utterance.spoken.strip()
    assert len([u for share in shares(article, script) for u in share.utterances]) == len(script.utterances)
