import { describeIngest, type IngestDescription, tally } from "./audit/describe-ingest.ts";
import type { ReportId } from "./domain/ids.ts";
import { extractFigures } from "./figures/extract-figures.ts";
import { measureCoverage } from "./ingest/coverage.ts";
import { readReport } from "./ingest/read-report.ts";
import type { Lexicon } from "./lexicon/lexicon.ts";
import type { ReportRecord, Store } from "./store/store.ts";

export type DescribedStore = Pick<Store, "readText" | "passagesOf" | "figures">;

/** What reading made of one report of the index; the numbers that were left out are not stored, so its text is read anew. Null where it is gone. */
export function describeIndexed(store: DescribedStore, lexicon: Lexicon, record: ReportRecord): IngestDescription | null {
  const text = store.readText(record.id);
  if (text === null) return null;
  // The text as it was read is plain text or Markdown, whatever the file was.
  const file = record.format === "markdown" ? "report.md" : "report.txt";
  const settings = { school: record.owner.name, ...(record.year === null ? {} : { year: record.year }) };
  const report = readReport(file, new TextEncoder().encode(text), { settings });
  const coverage = measureCoverage(report, store.passagesOf(record.id));
  return describeIngest(report, coverage, store.figures({ reportIds: [record.id] }), extractFigures(report, lexicon).leftOut);
}

/** A head of figures that no entry covers: a candidate for the lexicon. */
export interface SuggestedHead {
  readonly words: string;
  readonly unit: string;
  readonly count: number;
  readonly reportCount: number;
  /** One place that has it. */
  readonly example: { readonly reportId: ReportId; readonly start: number; readonly end: number; readonly raw: string };
}

/** Heads of figures without an entry that at least `least` figures bear, those in most reports first. */
export function suggestHeads(store: Pick<Store, "figures">, least: number): SuggestedHead[] {
  const open = store.figures({}).filter((figure) => figure.indicator.id === null && figure.subject === null && figure.aspect !== "change");
  return tally(open.map((figure) => `${figure.indicator.words}\n${figure.unit}`))
    .filter(({ count }) => count >= least)
    .flatMap(({ name, count }) => {
      const [words = "", unit = ""] = name.split("\n");
      const group = open.filter((figure) => figure.indicator.words === words && figure.unit === unit);
      const first = group[0];
      if (first === undefined) return [];
      const { start, end, raw } = first.source;
      return [
        { words, unit, count, reportCount: new Set(group.map((figure) => figure.reportId)).size, example: { reportId: first.reportId, start, end, raw } },
      ];
    })
    .sort((a, b) => b.reportCount - a.reportCount || b.count - a.count || (a.words < b.words ? -1 : 1));
}
