import { strToU8, zipSync } from "fflate";
import type { Piece } from "./pieces.ts";

const escapeXml = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const run = (text: string): string => `<w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;

/** A paragraph with what stands in its properties. */
export const paragraph = (text: string, properties = ""): string => `<w:p>${properties === "" ? "" : `<w:pPr>${properties}</w:pPr>`}${run(text)}</w:p>`;

/** A Word file around the XML of its body. */
export function docxOf(body: string, parts: Readonly<Record<string, string>> = {}): Uint8Array {
  return zipSync({
    "[Content_Types].xml": strToU8('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    "word/document.xml": strToU8(`<?xml version="1.0" encoding="UTF-8"?><w:document ${NAMESPACE}><w:body>${body}<w:sectPr/></w:body></w:document>`),
    ...Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])),
  });
}

/** Styles as Word for Chinese names them: ids are digits, names say what they are; the second one inherits. */
export const STYLES = `<w:styles ${NAMESPACE}>${[1, 2, 3, 4, 5, 6]
  .map((level) => `<w:style w:styleId="${level}"><w:name w:val="heading ${level}"/><w:pPr><w:outlineLvl w:val="${level - 1}"/></w:pPr></w:style>`)
  .join(
    "",
  )}<w:style w:styleId="my2"><w:name w:val="二级"/><w:basedOn w:val="2"/></w:style><w:style w:styleId="toc1"><w:name w:val="toc 1"/></w:style></w:styles>`;

function table(rows: Extract<Piece, { kind: "table" }>["rows"]): string {
  const open = new Map<number, { rows: number; columns: number }>();
  const xml = rows.map((row) => {
    const cells: string[] = [];
    let column = 0;
    const fillMerged = (): void => {
      for (let merged = open.get(column); merged !== undefined && merged.rows > 0; merged = open.get(column)) {
        cells.push(`<w:tc><w:tcPr><w:gridSpan w:val="${merged.columns}"/><w:vMerge/></w:tcPr><w:p/></w:tc>`);
        merged.rows -= 1;
        column += merged.columns;
      }
    };
    for (const cell of row) {
      fillMerged();
      const { columns = 1, rows: down = 1 } = cell;
      const merge = down > 1 ? '<w:vMerge w:val="restart"/>' : "";
      if (down > 1) open.set(column, { rows: down - 1, columns });
      cells.push(`<w:tc><w:tcPr><w:gridSpan w:val="${columns}"/>${merge}</w:tcPr>${paragraph(cell.text)}</w:tc>`);
      column += columns;
    }
    fillMerged();
    return `<w:tr>${cells.join("")}</w:tr>`;
  });
  return `<w:tbl>${xml.join("")}</w:tbl>`;
}

/** The pieces as a Word file: headings by style, tables with merged cells. */
export function makeDocx(pieces: readonly Piece[]): Uint8Array {
  const body = pieces.map((piece) => {
    if (piece.kind === "table") return table(piece.rows);
    return piece.kind === "heading" ? paragraph(piece.text, `<w:pStyle w:val="${Math.min(piece.level, 6)}"/>`) : paragraph(piece.text);
  });
  return docxOf(body.join(""), { "word/styles.xml": STYLES });
}
