import { describe, expect, it } from "vitest";
import { AppError } from "../../src/domain/issue.ts";
import { readReport } from "../../src/ingest/read-report.ts";
import cases from "../specs/identity.json" with { type: "json" };
import { readText } from "./outline-of.ts";

describe("identity of a report", () => {
  it.each(cases)("$name", ({ file, text, expect: wanted }) => {
    const report = readText(text, file);
    const { owner } = report;
    const got: Record<string, unknown> = {
      ...owner,
      reportId: report.id,
      year: report.year,
      yearKind: report.yearKind,
      yearEvidence: report.yearEvidence,
      reportKind: report.kind,
    };
    const { aliases = [], notAliases = [], former = null, ...plain } = wanted as { aliases?: string[]; notAliases?: string[]; former?: string[] | null };
    expect(got).toMatchObject(plain);
    const texts = owner.aliases.map((alias) => alias.text);
    expect(texts).toEqual(expect.arrayContaining(aliases));
    expect(texts.filter((alias) => notAliases.includes(alias))).toEqual([]);
    expect(new Set(texts).size).toBe(texts.length);
    if (former !== null) expect(owner.aliases.filter((alias) => alias.former).map((alias) => alias.text)).toEqual(former);
  });

  it.each([
    ["云杉县职业学校质量年度报告（2021年度）\n\n浙江省云杉县职业学校\n\n二〇二二年一月", "云杉县职业学校质量年度报告（2021年度）"],
    ["云杉县职业学校\n质量年度报告\n（2021年度）", "云杉县职业学校质量年度报告"],
    ["中等职业教育质量年度报告（2021年度）\n云杉县职业学校", "中等职业教育质量年度报告（2021年度） 云杉县职业学校"],
    ["云杉县职业中等\n专业学校\n2020年质量报告", "云杉县职业中等专业学校2020年质量报告"],
    ["云杉县职业中等职业教育质量报告编写组\n云杉县商业职业学校2021年质量报告", "云杉县职业中等职业教育质量报告编写组云杉县商业职业学校2021年质量报告"],
  ])("gives the title of %j, without who signs below it", (head, title) => {
    expect(readText(`${head}\n\n一、概况\n云杉县职业学校占地58亩，学校有学生900人。`).title).toBe(title);
  });

  it("lets a person's setting win and says so", () => {
    const bytes = new TextEncoder().encode("某校质量报告\n2020年度\n\n一、概况\n学校占地58亩。");
    const report = readReport("x.txt", bytes, { settings: { school: "云杉县职业技术学校", year: 2019, kind: "development" } });
    expect(report.owner).toMatchObject({ name: "云杉县职业技术学校", nameEn: "Yunshan County Vocational and Technical School" });
    expect(report).toMatchObject({ id: "yunshan-zhiji-2019-development", year: 2019, yearEvidence: "set", kind: "development" });
  });

  it("refuses a text that names nobody, with the way out", () => {
    expect(() => readText("First line.\nSecond line of prose.", "x.txt")).toThrow(AppError);
    expect(() => readText("First line.\nSecond line of prose.", "x.txt")).toThrow(/meta\.json/);
  });

  it("notes a file name of another year", () => {
    const report = readText("云杉技工学校2020年度质量报告\n\n一、概况\n学校占地58亩。", "云杉技工学校-2021.txt");
    expect(report.year).toBe(2020);
    expect(report.issues.map((issue) => issue.code)).toContain("year_differs");
  });
});
