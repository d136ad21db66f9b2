import type { Figure } from "../../src/domain/figure.ts";
import { toFigureId, toIndicatorId, toOwnerId, toPassageId, toReportId } from "../../src/domain/ids.ts";
import type { Embedder } from "../../src/domain/ports.ts";
import type { Owner, Passage, Report } from "../../src/domain/report.ts";
import type { Span } from "../../src/domain/span.ts";
import type { IndexedReport } from "../../src/store/store.ts";

/** A school of the given slug. */
export function anOwner(slug = "qinghe", overrides: Partial<Owner> = {}): Owner {
  return { kind: "school", id: toOwnerId(slug), name: "清河职业学校", nameEn: "Qinghe Vocational School", place: "清河县", aliases: [], ...overrides };
}

/** A report of one owner whose text is given; without blocks and sections. */
export function aReport(text: string, overrides: Partial<Report> = {}): Report {
  const id = overrides.id ?? toReportId("qinghe-2022-quality");
  return {
    id,
    version: "0".repeat(64),
    file: `${id}.txt`,
    format: "text",
    kind: "quality",
    title: "2022年度质量报告",
    owner: anOwner(),
    year: 2022,
    yearEvidence: "title",
    yearKind: "calendar",
    text,
    blocks: [],
    sections: [],
    issues: [],
    ...overrides,
  };
}

/** The span of the first occurrence of `words`. Throws RangeError where the text lacks them. */
export function spanOf(text: string, words: string): Span {
  const start = text.indexOf(words);
  if (start < 0) throw new RangeError(`"${words}" is not in the text`);
  return { start, end: start + words.length };
}

/** A passage of a report over the words given (each one part), in the section given. */
export function aPassage(report: Report, ordinal: number, words: readonly string[], sectionPath: readonly string[] = []): Passage {
  return {
    id: toPassageId(report.id, ordinal),
    reportId: report.id,
    ordinal,
    sectionPath,
    parts: words.map((part) => spanOf(report.text, part)),
    text: words.join(""),
  };
}

/** A figure whose `raw` stands in the report's text. */
export function aFigure(report: Report, raw: string, overrides: Partial<Figure> & { readonly indicatorId?: string } = {}): Figure {
  const { indicatorId, ...rest } = overrides;
  const span = spanOf(report.text, raw);
  return {
    id: toFigureId(report.id, span.start),
    reportId: report.id,
    ownerId: report.owner.id,
    subject: null,
    indicator: { id: indicatorId === undefined ? null : toIndicatorId(indicatorId), name: "教师", words: "教师" },
    population: null,
    denominator: null,
    value: raw.replace(/[^\d.]/g, ""),
    valueTo: null,
    kind: "count",
    aspect: "actual",
    unit: "人",
    qualifier: "exact",
    period: { kind: "report", year: report.year, label: "本年度", evidence: "title" },
    basis: null,
    source: { ...span, raw, section: [], context: { start: Math.max(0, span.start - 10), end: span.end } },
    rule: "test",
    confidence: 1,
    ...rest,
  };
}

/** What ingest would write for a report, its passages and figures. */
export async function anIndexedReport(
  embedder: Embedder,
  report: Report,
  passages: readonly Passage[],
  figures: readonly Figure[] = [],
): Promise<IndexedReport> {
  return {
    report,
    passages,
    figures,
    vectors: await embedder.embedPassages(passages.map((passage) => [...passage.sectionPath, passage.text].join("\n"))),
    contentHash: `hash of ${report.id}`,
    sourcePath: `/reports/${report.file}`,
  };
}
