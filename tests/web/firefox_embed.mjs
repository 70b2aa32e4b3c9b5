// Drives the embedded player in a stock Firefox over WebDriver BiDi. Arguments: path of Firefox, addresses of a page
// with the element and of one with the frame, id of a sentence and its begin in seconds. Prints what was seen as JSON.
import puppeteer from "puppeteer-core";

const [, , executablePath, element, frame, id, begin] = process.argv;
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
  page.on("pageerror", (error) => seen.console.push(String(error)));
  await page.goto(element);
  seen.ready = await until(page, "heard.some(([type]) => type === 'ready')");
  await page.evaluate(`window.player = document.querySelector("publish-player"); player.seek(${JSON.stringify(id)}); player.play()`);
  seen.playing = await until(page, `player.currentTime > ${+begin + 0.2}`);
  await page.evaluate("player.pause()");
  seen.sentence = await page.evaluate("heard.filter(([type]) => type === 'sentence').at(-1)[1].id");
  seen.words = await until(page, "[...CSS.highlights.get('publish-player')].length === 1");
  await page.goto(frame);
  seen.framed = await until(page, "heard.some(([type]) => type === 'ready')");
  await page.evaluate(`frames[0].postMessage({ target: "publish-player", type: "seek", place: ${JSON.stringify(id)} }, "*")`);
  seen.told = await until(page, `heard.some(([type, told]) => type === "sentence" && told.id === ${JSON.stringify(id)})`);
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
