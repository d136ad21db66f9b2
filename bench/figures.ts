import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { extractFigures } from "../src/figures/extract-figures.ts";
import { readReport } from "../src/ingest/read-report.ts";
import { loadLexicon } from "../src/lexicon/lexicon.ts";

/**
 * `npm run bench:figures [-- FOLDER]`: characters and bytes read for figures per second of processor time (other programs on the machine do not count), over the reports of a folder
 * (data/reports unless given) and over hostile paragraphs of a megabyte each.
 */
const MEGABYTE = 1_000_000;
const ROUNDS = 40;
const lexicon = loadLexicon("data/lexicon");

const HOSTILE: readonly (readonly [string, string])[] = [
  ["digits and commas", "1,"],
  ["digits and full commas", "12人，"],
  ["digits alone", "7"],
  ["其中", "其中"],
  ["其中 with parts", "其中省级3项、"],
  ["分别为", "分别为、、、"],
  ["zipped lists", "甲、乙分别为3人、4人，"],
  ["brackets", "（"],
  ["brackets both ways", "(3人)"],
  ["one long clause", "学校教师学生"],
  ["names and numbers, no punctuation", "在校生3人"],
  ["shares", "占50%"],
  ["from and to", "由3人增至4人"],
  ["names alone", "双师型教师比例"],
  ["quotes", "“3个"],
  ["items without a heading", "电子3人，"],
  ["shares behind closing brackets", "工）占5%，"],
  ["short words after numbers", "鉴定3人，通过2人，"],
];

const toReport = (text: string) =>
  readReport("云杉县职业中等专业学校-2021.txt", new TextEncoder().encode(`云杉县职业中等专业学校质量年度报告（2021）\n\n一、情况\n\n${text}\n`));

function measure(name: string, read: () => number, characters: number, bytes: number): void {
  const started = process.cpuUsage();
  const figures = read();
  const { user, system } = process.cpuUsage(started);
  const seconds = (user + system) / MEGABYTE;
  console.log(
    `${name.padEnd(36)} ${(bytes / MEGABYTE / seconds).toFixed(2).padStart(7)} MB/s ${(characters / MEGABYTE / seconds).toFixed(2).padStart(7)} M characters/s  ${seconds.toFixed(2).padStart(6)} s  ${figures} figures`,
  );
}

const folder = resolve(process.argv[2] ?? "data/reports");
const files = readdirSync(folder).filter((file) => /\.(?:txt|md)$/.test(file));
const reports = files.map((file) => readReport(file, readFileSync(join(folder, file))));
const characters = reports.reduce((sum, { text }) => sum + text.length, 0);
const bytes = reports.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
const readAll = (): number => reports.reduce((sum, report) => sum + extractFigures(report, lexicon).figures.length, 0);
measure(`${reports.length} reports, first ${ROUNDS} rounds`, () => Array.from({ length: ROUNDS }, readAll)[0] ?? 0, characters * ROUNDS, bytes * ROUNDS);
measure(`${reports.length} reports, next ${ROUNDS} rounds`, () => Array.from({ length: ROUNDS }, readAll)[0] ?? 0, characters * ROUNDS, bytes * ROUNDS);
for (const [name, piece] of HOSTILE) {
  const text = piece.repeat(Math.ceil(MEGABYTE / piece.length));
  const report = toReport(text);
  measure(name, () => extractFigures(report, lexicon).figures.length, text.length, Buffer.byteLength(text));
}
