import { describe, expect, it } from "vitest";
import { answersQuestion, carriedWords, explainsBefore, followsFrom, takesUp } from "../../src/answer/prose/carried.ts";
import type { ReadSentence } from "../../src/answer/prose/extracts.ts";

/** Only the words of a sentence matter here. */
const sentences = (...words: readonly string[]): readonly ReadSentence[] => words.map((one) => ({ words: one }) as ReadSentence);

describe("what a sentence takes over from those before it", () => {
  it.each(["为此，学校增开窗口。", "对此，学校实行轮训。", "针对这种情况，教务处错开时间。", "学院据此更换了承包单位。", "为解决这一问题，引进名师。"])(
    "%s takes it up",
    (words) => {
      expect(takesUp(words)).toBe(true);
    },
  );

  it.each(["为此类课程配备教师。", "针对企业需要开设课程。", "学校对学生严格要求。", "因此报名人数减少。"])("%s does not", (words) => {
    expect(takesUp(words)).toBe(false);
  });

  it("follows from it, or gives its reason", () => {
    expect(followsFrom("因此，报名人数减少。")).toBe(true);
    expect(explainsBefore("这样调整的依据是用工调查。")).toBe(true);
    expect(explainsBefore("取得这样的成绩，主要靠三条。")).toBe(true);
    expect(explainsBefore("这样的课每周一节。")).toBe(false);
  });

  it("takes the whole sentence before it, over its semicolons, and the question before that", () => {
    const run = sentences("为什么开劳动课？", "学生不会干活；", "企业有意见。", "为此，学校设劳动课。");
    expect(carriedWords(run, 3)).toBe("为什么开劳动课？学生不会干活；企业有意见。");
    expect(carriedWords(run, 1)).toBe("为什么开劳动课？");
    expect(answersQuestion(run, 1)).toBe(true);
    expect(answersQuestion(run, 3)).toBe(false);
  });

  it("takes nothing over where the sentence stands for itself", () => {
    const run = sentences("食堂排队时间长。", "学校有教师三十名。");
    expect(carriedWords(run, 1)).toBe("");
    expect(carriedWords(run, 0)).toBe("");
  });
});
