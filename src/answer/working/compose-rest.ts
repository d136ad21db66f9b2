import { composeLookup } from "../compose/compose-lookup.ts";
import { latestCells } from "../compose/contenders.ts";
import { type ComposeContext, createDraft, type Draft } from "../draft.ts";
import { discloseSlots, figureMeasure, formulaPart, told } from "../pieces.ts";
import { tellConflicts } from "../tell/tell-figures.ts";
import { tellUnknownOwners } from "../tell/tell-gaps.ts";

/** 没就业的占多大比例: a hundred percent less the printed share, for each owner that prints it; else the share is looked up, and its gaps named. */
export function composeRest(context: ComposeContext): Draft {
  const { evidence, wording } = context;
  const [measure] = evidence.measures;
  const cells = measure === undefined ? [] : latestCells(measure.cells);
  if (measure === undefined || cells.every(({ direct }) => direct[0]?.kind !== "share")) return composeLookup(context);
  const draft = createDraft(context);
  tellUnknownOwners(context, draft);
  let made = 0;
  for (const cell of cells) {
    const [figure, ...others] = cell.direct;
    if (figure === undefined || figure.kind !== "share" || figure.unit !== "%" || figure.qualifier !== "exact") continue;
    const shown = draft.printed(figure);
    const rest = draft.derive(
      { owner: cell.owner, label: shown.label, formula: { op: "rest" }, operands: [shown], unit: "%", quantityKind: "share", period: figure.period },
      "last",
    );
    if (rest === null) continue;
    made += 1;
    draft.show(figure);
    draft.state(wording.restOf(wording.owner(cell.owner), figureMeasure(context, shown), { kind: "figure", figure: rest }));
    draft.state(wording.value(told(context, shown)));
    draft.state(wording.derivedNote(formulaPart(rest)));
    draft.limit("derived", wording.derivedNote(formulaPart(rest)));
    tellConflicts(context, draft, figure, others);
  }
  if (made === 0) return composeLookup(context);
  discloseSlots(context, draft);
  return draft.finish({ status: made === cells.length ? "answered" : "partial" });
}
