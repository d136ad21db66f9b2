import { describe, expect, it } from "vitest";
import { askedNames } from "../../src/retrieve/said/asked-names.ts";

const cut = (...words: readonly string[]) => words.map((word) => ({ words: [word], weight: 1 }));

describe("names in a question", () => {
  it.each([
    ["王小明同学获得了什么奖", ["王小明"]],
    ["张伟老师是哪个学校的", ["张伟"]],
    ["学校老师有几位", []],
    ["新老师怎么培养", []],
    ["来华留学生有多少", []],
  ] as const)("%s → %j", (question, persons) => {
    expect(askedNames(question, []).persons).toEqual(persons);
  });

  it("takes a full name that was cut as one word", () => {
    expect(askedNames("陈晓芳考上了哪里", cut("陈晓芳", "考上")).persons).toEqual(["陈晓芳"]);
  });

  it("takes what stands in quotation marks, of either form", () => {
    expect(askedNames("“启明”工作室做什么", []).quoted).toEqual(["启明"]);
    expect(askedNames("「启明」工作室做什么", []).quoted).toEqual(["启明"]);
    expect(askedNames('"启明"工作室做什么', []).quoted).toEqual(["启明"]);
  });
});
