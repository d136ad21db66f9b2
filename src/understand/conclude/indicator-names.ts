import type { IndicatorId } from "../../domain/ids.ts";
import type { Indicator } from "../../domain/indicator.ts";
import type { AskedIndicator } from "../../domain/question.ts";
import type { Span } from "../../domain/span.ts";
import { foldText } from "../../text/fold.ts";
import { cueFile, foldedSet } from "../cues.ts";
import type { Draft } from "../draft.ts";
import { typedText } from "../mentions.ts";
import { type Found, type FoundOf, hasCue, ofKind } from "../reading.ts";
import { coverFound, findResidue } from "../residue.ts";
import { fitToUnit } from "./fit-unit.ts";

/** What a name is taken for once the words around it are weighed: a lexicon entry, or open words that no entry covers. */
export type Weighed =
  | { readonly kind: "entry"; readonly item: FoundOf<"indicator"> }
  | { readonly kind: "open"; readonly words: string; readonly item: Found | null };

const neutral = foldedSet([...cueFile.neutral.zh, ...cueFile.neutral.en]);
const transparent = new Set(cueFile.transparent);
/** English words after which a name goes on ("teachers with a master's degree"). */
const GOES_ON = /^ (?:with|who|whose|having|under|over|aged|holding) /;
const HAN = /[\u4e00-\u9fff]/;

/** Content words around names: cues that are part of a measure (比例, 面积) do not hide them. */
export function openPieces(draft: Draft): Span[] {
  const covered = coverFound(draft.reading.text, draft.found, (item) => !(item.kind === "cue" && transparent.has(item.cue)));
  return findResidue(draft.reading.text, covered);
}

export const textOf = (draft: Draft, span: Span): string => draft.reading.text.slice(span.start, span.end);

/** Words that change nothing of what a name means (校园 before 占地面积). */
export function isNeutral(words: string): boolean {
  return words.length < 2 || neutral.has(words) || /^[\d.]+$/.test(words) || isNeutralRow(words);
}

const MAX_ROW = 12;

/** 娃毕业: words that say nothing each say nothing together. */
function isNeutralRow(words: string): boolean {
  if (words.length > MAX_ROW || !HAN.test(words)) return false;
  const reached = new Set([0]);
  for (let at = 0; at < words.length; at += 1)
    if (reached.has(at)) for (let end = at + 1; end <= words.length; end += 1) if (neutral.has(words.slice(at, end))) reached.add(end);
  return reached.has(words.length);
}

/** A name with content right before or after it is only part of a longer one: 食堂教师, "German partners" are open words. */
export function weigh(draft: Draft, item: FoundOf<"indicator">, pieces: readonly Span[]): Weighed {
  const { text } = draft.reading;
  const touching = (a: number, b: number): boolean => a === b || (a < b && b - a === 1 && text[a] === " ");
  const asked = invertedVerb(draft, item, pieces);
  if (asked !== null) return asked;
  // 图书馆有多少本书: what stands before 有 is the place, not a part of the name.
  const left = text[item.start] === "有" ? undefined : pieces.find((piece) => touching(piece.end, item.start) && !isNeutral(textOf(draft, piece)));
  const right = pieces.find((piece) => touching(item.end, piece.start) && !isNeutral(textOf(draft, piece)));
  const goesOn = GOES_ON.test(text.slice(item.end, item.end + 10))
    ? pieces.find((piece) => piece.start > item.end && !isNeutral(textOf(draft, piece)))
    : undefined;
  if (NEGATED.test(text.slice(0, item.start)) && text[item.start] !== "有") {
    const negated = { ...item, start: item.start - 1 };
    return { kind: "open", words: typedText(draft, negated), item: negated };
  }
  if (left === undefined && right === undefined && goesOn === undefined) return { kind: "entry", item };
  const span = { start: left === undefined ? item.start : runStart(draft, left, pieces), end: goesOn?.end ?? right?.end ?? item.end };
  return { kind: "open", words: typedText(draft, span), item: { ...item, ...span } };
}

