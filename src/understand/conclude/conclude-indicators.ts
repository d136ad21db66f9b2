import type { AskedIndicator } from "../../domain/question.ts";
import { type Span, spansOverlap } from "../../domain/span.ts";
import { foldText } from "../../text/fold.ts";
import { type Draft, traced } from "../draft.ts";
import { toMention, typedText } from "../mentions.ts";
import { findOperands } from "../operation/operands.ts";
import { type FoundOf, hasCue, ofKind } from "../reading.ts";
import { asksNumber, toAsked } from "./choose-entry.ts";
import { completeNoun, completeRow } from "./complete-nouns.ts";
import { canAnswer } from "./fit-unit.ts";
import { dropFrame, dropHeads } from "./frames.ts";
import { goOnTopic } from "./go-on-topic.ts";
import { entriesOf, firstEntry, openPieces, textOf, type Weighed } from "./indicator-names.ts";
import { joinPeople, mergeOpen } from "./join-names.ts";
import { mannerOf } from "./manners.ts";
import { bindModifiers } from "./modifiers.ts";
import { bindPopulation, expandPopulations, expandRow } from "./qualifier-rows.ts";
import { saidOfPeople } from "./said-of-people.ts";
import { satisfiedWith } from "./satisfied-with.ts";
import { concludeSpokenName } from "./spoken-names.ts";
import { concludeSpokenPair } from "./spoken-pairs.ts";
import { isNeutral, weigh } from "./weigh-names.ts";
import { wonBy, wonByManner } from "./won-by.ts";

const MEASURE_SUFFIX = /(?:率|度|数|量|额|面积|比|分|值|人次|年限|年龄|产值|学时|课时|工资|薪|费|经费|收入|支出)$/;
const OWN_COUNT = /how many $/;
const MAX_OPEN_CHARACTERS = 60;
const COUNTING_END = /(?:多少|几)[名个位所家项台间门种]?$/;
const COUNTING_START = /^有?(?:多少|几)/;
const COUNTED_AFTER = /^(?:一共|总共|现|目前)?有(?:多少|几)[名个位人]?(?:$|[，。？?呢啊])/;

/** Which indicators are asked about: entries whose name stands free, open words where a name is only part of a longer one or none is known. */
export function concludeIndicators(read: Draft): Draft {
  return concludeSpokenPair(read) ?? concludeSpokenName(read) ?? concludeNames(satisfiedWith(read));
}

function concludeNames(read: Draft): Draft {
  const own = ofKind(read.found, "indicator");
  const grouped = expandPopulations(read, own);
  const listed = grouped ?? expandRow(read, own);
  const { draft, names: bound } = bindPopulation(
    grouped === null ? read : { ...read, population: null, found: read.found.filter((item) => item.kind !== "population") },
    listed.map((item): Weighed => ({ kind: "entry", item })),
  );
  const open = bound.filter((name) => name.kind === "open");
  const pieces = openPieces(draft).filter((piece) => ![...listed, ...open.flatMap((name) => name.item ?? [])].some((item) => spansOverlap(item, piece)));
  const found = dropHeads(
    draft,
    bound.flatMap((name) => (name.kind === "entry" ? [name.item] : [])),
  );
  const row = [...completeRow(draft, pieces, found), ...limited(draft, pieces, found.length)];
  const thing = countedThing(draft, pieces) ?? countedAhead(draft, pieces, found);
  const names =
    thing !== null
      ? [thing]
      : [...found.map((item) => weigh(draft, item, pieces)), ...open, ...row.map((item): Weighed => ({ kind: "entry", item }))].sort(byPlace);
  const derived = findOperands(draft, withoutGlossed(draft, names), pieces);
  if (derived !== null) return derived;
  const weighed =
    names.length > 0
      ? saidOfPeople(draft, goOnTopic(draft, joinPeople(draft, mergeOpen(draft, bindModifiers(draft, dropFrame(draft, withoutGlossed(draft, names)))))), pieces)
      : openAlone(draft, pieces);
  const isProse = weighed.every((name) => name.kind === "open" && !MEASURE_SUFFIX.test(foldText(name.words))) && !asksNumber(draft);
  const asked = isProse ? [] : unique(withoutWhole(draft, withoutAgents(draft, weighed)).map((name) => toAsked(forClause(draft, name, weighed.length), name)));
  if (asked.length === 0) return impliedByManner(draft);
  const won = wonBy(draft, weighed);
  if (won !== null) return won;
  const special = ownEntry(draft, asked);
  if (special !== null)
    return {
      ...draft,
      population: null,
      indicators: {
        certainty: "stated",
        value: [special],
        mentions: weighed.flatMap((name) => (name.item === null ? [] : [toMention(draft, name.item, "alias")])),
      },
      trace: traced(draft, "indicator.of_population"),
    };
  const mentions = weighed.flatMap((name) => (name.item === null ? [] : [toMention(draft, name.item, name.item.kind === "indicator" ? "alias" : "cue")]));
  return {
    ...draft,
    indicators: { certainty: "stated", value: asked, mentions },
    wantedKind: wantedKindOf(draft, asked) ?? countedKind(draft, weighed, asked),
    trace: traced(draft, ...weighed.map((name) => (name.kind === "entry" ? name.item.rule : "indicator.open"))),
  };
}

