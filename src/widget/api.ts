import type { Answer } from "../contract/answer.ts";
import type { AskRequest, ExportFormat } from "../contract/ask.ts";
import type { ReportAudit } from "../contract/audit.ts";
import type { ErrorBody } from "../contract/errors.ts";
import type { Feedback } from "../contract/feedback.ts";
import type { IndexedFigure } from "../contract/figures.ts";
import type { FigureMatrix } from "../contract/matrix.ts";
import type { ReportDetail, ReportSummary } from "../contract/reports.ts";
import { keptToken, tokenHeaders } from "./token.ts";

/** Why a request brought nothing: the server could not be reached, or refused with a code. */
export type ApiFailure = { readonly kind: "unreachable" } | { readonly kind: "refused"; readonly code: string; readonly message: string };
export type ApiResult<T> = { readonly kind: "ok"; readonly value: T } | ApiFailure;

const texts = new Map<string, Promise<ApiResult<string>>>();

export const askQuestion = (request: AskRequest): Promise<ApiResult<Answer>> => requestJson("api/ask", asJson(request));

/** The answer to a request as a document. */
export const fetchExport = (body: AskRequest, format: ExportFormat): Promise<ApiResult<Blob>> =>
  request(`api/export?format=${format}`, asJson(body), (response) => response.blob());

export const sendFeedback = (feedback: Feedback): Promise<ApiResult<unknown>> => requestJson("api/feedback", asJson(feedback));

export const fetchMatrix = (): Promise<ApiResult<FigureMatrix>> => requestJson("api/matrix");

export const fetchFigures = (): Promise<ApiResult<{ readonly figures: readonly IndexedFigure[] }>> => requestJson("api/figures");

export const fetchAudit = (id: string): Promise<ApiResult<ReportAudit>> => requestJson(`api/reports/${encodeURIComponent(id)}/audit`);

const asJson = (body: unknown): RequestInit => ({ method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const fetchReports = (): Promise<ApiResult<{ readonly reports: readonly ReportSummary[] }>> => requestJson("api/reports");

export const fetchReport = (id: string): Promise<ApiResult<ReportDetail>> => requestJson(`api/reports/${encodeURIComponent(id)}`);

export const fetchSuggestions = (language: string): Promise<ApiResult<{ readonly suggestions: readonly string[] }>> =>
  requestJson(`api/suggestions?language=${encodeURIComponent(language)}`);

/** A report's text, character for character; kept for the life of the page under its version. */
export function fetchReportText(report: ReportDetail): Promise<ApiResult<string>> {
  const kept = texts.get(report.version);
  if (kept !== undefined) return kept;
  // Not response.text(): that would swallow a byte order mark and shift every offset by one.
  const loading = request(`api/reports/${encodeURIComponent(report.id)}/text`, {}, async (response) =>
    new TextDecoder("utf-8", { ignoreBOM: true }).decode(await response.arrayBuffer()),
  );
  texts.set(report.version, loading);
  void loading.then((result) => {
    if (result.kind !== "ok") texts.delete(report.version);
  });
  return loading;
}

const requestJson = <T>(path: string, init: RequestInit = {}): Promise<ApiResult<T>> => announced(requestAs<T>(path, init, readJson));

/** The same where whoever asks deals with a missing token. */
export const requestJsonQuietly = <T>(path: string, init: RequestInit = {}): Promise<ApiResult<T>> => requestAs<T>(path, init, readJson);

const readJson = <T>(response: Response): Promise<T> => response.json() as Promise<T>;

const request = <T>(path: string, init: RequestInit, read: (response: Response) => Promise<T>): Promise<ApiResult<T>> => announced(requestAs(path, init, read));

/** Told on the document when the server wants to know who asks. */
export const TOKEN_REQUIRED = "wenbao-token-required";

async function announced<T>(asked: Promise<ApiResult<T>>): Promise<ApiResult<T>> {
  const sent = keptToken();
  const result = await asked;
  // A late refusal of a token that has been replaced meanwhile says nothing of the new one.
  if (result.kind === "refused" && result.code === "token_required" && keptToken() === sent) document.dispatchEvent(new CustomEvent(TOKEN_REQUIRED));
  return result;
}

/** Sends a request in the name of whoever uses this tab. */
async function requestAs<T>(path: string, init: RequestInit, read: (response: Response) => Promise<T>): Promise<ApiResult<T>> {
  try {
    const response = await fetch(new URL(path, document.baseURI), { ...init, headers: { ...init.headers, ...tokenHeaders() } });
    if (response.ok) return { kind: "ok", value: await read(response) };
    const { error } = (await response.json()) as ErrorBody;
    return { kind: "refused", code: error.code, message: error.message };
  } catch {
    // fetch throws where no server answers, and json() where something else than Wenbao answered.
    return { kind: "unreachable" };
  }
}
