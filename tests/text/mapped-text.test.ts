import { describe, expect, it } from "vitest";
import { mapText, mapWhole, toSource } from "../../src/text/mapped-text.ts";

describe("mapText", () => {
  it.each([
    ["有 2446 人，\n其中高 级 27 名", "有2446人，其中高级27名"],
    ["占地 160 亩，98.5 ％", "占地160亩，98.5%"],
    ["由 DMG MORI 公司于 2021 年捐赠", "由dmg mori公司于2021年捐赠"],
    ["which school  has\nmore", "which school has more"],
    ["2019 2020", "2019 2020"],
    ["共 1 234 人", "共1234人"],
    ["共 1 234 567 元", "共1234567元"],
    ["表2 120人", "表2 120人"],
    ["1 234人", "1 234人"],
    ["学生 100 200 300", "学生100 200 300"],
    ["实训室 100 200 间", "实训室100 200间"],
    ["12\n34人", "12 34人"],
    ["生师比 1 : 17", "生师比1:17"],
    ["零\u200b宽 空\u00ad格", "零宽空格"],
  ])("mends %j", (source, expected) => {
    expect(mapWhole(source).text).toBe(expected);
  });

  it("never joins the digits of two parts", () => {
    const source = "共12|页码3|34人";
    const mapped = mapText(source, [
      { start: 0, end: 3 },
      { start: 8, end: 11 },
    ]);
    expect(mapped.text).toBe("共12 34人");
    expect(toSource(mapped, { start: 4, end: 7 })).toEqual({ start: 8, end: 11 });
  });

  it("joins a sentence that a page break cut", () => {
    const source = "智\n\n- 3 -\n\n能楼宇";
    const mapped = mapText(source, [
      { start: 0, end: 1 },
      { start: 10, end: 13 },
    ]);
    expect(mapped.text).toBe("智能楼宇");
    expect(toSource(mapped, { start: 0, end: 4 })).toEqual({ start: 0, end: 13 });
  });

  it("refuses a span outside the text", () => {
    expect(() => toSource(mapWhole("甲乙"), { start: 1, end: 3 })).toThrow(RangeError);
  });

  it("keeps an empty span empty", () => {
    expect(toSource(mapWhole("甲 乙"), { start: 1, end: 1 })).toEqual({ start: 2, end: 2 });
    expect(toSource(mapWhole("甲"), { start: 1, end: 1 })).toEqual({ start: 1, end: 1 });
  });
});