/** 老师上门家访多少户: who does it cannot be counted in the unit that is asked for, what is done can. */
function withoutAgents(draft: Draft, names: readonly Weighed[]): readonly Weighed[] {
  const [first, ...others] = names;
  if (first?.kind !== "entry" || others.length === 0 || draft.wantedUnit === null) return names;
  const fits = (name: Weighed): boolean => name.kind === "entry" && entriesOf(draft, name.item.ids).some((entry) => canAnswer(draft, entry));
  return !fits(first) && others.every(fits) ? others : names;
}

/** 老师有多少是党员: who is counted are the party members, and the teachers are whom they are among. */
function withoutWhole(draft: Draft, names: readonly Weighed[]): readonly Weighed[] {
  const [whole, part, ...others] = names;
  if (whole?.kind !== "entry" || part?.kind !== "entry" || others.length > 0) return names;
  const { text } = draft.reading;
  // The question word may be read as part of the first name: 学生有多少, 住校.
  const between = text.slice(whole.item.end, part.item.start);
  const written = textOf(draft, whole.item);
  const isCounted = COUNTS_END.test(written) || COUNTING_START.test(written) || COUNTING_END.test(text.slice(0, whole.item.start));
  const isPart = AMONG.test(isCounted ? `有多少${between}` : between) && !/多少|几/.test(textOf(draft, part.item));
  const counted = (name: Weighed): boolean =>
    name.kind === "entry" && entriesOf(draft, name.item.ids).some(({ unit, kind }) => unit === PERSON && kind === "count");
  // 有多少老师多少学生 asks for both.
  const isTwice = (text.match(/多少|几[个名位]/g) ?? []).length > 1;
  const asksAgain = isTwice || /[，,；;。？?].*(?:多少|几)/.test(text.slice(part.item.end));
  return isPart && counted(whole) && counted(part) && !asksAgain ? [part] : names;
}
const PERSON = "人";
const COUNTS_END = /有(?:多少|几[个名位])人?$/;
const AMONG =
  /^(?:里面?|里头|中|当中|之中)?(?:一共|总共|现在|目前)?(?:有|共有)?(?:多少|几[个名位])人?(?:是|被|在|拿|得|获|去|能|会|已|还|来|成|报|选|参加|享受|继续|[了过])*$/;

const NOUN_END = /(?:总?人?数|总数)$/;

/** 在编 staff: where the sub-group of the one asked about has an entry of its own, that is meant. */
function ownEntry(draft: Draft, asked: readonly AskedIndicator[]): AskedIndicator | null {
  const [only, ...others] = asked;
  if (draft.population === null || only?.kind !== "entry" || others.length > 0 || draft.wantedKind === "share") return null;
  const entry = draft.reading.lexicon.indicator(only.id);
  const found = entry === undefined ? undefined : firstEntry(draft, [foldText(draft.population) + foldText(entry.zh).replace(NOUN_END, "")]);
  return entry === undefined || found === undefined || found.id === entry.id || found.kind !== entry.kind
    ? null
    : { kind: "entry", id: found.id, words: only.words };
}

const COUNTED_THING = /\bhow many ([a-z][a-z-]+(?: [a-z][a-z-]+){0,2}?) (?:do|does|did|are|is|were|was|have|has|had|can) /;

