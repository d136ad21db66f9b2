import { describe, expect, it } from "vitest";
import { mapWhole, toSource } from "../../src/text/mapped-text.ts";
import { detectPeriods } from "../../src/text/periods.ts";
import cases from "../specs/periods.json" with { type: "json" };

describe("detectPeriods", () => {
  for (const { text, found } of cases) {
    it(`reads ${text}`, () => {
      const mapped = mapWhole(text);
      const mentions = detectPeriods(mapped.text).map((mention) => {
        const source = toSource(mapped, mention);
        const year = mention.period.year === null ? "" : ` ${mention.period.year}`;
        const endYear = mention.endYear === null ? "" : ` to ${mention.endYear}`;
        const relative = mention.relative === null ? "" : ` ${mention.relative}`;
        return `${text.slice(source.start, source.end)} | ${mention.period.kind}${year}${endYear}${relative}`;
      });
      expect(mentions).toEqual(found);
    });
  }

  it("labels a mention as printed, with stated evidence", () => {
    expect(detectPeriods("2020学年度招生")[0]?.period).toEqual({ kind: "academic", year: 2020, label: "2020学年度", evidence: "stated" });
  });
});
