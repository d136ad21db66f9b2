import type { IndicatorId } from "../../domain/ids.ts";
import type { Indicator } from "../../domain/indicator.ts";
import type { AskedIndicator, ParsedQuestion } from "../../domain/question.ts";
import { foldText } from "../../text/fold.ts";
import { exactMatch, firstEntry, textOf } from "../conclude/indicator-names.ts";
import { cueFile } from "../cues.ts";
import { type Draft, traced } from "../draft.ts";
import { knownShare, perHeadOf } from "../operation/operands.ts";
import { hasCue, ofKind } from "../reading.ts";

/** Questions that ask for something else than a part of a figure. */
const OTHER_CUES = ["why", "how", "define", "measures", "topic_words", "exists", "list", "meta", "opinion", "introduce", "contrast", "former_name"];
const PROSE: ReadonlySet<string> = new Set(["explain", "define", "list", "coverage", "out_of_scope", "exists"]);
/** What marks words as a part: 其中预备技师, 春季的呢, "the female ones". */
const PART_FORM = /^(?:那么?)?其中|的(?:呢|有|占|多少|几)|\b(?:ones|of them|of those|of these)\b/;
/** Characters by which names of one kind end alike: 人次, 教师数. */
const LEAST_END = 2;
const PUPILS = /^的?(?:学生|在校生)(?:人?数)?(?:呢|有?多少|有?几个)?/;
const NOUN_TAIL = /(?:总人?数|人数|总数|数|总量)$/;
const COUNTING = /^(?:有)?(?:多少|几)[名个位]?|(?:有)?(?:多少|几)[名个位人家项]*$/g;
const people = cueFile.people.map((nouns) => nouns.map(foldText));

/**
 * A part of the figure just given: 其中预备技师呢 after the students → the entry of its own, where the lexicon has one; else the same figure of
 * the sub-group (省级的呢, 汽修专业呢). Null where the words name no part of it.
 */
export function partOfTalk(draft: Draft, previous: ParsedQuestion): Draft | null {
  const whole = measuredBefore(draft, previous);
  if (whole === null || draft.indicators.certainty !== "missing" || hasCue(draft.found, ...OTHER_CUES) || asksWhat(draft)) return null;
  const [piece, ...others] = draft.residue.filter((span) => span.end - span.start >= 2);
  const grouped = ofKind(draft.found, "population")[0] ?? ofKind(draft.found, "subject")[0];
  const span = grouped ?? (others.length === 0 ? piece : undefined);
  if (span === undefined || others.length > 0) return null;
  const words = textOf(draft, span);
  const named = draft.subject === null ? namedPart(draft, words, whole) : undefined;
  const isPart = PART_FORM.test(draft.reading.text) || grouped !== undefined;
  if (named === undefined && !isPart) return null;
  if (named !== undefined) return withEntry(draft, named, whole);
  const subject = draft.population === null && draft.subject === null ? words : draft.subject;
  // 那物流系学生呢 after the employment rate of another: its students.
  const isPupils = draft.subject !== null && PUPILS.test(draft.reading.text.slice(span.end));
  const pupils = isPupils ? firstEntry(draft, ["在校学生数", "在校生数"]) : undefined;
  if (pupils !== undefined)
    return { ...withIndicators(draft, [{ kind: "entry", id: pupils.id, words: pupils.zh }]), subject, trace: traced(draft, "talk.part") };
  return { ...withIndicators(draft, [whole]), subject, trace: traced(draft, "talk.part") };
}

/** 其中什么最多 asks which part; "what about the female ones" names one. */
const asksWhat = (draft: Draft): boolean => hasCue(draft.found, "what_is") && !hasCue(draft.found, "follow_start");

/** 人均呢 after the books: the entry per head where the lexicon has one, else the two that are divided. */
export function perHeadOfTalk(draft: Draft, previous: ParsedQuestion): Draft | null {
  const whole = measuredBefore(draft, previous);
  const made = whole === null ? null : perHeadOf(draft, whole);
  if (made === null || !isOnlyHead(draft, made.head)) return null;
  const { pair } = made;
  const isPair = pair.length === 2;
  return { ...withIndicators(draft, pair), operands: isPair, wantedKind: null, wantedUnit: null, trace: traced(draft, "talk.per_head") };
}

