import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { browserPath, closeWatched, launchBrowser, openPage, type WatchedPage } from "./support/browser.ts";
import { type ExampleSite, startExamples } from "./support/examples.ts";
import { type Site, startSite } from "./support/site.ts";

const QUESTION = "占地面积是多少？";

async function askIn(frame: FrameLocator, question: string): Promise<string> {
  await frame.locator("#question").fill(question);
  await frame.locator("#question").press("Enter");
  await frame.locator(".answer").waitFor();
  return (await frame.locator(".answer-text").textContent()) ?? "";
}

describe.skipIf(browserPath === null)("the widget in other sites' pages", () => {
  let site: Site;
  let examples: ExampleSite;
  let browser: Browser;
  let watched: WatchedPage;

  beforeAll(async () => {
    examples = await startExamples(() => site.origin);
    [site, browser] = await Promise.all([startSite({ embedOrigins: [examples.origin] }), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await examples?.stop();
    await site?.stop();
  });
  afterEach(async () => {
    expect(await closeWatched(watched)).toEqual([]);
  });

  async function openExample(name: string, size = { width: 1280, height: 900 }): Promise<Page> {
    watched = await openPage(browser, [site.origin, examples.origin], { viewport: size });
    await watched.page.goto(`${examples.origin}/${name}.html`);
    return watched.page;
  }

  it("stands several times in a plain page, each for itself", async () => {
    const page = await openExample("plain");
    const [inline, right, left] = [0, 1, 2].map((index) => page.locator("wenbao-chat").nth(index));
    if (inline === undefined || right === undefined || left === undefined) throw new Error("unreachable");
    expect(await askIn(inline.frameLocator("iframe"), QUESTION)).toContain("平湖技师学院");
    expect(await inline.frameLocator("iframe").locator(".answer-text").textContent()).not.toContain("平阳");
    expect(await right.locator("iframe").count()).toBe(0);
    await right.locator("button.launch").click();
    await expect.poll(() => right.locator("button.launch").getAttribute("aria-expanded")).toBe("true");
    await right.frameLocator("iframe").locator("#question").waitFor();
    expect(await left.locator("iframe").count()).toBe(0);
    expect(await left.locator("button.launch").textContent()).toBe("In English");
    await left.locator("button.launch").click();
    await left.frameLocator("iframe").getByRole("button", { name: "Ask", exact: true }).waitFor();
  });

  it("closes by Escape from inside the frame, and focus returns to the button", async () => {
    const page = await openExample("plain");
    const widget = page.locator("wenbao-chat").nth(1);
    await widget.locator("button.launch").press("Enter");
    await widget.frameLocator("iframe").locator("#question").press("Escape");
    await expect.poll(() => widget.locator(".panel").isVisible()).toBe(false);
    await expect.poll(() => widget.evaluate((host) => host.shadowRoot?.activeElement?.className)).toBe("launch");
  });

  it("keeps its looks and place in a page whose styles reach for everything", async () => {
    const page = await openExample("hostile-css");
    const button = page.locator("wenbao-chat button.launch");
    await button.waitFor();
    await watched.settle();
    const box = await button.boundingBox();
    expect(box === null ? null : { right: Math.round(1280 - box.x - box.width), bottom: Math.round(900 - box.y - box.height) }).toEqual({
      right: 20,
      bottom: 20,
    });
    expect(box?.height).toBe(52);
    const style = await button.evaluate((element) => {
      const { fontSize, letterSpacing, color, textTransform } = getComputedStyle(element);
      return { fontSize, letterSpacing, color, textTransform };
    });
    expect(style).toEqual({ fontSize: "16px", letterSpacing: "normal", color: "rgb(255, 255, 255)", textTransform: "none" });
    await button.click();
    expect(await askIn(page.frameLocator("wenbao-chat iframe"), QUESTION)).toContain("亩");
    expect(await page.locator("wenbao-chat").evaluate((host) => getComputedStyle(host).opacity)).toBe("1");
  });

  it("keeps its looks and size under a theme and a page builder, inline and as a button", async () => {
    const page = await openExample("wordpress");
    const inline = page.locator("wenbao-chat").first();
    expect(await askIn(inline.frameLocator("iframe"), QUESTION)).toContain("平湖技师学院");
    await watched.settle();
    // The theme may say how wide its column is; the chat fills it, as high as it was meant to be.
    const [outer, frame] = await Promise.all([inline.boundingBox(), inline.locator("iframe").boundingBox()]);
    expect(outer?.height).toBe(640);
    expect(Math.abs((frame?.width ?? 0) - (outer?.width ?? 0))).toBeLessThanOrEqual(2);
    const button = page.locator("wenbao-chat").nth(1).locator("button.launch");
    const box = await button.boundingBox();
    expect([box?.x, box?.height]).toEqual([20, 52]);
    expect(await button.evaluate((element) => getComputedStyle(element).letterSpacing)).toBe("normal");
  });

  it("tells the page when it opens and closes, and takes its colours, place and size from custom properties", async () => {
    const page = await openExample("hostile-css");
    const host = page.locator("wenbao-chat");
    await host.locator("button.launch").waitFor();
    await host.evaluate((element) => {
      element.setAttribute("id", "themed");
      const told: string[] = [];
      Object.assign(window, { told });
      for (const name of ["wenbao-open", "wenbao-close"]) document.addEventListener(name, () => told.push(name));
      for (const [name, value] of [
        ["--wenbao-accent", "rgb(120, 20, 60)"],
        ["--wenbao-side", "40px"],
        ["--wenbao-width", "300px"],
      ] as const)
        element.style.setProperty(name, value);
      (element as HTMLElement & { open(): void }).open();
    });
    await page.frameLocator("wenbao-chat iframe").locator("#question").waitFor();
    await watched.settle();
    const look = await host.evaluate((element) => {
      const [button, panel] = ["button.launch", ".panel"].map((name) => element.shadowRoot?.querySelector(name));
      if (!(button instanceof HTMLElement) || !(panel instanceof HTMLElement)) throw new Error("nothing is there");
      return [getComputedStyle(button).backgroundColor, innerWidth - button.getBoundingClientRect().right, panel.offsetWidth];
    });
    expect(look).toEqual(["rgb(120, 20, 60)", 40, 300]);
    await host.evaluate((element) => (element as HTMLElement & { close(): void }).close());
    await expect.poll(() => page.evaluate(() => (window as unknown as { told: string[] }).told)).toEqual(["wenbao-open", "wenbao-close"]);
  });

  it("works under a policy without unsafe-inline, from the first click to a source", async () => {
    const page = await openExample("strict-csp");
    await page.locator("wenbao-chat button.launch").click();
    const frame = page.frameLocator("wenbao-chat iframe");
    await askIn(frame, QUESTION);
    await frame.locator(".chip").first().click();
    await frame.locator(".reader mark").first().waitFor();
    expect(await page.locator("wenbao-chat .panel").evaluate((panel) => getComputedStyle(panel).position)).toBe("absolute");
  });

  it("needs no script at all: a frame will do", async () => {
    const page = await openExample("iframe");
    expect(await askIn(page.frameLocator("iframe"), QUESTION)).toContain("亩");
  });

  it("fills a phone's screen when it is open", async () => {
    const page = await openExample("strict-csp", { width: 360, height: 740 });
    await page.locator("wenbao-chat button.launch").click();
    await expect.poll(() => page.locator("wenbao-chat .panel").boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});
