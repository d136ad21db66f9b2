import { describe, expect, it } from "vitest";
import { applyCorrections, type Correction, parseCorrections } from "../../src/audit/corrections.ts";
import { aFigure, aReport } from "../support/builders.ts";
import { lexicon } from "./support.ts";

const text = "学校有教师120人，另有外聘教师12人。县城有教师120人。";
const report = aReport(text);
const first = aFigure(report, "120人", { source: { start: 5, end: 9, raw: "120人", section: [], context: { start: 0, end: 20 } } });
const second = aFigure(report, "120人", { source: { start: 25, end: 29, raw: "120人", section: [], context: { start: 20, end: 30 } } });
const outside = aFigure(report, "12人");
const figures = [first, outside, second];
const correction = (parts: Partial<Correction>): Correction => ({ report: report.id, raw: "12人", set: { value: "13" }, by: "李", at: "2024-05-01", ...parts });
const apply = (...corrections: readonly Correction[]) => applyCorrections(figures, corrections, text, lexicon);

describe("applyCorrections", () => {
  it("sets what was said, marks it, and leaves the rest and the place alone", () => {
    const { figures: after, unapplied } = apply(correction({ set: { indicator: "parttime_teachers", value: "13" } }));
    expect(unapplied).toEqual([]);
    expect(after[1]).toMatchObject({
      value: "13",
      indicator: { id: "parttime_teachers", words: "教师" },
      correction: { by: "李", at: "2024-05-01" },
      source: outside.source,
    });
    expect([after[0], after[2]]).toEqual([first, second]);
  });

  it("drops what is no figure", () => {
    expect(apply(correction({ set: { drop: true } })).figures).toEqual([first, second]);
  });

  it("tells numbers that are printed twice apart by place or by words near them", () => {
    expect(apply(correction({ raw: "120人", start: 25, set: { subject: "县" } })).figures[2]?.subject).toBe("县");
    expect(apply(correction({ raw: "120人", near: "县城", set: { subject: "县" } })).figures[2]?.subject).toBe("县");
    const vague = correction({ raw: "120人", set: { subject: "县" } });
    expect(apply(vague)).toEqual({ figures, unapplied: [vague] });
  });

  it("finds the number again after the text has moved, but not another one", () => {
    expect(apply(correction({ start: 999 })).figures[1]?.value).toBe("13");
    expect(apply(correction({ raw: "121人", start: 5 })).unapplied.length).toBe(1);
    expect(apply(correction({ raw: "120人", start: 5, near: "县城" })).figures[2]?.value).toBe("13");
  });

  it("lets the later of two stand", () => {
    const { figures: after } = apply(correction({}), correction({ set: { value: "14" }, by: "王" }));
    expect(after[1]).toMatchObject({ value: "14", correction: { by: "王" } });
  });
});

describe("parseCorrections", () => {
  const parse =
    (...entries: readonly unknown[]) =>
    () =>
      parseCorrections("a.json", JSON.stringify(entries), lexicon);
  it("reads what a person writes", () => {
    expect(parse(correction({}))()).toEqual([correction({})]);
  });
  it("names file, entry and flaw", () => {
    expect(parse(correction({}), correction({ set: { indicator: "wizards" } }))).toThrow(/a\.json, entry 2: .*"wizards"/);
    expect(parse(correction({ at: "yesterday" }))).toThrow(/a\.json, entry 1: at/);
    expect(parse(correction({ set: {} }))).toThrow(/changes nothing/);
    expect(parse(correction({ set: { value: "1,2" } }))).toThrow(/plain decimal/);
    expect(() => parseCorrections("a.json", "{", lexicon)).toThrow(/not JSON/);
  });
});
