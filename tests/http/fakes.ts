import type { AuditEntry } from "../../src/access/audit-log.ts";
import type { Answer } from "../../src/contract/answer.ts";
import type { ReportAudit } from "../../src/contract/audit.ts";
import type { Figure } from "../../src/domain/figure.ts";
import { toFigureId, toIndicatorId, toOwnerId, toReportId } from "../../src/domain/ids.ts";
import { type AppDeps, createApp } from "../../src/server/app.ts";
import { createLog } from "../../src/server/log.ts";
import { createMetrics } from "../../src/server/metrics.ts";
import { toWebAsset, type WebAssets } from "../../src/server/web-assets.ts";
import type { ReportRecord } from "../../src/store/store.ts";

/** A report with a byte order mark's neighbour, an emoji and a line break, so that offsets are put to the test. */
export const TEXT = "青石职业学校质量报告\n一、概况\n全校😀在校生1200人，就业率98.5%。\n";
export const REPORT_ID = toReportId("qingshi-2021-quality");
const OWNER_ID = toOwnerId("qingshi");

const record: ReportRecord = {
  id: REPORT_ID,
  version: "a".repeat(64),
  file: "qingshi-2021.txt",
  format: "text",
  kind: "quality",
  title: "青石职业学校质量报告",
  owner: {
    kind: "school",
    id: OWNER_ID,
    name: "青石职业学校",
    nameEn: "Qingshi Vocational School",
    place: null,
    aliases: [{ text: "青石职校", evidence: "derived" }],
  },
  year: 2021,
  yearKind: "calendar",
  contentHash: "hash",
  sourcePath: "/secret/place/qingshi-2021.txt",
  characterCount: TEXT.length,
  passageCount: 1,
  figureCount: 2,
  sections: [{ path: ["一、概况"], level: 1, span: { start: 11, end: TEXT.length }, heading: { start: 11, end: 15 }, firstBlock: 0, endBlock: 1 }],
  issues: [{ code: "year_from_file_name", severity: "note", message: "The year was taken from the file's name." }],
};

function figureOf(raw: string, id: string, name: string, unit: string, kind: Figure["kind"]): Figure {
  const start = TEXT.indexOf(raw);
  return {
    id: toFigureId(REPORT_ID, start),
    reportId: REPORT_ID,
    ownerId: OWNER_ID,
    subject: null,
    indicator: { id: toIndicatorId(id), name, words: name },
    population: null,
    denominator: null,
    value: raw.replace(unit, ""),
    valueTo: null,
    kind,
    aspect: "actual",
    unit,
    qualifier: "exact",
    period: { kind: "report", year: null, label: "本年度", evidence: "none" },
    basis: null,
    source: { start, end: start + raw.length, raw, section: ["一、概况"], context: { start: TEXT.indexOf("全校"), end: TEXT.length - 1 } },
    rule: "fake",
    confidence: 1,
  };
}

const FIGURES: readonly Figure[] = [
  figureOf("1200人", "students_enrolled", "在校生数", "人", "count"),
  figureOf("98.5%", "employment_rate", "就业率", "%", "share"),
];

export function fakeAnswer(question: string): Answer {
  return {
    id: "answer-1",
    question,
    language: "zh",
    status: "answered",
    intent: "lookup",
    text: "青石职业学校在校生1200人。[1]",
    winner: null,
    figures: [],
    nearest: [],
    caveats: [],
    citations: [],
    interpretation: {
      intent: "lookup",
      schools: { certainty: "missing", scope: "named", values: [], reason: null },
      indicators: { certainty: "missing", values: [], reason: null },
      period: { certainty: "missing", label: null, reason: null },
      operation: { intent: "lookup", direction: null, top: null, aggregate: null },
      subject: null,
      trace: [],
    },
    suggestions: [],
    version: "v1",
    elapsedMs: 1,
  };
}

const fakeAudit: ReportAudit = {
  report: {
    id: REPORT_ID,
    title: record.title,
    school: { id: OWNER_ID, name: record.owner.name, nameEn: record.owner.nameEn, kind: "school" },
    year: record.year,
    file: record.file,
  },
  findings: [],
  missing: [],
  standards: [],
};

const fakeAssets: WebAssets = new Map(
  Object.entries({
    "index.html": "<!doctype html><title>Wenbao</title>",
    "reader.html": "<!doctype html>",
    "figures.html": "<!doctype html>",
    "reports.html": "<!doctype html>",
    "app.js": "1;",
    "widget.js": "2;",
  }).flatMap(([name, text]) => {
    const asset = toWebAsset(name, new TextEncoder().encode(text));
    return asset === null ? [] : [[name, asset] as const];
  }),
);

/** The app over one invented report and an answerer that echoes; `logged` holds what went wrong inside, `lines` the log, `audited` the audit log. */
export function createFakeApp(replaced: Partial<AppDeps> = {}) {
  const logged: unknown[] = [];
  const lines: Record<string, unknown>[] = [];
  const audited: Omit<AuditEntry, "at">[] = [];
  const app = createApp({
    ask: async ({ question }) => fakeAnswer(question),
    store: {
      reports: () => [record],
      report: (id) => (id === REPORT_ID ? record : null),
      readText: (id) => (id === REPORT_ID ? TEXT : null),
      figures: ({ reportIds }) => (reportIds === undefined || reportIds.includes(REPORT_ID) ? FIGURES : []),
    },
    audit: (id) => (id === REPORT_ID ? fakeAudit : null),
    matrix: () => ({ reports: [], groups: [] }),
    keepFeedback: () => {},
    assets: fakeAssets,
    embedOrigins: ["https://school.example"],
    suggest: (language) => [language === "zh" ? "在校生有多少？" : "How many students?"],
    logError: (cause) => logged.push(cause),
    observers: {
      log: createLog("debug", (line) => lines.push(JSON.parse(line))),
      metrics: createMetrics(() => 1),
      audit: { record: (entry) => audited.push(entry) },
      questions: { log: false, audit: false },
    },
    ...replaced,
  });
  return { app, logged, lines, audited };
}

export const ask = (app: ReturnType<typeof createApp>, body: unknown, headers: Record<string, string> = {}) =>
  app.request("/api/ask", {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: typeof body === "string" || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
  });