/** "How many ethnic groups do the students come from": what is counted stands first; a name behind it is only whose they are. */
function countedThing(draft: Draft, pieces: readonly Span[]): Weighed | null {
  const match = COUNTED_THING.exec(draft.reading.text);
  const words = match?.[1];
  if (match === null || words === undefined) return null;
  const span = { start: match.index + "how many ".length, end: match.index + "how many ".length + words.length };
  const isKnown = draft.found.some((item) => spansOverlap(item, span));
  const isWhole = pieces.some((piece) => piece.start <= span.start) && words.split(" ").every((word) => !isNeutral(word));
  return isKnown || !isWhole ? null : { kind: "open", words, item: null };
}

/** 开了几个家长会说实习的事: what is counted stands right behind how many; a name further on is only what it is about. */
function countedAhead(draft: Draft, pieces: readonly Span[], found: readonly FoundOf<"indicator">[]): Weighed | null {
  const counts = draft.found.filter((item) => item.kind === "cue" && item.cue === "count_words" && COUNTS.test(textOf(draft, item)));
  const piece = pieces.find(({ start, end }) => end - start >= 2 && counts.some((count) => count.end === start));
  const [first] = found;
  if (piece === undefined || first === undefined || found.some((item) => item.start <= piece.end)) return null;
  const words = textOf(draft, piece);
  const between = draft.reading.text.slice(piece.end, first.start);
  return !HAN_ONLY.test(words) || isNeutral(words) || OF_SAME_NAME.test(between) || hasCue(draft.found, "list", "compare")
    ? null
    : { kind: "open", words, item: null };
}
const COUNTS = /^(?:多少|几)/;
const HAN_ONLY = /^[\u4e00-\u9fff]+$/;
/** What keeps a name further on in the name of what is counted, or begins another clause. */
const OF_SAME_NAME = /^[的、和与及或]|[，,；;。？?！!\s]/;

/** 有多少双师型教师 asks for a number, where 双师型教师 alone would take a share as well. */
function countedKind(draft: Draft, names: readonly Weighed[], asked: readonly AskedIndicator[]): Draft["wantedKind"] {
  const [name, first] = [names[0], asked[0]];
  if (draft.wantedKind !== null || asked.length !== 1 || name?.kind !== "entry" || first?.kind !== "entry") return null;
  const isCounted =
    COUNTING_END.test(draft.reading.text.slice(0, name.item.start)) ||
    COUNTING_START.test(textOf(draft, name.item)) ||
    COUNTED_AFTER.test(draft.reading.text.slice(name.item.end));
  return isCounted && draft.reading.lexicon.indicator(first.id)?.kind === "count" ? "count" : null;
}

/** 录取多少人，录取率多少: the unit asked for belongs to the names of its own clause. */
function forClause(read: Draft, name: Weighed, count: number): Draft {
  const draft = count > 1 && read.wantedKind === "share" && isShareOfOther(read, name) ? { ...read, wantedKind: null } : read;
  const units = draft.found.filter((item) => item.kind === "unit");
  const { item } = name;
  // 占地多少 and how many books: what is counted is no area.
  if (count > 1 && item !== null && draft.wantedKind !== "count" && OWN_COUNT.test(draft.reading.text.slice(0, item.start)))
    return { ...draft, wantedKind: null, wantedUnit: null };
  if (count < 2 || item === null || units.length === 0) return draft;
  const inClause = units.some((unit) => !/[，,；;。？?]/.test(draft.reading.text.slice(Math.min(item.end, unit.end), Math.max(item.start, unit.start))));
  return inClause ? draft : { ...draft, wantedKind: null, wantedUnit: null };
}

/** 免学费资金多少，就业率多少: the words that ask for a share stand in another clause. */
function isShareOfOther({ found, reading: { text } }: Draft, { item }: Weighed): boolean {
  if (item === null) return false;
  const cues = found.filter((one) => one.kind === "cue" && one.cue === "share_words");
  const between = (a: Span, b: Span): string => text.slice(Math.min(a.end, b.end), Math.max(a.start, b.start));
  return cues.length > 0 && cues.every((cue) => /[，,；;。？?、]/.test(between(item, cue)));
}

