import type { ReportDiff } from "./contract/diff.ts";
import type { IndexedFigure } from "./contract/figures.ts";
import { type ReportId, toReportId } from "./domain/ids.ts";
import { type FigureSourceStore, listFigures } from "./list-figures.ts";
import type { ReportRecord, Store } from "./store/store.ts";

export type DiffStore = FigureSourceStore & Pick<Store, "report">;

/** What two reports give differently. Null where one of them is not in the index. */
export function diffReports(store: DiffStore, beforeId: string, afterId: string): ReportDiff | null {
  const before = store.report(toReportId(beforeId));
  const after = store.report(toReportId(afterId));
  if (before === null || after === null) return null;
  const figures = diffFigures(figuresOf(store, before), figuresOf(store, after));
  return { before: told(before), after: told(after), ...figures };
}

const told = ({ id, title, owner, year, file, figureCount }: ReportRecord) => ({ id, title, school: owner.name, year, file, figureCount });

interface DatedFigure {
  readonly figure: IndexedFigure;
  /** The year that it is for: its own, or its report's. */
  readonly year: number | null;
}

function figuresOf(store: DiffStore, record: ReportRecord): DatedFigure[] {
  const alone: FigureSourceStore = {
    reports: () => [record],
    readText: (id: ReportId) => store.readText(id),
    figures: (filter) => store.figures({ ...filter, reportIds: [record.id] }),
  };
  return [...listFigures(alone)].map((figure) => ({ figure, year: figure.period.year ?? record.year }));
}

/** Matches figures of the same thing; of several, equal ones first, then the rest in their order. Pure. */
export function diffFigures(before: readonly DatedFigure[], after: readonly DatedFigure[]): Pick<ReportDiff, "changed" | "added" | "gone" | "sameCount"> {
  const rest = groupByThing(after);
  const changed: ReportDiff["changed"] = [];
  const gone: IndexedFigure[] = [];
  let sameCount = 0;
  for (const [thing, group] of groupByThing(before)) {
    const others = [...(rest.get(thing) ?? [])];
    const unmatched = group.filter((figure) => {
      const at = others.findIndex((other) => statementOf(other) === statementOf(figure));
      if (at === -1) return true;
      others.splice(at, 1);
      sameCount += 1;
      return false;
    });
    for (const figure of unmatched) {
      const other = others.shift();
      if (other === undefined) gone.push(figure);
      else changed.push({ before: figure, after: other });
    }
    rest.set(thing, others);
  }
  return { changed, added: [...rest.values()].flat().sort((a, b) => a.source.start - b.source.start), gone, sameCount };
}

const statementOf = ({ value, valueTo, qualifier }: IndexedFigure): string => JSON.stringify([value, valueTo, qualifier]);

function groupByThing(figures: readonly DatedFigure[]): Map<string, IndexedFigure[]> {
  const groups = new Map<string, IndexedFigure[]>();
  for (const { figure, year } of figures) {
    const { indicator, subject, population, denominator, aspect, kind, unit, basis, period } = figure;
    // "本年度" of a report for 2020 and a printed "2020年" are one period.
    const span = period.kind === "calendar" || period.kind === "report" || period.kind === "unknown" ? "year" : period.kind;
    const thing = JSON.stringify([indicator.id ?? indicator.words, subject, population, denominator, aspect, kind, unit, basis, span, year]);
    groups.set(thing, [...(groups.get(thing) ?? []), figure]);
  }
  return groups;
}
