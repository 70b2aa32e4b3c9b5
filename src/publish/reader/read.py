"""A page in HTML becomes an Article: parse, find, prune, walk, finish."""

from __future__ import annotations

from dataclasses import replace

from publish.config import AltPolicy
from publish.errors import SourceError
from publish.reader import cards, choose, clean, figures, jsonld, notes, pictures, tree
from publish.reader.blocks import Walker
from publish.reader.bylines import only_house
from publish.reader.draft import Draft
from publish.reader.finish import finish
from publish.reader.inlines import Words
from publish.reader.language import language
from publish.reader.lead import lead
from publish.reader.measure import measure
from publish.reader.metadata import about
from publish.reader.page import Page, Reading
from publish.reader.stream import signed, text, tidy_stream


def read(page: Page, alt: AltPolicy = "caption") -> Reading:
    """The article of a page. Raises SourceError when the page holds none."""
    return finish(draft(page), page.overrides, alt)


def draft(page: Page) -> Draft:
    """The draft of a page's article. Raises SourceError when the page holds none."""
    root = tree.parse(page.text)
    things = jsonld.things(page.text)
    facts = about(page, things, root)
    body_text = jsonld.string(facts.data.get("articleBody"))
    notes.gather(root)
    all_notes = root.find_all("note")
    clean.hidden(root)
    pictures.prepare(root, facts.base)
    cards.remove(root)
    figures.gather(root)
    clean.boilerplate(root)
    body = choose.container(root, measure(root), body_text)
    if body.tag in ("p", "span") and body.parent is not None:
        body = body.parent
    walker = Walker(Words(facts.base, facts.lang), root)
    opening = lead(root, body, facts, walker)
    apart = [note for note in all_notes if not any(outer is body for outer in note.ancestors())]
    stream = [*opening.figures, *opening.paragraphs, *walker.blocks(body.kids), *walker.blocks(apart)]
    if only_house(facts.bylines, facts.publisher) and (names := signed(stream, facts)):
        facts = replace(facts, bylines=names)
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
