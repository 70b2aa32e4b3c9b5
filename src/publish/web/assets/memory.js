// What the pages of a show keep in the browser: the one place that reads and writes it.
const memory = {
  get(key) { try { return localStorage.getItem("publish:" + key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem("publish:" + key, value); } catch { /* private window, full, or forbidden */ } },
  list(key) { try { return JSON.parse(memory.get(key)) ?? []; } catch { return []; } },
  put(key, list) { memory.set(key, JSON.stringify(list)); },
  at: (slug) => +memory.get("at:" + slug) || 0,                    // seconds; 0 where nothing was heard, or all of it
  queue: {                                   // what a reader chose to hear next: [slug, title, language]
    list: () => memory.list("queue"),
    has: (slug) => memory.queue.list().some(([own]) => own === slug),
    add(...article) { memory.put("queue", [...memory.queue.list().filter(([slug]) => slug !== article[0]), article]); },
    remove(slug) { if (memory.queue.has(slug)) memory.put("queue", memory.queue.list().filter(([own]) => own !== slug)); },
  },
  played: (slug) => memory.get("done:" + slug) === "yes",
};
