"""A heading that is a sentence of running text is a paragraph; a long title stays a heading."""

from __future__ import annotations

import pytest

from publish.draft.model import HeadingDraft, ParagraphDraft
from publish.draft.outline import outline
from publish.model.article import Text

LONG = (
    "Ministers have promised for nearly ten years that the line would open before the end of the decade,"
    " and they have never once kept that promise to us"
)
CHINESE = "部长们承诺了将近十年，说这条线路会在本世纪十年代结束之前开通，"
CHINESE += "但他们一次也没有兑现过这个承诺，而我们一直在等。"
HINDI = (
    "मंत्री लगभग दस साल से वादा कर रहे हैं कि यह लाइन दशक के अंत से पहले खुल जाएगी और उन्होंने कभी भी हमसे किया गया"
    " वह वादा पूरा नहीं किया जो उन्होंने किया था।"
)


@pytest.mark.parametrize(
    "words",
    [
        *(LONG + end for end in (".", "!", "?", "…", "", ".”", "?’", ".1", ".[12]", ".*")),
        f"“{LONG}.”",
        f"10 m{LONG[1:]}.",
        CHINESE,
        CHINESE[:-1],
        HINDI,
    ],
)
def test_a_sentence_is_no_heading(words: str) -> None:
    (section,) = outline([HeadingDraft(2, (Text(words),), (), "")])
    assert section.heading is None
    assert isinstance(section.blocks[0], ParagraphDraft)


@pytest.mark.parametrize(
    "words",
    [
        "Can Large Language Models Really Count the Ferries That Cross a Harbour at Night, and Should"
        " Harbours Believe What Such Models Say About Them?",
        "Effects of tidal height, wind speed and moonlight on the punctuality of small ferries in the"
        " northern harbours: a study of ten years of records",
        "1. " + LONG + ".",
        "2.4 " + LONG + ".",
        "What the harbour needs now!",
    ],
)
def test_a_long_title_is_a_heading(words: str) -> None:
    (section,) = outline([HeadingDraft(2, (Text(words),), (), "")])
    assert section.heading is not None
