// "This is said wrongly": a message with the sentence being read and the word that is marked in it.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.id !== "wrong_") return;
  const sentence = document.querySelector("#article_ [aria-current]") ?? document.querySelector("#article_ [id][tabindex='0']");
  if (!sentence) {
    event.preventDefault();
    return;
  }
  const message = {
    article: form.dataset.slug,
    sentence: sentence.id,
    word: getSelection().toString().trim().slice(0, 100),
    text: sentence.textContent.trim(),
    address: `${location.href.split("#")[0]}#${sentence.id}`,
  };
  if (form.action.startsWith("mailto:")) {
    event.preventDefault();
    const body = Object.entries(message).map(([name, value]) => `${name}: ${value.replace(/\s+/g, " ")}\r\n`).join("");
    const subject = `${form.textContent.trim()}: ${message.article}`;
    const link = document.createElement("a");
    link.href = `${form.action}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
    form.append(link);
    link.click();
    link.remove();
    return;
  }
  for (const [name, value] of Object.entries(message)) {
    const field = form.elements[name] ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name }));
    field.value = value;
  }
});
