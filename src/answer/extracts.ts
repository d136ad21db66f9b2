import type { Owner, Passage } from "../domain/report.ts";
import { coverSpans, type Span } from "../domain/span.ts";
import { passageSentences } from "../retrieve/highlights.ts";
import { shareHeld } from "../retrieve/word-groups.ts";
import { foldText } from "../text/fold.ts";
import { splitAtBreaks, trimSpan } from "./citations.ts";
import type { ComposeContext, DraftBuilder } from "./draft.ts";
import { type Part, say } from "./parts.ts";

/** Something of a report that may be quoted. */
export interface Extract {
  readonly owner: Owner;
  readonly passage: Passage;
  readonly parts: readonly Span[];
  /** What stands between the parts when they are read out. */
  readonly joint: "" | " ";
}

/** A sentence of a passage with its folded text, blanks left out. */
export interface ReadSentence {
  readonly extract: Extract;
  readonly words: string;
}

/** The sentences of a passage in order, ready to be quoted; nothing for a report that may not be seen. */
export function readSentences(context: ComposeContext, passage: Passage): readonly ReadSentence[] {
  const owner = context.evidence.catalogue.reportsById.get(passage.reportId)?.owner;
  if (owner === undefined) return [];
  const text = context.evidence.readText(passage.reportId);
  return passageSentences(text, passage).flatMap((sentence) => {
    const parts = sentence.parts.flatMap((span) => (span.end > span.start ? splitAtBreaks(text, trimSpan(text, span)) : []));
    const words = foldText(sentence.text).replace(/\s+/g, "");
    return parts.length === 0 || words === "" ? [] : [{ extract: { owner, passage, parts, joint: "" as const }, words }];
  });
}

/** How much of what the question asks about stands in the headings above a passage, 0…1. */
export function headingShare(context: ComposeContext, passage: Passage): number {
  return shareHeld(foldText(passage.sectionPath.join(" ")), context.evidence.topics);
}

/** The direct quotation first, then the rest, each under its school (when several) and section. */
export function tellExtracts(context: ComposeContext, draft: DraftBuilder, extracts: readonly Extract[]): void {
  const { wording } = context;
  const several = new Set(extracts.map((extract) => extract.owner.id)).size > 1;
  extracts.forEach((extract, index) => {
    const quote = quotePiece(draft, extract);
    const section: Part = { kind: "section", reportId: extract.passage.reportId, path: extract.passage.sectionPath };
    const owner = wording.owner(extract.owner);
    if (index === 0) draft.state(wording.quoteDirect(owner, quote));
    else draft.state(several ? wording.extractOf(owner, section, quote) : wording.extract(section, quote));
  });
}

/** A quotation with its marker. */
export function quotePiece(draft: DraftBuilder, extract: Extract): readonly Part[] {
  const citation = draft.cite(extract.passage.reportId, extract.parts, extract.joint);
  return say`“${{ kind: "quote", citation }}”${{ kind: "marker", citation }}`;
}

/** Keeps the first of extracts that overlap. */
export function withoutOverlap(extracts: readonly Extract[]): readonly Extract[] {
  return extracts.filter((extract, index) => {
    const cover = coverSpans(extract.parts);
    return !extracts.slice(0, index).some((earlier) => {
      const other = coverSpans(earlier.parts);
      return earlier.passage.reportId === extract.passage.reportId && cover.start < other.end && other.start < cover.end;
    });
  });
}
