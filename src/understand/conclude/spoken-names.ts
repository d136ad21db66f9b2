import type { AskedIndicator } from "../../domain/question.ts";
import { type Span, spansOverlap } from "../../domain/span.ts";
import { foldText } from "../../text/fold.ts";
import { cueFile } from "../cues.ts";
import { type Draft, traced } from "../draft.ts";
import { hasCue, ofKind } from "../reading.ts";
import { firstEntry, openPieces, textOf } from "./indicator-names.ts";
import { isNeutral } from "./weigh-names.ts";

/** A gap ends with the sentence and is no wider than this. */
const MAX_GAP = 60;
const spoken = cueFile.spokenNames.map((entry) => ({
  forms: entry.en.map(compileForm),
  unless: entry.unless.map(compileForm),
  name: foldText(entry.indicator),
  least: entry.least ?? null,
}));

/** The pieces of a manner in their order; a search per piece, so that many words in many places need no list of all their combinations. */
function compileForm(pattern: string): readonly RegExp[] {
  return foldText(pattern)
    .split("…")
    .map((piece) => {
      const options = piece
        .trim()
        .replace(/\(/g, "(?:")
        .replace(/ \[([^\]]+)\]/g, "(?: (?:$1))?")
        .replace(/^\[([^\]]+)\] /, "(?:(?:$1) )?");
      const [body, end] = options.endsWith("$") ? [options.slice(0, -1), "(?= ?(?:[?.!]|$))"] : [options, "(?![a-z0-9])"];
      return new RegExp(`(?<![a-z0-9])(?:${body})${end}`, "g");
    });
}

/** Where the pieces stand one behind the other, each as early as it can; null where one is missing. */
function findForm(form: readonly RegExp[], text: string): readonly Span[] | null {
  const found: Span[] = [];
  let from = 0;
  for (const piece of form) {
    const window = found.length === 0 ? text : text.slice(0, from + MAX_GAP + piece.source.length);
    piece.lastIndex = from;
    const match = piece.exec(window);
    if (match === null || (found.length > 0 && (match.index - from > MAX_GAP || /[?!;]/.test(text.slice(from, match.index))))) return null;
    from = match.index + match[0].length;
    found.push({ start: match.index, end: from });
  }
  return found;
}

/** "Why do few graduates find work" asks for no number. */
const PROSE = ["why", "define", "measures"] as const;
const people: ReadonlySet<string> = new Set(cueFile.people.flat().map(foldText));

/**
 * "How many graduates of X have a job", "what share of the students board": a manner of asking that names one indicator among other words. Null
 * where none is spoken of, or the question says more of it than the manner does (which ones, where).
 */
export function concludeSpokenName(draft: Draft): Draft | null {
  if (hasCue(draft.found, ...PROSE)) return null;
  const { text } = draft.reading;
  for (const { forms, unless, name, least } of spoken) {
    if (unless.some((form) => findForm(form, text) !== null) || !forms.some((form) => isAll(draft, findForm(form, text)))) continue;
    const entry = firstEntry(draft, [name]);
    const said = forms.flatMap((form) => findForm(form, text) ?? []);
    const value: readonly AskedIndicator[] = [
      entry === undefined ? { kind: "open", words: name, unit: draft.wantedUnit } : { kind: "entry", id: entry.id, words: entry.zh },
    ];
    return {
      ...draft,
      wantedUnit: null,
      population: keptGroup(draft, said),
      indicators: { certainty: "stated", value, mentions: [] },
      // "under 35" may itself be part of the name.
      threshold:
        (draft.threshold !== null && said.some((span) => /\d/.test(text.slice(span.start, span.end))) ? null : draft.threshold) ?? wholly(draft, least),
      trace: traced(draft, "indicator.spoken_name"),
    };
  }
  return null;
}

/** "How many national-level prizes did teachers win": the level stands beside the manner and still narrows. */
function keptGroup(draft: Draft, said: readonly Span[]): string | null {
  const beside = ofKind(draft.found, "population").find((item) => item.population === draft.population && !said.some((span) => spansOverlap(span, item)));
  return beside === undefined ? null : draft.population;
}

/** "Was the plan fulfilled": what makes the answer yes is a limit of its own. */
function wholly(draft: Draft, least: string | null): Draft["threshold"] {
  return least === null || !hasCue(draft.found, "exists") ? null : { comparator: ">=", value: least, unit: "%", mention: { start: 0, end: 0 } };
}

/** Whether nothing but people and words that say nothing stands beside the pieces of a manner. */
function isAll(draft: Draft, pieces: readonly Span[] | null): boolean {
  if (pieces === null) return false;
  const isSaid = (span: Span): boolean => pieces.some((piece) => spansOverlap(piece, span));
  const others = ofKind(draft.found, "indicator").filter(
    (item) => !isSaid(item) && !people.has(textOf(draft, item)) && !/^[a-z ]*of$/.test(textOf(draft, item)),
  );
  const left = openPieces(draft).filter((piece) => !isSaid(piece) && !isNeutral(textOf(draft, piece)) && !people.has(textOf(draft, piece)));
  return others.length === 0 && left.length === 0;
}
