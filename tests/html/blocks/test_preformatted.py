"""Preformatted prose is read as paragraphs; code, tables and drawings stay as they are."""

from __future__ import annotations

import html

import pytest

from publish.html.blocks.preformatted import is_prose
from tests.html.shown import shown

RFC = """\
1.  Introduction

   The protocol lets two harbours tell each other which ferries are late,
   and says how a harbour that cannot be reached is told from one that is
   silent because it has nothing to say.

   +--------+        +--------+
   | North  | -----> | South  |
   +--------+        +--------+

   A message holds the name of the ferry and the time at which it left."""
POEM = """\
The tide comes in, the tide goes out,
the ferry waits below,
and nobody on board the boat
can tell which way to go."""
CODE = """\
def wait(ferry):
    for hour in range(24):
        if ferry.late > hour:
            print("late", hour)
    return ferry.late * 2"""
SHELL = "$ publish build source -o output --voice hibari:heart\nplaced output/story/story.epub and more here"
COMMANDS = [
    "npm install\nnpm run build",
    "SELECT name FROM ferries\nORDER BY name LIMIT ten",
    "> npm install\n> npm run build\n> npm run serve\n> npm run lint\n> npm run types",
    "Host: valley.example\nContent-Type: text/html\nAccept: text/html\nConnection: close",
]
COMMENTED = "# The ferry is late and nobody in the harbour knows why\nlate = True\nwhy = None\nhours = 3"


MAIL = """\
From: Ann Roe <ann@valley.example>
To: bo@valley.example
Subject: The bus

Dear Bo, the last bus left at nine, and I missed it again. I wrote to ann@valley.example.

Ann"""
CHINESE = "他说这辆车永远不会来了。我们等了三个小时，天已经黑了。\n后来我们走回家去，路上什么也没有看见。"
JAPANESE = "古池や\n蛙飛びこむ\n水の音"
THAI = "รถบัสคันสุดท้ายออกตอนเก้าโมง และเราต้องเดินกลับบ้านสิบเอ็ดกิโลเมตรในความมืด ไม่มีใครอยู่บนถนนเลย"
HINDI = "आख़िरी बस नौ बजे चली गई और मैं उसे फिर से पकड़ नहीं पाया, इसलिए मुझे पैदल घर जाना पड़ा।"
HAIKU = "Fog on the hill\nand no bus"


@pytest.mark.parametrize("text", [RFC, POEM, MAIL, CHINESE, JAPANESE, THAI, HINDI, HAIKU])
def test_prose_is_prose(text: str) -> None:
    assert is_prose(text)


@pytest.mark.parametrize("text", [CODE, SHELL, COMMENTED, "make all", "", *COMMANDS])
def test_code_is_no_prose(text: str) -> None:
    assert not is_prose(text)


def test_prose_becomes_paragraphs_and_a_drawing_stays() -> None:
    lines = shown(f"<pre>{RFC}</pre>")
    assert lines[0] == "1. Introduction"
    assert lines[1].startswith("The protocol lets two harbours tell each other which ferries are late, and")
    assert lines[2].startswith("code '   +-----")
    assert lines[3] == "A message holds the name of the ferry and the time at which it left."


def test_lines_of_verse_keep_their_ends() -> None:
    assert " / ".join(POEM.split("\n")) in shown(f"<pre>{POEM}</pre>")


def test_text_that_is_named_code_stays_code() -> None:
    assert shown(f"<pre><code>{POEM}</code></pre>")[0].startswith("code ")
    assert shown(f'<pre class="language-text">{POEM}</pre>')[0].startswith("code ")


def test_a_mail_quotes_without_signs_and_keeps_its_head() -> None:
    lines = shown(
        "<pre>On Monday Ann wrote:\n&gt; The last bus left at nine.\n&gt; I walked home by the harbour.\n\n"
        "That happens, so you must take the earlier one.</pre>"
    )
    assert not any(">" in line for line in lines)
    assert lines[0] == "On Monday Ann wrote:"
    assert lines[-1] == "That happens, so you must take the earlier one."
    head = shown(f"<pre>{html.escape(MAIL)}</pre>")[0]
    assert head == "From: Ann Roe <ann@valley.example> / To: bo@valley.example / Subject: The bus"


def test_lines_of_chinese_that_a_width_cut_are_joined_without_a_space() -> None:
    assert shown(f"<pre>{CHINESE}</pre>") == [CHINESE.replace("\n", "")]
