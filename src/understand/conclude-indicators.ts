import type { IndicatorId } from "../domain/ids.ts";
import type { Indicator } from "../domain/indicator.ts";
import type { AskedIndicator } from "../domain/question.ts";
import type { Span } from "../domain/span.ts";
import { foldText } from "../text/fold.ts";
import { cueFile, foldedSet } from "./cues.ts";
import { type Draft, traced } from "./draft.ts";
import { toMention, typedText } from "./mentions.ts";
import { type Found, type FoundOf, hasCue, ofKind } from "./reading.ts";
import { coverFound, findResidue } from "./residue.ts";

const neutral = foldedSet([...cueFile.neutral.zh, ...cueFile.neutral.en]);
const transparent = new Set(cueFile.transparent);
const perHead = cueFile.perHead.map((entry) => ({ words: [...entry.zh, ...entry.en].map(foldText), denominator: entry.denominator.map(foldText) }));
/** Cues that ask for a number, so that content words alone make an open indicator. */
const NUMBER_CUES = [
  "measure",
  "share_words",
  "count_words",
  "people_words",
  "area_words",
  "amount_words",
  "difference",
  "ratio",
  "sum",
  "mean",
  "median",
  "rank",
  "sup_max",
  "sup_min",
  "comp_max",
  "comp_min",
  "trend",
];
const MEASURE_SUFFIX = /(?:率|度|数|量|额|面积|比|分|值|人次|年限|年龄|产值|学时|课时|工资|薪|费|经费|收入|支出)$/;
/** English words after which a name goes on ("teachers with a master's degree"). */
const GOES_ON = /^ (?:with|who|whose|having|under|over|aged|holding) /;

/** What each name covers once the words around it are weighed. */
type Weighed = { readonly kind: "entry"; readonly item: FoundOf<"indicator"> } | { readonly kind: "open"; readonly words: string; readonly item: Found | null };

/** Which indicators are asked about: entries whose name stands free, open words where a name is only part of a longer one or none is known. */
export function concludeIndicators(draft: Draft): Draft {
  const pieces = openPieces(draft);
  const names = dropHeads(draft, ofKind(draft.found, "indicator")).map((item) => weigh(draft, item, pieces));
  const derived = findOperands(draft, names);
  if (derived !== null) return derived;
  const weighed = names.length > 0 ? dropFrame(draft, names) : openAlone(draft, pieces);
  const asked = unique(weighed.map((name) => toAsked(draft, name)));
  if (asked.length === 0) return draft;
  const mentions = weighed.flatMap((name) => (name.item === null ? [] : [toMention(draft, name.item, name.item.kind === "indicator" ? "alias" : "cue")]));
  return {
    ...draft,
    indicators: { certainty: "stated", value: asked, mentions },
    wantedKind: wantedKindOf(draft, asked),
    trace: traced(draft, ...weighed.map((name) => (name.kind === "entry" ? name.item.rule : "indicator.open"))),
  };
}

/** 双师型 teachers: a name right after a more special one, whose own name holds it, is only its head noun. */
function dropHeads(draft: Draft, items: readonly FoundOf<"indicator">[]): readonly FoundOf<"indicator">[] {
  return items.filter((item, index) => {
    const before = items[index - 1];
    const special = before === undefined ? undefined : entriesOf(draft, before.ids)[0];
    if (before === undefined || special === undefined || draft.reading.text.slice(before.end, item.start).trim() !== "") return true;
    const inside = draft.reading.lexicon.aliases.find(foldText(special.zh), ["zh", "ask"]).flatMap((match) => match.indicatorIds);
    return !item.ids.some((id) => inside.includes(id));
  });
}

/** Content words around names: cues that are part of a measure (比例, 面积) do not hide them. */
function openPieces(draft: Draft): Span[] {
  const covered = coverFound(draft.reading.text, draft.found, (item) => !(item.kind === "cue" && transparent.has(item.cue)));
  return findResidue(draft.reading.text, covered);
}

const textOf = (draft: Draft, span: Span): string => draft.reading.text.slice(span.start, span.end);

