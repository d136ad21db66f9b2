import type { IngestOptions } from "../build-index.ts";
import type { Config } from "../config.ts";
import type { MessageValues } from "../domain/issue.ts";
import type { IngestEvent } from "../indexing/events.ts";

/** What the process that writes is asked to do. */
export type IngestJob =
  | ({ readonly kind: "ingest" } & Omit<IngestOptions, "onProgress" | "isStopped">)
  | { readonly kind: "remove"; readonly id: string }
  | { readonly kind: "undo"; readonly id: string };

/** `open` comes first, once. */
export type ToWorker =
  | { readonly kind: "open"; readonly config: Config }
  | { readonly kind: "job"; readonly number: number; readonly job: IngestJob }
  | { readonly kind: "stop" };

/** An error on its way between processes: `code` is null for one that nobody expected. */
export interface SentError {
  readonly code: string | null;
  readonly message: string;
  readonly values: MessageValues;
  readonly stack: string;
}

export type FromWorker =
  | { readonly kind: "event"; readonly number: number; readonly event: IngestEvent }
  | { readonly kind: "done"; readonly number: number; readonly value: unknown }
  | { readonly kind: "failed"; readonly number: number; readonly error: SentError };
