import type { Figure } from "../../domain/figure.ts";
import type { IndicatorId } from "../../domain/ids.ts";
import type { MeasureEvidence } from "../../retrieve/figures/measures.ts";
import { compareDecimals } from "../../text/decimal.ts";
import { foldText } from "../../text/fold.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder } from "../draft.ts";
import type { PrintedFigure } from "../parts.ts";
import { discloseSlots, figureMeasure, measurePiece, periodPiece, withMarker } from "../pieces.ts";
import { partsTogether } from "../tell/tell-parts.ts";
import { asksBothEnds } from "./both-ends.ts";
import { intervalOf, unitsAgree } from "./comparability.ts";
import { composeLookup } from "./compose-lookup.ts";
import { latestCells } from "./contenders.ts";
import { tellSaidTop } from "./said-top.ts";
import { conditionOf, meetsIn, takesLimit } from "./thresholds.ts";

/** Ranks several indicators of one owner, best first ("哪项满意度最高"), or the kindred of one that is not itself reported; one alone is looked up. */
export function composeItems(context: ComposeContext): Draft {
  const { evidence, parsed, wording } = context;
  const kinds = kindsTold(context);
  const figures = kinds.length > 0 ? kinds : evidence.measures.flatMap((measure) => itemsOf(context, measure));
  const [first] = figures;
  if (first === undefined || figures.length < 2 || figures.some((figure) => !unitsAgree(figure.unit, first.unit) || figure.kind !== first.kind))
    return composeSaidTop(context) ?? composeLookup(context);
  const draft = createDraft(context);
  const [measure] = evidence.measures;
  const kept = withinLimit(context, inWantedOrder(context, figures));
  if (kept.length === 0 && parsed.threshold !== null && measure !== undefined) {
    draft.state(wording.partsNone(measurePiece(context, measure), conditionOf(context, parsed.threshold), ""));
    if (parsed.intent === "exists") tellNearest(context, draft, figures);
  }
  const shown = kept.map((figure) => draft.show(figure));
  const [lead] = shown;
  if (lead !== undefined && (parsed.threshold !== null || !isOrdered(context))) {
    const items = shown.map((one) => wording.named(figureMeasure(context, one), withMarker(one)));
    draft.state(wording.itemsGiven(wording.owner(lead.owner), items, parsed.threshold === null ? null : conditionOf(context, parsed.threshold)));
  } else {
    if (lead !== undefined) tellLeader(context, draft, shown, lead);
    const other = shown.at(-1);
    if (other !== undefined && asksBothEnds(parsed.question)) tellOtherEnd(context, draft, shown, other);
    for (const one of shown) draft.state(wording.row({ owner: figureMeasure(context, one), period: periodPiece(one), figure: withMarker(one) }));
  }
  const silent = evidence.measures.some((one) => itemsOf(context, one).length === 0);
  discloseSlots(context, draft);
  return draft.finish({ status: silent ? "partial" : "answered" });
}

/** Puts figures in order that an answer before this one told (哪国最多 after how many come from each). At least two, of one unit. */
export function composeAmong(context: ComposeContext, figures: readonly Figure[]): Draft {
  const { wording, parsed } = context;
  const draft = createDraft(context);
  const shown = inWantedOrder(context, figures)
    .slice(0, parsed.top ?? figures.length)
    .map((figure) => draft.show(figure));
  const [lead] = shown;
  if (lead !== undefined) tellLeader(context, draft, shown, lead);
  for (const one of shown) draft.state(wording.row({ owner: figureMeasure(context, one), period: periodPiece(one), figure: withMarker(one) }));
  discloseSlots(context, draft);
  return draft.finish({ status: "answered" });
}

const KINDS =
  /[哪那]一?(?:[几些]?[类种项]|种类|类型|个项目)|什么(?:类|种|类型|样)|\b(?:which|what) (?:training|kind|type|sort|form|category|categories|group|item)s?\b|\b(?:kind|type|sort|category) of\b/;

