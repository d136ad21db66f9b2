import { createHash } from "node:crypto";
import type { Figure } from "../domain/figure.ts";
import type { EmbedderIdentity } from "../domain/ports.ts";
import type { Span } from "../domain/span.ts";
import { type Database, isDatabaseError, openDatabase } from "./database.ts";
import { countTotals, readTotals } from "./full-text-totals.ts";
import type { ReportRecord } from "./store.ts";

/** Something in an index that must not be; `where` names the report, passage or table. */
export interface IndexFault {
  readonly code: "database" | "foreign_key" | "full_text" | "vectors" | "counts" | "text" | "passage" | "figure" | "generations";
  readonly where: string;
  readonly detail: string;
}

export interface IndexCheck {
  readonly reports: number;
  readonly passages: number;
  readonly figures: number;
  readonly faults: readonly IndexFault[];
}

/** Faults after which the rest is not told: one damaged page makes thousands. */
const MAX_FAULTS = 50;
const BYTES_PER_NUMBER = 4;

/**
 * Reads a whole index and tells what does not hold: the database's own structure, spans that do not give their words, vectors and
 * search rows that are missing. Changes nothing. Throws AppError index_missing, index_newer, index_older or index_damaged.
 */
export function checkIndex(path: string): IndexCheck {
  const db = openDatabase(path, { readonly: true });
  try {
    const faults = guarded(() => checkStructure(db));
    const count = (table: string) => db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
    // Where the file's pages are damaged, reading on would tell consequences as causes.
    if (faults.length > 0) return { reports: 0, passages: 0, figures: 0, faults };
    faults.push(...guarded(() => [...checkSearchRows(db), ...checkVectors(db), ...checkGenerations(db), ...checkReports(db)]));
    return { reports: count("reports"), passages: count("passages"), figures: count("figures"), faults: faults.slice(0, MAX_FAULTS) };
  } finally {
    db.close();
  }
}

/** A database that is so damaged that it cannot be read through is a fault like any other. */
function guarded(check: () => IndexFault[]): IndexFault[] {
  try {
    return check();
  } catch (error) {
    if (isDatabaseError(error)) return [{ code: "database", where: "file", detail: error.message }];
    throw error;
  }
}

function checkStructure(db: Database): IndexFault[] {
  const told = db.prepare<[], string>(`PRAGMA integrity_check(${MAX_FAULTS})`).pluck().all();
  const broken = db.prepare<[], { table: string; rowid: number | null; parent: string }>("PRAGMA foreign_key_check").all();
  return [
    ...told.filter((line) => line !== "ok").map((detail): IndexFault => ({ code: "database", where: "file", detail })),
    ...broken.map(
      ({ table, rowid, parent }): IndexFault => ({ code: "foreign_key", where: `${table} ${rowid ?? ""}`.trim(), detail: `has no row in ${parent}` }),
    ),
  ];
}

/** Tables whose rows stand for one another, by key; a row of the one without the other can never be found, or finds nothing. */
const TWINS = [
  { code: "full_text", rows: "passages", key: "label", twin: "passage_terms_docsize", twinKey: "id" },
  { code: "full_text", rows: "figures", key: "row", twin: "figure_terms_docsize", twinKey: "id" },
  { code: "vectors", rows: "passages", key: "label", twin: "passage_vectors", twinKey: "label" },
] as const;

function checkSearchRows(db: Database): IndexFault[] {
  const without = (a: string, aKey: string, b: string, bKey: string) =>
    db.prepare<[], number>(`SELECT count(*) FROM ${a} WHERE ${aKey} NOT IN (SELECT ${bKey} FROM ${b})`).pluck().get() ?? 0;
  const drifted = (["passage_terms", "figure_terms"] as const).flatMap((table): IndexFault[] => {
    const [kept, counted] = [readTotals(db, table).join(" "), countTotals(db, table).join(" ")];
    return kept === counted ? [] : [{ code: "full_text", where: table, detail: `totals ${kept} instead of ${counted}` }];
  });
  const alone = TWINS.flatMap(({ code, rows, key, twin, twinKey }) => {
    const missing = without(rows, key, twin, twinKey);
    const stray = without(twin, twinKey, rows, key);
    return missing + stray === 0 ? [] : [{ code, where: twin, detail: `${missing} rows missing, ${stray} left over` }];
  });
  return [...alone, ...drifted];
}

