import type { Answer, AnswerFigure, Citation } from "../contract/answer.ts";
import { EXPORT_WORDING, type ExportWording } from "./wording.ts";

/** A cell: text, or a number where the decimal string says exactly that number. */
export type ExportCell = string | number;

export interface ExportTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ExportCell[])[];
}

/** An answer cut for documents: what is said, then one row a figure, then one row a source. */
export interface AnswerTables {
  readonly words: ExportWording;
  readonly paragraphs: readonly string[];
  readonly notes: readonly string[];
  readonly figures: ExportTable;
  readonly sources: ExportTable;
}

/** The tables of an answer, in the answer's own language; names stand in Chinese and, for English, in English before it. */
export function toAnswerTables(answer: Answer): AnswerTables {
  const words = EXPORT_WORDING[answer.language];
  const name = namer(answer.language);
  return {
    words,
    paragraphs: answer.text.split("\n").map(toPlainText).filter(isSomething),
    // What the answer's own words say already is not said twice.
    notes: [
      ...answer.caveats.map((caveat) => caveat.text).filter((text) => !answer.text.includes(text)),
      ...(answer.citations.some(({ masked }) => masked === true) ? [words.masked] : []),
    ].map(toPlainText),
    figures: {
      columns: Object.values(words.figureColumns),
      rows: [
        ...answer.figures.map((figure) => figureRow(figure, words, name, "")),
        ...answer.nearest.map((figure) => figureRow(figure, words, name, words.near)),
      ],
    },
    sources: { columns: Object.values(words.sourceColumns), rows: answer.citations.map((citation) => sourceRow(citation, name)) },
  };
}

type Named = { readonly name: string; readonly nameEn: string };

function namer(language: Answer["language"]): (named: Named) => string {
  return ({ name, nameEn }) => (language === "en" && nameEn !== "" && nameEn !== name ? `${nameEn} (${name})` : name);
}

function figureRow(figure: AnswerFigure, words: ExportWording, name: (named: Named) => string, mark: string): ExportCell[] {
  const row = [
    figure.school === null ? "" : name(figure.school),
    figure.subject ?? "",
    name(figure.indicator),
    figure.population ?? "",
    figure.raw ?? `${figure.value}${figure.unit}`,
    figure.valueTo === null ? toCell(figure.value) : `${figure.value}–${figure.valueTo}`,
    figure.unit,
    figure.period.label,
    [words.aspects[figure.aspect], mark].filter(isSomething).join(" · "),
    figure.formula ?? "",
    figure.citation === null ? "" : `[${figure.citation}]`,
  ];
  return row.map((cell) => (typeof cell === "string" ? toPlainText(cell) : cell));
}

function sourceRow(citation: Citation, name: (named: Named) => string): ExportCell[] {
  const { number, school, title, year, section, page, start, end, quote } = citation;
  return [number, name(school), toPlainText(title), year ?? "", toPlainText(section.join(" › ")), page ?? "", start, end, toPlainText(quote)];
}

/** The number where it is told by the decimal string without loss, else the string: "2446" → 2446, "0.10" → "0.10". */
export function toCell(value: string): ExportCell {
  const number = Number(value);
  return Number.isFinite(number) && String(number) === value ? number : value;
}

/** Without what XML 1.0 cannot hold: control characters but tab and line feed, noncharacters, lone surrogates. */
export function toPlainText(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/[\p{Surrogate}\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/gu, "");
}

const isSomething = (text: string): boolean => text !== "";
