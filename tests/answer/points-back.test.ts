import { beforeAll, describe, expect, it } from "vitest";
import { answerQuestion } from "../../src/answer-question.ts";
import type { AnswerDeps } from "../../src/drafting/asking.ts";
import { indexFolder } from "../support/indexed-folder.ts";

/** 怎么解决这个问题: what was asked before is dealt with, at the same school. */

let deps: AnswerDeps;
beforeAll(async () => {
  deps = await indexFolder("tests/fixtures/families");
});

const askAfter = (before: string, question: string): ReturnType<typeof answerQuestion> =>
  answerQuestion(deps, { question, history: [{ role: "user", content: before }] });

describe("what points back", () => {
  it.each(["学校打算怎么解决这个问题", "这种情况怎么办", "How does the school plan to solve this problem?"])("%s stays with the school", async (question) => {
    const { interpretation, text } = await askAfter("岚屏的实训设备够用吗", question);
    expect(
      interpretation.schools.values.map(({ name }) => name),
      text,
    ).toEqual(["岚屏技工学校"]);
    expect(interpretation.schools.certainty).toBe("inherited");
  });

  it("a school of its own is asked of that school", async () => {
    const { interpretation } = await askAfter("岚屏的实训设备够用吗", "云溪打算怎么解决这个问题");
    expect(interpretation.schools.values.map(({ name }) => name)).toEqual(["云溪县职业技术学校"]);
    expect(interpretation.readAs).toBeUndefined();
  });

  it("nothing asked before points nowhere", async () => {
    const { interpretation } = await answerQuestion(deps, { question: "学校打算怎么解决这个问题" });
    expect(interpretation.readAs).toBeUndefined();
  });
});
