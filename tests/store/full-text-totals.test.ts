import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { toReportId } from "../../src/domain/ids.ts";
import { openStore } from "../../src/store/sqlite-store.ts";
import type { Store } from "../../src/store/store.ts";
import { createBigramSegmenter } from "../support/bigram-segmenter.ts";
import { aFigure, anIndexedReport, aPassage, aReport } from "../support/builders.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";
import { createMemoryStore } from "../support/memory-store.ts";

const segmenter = createBigramSegmenter();
const embedder = createHashEmbedder();
let folder = "";
let path = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wenbao-totals-"));
  path = join(folder, "wenbao.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

async function write(store: Store, id: string, text: string): Promise<void> {
  const report = aReport(text, { id: toReportId(id) });
  const sentences = text.split(/(?<=。)/);
  const passages = sentences.map((sentence, ordinal) => aPassage(report, ordinal, [sentence], ["教师队伍"]));
  store.replaceReport(await anIndexedReport(embedder, report, passages, [aFigure(report, "83人")]));
}

const scoresOf = (store: Store) => [
  store.searchPassages("terms", segmenter.searchTerms("教师培训"), {}, 9),
  store.searchPassages("bigrams", segmenter.searchTerms("双师型教师"), {}, 9),
  store.searchFigures(segmenter.searchTerms("教师"), {}, 9).map(({ score }) => score),
];

test("scores do not depend on what was replaced or removed before", async () => {
  const used = openStore(path, { segmenter });
  await write(used, "a", "专任教师83人。教师培训很多，内容也长。");
  await write(used, "gone", "教师83人。双师型教师不少。教师培训。教师培训。");
  for (let time = 0; time < 5; time++) await write(used, "b", `双师型教师83人。第${"很".repeat(40 * time)}多教师参加培训。`);
  await write(used, "b", "双师型教师83人。");
  used.removeReport(toReportId("gone"));
  const clean = createMemoryStore();
  await write(clean, "a", "专任教师83人。教师培训很多，内容也长。");
  await write(clean, "b", "双师型教师83人。");
  expect(scoresOf(used)).toEqual(scoresOf(clean));
  expect(scoresOf(clean).map((list) => list.length)).toEqual([3, 3, 2]);
  used.removeReport(toReportId("a"));
  used.removeReport(toReportId("b"));
  expect(scoresOf(used)).toEqual([[], [], []]);
  await write(used, "a", "专任教师83人。教师培训很多，内容也长。");
  clean.removeReport(toReportId("b"));
  expect(scoresOf(used)).toEqual(scoresOf(clean));
  used.close();
});
