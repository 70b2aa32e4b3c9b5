// <publish-player src="ADDRESS OF AN ARTICLE'S PAGE">: a narration on any page. It keeps nothing and asks no other host.
const SVG = "http://www.w3.org/2000/svg";
function h(name, attributes = {}, ...children) {
  const element = name === "svg" || name === "path" || name === "text" ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== false) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
const icon = (...shapes) => h("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, ...shapes);
const arrow = (d, seconds) => icon(h("path", { d }), h("text", { x: 12, y: 16.5 }, String(seconds)));
const BACK = "M12 5V1L6 6l6 5V7a6 6 0 1 1-6 6H4a8 8 0 1 0 8-8z", FORWARD = "M12 5V1l6 5-6 5V7a6 6 0 1 0 6 6h2a8 8 0 1 1-8-8z";
const sheet = new CSSStyleSheet();
sheet.replaceSync(style);
const dark = matchMedia("(prefers-color-scheme: dark)");

class PublishPlayer extends HTMLElement {
  static observedAttributes = ["src", "theme", "start"];
  #root = this.attachShadow({ mode: "open" });
  #audio = h("audio", { preload: "none" });
  #own = null;                               // what the shown narration is played with
  #turn = 0;
  constructor() {
    super();
    this.#root.append(h("slot"));            // what stands in the element is shown until there is a player
  }
  connectedCallback() { dark.addEventListener("change", this.#dress); this.#load(); }
  disconnectedCallback() { dark.removeEventListener("change", this.#dress); this.#audio.pause(); }
  attributeChangedCallback(name, old, value) {
    if (!this.isConnected || old === value) return;
    if (name === "src") this.#load();
    if (name === "theme") this.#dress();
    if (name === "start") this.seek(value);
  }
  play() { return this.#audio.play(); }
  pause() { this.#audio.pause(); }
  get paused() { return this.#audio.paused; }
  get duration() { return this.#own?.sound.duration() ?? 0; }
  get currentTime() { return this.#own?.sound.now() ?? 0; }
  set currentTime(seconds) { this.seek(seconds); }
  // To seconds, or to a sentence by its id, with or without "#".
  seek(place) { this.#own?.seek(place); }

  async #load() {
    const src = this.getAttribute("src"), turn = ++this.#turn;
    if (!src) return;
    const page = new URL(src, document.baseURI);
    page.search = page.hash = "";
    if (!/\/$|\.html?$/.test(page.pathname)) page.pathname += "/";
    try {
      const answer = await fetch(new URL("embed.json", page), { credentials: "omit", referrerPolicy: "no-referrer" });
      if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
      const data = await answer.json();
      if (turn === this.#turn) this.show(data, page);
    } catch (error) {
      if (turn === this.#turn) this.#tell("error", { message: String(error) });
    }
  }
  // Shows a narration; addresses in `data` count from `base`.
  show(data, base) {
    this.#audio.pause();
    this.#root.adoptedStyleSheets = [];
    this.#audio = h("audio", { preload: "none", src: new URL(data.audio, base) });
    this.#own = player(data, base, this.#audio, this.#root, (type, detail) => this.#tell(type, detail));
    this.#root.adoptedStyleSheets.push(sheet);
    this.#root.replaceChildren(this.#own.frame);
    this.#dress();
    const start = this.getAttribute("start");
    if (start) this.seek(start);
    this.#tell("ready", { slug: data.slug, title: data.title, duration: this.duration });
  }
  #dress = () => {
    const theme = this.getAttribute("theme");
    this.#own?.frame.classList.toggle("night", theme === "night" || theme !== "day" && dark.matches);
  };
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(`publish-${type}`, { detail, bubbles: true, composed: true }));
  }
}

function player(data, base, audio, root, tell) {
  const { labels, words } = data, address = (path) => new URL(path, base).href;
  const language = { lang: data.article.lang, dir: data.article.dir };
  const play = h("button", { type: "button", class: "play", "aria-label": words.play },
    icon(h("path", { class: "when-paused", d: "M7 4v16l13-8z" }), h("path", { class: "when-playing", d: "M6 4h4v16H6zM14 4h4v16h-4z" })));
  const back = h("button", { type: "button", "aria-label": labels.back }, arrow(BACK, data.back));
  const forward = h("button", { type: "button", "aria-label": labels.forward }, arrow(FORWARD, data.forward));
  const speed = h("select", { "aria-label": labels.speed }, ...data.speeds.map(([value, shown]) => h("option", { value, selected: value === 1 }, `${shown}×`)));
  const seek = h("input", { type: "range", min: 0, value: 0, step: "any", "aria-label": labels.position });
  const now = h("span", { class: "time" }), all = h("span", { class: "time" }), ticks = h("span", { class: "ticks", "aria-hidden": "true" });
  const link = h("a", { target: "_top" }), status = h("p", { class: "status", role: "status" });
  const sentence = h("p", { class: "sentence", ...language }, link);
  const frame = h("section", { class: "frame", lang: data.lang, dir: data.dir, "aria-label": `${labels.player}: ${data.title}` },
    ...(data.artwork ? [h("img", { class: "artwork", src: address(data.thumbnail || data.artwork), alt: "", decoding: "async", loading: "lazy" })] : []),
    h("div", { class: "head" },
      h("p", { class: "title", ...language }, h("a", { href: address(data.page), target: "_top" }, data.title)),
      h("p", { class: "facts" }, data.facts.join(" · "))),
    h("div", { class: "seek" }, now, h("div", { class: "track" }, ticks, seek), all),
    h("div", { class: "controls" }, back, play, forward, speed),
    sentence, status);

  const sound = playback(audio, data, show), { cues, chapters } = sound, light = highlighter(root, "publish-player");
  let current = -1, chapter = -1, second = -1, dragging = false;
  function show() {
    const time = sound.now();
    if (!dragging) seek.value = time;
    now.textContent = sound.clock(time);
    if (root.activeElement !== seek || audio.paused) seek.setAttribute("aria-valuetext", sound.heard());
    mark(last(cues, time));
    const cue = cues[current];
    if (light && cue) light(wordAt(cue.words ??= wordsOf(cue, link), time));
    const at = last(chapters, time);
    if (at !== chapter && chapters[at]) {
      chapter = at;
      sound.describe(chapters[at], data.artwork && address(data.artwork));
      tell("chapter", { title: chapters[at].title, time });
    }
    if (Math.floor(time) === second) return;
    second = Math.floor(time);
    tell("time", { time, duration: sound.duration() });
  }
  function mark(index) {
    if (index === current || index < 0) return;
    if (cues[current]) cues[current].words = null;
    light?.(null);
    current = index;
    const { id, text, lang, begin, end } = cues[index];
    link.textContent = text;
    link.href = address(`${data.page}#${encodeURIComponent(id)}`);
    if (lang) link.lang = lang; else link.removeAttribute("lang");
    sentence.scrollTop = 0;
    tell("sentence", { id, text, begin, end, link: link.href });
  }
  function go(place) {
    const id = String(place).replace(/^#/, ""), cue = cues.find((cue) => cue.id === id), time = cue ? cue.begin : parseFloat(id);
    if (!Number.isFinite(time)) return;
    sound.move(Math.max(0, Math.min(time, sound.duration() - 0.05)));
    show();
  }
  const start = () => audio.play().catch(() => { if (audio.error) status.textContent = words.failed; });
  const skip = (step) => go(sound.now() + step);
  const jump = (step) => go(neighbour(chapters, chapter, step, sound.now(), 3));

  play.addEventListener("click", () => { if (audio.paused) start(); else audio.pause(); });
  back.addEventListener("click", () => skip(-data.back));
  forward.addEventListener("click", () => skip(data.forward));
  speed.addEventListener("change", () => { audio.defaultPlaybackRate = audio.playbackRate = +speed.value; });
  seek.addEventListener("pointerdown", () => { dragging = true; });
  seek.addEventListener("change", () => { dragging = false; });
  seek.addEventListener("input", () => go(+seek.value));
  seek.addEventListener("keydown", (event) => { const step = sliderStep(event); if (step) skip(step); });
  let watching = 0;
  const watch = () => { show(); watching = audio.paused ? 0 : requestAnimationFrame(watch); };
  const state = (type) => {
    frame.classList.toggle("playing", !audio.paused);
    play.setAttribute("aria-label", audio.paused ? words.play : words.pause);
    tell(type, { time: sound.now() });
  };
  audio.addEventListener("play", () => {
    status.textContent = "";
    state("play");
    sound.handle({
      play: start, pause: () => audio.pause(), stop: () => audio.pause(), seekto: (d) => go(d.seekTime),
      seekbackward: (d) => skip(-(d.seekOffset ?? data.back)), seekforward: (d) => skip(d.seekOffset ?? data.forward),
      previoustrack: () => jump(-1), nexttrack: () => jump(1),
    });
    if (!watching) watch();
  });
  audio.addEventListener("pause", () => state("pause"));
  audio.addEventListener("ended", () => tell("ended", { time: sound.now() }));
  audio.addEventListener("seeked", show);
  audio.addEventListener("timeupdate", show);
  audio.addEventListener("error", () => { status.textContent = words.failed; tell("error", { message: words.failed }); });
  const length = () => { sound.hold(); seek.max = sound.duration(); all.textContent = sound.clock(sound.duration()); show(); };
  audio.addEventListener("loadedmetadata", length);
  ticks.append(...sound.ticks());
  seek.max = sound.duration();
  length();
  return { frame, sound, seek: go };
}

if (!customElements.get("publish-player")) customElements.define("publish-player", PublishPlayer);
