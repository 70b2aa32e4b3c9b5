"""A page in HTML becomes an Article: parse, find, prune, walk, finish."""

from __future__ import annotations

from publish.config import AltPolicy
from publish.errors import SourceError
from publish.model.problem import Problem, problem
from publish.model.walk import plain
from publish.reader import cards, choose, clean, dates, figures, head, jsonld, pictures, titles, tree
from publish.reader.address import joined_to
from publish.reader.blocks import Walker
from publish.reader.draft import Draft
from publish.reader.finish import finish
from publish.reader.inlines import Words
from publish.reader.language import language
from publish.reader.lead import lead
from publish.reader.measure import measure
from publish.reader.metadata import about
from publish.reader.page import Page, Reading
from publish.reader.stream import text, tidy_stream


def read(page: Page, alt: AltPolicy = "caption") -> Reading:
    """The article of a page. Raises SourceError when the page holds none."""
    return finish(draft(page), page.overrides, alt)


def draft(page: Page) -> Draft:
    """The draft of a page's article. Raises SourceError when the page holds none."""
    root = tree.parse(page.text)
    things = jsonld.things(page.text)
    facts = about(page, things, root)
    body_text = jsonld.string(facts.data.get("articleBody"))
    clean.hidden(root)
    pictures.prepare(root, facts.base)
    cards.remove(root)
    figures.gather(root)
    clean.boilerplate(root)
    body = choose.container(root, measure(root), body_text)
    walker = Walker(Words(facts.base, facts.lang), root)
    opening = lead(root, body, facts, walker)
    stream = [*opening.figures, *opening.paragraphs, *walker.blocks(body.kids if body.tag != "p" else [body])]
    tidied = tidy_stream(stream, page.where, facts)
    words = " ".join(text(block) for block in tidied.blocks)
    if not words.strip():
        raise SourceError(f"{page.where} holds no article text", "give a page with an article in it")
    return Draft(
        slug=page.slug,
        where=page.where,
        title=facts.title,
        lang=language(facts.languages, words),
        blocks=tuple(tidied.blocks),
        standfirst=opening.standfirst,
        bylines=facts.bylines,
        published=facts.published,
        modified=facts.modified,
        publisher=facts.publisher,
        url=facts.url,
        description=facts.description,
        rights=facts.rights,
        subjects=facts.subjects,
        problems=(*page.problems, *tidied.problems),
        source=page.text,
    )