/** 哪类培训人次最多: the parts that one sentence tells of the number asked for; the whole is none of them. */
function kindsTold({ evidence, parsed }: ComposeContext): readonly Figure[] {
  const [measure, ...others] = evidence.measures;
  if (parsed.intent !== "rank" || measure === undefined || others.length > 0 || parsed.population !== null || !KINDS.test(foldText(parsed.question))) return [];
  if (measure.measure.kind === "share" || (measure.measure.entry?.sides ?? []).length > 0) return [];
  const [cell] = latestCells(measure.cells).filter(({ direct }) => direct.length > 0);
  const whole = cell?.direct[0];
  return cell === undefined || whole === undefined
    ? []
    : partsTogether(cell, whole).filter(({ population, indicator }) => !REST.test(population ?? indicator.words));
}

/** What is left over is no kind of its own. */
const REST = /^其[他余它]/;

/** No two items to put in order: what the report itself calls the first or last; null where it calls nothing so. */
function composeSaidTop(context: ComposeContext): Draft | null {
  if (context.parsed.intent !== "rank") return null;
  const draft = createDraft(context);
  if (!tellSaidTop(context, draft)) return null;
  discloseSlots(context, draft);
  return draft.finish({ status: "answered" });
}

/** 最低的是后勤满意度: what was asked for is said first. */
function tellLeader(
  context: ComposeContext,
  draft: DraftBuilder,
  shown: readonly PrintedFigure[],
  lead: PrintedFigure,
  top: "max" | "min" = context.parsed.direction ?? "max",
): void {
  const { wording, parsed } = context;
  const best = shown.filter((one) => compareDecimals(one.figure.value, lead.figure.value) === 0);
  const degree = { top, kind: lead.figure.kind, pair: shown.length === 2 && parsed.intent === "compare" } as const;
  const names = best.map((one) => figureMeasure(context, one));
  draft.state(wording.leads(wording.owner(lead.owner), "", names, degree, { period: periodPiece(lead), figure: withMarker(lead) }));
}

/** None is below the limit: the lowest of all shows it. */
function tellNearest(context: ComposeContext, draft: DraftBuilder, figures: readonly Figure[]): void {
  const [nearest] = inWantedOrder(context, figures);
  if (nearest === undefined) return;
  const shown = draft.show(nearest);
  tellLeader(context, draft, [shown], shown, context.parsed.threshold?.comparator.startsWith("<") === true ? "min" : "max");
}

/** 最高和最低的分别是哪项: the last of the order is told as well. */
function tellOtherEnd(context: ComposeContext, draft: DraftBuilder, shown: readonly PrintedFigure[], other: PrintedFigure): void {
  tellLeader(context, draft, shown, other, (context.parsed.direction ?? "max") === "max" ? "min" : "max");
  draft.putFirst([...shown.slice(0, 1), other]);
}

/** Whether an order was asked for; else the items stand as the report has them. */
const isOrdered = ({ parsed }: ComposeContext): boolean => parsed.intent === "rank" || parsed.intent === "compare";

function inWantedOrder(context: ComposeContext, figures: readonly Figure[]): readonly Figure[] {
  const { threshold, direction } = context.parsed;
  if (!isOrdered(context) && threshold === null) return figures.toSorted((a, b) => a.source.start - b.source.start);
  const sign = direction === "min" || threshold?.comparator.startsWith("<") === true ? 1 : -1;
  return figures.toSorted((a, b) => sign * compareDecimals(a.value, b.value));
}

/** 哪些不到95%: the items that surely meet the limit; all of them where none is set. */
function withinLimit({ parsed }: ComposeContext, figures: readonly Figure[]): readonly Figure[] {
  const { threshold } = parsed;
  if (threshold === null) return figures;
  return figures.filter((figure) => takesLimit(figure.unit, threshold.unit) && meetsIn(intervalOf(figure), figure.unit, threshold) === "yes");
}

