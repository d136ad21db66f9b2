import type { Figure, QuantityKind } from "../../domain/figure.ts";
import { addDecimals, compareDecimals } from "../../text/decimal.ts";
import { unitsAgree } from "../compose/comparability.ts";
import type { ComposeContext, DraftBuilder } from "../draft.ts";
import { type IndicatorLabel, joinParts, type Part, type PrintedFigure, type ShownFigure } from "../parts.ts";
import { commonPeriod, figureMeasure, withMarker } from "../pieces.ts";

/** An operation whose operands are found: `left` and `right` put together each. */
export interface FoundOperation {
  readonly op: "sum" | "mean" | "median" | "share" | "difference" | "multiple" | "each" | "order";
  readonly left: readonly Figure[];
  readonly right: readonly Figure[];
  readonly direction: "max" | "min";
  /** Each of the left is worked with alone. */
  readonly apart?: boolean;
  /** Words of those of the left that the report does not give. */
  readonly lacking?: readonly string[];
  /** Operands of which the report gives several values, each with the one that is worked with first. */
  readonly rivals?: readonly (readonly Figure[])[];
}

/** One side of an operation: its figures added up, or the only one. */
export interface Side {
  readonly shown: ShownFigure;
  readonly printed: readonly PrintedFigure[];
  readonly name: readonly Part[];
}

export const ADDS_UP: ReadonlySet<QuantityKind> = new Set<QuantityKind>(["count", "amount", "area"]);

const WHOLE = "100";

/** Shares of one sentence that come to no more than the whole are parts of it. */
export function arePartsOfOne(figures: readonly Figure[]): boolean {
  const [first] = figures;
  return (
    first !== undefined &&
    figures.every(
      ({ kind, unit, reportId, source }) =>
        kind === "share" && unit === "%" && reportId === first.reportId && source.context.start === first.source.context.start,
    ) &&
    compareDecimals(figures.map(({ value }) => value).reduce(addDecimals, "0"), WHOLE) <= 0
  );
}

export function sideOf(context: ComposeContext, draft: DraftBuilder, figures: readonly Figure[]): Side | null {
  const printed = figures.map((figure) => draft.printed(figure));
  const [first] = printed;
  if (first === undefined) return null;
  const { wording } = context;
  const names = printed.map((shown) => figureMeasure(context, shown));
  if (printed.length === 1) return { shown: first, printed, name: wording.named(names[0] ?? [], withMarker(first)) };
  if (!addUp(figures)) return null;
  const made = draft.derive(
    {
      owner: first.owner,
      label: labelOf(printed, "+"),
      formula: { op: "sum" },
      operands: printed,
      unit: unitOfSum(figures),
      quantityKind: first.figure.kind,
      period: commonPeriod(figures),
    },
    "last",
  );
  return made === null ? null : { shown: made, printed, name: wording.named(joinParts(names, "+"), { kind: "figure", figure: made }) };
}

/** 11家 and 3个 are 14个. */
export function unitOfSum(figures: readonly Figure[]): string {
  const units = new Set(figures.map(({ unit }) => unit));
  const [only = ""] = units;
  return units.has("人次") ? "人次" : units.size > 1 ? "个" : only;
}

export const addUp = (figures: readonly Figure[]): boolean => {
  const [first] = figures;
  return first !== undefined && ADDS_UP.has(first.kind) && figures.every(({ unit, kind }) => kind === first.kind && agree(unit, first.unit));
};

const PEOPLE = new Set(["人", "人次"]);
export const agree = (a: string, b: string): boolean => unitsAgree(a, b) || (PEOPLE.has(a) && PEOPLE.has(b));
export const unitOf = (shown: ShownFigure): string => (shown.kind === "printed" ? shown.figure.unit : shown.unit);
export const kindOf = (shown: ShownFigure): QuantityKind => (shown.kind === "printed" ? shown.figure.kind : shown.quantityKind);

export function labelOf(printed: readonly PrintedFigure[], sign: string): IndicatorLabel {
  return {
    id: null,
    name: printed.map(({ label }) => label.name).join(sign),
    nameEn: printed.map(({ label }) => label.nameEn).join(` ${sign} `),
    from: printed.every(({ label }) => label.from === "lexicon") ? "lexicon" : "report",
  };
}
