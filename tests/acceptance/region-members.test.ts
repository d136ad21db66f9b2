import { describe, expect, it } from "vitest";
import { useRuntime } from "../support/folder-runtime.ts";

/** Questions about the schools that a region's report tells of one by one, beside reports of schools of their own. */

const runtime = useRuntime("tests/eval/schools-7");

describe("schools within a region", () => {
  it.each([
    ["平源县职业中专学校有多少专任教师", "225"],
    ["平源县职专有多少专任教师", "225"],
    ["汀南市第一职业中专学校有多少在校生？", "5236"],
    ["信息工程学校的毕业生平均起薪是多少", "2980"],
    ["汀南华星职业技术学校有多少在校生", "2678"],
    ["汀南市中职学校就业率", "97.2"],
    ["汀南市中职在校生总数是多少", "18653"],
    ["汀南市哪所学校升学率最高？", "77.8"],
    ["汀南市各校在校生人数排名", "5236"],
    ["平源县职业中专学校和汀南市农业学校哪个在校生多？", "3964"],
    ["平源县职专和华星学校谁的升学率高", "76.3"],
  ])("%s", async (question, value) => {
    const answer = await runtime().ask({ question });
    expect(answer.status).toBe("answered");
    expect(answer.figures[0]?.value).toBe(value);
  });

  it.each(["汀南市第三职业中专学校有多少在校生？", "平源县一中有多少专任教师？"])("knows no school of another name: %s", async (question) => {
    const answer = await runtime().ask({ question });
    expect(answer.figures.filter(({ value }) => ["5236", "3964", "225"].includes(value))).toEqual([]);
  });

  it("leaves the schools with reports of their own what they are", async () => {
    const answer = await runtime().ask({ question: "秦岐职教中心在校生多少人？" });
    expect(answer.figures[0]).toMatchObject({ value: "2774", school: { name: "秦岐县职业技术教育中心" } });
  });

  it.each([
    ["秦岐职教中心近三年在校生怎么变化？", ["2538", "2651", "2774"]],
    ["桂岑技师学院在校生比上学年增加了多少？", ["10326", "9874"]],
    ["琼澜订单班有几个，多少学生？", ["11", "402"]],
    ["琼澜旅游商贸学校的录取最低分是多少分", ["386"]],
    ["桂岑技师学院生均拨款高于全省平均多少？", ["14100", "12600"]],
    ["几份报告里哪个单位的在校生最多？", ["10326", "4402", "2774"]],
  ])("tells of schools with reports of their own: %s", async (question, values) => {
    const answer = await runtime().ask({ question });
    expect(answer.status).toBe("answered");
    expect(answer.figures.map(({ value }) => value)).toEqual(expect.arrayContaining(values));
  });

  it("counts no school within a region among those with reports", async () => {
    const answer = await runtime().ask({ question: "哪所学校的就业率最高？" });
    expect(answer.figures.map(({ school }) => school?.name)).not.toContain("汀南市");
  });
});
