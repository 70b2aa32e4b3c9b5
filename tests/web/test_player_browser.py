"""The player in a real browser: what is marked, where seeking lands, keys, memory, and what fails softly."""

from __future__ import annotations

import json
import math
import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from publish import web
from publish.model.article import Paragraph, Section, Sentence, Text
from publish.web import transcript
from tests.web import sample
from tests.web.conftest import Open, Show

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow

MARKED = "(document.querySelector('article [aria-current=true]')?.id ?? null)"
TIME = "document.getElementById('audio_').currentTime"


def cues() -> list[tuple[str, float, float]]:
    narration = sample.told(sample.article()).narration
    return [
        (
            cue.utterance_id,
            (section.begin + cue.begin) / narration.rate,
            (section.begin + cue.end) / narration.rate,
        )
        for section in narration.sections
        for cue in section.cues
    ]


def cue(id: str) -> tuple[float, float]:
    return next((begin, end) for own, begin, end in cues() if own == id)


def until(page: Page, condition: str) -> None:
    """Wait until a condition holds. Playwright's own waiting evaluates strings, which the policy refuses."""
    for _ in range(250):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"never became true: {condition}")


def ready(page: Page) -> Page:
    until(page, "document.documentElement.classList.contains('ready')")
    until(page, "document.getElementById('audio_').readyState >= 1")
    return page


def seek(page: Page, time: float) -> None:
    page.evaluate(
        "t => new Promise(done => { const a = document.getElementById('audio_');"
        "a.addEventListener('seeked', () => setTimeout(done, 30), { once: true }); a.currentTime = t; })",
        time,
    )


def time(page: Page) -> float:
    return float(page.evaluate(TIME))


def test_every_cue_has_its_element(open_page: Open) -> None:
    page = ready(open_page())
    wanted = [id for id, _, _ in cues()]
    assert page.evaluate("ids => ids.filter(id => !document.getElementById(id))", wanted) == []


def test_marked_sentence_is_the_cue_at_ten_random_times(open_page: Open) -> None:
    page, rng, table = ready(open_page()), random.Random(7), cues()
    for _ in range(10):
        id, begin, end = rng.choice(table)
        seek(page, rng.uniform(begin + 0.01, end - 0.01))
        assert page.evaluate(MARKED) == id
        assert page.evaluate("document.querySelectorAll('article [aria-current]').length") == 1


def test_nothing_is_marked_before_anything_is_heard(open_page: Open) -> None:
    page = ready(open_page())
    page.wait_for_timeout(200)
    assert page.evaluate(MARKED) is None
    page.click("#play_")
    until(page, f"{MARKED} === 'publisher'")


def test_the_mark_moves_with_the_sound(open_page: Open) -> None:
    page, table = ready(open_page()), cues()
    seek(page, table[4][1])
    page.click("#play_")
    for id, _, _ in table[4:8]:
        until(page, f"{MARKED} === {json.dumps(id)}")
        begin, end = cue(id)
        assert begin - 0.02 <= time(page) <= end + 0.4


HEAR = """async () => {
  const audio = document.getElementById("audio_");
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
  context.createMediaElementSource(audio).connect(analyser).connect(context.destination);
  await context.resume();
  window.ear = new AnalyserNode(context, { fftSize: 256 });
  analyser.connect(window.ear);
  window.hear = () => {
    const bins = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(bins);
    let best = 0;
    bins.forEach((level, i) => { if (level > bins[best]) best = i; });
    return bins[best] > -60 ? best * context.sampleRate / analyser.fftSize : 0;
  };
}"""


def test_a_clicked_sentence_is_the_sound_that_is_heard(open_page: Open) -> None:
    told = sample.told(sample.article())
    page = ready(open_page())
    page.evaluate(HEAR)
    for id in ("p3-s2", "winter-h1", "t1-t2", "f1-img", "p9-s3", "title"):
        page.locator(f"#{id}").click(position={"x": 4, "y": 6})
        begin, _ = cue(id)
        until(page, f"{TIME} > {begin + 0.3}")
        heard = float(page.evaluate("hear()"))
        assert abs(heard - told.hertz[id]) < 15, id
        assert page.evaluate(MARKED) == id


