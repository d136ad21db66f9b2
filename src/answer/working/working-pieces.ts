import type { Figure } from "../../domain/figure.ts";
import type { ToldItem } from "../../retrieve/working/list-sums.ts";
import type { Working } from "../../retrieve/working/working.ts";
import { sharesPair } from "../../text/pairs.ts";
import type { ComposeContext, Draft, DraftBuilder } from "../draft.ts";
import type { Part, Piece, PrintedFigure } from "../parts.ts";
import { figureMeasure, withMarker } from "../pieces.ts";

/** Found numbers that are items of one list. */
export type Listed = Extract<Working, { readonly list: unknown }>;
/** A part with the sides of its whole. */
export type Sided = Extract<Working, { readonly kind: "side" }>;
/** Two numbers, one set against the other. */
export type Paired = Exclude<Working, Listed | Sided>;

/** The item by the name of its indicator, or by the report's own words where no entry covers it. */
export function itemPiece(context: ComposeContext, shown: PrintedFigure, { name, figure }: ToldItem): readonly Part[] {
  // 送教学生 read as 服务三农: a name that has nothing of the report's words is not told.
  return figure.indicator.id === null || !sharesPair(name, `${shown.label.name}${figure.population ?? ""}${figure.subject ?? ""}`)
    ? [{ kind: "words", text: name, reportId: figure.reportId }]
    : figureMeasure(context, shown);
}

export const wordsPiece = ({ name, figure }: ToldItem): Piece => ({ kind: "words", text: name, reportId: figure.reportId });

export function tellVague(context: ComposeContext, draft: DraftBuilder, shown: readonly PrintedFigure[]): void {
  const vague = shown.filter(({ figure }) => figure.qualifier !== "exact");
  if (vague.length === 0) return;
  const parts = context.wording.approximate(vague.map(withMarker));
  draft.state(parts);
  draft.limit("approximate", parts);
}

export const namesOf = (items: readonly ToldItem[]): string => items.map(({ name }) => name).join("+");

/** Whether the numbers that an answer was computed from are those that the question's own words name. */
export function restsOn(draft: Draft, figures: readonly Figure[]): boolean {
  const shown = new Set(draft.figures.flatMap((one) => (one.kind === "printed" ? [one.figure.id] : [])));
  return figures.every(({ id }) => shown.has(id));
}
