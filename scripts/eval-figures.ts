/**
 * npm run eval:figures [-- --misses] [-- NAME ...]
 * Scores figure extraction against the gold spans of tests/eval/figures/*.json (the reports they point into lie in WENBAO_REPORTS, ../shared/reports
 * unless set), the constructed clauses of clauses.json, the planted figures of the invented reports, and the reports of held-out/ (marked by
 * another hand before anything was run on them; tests/eval/figures/README.md tells the score that they had at first run). Prints a table by set and by kind of number;
 * with --misses each figure that was missed, misread, out of scope or taken though none. With names, only the sets whose name holds one.
 */
import type { Figure } from "../src/domain/figure.ts";
import { extractFigures } from "../src/figures/extract-figures.ts";
import { loadLexicon } from "../src/lexicon/lexicon.ts";
import { foldText } from "../src/text/fold.ts";
import { clauseSet, type GoldSet, type GoldText, heldOutSet, plantedSet, spanSets, type Wanted } from "./figure-gold.ts";

const verbose = process.argv.includes("--misses");
const chosen = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const lexicon = loadLexicon("data/lexicon");
const GOALS = { recall: 0.97, indicator: 0.93, scope: 0.93, precision: 0.97 };

interface Row {
  readonly kind: string;
  readonly found: boolean;
  /** null = not asked. */
  readonly indicator: boolean | null;
  readonly scope: boolean | null;
  /** Fields of the scope that are wrong. */
  readonly faults: readonly string[];
}
interface Outcome {
  readonly rows: readonly Row[];
  readonly taken: number;
  readonly extra: number;
  readonly lines: readonly string[];
}

/** Ids that a gold name may mean: the entries that cover it whole. */
function idsOf(name: string): readonly string[] {
  const folded = foldText(name);
  return lexicon.aliases
    .find(folded)
    .filter((alias) => alias.start === 0 && alias.end === folded.length)
    .flatMap((alias) => alias.indicatorIds);
}

/** The kind of number that was wanted: its indicator's, else its unit's. */
function kindOf(wanted: Wanted): string {
  const entry = idsOf(wanted.name ?? "")
    .map((id) => lexicon.indicators.find((indicator) => indicator.id === id))
    .find((found) => found?.units.includes(wanted.unit) === true);
  return entry?.kind ?? lexicon.units.byId(wanted.unit)?.kind ?? "count";
}

function indicatorRight(wanted: Wanted, figure: Figure): boolean | null {
  if (wanted.ids !== undefined) {
    const { words } = wanted;
    const kept = [figure.indicator.words, figure.subject ?? "", figure.population ?? ""];
    if (figure.indicator.id === null) return words !== undefined && kept.some((text) => foldText(text).includes(foldText(words)));
    return wanted.ids.includes(figure.indicator.id);
  }
  if (wanted.id !== undefined) return (figure.indicator.id ?? null) === wanted.id;
  if (wanted.name === "*") return null;
  if (wanted.name === null) return figure.indicator.id === null && figure.indicator.words.includes(wanted.words ?? "");
  if (wanted.name !== undefined) {
    // 财政投入增长 is a change of 财政投入; 中级工 under 在校生 may have an entry of its own (中级工在校生数).
    const growth = figure.aspect === "change" ? idsOf(wanted.name.replace(/增长$/, "")) : [];
    // 企业职工 under 社会培训 may have one too (企业职工培训).
    const part = wanted.subject === null ? [] : [...idsOf(wanted.subject + wanted.name), ...idsOf(wanted.subject + wanted.name.slice(-2))];
    const ids = [...idsOf(wanted.name), ...growth, ...part];
    return ids.length === 0 ? null : ids.includes(figure.indicator.id ?? "");
  }
  const words = wanted.words ?? "";
  return figure.indicator.words.includes(words) || (figure.indicator.id !== null && idsOf(words).includes(figure.indicator.id));
}

