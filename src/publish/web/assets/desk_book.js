// A book in its frame: turn its parts, and light up what is read aloud as the book's overlays say.
const frame = document.getElementById("book");

function reader() {
  const { root } = frame.dataset, parts = JSON.parse(frame.dataset.parts);
  const status = document.getElementById("status"), read = document.getElementById("read");
  const back = document.getElementById("back"), on = document.getElementById("on");
  const sound = new Audio();
  let pairs = [], at = -1, marked = null, going = false;

  const shown = () => decodeURI(frame.contentWindow.location.pathname).slice(root.length);
  const part = () => parts.indexOf(shown());
  const paired = ([id, file, begin, end]) => ({ id, file: new URL(root + file, location.href).href, begin, end });
  const overlays = new Map(Object.entries(JSON.parse(frame.dataset.overlays)).map(([path, all]) => [path, all.map(paired)]));

  function mark(element) {
    marked?.classList.remove("-epub-media-overlay-active");
    marked = element;
    marked?.classList.add("-epub-media-overlay-active");
    marked?.scrollIntoView({ block: "center" });
  }
  function stop() {
    going = false;
    sound.pause();
    if (read) read.textContent = "Read aloud";
  }
  function turn(step) {
    const next = parts[part() + step];
    if (next) frame.contentWindow.location.replace(root + next);
    return Boolean(next);
  }

  async function speak(number) {
    at = number;
    const pair = pairs[at];
    if (!pair) {
      if (!turn(1)) {
        stop();
        status.textContent = "The end of the book";
      }
      return;
    }
    mark(frame.contentDocument.getElementById(pair.id));
    if (sound.src !== pair.file) sound.src = pair.file;
    if (Math.abs(sound.currentTime - pair.begin) > 0.25) sound.currentTime = pair.begin;
    if (sound.paused) await sound.play();
  }
  const wrong = (error) => {
    if (error.name === "AbortError") return;
    stop();
    status.textContent = `It cannot be read aloud: ${error.message}`;
  };
  function follow() {
    if (!going) return;
    if (sound.currentTime >= pairs[at]?.end - 0.02 || sound.ended) speak(at + 1).catch(wrong);
    requestAnimationFrame(follow);
  }
  async function begin(id = "") {
    pairs = overlays.get(shown()) ?? [];
    const from = Math.max(0, pairs.findIndex((pair) => pair.id === id));
    if (!going) {
      going = true;
      read.textContent = "Stop";
      requestAnimationFrame(follow);
    }
    await speak(from);
  }

  function arrived() {
    mark(null);
    pairs = [];
    at = -1;
    back.disabled = part() <= 0;
    on.disabled = part() >= parts.length - 1;
    if (going) begin().catch(wrong);
    if (!read) return;
    for (const { id } of overlays.get(shown()) ?? []) {
      frame.contentDocument.getElementById(id)?.addEventListener("click", (event) => {
        if (!event.target.closest("a")) begin(id).catch(wrong);
      });
    }
  }
  document.getElementById("turn").hidden = false;
  back.addEventListener("click", () => turn(-1));
  on.addEventListener("click", () => turn(1));
  read?.addEventListener("click", () => (going ? stop() : begin(pairs[at]?.id).catch(wrong)));
  frame.addEventListener("load", arrived);
  if (frame.contentDocument?.readyState === "complete" && frame.contentWindow.location.pathname.startsWith(root)) arrived();
}

if (frame) reader();
