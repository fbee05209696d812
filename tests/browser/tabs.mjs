// Tabs of a real Chromium, driven by JSON lines: {"id", "tab", "do", ...} in, {"id", ...} out.
// What a tab draws is a canvas, so the bytes that it receives are also fed to a second terminal whose letters can be read.
import { createRequire } from "node:module";
import path from "node:path";
import readline from "node:readline";

const require = createRequire(path.join(process.cwd(), "package.json"));
const { chromium } = require("playwright-core");
const { Terminal } = require("@xterm/headless");
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
const tabs = new Map();
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

// What xterm says when a machine is busy; it tells of the machine's pace and nothing of the page.
const PACE = /^task queue exceeded allotted deadline by \d+ms$/;

function listen(tab) {
  tab.page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !PACE.test(message.text())) tab.problems.push(`console ${message.type()}: ${message.text()}`);
  });
  tab.page.on("pageerror", (error) => tab.problems.push(String(error)));
  tab.page.on("request", (request) => { if (new URL(request.url()).origin !== tab.origin && !request.url().startsWith("data:")) tab.problems.push(`asked for ${request.url()}`); });
  tab.page.on("websocket", (socket) => {
    tab.terminal = new Terminal({ cols: 80, rows: 24, allowProposedApi: true });
    tab.closed = false;
    socket.on("framesent", ({ payload }) => {
      const [kind, size] = typeof payload === "string" ? JSON.parse(payload) : [];
      if (kind === "resize") tab.terminal.resize(size.width, size.height);
    });
    socket.on("framereceived", ({ payload }) => { if (typeof payload !== "string") tab.terminal.write(payload); });
    socket.on("close", () => { tab.closed = true; });
  });
}

const acts = {
  async open({ tab: name, url, width, height }) {
    const context = await browser.newContext({ viewport: { width, height } });
    const tab = { page: await context.newPage(), problems: [], origin: new URL(url).origin, terminal: null, closed: false };
    tabs.set(name, tab);
    tab.page.setDefaultTimeout(60_000); // a shared machine may be slow
    listen(tab);
    await tab.page.goto(url);
  },
  async fill({ tab, fields }) {
    const { page } = tabs.get(tab);
    for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value);
    await page.getByRole("button").click();
    await page.waitForLoadState();
  },
  async look({ tab: name }) {
    const { terminal, closed, page } = tabs.get(name);
    if (terminal === null) return { screen: await page.innerText("body"), closed };
    const buffer = terminal.buffer.active;
    const lines = Array.from({ length: terminal.rows }, (_, row) => buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? "");
    return { screen: lines.join("\n"), closed };
  },
  async press({ tab, key }) { await tabs.get(tab).page.keyboard.press(key); },
  async type({ tab, text }) { await tabs.get(tab).page.keyboard.type(text); },
  async paste({ tab, text }) {
    await tabs.get(tab).page.evaluate((words) => {
      const data = new DataTransfer();
      data.setData("text/plain", words);
      document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
    }, text);
  },
  async shot({ tab, to }) { await tabs.get(tab).page.screenshot({ path: to }); },
  async reload({ tab }) { await tabs.get(tab).page.reload(); },
  async close({ tab }) { await tabs.get(tab).page.close(); },
  async problems({ tab }) { return { problems: tabs.get(tab).problems }; },
};

let turn = Promise.resolve();
for await (const line of readline.createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  turn = turn.then(() => acts[asked.do](asked)).then(
    (answer) => say({ id: asked.id, ...answer }),
    (error) => say({ id: asked.id, error: String(error) }),
  );
}
await turn;
await browser.close();
