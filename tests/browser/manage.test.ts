import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { browserPath, closeWatched, launchBrowser, openPage, type WatchedPage } from "./support/browser.ts";
import { ADMIN_TOKEN, type Site, startSite } from "./support/site.ts";

const SCHOOL = "碧岭测试职业学校";
const report = (students: number): string => `${SCHOOL}2022年度质量报告\n\n一、学生\n全校在校生${students}人，专任教师150人。\n`;
const asFile = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

describe.skipIf(browserPath === null)("managing reports", () => {
  let site: Site;
  let browser: Browser;
  let watched: WatchedPage;

  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite({ settings: { WENBAO_ADMIN_TOKEN: ADMIN_TOKEN } }), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });
  afterEach(async () => {
    // A browser tells its console of every refusal, whatever the page makes of it.
    watched.expected.push(/status of 4\d\d/);
    expect(await closeWatched(watched)).toEqual([]);
  });

  /** Opens the reports page as an administrator. */
  async function openManaging(token = ADMIN_TOKEN): Promise<Page> {
    watched = await openPage(browser, [site.origin]);
    const { page } = watched;
    await page.goto(`${site.origin}/reports`);
    await page.locator(".card").first().waitFor();
    await page.getByRole("button", { name: "管理报告" }).click();
    await page.getByLabel("管理员令牌").fill(token);
    await page.getByRole("button", { name: "进入" }).click();
    return page;
  }
  const card = (page: Page, name: string) => page.locator(".card", { hasText: name });

  it("takes files in and tells how each went; asks, replaces, renames, removes, puts back", async () => {
    const page = await openManaging();
    await page.locator("#files").setInputFiles([asFile("碧岭-2022.txt", report(1234)), asFile("坏.txt", "没有学校的文字。")]);
    await page.locator(".upload.well").waitFor();
    await page.locator(".upload.ill").waitFor();
    expect(await page.locator(".upload.well .upload-state").textContent()).toBe("已添加");
    expect(await page.locator(".upload.ill .upload-reasons").textContent()).toMatch(/学校/);
    expect(await page.locator(".upload.well [role=status]").textContent()).toContain("已添加");
    await card(page, SCHOOL).waitFor();
    await watched.settle();

    await card(page, SCHOOL).locator("summary").click();
    await card(page, SCHOOL)
      .locator("input[type=file]")
      .setInputFiles(asFile("碧岭-2022.txt", report(1250)));
    await expect
      .poll(async () => (await (await fetch(`${site.origin}/api/figures?school=${encodeURIComponent(SCHOOL)}`)).text()).includes("1250人"))
      .toBe(true);
    await page.locator(".notice", { hasText: "已保存" }).waitFor();
    await watched.settle();
    expect(await page.locator(".card", { hasText: SCHOOL }).count()).toBe(1);

    await card(page, SCHOOL).locator("summary").click();
    await card(page, SCHOOL).getByRole("textbox", { name: "年度" }).fill("2023");
    await card(page, SCHOOL).getByRole("button", { name: "保存" }).click();
    await card(page, SCHOOL).locator(".card-facts", { hasText: "2023年" }).waitFor();
    await watched.settle();

    await card(page, SCHOOL).locator("summary").click();
    await card(page, SCHOOL).getByRole("button", { name: "移除" }).click();
    const undo = page.getByRole("button", { name: "撤销" });
    await undo.waitFor();
    await expect.poll(() => card(page, SCHOOL).count()).toBe(0);
    await expect.poll(() => undo.evaluate((button) => button === document.activeElement)).toBe(true);
    await undo.press("Enter");
    await card(page, SCHOOL).waitFor();
    await page.locator(".notice", { hasText: "已恢复" }).waitFor();
  });

  it("takes a dropped file", async () => {
    const page = await openManaging();
    const files = await page.evaluateHandle(
      (text) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], "另一所-2022.txt", { type: "text/plain" }));
        return transfer;
      },
      report(900).replaceAll(SCHOOL, "青岭测试职业学校"),
    );
    await page.locator(".drop-zone").dispatchEvent("drop", { dataTransfer: files });
    await page.locator(".upload.well").waitFor();
    await card(page, "青岭测试职业学校").waitFor();
  });

  it("leaves alone what somebody does while the list of reports comes anew", async () => {
    watched = await openPage(browser, [site.origin]);
    const { page } = watched;
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route("**/api/reports", async (route) => {
      await released;
      await route.continue();
    });
    await page.goto(`${site.origin}/reports`);
    await page.getByRole("button", { name: "管理报告" }).click();
    await page.getByLabel("管理员令牌").fill(ADMIN_TOKEN);
    release();
    await page.locator(".card").first().waitFor();
    expect(await page.getByLabel("管理员令牌").inputValue()).toBe(ADMIN_TOKEN);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("admin-token");
    await page.getByRole("button", { name: "进入" }).click();
    await page.locator("#files").waitFor({ state: "attached" });
    await watched.settle();

    const first = page.locator(".card").first();
    await first.locator("summary").click();
    await first.getByRole("textbox", { name: "年度" }).fill("2001");
    await page.locator("#files").setInputFiles(asFile("蓝岭-2022.txt", report(700).replaceAll(SCHOOL, "蓝岭测试职业学校")));
    await card(page, "蓝岭测试职业学校").waitFor();
    await watched.settle();
    const field = page.locator(".card[open]").getByRole("textbox", { name: "年度" });
    expect(await field.inputValue()).toBe("2001");
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
  });

  it("tells a wrong token from none, and forgets a right one on leaving", async () => {
    const page = await openManaging("not-the-token");
    await page.locator(".gate", { hasText: "这个令牌无效或已过期。" }).waitFor();
    expect(await page.locator(".drop-zone").count()).toBe(0);
    await page.getByLabel("管理员令牌").fill(ADMIN_TOKEN);
    await page.getByRole("button", { name: "进入" }).click();
    await page.locator(".drop-zone").waitFor();
    await page.getByRole("button", { name: "退出管理" }).click();
    await expect.poll(() => page.locator(".drop-zone, .manage-card").count()).toBe(0);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("管理报告");
    await watched.settle();
    expect(await page.evaluate(() => sessionStorage.getItem("wenbao-token"))).toBeNull();
  });
});

