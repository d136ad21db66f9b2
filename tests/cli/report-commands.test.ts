import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cli } from "./support.ts";

const fixtures = fileURLToPath(new URL("../fixtures/reports", import.meta.url));
const NAMES = ["云岭县职业中等专业学校-2020.txt", "云岭县职业中等专业学校-2021.txt"];
let folder = "";
let reports = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "wenbao-reports-"));
  reports = join(folder, "reports");
  mkdirSync(reports);
  for (const name of NAMES) copyFileSync(join(fixtures, name), join(reports, name));
  expect((await run("ingest", reports)).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...argv: string[]) => cli(["--index", join(folder, "index"), ...argv]);
const linesOf = async (...argv: string[]): Promise<string[][]> =>
  (await run(...argv)).out
    .trim()
    .split("\n")
    .map((line) => line.split("\t"));

describe("wenbao list, remove and undo", () => {
  it("take a report out, keep it out, and bring it back", async () => {
    const listed = await linesOf("list");
    expect(listed.map((row) => [row[1], row[2], row[4]])).toEqual(NAMES.map((name, index) => ["云岭县职业中等专业学校", String(2020 + index), name]));
    const id = listed[0]?.[0] ?? "";
    const figures = await run("figures", "--json");
    expect(await run("remove", id)).toMatchObject({
      code: 0,
      out: "",
      err: expect.stringMatching(/^\S+: removed \(.+-2020\.txt\)\. `wenbao undo \S+` brings it back\.\n$/),
    });
    expect(await linesOf("list")).toEqual(listed.slice(1));
    expect((await run("ingest", reports)).err).toMatch(/kept out, it was removed on \d{4}-\d{2}-\d{2}; `wenbao undo /);
    const removed = await linesOf("list", "--removed");
    expect(removed.map((row) => row[0])).toEqual([id]);
    expect(JSON.parse((await run("list", "--removed", "--json")).out)).toMatchObject({ id, year: 2020, removedAt: expect.stringMatching(/^\d{4}-/) });
    expect(await run("undo", id)).toMatchObject({ code: 0, err: `${id}: back as it was (${NAMES[0]})\n` });
    expect(await run("figures", "--json")).toEqual(figures);
  });

  it("do the rest where one id is not there", async () => {
    const id = (await linesOf("list"))[1]?.[0] ?? "";
    expect(await run("remove", "none", id)).toMatchObject({ code: 1, err: expect.stringMatching(/^wenbao: There is no report "none"\. .+\n\S+: removed/) });
    expect(await run("undo", "none", id)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^wenbao: No report "none" was removed\. .+\n\S+: back as it was/),
    });
  });
});

describe("wenbao diff", () => {
  it("tells figures one a line, and all of it as JSON", async () => {
    const [before = "", after = ""] = (await linesOf("list")).map((row) => row[0] ?? "");
    const out = (await run("diff", before, before)).out;
    expect(out).toMatch(/^0 changed, 0 gone, 0 added, \d+ the same\n$/);
    expect((await run("diff", before, after)).out).toMatch(/^[-+~]\t.+:\d+-\d+\n/);
    expect(JSON.parse((await run("diff", before, after, "--json")).out)).toMatchObject({ before: { id: before }, after: { id: after } });
    expect(await run("diff", before, "none")).toMatchObject({ code: 1, err: expect.stringMatching(/^wenbao: There is no report/) });
  });
});

describe("wenbao ingest", () => {
  it("takes school and year of one file from flags and keeps them beside it", async () => {
    const file = join(folder, "无名.txt");
    copyFileSync(join(fixtures, NAMES[0] ?? ""), file);
    writeFileSync(file, readFileSync(file, "utf8").replaceAll("云岭县", "青田县"));
    expect((await run("ingest", file, "--school", "云杉县职业技术学校", "--year", "2018")).code).toBe(0);
    expect(JSON.parse(readFileSync(`${file}.meta.json`, "utf8"))).toEqual({ school: "云杉县职业技术学校", year: 2018 });
    expect((await linesOf("list")).map((row) => [row[1], row[2]])).toContainEqual(["云杉县职业技术学校", "2018"]);
    expect((await run("ingest", file, "--year", "2017")).code).toBe(0);
    expect((await linesOf("list")).map((row) => [row[1], row[2]])).toContainEqual(["云杉县职业技术学校", "2017"]);
  });

  it("refuses them for a folder, several files, and values that are none", async () => {
    const file = join(reports, NAMES[0] ?? "");
    for (const argv of [
      ["ingest", reports, "--year", "2018"],
      ["ingest", file, join(reports, NAMES[1] ?? ""), "--school", "云杉县职业技术学校"],
      ["ingest", file, "--year", "18"],
      ["ingest", file, "--school", "校"],
      ["ingest", file, "--language", "fr"],
    ])
      expect(await run(...argv), argv.join(" ")).toMatchObject({ code: 2, out: "" });
    expect(existsSync(`${file}.meta.json`)).toBe(false);
  });

  it("tells refusals in Chinese when asked", async () => {
    const file = join(folder, "空.pdf");
    writeFileSync(file, "");
    expect((await run("ingest", file, "--language", "zh")).err).toContain("空.pdf: 文件是空的，没有正文。请填入报告正文后再收入。");
  });
});
