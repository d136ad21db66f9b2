import type { Figure } from "../domain/figure.ts";
import type { Owner } from "../domain/report.ts";
import { yearsOf } from "../retrieve/catalogue.ts";
import type { FigureCell, MeasureEvidence } from "../retrieve/figures.ts";
import { compareDecimals } from "../text/decimal.ts";
import { conflictBetween } from "./comparability.ts";
import { conversionFor } from "./conversions.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder } from "./draft.ts";
import type { Part, PrintedFigure } from "./parts.ts";
import { discloseSlots, distinctValues, figureMeasure, measureLabel, measurePiece, ownerPieces, periodPiece, told, withMarker, yearPieces } from "./pieces.ts";
import { tellPremise } from "./premise.ts";

type Outcome = "told" | "part" | "none";
/** Near misses shown for one owner. */
const MAX_NEAR = 4;

/** What a report says of one or several indicators, for one or several owners: each told, each gap named. */
export function composeLookup(context: ComposeContext): Draft {
  const draft = createDraft(context);
  tellUnknownOwners(context, draft);
  const outcomes = context.evidence.measures.flatMap((evidence) => lookUpMeasure(context, draft, evidence));
  const premise = tellPremise(context, draft);
  discloseSlots(context, draft);
  const told = outcomes.filter((outcome) => outcome === "told").length;
  const whole = told === outcomes.length && context.parsed.unknownOwners.length === 0 && premise !== "unknown";
  const any = outcomes.some((outcome) => outcome !== "none");
  const forgiving = context.parsed.owners.certainty !== "stated" && told > 0 && context.parsed.unknownOwners.length === 0;
  return draft.finish({ status: whole || forgiving ? (any ? "answered" : "not_found") : any ? "partial" : "not_found" });
}

function lookUpMeasure(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence): readonly Outcome[] {
  const outcomes = evidence.cells.map((cell) => (cell.direct.length > 0 ? tellDirect(context, draft, cell) : tellOtherKind(context, draft, evidence, cell)));
  const silent = evidence.cells.filter((_, index) => outcomes[index] === "none");
  tellGaps(context, draft, evidence, silent);
  return outcomes;
}

