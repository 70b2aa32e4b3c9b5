// Hear a sentence, keep a change without leaving the page, follow a build.
const status = document.getElementById("status");
const sound = document.getElementById("sound");
const slug = document.body.dataset.slug;

function tell(words, wrong = false) {
  if (!status) return;
  status.textContent = words;
  status.classList.toggle("wrong", wrong);
}

async function post(address, body) {
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
  const given = await answer.json().catch(() => ({ error: "the desk did not answer as it should; is it still running?" }));
  if (!answer.ok) throw new Error(given.error);
  return given;
}

// A change is written first; then the page shows what came of it, at the same place.
async function keep(form, submitter) {
  const fields = new URLSearchParams(new FormData(form, submitter));
  if (form.id === "word") {
    const written = fields.get("word").trim(), scope = fields.get("scope");
    const known = [...document.querySelectorAll(".lexicon .word")]
      .find((each) => each.dataset.word === written && each.dataset.scope === scope);
    fields.set("key", `lexicon\t${written}`);
    fields.set("seen", JSON.stringify(known ? known.dataset.said : null));
  }
  tell("Saving");
  try {
    const given = await post(form.action, fields);
    if (form.classList.contains("build")) return;
    sessionStorage.setItem("desk", JSON.stringify({ at: submitter?.id ?? "", top: scrollY }));
    location.assign(given.page);
  } catch (error) {
    tell(error.message, true);
  }
}

document.addEventListener("submit", (event) => {
  event.preventDefault();
  keep(event.target, event.submitter);
});

// After a change: say so, and put the focus back on the button that made it.
const back = JSON.parse(sessionStorage.getItem("desk") ?? "null");
sessionStorage.removeItem("desk");
if (back && slug) {
  document.getElementById(back.at)?.focus({ preventScroll: true });
  scrollTo(0, back.top);
  tell("Saved");
}

let playing = null;
function stop() {
  sound.pause();
  playing?.classList.remove("playing");
  playing = null;
}

async function play(button, address) {
  const same = playing === button;
  stop();
  if (same) return;
  playing = button;
  button.classList.add("playing");
  sound.src = address;
  try {
    await sound.play();
  } catch (error) {
    if (error.name === "AbortError") return;
    const answer = await fetch(address);
    tell(answer.ok ? "The browser cannot play it" : (await answer.text()).trim(), true);
    stop();
  }
}
sound?.addEventListener("ended", stop);

const sentences = [...document.querySelectorAll(".sentence")];
for (const button of sentences) {
  button.addEventListener("click", () => play(button, `/articles/${slug}/sentences/${encodeURIComponent(button.dataset.id)}.mp3`));
}

const written = document.getElementById("word-written");
const said = document.getElementById("word-said");
const inSentence = document.getElementById("hear-sentence");
let sentence = "";
function fill(word, as = "", scope = "article", from = "") {
  written.value = word;
  said.value = as;
  document.querySelector(`#word [value="${scope}"]`).checked = true;
  sentence = from;
  inSentence.hidden = !from;
}
for (const button of document.querySelectorAll(".word")) {
  button.addEventListener("click", () => {
    const { word, said: as = "", scope = "article" } = button.dataset;
    play(button, hearing(word, word, as));
    fill(word, as, scope);
  });
}
function hearing(text, word, as) {
  return `/articles/${slug}/say.mp3?${new URLSearchParams({ text, word, said: as })}`;
}
for (const button of document.querySelectorAll("#hear, #hear-sentence")) {
  button.addEventListener("click", () => {
    const word = written.value.trim();
    if (word) play(button, hearing(button === inSentence ? sentence : word, word, said.value.trim()));
    else written.focus();
  });
}

document.addEventListener("keydown", (event) => {
  const at = sentences.indexOf(document.activeElement);
  if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    sentences[Math.max(0, Math.min(sentences.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)))].focus();
  } else if (event.key.toLowerCase() === "c") {
    event.preventDefault();
    const marked = getSelection().toString().trim(), text = sentences[at].dataset.text;
    fill(text.includes(marked) ? marked : "", "", "article", text);
    (written.value ? said : written).focus();
  }
});

// Files: chosen, or dropped anywhere.
const files = document.getElementById("files");
async function take(file) {
  if (!file) return;
  tell(`Reading ${file.name}`);
  try {
    location.assign((await post(`/articles?${new URLSearchParams({ name: file.name })}`, file)).page);
  } catch (error) {
    tell(error.message, true);
  }
}
if (files) {
  files.hidden = false;
  document.getElementById("file").addEventListener("change", (event) => take(event.target.files[0]));
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    document.body.classList.add("over");
  });
  document.addEventListener("dragleave", () => document.body.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("over");
    take(event.dataTransfer.files[0]);
  });
}

let going = false;
new EventSource("/progress").addEventListener("message", (event) => {
  const news = JSON.parse(event.data);
  if (news.line && (news.going || going)) tell(news.line);
  if (going && !news.going && !slug) location.reload();
  going = news.going;
});
