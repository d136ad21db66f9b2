import type { Database } from "./database.ts";

/**
 * What BM25 is computed from: how many rows a search table has and how many words in each column. SQLite keeps these numbers but, of
 * a table without content, does not take deleted rows out of them: scores would drift with each report that is replaced, and an index
 * would answer otherwise than a new one over the same reports. So they are set right here, in the transaction that deletes.
 */
export type SearchTable = "passage_terms" | "figure_terms";

/** Rows first, then the words of each column. */
export type Totals = readonly number[];

const COLUMNS: Readonly<Record<SearchTable, number>> = { passage_terms: 4, figure_terms: 2 };
/** The row of the table's own data that holds its totals. */
const TOTALS_ROW = 1;

/** The totals as SQLite has them; zeros where nothing was ever written. */
export function readTotals(db: Database, table: SearchTable): Totals {
  const block = db.prepare<[number], Buffer>(`SELECT block FROM ${table}_data WHERE id = ?`).pluck().get(TOTALS_ROW);
  return padded(block === undefined ? [] : readVarints(block), table);
}

/** The totals counted row by row; `condition` picks rows by `id`. */
export function countTotals(db: Database, table: SearchTable, condition = "1", ...values: readonly string[]): Totals {
  const totals = [...padded([], table)];
  for (const size of db
    .prepare<unknown[], Buffer>(`SELECT sz FROM ${table}_docsize WHERE ${condition}`)
    .pluck()
    .iterate(...values)) {
    [1, ...readVarints(size)].forEach((count, index) => {
      totals[index] = (totals[index] ?? 0) + count;
    });
  }
  return totals;
}

/** Inside a transaction. What SQLite holds back is written first, so that it does not write over the new numbers. */
export function writeTotals(db: Database, table: SearchTable, totals: Totals): void {
  db.prepare(`INSERT INTO ${table} (${table}) VALUES ('flush')`).run();
  db.unsafeMode(true);
  try {
    db.prepare(`UPDATE ${table}_data SET block = ? WHERE id = ?`).run(Buffer.from(totals.flatMap(toVarint)), TOTALS_ROW);
  } finally {
    db.unsafeMode(false);
  }
}

/** Deletes the search rows whose `id` fits the condition. Inside a transaction. */
export function deleteSearchRows(db: Database, table: SearchTable, condition: string, ...values: readonly string[]): void {
  const gone = countTotals(db, table, condition, ...values);
  if (gone[0] === 0) return;
  db.prepare(`DELETE FROM ${table} WHERE ${condition.replace(/^id\b/, "rowid")}`).run(...values);
  // Flushed first, so that what was inserted in this very transaction is counted.
  db.prepare(`INSERT INTO ${table} (${table}) VALUES ('flush')`).run();
  writeTotals(
    db,
    table,
    readTotals(db, table).map((count, index) => count - (gone[index] ?? 0)),
  );
}

const padded = (totals: Totals, table: SearchTable): Totals => Array.from({ length: COLUMNS[table] + 1 }, (_, index) => totals[index] ?? 0);

/** SQLite's variable-length integers: seven bits a byte, the highest first. */
function readVarints(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of bytes) {
    value = value * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    numbers.push(value);
    value = 0;
  }
  return numbers;
}

function toVarint(value: number): number[] {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift((rest % 128) | 0x80);
  return bytes;
}
