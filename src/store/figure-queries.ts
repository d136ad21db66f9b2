import type { Figure } from "../domain/figure.ts";
import type { Database } from "./database.ts";
import { toMatch } from "./full-text.ts";
import type { FigureFilter, FigureHit } from "./store.ts";

/** Parsed figures kept between calls; an average one takes about a kilobyte. */
const MAX_PARSED_FIGURES = 100_000;
/** Answers kept per generation, by filter, and the figures in all of them. */
const MAX_KEPT_LOOKUPS = 64;
const MAX_KEPT_LOOKUP_FIGURES = 200_000;
/** A figure's own words count for more than the sentence that it stands in. */
const NAME_WEIGHT = 3;
const CONTEXT_WEIGHT = 1;

export interface FigureQueries {
  figures(filter: FigureFilter): readonly Figure[];
  searchFigures(terms: readonly string[], filter: FigureFilter, limit: number): readonly FigureHit[];
}

interface Where {
  readonly sql: string;
  readonly values: readonly string[];
}

const FILTER_COLUMNS = { ownerIds: "f.owner", reportIds: "f.report", indicatorIds: "f.indicator", units: "f.unit" } as const;

/** `generation` tells when what is kept in memory has gone stale. */
export function createFigureQueries(db: Database, generation: () => number): FigureQueries {
  let keptAt = -1;
  const parsed = new Map<number, Figure>();
  const lookups = new Map<string, readonly Figure[]>();
  let lookupFigures = 0;
  const readJson = db.prepare<[string], { row: number; json: string }>("SELECT row, json FROM figures WHERE row IN (SELECT value FROM json_each(?))");

  function dropStale(): void {
    const current = generation();
    if (current === keptAt) return;
    keptAt = current;
    parsed.clear();
    dropLookups();
  }

  function dropLookups(): void {
    lookups.clear();
    lookupFigures = 0;
  }

  /** In the order of the rows, null for one that is gone; each is parsed once while it is kept. */
  function figuresOfRows(rows: readonly number[]): (Figure | null)[] {
    const missing = rows.filter((row) => !parsed.has(row));
    const fresh = new Map<number, Figure>();
    if (missing.length > 0) for (const { row, json } of readJson.iterate(JSON.stringify(missing))) fresh.set(row, JSON.parse(json) as Figure);
    const figures = rows.map((row) => parsed.get(row) ?? fresh.get(row) ?? null);
    if (parsed.size + fresh.size > MAX_PARSED_FIGURES) parsed.clear();
    if (fresh.size <= MAX_PARSED_FIGURES) for (const [row, figure] of fresh) parsed.set(row, figure);
    return figures;
  }

  function rowsOf(filter: FigureFilter): number[] {
    const where = toWhere(filter);
    const order = "ORDER BY f.owner, f.report, f.start, f.id";
    return db
      .prepare<unknown[], number>(`SELECT f.row FROM figures f WHERE ${where.sql} ${order}`)
      .pluck()
      .all(...where.values);
  }

  function toHits(rows: readonly { readonly label: number; readonly score: number }[]): FigureHit[] {
    const figures = figuresOfRows(rows.map(({ label }) => label));
    return figures.flatMap((figure, index) => (figure === null ? [] : [{ figure, score: rows[index]?.score ?? 0 }]));
  }

  return {
    figures(filter) {
      dropStale();
      const key = JSON.stringify([filter.ownerIds, filter.reportIds, filter.indicatorIds, filter.units].map((list) => list ?? null));
      const known = lookups.get(key);
      if (known !== undefined) return known;
      const figures = figuresOfRows(rowsOf(filter)).filter((figure) => figure !== null);
      if (lookups.size >= MAX_KEPT_LOOKUPS || lookupFigures + figures.length > MAX_KEPT_LOOKUP_FIGURES) dropLookups();
      lookups.set(key, figures);
      lookupFigures += figures.length;
      return figures;
    },
    searchFigures(terms, filter, limit) {
      dropStale();
      const match = toMatch(["name", "context"], terms);
      if (match === null) return [];
      const where = toWhere(filter);
      const rows = db
        .prepare<unknown[], { label: number; score: number }>(
          `SELECT f.row AS label, -bm25(figure_terms, ${NAME_WEIGHT}, ${CONTEXT_WEIGHT}) AS score
           FROM figure_terms JOIN figures f ON f.row = figure_terms.rowid
           WHERE figure_terms MATCH ? AND ${where.sql} ORDER BY score DESC, f.id LIMIT ?`,
        )
        .all(match, ...where.values, limit);
      return toHits(rows);
    },
  };
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