/** What of the scope is wrong, in words. A sub-group or subject counts as kept where subject, population or (without an entry) the figure's own words name it. */
function scopeFaults(wanted: Wanted, figure: Figure): string[] {
  const faults: string[] = [];
  const fault = (field: string, want: unknown, got: unknown): void => void faults.push(`${field}: want ${want}, got ${got}`);
  const own = figure.indicator.id === null ? figure.indicator.words : figure.indicator.name;
  const region = (name: string): boolean => /^[全我本][省市县区州]$/.test(figure.subject ?? "") && name.endsWith((figure.subject ?? "").slice(1));
  // 农村转移劳动力 read as an entry of its own keeps the words it was read from.
  const kept = [figure.subject ?? "", figure.population ?? "", own, ...(figure.indicator.id === null ? [] : [figure.indicator.words])].map((text) =>
    foldText(text),
  );
  const names = (name: string): boolean =>
    region(name) || kept.some((text) => text !== "" && (text.includes(foldText(name)) || (text !== own && foldText(name).includes(text))));
  if (wanted.aspect !== "*" && figure.aspect !== wanted.aspect) fault("aspect", wanted.aspect, figure.aspect);
  if (wanted.subject === null && wanted.part === undefined && figure.subject !== null) fault("subject", "none", figure.subject);
  if (wanted.subject !== null && wanted.subject !== "*" && !names(wanted.subject)) fault("subject", wanted.subject, `${figure.subject} ${figure.population}`);
  if (wanted.subject === "*" && wanted.name !== null && wanted.name !== "*" && figure.subject === null && figure.population === null)
    fault("subject", "any", "none");
  if (wanted.part !== undefined && !names(wanted.part)) fault("part", wanted.part, `${figure.subject} ${figure.population}`);
  if (wanted.whole === true && figure.population !== null && !kept.slice(2).some((text) => text.includes(foldText(figure.population ?? ""))))
    fault("population", "none", figure.population);
  if (wanted.qualifier !== undefined && wanted.qualifier !== "*" && figure.qualifier !== wanted.qualifier)
    fault("qualifier", wanted.qualifier, figure.qualifier);
  if (wanted.denominator !== undefined && !(figure.denominator ?? "").includes(wanted.denominator))
    fault("denominator", wanted.denominator, figure.denominator);
  if (wanted.year !== undefined && figure.period.year !== wanted.year) fault("year", wanted.year, figure.period.year);
  return faults;
}

/** Gold and figure brought together: by offset, or by order and raw text. Planted spans leave words of vagueness out now and then. */
function pair({ wanted, partial }: GoldText, figures: readonly Figure[]): Map<Wanted, Figure> {
  const pairs = new Map<Wanted, Figure>();
  const byStart = new Map(figures.map((figure) => [figure.source.start, figure]));
  let from = 0;
  for (const item of wanted) {
    if (item.start === null) {
      const at = figures.findIndex((figure, index) => index >= from && figure.source.raw === item.raw);
      const figure = figures[at];
      if (figure === undefined) continue;
      pairs.set(item, figure);
      from = at + 1;
      continue;
    }
    const { start } = item;
    const end = start + item.raw.length;
    const figure = byStart.get(start) ?? (partial ? figures.find((other) => other.source.start <= start && other.source.end >= end) : undefined);
    if (figure !== undefined && (partial || figure.source.end === end)) pairs.set(item, figure);
  }
  return pairs;
}

function scoreText(gold: GoldText): Outcome {
  const { report, wanted } = gold;
  const { figures } = extractFigures(report, lexicon);
  const pairs = pair(gold, figures);
  const lines: string[] = [];
  const around = (start: number, end: number): string =>
    `${report.text.slice(Math.max(0, start - 20), start)}【${report.text.slice(start, end)}】${report.text.slice(end, end + 10)}`.replace(/\s+/g, " ");
  const rows = wanted.map((item): Row => {
    const figure = pairs.get(item);
    const found = figure !== undefined && figure.value === item.value && figure.unit.split("/")[0] === item.unit.split("/")[0];
    if (!found) {
      const where =
        item.start === null ? `${item.raw} of ${report.text.split("\n").slice(4).join(" ").trim()}` : around(item.start, item.start + item.raw.length);
      lines.push(
        `  miss      ${where} want ${item.value} ${item.unit}, got ${figure === undefined ? "nothing" : `${figure.value} ${figure.unit} ${figure.source.raw}`}`,
      );
      return { kind: kindOf(item), found, indicator: null, scope: null, faults: [] };
    }
    const place = around(figure.source.start, figure.source.end);
    const indicator = indicatorRight(item, figure);
    if (indicator === false)
      lines.push(`  indicator ${place} want ${item.name ?? `~${item.words ?? ""}`}, got ${figure.indicator.id} ${figure.indicator.words} (${figure.rule})`);
    const faults = scopeFaults(item, figure);
    if (faults.length > 0) lines.push(`  scope     ${place} ${faults.join("; ")} (${figure.rule})`);
    return { kind: kindOf(item), found, indicator, scope: faults.length === 0, faults: faults.map((fault) => fault.slice(0, fault.indexOf(":"))) };
  });
  const paired = new Set(pairs.values());
  const arguable = (figure: Figure): boolean => gold.arguable.some((item) => item === figure.source.start || item === figure.source.raw);
  const extras = gold.partial
    ? figures.filter((figure) => gold.notFigures.some((none) => figure.source.start < none.end && none.start < figure.source.end))
    : figures.filter((figure) => !paired.has(figure) && !arguable(figure));
  for (const figure of extras)
    lines.push(`  extra     ${around(figure.source.start, figure.source.end)} ${figure.indicator.id} ${figure.indicator.words} (${figure.rule})`);
  return { rows, taken: figures.length, extra: extras.length, lines };
}

