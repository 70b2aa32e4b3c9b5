"""`read`, `script` and `spoken`: an article's content and its spoken text on standard output."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from typing import Any

from publish.cli.choices import configured, source
from publish.cli.screen import mention
from publish.model.article import Article


def read(options: Namespace) -> int:
    """`publish read`: the article, as text or JSON."""
    from publish.model.json import article_json, article_plain
    from publish.pipeline.prepare import one

    prepared = one(source(options.source), configured(options), base_url=options.base_url)
    if options.json:
        show(article_json(prepared.article, prepared.problems))
    else:
        print(article_plain(prepared.article).rstrip("\n"))
        if not options.quiet:
            mention(prepared.problems)
    return 0


def script(options: Namespace) -> int:
    """`publish script`: what will be said, one sentence a line, or JSON."""
    from publish.model.json import script_json
    from publish.pipeline.prepare import one, script_of

    config = configured(options)
    prepared = one(source(options.source), config)
    written = script_of(prepared, config)
    if options.names:
        return _names(prepared.article, options.json)
    if options.json:
        show(script_json(written))
        return 0
    place = ""
    for utterance in written.utterances:
        if utterance.section_id != place:
            place = utterance.section_id
            print(f"\n[{place}]" if utterance is not written.utterances[0] else f"[{place}]")
        print(f"{utterance.role:8} {utterance.spoken}")
    return 0


def _names(article: Article, as_json: bool) -> int:
    from publish.model.walk import article_text
    from publish.speech.naming import names
    from publish.voices.hibari_words import is_common

    english = article.lang.split("-")[0] == "en"
    candidates = names(article_text(article), article.lang, *((is_common,) if english else ()))
    if as_json:
        show(candidates)
    else:
        print("\n".join(candidates))
    return 0


def spoken(options: Namespace) -> int:
    """`publish spoken`: the words for an engine, one line out for each line in."""
    from publish.pipeline.prepare import lexicon_of
    from publish.speech import spoken as say

    lexicon = lexicon_of(configured(options))
    if options.text not in ([], ["-"]):
        print(say(" ".join(options.text), options.lang, lexicon))
        return 0
    for line in sys.stdin:
        print(say(line.rstrip("\r\n"), options.lang, lexicon), flush=True)
    return 0


def show(value: Any) -> None:
    """JSON on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2))
