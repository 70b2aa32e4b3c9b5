"""Transcripts and chapters, and that every writer tells the same time."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish import web
from publish.model.narration import Cue, Narration, Script, SectionAudio, Utterance, WordTime
from publish.speech.word_times import written_words
from publish.web import transcript
from publish.web.player import spoken_words
from tests.needs import needs
from tests.times import word_times
from tests.web import sample
from tests.web.conftest import module

CUE = re.compile(r"(\d\d):(\d\d):(\d\d)[.,](\d{3}) --> (\d\d):(\d\d):(\d\d)[.,](\d{3})")


def narration(
    *texts: str, frames: int = 24_000, rate: int = 24_000, lang: str = "en"
) -> tuple[Script, Narration]:
    """A narration of one section in which each text takes `frames`."""
    said = tuple(Utterance(f"s{n}", f"b{n}", "sec", "body", text, text, lang) for n, text in enumerate(texts))
    cues = tuple(Cue(u.id, n * frames, (n + 1) * frames) for n, u in enumerate(said))
    whole = SectionAudio("sec", "Section", "01-sec.mp3", 0, frames * len(texts), cues)
    return Script("x", lang, said), Narration("v", "Voice", rate, whole.frames, (whole,), (), -16, -1)


def times(text: str) -> list[tuple[int, int]]:
    def ms(parts: tuple[str, ...]) -> int:
        h, m, s, thousandths = map(int, parts)
        return ((h * 60 + m) * 60 + s) * 1000 + thousandths

    return [(ms(found[:4]), ms(found[4:])) for found in CUE.findall(text)]


def payloads(vtt: str) -> list[str]:
    blocks = [block.split("\n") for block in vtt.split("\n\n")[1:]]
    timed = [next(n for n, line in enumerate(block) if "-->" in line) for block in blocks]
    bodies = [" ".join(block[n + 1 :]).strip() for n, block in zip(timed, blocks, strict=True)]
    return [re.sub(r"<[\d:.]+>", "", body) for body in bodies]


def test_vtt_begins_as_webvtt_and_names_sentence_and_voice() -> None:
    told = sample.told(sample.article())
    text = web.write_vtt(told.script, told.narration).decode()
    assert text.startswith("WEBVTT\n\n")
    head = "\np1-s1\n00:00:07.130 --> 00:00:08.295\n<v Synthetic voice: Tone (test)>The <00:00:07."
    assert re.search(re.escape(head) + r"\d{3}>lighthouse <", text)


def test_times_of_clauses_are_those_of_their_words() -> None:
    text, spoken = "It cost £5m, in all.", "It cost five million pounds, in all."
    times = (WordTime(0, 27, 0, 900), WordTime(28, 35, 1_000, 1_500))
    found = written_words(text, spoken, times)
    whole = "".join(text.split())
    assert [whole[word.begin : word.end] for word in found] == ["Itcost£5m,", "inall."]
    assert [(word.first, word.last) for word in found] == [(0, 900), (1_000, 1_500)]


def test_a_sentence_names_the_voice_that_speaks_it() -> None:
    script, story = narration("The sign said:", "Défense d'entrer.", "Nobody did.")
    story = replace(story, others=(("s1", "Siwis"),))
    voices = re.findall("<v (.*?)>", web.write_vtt(script, story).decode())
    spoken = json.loads(web.write_json(script, story))["segments"]
    cited = re.findall("<cite>(.*?)</cite>", web.write_html(script, story, "Signs").decode())
    assert voices == [segment["speaker"] for segment in spoken] == cited == ["Voice", "Siwis", "Voice"]


def test_vtt_times_words_inside_their_cue_in_order() -> None:
    told = sample.told(sample.article())
    blocks = web.write_vtt(told.script, told.narration).decode().split("\n\n")[1:]
    assert sum("<0" in block for block in blocks) == len(blocks)
    for block in blocks:
        clock = r"(\d+):(\d\d):(\d\d\.\d\d\d)"
        begin, end, *inside = [3600 * int(h) + 60 * int(m) + float(s) for h, m, s in re.findall(clock, block)]
        assert begin < min(inside, default=end) <= max(inside, default=begin) < end or not inside
        assert inside == sorted(set(inside))


def test_a_word_read_otherwise_is_timed_as_a_whole() -> None:
    """ "£5m" lasts as long as the three words that are said for it."""
    script, story = narration("It cost £5m in all.")
    spoken = "It cost five million pounds in all."
    section = story.sections[0]
    cue = replace(section.cues[0], words=word_times(spoken, 0, section.cues[0].end))
    timed = replace(story, sections=(replace(section, cues=(cue, *section.cues[1:])),))
    utterance = replace(script.utterances[0], spoken=spoken)
    line = transcript.lines(replace(script, utterances=(utterance,)), timed, words=True)[0]
    letters = "".join(line.text.split())
    assert [letters[word.begin : word.end] for word in line.words] == ["It", "cost", "£5m", "in", "all."]
    length = line.end_ms / 7
    assert line.words[2].begin_ms == pytest.approx(2 * length, abs=1)
    assert line.words[2].end_ms == pytest.approx(5 * length, abs=1)


def test_words_that_announce_are_marked_where_they_are_shown() -> None:
    script, story = narration("Three boats at dusk")
    said = "Photo: Three boats at dusk."
    section = story.sections[0]
    cue = replace(section.cues[0], words=word_times(said, 0, section.cues[0].end))
    timed = replace(story, sections=(replace(section, cues=(cue,)),))
    announced = replace(script, utterances=(replace(script.utterances[0], spoken=said, before="Photo:"),))
    times = ([200, 400], [400, 600], [600, 800], [800, 1000])
    letters = [(0, 5), (5, 10), (10, 12), (12, 16)]
    on_the_page = [16, *(n for span, time in zip(letters, times, strict=True) for n in (*span, *time))]
    assert spoken_words(announced, timed) == {0: on_the_page}
    embedded = spoken_words(announced, timed, announced=True)[0]
    assert embedded[:5] == [23, 0, 6, 0, 200]
    assert embedded[-4:] == [18, 23, 800, 1000]


def test_vtt_escapes_markup_and_arrows() -> None:
    vtt = web.write_vtt(*narration("AT&T <said> 5 --> 6")).decode()
    assert "AT&amp;T &lt;said&gt; 5 --&gt; 6" in vtt
    assert len(times(vtt)) == 1


def test_vtt_names_the_language_of_foreign_words() -> None:
    script, story = narration("Bonjour.")
    french = replace(script, utterances=(replace(script.utterances[0], lang="fr"),))
    assert "<lang fr>Bonjour.</lang>" in web.write_vtt(french, story).decode()


def test_vtt_lines_are_at_most_65_characters_and_srt_two_lines_of_32() -> None:
    script, story = narration("A sentence of many words that go on " * 9, "Short.")
    for line in web.write_vtt(script, replace(story, narrator="")).decode().split("\n"):
        assert len(line) <= 65
    for block in web.write_srt(script, story).decode().strip().split("\n\n"):
        lines = block.split("\n")[2:]
        assert 1 <= len(lines) <= 2
        assert all(len(line) <= 32 for line in lines)


def test_srt_counts_from_one_with_comma_and_loses_no_word() -> None:
    told = sample.told(sample.article())
    blocks = web.write_srt(told.script, told.narration).decode().strip().split("\n\n")
    assert [block.split("\n")[0] for block in blocks] == [str(n) for n in range(1, len(blocks) + 1)]
    assert all("," in block.split("\n")[1] for block in blocks)
    text = " ".join(" ".join(block.split("\n")[2:]) for block in blocks)
    assert text == " ".join(u.text for u in told.script.utterances)


def test_no_sentence_is_lost_or_doubled_in_any_transcript() -> None:
    told = sample.told(sample.article())
    whole = " ".join(u.text for u in told.script.utterances)
    plain = web.write_text(told.script, told.narration).decode()
    assert " ".join(plain.split()) == whole
    vtt = web.write_vtt(told.script, replace(told.narration, narrator="")).decode()
    assert " ".join(payloads(vtt)).replace("&amp;", "&") == whole


def test_words_that_are_only_heard_stand_in_the_transcript() -> None:
    script, story = narration("Caption.")
    heard = replace(script.utterances[0], text="", spoken="Picture.")
    assert b"Picture." in web.write_text(replace(script, utterances=(heard,)), story)


def test_an_element_that_is_lit_twice_keeps_its_two_texts() -> None:
    script, story = narration("Quote.", "No ship was lost.")
    both = tuple(replace(u, id="q1", block_id="q1") for u in script.utterances)
    section = replace(
        story.sections[0], cues=tuple(replace(c, utterance_id="q1") for c in story.sections[0].cues)
    )
    vtt = web.write_vtt(replace(script, utterances=both), replace(story, sections=(section,))).decode()
    assert payloads(vtt) == ["<v Voice>Quote.", "<v Voice>No ship was lost."]
    assert vtt.count("\nq1\n") == 1


def test_html_gives_who_when_and_what_and_is_whole() -> None:
    told = sample.told(sample.article())
    page = web.write_html(told.script, told.narration, "Lamp & light").decode()
    assert "<title>Lamp &amp; light</title>" in page
    assert "<cite>Synthetic voice: Tone (test)</cite>" in page
    assert "0:07</a></time>\n<p>The lighthouse at Saint Brannoc turns again. Its keeper" in page
    assert "<h2>The long winter</h2>" in page

    class Balance(HTMLParser):
        depth = 0

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.depth += tag not in ("meta", "br")

        def handle_endtag(self, tag: str) -> None:
            self.depth -= 1

    parser = Balance()
    parser.feed(page)
    assert parser.depth == 0


def test_json_has_a_segment_for_each_word_in_order_and_loses_none() -> None:
    told = sample.told(sample.article())
    data = json.loads(web.write_json(told.script, told.narration))
    assert data["version"] == "1.0.0"
    segments = data["segments"]
    lines = transcript.lines(told.script, told.narration)
    assert len(segments) == sum(len(line.text.split()) for line in lines)
    assert {segment["speaker"] for segment in segments} == {told.narration.narrator}
    ends = [0.0, *(segment["endTime"] for segment in segments)]
    for segment, before in zip(segments, ends, strict=False):
        assert before <= segment["startTime"] < segment["endTime"]
    text = "".join(
        segment["body"] if "\n" in segment["body"] else f"{segment['body']} " for segment in segments
    )
    assert text.replace("\n", "\n\n").strip() == web.write_text(told.script, told.narration).decode().strip()


def test_json_has_a_segment_for_a_sentence_without_times_of_words() -> None:
    data = json.loads(web.write_json(*narration("It cost £5m.", "All of it.")))
    assert data["segments"] == [
        {"speaker": "Voice", "startTime": 0.0, "endTime": 1.0, "body": "It cost £5m.\n"},
        {"speaker": "Voice", "startTime": 1.0, "endTime": 2.0, "body": "All of it.\n"},
    ]


def test_json_joins_words_without_times_to_the_word_before() -> None:
    script, story = narration("In all it cost £5m.", frames=70_000)
    section = story.sections[0]
    known = [(3, 6, 10_000, 20_000), (10, 14, 40_000, 50_000)]
    cue = replace(section.cues[0], words=tuple(WordTime(*each) for each in known))
    timed = replace(story, sections=(replace(section, cues=(cue,)),))
    told = json.loads(web.write_json(script, timed))["segments"]
    assert [(each["body"], each["startTime"], each["endTime"]) for each in told] == [
        ("In", 0.0, 0.417),
        ("all it", 0.417, 1.667),
        ("cost £5m.\n", 1.667, 2.917),
    ]


def test_html_has_the_marks_that_the_player_shows() -> None:
    told = sample.told(sample.article())
    quoted = tuple(replace(u, text=f'"{u.text}"') if u.role == "body" else u for u in told.script.utterances)
    script = replace(told.script, utterances=quoted)
    plain, shown = (
        web.write_html(script, told.narration, "T", typographic).decode() for typographic in (False, True)
    )
    assert "“" not in plain
    assert "“" in shown
    assert len(plain) < len(shown.encode())


def test_html_has_one_time_for_who_wrote_it_and_when() -> None:
    told = sample.told(sample.article())
    page = web.write_html(told.script, told.narration, "T").decode()
    lines = [line for line in transcript.lines(told.script, told.narration) if line.role == "byline"]
    assert len(lines) > 1
    assert page.count('<p class="byline">') == 1


def test_chapters_are_of_version_1_2_and_ascend() -> None:
    story = sample.told(sample.article()).narration
    data = json.loads(web.write_chapters(story))
    assert data["version"] == "1.2.0"
    starts = [chapter["startTime"] for chapter in data["chapters"]]
    assert starts == sorted(set(starts))
    assert starts[0] == 0
    assert [chapter["title"] for chapter in data["chapters"]] == [chapter.title for chapter in story.chapters]


def test_transcript_chapters_feed_and_player_agree_within_a_millisecond() -> None:
    told = sample.told(sample.article())
    story = told.narration
    exact = [
        ((section.begin + cue.begin) * 1000 / story.rate, (section.begin + cue.end) * 1000 / story.rate)
        for section in story.sections
        for cue in section.cues
    ]
    found = times(web.write_vtt(told.script, story).decode())
    assert len(found) == len(exact)
    for (begin, end), (wanted_begin, wanted_end) in zip(found, exact, strict=True):
        assert abs(begin - wanted_begin) <= 1
        assert abs(end - wanted_end) <= 1
    chapters = json.loads(web.write_chapters(story))["chapters"]
    episode = web.episode(told.article, story, ())
    for chapter, mark, own in zip(chapters, episode.chapters, story.chapters, strict=True):
        assert chapter["startTime"] == mark.begin
        assert abs(mark.begin * 1000 - own.begin * 1000 / story.rate) <= 1


@given(
    lengths=st.lists(st.integers(1, 60_000), min_size=1, max_size=30),
    rate=st.sampled_from([8_000, 11_025, 22_050, 24_000, 44_100]),
)
def test_cues_are_ordered_disjoint_and_never_empty(lengths: list[int], rate: int) -> None:
    cues, begin = [], 0
    for n, length in enumerate(lengths):
        cues.append(Cue(f"s{n}", begin, begin + length))
        begin += length
    section = SectionAudio("s", "S", "01-s.mp3", 7, begin, tuple(cues))
    story = Narration("v", "V", rate, begin + 7, (section,), (), -16, -1)
    last = 0
    for _, start, end in transcript.cues(story):
        assert last <= start < end
        last = end


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_any_text_makes_a_vtt_with_one_cue(text: str) -> None:
    vtt = web.write_vtt(*narration(text)).decode()
    wanted = 1 if text.split() else 0
    assert len(times(vtt)) == wanted
    assert vtt.count("-->") == wanted


@pytest.mark.slow
def test_the_outside_validator_finds_no_fault() -> None:
    needs("node")
    path = module("webvtt-parser", "parser.js")
    program = (
        f"const {{ WebVTTParser }} = require({json.dumps(str(path))});"
        "let text = ''; process.stdin.setEncoding('utf8').on('data', d => text += d).on('end', () => {"
        "const r = new WebVTTParser().parse(text, 'subtitles');"
        "console.log(JSON.stringify({ cues: r.cues.length, errors: r.errors })) })"
    )

    def judge(text: bytes) -> dict[str, Any]:
        done = subprocess.run(["node", "-e", program], input=text, capture_output=True, check=True)
        result: dict[str, Any] = json.loads(done.stdout)
        return result

    for story in (sample.article(), sample.arabic()):
        told = sample.told(story)
        found = judge(web.write_vtt(told.script, told.narration))
        assert found == {"cues": len(told.script.utterances), "errors": []}
    assert judge(b"WEBVTT\n\n00:02.000 --> 00:01.000\nback\n")["errors"] != []


def test_what_is_announced_stands_as_it_was_said() -> None:
    script, story = narration("x = 1\n" * 49)
    named = replace(script.utterances[0], spoken="Code, forty-nine lines.", read=False)
    for write in (web.write_vtt, web.write_srt, web.write_text):
        told = write(replace(script, utterances=(named,)), story).decode()
        assert "Code, forty-nine" in told
        assert "x = 1" not in told


def test_what_announces_and_closes_words_stands_beside_them() -> None:
    script, story = narration("It cost £5")
    said = "Photo: It cost five pounds. End of quote."
    named = replace(script.utterances[0], spoken=said, before="Photo:", after="End of quote.")
    for write in (web.write_vtt, web.write_srt, web.write_text):
        told = " ".join(write(replace(script, utterances=(named,)), story).decode().split())
        assert "Photo: It cost £5. End of quote." in told
