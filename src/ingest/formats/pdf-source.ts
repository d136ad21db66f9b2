import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { AppError } from "../../domain/issue.ts";
import type { PdfPage, Rule, Run } from "./pdf-types.ts";

type Pdfjs = typeof import("pdfjs-dist/legacy/build/pdf.mjs");
type Matrix = readonly [number, number, number, number, number, number];

/** A report of 3000 pages is none. */
const MAX_PAGES = 3000;
/** Wide gaps in this many lines of a page ask for a look at its drawn lines. */
const MIN_GAPPED_ROWS = 2;
/** More lines on one page are a drawing. */
const MAX_RULES = 6000;

/**
 * The runs and drawn lines of each page, page by page. Throws AppError `encrypted_pdf`, `damaged_file` or `file_too_large`.
 * The library runs on this thread; its promises give way between pages.
 */
export async function readPdfPages(bytes: Uint8Array): Promise<PdfPage[]> {
  const pdfjs = await loadPdfjs();
  const folder = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  const task = pdfjs.getDocument({
    // The library takes the buffer for itself.
    data: Uint8Array.from(bytes),
    cMapUrl: join(folder, "cmaps/"),
    cMapPacked: true,
    standardFontDataUrl: join(folder, "standard_fonts/"),
    wasmUrl: join(folder, "wasm/"),
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    isOffscreenCanvasSupported: false,
    verbosity: 0,
  });
  try {
    const document = await task.promise;
    if (document.numPages > MAX_PAGES) throw new AppError("file_too_large", `The PDF has more than ${MAX_PAGES} pages. Split it.`);
    const pages: PdfPage[] = [];
    for (let number = 1; number <= document.numPages; number += 1) pages.push(await readPage(pdfjs, await document.getPage(number)));
    return pages;
  } catch (error) {
    throw toAppError(error);
  } finally {
    await task.destroy();
  }
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof Error && error.name === "PasswordException") {
    return new AppError("encrypted_pdf", "The PDF is locked with a password. Take the password off and save it again.", { cause: error });
  }
  return new AppError("damaged_file", "The PDF is damaged and cannot be read. Get it again from where it came, or print it to a new PDF.", { cause: error });
}

let loading: Promise<Pdfjs> | null = null;

/** The library wants a drawing class while it loads; text needs none, so an empty one stands in where no canvas package is installed. */
function loadPdfjs(): Promise<Pdfjs> {
  loading ??= (async () => {
    const scope = globalThis as unknown as Record<string, unknown>;
    for (const name of ["DOMMatrix", "ImageData", "Path2D"]) scope[name] ??= class {};
    return import("pdfjs-dist/legacy/build/pdf.mjs");
  })();
  return loading;
}

async function readPage(pdfjs: Pdfjs, page: Awaited<ReturnType<Awaited<ReturnType<Pdfjs["getDocument"]>["promise"]>["getPage"]>>): Promise<PdfPage> {
  const viewport = page.getViewport({ scale: 1 });
  const toPage = viewport.transform as unknown as Matrix;
  const content = await page.getTextContent();
  const runs = content.items.flatMap((item) => ("str" in item ? toRun(item, toPage) : []));
  const rules = mayHoldTable(runs) ? await readRules(pdfjs, page, toPage) : [];
  page.cleanup();
  return { width: viewport.width, height: viewport.height, runs, rules };
}

interface TextItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** Turned text (watermarks, stamps) is no part of a line. */
function toRun(item: TextItem, toPage: Matrix): Run[] {
  const [a, b, , , x, y] = multiply(toPage, item.transform as unknown as Matrix);
  const size = Math.hypot(a, b);
  const text = item.str.replace(/\s+$/, "");
  if (text.trim() === "" || size === 0 || Math.abs(b) > 0.1 * size || a <= 0) return [];
  const lead = text.length - text.trimStart().length;
  // Leading blanks are a gap; their width is their share of the run's.
  const left = x + (item.width * lead) / Math.max(item.str.length, 1);
  const right = x + (item.width * text.length) / Math.max(item.str.length, 1);
  return [{ text: text.trimStart(), left, right, y, size }];
}

