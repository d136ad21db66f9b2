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

/** Where names of XML begin; nothing is ever asked of them. */
const NAMESPACES = ["http://www.w3.org", "http://schemas.openxmlformats.org", "http://schemas.microsoft.com"];

/** A script and the chunks that it cannot begin without. */
function needed(name: string, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const [, chunk] of readFileSync(join(folder, name), "utf8").matchAll(/(?:\bfrom|\bimport)\s*"\.\/([\w.-]+\.js)"/g))
    if (chunk !== undefined) needed(chunk, seen);
  return seen;
}
const sumOf = (names: Iterable<string>): number => [...names].reduce((sum, name) => sum + packed(name), 0);

describe("what a browser loads, packed", () => {
  it("is at most 5 kB for the launcher", () => expect(packed("widget.js")).toBeLessThanOrEqual(5_000));

  it("is at most 60 kB for the first opening of the widget", () => {
    expect(needed("app.js").size).toBeGreaterThan(1);
    expect(sumOf(["widget.js", "index.html", ...needed("app.js"), "page.css", "mark.svg"])).toBeLessThanOrEqual(60_000);
  });

  it.each(["app", "figures", "reports", "reader"])("is at most 150 kB for the page %s, charts and workbooks apart", (name) => {
    expect(sumOf([...needed(`${name}.js`), "page.css", "mark.svg"])).toBeLessThanOrEqual(150_000);
    for (const script of needed(`${name}.js`)) expect(packed(script), script).toBeLessThanOrEqual(30_000);
  });

  it("names no address but the server's own", () => {
    for (const name of readdirSync(folder)) {
      const addresses = readFileSync(join(folder, name), "utf8").match(/(?:https?:)?\/\/[a-z0-9.-]+\.[a-z]{2,}/gi) ?? [];
      expect(
        addresses.filter((address) => !NAMESPACES.includes(address)),
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
