import { describe, expect, it } from "vitest";
import { inStandardWords } from "../../src/understand/spoken-forms.ts";

describe("spoken forms", () => {
  it.each([
    ["而家有幾多學生", "现在有多少學生"],
    ["邊個學校嘅老師多", "哪个學校的老師多"],
    ["點解咁少", "为何咁少"],
    ["兩間學校", "两所学校"],
    ["佢哋唔夠老師", "它哋不夠老師"],
  ])("%s → %s, of the same length", (asked, told) => {
    expect(inStandardWords(asked)).toBe(told);
    expect(told).toHaveLength(asked.length);
  });

  it.each([
    ["和谁结了对子", "和谁结对子了"],
    ["有几家企业签了约", "有几家企业签约了"],
    ["入过党的老师", "入党过的老师"],
  ])("%s → %s, of the same length", (asked, told) => {
    expect(inStandardWords(asked)).toBe(told);
    expect(told).toHaveLength(asked.length);
  });

  it.each([
    "发了多少证书",
    "开了几个班",
    "结成联盟",
    "平阳有多少学生",
    "几个多媒体教室",
    "有没有泳池，没有的话去哪游",
    "重点解决了哪些问题",
    "试点样本有多少",
    "周边个别企业",
    "实习期间学校管什么",
    "从而家长怎么看",
    "身边个人先进",
    "How many students?",
    "",
  ])("%s stays", (asked) => {
    expect(inStandardWords(asked)).toBe(asked);
  });
});
