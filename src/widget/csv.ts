/** A table as CSV: byte order mark (spreadsheets then read Chinese), CRLF, quotes where needed, no cell that a spreadsheet would compute. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(toCell).join(",")).join("\r\n")}\r\n`;
}

/** "=1+1" → "'=1+1": a cell that begins like a formula is made text; a plain number stays one, its sign too. */
function toCell(text: string): string {
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) && !/^[+-]?\d+(?:\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n;\t]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
