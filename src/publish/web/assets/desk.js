// Hear a sentence, keep a change without leaving the page, follow a build.
const status = document.getElementById("status");
const sound = document.getElementById("sound");
const slug = document.body.dataset.slug;
const settings = `/articles/${slug}/settings`;

function tell(words, wrong = false) {
  if (!status) return;
  status.textContent = words;
  status.classList.toggle("wrong", wrong);
}

async function post(address, body, type) {
  const headers = { Accept: "application/json", ...(type && { "Content-Type": type }) };
  const answer = await fetch(address, { method: "POST", body, headers }).catch(() => {
    throw new Error("The desk does not answer; what you typed is still here. Start it again, then save.");
  });
  const given = await answer.json().catch(() => ({ error: "the desk did not answer as it should; is it still running?" }));
  if (!answer.ok) throw new Error(given.error);
  return given;
}

// What was typed and not yet saved is kept in the browser, and stands there again after a reload.
const typed = [...document.querySelectorAll("form[method] :is(input[type=text], input[type=url], textarea)")];
const noted = (field) => `desk:${location.pathname}:${field.id}`;
function unsaved(field) {
  field.classList.add("unsaved");
  field.setAttribute("aria-description", "not saved yet");
}
for (const field of typed) {
  const before = localStorage.getItem(noted(field));
  if (before !== null && before !== field.value) {
    field.value = before;
    unsaved(field);
    tell(`Not saved yet: ${document.querySelector(`label[for="${field.id}"]`)?.textContent ?? "a field"}`);
  }
  field.addEventListener("input", () => {
    localStorage.setItem(noted(field), field.value);
    unsaved(field);
  });
}
function forget(form) {
  for (const field of typed) if (form.contains(field)) localStorage.removeItem(noted(field));
}

// A change is written first; then the page shows what came of it, at the same place.
async function save(address, fields, at, form) {
  tell("Saving");
  try {
    const given = await post(address, fields);
    if (form) forget(form);
    if (form?.classList.contains("build")) return;
    sessionStorage.setItem("desk", JSON.stringify({ ...at, top: scrollY }));
    location.assign(given.page);
  } catch (error) {
    tell(error.message, true);
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "get") return;
  event.preventDefault();
  const fields = new URLSearchParams(new FormData(form, event.submitter));
  if (form.id === "word") {
    const written = fields.get("word").trim(), scope = fields.get("scope");
    const known = [...document.querySelectorAll(".lexicon .word")]
      .find(({ dataset: each }) => each.word === written && each.scope === scope && (scope !== "sentence" || each.sentence === fields.get("sentence")));
    fields.set("seen", JSON.stringify(known ? known.dataset.said : null));
  }
  save(form.action, fields, { at: event.submitter?.id ?? "" }, form);
});

let playing = null;
function stop() {
  sound.pause();
  playing?.classList.remove("playing");
  playing = null;
}

// Play a sound for a button; true once it was heard to its end.
async function play(button, address) {
  const same = playing === button;
  stop();
  if (same) return false;
  playing = button;
  button.classList.add("playing");
  sound.src = address;
  try {
    const ended = new Promise((done) => {
      sound.addEventListener("ended", () => done(true), { once: true });
      sound.addEventListener("pause", () => done(sound.ended), { once: true });
    });
    await sound.play();
    return await ended;
  } catch (error) {
    if (error.name === "AbortError") return false;
    const answer = await fetch(address).catch(() => null);
    const why = answer ? (await answer.text()).trim() : "The desk does not answer; start it again";
    tell(answer?.ok ? "The browser cannot play it" : why, true);
    stop();
    return false;
  }
}
sound?.addEventListener("ended", stop);

