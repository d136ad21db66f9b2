import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import thresholds from "../../data/standards/ingest-thresholds.json" with { type: "json" };
import { tellIssue, tellRefusal } from "../../src/indexing/wording.ts";
import { ISSUES_ZH, REFUSALS_ZH } from "../../src/indexing/wording.zh.ts";

const source = fileURLToPath(new URL("../../src", import.meta.url));
const texts = ["ingest", "indexing", "writing"].flatMap((folder) =>
  readdirSync(join(source, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith("wording"))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8")),
);
const codesBy = (pattern: RegExp): string[] => [...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? "")))].sort();

describe("ingest messages in Chinese", () => {
  const refusals = [...codesBy(/AppError\(\s*"([a-z_]+)"/g), ...codesBy(/code: "([a-z_]+)",? (?!severity)[^}]{0,80}cause/g)];
  const issues = [...codesBy(/code: "([a-z_]+)",\s*severity/g), ...codesBy(/note\("([a-z_]+)"/g), ...Object.values(thresholds).map((one) => one.code)];

  it("are there for every refusal and every issue that the code knows", () => {
    expect(refusals.length).toBeGreaterThan(15);
    expect(issues.length).toBeGreaterThan(15);
    expect(refusals.filter((code) => !(code in REFUSALS_ZH))).toEqual([]);
    expect(issues.filter((code) => !(code in ISSUES_ZH))).toEqual([]);
  });

  it("are one line each, end refusals with a remedy, and hold no English sentence", () => {
    for (const wording of [...Object.values(REFUSALS_ZH), ...Object.values(ISSUES_ZH)]) {
      for (const text of typeof wording === "string" ? [wording] : [wording.full, wording.short]) expect(text).toMatch(/^[^\n]*\p{Script=Han}[^\n]*$/u);
    }
    for (const wording of Object.values(REFUSALS_ZH)) expect(typeof wording === "string" ? wording : wording.short).toMatch(/。$/);
  });

  it("tell the values where they are known, and do without where they are not", () => {
    const failure = { code: "duplicate_report", reason: "The same text is already in.", values: { file: "甲.txt", id: "x-1" } };
    expect(tellRefusal(failure, "zh")).toBe("相同的正文已经收入（甲.txt，x-1）。请在两个文件中去掉一个。");
    expect(tellRefusal({ ...failure, values: {} }, "zh")).toBe("相同的正文已经收入。请在两个文件中去掉一个。");
    expect(tellRefusal(failure, "en")).toBe("The same text is already in.");
    expect(tellIssue({ code: "year_differs", message: "m", values: { read: 2020, named: 2021 } }, "zh")).toBe("报告写的是 2020 年，文件名写的是 2021 年");
    expect(tellIssue({ code: "of_another_version", message: "m" }, "zh")).toBe("m");
  });
});
