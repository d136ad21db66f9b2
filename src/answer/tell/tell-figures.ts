import type { Figure } from "../../domain/figure.ts";
import { asksChange } from "../../retrieve/figures/cell-fits.ts";
import type { FigureCell, MeasureEvidence } from "../../retrieve/figures/measures.ts";
import { conflictBetween } from "../compose/comparability.ts";
import { conversionFor } from "../conversions.ts";
import type { ComposeContext, DraftBuilder } from "../draft.ts";
import { type Part, type PrintedFigure, say } from "../parts.ts";
import { distinctValues, figureMeasure, measurePiece, periodPiece, told, withMarker } from "../pieces.ts";
import { tellChanges, tellOtherKind, tellPlans } from "./tell-besides.ts";
import { tellComputed } from "./tell-computed.ts";
import { tellFormer } from "./tell-former.ts";
import { tellGrades, tellGradesBeside } from "./tell-grades.ts";
import { tellLevels } from "./tell-levels.ts";
import { asksNamesBeside, listsCounted, tellNames } from "./tell-names.ts";
import { tellParts } from "./tell-parts.ts";
import { tellAcademicYear, tellPrintedChange, tellPrintedLater } from "./tell-years.ts";

/** `told` = as asked; `part` = something of it, or of another standing (a plan, another kind); `none` = nothing. */
export type Outcome = "told" | "part" | "none";

/** All that one cell holds in answer to a look-up. */
export function tellCell(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence, cell: FigureCell): Outcome {
  const planned = context.parsed.wantedAspect === "plan" ? tellPlans(context, draft, cell) : "none";
  if (planned !== "none") return planned;
  if (cell.direct.length > 0 && asksShare(context) && isOnlyCounted(cell)) return tellOnlyCount(context, draft, evidence, cell);
  if (cell.direct.length > 0) return tellDirect(context, draft, evidence, cell);
  if (asksChange(evidence.measure) && tellChanges(context, draft, cell)) return "told";
  const rivals = tellRivals(context, draft, evidence, cell);
  if (rivals !== "none") return rivals;
  const levels = tellLevels(context, draft, evidence, cell);
  if (levels !== "none") return levels;
  if (tellGrades(context, draft, evidence, cell) === "told") return "told";
  const computed = tellComputed(context, draft, cell);
  if (computed !== "none") return computed;
  if (tellFormer(context, draft, cell)) return "told";
  const other = tellOtherKind(context, draft, evidence, cell);
  if (other !== "none") return other;
  if (tellSides(context, draft, evidence, cell)) return "part";
  // A year, or a thing of no entry, that only a plan speaks of: told as what it is.
  return (cell.target.asked || evidence.measure.entry === null) && tellPlans(context, draft, cell) !== "none" ? "part" : "none";
}

/** 满意度怎么样 where no overall value is printed: each side of it that is, in one sentence. */
export function tellSides(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence, cell: FigureCell): boolean {
  const { wording } = context;
  const sides = sidesOf(evidence, cell);
  if (sides.length === 0) return false;
  const items = sides.map((figure) => draft.show(figure)).map((shown) => wording.named(figureMeasure(context, shown), withMarker(shown)));
  const parts = wording.sides(wording.owner(cell.owner), measurePiece(context, evidence), items);
  draft.state(parts);
  draft.limit("missing", parts);
  return true;
}

/** One figure for each side of the asked entry that the report gives of everyone. */
function sidesOf({ measure }: MeasureEvidence, cell: FigureCell): readonly Figure[] {
  // Grades of prizes are no sides of a rate: they add up, or stand for nothing else.
  const sides = measure.kind === "count" ? [] : (measure.entry?.sides ?? []);
  const own = cell.siblings.filter((figure) => figure.population === null && figure.indicator.id !== null && sides.includes(figure.indicator.id));
  return own.filter((figure, index) => own.findIndex((other) => other.indicator.id === figure.indicator.id) === index);
}

/** A share is the last thing said: 要人数不要比例 asks for none. */
const ENDS_IN_SHARE = /(?<!不要|不是|不看)(?:占比|比例|比重|百分之(?=[几多]))(?:是|有|占)?(?:多少|几|多高|多大)?[?？。呢啊]*$/;

function asksShare({ parsed, evidence }: ComposeContext): boolean {
  return evidence.measures.length === 1 && (parsed.wantedKind === "share" || ENDS_IN_SHARE.test(parsed.question));
}

const isOnlyCounted = ({ direct, subjectBound }: FigureCell): boolean => direct[0]?.kind === "count" && !subjectBound;

/** A share was asked for and the entry is known as a number alone: the number, told as none. */
function tellOnlyCount(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence, cell: FigureCell): Outcome {
  const { wording } = context;
  const items = distinctValues(cell.direct)
    .slice(0, 1)
    .map((figure) => withMarker(draft.show(figure)));
  const parts = wording.kindMissing(wording.owner(cell.owner), measurePiece(context, evidence), "share", items);
  draft.state(parts);
  draft.limit("missing", parts);
  return "part";
}