def test_seeking_by_sentence_lands_within_a_tenth_of_a_second(open_page: Open) -> None:
    page = ready(open_page())
    page.evaluate(
        "() => { const a = document.getElementById('audio_'); window.landed = [];"
        "a.play = () => Promise.resolve();"  # else the sound runs on before the event is told
        "a.addEventListener('seeked', () => landed.push(a.currentTime)); }"
    )
    wanted = ("p2-s1", "q1p-s1", "p8-s2", "p1-s1", "t1-t1")
    for n, id in enumerate(wanted, 1):
        page.locator(f"#{id}").click(position={"x": 4, "y": 6})
        until(page, f"landed.length === {n}")
    landed = page.evaluate("landed")
    assert [id for id, at in zip(wanted, landed, strict=True) if abs(at - cue(id)[0]) >= 0.1] == []


ONSET = """(from) => new Promise((done) => {
  const audio = document.getElementById("audio_");
  audio.addEventListener("seeked", () => {
    const samples = new Float32Array(256);
    let before = from;
    const look = () => {
      ear.getFloatTimeDomainData(samples);
      const now = audio.currentTime;
      if (samples.some((sample) => Math.abs(sample) > 0.1)) return done([before, now]);
      before = now;
      setTimeout(look, 2);
    };
    setTimeout(() => { audio.play(); look(); }, 100);
  }, { once: true });
  audio.pause();
  audio.currentTime = from;
})"""


def test_the_sound_of_a_sentence_begins_when_its_cue_does(open_page: Open) -> None:
    """Played from the silence before it: what the browser decodes has no delay of the encoder's."""
    page = ready(open_page())
    page.evaluate(HEAR)
    for id in ("p2-s2", "ships-h1", "p9-s1"):
        begin, _ = cue(id)
        silent, sounding = page.evaluate(ONSET, begin - 0.2)
        assert silent - 0.1 < begin < sounding + 0.1, id


def test_a_link_in_a_sentence_is_followed_and_not_heard(open_page: Open) -> None:
    page = ready(open_page())
    page.click("a.noteref")
    assert page.url.endswith("#n1")
    assert page.evaluate("document.getElementById('audio_').paused")


def test_selecting_text_does_not_start_the_sound(open_page: Open) -> None:
    page = ready(open_page())
    box = page.locator("#p2-s1").bounding_box()
    assert box
    page.mouse.move(box["x"] + 2, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 150, box["y"] + 8, steps=5)
    page.mouse.up()
    assert page.evaluate("getSelection().toString().length") > 5
    assert page.evaluate("document.getElementById('audio_').paused")


