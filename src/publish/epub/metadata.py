"""The package's metadata: Dublin Core of the article, accessibility claims."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from publish.accessibility import Accessibility, Evidence, claims
from publish.epub.book import Book, IssueBook
from publish.epub.check.evidence import gather
from publish.epub.check.opened import Opened
from publish.epub.package import Meta
from publish.i18n import catalogue
from publish.model.article import Article
from publish.model.walk import text_of

# The accessibility summary in a few sentences.


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


_TRACKING = (
    "utm_",
    "fbclid",
    "gclid",
    "mc_cid",
    "mc_eid",
    "at_medium",
    "at_campaign",
    "ns_",
    "ocid",
    "cmpid",
)
_PORTS = {"http": ":80", "https": ":443"}


def identifier(article: Article, edition: str = "") -> str:
    """The book's URN: a name-based UUID of the article's address, never of its content.

    `edition` sets apart a book that is not the plain text edition.
    """
    name = canonical(article.url) if article.url else f"article:{article.slug}"
    return _urn(f"{name}#{edition}" if edition else name)


def issue_identifier(issue: IssueBook) -> str:
    """The URN of an issue: of its title and number; with sound it is another edition."""
    return _urn(f"issue:{issue.title}:{issue.number}{'#read-aloud' if issue.heard else ''}")


def _urn(name: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def canonical(url: str) -> str:
    """An address in its one spelling: host in lower case, no default port, no fragment, no tracking."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # no address: its own spelling
        return url
    host = parts.netloc.lower().removesuffix(_PORTS.get(parts.scheme.lower(), "\0"))
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not k.startswith(_TRACKING)]
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", urlencode(query), ""))


def modified(book: Book) -> datetime:
    """When the article was last changed, else published, else SOURCE_DATE_EPOCH; in UTC."""
    for iso in (book.article.modified, book.article.published):
        if moment := _moment(iso):
            return moment
    return datetime.fromtimestamp(book.epoch, UTC)


def _moment(iso: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def article_metas(article: Article, narrator: str = "") -> tuple[Meta, ...]:
    """The Dublin Core of one article."""
    return tuple(_article_metas(article, narrator))


def _article_metas(article: Article, narrator: str) -> Iterator[Meta]:
    yield from _creators(article.bylines)
    for name, value in (
        ("dc:publisher", article.publisher),
        ("dc:date", article.published if _moment(article.published) else ""),
        ("dc:description", article.description or text_of(article.standfirst)),
        ("dc:rights", article.rights),
        ("dc:source", article.url),
    ):
        if value.strip():
            yield Meta(name, " ".join(value.split()))
    yield from (Meta("dc:subject", subject.strip()) for subject in article.subjects if subject.strip())
    if narrator:  # the one property of EPUB 3.3 for it: readers that know both would show it twice
        yield Meta("media:narrator", narrator)


def _creators(people: tuple[str, ...]) -> Iterator[Meta]:
    for index, person in enumerate(people, 1):
        own = f"creator{index}"
        yield Meta("dc:creator", person, id=own)
        yield Meta("role", "aut", refines=f"#{own}", scheme="marc:relators")
        yield Meta("display-seq", str(index), refines=f"#{own}")


def issue_metas(issue: IssueBook) -> tuple[Meta, ...]:
    """The Dublin Core of an issue: everybody who wrote in it, and its place in the series."""
    articles = [book.article for book in issue.books]
    people = tuple(dict.fromkeys(person for article in articles for person in article.bylines))
    sources = dict.fromkeys(article.url for article in articles if article.url)
    dates = [article.published for article in articles if _moment(article.published)]
    metas = [*_creators(people)]
    if issue.publisher:
        metas.append(Meta("dc:publisher", issue.publisher))
    if dates:
        metas.append(
            Meta("dc:date", max(dates, key=lambda iso: _moment(iso) or datetime.min.replace(tzinfo=UTC)))
        )
    metas += [Meta("dc:source", source) for source in sources]
    metas += [Meta("belongs-to-collection", issue.title, id="series")]
    metas += [Meta("collection-type", "series", refines="#series")]
    if issue.number:
        metas.append(Meta("group-position", str(issue.number), refines="#series"))
    narrators = dict.fromkeys(each.narration.narrator for each in issue.heard)
    metas += [Meta("media:narrator", narrator) for narrator in narrators]
    return tuple(metas)


def accessibility_metas(book: Opened, lang: str, announced: frozenset[str] = frozenset()) -> tuple[Meta, ...]:
    """The claims that the built book bears out; `announced` are the ids of what is named and not read."""
    evidence = gather(book, announced)
    sentences, language = summary(evidence, lang)
    return (
        *_claim_metas(claims(evidence)),
        Meta("schema:accessibilitySummary", sentences, lang=language if language != lang else ""),
    )


def _claim_metas(claims: Accessibility) -> Iterator[Meta]:
    yield from (Meta("schema:accessMode", mode) for mode in claims.modes)
    yield from (Meta("schema:accessModeSufficient", ",".join(modes)) for modes in claims.sufficient)
    yield from (Meta("schema:accessibilityFeature", feature) for feature in claims.features)
    yield from (Meta("schema:accessibilityHazard", hazard) for hazard in claims.hazards)