// The sentences: one stop of the Tab key, arrow keys inside, and what can be done with the one in focus.
const sentences = [...document.querySelectorAll(".sentence")];
const tools = document.getElementById("tools");
function choose(button) {
  for (const each of sentences) each.tabIndex = each === button ? 0 : -1;
  if (tools.previousElementSibling === button) return;
  const { skipped, passage } = button.dataset;
  tools.querySelector("[data-do=skip]").textContent = skipped ? "Say it" : "Do not say it";
  tools.querySelector("[data-do=skip]").hidden = !skipped && (!passage || button.classList.contains("silent"));
  tools.querySelector("[data-do=drop]").hidden = !passage;
  button.after(tools);
  tools.hidden = false;
}
const heard = (button) => play(button, `/articles/${slug}/sentences/${encodeURIComponent(button.dataset.id)}.mp3`);
// From one sentence to the next, without those that are not said; the focus stays, so that no reader speaks over it.
async function playOn(button) {
  const rest = sentences.slice(sentences.indexOf(button));
  for (const each of rest) {
    if (each !== button && each.classList.contains("silent")) continue;
    if (each !== button) each.scrollIntoView({ block: "nearest" });
    if (!(await heard(each))) return;
  }
}
function act(button, what) {
  const { id, text, skipped, passage, kept } = button.dataset, at = { at: `say-${id}`, row: sentences.indexOf(button) };
  const listed = (key, verb, words) => save(settings, new URLSearchParams({ key, [verb]: words }), at);
  if (what === "on") playOn(button);
  else if (what === "correct") correct(button);
  else if (what === "skip" && skipped) listed("skip_sentences", "remove", skipped);
  else if (what === "skip" && passage && !button.classList.contains("silent")) listed("skip_sentences", "add", text.split(/\s+/).slice(0, 12).join(" "));
  else if (what === "drop" && kept) listed("keep_passages", "remove", kept);
  else if (what === "drop" && passage) listed("drop_passages", "add", passage);
}
sentences.forEach((button, n) => {
  button.tabIndex = n ? -1 : 0;
  button.addEventListener("focus", () => choose(button));
  button.addEventListener("click", () => {
    button.focus();
    heard(button);
  });
});
tools?.addEventListener("click", (event) => {
  const what = event.target.dataset.do;
  if (what) act(tools.previousElementSibling, what);
});
const KEYS = { " ": "on", c: "correct", s: "skip", x: "drop" };
document.addEventListener("keydown", (event) => {
  const at = sentences.indexOf(document.activeElement);
  if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], what = KEYS[event.key.toLowerCase()];
  if (!step && !what) return;
  event.preventDefault();
  if (what === "on" && sentences.includes(playing)) {
    const last = playing;
    stop();
    last.focus();
  } else if (step) sentences[Math.max(0, Math.min(sentences.length - 1, at + step))].focus();
  else act(sentences[at], what);
});

document.addEventListener("keyup", (event) => {
  if (event.key === " " && sentences.includes(document.activeElement)) event.preventDefault(); // Firefox would press it
});

// From a listener's correction: to its sentence.
const named = /^#sentence=(.+)$/.exec(location.hash)?.[1];
sentences.find((button) => button.dataset.id === named)?.focus();

// A word: what is said now, ways to say it, the sounds to write it with.
const written = document.getElementById("word-written");
const said = document.getElementById("word-said");
const inSentence = document.getElementById("hear-sentence");
const variants = document.getElementById("variants");
let sentence = "";
function fill(word, as = "", scope = "article", from = "", alone = from.split(/\s+/).slice(0, 12).join(" ")) {
  written.value = word;
  said.value = as;
  document.querySelector(`#word [value="${scope}"]`).checked = true;
  document.querySelector("#word [name=sentence]").value = alone;
  document.getElementById("scope-sentence").hidden = !alone;
  document.getElementById("scope-words").textContent = alone;
  sentence = from;
  inSentence.hidden = !from;
  variants.replaceChildren();
  now();
}
function correct(button) {
  const marked = getSelection().toString().trim(), { text } = button.dataset;
  fill(text.includes(marked) ? marked : "", "", "article", text);
  (written.value ? said : written).focus();
}
function hearing(text, word, as) {
  return `/articles/${slug}/say.mp3?${new URLSearchParams({ text, word, said: as })}`;
}
async function ways() {
  const word = written.value.trim();
  const answer = word && (await fetch(`/articles/${slug}/ways?${new URLSearchParams({ word })}`).catch(() => null));
  return answer?.ok ? answer.json() : { spoken: "", ways: [] };
}
async function now() {
  const { spoken } = await ways();
  document.getElementById("word-now").textContent = spoken ? `Said now as: ${spoken}` : "";
}
written?.addEventListener("change", now);
for (const button of document.querySelectorAll(".word")) {
  button.addEventListener("click", () => {
    const { word, said: as = "", scope = "article", sentence: alone = "" } = button.dataset;
    play(button, hearing(word, word, as));
    fill(word, as, scope, "", alone);
  });
}
for (const button of document.querySelectorAll("#hear, #hear-sentence")) {
  button.addEventListener("click", () => {
    const word = written.value.trim();
    if (word) play(button, hearing(button === inSentence ? sentence : word, word, said.value.trim()));
    else written.focus();
  });
}
document.getElementById("hear-variants")?.addEventListener("click", async () => {
  const word = written.value.trim();
  if (!word) return written.focus();
  const found = (await ways()).ways;
  const buttons = found.map(({ name, said: as }) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `${name}: ${as}`;
    button.addEventListener("click", () => {
      said.value = as;
      play(button, hearing(word, word, as));
    });
    return [button, as];
  });
  variants.replaceChildren(...buttons.map(([button]) => {
    const item = document.createElement("li");
    item.append(button);
    return item;
  }));
  tell(found.length ? "Press the one that is right" : "No language spells it another way");
  for (const [button, as] of buttons) if (!(await play(button, hearing(word, word, as)))) break;
});
for (const button of document.querySelectorAll("[data-sound]")) {
  button.addEventListener("click", () => {
    const spelt = /^\/.*\/$/.test(said.value) ? said.value : "//";
    const at = said.value === spelt ? Math.min(Math.max(said.selectionStart, 1), spelt.length - 1) : 1;
    said.value = spelt.slice(0, at) + button.dataset.sound + spelt.slice(at);
    const end = at + button.dataset.sound.length;
    said.setSelectionRange(end, end);
    said.dispatchEvent(new Event("input"));
    tell(said.value);
  });
}

