"""A page in HTML -> an Article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import unescape

from publish.config import AltPolicy
from publish.draft.finish import finish
from publish.draft.model import (
    BlockDraft,
    Draft,
    FigureDraft,
    HeadingDraft,
    Inlines,
    ItemDraft,
    ListDraft,
    ParagraphDraft,
    text,
)
from publish.draft.page import Page, Reading
from publish.errors import NoArticleError, SourceError
from publish.html import dom as tree
from publish.html.blocks import crossheads, embeds, quotes, tables
from publish.html.blocks.inlines import Words
from publish.html.blocks.walker import Walker
from publish.html.dom import Node
from publish.html.extract import (
    listing,
    main_content,
    named_boxes,
    promo_boxes,
    teasers,
    text_density,
)
from publish.html.extract.main_content import opening_words
from publish.html.extract.promo_phrases import is_paywall, is_promo, words_in
from publish.html.extract.standfirst import closing, lead, unlabelled
from publish.html.extract.teasers import leads_away
from publish.html.extract.text_density import measure
from publish.html.extract.trim import Tidied, is_byline, signed, tidy_stream
from publish.html.footnotes import linked
from publish.html.images import figures, sources
from publish.html.images.captions import split
from publish.html.math import detect
from publish.html.metadata import json_ld
from publish.html.metadata.facts import Facts, about
from publish.html.metadata.names import cased, only_house
from publish.html.metadata.signatures import signs
from publish.html.metadata.title import alike
from publish.html.removals import Losses, apart, beginning, outside_of, passages
from publish.i18n.language import language, well_formed
from publish.model.article import Image, Text
from publish.model.problem import CODES, Problem, problem
from publish.model.text import key
from publish.model.walk import plain


def read(page: Page, alt: AltPolicy = "caption") -> Reading:
    """The article of a page. Raises SourceError when the page holds none."""
    return finish(draft(page), page.overrides, alt)


def draft(page: Page) -> Draft:
    """The draft of a page's article, and of the pages on which it goes on.

    Raises SourceError when the page holds none.
    """
    one = _draft_of_one(replace(page, further=()))
    for n, further in enumerate(page.further, 2):
        try:
            more = _draft_of_one(further)
        except SourceError:
            message = f"page {n} of the article holds no text that could be read"
            return replace(one, problems=(*one.problems, problem("READ-014", page.where, message)))
        one = replace(
            one,
            blocks=(*one.blocks, *_new(more, one)),
            problems=tuple(kept for kept in (*one.problems, *more.problems) if not _is_of_page(kept, n)),
            left_out=(*one.left_out, *more.left_out),
        )
    return one


def _new(more: Draft, before: Draft) -> Iterator[BlockDraft]:
    """The blocks of an article's next page that the pages before it do not have."""
    seen = {key(text(block)) for block in before.blocks} | {
        key(plain(before.standfirst)),
        key(before.description),
    }
    pictures = {block.image.src for block in before.blocks if isinstance(block, FigureDraft)}
    first = (ParagraphDraft(more.standfirst),) if more.standfirst else ()
    for block in (*first, *more.blocks):
        shown = isinstance(block, FigureDraft) and block.image.src in pictures
        if not shown and (len(words := key(text(block))) < _AGAIN or words not in seen):
            yield block


def _is_of_page(problem: Problem, read: int) -> bool:
    """Whether a problem says that pages were not read which now are."""
    match = _OF_PAGES.match(problem.message) if problem.code == "READ-014" else None
    return match is not None and int(match[1]) <= read


_OF_PAGES = re.compile(r"is one of (\d+) pages")
_AGAIN = 40  # characters


