import type { ErrorBody } from "../contract/errors.ts";
import type { Refusal, RemovedEntry, TakenIn, UploadEvent, UploadResult } from "../contract/manage.ts";
import { type ApiResult, requestJsonQuietly } from "./api.ts";
import { eventReader } from "./event-reader.ts";
import { tokenHeaders } from "./token.ts";

/** What administrators do; all of it takes their token. */

export interface Upload {
  readonly file: File;
  /** Under which it is kept: a file of the same name is replaced. */
  readonly name: string;
  /** "" = as the text says. */
  readonly school: string;
  readonly year: string;
}

export type UploadOutcome = { readonly kind: "done"; readonly result: UploadResult } | { readonly kind: "failed"; readonly code: string };

export const fetchRemoved = (): Promise<ApiResult<{ readonly removed: readonly RemovedEntry[] }>> => requestJsonQuietly("api/reports/removed");

export const removeReport = (id: string): Promise<ApiResult<unknown>> => requestJsonQuietly(pathOf(id), { method: "DELETE" });

export const restoreReport = (id: string): Promise<ApiResult<unknown>> => requestJsonQuietly(`${pathOf(id)}/restore`, { method: "POST" });

/** Null takes back what was set by hand. */
export const setIdentity = (id: string, identity: { readonly school?: string | null; readonly year?: number | null }): Promise<ApiResult<TakenIn>> =>
  requestJsonQuietly(pathOf(id), { method: "PATCH", headers: { "Content-Type": "application/json" }, body: JSON.stringify(identity) });

const pathOf = (id: string): string => `api/reports/${encodeURIComponent(id)}`;

/** Sends a file and tells how far its reading is. */
export async function uploadReport({ file, name, school, year }: Upload, onEvent: (event: UploadEvent) => void): Promise<UploadOutcome> {
  const query = new URLSearchParams({ name });
  if (school !== "") query.set("school", school);
  if (year !== "") query.set("year", year);
  try {
    const headers = { ...tokenHeaders(), Accept: "text/event-stream", "Content-Type": "application/octet-stream" };
    const response = await fetch(new URL(`api/reports?${query}`, document.baseURI), { method: "PUT", headers, body: file });
    if (!response.ok) return { kind: "failed", code: ((await response.json()) as ErrorBody).error.code };
    return await lastOf(response, onEvent);
  } catch {
    return { kind: "failed", code: "unreachable" };
  }
}

async function lastOf(response: Response, onEvent: (event: UploadEvent) => void): Promise<UploadOutcome> {
  let outcome: UploadOutcome = { kind: "failed", code: "unreachable" };
  const take = eventReader(({ event, data }) => {
    const told = { event, data: JSON.parse(data) } as UploadEvent;
    onEvent(told);
    if (told.event === "done") outcome = { kind: "done", result: told.data };
    if (told.event === "error") outcome = { kind: "failed", code: told.data.code };
  });
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) take(decoder.decode(part.value, { stream: true }));
  return outcome;
}

/** The refusal in the interface's language; there are Chinese and English ones. */
export const refusalText = (refusal: Pick<Refusal, "message" | "messageZh">, language: "zh" | "en"): string =>
  language === "zh" ? refusal.messageZh : refusal.message;
