import writeExcelFile from "write-excel-file/universal";

/** Rows as a workbook of one sheet, the first row as its head. Every cell is text or a number, never a formula. */
export function toWorkbook(sheet: string, [head = [], ...rows]: readonly (readonly string[])[]): Promise<Blob> {
  const data = [
    head.map((value) => ({ value, type: String, fontWeight: "bold" as const })),
    ...rows.map((row) => row.map((value) => (isPlainNumber(value) ? { value: Number(value), type: Number } : { value: withoutControls(value), type: String }))),
  ];
  return writeExcelFile(data, { sheet, stickyRowsCount: 1, columns: head.map(() => ({ width: 18 })) }).toBlob();
}

const isPlainNumber = (value: string): boolean => value !== "" && String(Number(value)) === value && Number.isFinite(Number(value));

/** Without what XML cannot hold. */
const withoutControls = (value: string): string => value.replace(/[\p{Surrogate}\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/gu, "");
