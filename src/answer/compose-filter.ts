import type { Threshold } from "../domain/question.ts";
import { composeCoverage } from "./compose-coverage.ts";
import { meets } from "./compose-exists.ts";
import { latestCells, toContenders } from "./contenders.ts";
import { isInUnit } from "./conversions.ts";
import { type ComposeContext, createDraft, type Draft } from "./draft.ts";
import { firstRows, MOST_CARRIED, MOST_INLINE, MOST_ROWS, tellMore } from "./limits.ts";
import type { Part } from "./parts.ts";
import { countOwners, discloseSlots, distinctValues, measurePiece, ownerPieces, row, withMarker } from "./pieces.ts";
import { tellConflicts } from "./tell-figures.ts";
import { tellGaps } from "./tell-gaps.ts";
import { tellLacking } from "./tell-order.ts";

/** Which schools meet a condition, and how many; bounds that leave it open and schools that do not report are told apart from "no". */
export function composeFilter(context: ComposeContext): Draft {
  const { evidence, parsed, wording } = context;
  const { threshold } = parsed;
  const [first] = evidence.measures;
  if (threshold === null || first === undefined) return composeCoverage(context);
  const draft = createDraft(context);
  const cells = latestCells(first.cells);
  const fits = (unit: string): boolean => isInUnit(unit, threshold.unit);
  const seen = cells.map((cell) =>
    cell.direct.some((figure) => fits(figure.unit))
      ? cell
      : { ...cell, direct: cell.otherKinds.filter((figure) => fits(figure.unit)), otherKinds: cell.direct },
  );
  const holding = seen.filter((cell) => cell.direct.some((figure) => fits(figure.unit)));
  const lacking = seen.filter((cell) => !holding.includes(cell));
  const contenders = holding.length === 0 ? null : toContenders(context, draft, holding, threshold.comparator.startsWith("<") ? "min" : "max");
  if (contenders === null) {
    tellGaps(context, draft, first, cells);
    return draft.finish({ status: "not_found" });
  }
  const judged = contenders.map((contender) => ({ contender, verdict: meets(contender.interval, threshold.comparator, threshold.value) }));
  const yes = judged.filter(({ verdict }) => verdict === "yes").map(({ contender }) => contender);
  const open = judged.filter(({ verdict }) => verdict === "undecided").map(({ contender }) => contender);
  const measure = measurePiece(context, first);
  const condition = wording.condition(threshold.comparator, boundPiece(context, threshold));
  draft.state(
    yes.length === 0
      ? wording.filterNone(measure, condition)
      : wording.filterHead(
          measure,
          condition,
          ownerPieces(
            context,
            yes.map(({ owner }) => owner),
          ),
          countOwners(yes.length),
        ),
  );
  for (const contender of yes.slice(0, MOST_ROWS)) draft.state(wording.row(row(context, draft.show(contender.figure))));
  tellMore(context, draft, yes.length);
  if (yes.length > MOST_ROWS) for (const { figure } of yes.slice(0, MOST_CARRIED)) draft.carry({ rank: null, figure: draft.uncited(figure) });
  if (open.length > 0) {
    const parts = wording.filterUndecided(firstRows(context, open, (contender) => row(context, draft.show(contender.figure))));
    draft.state(parts);
    draft.limit("approximate", parts);
  }
  for (const contender of [...yes.slice(0, MOST_ROWS), ...open.slice(0, MOST_INLINE)])
    tellConflicts(context, draft, contender.figure, distinctValues(contender.cell.direct).slice(1));
  const vague = yes.slice(0, MOST_ROWS).filter((contender) => contender.figure.qualifier !== "exact");
  if (vague.length > 0) draft.limit("approximate", wording.approximate(vague.map((contender) => withMarker(draft.printed(contender.figure)))));
  tellLacking(context, draft, first, { holding, lacking });
  discloseSlots(context, draft);
  // A school without a report for the asked year is named, yet nothing of that year is left open.
  const silent = lacking.filter((cell) => cell.reports.length > 0 || !cell.target.asked);
  return draft.finish({ status: open.length > 0 || silent.length > 0 ? "partial" : "answered" });
}

/** The bound in the question's own digits, with its unit; as typed where it is written in words. */
function boundPiece(context: ComposeContext, threshold: Threshold): Part {
  const { parsed, language } = context;
  const typed = parsed.question.slice(threshold.mention.start, threshold.mention.end).match(/\d[\d,]*(?:\.\d+)?/)?.[0];
  // 2,400 is echoed as it was typed, without the words of the comparison around it.
  if (typed?.includes(",") === true && typed.replaceAll(",", "") === threshold.value)
    return { kind: "echo", text: `${typed}${language === "zh" || threshold.unit === "%" ? threshold.unit : ""}` };
  if (!parsed.question.includes(threshold.value)) return { kind: "echo", text: parsed.question.slice(threshold.mention.start, threshold.mention.end) };
  return { kind: "echo", text: `${threshold.value}${language === "zh" || threshold.unit === "%" ? threshold.unit : ""}` };
}
