// Sound and its times, for the page of the player and for the embedded one.
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
// What an address names after "#"; nothing when that is cut inside a character.
const named = () => { try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; } };
function last(list, time) {                  // the last of a list that has begun, by halving; -1 for none
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle].begin <= time + 0.004) low = middle + 1; else high = middle;
  }
  return low - 1;
}
// The begin of what comes `step` places after number `at`; a step back from what runs for some seconds leads to its own.
function neighbour(list, at, step, time, seconds) {
  const inside = step < 0 && at >= 0 && time - list[at].begin > seconds;
  return list[Math.max(0, Math.min(list.length - 1, inside ? at : at + step))]?.begin;
}

// The seconds by which a key moves along the slider; 0 for another key, which is left to the browser.
function sliderStep(event) {
  const step = { ArrowRight: 5, ArrowUp: 5, ArrowLeft: -5, ArrowDown: -5, PageUp: 60, PageDown: -60 }[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return 0;
  event.preventDefault();
  return step;
}

// A word is a range of the text: the page itself does not change, and nothing new is announced.
function highlighter(root, name) {
  if (!window.Highlight || !CSS.highlights) return null;
  if (!CSS.highlights.has(name)) CSS.highlights.set(name, new Highlight());
  const all = CSS.highlights.get(name), style = new CSSStyleSheet();
  style.replaceSync(`::highlight(${name}) { background: var(--mark-line); color: var(--mark); }`);
  root.adoptedStyleSheets.push(style);       // its style stands here: checkers of style sheets do not know it yet
  let range = null;
  return (wanted) => {
    if (wanted === range) return;
    if (range) all.delete(range);
    if (wanted) all.add(wanted);
    range = wanted;
  };
}
function wordsOf(cue, element) {             // each with its begin, end and range; none where the page shows another text
  const [count, ...figures] = cue.spoken ?? [], letters = [], nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (cue.spoken && nodes.nextNode()) {
    if (nodes.currentNode.parentElement.closest(".noteref, .label")) continue;
    let offset = 0;
    for (const letter of nodes.currentNode.data) {
      if (/\S/u.test(letter)) letters.push([nodes.currentNode, offset, offset + letter.length]);
      offset += letter.length;
    }
  }
  const words = [];
  for (let n = 0; letters.length === count && n < figures.length; n += 4) {
    const [first, end, begin, over] = figures.slice(n, n + 4), range = new Range();
    range.setStart(letters[first][0], letters[first][1]);
    range.setEnd(letters[end - 1][0], letters[end - 1][2]);
    words.push({ begin: cue.begin + begin / 1000, end: cue.begin + over / 1000, range });
  }
  return words;
}
function wordAt(words, time) {
  const word = words[last(words, time)];
  return word && time < word.end ? word.range : null;
}

// `shown` is called when another time is to be shown.
function playback(audio, data, shown) {
  const chapters = data.chapters.map(([title, begin]) => ({ title, begin: begin / 1000 }));
  const cues = data.cues.map(([id, begin, end, text, lang]) => ({ id, text, lang, begin: begin / 1000, end: end / 1000, spoken: data.spoken[begin] }));
  let waiting = null, tries = 10, length = data.duration / 1000;
  // Some browsers forget a position that is set before they have the sound in hand, and send no event that says so:
  // until the sound has played from there it is held: shown, kept, and set again. Who cannot seek plays on after a while.
  const forgotten = () => waiting !== null && audio.currentTime < Math.min(waiting, duration()) - 0.3;
  const now = () => forgotten() ? waiting : audio.currentTime;
  function move(time) {
    waiting = tries ? time : null;
    if (audio.readyState) audio.currentTime = time;
  }
  function hold() {
    if (waiting === null || !audio.readyState) return;
    if (forgotten()) audio.currentTime = waiting;
    else if (!audio.paused && !audio.seeking) tries = 1;
    if (!audio.paused) tries -= 1;
    if (tries) return;
    waiting = null;
    clearInterval(holding);
    shown();
  }
  const holding = setInterval(hold, 200);
  // WebKit may take a file for one that has no length, and plays it so: the page knows better.
  const duration = () => Math.max(Number.isFinite(audio.duration) ? audio.duration : 0, length);
  const release = () => { waiting = null; length = 0; };   // the element plays something else from here on
  const clock = (time) => {
    const s = Math.floor(time + 0.001), parts = [Math.floor(s / 60) % 60, s % 60];
    if (duration() >= 3600) parts.unshift(Math.floor(s / 3600));
    return parts.map((part, i) => String(part).padStart(i ? 2 : 1, "0")).join(":");
  };
  const units = {};                          // making one takes longer than everything else that a second asks for
  const unit = (value, name) =>
    (units[name] ??= new Intl.NumberFormat(data.lang, { style: "unit", unit: name, unitDisplay: "long" })).format(value);
  const spell = (time) => {
    const s = Math.floor(time + 0.001), h = Math.floor(s / 3600), m = Math.floor(s / 60) % 60;
    return [h && unit(h, "hour"), m && unit(m, "minute"), (s % 60 || !(h || m)) && unit(s % 60, "second")].filter(Boolean).join(" ");
  };
  const heard = () => fill(data.words.of, { now: spell(now()), all: spell(duration()) });
  const ticks = () => chapters.slice(1).map((mark) => {
    const tick = document.createElement("span");
    tick.style.insetInlineStart = `calc(.5rem + ${mark.begin / duration()} * (100% - 1rem))`;
    return tick;
  });

  // The system's own controls.
  const session = navigator.mediaSession;
  function describe(chapter, artwork, { title, artist } = data) {
    if (!session || !window.MediaMetadata) return;
    if (chapter) title += ` – ${chapter.title}`;
    const src = artwork && new URL(artwork, document.baseURI).href;   // browsers take it from the web alone
    session.metadata = new MediaMetadata({ title, artist, album: data.album, artwork: /^http/.test(src) ? [{ src, type: "image/jpeg" }] : [] });
  }
  function handle(actions) {
    for (const [action, act] of Object.entries(actions)) { try { session?.setActionHandler(action, act); } catch { /* not supported */ } }
  }
  const position = () => {
    try {
      session?.setPositionState({ duration: duration(), playbackRate: audio.playbackRate, position: Math.min(audio.currentTime, duration()) });
      if (session) session.playbackState = audio.paused ? "paused" : "playing";
    } catch { /* not supported */ }
  };
  for (const event of ["seeked", "ratechange", "play", "pause", "loadedmetadata"]) audio.addEventListener(event, position);
  return { chapters, cues, duration, now, move, hold, release, clock, unit, spell, heard, ticks, describe, handle };
}
