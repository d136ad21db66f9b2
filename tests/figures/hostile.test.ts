import { describe, expect, it } from "vitest";
import { extractFigures } from "../../src/figures/extract-figures.ts";
import { readReport } from "../../src/ingest/read-report.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";

const lexicon = loadLexicon("data/lexicon");
/** Only a hang fails these: quadratic work over a megabyte takes hours. */
const PATIENCE = 240_000;

/** [what, piece that fills the paragraph, length in characters, how many figures come out] */
const CASES: readonly (readonly [string, string, number, number])[] = [
  ["digits", "7", 1_000_000, 0],
  ["digits and commas", "1,", 1_000_000, 0],
  ["digits and full commas", "1，", 1_000_000, 0],
  ["其中", "其中", 1_000_000, 0],
  ["分别为", "分别为、、、", 1_000_000, 0],
  ["open brackets", "（", 1_000_000, 0],
  ["closing brackets", "）", 1_000_000, 0],
  ["brackets in brackets", "（（教师）", 1_000_000, 0],
  ["quotes", "“双师型", 1_000_000, 0],
  ["one clause of names", "双师型教师比例", 1_000_000, 0],
  ["one clause without a name", "一望无际", 200_000, 0],
  ["blanks", "　 ", 1_000_000, 0],
  ["占", "占", 1_000_000, 0],
  ["years", "2021年", 200_000, 0],
  ["counts and commas", "12人，", 60_000, 15_000],
  ["parts", "其中省级3项、", 70_000, 10_000],
  ["zipped lists", "甲、乙分别为3人、4人，", 66_000, 11_000],
  ["names and counts without punctuation", "在校生3人", 60_000, 12_000],
  ["shares", "占50%", 60_000, 15_000],
  ["ranges of time", "由3人增至4人", 70_000, 20_000],
  ["bracketed counts", "（3人）", 40_000, 10_000],
  // Nothing that a search back looks for stands anywhere: it must not go back to the text's beginning for each number.
  ["items without a heading", "电子3人，", 300_000, 60_000],
  ["shares behind a bracket that never opened", "工）占5%，", 300_000, 50_000],
];

describe("a paragraph made to be slow", () => {
  it.each(CASES)(
    "ends on %s",
    (_name, piece, length, most) => {
      const body = piece.repeat(length / piece.length);
      const report = readReport(
        "云杉县职业中等专业学校-2021.txt",
        new TextEncoder().encode(`云杉县职业中等专业学校质量年度报告（2021）\n\n一、情况\n\n${body}\n`),
      );
      const { figures, leftOut } = extractFigures(report, lexicon);
      expect(figures.length).toBeLessThanOrEqual(most);
      // A sentence is cut where it grows too long, and nothing but the numbers at the cut may be lost by it.
      expect(figures.length).toBeGreaterThanOrEqual(Math.floor(most * 0.9));
      let last = -1;
      for (const { source } of figures) {
        expect(report.text.slice(source.start, source.end)).toBe(source.raw);
        expect(source.start).toBeGreaterThan(last);
        last = source.start;
      }
      for (const item of leftOut) expect(report.text.slice(item.start, item.end)).toBe(item.text);
    },
    PATIENCE,
  );
});
