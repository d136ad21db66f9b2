import type { IndicatorId } from "../../domain/ids.ts";
import type { Span } from "../../domain/span.ts";
import { foldText } from "../../text/fold.ts";
import { cueFile } from "../cues.ts";
import { type Draft, traced } from "../draft.ts";
import { type Found, hasCue, ofKind } from "../reading.ts";
import { exactMatch, textOf } from "./indicator-names.ts";

const NAMED = /满意[度率]|satisfaction/;
/** 在社团活动方面的满意度: the word stands alone, and what it is of before it. */
const BARE = /^(?:满意[度率]|satisfaction)$/;
const SAID =
  /满意|\bsatisf(?:ied|y)\b|\b(?:un|dis)satisfied\b|\bhapp(?:y|ier|iest) with\b|\b(?:most|least) (?:happy|pleased|content)\b|\bstudents? (?:like|enjoy|appreciate|value)s? (?:the )?(?:most|least|best)\b|\bstudents? (?:most |really )?dislike/;
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
export function satisfiedWith(read: Draft): Draft {
  const draft = withoutWhose(read);
  const { text } = draft.reading;
  if (!(SAID.test(text) || NAMED.test(text)) || isNamed(draft) || hasCue(draft.found, "why", "how")) return draft;
  const nouns: readonly Span[] = [...ofKind(draft.found, "indicator"), ...draft.residue.flatMap((piece) => parts(draft, piece))].sort(
    (a, b) => a.start - b.start,
  );
  const named = nouns.flatMap((span) => nameOf(draft, span) ?? []);
  const things = named.filter(({ isPeople }) => !isPeople);
  const found = englishThing(draft) ?? things[0] ?? (NAMED.test(text) ? undefined : named[0]);
  if (found === undefined) return draft;
  const bare = ofKind(draft.found, "indicator").find((one) => BARE.test(textOf(draft, one)) && one.start >= found.span.end);
  const end = Math.max(found.span.end, bare?.end ?? 0);
  const item: Found = { kind: "indicator", start: found.span.start, end, ids: found.ids, from: "ask", rule: "indicator.satisfied_with" };
  // Who is content, and the thing by its plain name, are no measures of their own.
  const rest = draft.found.filter((other) => other.kind !== "indicator");
  return { ...draft, found: [...rest, item].sort((a, b) => a.start - b.start || b.end - a.end), trace: traced(draft, "satisfied_with") };
}

const COUNTED = /多少|几|how many|number of/;
const JOINED = /[和与及跟、比]|\band\b|\bthan\b|\bvs\b/;

/** The job satisfaction scores of Yunxi graduates: whose they are is no measure of its own beside a thing of several sides. */
function withoutWhose(draft: Draft): Draft {
  const { lexicon, text } = draft.reading;
  const all = ofKind(draft.found, "indicator");
  const family = all.find((item) => item.ids.some((id) => (lexicon.indicator(id)?.sides ?? []).length > 0));
  if (family === undefined || COUNTED.test(text)) return draft;
  const between = (item: Span): string => text.slice(Math.min(item.end, family.end), Math.max(item.start, family.start));
  const isWhose = (item: Found): boolean => item.kind === "indicator" && people.has(textOf(draft, item)) && !JOINED.test(between(item));
  return { ...draft, found: draft.found.filter((item) => !isWhose(item)) };
}

/** Whether the question names a satisfaction by more than the bare word. */
function isNamed(draft: Draft): boolean {
  const own = ofKind(draft.found, "indicator").filter((item) => NAMED.test(textOf(draft, item)));
  return NAMED.test(draft.reading.text) && own.some((item) => !BARE.test(textOf(draft, item)));
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