function tellDirect(context: ComposeContext, draft: DraftBuilder, cell: FigureCell): Outcome {
  const { wording } = context;
  const values = distinctValues(cell.direct);
  const [first, ...others] = values;
  if (first === undefined) return "none";
  const shown = draft.show(first);
  draft.state(wording.value(told(context, shown)));
  tellConverted(context, draft, shown);
  if (cell.fallback) draft.limit("implied", wording.earlierReport(told(context, shown)));
  tellConflicts(context, draft, first, others);
  if (first.qualifier !== "exact") draft.limit("approximate", wording.approximate([withMarker(shown)]));
  for (const figure of distinctValues(cell.otherPeriods).slice(0, 3)) draft.state(wording.otherPeriod(told(context, draft.printed(figure))));
  for (const figure of ofSameEntry(cell, first).slice(0, 3)) draft.state(wording.aside(told(context, draft.near(figure)), figure.aspect));
  return "told";
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

/** The same thing in another kind: a share where a number was asked. Part of an answer when the kind was asked for in words. */
function tellOtherKind(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence, cell: FigureCell): Outcome {
  const values = distinctValues(cell.otherKinds);
  const { kind } = evidence.measure;
  if (values.length === 0 || kind === null) return tellSubgroups(context, draft, evidence, cell);
  if (tellComputedShare(context, draft, evidence, cell)) return "told";
  const shown = values.map((figure) => draft.show(figure));
  if (context.parsed.wantedKind === null) {
    for (const figure of shown) draft.state(context.wording.value(told(context, figure)));
    return "told";
  }
  const parts = context.wording.kindMissing(context.wording.owner(cell.owner), measurePiece(context, evidence), kind, shown.map(withMarker));
  draft.state(parts);
  draft.limit("missing", parts);
  return "part";
}

/** A share that is not printed, computed from its printed parts and marked so: 升学504人, 毕业生728人 → 69.23%. */
function tellComputedShare(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence, cell: FigureCell): boolean {
  const { wording } = context;
  const part = cell.otherKinds.find((figure) => figure.kind === "count" && figure.qualifier === "exact");
  const other = evidence.base?.cells.find((candidate) => candidate.owner.id === cell.owner.id && candidate.target.year === cell.target.year);
  const whole = other?.direct.find((figure) => figure.qualifier === "exact" && figure.unit === part?.unit);
  if (part === undefined || whole === undefined || part.reportId !== whole.reportId || compareDecimals(part.value, whole.value) > 0) return false;
  const [first, second] = [draft.printed(part), draft.printed(whole)];
  const made = draft.derive(
    {
      owner: cell.owner,
      label: measureLabel(context, evidence),
      formula: { op: "percent" },
      operands: [first, second],
      unit: "%",
      quantityKind: "share",
      period: part.period,
      denominator: second.label.name,
    },
    "last",
  );
  if (made === null) return false;
  for (const shown of [first, second]) draft.show(shown.figure);
  const name = (shown: typeof first): readonly Part[] => [wording.indicator(shown.label), ...withMarker(shown)];
  draft.state(wording.shareOf(wording.owner(cell.owner), name(first), name(second), { kind: "figure", figure: made }));
  draft.state(wording.derivedNote({ kind: "formula", figure: made }));
  draft.limit("derived", wording.derivedNote({ kind: "formula", figure: made }));
  return true;
}

/** The asked entry given for sub-groups alone (省级, 市级): told as parts, the whole named as missing. */
function tellSubgroups(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence, cell: FigureCell): Outcome {
  const { wording, parsed } = context;
  const entry = evidence.measure.entry;
  const asked = cell.aside.filter(
    (figure) => figure.indicator.id === entry?.id && figure.aspect === "actual" && figure.subject === null && figure.population !== null,
  );
  if (parsed.population !== null || entry === null || asked.length === 0 || cell.reports.length === 0) return "none";
  const parts = wording.noTotal(wording.owner(cell.owner), measurePiece(context, evidence));
  draft.state(parts);
  draft.limit("missing", parts);
  for (const figure of asked) draft.state(wording.value(told(context, draft.show(figure))));
  return "part";
}

/** Says of each owner that has no report for the asked year. */
export function tellNoReports(context: ComposeContext, draft: DraftBuilder, cells: readonly FigureCell[]): void {
  const { wording, evidence } = context;
  for (const cell of cells) {
    if (!cell.target.asked || cell.target.year === null || cell.reports.length > 0) continue;
    const parts = wording.noReport(wording.owner(cell.owner), yearAsked(context, cell.target.year), yearPieces(yearsOf(evidence.catalogue, cell.owner.id)));
    draft.state(parts);
    draft.limit("missing", parts);
  }
}

/** Names what is missing, then what comes near: siblings, plans, parts of the same owner; and who does report it, by name only. */
export function tellGaps(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence, silent: readonly FigureCell[]): void {
  const { wording } = context;
  const measure = measurePiece(context, evidence);
  const everyone = silent.length === evidence.cells.length && silent.length > 1 && context.parsed.owners.certainty !== "stated";
  if (everyone) {
    draft.state(wording.notReportedByAny(measure));
    draft.limit("missing", wording.notReportedByAny(measure));
  }
  for (const cell of silent) {
    if (!everyone) tellGap(context, draft, measure, cell);
    for (const figure of nearOf(cell)) {
      const near = told(context, draft.near(figure));
      draft.state(figure.aspect === "actual" ? wording.near(near) : wording.aside(near, figure.aspect));
      if (figure.aspect === "plan") draft.limit("plan", wording.planOnly(near));
    }
  }
  const others = silent.length === 0 ? [] : othersReporting(context, evidence);
  if (others.length > 0) draft.state(wording.alsoReportedBy(ownerPieces(context, others), measure));
}

function tellGap(context: ComposeContext, draft: DraftBuilder, measure: Parameters<typeof context.wording.notReported>[1], cell: FigureCell): void {
  const { wording, evidence } = context;
  const owner = wording.owner(cell.owner);
  const years = yearsOf(evidence.catalogue, cell.owner.id);
  const noReport = cell.target.asked && cell.target.year !== null && cell.reports.length === 0;
  const year = cell.target.year === null ? "" : yearAsked(context, cell.target.year);
  const parts = noReport ? wording.noReport(owner, year, yearPieces(years)) : wording.notReported(owner, measure);
  draft.state(parts);
  draft.limit("missing", parts);
}

/** A year that is no report's is an echo of the question where it stands there in digits; else it is left to the words "that year". */
export function yearAsked(context: ComposeContext, year: number): Parameters<ComposeContext["wording"]["noReport"]>[1] {
  if (context.evidence.catalogue.reports.some((report) => report.year === year)) return { kind: "year", year };
  return context.parsed.question.includes(String(year)) ? { kind: "echo", text: String(year) } : "";
}

function nearOf(cell: FigureCell): readonly Figure[] {
  return distinctValues([
    ...cell.aside.filter((figure) => figure.aspect === "plan"),
    ...cell.siblings,
    ...cell.aside.filter((figure) => figure.aspect !== "plan"),
  ]).slice(0, MAX_NEAR);
}

/** Owners other than those asked whose reports give the measure. */
function othersReporting(context: ComposeContext, evidence: MeasureEvidence): readonly Owner[] {
  const { reporters } = evidence;
  return context.evidence.catalogue.owners.filter(
    (owner) => owner.kind === "school" && reporters.has(owner.id) && !context.evidence.owners.some((asked) => asked.id === owner.id),
  );
}

/** Says which names no report bears, and which schools there are. */
export function tellUnknownOwners(context: ComposeContext, draft: DraftBuilder): void {
  const { parsed, wording, evidence } = context;
  for (const mention of parsed.unknownOwners) {
    const parts = wording.unknownOwner({ kind: "echo", text: mention.text });
    draft.state(parts);
    draft.limit("missing", parts);
  }
  const owners = evidence.catalogue.owners;
  if (parsed.unknownOwners.length > 0 && owners.length > 0) draft.state(wording.knownOwners(ownerPieces(context, owners.slice(0, 6))));
}
