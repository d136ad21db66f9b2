import type { Span } from "../domain/span.ts";
import { cueFile } from "./cues.ts";
import type { Draft } from "./draft.ts";
import { typedText } from "./mentions.ts";
import { readContent } from "./question-content.ts";
import { hasCue, ofKind } from "./reading.ts";
import { coverFound, findResidue } from "./residue.ts";

const erased = new Set(cueFile.erased);

/** The words that passages are searched with: names of schools, times and question words left out, indicator words kept, as typed. */
export function writeSearchText(read: Draft): Draft {
  const draft = { ...read, content: readContent(read) };
  // 第二个 is no word to search with: what it is among is asked for once more.
  if (draft.pick !== undefined) return draft;
  const covered = coverFound(draft.reading.text, draft.found, (item) => {
    if (item.kind === "cue") return erased.has(item.cue);
    return (
      item.kind === "owner" ||
      item.kind === "period" ||
      item.kind === "quantity" ||
      item.kind === "unit" ||
      item.kind === "unknown_owner" ||
      item.kind === "top"
    );
  });
  const names = ofKind(draft.found, "indicator");
  for (const item of names) covered.fill(1, item.start, item.end);
  const residue = findResidue(draft.reading.text, covered).filter((piece) => !isOfSchoolName(draft, piece));
  const own = join(draft, mergeTouching([...residue, ...names]));
  const inherited = draft.searchText;
  const former = hasCue(draft.found, "former_name") ? cueFile.formerName[draft.language] : "";
  const sides = hasCue(draft.found, "destination") ? cueFile.destinations[draft.language] : "";
  const above = hasCue(draft.found, "governed") ? cueFile.governors[draft.language] : "";
  const parts = [inherited, own, former, sides, above].filter((part, index, all) => part !== "" && all.indexOf(part) === index);
  if (parts.length > 0) return { ...draft, searchText: parts.join(" ") };
  const named = draft.owners.certainty === "stated" || draft.owners.certainty === "inherited";
  return { ...draft, searchText: named && draft.intent === "explain" ? cueFile.overview[draft.language] : "" };
}

/** Nenling forestry school: English words between the short name of a school and the word for its kind are part of the name. */
function isOfSchoolName({ reading, found }: Draft, piece: Span): boolean {
  const { text } = reading;
  if (!NAME_GOES_ON.test(text.slice(piece.end))) return false;
  const named = [...ofKind(found, "owner"), ...ofKind(found, "unknown_owner")];
  return named.some((item) => item.end < piece.start && WITHIN_NAME.test(text.slice(item.end, piece.start)));
}

const NAME_GOES_ON = /^(?: [a-z]+){0,3} (?:school|college|institute|academy)\b(?!s)/;
const WITHIN_NAME = /^(?: (?!and the\b)[a-z]+){0,3} $/;

/** Names of indicators stay whole; a piece of content right beside one is one run with it. */
function mergeTouching(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = merged[merged.length - 1];
    if (last !== undefined && last.end >= span.start) merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else merged.push(span);
  }
  return merged;
}

function join(draft: Draft, pieces: readonly Span[]): string {
  return pieces.map((piece) => typedText(draft, piece)).join(" ");
}