def test_the_whole_player_works_by_keyboard(open_page: Open) -> None:
    page = ready(open_page())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for wanted in ("All articles", "Downloads"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == wanted
    order = ("chapters", "settings", "keys", "seek", "previous", "back", "play", "forward", "next", "speed")
    for wanted in order:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == f"{wanted}_"
    page.focus("#chapters_")
    page.keyboard.press("Enter")
    assert page.locator("#chapters_panel_").is_visible()
    assert page.get_attribute("#chapters_", "aria-expanded") == "true"
    assert page.evaluate("document.activeElement.id") == "chapters_name_"
    for _ in range(3):
        page.keyboard.press("Tab")
    assert "chapter" in page.evaluate("document.activeElement.className")
    page.keyboard.press("Enter")
    chapters = sample.told(sample.article()).narration.chapters
    until(page, f"!document.getElementById('audio_').paused && {TIME} >= {chapters[1].begin / sample.RATE}")
    page.keyboard.press("Escape")
    assert not page.locator("#chapters_panel_").is_visible()
    assert page.evaluate("document.activeElement.id") == "chapters_"
    page.keyboard.press("k")
    assert page.evaluate("document.getElementById('audio_').paused")
    seek(page, 20)
    for key, moved in (("j", -15), ("l", 30)):
        before = time(page)
        page.keyboard.press(key)
        assert math.isclose(time(page) - before, moved, abs_tol=0.01)
    page.keyboard.press("]")
    assert math.isclose(time(page), chapters[3].begin / sample.RATE, abs_tol=0.01)
    page.keyboard.press(".")
    index = next(n for n, (_, begin, _) in enumerate(cues()) if begin > time(page) - 0.01)
    assert page.evaluate(MARKED) == cues()[index][0]
    page.keyboard.press("+")
    assert page.evaluate("document.getElementById('audio_').playbackRate") == 1.1


def test_the_seek_slider_says_and_does_what_its_keys_ask(open_page: Open) -> None:
    page = ready(open_page())
    page.focus("#seek_")
    for key, wanted in (("ArrowRight", 5), ("PageUp", 65), ("ArrowLeft", 60), ("Home", 0)):
        page.keyboard.press(key)
        assert math.isclose(time(page), wanted, abs_tol=0.1), key
    page.keyboard.press("ArrowUp")
    assert page.get_attribute("#seek_", "aria-valuetext") == "5 seconds of 1 minute 10 seconds"


def test_one_tab_stop_leads_through_the_sentences(open_page: Open) -> None:
    page = ready(open_page())
    assert page.evaluate(
        "[...document.querySelectorAll('article [tabindex=\"0\"]:not(.scroll)')].map(e => e.id)"
    ) == ["publisher"]
    page.focus("#publisher")
    for key, wanted in (
        ("ArrowDown", "title"),
        ("ArrowDown", "standfirst-s1"),
        ("ArrowUp", "title"),
        ("End", "voice"),
        ("Home", "publisher"),
    ):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.id") == wanted
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    until(page, "!document.getElementById('audio_').paused")
    assert page.evaluate(MARKED) == "title"
    assert page.evaluate("document.activeElement.id") == "title"


def test_letters_do_nothing_while_neither_player_nor_sentence_has_the_focus(open_page: Open) -> None:
    page = ready(open_page())
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("k")
    page.keyboard.press("l")
    assert page.evaluate("document.getElementById('audio_').paused")
    assert time(page) == 0


def test_playing_never_moves_the_focus(open_page: Open) -> None:
    page = ready(open_page())
    page.focus("#play_")
    page.keyboard.press("Enter")
    until(page, f"{MARKED} === 'standfirst-s1'")
    assert page.evaluate("document.activeElement.id") == "play_"


def test_the_play_button_has_one_name_that_changes(open_page: Open) -> None:
    page = ready(open_page())
    assert page.get_attribute("#play_", "aria-label") == "Play"
    page.click("#play_")
    page.wait_for_selector("#play_[aria-label=Pause]")
    assert page.get_attribute("#play_", "aria-pressed") is None


def test_the_sentence_is_kept_in_view_until_the_reader_scrolls(open_page: Open) -> None:
    page = ready(open_page(height=500, reduced_motion="reduce"))
    visible = (
        "id => { const b = document.getElementById(id).getBoundingClientRect();"
        "return b.top >= 0 && b.bottom <= document.querySelector('.bar').getBoundingClientRect().top; }"
    )
    table = cues()
    seek(page, cue("p8-s1")[0])
    page.click("#play_")
    until(page, f"({visible})('p8-s1')")
    page.mouse.move(300, 100)
    page.mouse.wheel(0, -2000)
    page.wait_for_selector("#return_:visible")
    at = page.evaluate("scrollY")
    following = table[[id for id, _, _ in table].index("p8-s1") + 1][0]
    until(page, f"{MARKED} === {json.dumps(following)}")
    assert page.evaluate("scrollY") == at
    page.click("#return_")
    until(page, f"({visible})({MARKED})")
    assert not page.locator("#return_").is_visible()


def test_following_and_marking_can_be_turned_off_and_stay_off(open_page: Open) -> None:
    page = ready(open_page(height=500))
    page.click("#settings_")
    page.uncheck("#follow_")
    page.uncheck("#mark_")
    page.uncheck("#click_")
    page.click("#settings_")
    seek(page, cue("p8-s1")[0])
    page.click("#play_")
    until(page, f"{MARKED} === 'p8-s2'")
    assert page.evaluate("scrollY") == 0
    assert (
        page.evaluate("getComputedStyle(document.getElementById('p8-s2')).backgroundColor")
        == "rgba(0, 0, 0, 0)"
    )
    page.click("#play_")
    before = time(page)
    page.locator("#title").click()
    assert time(page) == before
    page.reload()
    ready(page)
    assert [page.is_checked(f"#{id}_") for id in ("follow", "mark", "click")] == [False] * 3


SHOWN = """id => {
  const copy = document.getElementById(id).cloneNode(true);
  copy.querySelectorAll(".noteref, .label").forEach(mark => mark.remove());
  return copy.textContent;
}"""
WORD = "[...CSS.highlights.get('word')].map(range => range.toString()).join('|')"


def test_marked_word_is_the_one_heard_at_ten_random_times(open_page: Open) -> None:
    page, rng = ready(open_page()), random.Random(11)
    told = sample.told(sample.article())
    lines = [line for line in transcript.lines(told.script, told.narration, words=True) if line.words]
    for _ in range(10):
        line = rng.choice(lines)
        word = rng.choice(line.words)
        seek(page, (word.begin_ms + word.end_ms) / 2000)
        assert page.evaluate(MARKED) == line.id
        shown = page.evaluate(WORD)
        # Words are not guessed where the page shows another text, such as a table without commas.
        seen = page.evaluate(SHOWN, line.id).split()
        letters = "".join(line.text.split())
        wanted = letters[word.begin : word.end] if seen == line.text.split() else ""
        assert "".join(shown.split()) == wanted


def test_words_are_marked_only_while_asked_for(open_page: Open) -> None:
    page = ready(open_page())
    begin, end = cue("p1-s1")
    seek(page, begin + 0.03)
    assert page.evaluate(WORD) == "The"
    seek(page, end - 0.03)
    assert page.evaluate(WORD) not in ("", "The")
    page.evaluate("document.getElementById('mark_words_').click()")
    assert page.evaluate(WORD) == ""
    page.reload()
    seek(ready(page), begin + 0.03)
    assert page.evaluate(WORD) == ""
    assert page.evaluate(MARKED) == "p1-s1"


def test_place_that_the_browser_forgets_is_held(open_page: Open) -> None:
    page = ready(open_page())
    seek(page, 9)
    page.reload()
    until(ready(page), f"Math.abs({TIME} - 9) < 0.1")
    page.wait_for_timeout(1500)
    seek(page, 0)
    assert page.input_value("#seek_") == "9"
    until(page, f"Math.abs({TIME} - 9) < 0.1")
    page.reload()
    until(ready(page), f"Math.abs({TIME} - 9) < 0.1")
    page.click("#play_")
    until(page, f"{TIME} > 9.3")
    page.click("#play_")
    seek(page, 2)
    page.wait_for_timeout(500)
    assert abs(time(page) - 2) < 0.1


def test_speed_is_applied_and_remembered(open_page: Open) -> None:
    page = ready(open_page())
    page.select_option("#speed_", "1.5")
    page.click("#play_")
    until(page, f"{TIME} > 0.3")
    assert page.evaluate("document.getElementById('audio_').playbackRate") == 1.5
    page.reload()
    ready(page)
    assert page.input_value("#speed_") == "1.5"
    page.click("#play_")
    until(page, f"{TIME} > 0.3")
    assert page.evaluate("document.getElementById('audio_').playbackRate") == 1.5


def test_the_place_is_kept_over_a_reload(open_page: Open) -> None:
    page = ready(open_page())
    seek(page, 33.25)
    marked = page.evaluate(MARKED)
    page.reload()
    ready(page)
    until(page, f"Math.abs({TIME} - 33.25) < 0.05")
    assert page.evaluate(MARKED) == marked
    assert page.evaluate("document.getElementById('audio_').paused")


@pytest.mark.parametrize("name", ["lighthouse/index.html", "lighthouse/embed.html"])
def test_an_address_that_is_cut_inside_a_character_opens(open_page: Open, name: str) -> None:
    page = open_page(f"{name}#%E4%B8")
    page.get_by_role("button", name="Play").first.wait_for()
    assert page.get_by_role("slider").count() == 1


def test_a_link_to_a_sentence_begins_there_and_stands_above_the_kept_place(
    open_page: Open, server: str
) -> None:
    page = ready(open_page())
    seek(page, 5)
    page.goto("about:blank")
    page.goto(f"{server}lighthouse/index.html#p7-s2")
    ready(page)
    until(page, f"Math.abs({TIME} - {cue('p7-s2')[0]}) < 0.1")
    assert page.evaluate(MARKED) == "p7-s2"
    assert page.evaluate(
        "(b => b.top >= 0 && b.bottom < innerHeight)"
        "(document.getElementById('p7-s2').getBoundingClientRect())"
    )
    assert page.evaluate("document.getElementById('audio_').paused")
    page.evaluate("location.hash = '#winter'")
    until(page, f"{MARKED} === 'winter-h1'")


def test_storage_that_fails_does_no_harm(open_page: Open) -> None:
    page = open_page("about:blank")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } })"
    )
    page.goto(open_page().url)
    ready(page)
    page.select_option("#speed_", "2")
    page.click("#play_")
    until(page, f"{TIME} > 0.2")
    assert page.evaluate("document.getElementById('audio_').playbackRate") == 2
    page.click("#play_")
    assert page.evaluate("document.getElementById('audio_').paused")


