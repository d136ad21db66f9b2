import { compareDecimals } from "../../text/decimal.ts";
import { type ComposeContext, createDraft, type Draft } from "../draft.ts";
import { discloseSlots, distinctValues, told } from "../pieces.ts";
import { computeCell, tellComputed } from "../tell/tell-computed.ts";
import { tellConflicts } from "../tell/tell-figures.ts";
import { intervalOf } from "./comparability.ts";
import { latestCells } from "./contenders.ts";
import { meets } from "./thresholds.ts";

/** The share of a plan that was carried out. */
const FULFILMENT = /完成率$/;
const WHOLE = "100";

/**
 * 招生完成计划了吗: decided by the share of the plan that was carried out, as printed or from what was planned and done; null where one school is
 * not asked so, or gives neither. A limit of the question's own goes before the plan.
 */
export function composeFulfilled(context: ComposeContext): Draft | null {
  const { evidence, parsed, wording } = context;
  const share = evidence.measures.find(({ measure }) => measure.kind === "share" && FULFILMENT.test(measure.entry?.zh ?? ""));
  if (parsed.intent !== "exists" || share === undefined || parsed.threshold !== null || parsed.premise !== null) return null;
  const draft = createDraft(context);
  let decided = 0;
  const cells = latestCells(share.cells);
  for (const cell of cells) {
    const [first, ...others] = distinctValues(cell.direct);
    if (first !== undefined) {
      const about = told(context, draft.show(first));
      const verdict = meets(intervalOf(first), ">=", WHOLE);
      draft.state(verdict === "yes" ? wording.yesFigure(about) : verdict === "no" ? wording.noFigure(about) : wording.undecidedFigure(about));
      tellConflicts(context, draft, first, others);
      decided += 1;
      continue;
    }
    const made = computeCell(context, draft, cell);
    if (made === null) continue;
    draft.state(compareDecimals(made.value, WHOLE) >= 0 ? wording.plainYes() : wording.plainNo());
    tellComputed(context, draft, cell);
    decided += 1;
  }
  if (decided === 0) return null;
  discloseSlots(context, draft);
  return draft.finish({ status: decided === cells.length ? "answered" : "partial" });
}