/** "rail transit students": English words in one row before a name are one phrase with it. */
function runStart(draft: Draft, left: Span, pieces: readonly Span[]): number {
  const before = pieces.find((piece) => piece.end + 1 === left.start && draft.reading.text[piece.end] === " " && !isNeutral(textOf(draft, piece)));
  return before === undefined || HAN.test(textOf(draft, left)) ? left.start : runStart(draft, before, pieces);
}

/** 不住校 is not 住校; 是不是 and 有没 ask. */
const NEGATED = /(?<![是有能会要])[不没未非]$/;
const COUNTED = /^(?:多少|几)[名个位人]?/;

/** 台电脑 → 电脑: the unit that is counted in is no part of the thing. */
function withoutUnit(draft: Draft, noun: string): string {
  const unit = draft.reading.lexicon.units.matchAt(noun, 0);
  return unit === null || unit.end >= noun.length ? noun : noun.slice(unit.end);
}

/** 招了多少学生: the verb belongs to the noun; 招 + 生 is looked up as a name of its own. */
function invertedVerb(draft: Draft, item: FoundOf<"indicator">, pieces: readonly Span[]): Weighed | null {
  const counted = COUNTED.exec(textOf(draft, item))?.[0] ?? "";
  const cue = ofKind(draft.found, "cue").find((other) => other.cue === "measure" && other.end === item.start);
  const start = counted !== "" ? item.start : cue?.start;
  const verb = start === undefined ? undefined : pieces.find((piece) => piece.end <= start && /^了?$/.test(draft.reading.text.slice(piece.end, start)));
  if (verb === undefined) return null;
  const words = textOf(draft, verb);
  const noun = withoutUnit(draft, textOf(draft, item).slice(counted.length));
  if (neutral.has(words) || noun === "" || !HAN.test(words)) return null;
  const last = noun[noun.length - 1] ?? "";
  for (const name of [words + noun, words + last, noun + words, `${words}人数`, `${words}数`, `${noun}${words}数`]) {
    const ids = exactMatch(draft, name);
    if (ids !== null) return { kind: "entry", item: { ...item, ids, rule: "indicator.verb" } };
  }
  return { kind: "open", words: `${words}${noun}`, item };
}

/** 双师型 teachers: a name right after a more special one, whose own name holds it, is only its head noun. */
export function dropHeads(draft: Draft, items: readonly FoundOf<"indicator">[]): readonly FoundOf<"indicator">[] {
  return items.filter((item, index) => {
    const before = items[index - 1];
    const special = before === undefined ? undefined : entriesOf(draft, before.ids)[0];
    if (before === undefined || special === undefined || draft.reading.text.slice(before.end, item.start).trim() !== "") return true;
    const inside = draft.reading.lexicon.aliases.find(foldText(special.zh), ["zh", "ask"]).flatMap((match) => match.indicatorIds);
    return !item.ids.some((id) => inside.includes(id));
  });
}

const HAVE =
  /^ (?:have|has|had|get|gets|earn|earns|receive|receives) (?:the |a |an )?(?:highest|lowest|best|worst|most|fewest|largest|smallest|higher|lower|better|more) $/;

/** "students live in the dormitory" */
const NOTHING = /^ (?:at |of |in )?(?:do |who )?$/;
const DO = /^ (?:do|does|did) (?:the |its |our )?$/;
const VERB = /^(?:live|lives|living|stay|board|boards) /;