def _draft_of_one(page: Page) -> Draft:
    root = tree.parse(detect.keep_tex(page.text))
    things = json_ld.things(page.text)
    facts = about(page, things, root)
    facts, standfirst, tidied = (_own_words if page.written else _content)(page, facts, root)
    words = " ".join(text(block) for block in tidied.blocks)
    tidied.blocks += _recipe(things, words)
    if not words.strip() and _opens(tree.parse(page.text), facts):
        facts, standfirst, tidied = _content(page, facts, tree.parse(detect.keep_tex(page.text)), whole=True)
        words = " ".join(text(block) for block in tidied.blocks)
    if not words.strip() and not page.written:
        tidied = _few_lines(page, facts)
        words = " ".join(text(block) for block in tidied.blocks)
    if (stated := _stated_text(facts)).blocks and _says_less(words, stated):
        pictures = [block for block in tidied.blocks if isinstance(block, FigureDraft)]
        tidied = Tidied([*pictures, *stated.blocks], tidied.problems)
        words = " ".join(text(block) for block in tidied.blocks)
    _refuse_lists(page, facts, tidied, words)
    return Draft(
        slug=page.slug,
        where=page.where,
        title=facts.title,
        lang=language(facts.languages, words),
        blocks=tuple(tidied.blocks),
        standfirst=standfirst,
        bylines=facts.bylines,
        published=facts.published,
        modified=facts.modified,
        publisher=facts.publisher,
        url=facts.url,
        description=facts.description,
        rights=facts.rights,
        subjects=facts.subjects,
        problems=(*page.problems, *tidied.problems),
        source=page.source,
        left_out=tidied.passages,
    )


def _refuse_lists(page: Page, facts: Facts, tidied: Tidied, words: str) -> None:
    """Raise NoArticleError for a page without text, and for one that lists other articles."""
    if page.written:
        stories = 0
    elif words_in(words) > _LABEL:
        blocks, base = tidied.blocks, facts.base
        stories = 0 if facts.data else listing.listed(blocks, base) or listing.linked(blocks, base)
    else:
        stories = listing.headlines(tree.parse(page.text))
    if stories:
        raise NoArticleError(
            f"{page.where} lists {stories} articles and is none itself", "give the address of one of them"
        )
    if not words.strip():
        raise NoArticleError(f"{page.where} holds no article text", "give a page with an article in it")


_LABEL = 3  # words: with as few, a page of other articles' headlines holds none


def _goes_on(page: Page, facts: Facts, root: Node) -> Iterator[Problem]:
    """That the article goes on on other pages, to which this one links."""
    if last := listing.pages(root, facts.url or page.url):
        message = f"is one of {last} pages of the article, and the others were not read"
        yield problem(
            "READ-014", page.where, message, "give the page that shows all of it, such as its print view"
        )


def _beside(page: Page, facts: Facts, articles: list[tuple[Node, str]], body: Node) -> Iterator[Problem]:
    """That the page holds other articles, which stand neither in the body nor round it."""
    near = {*body.walk(), *body.ancestors()}
    others = [
        title
        for node, title in articles
        if node not in near and not alike(title, facts.title) and near.isdisjoint(node.walk())
    ]
    if others:
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        message = f'the page holds another article{more}, which was not read: "{others[0]}"'
        yield problem("READ-015", page.where, message, "give the address of that article to read it too")


def _recipe(things: list[json_ld.Thing], words: str) -> Iterator[BlockDraft]:
    """The ingredients and the steps of a recipe from the page's data, where its text has few of them."""
    recipe = next((thing for thing in things if "Recipe" in json_ld.kinds(thing)), None)
    if recipe is None or not (shown := key(words)):
        return
    for name in ("recipeIngredient", "recipeInstructions"):
        lines = json_ld.lines(recipe.get(name))
        if sum(key(line) in shown for line in lines) < len(lines) / 2:
            items = tuple(ItemDraft((Text(line),)) for line in lines)
            yield ListDraft("ordered" if name == "recipeInstructions" else "unordered", items)


def _own_article(
    body: Node, articles: list[tuple[Node, str]], facts: Facts, masses: text_density.Masses
) -> Node:
    """The body, or the article under the page's own headline where the body is that of another.

    So it is where the body holds several with headlines of the first level.
    """
    own = next((node for node, title in articles if alike(title, facts.title)), None)
    if own is None or not masses[own].prose or own is body or own in body.ancestors():
        return body
    inside = set(body.walk())
    others = [
        node for node, _ in articles if node in inside and node is not own and node.find("h1") is not None
    ]
    if own in inside and not others:
        return body
    return main_content.densest(own, masses, 0.99)


def _few_lines(page: Page, facts: Facts) -> Tidied:
    """All lines of a page that holds nothing else: no menu, no form, and most of it no links."""
    root = tree.parse(detect.keep_tex(page.text))
    if root.find(*_PARTS_OF_A_SITE) is not None:
        return Tidied([])
    named_boxes.hidden(root)
    masses = measure(root)
    links = sum(masses[link].size for link in root.find_all("a") if leads_away(link))
    if links > masses[root].size / 2:
        return Tidied([])
    walker = Walker(Words(facts.base, well_formed(facts.lang) or language([], root.text())), root, masses)
    blocks = walker.blocks(next(iter(root.find_all("body")), root).kids)
    return Tidied([block for block in blocks if not is_promo(text(block), 0.0)])


