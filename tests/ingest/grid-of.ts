import type { Report } from "../../src/domain/report.ts";

/** Each table's cells as "text" or "text row,column,rows×columns" where merged; a header cell in brackets. */
export function gridsOf(report: Report): string[][][] {
  return report.blocks.flatMap((block) =>
    block.kind === "table"
      ? [
          block.rows.map((row) =>
            row.map((cell) => {
              const text = report.text.slice(cell.span.start, cell.span.end);
              const merged = cell.rowSpan > 1 || cell.columnSpan > 1 ? ` ${cell.row},${cell.column},${cell.rowSpan}×${cell.columnSpan}` : "";
              return cell.header ? `[${text}${merged}]` : text + merged;
            }),
          ),
        ]
      : [],
  );
}

export const captionsOf = (report: Report): (string | null)[] =>
  report.blocks.flatMap((block) => (block.kind === "table" ? [block.caption === null ? null : report.text.slice(block.caption.start, block.caption.end)] : []));
