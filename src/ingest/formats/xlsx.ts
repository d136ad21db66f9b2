import { AppError, type Issue } from "../../domain/issue.ts";
import { createDocumentBuilder, type SourceDocument } from "../document.ts";
import { openArchive } from "./archive.ts";
import { type MergedArea, writeSheet } from "./sheet.ts";
import { createNumberFormats, type NumberFormats } from "./xlsx-formats.ts";
import { walkXml } from "./xml-events.ts";

const MAX_CELLS = 300_000;
/** Beyond these a sheet is no report: a formatted but empty sheet may name its last row a million down. */
const MAX_ROW = 100_000;
const MAX_COLUMN = 500;

/**
 * Excel workbook → one table or more per visible sheet, captioned with the sheet's name; numbers as their cell shows them (98.57%).
 * Throws AppError `damaged_file`, `zip_bomb` or `file_too_large`.
 */
export function readXlsx(bytes: Uint8Array): SourceDocument {
  const archive = openArchive(bytes);
  const workbook = archive.readText("xl/workbook.xml");
  if (workbook === null)
    throw new AppError("damaged_file", "The file is damaged: it has no workbook part. Open it in Excel or WPS and save it again as .xlsx.");
  const part = (name: string): string => archive.readText(name) ?? "";
  const { sheets, date1904 } = readWorkbook(workbook);
  const targets = readTargets(part("xl/_rels/workbook.xml.rels"));
  const strings = readSharedStrings(part("xl/sharedStrings.xml"));
  const formats = createNumberFormats(part("xl/styles.xml"), date1904);
  const builder = createDocumentBuilder();
  const issues: Issue[] = [];
  for (const sheet of sheets) {
    if (sheet.hidden) {
      issues.push({ code: "hidden_sheet", severity: "note", message: "a hidden sheet was left out" });
      continue;
    }
    const xml = part(targets.get(sheet.relation) ?? "");
    if (xml === "") continue;
    const { rows, merges } = readSheet(xml, strings, formats);
    writeSheet(builder, /^sheet ?\d+$/i.test(sheet.name) ? "" : sheet.name, rows, merges);
  }
  return builder.finish(issues);
}

interface SheetEntry {
  readonly name: string;
  readonly relation: string;
  readonly hidden: boolean;
}

function readWorkbook(xml: string): { readonly sheets: readonly SheetEntry[]; readonly date1904: boolean } {
  const sheets: SheetEntry[] = [];
  let date1904 = false;
  walkXml(xml, {
    open: (name, attributes) => {
      const { name: sheetName = "", id = "", state = "visible" } = attributes;
      if (name === "sheet") sheets.push({ name: sheetName, relation: id, hidden: state !== "visible" });
      if (name === "workbookPr") date1904 = /^(?:1|true)$/.test(attributes.date1904 ?? "");
    },
    close: () => undefined,
    text: () => undefined,
  });
  return { sheets, date1904 };
}

function readTargets(xml: string): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  if (xml === "") return targets;
  walkXml(xml, {
    open: (name, { Id = "", Target = "" }) => {
      if (name === "Relationship") targets.set(Id, Target.startsWith("/") ? Target.slice(1) : `xl/${Target.replace(/^\.\//, "")}`);
    },
    close: () => undefined,
    text: () => undefined,
  });
  return targets;
}

function readSharedStrings(xml: string): readonly string[] {
  const strings: string[] = [];
  if (xml === "") return strings;
  let open = "";
  let inText = false;
  let phonetic = 0;
  walkXml(xml, {
    open: (name) => {
      if (name === "si") open = "";
      else if (name === "rPh") phonetic += 1;
      else if (name === "t") inText = phonetic === 0;
    },
    close: (name) => {
      if (name === "si") strings.push(open);
      else if (name === "rPh") phonetic -= 1;
      else if (name === "t") inText = false;
    },
    text: (text) => {
      if (inText) open += text;
    },
  });
  return strings;
}

function readSheet(xml: string, strings: readonly string[], formats: NumberFormats): { readonly rows: string[][]; readonly merges: MergedArea[] } {
  const rows: string[][] = [];
  const merges: MergedArea[] = [];
  let row = -1;
  let column = -1;
  let cells = 0;
  let type = "";
  let style = 0;
  let value = "";
  let reading = false;
  let phonetic = 0;
  const place = (text: string): void => {
    if (text === "" || row > MAX_ROW || column > MAX_COLUMN) return;
    cells += 1;
    if (cells > MAX_CELLS) throw new AppError("file_too_large", `The workbook has more than ${MAX_CELLS} cells. Keep only the report's own sheets.`);
    while (rows.length <= row) rows.push([]);
    const own = rows[row] ?? [];
    while (own.length <= column) own.push("");
    own[column] = text;
  };
  walkXml(xml, {
    open: (name, attributes) => {
      if (name === "row") {
        row = attributes.r === undefined ? row + 1 : Number(attributes.r) - 1;
        column = -1;
      } else if (name === "c") {
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r);
        type = attributes.t ?? "n";
        style = Number(attributes.s ?? 0);
        value = "";
      } else if (name === "rPh") phonetic += 1;
      else if (name === "v" || name === "t") reading = phonetic === 0;
      else if (name === "mergeCell") merges.push(...areaOf(attributes.ref ?? ""));
    },
    close: (name) => {
      if (name === "v" || name === "t") reading = false;
      else if (name === "rPh") phonetic -= 1;
      else if (name === "c") place(cellText(value, type, style, strings, formats));
    },
    text: (text) => {
      if (reading) value += text;
    },
  });
  return { rows, merges };
}

function cellText(value: string, type: string, style: number, strings: readonly string[], formats: NumberFormats): string {
  if (type === "s") return strings[Number(value)] ?? "";
  if (type === "b") return value === "1" ? "是" : "否";
  if (type === "n" && value !== "") return formats.format(value, style);
  return type === "e" ? "" : value;
}

/** "BC12" → 54. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? "A") column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function areaOf(reference: string): MergedArea[] {
  const match = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(reference);
  if (match === null) return [];
  const [, from = "", top = "", to = "", bottom = ""] = match;
  return [{ firstRow: Number(top) - 1, firstColumn: columnOf(from), lastRow: Number(bottom) - 1, lastColumn: columnOf(to) }];
}
