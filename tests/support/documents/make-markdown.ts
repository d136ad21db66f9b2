import type { Piece } from "./pieces.ts";

/** The pieces as Markdown. A table without merged cells is one of pipes, any other one of tags. */
export function makeMarkdown(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => {
      if (piece.kind === "title") return `# ${piece.text}`;
      if (piece.kind === "heading") return `${"#".repeat(Math.min(piece.level + 1, 6))} ${piece.text}`;
      if (piece.kind === "paragraph") return piece.text;
      const merged = piece.rows.flat().some((cell) => (cell.columns ?? 1) > 1 || (cell.rows ?? 1) > 1);
      if (!merged) {
        const rows = piece.rows.map((row) => `| ${row.map((cell) => cell.text).join(" | ")} |`);
        return [rows[0], `|${(piece.rows[0] ?? []).map(() => " --- |").join("")}`, ...rows.slice(1)].join("\n");
      }
      const rows = piece.rows.map(
        (row) => `<tr>${row.map((cell) => `<td colspan="${cell.columns ?? 1}" rowspan="${cell.rows ?? 1}">${cell.text}</td>`).join("")}</tr>`,
      );
      return `<table>\n${rows.join("\n")}\n</table>`;
    })
    .join("\n\n");
}
