import type { Answer, AnswerFigure, Citation } from "../../contract/answer.ts";
import { type CitedPlace, citationUrl, pageOf } from "../citations.ts";
import type { ComposeContext, Draft, DraftRow } from "../draft.ts";
import type { DerivedFigure, Part, PrintedFigure, ShownFigure } from "../parts.ts";
import { answerId } from "./answer-id.ts";
import { toInterpretation, toOwnerRef } from "./interpretation.ts";
import { checkNumbers, checkPart, type GateBreak } from "./number-gate.ts";
import { type RenderContext, renderFormula, renderParts, renderStatement, withoutRepeats } from "./render.ts";

/** An answer, and the numbers that the gate refused: where there are any, the answer says only that it is withheld. */
export interface GatedAnswer {
  readonly answer: Answer;
  readonly breaks: readonly GateBreak[];
}

/** What the answer needs beside its draft. */
export interface Envelope {
  readonly version: string;
  readonly elapsedMs: number;
  readonly suggestions: readonly (readonly Part[])[];
}

/** Passes the number gate, then renders: nothing that the gate refuses is ever text. */
export function toAnswer(context: ComposeContext, draft: Draft, envelope: Envelope): GatedAnswer {
  const render = toRenderContext(context, draft.citations);
  const breaks = checkNumbers(draft, render);
  const suggestions = envelope.suggestions
    .filter((parts) => parts.every((part) => checkPart(part, render).length === 0))
    .map((parts) => renderStatement(parts, render));
  if (breaks.length > 0) return { answer: withheld(context, envelope, breaks), breaks };
  const choices = draft.choices.map((choice) => ({ label: renderParts(choice.label, render), question: renderParts(choice.question, render) }));
  return {
    breaks,
    answer: {
      ...frame(context, envelope),
      status: draft.status,
      text: withoutRepeats(draft.statements, render)
        .map((parts) => renderStatement(parts, render))
        .join("\n"),
      winner: draft.winner === null ? null : { school: toOwnerRef(draft.winner) },
      figures: draft.figures.map((figure) => toFigure(figure, draft.figures, render)),
      nearest: draft.nearest.filter((figure) => !draft.figures.includes(figure)).map((figure) => toFigure(figure, [], render)),
      caveats: uniqueCaveats(draft, render),
      citations: draft.citations.map((place) => toCitation(place, render)),
      ...(draft.rows === undefined || draft.rows.length === 0 ? {} : { rows: draft.rows.map(toRow) }),
      ...(choices.length === 0 ? {} : { choices }),
      suggestions,
    },
  };
}

/** What parts of this context are rendered and checked against. */
export function toRenderContext(context: ComposeContext, citations: readonly CitedPlace[]): RenderContext {
  const { parsed, language, lexicon, wording, evidence } = context;
  const question = [parsed.question, ...(context.heard ?? [])].join("\n");
  return { question, language, lexicon, wording, catalogue: evidence.catalogue, citations, readText: evidence.readText };
}

function frame(context: ComposeContext, envelope: Envelope): Answer {
  const { parsed, language } = context;
  return {
    id: answerId(envelope.version, parsed, language),
    question: parsed.question,
    language,
    status: "not_found",
    intent: parsed.intent,
    text: "",
    winner: null,
    figures: [],
    nearest: [],
    caveats: [],
    citations: [],
    interpretation: toInterpretation(context),
    suggestions: [],
    version: envelope.version,
    elapsedMs: envelope.elapsedMs,
  };
}

function withheld(context: ComposeContext, envelope: Envelope, breaks: readonly GateBreak[]): Answer {
  const made = frame(context, envelope);
  const rules = [...new Set(breaks.map((broken) => `gate_withheld:${broken.rule}`))];
  const text = renderParts(context.wording.withheld(), toRenderContext(context, []));
  return {
    ...made,
    text,
    caveats: [{ code: "incomplete", text }],
    interpretation: { ...made.interpretation, trace: [...made.interpretation.trace, ...rules] },
  };
}

function toFigure(figure: ShownFigure, listed: readonly ShownFigure[], render: RenderContext): AnswerFigure {
  return figure.kind === "printed" ? toPrinted(figure) : toDerived(figure, listed, render);
}

function toPrinted(shown: PrintedFigure): AnswerFigure {
  const { figure, owner, label, citation } = shown;
  return {
    school: toOwnerRef(owner),
    subject: figure.subject,
    indicator: { id: label.id, name: label.name, nameEn: label.nameEn },
    value: figure.value,
    valueTo: figure.valueTo,
    unit: figure.unit,
    kind: figure.kind,
    aspect: figure.aspect,
    population: figure.population,
    denominator: figure.denominator,
    raw: figure.source.raw,
    qualifier: figure.qualifier,
    period: figure.period,
    derived: false,
    formula: null,
    operands: [],
    citation,
  };
}

function toRow({ rank, figure: { figure, owner, label } }: DraftRow): NonNullable<Answer["rows"]>[number] {
  const { value, valueTo, unit, qualifier, period, reportId, source } = figure;
  return {
    rank,
    school: toOwnerRef(owner),
    indicator: label.id,
    value,
    valueTo,
    unit,
    qualifier,
    raw: source.raw,
    period,
    reportId,
    start: source.start,
    end: source.end,
  };
}

function toDerived(shown: DerivedFigure, listed: readonly ShownFigure[], render: RenderContext): AnswerFigure {
  return {
    school: shown.owner === null ? null : toOwnerRef(shown.owner),
    subject: null,
    indicator: { id: shown.label.id, name: shown.label.name, nameEn: shown.label.nameEn },
    value: shown.value,
    valueTo: null,
    unit: shown.unit,
    kind: shown.quantityKind,
    aspect: "actual",
    population: null,
    denominator: shown.denominator,
    raw: null,
    qualifier: shown.qualifier,
    period: shown.period,
    derived: true,
    formula: renderFormula(shown, render),
    operands: shown.operands.map((operand) => listed.indexOf(operand)).filter((index) => index >= 0),
    citation: null,
  };
}

function uniqueCaveats(draft: Draft, render: RenderContext): Answer["caveats"] {
  const seen = new Set<string>();
  return draft.caveats.flatMap(({ code, parts }) => {
    const text = renderStatement(parts, render);
    const key = `${code} ${text}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ code, text }];
  });
}

function toCitation(place: CitedPlace, render: RenderContext): Citation {
  const report = render.catalogue.reportsById.get(place.reportId);
  if (report === undefined) throw new RangeError(`report ${place.reportId} is not in the catalogue`);
  const section = report.sections
    .filter((candidate) => candidate.span.start <= place.start && place.start < candidate.span.end)
    .toSorted((a, b) => b.span.start - a.span.start || b.path.length - a.path.length)[0];
  return {
    number: place.number,
    reportId: place.reportId,
    school: toOwnerRef(report.owner),
    title: report.title,
    year: report.year,
    section: section === undefined ? [] : [...section.path],
    page: pageOf(report.pages, place.start),
    start: place.start,
    end: place.end,
    ...(place.parts.length > 1 ? { parts: place.parts.map(({ start, end }) => ({ start, end })) } : {}),
    quote: render.readText(place.reportId).slice(place.start, place.end),
    marks: place.marks.map(({ start, end }) => ({ start, end })),
    url: citationUrl(place),
  };
}
