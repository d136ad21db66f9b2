import { afterEach, beforeEach, expect, test } from "vitest";
import { toReportId } from "../../src/domain/ids.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { createReportRows } from "../../src/store/report-rows.ts";
import { createTermPicker } from "../../src/store/term-frequency.ts";
import { createBigramSegmenter } from "../support/bigram-segmenter.ts";
import { anIndexedReport, aPassage, aReport } from "../support/builders.ts";
import { createHashEmbedder } from "../support/hash-embedder.ts";

/** 学校 stands in six passages, 教师 in four, 食堂 in two, 书法 in one. */
const LINES = ["学校教师书法", "学校教师食堂", "学校教师", "学校教师", "学校食堂", "学校"];
const ALL = ["学校", "书法", "教师", "食堂"];
const embedder = createHashEmbedder();
let db: Database;
let generation = 0;

async function write(id: string, lines: readonly string[]): Promise<void> {
  const report = aReport(lines.join("\n"), { id: toReportId(id) });
  const entry = await anIndexedReport(
    embedder,
    report,
    lines.map((line, index) => aPassage(report, index, [line])),
  );
  db.transaction(() => createReportRows(db, createBigramSegmenter()).insert(entry))();
  generation += 1;
}

beforeEach(async () => {
  db = openDatabase(":memory:", { readonly: false });
  await write("a", LINES);
});
afterEach(() => db.close());

const pickWith = (scoredRows: number, exactPassages = 0) => createTermPicker(db, () => generation, { scoredRows, exactPassages });

test("the rarest words are taken until the rows are enough, in the order of the question", () => {
  expect(pickWith(7)(ALL)).toEqual(["书法", "教师", "食堂"]);
  expect(pickWith(13)(ALL)).toEqual(ALL);
});

test("two words are searched for, however common", () => {
  expect(pickWith(1)(["学校", "教师"])).toEqual(["学校", "教师"]);
  expect(pickWith(1)(ALL)).toEqual(["书法", "食堂"]);
});

test("a word that no passage holds is left out, and marks are no words", () => {
  expect(pickWith(100)(["航天", "学校", "，"])).toEqual(["学校"]);
});

test("a small index is searched for all words as they come", () => {
  expect(pickWith(1, LINES.length)([...ALL, "航天"])).toEqual([...ALL, "航天"]);
});

test("what is written later is counted", async () => {
  const pick = pickWith(3);
  expect(pick(["书法", "食堂", "教师"])).toEqual(["书法", "食堂"]);
  await write("b", ["书法", "书法", "书法", "书法"]);
  expect(pick(["书法", "食堂", "教师"])).toEqual(["食堂", "教师"]);
});
