import { AppError, type Issue } from "../../domain/issue.ts";
import { type CellDraft, createDocumentBuilder, type DocumentBuilder, headerRowCount, type SourceDocument } from "../document.ts";
import { type Archive, openArchive } from "./archive.ts";
import { createNumberingCounter, type NumberingCounter, type NumberingPlace } from "./docx-numbering.ts";
import { type ParagraphStyle, readStyles } from "./docx-styles.ts";
import { walkXml } from "./xml-events.ts";

const MAIN_PART = "word/document.xml";

/**
 * Word document → text with a paragraph a line: headings by style, automatic numbers written out, tables with merged cells. Deleted words of
 * tracked changes, hidden text, headers, footers and the contents field stay out of the body.
 * Throws AppError `damaged_file`, `zip_bomb` or `empty_file`.
 */
export function readDocx(bytes: Uint8Array): SourceDocument {
  const archive = openArchive(bytes);
  const main = archive.readText(MAIN_PART);
  if (main === null) throw new AppError("damaged_file", "The file is damaged: it has no text part. Open it in Word or WPS and save it again as .docx.");
  const part = (name: string): string => archive.readText(name) ?? "";
  const builder = createDocumentBuilder();
  const reader = createBodyReader(builder, readStyles(part("word/styles.xml")), createNumberingCounter(part("word/numbering.xml")));
  walkXml(main, reader.handler);
  return builder.finish([...reader.issues(), ...footnoteIssues(archive)]);
}

function footnoteIssues(archive: Archive): Issue[] {
  const notes = (archive.readText("word/footnotes.xml") ?? "").match(/<w:footnote (?![^>]{0,200}w:type=)/g)?.length ?? 0;
  return notes === 0 ? [] : [{ code: "footnotes", severity: "note", message: `${notes} footnotes left out`, values: { count: notes } }];
}

interface Paragraph {
  text: string;
  styleId: string;
  outline: number | null;
  numId: string | null;
  ilvl: number | null;
  startsPage: boolean;
}

interface OpenTable {
  readonly rows: CellDraft[][];
  /** The cell that a vertical merge in this column carries on. */
  readonly merged: Map<number, { readonly row: number; readonly index: number }>;
  headerRows: number;
  column: number;
  cell: { text: string[]; span: number; merge: "restart" | "continue" | null } | null;
  rowIsHeader: boolean;
}

/** What Word keeps but does not print in the text. */
const SILENT = new Set(["del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText", "rt", "pPrChange", "rPrChange", "tblPrChange", "sectPrChange"]);
/** A paragraph in a heading style that is longer is body set in the wrong style. */
const MAX_HEADING = 80;

interface BodyReader {
  readonly handler: Parameters<typeof walkXml>[1];
  issues(): Issue[];
}

