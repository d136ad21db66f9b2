import type { Figure } from "../domain/figure.ts";
import type { MeasureEvidence } from "../retrieve/measures.ts";
import { compareDecimals } from "../text/decimal.ts";
import { foldText } from "../text/fold.ts";
import { unitsAgree } from "./comparability.ts";
import { composeLookup } from "./compose-lookup.ts";
import { latestCells } from "./contenders.ts";
import { type ComposeContext, createDraft, type Draft } from "./draft.ts";
import { discloseSlots, figureMeasure, periodPiece, told, withMarker } from "./pieces.ts";

/** Ranks several indicators of one owner, best first ("哪项满意度最高"), or the kindred of one that is not itself reported; one alone is looked up. */
export function composeItems(context: ComposeContext): Draft {
  const { evidence, parsed, wording } = context;
  const figures = evidence.measures.flatMap((measure) => itemsOf(context, measure));
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
  const silent = evidence.measures.some((measure) => itemsOf(context, measure).length === 0);
  discloseSlots(context, draft);
  return draft.finish({ status: silent ? "partial" : "answered" });
}

/** Whether it is the entry's own sides that are ranked: the question speaks of its students, or of aspects without naming a measure. */
function asksSides({ parsed }: ComposeContext): boolean {
  return parsed.indicators.certainty === "implied" || /学生|students?\b/i.test(foldText(parsed.question));
}

/** The figure of a measure; for one that a ranking asks for and no figure bears itself (学生满意度), those of its kindred entries, one each. */
function itemsOf(context: ComposeContext, evidence: MeasureEvidence): readonly Figure[] {
  const cells = latestCells(evidence.cells);
  const own = cells.flatMap((cell) => cell.direct.slice(0, 1));
  if (own.length > 0 || context.parsed.intent !== "rank") return own;
  // 学生对什么最满意 is asked of the students alone, not of employers.
  const sides = asksSides(context) ? (evidence.measure.entry?.sides ?? null) : null;
  const isSide = (figure: Figure): boolean => sides === null || (figure.indicator.id !== null && sides.includes(figure.indicator.id));
  const kindred = cells.flatMap((cell) =>
    cell.siblings.filter((figure) => figure.kind === evidence.measure.kind && figure.population === null && isSide(figure)),
  );
  return kindred.filter((figure, index) => kindred.findIndex((other) => other.indicator.id === figure.indicator.id) === index);
}
