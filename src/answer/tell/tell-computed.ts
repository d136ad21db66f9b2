import type { Indicator } from "../../domain/indicator.ts";
import type { FigureCell } from "../../retrieve/figures/measures.ts";
import type { Operands } from "../../retrieve/figures/operands.ts";
import { conversionFor } from "../conversions.ts";
import { type ComposeContext, type DerivedInput, type DraftBuilder, labelOf } from "../draft.ts";
import type { Formula } from "../formula.ts";
import type { DerivedFigure, IndicatorLabel, Part, PrintedFigure, ShownFigure } from "../parts.ts";
import { withMarker } from "../pieces.ts";

const FORMULAS: Readonly<Record<string, Formula>> = {
  share: { op: "percent" },
  average: { op: "quotient" },
  ratio: { op: "quotient" },
  rest: { op: "difference" },
};

/**
 * What is not printed, computed from its printed operands and marked so: 升学504人, 毕业生728人 → 69.23%. A ratio of two
 * numbers is only `part` of an answer: which staff a school divides by is its own choice. `beside`: the value has been told beside a printed one.
 */
export function tellComputed(
  context: ComposeContext,
  draft: DraftBuilder,
  cell: FigureCell,
  place: "lead" | "last" | "beside" = "lead",
): "told" | "part" | "none" {
  const { wording } = context;
  const { operands } = cell;
  const input = operands === null ? null : toInput(context, draft, cell, operands);
  const made = input === null ? null : draft.derive(input.derived, "last");
  if (operands === null || input === null || made === null) return "none";
  const { first, second } = input;
  const { label } = made;
  if (place === "lead") draft.putFirst([made]);
  for (const shown of [first, second]) draft.show(shown.figure);
  const name = (shown: PrintedFigure): readonly Part[] => wording.named(wording.indicator(shown.label), withMarker(shown));
  const [owner, value] = [wording.owner(cell.owner), { kind: "figure", figure: made } as const];
  if (operands.wanting !== undefined) tellWanting(context, draft, operands.wanting, made, second);
  else if (place !== "beside") draft.state(wording.computedValue(owner, wording.indicator(label), value));
  if (operands.kind === "share") draft.state(wording.shareOf(owner, name(first), name(second), value));
  else if (operands.kind === "rest") draft.state(wording.lessPart(owner, name(first), name(second), value));
  else draft.state(wording.perUnit(owner, name(first), name(second), value));
  draft.state(wording.derivedNote({ kind: "formula", figure: made }));
  draft.limit("derived", wording.derivedNote({ kind: "formula", figure: made }));
  const vague = [first, second].filter(({ figure }) => figure.qualifier !== "exact");
  if (vague.length > 0) {
    draft.state(wording.approximate(vague.map(withMarker)));
    draft.limit("approximate", wording.approximate(vague.map(withMarker)));
  }
  if (operands.kind !== "ratio") return "told";
  if (place !== "beside") draft.limit("missing", wording.notReported(owner, wording.indicator(label)));
  return "part";
}

/** A share of another whole than its own is told as such. */
function tellWanting({ wording }: ComposeContext, draft: DraftBuilder, wanting: Indicator, made: DerivedFigure, whole: PrintedFigure): void {
  const base = wording.indicator({ id: wanting.id, name: wanting.zh, nameEn: wanting.en, from: "lexicon" });
  const parts = wording.ofOtherWhole(wording.indicator(made.label), wording.indicator(whole.label), base);
  draft.state(parts);
  draft.limit("missing", parts);
}

/** The same value without listing or telling it; null where it does not follow. */
export function computeCell(context: ComposeContext, draft: DraftBuilder, cell: FigureCell): DerivedFigure | null {
  const input = cell.operands === null ? null : toInput(context, draft, cell, cell.operands);
  return input === null ? null : draft.compute(input.derived);
}

interface ComputedInput {
  readonly first: PrintedFigure;
  readonly second: PrintedFigure;
  readonly derived: DerivedInput;
}

function toInput(context: ComposeContext, draft: DraftBuilder, cell: FigureCell, operands: Operands): ComputedInput | null {
  const formula = FORMULAS[operands.kind];
  if (formula === undefined) return null;
  const { result } = operands;
  const label: IndicatorLabel = { id: result.id, name: result.zh, nameEn: result.en, from: "lexicon" };
  const [first, second] = [draft.printed(operands.top), draft.printed(operands.bottom)];
  const top = operands.kind === "average" ? inUnit(context, draft, first, result.unit) : first;
  const derived = {
    owner: cell.owner,
    label,
    formula,
    operands: [top, second],
    unit: result.unit,
    quantityKind: operands.kind === "rest" ? operands.top.kind : operands.kind,
    period: operands.top.period,
    ...(operands.kind === "share" ? { denominator: second.label.name } : {}),
  };
  return { first, second, derived };
}

/** The figure itself, or its exact conversion, told as such. */
function inUnit(context: ComposeContext, draft: DraftBuilder, shown: PrintedFigure, unit: string): ShownFigure {
  const { figure, owner } = shown;
  const conversion = figure.unit === unit ? null : conversionFor(figure.unit, unit);
  if (conversion === null) return shown;
  const { numerator, denominator } = conversion;
  const formula = { op: "convert", numerator, denominator, unit } as const;
  const made = draft.derive(
    { owner, label: labelOf(context.lexicon, figure), formula, operands: [shown], unit, quantityKind: figure.kind, period: figure.period },
    "last",
  );
  if (made === null) return shown;
  draft.limit("converted", context.wording.converted({ kind: "formula", figure: made }));
  return made;
}
