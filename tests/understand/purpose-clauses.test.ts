import { describe, expect, it } from "vitest";
import { withoutPurposes } from "../../src/understand/purpose-clauses.ts";

describe("clauses that tell what the answer is for", () => {
  it.each([
    ["学校地址在哪,我要寄录取材料", "学校地址在哪"],
    ["我想写个调研报告,就业率多少", "就业率多少"],
    ["领导要填个表,在校生几个人", "在校生几个人"],
    ["我们科里正要做一份对比材料,双师型教师有多少", "双师型教师有多少"],
    ["学校怎么走,打算开车过去", "学校怎么走"],
    ["我要给孩子送学籍档案,地址是哪里", "地址是哪里"],
  ])("%s", (text, left) => {
    expect(withoutPurposes(text).replace(/^[ ,]+|[ ,]+$/g, "")).toBe(left);
    expect(withoutPurposes(text)).toHaveLength(text.length);
  });

  it.each([
    "我家孩子想学模具,有多少学生",
    "要交学费,一年多少钱",
    "学校准备做一个大项目,花多少钱",
    "老师要交哪些材料",
    "我要寄录取材料",
    "我家孩子要交住宿费,多少钱",
    "我想写信给谁",
  ])("keeps %s", (text) => {
    expect(withoutPurposes(text)).toBe(text);
  });
});
