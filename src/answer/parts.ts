import type { Figure, Period, Qualifier, QuantityKind } from "../domain/figure.ts";
import type { IndicatorId, ReportId } from "../domain/ids.ts";
import type { Owner } from "../domain/report.ts";
import type { Formula } from "./formula.ts";

/** The name of what is measured. `from` says what vouches for digits in it: the lexicon, the report's words, or the question's. */
export interface IndicatorLabel {
  readonly id: IndicatorId | null;
  readonly name: string;
  readonly nameEn: string;
  readonly from: "lexicon" | "report" | "question";
}

/** A figure as a report prints it. */
export interface PrintedFigure {
  readonly kind: "printed";
  readonly figure: Figure;
  readonly owner: Owner;
  readonly label: IndicatorLabel;
  /** Number of its citation, from 1; null for one that is counted or ranked beyond the rows that are told. */
  readonly citation: number | null;
}

/** The result of a shown formula over other figures. */
export interface DerivedFigure {
  readonly kind: "derived";
  readonly owner: Owner | null;
  readonly label: IndicatorLabel;
  readonly value: string;
  readonly unit: string;
  readonly quantityKind: QuantityKind;
  readonly qualifier: Qualifier;
  readonly period: Period;
  readonly denominator: string | null;
  readonly formula: Formula;
  readonly operands: readonly ShownFigure[];
}

export type ShownFigure = PrintedFigure | DerivedFigure;

/**
 * A piece of an answer. Each number of an answer is in a part that says where it comes from; `text` may hold no digit, and the
 * number gate checks every other part against its source before anything is rendered.
 */
export type Part =
  /** Our own wording. */
  | { readonly kind: "text"; readonly text: string }
  /** A figure: as printed, with its full value where the language needs it. */
  | { readonly kind: "figure"; readonly figure: ShownFigure }
  /** The formula of a derived figure with its result: "83 ÷ 164 × 100% = 50.61%". */
  | { readonly kind: "formula"; readonly figure: DerivedFigure }
  | { readonly kind: "marker"; readonly citation: number }
  /** Words of the question. */
  | { readonly kind: "echo"; readonly text: string }
  | { readonly kind: "owner"; readonly owner: Owner; readonly form: "name" | "nameEn" }
  | { readonly kind: "indicator"; readonly label: IndicatorLabel; readonly form: "name" | "nameEn" }
  /** A sub-group or subject in the report's words. */
  | { readonly kind: "words"; readonly text: string; readonly reportId: ReportId }
  | { readonly kind: "period"; readonly period: Period; readonly reportId: ReportId }
  /** A year of the catalogue. */
  | { readonly kind: "year"; readonly year: number }
  | { readonly kind: "title"; readonly reportId: ReportId }
  | { readonly kind: "section"; readonly reportId: ReportId; readonly path: readonly string[] }
  /** How many owners or reports of the catalogue. */
  | { readonly kind: "count"; readonly value: number; readonly of: "owners" | "reports" }
  /** How many figures are told, each of them cited. */
  | { readonly kind: "tally"; readonly of: readonly PrintedFigure[] }
  /** A place in a ranking of owners, from 1. */
  | { readonly kind: "rank"; readonly rank: number }
  /** Exactly what a citation covers, page break left out. */
  | { readonly kind: "quote"; readonly citation: number }
  /** Dictionary help of a lexicon entry. */
  | { readonly kind: "definition"; readonly indicatorId: IndicatorId };

/** What may stand in a `say` template. A bare string becomes a text part, so a digit in it stops the answer. */
export type Piece = string | Part | readonly Part[];

/** Joins literal wording and parts: say`${owner}的${indicator}为${figure}。` */
export function say(strings: TemplateStringsArray, ...pieces: readonly Piece[]): readonly Part[] {
  return strings.flatMap((literal, index) => {
    const piece = pieces[index];
    return [...(literal === "" ? [] : [text(literal)]), ...(piece === undefined ? [] : toParts(piece))];
  });
}

/** A text part. */
export function text(value: string): Part {
  return { kind: "text", text: value };
}

export function toParts(piece: Piece): readonly Part[] {
  if (typeof piece === "string") return piece === "" ? [] : [text(piece)];
  return isPartList(piece) ? piece : [piece];
}

function isPartList(piece: Part | readonly Part[]): piece is readonly Part[] {
  return Array.isArray(piece);
}

/** Joins lists of parts with a separator. */
export function joinParts(lists: readonly Piece[], separator: string): readonly Part[] {
  return lists.flatMap((piece, index) => (index === 0 ? toParts(piece) : [text(separator), ...toParts(piece)]));
}
