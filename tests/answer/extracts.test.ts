import { describe, expect, it } from "vitest";
import { formScore } from "../../src/answer/prose/explain-modes.ts";

const NONE = { method: false, procedure: false, problem: false, why: false };

describe("formScore", () => {
  it("prefers what is wrong where a problem is asked for, and what is done where a method is", () => {
    const wrong = "第一，实训设备陈旧，专项资金不足。";
    const done = "学校通过校企共建，聘请企业师傅进校授课。";
    expect(formScore({ ...NONE, problem: true }, wrong, ["六、问题与挑战"])).toBeGreaterThan(formScore({ ...NONE, problem: true }, done, ["六、问题与挑战"]));
    expect(formScore({ ...NONE, method: true }, done, [])).toBeGreaterThan(formScore({ ...NONE, method: true }, wrong, []));
  });

  it("takes a sentence of many stages for a procedure, two of them only where steps are asked for", () => {
    const stages = "先由学生申请，班主任审核，学校公示后再报教育局审批，最后统一发放。";
    const few = "申请须经公示。";
    expect(formScore({ ...NONE, method: true }, stages, [])).toBeGreaterThan(1);
    expect(formScore({ ...NONE, procedure: true }, few, [])).toBeGreaterThan(formScore({ ...NONE, method: true }, few, []));
  });

  it("counts a reason only where one is asked for", () => {
    const reason = "由于一期工程封闭了半个校园，教学受到影响。";
    expect(formScore({ ...NONE, why: true }, reason, [])).toBeGreaterThan(formScore(NONE, reason, []));
  });
});