def test_the_sleep_timer_stops_the_sound(open_page: Open, server: str) -> None:
    page = open_page("about:blank")
    page.clock.install()
    page.goto(f"{server}lighthouse/index.html")
    ready(page)
    page.click("#play_")
    page.click("#settings_")
    page.select_option("#sleep_", "5")
    page.clock.fast_forward(60_000)
    assert page.inner_text("#left_") == "The sound stops in 4 minutes."
    assert not page.evaluate("document.getElementById('audio_').paused")
    page.clock.fast_forward(241_000)
    until(page, "document.getElementById('audio_').paused")
    assert page.inner_text("#status_") == "The sleep timer has stopped the sound."
    assert page.input_value("#sleep_") == "0"


def test_the_sleep_timer_stops_at_the_end_of_the_chapter(open_page: Open) -> None:
    page = ready(open_page())
    begin = sample.told(sample.article()).narration.chapters[2].begin / sample.RATE
    seek(page, begin - 0.8)
    page.click("#settings_")
    page.select_option("#sleep_", "chapter")
    page.click("#play_")
    until(page, "document.getElementById('audio_').paused")
    assert math.isclose(time(page), begin, abs_tol=0.05)


def test_the_system_is_told_what_plays_and_may_control_it(open_page: Open) -> None:
    page = open_page("about:blank")
    page.add_init_script(
        "window.acts = {}; const set = MediaSession.prototype.setActionHandler;"
        "MediaSession.prototype.setActionHandler = function (name, act) {"
        " acts[name] = act; return set.call(this, name, act); }"
    )
    page.goto(open_page().url)
    ready(page)
    metadata: dict[str, Any] = page.evaluate(
        "(m => ({ title: m.title, artist: m.artist, artwork: m.artwork.map(a => a.src) }))"
        "(navigator.mediaSession.metadata)"
    )
    assert metadata["title"].startswith("The lamp at Saint Brannoc is lit again")
    assert metadata["artist"] == "Mara Quill and Jonah Teague"
    assert metadata["artwork"][0].endswith("/lighthouse/cover.jpg")
    page.evaluate("acts.play()")
    until(page, "navigator.mediaSession.playbackState === 'playing'")
    page.evaluate("acts.seekto({ seekTime: 12 })")
    assert time(page) >= 12
    page.evaluate("acts.nexttrack()")
    page.evaluate("acts.pause()")
    assert math.isclose(
        time(page), sample.told(sample.article()).narration.chapters[2].begin / sample.RATE, abs_tol=0.3
    )


