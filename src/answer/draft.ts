import type { AnswerStatus, Caveat } from "../contract/answer.ts";
import type { Figure, Period, QuantityKind } from "../domain/figure.ts";
import type { ReportId } from "../domain/ids.ts";
import type { Language, ParsedQuestion } from "../domain/question.ts";
import type { Owner } from "../domain/report.ts";
import type { Span } from "../domain/span.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import type { Evidence } from "../retrieve/evidence.ts";
import type { ReportRecord } from "../store/store.ts";
import type { AuditNotes } from "./audit-notes.ts";
import { type CitedPlace, contextParts, createCitationList } from "./citations.ts";
import { evaluateFormula, type Formula } from "./formula.ts";
import type { DerivedFigure, IndicatorLabel, Part, PrintedFigure, ShownFigure } from "./parts.ts";
import type { Wording } from "./wording/wording.ts";

/** What a composer reads. */
export interface ComposeContext {
  readonly parsed: ParsedQuestion;
  readonly language: Language;
  readonly evidence: Evidence;
  readonly lexicon: Lexicon;
  readonly wording: Wording;
  /** What the asker said besides the question: earlier turns, names in edited chips. Their numbers may be echoed like the question's. */
  readonly heard?: readonly string[];
  /** What does not add up in a report. */
  readonly audit: (record: ReportRecord) => AuditNotes;
  /** Called on every draft that becomes the answer, before it is closed. */
  readonly beforeFinish?: (draft: DraftBuilder) => void;
}

export interface DraftCaveat {
  readonly code: Caveat["code"];
  readonly parts: readonly Part[];
}

export interface DraftChoice {
  readonly label: readonly Part[];
  readonly question: readonly Part[];
}

/** An answer in typed parts: nothing is text yet, so the number gate can check each number at its source. */
export interface Draft {
  readonly status: AnswerStatus;
  readonly winner: Owner | null;
  readonly statements: readonly (readonly Part[])[];
  /** The direct answer first. */
  readonly figures: readonly ShownFigure[];
  readonly nearest: readonly ShownFigure[];
  readonly caveats: readonly DraftCaveat[];
  readonly citations: readonly CitedPlace[];
  readonly choices: readonly DraftChoice[];
  /** The whole table, where it is longer than what is told. */
  readonly rows?: readonly DraftRow[];
  /** All that could tell was read: no later look takes its place, whatever it says. */
  readonly settled?: true;
}

/** One row of the whole table behind an answer. */
export interface DraftRow {
  readonly rank: number | null;
  readonly figure: PrintedFigure;
}

export interface DerivedInput {
  readonly owner: Owner | null;
  readonly label: IndicatorLabel;
  readonly formula: Formula;
  readonly operands: readonly ShownFigure[];
  readonly unit: string;
  readonly quantityKind: QuantityKind;
  readonly period: Period;
  readonly denominator?: string;
}

/** Collects an answer while a composer goes through its evidence. Order of calls is the order in the answer. */
export interface DraftBuilder {
  /** The figure with its citation; in neither list yet. */
  readonly printed: (figure: Figure) => PrintedFigure;
  /** The figure without a citation, for computing and ordering beyond the rows that are told. */
  readonly uncited: (figure: Figure) => PrintedFigure;
  /** Carries a row of a table that may be longer than what is told. */
  readonly carry: (row: DraftRow) => void;
  /** Printed and put among the answer's figures. */
  readonly show: (figure: Figure) => PrintedFigure;
  /** Printed and put among the near misses. */
  readonly near: (figure: Figure) => PrintedFigure;
  /** Figures put among the answer's so far, in order. */
  readonly shown: () => readonly ShownFigure[];
  /** Computes without listing the result; null where the formula has none. */
  readonly compute: (input: DerivedInput) => DerivedFigure | null;
  /** Computes and puts the result first (`lead`) or last; null where the formula has no result. */
  readonly derive: (input: DerivedInput, place: "lead" | "last") => DerivedFigure | null;
  /** Moves figures to the head of the answer's figures, in the order given. */
  readonly putFirst: (figures: readonly ShownFigure[]) => void;
  readonly cite: (reportId: ReportId, parts: readonly Span[], joint?: CitedPlace["joint"]) => number;
  readonly state: (parts: readonly Part[]) => void;
  readonly limit: (code: Caveat["code"], parts: readonly Part[]) => void;
  readonly finish: (end: {
    readonly status: AnswerStatus;
    readonly winner?: Owner | null;
    readonly choices?: readonly DraftChoice[];
    readonly settled?: true;
  }) => Draft;
}

