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
import cases from "../specs/talk-numbers.json" with { type: "json" };
import { createHashEmbedder } from "../support/hash-embedder.ts";

/** Follow-ups that work with numbers told before them: whole talks over three invented schools. */

interface Case {
  readonly rule: string;
  readonly talk: readonly string[];
  readonly status?: string;
  readonly notStatus?: string;
  /** Value of the first figure with its unit. */
  readonly first?: string;
  /** Values with units that no figure has. */
  readonly lacks?: readonly string[];
}

let deps: AnswerDeps;
beforeAll(async () => {
  const lexicon = loadLexicon("data/lexicon");
  const segmenter = createJiebaSegmenter(lexicon.aliases.terms);
  const embedder = createHashEmbedder();
  const store = openStore(":memory:", { segmenter });
  await buildIndex({ store, embedder, segmenter, lexicon, extractFigures }, { paths: ["tests/fixtures/families"], prune: false });
  const vectors = openVectorIndex(store, null);
  deps = { store, lexicon, segmenter, embedder, vectors: () => vectors, rules: loadAuditRules("data/lexicon", lexicon), clock: () => 0 };
});

async function askLast(talk: readonly string[]): ReturnType<typeof answerQuestion> {
  const history: Turn[] = [];
  for (const question of talk.slice(0, -1)) {
    const { text } = await answerQuestion(deps, { question, history });
    history.push({ role: "user", content: question }, { role: "assistant", content: text });
  }
  return answerQuestion(deps, { question: talk.at(-1) ?? "", history });
}

describe("numbers told before", () => {
  it.each((cases as readonly Case[]).map((one) => [`${one.rule}: ${one.talk.join(" > ")}`, one] as const))("%s", async (_, wanted) => {
    const answer = await askLast(wanted.talk);
    const [first] = answer.figures;
    if (wanted.status !== undefined) expect(answer.status, answer.text).toBe(wanted.status);
    if (wanted.notStatus !== undefined) expect(answer.status, answer.text).not.toBe(wanted.notStatus);
    if (wanted.first !== undefined) expect(`${first?.value}${first?.unit}`, answer.text).toBe(wanted.first);
    const values = answer.figures.map(({ value, unit }) => `${value}${unit}`);
    for (const value of wanted.lacks ?? []) expect(values, answer.text).not.toContain(value);
  });

  it("tells what it was read as", async () => {
    const answer = await askLast(["云溪的学生技能大赛获奖多少项", "其中省级的占多少", "市级的呢"]);
    expect(answer.interpretation.readAs, answer.text).toMatch(/（市级） ÷ /);
    expect(answer.interpretation.trace).toContain("talk.share_of_told");
  });
});
