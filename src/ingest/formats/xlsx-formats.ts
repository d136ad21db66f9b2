import { walkXml } from "./xml-events.ts";

/** How a workbook shows its numbers. */
export interface NumberFormats {
  /** The stored number (decimal text) as a cell of that style shows it: ("0.9857", a percent style) → "98.57%". */
  format(value: string, style: number): string;
}

/** Formats that a workbook may use without declaring them. */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: "0",
  2: "0.00",
  3: "#,##0",
  4: "#,##0.00",
  9: "0%",
  10: "0.00%",
  14: "yyyy-m-d",
  22: "yyyy-m-d",
  27: "yyyy年m月",
  31: "yyyy年m月d日",
  57: "yyyy年m月",
  37: "#,##0",
  38: "#,##0",
  39: "#,##0.00",
  40: "#,##0.00",
};

/** Reads xl/styles.xml ("" when there is none). */
export function createNumberFormats(xml: string, date1904: boolean): NumberFormats {
  const codes = new Map<number, string>();
  const styles: number[] = [];
  let inCellFormats = false;
  if (xml !== "") {
    walkXml(xml, {
      open: (name, { numFmtId = "0", formatCode = "" }) => {
        if (name === "numFmt") codes.set(Number(numFmtId), formatCode);
        else if (name === "cellXfs") inCellFormats = true;
        else if (name === "xf" && inCellFormats) styles.push(Number(numFmtId));
      },
      close: (name) => {
        if (name === "cellXfs") inCellFormats = false;
      },
      text: () => undefined,
    });
  }
  return {
    format: (value, style) => {
      const id = styles[style] ?? 0;
      return showNumber(value, codes.get(id) ?? BUILT_IN[id] ?? "", date1904);
    },
  };
}

function showNumber(value: string, code: string, date1904: boolean): string {
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  // Only the part for positive numbers; literals and colours aside it says decimals, percent, grouping or a date.
  const pattern = (code.split(";")[0] ?? "").slice(0, 200);
  const bare = pattern.replace(/"[^"]*"|\[[^\]]*\]|\\./g, "");
  if (/[yd]|m.*[yd]|[yd].*m/i.test(bare)) return showDate(number, pattern, date1904);
  const literal = /"([^"]*)"\s*$/.exec(pattern)?.[1] ?? "";
  if (bare.includes("%")) return `${round(number * 100, decimalsOf(bare), bare)}%`;
  if (!/[0#]/.test(bare)) return plain(number) + literal;
  return round(number, decimalsOf(bare), bare) + literal;
}

const decimalsOf = (pattern: string): number => /\.(0+)/.exec(pattern)?.[1]?.length ?? 0;

/** Stored halves such as 0.98570000000000002 are shown with 15 digits, as the cell does. */
const plain = (number: number): string => String(Number(number.toPrecision(15)));

function round(number: number, decimals: number, pattern: string): string {
  // A pattern of optional digits ("0.##") shows as many as there are.
  const optional = /\.0*(#+)/.exec(pattern)?.[1]?.length ?? 0;
  const exact = Number(number.toPrecision(15));
  const text = exact.toFixed(Math.min(decimals + optional, 15));
  const trimmed = optional > 0 ? text.replace(/0+$/, "").replace(/\.$/, "") : text;
  return /#,##0|0,000/.test(pattern) ? trimmed.replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/g, ",")) : trimmed;
}

const DAY_MS = 86_400_000;

function showDate(serial: number, pattern: string, date1904: boolean): string {
  const epoch = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const date = new Date(epoch + Math.round(serial) * DAY_MS);
  if (Number.isNaN(date.getTime()) || serial < 1) return plain(serial);
  const hasDay = /d/i.test(pattern.replace(/"[^"]*"|\[[^\]]*\]/g, ""));
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return hasDay ? `${year}年${month}月${day}日` : `${year}年${month}月`;
}
