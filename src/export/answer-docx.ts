import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from "docx";
import type { Answer, Citation } from "../contract/answer.ts";
import { type AnswerTables, type ExportTable, toAnswerTables, toPlainText } from "./answer-tables.ts";

/** Readable in both scripts on Word, WPS and LibreOffice without a font of ours. */
const FONT = { ascii: "Calibri", hAnsi: "Calibri", eastAsia: "SimSun", cs: "Calibri" } as const;

/** An answer as a Word document: question, answer, figures as a table, notes, and each source with its quote and exact place. */
export async function toAnswerDocx(answer: Answer): Promise<Uint8Array> {
  const tables = toAnswerTables(answer);
  const { words, paragraphs, notes, figures } = tables;
  const document = new Document({
    title: toPlainText(answer.question),
    creator: words.brand,
    styles: { default: { document: { run: { font: FONT, size: 22 } } } },
    sections: [
      {
        children: [
          new Paragraph({ heading: HeadingLevel.HEADING_1, children: [run(toPlainText(answer.question))] }),
          ...paragraphs.map((text) => paragraph(text)),
          ...headed(words.figures, figures.rows.length === 0 ? [] : [tableOf(withoutEmptyColumns(figures))]),
          ...headed(
            words.notes,
            notes.map((text) => paragraph(text)),
          ),
          ...headed(
            words.sources,
            answer.citations.flatMap((citation) => sourceParagraphs(citation, tables)),
          ),
          paragraph(words.provenance(answer.id, answer.version)),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

const run = (text: string, more: { readonly bold?: boolean; readonly italics?: boolean } = {}): TextRun => new TextRun({ text, ...more });

/** One paragraph; a line break of a quote stays one. */
function paragraph(text: string, more: { readonly indent?: number } = {}): Paragraph {
  const lines = text.split("\n");
  return new Paragraph({
    spacing: { after: 120 },
    ...(more.indent === undefined ? {} : { indent: { left: more.indent } }),
    children: lines.map((line, index) => new TextRun({ text: line, ...(index === 0 ? {} : { break: 1 }) })),
  });
}

function headed(title: string, children: readonly (Paragraph | Table)[]): (Paragraph | Table)[] {
  if (children.length === 0) return [];
  return [new Paragraph({ heading: HeadingLevel.HEADING_2, children: [run(title)] }), ...children];
}

function sourceParagraphs(citation: Citation, { words }: AnswerTables): Paragraph[] {
  const place = [
    citation.school.name,
    citation.title,
    citation.year === null ? "" : String(citation.year),
    citation.section.join(" › "),
    citation.page === null ? "" : words.page(citation.page),
    `${citation.start}–${citation.end}`,
  ].filter((part) => part !== "");
  return [paragraph(`[${citation.number}] ${toPlainText(place.join(" · "))}`), paragraph(toPlainText(citation.quote), { indent: 400 })];
}

/** A page is narrower than a sheet: columns that say nothing in any row are left out. */
function withoutEmptyColumns({ columns, rows }: ExportTable): ExportTable {
  const kept = columns.map((_, column) => rows.some((row) => row[column] !== ""));
  return { columns: columns.filter((_, column) => kept[column]), rows: rows.map((row) => row.filter((_, column) => kept[column])) };
}

function tableOf({ columns, rows }: ExportTable): Table {
  const cell = (text: string, bold: boolean): TableCell => new TableCell({ children: [new Paragraph({ children: [run(text, { bold })] })] });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({ tableHeader: true, children: columns.map((column) => cell(column, true)) }),
      ...rows.map((row) => new TableRow({ children: row.map((value) => cell(String(value), false)) })),
    ],
  });
}
