/**
 * npm run eval:figures [-- --misses]
 * Scores figure extraction against the gold spans of tests/eval/figures/*.json. The reports they point into lie in WENBAO_REPORTS (../shared/reports);
 * the constructed clauses of clauses.json carry their own text. Prints recall, indicator recall and precision by file, and what was missed or extra.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Figure } from "../src/domain/figure.ts";
import { extractFigures } from "../src/figures/extract-figures.ts";
import { readReport } from "../src/ingest/read-report.ts";
import { loadLexicon } from "../src/lexicon/lexicon.ts";
import { foldText } from "../src/text/fold.ts";

interface GoldFigure {
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly unit: string;
  readonly qualifier: string;
  readonly indicator?: string;
  readonly words?: string;
  readonly scope?: string;
}
interface GoldFile {
  readonly file: string;
  readonly sha256: string;
  readonly figures: readonly GoldFigure[];
  readonly ignore?: readonly { readonly start: number; readonly end: number }[];
}

const folder = "tests/eval/figures";
const reports = process.env.WENBAO_REPORTS ?? "../shared/reports";
const verbose = process.argv.includes("--misses");
const lexicon = loadLexicon("data/lexicon");

/** Ids that a gold name may mean: the entries that cover it whole. */
function idsOf(name: string): readonly string[] {
  const folded = foldText(name);
  return lexicon.aliases
    .find(folded)
    .filter((alias) => alias.start === 0 && alias.end === folded.length)
    .flatMap((alias) => alias.indicatorIds);
}

function indicatorRight(gold: GoldFigure, figure: Figure): boolean {
  if (gold.indicator !== undefined) return idsOf(gold.indicator).includes(figure.indicator.id ?? "");
  const words = gold.words ?? "";
  return figure.indicator.id === null
    ? figure.indicator.words.includes(words) || words === ""
    : figure.indicator.words.includes(words) || idsOf(words).includes(figure.indicator.id);
}

const scopeRight = (gold: GoldFigure, figure: Figure): boolean =>
  gold.scope === undefined ? figure.aspect === "actual" : gold.scope === "subject" ? figure.subject !== null : figure.aspect === gold.scope;

interface PlantedFigure extends GoldFigure {
  readonly aspect?: string;
  readonly subject?: string;
}
interface Planted {
  readonly reports: readonly { readonly file: string; readonly figures: readonly PlantedFigure[] }[];
  readonly notFigures: readonly { readonly file: string; readonly start: number; readonly end: number }[];
}

/** The invented reports: only key figures are marked, so recall is measured, and precision over the spans that are no figures. */
function scorePlanted(): void {
  const planted = JSON.parse(readFileSync("tests/fixtures/reports/planted.json", "utf8")) as Planted;
  const sum = { total: 0, spans: 0, indicators: 0, scopes: 0, wrong: 0 };
  for (const { file, figures: gold } of planted.reports) {
    const report = readReport(file, readFileSync(join("tests/fixtures/reports", file)));
    const figures = extractFigures(report, lexicon).figures;
    const byStart = new Map(figures.map((figure) => [figure.source.start, figure]));
    const show = (start: number, end: number): string =>
      `${report.text.slice(Math.max(0, start - 16), start)}【${report.text.slice(start, end)}】${report.text.slice(end, end + 8)}`.replace(/\s+/g, " ");
    for (const item of gold) {
      sum.total += 1;
      // The planted spans leave words of vagueness out now and then: the number must be inside, the value equal.
      const figure = byStart.get(item.start) ?? figures.find((other) => other.source.start <= item.start && other.source.end >= item.end);
      const found = figure !== undefined && figure.value === item.value && figure.unit.split("/")[0] === item.unit.split("/")[0];
      if (found) sum.spans += 1;
      else if (verbose)
        console.log(
          `  miss      ${file} ${show(item.start, item.end)} want ${item.value} ${item.unit}, got ${figure === undefined ? "nothing" : `${figure.value} ${figure.unit} ${figure.source.raw}`}`,
        );
      if (!found) continue;
      const known = idsOf(item.indicator ?? "");
      if (known.length === 0 || known.includes(figure.indicator.id ?? "")) sum.indicators += 1;
      else if (verbose)
        console.log(
          `  indicator ${show(item.start, item.end)} want ${item.indicator} ${known}, got ${figure.indicator.id} ${figure.indicator.words} (${figure.rule})`,
        );
      if (figure.aspect === (item.aspect ?? "actual") && (figure.subject !== null) === (item.subject !== undefined)) sum.scopes += 1;
      else if (verbose)
        console.log(`  scope     ${show(item.start, item.end)} want ${item.aspect ?? "actual"} ${item.subject}, got ${figure.aspect} ${figure.subject}`);
    }
    for (const span of planted.notFigures.filter((entry) => entry.file === file)) {
      const hit = figures.find((figure) => figure.source.start < span.end && span.start < figure.source.end);
      if (hit === undefined) continue;
      sum.wrong += 1;
      if (verbose) console.log(`  no figure ${show(span.start, span.end)} got ${hit.source.raw} ${hit.indicator.words}`);
    }
  }
  const rate = (part: number): string => (part / sum.total).toFixed(3);
  console.log(
    `planted: ${sum.total} gold, recall ${rate(sum.spans)}, indicator ${rate(sum.indicators)}, scope ${rate(sum.scopes)}, taken though no figure ${sum.wrong} of ${planted.notFigures.length}`,
  );
  failed ||= sum.spans / sum.total < 0.97 || sum.indicators / sum.total < 0.93;
}