def test_a_missing_sound_is_said(open_page: Open, show: Show, tmp_path: Any) -> None:
    page = open_page("about:blank")
    page.route("**/*.mp3", lambda route: route.fulfill(status=200, content_type="audio/mpeg", body=b"none"))
    page.goto(open_page().url)
    assert page.wait_for_selector("#status_:has-text('could not be loaded')")


def test_the_text_is_set_as_a_reader_wants_it_and_stays_so(open_page: Open) -> None:
    page = ready(open_page())
    size = "parseFloat(getComputedStyle(document.getElementById('p2-s1')).fontSize)"
    before = page.evaluate(size)
    page.click("#settings_")
    for name, value in (("size", "200"), ("face", "plain"), ("spacing", "wider"), ("width", "narrow")):
        page.select_option(f"#{name}_", value)
    page.check("#ruler_")
    page.reload()
    ready(page)
    assert math.isclose(page.evaluate(size), 2 * before, abs_tol=0.1)
    style = "getComputedStyle(document.querySelector('article'))"
    assert page.evaluate(f"{style}.fontFamily").startswith("system-ui")
    assert page.evaluate(f"parseFloat({style}.letterSpacing)") > 1
    assert page.evaluate("document.querySelector('main').offsetWidth") == 480
    page.mouse.move(300, 200)
    band = "document.getElementById('band_').getBoundingClientRect()"
    assert page.evaluate(f"{band}.top < 200 && {band}.bottom > 200")


