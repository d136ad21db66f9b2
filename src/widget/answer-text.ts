/** A piece of a line of the answer: text, or the marker of a citation. */
export type AnswerPiece = { readonly kind: "text"; readonly text: string } | { readonly kind: "marker"; readonly number: number };

/** Cuts an answer into lines of pieces; "[7]" is a marker only where a citation bears the number. "83人[1]" → text 83人, marker 1. */
export function cutAnswerText(text: string, citationNumbers: ReadonlySet<number>): AnswerPiece[][] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => cutLine(line, citationNumbers));
}

function cutLine(line: string, citationNumbers: ReadonlySet<number>): AnswerPiece[] {
  const pieces: AnswerPiece[] = [];
  let from = 0;
  for (const match of line.matchAll(/\[(\d{1,4})\]/g)) {
    const number = Number(match[1]);
    if (!citationNumbers.has(number)) continue;
    if (match.index > from) pieces.push({ kind: "text", text: line.slice(from, match.index) });
    pieces.push({ kind: "marker", number });
    from = match.index + match[0].length;
  }
  if (from < line.length) pieces.push({ kind: "text", text: line.slice(from) });
  return pieces;
}
