import type { Qualifier } from "../../domain/figure.ts";
import type { IndicatorId, ReportId } from "../../domain/ids.ts";
import type { Language } from "../../domain/question.ts";
import type { Lexicon } from "../../lexicon/lexicon.ts";
import type { Catalogue } from "../../retrieve/catalogue.ts";
import type { CitedPlace } from "../citations.ts";
import { formatFormula } from "../formula.ts";
import type { DerivedFigure, Part, PrintedFigure, ShownFigure } from "../parts.ts";
import type { Wording } from "../wording/wording.ts";
import { englishValue, isBare, rawOnOneLine, withUnit } from "./numbers.ts";

/** What parts are rendered, and checked, against. */
export interface RenderContext {
  /** The question and whatever else the asker said: what may be echoed. */
  readonly question: string;
  readonly language: Language;
  readonly lexicon: Lexicon;
  readonly wording: Wording;
  readonly catalogue: Catalogue;
  readonly citations: readonly CitedPlace[];
  readonly readText: (id: ReportId) => string;
}

/** A sentence that was told already, by an earlier part or by the same number read twice, is not told again. */
export function withoutRepeats(statements: readonly (readonly Part[])[], render: RenderContext): readonly (readonly Part[])[] {
  const told = new Map(statements.map((parts) => [renderStatement(parts, render), parts] as const).toReversed());
  return statements.filter((parts) => told.get(renderStatement(parts, render)) === parts);
}

/** A statement as a sentence: parts to text, an English one with a capital. Pass the number gate first. */
export function renderStatement(parts: readonly Part[], context: RenderContext): string {
  const rendered = renderParts(parts, context);
  if (context.language !== "en") return rendered;
  const capital = rendered.slice(0, 1).toUpperCase() + rendered.slice(1);
  return capital.replace(/^(?:Yes|No)\. [a-z]/, (head) => head.slice(0, -1) + head.slice(-1).toUpperCase());
}

/** Parts to plain text. Pass the number gate first. */
export function renderParts(parts: readonly Part[], context: RenderContext): string {
  return parts.map((part) => renderPart(part, context)).join("");
}

export function renderPart(part: Part, context: RenderContext): string {
  switch (part.kind) {
    case "text":
      return part.text;
    case "figure":
      return part.figure.kind === "printed" ? renderPrinted(part.figure, context) : renderValue(part.figure, context);
    case "formula":
      return renderFormula(part.figure, context);
    case "marker":
      return `[${part.citation}]`;
    case "echo":
      return withoutMarkup(part.text);
    case "words":
      return part.text;
    case "owner":
      return part.form === "name" ? part.owner.name : part.owner.nameEn;
    case "indicator":
      return withoutMarkup(part.form === "name" ? part.label.name : withinSentence(part.label.nameEn));
    case "period":
      return context.wording.periodLabel(part.period);
    case "year":
      return String(part.year);
    case "title":
      return context.catalogue.reportsById.get(part.reportId)?.title ?? "";
    case "section":
      return part.path.join(" › ");
    case "count":
      return String(part.value);
    case "tally":
      return String(part.of.length);
    case "rank":
      return String(part.rank);
    case "quote":
      return renderQuote(part.citation, context);
    case "definition":
      return renderDefinition(part.indicatorId, context);
  }
}

/** "Employment rate" → "employment rate"; "IT equipment" stays. */
function withinSentence(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? name.slice(0, 1).toLowerCase() + name.slice(1) : name;
}

/** As printed; with the full value where the unit stands elsewhere or the answer is in English. */
function renderPrinted(shown: PrintedFigure, context: RenderContext): string {
  const { figure } = shown;
  const raw = rawOnOneLine(figure.source.raw);
  const full = englishValue(context.lexicon.units, figure.value, figure.unit);
  if (context.language === "en") {
    // A share in a table whose head holds the sign: 98.5 is told as 98.5%.
    if (figure.unit === "%" && raw === figure.value && figure.qualifier === "exact") return full;
    const same = figure.unit === "%" || raw.toLowerCase() === full.toLowerCase() || (isBare(raw) && (figure.unit === "" || figure.unit === ":1"));
    return same && figure.qualifier === "exact"
      ? raw
      : `${raw} (${qualified(full, figure.qualifier, figure.valueTo === null ? null : englishValue(context.lexicon.units, figure.valueTo, figure.unit), context)})`;
  }
  if (!isBare(raw) || figure.unit === "" || figure.unit === ":1") return raw;
  return raw === figure.value ? withUnit(raw, figure.unit) : `${raw}（${withUnit(figure.value, figure.unit)}）`;
}

function qualified(full: string, qualifier: Qualifier, upper: string | null, context: RenderContext): string {
  return upper === null ? context.wording.qualified(full, qualifier) : `${full}–${upper}`;
}

/** The value in the canonical unit, as operands and results are shown. */
export function renderValue(figure: ShownFigure, context: RenderContext): string {
  const [value, unit] = figure.kind === "printed" ? [figure.figure.value, figure.figure.unit] : [figure.value, figure.unit];
  if (context.language === "en") return englishValue(context.lexicon.units, value, unit);
  return withUnit(value, unit === ":1" ? "" : unit);
}

export function renderFormula(figure: DerivedFigure, context: RenderContext): string {
  return formatFormula(
    figure.formula,
    figure.operands.map((operand) => renderOperand(operand, context)),
    renderValue(figure, context),
  );
}

/** A sum inside a formula stands there with its own terms: 2446人 ÷ (155人 + 29人). */
function renderOperand(operand: ShownFigure, context: RenderContext): string {
  if (operand.kind === "printed" || operand.formula.op !== "sum") return renderValue(operand, context);
  return `(${operand.operands.map((term) => renderValue(term, context)).join(" + ")})`;
}

function renderDefinition(id: IndicatorId, context: RenderContext): string {
  const entry = context.lexicon.indicator(id);
  return (context.language === "en" ? entry?.definitionEn : null) ?? entry?.definition ?? "";
}

function renderQuote(number: number, context: RenderContext): string {
  const place = context.citations.find((candidate) => candidate.number === number);
  if (place === undefined) return "";
  const text = context.readText(place.reportId);
  return place.parts.map((part) => text.slice(part.start, part.end)).join(place.joint);
}

/** Markup in a question is plain text; it never comes back as markup. */
export function withoutMarkup(value: string): string {
  return value.replaceAll("<", "＜").replaceAll(">", "＞");
}
