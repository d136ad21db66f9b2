import type { Report } from "../../../src/domain/report.ts";

/** What a document is made of, whatever its format: written by the makers beside this file, read back by the program. */
export type Piece =
  | { readonly kind: "title"; readonly text: string }
  | { readonly kind: "heading"; readonly level: number; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "table"; readonly rows: readonly (readonly PieceCell[])[] };

export interface PieceCell {
  readonly text: string;
  readonly columns?: number;
  readonly rows?: number;
}

/** The pieces of a report read from plain text: what stands on one line is one piece. */
export function piecesOf(report: Report): Piece[] {
  const { text } = report;
  const pieces: Piece[] = [];
  let lastEnd = -1;
  for (const block of report.blocks) {
    const say = block.parts.map((part) => text.slice(part.start, part.end)).join("");
    const start = block.parts[0]?.start ?? 0;
    const last = pieces[pieces.length - 1];
    if (block.kind === "table") {
      if (block.caption !== null) pieces.push({ kind: "paragraph", text: text.slice(block.caption.start, block.caption.end) });
      const rows = block.rows.map((row) =>
        row.map((cell) => ({ text: text.slice(cell.span.start, cell.span.end), columns: cell.columnSpan, rows: cell.rowSpan })),
      );
      pieces.push({ kind: "table", rows });
    } else if (block.kind === "heading" && block.family === "title") {
      for (const part of block.parts) pieces.push({ kind: "title", text: text.slice(part.start, part.end) });
    } else if (last !== undefined && "text" in last && lastEnd !== -1 && !/[\n\f]/.test(text.slice(lastEnd, start))) {
      // A heading and the sentence behind it on one line.
      pieces[pieces.length - 1] = { kind: "paragraph", text: last.text + text.slice(lastEnd, start) + say };
    } else if (block.kind === "heading") pieces.push({ kind: "heading", level: block.level, text: say });
    else pieces.push({ kind: "paragraph", text: say });
    lastEnd = block.parts[block.parts.length - 1]?.end ?? -1;
  }
  return pieces;
}
