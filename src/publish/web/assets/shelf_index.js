// The articles of a long shelf: keys are numbers, the oldest article's is 0. Index and cards are loaded in pieces.
window.publish = (() => {
  const pieces = new Map(), loading = new Map();
  const plain = { createHTML: (text) => text, createScriptURL: (text) => text };
  const trusted = window.trustedTypes ? window.trustedTypes.createPolicy("shelf", plain) : plain;
  let version = "";

  function load(name) {
    if (!loading.has(name)) {
      loading.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = trusted.createScriptURL(`${name}.js${version}`);
        script.onload = () => { script.remove(); pieces.has(name) ? resolve(pieces.get(name)) : script.onerror(); };
        script.onerror = () => { loading.delete(name); reject(new Error(name)); };
        document.head.append(script);
      }));
    }
    return loading.get(name);
  }

  function articles(fold, data) {
    const spaceless = data.spaceless.map(([first, last]) => `${first}-${last}`).join("");
    const part = new RegExp(`[${spaceless}]+|[^${spaceless}]+`, "gu"), pairs = new RegExp(`^[${spaceless}]`, "u");
    const index = () => load(data.index.replace(/\.js$/, "")).then((found) => {
      version = `?${found.version}`;
      return found;
    });

    // As the index was made: words, and of scripts without spaces each pair of characters.
    function terms(text) {
      const found = [];
      for (const word of fold(text).match(/[\p{L}\p{N}]+/gu) ?? []) {
        for (const run of word.match(part)) {
          if (!pairs.test(run) || run.length < 2) found.push(run);
          else for (let n = 0; n + 1 < run.length; n++) found.push(run.slice(n, n + 2));
        }
      }
      return [...new Set(found)];
    }

    async function having(term, { count, first }) {
      let from = 0;
      while (from + 1 < first.length && first[from + 1] <= term) from++;
      let to = from;
      while (to + 1 < first.length && first[to + 1].startsWith(term)) to++;
      const names = Array.from({ length: to - from + 1 }, (_, n) => `search-${String(from + n + 1).padStart(4, "0")}`);
      const found = new Uint8Array(count);
      for (const piece of await Promise.all(names.map(load))) {
        for (const [word, numbers] of Object.entries(piece)) {
          if (!word.startsWith(term)) continue;
          let number = 0;
          for (const step of numbers.split(" ")) found[number += parseInt(step, 36)] = 1;
        }
      }
      return found;
    }

    async function sorted(found, order, { undated }) {
      if (order === "newest") return found.reverse();
      if (order === "oldest") return [...found.filter((n) => n >= undated), ...found.filter((n) => n < undated).reverse()];
      if (order === "title") {
        const titles = await load("search-titles"), { compare } = new Intl.Collator(document.documentElement.lang || "en");
        return found.sort((a, b) => compare(titles[a], titles[b]) || b - a);
      }
      const { seconds } = await load("search-orders"), sign = order === "shortest" ? 1 : -1;
      return found.sort((a, b) => sign * (seconds[a] - seconds[b]) || b - a);
    }

    return {
      async find(text, base, order) {
        const whole = await index();
        const sets = await Promise.all(terms(text).map((term) => having(term, whole)));
        let found = Array.from({ length: whole.count }, (_, n) => n);
        if (base) {
          const { bases, lang } = await load("search-orders"), wanted = bases.indexOf(base);
          found = found.filter((n) => lang[n] === wanted);
        }
        return sorted(found.filter((n) => sets.every((set) => set[n])), order, whole);
      },
      async take(found) {
        const { page } = await index();
        const wanted = [...new Set(found.map((n) => Math.floor(n / page)))];
        const cards = new Map(await Promise.all(wanted.map(async (number) => [
          number, await load(`shelf-${String(number + 1).padStart(5, "0")}`),
        ])));
        const holder = document.createElement("template");
        holder.innerHTML = trusted.createHTML(found.map((n) => cards.get(Math.floor(n / page))[n % page]).join(""));
        return [...holder.content.children];
      },
    };
  }

  return { articles, put: (name, value) => pieces.set(name, value) };
})();
