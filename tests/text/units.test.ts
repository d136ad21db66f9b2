import { describe, expect, it } from "vitest";
import unitEntries from "../../data/lexicon/units.json" with { type: "json" };
import { foldText } from "../../src/text/fold.ts";
import { createUnitTable, type UnitEntry } from "../../src/text/units.ts";

const entries = unitEntries as unknown as readonly UnitEntry[];
const units = createUnitTable(entries);
const idAt = (text: string, index = 0): string | undefined => units.matchAt(text, index)?.entry.id;

describe("createUnitTable", () => {
  it("takes the longest spelling", () => {
    expect(["人次参加", "人参加", "个百分点", "个班", "元/月", "平方米/生", "台(套)", "批次"].map((text) => idAt(text))).toEqual([
      "人次",
      "人",
      "个百分点",
      "个",
      "元/月",
      "平方米/生",
      "台套",
      "批次",
    ]);
  });

  it("refuses a unit that begins another word", () => {
    expect(["门面", "部门", "人才", "本科生", "年级", "项目", "分钟以上", "家长", "个人奖"].map((text) => idAt(text))).toEqual([
      "门",
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      "分钟",
      undefined,
      "个",
    ]);
  });

  it("reads a bandwidth letter only beside its words", () => {
    expect(idAt("带宽1000m，", 6)).toBe("Mbps");
    expect(idAt("跑道400m，", 5)).toBe("米");
    expect(idAt("型号400m，", 5)).toBeUndefined();
  });

  it("refuses entries that contradict one another", () => {
    const entry: UnitEntry = { id: "人", kind: "count", spellings: ["人"], en: "people", enOne: "person" };
    expect(() => createUnitTable([entry, entry])).toThrow(RangeError);
    expect(() => createUnitTable([entry, { ...entry, id: "位" }])).toThrow(RangeError);
  });
});

describe("data/lexicon/units.json", () => {
  it("holds folded spellings, as texts are folded before they are read", () => {
    for (const entry of entries) for (const spelling of entry.spellings) expect(foldText(spelling)).toBe(spelling);
  });
});
