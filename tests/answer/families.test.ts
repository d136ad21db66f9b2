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
import cases from "../specs/families.json" with { type: "json" };
import { createHashEmbedder } from "../support/hash-embedder.ts";

/** Families of figures, parts of a whole, and arithmetic over named figures: whole answers over three invented schools. */

interface Case {
  readonly rule: string;
  /** Earlier questions of the talk, then the one that is judged. */
  readonly talk: readonly string[];
  readonly status?: string;
  readonly intent?: string;
  /** Value of the first figure. */
  readonly first?: string;
  /** Values with units, in this order among the figures. */
  readonly inOrder?: readonly string[];
  readonly notValues?: readonly string[];
  readonly caveats?: readonly string[];
  readonly winner?: string;
  readonly textHas?: readonly string[];
  readonly textLacks?: readonly string[];
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

describe("families, parts and arithmetic", () => {
  it.each((cases as readonly Case[]).map((one) => [`${one.rule}: ${one.talk.join(" > ")}`, one] as const))("%s", async (_, wanted) => {
    const answer = await askLast(wanted.talk);
    const values = answer.figures.map((figure) => `${figure.value}${figure.unit}`);
    const caveats: readonly string[] = answer.caveats.map(({ code }) => code);
    if (wanted.status !== undefined) expect(answer.status, answer.text).toBe(wanted.status);
    if (wanted.intent !== undefined) expect(answer.intent, answer.text).toBe(wanted.intent);
    if (wanted.first !== undefined) expect(values[0], answer.text).toBe(wanted.first);
    const kept = values.filter((value) => wanted.inOrder?.includes(value) === true);
    expect(kept, answer.text).toEqual(wanted.inOrder ?? []);
    for (const value of wanted.notValues ?? []) expect(values, answer.text).not.toContain(value);
    expect(caveats, answer.text).toEqual(expect.arrayContaining([...(wanted.caveats ?? [])]));
    if (wanted.winner !== undefined) expect(answer.winner?.school.name).toBe(wanted.winner);
    for (const text of wanted.textHas ?? []) expect(answer.text).toContain(text);
    for (const text of wanted.textLacks ?? []) expect(answer.text).not.toContain(text);
  });
});
