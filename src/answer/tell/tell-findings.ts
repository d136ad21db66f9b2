import type { Finding } from "../../audit/finding.ts";
import type { Figure } from "../../domain/figure.ts";
import { compareDecimals } from "../../text/decimal.ts";
import type { AuditNotes } from "../audit-notes.ts";
import { conversionFor } from "../conversions.ts";
import { type ComposeContext, type DraftBuilder, labelOf } from "../draft.ts";
import type { Formula } from "../formula.ts";
import type { DerivedFigure, PrintedFigure, ShownFigure } from "../parts.ts";
import { figureMeasure, periodPiece, withMarker } from "../pieces.ts";

/** Reports of one answer that are looked through for contradictions: those of its first figures. */
const MOST_REPORTS = 12;
const FORMULAS: Readonly<Record<string, Formula>> = {
  share_parts: { op: "percent" },
  per_head: { op: "quotient" },
  ratio: { op: "quotient" },
};

/** Tells what does not add up in the reports wherever a figure of the answer is concerned, with its arithmetic. */
export function tellFindings(context: ComposeContext, draft: DraftBuilder): void {
  const shown = draft.shown().filter((figure): figure is PrintedFigure => figure.kind === "printed");
  const reports = [...new Set(shown.map(({ figure }) => figure.reportId))].slice(0, MOST_REPORTS);
  for (const reportId of reports) {
    const record = context.evidence.catalogue.reportsById.get(reportId);
    if (record === undefined) continue;
    const notes = context.audit(record);
    for (const finding of notes.findings) {
      const concerned = shown.find(({ figure }) => figure.reportId === reportId && concerns(finding, figure)) ?? printedResult(draft, notes, finding);
      if (concerned !== undefined) tellFinding(context, draft, { notes, finding, concerned });
    }
  }
}

/** A finding, and the figure of the answer that it speaks of. */
export interface Concern {
  readonly notes: AuditNotes;
  readonly finding: Finding;
  readonly concerned: PrintedFigure;
}

/** What the report prints where the answer computed the same from the same numbers: 生均17册 beside 32472册 ÷ 2446人. */
function printedResult(draft: DraftBuilder, notes: AuditNotes, finding: Finding): PrintedFigure | undefined {
  if (!(finding.kind in FORMULAS) || finding.certainty === "low") return undefined;
  const operands = finding.terms.slice(0, -1).map((term) => term.figureId);
  const isComputed = draft.shown().some((shown) => {
    if (shown.kind !== "derived" || shown.operands.length !== operands.length) return false;
    const ids = sourcesOf(shown);
    return ids.length === operands.length && operands.every((id, index) => ids[index] === id);
  });
  const last = finding.terms.at(-1)?.figureId;
  const printed = isComputed && last !== undefined ? notes.figure(last) : undefined;
  return printed === undefined ? undefined : draft.show(printed);
}

/** The printed figures that a computed one comes from, conversions looked through. */
function sourcesOf(shown: ShownFigure): readonly string[] {
  return shown.kind === "printed" ? [shown.figure.id] : shown.operands.flatMap(sourcesOf);
}

/** A contradiction concerns both its values; a sum or quotient that fails concerns the number that was checked. */
function concerns(finding: Finding, figure: Figure): boolean {
  const last = finding.terms.at(-1)?.figureId;
  const first = finding.terms[0]?.figureId;
  return figure.id === last || (finding.kind === "conflict" && figure.id === first);
}

/** Tells one finding in a sentence; false where there is none for it. */
export function tellFinding(context: ComposeContext, draft: DraftBuilder, concern: Concern): boolean {
  const { finding } = concern;
  if (finding.kind === "conflict") return tellConflict(context, draft, concern);
  return finding.certainty !== "low" && tellInconsistency(context, draft, concern);
}

