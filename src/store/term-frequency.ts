import type { Database } from "./database.ts";
import { toToken } from "./full-text.ts";
import { createLimited } from "./limited.ts";

export interface TermLimits {
  /** Rows of a search that are scored; 6,000 take some 10 ms, and no answer shows more than a few. */
  readonly scoredRows: number;
  /** Up to so many passages all words are searched for, however common: it is quick, and exact. */
  readonly exactPassages: number;
}

const LIMITS: TermLimits = { scoredRows: 6_000, exactPassages: 20_000 };
const MAX_KEPT_TERMS = 20_000;
/** Before this many words of a question have been taken, none is too common. */
const LEAST_TERMS = 2;

/**
 * The words of a question worth searching for in a large index: the rarest first, until the passages that hold them are many enough to
 * choose from. A word that stands in every twentieth passage tells little, and would have each of them scored. In the order given;
 * all of them in an index of up to 20,000 passages.
 */
export type PickTerms = (terms: readonly string[]) => readonly string[];

export function createTermPicker(db: Database, generation: () => number, limits: TermLimits = LIMITS): PickTerms {
  let keptAt = -1;
  let passages = 0;
  const rows = createLimited<string, number>(MAX_KEPT_TERMS, Number.POSITIVE_INFINITY);
  const count = db.prepare<[], number>("SELECT count(*) FROM passages").pluck();
  // A view of the search table's own statistics; it lives as long as the connection and may be made on one that cannot write.
  db.exec("CREATE VIRTUAL TABLE IF NOT EXISTS temp.passage_vocabulary USING fts5vocab('main', 'passage_terms', 'row')");
  const rowsOf = db.prepare<[string], number>("SELECT doc FROM temp.passage_vocabulary WHERE term = ?").pluck();

  function frequency(term: string): number {
    const known = rows.get(term);
    if (known !== undefined) return known;
    const token = toToken(term);
    const found = token === null ? 0 : (rowsOf.get(token) ?? 0);
    rows.set(term, found, 1);
    return found;
  }

  return (terms) => {
    const current = generation();
    if (current !== keptAt) {
      keptAt = current;
      passages = count.get() ?? 0;
      rows.clear();
    }
    if (passages <= limits.exactPassages) return terms;
    const found = [...new Set(terms)].map((term) => ({ term, rows: frequency(term) })).filter((one) => one.rows > 0);
    const rarest = found.toSorted((a, b) => a.rows - b.rows);
    let scored = 0;
    const taken = new Set(
      rarest
        .filter((one, index) => {
          scored += one.rows;
          return index < LEAST_TERMS || scored <= limits.scoredRows;
        })
        .map(({ term }) => term),
    );
    return terms.filter((term) => taken.has(term));
  };
}
