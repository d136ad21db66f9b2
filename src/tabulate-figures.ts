import { conflictBetween } from "./answer/compose/comparability.ts";
import type { FigureMatrix, MatrixCell, MatrixFigure } from "./contract/matrix.ts";
import type { Figure } from "./domain/figure.ts";
import type { ReportId } from "./domain/ids.ts";
import type { Indicator } from "./domain/indicator.ts";
import type { IndicatorGroup } from "./lexicon/groups.ts";
import type { ReportRecord, Store } from "./store/store.ts";

export interface TabulateDeps {
  readonly store: Pick<Store, "reports" | "figures">;
  readonly indicators: readonly Indicator[];
  readonly groups: readonly IndicatorGroup[];
}

/** All figures of the vocabulary's indicators as a table: reports by school and year, indicators by group, both in a fixed order. */
export function tabulateFigures({ store, indicators, groups }: TabulateDeps): FigureMatrix {
  const reports = [...store.reports()].sort(byOwnerAndYear);
  const columnOf = new Map(reports.map((report, column) => [report.id, column]));
  const rows = indicators.flatMap((entry) => {
    // One by one: all figures of a province at once take half a gigabyte, most of them of no indicator.
    const found = byReport(store.figures({ indicatorIds: [entry.id] }));
    if (found.size === 0) return [];
    const cells = [...found].flatMap(([id, told]) => toCell(columnOf.get(id), told)).sort((a, b) => a.report - b.report);
    return [{ group: entry.group, row: toRow(entry, cells) }];
  });
  const groupIds = new Set([...groups.map((group) => group.id), ...rows.map((row) => row.group)]);
  return {
    reports: reports.map(({ id, title, owner, year }) => ({
      id,
      title,
      school: { id: owner.id, name: owner.name, nameEn: owner.nameEn, kind: owner.kind },
      year,
    })),
    groups: [...groupIds].flatMap((id) => {
      const named = groups.find((group) => group.id === id);
      const members = rows.filter((row) => row.group === id).map((row) => row.row);
      return members.length === 0 ? [] : [{ id, name: named?.zh ?? id, nameEn: named?.en ?? id, indicators: members }];
    }),
  };
}

function byOwnerAndYear(a: ReportRecord, b: ReportRecord): number {
  return a.owner.name.localeCompare(b.owner.name, "zh") || (a.year ?? 0) - (b.year ?? 0) || (a.id < b.id ? -1 : 1);
}

/** Of the owner itself and the present alone: a plan, a change or a department's number is none of the school's. */
function byReport(figures: readonly Figure[]): ReadonlyMap<ReportId, readonly Figure[]> {
  const grouped = new Map<ReportId, Figure[]>();
  for (const figure of figures) {
    if (figure.aspect !== "actual" || figure.subject !== null) continue;
    const ofReport = grouped.get(figure.reportId);
    if (ofReport === undefined) grouped.set(figure.reportId, [figure]);
    else ofReport.push(figure);
  }
  return grouped;
}

function toCell(column: number | undefined, told: readonly Figure[]): MatrixCell[] {
  if (column === undefined) return [];
  const distinct: Figure[] = [];
  const ordered = [...told].sort(
    (a, b) =>
      Number(a.population !== null) - Number(b.population !== null) ||
      Number(a.qualifier !== "exact") - Number(b.qualifier !== "exact") ||
      b.confidence - a.confidence ||
      a.source.start - b.source.start,
  );
  for (const figure of ordered) {
    if (!distinct.some((held) => isSameThing(held, figure) && held.value === figure.value && held.valueTo === figure.valueTo)) distinct.push(figure);
  }
  const conflict = distinct.some((figure, index) =>
    distinct.slice(index + 1).some((other) => isSameThing(figure, other) && conflictBetween(figure, other) === "conflict"),
  );
  return [{ report: column, figures: distinct.map(toMatrixFigure), conflict }];
}

function isSameThing(a: Figure, b: Figure): boolean {
  return a.unit === b.unit && a.population === b.population && a.denominator === b.denominator && a.period.year === b.period.year;
}

function toMatrixFigure({ value, unit, population, period, source }: Figure): MatrixFigure {
  return { raw: source.raw, value, unit, population, period: period.label, start: source.start, end: source.end };
}

function toRow(entry: Indicator, cells: MatrixCell[]): FigureMatrix["groups"][number]["indicators"][number] {
  const { id, zh, en, kind, definition, definitionEn } = entry;
  return { id, name: zh, nameEn: en, kind, definition, definitionEn, cells };
}
