import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reportAuditSchema } from "../../src/contract/audit.ts";
import { type IndexedFigure, indexedFigureSchema } from "../../src/contract/figures.ts";
import { cli } from "./support.ts";

const fixtures = fileURLToPath(new URL("../fixtures/reports/", import.meta.url));
const NAMES = ["云岭县职业中等专业学校-2020.txt", "云岭县职业中等专业学校-2021.txt"];
const REPORT = "yunling-zhizhuan-2021-quality";

const folder = mkdtempSync(join(tmpdir(), "wenbao-audit-"));
const reports = join(folder, "reports");
const environment = { WENBAO_INDEX: join(folder, "index"), WENBAO_CORRECTIONS: join(folder, "corrections") };
const run = (...argv: readonly string[]) => cli(argv, { environment });
const figures = async (): Promise<IndexedFigure[]> => {
  const { out } = await run("figures", "--json");
  return out
    .trimEnd()
    .split("\n")
    .map((line) => indexedFigureSchema.parse(JSON.parse(line)))
    .filter((figure) => figure.source.reportId === REPORT);
};

beforeAll(async () => {
  mkdirSync(reports);
  for (const name of NAMES) cpSync(join(fixtures, name), join(reports, name));
  expect((await run("ingest", reports)).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("wenbao audit, report, lexicon", () => {
  it("tells findings within a report and against the year before", async () => {
    const { code, out } = await run("audit", "--json");
    expect(code).toBe(0);
    const audits = out
      .trimEnd()
      .split("\n")
      .map((line) => reportAuditSchema.parse(JSON.parse(line)));
    const formulas = audits.find((audit) => audit.report.id === REPORT)?.findings.map((finding) => finding.formula) ?? [];
    expect(formulas).toEqual(expect.arrayContaining(["93 ÷ 121 = 76.86%", "36000 ÷ 1588 = 22.67", "132000000 ÷ 13180000 = 10.02"]));
    expect(audits.find((audit) => audit.report.year === 2020)?.findings).toEqual([]);
  });

  it("tells them to people in either language", async () => {
    expect((await run("audit", "--school", "云岭")).out).toContain("93 ÷ 121 = 76.86%");
    expect((await run("audit", "--language", "en")).out).toMatch(/Expected figures that are missing\n/);
    expect(await run("audit", "--language", "fr")).toMatchObject({ code: 2, out: "" });
  });

  it("describes how a report was read", async () => {
    const { out } = await run("report", "--json");
    const [first] = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { indexedShare: number; figureCount: number; leftOut: unknown[] });
    expect(first?.indexedShare).toBeGreaterThan(0.95);
    expect(first?.leftOut.length).toBeGreaterThan(0);
    expect((await run("report")).out).toMatch(/left out {3}\w+ \d+/);
  });

  it("suggests names of figures that no entry covers, those of several reports first", async () => {
    const { code, out } = await run("lexicon", "suggest", "--json");
    const heads = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { count: number; reportCount: number });
    expect(code).toBe(0);
    expect(heads.length).toBeGreaterThan(0);
    expect(heads.every((head) => head.count >= 2)).toBe(true);
    expect(heads.map((head) => head.reportCount)).toEqual(heads.map((head) => head.reportCount).sort((a, b) => b - a));
    expect((await run("lexicon", "forget")).code).toBe(2);
    expect((await run("lexicon", "suggest", "--least", "x")).code).toBe(2);
  });

  it("explains which rule read a figure, with the number marked in its sentence", async () => {
    const { out } = await run("figures", "--explain", "--indicator", "full_time_teachers");
    expect(out).toMatch(/121人 = 121人\tfull_time_teachers\t[a-z-]+ [\d.]+\t专任教师\tactual\t.*专任教师【121人】/);
  });
});

describe("wenbao correct", () => {
  it("holds from the next ingest on, marked with who and when, and survives a changed report", async () => {
    const wrong = (await figures()).find((figure) => figure.raw === "13200万元");
    expect(wrong).toMatchObject({ value: "132000000" });
    const written = await run("correct", REPORT, "--raw", "13200万元", "--value", "13200000", "--by", "李老师", "--note", "多写一个零");
    expect([written.code, written.err]).toEqual([0, expect.stringContaining("ingested again")]);
    expect((await run("ingest", reports)).err).toMatch(/0 added, 1 replaced, 1 unchanged/);
    const set = (await figures()).find((figure) => figure.raw === "13200万元");
    expect(set).toMatchObject({ value: "13200000", correction: { by: "李老师", at: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) } });
    expect((await run("ingest", reports)).err).toMatch(/0 replaced, 2 unchanged/);

    appendFileSync(join(reports, NAMES[1] ?? ""), "\n");
    expect((await run("ingest", reports)).err).toMatch(/1 replaced/);
    expect((await figures()).find((figure) => figure.raw === "13200万元")?.value).toBe("13200000");
    const jumps = (await run("audit", "--json")).out.match(/"kind":"jump"/g) ?? [];
    expect(jumps).toEqual([]);
  });

  it("refuses what fits no single figure, names no indicator or changes nothing, and writes nothing", async () => {
    const by = ["--by", "李老师"];
    for (const argv of [
      ["correct", REPORT, "--raw", "999999人", "--drop", ...by],
      ["correct", "no-such-report", "--raw", "121人", "--drop", ...by],
      ["correct", REPORT, "--raw", "121人", "--indicator", "wizards", ...by],
      ["correct", REPORT, "--raw", "121人", ...by],
      ["correct", REPORT, "--raw", "121人", "--drop"],
    ]) {
      const { code, err } = await run(...argv);
      expect(code, argv.join(" ")).not.toBe(0);
      expect(err).toMatch(/^wenbao: [^\n]+\n$/);
    }
    expect((await run("ingest", reports)).err).toMatch(/0 replaced, 2 unchanged/);
  });
});