function weigh(draft: Draft, item: FoundOf<"indicator">, pieces: readonly Span[]): Weighed {
  const { text } = draft.reading;
  const touching = (a: number, b: number): boolean => a === b || (a < b && b - a === 1 && text[a] === " ");
  const left = pieces.find((piece) => touching(piece.end, item.start) && !isNeutral(textOf(draft, piece)));
  const right = pieces.find((piece) => touching(item.end, piece.start) && !isNeutral(textOf(draft, piece)));
  const asked = invertedVerb(draft, item, pieces);
  if (asked !== null) return asked;
  const goesOn = GOES_ON.test(text.slice(item.end, item.end + 10))
    ? pieces.find((piece) => piece.start > item.end && !isNeutral(textOf(draft, piece)))
    : undefined;
  if (left === undefined && right === undefined && goesOn === undefined) return { kind: "entry", item };
  const span = { start: left?.start ?? item.start, end: goesOn?.end ?? right?.end ?? item.end };
  return { kind: "open", words: typedText(draft, span), item: { ...item, ...span } };
}

function isNeutral(words: string): boolean {
  return words.length < 2 || neutral.has(words) || /^[\d.]+$/.test(words);
}

const COUNTED = /^有?(?:多少|几)[名个位人]?/;

/** 招了多少学生: the verb belongs to the noun; 招 + 生 is looked up as a name of its own. */
function invertedVerb(draft: Draft, item: FoundOf<"indicator">, pieces: readonly Span[]): Weighed | null {
  const counted = COUNTED.exec(textOf(draft, item))?.[0] ?? "";
  const cue = ofKind(draft.found, "cue").find((other) => other.cue === "measure" && other.end === item.start);
  const start = counted !== "" ? item.start : cue?.start;
  const verb = start === undefined ? undefined : pieces.find((piece) => piece.end <= start && start - piece.end <= 1);
  if (verb === undefined) return null;
  const words = textOf(draft, verb);
  const noun = textOf(draft, item).slice(counted.length);
  if (neutral.has(words) || noun === "" || !/[\u4e00-\u9fff]/.test(words)) return null;
  const last = noun[noun.length - 1] ?? "";
  for (const name of [words + noun, words + last, noun + words, `${words}人数`, `${words}数`, `${noun}${words}数`]) {
    const ids = exactMatch(draft, name);
    if (ids !== null) return { kind: "entry", item: { ...item, ids, rule: "indicator.verb" } };
  }
  return { kind: "open", words: `${words}${noun}`, item };
}

/** 毕业生中有多少人升学: the first name is only the frame of the second. */
function dropFrame(draft: Draft, names: readonly Weighed[]): readonly Weighed[] {
  const [first, ...others] = names;
  if (first === undefined || first.item === null || others.length === 0) return names;
  return /^(?:中|里|当中|之中|在内)/.test(draft.reading.text.slice(first.item.end)) ? others : names;
}

/** No name is known: the words left are the indicator, when a number is asked for. */
function openAlone(draft: Draft, pieces: readonly Span[]): readonly Weighed[] {
  const completed = completeNoun(draft, pieces);
  if (completed !== null) return [completed];
  const content = pieces.filter((piece) => !isNeutral(textOf(draft, piece)) || MEASURE_SUFFIX.test(textOf(draft, piece)));
  const words = content.map((piece) => typedText(draft, piece));
  const measured = hasCue(draft.found, ...NUMBER_CUES) || draft.threshold !== null || draft.claim;
  const named = content.some((piece) => MEASURE_SUFFIX.test(textOf(draft, piece)) && textOf(draft, piece).length >= 3);
  if (words.length === 0 || !(measured || named) || hasCue(draft.found, "why")) return [];
  const separator = words.every((word) => /^[\u4e00-\u9fff]+$/.test(word)) ? "" : " ";
  return [{ kind: "open", words: words.join(separator).slice(0, 60), item: null }];
}