def _says_less(words: str, stated: Tidied) -> bool:
    """Whether a page shows only a small part of the text that its data hold: a script would show the rest."""
    return words_in(" ".join(text(block) for block in stated.blocks)) > _TIMES * words_in(words)


_TIMES = 4


def _stated_text(facts: Facts) -> Tidied:
    """The article's text from the page's data, of a page that only a script would fill."""
    stated = facts.data.get("articleBody")
    if not isinstance(stated, str) or words_in(stated) < _PROSE_WORDS:
        return Tidied([])
    lines = map(json_ld.string, _LINE_ENDS.split(unescape(stated)))
    return Tidied([ParagraphDraft((Text(line),)) for line in lines if line])


_LINE_ENDS = re.compile(r"\n|</(?:p|div|li|h[1-6])>|<br\b[^<>]{0,20}>", re.I)
_PARTS_OF_A_SITE = ("nav", "header", "footer", "form", "input", "button", "noscript", "iframe", "frameset")
_PROSE_WORDS = 25  # behind the headline: a page with fewer holds no article


def _opens(root: Node, facts: Facts) -> bool:
    """Whether prose stands behind the headline of a page."""
    return max(opening_words(root, facts.title).values(), default=0.0) >= _PROSE_WORDS


def _content(page: Page, facts: Facts, root: Node, whole: bool = False) -> tuple[Facts, Inlines, Tidied]:
    """The standfirst and the body's blocks; facts with the names that the text signs with.

    With `whole`, no step but the one for hidden elements takes anything out of the page.
    """
    detect.gather(root, page.text)
    text_density.unlink_verse(root)
    behind = opening_words(root, facts.title)
    further = list(_goes_on(page, facts, root))
    articles = listing.other_articles(root, measure(root)) if len(root.find_all("article")) > 1 else []
    kept = beginning(root, page.overrides.keep_passages)
    losses = Losses(behind, kept)
    notes = _prune(root, page, facts, losses, whole)
    masses = measure(root)
    body = _own_article(_body(root, masses, facts, behind), articles, facts, masses)
    words = Words(facts.base, well_formed(facts.lang) or language([], body.text()))
    walker = Walker(words, root, masses)
    opening = lead(root, body, facts, walker)
    before, after = apart(root, body, kept)
    stream = [
        *opening.figures,
        *opening.paragraphs,
        *walker.blocks(before),
        *walker.blocks([*body.kids, *closing(body)]),
        *walker.blocks([*after, *_notes_apart(notes, body)]),
    ]
    names = signed(stream, facts)
    if names and (only_house(facts.bylines, facts.publisher) or set(facts.bylines) < set(names)):
        facts = replace(facts, bylines=tuple(map(cased, names)))
    boxes_left = [words for words in losses.inside(body) if not signs(words, facts.bylines)]
    staying = _kept(page, walker.blocks([*before, *_inside(body, kept), *after]))
    tidied = tidy_stream(stream, page.where, facts, boxes_left, staying)
    further += (*_beside(page, facts, articles, body), *_walled(page, tidied, losses))
    tidied.problems += (*further, *_mostly_lost(page, tidied, losses.inside(body, beside=False)))
    tidied.blocks = crossheads.with_headings(tidied.blocks)
    if facts.image:
        tidied.blocks = _with_lead_image(tidied.blocks, facts)
    tidied.blocks = _without_generic_alts(tidied.blocks, facts)
    lost = list(filter(_shows_nothing, tidied.blocks))
    tidied.blocks = [block for block in tidied.blocks if block not in lost]
    tidied.problems += (_lost(block, page.where) for block in lost)
    standfirst = _unrepeated(unlabelled(opening.standfirst or _deck(tidied.blocks)), tidied.blocks)
    shown = [facts.title, plain(standfirst), *facts.bylines, *_texts(tidied.blocks)]
    stream = [block for block in stream if not is_byline(text(block), facts.bylines, len(stream))]
    tidied.passages = passages(losses, body, outside_of(body, root, masses), stream, shown)
    return facts, standfirst, tidied


