import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import type { Answer } from "../../src/contract/answer.ts";
import { readReport } from "../../src/ingest/read-report.ts";
import { ingestReports, loadParts, openRuntime, type Parts, type Runtime } from "../../src/runtime.ts";
import questions from "../eval/questions/reports.json" with { type: "json" };
import { makeDocx } from "../support/documents/make-docx.ts";
import { makeHtml } from "../support/documents/make-html.ts";
import { makeMarkdown } from "../support/documents/make-markdown.ts";
import { makePdf } from "../support/documents/make-pdf.ts";
import { type Piece, piecesOf } from "../support/documents/pieces.ts";

/** Whatever format the reports come in, the answers are the same. Stated exceptions: blanks and line breaks of quotes, offsets and pages. */

const reports = fileURLToPath(new URL("../../data/reports/", import.meta.url));
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const MAKERS: Readonly<Record<string, (pieces: readonly Piece[]) => Uint8Array>> = {
  docx: (pieces) => makeDocx(pieces),
  html: (pieces) => encode(makeHtml(pieces)),
  md: (pieces) => encode(makeMarkdown(pieces)),
  pdf: (pieces) => makePdf(pieces, { head: "质量年度报告", numbers: true }),
};
/** Every seventh question of the gold set: all intents are among them. */
const ASKED = questions.filter((_, index) => index % 7 === 0).map(({ question }) => question);

const folder = mkdtempSync(join(tmpdir(), "wenbao-formats-"));
const opened: Runtime[] = [];
let parts: Parts;
let original: Runtime;

async function open(name: string, paths: readonly string[]): Promise<Runtime> {
  const config = readConfig({ index: join(folder, name) }, {}, process.cwd());
  const summary = await ingestReports(config, { paths, prune: false }, parts);
  expect([summary.added, summary.failed]).toEqual([2, []]);
  const runtime = await openRuntime(config, { parts });
  opened.push(runtime);
  return runtime;
}

beforeAll(async () => {
  parts = await loadParts(readConfig({}, {}, process.cwd()));
  original = await open("txt", [reports]);
});
afterAll(() => {
  for (const runtime of opened) runtime.close();
  rmSync(folder, { recursive: true, force: true });
});

const plain = (text: string): string => text.replace(/\s+/g, "");
const told = ({ status, intent, text, figures, caveats, citations }: Answer) => ({
  status,
  intent,
  text: plain(text),
  figures: figures.map(({ school, indicator, value, unit, period }) => [school?.name, indicator.name, value, unit, period.label].join(" ")),
  caveats: caveats.map((caveat) => `${caveat.code} ${plain(caveat.text)}`),
  quotes: citations.map(({ quote, section }) => [plain(section.join(" › ")), plain(quote)]),
});

describe.each(Object.keys(MAKERS))("reports as %s", (extension) => {
  it("give the same answers as plain text", async () => {
    const made = join(folder, `reports-${extension}`);
    mkdirSync(made);
    const files = readdirSync(reports).filter((file) => file.endsWith(".txt"));
    for (const file of files) {
      const bytes = MAKERS[extension]?.(piecesOf(readReport(file, readFileSync(join(reports, file)))));
      writeFileSync(join(made, file.replace(/\.txt$/, `.${extension}`)), bytes ?? "");
    }
    const runtime = await open(extension, [made]);
    for (const question of ASKED) expect(told(await runtime.ask({ question })), question).toEqual(told(await original.ask({ question })));
  });
});