function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}

/** Whether several rows of the page have wide gaps, as a table's have; reading the drawing of every page would take longer than its text. */
function mayHoldTable(runs: readonly Run[]): boolean {
  const rows = new Map<number, Run[]>();
  for (const run of runs) {
    const key = Math.round(run.y / 3);
    rows.set(key, [...(rows.get(key) ?? []), run]);
  }
  const gapped = [...rows.values()].filter((row) => {
    const sorted = row.sort((a, b) => a.left - b.left);
    return sorted.some((run, index) => {
      const before = sorted[index - 1];
      return before !== undefined && run.left - before.right > 0.8 * run.size;
    });
  });
  return gapped.length >= MIN_GAPPED_ROWS;
}

const MOVE = 0;
const LINE = 1;
const CURVE = 2;
const QUADRATIC = 3;
/** A filled box thinner than this is a line. */
const MAX_THICKNESS = 2.5;
const MIN_LENGTH = 5;

async function readRules(pdfjs: Pdfjs, page: Parameters<typeof readPage>[1], toPage: Matrix): Promise<Rule[]> {
  const { OPS } = pdfjs;
  const { fnArray, argsArray } = await page.getOperatorList();
  const rules: Rule[] = [];
  const stack: Matrix[] = [];
  let current = toPage;
  fnArray.forEach((operation, index) => {
    const args: unknown = argsArray[index];
    if (operation === OPS.save || operation === OPS.paintFormXObjectBegin) stack.push(current);
    if (operation === OPS.restore || operation === OPS.paintFormXObjectEnd) current = stack.pop() ?? toPage;
    if (operation === OPS.transform && isMatrix(args)) current = multiply(current, args);
    if (operation === OPS.paintFormXObjectBegin && Array.isArray(args) && isMatrix(args[0])) current = multiply(current, args[0]);
    if (operation !== OPS.constructPath || !Array.isArray(args) || args[0] === OPS.endPath || rules.length > MAX_RULES) return;
    const path: unknown = Array.isArray(args[1]) ? args[1][0] : null;
    if (path instanceof Float32Array) rules.push(...rulesOf(path, current));
  });
  return rules;
}

const isMatrix = (value: unknown): value is Matrix => Array.isArray(value) && value.length === 6 && value.every((part) => typeof part === "number");

/** The straight level and upright strokes of a path; the sides of a thin box fall together. */
function rulesOf(path: Float32Array, matrix: Matrix): Rule[] {
  const rules: Rule[] = [];
  let from: readonly [number, number] = [0, 0];
  let start = from;
  const to = (x: number, y: number): readonly [number, number] => [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]];
  const stroke = (next: readonly [number, number]): void => {
    const [left, right] = [Math.min(from[0], next[0]), Math.max(from[0], next[0])];
    const [top, bottom] = [Math.min(from[1], next[1]), Math.max(from[1], next[1])];
    if (bottom - top <= MAX_THICKNESS && right - left >= MIN_LENGTH) rules.push({ left, right, top: (top + bottom) / 2, bottom: (top + bottom) / 2 });
    else if (right - left <= MAX_THICKNESS && bottom - top >= MIN_LENGTH) rules.push({ left: (left + right) / 2, right: (left + right) / 2, top, bottom });
    from = next;
  };
  for (let at = 0; at < path.length; ) {
    const code = path[at];
    const x = path[at + 1] ?? 0;
    const y = path[at + 2] ?? 0;
    if (code === MOVE) {
      from = to(x, y);
      start = from;
      at += 3;
    } else if (code === LINE) {
      stroke(to(x, y));
      at += 3;
    } else if (code === CURVE || code === QUADRATIC) {
      const length = code === CURVE ? 6 : 4;
      from = to(path[at + length - 1] ?? 0, path[at + length] ?? 0);
      at += 1 + length;
    } else {
      stroke(start);
      at += 1;
    }
  }
  return rules;
}
