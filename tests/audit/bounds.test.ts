import { describe, expect, it } from "vitest";
import { agreement, convert, overlap, printedStep, statedBounds } from "../../src/audit/bounds.ts";
import type { Figure } from "../../src/domain/figure.ts";
import { aFigure, aReport } from "../support/builders.ts";
import { fc } from "../support/property.ts";
import { rules } from "./support.ts";

const figure = (raw: string, value: string, overrides: Partial<Figure> = {}): Figure => aFigure(aReport(raw), raw, { value, ...overrides });

describe("printedStep", () => {
  it.each([
    ["98.57%", "98.57", "0.01"],
    ["2.38亿元", "238000000", "1000000"],
    ["23891万元", "238910000", "10000"],
    ["6.6万册", "66000", "1000"],
    ["1,420人", "1420", "1"],
    ["2446 人", "2446", "1"],
    ["３５％", "35", "1"],
    ["13.37", "13.37", "0.01"],
    ["1:13.1", "13.1", "0.1"],
    ["九成八", "98", "1"],
    ["七百人", "700", "100"],
    ["1032", "10320000", "10000"],
  ])("%s → %s in steps of %s", (raw, value, step) => {
    expect(printedStep(figure(raw, value))).toBe(step);
  });
});

describe("statedBounds", () => {
  it.each([
    ["近3000人", "3000", "about", { low: "2700", high: "3300" }],
    ["约98%", "98", "about", { low: "96", high: "100" }],
    ["2300多人", "2300", "over", { low: "2300", high: "2400" }],
    ["八千余人次", "8000", "over", { low: "8000", high: "9000" }],
    ["超过2300人", "2300", "over", { low: "2300", high: null }],
    ["98%以上", "98", "at_least", { low: "98", high: null }],
    ["不足10人", "10", "under", { low: null, high: "10" }],
    ["20人", "20", "exact", { low: "20", high: "20" }],
  ] as const)("%s", (raw, value, qualifier, bounds) => {
    const read = statedBounds(figure(raw, value, { qualifier, unit: raw.includes("%") ? "%" : "人" }), rules.about);
    expect({ low: read.low === null ? null : Number(read.low), high: read.high === null ? null : Number(read.high) }).toEqual({
      low: bounds.low === null ? null : Number(bounds.low),
      high: bounds.high === null ? null : Number(bounds.high),
    });
  });
});

describe("agreement", () => {
  it.each([
    ["98.57%", "98.57", "98.6%", "98.6", "same"],
    ["98.8%", "98.8", "98.80%", "98.80", "same"],
    ["98.57%", "98.57", "98%", "98", "cut"],
    ["23891万元", "238910000", "2.38亿元", "238000000", "cut"],
    ["23891万元", "238910000", "2.39亿元", "239000000", "same"],
    ["2.4亿元", "240000000", "2.14亿元", "214000000", "different"],
    ["210人", "210", "206名", "206", "different"],
  ])("%s and %s stand as they are printed", (rawA, a, rawB, b, expected) => {
    expect(agreement(figure(rawA, a), figure(rawB, b))).toBe(expected);
    expect(agreement(figure(rawB, b), figure(rawA, a))).toBe(expected);
  });

  it("holds any value the same as itself rounded to fewer decimals", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 0, max: 2 }), (cents, places) => {
        const fine = (cents / 100).toFixed(2);
        const scale = 10 ** (2 - places);
        const coarse = ((Math.floor((cents + scale / 2) / scale) * scale) / 100).toFixed(places);
        if (Number(coarse) === 0) return;
        expect(agreement(figure(`${fine}%`, fine), figure(`${coarse}%`, coarse))).toBe("same");
      }),
    );
  });
});

describe("convert", () => {
  it("turns mu into square metres exactly, and refuses what has no rule", () => {
    const area = convert({ low: "160", high: "160" }, "亩", "平方米", rules);
    expect(area !== null && overlap(area, { low: "106666.6", high: "106666.7" })).toBe(true);
    expect(convert({ low: "1", high: "1" }, "人", "元", rules)).toBeNull();
    expect(convert({ low: "3350", high: "3350" }, "元", "元/月", rules)).toEqual({ low: "3350", high: "3350" });
  });
});