const ITEMS = /各项|各方面|各个方面|[哪那这][几些]项|哪[几些]个?方面|分别|\b(?:scores|items|aspects|ratings)\b/;

/** 满意度各项分别多少, 哪些不到95%: one owner, asked for the sides of what is measured as a whole. */
export function asksItems({ parsed, evidence }: Pick<ComposeContext, "parsed" | "evidence">): boolean {
  const [measure, ...others] = evidence.measures;
  if (evidence.owners.length !== 1 || measure === undefined || others.length > 0 || (measure.measure.entry?.sides ?? []).length === 0) return false;
  return parsed.intent === "filter" || ((parsed.intent === "lookup" || parsed.intent === "list") && ITEMS.test(foldText(parsed.question)));
}

/** Whether it is the entry's own sides that are ranked: the question speaks of its students, or of aspects without naming a measure. */
function asksSides({ parsed }: ComposeContext): boolean {
  return parsed.indicators.certainty === "implied" || /学生|在校体验|毕业生|工作|students?\b|graduates?\b|jobs?\b/i.test(foldText(parsed.question));
}

/** The figure of a measure; for one that a ranking asks for and no figure bears itself (学生满意度), those of its kindred entries, one each. */
function itemsOf(context: ComposeContext, evidence: MeasureEvidence): readonly Figure[] {
  const cells = latestCells(evidence.cells);
  const own = cells.flatMap((cell) => cell.direct.slice(0, 1));
  const isFamily = (evidence.measure.entry?.sides ?? []).length > 0 && context.evidence.measures.length === 1;
  if ((own.length > 0 && !isFamily) || context.parsed.intent === "compare") return own;
  // 学生对什么最满意 is asked of the students alone, not of employers.
  const sides = asksSides(context) ? sidesAsked(context, evidence) : null;
  const isOwn = (figure: Figure): boolean => sides === null || (figure.indicator.id !== null && sides.includes(figure.indicator.id));
  // 在校体验那几项 are all that the report tells in one breath, graduates' among them.
  const told = /在校体验/.test(context.parsed.question) ? cells.flatMap((cell) => cell.siblings.filter(isOwn).map(placeOf)) : [];
  const isSide = (figure: Figure): boolean => isOwn(figure) || told.includes(placeOf(figure));
  const kindred = cells.flatMap((cell) =>
    cell.siblings.filter((figure) => figure.kind === evidence.measure.kind && figure.population === null && isSide(figure)),
  );
  const open = sides === null ? [] : cells.flatMap((cell) => cell.openSides ?? []);
  const all = isFamily ? [...own, ...kindred, ...open] : kindred;
  return all.filter((figure, index) => all.findIndex((other) => nameOf(other) === nameOf(figure)) === index);
}

const OF_GRADUATES = /毕业生|工作|\bgraduates?\b|\bjobs?\b/i;
const OF_PUPILS = /(?<!毕业)(?:学生|在校)|\bstudents?\b|\bpupils?\b/i;

/** 毕业生有哪些满意度低于95%: those in which graduates were asked; else the sides of the measure itself. */
function sidesAsked({ parsed, lexicon }: ComposeContext, { measure }: MeasureEvidence): readonly IndicatorId[] | null {
  const { entry } = measure;
  const text = foldText(parsed.question);
  if (entry === null || !OF_GRADUATES.test(text) || OF_PUPILS.test(text)) return entry?.sides ?? null;
  const ofGraduates = entry.siblings.filter((id) => lexicon.indicator(id)?.denominator?.includes("毕业生") === true);
  return ofGraduates.length > 1 ? ofGraduates : (entry.sides ?? null);
}

const nameOf = ({ indicator, population }: Figure): string => `${indicator.id ?? indicator.words} ${population ?? ""}`;

const placeOf = ({ reportId, source }: Figure): string => `${reportId} ${source.context.start}`;
