import type { Figure } from "../domain/figure.ts";
import type { IndicatorId } from "../domain/ids.ts";
import type { Database, Statement } from "./database.ts";
import { toMatch } from "./full-text.ts";
import type { Generations } from "./generations.ts";
import { createLimited } from "./limited.ts";
import type { FigureFilter, FigureHit, Store } from "./store.ts";

/** Parsed figures kept between calls; an average one takes about a kilobyte. */
const MAX_PARSED_FIGURES = 40_000;
/** Figures kept by indicator: all that 3,000 reports say of some fifty indicators. */
const MAX_INDICATOR_FIGURES = 120_000;
/** Answers kept per generation, by filter, and the figures in all of them. */
const MAX_KEPT_LOOKUPS = 64;
const MAX_KEPT_LOOKUP_FIGURES = 200_000;
/** A figure's own words count for more than the sentence that it stands in. */
const NAME_WEIGHT = 3;
const CONTEXT_WEIGHT = 1;

type FigureQueries = Pick<Store, "figures" | "figuresAbout" | "searchFigures">;

interface Where {
  readonly sql: string;
  readonly values: readonly string[];
}

interface OfIndicator {
  /** When it was read. */
  readonly generation: number;
  readonly figures: readonly Figure[];
}

const parseFigure = (json: string): Figure => JSON.parse(json) as Figure;

const FILTER_COLUMNS = { ownerIds: "f.owner", reportIds: "f.report", indicatorIds: "f.indicator", units: "f.unit" } as const;
const ORDER = "ORDER BY f.owner, f.report, f.start, f.id";

/** `generations` tells what of all that is kept in memory has gone stale. */
export function createFigureQueries(db: Database, generations: Generations): FigureQueries {
  let keptAt = -1;
  const parsed = new Map<number, Figure>();
  const byIndicator = createLimited<IndicatorId, OfIndicator>(Number.POSITIVE_INFINITY, MAX_INDICATOR_FIGURES);
  const lookups = createLimited<string, readonly Figure[]>(MAX_KEPT_LOOKUPS, MAX_KEPT_LOOKUP_FIGURES);
  // By condition: there are as many as combinations of filters.
  const lookupStatements = new Map<string, Statement<unknown[], number>>();
  const searchStatements = new Map<string, Statement<unknown[], { label: number; score: number }>>();
  let owners: ReadonlySet<string> | null = null;
  let subjects: readonly string[] | null = null;
  const readJson = db.prepare<[string], { row: number; json: string }>("SELECT row, json FROM figures WHERE row IN (SELECT value FROM json_each(?))");
  const ofIndicator = db.prepare<[string], string>(`SELECT f.json FROM figures f WHERE f.indicator = ? ${ORDER}`).pluck();
  const ofIndicatorIn = db
    .prepare<[string, string], string>("SELECT f.json FROM figures f WHERE f.indicator = ? AND +f.report IN (SELECT value FROM json_each(?))")
    .pluck();
  const allOwners = db.prepare<[], string>("SELECT DISTINCT owner FROM reports").pluck();
  const allSubjects = db.prepare<[], string>("SELECT DISTINCT subject FROM figures WHERE subject IS NOT NULL ORDER BY subject").pluck();
  const ofSubjects = db.prepare<[string], number>(`SELECT f.row FROM figures f WHERE f.subject IN (SELECT value FROM json_each(?)) ${ORDER}`).pluck();

  /** A row is never another figure's, so what was parsed stays good until the whole index is another. */
  function dropStale(): void {
    const current = generations.generation();
    if (current === keptAt) return;
    if (generations.changedSince(keptAt) === null) {
      parsed.clear();
      byIndicator.clear();
    }
    keptAt = current;
    lookups.clear();
    owners = null;
    subjects = null;
  }

  /** In the order of the rows, null for one that is gone; each is parsed once while it is kept. */
  function figuresOfRows(rows: readonly number[]): (Figure | null)[] {
    const missing = rows.filter((row) => !parsed.has(row));
    const fresh = new Map<number, Figure>();
    if (missing.length > 0) for (const { row, json } of readJson.iterate(JSON.stringify(missing))) fresh.set(row, parseFigure(json));
    const figures = rows.map((row) => parsed.get(row) ?? fresh.get(row) ?? null);
    if (parsed.size + fresh.size > MAX_PARSED_FIGURES) parsed.clear();
    if (fresh.size <= MAX_PARSED_FIGURES) for (const [row, figure] of fresh) parsed.set(row, figure);
    return figures;
  }

  function readFigures(filter: FigureFilter): readonly Figure[] {
    const where = toWhere(filter);
    const rows = prepared(lookupStatements, where.sql, () =>
      db.prepare<unknown[], number>(`SELECT f.row FROM figures f WHERE ${where.sql} ${ORDER}`).pluck(),
    ).all(...where.values);
    return figuresOfRows(rows).filter((figure) => figure !== null);
  }

  /** All that the index says of an indicator. Every question about it over many schools takes its figures from here. */
  function figuresOfIndicator(id: IndicatorId): readonly Figure[] {
    const known = byIndicator.get(id);
    if (known?.generation === keptAt) return known.figures;
    const figures = (known === undefined ? null : followed(known, id)) ?? ofIndicator.all(id).map(parseFigure);
    byIndicator.set(id, { generation: keptAt, figures }, figures.length);
    return figures;
  }

  /** The same with the reports that changed since; null where all may have. */
  function followed({ generation, figures }: OfIndicator, id: IndicatorId): readonly Figure[] | null {
    const changes = generations.changedSince(generation);
    if (changes === null) return null;
    const changed = ofIndicatorIn.all(id, JSON.stringify([...changes.reports])).map(parseFigure);
    return [...figures.filter(({ reportId }) => !changes.reports.has(reportId)), ...changed].sort(byPlace);
  }

  function fromIndicators(indicatorIds: readonly IndicatorId[], filter: FigureFilter): readonly Figure[] {
    const lists = [...new Set(indicatorIds)].map(figuresOfIndicator);
    const passes = toPredicate(filter);
    return lists.flatMap((list) => list.filter(passes)).sort(byPlace);
  }

  /** A list that names every owner lets every owner pass. */
  function withoutIdleOwners(filter: FigureFilter): FigureFilter {
    const { ownerIds, ...rest } = filter;
    if (ownerIds === undefined || ownerIds.length <= MAX_FEW) return filter;
    owners ??= new Set(allOwners.all());
    const named = new Set<string>(ownerIds);
    return [...owners].every((owner) => named.has(owner)) ? rest : filter;
  }

  function toHits(rows: readonly { readonly label: number; readonly score: number }[]): FigureHit[] {
    const figures = figuresOfRows(rows.map(({ label }) => label));
    return figures.flatMap((figure, index) => (figure === null ? [] : [{ figure, score: rows[index]?.score ?? 0 }]));
  }

  return {
    figures(asked) {
      dropStale();
      const filter = withoutIdleOwners(asked);
      const key = JSON.stringify([filter.ownerIds, filter.reportIds, filter.indicatorIds, filter.units].map((list) => list ?? null));
      const known = lookups.get(key);
      if (known !== undefined) return known;
      const { indicatorIds } = filter;
      const figures = indicatorIds !== undefined && !isNarrow(filter) ? fromIndicators(indicatorIds, filter) : readFigures(filter);
      lookups.set(key, figures, figures.length);
      return figures;
    },
    figuresAbout(isMeant, filter) {
      dropStale();
      subjects ??= allSubjects.all();
      const meant = subjects.filter(isMeant);
      if (meant.length === 0) return [];
      const passes = toPredicate(filter);
      return figuresOfRows(ofSubjects.all(JSON.stringify(meant))).filter((figure) => figure !== null && passes(figure)) as Figure[];
    },
    searchFigures(terms, asked, limit) {
      dropStale();
      const match = toMatch(["name", "context"], terms);
      if (match === null) return [];
      const where = toWhere(withoutIdleOwners(asked));
      const search = prepared(searchStatements, where.sql, () =>
        db.prepare<unknown[], { label: number; score: number }>(
          `SELECT f.row AS label, -bm25(figure_terms, ${NAME_WEIGHT}, ${CONTEXT_WEIGHT}) AS score
           FROM figure_terms JOIN figures f ON f.row = figure_terms.rowid
           WHERE figure_terms MATCH ? AND ${where.sql} ORDER BY score DESC, f.id LIMIT ?`,
        ),
      );
      return toHits(search.all(match, ...where.values, limit));
    },
  };
}