function tellConflict(context: ComposeContext, draft: DraftBuilder, { notes, finding, concerned }: Concern): boolean {
  const { wording } = context;
  const ids = [finding.terms[0]?.figureId, finding.terms.at(-1)?.figureId];
  const other = ids.filter((id) => id !== concerned.figure.id).flatMap((id) => (id === undefined ? [] : (notes.figure(id) ?? [])))[0];
  if (other === undefined) return false;
  const isTold = draft.shown().some((shown) => shown.kind === "printed" && shown.figure.reportId === other.reportId && sameValue(shown.figure, other));
  if (other.aspect === "plan") {
    const plan = draft.show(other);
    const told = { owner: wording.owner(plan.owner), measure: figureMeasure(context, plan), period: periodPiece(plan), figure: withMarker(plan) };
    draft.limit("plan", wording.planOnly(told));
    return true;
  }
  if (isTold || finding.certainty === "low") return false;
  // A number without an entry of its own speaks of the same thing here: 206名专任教师中….
  const same: Figure = other.indicator.id === null ? { ...other, indicator: concerned.figure.indicator } : other;
  const figures = [concerned, draft.show(same)].map(withMarker);
  const parts = wording.conflict({
    owner: wording.owner(concerned.owner),
    measure: figureMeasure(context, concerned),
    period: periodPiece(concerned),
    figures,
  });
  draft.state(parts);
  draft.limit("conflict", parts);
  return true;
}

function sameValue(a: Figure, b: Figure): boolean {
  return a.unit === b.unit && compareDecimals(a.value, b.value) === 0;
}

function tellInconsistency(context: ComposeContext, draft: DraftBuilder, { notes, finding, concerned }: Concern): boolean {
  const { wording } = context;
  const operands = finding.terms.slice(0, -1).flatMap((term) => notes.figure(term.figureId) ?? []);
  if (operands.length !== finding.terms.length - 1 || operands.length < 2) return false;
  const made = computeFinding(context, draft, finding, concerned, operands);
  if (made === null || compareDecimals(made.value, concerned.figure.value) === 0) return false;
  const parts = wording.inconsistent(wording.owner(concerned.owner), figureMeasure(context, concerned), withMarker(concerned), {
    kind: "formula",
    figure: made,
  });
  draft.state(parts);
  draft.limit("inconsistent", parts);
  return true;
}

/** The finding's arithmetic as a formula over cited figures; null where it has another form (weights, per hundred). */
function computeFinding(
  context: ComposeContext,
  draft: DraftBuilder,
  finding: Finding,
  concerned: PrintedFigure,
  operands: readonly Figure[],
): DerivedFigure | null {
  const printed = operands.map((figure) => draft.printed(figure));
  const common = { owner: concerned.owner, label: labelOf(context.lexicon, concerned.figure), period: concerned.figure.period };
  const checked = { ...common, unit: concerned.figure.unit, quantityKind: concerned.figure.kind };
  if (finding.kind === "parts_sum") return finding.check === "at-most" ? null : draft.compute({ ...checked, formula: { op: "sum" }, operands: printed });
  const formula = FORMULAS[finding.kind];
  const [top, ...bottoms] = printed;
  if (formula === undefined || top === undefined || finding.formula.includes("×")) return null;
  const [bottom] = bottoms;
  const whole: ShownFigure | null | undefined =
    bottoms.length < 2 || bottom === undefined
      ? bottom
      : draft.compute({ ...common, unit: bottom.figure.unit, quantityKind: bottom.figure.kind, formula: { op: "sum" }, operands: bottoms });
  const over = finding.kind === "per_head" ? inUnit(context, draft, top, concerned.figure.unit) : top;
  return whole === null || whole === undefined || over === null ? null : draft.compute({ ...checked, formula, operands: [over, whole] });
}

function inUnit(context: ComposeContext, draft: DraftBuilder, shown: PrintedFigure, unit: string): ShownFigure | null {
  const { figure, owner } = shown;
  if (figure.unit === unit) return shown;
  const conversion = conversionFor(figure.unit, unit);
  if (conversion === null) return null;
  const formula: Formula = { op: "convert", numerator: conversion.numerator, denominator: conversion.denominator, unit };
  return draft.compute({
    owner,
    label: labelOf(context.lexicon, figure),
    formula,
    operands: [shown],
    unit,
    quantityKind: figure.kind,
    period: figure.period,
  });
}