def _kept(page: Page, blocks: Iterable[BlockDraft]) -> tuple[str, ...]:
    """The beginnings, as `key` gives them, of what the settings keep; `blocks` are kept as a whole."""
    words = (*page.overrides.keep_passages, *map(text, blocks))
    return tuple(filter(None, map(key, words)))


def _inside(body: Node, nodes: Sequence[Node]) -> Iterator[Node]:
    inside = set(body.walk()) - {body} if nodes else ()
    yield from (node for node in nodes if node in inside)


def _texts(blocks: list[BlockDraft]) -> Iterator[str]:
    """The visible texts of blocks, those of pictures and of their makers too."""
    for block in blocks:
        yield text(block)
        if isinstance(block, FigureDraft):
            yield from (plain(block.credit), block.alt or "")


def _body(root: Node, masses: text_density.Masses, facts: Facts, behind: Mapping[Node, float]) -> Node:
    """The element that holds the article's body."""
    body = main_content.container(root, masses, json_ld.string(facts.data.get("articleBody")))
    body = main_content.widened(body, behind)
    return body.parent if body.tag in ("p", "span") and body.parent is not None else body


def _deck(blocks: list[BlockDraft]) -> Inlines:
    """The line under the title that stood among the blocks before all other text, taken out of them."""
    words = [block for block in blocks if not isinstance(block, FigureDraft)]
    decks = [block for block in words[:2] if isinstance(block, ParagraphDraft) and block.deck]
    if len(decks) != 1 or len(words) < 2:
        return ()
    blocks.remove(decks[0])
    return decks[0].inlines


def _with_lead_image(blocks: list[BlockDraft], facts: Facts) -> list[BlockDraft]:
    """The blocks with the picture that the page's data name, where the text has none or lost its first."""
    figures = [(n, block) for n, block in enumerate(blocks) if isinstance(block, FigureDraft)]
    for n, first in figures[:1]:
        if n < 3 and not first.image.src:
            lead = replace(first, image=Image(facts.image), alt=first.alt or facts.image_alt or None)
            return [*blocks[:n], lead, *blocks[n + 1 :]]
    if any(figure.image.src for _, figure in figures):
        return blocks
    return [FigureDraft(Image(facts.image), facts.image_alt or None), *blocks]


def _without_generic_alts(blocks: list[BlockDraft], facts: Facts) -> list[BlockDraft]:
    """The blocks without alt texts that describe no picture: the title, the house, or the same for all.

    An alt text that ends in the picture's credit goes on without it; one that is only a credit goes.
    """
    blocks = [_without_credit(block) if isinstance(block, FigureDraft) else block for block in blocks]
    figures = [block for block in blocks if isinstance(block, FigureDraft)]
    times = Counter(key(figure.alt or "") for figure in figures)
    names = {key(facts.title), key(facts.publisher)}
    many = 2 if all(figure.caption for figure in figures) else _MANY
    same = {alt for alt, count in times.items() if count >= many and count == len(figures)}
    return [
        replace(block, alt=None)
        if isinstance(block, FigureDraft) and block.alt and key(block.alt) in names | same
        else block
        for block in blocks
    ]


def _without_credit(figure: FigureDraft) -> FigureDraft:
    """A figure whose alt text does not say its credit too."""
    shown, maker = split((Text(figure.alt),) if figure.alt else ())
    if not maker or not _same(plain(maker), plain(figure.credit)):
        return figure
    return replace(figure, alt=plain(shown) or None)


def _same(one: str, other: str) -> bool:
    """Whether of two credits one holds the other."""
    one, other = key(one), key(other)
    return bool(one and other) and (one in other or other in one)


_MANY = 3  # pictures: as many with one alt text show several things


def _shows_nothing(block: BlockDraft) -> bool:
    """Whether of a picture only its maker is left."""
    return isinstance(block, FigureDraft) and not block.image.src and not block.caption


def _lost(block: BlockDraft, where: str) -> Problem:
    maker = plain(block.credit) if isinstance(block, FigureDraft) else ""
    message = f'a picture did not come with the page, only its credit, which was left out: "{maker}"'
    return problem("IMG-001", where, message, "save the page with its pictures")


_FEW_WORDS = 200  # an article of which this is all, beside a line that asks to subscribe, goes on behind it


