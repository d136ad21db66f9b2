import type { IndicatorId } from "../domain/ids.ts";
import type { Intent, ParsedQuestion } from "../domain/question.ts";
import type { Span } from "../domain/span.ts";
import { cueFile } from "./cues.ts";
import type { Draft } from "./draft.ts";
import { findJoints, type Joint, spansBetween } from "./line-joints.ts";
import { hasCue, ofKind } from "./reading.ts";
import { toParsed, type UnderstandContext, understand } from "./understand.ts";

const { asks: askCues, stands: standCues } = cueFile.parts;
/** 是平阳吗 asks no more than whether. */
const openCues = askCues.filter((cue) => cue !== "exists");
/** Answered in sentences: two of one matter (how it is done, with what effect) are one question. */
const PROSE: ReadonlySet<Intent> = new Set<Intent>(["explain", "define", "out_of_scope"]);
const COUNTING = /多少|几|how (?:many|much)/;
const TRAILING_MARKS = /[\s?？!！。，,；;.]+$/;
const FOLLOW_END = /呢$/;
const QUESTION_MARK = /[?？]\s*$/;

/** A stretch of the line as it reads after what stands before it. */
interface Stretch {
  readonly text: string;
  readonly draft: Draft;
}

/**
 * The questions of a line: "平湖多少老师？平阳呢？" → two. A cut is made only where both sides ask and the right one has something of its own
 * to be asked about; all else stays one question. The spans cover the line, in order; a line without two questions is one span.
 */
export function splitQuestion(question: string, context: UnderstandContext, talk: readonly ParsedQuestion[]): readonly Span[] {
  const joints = findJoints(question);
  if (joints.length === 0) return spansBetween(question, []);
  const cuts: number[] = [];
  const trail = [...talk];
  const read = (start: number, end: number): Stretch => {
    const text = question.slice(start, end);
    return { text, draft: understand(text, context, { trail, joined: cuts.length > 0 }) };
  };
  for (const [index, joint] of joints.entries()) {
    const start = cuts.at(-1) ?? 0;
    const left = read(start, joint.at);
    if (!asks(left)) continue;
    const before = { trail: [...trail, toParsed(left.draft)], joined: true };
    const rights = rightEnds(question, joints, index).map((end): Stretch => {
      const text = question.slice(joint.at, end);
      return { text, draft: understand(text, context, before) };
    });
    const right = rights.find(asks);
    if (right === undefined || !isNewQuestion(left, right, joint, () => read(start, joint.at + right.text.length).draft)) continue;
    cuts.push(joint.at);
    trail.push(toParsed(left.draft));
  }
  return spansBetween(question, cuts);
}

/** How far the right side reaches: to the next joint, or to the next end of a sentence where its question comes later (平湖和平阳，谁多). */
function rightEnds(question: string, joints: readonly Joint[], index: number): readonly number[] {
  const sentence = joints.slice(index + 1).find(({ isStrong }) => isStrong)?.at ?? question.length;
  const next = joints[index + 1]?.at ?? question.length;
  return joints[index]?.isStrong === true || next === sentence ? [sentence] : [next, sentence];
}

function isNewQuestion(left: Stretch, right: Stretch, joint: Joint, whole: () => Draft): boolean {
  if ((!stands(right) && !asksMoneyBeside(left, right)) || confirms(left, right)) return false;
  if (joint.isStrong) return true;
  return !isPartOf(left.draft, right, whole);
}

/** Whether a stretch asks anything: by a cue, by a counting word in a name, or as a topic before a question mark. */
function asks({ text, draft }: Stretch): boolean {
  const bare = text.replace(TRAILING_MARKS, "");
  if (FOLLOW_END.test(bare) || hasCue(draft.found, ...askCues) || COUNTING.test(draft.reading.text)) return true;
  return QUESTION_MARK.test(text) && (ownsOwners(draft) || ownsTopic(draft));
}

/** Whether it has something of its own to be asked about; 是真的吗 and 有多少人 have not. */
function stands({ text, draft }: Stretch): boolean {
  if (ownsTopic(draft) || hasCue(draft.found, ...standCues) || draft.population !== null || draft.subject !== null) return true;
  const follows = FOLLOW_END.test(text.replace(TRAILING_MARKS, "")) || QUESTION_MARK.test(text);
  return (follows || !hasCue(draft.found, "exists")) && (ownsOwners(draft) || ownsPeriod(draft));
}