const rate = (part: number, whole: number): string => (whole === 0 ? "–" : (part / whole).toFixed(3)).padStart(9);
const share = (values: readonly (boolean | null)[]): readonly [number, number] => [
  values.filter((value) => value === true).length,
  values.filter((value) => value !== null).length,
];

function printRow(name: string, rows: readonly Row[], precision: readonly [number, number] | null): void {
  const found = share(rows.map((row) => row.found));
  const indicator = share(rows.map((row) => row.indicator));
  const scope = share(rows.map((row) => row.scope));
  const without = (fields: readonly string[]) =>
    share(rows.map(({ scope, faults }) => (scope === null ? null : !faults.some((fault) => fields.includes(fault)))));
  const scopes = [scope, without(["subject", "part"]), without(["population"]), without(["year"]), without(["aspect"])];
  console.log(
    `${name.padEnd(22)}${String(rows.length).padStart(6)}${[found, indicator, ...scopes].map((values) => rate(...values)).join("")}${precision === null ? "" : rate(...precision)}`,
  );
}

/** Scores one set; false where it misses a goal. */
function scoreSet(set: GoldSet): { readonly rows: readonly Row[]; readonly good: boolean } {
  const outcomes = set.texts.map(scoreText);
  const rows = outcomes.flatMap((outcome) => outcome.rows);
  const taken = outcomes.reduce((sum, outcome) => sum + outcome.taken, 0);
  const extra = outcomes.reduce((sum, outcome) => sum + outcome.extra, 0);
  printRow(set.name, rows, [taken - extra, taken]);
  if (verbose) console.log(outcomes.flatMap((outcome) => outcome.lines).join("\n"));
  const reaches = ([part, whole]: readonly [number, number], goal: number): boolean => whole === 0 || part / whole >= goal;
  const good =
    reaches(share(rows.map((row) => row.found)), GOALS.recall) &&
    reaches(share(rows.map((row) => row.indicator)), GOALS.indicator) &&
    reaches(share(rows.map((row) => row.scope)), GOALS.scope) &&
    reaches([taken - extra, taken], GOALS.precision);
  return { rows, good };
}

console.log(
  `${"".padEnd(22)}${"gold".padStart(6)}${"recall".padStart(9)}${"indicator".padStart(10)}${"scope".padStart(8)}${"owner".padStart(9)}${"part".padStart(9)}${"period".padStart(9)}${"aspect".padStart(9)}${"precision".padStart(10)}`,
);
const sets = [
  ...spanSets("tests/eval/figures", process.env.WENBAO_REPORTS ?? "../shared/reports"),
  clauseSet("tests/eval/figures/clauses.json"),
  plantedSet("tests/fixtures/reports"),
  heldOutSet("tests/eval/figures/held-out"),
  { ...heldOutSet("tests/eval/figures/styles"), name: "styles" },
  ...spanSets("tests/eval/figures/chapters", "tests/eval/figures/chapters"),
  ...spanSets("tests/eval/figures/provinces", "tests/eval/figures/provinces"),
]
  .filter(({ name }) => chosen.length === 0 || chosen.some((part) => name.includes(part)))
  .map(scoreSet);
console.log("by kind");
const rows = sets.flatMap((set) => set.rows);
for (const kind of [...new Set(rows.map((row) => row.kind))].sort())
  printRow(
    `  ${kind}`,
    rows.filter((row) => row.kind === kind),
    null,
  );
process.exitCode = sets.every((set) => set.good) ? 0 : 1;
