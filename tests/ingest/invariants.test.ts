import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { chunkReport } from "../../src/ingest/chunk.ts";
import { readReport } from "../../src/ingest/read-report.ts";
import { foldText } from "../../src/text/fold.ts";
import { fc } from "../support/property.ts";
import { assertInvariants } from "./assert-invariants.ts";
import { readText } from "./outline-of.ts";

const folders = ["../fixtures/ingest/", "../fixtures/reports/", "../../data/reports/"].map((name) => fileURLToPath(new URL(name, import.meta.url)));
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => /\.(?:txt|md)$/.test(name))
    .map((name) => folder + name),
);

describe("invariants of reading and chunking", () => {
  it.each(files)("hold for %s", (file) => {
    const report = readReport(file, readFileSync(file));
    for (const maxCharacters of [60, 150, 400]) {
      // A table row cut at its cells leaves the marks between them out; letters and digits are all kept.
      assertInvariants(report, maxCharacters);
    }
  });

  const line = fc.oneof(
    fc.constantFrom(
      "",
      "一、学校概况",
      "二、学生",
      "三、教师",
      "（一）规模",
      "（二）质量",
      "1.1概况",
      "1.2师生",
      "1.学校",
      "2.学生",
      "案例1：锉刀",
      "前言",
      "- 3 -",
      "目录",
      "1、排课；",
      "2、换岗；",
    ),
    fc.constantFrom(
      "学校现有学生1200人，教师96人。",
      "就业率达98.5％，其中对口就业率",
      "\t教师\t96",
      "学生\t1200",
      "3.2.1优化课程。全年修订标准，更新教材，师生都满意。",
      "　　缩进的一段文字没有写完，",
    ),
    fc
      .array(fc.constantFrom("学", "校", "教", "师", "1", "2", ".", "，", "。", "；", "（", "）", "一", "、", " ", "\t", "A", "%"), { maxLength: 80 })
      .map((parts) => parts.join("")),
  );

  it("hold for any order of lines", () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 40 }),
        fc.constantFrom("\n", "\r\n", "\n\n"),
        fc.integer({ min: 40, max: 400 }),
        (lines, joint, maxCharacters) => {
          assertInvariants(readText(`云杉技工学校2020年质量报告${joint}${lines.join(joint)}`), maxCharacters);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("fold keeps the length that labels are measured in", () => {
    fc.assert(fc.property(fc.string(), (text) => foldText(text).length === text.length));
  });
});

describe("hostile texts", () => {
  const title = "云杉技工学校2020年质量报告\n";
  const MEGABYTE = 1_000_000;
  it.each([
    ["digits", "1".repeat(MEGABYTE)],
    ["commas", "1,".repeat(MEGABYTE / 2)],
    ["one sentence without an end", "学校".repeat(MEGABYTE / 4)],
    ["dots", ".".repeat(MEGABYTE)],
    ["blanks", `学${" ".repeat(MEGABYTE)}校`],
    ["numbers one to a line", Array.from({ length: 100_000 }, (_, index) => index % 997).join("\n")],
    ["headings alone", "一、学校\n".repeat(60_000)],
    ["nested labels", "1.1.1学校\n（一）教师\n1.学生\n".repeat(20_000)],
    ["short lines", "学校\n".repeat(200_000)],
    ["open brackets", "（".repeat(MEGABYTE / 2)],
    ["kinds of schools", "职业中等专业学校".repeat(60_000)],
    ["tabs", "学校\t1\n".repeat(80_000)],
  ])("are read to their end: %s", (_, body) => {
    const report = readText(title + body);
    expect(report.text).toHaveLength(title.length + body.length);
    for (const passage of chunkReport(report, { maxCharacters: 400 })) expect(passage.text.length).toBeLessThanOrEqual(400);
  });
  it.each([
    ["open tables", "<table\n".repeat(100_000)],
    ["pipes", "|".repeat(MEGABYTE)],
    ["rows", "|a|b|\n".repeat(80_000)],
    ["cells that span", `<table>${'<tr><td rowspan="99" colspan="99">甲</td></tr>'.repeat(3_000)}</table>`],
  ])("are read to their end as Markdown: %s", (_, body) => {
    const report = readText(title + body, "a.md");
    expect(chunkReport(report, { maxCharacters: 400 }).length).toBeGreaterThanOrEqual(0);
  });
});
