import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page, type Request } from "playwright-core";
import { vi } from "vitest";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge-stable", "microsoft-edge"];
const OTHER_PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** The program that CHROMIUM_PATH names, else the first Chromium, Chrome or Edge on the path or at a usual place. */
function findBrowser(): string | null {
  const onPath = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const named = process.env.CHROMIUM_PATH;
  return (named === undefined ? [...onPath, ...OTHER_PLACES] : [named]).find((path) => existsSync(path)) ?? null;
}

export const browserPath = findBrowser();
/** Whether a missing browser is a failure rather than a reason to leave tests out. */
export const browserRequired = process.env.REQUIRE_BROWSER === "1";

/** A step of a test is given so long before it counts as failed: a busy machine is slow, not wrong. */
const PATIENCE_MS = 60_000;

/** A fresh browser with a profile of its own that asks nobody on the network for anything. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath ?? "",
    timeout: 2 * PATIENCE_MS,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page under watch: what it complained of, and which addresses outside `origins` it asked for. */
export interface WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: string[];
  /** What a test brings about on purpose. Complaints come when they like: they are told apart at the end, see `closeWatched`. */
  readonly expected: RegExp[];
  /** Waits until nothing that was asked for is outstanding and the page has drawn what came: it will not change by itself. */
  settle(): Promise<void>;
}

/** Closes the page; gives its complaints without those that its test expected. */
export async function closeWatched({ context, complaints, expected }: WatchedPage): Promise<string[]> {
  await context.close();
  return complaints.filter((text) => !expected.some((pattern) => pattern.test(text)));
}

/** Opens a page and notes console errors, thrown errors, breaches of the content security policy and requests to anywhere else. */
export async function openPage(browser: Browser, origins: readonly string[], options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN", ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const complaints: string[] = [];
  const outstanding = new Set<Request>();
  context.on("request", (request) => {
    outstanding.add(request);
    const { origin, protocol } = new URL(request.url());
    if (/^https?:$/.test(protocol) && !origins.includes(origin)) complaints.push(`request to ${request.url()}`);
  });
  context.on("requestfinished", (request) => outstanding.delete(request));
  context.on("requestfailed", (request) => outstanding.delete(request));
  await context.exposeBinding("noteBreach", (_source, breach: string) => complaints.push(breach));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      void (window as unknown as { noteBreach(text: string): Promise<void> }).noteBreach(`policy ${event.violatedDirective}: ${event.blockedURI}`);
    });
  });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`thrown: ${error.message}`));
  const settle = (): Promise<void> =>
    vi.waitFor(
      async () => {
        const before = outstanding.size;
        await page.evaluate(drawn);
        if (before + outstanding.size > 0) throw new Error(`still outstanding: ${[...outstanding].map((request) => request.url()).join(", ")}`);
      },
      { timeout: PATIENCE_MS, interval: 20 },
    );
  return { page, context, complaints, expected: [], settle };
}

/** Resolves in the page when two frames have been drawn and nothing waits to be run: what has come in has been dealt with. */
const drawn = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(() => resolve())));
  });
