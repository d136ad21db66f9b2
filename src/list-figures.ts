import type { FigureQuery, IndexedFigure } from "./contract/figures.ts";
import type { Figure } from "./domain/figure.ts";
import { sliceSpan } from "./domain/span.ts";
import type { ReportRecord, Store } from "./store/store.ts";

export type FigureSourceStore = Pick<Store, "reports" | "readText" | "figures">;

/** The figures of the index as lines, complete, ordered by owner, report and place; `query` narrows by school, indicator and year. */
export function* listFigures(store: FigureSourceStore, query: FigureQuery = {}): Generator<IndexedFigure> {
  // Report by report: all figures of a province at once take more memory than a small machine has.
  for (const report of [...reportsOf(store, query.school)].sort(byOwner)) {
    let text: string | null = null;
    for (const figure of store.figures({ reportIds: [report.id] })) {
      if (!matches(figure, report, query)) continue;
      text ??= store.readText(report.id) ?? "";
      yield toIndexedFigure(figure, report, text);
    }
  }
}

function byOwner(a: ReportRecord, b: ReportRecord): number {
  if (a.owner.id !== b.owner.id) return a.owner.id < b.owner.id ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** The reports of the index, of one school alone when it is given by id, name or a part of a name. */
export function reportsOf(store: Pick<Store, "reports">, school?: string): readonly ReportRecord[] {
  return store.reports().filter((report) => school === undefined || namesOwner(report, school));
}

/** Whether `wanted` is the owner's id or one of its names, or a part of one ("平湖" of 平湖技师学院). */
function namesOwner(report: ReportRecord, wanted: string): boolean {
  const { owner } = report;
  if (owner.id === wanted) return true;
  const folded = wanted.trim().toLowerCase();
  return [owner.name, owner.nameEn, ...owner.aliases.map((alias) => alias.text)].some((name) => name.toLowerCase().includes(folded));
}

function matches(figure: Figure, report: ReportRecord, query: FigureQuery): boolean {
  if (query.indicator !== undefined) {
    const wanted = query.indicator.trim();
    const { id, name, words } = figure.indicator;
    if (id !== wanted && !name.includes(wanted) && !words.includes(wanted)) return false;
  }
  if (query.period === undefined) return true;
  return String(figure.period.year ?? report.year) === query.period;
}

function toIndexedFigure(figure: Figure, report: ReportRecord, text: string): IndexedFigure {
  const { source } = figure;
  return {
    school: { id: report.owner.id, name: report.owner.name },
    subject: figure.subject,
    indicator: { ...figure.indicator },
    population: figure.population,
    denominator: figure.denominator,
    value: figure.value,
    valueTo: figure.valueTo,
    unit: figure.unit,
    kind: figure.kind,
    aspect: figure.aspect,
    raw: source.raw,
    qualifier: figure.qualifier,
    period: figure.period,
    basis: figure.basis,
    source: {
      reportId: figure.reportId,
      file: report.file,
      section: [...source.section],
      start: source.start,
      end: source.end,
      contextStart: source.context.start,
      quote: sliceSpan(text, source.context),
    },
    rule: figure.rule,
    confidence: figure.confidence,
    ...(figure.correction === undefined ? {} : { correction: figure.correction }),
  };
}
