import { AppError, type Issue } from "../../domain/issue.ts";
import { createDocumentBuilder, type SourceDocument } from "../document.ts";
import { writeSheet } from "./sheet.ts";

const MAX_FIELDS = 300_000;

/** Comma-, semicolon- or tab-separated values → one table; `text` is the decoded file. Throws AppError `file_too_large`. */
export function readCsv(text: string, issues: readonly Issue[] = []): SourceDocument {
  const builder = createDocumentBuilder();
  writeSheet(builder, "", splitFields(text, findSeparator(text)), []);
  return builder.finish(issues);
}

/** The mark that the first lines hold most of, full-width commas among them. */
function findSeparator(text: string): string {
  const head = text.slice(0, 4000);
  const count = (mark: string): number => head.split(mark).length;
  return ["\t", ";", "，"].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ",");
}

/** RFC 4180: quoted fields may hold separators, doubled quotes and line breaks. */
function splitFields(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = "";
  let quoted = false;
  let from = 0;
  let fields = 0;
  const endField = (at: number): void => {
    fields += 1;
    if (fields > MAX_FIELDS) throw new AppError("file_too_large", `The file has more than ${MAX_FIELDS} cells. Keep only the report's own data.`);
    row.push(field + text.slice(from, at));
    field = "";
    from = at + 1;
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (quoted) {
      if (character !== '"') continue;
      field += text.slice(from, at);
      from = at + 1;
      if (text[at + 1] === '"') {
        at += 1;
        from = at;
      } else quoted = false;
    } else if (character === '"' && from === at && field === "") {
      quoted = true;
      from = at + 1;
    } else if (character === separator) endField(at);
    else if (character === "\n" || character === "\r") {
      endField(at);
      rows.push(row);
      row = [];
      if (character === "\r" && text[at + 1] === "\n") {
        at += 1;
        from = at + 1;
      }
    }
  }
  if (from < text.length || field !== "" || row.length > 0) {
    endField(text.length);
    rows.push(row);
  }
  return rows;
}
