// Drives the player in a stock Firefox over WebDriver BiDi. Arguments: path of Firefox, address of the player,
// id of a sentence and its begin in seconds. Prints what was seen as JSON.
import puppeteer from "puppeteer-core";

const [, , executablePath, address, id, begin] = process.argv;
const browser = await puppeteer.launch({
  browser: "firefox", executablePath, headless: true,
  extraPrefsFirefox: { "media.autoplay.default": 0, "media.volume_scale": "0.0" },
});
const seen = { console: [] };
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const until = async (page, condition) => {
  for (let n = 0; n < 300; n++) { if (await page.evaluate(condition)) return true; await wait(30); }
  return false;
};
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 800, height: 700 });
  page.on("console", (message) => seen.console.push(message.text()));
  page.on("pageerror", (error) => seen.console.push(String(error)));
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
  seen.position = await page.evaluate("document.getElementById('audio_').currentTime");
  await page.reload();
  seen.kept = await until(page, `document.documentElement.classList.contains('ready') && Math.abs(document.getElementById('audio_').currentTime - ${seen.position}) < 0.1`);
  seen.picture = await page.evaluate("document.querySelector('article img')?.naturalWidth ?? 0");
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
