import type { QuantityKind } from "../domain/figure.ts";
import type { IndicatorId, OwnerId } from "../domain/ids.ts";
import type { Mention, PeriodQuery, Yardstick } from "../domain/question.ts";
import type { Span } from "../domain/span.ts";
import type { AliasMatch } from "../lexicon/alias-index.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import type { MappedText } from "../text/mapped-text.ts";
import type { Quantity } from "../text/quantities.ts";
import type { OwnerIndex } from "./owners/owner-index.ts";

/** What a detector proposes. Spans count units of the mapped text. */
export type Found = Span & { readonly rule: string } & (
    | { readonly kind: "owner"; readonly ownerIds: readonly OwnerId[]; readonly how: Mention["how"]; readonly member?: string }
    | { readonly kind: "unknown_owner"; readonly how: Mention["how"] }
    | { readonly kind: "indicator"; readonly ids: readonly IndicatorId[]; readonly from: AliasMatch["from"] }
    | { readonly kind: "period"; readonly query: PeriodQuery | null; readonly next: boolean; readonly back?: number }
    | { readonly kind: "quantity"; readonly quantity: Quantity }
    | { readonly kind: "cue"; readonly cue: string; readonly pieces: readonly Span[] }
    | { readonly kind: "yardstick"; readonly yardstick: Yardstick }
    | { readonly kind: "unit"; readonly unit: string; readonly unitKind: QuantityKind }
    | { readonly kind: "top"; readonly top: number }
    | { readonly kind: "subject"; readonly subject: string }
    | { readonly kind: "population"; readonly population: string }
  );

export type FoundOf<Kind extends Found["kind"]> = Extract<Found, { readonly kind: Kind }>;

/** The question as the detectors see it, with all that was found before them. */
export interface Reading {
  readonly question: string;
  readonly mapped: MappedText;
  /** Folded and mended text of the question; found spans point into it. */
  readonly text: string;
  readonly lexicon: Lexicon;
  readonly owners: OwnerIndex;
  readonly found: readonly Found[];
}

/** A step that proposes: it sees the reading and returns what it adds. */
export type Detector = (reading: Reading) => readonly Found[];

/** All findings of one kind, in order of proposal. */
export function ofKind<Kind extends Found["kind"]>(found: readonly Found[], kind: Kind): FoundOf<Kind>[] {
  return found.filter((item): item is FoundOf<Kind> => item.kind === kind);
}

/** Whether a cue list matched anywhere. */
export function hasCue(found: readonly Found[], ...ids: readonly string[]): boolean {
  return found.some((item) => item.kind === "cue" && ids.includes(item.cue));
}