// How long a description is.
for (const field of document.querySelectorAll("[data-count]")) {
  const count = document.createElement("p");
  count.className = "help";
  field.form.append(count);
  const show = () => {
    const length = field.value.trim().length;
    count.textContent = `${length} characters${length > field.dataset.count ? `; more than ${field.dataset.count} are hard to take in` : ""}`;
  };
  field.addEventListener("input", show);
  show();
}

// The list: rows that hold the words.
const search = document.getElementById("search");
search?.addEventListener("input", () => {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = [...document.querySelectorAll("tbody tr")];
  for (const row of rows) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
  tell(`${rows.filter((row) => !row.hidden).length} of ${rows.length} articles`);
});

// Files: chosen, or dropped anywhere. Several, or a folder, are a page with what belongs to it.
const files = document.getElementById("files");
async function take(list) {
  const known = [...list].filter(({ file }) => !file.name.startsWith("."));
  if (!known.length) return;
  const name = known.length > 1 ? known[0].path.split("/")[0] : known[0].file.name;
  const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;
  const size = known.reduce((sum, { file }) => sum + file.size, 0);
  if (size > files.dataset.most) {
    tell(`${name} has ${megabytes(size)}, and ${megabytes(files.dataset.most)} are the most; leave out what the page does not need`, true);
    return;
  }
  tell(`Reading ${name}`);
  try {
    const several = known.length > 1;
    const index = JSON.stringify(known.map(({ path, file }) => [path, file.size])) + "\n";
    const body = several ? new Blob([index, ...known.map(({ file }) => file)]) : known[0].file;
    const asked = new URLSearchParams({ name, ...(several && { files: "several" }) });
    location.assign((await post(`/articles?${asked}`, body, "application/octet-stream")).page);
  } catch (error) {
    tell(error.message, true);
  }
}
const chosen = (list) => take([...list].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
async function dropped(entry, before = "") {
  const path = before + entry.name;
  if (entry.isFile) return [{ path, file: await new Promise((done, failed) => entry.file(done, failed)) }];
  const reader = entry.createReader(), inside = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) break;
    inside.push(...some);
  }
  return (await Promise.all(inside.map((each) => dropped(each, `${path}/`)))).flat();
}
if (files) {
  files.hidden = false;
  for (const input of files.querySelectorAll("input")) input.addEventListener("change", () => chosen(input.files));
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    document.body.classList.add("over");
  });
  document.addEventListener("dragleave", () => document.body.classList.remove("over"));
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    document.body.classList.remove("over");
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const folder = entries.some((entry) => entry.isDirectory);
    if (folder) take((await Promise.all(entries.map((entry) => dropped(entry)))).flat());
    else chosen(event.dataTransfer.files);
  });
}

// After a change: say so, and put the focus back on what made it.
const back = JSON.parse(sessionStorage.getItem("desk") ?? "null");
sessionStorage.removeItem("desk");
if (back) {
  const row = sentences[Math.min(back.row ?? -1, sentences.length - 1)];
  (document.getElementById(back.at) ?? row)?.focus({ preventScroll: true });
  scrollTo(0, back.top);
  if (back.line || slug) tell(back.line ?? "Saved");
}

// How far it is: the bar and the sentence beside it change often and are not announced, the status line is.
function follow(news) {
  const box = document.getElementById("going"), part = document.getElementById("part");
  if (!box) return;
  box.hidden = !news.going;
  document.getElementById("far").textContent = news.far;
  if (news.part === null) part.removeAttribute("value");
  else part.value = news.part;
}

let going = false;
new EventSource("/progress").addEventListener("message", (event) => {
  const news = JSON.parse(event.data);
  if (news.line && (news.going || going)) tell(news.line);
  follow(news);
  if (going && !news.going && !slug) {
    sessionStorage.setItem("desk", JSON.stringify({ at: "done", top: scrollY, line: news.line }));
    location.reload();
  }
  if (going && !news.going && slug) {
    const play = document.getElementById("play-built");
    fetch(play.href, { method: "HEAD" }).then(({ ok }) => (play.hidden = !ok), () => {});
  }
  going = news.going;
});