def test_the_position_says_nothing_of_its_own_while_it_has_the_focus(open_page: Open) -> None:
    page = ready(open_page())
    page.click("#play_")
    page.focus("#seek_")
    told = page.get_attribute("#seek_", "aria-valuetext")
    begun = page.evaluate(TIME)
    until(page, f"{TIME} > {begun} + 1.2")
    assert page.get_attribute("#seek_", "aria-valuetext") == told
    page.keyboard.press("ArrowRight")
    until(page, f"document.getElementById('seek_').getAttribute('aria-valuetext') !== {told!r}")


def test_one_panel_is_open_at_a_time_and_each_can_be_closed(open_page: Open) -> None:
    page = ready(open_page())
    for name in ("chapters", "settings", "keys"):
        page.click(f"#{name}_")
        shown = page.evaluate(
            "[...document.querySelectorAll('.panel')].filter(p => !p.hidden).map(p => p.id)"
        )
        assert shown == [f"{name}_panel_"]
    page.click("#keys_panel_ .close")
    assert page.locator(".panel:visible").count() == 0
    assert page.evaluate("document.activeElement.id") == "keys_"
    names = [line for line in page.locator("main").aria_snapshot().splitlines() if "- region" in line]
    assert len(names) <= 2  # the player and the downloads: chapters are no landmarks


def test_the_bar_says_what_plays_and_where_chapters_begin(open_page: Open) -> None:
    page = ready(open_page())
    chapters = sample.told(sample.article()).narration.chapters
    seek(page, chapters[2].begin / sample.RATE + 0.1)
    assert page.inner_text(".now-playing .title") == sample.article().title
    assert page.inner_text("#where_") == chapters[2].title
    assert page.locator("#ticks_ span").count() == len(chapters) - 1


def test_the_sentence_in_focus_has_a_role(open_page: Open) -> None:
    page = ready(open_page())
    page.click("#next_")
    page.click("#next_")
    focusable = "[...document.querySelectorAll('article span[tabindex]')].map(e => e.getAttribute('role'))"
    assert page.evaluate(focusable) in (["group"], [])
    assert page.locator("article [role=group]:not([tabindex])").count() == 0


def test_the_shelf_plays_continues_and_says_what_was_played(open_page: Open) -> None:
    page = open_page("index.html")
    page.click(".card[data-slug=lighthouse] .play")
    ready(page)
    until(page, f"{TIME} > 0.3")
    seek(page, 20)
    page.goto(page.url.replace("lighthouse/index.html", "index.html"))
    card = page.locator(".card[data-slug=lighthouse]")
    assert card.locator(".act").inner_text() == "Continue"
    assert card.locator(".state").inner_text() == "1 minute left"
    assert page.locator("#recent a span:first-child").all_inner_texts() == [sample.article().title]
    assert page.locator("#recent .state").inner_text() == "1 minute left"
    page.click("#recent a")
    ready(page)
    until(page, f"{TIME} > 20")
    assert page.locator("main > .next-article a").get_attribute("href") == "../manara/index.html#play"
    page.click("#settings_")
    page.check("#onward_")
    page.evaluate(
        "document.getElementById('audio_').currentTime = document.getElementById('audio_').duration - 0.3"
    )
    page.wait_for_url("**/manara/index.html")
    page.goto(page.url.replace("manara/index.html", "index.html"))
    assert card.locator(".state").inner_text() == "Played"
    card.locator("h2 a").click()
    assert page.locator(".opening .facts").inner_text().endswith(" · Played")


def end(page: Page) -> None:
    page.evaluate(
        "(audio => { audio.currentTime = audio.duration - 0.3; })(document.getElementById('audio_'))"
    )