let failed = false;
for (const name of readdirSync(folder).filter((entry) => entry.endsWith(".json") && entry !== "clauses.json")) {
  const gold = JSON.parse(readFileSync(join(folder, name), "utf8")) as GoldFile;
  const path = join(reports, gold.file);
  if (!existsSync(path)) {
    console.log(`${name}: ${gold.file} is not in the reports' folder; left out`);
    continue;
  }
  const bytes = readFileSync(path);
  const report = readReport(gold.file, bytes);
  if (createHash("sha256").update(report.text).digest("hex") !== gold.sha256) throw new Error(`${gold.file} is not the text that ${name} was annotated on`);
  const figures = extractFigures(report, lexicon).figures;
  const byStart = new Map(figures.map((figure) => [figure.source.start, figure]));
  let spans = 0;
  let indicators = 0;
  let scopes = 0;
  const lines: string[] = [];
  const around = (start: number, end: number): string =>
    `${report.text.slice(Math.max(0, start - 16), start)}【${report.text.slice(start, end)}】${report.text.slice(end, end + 10)}`.replace(/\s+/g, " ");
  for (const item of gold.figures) {
    const figure = byStart.get(item.start);
    const found =
      figure !== undefined && figure.source.end === item.end && figure.value === item.value && figure.unit.split("/")[0] === item.unit.split("/")[0];
    if (!found) {
      lines.push(
        `  miss      ${around(item.start, item.end)} want ${item.value} ${item.unit}, got ${figure === undefined ? "nothing" : `${figure.value} ${figure.unit} ${figure.source.raw}`}`,
      );
      continue;
    }
    spans += 1;
    if (indicatorRight(item, figure)) indicators += 1;
    else
      lines.push(
        `  indicator ${around(item.start, item.end)} want ${item.indicator ?? `~${item.words}`}, got ${figure.indicator.id} ${figure.indicator.words} (${figure.rule})`,
      );
    if (scopeRight(item, figure)) scopes += 1;
    else lines.push(`  scope     ${around(item.start, item.end)} want ${item.scope ?? "actual"}, got ${figure.aspect} ${figure.subject}`);
    if (figure.qualifier !== item.qualifier) lines.push(`  qualifier ${around(item.start, item.end)} want ${item.qualifier}, got ${figure.qualifier}`);
  }
  const known = new Set([...gold.figures, ...(gold.ignore ?? [])].map((item) => item.start));
  const extras = figures.filter((figure) => !known.has(figure.source.start));
  for (const figure of extras)
    lines.push(`  extra     ${around(figure.source.start, figure.source.end)} ${figure.indicator.id} ${figure.indicator.words} (${figure.rule})`);
  const rate = (part: number, whole: number): string => (whole === 0 ? "–" : (part / whole).toFixed(3));
  const total = gold.figures.length;
  console.log(
    `${name}: ${total} gold, recall ${rate(spans, total)}, indicator ${rate(indicators, total)}, scope ${rate(scopes, total)}, precision ${rate(figures.length - extras.length, figures.length)}`,
  );
  if (verbose) console.log(lines.join("\n"));
  failed ||= spans / total < 0.97 || indicators / total < 0.93 || (figures.length - extras.length) / figures.length < 0.97;
}
scorePlanted();
process.exitCode = failed ? 1 : 0;
