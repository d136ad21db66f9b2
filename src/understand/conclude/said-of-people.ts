import type { Span } from "../../domain/span.ts";
import { foldText } from "../../text/fold.ts";
import { cueFile } from "../cues.ts";
import type { Draft } from "../draft.ts";
import { typedText } from "../mentions.ts";
import { hasCue, ofKind } from "../reading.ts";
import { withoutOwners } from "./frames.ts";
import { entriesOf, exactMatch, textOf, type Weighed } from "./indicator-names.ts";
import { isNeutral } from "./weigh-names.ts";

type Entry = Extract<Weighed, { readonly kind: "entry" }>;

const COUNTS = /\bhow many (?:of (?:the |its |their )?)?(?:[a-z]+ )?$/;
const SHARES = /\b(?:share|percentage|proportion|percent|fraction|part) of (?:the |all |all the |its |their |'s )?$/;
/** students 里 short-sighted 的比例 */
const SHARE_BEHIND = /^\s*(?:里面?|当?中|之中|里头).*(?:比例|占比|百分之|占多少)/;
const AMOUNTS = /\bhow much\b/;
const ENDS = /[,;.?]/;
const JOINT = /[,;.?]|\b(?:and|or|than|versus|vs)\b/;
/** "How many teachers does the kindergarten have": whose they are, and no more. */
const OWNED = /\b(?:do|does|did)\b.*\bhave\b(?! (?:a|an|the) )/;
/** "papers by teachers", "prizes did the teachers win": who did it. */
const AGENT = /^(?: [a-z]+){0,3} (?:by|do|does|did)(?: the| its| their| all)? ?(?:'s )?$/;
const LATIN = /[a-z]/;
const NUMBER_END = /[总人]*数$/;
const MOST_NAMES = 3;

const people: ReadonlySet<string> = new Set(cueFile.people.flat().map(foldText));

/**
 * "How many students receive a grant", "what share of the students wear glasses": people of whom something is said are no measure of their own. Where
 * a name counts what they do that is meant; else all that is said of them is looked for. Who did a thing ("papers by teachers") only narrows it.
 */
export function saidOfPeople(draft: Draft, names: readonly Weighed[], pieces: readonly Span[]): readonly Weighed[] {
  if (draft.subject !== null || draft.population !== null || names.length > MOST_NAMES) return names;
  const [first, ...others] = names;
  if (first?.kind !== "entry") return names;
  if (others.length === 0) return isPeople(draft, first) ? withDoings(draft, first, pieces) : names;
  const [second, ...more] = others;
  if (second?.kind === "open" && more.length === 0 && areDoers(draft, first, second)) return [second];
  if (second?.kind !== "entry" || more.length > 0) return names;
  if (areGetters(draft, first, second)) return gotBy(draft, first, second);
  if (isDoneInTime(draft, first, second)) return [second];
  if (isPeople(draft, second) && AGENT.test(withoutOwners(draft, first.item.end, second.item.start))) return [doneBy(draft, first, second)];
  return isPeople(draft, first) ? withThing(draft, first, second, pieces) : names;
}

const isPeople = (draft: Draft, { item }: Entry): boolean =>
  people.has(textOf(draft, item)) && LATIN.test(textOf(draft, item)) && entriesOf(draft, item.ids)[0]?.units.includes("人") === true;

const COUNTED_PEOPLE = /(?:多少|几)[名个位]?([\u4e00-\u9fff]{2,4})$/;
const GETS = /^(?:能|可以?|都)?(?:拿到?|领到?|领取|获得?|得到?|取得|享受到?|享有|受到|申请到?)(?:了|过)?(?:的)?$/;
/** 给多少学生发了助学金: the same from the side of who gives. */
const GIVEN_TO = /[给为向帮]了?(?:多少|几)[名个位]?[\u4e00-\u9fff]{2,4}$/;
const LEARNERS = /学生|同学|学员|孩子/;
const GIVES = /^(?:都)?(?:发放?|给|办|办理|减免?|免除?|提供|补|落实|发下去|争取到?)(?:了|过)?(?:的)?$/;
/** A name that itself begins with what they do: 享受免学费. */
const HELD = /^(?:享受|享有|获得?|得到|领取|领到|拿到)/;

/** 几个学生拿到创业补贴: those who got it are counted, neither all students nor what each of them got. */
function areGetters(draft: Draft, first: Entry, second: Entry): boolean {
  const { text } = draft.reading;
  const noun = COUNTED_PEOPLE.exec(text.slice(0, first.item.end))?.[1];
  const between = text.slice(first.item.end, second.item.start);
  const isGiven = LEARNERS.test(noun ?? "") && GIVEN_TO.test(text.slice(0, first.item.end)) && GIVES.test(between);
  return noun !== undefined && people.has(noun) && (isGiven || GETS.test(between) || (between === "" && HELD.test(textOf(draft, second.item))));
}

/** 有多少学生在省外就业: those who do it are counted, not all. */
function areDoers(draft: Draft, first: Entry, second: Extract<Weighed, { readonly kind: "open" }>): boolean {
  const { text } = draft.reading;
  const noun = COUNTED_PEOPLE.exec(text.slice(0, first.item.end))?.[1];
  const isBehind = second.item !== null && /^[在去到往赴]?$/.test(text.slice(first.item.end, second.item.start));
  return noun !== undefined && people.has(noun) && isBehind;
}

/** 教师2020年发表了几篇论文: who did it and when stand before what is counted. */
function isDoneInTime(draft: Draft, first: Entry, second: Entry): boolean {
  if (!people.has(textOf(draft, first.item)) || LATIN.test(textOf(draft, first.item))) return false;
  const times = ofKind(draft.found, "period").filter(({ start, end }) => start >= first.item.end && end <= second.item.start);
  const left = times.reduce(
    (text, { start, end }) => text.replace(draft.reading.text.slice(start, end), ""),
    draft.reading.text.slice(first.item.end, second.item.start),
  );
  return times.length > 0 && /^(?:们|里|中|在|一?共|总共|都|的)*$/.test(left);
}

function gotBy(draft: Draft, first: Entry, second: Entry): readonly Weighed[] {
  if (entriesOf(draft, second.item.ids)[0]?.units.some((unit) => unit === "人" || unit === "人次") === true) return [second];
  const words = typedText(draft, { start: first.item.end, end: second.item.end });
  return [{ kind: "open", words, item: { ...first.item, end: second.item.end } }];
}

function withDoings(draft: Draft, only: Entry, pieces: readonly Span[]): readonly Weighed[] {
  const { text } = draft.reading;
  const before = withoutOwners(draft, 0, only.item.start);
  const after = (piece: Span): boolean => piece.start > only.item.end && !ENDS.test(text.slice(only.item.end, piece.start));
  const said = pieces.filter((piece) => !isNeutral(textOf(draft, piece)));
  if (AMOUNTS.test(before)) return opened(draft, only, said);
  if (isOfOthers(draft, before)) return opened(draft, only, said);
  if (SHARES.test(before) || SHARE_BEHIND.test(text.slice(only.item.end))) return opened(draft, only, said.filter(after));
  if (!COUNTS.test(text.slice(0, only.item.start)) || OWNED.test(text.slice(only.item.end))) return [only];
  return opened(draft, only, said.filter(after));
}

/** "Which companies took the most graduates" is asked of the companies. */
function isOfOthers(draft: Draft, before: string): boolean {
  return (
    hasCue(draft.found, "sup_max", "sup_min") &&
    hasCue(draft.found, "list") &&
    /\b(?:which|what) (?!(?:schools?|colleges?|majors?|is|are|was|were|do|does|did|has|have)\b)[a-z]/.test(before)
  );
}

/** All that is said, in the order of the question, as open words. */
function opened(draft: Draft, only: Entry, said: readonly Span[]): readonly Weighed[] {
  if (said.length === 0) return [only];
  const words = [only.item, ...said]
    .toSorted((a, b) => a.start - b.start)
    .map((span) => typedText(draft, span))
    .join(" ");
  return [{ kind: "open", words, item: only.item }];
}

/** "How many students did an internship" counts interns; "how many students share a dormitory room" neither students nor rooms. */
function withThing(draft: Draft, first: Entry, second: Entry, pieces: readonly Span[]): readonly Weighed[] {
  const between = withoutOwners(draft, first.item.end, second.item.start);
  if (!COUNTS.test(withoutOwners(draft, 0, first.item.start)) || between.trim() === "" || JOINT.test(between) || isPeople(draft, second))
    return [first, second];
  if (entriesOf(draft, second.item.ids)[0]?.units.some((unit) => unit === "人" || unit === "人次") === true) return [second];
  const beside = pieces.filter(
    (piece) => piece.start > first.item.end && !isNeutral(textOf(draft, piece)) && !ENDS.test(draft.reading.text.slice(first.item.end, piece.start)),
  );
  return opened(draft, first, [...beside, second.item]);
}

/** Prizes won by teachers have an entry of their own; papers have not. */
function doneBy(draft: Draft, thing: Entry, agent: Entry): Entry {
  const [noun, name] = [agent, thing].map(({ item }) => (entriesOf(draft, item.ids)[0]?.zh ?? "").replace(NUMBER_END, ""));
  const ids = exactMatch(draft, foldText(`${noun}${name}数`)) ?? exactMatch(draft, foldText(`${noun}${name}`));
  return ids === null ? thing : { kind: "entry", item: { ...thing.item, ids, rule: "indicator.done_by" } };
}