/** Nouns too common to be names in a report (学生, 专业) are names once they are counted or listed: 学生 → 学生数. */
function completeNoun(draft: Draft, pieces: readonly Span[]): Weighed | null {
  if (!hasCue(draft.found, ...NUMBER_CUES, "list", "compare") && draft.threshold === null && !draft.claim) return null;
  for (const piece of pieces) {
    const words = textOf(draft, piece);
    for (const name of [`${words}数`, `${words}人数`, `多少${words}`, `有多少${words}`, `在校${words}数`, `${words}总数`, `number of ${words}`]) {
      const match = exactMatch(draft, name);
      if (match !== null) return { kind: "entry", item: { kind: "indicator", ...piece, ids: match, from: "ask", rule: "indicator.completed" } };
    }
  }
  return null;
}

/** The entries that bear exactly this name. */
function exactMatch(draft: Draft, name: string): readonly IndicatorId[] | null {
  const match = draft.reading.lexicon.aliases.find(name, ["zh", "ask", "en"]).find((found) => found.start === 0 && found.end === name.length);
  return match?.indicatorIds ?? null;
}

function toAsked(draft: Draft, name: Weighed): AskedIndicator {
  if (name.kind === "open") return { kind: "open", words: name.words, unit: draft.wantedUnit };
  const entries = entriesOf(draft, name.item.ids);
  const entry = chooseEntry(draft, entries);
  return entry === undefined
    ? { kind: "open", words: typedText(draft, name.item), unit: draft.wantedUnit }
    : { kind: "entry", id: entry.id, words: typedText(draft, name.item) };
}

const entriesOf = (draft: Draft, ids: readonly IndicatorId[]): Indicator[] => ids.flatMap((id) => draft.reading.lexicon.indicator(id) ?? []);

/** Of the entries that bear the name the one of the wanted kind; else one of its family; else the first. */
function chooseEntry(draft: Draft, entries: readonly Indicator[]): Indicator | undefined {
  const first = entries[0];
  if (first === undefined || draft.wantedKind === null) return first;
  // 生均图书多少册: the unit fits the name itself, whatever its kind.
  const sameUnit = entries.find((entry) => draft.wantedUnit !== null && entry.units.includes(draft.wantedUnit));
  if (sameUnit !== undefined) return sameUnit;
  const kin = [...entries, ...draft.reading.lexicon.family(first.family)];
  return kin.find((entry) => entry.kind === draft.wantedKind && (draft.wantedUnit === null || entry.units.includes(draft.wantedUnit))) ?? first;
}

/** A wanted kind that the whole family lacks was a way of speaking ("how many percent", 面积多少): it is dropped. */
function wantedKindOf(draft: Draft, asked: readonly AskedIndicator[]): Draft["wantedKind"] {
  const first = asked[0];
  if (draft.wantedKind === null || first === undefined || first.kind === "open") return draft.wantedKind;
  const entry = draft.reading.lexicon.indicator(first.id);
  const kinds = entry === undefined ? [] : draft.reading.lexicon.family(entry.family).map((kin) => kin.kind);
  return kinds.includes(draft.wantedKind) ? draft.wantedKind : null;
}

/** 占…的多少, 每个学生: a part and its whole. A share that the lexicon knows is looked up; any other is derived from the two. */
function findOperands(draft: Draft, names: readonly Weighed[]): Draft | null {
  const pair = perHeadPair(draft, names) ?? sharePair(draft, names);
  if (pair === null) return null;
  const [part, whole] = pair;
  if (whole === undefined) return { ...draft, indicators: { certainty: "stated", value: [part], mentions: [] }, trace: traced(draft, "indicator.per_head") };
  const share = part.kind === "entry" && !hasCue(draft.found, "per_head") ? knownShare(draft, part.id, whole) : undefined;
  const mentions = names.flatMap((name) => (name.item === null ? [] : [toMention(draft, name.item, "alias")]));
  if (share !== undefined) {
    return {
      ...draft,
      indicators: { certainty: "stated", value: [{ kind: "entry", id: share.id, words: part.words }], mentions },
      wantedKind: "share",
      wantedUnit: null,
      trace: traced(draft, "indicator.known_share"),
    };
  }
  return {
    ...draft,
    indicators: { certainty: "stated", value: [part, whole], mentions },
    operands: true,
    wantedKind: null,
    wantedUnit: null,
    trace: traced(draft, "indicator.operands"),
  };
}

