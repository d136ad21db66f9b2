import type { Piece } from "./pieces.ts";

const escapeHtml = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The pieces as a web page with a menu, a foot and scripts around them. */
export function makeHtml(pieces: readonly Piece[]): string {
  const body = pieces.map((piece) => {
    if (piece.kind === "title") return `<h1>${escapeHtml(piece.text)}</h1>`;
    if (piece.kind === "heading") return `<h${Math.min(piece.level + 1, 6)}>${escapeHtml(piece.text)}</h${Math.min(piece.level + 1, 6)}>`;
    if (piece.kind === "paragraph") return `<p>\n      ${escapeHtml(piece.text)}\n    </p>`;
    const rows = piece.rows.map((row, index) => {
      const tag = index === 0 ? "th" : "td";
      return `<tr>${row.map((cell) => `<${tag} colspan="${cell.columns ?? 1}" rowspan="${cell.rows ?? 1}">${escapeHtml(cell.text)}</${tag}>`).join("")}</tr>`;
    });
    return `<table>${rows.join("\n")}</table>`;
  });
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>站点</title><style>p { color: red }</style></head><body>
<nav><ul><li><a href="/">首页</a></li><li><a href="/a">学校概况</a></li></ul></nav><script>var 在校生 = "9999人";</script>
<main>${body.join("\n")}</main><footer>版权所有 访问人数 123456人</footer></body></html>`;
}
