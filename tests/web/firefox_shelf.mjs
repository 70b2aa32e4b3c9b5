// Searches a long shelf in a stock Firefox. Arguments: path of Firefox, address of the shelf, what to search for.
import { drive } from "./firefox_page.mjs";

const [, , executablePath, address, text] = process.argv;
await drive(executablePath, async (page, seen) => {
  await page.goto(address);
  await page.evaluate(`document.getElementById("search").focus()`);
  await page.keyboard.type(text);
  for (let n = 0; n < 200; n++) {
    seen.found = await page.evaluate("document.getElementById('found').textContent");
    if (/: 1$/.test(seen.found)) break;
    await new Promise((done) => setTimeout(done, 50));
  }
  seen.title = await page.evaluate("document.querySelector('.card h2').textContent");
});