/** 给多少学生发了助学金，发了多少钱: the same is asked of money, of which the lexicon has a name. */
function asksMoneyBeside({ draft: left }: Stretch, { draft: right }: Stretch): boolean {
  const ofMoney = (draft: Draft): boolean => entriesOf(draft).some((id) => draft.reading.lexicon.indicator(id)?.kind === "amount");
  // 几个学生领到补贴，一个人给多少钱: what has no name of its own is asked of what the left side counts.
  const isMoney = ofMoney(right) || (right.indicators.certainty !== "stated" && !hasCue(left.found, "amount_words") && hasCue(right.found, "per_head"));
  return hasCue(right.found, "amount_words") && left.intent === "lookup" && !ofMoney(left) && isMoney;
}

/** 听说…，是真的吗; 哪所多？平阳吗; 谁多，平阳 or 平湖: the right side only asks whether the left one holds, or names what may answer it. */
function confirms(left: Stretch, right: Stretch): boolean {
  if (ownsTopic(right.draft)) return false;
  if (hasCue(left.draft.found, "premise") && !ownsOwners(right.draft) && !ownsPeriod(right.draft)) return true;
  const isOffer = ownsOwners(right.draft) && !FOLLOW_END.test(right.text.replace(TRAILING_MARKS, "")) && !hasCue(right.draft.found, ...openCues);
  return left.draft.scope === "all_schools" && isOffer;
}

/** After a mere comma: what shares school, time and sort of answer with the left side is read together with it, where no name is lost by that. */
function isPartOf(left: Draft, right: Stretch, joint: () => Draft): boolean {
  const { draft } = right;
  if (hasCue(draft.found, "respectively") && !ownsOwners(draft)) return true;
  // "How many students and how many teachers does Pinghu have": the name that comes last is of both.
  if (ownsOwners(draft)) return !hasOwners(left);
  // 三年来怎么变的，为什么今年掉下来: how it went is told by numbers, why in words.
  if ((isProse(left) || (left.intent !== "trend" && hasCue(left.found, "why", "how"))) && isProse(draft)) return true;
  // 立项多少，省级占比多少; 拿了多少个奖，省级的几个; 获奖多少篇，发表的呢: a number beside the left side's, or of a part of it.
  if (left.intent === "lookup" && (FOLLOW_END.test(right.text.replace(TRAILING_MARKS, "")) || isOfNumber(left, draft))) return false;
  // 有多少本书，人均几本: what comes to each is another number than the first.
  if (left.intent === "lookup" && hasCue(draft.found, "per_head") && !hasCue(left.found, "per_head") && asksNumber(right) && entriesOf(left).length > 0)
    return false;
  // 来了多少企业，其中外资的有几家: a part of the number that the left side asks for.
  if (left.intent === "lookup" && OF_LEFT.test(right.text) && asksNumber(right) && COUNTING.test(left.reading.text)) return false;
  // 你推荐哪个，值不值: what follows an opinion without a figure of its own goes with it.
  if (left.intent === "out_of_scope" && ofKind(draft.found, "indicator").length === 0) return true;
  const isPlain = left.intent === "lookup" && draft.intent === "lookup" && !ownsPeriod(draft) && draft.found.every((item) => item.kind !== "subject");
  return isPlain && entriesOf(draft).length > 0 && entriesOf(joint()).length >= new Set([...entriesOf(left), ...entriesOf(draft)]).size;
}

const OF_LEFT = /^(?:其中|这其中|里面|当中)/;
const asksNumber = ({ draft }: Stretch): boolean => COUNTING.test(draft.reading.text);

/** A share or a part of what the left side counts. */
const isOfNumber = (left: Draft, right: Draft): boolean =>
  right.indicators.certainty !== "stated" &&
  entriesOf(left).length > 0 &&
  ((right.wantedKind === "share" && left.wantedKind !== "share") || (right.population !== null && left.population === null));

/** Ids of the entries asked about. */
const entriesOf = ({ indicators }: Draft): readonly IndicatorId[] =>
  indicators.certainty === "missing" || indicators.certainty === "ambiguous"
    ? []
    : indicators.value.flatMap((asked) => (asked.kind === "entry" ? [asked.id] : []));

const isProse = ({ intent }: Draft): boolean => intent !== null && PROSE.has(intent);
const ownsOwners = (draft: Draft): boolean =>
  ofKind(draft.found, "owner").length > 0 || ofKind(draft.found, "unknown_owner").length > 0 || hasCue(draft.found, "ref_other");
const hasOwners = ({ owners, unknownOwners }: Draft): boolean => (owners.certainty !== "missing" && owners.certainty !== "implied") || unknownOwners.length > 0;
const ownsTopic = (draft: Draft): boolean =>
  draft.indicators.certainty === "stated" || ofKind(draft.found, "indicator").length > 0 || draft.residue.some((piece) => piece.end - piece.start >= 2);
const ownsPeriod = ({ period }: Draft): boolean => period.certainty === "stated";
