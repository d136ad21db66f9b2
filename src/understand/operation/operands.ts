import type { IndicatorId } from "../../domain/ids.ts";
import type { Indicator } from "../../domain/indicator.ts";
import type { AskedIndicator } from "../../domain/question.ts";
import type { Span } from "../../domain/span.ts";
import { foldText } from "../../text/fold.ts";
import { toAsked } from "../conclude/choose-entry.ts";
import { completeNoun } from "../conclude/complete-nouns.ts";
import { firstEntry, textOf, type Weighed } from "../conclude/indicator-names.ts";
import { isNeutral } from "../conclude/weigh-names.ts";
import { cueFile } from "../cues.ts";
import { type Draft, traced } from "../draft.ts";
import { toMention } from "../mentions.ts";
import { hasCue, ofKind } from "../reading.ts";

type Pair = readonly [AskedIndicator, AskedIndicator] | readonly [AskedIndicator];

const perHead = cueFile.perHead.map((entry) => ({
  prefix: foldText(entry.zh[0] ?? ""),
  words: [...entry.zh, ...entry.en].map(foldText).sort((a, b) => b.length - a.length),
  denominator: entry.denominator.map(foldText),
  people: entry.people.map(foldText),
}));

/** 占…的多少, 每个学生: a part and its whole. A share that the lexicon knows is looked up; any other is derived from the two. */
export function findOperands(draft: Draft, names: readonly Weighed[], pieces: readonly Span[]): Draft | null {
  const pair = perPersonPair(draft, names) ?? perHeadPair(draft, names, pieces) ?? sharePair(draft, names);
  if (pair === null) return null;
  const [part, whole] = pair;
  const mentions = names.flatMap((name) => (name.item === null ? [] : [toMention(draft, name.item, "alias")]));
  const stated = (value: readonly AskedIndicator[]) => ({ certainty: "stated" as const, value, mentions });
  if (whole === undefined) return { ...draft, indicators: stated([part]), trace: traced(draft, "indicator.per_head") };
  const share = part.kind === "entry" && !hasCue(draft.found, "per_head") ? knownShare(draft, part.id, whole) : undefined;
  if (share !== undefined) {
    const asked: AskedIndicator = { kind: "entry", id: share.id, words: part.words };
    // 双师型教师有多少，占专任教师的百分之几: the number is asked for, too.
    if (NUMBER_TOO.test(draft.reading.text))
      return { ...draft, indicators: stated([part, asked]), wantedKind: null, wantedUnit: null, trace: traced(draft, "indicator.known_share") };
    return { ...draft, indicators: stated([asked]), wantedKind: "share", wantedUnit: null, trace: traced(draft, "indicator.known_share") };
  }
  return { ...draft, indicators: stated([part, whole]), operands: true, wantedKind: null, wantedUnit: null, trace: traced(draft, "indicator.operands") };
}

const NUMBER_TOO = /(?:多少|几)[^，,；;。]{0,4}[，,；;](?:又|各|大概)?所?占|\bhow many\b.{2,60}\band what (?:share|percentage|proportion)\b/;

/** 拿到助学金的学生，人均多少钱: those who got it are the heads. */
const PER_PERSON =
  /每(?:一?[个位名])?人|(?:平均|一共|各)一(?:个)?人|一个人(?:能|可以|大概|平均)?(?:[拿领发给补]|得到|资助)|每(?:一?[个位名])?(?:学生|同学|孩子)(?:平均|能|可以|大概)?(?:[拿领]|得到|分到)|\beach\b|per person|(?:拿|领|享受|获|得|受)[^，。,?？]{0,10}的(?:学生|同学|人)[^。?？]{0,4}人均/;
/** 平均每人拿到多少: what is handed out is money, where nothing else is named behind. */
const HANDED_OUT = /(?:[拿领发给补]|得到|分到|资助)(?:到|了|过)*(?:多少|几)(?=$|[\s?？。呢啊])/;

/** 拿助学金的学生平均每人拿多少钱: those who got the money are named, and what they got is a sibling of their number. */
function perPersonPair(draft: Draft, names: readonly Weighed[]): Pair | null {
  if (!PER_PERSON.test(draft.reading.text)) return null;
  const named = names.flatMap((name) => (name.kind === "entry" ? name.item.ids : [])).flatMap((id) => draft.reading.lexicon.indicator(id) ?? []);
  const isOfMoney = hasCue(draft.found, "amount_words") || HANDED_OUT.test(draft.reading.text) || named.some((entry) => entry.kind === "amount");
  if (!isOfMoney) return null;
  const givers = named
    .filter((entry) => entry.kind === "amount")
    .flatMap((entry) => draft.reading.lexicon.family(entry.family).filter((kin) => kin.kind === "count"));
  for (const ids of [...names.map((name) => (name.kind === "entry" ? name.item.ids : [])), givers.map((entry) => entry.id)]) {
    for (const people of ids.flatMap((id) => draft.reading.lexicon.indicator(id) ?? []).filter((entry) => entry.kind === "count")) {
      const money = draft.reading.lexicon.family(people.family).find((entry) => entry.kind === "amount");
      if (money !== undefined)
        return [
          { kind: "entry", id: money.id, words: money.zh },
          { kind: "entry", id: people.id, words: people.zh },
        ];
    }
  }
  return null;
}

