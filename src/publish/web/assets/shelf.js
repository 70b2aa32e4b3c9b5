// Search, order and pages of the shelf. Without script the whole list is there.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const theme = localStorage.getItem("publish:theme");
    if (theme) root.dataset.theme = theme;
  } catch { /* no storage */ }
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
    const shelf = $("shelf"), cards = [...document.querySelectorAll(".card")];
    if (!cards.length) return;
    const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
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
    let limit = data.size;
    function show() {
      const wanted = fold($("search").value).split(/\s+/).filter(Boolean), base = $("language")?.value ?? "";
      const found = cards.filter((card) => {
        const { text, base: own } = known.get(card);
        return (!base || own === base) && wanted.every((word) => text.includes(word));
      });
      found.sort((a, b) => orders[$("order").value](known.get(a), known.get(b)));
      const set = new Set(found.slice(0, limit));
      for (const card of cards) card.hidden = !set.has(card);
      shelf.append(...found);
      $("more").hidden = found.length <= limit;
      const shown = Math.min(limit, found.length), number = new Intl.NumberFormat(document.querySelector("main").lang);
      const count = shown < found.length ? `${number.format(shown)} / ${number.format(found.length)}` : number.format(shown);
      $("found").textContent = found.length ? data.found.replace("{n}", count) : data.none;
    }
    const again = () => { limit = data.size; show(); };
    $("search").addEventListener("input", again);
    $("order").addEventListener("change", again);
    $("language")?.addEventListener("change", again);
    $("filters").addEventListener("submit", (event) => event.preventDefault());
    $("more").addEventListener("click", () => {
      const from = limit;
      limit += data.size;
      show();
      [...document.querySelectorAll(".card:not([hidden])")][from]?.querySelector("a").focus();
    });
    show();
  });
})();
