import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTokens, tokensPath } from "../../src/access/token-file.ts";
import { findToken } from "../../src/access/tokens.ts";
import { cli } from "./support.ts";

let folder = "";
let index = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "wenbao-token-"));
  index = join(folder, "index");
});
afterAll(() => rmSync(folder, { recursive: true }));
const wenbao = (...argv: readonly string[]) => cli(["--index", index, ...argv]);

describe("wenbao token", () => {
  it("makes a token, shows it once, lists it without its secret, and revokes it", async () => {
    expect(await wenbao("token", "list")).toEqual({ code: 0, out: "", err: "" });
    const made = await wenbao("token", "create", "--name", "office\nbell\u0007", "--role", "admin", "--groups", "city, county", "--days", "30");
    const secret = made.out.trim();
    expect(made).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^wenbao_[\w-]{43}\n$/),
      err: expect.stringMatching(/^made [0-9a-f]{8}\tadmin\toffice bell\tcity,county\tuntil \d{4}/),
    });
    const [token] = readTokens(tokensPath(index));
    expect(findToken(readTokens(tokensPath(index)), secret, new Date())).toEqual(token);
    expect(readFileSync(tokensPath(index), "utf8")).not.toContain(secret.slice(7));

    const listed = await wenbao("token", "list");
    expect(listed.out).toMatch(/^[0-9a-f]{8}\tadmin\toffice bell\tcity,county\tuntil \d{4}-\d{2}-\d{2}\n$/);
    const json = JSON.parse((await wenbao("token", "list", "--json")).out);
    expect(json).toMatchObject({ id: token?.id, role: "admin", groups: ["city", "county"] });
    expect(JSON.stringify(json)).not.toContain(token?.hash);

    expect(await wenbao("token", "revoke", token?.id ?? "")).toEqual({ code: 0, out: "", err: `revoked ${token?.id}\n` });
    expect(readTokens(tokensPath(index))).toEqual([]);
    expect(await wenbao("token", "revoke", token?.id ?? "")).toMatchObject({ code: 1, err: expect.stringMatching(/^wenbao: There is no token/) });
  });

  it.each([
    ["create"],
    ["create", "--name", " "],
    ["create", "--name", "x", "--role", "root"],
    ["create", "--name", "x", "--days", "0"],
    ["create", "--name", "x", "--days", "1.5"],
    ["create", "--name", "x".repeat(101)],
    ["revoke"],
    ["erase"],
  ])("is called wrongly: %s %s %s %s %s", async (...argv) => {
    expect(await wenbao("token", ...argv)).toMatchObject({ code: 2, out: "", err: expect.stringMatching(/^wenbao: /) });
  });
});

describe("wenbao log", () => {
  it("tells what was done to the index from the terminal, and what was refused", async () => {
    await wenbao("token", "create", "--name", "second");
    await wenbao("restore", join(folder, "none.db"));
    const { out, code } = await wenbao("log");
    expect(code).toBe(0);
    const lines = out
      .trimEnd()
      .split("\n")
      .map((line) => line.split("\t"));
    for (const [at = "", who = ""] of lines) expect([Number.isNaN(Date.parse(at)), who.startsWith("shell:")]).toEqual([false, true]);
    expect(lines.map(([, , act, , outcome]) => `${act} ${outcome}`)).toEqual([
      "wenbao token done",
      "wenbao token done",
      expect.stringMatching(/^wenbao token refused \(token_not_found\)$/),
      ...Array.from({ length: 7 }, () => "wenbao token refused (usage)"),
      "wenbao token done",
      expect.stringMatching(/^wenbao restore refused/),
    ]);
    expect(
      (await wenbao("log", "--json", "--days", "1")).out
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).act),
    ).toEqual(lines.map(([, , act]) => act));
    expect(await wenbao("log", "--days", "soon")).toMatchObject({ code: 2 });
    expect(out).not.toContain("wenbao_");
  });

  it("makes no folder for an index that is not there", async () => {
    const none = join(folder, "nowhere");
    await cli(["--index", none, "restore", join(folder, "none.db")]);
    expect(await cli(["--index", none, "log"])).toEqual({ code: 0, out: "", err: "" });
    expect(existsSync(none)).toBe(false);
  });
});
