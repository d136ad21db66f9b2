import { describe, expect, it } from "vitest";
import { parseNumeral, readScale, scanNumeral } from "../../src/text/numerals.ts";
import cases from "../specs/numerals.json" with { type: "json" };

describe("parseNumeral", () => {
  for (const { text, value } of cases) {
    it(`${text === "" ? "(empty)" : text} → ${value}`, () => expect(parseNumeral(text)).toBe(value));
  }
});

describe("scanNumeral", () => {
  it("stops before the unit and takes group commas only in exact groups", () => {
    expect(scanNumeral("共12,345.6万元", 1)).toEqual({ end: 9, value: "12345.6", script: "arabic" });
    expect(scanNumeral("1,23", 0)?.end).toBe(1);
    expect(scanNumeral("2019,2020", 0)?.end).toBe(4);
  });

  it("leaves words alone that begin with zero or a formal digit", () => {
    expect(scanNumeral("零部件", 0)).toBeNull();
    expect(scanNumeral("伍", 0)).toBeNull();
    expect(scanNumeral("三百二十人", 0)).toEqual({ end: 4, value: "320", script: "chinese" });
  });
});

describe("readScale", () => {
  it("reads 万, 亿 and their compounds", () => {
    expect(readScale("万元")).toEqual({ power: 4, length: 1 });
    expect(readScale("百万元")).toEqual({ power: 6, length: 2 });
    expect(readScale("元")).toBeNull();
  });
});
