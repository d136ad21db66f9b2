import { beforeAll, describe, expect, it } from "vitest";
import { type AnswerDeps, answerQuestion } from "../../src/answer-question.ts";
import { loadAuditRules } from "../../src/audit/rules.ts";
import { buildIndex } from "../../src/build-index.ts";
import type { Turn } from "../../src/contract/ask.ts";
import { extractFigures } from "../../src/figures/extract-figures.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";
import { createJiebaSegmenter } from "../../src/store/jieba-segmenter.ts";
import { openStore } from "../../src/store/sqlite-store.ts";
import { openVectorIndex } from "../../src/store/vector-cache.ts";
import cases from "../specs/halves.json" with { type: "json" };
import { createHashEmbedder } from "../support/hash-embedder.ts";

/** Second halves of a question and bare follow-ups, told by the sentence that gave the first: over three invented schools. */

interface Case {
  readonly rule: string;
  readonly talk: readonly string[];
  readonly first?: string;
  /** Values with units among the figures. */
  readonly has?: readonly string[];
  readonly lacks?: readonly string[];
}

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

describe("halves of a question", () => {
  it.each((cases as readonly Case[]).map((one) => [`${one.rule}: ${one.talk.join(" > ")}`, one] as const))("%s", async (_, wanted) => {
    const history: Turn[] = [];
    for (const question of wanted.talk.slice(0, -1)) {
      const { text } = await answerQuestion(deps, { question, history });
      history.push({ role: "user", content: question }, { role: "assistant", content: text });
    }
    const answer = await answerQuestion(deps, { question: wanted.talk.at(-1) ?? "", history });
    const values = answer.figures.map((figure) => `${figure.value}${figure.unit}`);
    if (wanted.first !== undefined) expect(values[0], answer.text).toBe(wanted.first);
    for (const value of wanted.has ?? []) expect(values, answer.text).toContain(value);
    for (const value of wanted.lacks ?? []) expect(values, answer.text).not.toContain(value);
  });
});
