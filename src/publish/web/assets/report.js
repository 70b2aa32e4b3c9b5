// A click on a section's outline plays from there; the control below it does the same by keyboard. One sound at a time.
document.documentElement.classList.add("js");
addEventListener("DOMContentLoaded", () => {
  const sounds = [...document.querySelectorAll("audio")];
  for (const audio of sounds) {
    const wave = audio.parentElement.querySelector(".wave"), now = wave.querySelector(".now");
    const spans = wave.querySelector("svg").viewBox.baseVal.width;
    const show = () => {
      if (!audio.duration) return;
      const x = spans * audio.currentTime / audio.duration;
      now.setAttribute("d", `M${x.toFixed(2)} 0V200`);
      now.setAttribute("visibility", "visible");
    };
    wave.addEventListener("click", (event) => {
      const box = wave.getBoundingClientRect(), share = (event.clientX - box.left) / box.width;
      const from = () => { audio.currentTime = share * audio.duration; audio.play(); };
      if (audio.duration) from();
      else { audio.addEventListener("loadedmetadata", from, { once: true }); audio.preload = "metadata"; audio.load(); }
    });
    audio.addEventListener("play", () => sounds.forEach((other) => other === audio || other.pause()));
    audio.addEventListener("timeupdate", show);
    audio.addEventListener("seeked", show);
  }
});