function sharePair(draft: Draft, names: readonly Weighed[]): readonly [AskedIndicator, AskedIndicator] | null {
  const cue = ofKind(draft.found, "cue").find((item) => item.cue === "derived");
  const plain = { ...draft, wantedKind: null, wantedUnit: null };
  const [first, second] = names.map((name) => toAsked(plain, name));
  if (cue === undefined || first === undefined || second === undefined) return null;
  // "what percentage of B are A" names the whole first; so does "B中A占多少".
  const before = names[0]?.item ?? null;
  const wholeFirst = /[a-z]/.test(textOf(draft, cue))
    ? !/ (?:among|in|out of|to) /.test(draft.reading.text.slice(before?.end ?? 0))
    : before !== null && /^[里中当]/.test(draft.reading.text.slice(before.end));
  return wholeFirst ? [second, first] : [first, second];
}

/** 每个学生平均设备值: a name of its own when the lexicon has 生均设备值, else the two that are divided. */
function perHeadPair(draft: Draft, names: readonly Weighed[]): readonly [AskedIndicator, AskedIndicator] | readonly [AskedIndicator] | null {
  const cue = ofKind(draft.found, "cue").find((item) => item.cue === "per_head");
  if (cue === undefined) return null;
  const written = textOf(draft, cue);
  const entry = perHead.find(({ words }) => words.some((word) => written.includes(word)));
  const part = names
    .map((name) => toAsked({ ...draft, wantedKind: null, wantedUnit: null }, name))
    .find((asked) => asked.kind === "open" || !covers(draft, asked.id, entry?.denominator ?? []));
  const whole = entry === undefined ? undefined : firstEntry(draft, entry.denominator);
  const named = part === undefined || entry === undefined ? undefined : firstEntry(draft, [`${entry.words[0] ?? ""}${foldText(part.words)}`]);
  if (named !== undefined) return [{ kind: "entry", id: named.id, words: named.zh }];
  return part === undefined || whole === undefined ? null : [part, { kind: "entry", id: whole.id, words: whole.zh }];
}

const covers = (draft: Draft, id: IndicatorId, names: readonly string[]): boolean => names.some((name) => firstEntry(draft, [name])?.id === id);

function firstEntry(draft: Draft, names: readonly string[]): Indicator | undefined {
  for (const name of names) {
    const entry = entriesOf(draft, exactMatch(draft, name) ?? [])[0];
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** The entry that is the share of `part` in `whole`, when the lexicon holds one with that denominator. */
function knownShare(draft: Draft, part: IndicatorId, whole: AskedIndicator): Indicator | undefined {
  const entry = draft.reading.lexicon.indicator(part);
  if (entry === undefined) return undefined;
  const shares = [entry, ...draft.reading.lexicon.family(entry.family)].filter((kin) => kin.kind === "share");
  return shares.find((share) => share.denominator === null || isSameNoun(draft, share.denominator, whole));
}

function isSameNoun(draft: Draft, denominator: string, whole: AskedIndicator): boolean {
  const folded = foldText(denominator);
  const entry = whole.kind === "entry" ? draft.reading.lexicon.indicator(whole.id) : undefined;
  const noun = foldText(entry === undefined ? whole.words : entry.zh).replace(/[总人]?数$/, "");
  return folded.includes(noun) || noun.includes(folded) || (entry !== undefined && firstEntry(draft, [folded])?.id === entry.id);
}

function unique(asked: readonly AskedIndicator[]): AskedIndicator[] {
  const keyOf = (item: AskedIndicator): string => (item.kind === "entry" ? item.id : `open ${item.words}`);
  return [...new Map(asked.map((item) => [keyOf(item), item])).values()];
}
