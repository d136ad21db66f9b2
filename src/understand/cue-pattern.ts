import type { Span } from "../domain/span.ts";
import { expandAlias } from "../lexicon/alias-grammar.ts";
import { foldText } from "../text/fold.ts";
import { keepByText } from "../text/keep-by-text.ts";
import { groupBy } from "./group-by.ts";

/** One plain form of a cue: pieces with gaps between them, bound to a clause's start or end where the pattern says so. */
interface CueForm {
  readonly pieces: readonly string[];
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

/** A compiled cue list; `unless` forms cancel a match that has a piece inside one of them. */
export interface CuePattern {
  readonly forms: readonly CueForm[];
  /** Places in `forms` by the first two characters of the first piece (its one character, where it has no more). */
  readonly byHead: ReadonlyMap<string, readonly number[]>;
  readonly unless: readonly CueForm[];
}

/** A match: the span from the first piece to the last, and the pieces themselves (what stands in a gap is not part of the cue). */
export interface CueMatch extends Span {
  readonly pieces: readonly Span[];
}

/** A gap ends with the sentence and is no wider than this, so that a search stays linear in the text. */
const MAX_GAP = 60;
const SENTENCE_MARK = /[。！？?!;；\n]/;
const CLAUSE_MARK = /[\s。！？?!;；，,、：:"()]/;
const LATIN = /[a-z0-9]/;
/** What may stand between a cue "at the end" and the end of its clause. */
const TRAILING_PARTICLES = /^[呢啊呀吧些点一的吗了嘛么来说"]{0,4}/;

/**
 * Compiles patterns of the cue file: the alias grammar (`[x]` optional, `(a|b)` alternatives), `…` for a gap, `^` for a clause's start,
 * `$` for its end (particles may follow): "比…(多|高)$". Throws RangeError on a pattern that the grammar refuses.
 */
export function compileCue(patterns: readonly string[], unless: readonly string[] = []): CuePattern {
  const forms = patterns.flatMap(compileForms);
  const byHead = groupBy([...forms.keys()], (at) => forms[at]?.pieces[0]?.slice(0, HEAD) ?? "");
  return { forms, byHead, unless: unless.flatMap(compileForms) };
}

const HEAD = 2;
/** Texts whose heads are kept: a question is held against every cue there is. */
const MAX_KEPT_TEXTS = 64;

/** Each character of a text and each pair of neighbours, once. */
const headsIn = keepByText(MAX_KEPT_TEXTS, (text): ReadonlySet<string> => {
  const heads = new Set<string>();
  for (let at = 0; at < text.length; at += 1) heads.add(text.charAt(at)).add(text.slice(at, at + HEAD));
  return heads;
});

/** Of some thousand forms a question has a handful: those whose first piece may stand in it, in order. */
function formsIn({ forms, byHead }: CuePattern, text: string): readonly CueForm[] {
  const heads = headsIn(text);
  const [few, many] = heads.size < byHead.size ? [heads, byHead] : [byHead, heads];
  const places: number[] = [];
  for (const head of few.keys()) if (many.has(head)) places.push(...(byHead.get(head) ?? []));
  return places.sort((a, b) => a - b).flatMap((place) => forms[place] ?? []);
}

function compileForms(pattern: string): CueForm[] {
  const expansion = expandAlias(foldText(pattern));
  if (expansion.kind === "invalid") throw new RangeError(`cue "${pattern}": ${expansion.reason}`);
  return expansion.forms.map((form) => {
    const atStart = form.startsWith("^");
    const atEnd = form.endsWith("$");
    const body = form.slice(atStart ? 1 : 0, atEnd ? -1 : undefined);
    const pieces = body
      .split("…")
      .map((piece) => piece.trim().replace(/\s+/g, " "))
      .filter((piece) => piece !== "");
    return { pieces, atStart, atEnd };
  });
}

/** Every match in folded text, ordered by start. */
export function findCue(pattern: CuePattern, text: string, clauseStarts: ReadonlySet<number>): CueMatch[] {
  const matches: CueMatch[] = [];
  for (const form of formsIn(pattern, text)) matches.push(...findForm(form, text, clauseStarts));
  if (matches.length === 0) return [];
  const blocked = pattern.unless.flatMap((form) => findForm(form, text, clauseStarts));
  const inside = (piece: Span): boolean => blocked.some((block) => block.start <= piece.start && piece.end <= block.end);
  return matches.filter((match) => !match.pieces.some(inside)).sort((a, b) => a.start - b.start || b.end - a.end);
}

function findForm(form: CueForm, text: string, clauseStarts: ReadonlySet<number>): CueMatch[] {
  const first = form.pieces[0];
  const matches: CueMatch[] = [];
  if (first === undefined) return matches;
  for (let at = text.indexOf(first); at !== -1; at = text.indexOf(first, at + 1)) {
    if (form.atStart && !clauseStarts.has(at)) continue;
    if (!isWord(text, at, at + first.length)) continue;
    const pieces = followPieces(form.pieces, text, at);
    const last = pieces?.[pieces.length - 1];
    if (pieces === null || last === undefined || (form.atEnd && !endsClause(text, last.end))) continue;
    matches.push({ start: at, end: last.end, pieces });
  }
  return matches;
}

function followPieces(pieces: readonly string[], text: string, start: number): Span[] | null {
  const spans: Span[] = [];
  let from = start;
  for (const piece of pieces) {
    const window = text.slice(from, from + MAX_GAP + piece.length);
    let at = spans.length === 0 ? 0 : window.indexOf(piece);
    while (at !== -1 && !isWord(text, from + at, from + at + piece.length)) at = window.indexOf(piece, at + 1);
    if (at === -1 || SENTENCE_MARK.test(window.slice(0, at))) return null;
    spans.push({ start: from + at, end: from + at + piece.length });
    from += at + piece.length;
  }
  return spans;
}

/** Whether a Latin piece is not cut out of a longer word; Chinese has no such bounds. */
function isWord(text: string, start: number, end: number): boolean {
  const cut = (inner: number, outer: number): boolean => LATIN.test(text[inner] ?? "") && LATIN.test(text[outer] ?? "");
  return !cut(start, start - 1) && !cut(end - 1, end);
}

function endsClause(text: string, end: number): boolean {
  const rest = text.slice(end, end + 8);
  const particles = TRAILING_PARTICLES.exec(rest)?.[0].length ?? 0;
  const next = rest[particles];
  return next === undefined || CLAUSE_MARK.test(next);
}
