"""Pictures without content: spacers, trackers, icons, logos, portraits of authors, dividers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from urllib.parse import unquote

from publish.html.dom import BLOCKS, Node, class_names
from publish.html.images.srcset import pixels
from publish.html.metadata.names import WRITERS
from publish.system import data

_TABLE = data.table("publish.html.images", "decorative.toml")
_JUNK_NAMES = class_names("decorative")
_LOGO_NAMES = frozenset(("logo", "logos", "favicon", "sprite"))
_PORTRAIT_NAMES = frozenset(("image", "img", "photo", "picture", "portrait"))  # of "author"
_NOT_JUNK = frozenset(("lead", "hero", "main", "has", "gallery"))  # a box that has an icon is none itself
_JUNK_ADDRESS = re.compile("|".join(_TABLE["addresses"]), re.I)
_CAPTIONS = frozenset(("thumbcaption", "gallerytext"))
_NOTHING = re.compile("|".join(_TABLE["empty_alts"]), re.I)
_ADVERT_WORDS = "werbung|reklam[ae]?|adverts?|advertisements?|publicidad"
_ADVERT = re.compile(rf"(?<![a-z])(?:{_ADVERT_WORDS})(?![a-z])", re.I)
_SAYS_ADVERT = re.compile(
    rf"{_ADVERT_WORDS}|anzeige|publicidade|publicité|pubblicità|реклама|广告|廣告|広告|광고", re.I
)
_HOME = re.compile(
    r"(?:(?:https?://web\.archive\.org)?/web/\d{4,14}\w{0,3}/)?https?://[\w.-]+/?", re.I
)  # where an advertisement leads, and a logo
_PORTRAIT_LEADS = re.compile(rf"{WRITERS}[^/?#]+/?(?:[?#]|$)", re.I)  # to the page of a writer
_NETWORK = re.compile(
    r"\b(?:facebook|twitter|instagram|youtube|pinterest|linkedin|google\+|telegram|whatsapp|tiktok)", re.I
)
_PROFILE = re.compile(
    r"https?://(?:[\w-]+\.)?(?:facebook|twitter|x|instagram|youtube|pinterest|linkedin|tiktok|plus\.google)\.com/",
    re.I,
)
_SHARES = re.compile("|".join(_TABLE["share_addresses"]))
_NOWHERE = re.compile(r"javascript:|#?$")  # a script does what the link is there for
_DOT = re.compile(r"(?:^|[;\s])(?:width|height)\s*:\s*[01](?:px)?\s*(?=;|!|$)", re.I)
_BUTTON = re.compile(r"\bclick (?:here )?to (?:follow|subscribe|sign up|join|download)\b", re.I)
_SIDES = re.compile(r"(?<![\dx])(\d{2,3})x(\d{2,3})(?![\dx])")


def ornament(image: Node, sources: Iterable[tuple[str, float]]) -> bool:
    """Spacers, trackers, icons, logos, avatars: what says nothing about the story."""
    if _NOTHING.fullmatch(image.get("alt").strip(" .")) or _BUTTON.search(image.get("alt")):
        return True
    figure = next((outer for outer in image.ancestors() if outer.tag == "figure"), None)
    if figure is not None and _LOGO_NAMES & figure.names and not figure.text():
        return True
    drawn = all(url.split("?")[0].lower().endswith(".svg") for url, _ in sources)
    if drawn and len(image.get("alt").split()) < 3:
        return figure is None or len(figure.find_all("img")) > 1
    if len(_DOT.findall(image.get("style"))) > 1:  # as high and as wide
        return True
    width, height = pixels(image.get("width")), pixels(image.get("height"))
    if (0 < width <= 48 and height <= 120) or (0 < height <= 48 and width <= 120):
        return True
    if _is_of_file(image, width) or _is_product(image):
        return True
    if _captioned(image):
        return False
    if says_advert(image.get("alt")):
        return True
    if all(_ADVERT.search(unquote(url.split("?")[0])) for url, _ in sources):
        return True
    if any(outer.tag == "a" and _HOME.fullmatch(outer.get("href")) for outer in image.ancestors()):
        return True
    if any(outer.tag == "a" and _PORTRAIT_LEADS.search(outer.get("href")) for outer in image.ancestors()):
        return True
    if (
        _is_thumbnail(image, width, height)
        or _is_button(image, height)
        or (not image.get("alt") and _leads_to_offer(image))
    ):
        return True
    return _ornament_by_names(image, sources, width)


def says_advert(words: str) -> bool:
    """Whether words only say that what they stand with is an advertisement."""
    return _SAYS_ADVERT.fullmatch(words.strip(" .:-–—")) is not None


def _is_of_file(image: Node, width: float) -> bool:
    """Whether a picture is the icon of a file that its link leads to: small, and named for its kind."""
    leads = next((outer.get("href") for outer in image.ancestors() if outer.tag == "a"), "")
    kind = _DOCUMENT.search(leads)
    return kind is not None and (0 < width <= _THUMB or kind[1].lower() in image.get("src").lower())


def _is_product(image: Node) -> bool:
    """Whether a picture is one of three or more in a row that lead to products, without a word."""
    link = next((outer for outer in itertools.islice(image.ancestors(), _NEAR) if outer.tag == "a"), None)
    if link is None or link.text() or not (_PRODUCT & link.names or "data-product-id" in link.attrs):
        return False
    row = next(
        (outer for outer in itertools.islice(link.ancestors(), _NEAR) if len(outer.kids) >= _ROW), None
    )
    return row is not None and not row.text()


def _ornament_by_names(image: Node, sources: Iterable[tuple[str, float]], width: float) -> bool:
    """What the names of a picture, of the elements round it and of its files say of it."""
    near = [image, *[n for _, n in zip(range(2), image.ancestors(), strict=False)]]
    if any(_LOGO_NAMES & node.names and not _NOT_JUNK & node.names for node in near[:2]):
        return not any(outer.tag == "figure" for outer in image.ancestors())
    if any("author" in node.names and _PORTRAIT_NAMES & node.names for node in near):
        return width < 300
    if any(_JUNK_NAMES & node.names and not _NOT_JUNK & node.names for node in near):
        return not (width >= 300 or image.get("itemprop") == "image")
    if not image.get("alt") and all(map(_is_banner, (url for url, _ in sources))):
        return True
    if (
        not width
        and not image.get("alt")
        and not _alone(image)
        and all(map(_tiny, (url for url, _ in sources)))
    ):
        return True
    return all(_JUNK_ADDRESS.search(unquote(url.split("?")[0])) for url, _ in sources) and width < 300


def _is_button(image: Node, height: float) -> bool:
    """Whether a picture shares the page, or leads to the house's page in a network and says so or is low."""
    links = [outer for outer in image.ancestors() if outer.tag == "a"]
    if any(_SHARES.search(link.get("href")) for link in links):
        return True
    low, says = 0 < height <= 100, _NETWORK.search(image.get("alt")) is not None
    if any(_PROFILE.match(link.get("href")) for link in links):
        return says or low
    return says and low and any(_NOWHERE.match(link.get("href")) for link in links)


