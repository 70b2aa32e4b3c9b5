// The player. The page is whole without it; it adds the bar, the mark on the sentence being read, and keys.
const root = document.documentElement;
const dress = (theme) => { if (theme) root.dataset.theme = theme; else delete root.dataset.theme; };
dress(memory.get("theme"));
const source = document.getElementById("data_");
if (!source) return;
root.classList.add("js");
document.addEventListener("DOMContentLoaded", () => {
  root.classList.add("whole");             // the bar is shown once it is whole, so that nothing in it moves
  setTimeout(() => start(JSON.parse(source.textContent)));   // a task of its own: the text may be painted before
});

function start(data) {
  const by = (id) => document.getElementById(id), $ = (id) => by(id + "_");  // an article's own ids hold no "_"
  const audio = $("audio"), seek = $("seek"), article = $("article");
  const words = data.words;
  const sound = playback(audio, data, () => show()), { chapters, duration, now, move, clock, unit } = sound;
  const cues = sound.cues.map((cue) => ({ ...cue, element: by(cue.id) })).filter((cue) => cue.element);
  const chapterButtons = [...document.querySelectorAll(".chapter")];
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let current = -1, chapter = -1, roving = null, away = false, ours = 0, saved = 0, dragging = false, begun = false;
  let guest = null;                        // [slug, title, language] of the article that is heard instead of this one
  audio.controls = false;
  const tellPlace = () => seek.setAttribute("aria-valuetext", sound.heard());
  tellPlace();
  const fetchSound = () => { audio.preload = "metadata"; };  // once text and pictures are there
  if (document.readyState === "complete") fetchSound(); else addEventListener("load", fetchSound);

  let saying = 0;
  function say(text, lasting) {
    clearTimeout(saying);
    $("status").textContent = text;
    if (text && !lasting) saying = setTimeout(() => say(""), 8000);
  }

  // --- marking and following ------------------------------------------------
  function show() {
    if (guest) return;                     // what is heard is not on this page
    const time = now();
    if (!dragging) seek.value = time;
    if ($("now").textContent !== clock(time)) {
      $("now").textContent = clock(time);
      if (document.activeElement !== seek || audio.paused) tellPlace();  // else a screen reader says each second
    }
    begun ||= time > 0 || !audio.paused;
    if (!begun) return;                    // nothing is marked before anything was heard or chosen
    mark(last(cues, time));
    markWord(time);
    markChapter(last(chapters, time));
  }
  function mark(index) {
    if (index === current) return;
    const old = cues[current]?.element, element = cues[index]?.element;
    current = index;
    if (old === element) return;
    old?.removeAttribute("aria-current");
    element?.setAttribute("aria-current", "true");
    if (element && !article.contains(document.activeElement)) rove(element);
    follow();
    if (element && !audio.paused) rule(element.getBoundingClientRect());
  }
  const light = highlighter(document, "word");
  function markWord(time) {
    const cue = cues[current];
    if (light && cue) light($("mark_words").checked ? wordAt(cue.words ??= wordsOf(cue, cue.element), time) : null);
  }
  function markChapter(index) {
    if (index === chapter) return;
    if (sleep.atChapter && index > chapter && chapter >= 0 && !audio.paused) sleep.end(chapters[index].begin);
    chapterButtons[chapter]?.removeAttribute("aria-current");
    chapterButtons[index]?.setAttribute("aria-current", "true");
    chapter = index;
    const title = chapters[index]?.title ?? "";
    $("where").textContent = title === data.title ? "" : title;
    describe();
  }
  function follow(force) {
    const element = cues[current]?.element;
    if (!element) return;
    if (force) away = false;
    const bar = document.querySelector(".bar").getBoundingClientRect();
    const fixed = getComputedStyle($("player")).position === "fixed";
    const bottom = (fixed ? bar.top : innerHeight) - 16, box = element.getBoundingClientRect();
    const seen = box.top >= 8 && box.bottom <= bottom;
    if (seen && !force) { if (away) away = false; back(); return; }
    if (!$("follow").checked && !force || away || audio.paused && !force) { back(); return; }
    const top = scrollY + box.top - Math.max(16, Math.min(bottom * 0.3, bottom - box.height - 16));
    if (!seen) glide(top);
    back();
  }
  function glide(top) {
    ours = performance.now() + 1500;
    scrollTo({ top, behavior: still.matches ? "instant" : "smooth" });
  }
  function back() {
    const element = cues[current]?.element;
    $("return").hidden = !(away && element && $("mark").checked);
  }
  const leave = () => { if (!audio.paused && current >= 0) { away = true; ours = 0; back(); } };
  addEventListener("wheel", leave, { passive: true });
  addEventListener("touchmove", leave, { passive: true });
  addEventListener("scrollend", () => { ours = 0; });
  addEventListener("scroll", () => { if (performance.now() > ours) leave(); }, { passive: true });

  // --- moving ---------------------------------------------------------------
  function go(time, play) {
    begun = true;
    move(Math.max(0, Math.min(time, duration() - 0.05)));
    show();
    save();
    if (play) start_();
  }
  function start_() { audio.play().catch(() => { if (audio.error) say(words.failed, true); }); }
  const toggle = () => { if (audio.paused) start_(); else audio.pause(); };
  const skip = (seconds) => go(now() + seconds);
  function sentence(step) {
    if (cues.length) { go(neighbour(cues, current, step, now(), 2)); if (!away) follow(true); }
  }
  function jump(step) {
    if (chapters.length) go(neighbour(chapters, chapter, step, now(), 3));
  }
  function hear(element) {
    const index = cues.findIndex((cue) => cue.element === element);
    if (index < 0) return;
    away = false;
    rove(element);
    go(cues[index].begin, true);
  }

  // --- one tab stop among the sentences ----------------------------------------
  const heard = [...new Set(cues.map((cue) => cue.element))];
  let role = "";
  function rove(element) {
    if (roving === element) return;
    if (roving) for (const name of ["tabindex", "aria-describedby", ...(role ? [] : ["role"])]) roving.removeAttribute(name);
    role = element.getAttribute("role") ?? "";
    roving = element;
    element.tabIndex = 0;
    if (!role && element.localName === "span") element.setAttribute("role", "group");  // what has the focus has a role
    element.setAttribute("aria-describedby", "hint_");
  }
  function cueOf(node) {
    for (let element = node; element && element !== article; element = element.parentElement)
      if (element.id && heard.includes(element)) return element;
    return null;
  }
  article.addEventListener("click", (event) => {
    if (!$("click").checked || event.target.closest("a, button, summary, input, label")) return;
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (!getSelection().isCollapsed) return;
    const element = cueOf(event.target);
    if (element) hear(element);
  });
  article.addEventListener("keydown", (event) => {
    if (event.target !== roving || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = heard.indexOf(roving), rtl = getComputedStyle(article).direction === "rtl";
    const to = {
      ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: heard.length - 1,
      ArrowRight: at + (rtl ? -1 : 1), ArrowLeft: at - (rtl ? -1 : 1),
    }[event.key];
    if (event.key === "Enter" || event.key === " ") hear(roving);
    else if (to !== undefined) {
      const element = heard[Math.max(0, Math.min(heard.length - 1, to))];
      leave();
      rove(element);
      element.removeAttribute("aria-describedby");   // the hint is for coming in, not for every step
      element.focus();
    } else { keys(event); return; }
    event.preventDefault();
  });

  // --- controls -----------------------------------------------------------------
  $("play").addEventListener("click", toggle);
  $("back").addEventListener("click", () => skip(-data.back));
  $("forward").addEventListener("click", () => skip(data.forward));
  $("previous").addEventListener("click", () => sentence(-1));
  $("next").addEventListener("click", () => sentence(1));
  $("return").addEventListener("click", () => { follow(true); $("play").focus({ preventScroll: true }); });
  chapterButtons.forEach((button, i) => button.addEventListener("click", () => { away = false; go(chapters[i].begin, true); }));
  seek.max = duration();
  $("all").textContent = clock(duration());
  seek.addEventListener("pointerdown", () => { dragging = true; });
  addEventListener("pointerup", () => { dragging = false; });
  seek.addEventListener("input", () => go(+seek.value));
  seek.addEventListener("focus", tellPlace);
  seek.addEventListener("keydown", (event) => { const step = sliderStep(event); if (step) skip(step); });
  const speed = $("speed");
  function pace(value) {
    if (![...speed.options].some((option) => option.value === String(value))) return;
    speed.value = value;
    audio.defaultPlaybackRate = audio.playbackRate = +value;
    memory.set("speed", value);
  }
  speed.addEventListener("change", () => pace(speed.value));
  const faster = (step) => pace(speed.options[speed.selectedIndex + step]?.value);
  pace(memory.get("speed") ?? 1);
  const panels = [...document.querySelectorAll(".panel")];
  const opener = (panel) => document.querySelector(`[aria-controls="${panel.id}"]`);
  function open(wanted) {                  // one panel at a time, or none
    for (const panel of panels) {
      panel.hidden = panel !== wanted;
      opener(panel).setAttribute("aria-expanded", panel === wanted);
    }
    wanted?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
    wanted?.querySelector("h2").focus();
  }
  function close() {
    const panel = panels.find((panel) => !panel.hidden);
    open();
    if (panel) opener(panel).focus();
    return panel;
  }
  for (const panel of panels) {
    opener(panel).addEventListener("click", () => open(panel.hidden ? panel : undefined));
    panel.querySelector(".close").addEventListener("click", close);
  }
  $("player").addEventListener("keydown", (event) => {
    if (event.key === "Escape" && close()) return;
    if (event.target.tagName !== "SELECT") keys(event);
  });
  function keys(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const act = {
      k: toggle, j: () => skip(-data.back), l: () => skip(data.forward),
      ",": () => sentence(-1), ".": () => sentence(1), "[": () => jump(-1), "]": () => jump(1),
      "-": () => faster(-1), "+": () => faster(1), "=": () => faster(1),
    }[event.key.toLowerCase()];
    if (act) { event.preventDefault(); act(); }
  }

  // --- settings -------------------------------------------------------------------
  const band = $("band");
  $("words").hidden = !light || !cues.some((cue) => cue.spoken);
  for (const [id, usual, apply] of [
    ["mark", true, (on) => { root.classList.toggle("unmarked", !on); back(); }],
    ["follow", true, (on) => { if (on) away = false; back(); }],
    ["mark_words", true, () => markWord(now())],
    ["click", true, (on) => root.classList.toggle("clickable", on)],
    ["ruler", false, (on) => { band.hidden = !on; }],
    ["onward", false, () => {}],
  ]) {
    const box = $(id), kept = memory.get(id);
    box.checked = usual ? kept !== "no" : kept === "yes";
    box.addEventListener("change", () => { memory.set(id, box.checked ? "yes" : "no"); apply(box.checked); });
    apply(box.checked);
  }
  for (const select of document.querySelectorAll(".reading")) {   // size, letters, spacing and width of the text
    const name = select.id.slice(0, -1), first = select.value;
    const apply = () => { if (select.value === first) delete root.dataset[name]; else root.dataset[name] = select.value; };
    const kept = memory.get(name);
    if ([...select.options].some((option) => option.value === kept)) select.value = kept;
    select.addEventListener("change", () => { memory.set(name, select.value); apply(); follow(); });
    apply();
  }
  function rule(box) {                     // the ruler stands over the sentence being read, or where the pointer is
    const middle = (box.top + Math.min(box.bottom, box.top + band.offsetHeight)) / 2;
    band.style.top = `${Math.round(middle - band.offsetHeight / 2)}px`;
  }
  addEventListener("pointermove", (event) => { if (audio.paused) rule({ top: event.clientY, bottom: event.clientY }); }, { passive: true });
  const theme = $("theme");
  theme.value = memory.get("theme") ?? "";
  theme.addEventListener("change", () => { memory.set("theme", theme.value); dress(theme.value); });
  $("link").addEventListener("click", async () => {
    const id = cues[current]?.id ?? heard[0]?.id, address = location.href.split("#")[0] + "#" + id;
    history.replaceState(null, "", "#" + id);
    try { await navigator.clipboard.writeText(address); say(words.copied); } catch { say(words.link_here); }
  });

  // --- sleep timer ------------------------------------------------------------------
  const sleep = {
    timer: 0, until: 0, atChapter: false,
    set(value) {
      clearInterval(this.timer);
      this.atChapter = value === "chapter";
      this.run(+value ? Date.now() + value * 60000 : 0);
    },
    run(until) {
      this.until = until;
      if (this.until) this.timer = setInterval(() => this.tick(), 1000);
      this.tick();
    },
    tick() {
      const left = this.until - Date.now();
      $("left").textContent = this.until && left > 0
        ? fill(words.sleep_left, { time: left > 60000 ? unit(Math.ceil(left / 60000), "minute") : unit(Math.ceil(left / 1000), "second") }) : "";
      if (this.until && left <= 0) this.end();
    },
    end(at) {
      audio.pause();
      if (at !== undefined) move(at);
      $("sleep").value = "0";
      this.set("0");
      say(words.slept);
    },
  };
  $("sleep").addEventListener("change", (event) => { say(""); sleep.set(event.target.value); });

  // --- the place where listening stopped ---------------------------------------------
  const playing = () => guest ?? [data.slug, data.title, root.lang];
  function save() {
    saved = performance.now();
    const [slug] = playing(), done = duration() > 0 && now() > duration() - 3;
    memory.set("at:" + slug, done ? 0 : now().toFixed(3));
    if (done) memory.set("done:" + slug, "yes");
    if (begun) remember(done);
  }
  function remember(done) {                // what the shelf offers to go on with, the latest first
    const [slug, title, lang] = playing(), others = memory.list("recent").filter((entry) => entry.slug !== slug);
    if (!done && now() > 1) others.unshift({ slug, title, lang, seconds: Math.round(duration()) });
    memory.put("recent", others.slice(0, 10));
  }
  if (memory.played(data.slug) && memory.at(data.slug) < 1) document.querySelector(".opening .facts").append(" · ", words.played);
  const queued = () => memory.queue.list().find(([slug]) => slug !== playing()[0]);
  function following() {                   // the first in the queue, else the next of the shelf, as it was shown last, that was not heard yet
    const shelf = memory.list("shelf"), at = shelf.findIndex(([slug]) => slug === playing()[0]);
    return queued() ?? (at < 0 ? null : shelf.slice(at + 1).find(([slug]) => !memory.played(slug)));
  }
  function offer() {
    const next = following(), text = next && fill(words.next_article, { title: next[1] });
    $("skip").hidden = !next;
    if (next) $("skip").setAttribute("aria-label", text);
    for (const place of document.querySelectorAll(".next-article")) {
      const link = document.createElement("a");
      if (next) link.href = address(next);
      link.textContent = text ?? "";
      place.replaceChildren(link);
      place.hidden = !next;
    }
  }
  const folder = ([slug]) => `../${encodeURIComponent(slug)}/`, address = (next) => `${folder(next)}index.html#play`;
  function turn(next) {                    // the sleep timer goes on in the next article
    memory.set("sleep", sleep.until);
    location.href = address(next);
  }
  function onward() {
    const next = following();
    save();
    if (!next) return;
    if (document.hidden) carry(next); else turn(next);
  }
  // Behind a locked screen browsers let no page open another that plays. The sound element goes on with the next
  // article there, and when the page is seen again it becomes that article's, at the same place.
  function carry(next) {
    guest = next;
    memory.queue.remove(next[0]);
    sound.release();
    audio.src = `${folder(next)}${encodeURIComponent(next[0])}.mp3`;
    describe();
    start_();
  }
  $("skip").addEventListener("click", onward);
  audio.addEventListener("ended", () => {
    save();
    if (queued() || following() && $("onward").checked) onward();
  });
  audio.addEventListener("play", () => { memory.queue.remove(data.slug); offer(); });
  addEventListener("storage", (event) => { if (["publish:queue", "publish:shelf"].includes(event.key)) offer(); });
  addEventListener("pageshow", offer);
  offer();
  addEventListener("pagehide", save);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || guest) save();
    if (!document.hidden && guest) turn(guest);
  });
  function place() {
    const hash = named(), time = /^t=([\d.]+)$/.exec(hash);
    const cue = cues.find((cue) => cue.id === hash) ?? cues.find((cue) => hash && by(hash)?.contains(cue.element));
    if (time) return +time[1];
    return cue && cue.begin;
  }
  addEventListener("hashchange", () => {
    const time = place();
    if (time !== undefined && audio.paused) go(time);
  });

  // --- sound ---------------------------------------------------------------------------
  let watching = 0;
  const watch = () => { show(); watching = audio.paused ? 0 : requestAnimationFrame(watch); };
  function running() {
    const playing = !audio.paused;
    root.classList.toggle("playing", playing);
    $("play").setAttribute("aria-label", playing ? words.pause : words.play);
    if (playing && !watching) watch();
    if (!playing) save();
    back();
  }
  audio.addEventListener("play", () => { say(""); running(); follow(); });
  audio.addEventListener("pause", running);
  audio.addEventListener("seeked", () => { show(); tellPlace(); });
  audio.addEventListener("timeupdate", () => {
    show();
    if (!audio.paused && performance.now() - saved > 5000) save();
  });
  audio.addEventListener("loadedmetadata", () => {
    sound.hold();
    seek.max = duration();
    $("all").textContent = clock(duration());
    tellPlace();
    show();
  });
  audio.addEventListener("error", () => say(words.failed, true));
  if (audio.error) say(words.failed, true);

  // --- the system's own controls ---------------------------------------------------------
  const describe = () => guest ? sound.describe(null, `${folder(guest)}cover.jpg`, { title: guest[1] }) : sound.describe(chapters[chapter], data.artwork);
  sound.handle({
    play: start_, pause: () => audio.pause(), stop: () => audio.pause(),
    seekbackward: (d) => skip(-(d.seekOffset ?? data.back)), seekforward: (d) => skip(d.seekOffset ?? data.forward),
    seekto: (d) => go(d.seekTime), previoustrack: () => guest ? go(0) : jump(-1), nexttrack: () => guest ? onward() : jump(1),
  });

  // --- room for the bar, and where to begin ------------------------------------------------
  new ResizeObserver(([entry]) => {
    const fixed = getComputedStyle($("player")).position === "fixed";
    root.style.scrollPaddingBottom = fixed ? `${Math.ceil(entry.target.offsetHeight + 16)}px` : "";
  }).observe(document.querySelector(".bar"));
  $("ticks").append(...sound.ticks());
  if (heard.length) rove(heard[0]);
  describe();
  const wanted = place(), kept = memory.at(data.slug);
  const begin = wanted ?? (kept > 1 && kept < duration() - 3 ? kept : 0);
  if (begin) move(begin);
  show();
  if (cues[current]) rove(cues[current].element);
  if (location.hash === "#play") {         // from the shelf: at once where the browser allows it
    history.replaceState(null, "", location.pathname + location.search);
    $("play").focus({ preventScroll: true });
    const until = +memory.get("sleep");
    memory.set("sleep", 0);
    if (until) sleep.run(until);
    audio.play().catch(() => say(words.press_play));
  }
  root.classList.add("ready");
}
