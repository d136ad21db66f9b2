import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildWeb } from "../../scripts/build-web.ts";

const folder = join(mkdtempSync(join(tmpdir(), "wenbao-reach-")), "web");
beforeAll(() => buildWeb(folder));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filesOf = (ending: string): [name: string, text: string][] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => [name, readFileSync(join(folder, name), "utf8")]);

/** What Chromium 100, Firefox 102 or Safari 15.0 lack; esbuild rewrites syntax, and no calls. */
const LATER_CALLS: readonly (readonly [what: string, seen: RegExp])[] = [
  ["Array.prototype.at", /\.at\(-?\d/],
  ["findLast", /\.findLast(?:Index)?\(/],
  ["toSorted and its kind", /\.(?:toSorted|toReversed|toSpliced)\(/],
  ["Object.hasOwn", /Object\.hasOwn\b/],
  ["Object.groupBy", /\b(?:Object|Map)\.groupBy\b/],
  ["Array.fromAsync", /Array\.fromAsync\b/],
  ["structuredClone", /\bstructuredClone\(/],
  ["Promise.withResolvers", /\bwithResolvers\b/],
  ["set methods", /\.(?:isSubsetOf|isSupersetOf|symmetricDifference|isDisjointFrom)\(/],
  ["iterator helpers", /Iterator\.from\b/],
  ["AbortSignal.timeout and any", /AbortSignal\.(?:timeout|any)\b/],
  ["URL.canParse", /URL\.(?:canParse|parse)\(/],
  ["lookbehind", /\(\?<[=!]/],
  ["the v flag", /\/[dgimsuy]*v[dgimsuy]*\.(?:test|exec)\(/],
  ["popovers", /\.(?:showPopover|togglePopover)\(/],
  ["dialogs", /\.showModal\(/],
  ["view transitions", /startViewTransition/],
  ["scheduler", /\bscheduler\.(?:yield|postTask)/],
];

/** What a page has over https alone, or on this machine; an intranet is often plain http. */
const SECURE_ONLY: readonly (readonly [what: string, seen: RegExp])[] = [
  ["crypto.randomUUID", /randomUUID/],
  ["crypto.subtle", /crypto\.subtle/],
  ["service workers", /serviceWorker/],
  ["navigator.share", /navigator\.share\(/],
  ["file handles", /show(?:Open|Save)FilePicker/],
  ["cookie store", /cookieStore/],
];

describe("scripts that are sent to browsers", () => {
  it.each([...LATER_CALLS, ...SECURE_ONLY])("do without %s", (_, seen) => {
    for (const [name, text] of filesOf(".js")) expect(seen.exec(text)?.[0], name).toBeUndefined();
  });

  it("look for the clipboard before they use it", () => {
    const copy = readFileSync(new URL("../../src/widget/copy.ts", import.meta.url), "utf8");
    expect(copy).toContain("clipboard !== undefined");
    const users = readdirSync(new URL("../../src/widget", import.meta.url)).filter(
      (name) => name.endsWith(".ts") && /navigator\.clipboard/.test(readFileSync(new URL(`../../src/widget/${name}`, import.meta.url), "utf8")),
    );
    expect(users).toEqual(["copy.ts"]);
  });

  it("keep storage within reach of a refusal", () => {
    for (const name of readdirSync(new URL("../../src/widget", import.meta.url)).filter((one) => one.endsWith(".ts"))) {
      const text = readFileSync(new URL(`../../src/widget/${name}`, import.meta.url), "utf8");
      const uses = text.match(/(?:local|session)Storage\./g)?.length ?? 0;
      if (uses > 0) expect(text.match(/\btry \{/g)?.length ?? 0, name).toBeGreaterThan(0);
    }
  });
});

describe("styles that are sent to browsers", () => {
  it.each([
    ["nesting", /\{[^{}]*&[^{}]*\{/],
    [":has", /:has\(/],
    ["layers", /@layer/],
    ["container queries", /@container/],
    ["color-mix", /color-mix\(/],
    ["light-dark", /light-dark\(/],
    ["text-wrap", /text-wrap:/],
    ["range queries", /@media[^{]*[<>]/],
  ])("do without %s", (_, seen) => {
    for (const [name, text] of filesOf(".css")) expect(seen.exec(text)?.[0], name).toBeUndefined();
  });

  it("measure heights in dvh only where that is known", () => {
    for (const [, text] of filesOf(".css")) {
      for (const { index } of text.matchAll(/\ddvh/g)) expect(text.lastIndexOf("@supports", index)).toBeGreaterThan(-1);
    }
  });
});
