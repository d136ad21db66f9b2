import type { IndicatorId } from "../../domain/ids.ts";
import type { Indicator } from "../../domain/indicator.ts";
import type { Span } from "../../domain/span.ts";
import { cueFile } from "../cues.ts";
import type { Draft } from "../draft.ts";
import type { Found, FoundOf } from "../reading.ts";
import { coverFound, findResidue } from "../residue.ts";

/** What a name is taken for once the words around it are weighed: a lexicon entry, or open words that no entry covers. */
export type Weighed =
  | { readonly kind: "entry"; readonly item: FoundOf<"indicator"> }
  | { readonly kind: "open"; readonly words: string; readonly item: Found | null };

const transparent = new Set(cueFile.transparent);

export const HAN = /[\u4e00-\u9fff]/;

/** Content words around names: cues that are part of a measure (比例, 面积) do not hide them. */
export function openPieces(draft: Draft): Span[] {
  const covered = coverFound(draft.reading.text, draft.found, (item) => !(item.kind === "cue" && transparent.has(item.cue)));
  return findResidue(draft.reading.text, covered);
}

export const textOf = (draft: Draft, span: Span): string => draft.reading.text.slice(span.start, span.end);

/** The entries that bear exactly this name. */
export function exactMatch(draft: Draft, name: string): readonly IndicatorId[] | null {
  const match = draft.reading.lexicon.aliases.find(name, ["zh", "ask", "en"]).find((found) => found.start === 0 && found.end === name.length);
  return match?.indicatorIds ?? null;
}

/** The first entry that bears one of the names. */
export function firstEntry(draft: Draft, names: readonly string[]): Indicator | undefined {
  for (const name of names) {
    const entry = entriesOf(draft, exactMatch(draft, name) ?? [])[0];
    if (entry !== undefined) return entry;
  }
  return undefined;
}

export const entriesOf = (draft: Draft, ids: readonly IndicatorId[]): Indicator[] => ids.flatMap((id) => draft.reading.lexicon.indicator(id) ?? []);