function createBodyReader(builder: DocumentBuilder, styleOf: (id: string) => ParagraphStyle, numbering: NumberingCounter): BodyReader {
  const tables: OpenTable[] = [];
  const paragraphs: Paragraph[] = [];
  let silent = 0;
  let hidden = false;
  let inText = false;
  let inRunProperties = false;
  let contentsField = 0;
  let contentsLines = 0;
  let contentsSpan: Issue["span"];
  const top = (): Paragraph | undefined => paragraphs[paragraphs.length - 1];
  const table = (): OpenTable | undefined => tables[tables.length - 1];
  const say = (text: string): void => {
    const paragraph = top();
    if (paragraph !== undefined && silent === 0 && !hidden) paragraph.text += text;
  };

  const endParagraph = (paragraph: Paragraph): void => {
    const style = styleOf(paragraph.styleId);
    const label = paragraph.text.trim() === "" ? null : labelOf(paragraph, style, numbering);
    const text = (label?.kind === "label" ? label.text : "") + paragraph.text;
    const cell = table()?.cell;
    if (cell !== undefined && cell !== null) {
      if (text.trim() !== "") cell.text.push(text.trim());
    } else if (style.contents || contentsField > 0) {
      if (text.trim() === "") return;
      const span = builder.aside(text);
      contentsSpan ??= span;
      contentsLines += 1;
    } else {
      const level = paragraph.outline ?? style.level;
      const isHeading = level !== null && text.trim().length <= MAX_HEADING && !/[。；！？]$/.test(text.trim());
      builder.line(text, { level: isHeading ? level : null, listItem: label?.kind === "bullet", blankBefore: paragraph.startsPage });
    }
  };

  const open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    const { val = "" } = attributes;
    if (SILENT.has(name)) silent += 1;
    const paragraph = top();
    const grid = table();
    switch (name) {
      case "p":
        paragraphs.push({ text: "", styleId: "", outline: null, numId: null, ilvl: null, startsPage: false });
        break;
      case "pStyle":
        if (paragraph !== undefined && silent === 0) paragraph.styleId = val;
        break;
      case "outlineLvl":
        if (paragraph !== undefined && silent === 0 && Number(val) < 9) paragraph.outline = Number(val) + 1;
        break;
      case "numId":
        if (paragraph !== undefined && silent === 0) paragraph.numId = val;
        break;
      case "ilvl":
        if (paragraph !== undefined && silent === 0) paragraph.ilvl = Number(val);
        break;
      case "pageBreakBefore":
        if (paragraph !== undefined) paragraph.startsPage = true;
        break;
      case "r":
        hidden = false;
        break;
      case "rPr":
        inRunProperties = true;
        break;
      case "vanish":
        if (inRunProperties && paragraph !== undefined && !/^(?:0|false|off)$/.test(val)) hidden = true;
        break;
      case "t":
        inText = true;
        break;
      case "tab":
        if (!inRunProperties && attributes.pos === undefined) say("\t");
        break;
      case "br":
      case "cr":
        say("\n");
        break;
      case "noBreakHyphen":
        say("-");
        break;
      case "docPartGallery":
        if (/table of contents/i.test(val)) contentsField = 1;
        break;
      case "sdt":
        if (contentsField > 0) contentsField += 1;
        break;
      case "tbl":
        tables.push({ rows: [], merged: new Map(), headerRows: 0, column: 0, cell: null, rowIsHeader: false });
        break;
      case "tr":
        if (grid !== undefined) {
          grid.rows.push([]);
          grid.column = 0;
          grid.rowIsHeader = false;
        }
        break;
      case "gridBefore":
        if (grid !== undefined) grid.column += Math.min(Number(val) || 0, 60);
        break;
      case "tblHeader":
        if (grid !== undefined && !/^(?:0|false|off)$/.test(val)) grid.rowIsHeader = true;
        break;
      case "tc":
        if (grid !== undefined) grid.cell = { text: [], span: 1, merge: null };
        break;
      case "gridSpan":
        if (grid?.cell) grid.cell.span = Math.min(Math.max(Number(val) || 1, 1), 60);
        break;
      case "vMerge":
        if (grid?.cell) grid.cell.merge = val === "restart" ? "restart" : "continue";
        break;
      default:
        break;
    }
  };

  const close = (name: string): void => {
    if (SILENT.has(name)) silent -= 1;
    if (name === "t") inText = false;
    else if (name === "rPr") inRunProperties = false;
    // The mark of a paragraph may be hidden by itself; that hides no run.
    else if (name === "pPr" || name === "r") hidden = false;
    else if (name === "sdt" && contentsField > 0) contentsField -= 1;
    else if (name === "p") {
      const paragraph = paragraphs.pop();
      if (paragraph !== undefined && silent === 0) endParagraph(paragraph);
    } else if (name === "tc") closeCell(table());
    else if (name === "tr") closeRow(table());
    else if (name === "tbl") closeTable(tables, builder);
  };

  return {
    handler: { open, close, text: (text) => (inText ? say(text) : undefined) },
    issues: () =>
      contentsLines === 0
        ? []
        : [
            {
              code: "contents_page",
              severity: "note",
              message: `${contentsLines} lines of a contents page left out`,
              ...(contentsSpan === undefined ? {} : { span: contentsSpan }),
            },
          ],
  };
}

function labelOf(paragraph: Paragraph, style: ParagraphStyle, numbering: NumberingCounter): ReturnType<NumberingCounter["next"]> {
  const own: NumberingPlace | null = paragraph.numId === null ? null : { numId: paragraph.numId, level: paragraph.ilvl ?? style.numbering?.level ?? 0 };
  const place = own ?? style.numbering;
  return place === null || place.numId === "0" ? null : numbering.next(place);
}

function closeCell(grid: OpenTable | undefined): void {
  const cell = grid?.cell;
  if (grid === undefined || cell === undefined || cell === null) return;
  const row = grid.rows.length - 1;
  const above = cell.merge === "continue" ? grid.merged.get(grid.column) : undefined;
  const origin = above === undefined ? undefined : grid.rows[above.row]?.[above.index];
  if (above !== undefined && origin !== undefined) {
    const reached = { ...origin, rowSpan: row - above.row + 1, text: [origin.text, ...cell.text].filter((text) => text !== "").join("\n") };
    grid.rows[above.row]?.splice(above.index, 1, reached);
  } else {
    const cells = grid.rows[row];
    cells?.push({ text: cell.text.join("\n"), row, column: grid.column, rowSpan: 1, columnSpan: cell.span, header: false });
    if (cell.merge !== null) grid.merged.set(grid.column, { row, index: (cells?.length ?? 1) - 1 });
    else grid.merged.delete(grid.column);
  }
  grid.column += cell.span;
  grid.cell = null;
}

function closeRow(grid: OpenTable | undefined): void {
  if (grid?.rowIsHeader && grid.headerRows === grid.rows.length - 1) grid.headerRows += 1;
}

function closeTable(tables: OpenTable[], builder: DocumentBuilder): void {
  const grid = tables.pop();
  if (grid === undefined) return;
  const outer = tables[tables.length - 1]?.cell;
  if (outer !== undefined && outer !== null) {
    // A table inside a cell: its words belong to the cell.
    outer.text.push(...grid.rows.flat().flatMap((cell) => (cell.text === "" ? [] : [cell.text])));
    return;
  }
  if (grid.rows.every((row) => row.length <= 1)) {
    // A frame drawn as a table of one column: its words are paragraphs.
    for (const cell of grid.rows.flat()) builder.line(cell.text);
    return;
  }
  const headerRows = headerRowCount(grid.rows, grid.headerRows);
  builder.table(grid.rows.map((row) => row.map((cell) => ({ ...cell, header: cell.row < headerRows }))));
}