/** The value with all that the report says beside it. */
function tellDirect(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence, cell: FigureCell): Outcome {
  const { wording } = context;
  const values = distinctValues(cell.direct);
  const [first, ...others] = values;
  if (first === undefined) return "none";
  const shown = draft.show(first);
  const asksNames = asksNamesBeside(context);
  const isListed = asksNames && listsCounted(context, shown);
  draft.state(first.indicator.id === null || cell.bySide !== undefined || isListed ? byQuote(context, shown) : wording.value(told(context, shown)));
  if (asksNames && !isListed) tellNames(context, draft, shown);
  tellParts(context, draft, cell, first);
  tellGradesBeside(context, draft, evidence, cell, first);
  tellConverted(context, draft, shown);
  tellSubject(context, draft, cell, shown);
  if (cell.fallback) draft.limit("implied", wording.earlierReport(told(context, shown)));
  tellPrintedLater(context, draft, [cell]);
  tellAcademicYear(context, draft, cell);
  tellConflicts(context, draft, first, others);
  if (first.qualifier !== "exact") draft.limit("approximate", wording.approximate([withMarker(shown)]));
  for (const figure of distinctValues(cell.otherPeriods).slice(0, 3)) draft.state(wording.otherPeriod(told(context, draft.printed(figure))));
  for (const figure of ofSameEntry(cell, first).slice(0, 3)) {
    const near = draft.near(figure);
    if (figure.aspect === "change") tellPrintedChange(context, draft, figure, near);
    else draft.state(wording.aside(told(context, near), figure.aspect));
  }
  return "told";
}

/** Figures that fit what was asked equally well: all of them, each with its sentence. */
function tellRivals(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence, cell: FigureCell): Outcome {
  const rivals = distinctValues(cell.rivals ?? []);
  if (rivals.length < 2) return "none";
  const parts = context.wording.rivals(measurePiece(context, evidence));
  draft.state(parts);
  draft.limit("ambiguous", parts);
  for (const figure of rivals) draft.state(byQuote(context, draft.show(figure)));
  return "part";
}

/** What a number of open words is of is best said by its own sentence. */
export function byQuote(context: ComposeContext, shown: PrintedFigure): readonly Part[] {
  const { citation } = shown;
  if (citation === null) return context.wording.value(told(context, shown));
  return context.wording.valueByQuote(told(context, shown), say`“${{ kind: "quote", citation }}”${{ kind: "marker", citation }}`);
}

/** A figure of a part of the school is no figure of the school. */
function tellSubject(context: ComposeContext, draft: DraftBuilder, cell: FigureCell, shown: PrintedFigure): void {
  const { reportId } = shown.figure;
  const subject = shown.figure.subject ?? shown.figure.population;
  // A region's report tells of its schools: none of them is the region's part of a school.
  if (subject === null || !cell.subjectBound || shown.owner.kind !== "school") return;
  draft.limit("subject", context.wording.subjectOnly(context.wording.owner(shown.owner), { kind: "words", text: subject, reportId }));
}

/** The same in the unit asked for, where the conversion is exact: 占地合多少平方米. */
function tellConverted(context: ComposeContext, draft: DraftBuilder, shown: PrintedFigure): void {
  const { figure, owner, label } = shown;
  const unit = context.parsed.wantedUnit;
  const conversion = unit === null || unit === figure.unit ? null : conversionFor(figure.unit, unit);
  if (conversion === null || unit === null) return;
  const { numerator, denominator } = conversion;
  const formula = { op: "convert", numerator, denominator, unit } as const;
  const made = draft.derive({ owner, label, formula, operands: [shown], unit, quantityKind: figure.kind, period: figure.period }, "last");
  if (made === null) return;
  const parts = context.wording.converted({ kind: "formula", figure: made });
  draft.state(parts);
  draft.limit("converted", parts);
}

/** Plans, changes and earlier states of the very indicator that was told: said beside it. */
function ofSameEntry(cell: FigureCell, first: Figure): readonly Figure[] {
  return distinctValues(
    cell.aside.filter((figure) => figure.indicator.id === first.indicator.id && figure.subject === first.subject && figure.population === first.population),
  );
}

/** Tells every other value that the same report gives for the same thing. */
export function tellConflicts(context: ComposeContext, draft: DraftBuilder, first: Figure, others: readonly Figure[]): void {
  const { wording } = context;
  for (const strength of ["conflict", "approximate", "several"] as const) {
    const alike = others.filter((figure) => conflictBetween(first, figure) === strength);
    if (alike.length === 0) continue;
    const shown = draft.printed(first);
    const figures = [shown, ...alike.map((figure) => draft.show(figure))].map(withMarker);
    const about = { owner: wording.owner(shown.owner), measure: figureMeasure(context, shown), period: periodPiece(shown), figures };
    const parts = strength === "conflict" ? wording.conflict(about) : strength === "several" ? wording.several(about) : wording.roughly(about);
    draft.state(parts);
    draft.limit(strength === "several" ? "ambiguous" : strength, parts);
  }
}
