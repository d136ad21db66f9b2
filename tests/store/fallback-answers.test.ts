import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { answerQuestion } from "../../src/answer-question.ts";
import { loadAuditRules } from "../../src/audit/rules.ts";
import { buildIndex } from "../../src/build-index.ts";
import type { Segmenter } from "../../src/domain/ports.ts";
import type { AnswerDeps } from "../../src/drafting/asking.ts";
import { goldSetSchema } from "../../src/eval/gold.ts";
import { extractFigures } from "../../src/figures/extract-figures.ts";
import { type Lexicon, loadLexicon } from "../../src/lexicon/lexicon.ts";
import { createJiebaSegmenter } from "../../src/store/jieba-segmenter.ts";
import { openStore } from "../../src/store/sqlite-store.ts";
import { openVectorIndex } from "../../src/store/vector-cache.ts";
import { createWasmSegmenter } from "../../src/store/wasm-segmenter.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";

const questions = goldSetSchema.parse(JSON.parse(readFileSync("tests/fixtures/reports/planted.json", "utf8")));
let native: AnswerDeps;
let standIn: AnswerDeps;

async function open(lexicon: Lexicon, segmenter: Segmenter, exactLimit: number): Promise<AnswerDeps> {
  const embedder = createHashEmbedder();
  const store = openStore(":memory:", { segmenter });
  await buildIndex({ store, embedder, segmenter, lexicon, extractFigures }, { paths: ["tests/fixtures/reports"], prune: false });
  const vectors = openVectorIndex(store, null, { exactLimit });
  return { store, lexicon, segmenter, embedder, vectors: () => vectors, rules: loadAuditRules("data/lexicon", lexicon), clock: () => 0 };
}

beforeAll(async () => {
  const lexicon = loadLexicon("data/lexicon");
  native = await open(lexicon, createJiebaSegmenter(lexicon.aliases.terms), 0);
  standIn = await open(lexicon, await createWasmSegmenter(lexicon.aliases.terms), Number.POSITIVE_INFINITY);
});

test.each(questions.map((one) => [one.id, one] as const))("%s is answered alike without native parts", async (_, { question }) => {
  const [wanted, found] = await Promise.all([native, standIn].map((deps) => answerQuestion(deps, { question })));
  const told = ({ status, intent, winner, figures, caveats }: NonNullable<typeof wanted>) => ({ status, intent, winner, figures, caveats });
  expect(found === undefined ? null : told(found)).toEqual(wanted === undefined ? undefined : told(wanted));
});
