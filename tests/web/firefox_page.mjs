// A page in a stock Firefox over WebDriver BiDi, for the programs beside this one.
import puppeteer from "puppeteer-core";

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

// Whether an expression becomes true in the page within nine seconds.
export async function until(page, condition) {
  for (let n = 0; n < 300; n++) { if (await page.evaluate(condition)) return true; await wait(30); }
  return false;
}

// Does `steps` in a new page, with what is to be noted, and prints what was noted as JSON: errors of the page too.
export async function drive(executablePath, steps) {
  const browser = await puppeteer.launch({
    browser: "firefox", executablePath, headless: true,
    extraPrefsFirefox: { "media.autoplay.default": 0, "media.volume_scale": "0.0" },
  });
  const seen = { console: [] };
  try {
    const page = await browser.newPage();
    page.on("console", (message) => seen.console.push(message.text()));
    page.on("pageerror", (error) => seen.console.push(String(error)));
    await steps(page, seen);
  } finally {
    await browser.close();
  }
  console.log(JSON.stringify(seen));
}