function sharePair(draft: Draft, names: readonly Weighed[]): Pair | null {
  const cue = ofKind(draft.found, "cue").find((item) => item.cue === "derived");
  const plain = { ...draft, wantedKind: null, wantedUnit: null };
  const [first, second] = names.map((name) => toAsked(plain, name));
  if (cue === undefined || first === undefined || second === undefined) return null;
  // "what percentage of B are A" names the whole first; so does "B中A占多少".
  const after = draft.reading.text.slice(names[0]?.item?.end ?? 0);
  const between = after.slice(0, Math.max(0, (names[1]?.item?.start ?? 0) - (names[0]?.item?.end ?? 0)));
  const wholeFirst = /[a-z]/.test(textOf(draft, cue)) ? !/ (?:among|in|out of|to) /.test(between) : /^[里中当]/.test(after);
  return wholeFirst ? [second, first] : [first, second];
}

/** The pair, or the entry of its own, for what was asked about before: 人均呢 after the books. Null where the question names no head. */
export function perHeadOf(draft: Draft, part: AskedIndicator): { readonly pair: Pair; readonly head: IndicatorId } | null {
  const asked = headOf(draft);
  const head = asked === undefined ? undefined : firstEntry(draft, asked.entry.denominator)?.id;
  const counted = asked !== undefined && PER_HEAD.test(asked.written) ? countedBeside(draft, part) : undefined;
  const pair: Pair | null = asked === undefined ? null : counted === undefined ? pairWith(draft, asked.entry, part) : [part, counted];
  return pair === null || head === undefined ? null : { pair, head };
}

function headOf(draft: Draft): { readonly entry: (typeof perHead)[number]; readonly written: string } | undefined {
  for (const cue of ofKind(draft.found, "cue").filter((item) => item.cue === "per_head")) {
    const written = textOf(draft, cue);
    const entry = perHead.find(({ words }) => words.some((word) => written.includes(word)));
    if (entry !== undefined) return { entry, written };
  }
  return undefined;
}

function pairWith(draft: Draft, entry: (typeof perHead)[number], part: AskedIndicator): Pair | null {
  const whole = firstEntry(draft, entry.denominator);
  if (whole === undefined) return null;
  const entryOfPart = part.kind === "entry" ? draft.reading.lexicon.indicator(part.id) : undefined;
  const own = entryOfPart?.kind;
  if (entryOfPart !== undefined && isOtherUnit(draft.wantedUnit, entryOfPart)) return null;
  // 每个学生一年借几本书 is per head already.
  if (own === "average" || own === "ratio") return [part];
  const noun = foldText(part.words).replace(COUNTING_WORDS, "");
  const zh = part.kind === "entry" ? foldText(draft.reading.lexicon.indicator(part.id)?.zh ?? "") : "";
  const named =
    entry.prefix === ""
      ? undefined
      : (firstEntry(draft, [`${entry.prefix}${foldText(part.words)}`, `${entry.prefix}${noun}`, `${entry.prefix}${zh}`]) ??
        meanOfKin(draft, entryOfPart, entry.denominator));
  return named === undefined ? [part, { kind: "entry", id: whole.id, words: whole.zh }] : [{ kind: "entry", id: named.id, words: named.zh }];
}

/** 图书馆有多少本书，人均几本: the family of the books has a mean for each student. */
function meanOfKin({ reading }: Draft, part: Indicator | undefined, heads: readonly string[]): Indicator | undefined {
  if (part === undefined || part.kind !== "count") return undefined;
  return reading.lexicon
    .family(part.family)
    .find(({ kind, unit, denominator }) => kind === "average" && unit === part.unit && denominator !== null && heads.includes(foldText(denominator)));
}

/** 教师企业实践人均几天: days are not the people who are counted, whoever they are divided by. */
const isOtherUnit = (asked: string | null, { kind, unit, units }: Indicator): boolean =>
  asked !== null && kind === "count" && COUNTS_PEOPLE.has(unit) && ![unit, ...units, "个"].includes(asked) && !COUNTS_PEOPLE.has(asked);
const COUNTS_PEOPLE: ReadonlySet<string> = new Set(["人", "人次", "名", "位"]);

const COUNTING_WORDS = /(?:一共)?有?(?:多少|几)[册本台个名]?/g;

