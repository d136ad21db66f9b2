import type { PassageId, ReportId } from "../domain/ids.ts";
import type { Passage } from "../domain/report.ts";
import type { Database } from "./database.ts";
import { toMatch } from "./full-text.ts";
import { createLimited } from "./limited.ts";
import type { LabelledVector, PassageFilter, Store, TermHit } from "./store.ts";
import { createTermPicker } from "./term-frequency.ts";
import { fromBlob } from "./vector-math.ts";

/** Rows read at a time, so that no cursor stays open between them. */
const VECTOR_PAGE = 1_000;
/** A word of the heading counts for as much more than one of the text (docs/fusion.md has the measurement). */
const HEADING_WEIGHT = 2.25;

/** Up to so many reports are searched one by one, each within the labels that it takes up. For more, counting how common the words are costs more than it saves. */
const MAX_RANGED_REPORTS = 3;

/** Rows read beyond the limit, among which those are that stand level with the last. */
const SPARE_ROWS = 64;
/** Rows read for each wanted one, where only those of some reports pass; worth it when at least every so manieth report does. */
const ROWS_FOR_ONE = 8;

/** Passages kept as they were read, and the characters in all of them. */
const MAX_KEPT_PASSAGES = 20_000;
const MAX_KEPT_CHARACTERS = 8_000_000;
/** Reports whose passages are kept together. */
const MAX_KEPT_REPORTS = 64;

const COLUMNS = { terms: ["terms", "heading_terms"], bigrams: ["bigrams", "heading_bigrams"] } as const;

interface PassageRow {
  readonly id: PassageId;
  readonly report: ReportId;
  readonly ordinal: number;
  readonly section_path: string;
  readonly parts: string;
  readonly text: string;
}

type PassageQueries = Pick<
  Store,
  "searchPassages" | "passages" | "passagesOf" | "passageLabel" | "passageIdOfLabel" | "passageLabels" | "vectors" | "vectorOf"
>;

