// The page in an iframe: what happens in its player goes to the page around it, and what that asks for is done.
const shown = document.querySelector("publish-player"), around = window.parent === window ? null : window.parent;
const EVENTS = ["ready", "play", "pause", "ended", "time", "sentence", "chapter", "error"];
const post = (type, detail) => around?.postMessage({ source: "publish-player", type, ...detail }, "*");
for (const type of EVENTS) shown.addEventListener(`publish-${type}`, (event) => post(type, event.detail));
addEventListener("message", (event) => {
  if (event.source !== around || event.data?.target !== "publish-player") return;
  const { type, place } = event.data;
  if (type === "play") shown.play().catch(() => {});   // the browser may want a click in the frame first
  if (type === "pause") shown.pause();
  if (type === "seek") shown.seek(place);
});
const hash = named().replace(/^t=/, "");
if (hash) shown.setAttribute("start", hash);
shown.show(JSON.parse(document.getElementById("data").textContent), location.href);
new ResizeObserver(() => post("size", { height: document.documentElement.scrollHeight })).observe(shown);
