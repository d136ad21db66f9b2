import { beforeAll, describe, expect, it } from "vitest";
import { type AnswerDeps, answerQuestion } from "../../src/answer-question.ts";
import { loadAuditRules } from "../../src/audit/rules.ts";
import { buildIndex } from "../../src/build-index.ts";
import { extractFigures } from "../../src/figures/extract-figures.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";
import { createJiebaSegmenter } from "../../src/store/jieba-segmenter.ts";
import { openStore } from "../../src/store/sqlite-store.ts";
import { openVectorIndex } from "../../src/store/vector-cache.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";

/** 怎么解决这个问题: what was asked before is dealt with, at the same school. */

let deps: AnswerDeps;
beforeAll(async () => {
  const lexicon = loadLexicon("data/lexicon");
  const segmenter = createJiebaSegmenter(lexicon.aliases.terms);
  const store = openStore(":memory:", { segmenter });
  const embedder = createHashEmbedder();
  await buildIndex({ store, embedder, segmenter, lexicon, extractFigures }, { paths: ["tests/fixtures/families"], prune: false });
  const vectors = openVectorIndex(store, null);
  deps = { store, lexicon, segmenter, embedder, vectors: () => vectors, rules: loadAuditRules("data/lexicon", lexicon), clock: () => 0 };
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