def _is_thumbnail(image: Node, width: float, height: float) -> bool:
    """Whether a picture is small and leads to a page: of another story, or of a gallery.

    It has no words, or stands among others.
    """
    if styled := _STYLED_WIDTH.search(image.get("style")):
        width, height = float(styled[1]), height or float(styled[1])
    if not (0 < width <= _THUMB and 0 < height <= _THUMB):
        return False
    leads = next((outer.get("href").strip() for outer in image.ancestors() if outer.tag == "a"), "")
    near = itertools.islice(image.ancestors(), _NEAR)
    if image.get("alt") and not any(outer.tag in ("ul", "ol") for outer in near):
        return False
    return bool(leads) and not leads.startswith("#") and not _FILE.search(leads)


_DOCUMENT = re.compile(r"\.(mp3|m4a|ogg|pdf|docx?|odt|xlsx?|pptx?|zip|epub)(?:$|[?#])", re.I)
_PRODUCT = frozenset(("product", "products"))
_ROW = 3  # pictures
_THUMB = 100  # pixels
_NEAR = 4  # elements
_STYLED_WIDTH = re.compile(r"(?<![-\w])width\s*:\s*(\d{1,4})px", re.I)
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)(?:$|[?#])", re.I)


def _leads_to_offer(image: Node) -> bool:
    """Whether a picture is a link to what the house sells or asks for."""
    return any(outer.tag == "a" and _OFFER.search(outer.get("href")) for outer in image.ancestors())


_OFFER = re.compile(
    r"/(?:abo|abonnements?|angebote?|donate|offers?|offres?|join|newsletters?|spenden|subscri\w+|suscri\w+"
    r"|iscri\w+|assine|assinaturas?)(?:[-/?.]|$)",
    re.I,
)


def _alone(image: Node) -> bool:
    """Whether a picture has a line of the text to itself."""
    line = next((outer for outer in image.ancestors() if outer.tag in BLOCKS or outer.tag == "li"), None)
    return (
        line is not None
        and line.tag in ("p", "figure")
        and not line.text()
        and len(line.find_all("img")) == 1
    )


def _captioned(image: Node) -> bool:
    """Whether the figure of a picture says something about it, as it does of no ornament."""
    for outer in itertools.islice(image.ancestors(), 5):
        if outer.tag == "figure" or "thumb" in outer.names:
            inner = (node for node in outer.walk() if node.tag == "figcaption" or _CAPTIONS & node.names)
            return any(node.text() for node in inner)
    return False


def _is_banner(url: str) -> bool:
    """Whether an address says that its picture has a size that advertisements have."""
    match = _SIDES.search(unquote(url))
    return match is not None and (int(match[1]), int(match[2])) in _BANNERS


# Sizes of the Interactive Advertising Bureau's display advertisements that few photographs have.
_BANNERS = frozenset(
    ((300, 250), (728, 90), (468, 60), (970, 250), (970, 90), (160, 600), (300, 600), (320, 50), (320, 100))
)


def _tiny(url: str) -> bool:
    """Whether an address says that its picture is as small as a face in a byline, or an old ornament."""
    match = _SIDES.search(unquote(url))
    return max(map(int, match.groups())) <= 100 if match else url.split("?")[0].lower().endswith(".gif")
