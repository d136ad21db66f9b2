import type { Span } from "./span.ts";

/** A flaw in an input, told as data. `code` is stable; `message` is for a person (English; the CLI and page may word it from the code). */
export interface Issue {
  readonly code: string;
  readonly severity: "note" | "warning" | "error";
  readonly message: string;
  readonly span?: Span;
  /** What the message tells besides its code (sizes, names), so that it can be worded in another language. */
  readonly values?: MessageValues;
}

/** Parts of a message by name: shown as they are, whatever the language. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** A failure that a person can act on. `code` is stable, `safeMessage` may be shown to a client; `message` and `cause` may not. */
export class AppError extends Error {
  readonly code: string;
  readonly safeMessage: string;
  readonly values: MessageValues;
  constructor(code: string, safeMessage: string, options?: { readonly cause?: unknown; readonly detail?: string; readonly values?: MessageValues }) {
    super(
      options?.detail === undefined ? safeMessage : `${safeMessage} (${options.detail})`,
      options?.cause === undefined ? undefined : { cause: options.cause },
    );
    this.name = "AppError";
    this.code = code;
    this.safeMessage = safeMessage;
    this.values = options?.values ?? {};
  }
}
