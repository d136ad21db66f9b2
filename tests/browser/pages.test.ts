import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axe from "axe-core";
import { strFromU8, unzipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { browserPath, closeWatched, launchBrowser, openPage, type WatchedPage } from "./support/browser.ts";
import { HOSTILE_SCHOOL, type Site, startSite } from "./support/site.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds that would keep somebody out, as one line each. */
async function seriousFlaws(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = (await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
  )) as axe.AxeResults;
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical" || impact === "moderate")
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map((node) => node.target.join(" "))
          .slice(0, 3)
          .join(", ")}`,
    );
}

/** Buttons, links and fields lower than 44 px or, as markers in a line of text are narrow by nature, less than 24 px across. */
function smallTargets(): string[] {
  const area = (target: Element): { width: number; height: number } => {
    const box = target.getBoundingClientRect();
    const around = getComputedStyle(target, "::after");
    const reach =
      around.content === "none" || around.position !== "absolute" ? [0, 0] : [around.top, around.left].map((inset) => Math.max(0, -Number.parseFloat(inset)));
    return { width: box.width + 2 * (reach[1] ?? 0), height: box.height + 2 * (reach[0] ?? 0) };
  };
  return [...document.querySelectorAll("button, a[href], select, input:not(.off-screen), textarea, summary, label.suggestion")].flatMap((target) => {
    if (!(target instanceof HTMLElement) || target.offsetParent === null || target.closest("label.check") !== null) return [];
    const { width, height } = area(target);
    return Math.round(height) < 44 || width < 24
      ? [`${target.tagName.toLowerCase()}.${target.className} ${Math.round(width)}×${Math.round(height)} ${target.textContent?.slice(0, 20)}`]
      : [];
  });
}

interface PageCase {
  readonly name: string;
  readonly path: string;
  readonly ready: string;
  /** Brings the page into the state that is looked at. */
  readonly act: (page: Page) => Promise<void>;
}

const PAGES: readonly PageCase[] = [
  { name: "the empty chat", path: "/", ready: ".shelf li", act: noAct },
  {
    name: "an answer with its editor and a source",
    path: `/?q=${encodeURIComponent("哪个学校的双师型教师更多？")}`,
    ready: ".answer",
    act: openEditorAndSource,
  },
  { name: "an answer with bars", path: `/?q=${encodeURIComponent("哪所学校占地面积更大？")}`, ready: ".bars", act: noAct },
  { name: "the figure explorer", path: "/figures", ready: ".matrix", act: noAct },
  { name: "the figure explorer with a chart", path: "/figures", ready: ".matrix", act: openChart },
  { name: "the figure explorer beside a source", path: "/figures?group=school&by=land_area", ready: ".matrix", act: openCell },
  { name: "the reports page", path: "/reports", ready: ".card", act: openCard },
  { name: "the reader alone", path: "/reports", ready: ".card", act: openReaderAlone },
  { name: "the reader without a place", path: "/reader", ready: ".plain", act: noAct },
];

async function noAct(): Promise<void> {}
async function openEditorAndSource(page: Page): Promise<void> {
  await page.locator(".slot").first().click();
  await page.locator(".check").first().waitFor();
  await page.locator(".source-open").first().click();
  await page.locator(".reader mark").first().waitFor();
}
async function openCell(page: Page): Promise<void> {
  await page.locator(".cell").first().click();
  await page.locator(".reader mark").first().waitFor();
}
async function openReaderAlone(page: Page): Promise<void> {
  const id = await page.evaluate(async () => ((await (await fetch("api/reports")).json()) as { reports: { id: string }[] }).reports[0]?.id ?? "");
  await page.goto(new URL(`/reader?${new URLSearchParams({ report: id, start: "20", end: "60" })}`, page.url()).href);
  await page.locator(".reader mark").first().waitFor();
}
async function openChart(page: Page): Promise<void> {
  await page.locator(".row-chart").first().click();
  await page.locator("#chart canvas").waitFor();
}
async function openCard(page: Page): Promise<void> {
  await page.locator("summary").first().click();
  await page.locator(".contents").waitFor();
}

describe.skipIf(browserPath === null)("every page", () => {
  let site: Site;
  let browser: Browser;
  let watched: WatchedPage;

  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });
  afterEach(async () => {
    expect(await closeWatched(watched)).toEqual([]);
  });
  async function open(path: string, options: Parameters<typeof openPage>[2] = {}): Promise<Page> {
    watched = await openPage(browser, [site.origin], options);
    await watched.page.goto(site.origin + path);
    return watched.page;
  }
  /** Opens a page and waits for what it shows at last, with all that comes after the first sight of it. */
  async function openSettled({ path, ready, act }: Omit<PageCase, "name">, options: Parameters<typeof openPage>[2] = {}): Promise<Page> {
    const page = await open(path, options);
    await page.locator(ready).first().waitFor();
    await watched.settle();
    await act(page);
    await watched.settle();
    return page;
  }

  it("is watched: a breach of the policy and a request to elsewhere are noticed", async () => {
    const page = await open("/");
    await page.evaluate(async () => {
      document.body.setAttribute("style", "color: red");
      await fetch("http://127.0.0.1:9/").catch(() => {});
    });
    for (const breach of ["policy style-src", "policy connect-src"]) {
      await expect.poll(() => watched.complaints.some((text) => text.startsWith(breach)), { message: breach }).toBe(true);
    }
    watched.expected.push(/^policy (?:style|connect)-src/, /Content Security Policy/, /127\.0\.0\.1:9\//);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it.each(PAGES)(`has nothing in the way of anybody, ${colorScheme}: $name`, async (pageCase) => {
      // The checker itself is a script from outside the page's policy.
      const page = await openSettled(pageCase, { colorScheme, bypassCSP: true, reducedMotion: "reduce" });
      expect(await seriousFlaws(page)).toEqual([]);
    });
  }

  for (const locale of ["zh-CN", "en-GB"]) {
    it.each(PAGES)(`fits 360 px, ${locale}: $name`, async (pageCase) => {
      const act = pageCase.act === openEditorAndSource ? noAct : pageCase.act;
      const page = await openSettled({ ...pageCase, act }, { viewport: { width: 360, height: 740 }, hasTouch: true, locale });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    });
  }

  it.each(PAGES.filter(({ act }) => act !== openChart))("has targets as high as a finger needs: $name", async (pageCase) => {
    const page = await openSettled(pageCase, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    expect(await page.evaluate(smallTargets)).toEqual([]);
  });

  it.each([["/"], ["/figures"], ["/reports"]])("can be read at twice the size and at half the height: %s", async (path) => {
    const page = await openSettled({ path, ready: ".shelf li, .matrix, .card", act: noAct }, { viewport: { width: 640, height: 400 }, locale: "en-GB" });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(640);
    // What is last can be scrolled to.
    const last = page.locator(".shelf li, .matrix tr, .card").last();
    await last.scrollIntoViewIfNeeded();
    expect(await last.isVisible()).toBe(true);
    expect(await last.evaluate((element) => element.getBoundingClientRect().bottom <= innerHeight + 1)).toBe(true);
  });

  it("speaks the language of the browser, and another when told", async () => {
    const page = await open("/figures", { locale: "zh-TW" });
    await page.locator(".matrix").waitFor();
    await expect.poll(() => page.locator("h1").textContent()).toBe("各校指標一覽");
    await page.locator("#tools select").selectOption("en");
    await expect.poll(() => page.locator("h1").textContent()).toBe("What each report gives");
    await page.goto(site.origin);
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe("en");
  });

  it("explorer: filters, marks what does not agree, and opens each value at its characters", async () => {
    const page = await open("/figures");
    await page.getByRole("searchbox").fill("就业率");
    await expect.poll(async () => (await page.locator(".row-name").allTextContents()).every((name) => name.includes("就业率"))).toBe(true);
    await expect.poll(() => page.locator(".row-name").allTextContents()).toContain("就业率");
    await page.getByLabel("学校", { exact: true }).selectOption({ label: HOSTILE_SCHOOL });
    const cells = page.locator(".cell");
    await expect.poll(() => cells.allTextContents()).toEqual(["97.5%", "96.5%"]);
    await expect.poll(() => page.locator(".flaw").first().textContent()).toBe("前后不一");
    for (const [index, value] of ["97.5%", "96.5%"].entries()) {
      await cells.nth(index).click();
      // The mark of the place before may still be there.
      await expect.poll(async () => (await page.locator(".reader mark").allTextContents()).join("")).toBe(value);
    }
    await page.reload();
    await expect.poll(() => page.getByRole("searchbox").inputValue()).toBe("就业率");
  });

  it("explorer: orders the schools by an indicator", async () => {
    const page = await open("/figures");
    await page.locator('[data-indicator="students"]').click();
    const row = page.locator("tr", { has: page.locator('[data-indicator="students"]') });
    const values = async (): Promise<number[]> => (await row.locator("td").allTextContents()).flatMap((text) => text.match(/\d{3,}/) ?? []).map(Number);
    await page.locator('[data-indicator="students"][aria-pressed="true"]').waitFor();
    const falling = await values();
    expect(falling.length).toBeGreaterThan(2);
    expect(falling).toEqual([...falling].sort((a, b) => b - a));
    await page.locator('[data-indicator="students"]').click();
    await expect.poll(values).toEqual([...falling].reverse());
  });

  it("explorer: draws an indicator over the schools, with its words for who cannot see it, and gives the focus back", async () => {
    const page = await open("/figures");
    const opener = page.getByRole("button", { name: "占地面积的图" });
    await opener.click();
    const chart = page.getByRole("img", { name: /^占地面积\. .*176亩.*160亩/ });
    await chart.waitFor();
    await expect
      .poll(() =>
        chart.evaluate((canvas) =>
          (canvas as HTMLCanvasElement)
            .getContext("2d")
            ?.getImageData(0, 0, 900, 60)
            .data.some((part) => part > 0),
        ),
      )
      .toBe(true);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator("#chart").isHidden()).toBe(true);
    await expect.poll(() => opener.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it("explorer: marks what does not add up where it stands, whatever somebody does with the table meanwhile", async () => {
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    watched = await openPage(browser, [site.origin]);
    const { page } = watched;
    await page.route("**/audit", async (route) => {
      await released;
      await route.continue();
    });
    await page.goto(`${site.origin}/figures`);
    const more = page.locator(".more-values").first();
    await more.click();
    const opened = await more.elementHandle();
    const last = await page.locator(".matrix tr").last().elementHandle();
    const marks = await page.locator("button.flaw").count();
    release();
    await expect.poll(() => page.locator("button.flaw").count()).toBeGreaterThan(marks);
    await watched.settle();
    expect(await opened?.evaluate((button) => [button.isConnected, button === document.activeElement, button.getAttribute("aria-expanded")])).toEqual([
      true,
      true,
      "true",
    ]);
    expect(await last?.evaluate((row) => row.isConnected)).toBe(true);
    // They stay through another order, and each tells why.
    const marked = await page.locator("button.flaw").count();
    await page.locator('[data-indicator="students"]').click();
    await expect.poll(() => page.locator("button.flaw").count()).toBe(marked);
    await page.locator("button.flaw:visible").first().click();
    await page.locator(".flaw-why:visible").first().waitFor();
  });

  it("explorer: saves what is shown as a workbook", async () => {
    const page = await open("/figures?find=占地面积");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "保存为 Excel" }).click();
    const files = unzipSync(new Uint8Array(readFileSync(await (await download).path())));
    const text = Object.entries(files)
      .filter(([name]) => /sharedStrings|sheet1/.test(name))
      .map(([, xml]) => strFromU8(xml))
      .join("");
    expect(text).toContain("平湖技师学院");
    expect(text).toContain("176亩");
  });

  it("explorer: saves what is shown with its citations", async () => {
    const page = await open("/figures?find=占地面积");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "保存为 CSV" }).click();
    const file = await (await download).path();
    const text = readFileSync(file, "utf8");
    expect(text.startsWith("\ufeff学校,年度,指标,")).toBe(true);
    expect(text).toContain("平湖技师学院,2021,占地面积,,176亩,");
    expect(text).toContain("/reader?report=");
  });

  it("reports: tells how each was read and what does not add up, markup as text", async () => {
    const page = await open("/reports");
    const card = page.locator(".card", { hasText: HOSTILE_SCHOOL });
    await card.locator("summary").click();
    await card.locator(".contents").waitFor();
    await expect.poll(() => card.locator(".contents").textContent()).toContain("<script>");
    await card.locator(".findings .term").first().click();
    await page.locator(".reader mark").first().waitFor();
    expect(await page.evaluate(() => "breached" in window)).toBe(false);
  });
});