/** `generation` tells when what is known of the words has gone stale. */
export function createPassageQueries(db: Database, generation: () => number): PassageQueries {
  const pickTerms = createTermPicker(db, generation);
  const reportCount = db.prepare<[], number>("SELECT count(*) FROM report_texts").pluck();
  let countedAt = -1;
  let reports = 0;
  const byId = db.prepare<[string], PassageRow>("SELECT * FROM passages WHERE id = ?");
  const ofReport = db.prepare<[string], PassageRow>("SELECT * FROM passages WHERE report = ? ORDER BY ordinal");
  const labelOfId = db.prepare<[string], number>("SELECT label FROM passages WHERE id = ?").pluck();
  const idOfLabel = db.prepare<[number], PassageId>("SELECT id FROM passages WHERE label = ?").pluck();
  // Without an order it is read from an index, which is a tenth of the table that holds the texts; that counts at the start, from a cold disk.
  const allLabels = db.prepare<[], number>("SELECT label FROM passages").pluck();
  const labelsOf = db.prepare<[string], number>("SELECT label FROM passages WHERE report IN (SELECT value FROM json_each(?)) ORDER BY label").pluck();
  const vectorPage = db.prepare<[number, number], { label: number; report: ReportId; vector: Buffer }>(
    `SELECT v.label, p.report, v.vector FROM passage_vectors v JOIN passages p ON p.label = v.label WHERE v.label > ? ORDER BY v.label LIMIT ?`,
  );
  const vectorOfLabel = db.prepare<[number], Buffer>("SELECT vector FROM passage_vectors WHERE label = ?").pluck();
  const scored = db.prepare<[string, number], { label: number; score: number }>(
    `SELECT rowid AS label, -bm25(passage_terms, 1, 1, ${HEADING_WEIGHT}, ${HEADING_WEIGHT}) AS score
     FROM passage_terms WHERE passage_terms MATCH ? ORDER BY score DESC LIMIT ?`,
  );
  const named = db.prepare<[string], { label: number; passageId: PassageId; reportId: ReportId }>(
    "SELECT label, id AS passageId, report AS reportId FROM passages WHERE label IN (SELECT value FROM json_each(?))",
  );
  const select = `SELECT p.id AS passageId, p.report AS reportId, -bm25(passage_terms, 1, 1, ${HEADING_WEIGHT}, ${HEADING_WEIGHT}) AS score
     FROM passage_terms JOIN passages p ON p.label = passage_terms.rowid`;
  const best = "ORDER BY score DESC, p.id LIMIT ?";
  const searchAll = db.prepare<[string, number], TermHit>(`${select} WHERE passage_terms MATCH ? ${best}`);
  const searchSome = db.prepare<[string, string, number], TermHit>(
    `${select} WHERE passage_terms MATCH ? AND p.report IN (SELECT value FROM json_each(?)) ${best}`,
  );
  // A report's labels lie together: within their bounds the index skips all other reports instead of scoring them.
  const searchOne = db.prepare<[string, string, string, string, number], TermHit>(
    `${select} WHERE passage_terms MATCH ? AND p.report = ?
       AND passage_terms.rowid BETWEEN (SELECT min(label) FROM passages WHERE report = ?) AND (SELECT max(label) FROM passages WHERE report = ?) ${best}`,
  );

  const kept = createLimited<PassageId, Passage>(MAX_KEPT_PASSAGES, MAX_KEPT_CHARACTERS);
  const keptLists = createLimited<ReportId, readonly Passage[]>(MAX_KEPT_REPORTS, MAX_KEPT_PASSAGES);
  let keptAt = -1;

  function dropStale(): void {
    const current = generation();
    if (current === keptAt) return;
    keptAt = current;
    kept.clear();
    keptLists.clear();
  }

  /** The same object for the same passage, as long as nothing changes: what is made of it can be kept beside it. */
  function toPassage(row: PassageRow): Passage {
    const known = kept.get(row.id);
    if (known !== undefined) return known;
    const passage = readRow(row);
    kept.set(row.id, passage, row.text.length);
    return passage;
  }

  function passageOf(id: PassageId): readonly Passage[] {
    const known = kept.get(id);
    if (known !== undefined) return [known];
    const row = byId.get(id);
    return row === undefined ? [] : [toPassage(row)];
  }

  function countReports(): number {
    const current = generation();
    if (current !== countedAt) {
      countedAt = current;
      reports = reportCount.get() ?? 0;
    }
    return reports;
  }

  /**
   * The best of all passages, or of those of many reports. What they are called is read for the best alone: looking it up for each of the
   * thousands that are scored takes twice as long as scoring them. Null where more than the best read would have to be looked at.
   */
  function searchBest(match: string, limit: number, among: ReadonlySet<string> | null): TermHit[] | null {
    const wanted = (limit + SPARE_ROWS) * (among === null ? 1 : ROWS_FOR_ONE);
    const best = scored.all(match, wanted);
    const names = new Map(named.all(JSON.stringify(best.map(({ label }) => label))).map((row) => [row.label, row]));
    const passing = best.flatMap(({ label, score }): TermHit[] => {
      const row = names.get(label);
      return row === undefined || among?.has(row.reportId) === false ? [] : [{ passageId: row.passageId, reportId: row.reportId, score }];
    });
    // Others may stand level with the last that was read, or pass where too few of these do.
    const isCut = best.length === wanted && (passing.length < limit || passing[limit - 1]?.score === best.at(-1)?.score);
    return isCut ? null : passing.sort((a, b) => b.score - a.score || (a.passageId < b.passageId ? -1 : 1)).slice(0, limit);
  }

  function* vectors(afterLabel = 0): Generator<LabelledVector> {
    let after = afterLabel;
    for (;;) {
      const rows = vectorPage.all(after, VECTOR_PAGE);
      for (const { label, report, vector } of rows) yield { label, reportId: report, vector: fromBlob(vector) };
      const last = rows[rows.length - 1];
      if (last === undefined) return;
      after = last.label;
    }
  }

  return {
    searchPassages(column, terms, filter, limit) {
      const { reportIds } = filter;
      const isRanged = reportIds !== undefined && reportIds.length <= MAX_RANGED_REPORTS;
      const match = toMatch(COLUMNS[column], isRanged ? terms : pickTerms(terms));
      if (match === null) return [];
      if (reportIds === undefined) return searchBest(match, limit, null) ?? searchAll.all(match, limit);
      if (!isRanged) {
        const isMany = reportIds.length * ROWS_FOR_ONE >= countReports();
        return (isMany ? searchBest(match, limit, new Set(reportIds)) : null) ?? searchSome.all(match, JSON.stringify(reportIds), limit);
      }
      return [...new Set(reportIds)]
        .flatMap((id) => searchOne.all(match, id, id, id, limit))
        .sort((a, b) => b.score - a.score || (a.passageId < b.passageId ? -1 : 1))
        .slice(0, limit);
    },
    passages(ids) {
      dropStale();
      return ids.flatMap(passageOf);
    },
    passagesOf(reportId) {
      dropStale();
      const known = keptLists.get(reportId);
      if (known !== undefined) return known;
      const passages = ofReport.all(reportId).map(toPassage);
      keptLists.set(reportId, passages, passages.length);
      return passages;
    },
    passageLabel: (id) => labelOfId.get(id) ?? null,
    passageIdOfLabel: (label) => idOfLabel.get(label) ?? null,
    passageLabels: ({ reportIds }: PassageFilter) =>
      reportIds === undefined ? allLabels.all().sort((a, b) => a - b) : labelsOf.all(JSON.stringify(reportIds)),
    vectors,
    vectorOf(label) {
      const blob = vectorOfLabel.get(label);
      return blob === undefined ? null : fromBlob(blob);
    },
  };
}

function readRow(row: PassageRow): Passage {
  return {
    id: row.id,
    reportId: row.report,
    ordinal: row.ordinal,
    sectionPath: JSON.parse(row.section_path),
    parts: JSON.parse(row.parts),
    text: row.text,
  };
}
