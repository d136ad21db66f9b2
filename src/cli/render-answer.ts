import type { Answer, AnswerFigure, Citation } from "../contract/answer.ts";
import type { Language } from "../domain/question.ts";
import { ANSWER_LABELS, type AnswerLabels } from "./wording.ts";

/** The answer for a person at a terminal: answer, figures, notes, sources with file and offsets. `fileOf` names a report's file. */
export function renderAnswer(answer: Answer, fileOf: (reportId: string) => string): string {
  const labels = ANSWER_LABELS[answer.language];
  const parts = [
    answer.text,
    block(labels.figures, figureTable(answer.figures, answer.language, labels)),
    block(labels.nearest, figureTable(answer.nearest, answer.language, labels)),
    block(
      labels.caveats,
      // What the answer's own words say already is not said twice.
      answer.caveats.filter((caveat) => !answer.text.includes(caveat.text)).map((caveat) => `- ${caveat.text}`),
    ),
    block(
      labels.sources,
      answer.citations.flatMap((citation) => citationLines(citation, fileOf(citation.reportId), labels)),
    ),
    block(
      labels.choices,
      (answer.choices ?? []).map((choice) => `- ${choice.label}: ${choice.question}`),
    ),
    block(
      labels.suggestions,
      answer.suggestions.map((suggestion) => `- ${suggestion}`),
    ),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function block(label: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [label, ...lines.map((line) => `  ${line}`)].join("\n");
}

function citationLines(citation: Citation, file: string, labels: AnswerLabels): string[] {
  const place = [citation.school.name, citation.year === null ? "" : String(citation.year), citation.section.join(" › ")].filter((part) => part !== "");
  return [
    `[${citation.number}] ${place.join(" · ")}`,
    `    ${file}${citation.page === null ? "" : ` ${labels.page(citation.page)}`} ${citation.start}-${citation.end}`,
    ...citation.quote
      .split(/\s*\n\s*/)
      .filter((line) => line !== "")
      .map((line) => `    > ${line}`),
  ];
}

function figureTable(figures: readonly AnswerFigure[], language: Language, labels: AnswerLabels): string[] {
  if (figures.length === 0) return [];
  const name = (named: { readonly name: string; readonly nameEn: string }) => (language === "en" && named.nameEn !== "" ? named.nameEn : named.name);
  const rows = figures.map((figure) => [
    [figure.school === null ? "" : name(figure.school), figure.subject ?? ""].filter((part) => part !== "").join(" / "),
    [name(figure.indicator), figure.population ?? ""].filter((part) => part !== "").join(" / "),
    shownValue(figure),
    figure.period.label,
    figure.citation === null ? "" : `[${figure.citation}]`,
  ]);
  const table = [[...labels.columns, ""], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => displayWidth(row[column] ?? ""))));
  return table.map((row) =>
    row
      .map((cell, column) => cell + " ".repeat(Math.max(0, (widths[column] ?? 0) - displayWidth(cell))))
      .join("  ")
      .trimEnd(),
  );
}

/** As the report printed it; a derived value with its formula. */
function shownValue(figure: AnswerFigure): string {
  const value = figure.raw ?? `${figure.value}${figure.unit}`;
  return figure.formula === null ? value : `${value} = ${figure.formula}`;
}

/** Columns that a terminal gives a text: two for a Chinese character or full-width sign. "平湖 2021" → 9. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u.test(character) ? 2 : 1;
  return width;
}
