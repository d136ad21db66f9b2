/**
 * npx tsx training/own-questions.ts REPORTS_FOLDER OUT_FOLDER
 * Makes evaluation sets (corpus and queries) of the project's gold questions over the reports' passages, one for each language of the questions:
 * a passage is right if it holds what the gold answer must quote (or every digit run of its values) and stands below the section named there.
 * Questions with no such passage, or more than three, are left out. The sets hold text of the reports: they stay outside the project.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Passage, Report } from "../src/domain/report.ts";
import { type GoldQuestion, goldSetSchema } from "../src/eval/gold.ts";
import { chunkReport, passageInput } from "../src/ingest/chunk.ts";
import { readReport } from "../src/ingest/read-report.ts";

const GOLD_FOLDER = join(import.meta.dirname, "../tests/eval/questions");
const OPTIONS = { maxCharacters: 400 };
const MOST_RIGHT = 3;

interface Entry {
  readonly report: Report;
  readonly passage: Passage;
  readonly id: string;
}

function wantedTerms({ expect }: GoldQuestion): readonly string[] {
  return expect.quoteHas ?? (expect.values ?? []).map(({ value }) => value);
}

function rightPassages(entries: readonly Entry[], gold: GoldQuestion): readonly string[] {
  const terms = wantedTerms(gold);
  const { section, values = [] } = gold.expect;
  if (terms.length === 0) return [];
  return entries
    .filter(({ report }) =>
      values.every(({ school }) => school === null || school === undefined || school.endsWith(report.owner.name) || report.owner.name.endsWith(school)),
    )
    .filter(({ passage }) => section === undefined || passage.sectionPath.some((heading) => heading.includes(section)))
    .filter(({ passage }) => terms.every((term) => passage.text.includes(term)))
    .map(({ id }) => id);
}

function write(folder: string, name: string, lines: readonly unknown[]): void {
  writeFileSync(join(folder, `${name}.jsonl.gz`), gzipSync(lines.map((line) => JSON.stringify(line)).join("\n")));
}

const [reportsFolder = "", outFolder = ""] = process.argv.slice(2);
const reports = readdirSync(reportsFolder)
  .filter((file) => /\.(?:txt|md)$/.test(file))
  .map((file) => readReport(file, readFileSync(join(reportsFolder, file))));
const entries = reports.flatMap((report) => chunkReport(report, OPTIONS).map((passage) => ({ report, passage, id: passage.id as string })));
const gold = readdirSync(GOLD_FOLDER)
  .filter((file) => !file.includes("fixtures"))
  .flatMap((file) => goldSetSchema.parse(JSON.parse(readFileSync(join(GOLD_FOLDER, file), "utf8"))));
for (const language of ["zh", "en"]) {
  const queries = gold
    .filter((question) => (question.language ?? "zh").startsWith(language))
    .map((question) => ({ id: question.id, text: question.question, rel: rightPassages(entries, question) }))
    .filter(({ rel }) => rel.length > 0 && rel.length <= MOST_RIGHT);
  const folder = join(outFolder, language === "en" ? "own-en-zh" : "own-zh-zh");
  mkdirSync(folder, { recursive: true });
  write(
    folder,
    "corpus",
    entries.map(({ passage, id }) => ({ id, text: passageInput(passage, OPTIONS) })),
  );
  write(folder, "queries", queries);
  console.log(`${folder}: ${entries.length} passages, ${queries.length} questions`);
}
