// Search, order and pages of the shelf. Without script the whole list is there.
const root = document.documentElement;
root.classList.add("js");
const theme = memory.get("theme");
if (theme) root.dataset.theme = theme;
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").replace(/[“”„«»]/g, '"').toLowerCase();

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
    card.querySelector(".state").textContent = at > 1 ? words.left.replace("{time}", minutes(card.lang, left)) : played ? words.played : "";
    const later = card.querySelector(".later");
    later.hidden = false;
    later.setAttribute("aria-pressed", memory.queue.has(slug));
    card.classList.toggle("played", played);
    link.style.setProperty("--heard", at > 1 ? at / card.dataset.seconds : 0);
  }
  const time = card.querySelector("time"), own = navigator.language;
  if (time && own.split("-")[0] === card.lang.split("-")[0]) {
    const [year, month, day] = time.dateTime.slice(0, 10).split("-").map(Number);
    if (day) time.textContent = new Intl.DateTimeFormat(own, { dateStyle: "long" }).format(new Date(year, month - 1, day));
  }
}
const minutes = (lang, seconds) =>
  new Intl.NumberFormat(lang, { style: "unit", unit: "minute", unitDisplay: "long" }).format(Math.max(1, Math.round(seconds / 60)));
const spoken = (data, lang) => [lang, lang.split("-")[0], "en", ...Object.keys(data.cards)].find((tag) => data.cards[tag]);
function to(slug, title, lang) {             // a link that plays an article
  const link = document.createElement("a"), name = document.createElement("span");
  link.href = `${encodeURIComponent(slug)}/index.html#play`;
  link.className = "resume";
  link.lang = lang;
  link.dir = "auto";
  name.textContent = title;
  link.append(name);
  return link;
}
function list(id, items) {
  const section = document.getElementById(id), place = section.querySelector("ul, ol");
  place.replaceChildren(...items.map((parts) => {
    const item = document.createElement("li");
    item.append(...parts);
    return item;
  }));
  section.hidden = !items.length;
}
function recent(data) {
  const begun = memory.list("recent").filter(({ slug }) => memory.at(slug) > 1).slice(0, 3);
  list("recent", begun.map(({ slug, title, lang, seconds }) => {
    const link = to(slug, title, lang), state = document.createElement("span");
    if (seconds) {
      state.className = "state";
      state.lang = spoken(data, lang);
      state.textContent = data.cards[state.lang].left.replace("{time}", minutes(state.lang, seconds - memory.at(slug)));
      link.style.setProperty("--heard", memory.at(slug) / seconds);
      link.append(state);
    }
    return [link];
  }));
}
function queue(data) {
  list("queue", memory.queue.list().map(([slug, title, lang]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "remove";
    button.textContent = "×";
    button.lang = spoken(data, lang);
    button.setAttribute("aria-label", data.cards[button.lang].remove.replace("{title}", title));
    button.addEventListener("click", () => {
      const place = button.closest("li"), at = [...place.parentElement.children].indexOf(place);
      memory.queue.remove(slug);
      again(data);
      const left = document.querySelectorAll("#queue .remove");
      (left[Math.min(at, left.length - 1)] ?? document.getElementById("search")).focus();
    });
    return [to(slug, title, lang), button];
  }));
}
function again(data) {
  recent(data);
  queue(data);
  for (const card of document.querySelectorAll(".card")) state(card, data);
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
  queue(data);
  shelf.addEventListener("click", ({ target }) => {
    const later = target.closest(".later"), card = later?.closest(".card");
    if (!later) return;
    if (memory.queue.has(card.dataset.slug)) memory.queue.remove(card.dataset.slug);
    else memory.queue.add(card.dataset.slug, card.querySelector("h2").textContent, card.dataset.lang);
    again(data);
  });
  const refresh = (event) => { if (event.persisted || event.key) again(data); };   // heard or chosen on another page
  addEventListener("pageshow", refresh);
  addEventListener("storage", refresh);
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
    memory.put("shelf", order.slice(0, 500).map((card) => [card.dataset.slug, card.querySelector("h2").textContent, card.dataset.lang]));
  }
  const anew = () => { limit = data.size; show(); };
  $("search").addEventListener("input", anew);
  $("order").addEventListener("change", anew);
  $("language")?.addEventListener("change", anew);
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("more").addEventListener("click", async () => {
    const from = limit;
    limit += data.size;
    await show();
    shelf.children[from]?.querySelector("a").focus();
  });
  show();
});
