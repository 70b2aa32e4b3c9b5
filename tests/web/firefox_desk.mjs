// Goes through the desk in a stock Firefox by the keyboard, from the page that is brought to the player. Arguments: path of Firefox, the desk's address with
// its token, a page to bring. Prints what was seen as JSON.
import { drive, until as seenIn } from "./firefox_page.mjs";

const [, , executablePath, address, file] = process.argv;

const saved = "document.getElementById('status').textContent === 'Saved'";

// A page that is being left has no answer: then the next one is asked.
async function until(page, condition) {
  for (let n = 0; n < 40; n++) {
    const found = await seenIn(page, condition).catch(() => null);
    if (found !== null) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
  return false;
}

await drive(executablePath, async (page, seen) => {
  // By the Tab key to what is shown under a selector, and has these words if any are given; then a key is pressed.
  const at = (selector, words) => page.evaluate(`(() => {
    const here = document.activeElement;
    return here.matches(${JSON.stringify(selector)}) && here.textContent.includes(${JSON.stringify(words)});
  })()`).catch(() => false);
  async function reach(selector, words = "", keys = "Tab") {
    const [last, ...held] = keys.split("+").reverse();
    for (let n = 0; n < 250; n++) {
      if (await at(selector, words)) return;
      for (const key of held) await page.keyboard.down(key);
      await page.keyboard.press(last);
      for (const key of held) await page.keyboard.up(key);
    }
    throw new Error(`the Tab key does not reach ${selector} ${words}`);
  }
  async function press(selector, words = "", key = "Enter") {
    await reach(selector, words);
    await page.keyboard.press(key);
  }

  await page.goto(address);
  await (await page.$("#file")).uploadFile(file);
  seen.added = await until(page, "location.pathname.startsWith('/articles/') && document.querySelector('.sentence') !== null");
  await reach(".sentence");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press(" ");
  seen.heard = await until(page, "document.getElementById('sound').currentTime > 0");
  await page.keyboard.press(" ");
  seen.stopped = await until(page, "document.querySelector('.sentence.playing') === null");
  await reach(".sentence");
  while (!(await at(".sentence", "Everybody"))) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("s");
  seen.skipped = await until(page, `${saved} && document.querySelector('.sentence.silent') === document.activeElement`);
  await page.keyboard.press("x");
  seen.dropped = await until(page, `${saved} && document.querySelector('.left-out') !== null`);
  await reach("#undo", "", "Shift+Tab"); // behind the last element is Firefox itself
  await page.keyboard.press("Enter");
  seen.undone = await until(page, `${saved} && document.querySelector('.left-out') === null`);
  await press("button", "Build the books");
  seen.built = await until(page, "document.getElementById('status').textContent === 'Built 1 article'");
  await press("a", "Check and publish");
  seen.listed = await until(page, "document.querySelector('.checks') !== null");
  await reach("#place-to");
  await page.keyboard.type("www");
  await press("button", "Add the place");
  seen.placed = await until(page, "document.querySelector('.place') !== null");
  await press("button", "Publish this article");
  seen.published = await until(page, "document.getElementById('done') !== null");
  await press("a", "Play it");
  seen.opened = await until(page, "document.getElementById('play_') !== null");
  await press("#play_", "", " ");
  seen.played = await until(page, "document.getElementById('audio_').currentTime > 0");
});
