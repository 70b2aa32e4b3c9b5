// Goes through the desk in a stock Firefox with the keyboard. Arguments: path of Firefox, the desk's address with
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
  await page.goto(address);
  await (await page.$("#file")).uploadFile(file);
  seen.added = await until(page, "location.pathname.startsWith('/articles/') && document.querySelector('.sentence') !== null");
  await page.evaluate("[...document.querySelectorAll('.sentence')].at(1).focus()");
  await page.keyboard.press(" ");
  seen.heard = await until(page, "document.getElementById('sound').currentTime > 0");
  await page.keyboard.press(" ");
  seen.stopped = await until(page, "document.querySelector('.sentence.playing') === null");
  await page.evaluate("[...document.querySelectorAll('.sentence')].at(1).focus()");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("s");
  seen.skipped = await until(page, `${saved} && document.querySelector('.sentence.silent') === document.activeElement`);
  await page.keyboard.press("x");
  seen.dropped = await until(page, `${saved} && document.querySelector('.left-out') !== null`);
  await page.evaluate("document.getElementById('undo').focus()");
  await page.keyboard.press("Enter");
  seen.undone = await until(page, `${saved} && document.querySelector('.left-out') === null`);
});
