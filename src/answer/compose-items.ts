import { compareDecimals } from "../text/decimal.ts";
import { unitsAgree } from "./comparability.ts";
import { latestCells } from "./compose-compare.ts";
import { composeLookup } from "./compose-lookup.ts";
import { type ComposeContext, createDraft, type Draft } from "./draft.ts";
import { discloseSlots, figureMeasure, periodPiece, told, withMarker } from "./pieces.ts";

/** Ranks several indicators of one owner, best first ("哪项满意度最高"); those in another unit cannot take part. */
export function composeItems(context: ComposeContext): Draft {
  const { evidence, parsed, wording } = context;
  const figures = evidence.measures.flatMap((measure) => latestCells(measure.cells).flatMap((cell) => cell.direct.slice(0, 1)));
  const [first] = figures;
  if (first === undefined || figures.length < 2 || figures.some((figure) => !unitsAgree(figure.unit, first.unit) || figure.kind !== first.kind))
    return composeLookup(context);
  const draft = createDraft(context);
  const sign = parsed.direction === "min" ? 1 : -1;
  const ordered = figures.toSorted((a, b) => sign * compareDecimals(a.value, b.value));
  ordered.forEach((figure, index) => {
    const shown = draft.show(figure);
    if (index === 0) draft.state(wording.value(told(context, shown)));
    if (index > 0) draft.state(wording.row({ owner: figureMeasure(context, shown), period: periodPiece(shown), figure: withMarker(shown) }));
  });
  const silent = evidence.measures.length - figures.length;
  discloseSlots(context, draft);
  return draft.finish({ status: silent > 0 ? "partial" : "answered" });
}
