// Drives the embedded player in a stock Firefox over WebDriver BiDi. Arguments: path of Firefox, addresses of a page
// with the element and of one with the frame, id of a sentence and its begin in seconds. Prints what was seen as JSON.
import { drive, until } from "./firefox_page.mjs";

const [, , executablePath, element, frame, id, begin] = process.argv;
await drive(executablePath, async (page, seen) => {
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
});
