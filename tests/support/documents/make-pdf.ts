import { deflateSync } from "node:zlib";
import type { Piece } from "./pieces.ts";

/** A4 in points; the type is 12 points, the text 36 full-width characters wide. */
const PAGE = { width: 595, height: 842 };
const SIZE = 12;
const LEFT = 80;
const WIDTH = 36 * SIZE;
const TOP = 760;
const BOTTOM = 90;
const LEADING = 20;

export interface PdfOptions {
  /** Printed at the head of each page. */
  readonly head?: string;
  /** Whether each page bears its number at its foot. */
  readonly numbers?: boolean;
  /** Whether the text is left out, as in a scan. */
  readonly scanned?: boolean;
  /** Whether tables have level lines alone. */
  readonly openTables?: boolean;
  /** Whether paragraphs and headings are set in two columns. */
  readonly columns?: boolean;
  /** Whether it asks for a password. */
  readonly locked?: boolean;
}

const widthOf = (text: string, size = SIZE): number => [...text].reduce((sum, character) => sum + (character.charCodeAt(0) < 0x80 ? size / 2 : size), 0);
const hexOf = (text: string): string => [...Buffer.from(text, "utf16le").swap16()].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const show = (x: number, y: number, text: string, size = SIZE): string =>
  `BT /F1 ${size} Tf 1 0 0 1 ${x.toFixed(2)} ${y.toFixed(2)} Tm <${hexOf(text)}> Tj ET\n`;
const stroke = (x1: number, y1: number, x2: number, y2: number): string => `${x1} ${y1} m ${x2} ${y2} l S\n`;

/** Fills lines character by character, as Chinese text is set; marks that may not begin a line hang on the one before. */
function wrap(text: string, width: number, indent: number): string[] {
  const lines: string[] = [];
  let line = "";
  let room = width - indent;
  for (const character of text) {
    if (widthOf(line + character) > room && !/[，。、；：！？）”]/.test(character)) {
      lines.push(line);
      line = "";
      room = width;
    }
    line += character;
  }
  return [...lines, line];
}

/** The pieces as a PDF with pages, page numbers and running heads; a font without letters of its own, told by ToUnicode. */
export function makePdf(pieces: readonly Piece[], options: PdfOptions = {}): Uint8Array {
  const pages: string[] = [""];
  let y = TOP;
  const put = (content: string): void => {
    pages[pages.length - 1] += content;
  };
  const breakPage = (): void => {
    pages.push("");
    y = TOP;
  };
  const needRoom = (height: number): void => {
    if (y - height < BOTTOM) breakPage();
  };
  const line = (x: number, text: string, size = SIZE): void => {
    needRoom(LEADING);
    put(show(x, y, text, size));
    y -= LEADING;
  };
  const flowing = pieces.filter((piece) => piece.kind === "heading" || piece.kind === "paragraph");
  if (options.columns === true) {
    const narrow = 16 * SIZE;
    const lines = flowing.flatMap((piece) => {
      const indent = piece.kind === "paragraph" ? 2 * SIZE : 0;
      return wrap(piece.text, narrow, indent).map((text, index) => ({ text, indent: index === 0 ? indent : 0 }));
    });
    const half = Math.ceil(lines.length / 2);
    lines.forEach(({ text, indent }, index) => {
      const [column, row] = index < half ? [0, index] : [1, index - half];
      put(show(LEFT + column * (narrow + 4 * SIZE) + indent, TOP - 3 * LEADING - row * LEADING, text));
    });
  }
  for (const piece of pieces) {
    if (options.columns === true && flowing.some((one) => one === piece)) continue;
    if (piece.kind === "title") line(LEFT + Math.max(0, (WIDTH - widthOf(piece.text, 16)) / 2), piece.text, 16);
    else if (piece.kind === "table") y = drawTable(piece.rows, y, put, breakPage, options.openTables === true);
    else {
      const indent = piece.kind === "paragraph" ? 2 * SIZE : 0;
      wrap(piece.text, WIDTH, indent).forEach((text, index) => {
        line(LEFT + (index === 0 ? indent : 0), text);
      });
    }
  }
  return assemble(
    pages.map((content, index) => {
      const head = options.head === undefined ? "" : show(LEFT + (WIDTH - widthOf(options.head, 9)) / 2, 800, options.head, 9);
      const number = options.numbers === true ? show(PAGE.width / 2 - 10, 40, `- ${index + 1} -`, 9) : "";
      return head + (options.scanned === true ? "q 500 0 0 700 40 40 cm Q\n" : content) + number;
    }),
    options.locked === true ? LOCK : "",
  );
}