/** 学生超过3000人且就业率超过98%: each limit has a name of its own, the common noun too. */
function limited(draft: Draft, pieces: readonly Span[], named: number): readonly FoundOf<"indicator">[] {
  return named < (draft.thresholds?.length ?? 0) ? pieces.flatMap((piece) => completeNoun(draft, piece) ?? []) : [];
}

/** 师资规模（专任教师）: the name in brackets says which is meant by the one before. */
function withoutGlossed(draft: Draft, names: readonly Weighed[]): readonly Weighed[] {
  const { text } = draft.reading;
  const isGlossed = (name: Weighed): boolean =>
    name.kind === "entry" &&
    names.some(({ kind, item }) => kind === "entry" && item.start > name.item.end && /^\s*[(（]\s*$/.test(text.slice(name.item.end, item.start)));
  return names.filter((name) => !isGlossed(name));
}

const byPlace = (a: Weighed, b: Weighed): number => (a.item?.start ?? 0) - (b.item?.start ?? 0);

/** 中职学生 → 学生: a word that says nothing before the noun that is counted. */
function withoutNeutralHead(draft: Draft, piece: Span): Span {
  const cuts = Array.from({ length: Math.max(0, piece.end - piece.start - 2) }, (_, index) => piece.start + index + 1);
  const cut = cuts.find((at) => at - piece.start >= 2 && isNeutral(textOf(draft, { start: piece.start, end: at })));
  return cut === undefined ? piece : { start: cut, end: piece.end };
}

/** No name is known: a common noun that is counted, or the words left, when a number is asked for. */
function openAlone(draft: Draft, pieces: readonly Span[]): readonly Weighed[] {
  if (asksNumber(draft) || hasCue(draft.found, "list", "compare") || ofKind(draft.found, "yardstick").length > 0) {
    for (const piece of pieces) {
      const item = completeNoun(draft, piece) ?? completeNoun(draft, withoutNeutralHead(draft, piece));
      if (item !== null) return [{ kind: "entry", item }];
    }
  }
  const content = pieces.filter((piece) => !isNeutral(textOf(draft, piece)));
  const words = content.map((piece) => typedText(draft, piece));
  const isMeasure = content.some((piece) => MEASURE_SUFFIX.test(textOf(draft, piece)) && textOf(draft, piece).length >= 3);
  if (words.length === 0 || !(asksNumber(draft) || isMeasure) || hasCue(draft.found, "why")) return [];
  const separator = words.every((word) => /^[\u4e00-\u9fff]+$/.test(word)) ? "" : " ";
  return [{ kind: "open", words: words.join(separator).slice(0, MAX_OPEN_CHARACTERS), item: null }];
}

/** 哪个学校更大 names no indicator and means one. */
function impliedByManner(draft: Draft): Draft {
  const manner = mannerOf(draft);
  // 德西数控班有多少人: the people of a class or a major are its students.
  const isClassCounted = draft.subject !== null && draft.wantedUnit === "人";
  const entry =
    manner !== null
      ? firstEntry(draft, [foldText(wonByManner(draft, manner) ?? manner)])
      : isClassCounted
        ? firstEntry(draft, ["在校生", "在校生数"])
        : undefined;
  if (entry === undefined) return draft;
  const value: readonly AskedIndicator[] = [{ kind: "entry", id: entry.id, words: entry.zh }];
  return { ...draft, indicators: { certainty: "implied", value, reason: "manner_of_speaking" }, trace: traced(draft, "indicator.implied") };
}

/** A wanted kind that no entry of the name has was a way of speaking ("how many percent", 面积多少): it is dropped. */
function wantedKindOf(draft: Draft, asked: readonly AskedIndicator[]): Draft["wantedKind"] {
  const first = asked[0];
  if (draft.wantedKind === null || first === undefined || first.kind === "open") return draft.wantedKind;
  const kinds = asked.map((item) => (item.kind === "entry" ? draft.reading.lexicon.indicator(item.id)?.kind : undefined));
  if (new Set(kinds).size > 1) return null;
  return draft.reading.lexicon.indicator(first.id)?.kind === draft.wantedKind ? draft.wantedKind : null;
}

function unique(asked: readonly AskedIndicator[]): AskedIndicator[] {
  const keyOf = (item: AskedIndicator): string => (item.kind === "entry" ? item.id : `open ${item.words}`);
  return [...new Map(asked.map((item) => [keyOf(item), item])).values()];
}
