import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { describeIngest } from "../../src/audit/describe-ingest.ts";
import { checkStandards, loadStandards, missingIndicators } from "../../src/audit/standards.ts";
import { extractFigures } from "../../src/figures/extract-figures.ts";
import { figuresOf, lexicon, reportOf, rules } from "./support.ts";

const standards = loadStandards("data/standards", lexicon);

function checks(paragraphs: readonly string[], overrides: { name?: string; kind?: "school" | "region"; year?: number } = {}): string[] {
  const report = reportOf(paragraphs);
  const subject = { name: overrides.name ?? report.owner.name, kind: overrides.kind ?? ("school" as const), year: overrides.year ?? 2021 };
  return checkStandards(extractFigures(report, lexicon).figures, subject, report.text, { lexicon, rules, standards })
    .filter((check) => check.standard.id === "secondary-vocational-2010")
    .map((check) => `${check.requirement.indicator} ${check.verdict} ${check.formula ?? check.value}`);
}

describe("checkStandards", () => {
  it("holds printed values against the standard, over units", () => {
    expect(checks(["学校占地面积70亩，专任教师80人，生均图书28册。"])).toEqual([
      "full_time_teachers meets 80人",
      "land_area meets 70亩",
      "books_per_student misses 28册",
    ]);
    expect(checks(["学校占地面积50亩。"])).toEqual(["land_area misses 50亩"]);
  });

  it("computes a mean that is not printed, with its formula", () => {
    expect(checks(["学校现有在校生2000人，建筑面积34000平方米。"])).toContain("floor_area_per_student misses 34000平方米 ÷ 2000人 = 17.00平方米");
  });

  it("leaves open what vagueness or another denominator leaves open", () => {
    expect(checks(["学校现有在校生约1250人。"])).toEqual(["students unclear 约1250人"]);
    expect(checks(["双师型教师占专任教师的25%。"])).toEqual(["dual_qualified_share unclear 25%"]);
    expect(checks(["双师型教师占专业课教师的25%。"])).toEqual(["dual_qualified_share misses 25%"]);
  });

  it("goes by the kind of school and leaves regions out", () => {
    const paragraphs = ["学校占地面积50亩。"];
    expect(checks(paragraphs, { name: "清河技师学院" })).toEqual([]);
    expect(checks(paragraphs, { kind: "region" })).toEqual([]);
  });

  it("refuses a standard over an unknown indicator, naming file and indicator", () => {
    const folder = mkdtempSync(join(tmpdir(), "standards-"));
    writeFileSync(join(folder, "expected-indicators.json"), readFileSync("data/standards/expected-indicators.json"));
    const standard = JSON.parse(readFileSync("data/standards/secondary-vocational-2010.json", "utf8")) as { requirements: { indicator: string }[] };
    const [requirement] = standard.requirements;
    if (requirement !== undefined) requirement.indicator = "wizards";
    writeFileSync(join(folder, "wrong.json"), JSON.stringify(standard));
    expect(() => loadStandards(folder, lexicon)).toThrow(/wrong\.json.*"wizards"/);
  });
});

describe("missingIndicators", () => {
  it("names what is not told of the school itself, any of several names doing", () => {
    const missing = missingIndicators(
      figuresOf(["学校现有在校生2000人，生师比15:1，双师型教师60人。", "护理专业的就业率为99%。", "计划2025年招生900人。"]),
      standards.expected,
      lexicon,
    ).map((one) => one.anyOf.map((entry) => entry.id).join("/"));
    expect(missing).toContain("employment_rate");
    expect(missing).toContain("new_students");
    expect(missing).not.toContain("students/fulltime_students");
    expect(missing).not.toContain("dual_qualified_share/dual_qualified_teachers");
  });
});

describe("describeIngest", () => {
  it("counts figures by indicator and numbers left out by reason, and warns of what is too little", () => {
    const report = reportOf(["学校现有在校生2000人，在校生中有女生900人。"]);
    const { figures } = extractFigures(report, lexicon);
    const description = describeIngest(report, { indexedShare: 0.5, headings: {} }, figures, [{ reason: "date" }, { reason: "date" }]);
    expect(description.figureCount).toBe(figures.length);
    expect(description.byIndicator.reduce((sum, { count }) => sum + count, 0) + description.unnamed.reduce((sum, { count }) => sum + count, 0)).toBe(
      figures.length,
    );
    expect(description.leftOut).toEqual([{ name: "date", count: 2 }]);
    expect(description.warnings.map((warning) => warning.code)).toEqual(["text_not_indexed", "no_headings", "few_figures"]);
  });

  it("is content with a report that was understood", () => {
    const paragraphs = ["学校现有在校生2000人，专任教师120人，班级45个。", "就业率98%，占地面积100亩，藏书6万册。"];
    const report = reportOf(paragraphs);
    expect(describeIngest(report, { indexedShare: 1, headings: { decimal: 1 } }, figuresOf(paragraphs), []).warnings).toEqual([]);
  });
});