export function createDraft(context: ComposeContext): DraftBuilder {
  const citations = createCitationList();
  const figures: ShownFigure[] = [];
  const nearest: ShownFigure[] = [];
  const statements: (readonly Part[])[] = [];
  const caveats: DraftCaveat[] = [];
  const rows: DraftRow[] = [];
  const printedById = new Map<string, PrintedFigure>();
  const printed = (figure: Figure): PrintedFigure => {
    const known = printedById.get(figure.id);
    if (known !== undefined) return known;
    const made = printFigure(
      context,
      figure,
      citations.cite(figure.reportId, contextParts(context.evidence.readText(figure.reportId), figure), [figure.source]),
    );
    printedById.set(figure.id, made);
    return made;
  };
  const listed = (list: ShownFigure[], figure: Figure): PrintedFigure => {
    const made = printed(figure);
    if (!list.includes(made)) list.push(made);
    return made;
  };
  const builder: DraftBuilder = {
    printed,
    uncited: (figure) => printedById.get(figure.id) ?? printFigure(context, figure, null),
    carry: (row) => {
      rows.push(row);
    },
    shown: () => [...figures],
    compute: deriveFigure,
    show: (figure) => listed(figures, figure),
    near: (figure) => listed(nearest, figure),
    derive: (input, place) => {
      const made = deriveFigure(input);
      if (made !== null && place === "lead") figures.unshift(made);
      if (made !== null && place === "last") figures.push(made);
      return made;
    },
    putFirst: (first) => {
      const rest = figures.filter((figure) => !first.includes(figure));
      figures.splice(0, figures.length, ...first, ...rest);
    },
    cite: (reportId, parts, joint) => citations.cite(reportId, parts, [], joint),
    state: (parts) => {
      if (parts.length > 0) statements.push(parts);
    },
    limit: (code, parts) => {
      caveats.push({ code, parts });
    },
    finish: ({ status, winner = null, choices = [], settled }) => {
      context.beforeFinish?.(builder);
      const draft = { status, winner, statements, figures, nearest, caveats, citations: citations.places(), choices, rows };
      return settled === undefined ? draft : { ...draft, settled };
    },
  };
  return builder;
}

/** The name of a figure's indicator: the lexicon's when an entry covers it, else the report's own words. */
export function labelOf(lexicon: Lexicon, figure: Figure): IndicatorLabel {
  const entry = figure.indicator.id === null ? undefined : lexicon.indicator(figure.indicator.id);
  if (entry !== undefined) return { id: entry.id, name: entry.zh, nameEn: entry.en, from: "lexicon" };
  return { id: figure.indicator.id, name: figure.indicator.name, nameEn: figure.indicator.name, from: "report" };
}

function printFigure(context: ComposeContext, figure: Figure, citation: number | null): PrintedFigure {
  const owner = context.evidence.catalogue.ownersById.get(figure.ownerId) ?? context.evidence.catalogue.reportsById.get(figure.reportId)?.owner;
  if (owner === undefined) throw new RangeError(`figure ${figure.id} belongs to no owner of the catalogue`);
  return { kind: "printed", figure, owner, label: labelOf(context.lexicon, figure), citation };
}

function deriveFigure(input: DerivedInput): DerivedFigure | null {
  const value = evaluateFormula(input.formula, input.operands.map(shownValue));
  if (value === null) return null;
  const vague = input.formula.op === "former" || input.operands.some((operand) => shownQualifier(operand) !== "exact");
  return {
    kind: "derived",
    owner: input.owner,
    label: input.label,
    value,
    unit: input.unit,
    quantityKind: input.quantityKind,
    qualifier: vague ? "about" : "exact",
    period: input.period,
    denominator: input.denominator ?? null,
    formula: input.formula,
    operands: input.operands,
  };
}

export function shownValue(figure: ShownFigure): string {
  return figure.kind === "printed" ? figure.figure.value : figure.value;
}

export function shownQualifier(figure: ShownFigure): Figure["qualifier"] {
  return figure.kind === "printed" ? figure.figure.qualifier : figure.qualifier;
}

export function shownPeriod(figure: ShownFigure): Period {
  return figure.kind === "printed" ? figure.figure.period : figure.period;
}
