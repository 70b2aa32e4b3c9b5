// Drives the player in a stock Firefox over WebDriver BiDi. Arguments: path of Firefox, address of the player,
// id of a sentence, its begin in seconds, and other times. Prints what was seen as JSON.
import { drive, until } from "./firefox_page.mjs";

const [, , executablePath, address, id, begin, ...times] = process.argv;
await drive(executablePath, async (page, seen) => {
  await page.setViewport({ width: 800, height: 700 });
  await page.goto(address);
  seen.ready = await until(page, "document.documentElement.classList.contains('ready') && document.getElementById('audio_').readyState >= 1");
  seen.duration = await page.evaluate("document.getElementById('audio_').duration");
  await page.evaluate("const a = document.getElementById('audio_'); window.landed = []; a.addEventListener('seeked', () => landed.push(a.currentTime))");
  await page.evaluate(`document.getElementById(${JSON.stringify(id)}).click()`);
  seen.landed = await until(page, "landed.length > 0") && await page.evaluate("landed[0]");
  seen.playing = await until(page, `document.getElementById('audio_').currentTime > ${+begin + 0.2}`);
  seen.marked = await page.evaluate("document.querySelector('article [aria-current=true]').id");
  await page.keyboard.press("Tab");
  await page.evaluate("document.getElementById('play_').focus()");
  await page.keyboard.press("k");
  seen.paused = await until(page, "document.getElementById('audio_').paused");
  seen.words = await until(page, "[...CSS.highlights.get('word')].length === 1") && await page.evaluate(
    `[...CSS.highlights.get("word")].every((range) => document.getElementById(${JSON.stringify(id)}).contains(range.startContainer))`);
  seen.marks = [];
  for (const time of times) {
    await page.evaluate(`new Promise((done) => { const a = document.getElementById("audio_");
      a.addEventListener("seeked", () => setTimeout(done, 30), { once: true }); a.currentTime = ${+time}; })`);
    seen.marks.push(await page.evaluate("document.querySelector('article [aria-current=true]').id"));
  }
  seen.position = await page.evaluate("document.getElementById('audio_').currentTime");
  await page.reload();
  seen.kept = await until(page, `document.documentElement.classList.contains('ready') && Math.abs(document.getElementById('audio_').currentTime - ${seen.position}) < 0.1`);
  seen.picture = await page.evaluate("document.querySelector('article img')?.naturalWidth ?? 0");
});
