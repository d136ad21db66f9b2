import type { Figure } from "../../domain/figure.ts";
import { toldLists } from "../../retrieve/working/told-lists.ts";
import { compareDecimals } from "../../text/decimal.ts";
import { type ComposeContext, type DraftBuilder, labelOf } from "../draft.ts";
import { commonPeriod, figureMeasure, withMarker } from "../pieces.ts";
import { claimedFigures, numbersOf } from "./claimed.ts";

/** A printed number and what the report gives as its parts, all of one unit. */
interface ToldSum {
  readonly whole: Figure;
  readonly parts: readonly Figure[];
}

/** Sums that one answer adds up. */
const MOST_SUMS = 3;
/** Parts that the question itself gives the numbers of. */
const SURE_PARTS = 2;

/**
 * 84项奖，各级相加对得上吗: a printed whole against its printed parts, with the sum. Meant are wholes among `asked` and those whose numbers the
 * question gives. Gives the figures that were told.
 */
export function tellSums(context: ComposeContext, draft: DraftBuilder, figures: readonly Figure[], asked: readonly Figure[]): readonly Figure[] {
  const numbers = numbersOf(context);
  const ids = new Set([...asked, ...claimedFigures(context, figures)].map(({ id }) => id));
  const meant = toldSums(context, figures).filter(
    ({ whole, parts }) => ids.has(whole.id) || (numbers.has(whole.value) && parts.filter(({ value }) => numbers.has(value)).length >= SURE_PARTS),
  );
  return meant.slice(0, MOST_SUMS).flatMap((sum) => (tellSum(context, draft, sum) ? [sum.whole, ...sum.parts] : []));
}

function toldSums({ evidence }: ComposeContext, figures: readonly Figure[]): readonly ToldSum[] {
  return toldLists(figures, evidence.readText).flatMap(({ total, items }) => {
    const parts = items.map(({ figure }) => figure);
    return total !== null && parts.every(({ unit, qualifier }) => unit === total.unit && qualifier === "exact") ? [{ whole: total, parts }] : [];
  });
}

function tellSum(context: ComposeContext, draft: DraftBuilder, { whole, parts }: ToldSum): boolean {
  const { wording } = context;
  const printed = draft.show(whole);
  const operands = parts.map((part) => draft.printed(part));
  const made = draft.compute({
    owner: printed.owner,
    label: labelOf(context.lexicon, whole),
    formula: { op: "sum" },
    operands,
    unit: whole.unit,
    quantityKind: whole.kind,
    period: commonPeriod(parts),
  });
  if (made === null) return false;
  for (const part of parts) draft.show(part);
  const formula = { kind: "formula", figure: made } as const;
  if (compareDecimals(made.value, whole.value) === 0) {
    draft.state(wording.auditHolds(formula, withMarker(printed)));
    return true;
  }
  const differs = wording.inconsistent(wording.owner(printed.owner), figureMeasure(context, printed), withMarker(printed), formula);
  draft.state(differs);
  draft.limit("inconsistent", differs);
  return true;
}