def test_what_was_put_off_is_played_next_and_leaves_the_queue(open_page: Open) -> None:
    page = open_page("index.html")
    later = page.locator(".card[data-slug=manara] .later")
    assert later.get_attribute("aria-pressed") == "false"
    later.click()
    assert later.get_attribute("aria-pressed") == "true"
    assert page.locator("#queue a").all_inner_texts() == [sample.arabic().title]
    page.reload()
    page.click(".card[data-slug=lighthouse] .play")
    ready(page)
    skip = page.get_by_role("button", name=f"Next: {sample.arabic().title}")
    assert skip.is_visible()
    page.click("#settings_")
    page.select_option("#sleep_", "30")
    end(page)
    page.wait_for_url("**/manara/index.html")
    ready(page)
    until(page, f"{TIME} > 0.1")
    assert page.evaluate("localStorage['publish:queue']") == "[]"
    assert page.locator("#left_").inner_text() != "", "the sleep timer goes on"
    page.go_back()
    assert page.locator("#skip_").get_attribute("aria-label") == f"Next: {sample.arabic().title}"


HIDDEN = """hidden => {
  Object.defineProperty(document, "hidden", { get: () => hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_behind_a_locked_screen_the_next_article_plays_in_the_same_page(open_page: Open) -> None:
    """Browsers refuse sound to a page that is opened there; when seen again it is that article's page."""
    page = open_page("index.html")
    page.click(".card[data-slug=manara] .later")
    page.click(".card[data-slug=lighthouse] .play")
    ready(page)
    until(page, f"{TIME} > 0.1")
    page.evaluate(HIDDEN, True)
    end(page)
    until(page, "document.getElementById('audio_').src.endsWith('/manara/manara.mp3')")
    until(page, f"{TIME} > 1.2 && {TIME} < 9")
    assert page.url.endswith("/lighthouse/index.html")
    shown = page.evaluate("[navigator.mediaSession.metadata.title, navigator.mediaSession.metadata.artist]")
    assert shown == [sample.arabic().title, ""], "no other article's author"
    assert page.locator("[aria-current=true].sentence").count() <= 1
    assert page.evaluate("localStorage['publish:done:lighthouse']") == "yes"
    assert page.evaluate("localStorage['publish:queue']") == "[]"
    page.evaluate(HIDDEN, False)
    page.wait_for_url("**/manara/index.html")
    ready(page)
    until(page, f"{TIME} > 1")


def test_the_next_article_is_a_button_in_the_bar(open_page: Open) -> None:
    page = open_page("index.html")
    page.goto(page.url.replace("index.html", "lighthouse/index.html"))
    ready(page).click("#skip_")
    page.wait_for_url("**/manara/index.html")
    assert page.locator("#skip_").is_hidden(), "it was the last"


def test_the_queue_can_be_changed_on_the_shelf(open_page: Open) -> None:
    page = open_page("index.html")
    for slug in ("manara", "lighthouse"):
        page.click(f".card[data-slug={slug}] .later")
    titles = [sample.arabic().title, sample.article().title]
    assert page.locator("#queue a").all_inner_texts() == titles
    page.locator("#queue .remove").first.click()
    assert page.locator("#queue a").all_inner_texts() == titles[1:]
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == f"Remove: {titles[1]}"
    page.keyboard.press("Enter")
    assert page.locator("#queue").is_hidden()
    assert page.evaluate("document.activeElement.id") == "search"


def test_where_the_browser_forbids_to_start_the_reader_is_asked_to(open_page: Open, server: str) -> None:
    page = open_page("about:blank")
    page.add_init_script("HTMLMediaElement.prototype.play = () => Promise.reject(new Error('not allowed'))")
    page.goto(f"{server}lighthouse/index.html#play")
    ready(page)
    assert page.wait_for_selector("#status_:has-text('Press Play to begin.')")
    assert page.evaluate("document.activeElement.id") == "play_"
    assert not page.url.endswith("#play")


def test_colours_can_be_chosen(open_page: Open) -> None:
    page = ready(open_page(color_scheme="light"))
    ground = "getComputedStyle(document.body).backgroundColor"
    day = page.evaluate(ground)
    page.click("#settings_")
    page.select_option("#theme_", "night")
    night = page.evaluate(ground)
    assert day != night
    page.reload()
    assert page.evaluate(ground) == night
    page.click("#settings_")
    page.select_option("#theme_", "")
    assert page.evaluate(ground) == day


