import writeExcelFile from "write-excel-file/node";
import type { Answer } from "../contract/answer.ts";
import { type ExportCell, type ExportTable, toAnswerTables, toPlainText } from "./answer-tables.ts";

const HEAD = { fontWeight: "bold", backgroundColor: "#E8EEF4", wrap: true, alignVertical: "top" } as const;
const BODY = { wrap: true, alignVertical: "top" } as const;
const TITLE = { fontWeight: "bold" } as const;

/** An answer as a workbook of three sheets: what is said, its figures, its sources. Text is never a formula. */
export async function toAnswerXlsx(answer: Answer): Promise<Uint8Array> {
  const { words, paragraphs, notes, figures, sources } = toAnswerTables(answer);
  const said = [
    [styled(words.question, TITLE), styled(toPlainText(answer.question), BODY)],
    ...paragraphs.map((text, index) => [styled(index === 0 ? words.answer : "", TITLE), styled(text, BODY)]),
    ...notes.map((text, index) => [styled(index === 0 ? words.notes : "", TITLE), styled(text, BODY)]),
    [styled("", TITLE), styled(words.provenance(answer.id, answer.version), BODY)],
  ];
  const buffer = await writeExcelFile([
    { data: said, sheet: words.answer, columns: [{ width: 10 }, { width: 100 }] },
    toSheet(words.figures, figures, [26, 18, 22, 14, 14, 12, 8, 14, 10, 30, 8]),
    toSheet(words.sources, sources, [6, 26, 36, 8, 36, 6, 8, 8, 90]),
  ]).toBuffer();
  return new Uint8Array(buffer);
}

function toSheet(name: string, { columns, rows }: ExportTable, widths: readonly number[]) {
  return {
    sheet: name,
    data: [columns.map((column) => styled(column, HEAD)), ...rows.map((row) => row.map((cell) => styled(cell, BODY)))],
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
  };
}

type Style = typeof HEAD | typeof BODY | typeof TITLE;

/** The type is said, so that "=1+1" of a report stays text. */
function styled(value: ExportCell, style: Style) {
  return typeof value === "number" ? { ...style, type: Number, value } : { ...style, type: String, value };
}
