import { z } from "zod";
import file from "../../../data/lexicon/school-kinds.json" with { type: "json" };
import { foldText } from "../../text/fold.ts";
import { type ComposeContext, createDraft, type Draft } from "../draft.ts";
import { discloseSlots } from "../pieces.ts";
import { quotePiece, readSentences, wholeSentence } from "../prose/extracts.ts";

/** data/lexicon/school-kinds.json: kinds of which a school is one alone, each side by its words. */
const kinds = z.array(z.strictObject({ id: z.string(), sides: z.array(z.array(z.string()).min(1)).min(2) })).parse(file);

/** What is said of others than the school itself: 周边公办学校, 待遇比公办学校低, 民办教育先进单位. */
const OF_OTHERS = /周边|其他|其它|同类|兄弟|附近|比|较|与|和|转入|考入|考到|考编|对口|结对|教育先进|教育集团/;
const ASKS = /(?:是不是|是否|是|属于|算)[^，,。；;]{0,10}(?:学校|学院|院校|中专|的|吗|么|嘛|呢|\?|？)|还是/;
const BEFORE = 14;

/** 是公办学校吗: yes or no by the sentence that says what kind of school it is, and by no other; null where no kind is asked for, or none is said. */
export function composeSchoolKind(context: ComposeContext): Draft | null {
  const { parsed, evidence, wording } = context;
  const [owner, ...others] = evidence.owners;
  const question = foldText(parsed.question);
  const kind = kinds.find(({ sides }) => sides.some((words) => words.some((word) => question.includes(word))));
  if (kind === undefined || owner === undefined || others.length > 0 || !ASKS.test(question)) return null;
  const asked = sidesIn(kind.sides, question);
  if (parsed.intent !== "exists" && asked.length < 2) return null;
  for (const sentence of evidence.wholeReports.flatMap((passage) => readSentences(context, passage))) {
    const told = sidesSaid(kind.sides, sentence.words);
    if (told.length !== 1) continue;
    const draft = createDraft(context);
    const [name, quote] = [wording.owner(owner), quotePiece(draft, wholeSentence(context, sentence.extract))];
    // 公办还是民办 asks for neither yes nor no.
    draft.state(
      asked.length > 1 ? wording.quoteDirect(name, quote) : asked[0] === told[0] ? wording.saysYes(name, quote, "is so") : wording.saysNo(name, quote),
    );
    discloseSlots(context, draft);
    return draft.finish({ status: "answered", settled: true });
  }
  return null;
}

const sidesIn = (sides: readonly (readonly string[])[], text: string): readonly number[] =>
  sides.flatMap((words, index) => (words.some((word) => text.includes(word)) ? [index] : []));

/** The sides that a sentence says of the school itself. */
function sidesSaid(sides: readonly (readonly string[])[], sentence: string): readonly number[] {
  return sides.flatMap((words, index) => (words.some((word) => isSaid(sentence, word)) ? [index] : []));
}

function isSaid(sentence: string, word: string): boolean {
  for (let at = sentence.indexOf(word); at >= 0; at = sentence.indexOf(word, at + 1)) {
    const clause = sentence.slice(Math.max(0, at - BEFORE), at + word.length + 4).replace(/^.*[，,。；;]/, "");
    if (!OF_OTHERS.test(clause)) return true;
  }
  return false;
}