/** 占全部毕业生的百分之几, "what share of all graduates is that": names the whole alone; the part is what was asked about before. */
const SHARE_ALONE =
  /^(?:那么?|这|这个|它|这些人?|他们|大概|大约|差不多|约|又|能)*占|^(?:and |so )?what (?:share|percentage|percent|proportion|fraction) of .{2,60} (?:is|are|was|were|does|do) (?:that|this|it|they|those|these)\b/;

/** The number just given over the whole that is named now; null where the question names a part of its own. */
export function shareOfTalk(draft: Draft, previous: ParsedQuestion): Draft | null {
  const { indicators, reading } = draft;
  const part = measuredBefore(draft, previous);
  if (part === null || indicators.certainty !== "stated" || !SHARE_ALONE.test(reading.text) || previous.subject !== null) return null;
  const [whole, ...others] = indicators.value;
  if (whole?.kind !== "entry" || others.length > 0 || reading.lexicon.indicator(whole.id)?.kind !== "count") return null;
  if (part.kind === "entry" && (part.id === whole.id || reading.lexicon.indicator(part.id)?.kind !== "count")) return null;
  const clean = { ...draft, wantedKind: null, wantedUnit: null, intent: null, trace: traced(draft, "talk.share") };
  const share = part.kind === "entry" ? knownShare(draft, part.id, whole) : undefined;
  return share === undefined
    ? { ...withIndicators(clean, [part, whole]), operands: true }
    : withIndicators({ ...clean, wantedKind: "share" }, [{ kind: "entry", id: share.id, words: share.zh }]);
}

/** 平均每个学生多少本 names the students, by whom is divided, and nothing of its own. */
function isOnlyHead({ indicators }: Draft, head: IndicatorId): boolean {
  if (indicators.certainty === "missing") return true;
  return indicators.certainty !== "ambiguous" && indicators.value.every((asked) => asked.kind === "entry" && asked.id === head);
}

function measuredBefore(draft: Draft, previous: ParsedQuestion): AskedIndicator | null {
  const slot = previous.indicators;
  if (slot.certainty === "missing" || slot.certainty === "ambiguous" || PROSE.has(previous.intent)) return null;
  return draft.reading.text === "" ? null : (slot.value[0] ?? null);
}

function withEntry(draft: Draft, part: Indicator, whole: AskedIndicator): Draft {
  const asked: AskedIndicator = { kind: "entry", id: part.id, words: part.zh };
  const clean = { ...draft, population: null, subject: null, trace: traced(draft, "talk.named_part") };
  if (draft.wantedKind !== "share" || part.kind === "share") return withIndicators(clean, [asked]);
  const share = draft.reading.lexicon.family(part.family).find((kin) => kin.kind === "share");
  if (share !== undefined) return withIndicators(clean, [{ kind: "entry", id: share.id, words: share.zh }]);
  return { ...withIndicators(clean, [asked, whole]), operands: true, wantedKind: null, wantedUnit: null };
}

const withIndicators = (draft: Draft, value: readonly AskedIndicator[]): Draft => ({
  ...draft,
  indicators: { certainty: "inherited", value, reason: "previous_turn" },
});

/** The entry that bears the part's words with the noun of the whole: 预备技师 + 在校生, 硕士 + 教师. */
function namedPart(draft: Draft, words: string, whole: AskedIndicator): Indicator | undefined {
  const entry = whole.kind === "entry" ? draft.reading.lexicon.indicator(whole.id) : undefined;
  const zh = foldText(entry?.zh ?? "");
  // 农村劳动力 of 社会培训人次: the part's own name ends as the whole's does (农村劳动力培训人次).
  const ends = Array.from({ length: Math.max(0, zh.length - LEAST_END) }, (_, index) => zh.slice(index + 1));
  const own = [foldText(whole.words).replace(COUNTING, ""), zh, zh.replace(NOUN_TAIL, ""), ...ends];
  const group = people.find((nouns) => nouns.some((noun) => zh.includes(noun) || own[0]?.includes(noun)));
  const nouns = [...new Set([...own, ...(group ?? [])])].filter((noun) => noun !== "");
  const joint = /[a-z]/.test(words) ? " " : "";
  const found = nouns
    .map((noun) => firstEntry(draft, [words + joint + noun, `${words}学历${noun}`, `${words}职称${noun}`]))
    .find((candidate) => candidate !== undefined);
  const isWhole = whole.kind === "entry" && found?.id === whole.id;
  return isWhole || exactMatch(draft, words)?.length === 0 ? undefined : found;
}
