import { AMOUNT_WORD, endingIn, LEAD_VERBS, LINK_AFTER_HEAD, OPEN_LEADS, stripLeading } from "../cues.ts";
import { NO_SCOPE, type ReadingContext, type ReadingRule } from "../reading.ts";
import { clauseStart, leftEdge, rightEdge } from "../sentence-view.ts";

const MAX_WORDS = 16;
const KEPT_AT_END: ReadonlySet<string> = new Set(["资金", "规模", "面积", "人数", "比例", "率", "值", "金额", "总额", "总值", "数量", "总数", "("]);
const LINKS_AT_END = LINK_AFTER_HEAD.filter((word) => !KEPT_AT_END.has(word));
/** How many links in a row are taken off a head's end. */
const MAX_LINKS = 4;

/** A figure that no entry covers keeps its own words: the noun after a classifier, else the phrase before the number. */
export const open: ReadingRule = {
  name: "open",
  read: (context) => {
    const { quantity, view } = context;
    if (quantity.unit === "" && !(quantity.scaled && hasAmountWord(context))) return null;
    const after = wordsAfter(context);
    const before = wordsBefore(context);
    // 检测仪1台等教学设备: 等 closes the list that the head before the number stands in.
    const classifier = quantity.kind === "count" && quantity.unit !== "人次" && !(after.startsWith("等") && before.words !== "");
    const ofThing = quantity.kind === "amount" || quantity.kind === "ratio" ? /^的[^，。；]/.test(view.text.slice(quantity.end, quantity.end + 2)) : false;
    const words =
      (classifier || ofThing) && after !== ""
        ? joinWords(ofThing && before.words.length > 6 ? "" : before.verb, after)
        : before.words !== ""
          ? before.words
          : after;
    if (words === "") return { ...NO_SCOPE, indicator: null, words: wordsFurther(context), headStart: before.start, confidence: 0.3 };
    return { ...NO_SCOPE, indicator: null, words, headStart: classifier && after !== "" ? quantity.start : before.start, confidence: 0.5 };
  },
};

function hasAmountWord({ view, quantity }: ReadingContext): boolean {
  return AMOUNT_WORD.test(view.text.slice(clauseStart(view, quantity.start), Math.min(view.sentence.end, quantity.end + 12)));
}

function wordsAfter({ view, quantity, index }: ReadingContext): string {
  const right = view.text.slice(quantity.end, rightEdge(view, index)).replace(/"/g, "");
  return right
    .replace(/^(?:的|左右|以上|余)+/, "")
    .slice(0, MAX_WORDS)
    .trim();
}

interface Before {
  /** The phrase before the number, trimmed of linking words. */
  readonly words: string;
  /** Its last word or two, when it ends in a verb that governs the noun after. */
  readonly verb: string;
  readonly start: number;
}

function wordsBefore({ view, quantity, index }: ReadingContext): Before {
  const from = leftEdge(view, index);
  let left = view.text
    .slice(from, quantity.start)
    .replace(/"/g, "")
    .replace(/\([^()]{0,40}\)/g, "");
  left = stripLeading(left.replace(/^\d{4}年(?:度)?/, ""), OPEN_LEADS);
  left = fromLastVerb(left);
  for (let turn = 0; turn < MAX_LINKS && left !== ""; turn += 1) {
    const link = endingIn(left, LINKS_AT_END);
    if (link === undefined) break;
    left = left.slice(0, -link.length);
  }
  return { words: left.slice(-MAX_WORDS), verb: /等$/.test(left) ? "" : left.slice(left.lastIndexOf("、") + 1).slice(-6), start: from };
}

/** The last words of the sentence before the number, when nothing stands between this number and the last. */
function wordsFurther({ view, quantity }: ReadingContext): string {
  let words = "";
  for (let at = quantity.start - 1; at >= view.sentence.start && words.length < MAX_WORDS; at -= 1) {
    const character = view.text.charAt(at);
    if (!/["\s]/.test(character)) words = character + words;
  }
  return words;
}

/** 通过网超采购长城电脑 → 长城电脑: what stands before and in the last introducing verb is not the figure's name. */
function fromLastVerb(text: string): string {
  if (text === "") return text;
  let cut = 0;
  for (const verb of LEAD_VERBS) {
    const at = text.lastIndexOf(verb);
    if (at >= 0 && at + verb.length > cut && text.length - at - verb.length >= 2) cut = at + verb.length;
  }
  return text.slice(cut);
}

const joinWords = (verb: string, noun: string): string => (verb === "" ? noun : `${verb}${noun}`.slice(0, MAX_WORDS * 2));
