import type { FigureCell } from "../../retrieve/figures/measures.ts";
import { unitsAgree } from "../compose/comparability.ts";
import type { ComposeContext, DraftBuilder } from "../draft.ts";
import { MOST_ROWS, tellMore } from "../limits.ts";
import { figureMeasure, periodPiece, told, withMarker } from "../pieces.ts";
import type { Outcome } from "./tell-figures.ts";

/** One part alone is not each of them. */
const LEAST_PARTS = 2;

/** 各校区占地多少亩: what is given of each part, in the report's order, behind the number of the whole; null where no parts are given. */
export function tellEachPart(context: ComposeContext, draft: DraftBuilder, cell: FigureCell): Outcome | null {
  const { wording, parsed } = context;
  const given = cell.parts ?? [];
  const [first] = given;
  if (parsed.partsNoun === undefined || first === undefined) return null;
  const parts = given.filter(({ unit, kind }) => unitsAgree(unit, first.unit) && kind === first.kind).toSorted((a, b) => a.source.start - b.source.start);
  if (parts.length < LEAST_PARTS) return null;
  const [whole] = cell.subjectBound ? [] : cell.direct;
  if (whole !== undefined) draft.state(wording.value(told(context, draft.show(whole))));
  parts.slice(0, MOST_ROWS).forEach((figure, index) => {
    const shown = draft.show(figure);
    if (index === 0 && whole === undefined) draft.state(wording.value(told(context, shown)));
    else draft.state(wording.row({ owner: figureMeasure(context, shown), period: periodPiece(shown), figure: withMarker(shown) }));
  });
  tellMore(context, draft, parts.length);
  return "told";
}
