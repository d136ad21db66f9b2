import type { ReportId } from "../domain/ids.ts";
import type { Segmenter } from "../domain/ports.ts";
import { characterBigrams } from "../text/tokens.ts";
import type { Database } from "./database.ts";
import { figureContext, figureName, toColumn } from "./full-text.ts";
import { deleteSearchRows } from "./full-text-totals.ts";
import { cutterOf } from "./index-identity.ts";
import type { IndexedReport, ReportRecord } from "./store.ts";
import { toBlob } from "./vector-math.ts";

/** Writes and deletes the rows of one report. Both run inside the caller's transaction. */
export interface ReportRows {
  insert(entry: IndexedReport): void;
  /** False when there was none. */
  remove(id: ReportId): boolean;
}

/** Prepares the statements. Not usable on a read-only handle. */
export function createReportRows(db: Database, segmenter: Segmenter): ReportRows {
  const insertReport = db.prepare("INSERT INTO reports (id, owner, record, cutter) VALUES (?, ?, ?, ?)");
  const insertText = db.prepare("INSERT INTO report_texts (report, text) VALUES (?, ?)");
  const insertPassage = db.prepare("INSERT INTO passages (id, report, ordinal, section_path, parts, text) VALUES (?, ?, ?, ?, ?, ?)");
  const insertPassageVector = db.prepare("INSERT INTO passage_vectors (label, vector) VALUES (?, ?)");
  const insertPassageTerms = db.prepare("INSERT INTO passage_terms (rowid, terms, bigrams, heading_terms, heading_bigrams) VALUES (?, ?, ?, ?, ?)");
  const insertFigure = db.prepare("INSERT INTO figures (id, report, owner, indicator, unit, start, json) VALUES (?, ?, ?, ?, ?, ?, ?)");
  const insertFigureTerms = db.prepare("INSERT INTO figure_terms (rowid, name, context) VALUES (?, ?, ?)");
  const deleteReport = db.prepare("DELETE FROM reports WHERE id = ?");

  const terms = (text: string) => toColumn(segmenter.searchTerms(text));
  const bigrams = (text: string) => toColumn(characterBigrams(text));

  function insertPassages({ passages, vectors }: IndexedReport): void {
    passages.forEach((passage, index) => {
      const { id, reportId, ordinal, sectionPath, parts, text } = passage;
      const label = insertPassage.run(id, reportId, ordinal, JSON.stringify(sectionPath), JSON.stringify(parts), text).lastInsertRowid;
      const vector = vectors[index];
      if (vector !== undefined) insertPassageVector.run(label, toBlob(vector));
      // Its own heading says more about a passage than the chapter's: it counts twice.
      const heading = [...sectionPath, ...sectionPath.slice(-1)].join("\n");
      insertPassageTerms.run(label, terms(text), bigrams(text), terms(heading), bigrams(heading));
    });
  }

  function insertFigures({ figures, report }: IndexedReport): void {
    for (const figure of figures) {
      const { id, reportId, ownerId, indicator, unit, source } = figure;
      const row = insertFigure.run(id, reportId, ownerId, indicator.id, unit, source.start, JSON.stringify(figure)).lastInsertRowid;
      insertFigureTerms.run(row, terms(figureName(figure)), terms(figureContext(figure, report.text)));
    }
  }

  return {
    insert(entry) {
      assertComplete(entry);
      insertReport.run(entry.report.id, entry.report.owner.id, JSON.stringify(toRecord(entry)), cutterOf(segmenter.id));
      insertText.run(entry.report.id, entry.report.text);
      insertPassages(entry);
      insertFigures(entry);
    },
    remove(id) {
      // The foreign keys' cascade does not reach virtual tables.
      deleteSearchRows(db, "passage_terms", "id IN (SELECT label FROM passages WHERE report = ?)", id);
      deleteSearchRows(db, "figure_terms", "id IN (SELECT row FROM figures WHERE report = ?)", id);
      return deleteReport.run(id).changes > 0;
    },
  };
}

/** Throws RangeError where vectors are missing: a passage without one could never be found by meaning. */
function assertComplete({ report, passages, vectors }: IndexedReport): void {
  if (vectors.length !== passages.length) throw new RangeError(`${report.id}: ${passages.length} passages, ${vectors.length} vectors`);
}

/** A report without its text, as the list of reports holds it. */
function toRecord(entry: IndexedReport): ReportRecord {
  const { id, version, file, format, kind, title, owner, year, yearKind, sections, pages, issues } = entry.report;
  return {
    id,
    version,
    file,
    format,
    kind,
    title,
    owner,
    year,
    yearKind,
    contentHash: entry.contentHash,
    sourcePath: entry.sourcePath,
    characterCount: entry.report.text.length,
    passageCount: entry.passages.length,
    figureCount: entry.figures.length,
    sections,
    ...(pages === undefined ? {} : { pages }),
    issues,
  };
}
