import type { Figure } from "../domain/figure.ts";
import type { Database } from "./database.ts";
import { toMatch } from "./full-text.ts";
import type { FigureFilter, FigureHit } from "./store.ts";
import { createTopList, dot, fromBlob } from "./vector-math.ts";

/** Parsed figures kept between calls; an average one takes about a kilobyte. */
const MAX_PARSED_FIGURES = 50_000;
/** Answers kept per generation, by filter. */
const MAX_KEPT_LOOKUPS = 64;
/** Vectors kept between calls (30 MB); above that they are read from the database for each search. */
const MAX_KEPT_VECTORS = 20_000;
/** A figure's own words count for more than the sentence that it stands in. */
const NAME_WEIGHT = 3;
const CONTEXT_WEIGHT = 1;

export interface FigureQueries {
  figures(filter: FigureFilter): readonly Figure[];
  searchFigures(terms: readonly string[], filter: FigureFilter, limit: number): readonly FigureHit[];
  searchFigureVectors(vector: Float32Array, filter: FigureFilter, limit: number): readonly FigureHit[];
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
  let vectors: readonly { readonly row: number; readonly vector: Float32Array }[] | null = null;
  const readJson = db.prepare<[number], { json: string }>("SELECT json FROM figures WHERE row = ?");

  function dropStale(): void {
    const current = generation();
    if (current === keptAt) return;
    keptAt = current;
    parsed.clear();
    lookups.clear();
    vectors = null;
  }

  function figureOfRow(row: number): Figure | null {
    const known = parsed.get(row);
    if (known !== undefined) return known;
    const found = readJson.get(row);
    if (found === undefined) return null;
    const figure = JSON.parse(found.json) as Figure;
    if (parsed.size < MAX_PARSED_FIGURES) parsed.set(row, figure);
    return figure;
  }

  function rowsOf(filter: FigureFilter): number[] {
    const where = toWhere(filter);
    const order = "ORDER BY f.owner, f.report, f.start, f.id";
    return db
      .prepare<unknown[], number>(`SELECT f.row FROM figures f WHERE ${where.sql} ${order}`)
      .pluck()
      .all(...where.values);
  }

  function storedVectors(): Iterable<{ readonly row: number; readonly vector: Float32Array }> {
    if (vectors !== null) return vectors;
    const count = db.prepare<[], number>("SELECT count(*) FROM figure_vectors").pluck().get() ?? 0;
    if (count > MAX_KEPT_VECTORS) return readVectors(db);
    vectors = [...readVectors(db)];
    return vectors;
  }

  function toHits(rows: readonly { readonly label: number; readonly score: number }[]): FigureHit[] {
    return rows.flatMap(({ label, score }) => {
      const figure = figureOfRow(label);
      return figure === null ? [] : [{ figure, score }];
    });
  }

  return {
    figures(filter) {
      dropStale();
      const key = JSON.stringify([filter.ownerIds, filter.reportIds, filter.indicatorIds, filter.units].map((list) => list ?? null));
      const known = lookups.get(key);
      if (known !== undefined) return known;
      const figures = rowsOf(filter).flatMap((row) => figureOfRow(row) ?? []);
      if (lookups.size >= MAX_KEPT_LOOKUPS) lookups.clear();
      lookups.set(key, figures);
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
    searchFigureVectors(vector, filter, limit) {
      dropStale();
      const rows = isOpen(filter) ? null : new Set(rowsOf(filter));
      const top = createTopList(limit);
      for (const entry of storedVectors()) {
        if (rows === null || rows.has(entry.row)) top.offer(entry.row, dot(entry.vector, vector));
      }
      return toHits(top.best());
    },
  };
}

function* readVectors(db: Database): Generator<{ readonly row: number; readonly vector: Float32Array }> {
  for (const { row, vector } of db.prepare<[], { row: number; vector: Buffer }>("SELECT row, vector FROM figure_vectors ORDER BY row").iterate()) {
    yield { row, vector: fromBlob(vector) };
  }
}

function isOpen(filter: FigureFilter): boolean {
  return Object.values(filter).every((list) => list === undefined);
}

/** Lists go in as one JSON value each, so that no filter is too long for a statement. */
function toWhere(filter: FigureFilter): Where {
  const clauses: string[] = [];
  const values: string[] = [];
  for (const key of ["ownerIds", "reportIds", "indicatorIds", "units"] as const) {
    const list = filter[key];
    if (list === undefined) continue;
    clauses.push(`${FILTER_COLUMNS[key]} IN (SELECT value FROM json_each(?))`);
    values.push(JSON.stringify(list));
  }
  return { sql: clauses.length === 0 ? "1" : clauses.join(" AND "), values };
}
