// Opens each page in Chromium: no console message, no request, no axe violation of WCAG 2 A and AA, in light, dark and
// without scripts; screenshots at three widths and the printed pages land in the output folder.
// Usage: node look.mjs OUTPUT PAGE.html ...
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(path.join(process.cwd(), "package.json"));
const { chromium } = require("playwright-core");
const axe = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");
const [output, ...pages] = process.argv.slice(2);
const WIDTHS = [360, 1024, 1920];
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const problems = [];
let checks = 0;

await mkdir(output, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });

async function visit(file, name, { width, scheme }) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, bypassCSP: true });
  const page = await context.newPage();
  page.setDefaultTimeout(240_000); // a shared machine may be slow; slowness is no fault of a page
  page.on("console", (message) => problems.push(`${name} ${width} ${scheme}: console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => problems.push(`${name}: ${error}`));
  page.on("dialog", (dialog) => { problems.push(`${name}: a dialog opened: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (!/^(file|data):/.test(request.url())) problems.push(`${name}: asked for ${request.url()}`); });
  await page.goto(pathToFileURL(file).href);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) problems.push(`${name}: ${wide} px wider than a window of ${width} px`);
  if (await page.evaluate(() => document.scripts.length > 0)) problems.push(`${name}: holds a script`);
  await page.screenshot({ path: path.join(output, `${name}-${width}-${scheme}.png`), fullPage: true });
  if (width === 1920) return context.close();
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  await page.evaluate(axe);
  const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: { type: "tag", values: tags } }), TAGS);
  for (const one of found.violations) problems.push(`${name} ${width} ${scheme}: ${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
  checks += found.passes.length;
  await context.close();
}

async function print(file, name) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  page.setDefaultTimeout(240_000); // a shared machine may be slow; slowness is no fault of a page
  await page.goto(pathToFileURL(file).href);
  await page.pdf({ path: path.join(output, `${name}-printed.pdf`), preferCSSPageSize: true, printBackground: true });
  await context.close();
}

for (const file of pages) {
  const name = path.basename(file, ".html");
  for (const width of WIDTHS) await visit(file, name, { width, scheme: "light" });
  await visit(file, name, { width: 1024, scheme: "dark" });
  await print(file, name);
}
await browser.close();
for (const problem of problems) console.error(problem);
console.log(`${pages.length} pages at ${WIDTHS.length} widths and in the dark, printed without scripts: ${checks} axe rules passed, ${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
