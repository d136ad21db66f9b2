import type { Figure } from "../../domain/figure.ts";
import { decimalPlaces } from "../../retrieve/figures/precision.ts";
import { compareDecimals, divideDecimals, multiplyDecimals } from "../../text/decimal.ts";
import { type ComposeContext, type DraftBuilder, labelOf } from "../draft.ts";
import { commonPeriod, withMarker } from "../pieces.ts";

/** A share of fewer things is met by chance. */
const LEAST_WHOLE = "20";

/** 94%跟人数对得上吗: a printed share that follows from two counts of its own sentence, with the quotient. Gives the figures that were told. */
export function tellShares(context: ComposeContext, draft: DraftBuilder, figures: readonly Figure[], asked: readonly Figure[]): readonly Figure[] {
  return asked.flatMap((share) => {
    const pair = share.unit === "%" && share.qualifier === "exact" && share.aspect === "actual" ? countsOf(share, figures) : null;
    return pair === null ? [] : tellShare(context, draft, share, pair);
  });
}

type Pair = readonly [part: Figure, whole: Figure];

/** The only two counts of the share's sentence that it follows from; null where there are none, or more than two. */
function countsOf(share: Figure, figures: readonly Figure[]): Pair | null {
  const beside = figures.filter(
    ({ reportId, source, kind, qualifier, aspect }) =>
      reportId === share.reportId && source.context.start === share.source.context.start && kind === "count" && qualifier === "exact" && aspect === "actual",
  );
  const places = decimalPlaces(share.value);
  const pairs = beside.flatMap((part) =>
    beside.flatMap((whole): readonly Pair[] => {
      if (part.unit !== whole.unit || compareDecimals(part.value, whole.value) >= 0 || compareDecimals(whole.value, LEAST_WHOLE) < 0) return [];
      return compareDecimals(divideDecimals(multiplyDecimals(part.value, "100"), whole.value, places), share.value) === 0 ? [[part, whole]] : [];
    }),
  );
  const [first, ...more] = pairs;
  return more.length === 0 ? (first ?? null) : null;
}

function tellShare(context: ComposeContext, draft: DraftBuilder, share: Figure, [part, whole]: Pair): readonly Figure[] {
  const printed = draft.show(share);
  const made = draft.compute({
    owner: printed.owner,
    label: labelOf(context.lexicon, share),
    formula: { op: "percent" },
    operands: [draft.printed(part), draft.printed(whole)],
    unit: "%",
    quantityKind: "share",
    period: commonPeriod([part, whole]),
  });
  if (made === null) return [];
  for (const figure of [part, whole]) draft.show(figure);
  draft.state(context.wording.auditHolds({ kind: "formula", figure: made }, withMarker(printed)));
  return [share, part, whole];
}