function prepared<T>(statements: Map<string, T>, condition: string, prepare: () => T): T {
  const known = statements.get(condition);
  if (known !== undefined) return known;
  const statement = prepare();
  statements.set(condition, statement);
  return statement;
}

/** The order of all look-ups: by owner, report and place in the text. */
function byPlace(a: Figure, b: Figure): number {
  if (a.ownerId !== b.ownerId) return a.ownerId < b.ownerId ? -1 : 1;
  if (a.reportId !== b.reportId) return a.reportId < b.reportId ? -1 : 1;
  return a.source.start - b.source.start || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function toPredicate({ ownerIds, reportIds, units }: FigureFilter): (figure: Figure) => boolean {
  const [owners, reports, wanted] = [ownerIds, reportIds, units].map((list) => (list === undefined ? null : new Set<string>(list)));
  return ({ ownerId, reportId, unit }) => (owners?.has(ownerId) ?? true) && (reports?.has(reportId) ?? true) && (wanted?.has(unit) ?? true);
}

/** Few owners or reports: their own figures are read sooner than all of an indicator. */
function isNarrow({ ownerIds, reportIds }: FigureFilter): boolean {
  return Math.min(ownerIds?.length ?? Number.POSITIVE_INFINITY, reportIds?.length ?? Number.POSITIVE_INFINITY) <= MAX_FEW;
}

/** Above so many owners or reports the indicator finds its figures sooner than they do. */
const MAX_FEW = 8;

/** Lists go in as one JSON value each, so that no filter is too long for a statement. */
function toWhere(filter: FigureFilter): Where {
  const clauses: string[] = [];
  const values: string[] = [];
  const isWide = filter.indicatorIds !== undefined && Math.max(filter.ownerIds?.length ?? 0, filter.reportIds?.length ?? 0) > MAX_FEW;
  for (const key of ["ownerIds", "reportIds", "indicatorIds", "units"] as const) {
    const list = filter[key];
    if (list === undefined) continue;
    // The sign keeps the planner from taking the index of that column.
    const sign = isWide && key !== "indicatorIds" ? "+" : "";
    clauses.push(`${sign}${FILTER_COLUMNS[key]} IN (SELECT value FROM json_each(?))`);
    values.push(JSON.stringify(list));
  }
  return { sql: clauses.length === 0 ? "1" : clauses.join(" AND "), values };
}