function checkVectors(db: Database): IndexFault[] {
  const text = db.prepare<[], string>("SELECT value FROM meta WHERE key = 'embedder'").pluck().get();
  const dimension = text === undefined ? null : (JSON.parse(text) as EmbedderIdentity).dimension;
  const lengths = db.prepare<[], number>("SELECT DISTINCT length(vector) FROM passage_vectors").pluck().all();
  return lengths
    .filter((length) => dimension === null || length !== dimension * BYTES_PER_NUMBER)
    .map((length) => fault("vectors", "passage_vectors", `vectors of ${length} bytes where the model has ${dimension} numbers`));
}

/** A gap below the last generation is left by `restore` alone; the first and the last must be there. */
function checkGenerations(db: Database): IndexFault[] {
  const first = db.prepare<[], number | null>("SELECT min(generation) FROM generations").pluck().get() ?? null;
  return first === 0 ? [] : [{ code: "generations", where: "generations", detail: `the first is ${first}` }];
}

function checkReports(db: Database): IndexFault[] {
  const faults: IndexFault[] = [];
  const records = db.prepare<[], string>("SELECT record FROM reports ORDER BY id").pluck().all();
  const textOf = db.prepare<[string], string>("SELECT text FROM report_texts WHERE report = ?").pluck();
  const passagesOf = db.prepare<[string], { id: string; parts: string }>("SELECT id, parts FROM passages WHERE report = ?");
  const figuresOf = db.prepare<[string], { owner: string; json: string }>("SELECT owner, json FROM figures WHERE report = ?");
  for (const json of records) {
    if (faults.length >= MAX_FAULTS) break;
    const record = JSON.parse(json) as ReportRecord;
    const text = textOf.get(record.id);
    if (text === undefined) {
      faults.push({ code: "text", where: record.id, detail: "has no text" });
      continue;
    }
    const passages = passagesOf.all(record.id);
    const figures = figuresOf.all(record.id);
    faults.push(
      ...checkRecord(record, text, { passages: passages.length, figures: figures.length }),
      ...passages.filter(({ parts }) => !areSpansOf(text, JSON.parse(parts) as Span[])).map(({ id }) => fault("passage", id, "lies outside its text")),
      ...figures.flatMap(({ owner, json: figure }) => checkFigure(JSON.parse(figure) as Figure, owner, record, text)),
    );
  }
  return faults;
}

const fault = (code: IndexFault["code"], where: string, detail: string): IndexFault => ({ code, where, detail });

function checkRecord(record: ReportRecord, text: string, found: { readonly passages: number; readonly figures: number }): IndexFault[] {
  const faults: IndexFault[] = [];
  if (createHash("sha256").update(text).digest("hex") !== record.version) faults.push(fault("text", record.id, "is not the text that was read"));
  if (text.length !== record.characterCount) faults.push(fault("text", record.id, `has ${text.length} characters instead of ${record.characterCount}`));
  if (found.passages !== record.passageCount) faults.push(fault("counts", record.id, `${found.passages} passages instead of ${record.passageCount}`));
  if (found.figures !== record.figureCount) faults.push(fault("counts", record.id, `${found.figures} figures instead of ${record.figureCount}`));
  return faults;
}

function checkFigure(figure: Figure, owner: string, record: ReportRecord, text: string): IndexFault[] {
  const { start, end, raw, context } = figure.source;
  const faults: IndexFault[] = [];
  if (text.slice(start, end) !== raw) faults.push(fault("figure", figure.id, "is not what its text says at its place"));
  if (context.start > start || context.end < end || context.end > text.length) faults.push(fault("figure", figure.id, "lies outside its sentence"));
  if (owner !== record.owner.id || figure.ownerId !== record.owner.id) faults.push(fault("figure", figure.id, "belongs to another owner than its report"));
  return faults;
}

function areSpansOf(text: string, parts: readonly Span[]): boolean {
  return parts.length > 0 && parts.every(({ start, end }, index) => start >= (parts[index - 1]?.end ?? 0) && start < end && end <= text.length);
}
