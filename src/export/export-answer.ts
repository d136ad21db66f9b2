import type { Answer } from "../contract/answer.ts";
import type { ExportFormat } from "../contract/ask.ts";
import { toAnswerDocx } from "./answer-docx.ts";
import { toAnswerXlsx } from "./answer-xlsx.ts";

/** An answer with its figures, notes and citations as the bytes of a document. */
export function exportAnswer(answer: Answer, format: ExportFormat): Promise<Uint8Array> {
  return format === "docx" ? toAnswerDocx(answer) : toAnswerXlsx(answer);
}