describe.skipIf(browserPath === null)("where reading takes a token", () => {
  let site: Site;
  let browser: Browser;
  let watched: WatchedPage;
  const settings = { WENBAO_ADMIN_TOKEN: ADMIN_TOKEN, WENBAO_ACCESS: "token" };

  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite({ settings }), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });
  afterEach(async () => {
    watched.expected.push(/status of 401/);
    expect(await closeWatched(watched)).toEqual([]);
  });

  it.each([
    ["/", ".shelf li"],
    ["/figures", ".matrix"],
    ["/reports", ".card"],
  ])("%s asks for it in the page, and goes on once it is given", async (path, ready) => {
    watched = await openPage(browser, [site.origin]);
    const { page } = watched;
    await page.goto(site.origin + path);
    const field = page.locator("#wenbao-token");
    await field.waitFor();
    expect(await page.locator(ready).count()).toBe(0);
    await field.fill("wrong");
    await field.press("Enter");
    await page.getByText("这个令牌无效或已过期。").waitFor();
    const again = page.locator("#wenbao-token");
    await again.fill(ADMIN_TOKEN);
    await again.press("Enter");
    await page.locator(ready).first().waitFor();
    await watched.settle();
    expect(await page.locator("#wenbao-token").count()).toBe(0);
    // The tab goes on with it, and nobody else does.
    await page.reload();
    await page.locator(ready).first().waitFor();
    const other = await openPage(browser, [site.origin]);
    await other.page.goto(site.origin + path);
    await other.page.locator("#wenbao-token").waitFor();
    await other.context.close();
  });

  it("does not ask again for what a slow answer to the request before refused", async () => {
    watched = await openPage(browser, [site.origin]);
    const { page } = watched;
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let held = 0;
    await page.route("**/api/suggestions*", async (route) => {
      held += 1;
      if (held === 1) await released;
      await route.continue();
    });
    await page.goto(site.origin);
    await page.locator("#wenbao-token").fill(ADMIN_TOKEN);
    await page.locator("#wenbao-token").press("Enter");
    await page.locator(".shelf li").first().waitFor();
    release();
    await watched.settle();
    expect(await page.locator("#wenbao-token").count()).toBe(0);
    expect(await page.locator(".shelf li").first().isVisible()).toBe(true);
  });
});
