import { chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openAuditLog } from "../../src/access/audit-log.ts";
import { changeTokens, openTokenBook, readTokens, tokensPath } from "../../src/access/token-file.ts";
import { createToken, findToken, type NewToken } from "../../src/access/tokens.ts";

const NOW = new Date("2026-03-01T00:00:00Z");
const LATER = new Date("2026-03-03T00:00:00Z");
const wanted: NewToken = { name: "office", role: "reader", groups: ["city"], days: null };

describe("a token", () => {
  it("is found by its secret alone, which is nowhere in the record", () => {
    const { secret, record } = createToken(wanted, NOW);
    const { record: other } = createToken(wanted, NOW);
    expect(findToken([other, record], secret, NOW)).toBe(record);
    expect(JSON.stringify(record)).not.toContain(secret.slice("wenbao_".length));
    for (const wrong of ["", "wenbao_", secret.slice(0, -1), `${secret}A`, secret.toUpperCase(), record.hash, record.id]) {
      expect(findToken([other, record], wrong, NOW), wrong).toBeNull();
    }
  });

  it("holds 256 bits of chance, each time others", () => {
    const secrets = Array.from({ length: 50 }, () => createToken(wanted, NOW).secret);
    expect(new Set(secrets).size).toBe(50);
    for (const secret of secrets) expect(Buffer.from(secret.slice("wenbao_".length), "base64url")).toHaveLength(32);
  });

  it("runs out on its day", () => {
    const { secret, record } = createToken({ ...wanted, days: 2 }, NOW);
    expect(findToken([record], secret, new Date(LATER.getTime() - 1))).toBe(record);
    expect(findToken([record], secret, LATER)).toBeNull();
  });
});

describe("the tokens' file", () => {
  let folder = "";
  let path = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "wenbao-tokens-"));
    path = tokensPath(join(folder, "index"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is for its owner's eyes, and leaves nothing else behind", () => {
    const { record } = createToken(wanted, NOW);
    expect(readTokens(path)).toEqual([]);
    changeTokens(path, (tokens) => [...tokens, record]);
    expect(readTokens(path)).toEqual([record]);
    expect(readdirSync(join(folder, "index"))).toEqual(["tokens.json"]);
    if (process.platform !== "win32") expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it.skipIf(process.getuid?.() !== 0)("made by root belongs to the folder's owner, who runs the server", () => {
    mkdirSync(join(folder, "index"));
    chownSync(join(folder, "index"), 12_345, 12_345);
    changeTokens(path, () => []);
    openAuditLog(join(folder, "index", "audit-log"), { keepDays: 1, clock: () => NOW }).record({ who: "w", act: "a", outcome: "done" });
    for (const made of [path, join(folder, "index", "audit-log"), join(folder, "index", "audit-log", "audit-2026-03-01.jsonl")]) {
      expect([statSync(made).uid, statSync(made).gid], made).toEqual([12_345, 12_345]);
    }
  });

  it("refuses a second change at once, and is whole after one that failed", () => {
    const { record } = createToken(wanted, NOW);
    changeTokens(path, () => [record]);
    expect(() => changeTokens(path, () => changeTokens(path, () => []) as never)).toThrow(expect.objectContaining({ code: "tokens_busy" }));
    expect(readTokens(path)).toEqual([record]);
    changeTokens(path, () => []);
    expect(readTokens(path)).toEqual([]);
  });

  it("is followed by a running server: made, revoked, damaged, mended", () => {
    const damages: unknown[] = [];
    let now = NOW;
    const book = openTokenBook(
      path,
      () => now,
      (cause) => damages.push(cause),
    );
    const { secret, record } = createToken({ ...wanted, role: "admin", days: 2 }, NOW);
    expect([book.find(secret), book.hasAdmin()]).toEqual([null, false]);
    changeTokens(path, () => [record]);
    expect([book.find(secret), book.hasAdmin()]).toEqual([record, true]);
    now = LATER;
    expect([book.find(secret), book.hasAdmin()]).toEqual([null, false]);
    now = NOW;
    const sound = readFileSync(path, "utf8");
    writeFileSync(path, sound.slice(0, -9));
    expect([book.find(secret), book.hasAdmin(), damages.length]).toEqual([null, false, 1]);
    writeFileSync(path, sound);
    expect(book.find(secret)).toEqual(record);
    changeTokens(path, () => []);
    expect([book.find(secret), book.hasAdmin()]).toEqual([null, false]);
  });
});
