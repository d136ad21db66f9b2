import type { IndicatorId } from "../domain/ids.ts";
import type { Span } from "../domain/span.ts";
import { foldText } from "../text/fold.ts";
import { cueFile } from "./cues.ts";
import { type Draft, traced } from "./draft.ts";
import { exactMatch, textOf } from "./indicator-names.ts";
import { type Found, hasCue, ofKind } from "./reading.ts";

const NAMED = /满意[度率]|satisfaction/;
const SAID = /满意|\bsatisf(?:ied|y)\b|\b(?:un|dis)satisfied\b|\bhapp(?:y|ier|iest) with\b/;
/** What stands around a side of school life where it is said with what people are content: 在…方面, …这块. */
const HEAD = /^(?:那么|就|在|对于|对|论|说到|关于|从)/;
const TAIL = /(?:(?:这|那)?(?:一)?(?:块儿?|项|点|方面|个?方面|上头|上面|上|来说|来看|而言)|的)$/;
const ENGLISH = /(?:satisfied|happy|happier|happiest) (?:with|about) (?:the |their |its )?([a-z][a-z -]{2,40})/;
const MOST_WORDS = 5;
const people: ReadonlySet<string> = new Set(cueFile.people.flat().map(foldText));

/**
 * 实习实训这块哪边更满意, "are students satisfied with school life": the satisfaction with what is named, or else of the people who are. As read
 * where no entry bears such a name, or the question names a satisfaction itself.
 */
export function satisfiedWith(draft: Draft): Draft {
  const { text } = draft.reading;
  if (!SAID.test(text) || NAMED.test(text) || hasCue(draft.found, "why", "how")) return draft;
  const nouns: readonly Span[] = [...ofKind(draft.found, "indicator"), ...draft.residue.flatMap((piece) => parts(draft, piece))].sort(
    (a, b) => a.start - b.start,
  );
  const named = nouns.flatMap((span) => nameOf(draft, span) ?? []);
  const things = named.filter(({ isPeople }) => !isPeople);
  const found = englishThing(draft) ?? things[0] ?? named[0];
  if (found === undefined) return draft;
  const item: Found = { kind: "indicator", start: found.span.start, end: found.span.end, ids: found.ids, from: "ask", rule: "indicator.satisfied_with" };
  // Who is content, and the thing by its plain name, are no measures of their own.
  const rest = draft.found.filter((other) => other.kind !== "indicator");
  return { ...draft, found: [...rest, item].sort((a, b) => a.start - b.start || b.end - a.end), trace: traced(draft, "satisfied_with") };
}

interface Named {
  readonly span: Span;
  readonly ids: readonly IndicatorId[];
  readonly isPeople: boolean;
}

function nameOf(draft: Draft, span: Span): Named | null {
  const written = textOf(draft, span);
  const noun = written.replace(HEAD, "").replace(TAIL, "").replace(TAIL, "");
  if (noun.length < 2) return null;
  const isLatin = /^[a-z]/.test(noun);
  const names = isLatin ? [`${noun} satisfaction`, `${noun.replace(/s$/, "")} satisfaction`] : [`${noun}满意度`];
  for (const name of names) {
    const ids = exactMatch(draft, name);
    if (ids !== null) return { span, ids, isPeople: people.has(noun) };
  }
  return null;
}

/** A run of content may be several words with 的, 和 or marks between them: each is tried, the whole first. */
function parts(draft: Draft, piece: Span): readonly Span[] {
  const written = textOf(draft, piece);
  const cuts = [...written.matchAll(/[^\s，,的]+/g)].map((match) => ({ start: piece.start + match.index, end: piece.start + match.index + match[0].length }));
  return cuts.length > 1 ? [piece, ...cuts] : [piece];
}

function englishThing(draft: Draft): Named | null {
  const match = ENGLISH.exec(draft.reading.text);
  const words = match?.[1]?.trim().split(" ").slice(0, MOST_WORDS) ?? [];
  if (match === null) return null;
  const start = match.index + match[0].indexOf(match[1] ?? "");
  for (let count = words.length; count > 0; count -= 1) {
    const said = words.slice(0, count).join(" ");
    const ids = exactMatch(draft, `satisfaction with ${said}`);
    if (ids !== null) return { span: { start, end: start + said.length }, ids, isPeople: false };
  }
  return null;
}
