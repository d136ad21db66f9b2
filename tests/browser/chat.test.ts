import { readFileSync } from "node:fs";
import { strFromU8, unzipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Answer } from "../../src/contract/answer.ts";
import { browserPath, closeWatched, launchBrowser, openPage, type WatchedPage } from "./support/browser.ts";
import { HOSTILE_SCHOOL, type Site, startSite } from "./support/site.ts";

const QUESTION = "哪个学校的双师型教师更多？";

/** Types a question, sends it with Enter and waits for its answer, which is given as the server sent it. */
async function ask(page: Page, question: string): Promise<Answer> {
  const before = await page.locator(".answer").count();
  const response = page.waitForResponse((one) => one.url().endsWith("/api/ask"));
  await page.locator("#question").fill(question);
  await page.locator("#question").press("Enter");
  const answer = (await (await response).json()) as Answer;
  await page.locator(".answer").nth(before).waitFor();
  return answer;
}

const scrollsSideways = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

describe.skipIf(browserPath === null)("the chat page", () => {
  let site: Site;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });
  beforeEach(async () => {
    watched = await openPage(browser, [site.origin]);
    page = watched.page;
    await page.goto(site.origin);
  });
  afterEach(async () => {
    expect(await closeWatched(watched)).toEqual([]);
  });

  it("answers, and each chip opens the report at exactly the characters that are quoted", async () => {
    const answer = await ask(page, QUESTION);
    expect(answer.citations.length).toBeGreaterThan(1);
    // One live region tells the start and the end, and no marker is read out.
    await expect.poll(() => page.locator("#announcement").textContent()).toBe((answer.text.split("\n")[0] ?? "").replace(/\[\d+\]/g, ""));
    for (const { number, quote } of answer.citations) {
      await page
        .locator(`.answer-text .chip`, { hasText: new RegExp(`^${number}$`) })
        .first()
        .click();
      // The mark of the place before may still be there.
      await expect.poll(async () => (await page.locator(".reader mark").allTextContents()).join("")).toBe(quote);
      await expect.poll(() => page.locator(".reader mark").first().isVisible()).toBe(true);
    }
    await expect.poll(() => page.locator(".reader-path").textContent()).toBe(answer.citations.at(-1)?.section.join(" › "));
  });

  it("understands a follow-up from the talk so far", async () => {
    await ask(page, "平阳县职业中等专业学校的双师型教师比例是多少？");
    const answer = await ask(page, "那平湖技师学院呢？");
    expect(answer.text).toContain("93.02%");
    expect(await page.locator(".answer").last().locator(".answer-text").textContent()).toContain("93.02%");
  });

  it("shows which part was understood, and answers for the whole when it is taken out", async () => {
    await ask(page, "平湖技师学院火星的就业率是多少？");
    await page.locator(".slot", { hasText: "火星" }).click();
    await page.getByLabel("学校的部分", { exact: true }).fill("");
    await page.getByRole("button", { name: "重新回答" }).click();
    await page.locator(".answer").nth(1).waitFor();
    await expect.poll(() => page.locator(".answer-text").last().textContent()).toContain("98.57%");
    expect(await page.locator(".answer").last().locator(".slot", { hasText: "火星" }).count()).toBe(0);
  });

  it("answers again when a slot is set by hand, and a link reproduces that answer", async () => {
    await ask(page, QUESTION);
    await page.locator(".slot", { hasText: "指标" }).click();
    await page.getByLabel("指标", { exact: true }).fill("占地面积");
    await page.getByRole("button", { name: "重新回答" }).click();
    await page.locator(".answer").nth(1).waitFor();
    const told = await page.locator(".answer-text").last().textContent();
    expect(told).toContain("176亩");
    expect(await page.locator(".asked").last().textContent()).toContain("已调整");
    const link = page.url();
    const other = await openPage(browser, [site.origin]);
    await other.page.goto(link);
    await expect.poll(() => other.page.locator(".answer-text").allTextContents()).toEqual([told]);
    expect(await closeWatched(other)).toEqual([]);
  });

  it("links to a follow-up with what it follows, and loses nothing on reload", async () => {
    await ask(page, "平阳县职业中等专业学校的双师型教师比例是多少？");
    await ask(page, "那平湖技师学院呢？");
    const told = await page.locator(".answer-text").allTextContents();
    const other = await openPage(browser, [site.origin]);
    await other.page.goto(page.url());
    await expect.poll(() => other.page.locator(".answer-text").allTextContents()).toEqual([told[1]]);
    expect(await closeWatched(other)).toEqual([]);
    await page.reload();
    await expect.poll(() => page.locator(".answer-text").allTextContents()).toEqual(told);
  });

  it("draws bars for what compares, and none for what does not", async () => {
    await ask(page, "哪所学校占地面积更大？");
    const widths = await page.locator(".bar-fill").evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width));
    expect(widths.length).toBeGreaterThan(1);
    const values = (await page.locator(".bar-value").allTextContents()).map((text) => Number(/[\d.]+/.exec(text)?.[0]));
    for (const [index, width] of widths.entries()) {
      expect(Math.abs(width / (widths[0] ?? 1) - (values[index] ?? 0) / (values[0] ?? 1))).toBeLessThan(0.02);
    }
    await ask(page, QUESTION);
    expect(await page.locator(".answer").last().locator(".bars").count()).toBe(0);
  });

  it("saves an answer as a Word document and as a workbook, with its sources", async () => {
    const answer = await ask(page, QUESTION);
    for (const [name, format, inside] of [
      ["存为 Word", "docx", /document\.xml$/],
      ["存为 Excel", "xlsx", /sharedStrings|sheet\d/],
    ] as const) {
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name }).click();
      const file = await download;
      expect(file.suggestedFilename()).toBe(`wenbao.${format}`);
      const parts = Object.entries(unzipSync(new Uint8Array(readFileSync(await file.path())))).filter(([part]) => inside.test(part));
      const text = parts.map(([, bytes]) => strFromU8(bytes).replace(/<[^>]+>/g, "")).join("");
      for (const { raw } of answer.figures) expect(text, name).toContain(raw ?? "");
      expect(text).toContain(answer.citations[0]?.school.name ?? "no citation");
    }
  });

  it("words a refusal in the person's language", async () => {
    watched.expected.push(/429/);
    await page.route("**/api/ask", (route) =>
      route.fulfill({ status: 429, contentType: "application/json", body: JSON.stringify({ error: { code: "too_many_requests", message: "Slow down." } }) }),
    );
    await page.locator("#question").fill(QUESTION);
    await page.locator("#question").press("Enter");
    await page.locator(".failure").waitFor();
    expect(await page.locator(".failure").textContent()).toContain("请求太多");
    expect(await page.locator(".failure").textContent()).not.toContain("Slow down");
    await expect.poll(() => page.locator("#question").inputValue()).toBe(QUESTION);
  });

  it("keeps what a person thought of an answer", async () => {
    const answer = await ask(page, QUESTION);
    await page.getByRole("button", { name: "没用" }).click();
    await page.getByLabel("哪里不对？（可不填）").fill("少了一所学校");
    await page.getByRole("button", { name: "提交" }).click();
    await page.locator(".said", { hasText: "已记下，谢谢。" }).waitFor();
    await expect.poll(() => page.locator("#announcement").textContent()).toBe("已记下，谢谢。");
    expect(site.feedback().at(-1)).toMatchObject({ answerId: answer.id, question: QUESTION, version: answer.version, vote: "down", note: "少了一所学校" });
  });

  it("shows markup in a question and in a report as text", async () => {
    const question = `${HOSTILE_SCHOOL}的在校生有多少？<img src=x onerror="window.breached=1"><script>window.breached=1</script>`;
    const answer = await ask(page, question);
    expect(await page.locator(".asked").textContent()).toBe(question);
    const citation = answer.citations.find(({ quote }) => quote.includes("<img"));
    expect(citation, "the hostile sentence is cited").toBeDefined();
    await page.locator(".source-open").first().click();
    await page.locator(".reader mark").first().waitFor();
    await expect.poll(() => page.locator(".reader").textContent()).toContain("<script>window.breached=1</script>");
    expect(await page.locator("#log img, #log svg[onload], .reader img, #log script, .reader script").count()).toBe(0);
    expect(await page.evaluate(() => "breached" in window)).toBe(false);
  });

  it("can be used by keyboard alone, focus going into the reader and back", async () => {
    await page.locator("#question").focus();
    await page.keyboard.type(QUESTION);
    await page.keyboard.press("Enter");
    await page.locator(".answer").waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("question");
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press("Shift+Tab");
      if (await page.evaluate(() => document.activeElement?.classList.contains("source-open"))) break;
    }
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("source-open");
    await page.keyboard.press("Enter");
    await page.locator(".reader mark").first().waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("reader-title");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator(".reader").isVisible()).toBe(false);
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe("source-open");
  });

  it("fits a phone, the reader over everything", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await scrollsSideways(page)).toBe(false);
    await ask(page, QUESTION);
    expect(await scrollsSideways(page)).toBe(false);
    await page.locator(".chip").first().click();
    await page.locator(".reader mark").first().waitFor();
    expect(await scrollsSideways(page)).toBe(false);
    await expect.poll(() => page.locator(".reader").boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 740 });
    expect(await page.locator("#chat").evaluate((chat) => (chat as HTMLElement).inert)).toBe(true);
  });

  it("says clearly that the server is away, keeps the question, and answers when it is back", async () => {
    // A browser reports a connection that fails to its console whatever the page does.
    watched.expected.push(/ERR_(?:CONNECTION_(?:REFUSED|RESET|CLOSED)|EMPTY_RESPONSE)/);
    await ask(page, "平湖技师学院的在校生有多少？");
    await watched.settle();
    await site.away();
    await page.locator("#question").fill(QUESTION);
    await page.locator("#question").press("Enter");
    await page.locator(".failure").waitFor();
    expect(await page.locator(".failure").textContent()).toContain("连不上服务器");
    await expect.poll(() => page.locator("#question").inputValue()).toBe(QUESTION);
    expect(await page.locator(".answer").count()).toBe(1);
    await site.back();
    await page.locator(".failure button").click();
    await page.locator(".answer").nth(1).waitFor();
    await expect.poll(() => page.locator("#question").inputValue()).toBe("");
  });
});
