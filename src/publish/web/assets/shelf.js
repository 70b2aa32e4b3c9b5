// Search, order and pages of the shelf. Without script the whole list is there.
const root = document.documentElement;
root.classList.add("js");
const theme = memory.get("theme");
if (theme) root.dataset.theme = theme;
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

// The articles of a page that has them all: keys are cards.
function here(cards) {
  const known = new Map(cards.map((card, i) => [card, {
    i, text: fold(card.textContent + " " + card.dataset.more), base: card.dataset.lang.split("-")[0].toLowerCase(),
    when: card.dataset.when, seconds: +card.dataset.seconds, title: card.querySelector("h2").textContent,
  }]));
  const orders = {
    newest: (a, b) => a.i - b.i,
    oldest: (a, b) => (a.when || "9").localeCompare(b.when || "9") || a.i - b.i,
    shortest: (a, b) => a.seconds - b.seconds || a.i - b.i,
    longest: (a, b) => b.seconds - a.seconds || a.i - b.i,
    title: (a, b) => a.title.localeCompare(b.title, root.lang) || a.i - b.i,
  };
  return {
    find(text, base, order) {
      const wanted = fold(text).split(/\s+/).filter(Boolean);
      const found = cards.filter((card) => {
        const { text, base: own } = known.get(card);
        return (!base || own === base) && wanted.every((word) => text.includes(word));
      });
      return found.sort((a, b) => orders[order](known.get(a), known.get(b)));
    },
    take: (found) => found,
  };
}

// How far an article was heard, in words of its own language; a date as the reader's own region writes it.
function state(card, data) {
  const link = card.querySelector(".play"), words = data.cards[card.lang], slug = card.dataset.slug;
  if (link && words) {
    const at = memory.at(slug), left = card.dataset.seconds - at;
    const played = memory.played(slug) && at < 1;
    link.querySelector(".act").textContent = at > 1 ? words.continue : words.play;
    const minutes = new Intl.NumberFormat(card.lang, { style: "unit", unit: "minute", unitDisplay: "long" });
    card.querySelector(".state").textContent =
      at > 1 ? words.left.replace("{time}", minutes.format(Math.max(1, Math.round(left / 60)))) : played ? words.played : "";
    card.classList.toggle("played", played);
    link.style.setProperty("--heard", at > 1 ? at / card.dataset.seconds : 0);
  }
  const time = card.querySelector("time"), own = navigator.language;
  if (time && own.split("-")[0] === card.lang.split("-")[0]) {
    const [year, month, day] = time.dateTime.slice(0, 10).split("-").map(Number);
    if (day) time.textContent = new Intl.DateTimeFormat(own, { dateStyle: "long" }).format(new Date(year, month - 1, day));
  }
}
function recent(data) {
  const list = document.querySelector("#recent ul");
  for (const { slug, title, lang } of memory.list("recent").slice(0, 3)) {
    if (!(memory.at(slug) > 1)) continue;
    const item = document.createElement("li"), link = document.createElement("a");
    link.href = `${encodeURIComponent(slug)}/index.html#play`;
    link.className = "button";
    link.lang = lang;
    link.dir = "auto";
    link.textContent = title;
    item.append(link);
    list.append(item);
  }
  document.getElementById("recent").hidden = !list.children.length;
}

document.addEventListener("DOMContentLoaded", () => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const copy = $("copy");
  if (copy && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText($("feed").value); $("copied").textContent = $("copied").dataset.text; } catch { $("feed").select(); }
    });
  }
  const shelf = $("shelf"), cards = [...document.querySelectorAll(".card")], pages = $("pages");
  if (!cards.length) return;
  const articles = pages ? window.publish.articles(fold, data) : here(cards);
  const number = new Intl.NumberFormat(document.querySelector("main").lang);
  let limit = data.size, turn = 0;
  recent(data);
  function tell(shown, all) {
    const count = shown < all ? `${number.format(shown)} / ${number.format(all)}` : number.format(shown);
    $("found").textContent = all ? data.found.replace("{n}", count) : data.none;
  }
  async function show() {
    const text = $("search").value, base = $("language")?.value ?? "", order = $("order").value, own = ++turn;
    if (pages) {
      const rest = !text.trim() && !base && order === "newest";
      pages.hidden = !rest;
      if (rest) {  // the page as it came
        place(cards);
        $("more").hidden = true;
        if (data.total) tell(cards.length, data.total); else $("found").textContent = "";
        return;
      }
    }
    const slow = setTimeout(() => { if (own === turn) $("found").textContent = data.searching; }, 300);
    try {
      const found = await articles.find(text, base, order);
      if (own !== turn) return;
      const shown = await articles.take(found.slice(0, limit));
      if (own !== turn) return;
      place(shown);
      $("more").hidden = found.length <= limit;
      tell(shown.length, found.length);
    } catch {
      if (own !== turn) return;
      $("found").textContent = data.broken;
      if (pages) pages.hidden = false;
    } finally {
      clearTimeout(slow);
    }
  }
  function place(shown) {
    shelf.replaceChildren(...shown);
    for (const card of shown) state(card, data);
    const order = shown.filter((card) => card.querySelector(".play"));
    memory.put("shelf", order.slice(0, 500).map((card) => [card.dataset.slug, card.querySelector("h2").textContent]));
  }
  const again = () => { limit = data.size; show(); };
  $("search").addEventListener("input", again);
  $("order").addEventListener("change", again);
  $("language")?.addEventListener("change", again);
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("more").addEventListener("click", async () => {
    const from = limit;
    limit += data.size;
    await show();
    shelf.children[from]?.querySelector("a").focus();
  });
  show();
});
