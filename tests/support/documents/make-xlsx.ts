import { strToU8, zipSync } from "fflate";

const escapeXml = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const nameOf = (column: number): string => String.fromCharCode(65 + column);

export interface Sheet {
  readonly name: string;
  /** A number with a style is shown by it; null is no cell. */
  readonly rows: readonly (readonly (string | number | { readonly value: number; readonly style: number } | null)[])[];
  readonly merges?: readonly string[];
  readonly hidden?: boolean;
}

/** Styles: 1 = percent with two decimals, 2 = thousands, 3 = a date, 4 = built-in whole percent, 5 = a unit behind the number. */
const STYLES = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.00%"/><numFmt numFmtId="165" formatCode="#,##0"/><numFmt numFmtId="166" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="167" formatCode="0.0&quot;人&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="9"/><xf numFmtId="167"/></cellXfs></styleSheet>`;

/** An Excel workbook; words go into the shared strings. */
export function makeXlsx(sheets: readonly Sheet[]): Uint8Array {
  const strings: string[] = [];
  const stringId = (text: string): number => {
    if (!strings.includes(text)) strings.push(text);
    return strings.indexOf(text);
  };
  const sheetXml = (sheet: Sheet): string => {
    const rows = sheet.rows.map((row, at) => {
      const cells = row.map((cell, column) => {
        const reference = `${nameOf(column)}${at + 1}`;
        if (cell === null) return "";
        if (typeof cell === "string") return `<c r="${reference}" t="s"><v>${stringId(cell)}</v></c>`;
        const { value, style } = typeof cell === "number" ? { value: cell, style: 0 } : cell;
        return `<c r="${reference}" s="${style}"><v>${value}</v></c>`;
      });
      return `<row r="${at + 1}">${cells.join("")}</row>`;
    });
    const merges = (sheet.merges ?? []).map((reference) => `<mergeCell ref="${reference}"/>`).join("");
    return `<worksheet><sheetData>${rows.join("")}</sheetData><mergeCells>${merges}</mergeCells></worksheet>`;
  };
  const files: Record<string, Uint8Array> = {};
  sheets.forEach((sheet, index) => {
    files[`xl/worksheets/sheet${index + 1}.xml`] = strToU8(sheetXml(sheet));
  });
  const entries = sheets.map(
    (sheet, index) => `<sheet name="${escapeXml(sheet.name)}" sheetId="${index + 1}" r:id="rId${index + 1}"${sheet.hidden === true ? ' state="hidden"' : ""}/>`,
  );
  const links = sheets.map((_, index) => `<Relationship Id="rId${index + 1}" Target="worksheets/sheet${index + 1}.xml"/>`);
  files["xl/workbook.xml"] = strToU8(`<workbook xmlns:r="r"><sheets>${entries.join("")}</sheets></workbook>`);
  files["xl/_rels/workbook.xml.rels"] = strToU8(`<Relationships>${links.join("")}</Relationships>`);
  files["xl/sharedStrings.xml"] = strToU8(`<sst>${strings.map((text) => `<si><r><t>${escapeXml(text)}</t></r><rPh><t>pinyin</t></rPh></si>`).join("")}</sst>`);
  files["xl/styles.xml"] = strToU8(STYLES);
  return zipSync(files);
}