const ROW = 22;

function drawTable(
  rows: Extract<Piece, { kind: "table" }>["rows"],
  from: number,
  put: (content: string) => void,
  breakPage: () => void,
  isOpen: boolean,
): number {
  const columnCount = Math.max(...rows.map((row) => row.reduce((sum, cell) => sum + (cell.columns ?? 1), 0)));
  const width = WIDTH / columnCount;
  const taken: number[] = [];
  let y = from;
  rows.forEach((row, index) => {
    if (y - ROW < BOTTOM) {
      breakPage();
      y = TOP;
    }
    let column = 0;
    for (const cell of row) {
      while ((taken[column] ?? 0) > index) column += 1;
      const { columns = 1, rows: down = 1 } = cell;
      for (let at = 0; at < columns; at += 1) taken[column + at] = index + down;
      const [left, right] = [LEFT + column * width, LEFT + (column + columns) * width];
      const bottom = y - ROW * down;
      put(stroke(left, y, right, y) + stroke(left, bottom, right, bottom));
      if (!isOpen) put(stroke(left, y, left, bottom) + stroke(right, y, right, bottom));
      const perLine = Math.max(1, Math.floor((right - left - 4) / 8));
      const lines = cell.text.length > perLine ? [cell.text.slice(0, perLine), cell.text.slice(perLine)] : [cell.text];
      lines.forEach((text, number) => {
        put(show(left + 3, y - 9 - number * 9, text, 8));
      });
      column += columns;
    }
    y -= ROW;
  });
  return y - LEADING;
}

function toUnicode(): string {
  const ranges = Array.from({ length: 256 }, (_, high) => {
    const byte = high.toString(16).padStart(2, "0");
    return `<${byte}00> <${byte}ff> <${byte}00>`;
  });
  const blocks = [0, 100, 200].map((start) => ranges.slice(start, start + 100)).map((block) => `${block.length} beginbfrange\n${block.join("\n")}\nendbfrange`);
  return `/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n${blocks.join("\n")}\nendcmap\nend\nend\n`;
}

/** What a file that nobody has the password of says: the two hashes fit none. */
const LOCK = `/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -3904 /O <${"5a".repeat(32)}> /U <${"a5".repeat(32)}> >>`;

/** Objects, cross-reference table and trailer. `trailer` may add entries, such as what locks a file. */
function assemble(pages: readonly string[], trailer: string): Uint8Array {
  const objects: Buffer[] = [];
  const add = (content: string | Buffer): number => objects.push(Buffer.isBuffer(content) ? content : Buffer.from(content, "latin1"));
  const stream = (text: string): Buffer => {
    const packed = deflateSync(Buffer.from(text, "latin1"));
    return Buffer.concat([Buffer.from(`<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`), packed, Buffer.from("\nendstream")]);
  };
  add("<< /Type /Catalog /Pages 2 0 R >>");
  const kids = pages.map((_, index) => `${6 + index * 2} 0 R`);
  add(`<< /Type /Pages /Kids [${kids.join(" ")}] /Count ${pages.length} >>`);
  add("<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>");
  const ascii = Array.from({ length: 96 }, () => 500).join(" ");
  add(
    "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> " +
      `/DW 1000 /W [32 [${ascii}]] /FontDescriptor << /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> >>`,
  );
  add(stream(toUnicode()));
  pages.forEach((content, index) => {
    add(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${7 + index * 2} 0 R >>`);
    add(stream(content));
  });
  const chunks: Buffer[] = [Buffer.from("%PDF-1.7\n")];
  const offsets: number[] = [];
  let length = chunks[0]?.length ?? 0;
  objects.forEach((object, index) => {
    const whole = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from("\nendobj\n")]);
    offsets.push(length);
    length += whole.length;
    chunks.push(whole);
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  chunks.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Uint8Array.from(Buffer.concat(chunks));
}
