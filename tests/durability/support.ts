import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { generateReports } from "../../bench/generate-reports.ts";
import { buildIndex } from "../../src/build-index.ts";
import { extractFigures } from "../../src/figures/extract-figures.ts";
import type { IngestSummary } from "../../src/indexing/events.ts";
import { type Lexicon, loadLexicon } from "../../src/lexicon/lexicon.ts";
import type { Store } from "../../src/store/store.ts";
import { createBigramSegmenter } from "../support/bigram-segmenter.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";

let held: Lexicon | null = null;

/** The vocabulary of the package, read once. */
export function packageLexicon(): Lexicon {
  held ??= loadLexicon(fileURLToPath(new URL("../../data/lexicon", import.meta.url)));
  return held;
}

/** Writes the generated reports of these numbers; another edition has other numbers in the same school's report. */
export function writeGenerated(folder: string, numbers: readonly number[], edition = 0): void {
  mkdirSync(folder, { recursive: true });
  const all = [...generateReports(Math.max(0, ...numbers) + 1, 7 + edition)];
  for (const number of numbers) {
    const report = all[number];
    if (report !== undefined) writeFileSync(join(folder, report.file), report.text);
  }
}

/** Ingests a folder as the program does, with an embedder and a segmenter that need neither model nor dictionary. */
export function ingestGenerated(store: Store, folder: string): Promise<IngestSummary> {
  const deps = { store, embedder: createHashEmbedder(), segmenter: createBigramSegmenter(), lexicon: packageLexicon(), extractFigures };
  return buildIndex(deps, { paths: [folder], prune: true });
}
