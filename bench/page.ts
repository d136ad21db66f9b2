import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildWeb } from "../scripts/build-web.ts";
import { launchBrowser } from "../tests/browser/support/browser.ts";
import { startSite } from "../tests/browser/support/site.ts";

/** `npm run bench:page`: what a browser loads of each page, and how long an answer takes from Enter to the screen. */

const QUESTIONS = ["哪个学校的双师型教师更多？", "平湖技师学院的在校生有多少？", "哪所学校占地面积更大？", "平阳县职业中等专业学校的就业率是多少？"];
const ROUNDS = 5;

const folder = join(tmpdir(), `wenbao-page-${process.pid}`);
await buildWeb(folder);
const packed = new Map(readdirSync(folder).map((name) => [name, gzipSync(readFileSync(join(folder, name))).length]));

const [site, browser] = await Promise.all([startSite(), launchBrowser()]);
const context = await browser.newContext({ locale: "zh-CN" });

for (const path of ["/", "/figures", "/reports", "/reader"]) {
  const page = await context.newPage();
  const loaded = new Set<string>();
  page.on("request", (request) => {
    const { origin, pathname } = new URL(request.url());
    if (origin === site.origin && !pathname.startsWith("/api/")) loaded.add(pathname === path ? `${path.slice(1) || "index"}.html` : pathname.slice(1));
  });
  await page.goto(site.origin + path, { waitUntil: "networkidle" });
  const bytes = [...loaded].reduce((sum, name) => sum + (packed.get(name) ?? 0), 0);
  console.log(`${path.padEnd(10)}${(bytes / 1000).toFixed(1).padStart(7)} kB packed in ${loaded.size} files`);
  await page.close();
}

const page = await context.newPage();
const times: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  for (const question of QUESTIONS) {
    await page.goto(site.origin);
    await page.locator(".shelf li").first().waitFor();
    await page.locator("#question").fill(question);
    const elapsed = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          document.addEventListener(
            "keydown",
            () => {
              const startedAt = performance.now();
              const log = document.getElementById("log");
              const seen = new MutationObserver(() => {
                if (document.querySelector(".answer") === null) return;
                seen.disconnect();
                // Twice: the first frame is the one that it is painted in.
                requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - startedAt)));
              });
              if (log !== null) seen.observe(log, { childList: true, subtree: true });
            },
            { once: true, capture: true },
          );
        }),
    );
    await page.locator("#question").press("Enter");
    times.push(await elapsed);
  }
}
times.sort((a, b) => a - b);
const at = (share: number): string => `${Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0)} ms`;
console.log(`Enter to answer on screen, ${times.length} times: median ${at(0.5)}, 95 in 100 within ${at(0.95)}, longest ${at(1)}`);
await browser.close();
await site.stop();
process.exit(0);
