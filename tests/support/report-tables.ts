import { readFileSync } from "node:fs";
import type { Figure } from "../../src/domain/figure.ts";
import type { Report } from "../../src/domain/report.ts";
import type { Lexicon } from "../../src/lexicon/lexicon.ts";
import { makeDocx } from "./documents/make-docx.ts";
import { makeHtml } from "./documents/make-html.ts";
import { makeMarkdown } from "./documents/make-markdown.ts";
import { makePdf } from "./documents/make-pdf.ts";
import { makeXlsx, type Sheet } from "./documents/make-xlsx.ts";
import type { Piece, PieceCell } from "./documents/pieces.ts";

/** What one number of a table says. `words` where no entry names it; `part` is a sub-group or subject; `shift` counts columns that merged cells took away. */
interface Fact {
  readonly id?: string;
  readonly words?: string;
  readonly unit?: string;
  readonly year?: number;
  readonly part?: string;
  /** Powers of ten between the number as printed and its value. */
  readonly scale?: number;
  /** Whether an entry of the same family is right too. */
  readonly family?: boolean;
  readonly shift?: number;
}
interface TableSpec {
  readonly id: string;
  readonly caption: string;
  readonly rows: readonly (readonly (string | PieceCell)[])[];
  /** Columns that hold numbers, and what is said of each. */
  readonly values: Readonly<Record<string, Fact>>;
  /** Rows that hold numbers, and what is said of each. */
  readonly facts: Readonly<Record<string, Fact>>;
}
export interface TableFile {
  readonly school: string;
  readonly year: number;
  readonly tables: readonly TableSpec[];
}

/** The tables of a file of tests/eval/tables. */
export const loadTables = (path: string): TableFile => JSON.parse(readFileSync(path, "utf8")) as TableFile;

const toCell = (cell: string | PieceCell): PieceCell => (typeof cell === "string" ? { text: cell } : cell);
const textOf = (cell: string | PieceCell | undefined): string => (cell === undefined ? "" : toCell(cell).text);
const rowsOf = (table: TableSpec): PieceCell[][] => table.rows.map((row) => row.map(toCell));

/** A number that the table holds, and what it should be read as. */
interface GoldCell extends Fact {
  readonly raw: string;
  readonly value: string;
}

function goldOf({ rows, values, facts }: TableSpec): GoldCell[] {
  return Object.entries(facts).flatMap(([row, fact]) =>
    Object.entries(values).flatMap(([column, value]) => {
      const raw = textOf(rows[Number(row)]?.[Number(column) + (fact.shift ?? 0)]);
      if (!/^\d/.test(raw)) return [];
      const said = { ...fact, ...value, ...(value.id === undefined && fact.unit !== undefined ? { unit: fact.unit } : {}) };
      return [{ ...said, raw, value: scaled(raw, value.id === undefined ? (fact.scale ?? 0) : 0) }];
    }),
  );
}

function scaled(raw: string, scale: number): string {
  const [whole = "", fraction = ""] = raw.split(".");
  const digits = fraction.padEnd(scale, "0");
  const left = (whole + digits.slice(0, scale)).replace(/^0+(?=\d)/, "");
  const right = digits.slice(scale);
  return right === "" ? left : `${left}.${right}`;
}

const INTRO = "学校按要求公布有关数据，各表如下。";
function piecesFor(file: TableFile, table: TableSpec): Piece[] {
  return [
    { kind: "title", text: `${file.school}${file.year}年度质量报告` },
    { kind: "heading", level: 1, text: "一、附表" },
    { kind: "paragraph", text: INTRO },
    { kind: "paragraph", text: table.caption },
    { kind: "table", rows: rowsOf(table) },
    { kind: "heading", level: 1, text: "二、说明" },
    { kind: "paragraph", text: "以上由学校办公室汇总。" },
  ];
}

const widthOf = (text: string): number => [...text].reduce((sum, character) => sum + (character.charCodeAt(0) > 0xff ? 2 : 1), 0);
/** The rows with merged cells left out below and beside the first, as text taken from a page has them. */
function flatRows(table: TableSpec): string[][] {
  const taken = new Set<string>();
  return table.rows.map((row, at) => {
    const flat: string[] = [];
    const skip = (): void => {
      while (taken.has(`${at}:${flat.length}`)) flat.push("");
    };
    for (const cell of row.map(toCell)) {
      skip();
      for (let down = 1; down < (cell.rows ?? 1); down += 1)
        for (let right = 0; right < (cell.columns ?? 1); right += 1) taken.add(`${at + down}:${flat.length + right}`);
      flat.push(cell.text, ...Array.from({ length: (cell.columns ?? 1) - 1 }, () => ""));
    }
    skip();
    return flat;
  });
}

const around = (file: TableFile, body: string): string =>
  `${file.school}${file.year}年度质量报告\n\n一、附表\n\n${INTRO}\n\n${body}\n\n二、说明\n\n以上由学校办公室汇总。\n`;