def test_without_script_the_article_and_a_native_control_are_there(open_page: Open) -> None:
    page = open_page(java_script_enabled=False)
    assert page.locator("audio[controls]").is_visible()
    assert not page.locator(".bar").is_visible()
    assert page.get_by_text("No ship was lost that winter.").is_visible()
    assert page.locator(".downloads a").count() >= 5


def test_it_works_from_a_file_address(open_page: Open, show: Show) -> None:
    page = ready(open_page((show.folder / "lighthouse" / "index.html").as_uri()))
    page.locator("#p2-s1").click(position={"x": 4, "y": 6})
    until(page, f"{TIME} > {cue('p2-s1')[0] + 0.2}")
    assert page.evaluate("document.querySelector('article img').naturalWidth") == 640
    page.click("header a[href='../index.html']")
    page.wait_for_selector(".card")
    page.fill("#search", "saint")
    assert page.locator(".card:visible").count() == 1


def test_it_works_with_no_network_once_loaded(open_page: Open) -> None:
    page = ready(open_page())
    until(page, "document.getElementById('audio_').buffered.length > 0")
    page.context.set_offline(True)
    page.click("#chapters_")
    page.click("#next_")
    assert page.evaluate(MARKED) == cues()[0][0]


def test_an_injected_script_or_picture_is_refused(browser: Any, server: str) -> None:
    """The policy is a real one: what is not ours does not run."""
    page = browser.new_page()
    page.goto(f"{server}lighthouse/index.html")
    page.evaluate(
        "const s = document.createElement('script');"
        "try { s.textContent = 'window.ran = 1' } catch { s.append('window.ran = 1') }"
        "document.body.append(s);"
        "const i = new Image(); i.onerror = () => { window.refused = 1 };"
        "i.src = 'http://127.0.0.1:9/x.png'; document.body.append(i)"
    )
    until(page, "window.refused === 1")
    assert page.evaluate("window.ran") is None
    page.close()


def test_a_heading_may_be_called_as_a_control_is(open_page: Open, show: Show) -> None:
    """A section's id comes from its heading: none may take the place of one of ours."""
    story = sample.article()
    heading = (Sentence("play-h1", (Text("Play"),)),)
    named = tuple(
        Section(id, heading if id == "play" else (), (Paragraph(f"x{id}", sample.words(f"x{id}", id)),))
        for id in ("play", "seek", "audio", "data", "status", "article")
    )
    clash = replace(story, sections=(*story.sections, *named))
    episode = replace(show.episodes[0], slug="lighthouse")
    page_bytes = web.write_player(clash, episode, sample.told(story).narration, {}, sample.SITE)
    page = open_page("about:blank")
    page.route(
        "**/lighthouse/index.html", lambda route: route.fulfill(body=page_bytes, content_type="text/html")
    )
    page.goto(open_page().url)
    ready(page)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    page.click("#play_")
    until(page, f"{TIME} > 0.2")


@pytest.mark.parametrize("to", ["mistakes@example.org", "https://example.org/mistakes"])
def test_a_listener_says_that_a_sentence_is_said_wrongly(open_page: Open, show: Show, to: str) -> None:
    story, site = sample.article(), replace(sample.SITE, corrections=to)
    episode = replace(show.episodes[0], slug="lighthouse")
    body = web.write_player(story, episode, sample.told(story).narration, {}, site)
    page = open_page("about:blank")
    page.route("**/lighthouse/index.html", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.context.route("https://example.org/**", lambda route: route.fulfill(body="thanks"))
    page.goto(open_page().url)
    ready(page)
    id = page.evaluate("document.querySelector('#article_ [id][tabindex=\"0\"]').id")
    page.evaluate(
        "document.addEventListener('click', (event) => {"
        "const link = event.target.closest('a[href^=mailto]');"
        "if (link) { event.preventDefault(); window.mailed = link.href; } }, true)"
    )
    page.click("#settings_")
    button = page.get_by_role("button", name="This is said wrongly")
    if "@" in to:
        button.click()
        sent = unquote(page.evaluate("window.mailed"))
    else:
        with page.context.expect_event("request", lambda request: request.url == to) as event:
            button.click()
        sent = (event.value.post_data or "").replace("=", ": ")
    assert f"sentence: {id}" in sent
    assert "article: lighthouse" in sent
