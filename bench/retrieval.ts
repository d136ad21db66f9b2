import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { toOwnerId, toPassageId, toReportId } from "../src/domain/ids.ts";
import type { Embedder } from "../src/domain/ports.ts";
import type { Passage, Report } from "../src/domain/report.ts";
import type { FusionWeights } from "../src/retrieve/passages/fusion.ts";
import { searchPassages } from "../src/retrieve/passages/passages.ts";
import { createJiebaSegmenter } from "../src/store/jieba-segmenter.ts";
import { openStore } from "../src/store/sqlite-store.ts";
import { createTransformersEmbedder } from "../src/store/transformers-embedder.ts";
import { openVectorIndex } from "../src/store/vector-cache.ts";
import { detectLanguage } from "../src/text/tokens.ts";

/**
 * How often the right passage is found: `npm run eval:retrieval -- FOLDER [SET…] [--queries N]`. A set is a folder with
 * corpus.jsonl.gz ({ id, text }) and queries.jsonl.gz ({ id, text, rel: [id] }). Prints one line per set and weighting.
 */
interface Line {
  readonly id: string;
  readonly text: string;
  readonly rel?: readonly string[];
}

const WEIGHTINGS: readonly (readonly [string, FusionWeights | null])[] = [
  ["chosen", null],
  ["1 0 0", { terms: 1, bigrams: 0, dense: 0 }],
  ["0 1 0", { terms: 0, bigrams: 1, dense: 0 }],
  ["0 0 1", { terms: 0, bigrams: 0, dense: 1 }],
  ["1 1 0", { terms: 1, bigrams: 1, dense: 0 }],
  ["1 1 .1", { terms: 1, bigrams: 1, dense: 0.1 }],
  ["1 1 .2", { terms: 1, bigrams: 1, dense: 0.2 }],
  ["1 1 .25", { terms: 1, bigrams: 1, dense: 0.25 }],
  ["1 1 .5", { terms: 1, bigrams: 1, dense: 0.5 }],
  ["1 1 1", { terms: 1, bigrams: 1, dense: 1 }],
  [".01 .01 1", { terms: 0.01, bigrams: 0.01, dense: 1 }],
  [".02 .02 1", { terms: 0.02, bigrams: 0.02, dense: 1 }],
  [".05 .05 1", { terms: 0.05, bigrams: 0.05, dense: 1 }],
  [".1 .1 1", { terms: 0.1, bigrams: 0.1, dense: 1 }],
  [".3 .3 1", { terms: 0.3, bigrams: 0.3, dense: 1 }],
];
const REPORT = toReportId("corpus");
const LIMIT = 10;

function readLines(file: string): Line[] {
  const text = gunzipSync(readFileSync(file)).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Line);
}

async function evaluateSet(folder: string, name: string, embedder: Embedder, queryLimit: number): Promise<void> {
  const corpus = readLines(join(folder, name, "corpus.jsonl.gz"));
  const queries = readLines(join(folder, name, "queries.jsonl.gz")).slice(0, queryLimit);
  const segmenter = createJiebaSegmenter([]);
  const store = openStore(":memory:", { segmenter });
  const passages: Passage[] = [];
  let text = "";
  for (const [ordinal, line] of corpus.entries()) {
    const start = text.length;
    text += `${line.text}\n`;
    passages.push({ id: toPassageId(REPORT, ordinal), reportId: REPORT, ordinal, sectionPath: [], parts: [{ start, end: text.length - 1 }], text: line.text });
  }
  const vectors = await embedder.embedPassages(corpus.map((line) => line.text));
  const report = { ...EMPTY_REPORT, text };
  store.replaceReport({ report, passages, figures: [], vectors, contentHash: "", sourcePath: "" });
  const index = openVectorIndex(store, null);
  const ordinalOf = new Map(corpus.map((line, ordinal) => [line.id, ordinal]));
  for (const [label, weights] of WEIGHTINGS) {
    let first = 0;
    let five = 0;
    let ten = 0;
    let reciprocal = 0;
    const started = performance.now();
    for (const query of queries) {
      const relevant = new Set((query.rel ?? []).map((id) => ordinalOf.get(id)));
      const hits = await searchPassages(
        { store, segmenter, embedder, vectors: () => index },
        { text: query.text, language: detectLanguage(query.text), filter: {}, limit: LIMIT, ...(weights === null ? {} : { weights }) },
      );
      const place = hits.findIndex((hit) => relevant.has(hit.passage.ordinal));
      if (place === 0) first++;
      if (place >= 0 && place < 5) five++;
      if (place >= 0) ten++;
      if (place >= 0) reciprocal += 1 / (place + 1);
    }
    const share = (count: number) => (count / queries.length).toFixed(3);
    const each = ((performance.now() - started) / queries.length).toFixed(1);
    console.log(
      `${name.padEnd(22)} ${label.padEnd(10)} R@1 ${share(first)}  R@5 ${share(five)}  R@10 ${share(ten)}  MRR ${share(reciprocal)}  ${each} ms  (${corpus.length} passages, ${queries.length} questions)`,
    );
  }
  store.close();
}

const EMPTY_REPORT: Report = {
  id: REPORT,
  version: "",
  file: "corpus",
  format: "text",
  kind: "other",
  title: "",
  owner: { kind: "school", id: toOwnerId("corpus"), name: "", nameEn: "", place: null, aliases: [] },
  year: null,
  yearEvidence: null,
  yearKind: "calendar",
  text: "",
  blocks: [],
  sections: [],
  issues: [],
};

const parameters = process.argv.slice(2);
const limitAt = parameters.indexOf("--queries");
const queryLimit = limitAt < 0 ? Number.POSITIVE_INFINITY : Number(parameters[limitAt + 1]);
const [folder, ...names] = limitAt < 0 ? parameters : parameters.toSpliced(limitAt, 2);
if (folder === undefined || !existsSync(folder)) {
  console.error("usage: npm run eval:retrieval -- FOLDER [SET…] [--queries N]");
  process.exitCode = 1;
} else {
  const embedder = await createTransformersEmbedder({
    model: process.env.WENBAO_MODEL ?? "wenbao-tiny-zh-en",
    modelsFolder: join(import.meta.dirname, "../data/models"),
  });
  for (const name of names.length > 0 ? names : ["xquad-en-zh", "xquad-zh-zh", "cmrc2018-dev-chunks"]) await evaluateSet(folder, name, embedder, queryLimit);
}