function blankText(file: TableFile, table: TableSpec): string {
  const rows = flatRows(table);
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ""))));
  const lines = rows.map((row) =>
    row
      .map((text, column) => text + " ".repeat((widths[column] ?? 0) - widthOf(text)))
      .join("  ")
      .trimEnd(),
  );
  return around(file, `${table.caption}\n${lines.join("\n")}`);
}

/** One blank between cells and empty ones left out, as copying from a page gives it. */
const squeezedText = (file: TableFile, table: TableSpec): string =>
  around(
    file,
    `${table.caption}\n${flatRows(table)
      .map((row) =>
        row
          .map((text) => text.trim())
          .filter((text) => text !== "")
          .join(" "),
      )
      .join("\n")}`,
  );

const stackedText = (file: TableFile, table: TableSpec): string =>
  around(
    file,
    `${table.caption}\n${flatRows(table)
      .flatMap((row) => row.map((text) => text.trim()).filter((text) => text !== ""))
      .join("\n")}`,
  );

function sheetOf(file: TableFile, table: TableSpec): Sheet[] {
  const title = `${file.school}${file.year}年度质量报告`;
  const rows = flatRows(table).map((row) => row.map((text) => (text === "" ? null : /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : text)));
  return [{ name: "附表", rows: [[title], [table.caption], ...rows] }];
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
type Maker = (file: TableFile, table: TableSpec) => Uint8Array;
/** How a table comes to stand in a file, by the file's extension and how it is set. */
export const SHAPES: readonly (readonly [string, string, Maker])[] = [
  ["docx", "docx", (file, table) => makeDocx(piecesFor(file, table))],
  ["pdf", "pdf", (file, table) => makePdf(piecesFor(file, table))],
  ["pdf, open", "pdf", (file, table) => makePdf(piecesFor(file, table), { openTables: true })],
  ["xlsx", "xlsx", (file, table) => makeXlsx(sheetOf(file, table))],
  ["md", "md", (file, table) => encode(makeMarkdown(piecesFor(file, table)))],
  ["html", "html", (file, table) => encode(makeHtml(piecesFor(file, table)))],
  ["txt, blanks", "txt", (file, table) => encode(blankText(file, table))],
  ["txt, one blank", "txt", (file, table) => encode(squeezedText(file, table))],
  ["txt, stacked", "txt", (file, table) => encode(stackedText(file, table))],
];

/** What of a figure differs from what the table says; "" where nothing does. */
function faultOf(gold: GoldCell, figure: Figure, lexicon: Lexicon): string {
  const family = (id: string | null | undefined): string => lexicon.indicators.find((entry) => entry.id === id)?.family ?? "-";
  const named =
    gold.id === undefined
      ? gold.words === undefined || figure.indicator.words.includes(gold.words)
      : figure.indicator.id === gold.id || (gold.family === true && family(figure.indicator.id) === family(gold.id));
  const told = [figure.subject ?? "", figure.population ?? ""];
  const faults = [
    named ? "" : `indicator ${figure.indicator.id} “${figure.indicator.words}”`,
    Number(figure.value) === Number(gold.value) ? "" : `value ${figure.value}`,
    gold.unit === undefined || figure.unit.split("/")[0] === gold.unit.split("/")[0] ? "" : `unit ${figure.unit}`,
    gold.year === undefined || figure.period.year === gold.year ? "" : `year ${figure.period.year}`,
    gold.part === undefined
      ? gold.id !== undefined && figure.subject !== null && gold.id !== "survey_respondents"
        ? `subject ${figure.subject}`
        : ""
      : told.some((text) => text.includes(gold.part ?? ""))
        ? ""
        : `part ${told.join("/")}`,
  ].filter((fault) => fault !== "");
  return faults.join(", ");
}

/** How many numbers of a table came out right, and a line for each that did not. */
export function scoreTable(
  report: Report,
  figures: readonly Figure[],
  table: TableSpec,
  lexicon: Lexicon,
): { readonly right: number; readonly wanted: number; readonly lines: readonly string[] } {
  const left = [...figures];
  const lines: string[] = [];
  let right = 0;
  const gold = goldOf(table);
  for (const cell of gold) {
    const same = left.filter(
      (figure) => new RegExp(`^${cell.raw.replace(".", "\\.").replace(/(\.\d*?)0+$/, "$10*")}(?!\\d)`).test(figure.source.raw) || figure.value === cell.value,
    );
    const best = same.find((figure) => faultOf(cell, figure, lexicon) === "") ?? same[0];
    const fault = best === undefined ? "not taken" : faultOf(cell, best, lexicon);
    if (best !== undefined) left.splice(left.indexOf(best), 1);
    if (best !== undefined && report.text.slice(best.source.start, best.source.end) !== best.source.raw) lines.push(`${cell.raw}: citation`);
    if (fault === "") right += 1;
    else lines.push(`${table.id} ${cell.raw} (${cell.id ?? cell.words} ${cell.part ?? ""} ${cell.year ?? ""}): ${fault}`);
  }
  return { right, wanted: gold.length, lines };
}