/** 每个学生平均设备值: a name of its own when the lexicon has 生均设备值, else the two that are divided; 每班多少人 counts students. */
function perHeadPair(draft: Draft, names: readonly Weighed[], pieces: readonly Span[]): Pair | null {
  const head = headOf(draft);
  const whole = head === undefined ? undefined : firstEntry(draft, head.entry.denominator);
  if (head === undefined || whole === undefined) return null;
  const part = findPart(draft, names, pieces, whole.id) ?? (draft.wantedUnit === "人" ? asEntry(firstEntry(draft, head.entry.people)) : undefined);
  const owned = openOfPeople(draft, names, head.written);
  if (owned !== null) return owned;
  if (part === undefined) return openPerHead(draft, pieces, head.written);
  const counted = PER_HEAD.test(head.written) ? countedBeside(draft, part) : undefined;
  return counted === undefined ? pairWith(draft, head.entry, part) : [part, counted];
}

/** Heads of nobody in particular: 人均培训收入 is no 生均. */
const PER_HEAD = /^(?:人均|平均每人|per head|per capita)$/;

/** 培训收入 stands beside those who were trained, told in 人次: they are its heads, and not the students of the school. */
function countedBeside({ reading }: Draft, part: AskedIndicator): AskedIndicator | undefined {
  const entry = part.kind === "entry" ? reading.lexicon.indicator(part.id) : undefined;
  if (entry?.kind !== "amount") return undefined;
  const near = entry.siblings.flatMap((id) => reading.lexicon.indicator(id) ?? []).filter(({ kind }) => kind === "count");
  // 助学金 goes to those who get it, who are of its family.
  return asEntry(near.find(({ unit }) => unit === "人次") ?? near.find(({ unit, family }) => unit === "人" && family === entry.family));
}

/** Heads other than students, who are meant where nobody is named. */
const otherPeople = cueFile.people
  .filter((group) => !group.includes("学生"))
  .flat()
  .map(foldText);
const HEAD_ALONE = /^(?:人均|平均每人)$/;

/** 教师人均培训学时: the people before are the heads, and what comes to each stands behind. Null where nothing does. */
function openOfPeople(draft: Draft, names: readonly Weighed[], written: string): Pair | null {
  const { text } = draft.reading;
  const at = text.indexOf(written);
  const noun = otherPeople.find((word) => text.slice(0, at).endsWith(word));
  const rest = /^[\u4e00-\u9fff]{2,10}/.exec(text.slice(at + written.length))?.[0].replace(/(?:是|有)?(?:多少|几).*$/, "") ?? "";
  const isNamed = names.some(({ item }) => item !== null && item.start < at && item.end > at);
  if (!HEAD_ALONE.test(written) || noun === undefined || rest === "" || isNamed) return null;
  return [{ kind: "open", words: `${noun}${written}${rest}`, unit: null }];
}

/** "spends more per student": no name says what is spent; the words do. */
function openPerHead(draft: Draft, pieces: readonly Span[], written: string): Pair | null {
  const words = pieces.map((piece) => textOf(draft, piece)).filter((word) => !isNeutral(word) && !written.includes(word));
  return words.length === 0
    ? null
    : [{ kind: "open", words: /[a-z]/.test(written) ? `${words.join(" ")} ${written}` : `${written}${words.join("")}`, unit: null }];
}

function findPart(draft: Draft, names: readonly Weighed[], pieces: readonly Span[], whole: IndicatorId): AskedIndicator | undefined {
  const plain = { ...draft, wantedKind: null, wantedUnit: null };
  const entries = names.filter((name) => name.kind === "entry").map((name) => toAsked(plain, name));
  const completed = pieces.flatMap((piece) => completeNoun(draft, piece) ?? []).map((item) => toAsked(plain, { kind: "entry", item }));
  const wholeEntry = draft.reading.lexicon.indicator(whole);
  const isKin = (id: IndicatorId): boolean => wholeEntry?.siblings.includes(id) === true && isSamePeople(draft, wholeEntry, id);
  const candidates = [...entries, ...completed, ...names.filter((name) => name.kind === "open").map((name) => toAsked(plain, name))];
  return candidates.find((asked) => asked.kind === "open" || (asked.id !== whole && !isKin(asked.id)));
}

/** 每个老师: the teachers that are divided by are no part that is divided, by whatever entry their noun is known. */
function isSamePeople(draft: Draft, whole: Indicator, id: IndicatorId): boolean {
  const part = draft.reading.lexicon.indicator(id);
  const groupOf = (entry: Indicator): number => cueFile.people.findIndex((nouns) => nouns.some((noun) => entry.zh.includes(noun)));
  return part !== undefined && part.kind === "count" && groupOf(part) >= 0 && groupOf(part) === groupOf(whole) && isPlainName(part.zh);
}

/** 教师数 names all of them; 双师型教师数 some. */
const isPlainName = (zh: string): boolean => cueFile.people.some((nouns) => nouns.includes(zh.replace(/[总人]*数$/, "")));

const asEntry = (entry: Indicator | undefined): AskedIndicator | undefined =>
  entry === undefined ? undefined : { kind: "entry", id: entry.id, words: entry.zh };

/** The entry that is the share of `part` in `whole`, when the lexicon holds one with that denominator. */
export function knownShare(draft: Draft, part: IndicatorId, whole: AskedIndicator): Indicator | undefined {
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
