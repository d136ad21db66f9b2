import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildWeb } from "../../scripts/build-web.ts";

const folder = join(mkdtempSync(join(tmpdir(), "wenbao-weight-")), "web");
const packed = (name: string): number => gzipSync(readFileSync(join(folder, name))).length;

beforeAll(() => buildWeb(folder));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("what a browser loads, packed", () => {
  it("is at most 5 kB for the launcher", () => expect(packed("widget.js")).toBeLessThanOrEqual(5_000));

  it("is at most 60 kB for the first opening of the widget", () => {
    const loaded = ["widget.js", "index.html", "app.js", "page.css", "mark.svg"].reduce((sum, name) => sum + packed(name), 0);
    expect(loaded).toBeLessThanOrEqual(60_000);
  });

  it("names no address but the server's own", () => {
    for (const name of readdirSync(folder)) {
      const addresses = readFileSync(join(folder, name), "utf8").match(/(?:https?:)?\/\/[a-z0-9.-]+\.[a-z]{2,}/gi) ?? [];
      expect(
        addresses.filter((address) => address !== "http://www.w3.org"),
        name,
      ).toEqual([]);
    }
  });

  it("has no script or style inside a page", () => {
    for (const name of readdirSync(folder).filter((file) => file.endsWith(".html"))) {
      const page = readFileSync(join(folder, name), "utf8");
      expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/i);
    }
  });
});
