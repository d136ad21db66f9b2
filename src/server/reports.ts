import { type Context, Hono } from "hono";
import type { OwnerRef } from "../contract/answer.ts";
import type { ReportDetail, ReportSummary } from "../contract/reports.ts";
import { toReportId } from "../domain/ids.ts";
import type { Owner } from "../domain/report.ts";
import { tellIssue } from "../indexing/wording.ts";
import type { ReportRecord, Store } from "../store/store.ts";
import { HttpError } from "./errors.ts";
import { matchesEtag } from "./pages.ts";
import type { ViewOf } from "./reading-view.ts";

type ReportSourceStore = Pick<Store, "reports" | "report" | "readText">;

/** What is in the index: the list, one report's sections and issues, and its text as it was read. */
export function reportRoutes(viewOf: ViewOf): Hono {
  const app = new Hono();
  app.get("/api/reports", (context) => context.json({ reports: viewOf(context).store.reports().map(toSummary) }));
  app.get("/api/reports/:id", (context) => context.json(toDetail(findReport(viewOf(context).store, context.req.param("id")))));
  app.get("/api/reports/:id/text", (context) => sendText(context, viewOf(context).store, context.req.param("id")));
  return app;
}

function findReport(store: ReportSourceStore, id: string): ReportRecord {
  const report = store.report(toReportId(id));
  if (report === null) throw new HttpError("report_not_found", "There is no report with this id. GET /api/reports lists them.");
  return report;
}

function sendText(context: Context, store: ReportSourceStore, id: string): Response {
  const report = findReport(store, id);
  const etag = `"${report.version}"`;
  context.header("ETag", etag);
  context.header("Cache-Control", "no-cache");
  if (matchesEtag(context, etag)) return context.body(null, 304);
  const text = store.readText(report.id);
  if (text === null) throw new HttpError("report_not_found", "There is no report with this id. GET /api/reports lists them.");
  context.header("Content-Type", "text/plain; charset=utf-8");
  return context.body(text);
}

function toOwnerRef(owner: Owner): OwnerRef {
  return { id: owner.id, name: owner.name, nameEn: owner.nameEn, kind: owner.kind };
}

function toSummary(report: ReportRecord): ReportSummary {
  return {
    id: report.id,
    title: report.title,
    school: toOwnerRef(report.owner),
    year: report.year,
    yearKind: report.yearKind,
    kind: report.kind,
    file: report.file,
    version: report.version,
    characterCount: report.characterCount,
    passageCount: report.passageCount,
    figureCount: report.figureCount,
    issueCount: report.issues.length,
  };
}

function toDetail(report: ReportRecord): ReportDetail {
  return {
    ...toSummary(report),
    sections: report.sections.map(({ path, level, span, heading }) => ({ path: [...path], level, start: span.start, end: span.end, heading })),
    ...(report.pages === undefined ? {} : { pages: [...report.pages] }),
    issues: report.issues.map((issue) => ({ ...issue, messageZh: tellIssue(issue, "zh") })),
  };
}
