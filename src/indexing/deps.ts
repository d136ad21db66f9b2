import { createHash } from "node:crypto";
import type { Correction } from "../audit/corrections.ts";
import type { Figure } from "../domain/figure.ts";
import type { Embedder, Segmenter } from "../domain/ports.ts";
import type { Report } from "../domain/report.ts";
import type { SourceFiles } from "../ingest/discover.ts";
import { READER_VERSION } from "../ingest/read-report.ts";
import { VOCABULARY_TEXT } from "../ingest/vocabulary.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import type { Store } from "../store/store.ts";

/** All that reading reports into an index needs. */
export interface IngestDeps {
  readonly store: Store;
  readonly embedder: Embedder;
  /** The one that the store was opened with; its id is part of what decides whether a file is read again. */
  readonly segmenter: Segmenter;
  readonly lexicon: Lexicon;
  readonly extractFigures: (
    report: Report,
    lexicon: Lexicon,
  ) => { readonly figures: readonly Figure[]; readonly leftOut: readonly { readonly reason: string }[] };
  /** What people set right by hand: it goes over what is read, and a change of it reads the report again. */
  readonly corrections?: readonly Correction[];
  /** The real file system unless given. */
  readonly files?: SourceFiles;
}

/** Changes with all that decides what is written for the same bytes. */
export function fingerprintOf({ embedder, lexicon, segmenter }: Pick<IngestDeps, "embedder" | "lexicon" | "segmenter">): string {
  return sha256(String(READER_VERSION), VOCABULARY_TEXT, lexicon.hash, segmenter.id, JSON.stringify(embedder.identity)).slice(0, 16);
}

/** SHA-256 over the parts one after another, hexadecimal. */
export function sha256(...parts: readonly (string | Uint8Array)[]): string {
  const sum = createHash("sha256");
  for (const part of parts) sum.update(part);
  return sum.digest("hex");
}
