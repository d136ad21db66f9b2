import { answerQuestion } from "../../src/answer-question.ts";
import { loadAuditRules } from "../../src/audit/rules.ts";
import { buildIndex } from "../../src/build-index.ts";
import type { Turn } from "../../src/contract/ask.ts";
import type { AnswerDeps } from "../../src/drafting/asking.ts";
import { extractFigures } from "../../src/figures/extract-figures.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";
import { createJiebaSegmenter } from "../../src/store/jieba-segmenter.ts";
import { openStore } from "../../src/store/sqlite-store.ts";
import { openVectorIndex } from "../../src/store/vector-cache.ts";
import { createHashEmbedder } from "./hash-embedder.ts";

/** The reports of a folder, read into memory with the project's vocabularies and an embedder without a model; the clock stands still. */
export async function indexFolder(folder: string): Promise<AnswerDeps> {
  const lexicon = loadLexicon("data/lexicon");
  const segmenter = createJiebaSegmenter(lexicon.aliases.terms);
  const embedder = createHashEmbedder();
  const store = openStore(":memory:", { segmenter });
  await buildIndex({ store, embedder, segmenter, lexicon, extractFigures }, { paths: [folder], prune: false });
  const vectors = openVectorIndex(store, null);
  return { store, lexicon, segmenter, embedder, vectors: () => vectors, rules: loadAuditRules("data/lexicon", lexicon), clock: () => 0 };
}

/** The answer to the last question of a talk whose earlier ones were asked before it. */
export async function askLast(deps: AnswerDeps, talk: readonly string[]): ReturnType<typeof answerQuestion> {
  const history: Turn[] = [];
  for (const question of talk.slice(0, -1)) {
    const { text } = await answerQuestion(deps, { question, history });
    history.push({ role: "user", content: question }, { role: "assistant", content: text });
  }
  return answerQuestion(deps, { question: talk.at(-1) ?? "", history });
}