/** 毕业生中有多少人升学: the first name is only the frame of the second; 双师型教师占全体教师, "starting salary of graduates": the second is inside the first. */
export function dropFrame(draft: Draft, names: readonly Weighed[]): readonly Weighed[] {
  const [first, second, ...others] = names;
  if (first === undefined || first.item === null || second === undefined || second.item === null) return names;
  const between = draft.reading.text.slice(first.item.end, second.item.start);
  if (textOf(draft, first.item).endsWith("占") || /^ of (?:the |all |its )?$/.test(between)) return [first, ...others];
  // "whose graduates have the lowest starting salary": those who have it are only its frame.
  if (HAVE.test(between) || (NOTHING.test(withoutOwners(draft, first.item.end, second.item.start)) && VERB.test(textOf(draft, second.item))))
    return [second, ...others];
  // "How many graduates of X went to small firms": whom the second name counts.
  if (/\bhow many (?:of (?:the |its |their )?)?$/.test(withoutOwners(draft, 0, first.item.start)) && countsThese(draft, first.item, second.item))
    return [second, ...others];
  // "How many teachers of X have senior titles": those who hold it are only its frame.
  if (
    /\bhow many (?:of )?(?:'s |the |its |their )?$/.test(withoutOwners(draft, 0, first.item.start)) &&
    HOLD.test(withoutOwners(draft, first.item.end, second.item.start)) &&
    arePeople(draft, second.item)
  )
    return [second, ...others];
  // "How many ethnic groups do the students come from": whose they are stands behind.
  if (/\bhow many $/.test(draft.reading.text.slice(0, first.item.start)) && DO.test(between)) return [first, ...others];
  if (/^(?:中|里|当中|之中|在内)/.test(draft.reading.text.slice(first.item.end))) return [withoutFrame(draft, second, first.item.end), ...others];
  return names;
}

const HOLD = /^ ?(?:(?:of|at|from|in) ?)?(?:do |does |who )?(?:have|has|had|hold|holds|held|possess)(?: with)? (?:a |an |the )?$/;

function arePeople(draft: Draft, span: Span): boolean {
  const ids = ofKind(draft.found, "indicator").find((item) => item.start === span.start)?.ids ?? [];
  return entriesOf(draft, ids)[0]?.units.includes("人") === true;
}

const ACTS =
  /^ ?(?:(?:of|at|from|in) ?)?(?:(?:who|that|have|has|had|then|also|later|are|were|chose|decided|to) )*(?:go|goes|went|gone|going|find|found|take|took|get|got|land|landed|stay|stayed|remain|remained|work|worked|working|employed|join|joined|enter|entered|start|started|continue|continued|serve|served)\b[^,;.?]{0,24}$/;
/** Whether what stands between two names says that those of the first did what the second counts: both are people, and the second's meaning names the first. */
function countsThese(draft: Draft, first: Span, second: Span): boolean {
  const between = withoutOwners(draft, first.end, second.start).replace(/'s\b/, "");
  const entryAt = (span: Span): Indicator | undefined =>
    entriesOf(draft, ofKind(draft.found, "indicator").find((item) => item.start === span.start)?.ids ?? [])[0];
  const people = entryAt(first);
  const counted = entryAt(second);
  if (people === undefined || counted === undefined || counted.id === people.id || !counted.units.some((unit) => people.units.includes(unit))) return false;
  const noun = people.zh.replace(/[总人]?数$/, "");
  const acts = ACTS.test(between) || (/^ ?(?:(?:of|at|from|in) ?)?$/.test(between) && ACTS.test(` ${draft.reading.text.slice(second.start, second.end)}`));
  return acts && !/\b(?:and|or)\b/.test(between) && `${counted.zh}${counted.definition}`.includes(noun);
}

/** The text between two places, without the schools named there. */
export function withoutOwners(draft: Draft, start: number, end: number): string {
  const inside = ofKind(draft.found, "owner").filter((item) => item.start >= start && item.end <= end);
  const cut = inside.reduce((at, item) => Math.max(at, item.end), start);
  return inside.length === 0
    ? draft.reading.text.slice(start, end)
    : `${draft.reading.text.slice(start, inside[0]?.start ?? start)}${draft.reading.text.slice(cut, end).trimStart()}`;
}

/** 专任教师中高级职称: the 中 after a frame is no part of the name 中高级职称. */
function withoutFrame(draft: Draft, name: Weighed, frameEnd: number): Weighed {
  if (name.kind === "open" || name.item.start !== frameEnd) return name;
  const ids = exactMatch(draft, textOf(draft, name.item).slice(1));
  return ids === null ? name : { kind: "entry", item: { ...name.item, start: frameEnd + 1, ids } };
}

/** Open words that touch the name before them are one run with it: "students won" and "won prizes", 毕业生 and 就业去向. */
export function mergeOpen(draft: Draft, names: readonly Weighed[]): readonly Weighed[] {
  const merged: Weighed[] = [];
  for (const name of names) {
    const last = merged[merged.length - 1];
    const touches = last !== undefined && last.item !== null && name.item !== null && name.item.start <= last.item.end;
    if (touches && last.item !== null && name.item !== null && name.kind === "open") {
      const item = { ...last.item, end: Math.max(last.item.end, name.item.end) };
      merged[merged.length - 1] = { kind: "open", words: typedText(draft, item), item };
    } else merged.push(name);
  }
  return merged;
}

const people = cueFile.people.map((nouns) => nouns.map(foldText));

/** 教师平均工资 is no 平均工资 of graduates: a name of other people right before a name makes open words of both. */
export function joinPeople(draft: Draft, names: readonly Weighed[]): readonly Weighed[] {
  const held: Weighed[] = [];
  for (const name of names) {
    const last = held.at(-1);
    const joined = last === undefined ? null : otherPeople(draft, last, name);
    if (joined === null) held.push(name);
    else held[held.length - 1] = joined;
  }
  return held;
}

function otherPeople(draft: Draft, last: Weighed, name: Weighed): Weighed | null {
  if (last.kind !== "entry" || name.kind !== "entry") return null;
  if (
    draft.reading.text
      .slice(last.item.end, name.item.start)
      .replace(/[的发领拿开]/g, "")
      .trim() !== ""
  )
    return null;
  const said = peopleIn(textOf(draft, last.item));
  const entry = entriesOf(draft, name.item.ids)[0];
  const meant = entry === undefined ? -1 : peopleIn(foldText(`${entry.denominator ?? ""}${entry.population ?? ""}${entry.definition}${entry.zh}`));
  if (said < 0 || meant < 0 || said === meant) return null;
  const span = { start: last.item.start, end: name.item.end };
  return { kind: "open", words: typedText(draft, span), item: { ...name.item, ...span } };
}

function peopleIn(words: string): number {
  return people.findIndex((nouns) => nouns.some((noun) => words.includes(noun)));
}

/** Nouns too common to be names in a report (学生, 专业) are names once they are counted or listed: 学生 → 学生数. */
export function completeNoun(draft: Draft, piece: Span): FoundOf<"indicator"> | null {
  const words = textOf(draft, piece);
  for (const name of [`${words}数`, `${words}人数`, `多少${words}`, `有多少${words}`, `在校${words}数`, `${words}总数`, `number of ${words}`]) {
    const ids = exactMatch(draft, name);
    if (ids !== null) return { kind: "indicator", start: piece.start, end: piece.end, ids, from: "ask", rule: "indicator.completed" };
  }
  return null;
}

const JOINT = /[、和与及,，]/;

/** 师资、学生和就业: common nouns that stand in one row with names, each wholly between two joints. */
export function completeRow(draft: Draft, pieces: readonly Span[], items: readonly FoundOf<"indicator">[]): readonly FoundOf<"indicator">[] {
  const { text } = draft.reading;
  if (items.length === 0) return [];
  return pieces.flatMap((piece) => {
    const after = JOINT.test(text[piece.end] ?? "");
    const before = JOINT.test(text[piece.start - 1] ?? "");
    const beside = items.some((item) => item.start === piece.end + 1 || item.end + 1 === piece.start) || (before && after);
    const item = (after || before) && beside ? completeNoun(draft, piece) : null;
    return item === null ? [] : [item];
  });
}

/** The entries that bear exactly this name. */
export function exactMatch(draft: Draft, name: string): readonly IndicatorId[] | null {
  const match = draft.reading.lexicon.aliases.find(name, ["zh", "ask", "en"]).find((found) => found.start === 0 && found.end === name.length);
  return match?.indicatorIds ?? null;
}

/** The first entry that bears one of the names. */
export function firstEntry(draft: Draft, names: readonly string[]): Indicator | undefined {
  for (const name of names) {
    const entry = entriesOf(draft, exactMatch(draft, name) ?? [])[0];
    if (entry !== undefined) return entry;
  }
  return undefined;
}

export const entriesOf = (draft: Draft, ids: readonly IndicatorId[]): Indicator[] => ids.flatMap((id) => draft.reading.lexicon.indicator(id) ?? []);

/** What is asked about, with the kind and unit that the question wants taken into account. */
export function toAsked(draft: Draft, name: Weighed): AskedIndicator {
  if (name.kind === "open") return { kind: "open", words: name.words, unit: draft.wantedUnit };
  const chosen = chooseEntry(draft, entriesOf(draft, name.item.ids));
  const entry = chosen === undefined ? undefined : (fitToUnit(draft, chosen) ?? undefined);
  const words = typedText(draft, name.item);
  return entry === undefined ? { kind: "open", words: words.replace(ASKING_END, ""), unit: draft.wantedUnit } : { kind: "entry", id: entry.id, words };
}

/** 培训多少: how much is asked is no part of what is looked for. */
const ASKING_END = /(?:了|过)?(?:多少|几)$/;
const OTHER_ENTRY_KINDS: ReadonlySet<string> = new Set(["amount", "area"]);

/** Of the entries that bear the name the one of the wanted kind; else one of its family; else the first. */
function chooseEntry(draft: Draft, entries: readonly Indicator[]): Indicator | undefined {
  const first = entries[0];
  // "How many books per student" counts nothing: a mean stays a mean unless another unit is named.
  const isMean = first?.kind === "average" || first?.kind === "ratio";
  if (first === undefined || draft.wantedKind === null || (isMean && isSaidOfMeans(draft))) return first;
  // 生均图书多少册: the unit fits the name itself, whatever its kind.
  const sameUnit = entries.find((entry) => draft.wantedUnit !== null && entry.units.includes(draft.wantedUnit));
  if (sameUnit !== undefined) return sameUnit;
  const kin = [...entries, ...draft.reading.lexicon.family(first.family)];
  const fits = (entry: Indicator): boolean => entry.kind === draft.wantedKind && (draft.wantedUnit === null || entry.units.includes(draft.wantedUnit));
  // Money spent on 教师培训 is another entry than those trained: kinds that a count's family never has are looked for among its siblings.
  const siblings = OTHER_ENTRY_KINDS.has(draft.wantedKind) ? entriesOf(draft, first.siblings) : [];
  return kin.find(fits) ?? siblings.find(fits) ?? first;
}

/** 人均占地多少, 起薪多少钱: the word for areas or money says what a mean is of. */
const isSaidOfMeans = ({ wantedKind, wantedUnit }: Draft): boolean =>
  (wantedKind === "count" && wantedUnit === null) || (wantedKind !== null && OTHER_ENTRY_KINDS.has(wantedKind));

/** Whether the question asks for a number, so that content words alone make an indicator. */
export function asksNumber(draft: Draft): boolean {
  // A question word inside a name (多少学生) asks all the same.
  return hasCue(draft.found, ...cueFile.numberCues) || /多少|几|how (?:many|much)/.test(draft.reading.text) || draft.threshold !== null || draft.claim;
}
