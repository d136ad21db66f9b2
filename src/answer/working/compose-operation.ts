import type { Figure } from "../../domain/figure.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder } from "../draft.ts";
import { joinParts } from "../parts.ts";
import { discloseSlots, distinctValues, figureMeasure, told } from "../pieces.ts";
import { tellConflicts } from "../tell/tell-figures.ts";
import { ADDS_UP, arePartsOfOne, type FoundOperation } from "./operation-sides.ts";
import { tellLimits, tellOrder, tellRow, tellSides } from "./tell-operation.ts";

/** What comes of the figures that the question names, with its formula and each operand cited; null where they cannot be worked with so. */
export function composeOperation(context: ComposeContext, found: FoundOperation): Draft | null {
  const draft = createDraft(context);
  const isRates = found.op === "sum" && found.left.length > 1 && found.left.every(({ kind }) => !ADDS_UP.has(kind));
  if (isRates && !arePartsOfOne(found.left)) return refuseSum(context, draft, found);
  const done =
    found.op === "order"
      ? tellOrder(context, draft, found)
      : found.right.length === 0 && found.apart !== true
        ? tellRow(context, draft, found)
        : oneByOne(found).every((one) => tellSides(context, draft, one));
  if (!done) return null;
  const printed = draft.shown().flatMap((shown) => (shown.kind === "printed" ? [shown] : []));
  tellLimits(context, draft, printed);
  for (const [figure, ...others] of found.rivals ?? []) if (figure !== undefined) tellConflicts(context, draft, figure, distinctValues(others));
  const lacking = found.lacking ?? [];
  tellLacking(context, draft, lacking);
  discloseSlots(context, draft);
  return draft.finish({ status: lacking.length > 0 ? "partial" : "answered" });
}

/** Each of a row by itself where each is asked for: 升学、就业各占多少. */
const oneByOne = (found: FoundOperation): readonly FoundOperation[] =>
  found.apart === true ? found.left.map((figure) => ({ ...found, left: [figure] })) : [found];

/** Rates of unlike things: each is told, and no sum. */
function refuseSum(context: ComposeContext, draft: DraftBuilder, { left }: FoundOperation): Draft {
  const { wording } = context;
  const printed = left.map((figure) => draft.show(figure));
  const parts = wording.sharesDoNotAdd(
    joinParts(
      printed.map((shown) => figureMeasure(context, shown)),
      wording.language === "zh" ? "、" : ", ",
    ),
  );
  draft.state(parts);
  draft.limit("not_comparable", parts);
  for (const shown of printed) draft.state(wording.value(told(context, shown)));
  discloseSlots(context, draft);
  return draft.finish({ status: "partial" });
}

/** Some operands are given, and some not: what there is, and what lacks, and no result. */
export function composeLacking(context: ComposeContext, figures: readonly Figure[], lacking: readonly string[]): Draft {
  const { wording } = context;
  const draft = createDraft(context);
  for (const figure of figures) draft.state(wording.value(told(context, draft.show(figure))));
  tellLacking(context, draft, lacking);
  discloseSlots(context, draft);
  return draft.finish({ status: "partial" });
}

function tellLacking({ wording, evidence }: ComposeContext, draft: DraftBuilder, lacking: readonly string[]): void {
  const [owner] = evidence.owners;
  for (const words of lacking) {
    const parts = wording.operandUnfound(owner === undefined ? "" : wording.owner(owner), { kind: "echo", text: words });
    draft.state(parts);
    draft.limit("missing", parts);
  }
}