def _walled(page: Page, tidied: Tidied, losses: Losses) -> Iterator[Problem]:
    """That the page holds only the beginning: it says so, or has little text and a box to subscribe."""
    words = sum(words_in(text(block)) for block in tidied.blocks)
    enough = _FEW_WORDS * (2 if any(known.code == "READ-010" for known in page.problems) else 1)
    if tidied.cut_off or (words < enough and any(map(is_paywall, losses.words()))):
        yield problem(
            "READ-004", page.where, CODES["READ-004"][1], "read it with a subscription and save the page"
        )


_LOST_SHARE = 1 / 3  # of the words of the main part of a page
_LARGEST_SHOWN = 12  # words of the largest part


def _mostly_lost(page: Page, tidied: Tidied, boxes: list[str]) -> Iterator[Problem]:
    """That much of the main part of the page was left out: how much, and how its largest part begins.

    `boxes` are the words of what was taken out of it before. What repeats words that were kept is not lost.
    """
    kept = key(" ".join(map(text, tidied.blocks)))
    lost = [words for words in (*boxes, *tidied.left_out) if key(words) not in kept]
    gone, left = sum(map(words_in, lost)), sum(words_in(text(block)) for block in tidied.blocks)
    if gone > _LOST_SHARE * (gone + left):
        words = max(lost, key=words_in).split()
        begins = " ".join(words[:_LARGEST_SHOWN]) + ("…" if len(words) > _LARGEST_SHOWN else "")
        message = f'{gone} of {gone + left} words were left out; the largest part begins "{begins}"'
        yield problem("READ-013", page.where, message, "look whether the article is whole")


def _unrepeated(standfirst: Inlines, blocks: list[BlockDraft]) -> Inlines:
    """The standfirst, unless the text begins with it; a first paragraph that only repeats it goes."""
    first = next((n for n, block in enumerate(blocks) if isinstance(block, ParagraphDraft)), None)
    if not standfirst or first is None:
        return standfirst
    line, begin = key(plain(standfirst)), key(text(blocks[first]))
    if line == begin:
        del blocks[first]
    return () if line != begin and begin.startswith(line) else standfirst


def _own_words(page: Page, facts: Facts, root: Node) -> tuple[Facts, Inlines, Tidied]:
    """All that its author wrote into a file of Markdown: none of it is clutter, so nothing is left out."""
    detect.gather(root, "")
    linked.gather(root)
    named_boxes.hidden(root)
    crossheads.mark(root)
    sources.prepare(root, facts.base, page.beside)
    figures.gather(root)
    body = next(iter(root.find_all("article")), root)
    walker = Walker(Words(facts.base, well_formed(facts.lang) or language([], body.text())), root)
    blocks = list(walker.blocks(body.kids))
    titled = blocks and isinstance(blocks[0], HeadingDraft) and key(text(blocks[0])) == key(facts.title)
    return facts, (), Tidied(blocks[1:] if titled else blocks)


def _prune(root: Node, page: Page, facts: Facts, losses: Losses, whole: bool) -> list[Node]:
    """Take out of a tree what is not the article; the notes that were in it."""
    tables.to_lists(root)
    tables.join_rows(root)
    linked.gather(root)
    notes = root.find_all("note")
    embeds.restore_frames(root)
    if not whole:
        losses.of("columns", lambda tree: promo_boxes.remove_columns(tree, losses.behind, facts.title), root)
        losses.of("offers", lambda tree: promo_boxes.remove(tree, losses.behind), root)
    named_boxes.hidden(root)
    crossheads.mark(root)
    crossheads.time_entries(root)
    quotes.take_speakers(root)
    sources.prepare(root, facts.base, page.beside)
    if not whole:
        teasers.without_teasers(root, facts.title)
        losses.of("teasers", lambda tree: teasers.remove(tree, facts.base), root)
    figures.gather(root)
    if not whole:
        losses.of("names", lambda tree: named_boxes.boilerplate(tree, facts.title, facts.description), root)
    return notes


def _notes_apart(notes: list[Node], body: Node) -> list[Node]:
    """The notes outside the body that marks in it point to."""
    inside = set(body.walk())
    keys = {node.get("key") for node in inside if node.tag == "noteref"}
    return [note for note in notes if note not in inside and note.get("key") in keys]
